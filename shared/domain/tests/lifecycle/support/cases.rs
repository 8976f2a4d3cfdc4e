//! Cases that have come a certain way, at a village, a township or a county.

use fengqiao_domain::command::{ApproveVoid, RecordReviewResult, RequestVoid, SignCase};
use fengqiao_domain::errand::{self, Errand};
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, Command};

use super::commands::*;
use super::officers::*;
use super::reference::centre;
use super::story::{CASE, Story, TODAY};

/// More days than ten years from the first of January after [`TODAY`].
pub(crate) const RETENTION_DAYS: i64 = 3_900;

/// Where the case lies: who registers, who decides, who mediates there, and who calls afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    Village,
    Township,
    County,
}

impl Desk {
    pub(crate) const ALL: [Self; 3] = [Self::Village, Self::Township, Self::County];

    pub(crate) fn registrar(self) -> Actor {
        match self {
            Self::Village => village_mediator(),
            Self::Township => township_clerk(),
            Self::County => county_clerk(),
        }
    }

    pub(crate) fn lead(self) -> Actor {
        match self {
            Self::Village => village_head(),
            Self::Township => township_dispatcher(),
            Self::County => county_dispatcher(),
        }
    }

    pub(crate) fn mediator(self) -> Actor {
        match self {
            Self::Village => village_mediator(),
            Self::Township => township_mediator(),
            Self::County => county_mediator(),
        }
    }

    /// Who issues what the mediator drafts.
    pub(crate) fn head(self) -> Actor {
        match self {
            Self::Village => village_head(),
            Self::Township => township_director(),
            Self::County => county_director(),
        }
    }

    /// Who may call the parties afterwards: not the mediator who handled the case.
    pub(crate) fn caller(self) -> Actor {
        match self {
            Self::Village => village_head(),
            Self::Township => township_clerk(),
            Self::County => county_clerk(),
        }
    }
}

pub(crate) fn registered_at(desk: Desk) -> Story {
    Story::begin().given(desk.registrar(), neighbours())
}

pub(crate) fn classified_at(desk: Desk) -> Story {
    registered_at(desk).given(desk.lead(), classify_ditch())
}

pub(crate) fn accepted_at(desk: Desk) -> Story {
    classified_at(desk).given(desk.lead(), accept())
}

pub(crate) fn in_progress_at(desk: Desk) -> Story {
    accepted_at(desk).given(desk.lead(), assign(&desk.mediator()))
}

/// In progress, with every paper on file.
pub(crate) fn complete_at(desk: Desk) -> Story {
    accepted_at(desk)
        .given(desk.lead(), serve(Notice::Acceptance))
        .given(desk.lead(), assign(&desk.mediator()))
        .given(desk.mediator(), investigate())
}

/// Mediated in vain on two dates, with every paper on file: the level may and must ask.
pub(crate) fn exhausted_at(desk: Desk) -> Story {
    complete_at(desk).given_ago(5, desk.mediator(), session(SessionOutcome::Failed)).given_ago(
        3,
        desk.mediator(),
        session(SessionOutcome::Failed),
    )
}

pub(crate) fn unresolved_at(desk: Desk) -> Story {
    in_progress_at(desk).given(desk.mediator(), fail())
}

pub(crate) fn agreed_at(desk: Desk) -> Story {
    in_progress_at(desk)
        .given(desk.mediator(), session(SessionOutcome::Agreed))
        .given(desk.mediator(), agree(AgreementForm::Written))
}

pub(crate) fn performing_at(desk: Desk) -> Story {
    agreed_at(desk).given(desk.mediator(), put_into_effect())
}

pub(crate) fn follow_up_at(desk: Desk) -> Story {
    performing_at(desk).given(desk.mediator(), perform())
}

pub(crate) fn closed_at(desk: Desk) -> Story {
    follow_up_at(desk)
        .given(desk.caller(), follow_up(FollowUpRound::First))
        .given(desk.lead(), close(Outcome::Resolved))
}

/// The debtor does not pay.
pub(crate) fn defaulted_at(desk: Desk) -> Story {
    performing_at(desk).given(desk.mediator(), default())
}

/// A court was asked to confirm the agreement.
pub(crate) fn filed_at(desk: Desk) -> Story {
    performing_at(desk).given(desk.registrar(), confirm())
}

/// Over without an outcome: the claimant took it back after acceptance.
pub(crate) fn ended_at(desk: Desk) -> Story {
    accepted_at(desk).given(desk.registrar(), withdraw())
}

/// Registered by mistake in the village, and void.
pub(crate) fn voided() -> Story {
    registered_at(Desk::Village)
        .given(village_mediator(), RequestVoid { reason: VoidReason::Mistaken })
        .given(village_head(), ApproveVoid {})
}

/// Taken back, archived, and kept as long as the law wants it kept.
pub(crate) fn retained_long_enough(desk: Desk) -> Story {
    ended_at(desk).given(desk.registrar(), archive()).after(RETENTION_DAYS)
}

/// A question about a subsidy, which ends in a written opinion.
pub(crate) fn petition_at(desk: Desk) -> Story {
    registered_at(desk)
        .given(desk.lead(), classify("9901"))
        .given(desk.lead(), accept())
        .given(desk.lead(), serve(Notice::Acceptance))
        .given(desk.lead(), assign(&desk.mediator()))
        .given(desk.mediator(), investigate())
}

/// An opinion that supports the claim or not, issued and served.
pub(crate) fn answered_at(desk: Desk, supported: bool) -> Story {
    petition_at(desk)
        .given(desk.mediator(), draft(supported))
        .given(desk.head(), issue())
        .given(desk.mediator(), serve(Notice::Opinion))
}

/// The case in which a body reviews an opinion, just opened.
pub(crate) fn review_at(code: &str, kind: CaseKind) -> Story {
    opened_at(code, kind, ReviewSubject::Opinion)
}

/// The case in which the county reviews a refusal to take a case up.
pub(crate) fn review_of_a_refusal() -> Story {
    opened_at(COUNTY, CaseKind::Review, ReviewSubject::Refusal)
}

fn opened_at(code: &str, kind: CaseKind, subject: ReviewSubject) -> Story {
    Story::begin().given(policy(office(code, Role::Clerk)), open_review_at(code, kind, subject))
}

/// What the errand of a petition brings to the body that reviews it.
pub(crate) fn open_review_at(code: &str, kind: CaseKind, subject: ReviewSubject) -> Command {
    let classified = petition_at(Desk::Township);
    let errand =
        Errand::OpenReview { linked: CASE, case_kind: kind, subject, body: centre(code), received_on: TODAY };
    errand::step(&errand, an_older_case().case, classified.case()).unwrap().1
}

/// An unsupported petition of which the county reviews the answer.
pub(crate) fn under_review() -> Story {
    answered_at(Desk::Township, false).given(party(), request_review())
}

/// The same, upheld by the county and before the city.
pub(crate) fn under_recheck() -> Story {
    let asked = under_review();
    let upheld = RecordReviewResult { reviewed: reviewed(asked.state.live(), ReviewResult::Upheld) };
    asked
        .given(policy(township_clerk()), upheld)
        .given(township_clerk(), serve(Notice::ReviewOpinion))
        .given(party(), request_recheck())
}

/// One case in each stage, held by the township, where nothing special is pending.
pub(crate) fn in_each_stage() -> [(PhaseName, Story); 16] {
    let desk = Desk::Township;
    [
        (PhaseName::Registered, classified_at(desk)),
        (PhaseName::Accepted, accepted_at(desk)),
        (PhaseName::Dispatched, accepted_at(desk).given(desk.lead(), dispatch("640221103-judicial_office"))),
        (
            PhaseName::Signed,
            accepted_at(desk)
                .given(desk.lead(), dispatch("640221103-judicial_office"))
                .given(judicial_officer(), SignCase {}),
        ),
        (PhaseName::InProgress, in_progress_at(desk).given(desk.mediator(), session(SessionOutcome::Agreed))),
        (PhaseName::Suspended, in_progress_at(desk).given(township_director(), suspend(TODAY))),
        (PhaseName::Unresolved, unresolved_at(desk)),
        (PhaseName::Agreed, agreed_at(desk)),
        (
            PhaseName::Performing,
            in_progress_at(desk)
                .given(desk.mediator(), session(SessionOutcome::Agreed))
                .given(desk.mediator(), agree(AgreementForm::Oral)),
        ),
        (PhaseName::OpinionIssued, answered_at(desk, false)),
        (PhaseName::UnderReview, under_review()),
        (PhaseName::UnderRecheck, under_recheck()),
        (PhaseName::FollowUp, follow_up_at(desk)),
        (PhaseName::Closed, closed_at(desk)),
        (PhaseName::Exited, ended_at(desk)),
        (PhaseName::Archived, ended_at(desk).given(desk.registrar(), archive())),
    ]
}
