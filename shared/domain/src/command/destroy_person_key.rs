//! 销毁个人密钥, countersigned by a second officer.

use jiff::ToSpan;

use super::UseCase;
use super::request_key_destruction::nothing_is_to_be_kept;
use crate::event::{Addressee, PersonKeyDestroyed, TaskAssigned};
use crate::id::{PartyId, TaskId};
use crate::refusal::{Code, Refusal};
use crate::state::{Case, KeyRequest};
use crate::turn::Turn;
use crate::vocabulary::TaskKind;

/// Days in which the centre looks through what was told in the case for the person's name.
const REDACTION_DAYS: i64 = 30;

/// 销毁个人密钥.
#[derive(Debug, Clone, PartialEq)]
pub struct DestroyPersonKey {
    /// Absent for a draft.
    pub party: Option<PartyId>,
}

impl UseCase for DestroyPersonKey {
    fn admitted(case: &Case) -> bool {
        !case.keys.requests.is_empty()
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let request = self.request(turn)?;
        if request.by == turn.ctx.actor.officer {
            return Err(Refusal::new(Code::A06));
        }
        nothing_is_to_be_kept(turn, request.basis)?;
        let narrative = self.party.is_some() && self.is_last(turn.case()?);
        turn.record(PersonKeyDestroyed {
            party: self.party,
            basis: request.basis,
            requested_by: request.by,
            narrative,
        });
        if self.party.is_some() && !narrative { look_through(turn) } else { Ok(()) }
    }
}

impl DestroyPersonKey {
    fn request(&self, turn: &Turn<'_>) -> Result<KeyRequest, Refusal> {
        if let (Some(draft), None) = (turn.draft(), self.party) {
            return draft.request.ok_or_else(|| Refusal::new(Code::L01));
        }
        let party = self.party.ok_or_else(|| Refusal::missing("party"))?;
        let asked = turn.case().ok().and_then(|case| case.keys.requests.get(&party).copied());
        asked.ok_or_else(|| Refusal::new(Code::D02).at("party").because("code", party))
    }

    /// Whether nobody of the case can be read afterwards.
    fn is_last(&self, case: &Case) -> bool {
        let gone = |party: &PartyId| Some(*party) == self.party || case.keys.destroyed.contains(party);
        case.parties.keys().all(gone)
    }
}

/// What was told in the case may name the person and belongs to the others too: the centre that holds the file looks
/// through it, once for all who went. With the last person goes the narrative itself.
fn look_through(turn: &mut Turn<'_>) -> Result<(), Refusal> {
    let case = turn.case()?;
    if case.joint.tasks.values().any(|task| task.kind == TaskKind::Redaction) {
        return Ok(());
    }
    let holder = case.holder.centre;
    turn.record(TaskAssigned {
        task: TaskId::new(turn.ctx.command.derive("task", 0)),
        kind: TaskKind::Redaction,
        to: Addressee::Centre(holder),
        lead: false,
        due: turn.ctx.today.saturating_add(REDACTION_DAYS.days()),
        what: None,
    });
    Ok(())
}
