//! Agreements, confirmation, performance, follow-up, rating, closing and what comes after.

use std::collections::BTreeSet;

use fengqiao_domain::command::*;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;

use super::super::reference::centre;
use super::super::story::TODAY;
use super::{VILLAGE, claimant, document, respondent, sealed};

/// The respondent pays 5,000.00 yuan within a week.
pub(crate) fn agree(form: AgreementForm) -> ConcludeAgreement {
    ConcludeAgreement {
        form,
        terms: sealed(),
        place: centre(VILLAGE),
        obligations: vec![NewObligation {
            debtor: respondent(),
            what: sealed(),
            amount_fen: Some(500_000),
            due: TODAY + 7.days(),
        }],
    }
}

pub(crate) fn put_into_effect() -> PutIntoEffect {
    PutIntoEffect { signed_by_parties: true, signed_by_mediator: true, sealed_by_committee: true }
}

/// The one obligation that is still owed is done.
pub(crate) fn perform() -> RecordPerformance {
    RecordPerformance { obligation: None, document: Some(document()) }
}

/// The one obligation that is still owed is not kept.
pub(crate) fn default() -> RecordDefault {
    RecordDefault { obligation: None, document: Some(document()) }
}

/// Both sides ask the nearest court to confirm, and nothing stands in the way.
pub(crate) fn confirm() -> FileConfirmation {
    FileConfirmation {
        court: None,
        application: Some(document()),
        cleared: ConfirmationBar::ALL.iter().copied().collect(),
    }
}

pub(crate) fn confirmed() -> RecordConfirmation {
    RecordConfirmation {
        ruling: ConfirmationRuling::Granted { number: "(2026)宁0221民特12号".to_owned() }
    }
}

pub(crate) fn not_confirmed() -> RecordConfirmation {
    RecordConfirmation { ruling: ConfirmationRuling::Rejected { ground: "协议内容不明确".to_owned() } }
}

pub(crate) fn archive() -> ArchiveCase {
    ArchiveCase { file_number: "2026-T-0001".to_owned() }
}

pub(crate) fn withdraw() -> WithdrawCase {
    WithdrawCase { party: claimant(), reason: sealed(), document: Some(document()) }
}

pub(crate) fn follow_up(round: FollowUpRound) -> RecordFollowUp {
    RecordFollowUp { round, performed: true, rebound: false }
}

pub(crate) fn rate() -> Rate {
    Rate { rating: Rating::Satisfied, words: None }
}

pub(crate) fn dissatisfied() -> Rate {
    Rate { rating: Rating::Dissatisfied, words: None }
}

pub(crate) fn close(main_outcome: Outcome) -> CloseCase {
    CloseCase { main_outcome, other_outcomes: BTreeSet::new() }
}

pub(crate) fn work_again(reason: RehandleReason) -> ReopenHandling {
    ReopenHandling { reason }
}

pub(crate) fn reopen(reason: ReopenReason) -> ReopenCase {
    ReopenCase { reason }
}
