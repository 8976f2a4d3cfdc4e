//! Checks that several commands share.

use std::fmt::Display;

use jiff::civil::Date;

use fengqiao_jurisdiction::{CentreCode, Level, PowerCode, Unit, UnitCode};
use fengqiao_routing::{Assessment, RequestFacts};

use super::register_case::PLACES_MAX;
use crate::clock;
use crate::event::{Addressee, CaseSigned, CorrectedFact, Reviewed};
use crate::facts;
use crate::id::{DocumentId, OfficerId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::state::{
    Case, ClockName, Ending, Escalation, Exit, Objection, Phase, Request, ReviewBody, Settlement, Stage,
};
use crate::turn::Turn;
use crate::vocabulary::{PartyRole, PauseReason, Track};

/// Characters in a line of plain text, such as a duty or a ground.
pub(super) const LINE_CHARS_MAX: usize = 500;

/// D02 for a place that is not in the division tree.
pub(super) fn known_places<'a>(
    turn: &Turn<'_>,
    places: impl Iterator<Item = &'a CentreCode>,
    field: &'static str,
) -> Result<(), Refusal> {
    for place in places {
        if turn.ctx.jurisdiction.division(place).is_none() {
            return Err(Refusal::new(Code::D02).at(field).because("code", place));
        }
    }
    Ok(())
}

/// D02 for a party that is not in the case.
pub(super) fn known_party(case: &Case, party: PartyId, field: &'static str) -> Result<(), Refusal> {
    if case.parties.contains_key(&party) {
        Ok(())
    } else {
        Err(Refusal::new(Code::D02).at(field).because("code", party))
    }
}

/// D02 for a unit that does not exist.
pub(super) fn known_unit<'a>(
    turn: &Turn<'a>,
    unit: &UnitCode,
    field: &'static str,
) -> Result<&'a Unit, Refusal> {
    let known = turn.ctx.jurisdiction.unit(unit);
    known.ok_or_else(|| Refusal::new(Code::D02).at(field).because("code", unit))
}

/// A unit that can be given a duty: D02 for one that does not exist or has no officers, as those of villages; A05 for a
/// party to the dispute.
pub(super) fn unit_with_officers<'a>(
    turn: &Turn<'a>,
    unit: &UnitCode,
    field: &'static str,
) -> Result<&'a Unit, Refusal> {
    let known = known_unit(turn, unit, field)?;
    if turn.ctx.jurisdiction.level_of(&known.seated_at) == Some(Level::Village) {
        return Err(Refusal::new(Code::D02).at(field).because("code", unit));
    }
    if turn.case()?.parties.values().any(|party| party.unit.as_ref() == Some(unit)) {
        return Err(Refusal::new(Code::A05).at(field).because("unit", unit));
    }
    Ok(known)
}

/// D04 for a date to act by that has passed.
pub(super) fn ahead(turn: &Turn<'_>, date: Date, field: &'static str) -> Result<(), Refusal> {
    if date < turn.ctx.today {
        return Err(Refusal::new(Code::D04).at(field).because("date", date).because("today", turn.ctx.today));
    }
    Ok(())
}

/// The one that is meant: named, or left out while just one is open. D02 for one that is not open, D01 where several are.
pub(super) fn the_one<T: Copy + PartialEq + Display>(
    named: Option<T>,
    mut open: impl Iterator<Item = T>,
    field: &'static str,
) -> Result<T, Refusal> {
    match named {
        Some(named) if open.any(|one| one == named) => Ok(named),
        Some(named) => Err(Refusal::new(Code::D02).at(field).because("code", named)),
        None => match (open.next(), open.count()) {
            (Some(only), 0) => Ok(only),
            _ => Err(Refusal::missing(field)),
        },
    }
}

/// D01 for an empty line, D03 for one that is too long.
pub(super) fn line(text: &str, field: &'static str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::missing(field));
    }
    if text.chars().count() > LINE_CHARS_MAX {
        return Err(Refusal::new(Code::D03).at(field).because("max", LINE_CHARS_MAX));
    }
    Ok(())
}

/// A05 for a unit that is a party to the matter or stands back from it (信访工作条例 art. 28).
pub(super) fn unit_has_no_part(case: &Case, unit: &UnitCode, field: &'static str) -> Result<(), Refusal> {
    let is_party = case.parties.values().any(|party| party.unit.as_ref() == Some(unit));
    if is_party || case.recusals.units.contains(unit) {
        return Err(Refusal::new(Code::A05).at(field).because("unit", unit));
    }
    Ok(())
}

/// D02 for who is no claimant, D06 for a clerk without the claimant's signed paper.
pub(super) fn asked_by_the_claimant(
    turn: &Turn<'_>,
    party: PartyId,
    document: Option<DocumentId>,
) -> Result<(), Refusal> {
    if turn.case()?.parties.get(&party).is_none_or(|party| party.role != PartyRole::Claimant) {
        return Err(Refusal::new(Code::D02).at("party").because("code", party));
    }
    if turn.ctx.actor.case.is_none() && document.is_none() {
        return Err(Refusal::new(Code::D06).at("document"));
    }
    Ok(())
}

/// A04 for a result that does not come from the case in which the organ reviews; D06 for one from outside the platform
/// without its paper.
pub(super) fn told_by_the_reviewing_organ(
    turn: &Turn<'_>,
    body: Option<ReviewBody>,
    reviewed: &Reviewed,
) -> Result<(), Refusal> {
    line(&reviewed.number, "paper_number")?;
    let Some(body) = body else { return Err(Refusal::new(Code::L01)) };
    let within = body.linked_case.is_some();
    if within != turn.ctx.actor.is_system() || body.linked_case != reviewed.linked_case {
        let holder = body.centre.unwrap_or(turn.case()?.holder.centre);
        return Err(Refusal::new(Code::A04).because("holder", holder));
    }
    if !within && reviewed.document.is_none() {
        return Err(Refusal::new(Code::D06).at("document"));
    }
    Ok(())
}

/// C04: a case with an open danger cannot end.
pub(super) fn no_open_danger(case: &Case) -> Result<(), Refusal> {
    if case.dangers.open.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new(Code::C04).because("open", case.dangers.open.len()))
    }
}

/// C02: a case with open slips, tasks, referrals or orders cannot be closed.
pub(super) fn nothing_is_owed(case: &Case) -> Result<(), Refusal> {
    let duties = [
        ("slip", case.open_slips().count()),
        ("task", case.joint.tasks.len()),
        ("referral", case.joint.referrals.len()),
        ("order", case.joint.orders.len()),
    ];
    let open: Vec<_> = duties.into_iter().filter(|(_, count)| *count > 0).map(|(duty, _)| duty).collect();
    if open.is_empty() { Ok(()) } else { Err(Refusal::new(Code::C02).because("owed", open.join(","))) }
}

/// D02 for a corrected fact that names what does not exist, D01 or D03 for one out of bounds.
pub(super) fn known_fact(turn: &Turn<'_>, fact: &CorrectedFact) -> Result<(), Refusal> {
    match fact {
        CorrectedFact::Headcount(0) => {
            Err(Refusal::new(Code::D03).at("corrections.headcount").because("min", 1))
        }
        CorrectedFact::Places(places) if places.is_empty() => Err(Refusal::missing("corrections.places")),
        CorrectedFact::Places(places) if places.len() > PLACES_MAX => {
            Err(Refusal::new(Code::D03).at("corrections.places").because("max", PLACES_MAX))
        }
        CorrectedFact::Places(places) => known_places(turn, places.iter(), "corrections.places"),
        CorrectedFact::PowersNeeded(powers) => {
            match powers.iter().find(|power| turn.ctx.jurisdiction.power(power).is_none()) {
                Some(power) => {
                    Err(Refusal::new(Code::D02).at("corrections.powers_needed").because("code", power))
                }
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// What the tables say of a pending request.
pub(super) fn assess_request(turn: &Turn<'_>, request: &Request) -> Result<Assessment, Refusal> {
    let stated = RequestFacts { target_is_next: true, help_wanted: request.help_wanted.clone() };
    Ok(turn.ctx.rules.assess(&facts::facts_of_request(turn.case()?, turn.ctx.jurisdiction, stated)))
}

/// The refusal that the tables give, with what its sentence needs to know besides their facts.
pub(super) fn refused_by_rules(turn: &Turn<'_>, assessment: Assessment) -> Result<Refusal, Refusal> {
    let case = turn.case()?;
    let code = assessment.refusal.map_or(Code::R01, Code::from);
    let mut refusal = Refusal::new(code).because("level", case.holder.level);
    if let (Code::R01, Some(due)) = (code, clock::end(case, ClockName::LevelTerm, turn.ctx)) {
        refusal = refusal.because("due", due);
    }
    if let (Code::R06, Some(powers)) = (code, &case.stated.powers_needed)
        && !powers.is_empty()
    {
        refusal =
            refusal.because("powers", powers.iter().map(PowerCode::as_str).collect::<Vec<_>>().join(","));
    }
    if let (Code::R04, Some(link)) = (code, case.links.iter().find(|link| link.bars_rising())) {
        refusal = refusal.because("centre", link.holder).because("case", link.name());
    }
    if code == Code::R08 {
        let refusing = case.refusing.iter().find_map(|party| case.parties.get(party));
        refusal = refusing.map(|party| refusal.clone().because("role", party.role)).unwrap_or(refusal);
    }
    if let (Code::R09, Some(since)) = (code, waiting_since(case)) {
        refusal = refusal.because("date", since);
    }
    Ok(refusal.explained_by(assessment))
}

/// Since when an expert's opinion is awaited.
fn waiting_since(case: &Case) -> Option<Date> {
    let waits = case
        .clocks
        .iter()
        .filter(|clock| clock.paused_for.is_some_and(|pause| pause.reason == PauseReason::ExpertOpinion));
    waits.filter_map(|clock| clock.pauses.last().map(|pause| pause.from)).min()
}

/// The receiver of a case signs for it in the same decision; the city only designates and signs nothing.
pub(super) fn sign_on_arrival(turn: &mut Turn<'_>) -> Result<(), Refusal> {
    let case = turn.case()?;
    let waits = matches!(
        &case.phase,
        Phase::Handling { stage: Stage::Dispatched(dispatch), .. } if matches!(dispatch.to, Addressee::Centre(_))
    );
    if waits && case.holder.level != Level::City {
        turn.record(CaseSigned { unit: None });
    }
    Ok(())
}

/// The code of a centre or unit.
pub(super) fn addressee_code(to: &Addressee) -> String {
    match to {
        Addressee::Unit(unit) => unit.to_string(),
        Addressee::Centre(centre) => centre.to_string(),
    }
}

/// Whether this officer is the handler.
pub(super) fn is_handled_by(case: &Case, officer: OfficerId) -> bool {
    case.phase.work().is_some_and(|work| work.assignment.officer == officer)
}

pub(super) const fn escalation(case: &Case) -> Option<&Escalation> {
    match &case.phase {
        Phase::Handling { escalation, .. } => Some(escalation),
        Phase::Settled(_) | Phase::Ended(_) => None,
    }
}

pub(crate) const fn stage(case: &Case) -> Option<&Stage> {
    match &case.phase {
        Phase::Handling { stage, .. } => Some(stage),
        Phase::Settled(_) | Phase::Ended(_) => None,
    }
}

pub(super) const fn is_handling(case: &Case) -> bool {
    matches!(case.phase, Phase::Handling { .. })
}

pub(super) const fn is_open(case: &Case) -> bool {
    !matches!(case.phase, Phase::Ended(_))
}

/// Who sent the case, while it is said here that it is not for this centre or unit.
pub(super) fn objected(case: &Case) -> Option<&CentreCode> {
    let (sender, objection) = stage(case)?.sent()?;
    matches!(objection, Objection::Open { .. }).then_some(sender)
}

/// Who sent the case, while it is disputed between two centres.
pub(crate) fn disputed(case: &Case) -> Option<&CentreCode> {
    objected(case).filter(|sender| **sender != case.holder.centre)
}

/// Anything but a registration that was a mistake.
pub(super) const fn is_kept(case: &Case) -> bool {
    !matches!(case.phase, Phase::Ended(Ending::Exited { exit: Exit::Voided, .. }))
}

pub(super) const fn is_archived(case: &Case) -> bool {
    matches!(case.phase, Phase::Ended(Ending::Archived { .. }))
}

pub(super) const fn is_in_progress(case: &Case) -> bool {
    matches!(stage(case), Some(Stage::InProgress(_)))
}

/// A petition ends in a written opinion, a mediation in an agreement.
pub(super) fn is_petition(case: &Case) -> bool {
    case.classification().is_some_and(|known| known.track == Track::Petition)
}

pub(super) const fn is_suspended(case: &Case) -> bool {
    matches!(stage(case), Some(Stage::Suspended { .. }))
}

pub(super) const fn is_unresolved(case: &Case) -> bool {
    matches!(stage(case), Some(Stage::Unresolved { .. }))
}

pub(super) const fn is_registered(case: &Case) -> bool {
    matches!(stage(case), Some(Stage::Registered { .. }))
}

/// In follow-up or closed: the parties can say how they were served.
pub(super) const fn has_outcome(case: &Case) -> bool {
    is_closed(case) || matches!(case.phase, Phase::Settled(Settlement::FollowUp { .. }))
}

pub(super) const fn is_closed(case: &Case) -> bool {
    matches!(case.phase, Phase::Ended(Ending::Closed { .. }))
}
