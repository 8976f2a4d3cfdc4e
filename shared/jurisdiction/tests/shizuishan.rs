//! The jurisdiction that is deployed: 石嘴山市, its counties, townships and villages.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do, and no test file uses all of them"
)]

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fengqiao_calendar::Term;
use fengqiao_jurisdiction::{
    CentreCode, Jurisdiction, LegalPath, Level, Matter, MatterCode, MediationMethod, Role, Standing, Track,
    UnitKind,
};

static SHIZUISHAN: LazyLock<Jurisdiction> = LazyLock::new(|| common::read(&common::shizuishan_files()));

const VILLAGE: &str = "640221103211";
const TOWNSHIP: &str = "640221103";
const COUNTY: &str = "640221";
const CITY: &str = "640200";

fn code(text: &str) -> CentreCode {
    text.parse().unwrap()
}

fn codes(texts: &[&str]) -> Vec<CentreCode> {
    texts.iter().map(|text| code(text)).collect()
}

fn matter(text: &str) -> &'static Matter {
    SHIZUISHAN.matter(&text.parse::<MatterCode>().unwrap()).unwrap()
}

#[test]
fn the_city_has_three_counties_36_townships_and_326_villages() {
    let count = |level| SHIZUISHAN.divisions().filter(|division| division.level == level).count();
    assert_eq!(Level::ALL.iter().map(|level| count(*level)).collect::<Vec<_>>(), [326, 36, 3, 1]);
    assert_eq!(SHIZUISHAN.children(&code(CITY)), codes(&["640202", "640205", "640221"]));
}

#[test]
fn statistical_areas_are_places_that_their_township_serves() {
    let statistical: Vec<_> =
        SHIZUISHAN.divisions().filter(|division| division.standing == Standing::Statistical).collect();
    assert_eq!(statistical.len(), 8);
    for division in statistical {
        assert!(division.name.ends_with("生活区"));
        assert!(SHIZUISHAN.centre(&division.code).is_none());
        assert_eq!(Some(SHIZUISHAN.serving_centre(&division.code).unwrap().code), division.parent);
    }
    assert_eq!(SHIZUISHAN.centres().count(), 366 - 8);
}

#[test]
fn a_village_knows_its_ancestors_the_lowest_first() {
    let ancestors: Vec<_> = SHIZUISHAN.ancestors(&code(VILLAGE)).collect();
    assert_eq!(ancestors, codes(&[TOWNSHIP, COUNTY, CITY]));
    assert_eq!(SHIZUISHAN.ancestors(&code(CITY)).count(), 0);
    assert_eq!(SHIZUISHAN.ancestors(&code("999999")).count(), 0);
    assert_eq!(SHIZUISHAN.at_level(&code(VILLAGE), Level::County), Some(code(COUNTY)));
    assert_eq!(SHIZUISHAN.at_level(&code(COUNTY), Level::Village), None);
}

#[test]
fn a_place_lies_within_itself_and_all_above_it_and_nowhere_else() {
    for outer in [VILLAGE, TOWNSHIP, COUNTY, CITY] {
        assert!(SHIZUISHAN.is_within(&code(VILLAGE), &code(outer)), "{outer}");
    }
    assert!(!SHIZUISHAN.is_within(&code(COUNTY), &code(VILLAGE)));
    assert!(!SHIZUISHAN.is_within(&code(VILLAGE), &code("640205")));
    assert!(!SHIZUISHAN.is_within(&code("999999"), &code("999999")), "it is not in the tree");
}

#[test]
fn the_common_superior_is_the_lowest_place_that_contains_both() {
    let superior = |one, other| SHIZUISHAN.common_superior(&code(one), &code(other));
    assert_eq!(superior("640202", "640205"), Some(code(CITY)));
    assert_eq!(superior(VILLAGE, "640221103210"), Some(code(TOWNSHIP)));
    assert_eq!(superior(VILLAGE, "640221203"), Some(code(COUNTY)));
    assert_eq!(superior(VILLAGE, COUNTY), Some(code(COUNTY)));
    assert_eq!(superior(VILLAGE, "999999"), None);
}

#[test]
fn a_case_is_kept_at_the_site_of_its_county_or_of_the_city() {
    assert_eq!(SHIZUISHAN.site_of(&code(VILLAGE)), Some(COUNTY.parse().unwrap()));
    assert_eq!(SHIZUISHAN.site_of(&code(CITY)), Some(CITY.parse().unwrap()));
    assert_eq!(SHIZUISHAN.site_of(&code("640221999")), None);
    let sites: Vec<_> = SHIZUISHAN.sites().map(|site| site.to_string()).collect();
    assert_eq!(sites, ["640200", "640202", "640205", "640221"]);
}

#[test]
fn names_and_titles_are_read_from_the_city_down() {
    assert_eq!(SHIZUISHAN.full_name(&code(VILLAGE)).unwrap(), "石嘴山市平罗县头闸镇正闸村委会");
    assert_eq!(SHIZUISHAN.full_name(&code("999999")), None);
    let centre = SHIZUISHAN.centre(&code(COUNTY)).unwrap();
    assert_eq!(centre.title, "平罗县矛盾纠纷调处化解中心");
    assert_eq!((centre.level, centre.parent), (Level::County, Some(code(CITY))));
}

#[test]
fn every_township_has_a_judicial_office_and_a_mediation_committee() {
    for centre in SHIZUISHAN.centres().filter(|centre| centre.level == Level::Township) {
        let kinds: BTreeSet<_> = SHIZUISHAN.units_at(&centre.code).map(|unit| unit.kind.as_str()).collect();
        assert!(kinds.contains("judicial_office") && kinds.contains("mediation_committee"), "{kinds:?}");
    }
}

#[test]
fn a_unit_of_the_centre_comes_before_one_above_it() {
    let nearest = |place, kind: &str| {
        let kind: UnitKind = kind.parse().unwrap();
        SHIZUISHAN.nearest_unit(&code(place), &kind).map(|unit| unit.name.as_str())
    };
    assert_eq!(nearest(VILLAGE, "water"), Some("平罗县水务局"));
    assert_eq!(nearest(VILLAGE, "judicial_office"), Some("头闸镇司法所"));
    assert_eq!(nearest("640202", "ecology"), Some("石嘴山市生态环境局大武口区分局"));
    assert_eq!(nearest(COUNTY, "judicial_office"), None, "a county has none, and does not look down");
}

#[test]
fn every_matter_has_a_competent_unit_wherever_it_arises() {
    for matter in SHIZUISHAN.matters() {
        for village in SHIZUISHAN.centres().filter(|centre| centre.level == Level::Village) {
            let unit = SHIZUISHAN.nearest_unit(&village.code, &matter.competent_unit);
            assert!(unit.is_some(), "{} at {}", matter.name, village.name);
        }
    }
}

#[test]
fn every_matter_is_within_the_powers_of_some_level() {
    for matter in SHIZUISHAN.matters() {
        assert!(SHIZUISHAN.competent_level(matter).is_some(), "{}", matter.name);
    }
}

#[test]
fn the_matters_of_the_first_scenarios_are_competent_where_those_play() {
    let ditch = matter("0201");
    assert_eq!((ditch.track, ditch.default_method), (Track::Mediation, Some(MediationMethod::People)));
    assert_eq!(SHIZUISHAN.competent_level(ditch), Some(Level::Village));
    let subsidy = matter("9901");
    assert_eq!((subsidy.track, subsidy.default_method), (Track::Petition, None));
    assert_eq!(subsidy.legal_path, LegalPath::PetitionOpinion);
    assert_eq!(SHIZUISHAN.competent_level(subsidy), Some(Level::Township));
    assert_eq!(SHIZUISHAN.competent_level(matter("1503")), Some(Level::County));
    assert!(matter("1001").wage && !matter("1002").wage);
}

#[test]
fn the_catalogue_has_ranks_01_to_17_and_99() {
    let ranks: Vec<_> = SHIZUISHAN
        .matters()
        .filter(|matter| matter.parent.is_none())
        .map(|matter| matter.code.to_string())
        .collect();
    let expected: Vec<_> = (1..=17).chain([99]).map(|rank| format!("{rank:02}")).collect();
    assert_eq!(ranks, expected);
}

#[test]
fn a_level_holds_the_powers_of_its_list() {
    let mediate = "mediate".parse().unwrap();
    assert!(SHIZUISHAN.powers_of(Level::Village).contains(&mediate));
    assert!(
        !SHIZUISHAN.powers_of(Level::City).contains(&mediate),
        "the city designates, it does not mediate"
    );
    assert_eq!(SHIZUISHAN.power_name(&mediate), Some("民间纠纷调解"));
}

#[test]
fn the_terms_are_those_of_the_file() {
    let terms = SHIZUISHAN.terms();
    assert_eq!(terms.level.of(Level::Township), Some(Term::WorkingDays(4)));
    assert_eq!(terms.level.of(Level::City), None);
    assert_eq!(terms.danger, Term::Hours(2));
    assert_eq!(terms.administrative, None);
}

#[test]
fn each_office_that_the_demonstration_needs_is_held_by_somebody() {
    let held = |centre: &str, role| {
        SHIZUISHAN
            .accounts()
            .filter(|account| account.centre == code(centre) && account.roles.contains(&role))
            .count()
    };
    for role in [Role::GridOfficer, Role::StationMediator, Role::StationHead] {
        assert_eq!(held(VILLAGE, role), 1, "{role}");
    }
    for centre in [TOWNSHIP, COUNTY, "640202", "640205"] {
        for role in [Role::Clerk, Role::Dispatcher, Role::Mediator, Role::Director] {
            assert!(held(centre, role) >= 1, "{role} at {centre}");
        }
    }
    assert_eq!(held("640205", Role::Mediator), 2, "one of them is recused");
    for role in [Role::UnitOfficer, Role::UnitHead] {
        assert!(held(TOWNSHIP, role) >= 1 && held(COUNTY, role) >= 1 && held(CITY, role) >= 1, "{role}");
    }
    for role in [Role::Clerk, Role::Dispatcher, Role::JointOffice, Role::CommandOfficer, Role::ReviewOfficer]
    {
        assert_eq!(held(CITY, role), 1, "{role}");
    }
}
