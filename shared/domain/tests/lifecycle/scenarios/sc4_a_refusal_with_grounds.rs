//! 拒收要有据;只退一次: a refusal needs grounds, and a case is returned once.

use fengqiao_domain::command::{ClassifyMatter, RefuseEscalation, ReturnDown, RuleOnAppeal, SignCase};
use fengqiao_domain::event::CorrectedFact;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::vocabulary::*;
use fengqiao_routing::RefusalCode;

use crate::support::*;

/// Property management, which needs a power outside the township's list.
fn beyond_the_township() -> Story {
    complete_at(Desk::Township)
        .given(
            township_dispatcher(),
            ClassifyMatter {
                powers_needed: Some(powers(["mediate", "property_supervision"])),
                ..classify("1503")
            },
        )
        .given_ago(5, township_mediator(), session(SessionOutcome::Failed))
        .given_ago(3, township_mediator(), session(SessionOutcome::Adjourned))
        .then_verdict(Verdict::LiftOnRequest)
}

fn refused() -> Story {
    let corrected = RefuseEscalation {
        corrections: corrections([CorrectedFact::PowersNeeded(powers(["mediate"]))]),
        ..refuse()
    };
    let story = beyond_the_township()
        .when(township_director(), ask_for([HelpWanted::Power]))
        .then_events(["EscalationRequested"])
        .when(county_dispatcher(), refuse())
        .then_refused(Code::R13)
        .when(county_dispatcher(), corrected)
        .then_events(["FactsCorrected", "VerdictChanged", "EscalationRefused"]);
    let Some(fengqiao_domain::Event::EscalationRefused(answer)) = story.answer.as_ref().unwrap().last()
    else {
        panic!("a refusal is recorded last");
    };
    assert_eq!(answer.code, RefusalCode::R06);
    story
}

fn lifted_on_appeal() -> Story {
    let back = corrections([CorrectedFact::PowersNeeded(powers(["mediate", "property_supervision"]))]);
    refused()
        .when(township_director(), appeal())
        .then_events(["EscalationAppealed"])
        .when(city_joint_office(), RuleOnAppeal { corrections: back, ..rule(AppealRuling::Overturned) })
        .then_events([
            "FactsCorrected",
            "VerdictChanged",
            "EscalationAppealRuled",
            "EscalationAccepted",
            "HolderChanged",
            "VerdictChanged",
        ])
        .when(county_dispatcher(), SignCase {})
        .then_events(["CaseSigned"])
}

/// Covers: SC4.1, SC4.2, SC4.3, SC4.4, R12
#[test]
fn the_superior_too_decides_by_facts_and_the_county_returns_once() {
    let invalid = ReturnDown {
        corrections: corrections([CorrectedFact::DossierInvalid(DossierItem::EvidenceList)]),
        ..return_down(RefusalCode::R02)
    };
    let returned = lifted_on_appeal()
        .when(county_director(), invalid.clone())
        .then_events(["FactsCorrected", "ReturnedDown", "HolderChanged", "VerdictChanged"])
        .then_verdict(Verdict::Keep)
        .when(township_dispatcher(), SignCase {})
        .then_events(["CaseSigned"])
        .when(township_mediator(), investigate())
        .then_events(["InvestigationRecorded", "VerdictChanged"])
        .then_verdict(Verdict::LiftOnRequest);
    assert_eq!(returned.case().attempts_here().count(), 2);
    returned
        .when(township_director(), ask_for([HelpWanted::Power]))
        .then_events(["EscalationRequested"])
        .when(county_dispatcher(), take_up())
        .then_events(["EscalationAccepted", "HolderChanged", "CaseSigned", "VerdictChanged"])
        .when(county_director(), invalid)
        .then_refused(Code::R12);
}
