//! The organisation on a day: what was renamed, merged or handed over by then.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do, and no test file uses all of them"
)]

mod common;

use common::{read, weibin_files};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level, UnitKind};
use jiff::civil::{Date, date};

const STREET: &str = "610302001";
const TOWN: &str = "610302100";
const STREET_VILLAGE: &str = "610302001001";

fn code(text: &str) -> CentreCode {
    text.parse().unwrap()
}

/// The small city with one more change.
fn changed(on: &str, division: &str, change: &str) -> Jurisdiction {
    let mut files = weibin_files();
    files.organisation.push_str(&format!(
        "\n[[change]]\non = \"{on}\"\ndivision = \"{division}\"\n{change}\nreason = \"某决定\"\n"
    ));
    read(&files)
}

const BEFORE: Date = date(2026, 4, 30);
const AFTER: Date = date(2026, 5, 1);

#[test]
fn a_town_that_is_renamed_has_its_new_name_from_that_day() {
    let city = changed("2026-05-01", TOWN, "name = \"马营街道\"");
    let names = |day| {
        let city = city.as_of(day);
        let office: UnitKind = "judicial_office".parse().unwrap();
        (city.full_name(&code(TOWN)).unwrap(), city.nearest_unit(&code(TOWN), &office).unwrap().name.clone())
    };
    assert_eq!(names(BEFORE), ("宝鸡市渭滨区马营镇".to_owned(), "马营镇司法所".to_owned()));
    assert_eq!(names(AFTER), ("宝鸡市渭滨区马营街道".to_owned(), "马营街道司法所".to_owned()));
}

#[test]
fn a_street_that_became_a_part_of_a_town_is_served_by_it_with_all_its_villages() {
    let city = changed("2026-05-01", STREET, &format!("into = \"{TOWN}\""));
    let serving = |day, place| city.as_of(day).serving_centre(&code(place)).map(|centre| centre.code);
    assert_eq!(serving(BEFORE, STREET), Some(code(STREET)));
    assert_eq!(serving(AFTER, STREET), Some(code(TOWN)));
    let after = city.as_of(AFTER);
    assert!(after.centre(&code(STREET)).is_none());
    assert_eq!(after.parent(&code(STREET_VILLAGE)), Some(code(TOWN)));
    assert_eq!(after.at_level(&code(STREET_VILLAGE), Level::Township), Some(code(TOWN)));
    assert!(after.children(&code(TOWN)).contains(&code(STREET_VILLAGE)));
    assert_eq!(after.full_name(&code(STREET_VILLAGE)).unwrap(), "宝鸡市渭滨区马营镇新建路东段社区居委会");
}

#[test]
fn the_old_code_of_a_street_still_leads_somewhere() {
    let city = changed("2026-05-01", STREET, &format!("into = \"{TOWN}\""));
    let after = city.as_of(AFTER);
    assert_eq!(after.division(&code(STREET)).unwrap().name, "金陵街道");
    assert_eq!(after.level_of(&code(STREET)), Some(Level::Township));
    assert_eq!(after.ancestors(&code(STREET)).collect::<Vec<_>>(), [code("610302"), code("610300")]);
    assert!(after.is_within(&code(STREET), &code(TOWN)) && after.is_within(&code(STREET), &code("610302")));
    assert_eq!(after.site_of(&code(STREET)), Some("610302".parse().unwrap()));
}

#[test]
fn a_town_run_by_the_city_leaves_the_district_but_not_the_map() {
    let city = changed("2026-05-01", TOWN, "run_by = \"610300\"");
    let district = code("610302");
    assert!(city.as_of(BEFORE).is_within(&code(TOWN), &district));
    let after = city.as_of(AFTER);
    let village = code("610302100001");
    assert!(!after.is_within(&village, &district));
    assert_eq!(after.serving_centre(&village).unwrap().code, code("610300"));
    assert_eq!(after.full_name(&village).unwrap(), "宝鸡市渭滨区马营镇宝钛社区居委会");
    assert_eq!(after.common_superior(&village, &code(STREET_VILLAGE)), Some(code("610300")));
    assert_eq!(after.at_level(&village, Level::County), None, "no county is in charge of it");
}

#[test]
fn every_day_before_the_first_has_the_organisation_of_the_first() {
    let city = changed("2026-05-01", TOWN, "name = \"马营街道\"");
    assert_eq!(city.as_of(date(1999, 1, 1)).division(&code(TOWN)).unwrap().name, "马营镇");
}
