//! Civil dates of Asia/Shanghai. The country has had one offset and no summer time since 1991, so the offset
//! is a constant here and needs no time zone database.

use jiff::civil::{Date, time};
use jiff::tz::{Offset, offset};
use jiff::{Timestamp, ToSpan};

const SHANGHAI: Offset = offset(8);

/// The date on which an instant falls.
#[must_use]
pub fn business_date(instant: Timestamp) -> Date {
    SHANGHAI.to_datetime(instant).date()
}

/// The first instant of a date, 00:00.
#[must_use]
pub fn start_of_day(date: Date) -> Timestamp {
    SHANGHAI.to_timestamp(date.to_datetime(time(0, 0, 0, 0))).unwrap_or(Timestamp::MIN)
}

/// 24:00 of a date: the first instant that is no longer in it, and the moment of a breach.
#[must_use]
pub fn end_of_day(date: Date) -> Timestamp {
    date.checked_add(1.day()).map_or(Timestamp::MAX, start_of_day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_second_of_a_day_is_in_it_and_24_o_clock_is_not() {
        let end = end_of_day(date(2026, 2, 24));
        assert_eq!(end, "2026-02-24T16:00:00Z".parse().unwrap());
        assert_eq!(business_date(end), date(2026, 2, 25));
        assert_eq!(business_date(end - 1.nanosecond()), date(2026, 2, 24));
    }

    #[test]
    fn a_day_begins_where_the_one_before_it_ends() {
        assert_eq!(start_of_day(date(2026, 3, 1)), end_of_day(date(2026, 2, 28)));
        assert_eq!(end_of_day(Date::MAX), Timestamp::MAX);
    }
}
