//! Who acts: the accounts of the deployed city, a second mediator where one is wanted, and the citizen.

use fengqiao_domain::Actor;
use fengqiao_domain::id::OfficerId;
use fengqiao_jurisdiction::Role;
use uuid::Uuid;

use super::reference::{centre, jurisdiction};
use super::story::CASE;

macro_rules! officers {
    ($($name:ident = $account:literal;)+) => {
        $(pub(crate) fn $name() -> Actor { officer($account) })+
    };
}

officers! {
    grid_officer = "zhengzha-grid";
    village_mediator = "zhengzha-mediator";
    village_head = "zhengzha-head";
    township_clerk = "touzha-clerk";
    township_dispatcher = "touzha-dispatcher";
    township_mediator = "touzha-mediator";
    township_director = "touzha-director";
    judicial_officer = "touzha-judicial-officer";
    judicial_head = "touzha-judicial-head";
    agriculture_officer = "touzha-agriculture-officer";
    county_clerk = "pingluo-clerk";
    county_dispatcher = "pingluo-dispatcher";
    county_mediator = "pingluo-mediator";
    county_director = "pingluo-director";
    county_joint_office = "pingluo-joint";
    water_officer = "pingluo-water-officer";
    water_head = "pingluo-water-head";
    court_liaison = "pingluo-court";
    county_lawyer = "pingluo-lawyer";
    county_command = "pingluo-command";
    dawukou_clerk = "dawukou-clerk";
    dawukou_dispatcher = "dawukou-dispatcher";
    huinong_dispatcher = "huinong-dispatcher";
    huinong_mediator = "huinong-mediator";
    second_huinong_mediator = "huinong-mediator-2";
    huinong_director = "huinong-director";
    county_reviewer = "pingluo-review";
    city_reviewer = "city-review";
    city_clerk = "city-clerk";
    city_dispatcher = "city-dispatcher";
    city_joint_office = "city-joint";
    city_command = "city-command";
    rule_editor = "city-rule-editor";
    rule_approver = "city-rule-approver";
    security_administrator = "city-security";
    auditor = "city-audit";
}

/// The officer of an account.
pub(crate) fn officer(account: &str) -> Actor {
    let account = jurisdiction().account(&account.parse().unwrap()).unwrap();
    Actor {
        officer: OfficerId::new(account.officer),
        centre: account.centre,
        level: jurisdiction().level_of(&account.centre).unwrap(),
        unit: account.unit.clone(),
        roles: account.roles.clone(),
        case: None,
    }
}

/// Another person in the same office.
pub(crate) fn colleague_of(actor: Actor) -> Actor {
    Actor { officer: colleague(actor.officer), ..actor }
}

pub(crate) fn colleague(officer: OfficerId) -> OfficerId {
    OfficerId::new(Uuid::new_v5(&officer.uuid(), b"colleague"))
}

/// Whoever holds this role at this centre.
pub(crate) fn office(code: &str, role: Role) -> Actor {
    let centre = centre(code);
    Actor {
        officer: OfficerId::new(Uuid::new_v5(&Uuid::nil(), format!("{role}@{code}").as_bytes())),
        centre,
        level: jurisdiction().level_of(&centre).unwrap(),
        unit: None,
        roles: [role].into(),
        case: None,
    }
}

/// Whoever holds this role in this unit.
pub(crate) fn unit_office(code: &str, role: Role) -> Actor {
    let unit = jurisdiction().unit(&code.parse().unwrap()).unwrap();
    let seat = office(unit.seated_at.as_str(), role);
    Actor {
        officer: OfficerId::new(Uuid::new_v5(&seat.officer.uuid(), code.as_bytes())),
        unit: Some(unit.code.clone()),
        ..seat
    }
}

/// Timers and policies, whatever centre holds the case.
pub(crate) fn system() -> Actor {
    let county = office("640221", Role::Director);
    Actor::system(county.centre, county.level)
}

/// The citizen whose token is bound to the case.
pub(crate) fn party() -> Actor {
    Actor {
        officer: OfficerId::new(Uuid::from_u128(0xC1712E)),
        roles: [Role::Party].into(),
        case: Some(CASE),
        unit: None,
        ..village_head()
    }
}

/// A policy that acts at an officer's centre, as the worker of errands does.
pub(crate) fn policy(at: Actor) -> Actor {
    Actor::system(at.centre, at.level)
}
