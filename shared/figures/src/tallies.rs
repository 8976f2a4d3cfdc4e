//! What was counted of one area in one period.

use std::collections::BTreeMap;

use fengqiao_jurisdiction::Level;

use crate::figure::{Figure, Follow, Stand};

/// Bands of age in days since receipt (存量账龄); the last one is open. 积案 are those of the last.
pub const AGE_BANDS: [(i64, Option<i64>); 5] =
    [(0, Some(15)), (16, Some(30)), (31, Some(60)), (61, Some(90)), (91, None)];

/// How often something happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub times: i64,
    /// Days, where the figure is a sum of days; otherwise as `times`.
    pub amount: i64,
    /// Those whose business date lies before the period (补录).
    pub late: i64,
}

/// Everything counted of one area in one period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tallies {
    pub happened: BTreeMap<(Figure, String), Sum>,
    /// How things stood the evening before the period.
    pub opening: BTreeMap<(Stand, String), i64>,
    /// How things stand at the cut-off.
    pub closing: BTreeMap<(Stand, String), i64>,
    /// The closing backlog by [`AGE_BANDS`], by the place of the band.
    pub ages: BTreeMap<usize, i64>,
    /// The registrations of the period by how they stand at the cut-off.
    pub cohort: BTreeMap<(Stand, String), i64>,
    /// Those of the channel Sweep (排查).
    pub swept: BTreeMap<(Stand, String), i64>,
    /// How many there were, and how many of them were followed by what is looked for.
    pub followed: BTreeMap<Follow, (i64, i64)>,
    /// Cases that a level held in the period, and those that rose out of it.
    pub held: BTreeMap<Level, (i64, i64)>,
}

/// The place of an age in [`AGE_BANDS`].
#[must_use]
pub fn age_band(days: i64) -> usize {
    AGE_BANDS.iter().position(|(_, to)| to.is_none_or(|to| days <= to)).unwrap_or_default()
}

impl Tallies {
    /// How often a figure happened, of all kinds.
    #[must_use]
    pub fn times(&self, figure: Figure) -> i64 {
        self.times_where(figure, |_| true)
    }

    /// How often it happened with that detail.
    #[must_use]
    pub fn times_of(&self, figure: Figure, detail: &str) -> i64 {
        self.times_where(figure, |one| one == detail)
    }

    /// How often it happened with such a detail.
    pub fn times_where(&self, figure: Figure, detail: impl Fn(&str) -> bool) -> i64 {
        self.details(figure).filter(|(one, _)| detail(one)).map(|(_, sum)| sum.times).sum()
    }

    /// The sum of its days.
    #[must_use]
    pub fn amount(&self, figure: Figure) -> i64 {
        self.details(figure).map(|(_, sum)| sum.amount).sum()
    }

    /// How many of it are late entries.
    #[must_use]
    pub fn late(&self, figure: Figure) -> i64 {
        self.details(figure).map(|(_, sum)| sum.late).sum()
    }

    /// The kinds of a figure, each with its sum.
    pub fn details(&self, figure: Figure) -> impl Iterator<Item = (&str, &Sum)> {
        let all = self.happened.iter().filter(move |((one, _), _)| *one == figure);
        all.map(|((_, detail), sum)| (detail.as_str(), sum))
    }

    /// The registrations of the period by matter at the cut-off; empty while unclassified.
    pub fn matters(&self) -> impl Iterator<Item = (&str, i64)> {
        let matters = self.cohort.iter().filter(|((stand, _), _)| *stand == Stand::Matter);
        matters.map(|((_, matter), cases)| (matter.as_str(), *cases))
    }

    /// Sum of a stand the evening before.
    #[must_use]
    pub fn opened_with(&self, stand: Stand) -> i64 {
        sum(&self.opening, stand, |_| true)
    }

    /// Sum of a stand at the cut-off.
    #[must_use]
    pub fn closed_with(&self, stand: Stand) -> i64 {
        sum(&self.closing, stand, |_| true)
    }

    /// What was looked for, of what was expected to be followed: `(followed, all)`.
    #[must_use]
    pub fn follow(&self, follow: Follow) -> (i64, i64) {
        let (all, followed) = self.followed.get(&follow).copied().unwrap_or_default();
        (followed, all)
    }
}

/// Sum over the details of a stand.
pub(crate) fn sum(of: &BTreeMap<(Stand, String), i64>, stand: Stand, detail: impl Fn(&str) -> bool) -> i64 {
    let all = of.iter().filter(|((one, kind), _)| *one == stand && detail(kind));
    all.map(|(_, cases)| cases).sum()
}
