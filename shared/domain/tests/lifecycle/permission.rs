//! The table of permissions, cell by cell: command × level × role × standing to the case.

use std::collections::BTreeSet;

use fengqiao_domain::Actor;
use fengqiao_domain::command::{
    CommandName, DesignateJurisdiction, FileConfirmation, IssueSlip, RecordRecusal, RefuseEscalation,
    RegisterCase, ReturnDown, SignCase,
};
use fengqiao_domain::event::{Addressee, CorrectedFact, Recused};
use fengqiao_domain::id::OfficerId;
use fengqiao_domain::permission::{
    GRANTS, Grant, Relation, grants_of, offered_at, permit, permit_on_draft, stands, stands_to_draft,
};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::Draft;
use fengqiao_domain::vocabulary::*;
use fengqiao_routing::RefusalCode;
use jiff::ToSpan;

use crate::support::*;

/// One way for an officer to stand to a case.
struct Standing {
    name: &'static str,
    level: Level,
    relations: &'static [Relation],
    /// The case, for a person in the role.
    case: fn(Role) -> Option<Story>,
    actor: fn(Role) -> Actor,
}

const HOLDING: &[Relation] = &[Relation::Area, Relation::Holder, Relation::FormerHolder];
const HANDLING: &[Relation] = &[Relation::Area, Relation::Holder, Relation::Handler, Relation::FormerHolder];
const ADDRESSED: &[Relation] =
    &[Relation::Area, Relation::Holder, Relation::Addressee, Relation::FormerHolder];
const SENDING: &[Relation] = &[Relation::Area, Relation::Superior, Relation::FormerHolder, Relation::Sender];
const UMPIRE: &[Relation] = &[Relation::Area, Relation::Superior, Relation::FormerHolder, Relation::Umpire];
const SYSTEM: &[Relation] = &[Relation::Area, Relation::Holder, Relation::FormerHolder, Relation::System];
const UNIT_ADDRESSED: &[Relation] =
    &[Relation::Area, Relation::Addressee, Relation::Unit, Relation::FormerHolder];
const UNIT_SIGNED: &[Relation] = &[Relation::Area, Relation::Unit, Relation::FormerHolder];
const UNIT_HANDLING: &[Relation] =
    &[Relation::Area, Relation::Unit, Relation::Handler, Relation::FormerHolder];
const ABOVE: &[Relation] = &[Relation::Area, Relation::Superior, Relation::FormerHolder];
const ASKED: &[Relation] = &[Relation::Area, Relation::Superior, Relation::Receiver, Relation::FormerHolder];
const RULING: &[Relation] = &[Relation::Area, Relation::Superior, Relation::Arbiter, Relation::FormerHolder];
const IN_PLACE: &[Relation] =
    &[Relation::Area, Relation::Superior, Relation::InPlace, Relation::FormerHolder];
const HOLDING_TASKED: &[Relation] =
    &[Relation::Area, Relation::Holder, Relation::Tasked, Relation::Urged, Relation::FormerHolder];
const UNIT_TASKED: &[Relation] = &[Relation::Area, Relation::Tasked, Relation::FormerHolder];
const UNIT_REFERRED: &[Relation] = &[Relation::Area, Relation::Referred, Relation::FormerHolder];
const COURT: &str = "640221-court_desk";
const ECOLOGY: &str = "640200-ecology";
const REVIEWING: &[Relation] =
    &[Relation::Area, Relation::Superior, Relation::FormerHolder, Relation::ReviewBody];
const URGED: &[Relation] = &[Relation::Area, Relation::Holder, Relation::Urged, Relation::FormerHolder];
const UNIT_URGED: &[Relation] =
    &[Relation::Area, Relation::Unit, Relation::Addressee, Relation::Urged, Relation::FormerHolder];
const URGING: &[Relation] = &[Relation::Area, Relation::Superior, Relation::Issuer, Relation::FormerHolder];
const JUDICIAL_OFFICE: &str = "640221103-judicial_office";

/// The head of the centre that holds the case stands back.
fn headless() -> RecordRecusal {
    RecordRecusal { whom: Recused::Head(colleague_of(village_head()).officer), ..recuse(&village_head()) }
}

fn invalid_evidence() -> CorrectedFact {
    CorrectedFact::DossierInvalid(DossierItem::EvidenceList)
}

/// Acts as timers and policies do, whatever the role.
fn timer(actor: Actor) -> Actor {
    Actor { officer: OfficerId::SYSTEM, ..actor }
}

fn returned(story: Story, by: Actor) -> Story {
    let corrections = corrections([invalid_evidence()]);
    story.given(by, ReturnDown { corrections, ..return_down(RefusalCode::R02) })
}

fn refused(story: Story, by: Actor) -> Story {
    story.given(by, RefuseEscalation { corrections: corrections([invalid_evidence()]), ..refuse() })
}

fn risen_to_township() -> Story {
    exhausted_at(Desk::Village).given(village_head(), ask()).given(township_director(), take_up())
}

fn risen_to_county() -> Story {
    exhausted_at(Desk::Township).given(township_director(), ask()).given(county_director(), take_up())
}

fn county_asks() -> Story {
    let beyond = fengqiao_domain::command::ClassifyMatter {
        powers_needed: Some(powers(["patent_ruling"])),
        ..classify("16")
    };
    complete_at(Desk::County).given(county_dispatcher(), beyond).given(county_joint_office(), ask())
}

/// Registered at one centre's door, though it lies with the other one.
fn handed_over(desk: Desk, to: &str) -> Story {
    let registration = RegisterCase { places: [centre(to)].into(), ..neighbours() };
    let sender = desk.lead();
    Story::begin().given(desk.registrar(), registration).given(sender, hand_over(to))
}

fn assigned_down(desk: Desk, to: &str) -> Story {
    registered_at(desk).given(desk.lead(), assign_down(to))
}

fn urged(desk: Desk, by: Actor) -> Story {
    in_progress_at(desk).given(by, slip(SlipColour::Yellow))
}

fn slip_to(code: &str) -> IssueSlip {
    IssueSlip { to: Some(Addressee::Unit(unit(code))), ..slip(SlipColour::Yellow) }
}

/// The city did not designate in time, and urges itself.
fn city_is_late() -> Story {
    let story = Story::begin().given(city_clerk(), neighbours());
    let week_later = story.today + 7.days();
    story.kept_until(week_later)
}

fn dispatched_to(desk: Desk, unit: &str) -> Story {
    accepted_at(desk).given(desk.lead(), dispatch(unit))
}

/// A dispute across two counties, which the city gives to one of them and its substance to a bureau of its own.
fn designated_with(bureau: &str) -> Story {
    let places = [centre(VILLAGE), centre("640202001201")].into();
    let designation = DesignateJurisdiction { substantive_owner: Some(unit(bureau)), ..designate(COUNTY) };
    Story::begin()
        .given(village_mediator(), RegisterCase { places, ..neighbours() })
        .given(city_joint_office(), designation)
}

#[rustfmt::skip]
const STANDINGS: &[Standing] = &[
    Standing { name: "village, before registration", level: Level::Village, relations: &[Relation::Anyone], case: |_| None, actor: |role| office(VILLAGE, role) },
    Standing { name: "township, before registration", level: Level::Township, relations: &[Relation::Anyone], case: |_| None, actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county, before registration", level: Level::County, relations: &[Relation::Anyone], case: |_| None, actor: |role| office(COUNTY, role) },
    Standing { name: "city, before registration", level: Level::City, relations: &[Relation::Anyone], case: |_| None, actor: |role| office(CITY, role) },
    Standing { name: "village holds", level: Level::Village, relations: HOLDING, case: |_| Some(in_progress_at(Desk::Village)), actor: |role| office(VILLAGE, role) },
    Standing { name: "township holds", level: Level::Township, relations: HOLDING, case: |_| Some(in_progress_at(Desk::Township)), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county holds", level: Level::County, relations: HOLDING, case: |_| Some(in_progress_at(Desk::County)), actor: |role| office(COUNTY, role) },
    Standing { name: "city holds", level: Level::City, relations: HOLDING, case: |_| Some(Story::begin().given(city_clerk(), neighbours())), actor: |role| office(CITY, role) },
    Standing { name: "village handler", level: Level::Village, relations: HANDLING, case: |role| Some(accepted_at(Desk::Village).given(village_head(), assign(&office(VILLAGE, role)))), actor: |role| office(VILLAGE, role) },
    Standing { name: "township handler", level: Level::Township, relations: HANDLING, case: |role| Some(accepted_at(Desk::Township).given(township_dispatcher(), assign(&office(TOWNSHIP, role)))), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county handler", level: Level::County, relations: HANDLING, case: |role| Some(accepted_at(Desk::County).given(county_dispatcher(), assign(&office(COUNTY, role)))), actor: |role| office(COUNTY, role) },
    Standing { name: "village must sign", level: Level::Village, relations: ADDRESSED, case: |_| Some(returned(risen_to_township(), township_director())), actor: |role| office(VILLAGE, role) },
    Standing { name: "township must sign", level: Level::Township, relations: ADDRESSED, case: |_| Some(returned(risen_to_county(), county_director())), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county must sign", level: Level::County, relations: ADDRESSED, case: |_| Some(in_progress_at(Desk::Village).given(grid_officer(), report([DangerSign::Threat]))), actor: |role| office(COUNTY, role) },
    Standing { name: "unit of a township must sign", level: Level::Township, relations: UNIT_ADDRESSED, case: |_| Some(dispatched_to(Desk::Township, JUDICIAL_OFFICE)), actor: |role| unit_office(JUDICIAL_OFFICE, role) },
    Standing { name: "unit of a county must sign", level: Level::County, relations: UNIT_ADDRESSED, case: |_| Some(dispatched_to(Desk::County, WATER)), actor: |role| unit_office(WATER, role) },
    Standing { name: "unit of a township has signed", level: Level::Township, relations: UNIT_SIGNED, case: |_| Some(dispatched_to(Desk::Township, JUDICIAL_OFFICE).given(judicial_officer(), SignCase {})), actor: |role| unit_office(JUDICIAL_OFFICE, role) },
    Standing { name: "unit of a county has signed", level: Level::County, relations: UNIT_SIGNED, case: |_| Some(dispatched_to(Desk::County, WATER).given(water_officer(), SignCase {})), actor: |role| unit_office(WATER, role) },
    Standing { name: "handler in a unit of a county", level: Level::County, relations: UNIT_HANDLING, case: |role| Some(dispatched_to(Desk::County, WATER).given(water_officer(), SignCase {}).given(county_dispatcher(), assign(&unit_office(WATER, role)))), actor: |role| unit_office(WATER, role) },
    Standing { name: "another unit of the county", level: Level::County, relations: &[Relation::Area, Relation::FormerHolder], case: |_| Some(dispatched_to(Desk::County, WATER)), actor: |role| unit_office("640221-housing", role) },
    Standing { name: "township above a village", level: Level::Township, relations: ABOVE, case: |_| Some(in_progress_at(Desk::Village)), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county above a village", level: Level::County, relations: ABOVE, case: |_| Some(in_progress_at(Desk::Village)), actor: |role| office(COUNTY, role) },
    Standing { name: "city above a county", level: Level::City, relations: ABOVE, case: |_| Some(in_progress_at(Desk::County)), actor: |role| office(CITY, role) },
    Standing { name: "village below the holder", level: Level::Village, relations: &[Relation::Area], case: |_| Some(in_progress_at(Desk::County)), actor: |role| office(VILLAGE, role) },
    Standing { name: "township asked", level: Level::Township, relations: ASKED, case: |_| Some(exhausted_at(Desk::Village).given(village_head(), ask())), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county asked", level: Level::County, relations: ASKED, case: |_| Some(exhausted_at(Desk::Township).given(township_director(), ask())), actor: |role| office(COUNTY, role) },
    Standing { name: "city asked", level: Level::City, relations: ASKED, case: |_| Some(county_asks()), actor: |role| office(CITY, role) },
    Standing { name: "county rules", level: Level::County, relations: RULING, case: |_| Some(refused(exhausted_at(Desk::Village).given(village_head(), ask()), township_director()).given(village_head(), appeal())), actor: |role| office(COUNTY, role) },
    Standing { name: "city rules", level: Level::City, relations: RULING, case: |_| Some(refused(exhausted_at(Desk::Township).given(township_director(), ask()), county_director()).given(township_director(), appeal())), actor: |role| office(CITY, role) },
    Standing { name: "village that handed over", level: Level::Village, relations: &[Relation::Sender], case: |_| Some(handed_over(Desk::Village, "640221103202")), actor: |role| office(VILLAGE, role) },
    Standing { name: "township that assigned down", level: Level::Township, relations: SENDING, case: |_| Some(assigned_down(Desk::Township, VILLAGE)), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county that assigned down", level: Level::County, relations: SENDING, case: |_| Some(assigned_down(Desk::County, TOWNSHIP)), actor: |role| office(COUNTY, role) },
    Standing { name: "city that assigned down", level: Level::City, relations: SENDING, case: |_| Some(Story::begin().given(city_clerk(), neighbours()).given(city_dispatcher(), assign_down(COUNTY))), actor: |role| office(CITY, role) },
    Standing { name: "township above two villages in dispute", level: Level::Township, relations: UMPIRE, case: |_| Some(handed_over(Desk::Village, "640221103202").given(office("640221103202", Role::StationHead), object())), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county above two townships in dispute", level: Level::County, relations: UMPIRE, case: |_| Some(handed_over(Desk::Township, "640221100").given(office("640221100", Role::Dispatcher), object())), actor: |role| office(COUNTY, role) },
    Standing { name: "city above a county and its township in dispute", level: Level::City, relations: UMPIRE, case: |_| Some(assigned_down(Desk::County, TOWNSHIP).given(township_dispatcher(), object())), actor: |role| office(CITY, role) },
    Standing { name: "the system at a village", level: Level::Village, relations: SYSTEM, case: |_| Some(in_progress_at(Desk::Village)), actor: |role| timer(office(VILLAGE, role)) },
    Standing { name: "the system at a township", level: Level::Township, relations: SYSTEM, case: |_| Some(in_progress_at(Desk::Township)), actor: |role| timer(office(TOWNSHIP, role)) },
    Standing { name: "the system at a county", level: Level::County, relations: SYSTEM, case: |_| Some(in_progress_at(Desk::County)), actor: |role| timer(office(COUNTY, role)) },
    Standing { name: "the system at the city", level: Level::City, relations: SYSTEM, case: |_| Some(Story::begin().given(city_clerk(), neighbours())), actor: |role| timer(office(CITY, role)) },
    Standing { name: "township in the place of a village's head", level: Level::Township, relations: IN_PLACE, case: |_| Some(in_progress_at(Desk::Village).given(township_director(), headless())), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county in the place of a township's head", level: Level::County, relations: IN_PLACE, case: |_| Some(in_progress_at(Desk::Township).given(county_director(), headless())), actor: |role| office(COUNTY, role) },
    Standing { name: "city in the place of a county's head", level: Level::City, relations: IN_PLACE, case: |_| Some(in_progress_at(Desk::County).given(city_joint_office(), headless())), actor: |role| office(CITY, role) },
    Standing { name: "city handler", level: Level::City, relations: HANDLING, case: |role| Some(review_at(CITY, CaseKind::Recheck).given(city_joint_office(), assign(&office(CITY, role)))), actor: |role| office(CITY, role) },
    Standing { name: "county reviews", level: Level::County, relations: REVIEWING, case: |_| Some(under_review()), actor: |role| office(COUNTY, role) },
    Standing { name: "city re-checks", level: Level::City, relations: REVIEWING, case: |_| Some(under_recheck()), actor: |role| office(CITY, role) },
    Standing { name: "village elsewhere", level: Level::Village, relations: &[], case: |_| Some(in_progress_at(Desk::Village)), actor: |role| office("640202001201", role) },
    Standing { name: "township elsewhere", level: Level::Township, relations: &[], case: |_| Some(in_progress_at(Desk::Township)), actor: |role| office("640221100", role) },
    Standing { name: "county elsewhere", level: Level::County, relations: &[], case: |_| Some(in_progress_at(Desk::County)), actor: |role| office("640202", role) },
    Standing { name: "village urged", level: Level::Village, relations: URGED, case: |_| Some(urged(Desk::Village, township_director())), actor: |role| office(VILLAGE, role) },
    Standing { name: "township urged", level: Level::Township, relations: URGED, case: |_| Some(urged(Desk::Township, county_director())), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county urged", level: Level::County, relations: URGED, case: |_| Some(urged(Desk::County, city_joint_office())), actor: |role| office(COUNTY, role) },
    Standing { name: "city urged", level: Level::City, relations: &[Relation::Area, Relation::Holder, Relation::Urged, Relation::Issuer, Relation::FormerHolder], case: |_| Some(city_is_late()), actor: |role| office(CITY, role) },
    Standing { name: "unit of a county urged", level: Level::County, relations: UNIT_URGED, case: |_| Some(dispatched_to(Desk::County, WATER).given(city_joint_office(), slip_to(WATER))), actor: |role| unit_office(WATER, role) },
    Standing { name: "unit of a township urged", level: Level::Township, relations: UNIT_URGED, case: |_| Some(dispatched_to(Desk::Township, JUDICIAL_OFFICE).given(county_director(), slip_to(JUDICIAL_OFFICE))), actor: |role| unit_office(JUDICIAL_OFFICE, role) },
    Standing { name: "township urges", level: Level::Township, relations: URGING, case: |_| Some(urged(Desk::Village, township_director())), actor: |role| office(TOWNSHIP, role) },
    Standing { name: "county urges", level: Level::County, relations: URGING, case: |_| Some(urged(Desk::Township, county_director())), actor: |role| office(COUNTY, role) },
    Standing { name: "city urges", level: Level::City, relations: URGING, case: |_| Some(urged(Desk::County, city_joint_office())), actor: |role| office(CITY, role) },
    Standing { name: "party through the township's window", level: Level::Township, relations: &[Relation::Party], case: |_| Some(in_progress_at(Desk::Township)), actor: |role| Actor { case: Some(CASE), ..office("640221100", role) } },
    Standing { name: "party through the village's window", level: Level::Village, relations: &[Relation::Party], case: |_| Some(in_progress_at(Desk::Village)), actor: |role| Actor { case: Some(CASE), ..office("640202001201", role) } },
    Standing { name: "party through the county's window", level: Level::County, relations: &[Relation::Party], case: |_| Some(in_progress_at(Desk::County)), actor: |role| Actor { case: Some(CASE), ..office("640202", role) } },
    Standing { name: "party through the city's window", level: Level::City, relations: &[Relation::Area, Relation::Superior, Relation::FormerHolder, Relation::Party], case: |_| Some(in_progress_at(Desk::County)), actor: |role| Actor { case: Some(CASE), ..office(CITY, role) } },
    Standing { name: "village owes a call back", level: Level::Village, relations: HOLDING_TASKED, case: |_| Some(follow_up_at(Desk::Village).given(village_head(), serve(Notice::RatingInvitation)).given(party(), dissatisfied())), actor: |role| office(VILLAGE, role) },
    Standing { name: "unit of a township has a task", level: Level::Township, relations: UNIT_TASKED, case: |_| Some(in_progress_at(Desk::Township).given(township_director(), task_of(JUDICIAL_OFFICE))), actor: |role| unit_office(JUDICIAL_OFFICE, role) },
    Standing { name: "unit of a county has a task", level: Level::County, relations: UNIT_TASKED, case: |_| Some(in_progress_at(Desk::County).given(county_joint_office(), meet())), actor: |role| unit_office(WATER, role) },
    Standing { name: "unit of the city has a task", level: Level::City, relations: &[Relation::Area, Relation::Superior, Relation::Tasked, Relation::FormerHolder], case: |_| Some(in_progress_at(Desk::County).given(city_joint_office(), task_of(ECOLOGY))), actor: |role| unit_office(ECOLOGY, role) },
    Standing { name: "unit of a township was referred to", level: Level::Township, relations: UNIT_REFERRED, case: |_| Some(in_progress_at(Desk::Township).given(township_dispatcher(), refer(ReferralKind::Aid, JUDICIAL_OFFICE))), actor: |role| unit_office(JUDICIAL_OFFICE, role) },
    Standing { name: "court of a county was referred to", level: Level::County, relations: UNIT_REFERRED, case: |_| Some(in_progress_at(Desk::County).given(county_dispatcher(), refer(ReferralKind::Court, COURT))), actor: |role| unit_office(COURT, role) },
    Standing { name: "unit of the city was referred to", level: Level::City, relations: &[Relation::Area, Relation::Superior, Relation::Referred, Relation::FormerHolder], case: |_| Some(in_progress_at(Desk::County).given(county_dispatcher(), refer(ReferralKind::Aid, ECOLOGY))), actor: |role| unit_office(ECOLOGY, role) },
    Standing { name: "court of a county must confirm", level: Level::County, relations: &[Relation::Area, Relation::Court, Relation::FormerHolder], case: |_| Some(filed_at(Desk::County)), actor: |role| unit_office(COURT, role) },
    Standing { name: "court of the city must confirm", level: Level::City, relations: &[Relation::Area, Relation::Superior, Relation::Court, Relation::FormerHolder], case: |_| Some(performing_at(Desk::County).given(county_clerk(), FileConfirmation { court: Some(unit("640200-court_desk")), ..confirm() })), actor: |role| unit_office("640200-court_desk", role) },
    Standing { name: "county leads in person", level: Level::County, relations: &[Relation::Area, Relation::Holder, Relation::Leader, Relation::FormerHolder], case: |role| Some(in_progress_at(Desk::County).given(county_joint_office(), lead_by(&office(COUNTY, role)))), actor: |role| office(COUNTY, role) },
    Standing { name: "city leads in person", level: Level::City, relations: &[Relation::Area, Relation::Superior, Relation::Leader, Relation::FormerHolder], case: |role| Some(in_progress_at(Desk::County).given(city_joint_office(), lead_by(&office(CITY, role)))), actor: |role| office(CITY, role) },
    Standing { name: "unit of the city owns the substance", level: Level::City, relations: &[Relation::Area, Relation::Superior, Relation::Unit, Relation::FormerHolder], case: |_| Some(designated_with(ECOLOGY)), actor: |role| unit_office(ECOLOGY, role) },
];

/// A draft of 正闸村, of its township, its county or the city, begun by whoever holds a role there.
fn drafted(code: &'static str, author: Role) -> Draft {
    let story = Story::begin().given(office(code, author), begin_form());
    story.state.draft().expect("a draft").clone()
}

/// Ways to stand to a draft: its author's role, where it lies, and who comes.
const OWN_DRAFT: &[Relation] = &[Relation::Author, Relation::Drafting, Relation::FormerHolder];
const COLLEAGUES_DRAFT: &[Relation] = &[Relation::Drafting, Relation::FormerHolder];
const DRAFT_BELOW: &[Relation] = &[Relation::FormerHolder];

/// The drafts at a centre, and how whoever comes from a centre stands to them.
#[rustfmt::skip]
const DRAFT_STANDINGS: &[(Level, &str, &str, &[Relation])] = &[
    (Level::Village, VILLAGE, VILLAGE, COLLEAGUES_DRAFT),
    (Level::Township, TOWNSHIP, TOWNSHIP, COLLEAGUES_DRAFT),
    (Level::County, COUNTY, COUNTY, COLLEAGUES_DRAFT),
    (Level::City, CITY, CITY, COLLEAGUES_DRAFT),
    (Level::Township, VILLAGE, TOWNSHIP, DRAFT_BELOW),
    (Level::County, VILLAGE, COUNTY, DRAFT_BELOW),
    (Level::City, COUNTY, CITY, DRAFT_BELOW),
    (Level::Village, TOWNSHIP, VILLAGE, &[]),
    (Level::County, VILLAGE, "640202", &[]),
];

/// Covers: A02, A04
#[test]
fn a_draft_is_its_authors_and_its_centres() {
    for (level, at, from, relations) in DRAFT_STANDINGS {
        let author = if *at == VILLAGE { Role::StationMediator } else { Role::Clerk };
        let draft = drafted(at, author);
        for role in Role::ALL {
            let actor = office(from, *role);
            assert_eq!(actor.level, *level);
            let own = at == from && *role == author;
            let stood: BTreeSet<_> = Relation::ALL
                .iter()
                .copied()
                .filter(|relation| stands_to_draft(*relation, &actor, &draft, jurisdiction()))
                .collect();
            let expected = if own { OWN_DRAFT } else { relations };
            assert_eq!(stood, expected.iter().copied().collect(), "{role} of {from} at {at}");
            for command in CommandName::ALL {
                let of_role = || {
                    grants_of(*command)
                        .filter(|grant| grant.levels.contains(level) && grant.roles.contains(role))
                };
                let granted = of_role().any(|grant| expected.contains(&grant.relation));
                let cell = format!("{command} by {role} of {from} on a draft at {at}");
                match permit_on_draft(*command, &actor, &draft, jurisdiction()) {
                    Ok(acted) => assert!(granted && acted == *role, "{cell} was permitted"),
                    Err(refusal) => {
                        assert!(!granted, "{cell} was refused: {refusal}");
                        let expected = if of_role().next().is_none() { Code::A02 } else { Code::A04 };
                        assert_eq!(refusal.code, expected, "{cell}");
                    }
                }
            }
        }
    }
}

/// Covers: A02, A03, A04, D08
#[test]
fn every_cell_of_the_table_is_kept_and_everything_else_is_refused() {
    for standing in STANDINGS {
        for role in Role::ALL {
            let story = (standing.case)(*role);
            let case = story.as_ref().map(Story::case);
            let actor = (standing.actor)(*role);
            assert_eq!(actor.level, standing.level);
            for command in CommandName::ALL {
                let of_role = || {
                    grants_of(*command)
                        .filter(|grant| grant.levels.contains(&standing.level) && grant.roles.contains(role))
                };
                let granted = of_role().any(|grant| standing.relations.contains(&grant.relation));
                let answer = permit(*command, &actor, CASE, case, jurisdiction());
                let cell = format!("{command} by {role}: {}", standing.name);
                match answer {
                    Ok(acted) => {
                        assert!(granted, "{cell} was permitted");
                        assert_eq!(acted, *role);
                    }
                    Err(refusal) => {
                        assert!(!granted, "{cell} was refused: {refusal}");
                        let by_role = of_role().next().is_none();
                        match refusal.code {
                            Code::A02 => assert!(by_role, "{cell}"),
                            Code::A03 | Code::A04 => assert!(!by_role && case.is_some(), "{cell}"),
                            Code::D08 => assert!(!by_role && case.is_none(), "{cell}"),
                            other => panic!("{cell}: {other:?}"),
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn each_standing_is_what_its_name_says() {
    for standing in STANDINGS {
        let role = Role::Mediator;
        let Some(story) = (standing.case)(role) else { continue };
        let actor = (standing.actor)(role);
        let stood: BTreeSet<_> = Relation::ALL
            .iter()
            .copied()
            .filter(|relation| stands(*relation, &actor, CASE, story.case(), jurisdiction()))
            .collect();
        assert_eq!(stood, standing.relations.iter().copied().collect(), "{}", standing.name);
    }
}

#[test]
fn every_grant_is_met_by_a_standing() {
    // Nobody is advised by a case, or makes rules by one: `affairs.rs` and `rule_sets.rs` ask who may.
    let beside = [Relation::System, Relation::Advised, Relation::RuleMaking];
    let of_cases = |grant: &&Grant| !beside.contains(&grant.relation);
    for grant in GRANTS.iter().filter(of_cases) {
        for level in grant.levels {
            let met = STANDINGS
                .iter()
                .any(|standing| standing.level == *level && standing.relations.contains(&grant.relation));
            let of_draft = [Relation::Author, Relation::Drafting].contains(&grant.relation)
                && DRAFT_STANDINGS.iter().any(|(at, ..)| at == level);
            assert!(met || of_draft, "{} {level} {}", grant.command, grant.relation);
        }
    }
}

#[test]
fn every_command_is_offered_at_some_level() {
    for command in CommandName::ALL {
        let by_system = grants_of(*command).any(|grant| grant.relation == Relation::System);
        assert!(
            by_system || Level::ALL.iter().any(|level| offered_at(*command, *level)),
            "{command} is offered to nobody"
        );
    }
    assert!(!offered_at(CommandName::FinishErrand, Level::County));
    assert!(!offered_at(CommandName::HoldSession, Level::City));
    assert!(!offered_at(CommandName::DispatchCase, Level::Village));
}
