//! Counts what a draft changes. Pure.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use fengqiao_api::v1;
use fengqiao_calendar::business_date;
use fengqiao_domain::state::PhaseName;
use fengqiao_jurisdiction::Level;
use fengqiao_routing::{
    AssessmentRecord, Facts, ReplayChange, ReplayFigures, Replayed, RowId, RuleSet, RuleSets, Verdict,
};

use super::Recorded;
use crate::limits::{REPLAYED_CHANGES_MAX, REPLAYED_ROWS_MAX};
use crate::query::rule_sets::{figures, named};

/// What is answered.
pub(super) struct Tally {
    pub(super) response: v1::ReplayRulesResponse,
}

/// How often a row had a part in a change.
#[derive(Default)]
struct RowCount {
    table: String,
    text: String,
    more: u32,
    fewer: u32,
    other: u32,
}

// === impl Tally ===

impl Tally {
    /// Judges by the draft what was judged before, the latest first. A decision that carries one judgement in several events
    /// is counted once, and a judgement that this release cannot read is passed over.
    pub(super) fn of(draft: &RuleSet, known: &RuleSets, recorded: Vec<Recorded>, wanted: u32) -> Self {
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        let more_recorded = recorded.len() > wanted;
        let mut counted = ReplayFigures::default();
        let mut cells: BTreeMap<(Verdict, Verdict), u32> = BTreeMap::new();
        let mut rows: BTreeMap<RowId, RowCount> = BTreeMap::new();
        let mut changed = Vec::new();
        let mut last: Option<(String, i64, Facts)> = None;
        for judged in recorded.into_iter().take(wanted) {
            let Ok(record) = serde_json::from_str::<AssessmentRecord>(&judged.assessment) else { continue };
            let place = (judged.site.clone(), judged.sequence, record.facts.clone());
            if last.as_ref() == Some(&place) {
                continue;
            }
            last = Some(place);
            let replayed = draft.replay(&record);
            counted.count(business_date(judged.at), replayed.change);
            *cells.entry((record.verdict, replayed.assessment.verdict)).or_default() += 1;
            let Some(change) = replayed.change else { continue };
            for id in &replayed.rows {
                rows.entry(id.clone()).or_insert_with(|| RowCount::of(id, draft, known, &record)).add(change);
            }
            if changed.len() < REPLAYED_CHANGES_MAX {
                changed.push(decision(&judged, &record, &replayed, change));
            }
        }
        Self {
            response: v1::ReplayRulesResponse {
                rule_set: Some(named(draft)),
                figures: Some(figures(&counted)),
                verdicts: cells.into_iter().map(|((from, to), count)| cell(from, to, count)).collect(),
                rows: most_frequent(rows),
                changed,
                more_recorded,
            },
        }
    }
}

fn cell(recorded: Verdict, replayed: Verdict, decisions: u32) -> v1::ReplayCell {
    v1::ReplayCell {
        recorded: recorded.to_string(),
        recorded_text: recorded.zh().to_owned(),
        replayed: replayed.to_string(),
        replayed_text: replayed.zh().to_owned(),
        decisions,
    }
}

fn most_frequent(rows: BTreeMap<RowId, RowCount>) -> Vec<v1::ReplayRow> {
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, count)| Reverse(count.all()));
    let rows = rows.into_iter().take(REPLAYED_ROWS_MAX).map(|(id, count)| v1::ReplayRow {
        id: id.to_string(),
        table: count.table,
        text: count.text,
        more: count.more,
        fewer: count.fewer,
        other: count.other,
    });
    rows.collect()
}

fn decision(
    judged: &Recorded,
    record: &AssessmentRecord,
    replayed: &Replayed,
    change: ReplayChange,
) -> v1::ReplayedDecision {
    let target = |level: Option<Level>| level.map(|level| level.to_string()).unwrap_or_default();
    let verdict = replayed.assessment.verdict;
    let phase = PhaseName::ALL.iter().find(|phase| phase.as_str() == judged.phase);
    v1::ReplayedDecision {
        case_id: judged.case.to_string(),
        case_number: judged.number.clone(),
        event_id: judged.event.to_string(),
        recorded_at: judged.at.to_string(),
        change: change.to_string(),
        recorded_verdict: record.verdict.to_string(),
        recorded_verdict_text: record.verdict.zh().to_owned(),
        recorded_target: target(record.target),
        replayed_verdict: verdict.to_string(),
        replayed_verdict_text: verdict.zh().to_owned(),
        replayed_target: target(replayed.assessment.target),
        rows: replayed.rows.iter().map(ToString::to_string).collect(),
        missing: replayed.missing().map(|fact| fact.name().to_owned()).collect(),
        phase_text: phase.map(|phase| phase.zh().to_owned()).unwrap_or_default(),
    }
}

// === impl RowCount ===

impl RowCount {
    /// As the draft has it, or else the set that judged.
    fn of(id: &RowId, draft: &RuleSet, known: &RuleSets, record: &AssessmentRecord) -> Self {
        let info = draft.row(id).or_else(|| known.of(record.rule_set)?.row(id));
        let (table, text) = info.map(|info| (info.table.to_string(), info.description.to_owned())).unzip();
        Self { table: table.unwrap_or_default(), text: text.unwrap_or_default(), ..Self::default() }
    }

    fn add(&mut self, change: ReplayChange) {
        match change {
            ReplayChange::More => self.more += 1,
            ReplayChange::Fewer => self.fewer += 1,
            ReplayChange::CannotTell | ReplayChange::Decided => self.other += 1,
        }
    }

    const fn all(&self) -> u32 {
        self.more + self.fewer + self.other
    }
}
