//! 批准延期: by the head of the unit or centre, never by who asked (信访工作条例 art. 34).

use fengqiao_jurisdiction::Role;

use super::request_extension::extendable;
use super::{UseCase, checks};
use crate::event::{ExtensionDenied, ExtensionGranted};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, ClockName};
use crate::turn::Turn;
use crate::vocabulary::ConsentSubject;

/// 批准延期, or a denial with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct DecideExtension {
    pub granted: bool,
    /// Required for a denial.
    pub reason: Option<Sealed>,
}

impl UseCase for DecideExtension {
    fn admitted(case: &Case) -> bool {
        checks::is_handling(case) && case.extension_request.is_some()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let case = turn.case()?;
        let Some(request) = case.extension_request.clone() else { return Err(Refusal::new(Code::L01)) };
        let approver = turn.ctx.actor.officer;
        if request.by == approver {
            return Err(Refusal::new(Code::A06));
        }
        // The time a level has to itself is the level's, not a unit's.
        if request.clock == ClockName::LevelTerm && turn.ctx.actor.roles.contains(&Role::UnitHead) {
            return Err(Refusal::new(Code::A02).because("command", "decide_extension"));
        }
        if !self.granted {
            let reason = self.reason.clone().ok_or_else(|| Refusal::missing("reason"))?;
            turn.record(ExtensionDenied { clock: request.clock, reason });
            return Ok(());
        }
        extendable(turn, case, request.clock, request.days)?;
        proved(case, request.clock, request.document.is_some())?;
        turn.record(ExtensionGranted { clock: request.clock, days: request.days, approver });
        Ok(())
    }
}

/// D06: a mediation takes longer only if both sides agree, everything else only on paper.
fn proved(case: &Case, clock: ClockName, on_paper: bool) -> Result<(), Refusal> {
    let proved = match clock {
        ClockName::MediationTerm => case.silent_side(ConsentSubject::Extension).is_none(),
        _ => on_paper,
    };
    if proved { Ok(()) } else { Err(Refusal::new(Code::D06).because("clock", clock)) }
}
