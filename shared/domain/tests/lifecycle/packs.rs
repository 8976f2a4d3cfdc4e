//! Figures of a period that are frozen: once, when the period is over, and with every failed identity explained.

use fengqiao_calendar::Period;
use fengqiao_domain::affair::{AffairStanding, FreezePack, PackCheck, PackFigure, PackPosition};
use fengqiao_domain::id::AffairId;
use fengqiao_domain::{Affair, Code};
use jiff::ToSpan;
use uuid::Uuid;

use crate::support::*;

/// The week before the first day of a story.
const LAST_WEEK: &str = "2026-W23";

fn freeze() -> FreezePack {
    FreezePack {
        period: LAST_WEEK.parse().unwrap(),
        cut_off: vec![PackPosition {
            stream: "DISPUTES_640221".into(),
            epoch: Uuid::from_u128(3),
            sequence: 41,
        }],
        figures: vec![PackFigure {
            group: "rates".into(),
            id: "M11".into(),
            numerator: 1274,
            denominator: 1275,
        }],
        checks: vec![check(12)],
        explanation: None,
    }
}

fn check(right: i64) -> PackCheck {
    PackCheck {
        id: "Q01".into(),
        centre: centre(CITY),
        left_name: "期初在办与流入流出".into(),
        left: 12,
        right_name: "期末在办".into(),
        right,
        at_most: false,
    }
}

fn explained() -> FreezePack {
    let explanation = "三件在迁移前的系统里已经结案,下期更正".to_owned();
    FreezePack { checks: vec![check(12), check(15)], explanation: Some(explanation), ..freeze() }
}

/// Covers: FreezePack
#[test]
fn a_pack_is_frozen_once_as_it_was_on_screen() {
    let mut tale = Tale::begin();
    let events = tale.when(&city_command(), freeze()).unwrap();
    assert_eq!(names(&events), ["PackFrozen"]);
    let Affair::Pack(pack) = &tale.affair else { panic!("{:?}", tale.affair) };
    assert_eq!((&pack.content.figures, pack.frozen_on), (&freeze().figures, TODAY));
    assert_eq!((pack.centre, pack.failed().count()), (centre(CITY), 0));
    assert_eq!(tale.affair.standing(), AffairStanding::Done);
    let again = tale.when(&city_joint_office(), explained()).unwrap_err();
    assert_eq!((again.code, again.facts["reason"].as_str()), (Code::L01, "already_frozen"));
}

/// Covers: FreezePack, D04
#[test]
fn a_period_that_is_not_over_is_not_frozen() {
    for period in [Period::week_of(TODAY), "2026-06".parse().unwrap(), "2026".parse().unwrap()] {
        let early = Tale::begin().when(&city_command(), FreezePack { period, ..freeze() }).unwrap_err();
        assert_eq!((early.code, early.field.as_deref()), (Code::D04, Some("period")), "{period}");
    }
    let mut tale = Tale::begin();
    let period = Period::week_of(TODAY);
    tale.today = period.last();
    assert_eq!(tale.when(&city_command(), FreezePack { period, ..freeze() }).unwrap_err().code, Code::D04);
    tale.today = period.last() + 1.day();
    tale.when(&city_command(), FreezePack { period, ..freeze() }).unwrap();
}

/// Covers: FreezePack, D10, D03
#[test]
fn a_failed_identity_is_explained_and_nothing_else_is() {
    let failing = FreezePack { explanation: None, ..explained() };
    let refused = Tale::begin().when(&city_command(), failing).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::D10, Some("explanation")));
    let fact = |name: &str| refused.facts[name].as_str();
    assert_eq!((fact("count"), fact("difference"), fact("right")), ("1", "3", "期末在办 15"));
    Tale::begin().when(&city_command(), explained()).unwrap();
    let needless = FreezePack { explanation: explained().explanation, ..freeze() };
    let refused = Tale::begin().when(&city_command(), needless).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::D03, Some("explanation")));
    let less = PackCheck { at_most: true, ..check(15) };
    Tale::begin().when(&city_command(), FreezePack { checks: vec![less], ..freeze() }).unwrap();
}

/// Covers: FreezePack, A02
#[test]
fn only_the_command_of_the_city_freezes() {
    for actor in [county_director(), township_director(), county_command(), village_head()] {
        assert_eq!(Tale::begin().when(&actor, freeze()).unwrap_err().code, Code::A02);
    }
}

#[test]
fn a_period_of_a_centre_has_one_history() {
    let id = |tenant, at, period: &str| {
        AffairId::pack(Uuid::from_u128(tenant), centre(at), period.parse().unwrap())
    };
    let one = id(1, CITY, LAST_WEEK);
    assert_eq!(one, id(1, CITY, LAST_WEEK));
    for other in [id(2, CITY, LAST_WEEK), id(1, COUNTY, LAST_WEEK), id(1, CITY, "2026-W22")] {
        assert_ne!(one, other);
    }
}

/// Decisions about packs.
pub(crate) fn told() -> Vec<Vec<u8>> {
    let mut tale = Tale::begin();
    tale.when(&city_command(), explained()).unwrap();
    tale.log
}
