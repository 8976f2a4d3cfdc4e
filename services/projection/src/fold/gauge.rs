//! Figures of how things stand: what a case adds while it stands as it does, and takes away when it no longer does.

use std::collections::HashMap;

use fengqiao_domain::Case;
use fengqiao_domain::state::{Ending, Phase, Settlement, Slip, SlipState};
use fengqiao_domain::vocabulary::{CaseKind, Level};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, SiteCode};
use jiff::civil::Date;
use serde::Serialize;

use super::due::NEVER;
use super::row::CaseRow;
use super::tally::Tally;

fengqiao_jurisdiction::vocabulary! {
    /// A gauge (现状指标). Counts at the centre that holds the case, but for `Stage`.
    pub(crate) Gauge {
        /// 在办, by phase. Has no days.
        Phase = "phase", "在办状态";
        /// 在办, by the day of registration.
        Open = "open", "在办";
        /// 在办, by the day on which the nearest term ends.
        Due = "due", "到期";
        /// 在督, by colour and the day of issue.
        Slip = "slip", "在督";
        /// 待反馈的督办, by colour and the day of issue.
        SlipUnanswered = "slip_unanswered", "督办待反馈";
        /// 结案, by its day; no longer once the case is open again.
        Closed = "closed", "结案";
        /// What became of a matter at a level, by the day of registration: at the centre that registered it.
        Stage = "stage", "各级去向";
    }
}

fengqiao_jurisdiction::vocabulary! {
    /// What became of a case at a level (去向). `Direct` is counted besides: the level registered it.
    pub(crate) Part {
        /// 本级化解.
        Settled = "settled", "本级化解";
        /// 上行.
        Lifted = "lifted", "上行";
        /// 在办.
        Open = "open", "在办";
        /// 另行: withdrawn, redirected, merged, or given back.
        Other = "other", "另行";
        /// 本级登记.
        Direct = "direct", "本级登记";
    }
}

/// One thing that a case counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Mark {
    centre: CentreCode,
    gauge: Gauge,
    /// The phase, colour or part; empty if the gauge has none.
    detail: &'static str,
    level: Level,
    day: Date,
    site: SiteCode,
}

/// What is added to a row of `gauge`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GaugeRow {
    centre: CentreCode,
    gauge: Gauge,
    detail: &'static str,
    level: Level,
    day: Date,
    site: SiteCode,
    own: i64,
    subtree: i64,
}

/// What a row counts as.
pub(crate) fn marks(row: &CaseRow, jurisdiction: &Jurisdiction) -> Vec<Mark> {
    let held = |gauge, detail, day| Mark {
        centre: row.holder,
        gauge,
        detail,
        level: row.level,
        day,
        site: row.site,
    };
    let mut marks = Vec::new();
    if !row.phase.is_ended() {
        marks.push(held(Gauge::Phase, row.phase.as_str(), NEVER));
        marks.push(held(Gauge::Open, "", row.registered_on));
        marks.push(held(Gauge::Due, "", row.next_due_on));
    }
    if let Some(day) = row.closed_on {
        marks.push(held(Gauge::Closed, "", day));
    }
    if let Some(slip) = pressing(&row.state) {
        marks.push(held(Gauge::Slip, slip.colour.as_str(), slip.issued_on));
        if slip.state == SlipState::Open {
            marks.push(held(Gauge::SlipUnanswered, slip.colour.as_str(), slip.issued_on));
        }
    }
    let stage = |(level, part): (Level, Part)| Mark {
        centre: row.origin,
        gauge: Gauge::Stage,
        detail: part.as_str(),
        level,
        day: row.registered_on,
        site: row.site,
    };
    marks.extend(stages(&row.state, jurisdiction).map(stage));
    marks
}

/// The difference between what rows counted as and what they count as, centre by centre up the tree.
pub(crate) fn difference(
    before: impl IntoIterator<Item = Mark>,
    after: impl IntoIterator<Item = Mark>,
    jurisdiction: &Jurisdiction,
) -> Vec<GaugeRow> {
    // First by mark: most of them stay, and the tree is climbed for the others alone.
    let mut changed: HashMap<Mark, i64> = HashMap::new();
    for (mark, by) in before.into_iter().map(|mark| (mark, -1)).chain(after.into_iter().map(|mark| (mark, 1)))
    {
        *changed.entry(mark).or_default() += by;
    }
    let mut tally = Tally::default();
    for (mark, by) in changed.into_iter().filter(|(_, by)| *by != 0) {
        tally.add(jurisdiction, mark.centre, by, |centre| Mark { centre, ..mark });
    }
    let rows = tally.into_sums().map(|(mark, own, subtree)| GaugeRow {
        centre: mark.centre,
        gauge: mark.gauge,
        detail: mark.detail,
        level: mark.level,
        day: mark.day,
        site: mark.site,
        own,
        subtree,
    });
    rows.collect()
}

/// The slip that presses most: of those neither lifted nor promoted the gravest, an unanswered one before an answered one, the
/// oldest first.
pub(crate) fn pressing(case: &Case) -> Option<&Slip> {
    let under_way =
        case.slips.iter().filter(|(_, slip)| matches!(slip.state, SlipState::Open | SlipState::Answered));
    let rank = |slip: &Slip| (slip.colour, slip.state == SlipState::Open);
    let gravest = under_way.max_by(|(id, slip), (other_id, other)| {
        let older = (other.issued_on, *other_id).cmp(&(slip.issued_on, *id));
        rank(slip).cmp(&rank(other)).then(older)
    });
    gravest.map(|(_, slip)| slip)
}

/// What became of a matter at every level where it was; reviews of one count nowhere.
pub(crate) fn stages(case: &Case, jurisdiction: &Jurisdiction) -> impl Iterator<Item = (Level, Part)> {
    let origin = jurisdiction.level_of(&case.identity.origin).unwrap_or(case.holder.level);
    let counts = case.identity.kind == CaseKind::Matter;
    let here = case.holder.level;
    let ended = case.phase.name().is_ended();
    let settled = settled_level(case);
    let risen: Vec<Level> = case.holder.risen_to.iter().copied().collect();
    let highest = risen.iter().copied().fold(origin, Level::max);
    let was_at = move |level: &Level| *level == origin || *level == here || risen.contains(level);
    let part = move |level: Level| {
        if settled == Some(level) {
            Part::Settled
        } else if !ended && level == here {
            Part::Open
        } else if level < highest {
            Part::Lifted
        } else {
            Part::Other
        }
    };
    let levels = Level::ALL.iter().copied().filter(was_at).map(move |level| (level, part(level)));
    levels.chain(std::iter::once((origin, Part::Direct))).filter(move |_| counts)
}

/// The level that settled a case, once one did.
pub(crate) fn settled_level(case: &Case) -> Option<Level> {
    match &case.phase {
        Phase::Settled(Settlement::FollowUp { settled_level, .. })
        | Phase::Ended(Ending::Closed { settled_level, .. }) => Some(*settled_level),
        Phase::Ended(Ending::Archived { settled_level, .. }) => *settled_level,
        _ => None,
    }
}
