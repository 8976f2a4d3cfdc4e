//! 调解: one session, held on the business date of the command.

use super::{UseCase, checks};
use crate::event::SessionHeld;
use crate::id::{DocumentId, SessionId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{ConsentSubject, MediationMethod, SessionMode, SessionOutcome};

/// 调解.
#[derive(Debug, Clone, PartialEq)]
pub struct HoldSession {
    pub mode: SessionMode,
    pub outcome: SessionOutcome,
    pub attendance: Sealed,
    /// 调解笔录.
    pub document: Option<DocumentId>,
}

impl UseCase for HoldSession {
    fn admitted(case: &Case) -> bool {
        checks::is_in_progress(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        if self.mode == SessionMode::Remote
            && let Some(role) = case.silent_side(ConsentSubject::RemoteSession)
        {
            return Err(Refusal::new(Code::D06).at("mode").because("consent", role));
        }
        // 信访工作条例 art. 33: a petition is mediated only if both sides want it.
        if checks::is_petition(case)
            && let Some(role) = case.silent_side(ConsentSubject::Mediation)
        {
            return Err(Refusal::new(Code::D06).at("consent").because("consent", role));
        }
        let (centre, level) = (case.holder.centre, case.holder.level);
        let method = case.classification().map_or(MediationMethod::People, |known| known.method);
        turn.record(SessionHeld {
            session: SessionId::new(turn.ctx.command.derive("session", 0)),
            method,
            centre,
            level,
            held_on: turn.ctx.occurred_on,
            mode: self.mode,
            outcome: self.outcome,
            attendance: self.attendance.clone(),
            document: self.document,
        });
        turn.reassess()
    }
}
