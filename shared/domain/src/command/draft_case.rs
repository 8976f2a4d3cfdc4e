//! 起草: what a form holds so far is kept, before anybody can register it. Anything may be missing.

use super::UseCase;
use crate::event::CaseDrafted;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::Channel;

/// How often one draft is saved: each time is an entry of the log for good.
const SAVES_MAX: u32 = 200;

/// 起草, or saving the draft again: the new text takes the place of the old one.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftCase {
    pub channel: Option<Channel>,
    /// Whatever the client keeps of its form.
    pub text: Sealed,
}

impl UseCase for DraftCase {
    fn admitted(_: &Case) -> bool {
        false
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        let actor = turn.ctx.actor;
        if turn.draft().is_some_and(|draft| draft.saves >= SAVES_MAX) {
            return Err(Refusal::new(Code::D03).at("text").because("max", SAVES_MAX));
        }
        turn.record(CaseDrafted {
            author: turn.draft().map_or(actor.officer, |draft| draft.author),
            centre: actor.centre,
            level: actor.level,
            channel: self.channel,
            text: self.text.clone(),
        });
        Ok(())
    }
}
