//! 申请销钥: one officer says on what ground the key of a person's data is to be destroyed; a second countersigns.

use jiff::ToSpan;

use super::{UseCase, checks};
use crate::event::KeyDestructionRequested;
use crate::id::{DocumentId, PartyId};
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::{Case, Draft, Ending, Exit, Phase};
use crate::turn::Turn;
use crate::vocabulary::DestructionBasis as Basis;

/// Days after which a draft that nobody saved again is given up.
const ABANDONED_AFTER_DAYS: i64 = 30;

/// 申请销钥. A second request for the same person takes the place of the first.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestKeyDestruction {
    /// Absent for a draft, whose text has one key.
    pub party: Option<PartyId>,
    pub basis: Basis,
    pub reason: Sealed,
    /// The person's request, or the approved list of files to be destroyed (销毁清册).
    pub document: Option<DocumentId>,
}

impl UseCase for RequestKeyDestruction {
    /// Whether the law lets the data go is answered with its reason, not by the stage.
    fn admitted(_: &Case) -> bool {
        true
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if turn.draft().is_none() {
            let case = turn.case()?;
            let party = self.party.ok_or_else(|| Refusal::missing("party"))?;
            checks::known_party(case, party, "party")?;
            if case.keys.destroyed.contains(&party) {
                return Err(Refusal::new(Code::D02).at("party").because("reason", "key_destroyed"));
            }
        } else if let Some(party) = self.party {
            return Err(Refusal::new(Code::D02).at("party").because("code", party));
        }
        if self.document.is_none() && self.basis != Basis::AbandonedDraft {
            return Err(Refusal::new(Code::D06).at("document"));
        }
        nothing_is_to_be_kept(turn, self.basis)?;
        turn.record(KeyDestructionRequested {
            party: self.party,
            basis: self.basis,
            reason: self.reason.clone(),
            document: self.document,
            by: turn.ctx.actor.officer,
        });
        Ok(())
    }
}

/// V01 while the law wants the data kept, V02 while a file's retention runs; D02 for a ground that is none here.
pub(super) fn nothing_is_to_be_kept(turn: &Turn<'_>, basis: Basis) -> Result<(), Refusal> {
    match turn.draft() {
        Some(draft) => of_draft(turn, draft, basis),
        None => of_case(turn, turn.case()?, basis),
    }
}

/// What must be kept by law is kept, whoever asks (个人信息保护法 art. 47). A registration that was a mistake is no file, and
/// goes at the person's request.
fn of_case(turn: &Turn<'_>, case: &Case, basis: Basis) -> Result<(), Refusal> {
    let refused = |code| Refusal::new(code).at("basis");
    match (&case.phase, basis) {
        (_, Basis::AbandonedDraft) => Err(refused(Code::D02).because("code", basis)),
        (Phase::Ended(Ending::Archived { file, .. }), _) if turn.ctx.today > file.retention_until => Ok(()),
        (Phase::Ended(Ending::Archived { file, .. }), Basis::RetentionOver) => {
            Err(refused(Code::V02).because("until", file.retention_until))
        }
        (Phase::Ended(Ending::Archived { file, .. }), Basis::LawfulRequest) => {
            Err(refused(Code::V01).because("until", file.retention_until))
        }
        (Phase::Ended(Ending::Exited { exit: Exit::Voided, .. }), Basis::LawfulRequest) => Ok(()),
        (phase, Basis::RetentionOver | Basis::LawfulRequest) => {
            Err(refused(Code::V01).because("phase", phase.name()))
        }
    }
}

/// No law wants a draft kept; but nobody's work is taken away while it goes on.
fn of_draft(turn: &Turn<'_>, draft: &Draft, basis: Basis) -> Result<(), Refusal> {
    let abandoned_on = draft.saved_on.saturating_add(ABANDONED_AFTER_DAYS.days());
    match basis {
        Basis::LawfulRequest => Ok(()),
        Basis::AbandonedDraft if turn.ctx.today >= abandoned_on => Ok(()),
        Basis::AbandonedDraft => Err(Refusal::new(Code::V01).at("basis").because("until", abandoned_on)),
        Basis::RetentionOver => Err(Refusal::new(Code::D02).at("basis").because("code", basis)),
    }
}
