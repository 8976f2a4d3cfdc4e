//! The facts of a case, as the tables see them. Each follows from events; nothing here is stored.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level};
use fengqiao_routing::{Facts, LevelOrNone, PhaseClass, RequestFacts};

use crate::state::{Case, ClockName, Link, Phase, Substance};
use crate::vocabulary::{PartyKind, PauseReason};

/// The facts of the case outside a request.
#[must_use]
pub fn facts(case: &Case, jurisdiction: &Jurisdiction) -> Facts {
    let attempts = case.attempts_here();
    Facts {
        phase_class: phase_class(&case.phase),
        danger_signs: case.dangers.signs.clone(),
        grave: case.risk.as_ref().map(|risk| risk.grave),
        headcount: case.stated.headcount,
        amount_fen: case.stated.amount_fen,
        unpaid_workers: case.stated.unpaid_workers,
        villages_spanned: spanned(case, jurisdiction, Level::Village),
        townships_spanned: spanned(case, jurisdiction, Level::Township),
        counties_spanned: spanned(case, jurisdiction, Level::County),
        designated_by: LevelOrNone::from(case.holder.designated_by),
        order_level: LevelOrNone::from(case.joint.order_level()),
        holder_conflicted: conflicted(case, &case.holder.centre),
        track: case.classification().map(|known| known.track),
        statutory_path: case.stated.statutory_path,
        final_decision: case.stated.final_decision,
        power_beyond_level: power_beyond_level(case, jurisdiction),
        same_matter_open: case.links.iter().any(Link::bars_rising),
        party_refuses: !case.refusing.is_empty(),
        dossier_missing: case.dossier.missing(attempts.count() > 0),
        attempts: attempts.count(),
        failed_attempts: attempts.failed_count(),
        level_term_spent: case.clocks.is_breached(ClockName::LevelTerm),
        red_slip_unanswered: case.red_slip_unanswered(),
        expert_pending: case
            .clocks
            .iter()
            .any(|clock| clock.paused_for.is_some_and(|pause| pause.reason == PauseReason::ExpertOpinion)),
        continuing: continuing(case),
        filings_90d: case.found.filings_90d,
        like_cases_30d: case.found.like_cases_30d,
        next: next(case, jurisdiction).and_then(|centre| jurisdiction.level_of(&centre)),
        ..Facts::unknown(case.holder.level)
    }
}

/// The facts of the case while a request is judged.
#[must_use]
pub fn facts_of_request(case: &Case, jurisdiction: &Jurisdiction, request: RequestFacts) -> Facts {
    Facts { request: Some(request), ..facts(case, jurisdiction) }
}

/// The lowest centre above the holder that has no part in the matter itself; where a request goes (逐级).
#[must_use]
pub fn next(case: &Case, jurisdiction: &Jurisdiction) -> Option<CentreCode> {
    jurisdiction.ancestors(&case.holder.centre).find(|centre| {
        jurisdiction.level_of(centre) == Some(Level::City) || conflicted(case, centre) != Some(true)
    })
}

/// Whether a centre, or the committee or government it belongs to, is a party or stands back. Unknown while a party's
/// kind is.
#[must_use]
pub fn conflicted(case: &Case, centre: &CentreCode) -> Option<bool> {
    if case.recusals.centres.contains(centre) {
        return Some(true);
    }
    let involved = |kind| matches!(kind, PartyKind::Collective | PartyKind::PublicBody);
    if case
        .parties
        .values()
        .any(|party| involved(party.kind) && party.unit.is_none() && party.division.as_ref() == Some(centre))
    {
        return Some(true);
    }
    let unknown = case.parties.values().any(|party| party.kind == PartyKind::Unknown);
    (!unknown).then_some(false)
}

/// Facts without the request, to tell whether anything changed since an answer was given.
#[derive(Debug)]
pub struct Comparable<'a>(pub &'a Facts);

impl PartialEq for Comparable<'_> {
    fn eq(&self, other: &Self) -> bool {
        let bare = |facts: &Facts| Facts { request: None, ..facts.clone() };
        bare(self.0) == bare(other.0)
    }
}

const fn phase_class(phase: &Phase) -> PhaseClass {
    match phase {
        Phase::Handling { .. } => PhaseClass::Handling,
        Phase::Settled(_) => PhaseClass::Settled,
        Phase::Ended(_) => PhaseClass::Ended,
    }
}

/// Divisions of one level among the places of the dispute and its collective and public parties. A person's home never
/// counts. Unknown while a place is not coded that deep; of counties, the holder's counts too.
fn spanned(case: &Case, jurisdiction: &Jurisdiction, level: Level) -> Option<u32> {
    let parties = case
        .parties
        .values()
        .filter(|party| matches!(party.kind, PartyKind::Collective | PartyKind::PublicBody));
    let places = case.stated.places.iter().copied().chain(parties.filter_map(|party| party.division));
    let mut divisions: BTreeSet<CentreCode> = BTreeSet::new();
    for place in places {
        divisions.insert(jurisdiction.at_level(&place, level)?);
    }
    if level == Level::County {
        divisions.extend(jurisdiction.at_level(&case.holder.centre, Level::County));
    }
    u32::try_from(divisions.len()).ok()
}

/// A power is needed that neither the holder's level nor the unit that owns the substance has (权力清单).
fn power_beyond_level(case: &Case, jurisdiction: &Jurisdiction) -> Option<bool> {
    let needed = case.stated.powers_needed.as_ref()?;
    let of_level = jurisdiction.powers_of(case.holder.level);
    let of_unit = match &case.owners.substance {
        Substance::Unit(unit) => jurisdiction.unit(unit).map(|unit| &unit.powers),
        Substance::Centre(_) => None,
    };
    Some(
        needed
            .iter()
            .any(|power| !of_level.contains(power) && !of_unit.is_some_and(|powers| powers.contains(power))),
    )
}

/// Both sides have agreed to go on at this level, and that right has not ended.
fn continuing(case: &Case) -> bool {
    if case.clocks.running(ClockName::ContinueRight).is_none() {
        return false;
    }
    let Some(agreed) = case.continuing.get(&case.holder.level) else { return false };
    use crate::vocabulary::PartyRole::{Claimant, Respondent};
    [Claimant, Respondent].into_iter().all(|role| case.parties_as(role).any(|(id, _)| agreed.contains(id)))
}
