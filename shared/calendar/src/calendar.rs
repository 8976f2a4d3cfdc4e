use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::problem::{CalendarProblem, Flaw, Source};

/// The most rows of a calendar file: some forty are published a year.
pub const ROWS_MAX: usize = 10_000;

const HEADER: &str = "date,kind,name";

/// The working days of the country (工作日历): weekends, less what the State Council's yearly notice changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    marked: BTreeMap<Date, Marked>,
    published_years: BTreeSet<i16>,
    /// Statutory days computed ahead of the notices, those of published years too.
    provisional: BTreeMap<Date, Marked>,
}

/// What a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 工作日: Monday to Friday.
    Working,
    /// 调休上班: a Saturday or Sunday on which people work.
    MakeUp,
    /// 周末.
    Weekend,
    /// 节假日.
    Holiday,
}

impl DayKind {
    /// Whether people work; every other day is a rest day (休息日).
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Marked {
    kind: DayKind,
    name: String,
}

impl Calendar {
    /// Reads the published days and, for years without any, the provisional ones. Both have the header
    /// `date,kind,name`; the kinds are `holiday` and `workday`, or `statutory` where it is provisional.
    ///
    /// # Errors
    /// Every row that cannot be used.
    pub fn parse(published: &str, provisional: &str) -> Result<Self, Vec<CalendarProblem>> {
        let mut problems = Vec::new();
        let published = read(published, Source::Published, &mut problems);
        let provisional = read(provisional, Source::Provisional, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let published_years: BTreeSet<_> = published.keys().map(|date| date.year()).collect();
        Ok(Self::of(published, published_years, provisional))
    }

    fn of(
        published: BTreeMap<Date, Marked>,
        published_years: BTreeSet<i16>,
        provisional: BTreeMap<Date, Marked>,
    ) -> Self {
        let mut marked = published;
        let unpublished = provisional.iter().filter(|(date, _)| !published_years.contains(&date.year()));
        marked.extend(unpublished.map(|(date, day)| (*date, day.clone())));
        Self { marked, published_years, provisional }
    }

    /// The calendar as it was before the notice for its latest year was out, to tell what that notice changed. None if no year
    /// is published.
    #[must_use]
    pub fn before_latest_publication(&self) -> Option<Self> {
        let mut published_years = self.published_years.clone();
        published_years.pop_last()?;
        let mut published = self.marked.clone();
        published.retain(|date, _| published_years.contains(&date.year()));
        Some(Self::of(published, published_years, self.provisional.clone()))
    }

    /// What a date is.
    #[must_use]
    pub fn kind(&self, date: Date) -> DayKind {
        match (self.marked.get(&date), date.weekday()) {
            (Some(marked), _) => marked.kind,
            (None, Weekday::Saturday | Weekday::Sunday) => DayKind::Weekend,
            (None, _) => DayKind::Working,
        }
    }

    /// The festival for which a date is a holiday or a make-up day.
    #[must_use]
    pub fn festival(&self, date: Date) -> Option<&str> {
        self.marked.get(&date).map(|marked| marked.name.as_str())
    }

    /// Whether people work on a date.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.kind(date).is_working()
    }

    /// Whether the notice for a year is out.
    #[must_use]
    pub fn is_published(&self, year: i16) -> bool {
        self.published_years.contains(&year)
    }

    /// The date itself if it is a working day, else the next one.
    #[must_use]
    pub fn working_day_from(&self, date: Date) -> Date {
        days_from(date).find(|day| self.is_working_day(*day)).unwrap_or(date)
    }

    /// The `days`-th working day after a date; the date itself for 0.
    #[must_use]
    pub fn add_working_days(&self, date: Date, days: u16) -> Date {
        let Some(skipped) = usize::from(days).checked_sub(1) else { return date };
        let mut after = days_after(date).filter(|day| self.is_working_day(*day));
        after.nth(skipped).unwrap_or(Date::MAX)
    }

    /// The number of working days after `from`, up to and with `to`; 0 if `to` is not later.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> usize {
        days_after(from).take_while(|day| *day <= to).filter(|day| self.is_working_day(*day)).count()
    }
}

/// A date and those after it, until time ends in the year 9999.
pub(crate) fn days_from(date: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(date), |day| day.checked_add(1.day()).ok())
}

/// The dates after a date.
pub(crate) fn days_after(date: Date) -> impl Iterator<Item = Date> {
    days_from(date).skip(1)
}

fn read(text: &str, source: Source, problems: &mut Vec<CalendarProblem>) -> BTreeMap<Date, Marked> {
    let mut marked = BTreeMap::new();
    let mut report = |line, flaw| problems.push(CalendarProblem { source_file: source, line, flaw });
    let mut lines = text.lines().map(str::trim).enumerate();
    if lines.next().is_none_or(|(_, line)| line != HEADER) {
        report(1, Flaw::Header);
        return marked;
    }
    for (index, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let number = index + 1;
        if marked.len() >= ROWS_MAX {
            report(number, Flaw::TooMany);
            break;
        }
        match row(line, source) {
            Ok((date, day)) => {
                if marked.insert(date, day).is_some() {
                    report(number, Flaw::Duplicate(date));
                }
            }
            Err(flaw) => report(number, flaw),
        }
    }
    marked
}

fn row(line: &str, source: Source) -> Result<(Date, Marked), Flaw> {
    let fields: Vec<_> = line.split(',').collect();
    let [date, kind, name] = fields.as_slice() else { return Err(Flaw::Fields(fields.len())) };
    let date: Date = date.parse().map_err(|_| Flaw::Date((*date).to_owned()))?;
    let kind = match (source, *kind) {
        (Source::Published, "holiday") | (Source::Provisional, "statutory") => DayKind::Holiday,
        (Source::Published, "workday") => DayKind::MakeUp,
        (_, other) => return Err(Flaw::Kind(other.to_owned())),
    };
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    if kind == DayKind::MakeUp && !weekend {
        return Err(Flaw::MakeUpOnWeekday(date));
    }
    Ok((date, Marked { kind, name: (*name).to_owned() }))
}
