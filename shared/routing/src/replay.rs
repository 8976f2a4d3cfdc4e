//! What other rules would have said of cases that were judged before (旧案试算).

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{Level, vocabulary};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::{Assessment, RowTrace},
    codes::Verdict,
    fact::Fact,
    record::AssessmentRecord,
    rule_set::RuleSet,
    table::RowId,
    truth::Truth,
};

vocabulary! {
    /// How an answer under other rules differs from the one on record.
    ReplayChange {
        /// Would have risen, or more strongly, or further.
        More = "more", "多往上走";
        /// Would have stayed, or risen less strongly, or less far.
        Fewer = "fewer", "少往上走";
        /// The rules ask for a fact that was not known: a person would have had to decide.
        CannotTell = "cannot_tell", "不能判断";
        /// A person had to decide for want of a fact, and the rules would have done it.
        Decided = "decided", "改为可以判断";
    }
}

/// One judgement on record beside what other rules say of the same facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    pub assessment: Assessment,
    /// None if verdict and target are the same.
    pub change: Option<ReplayChange>,
    /// The rows that answered otherwise, those that only one of the two sets has included; empty without a change.
    pub rows: BTreeSet<RowId>,
}

/// How many answers a replay changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayFigures {
    /// The recorded days of the first and the last judgement looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    pub looked_at: u32,
    pub more: u32,
    pub fewer: u32,
    pub cannot_tell: u32,
    pub decided: u32,
}

// === impl RuleSet ===

impl RuleSet {
    /// Judges the facts on record by these rules.
    #[must_use]
    pub fn replay(&self, record: &AssessmentRecord) -> Replayed {
        let assessment = self.assess(&record.facts);
        let change = change(record, &assessment);
        let rows = if change.is_some() { differing(record, &assessment) } else { BTreeSet::new() };
        Replayed { assessment, change, rows }
    }
}

fn change(record: &AssessmentRecord, replayed: &Assessment) -> Option<ReplayChange> {
    let before = strength(record.verdict, record.target);
    let after = strength(replayed.verdict, replayed.target);
    match (before, after) {
        (None, None) => None,
        (Some(_), None) => Some(ReplayChange::CannotTell),
        (None, Some(_)) => Some(ReplayChange::Decided),
        (Some(before), Some(after)) if before < after => Some(ReplayChange::More),
        (Some(before), Some(after)) if before > after => Some(ReplayChange::Fewer),
        _ => None,
    }
}

/// How strongly, and then how far, a verdict lifts; none where the rules leave it open.
fn strength(verdict: Verdict, target: Option<Level>) -> Option<(u8, Option<Level>)> {
    let strength = match verdict {
        Verdict::Undetermined => return None,
        Verdict::Keep => 0,
        Verdict::LiftAtDiscretion => 1,
        Verdict::LiftOnRequest => 2,
        Verdict::LiftNow => 3,
    };
    Some((strength, target))
}

fn differing(record: &AssessmentRecord, replayed: &Assessment) -> BTreeSet<RowId> {
    let now = |id: &RowId| replayed.rows.iter().find(|row| row.id == *id).map(|row: &RowTrace| row.truth);
    let recorded = record.rows.iter().map(|(id, cells)| (id, Some(truth(cells))));
    let gone_or_other = recorded.filter(|(id, truth)| now(id) != *truth).map(|(id, _)| id);
    let new = replayed.rows.iter().map(|row| &row.id).filter(|id| !record.rows.contains_key(*id));
    gone_or_other.chain(new).cloned().collect()
}

/// What a row came to, from the letters of its cells.
fn truth(cells: &str) -> Truth {
    Truth::all(cells.chars().map(|letter| match letter {
        'P' => Truth::True,
        'U' => Truth::Unknown,
        _ => Truth::False,
    }))
}

// === impl ReplayFigures ===

impl ReplayFigures {
    /// Counts one judgement, which was recorded on that day.
    pub fn count(&mut self, on: Date, change: Option<ReplayChange>) {
        self.from = Some(self.from.map_or(on, |from| from.min(on)));
        self.to = Some(self.to.map_or(on, |to| to.max(on)));
        self.looked_at += 1;
        match change {
            None => {}
            Some(ReplayChange::More) => self.more += 1,
            Some(ReplayChange::Fewer) => self.fewer += 1,
            Some(ReplayChange::CannotTell) => self.cannot_tell += 1,
            Some(ReplayChange::Decided) => self.decided += 1,
        }
    }

    /// Whether they can be the figures of any replay.
    #[must_use]
    pub fn add_up(&self) -> bool {
        let changed = [self.more, self.fewer, self.cannot_tell, self.decided];
        let changed: u64 = changed.into_iter().map(u64::from).sum();
        let dated = self.from.is_some() && self.to.is_some() && self.from <= self.to;
        let nothing = self.looked_at == 0 && self.from.is_none() && self.to.is_none();
        changed <= u64::from(self.looked_at) && (nothing || (dated && self.looked_at > 0))
    }
}

// === impl Replayed ===

impl Replayed {
    /// The facts that are missing and that the answer hangs on.
    pub fn missing(&self) -> impl Iterator<Item = Fact> {
        self.assessment.missing.iter().copied()
    }
}
