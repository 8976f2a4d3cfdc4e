//! 险情立即提级,不等申请: danger lifts a case at once, and nobody needs to ask.

use fengqiao_domain::command::RegisterCase;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::ClockName;
use fengqiao_domain::vocabulary::*;

use crate::support::*;

fn lifted() -> Story {
    let screening = Some(dangerous([DangerSign::Weapon, DangerSign::Threat]));
    Story::begin()
        .when(grid_officer(), RegisterCase { channel: Channel::Grid, screening, ..neighbours() })
        .then_events([
            "CaseRegistered",
            "PartyLinked",
            "PartyLinked",
            "RiskAssessed",
            "DangerReported",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "NoticeServed",
            "VerdictChanged",
            "HolderChanged",
            "NoticeServed",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY)
        .then_verdict(Verdict::Keep)
}

/// Covers: SC2.1, SC2.2, SC2.3, A04
#[test]
fn the_county_leads_from_the_first_hour() {
    let story = lifted();
    assert!(story.case().clocks.running(ClockName::DangerTerm).is_some());
    story
        .when(village_mediator(), session(SessionOutcome::Failed))
        .then_refused(Code::A04)
        .because("holder", COUNTY)
        .when(county_mediator(), handle_danger())
        .then_events(["DangerHandled"])
        .when(county_dispatcher(), classify_ditch())
        .then_events(["MatterClassified"])
        .when(county_dispatcher(), accept())
        .then_events(["AcceptanceDecided"])
        .when(county_dispatcher(), serve(Notice::Acceptance))
        .then_events(["NoticeServed"])
        .when(county_dispatcher(), assign(&county_mediator()))
        .then_events(["HandlerAssigned"])
        .when(county_mediator(), session(SessionOutcome::Agreed))
        .then_events(["SessionHeld"])
        .when(county_mediator(), agree(AgreementForm::Oral))
        .then_events(["AgreementConcluded", "AgreementTookEffect"])
        .when(county_mediator(), perform())
        .then_events(["ObligationPerformed"])
        .when(county_clerk(), serve(Notice::RatingInvitation))
        .then_events(["NoticeServed"])
        .when(county_clerk(), follow_up(FollowUpRound::First))
        .then_events(["FollowUpRecorded"])
        .when(county_director(), close(Outcome::Resolved))
        .then_events(["CaseClosed"]);
}
