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

#[cfg(test)]
mod tests {
    use fengqiao_routing::delivered;
    use uuid::Uuid;

    use super::*;

    fn rules(crowd: &str) -> RuleSet {
        let mut files = delivered();
        let table = files.tables.get_mut("hard-triggers.json").unwrap();
        *table = table.replace(">= 30", crowd);
        RuleSet::parse(&files).unwrap()
    }

    /// Of a crowd of so many in a township, judged by the delivered rules.
    fn judged(sequence: i64, headcount: u32) -> Recorded {
        let facts = Facts { headcount: Some(headcount), ..Facts::unknown(Level::Township) };
        Recorded {
            site: "640221".to_owned(),
            sequence,
            case: Uuid::from_u128(7),
            number: String::new(),
            phase: PhaseName::ALL.first().unwrap().to_string(),
            event: Uuid::from_u128(8),
            at: "2026-03-02T02:00:00Z".parse().unwrap(),
            assessment: serde_json::to_string(&rules(">= 30").assess(&facts).record()).unwrap(),
        }
    }

    fn tally(recorded: Vec<Recorded>, wanted: u32) -> v1::ReplayRulesResponse {
        Tally::of(&rules(">= 20"), &RuleSets::new(rules(">= 30")), recorded, wanted).response
    }

    #[test]
    fn a_judgement_that_several_events_of_one_decision_carry_counts_once() {
        let answer = tally(vec![judged(9, 25), judged(9, 25), judged(9, 19), judged(8, 25)], 10);
        let figures = answer.figures.unwrap();
        assert_eq!((figures.looked_at, figures.decided, figures.more), (3, 2, 0), "nothing was classified");
        assert_eq!((figures.from, figures.to), ("2026-03-02".to_owned(), "2026-03-02".to_owned()));
        assert_eq!(answer.changed.len(), 2);
        let row = answer.rows.first().unwrap();
        assert_eq!((row.id.as_str(), row.other), ("HT03", 2));
        assert!(!row.text.is_empty() && row.table == "hard_triggers");
        assert_eq!(answer.verdicts.iter().map(|cell| cell.decisions).sum::<u32>(), figures.looked_at);
    }

    #[test]
    fn an_answer_has_its_bounds_and_says_that_more_was_recorded() {
        let many: Vec<_> =
            (0..REPLAYED_CHANGES_MAX + 50).rev().map(|at| judged(at.cast_signed() as i64, 25)).collect();
        let wanted = u32::try_from(many.len()).unwrap() - 1;
        let answer = tally(many, wanted);
        assert_eq!(answer.figures.unwrap().looked_at, wanted);
        assert!(answer.more_recorded && answer.changed.len() == REPLAYED_CHANGES_MAX);
        let unreadable = Recorded { assessment: "{}".to_owned(), ..judged(1, 25) };
        let answer = tally(vec![unreadable], 1);
        assert_eq!((answer.figures.unwrap().looked_at, answer.more_recorded), (0, false));
    }
}
