//! 归档: the file is closed for good, once nobody has a right or a duty in it any more.

use jiff::civil::{Date, date};

use super::{UseCase, checks};
use crate::clock;
use crate::event::CaseArchived;
use crate::refusal::{Code, Refusal};
use crate::state::{Case, ClockName, Ending, Exit, Phase};
use crate::turn::Turn;

/// Rights that the parties may still use. One that is past its date binds nothing, even before its lapse is recorded.
const RIGHTS: &[ClockName] = &[ClockName::ConfirmationRight, ClockName::RatingRight];
/// What others and our own people still owe the file, however late.
const OWED: &[ClockName] =
    &[ClockName::CourtWatch, ClockName::FollowUpFirstTerm, ClockName::FollowUpSecondTerm];

/// 归档.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchiveCase {
    /// 档号.
    pub file_number: String,
}

impl UseCase for ArchiveCase {
    /// A void registration is no file.
    fn admitted(case: &Case) -> bool {
        match &case.phase {
            Phase::Ended(Ending::Closed { .. }) => true,
            Phase::Ended(Ending::Exited { exit, .. }) => *exit != Exit::Voided,
            _ => false,
        }
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        checks::line(&self.file_number, "file_number")?;
        let case = turn.case()?;
        let rights = RIGHTS.iter().filter(|name| clock::runs(case, **name, turn.ctx));
        let owed = OWED.iter().filter(|name| case.clocks.running(**name).is_some());
        let awaited: Vec<_> = rights.chain(owed).map(|name| name.as_str()).collect();
        if !awaited.is_empty() {
            return Err(Refusal::new(Code::C01).because("clock", awaited.join(",")));
        }
        let retention_until = retention_until(turn.ctx.today, turn.ctx.jurisdiction.terms().retention_years);
        turn.record(CaseArchived { file_number: self.file_number.clone(), retention_until });
        Ok(())
    }
}

/// A file's retention (保管期限) counts in whole years from the first of January after it was archived.
fn retention_until(archived_on: Date, years: u16) -> Date {
    let year = i16::try_from(years).unwrap_or(i16::MAX).saturating_add(archived_on.year());
    Date::new(year, 12, 31).unwrap_or(date(9999, 12, 31))
}
