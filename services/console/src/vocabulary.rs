//! The words of the closed vocabularies that forms offer, in the domain's own terms.

use std::collections::BTreeMap;

use fengqiao_domain::vocabulary as words;
use fengqiao_jurisdiction::Word;
use fengqiao_routing::{DangerSign, DossierItem, FinalDecision, HelpWanted, StatutoryPath, Verdict};

/// The words of each vocabulary: the code, and what a clerk reads.
pub(crate) type Words = BTreeMap<&'static str, Vec<(&'static str, &'static str)>>;

pub(crate) fn words() -> Words {
    Words::from([
        of::<words::Level>("level"),
        of::<words::Channel>("channel"),
        of::<words::PartyRole>("party_role"),
        of::<words::PartyKind>("party_kind"),
        of::<words::DocumentKind>("document_kind"),
        of::<words::RiskGrade>("risk_grade"),
        pairs("danger_sign", DangerSign::ALL.iter().map(|word| (word.as_str(), word.zh()))),
        of::<words::Track>("track"),
        of::<words::MediationMethod>("method"),
        of::<words::Profile>("profile"),
        of::<words::Ground>("ground"),
        of::<words::Notice>("notice"),
        of::<words::ServiceMeans>("means"),
        of::<words::ConsentSubject>("consent_subject"),
        of::<words::DispatchMode>("dispatch_mode"),
        of::<words::InvestigationKind>("investigation_kind"),
        pairs("dossier_item", DossierItem::ALL.iter().map(|word| (word.as_str(), word.zh()))),
        of::<words::SessionMode>("session_mode"),
        of::<words::SessionOutcome>("session_outcome"),
        of::<words::AgreementForm>("agreement_form"),
        of::<words::FailureGround>("failure_ground"),
        pairs("verdict", Verdict::ALL.iter().map(|word| (word.as_str(), word.zh()))),
        pairs("help_wanted", HelpWanted::ALL.iter().map(|word| (word.as_str(), word.zh()))),
        pairs("statutory_path", StatutoryPath::ALL.iter().map(|word| (word.as_str(), word.zh()))),
        pairs("final_decision", FinalDecision::ALL.iter().map(|word| (word.as_str(), word.zh()))),
        of::<words::AppealRuling>("appeal_ruling"),
        of::<words::Outcome>("outcome"),
        of::<words::FollowUpRound>("follow_up_round"),
        of::<words::Rating>("rating"),
        of::<words::RehandleReason>("rehandle_reason"),
        of::<words::ReopenReason>("reopen_reason"),
        of::<words::SlipColour>("slip_colour"),
        of::<words::Fault>("fault"),
        of::<words::VoidReason>("void_reason"),
        of::<fengqiao_domain::state::PhaseName>("phase"),
    ])
}

fn of<W: Word>(name: &'static str) -> (&'static str, Vec<(&'static str, &'static str)>) {
    pairs(name, W::ALL.iter().map(|word| (word.as_str(), word.zh())))
}

fn pairs(
    name: &'static str,
    words: impl Iterator<Item = (&'static str, &'static str)>,
) -> (&'static str, Vec<(&'static str, &'static str)>) {
    (name, words.collect())
}
