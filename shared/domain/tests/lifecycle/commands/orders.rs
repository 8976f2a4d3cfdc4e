//! Orders from above: a number, a date to report by, and perhaps the level that must lead.

use fengqiao_domain::command::{IssueOrder, ReportOnOrder};
use fengqiao_domain::event::Cause;
use fengqiao_domain::id::OrderId;
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Event, facts};
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

/// Covers: IssueOrder, OrderTerm
#[test]
fn an_order_that_names_no_leader_leaves_the_case_where_it_is() {
    let ordered = in_progress_at(Desk::Township)
        .when(county_director(), order())
        .then_events(["OrderIssued"])
        .then_held_by(TOWNSHIP);
    assert!(ordered.case().clocks.running(ClockName::OrderTerm).is_some());
}

/// Covers: IssueOrder, HT09
#[test]
fn an_order_that_names_a_higher_leader_lifts_the_case_by_itself() {
    let lifted = in_progress_at(Desk::Village)
        .when(county_joint_office(), order_to_lead(IssuerLevel::County, Level::County))
        .then_events(["OrderIssued", "VerdictChanged", "HolderChanged", "NoticeServed", "VerdictChanged"])
        .then_held_by(COUNTY)
        .then_phase(PhaseName::Dispatched);
    let Event::HolderChanged(moved) = &lifted.answer.as_ref().unwrap()[2] else { panic!("a rise") };
    let Cause::Rule(rows) = &moved.cause else { panic!("by rule") };
    assert_eq!(rows.iter().map(|row| row.as_str()).collect::<Vec<_>>(), ["HT09"]);
    exhausted_at(Desk::Township)
        .given(township_director(), ask())
        .when(county_director(), order_to_lead(IssuerLevel::County, Level::County))
        .then_events([
            "OrderIssued",
            "VerdictChanged",
            "EscalationWithdrawn",
            "HolderChanged",
            "VerdictChanged",
        ])
        .then_held_by(COUNTY);
}

/// Covers: IssueOrder, HT09
#[test]
fn an_order_that_names_the_holders_own_level_moves_nothing() {
    in_progress_at(Desk::County)
        .when(county_director(), order_to_lead(IssuerLevel::County, Level::County))
        .then_events(["OrderIssued"])
        .then_held_by(COUNTY);
    follow_up_at(Desk::Township)
        .when(county_director(), order_to_lead(IssuerLevel::County, Level::County))
        .then_events(["OrderIssued"])
        .then_held_by(TOWNSHIP);
}

/// Covers: IssueOrder, D01, D02, D04, D06
#[test]
fn an_order_has_its_number_its_issuer_its_date_and_its_paper() {
    let refused = |order, code| {
        in_progress_at(Desk::Township).when(county_director(), order).then_refused(code);
    };
    refused(IssueOrder { number: String::new(), ..order() }, Code::D01);
    refused(IssueOrder { issuer_level: IssuerLevel::City, ..order() }, Code::D02);
    refused(order_to_lead(IssuerLevel::County, Level::City), Code::D02);
    refused(IssueOrder { due: TODAY - 1.days(), ..order() }, Code::D04);
    refused(IssueOrder { document: None, ..order() }, Code::D06);
    in_progress_at(Desk::Township).when(township_director(), order()).then_refused(Code::A02);
    closed_at(Desk::Township).when(county_director(), order()).then_refused(Code::L02);
}

/// Covers: IssueOrder
#[test]
fn the_city_enters_what_the_province_orders() {
    for issuer in [IssuerLevel::City, IssuerLevel::Province, IssuerLevel::State] {
        in_progress_at(Desk::County)
            .when(city_joint_office(), IssueOrder { issuer_level: issuer, ..order() })
            .then_events(["OrderIssued"]);
    }
    in_progress_at(Desk::County)
        .when(city_joint_office(), order_to_lead(IssuerLevel::Province, Level::City))
        .then_held_by(CITY);
}

/// Covers: ReportOnOrder, OrderTerm, HT09
#[test]
fn a_reported_order_binds_no_longer() {
    let order_level = |story: &Story| facts::facts(story.case(), jurisdiction()).order_level.level();
    let lifted = in_progress_at(Desk::Village)
        .given(county_joint_office(), order_to_lead(IssuerLevel::County, Level::County));
    assert_eq!(order_level(&lifted), Some(Level::County));
    let reported = lifted.when(county_director(), order_report()).then_events(["OrderReported"]);
    assert_eq!(order_level(&reported), None);
    assert!(reported.case().clocks.running(ClockName::OrderTerm).is_none());
    reported.then_held_by(COUNTY);
}

/// Covers: ReportOnOrder, D02, D06, L01
#[test]
fn a_report_names_its_order_and_has_its_paper() {
    let ordered = || in_progress_at(Desk::Township).given(county_director(), order());
    ordered()
        .when(township_director(), ReportOnOrder { document: None, ..order_report() })
        .then_refused(Code::D06);
    let stray = ReportOnOrder { order: Some(OrderId::new(Uuid::from_u128(9))), ..order_report() };
    ordered().when(township_director(), stray).then_refused(Code::D02);
    ordered().when(township_mediator(), order_report()).then_refused(Code::A02);
    in_progress_at(Desk::Township).when(township_director(), order_report()).then_refused(Code::L01);
}

/// Covers: DesignateJurisdiction, HT09, R14
#[test]
fn a_case_that_the_city_was_told_to_lead_is_not_sent_down_before_the_report() {
    let led = in_progress_at(Desk::County)
        .given(city_joint_office(), order_to_lead(IssuerLevel::City, Level::City));
    led.clone().when(city_joint_office(), designate(COUNTY)).then_refused(Code::R14);
    led.given(city_joint_office(), order_report())
        .when(city_joint_office(), designate(COUNTY))
        .then_held_by(COUNTY);
}
