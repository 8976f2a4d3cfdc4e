//! Taking over from above, returning once, designating.

use fengqiao_domain::command::{DesignateJurisdiction, NewParty, RegisterCase, ReturnDown};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::id::PartyId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{PhaseName, Substance};
use fengqiao_domain::vocabulary::*;
use fengqiao_routing::RefusalCode;
use uuid::Uuid;

use crate::support::*;

/// 永惠村, another village of the same township.
const NEXT_VILLAGE: &str = "640221103202";
/// 城关镇 and a community of it.
const OTHER_TOWNSHIP: &str = "640221100";
const OTHER_VILLAGE: &str = "640221100001";

/// Came up from the village to the township at the village's request.
fn risen() -> Story {
    exhausted_at(Desk::Village).given(village_head(), ask()).given(township_director(), take_up())
}

fn returning_invalid_evidence() -> ReturnDown {
    ReturnDown {
        corrections: corrections([CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]),
        ..return_down(RefusalCode::R02)
    }
}

/// Between two townships of the county.
fn across_townships() -> Story {
    let places = [centre(VILLAGE), centre(OTHER_VILLAGE)].into();
    Story::begin().given(village_mediator(), RegisterCase { places, ..neighbours() })
}

/// Covers: TakeOver
#[test]
fn the_level_above_takes_over_what_the_rules_do_not_keep_below() {
    exhausted_at(Desk::Village)
        .when(township_director(), take_over())
        .then_events(["HolderChanged", "CaseSigned", "VerdictChanged"])
        .then_held_by(TOWNSHIP);
    exhausted_at(Desk::Village)
        .given(village_head(), ask())
        .when(township_director(), take_over())
        .then_events(["EscalationWithdrawn", "HolderChanged", "CaseSigned", "VerdictChanged"]);
}

/// Covers: TakeOver, R06, A02
#[test]
fn nobody_takes_over_what_the_level_can_settle() {
    complete_at(Desk::Village).when(township_director(), take_over()).then_refused(Code::R06);
    exhausted_at(Desk::Village).when(village_head(), take_over()).then_refused(Code::A02);
}

/// Covers: TakeOver, OP01, R07
#[test]
fn the_county_passes_the_township_only_for_a_large_amount() {
    exhausted_at(Desk::Village)
        .when(county_director(), take_over())
        .then_refused(Code::R07)
        .because("right_centre", TOWNSHIP);
    complete_at(Desk::Village)
        .given(village_head(), correct([CorrectedFact::AmountFen(20_000_000)]))
        .then_verdict(Verdict::LiftAtDiscretion)
        .when(county_joint_office(), take_over())
        .then_events(["HolderChanged", "NoticeServed", "CaseSigned", "VerdictChanged"])
        .then_held_by(COUNTY);
}

/// Covers: ReturnDown, R12
#[test]
fn what_rose_is_returned_once_with_a_checklist() {
    let returned = risen()
        .when(township_director(), returning_invalid_evidence())
        .then_events(["FactsCorrected", "ReturnedDown", "HolderChanged", "VerdictChanged"])
        .then_held_by(VILLAGE)
        .then_verdict(Verdict::Keep);
    assert_eq!(returned.case().attempts_here().failed_count(), 2, "attempts are kept on return");
    returned
        .given(village_head(), fengqiao_domain::command::SignCase {})
        .given(village_head(), assign(&village_mediator()))
        .given(village_mediator(), investigate())
        .given(village_head(), ask())
        .given(township_director(), take_up())
        .when(township_director(), returning_invalid_evidence())
        .then_refused(Code::R12);
}

/// Covers: ReturnDown, R13
#[test]
fn what_the_level_below_cannot_settle_is_not_returned() {
    risen().when(township_director(), return_down(RefusalCode::R01)).then_refused(Code::R13);
}

/// Covers: ReturnDown, D02, D01
#[test]
fn a_return_names_its_code_and_its_checklist() {
    risen().when(township_director(), return_down(RefusalCode::R08)).then_refused(Code::D02);
    let bare = ReturnDown { checklist: [].into(), ..returning_invalid_evidence() };
    risen().when(township_director(), bare).then_refused(Code::D01);
}

/// Covers: ReturnDown, L01
#[test]
fn who_has_held_a_session_does_not_return() {
    risen()
        .given(township_dispatcher(), assign(&township_mediator()))
        .given(township_mediator(), session(SessionOutcome::Failed))
        .when(township_director(), returning_invalid_evidence())
        .then_refused(Code::L01);
}

/// Covers: ReturnDown, HandleDanger, HT01
#[test]
fn what_danger_lifted_is_returned_when_the_danger_is_gone() {
    complete_at(Desk::Village)
        .given(grid_officer(), report([DangerSign::Threat]))
        .given(county_dispatcher(), fengqiao_domain::command::SignCase {})
        .given(county_dispatcher(), assign(&county_mediator()))
        .given(county_mediator(), session(SessionOutcome::Adjourned))
        .given(county_mediator(), handle_danger())
        .when(county_director(), return_down(RefusalCode::R01))
        .then_events(["ReturnedDown", "HolderChanged", "VerdictChanged"])
        .then_held_by(VILLAGE);
}

/// Covers: ReturnDown, L01
#[test]
fn only_what_rose_is_returned() {
    in_progress_at(Desk::Township)
        .when(township_director(), return_down(RefusalCode::R01))
        .then_refused(Code::L01);
}

/// Covers: DesignateJurisdiction, HT10
#[test]
fn a_dispute_between_villages_is_the_townships_to_place() {
    let places = [centre(VILLAGE), centre(NEXT_VILLAGE)].into();
    Story::begin()
        .when(village_mediator(), RegisterCase { places, ..neighbours() })
        .then_events([
            "CaseRegistered",
            "PartyLinked",
            "PartyLinked",
            "RiskAssessed",
            "VerdictChanged",
            "HolderChanged",
        ])
        .then_held_by(TOWNSHIP)
        .when(township_director(), designate(NEXT_VILLAGE))
        .then_events(["JurisdictionDesignated", "HolderChanged"])
        .then_held_by(NEXT_VILLAGE)
        .then_phase(PhaseName::Registered);
}

/// Covers: DesignateJurisdiction
#[test]
fn a_designation_may_name_who_owns_the_substance() {
    let named =
        DesignateJurisdiction { substantive_owner: Some(unit("640221-water")), ..designate(OTHER_TOWNSHIP) };
    let story = across_townships()
        .then_held_by(COUNTY)
        .when(county_joint_office(), named)
        .then_events(["JurisdictionDesignated", "HolderChanged"])
        .then_held_by(OTHER_TOWNSHIP);
    assert_eq!(story.case().owners.substance, Substance::Unit(unit("640221-water")));
}

/// Covers: DesignateJurisdiction, D02, D01
#[test]
fn a_designation_names_a_centre_below_a_known_unit_and_a_ground() {
    let refused = |designation, code| {
        across_townships().when(county_director(), designation).then_refused(code);
    };
    refused(designate(VILLAGE), Code::D02);
    refused(designate("640202100"), Code::D02);
    refused(DesignateJurisdiction { ground: String::new(), ..designate(TOWNSHIP) }, Code::D01);
    let nobody = Some(unit("640221-nothing"));
    refused(DesignateJurisdiction { substantive_owner: nobody, ..designate(TOWNSHIP) }, Code::D02);
}

/// Covers: DesignateJurisdiction, A05
#[test]
fn nobody_is_designated_to_judge_itself() {
    let township: NewParty = collective(PartyId::new(Uuid::from_u128(3)), PartyRole::Respondent, TOWNSHIP);
    across_townships()
        .given(county_clerk(), fengqiao_domain::command::LinkParty { replaces: None, party: township })
        .when(county_director(), designate(TOWNSHIP))
        .then_refused(Code::A05);
}

/// Covers: DesignateJurisdiction, R14
#[test]
fn nobody_is_designated_from_whom_the_case_would_rise_again() {
    across_townships()
        .given(county_dispatcher(), correct([CorrectedFact::AmountFen(100_000_000)]))
        .when(county_director(), designate(TOWNSHIP))
        .then_refused(Code::R14);
}

/// Covers: DesignateJurisdiction, L01
#[test]
fn only_what_lies_between_centres_is_designated() {
    in_progress_at(Desk::Township).when(township_director(), designate(VILLAGE)).then_refused(Code::L01);
}
