//! 重算期限: the calendar of a year is published, and what was computed without it is told anew.

use super::UseCase;
use crate::clock;
use crate::event::DeadlineRecomputed;
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::RecomputeCause;

/// 重算期限, once a case and published year. A recorded breach stays as it is; the new date stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecomputeDeadlines {}

impl UseCase for RecomputeDeadlines {
    fn admitted(_: &Case) -> bool {
        true
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let terms = turn.ctx.jurisdiction.terms();
        let Some(before) = turn.ctx.calendar.before_latest_publication() else { return Ok(()) };
        let mut changed = Vec::new();
        for running in turn.case()?.clocks.iter() {
            let old = clock::due(running, terms, &before);
            let new = clock::due(running, terms, turn.ctx.calendar);
            if old.provisional && old.on != new.on && running.recomputed != Some(new.on) {
                changed.push(DeadlineRecomputed {
                    clock: running.name,
                    of: running.of,
                    old_due: running.breach.map_or(old.on, |breach| breach.due),
                    new_due: new.on,
                    cause: RecomputeCause::CalendarPublished,
                });
            }
        }
        for recomputed in changed {
            turn.record(recomputed);
        }
        Ok(())
    }
}
