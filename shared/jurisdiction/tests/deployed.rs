//! Every jurisdiction that is deployed: it loads, counts what the tables count, and leaves no case without a unit.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do, and no test file uses all of them"
)]

mod common;

use std::collections::BTreeSet;

use common::{deployed, read};
use fengqiao_jurisdiction::{CentreCode, CodeSet, Jurisdiction, Level, Matter, Role, Standing, Track};
use jiff::civil::{Date, date};

const TENANTS: [&str; 5] = ["shizuishan", "weibin", "zhongfang", "daxing", "jiangmen"];
const TODAY: Date = date(2026, 6, 1);

fn code(text: &str) -> CentreCode {
    text.parse().unwrap()
}

fn tenant(name: &str) -> Jurisdiction {
    read(&deployed(name)).as_of(TODAY).clone()
}

fn set(source: &str, date: Date) -> CodeSet {
    CodeSet { source: source.parse().unwrap(), date }
}

/// Divisions and centres, from the village up.
fn counts(jurisdiction: &Jurisdiction) -> [(usize, usize); 4] {
    [Level::Village, Level::Township, Level::County, Level::City].map(|level| {
        let divisions = jurisdiction.divisions().filter(|division| division.level == level).count();
        let centres = jurisdiction.centres().filter(|centre| centre.level == level).count();
        (divisions, centres)
    })
}

#[test]
fn each_has_the_divisions_of_its_table_and_the_centres_of_its_organisation() {
    let counted = TENANTS.map(|name| counts(&tenant(name)));
    assert_eq!(
        counted,
        [
            [(326, 318), (36, 36), (3, 3), (1, 1)],
            [(128, 97), (10, 8), (1, 1), (1, 1)],
            [(150, 147), (12, 12), (1, 1), (1, 1)],
            [(758, 737), (26, 22), (1, 1), (1, 1)],
            [(1348, 1336), (82, 74), (7, 7), (1, 1)],
        ]
    );
}

#[test]
fn a_tenant_is_named_as_its_folder() {
    for name in TENANTS {
        assert_eq!(tenant(name).tenant().as_str(), name);
    }
}

#[test]
fn the_root_is_a_city_or_a_county_under_its_superior() {
    let roots = TENANTS.map(|name| {
        let jurisdiction = tenant(name);
        (jurisdiction.root().to_string(), jurisdiction.city().to_string())
    });
    let expected = [
        ("640200", "640200"),
        ("610302", "610300"),
        ("431221", "431200"),
        ("110115", "110000"),
        ("440700", "440700"),
    ];
    assert_eq!(roots, expected.map(|(root, city)| (root.to_owned(), city.to_owned())));
}

#[test]
fn a_centre_stands_below_a_centre_of_a_higher_level_up_to_the_city() {
    for name in TENANTS {
        let jurisdiction = tenant(name);
        for centre in jurisdiction.centres() {
            match centre.parent {
                None => assert_eq!(centre.code, jurisdiction.city()),
                Some(parent) => {
                    assert!(jurisdiction.centre(&parent).unwrap().level > centre.level, "{centre:?}")
                }
            }
        }
    }
}

#[test]
fn every_matter_has_its_unit_at_every_level_where_it_may_be_handled() {
    for name in TENANTS {
        let jurisdiction = tenant(name);
        for matter in jurisdiction.matters() {
            let competent = jurisdiction.competent_level(matter);
            assert!(competent.is_some(), "{name}: {}", matter.name);
            for centre in jurisdiction.centres().filter(|centre| handles(&jurisdiction, centre.level, matter))
            {
                let unit = jurisdiction.nearest_unit(&centre.code, &matter.competent_unit);
                assert!(unit.is_some(), "{name}: {} at {}", matter.name, centre.title);
            }
        }
    }
}

/// The city mediates nothing, and a village gives no opinion on a petition.
fn handles(jurisdiction: &Jurisdiction, level: Level, matter: &Matter) -> bool {
    match matter.track {
        Track::Mediation => level < Level::City,
        Track::Petition => {
            level > Level::Village && matter.powers_needed.is_subset(jurisdiction.powers_of(level))
        }
    }
}

#[test]
fn every_office_is_held_by_somebody_who_may_hold_it() {
    for name in TENANTS {
        let jurisdiction = tenant(name);
        let mut held: BTreeSet<(Level, Role)> = BTreeSet::new();
        for account in jurisdiction.accounts() {
            let level = jurisdiction.centre(&account.centre).unwrap().level;
            assert!(account.roles.iter().all(|role| role.levels().contains(&level)), "{name}: {account:?}");
            held.extend(account.roles.iter().map(|role| (level, *role)));
        }
        for (level, roles) in [
            (Level::Village, &[Role::GridOfficer, Role::StationMediator, Role::StationHead][..]),
            (
                Level::Township,
                &[Role::Clerk, Role::Dispatcher, Role::Mediator, Role::Director, Role::UnitHead],
            ),
            (
                Level::County,
                &[Role::Clerk, Role::Dispatcher, Role::Mediator, Role::Director, Role::JointOffice],
            ),
            (Level::City, &[Role::Clerk, Role::Dispatcher, Role::JointOffice, Role::CommandOfficer]),
        ] {
            assert!(roles.iter().all(|role| held.contains(&(level, *role))), "{name} at {level}: {held:?}");
        }
        // The account that asks where no other is named.
        assert!(jurisdiction.account(&"city-command".parse().unwrap()).is_some(), "{name}");
    }
}

#[test]
fn every_division_is_found_by_its_codes_and_the_codes_by_the_division() {
    let mca = set("mca", date(2025, 12, 31));
    for name in TENANTS {
        let jurisdiction = tenant(name);
        for division in jurisdiction.divisions() {
            let own = jurisdiction.division_by_code(jurisdiction.codes(), division.code.as_str());
            assert_eq!(own, Some(division));
            let foreign = jurisdiction.division_codes(&division.code);
            for known in foreign {
                assert_eq!(jurisdiction.division_by_code(&known.set, &known.code), Some(division));
            }
            let listed = division.level >= Level::Township && division.standing == Standing::Administrative;
            // The zone of 银湖湾 and its like are known to the statistics alone.
            assert_eq!(foreign.iter().any(|known| known.set == mca), listed, "{name}: {}", division.name);
        }
    }
}

#[test]
fn one_code_names_two_towns_in_two_lists() {
    let (mca, nbs) = (set("mca", date(2025, 12, 31)), set("nbs", date(2023, 6, 30)));
    for (name, code, by_mca, by_nbs) in
        [("jiangmen", "440703101", "荷塘镇", "棠下镇"), ("zhongfang", "431221111", "中方镇", "袁家镇")]
    {
        let jurisdiction = tenant(name);
        let named =
            |set| jurisdiction.division_by_code(set, code).map(|division| division.name.clone()).unwrap();
        assert_eq!((named(&mca).as_str(), named(&nbs).as_str()), (by_mca, by_nbs));
        assert!(
            jurisdiction.division_by_code(&set("mca", date(2024, 12, 31)), code).is_none(),
            "of another day"
        );
    }
}

#[test]
fn every_matter_of_another_list_is_one_of_ours() {
    let (grid, local) = (set("grid", date(2025, 1, 1)), set("example-local", date(2025, 1, 1)));
    for name in TENANTS {
        let jurisdiction = tenant(name);
        for matter in jurisdiction.matters() {
            for known in jurisdiction.matter_codes(&matter.code) {
                assert_eq!(jurisdiction.matter_by_code(&known.set, &known.code), Some(matter));
            }
            let ranked = jurisdiction.matter_codes(&matter.code).iter().any(|known| known.set == grid);
            assert_eq!(ranked, matter.parent.is_none(), "{name}: {}", matter.name);
        }
        let noise = "0203".parse().unwrap();
        let finer: Vec<_> =
            jurisdiction.matter_codes(&noise).iter().filter(|known| known.set == local).collect();
        assert_eq!(finer.len(), 2, "a list may divide more finely than ours");
    }
}

#[test]
fn jurisdiction_is_not_division_in_weibin() {
    let weibin = tenant("weibin");
    let district = code("610302");
    assert_eq!(weibin.children(&district).len(), 8, "8个镇街");
    for (town, name) in [("610302100", "马营镇"), ("610302104", "八鱼镇")] {
        assert_eq!(weibin.division(&code(town)).unwrap().name, name);
        assert!(!weibin.is_within(&code(town), &district));
        assert_eq!(weibin.serving_centre(&code(town)).unwrap().code, code("610300"));
    }
}

#[test]
fn a_zone_with_a_centre_of_its_own_is_named() {
    let jiangmen = tenant("jiangmen");
    let zones = jiangmen
        .centres()
        .filter(|centre| jiangmen.division(&centre.code).unwrap().standing == Standing::Statistical);
    let titles: Vec<_> = zones.map(|centre| centre.title.as_str()).collect();
    assert_eq!(titles, ["银湖湾滨海新区综治中心"]);
    assert_eq!(jiangmen.serving_centre(&code("440785400498")).unwrap().title, "恩平市综治中心");
}

#[test]
fn titles_and_terms_are_the_tenants_own() {
    let titles = TENANTS.map(|name| {
        let jurisdiction = tenant(name);
        let root = jurisdiction.centre(&jurisdiction.root()).unwrap().title.clone();
        (root, jurisdiction.terms().sign.to_string(), jurisdiction.terms().simple_answer.to_string())
    });
    let expected = [
        ("石嘴山市矛盾纠纷调处化解中心", "1W", "5W"),
        ("渭滨区社会治安综合治理中心", "1W", "5W"),
        ("中方县人民来访接待中心", "3W", "10W"),
        ("大兴区信访矛盾多元调处中心", "1W", "5W"),
        ("江门市人民来访接待厅", "1W", "5W"),
    ];
    assert_eq!(
        titles,
        expected.map(|(title, sign, answer)| (title.to_owned(), sign.to_owned(), answer.to_owned()))
    );
}
