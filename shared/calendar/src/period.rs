//! Periods of packs: `2026-W47`, `2026-11`, `2026-Q4`, `2026`.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

/// 周调度、月通报、季分析、年考核. Written as `2026-W47`, `2026-11`, `2026-Q4`, `2026`; weeks are those of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    unit: Unit,
    first: Date,
    last: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Unit {
    Week,
    Month,
    Quarter,
    Year,
}

/// What was written names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no period: a week 2026-W47, a month 2026-11, a quarter 2026-Q4 or a year 2026")]
pub struct PeriodError(String);

/// Years of which there may be figures.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2199;

impl Period {
    /// The first day.
    #[must_use]
    pub const fn first(&self) -> Date {
        self.first
    }

    /// The last day.
    #[must_use]
    pub const fn last(&self) -> Date {
        self.last
    }

    /// Whether the day lies within it.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The week of a day.
    #[must_use]
    pub fn week_of(day: Date) -> Self {
        let first = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        Self { unit: Unit::Week, first, last: first.saturating_add(6.days()) }
    }

    /// The period of the same kind just before (上期).
    #[must_use]
    pub fn previous(&self) -> Self {
        Self::around(self.unit, self.first.saturating_sub(1.day()))
    }

    /// The period of the same kind just after.
    #[must_use]
    pub fn next(&self) -> Self {
        Self::around(self.unit, self.last.saturating_add(1.day()))
    }

    /// The same period a year before (同期). The week of the same number; of a week 53 the last week of that year.
    #[must_use]
    pub fn year_before(&self) -> Self {
        match self.unit {
            Unit::Week => {
                let week = self.first.iso_week_date();
                let year = week.year().saturating_sub(1);
                let same = ISOWeekDate::new(year, week.week(), Weekday::Monday)
                    .or_else(|_| ISOWeekDate::new(year, 52, Weekday::Monday));
                same.map_or(*self, |same| Self::week_of(same.date()))
            }
            Unit::Month | Unit::Quarter | Unit::Year => {
                Self::around(self.unit, self.first.saturating_sub(1.year()))
            }
        }
    }

    /// The Chinese name: 2026年第47周, 2026年11月, 2026年第四季度, 2026年.
    #[must_use]
    pub fn zh(&self) -> String {
        let year = self.first.year();
        match self.unit {
            Unit::Week => {
                let week = self.first.iso_week_date();
                format!("{}年第{}周", week.year(), week.week())
            }
            Unit::Month => format!("{year}年{}月", self.first.month()),
            Unit::Quarter => {
                format!("{year}年第{}季度", ["一", "二", "三", "四"].get(self.quarter()).unwrap_or(&""))
            }
            Unit::Year => format!("{year}年"),
        }
    }

    /// The quarter within its year, from 0.
    fn quarter(&self) -> usize {
        usize::try_from((self.first.month() - 1) / 3).unwrap_or_default()
    }

    fn around(unit: Unit, day: Date) -> Self {
        let months = match unit {
            Unit::Week => return Self::week_of(day),
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Year => 12,
        };
        let month = (day.month() - 1) / months * months + 1;
        let first = Date::new(day.year(), month, 1).unwrap_or(day);
        let last = first.saturating_add(i64::from(months).months()).saturating_sub(1.day());
        Self { unit, first, last }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = || PeriodError(text.chars().take(20).collect());
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let year = (year.len() == 4).then(|| number::<i16>(year)).flatten();
        let year = year.filter(|year| YEARS.contains(year)).ok_or_else(wrong)?;
        let month = |month: i8| Date::new(year, month, 1).ok();
        let read = match part {
            None => month(1).map(|day| Self::around(Unit::Year, day)),
            Some(part) => match (part.strip_prefix('W'), part.strip_prefix('Q')) {
                (Some(week), _) if week.len() == 2 => number(week)
                    .and_then(|week| ISOWeekDate::new(year, week, Weekday::Monday).ok())
                    .map(|week| Self::week_of(week.date())),
                (_, Some(quarter)) if quarter.len() == 1 => number::<i8>(quarter)
                    .filter(|quarter| (1..=4).contains(quarter))
                    .and_then(|quarter| month(quarter * 3 - 2))
                    .map(|day| Self::around(Unit::Quarter, day)),
                (None, None) if part.len() == 2 => {
                    number(part).and_then(month).map(|day| Self::around(Unit::Month, day))
                }
                _ => None,
            },
        };
        read.ok_or_else(wrong)
    }
}

fn number<T: FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first.year();
        match self.unit {
            Unit::Week => {
                let week = self.first.iso_week_date();
                write!(f, "{}-W{:02}", week.year(), week.week())
            }
            Unit::Month => write!(f, "{year}-{:02}", self.first.month()),
            Unit::Quarter => write!(f, "{year}-Q{}", self.quarter() + 1),
            Unit::Year => write!(f, "{year}"),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<Self, PeriodError> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_has_its_days_its_name_and_its_neighbours() {
        let week = read("2026-W53");
        assert_eq!((week.first(), week.last()), (date(2026, 12, 28), date(2027, 1, 3)));
        assert_eq!(
            (week.zh().as_str(), week.year_before().to_string().as_str()),
            ("2026年第53周", "2025-W52")
        );
        let quarter = read("2026-Q4");
        assert_eq!((quarter.first(), quarter.last()), (date(2026, 10, 1), date(2026, 12, 31)));
        assert_eq!(
            (quarter.zh().as_str(), quarter.previous().to_string().as_str()),
            ("2026年第四季度", "2026-Q3")
        );
        assert_eq!(read("2026-01").previous().to_string(), "2025-12");
        assert_eq!(read("2024-02").last(), date(2024, 2, 29));
        assert_eq!(read("2026").year_before(), read("2025"));
    }

    #[test]
    fn what_names_no_period_is_refused() {
        for text in [
            "",
            "2026-",
            "2026-W54",
            "2026-W00",
            "2026-13",
            "2026-Q5",
            "2026-Q",
            "26",
            "2026-W7",
            "+026",
            "1999",
            "二〇二六",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_in_one_period_of_each_kind(days in 0_i64..60_000) {
            let day = date(2001, 1, 1).saturating_add(days.days());
            for unit in [Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
                let period = Period::around(unit, day);
                prop_assert!(period.contains(day));
                prop_assert!(!period.previous().contains(day) && !period.next().contains(day));
                prop_assert_eq!(period.previous().next(), period);
                prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
            }
        }
    }
}
