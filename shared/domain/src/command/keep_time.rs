//! 到期处理: what is due at a moment happens, whoever wakes to see it, and happens once.

use jiff::Timestamp;

use super::UseCase;
use super::term_over;
use crate::clock;
use crate::event::{DeadlineApproached, DeadlineBreached, NoticeServed, Recipient, TermLapsed};
use crate::refusal::{Code, Refusal};
use crate::state::{Band, Case, Clock, ClockKind, ClockName};
use crate::timer::{self, Item};
use crate::turn::Turn;
use crate::vocabulary::{Fault, Notice, ServiceMeans, SlipColour};

/// Things that one moment may bring, and what follows from them at once; more is a loop.
const ITEMS_MAX: usize = 1_000;
/// The reminder at which the answer to the citizen is urged as well.
const URGED_PERCENT: u8 = 85;

/// 到期处理, by the keeper: all that is due at exactly this moment, which is the next one of the case. Its business date is the
/// date that ended. Nothing happens if the moment is not the next one any more, or has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepTime {
    pub moment: Timestamp,
}

impl UseCase for KeepTime {
    fn admitted(_: &Case) -> bool {
        true
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let business_date = timer::business_date(self.moment);
        if turn.ctx.occurred_on != business_date {
            return Err(Refusal::new(Code::D04).at("occurred_on").because("date", business_date));
        }
        let next = timer::next_moment(turn.case()?, turn.ctx.jurisdiction, turn.ctx.calendar);
        if next != Some(self.moment) || self.moment > turn.ctx.now {
            return Ok(());
        }
        for _ in 0..ITEMS_MAX {
            let due = timer::due_by(turn.case()?, turn.ctx.jurisdiction, turn.ctx.calendar, self.moment);
            let Some(item) = due else { break };
            match item {
                Item::Reminder(name, of, band) => remind(turn, name, of, band)?,
                Item::End(name, of) => {
                    end(turn, name, of)?;
                    turn.reassess()?;
                }
                Item::Alarm(danger) => term_over::alarm(turn, danger)?,
                Item::RatingInvitation => turn.record(NoticeServed {
                    notice: Notice::RatingInvitation,
                    to: Recipient::Parties,
                    means: ServiceMeans::Electronic,
                    served_on: business_date,
                    row: None,
                }),
            }
        }
        Ok(())
    }
}

fn remind(turn: &mut Turn<'_>, name: ClockName, of: Option<uuid::Uuid>, band: Band) -> Result<(), Refusal> {
    let clock = known(turn, name, of)?;
    let due = clock::due(&clock, turn.ctx.jurisdiction.terms(), turn.ctx.calendar).on;
    turn.record(DeadlineApproached { clock: name, of, band, due });
    let answer = matches!(name, ClockName::HandleTerm | ClockName::MediationTerm);
    let reaches = |band| matches!(band, Band::Percent(percent) if percent >= URGED_PERCENT);
    let urged_before = clock.reminded.is_some_and(|(band, _)| reaches(band));
    if answer && reaches(band) && !urged_before {
        let to = term_over::owner(turn.case()?);
        turn.issue_slip(SlipColour::Blue, Fault::F6, to)?;
    }
    Ok(())
}

fn end(turn: &mut Turn<'_>, name: ClockName, of: Option<uuid::Uuid>) -> Result<(), Refusal> {
    let clock = known(turn, name, of)?;
    let due = clock::due(&clock, turn.ctx.jurisdiction.terms(), turn.ctx.calendar);
    match name.kind() {
        ClockKind::Duty => {
            turn.record(DeadlineBreached { clock: name, of, due: due.on, arithmetic: due.arithmetic });
            term_over::breached(turn, name, of)
        }
        ClockKind::Right | ClockKind::Watch => {
            turn.record(TermLapsed { clock: name, of, due: due.on });
            Ok(())
        }
    }
}

fn known(turn: &Turn<'_>, name: ClockName, of: Option<uuid::Uuid>) -> Result<Clock, Refusal> {
    turn.case()?.clocks.of(name, of).cloned().ok_or_else(|| Refusal::new(Code::D08))
}
