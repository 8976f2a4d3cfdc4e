//! Who acts for a party, through which door a case comes, and who may read it.

use fengqiao_domain::command::{AppointProxy, RegisterCase, RestrictCase};
use fengqiao_domain::id::PartyId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::vocabulary::*;
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

/// Covers: AppointProxy
#[test]
fn a_proxy_joins_as_an_agent() {
    let story = accepted_at(Desk::Township)
        .when(township_clerk(), appoint_proxy())
        .then_events(["PartyLinked", "ProxyAppointed"]);
    let proxy = story.case().proxies[&claimant()];
    assert_eq!(story.case().parties[&proxy].role, PartyRole::Agent);
}

/// Covers: AppointProxy, D02, D06
#[test]
fn a_proxy_has_a_letter_of_authority_of_a_party() {
    let story = accepted_at(Desk::Township);
    story
        .clone()
        .when(township_clerk(), AppointProxy { document: None, ..appoint_proxy() })
        .then_refused(Code::D06);
    story
        .when(township_clerk(), AppointProxy { party: PartyId::new(Uuid::nil()), ..appoint_proxy() })
        .then_refused(Code::D02);
}

/// Covers: RegisterCase, D06
#[test]
fn who_files_for_another_shows_the_letter_of_authority() {
    let proxy = || office(VILLAGE, Role::Proxy);
    Story::begin().when(proxy(), neighbours()).then_refused(Code::D06);
    Story::begin()
        .given(proxy(), RegisterCase { authority: Some(document()), ..neighbours() })
        .then_held_by(VILLAGE);
}

/// Covers: RegisterCase, D01
#[test]
fn what_another_authority_sends_has_its_number() {
    for channel in [Channel::FromAbove, Channel::Referral] {
        let sent = RegisterCase { channel, ..neighbours() };
        Story::begin().when(county_clerk(), sent.clone()).then_refused(Code::D01);
        let numbered = RegisterCase { external_number: Some("宁信转〔2026〕7号".to_owned()), ..sent };
        Story::begin().given(county_clerk(), numbered).then_held_by(COUNTY);
    }
    Story::begin().given(grid_officer(), RegisterCase { channel: Channel::Sweep, ..neighbours() });
}

/// Covers: RegisterCase, D04
#[test]
fn a_case_may_have_been_received_long_before_it_is_registered() {
    let late = RegisterCase { received_on: TODAY - 60.days(), ..neighbours() };
    Story::begin().given(township_clerk(), late).then_held_by(TOWNSHIP);
    let early = RegisterCase { received_on: TODAY + 1.days(), ..neighbours() };
    Story::begin().when(township_clerk(), early).then_refused(Code::D04);
}

/// Covers: RestrictCase, D04
#[test]
fn who_reads_a_case_is_narrowed_until_a_date() {
    let story = in_progress_at(Desk::Township);
    let narrowed = story.clone().when(township_director(), restrict()).then_events(["CaseRestricted"]);
    assert_eq!(narrowed.case().restricted_until, Some(TODAY + 90.days()));
    story.clone().given(county_joint_office(), restrict());
    story.clone().when(township_mediator(), restrict()).then_refused(Code::A02);
    story
        .when(township_director(), RestrictCase { until: TODAY - 1.days(), ..restrict() })
        .then_refused(Code::D04);
}
