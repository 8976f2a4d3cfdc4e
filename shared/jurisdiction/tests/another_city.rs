//! Nothing in the reading knows a particular city: a part of 宝鸡市, with its own titles and units, reads as well.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do, and no test file uses all of them"
)]

mod common;

use common::{read, weibin_files};
use fengqiao_calendar::Term;
use fengqiao_jurisdiction::{CentreCode, File, JurisdictionFiles, Level, Track};
use jiff::civil::date;

fn code(text: &str) -> CentreCode {
    text.parse().unwrap()
}

#[test]
fn another_city_reads_with_its_own_titles() {
    let baoji = read(&weibin_files());
    assert_eq!((baoji.tenant().as_str(), baoji.city()), ("baoji", code("610300")));
    assert_eq!(baoji.centre(&code("610302")).unwrap().title, "渭滨区矛调中心");
    assert_eq!(baoji.full_name(&code("610302001001")).unwrap(), "宝鸡市渭滨区金陵街道新建路东段社区居委会");
    assert_eq!(baoji.level_of(&code("610302100")), Some(Level::Township));
}

#[test]
fn a_village_without_a_centre_is_served_by_its_township() {
    let baoji = read(&weibin_files());
    let village = code("610302001003");
    assert!(baoji.centre(&village).is_none());
    assert_eq!(baoji.serving_centre(&village).unwrap().code, code("610302001"));
    assert!(!baoji.children(&code("610302001")).contains(&village));
}

#[test]
fn a_centre_can_differ_from_the_rule_and_be_open_for_a_while() {
    let baoji = read(&weibin_files());
    let centre = |day| baoji.as_of(day).centre(&code("610302100"));
    let open = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 12, 31), date(2027, 1, 1)]
        .map(|day| centre(day).map(|centre| centre.title.as_str()));
    let title = Some("马营镇一站式调解中心");
    assert_eq!(open, [None, title, title, None]);
}

#[test]
fn while_a_township_has_no_centre_the_county_serves_its_villages() {
    let baoji = read(&weibin_files());
    let village = code("610302100001");
    let serving = |day| baoji.as_of(day).serving_centre(&village).map(|centre| centre.code);
    assert_eq!(serving(date(2026, 2, 28)), Some(code("610302")));
    assert_eq!(serving(date(2026, 3, 1)), Some(village));
}

#[test]
fn a_named_unit_replaces_the_one_of_the_rule_or_stands_beside_it() {
    let baoji = read(&weibin_files());
    let baoji = baoji.as_of(date(2026, 3, 1));
    let names = |centre| baoji.units_at(&code(centre)).map(|unit| unit.name.as_str()).collect::<Vec<_>>();
    assert_eq!(names("610302"), ["渭滨区水利工作站"]);
    assert_eq!(names("610302100"), ["马营镇司法所", "马营镇东街调解工作室"]);
    assert_eq!(names("610300"), ["宝鸡市水利局"]);
}

#[test]
fn an_entry_takes_from_the_one_above_what_it_leaves_out() {
    let baoji = read(&weibin_files());
    let ditch = baoji.matter(&"0201".parse().unwrap()).unwrap();
    let above = baoji.matter(&"02".parse().unwrap()).unwrap();
    assert_eq!(ditch.parent, Some(above.code));
    assert_eq!((ditch.track, ditch.default_method), (above.track, above.default_method));
    assert_eq!(ditch.competent_unit.as_str(), "water");
    let road = baoji.matter(&"0202".parse().unwrap()).unwrap();
    assert_eq!((road.track, road.default_method), (Track::Petition, None), "a petition takes no method");
}

#[test]
fn a_city_with_a_local_rule_on_administrative_mediation_says_so() {
    let administrative = read(&weibin_files()).terms().administrative.clone().unwrap();
    assert_eq!(administrative.accept_complex, Term::WorkingDays(10));
}

#[test]
fn the_files_are_asked_for_by_name() {
    let mut asked = Vec::new();
    let files = JurisdictionFiles::from_fn(|name| {
        asked.push(name);
        Ok::<_, std::io::Error>(name.to_owned())
    });
    assert_eq!(asked, File::ALL.map(File::name));
    assert_eq!(files.unwrap().terms, "terms.toml");
    let failed =
        JurisdictionFiles::from_fn(|name| if name == "units.toml" { Err(name) } else { Ok(String::new()) });
    assert_eq!(failed.unwrap_err(), "units.toml");
}
