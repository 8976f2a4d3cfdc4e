//! One appeal per refusal, to the level above the refuser, who is bound by the same tables.

use fengqiao_domain::command::{RefuseEscalation, RuleOnAppeal};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::vocabulary::*;

use crate::support::*;

const EVIDENCE: CorrectedFact = CorrectedFact::DossierInvalid(DossierItem::EvidenceList);

/// The township refused the village, declaring the evidence list invalid.
fn refused() -> Story {
    exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .given(township_director(), RefuseEscalation { corrections: corrections([EVIDENCE]), ..refuse() })
}

fn appealed() -> Story {
    refused().given(village_head(), appeal())
}

/// Covers: AppealRefusal, AppealRight, L01, T03
#[test]
fn a_refusal_is_appealed_once_within_three_working_days() {
    refused()
        .when(village_head(), appeal())
        .then_events(["EscalationAppealed"])
        .when(village_head(), appeal())
        .then_refused(Code::L01);
    refused().after(5).when(village_head(), appeal()).then_events(["EscalationAppealed"]);
    refused().after(6).when(village_head(), appeal()).then_refused(Code::T03);
}

/// Covers: AppealRefusal, L01
#[test]
fn nothing_is_appealed_that_was_not_refused() {
    exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .when(village_head(), appeal())
        .then_refused(Code::L01);
}

/// Covers: RuleOnAppeal, A02, A04
#[test]
fn the_level_above_the_refuser_rules() {
    appealed().when(township_director(), rule(AppealRuling::Upheld)).then_refused(Code::A02);
    appealed().when(county_director(), rule(AppealRuling::Upheld)).then_events(["EscalationAppealRuled"]);
    appealed().when(city_joint_office(), rule(AppealRuling::Upheld)).then_refused(Code::A04);
}

/// Covers: RuleOnAppeal, R06
#[test]
fn what_the_level_can_keep_is_not_lifted_on_appeal() {
    appealed().when(county_director(), rule(AppealRuling::Overturned)).then_refused(Code::R06);
}

/// Covers: RuleOnAppeal, R13, R06
#[test]
fn what_is_proved_is_not_kept_down_on_appeal() {
    let power = CorrectedFact::PowersNeeded(powers(["labour_inspection"]));
    let with = |ruling| RuleOnAppeal { corrections: corrections([power.clone()]), ..rule(ruling) };
    let lacking_power = exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .given(
            township_director(),
            RefuseEscalation {
                corrections: corrections([CorrectedFact::FinalDecision(FinalDecision::CourtFinal)]),
                ..refuse()
            },
        )
        .given(village_head(), appeal());
    let none = corrections([CorrectedFact::FinalDecision(FinalDecision::None)]);
    lacking_power
        .clone()
        .when(county_director(), RuleOnAppeal { corrections: none.clone(), ..rule(AppealRuling::Upheld) })
        .then_refused(Code::R13);
    lacking_power
        .when(county_director(), RuleOnAppeal { corrections: none, ..rule(AppealRuling::Overturned) })
        .then_events([
            "FactsCorrected",
            "VerdictChanged",
            "EscalationAppealRuled",
            "EscalationAccepted",
            "HolderChanged",
            "VerdictChanged",
        ])
        .then_held_by(TOWNSHIP);
    appealed().when(county_director(), with(AppealRuling::Overturned)).then_refused(Code::R06);
}

/// Covers: RuleOnAppeal
#[test]
fn a_hard_fact_that_comes_out_in_the_ruling_lifts_by_itself() {
    let crowd = corrections([CorrectedFact::Headcount(30)]);
    appealed()
        .when(county_director(), RuleOnAppeal { corrections: crowd, ..rule(AppealRuling::Upheld) })
        .then_events([
            "FactsCorrected",
            "NoticeServed",
            "VerdictChanged",
            "EscalationWithdrawn",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY);
}

/// Covers: RuleOnAppeal
#[test]
fn a_proof_overtakes_an_appeal() {
    appealed().when(village_mediator(), investigate()).then_events([
        "InvestigationRecorded",
        "VerdictChanged",
        "EscalationWithdrawn",
    ]);
}
