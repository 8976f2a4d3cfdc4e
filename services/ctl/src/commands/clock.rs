//! `clock advance`: days pass at once, in the demo and test profile.

use std::io::{self, Write};

use fengqiao_runtime::Clock;
use fengqiao_runtime::config::Profile;
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde::Serialize;

use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// The new time.
#[derive(Debug, Serialize)]
pub(crate) struct Advanced {
    now: Timestamp,
}

/// Moves the installation's clock forward.
pub(crate) fn advance(config: &CtlConfig, by: SignedDuration) -> Result<Advanced, Error> {
    Ok(Advanced { now: open(config)?.advance(by)? })
}

/// The installation's clock.
pub(crate) fn open(config: &CtlConfig) -> Result<Clock, Error> {
    let installation = &config.installation;
    if installation.profile == Profile::Production {
        return Err(Error::Production);
    }
    Ok(match &installation.clock_file {
        Some(file) => Clock::movable(installation.profile, file)?,
        None => Clock::system(),
    })
}

/// Reads a duration such as `3d`, `2h 30m` or `90s`. A day has 24 hours: there is no daylight saving in China.
pub(crate) fn duration(text: &str) -> Result<SignedDuration, jiff::Error> {
    text.parse::<Span>()?.to_duration(SpanRelativeTo::days_are_24_hours())
}

impl Report for Advanced {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let there = fengqiao_calendar::business_date(self.now);
        writeln!(out, "{} ({there} in Asia/Shanghai)", self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_read_in_days_hours_and_minutes() {
        for (text, hours) in [("3d", 72), ("1w", 168), ("2h", 2), ("0s", 0)] {
            assert_eq!(duration(text).unwrap(), SignedDuration::from_hours(hours), "{text}");
        }
        assert!(duration("soon").is_err());
        assert!(duration("1 month").is_err());
    }
}
