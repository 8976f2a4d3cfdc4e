//! What one case owes to another, or to the vault: done by a worker step by step, so that a kill at any step loses nothing
//! and doubles nothing.
//!
//! No decision writes two cases. The case that owes something keeps an errand in its own state, made by the event that
//! owes it. The worker finds it there, gives the other case a command whose id follows from the errand's, and then tells
//! the owing case by [`FinishErrand`](crate::command::FinishErrand). Both steps may be repeated, since a repeated command
//! has its first outcome. A refusal ends the errand as well; the holder is then warned, and nothing is tried for ever.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_jurisdiction::CentreCode;

use crate::command::{
    AbsorbCase, Command, NewParty, NoteLink, OpenReview, RecordRecheckResult, RecordReviewResult,
    ReportDanger,
};
use crate::event::{MatterClassified, ReviewOpened, Reviewed};
use crate::id::{CaseId, CommandId, ErrandId, OpinionId};
use crate::refusal::Code;
use crate::state::{Case, KeyOf, Link};
use crate::vocabulary::{
    CaseKind, DangerSign, DestructionBasis, FinalDecision, LegalPath, ReviewResult, ReviewSubject,
    StatutoryPath, Track,
};

/// One thing that is owed (跨案事务).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Errand {
    /// The other case notes the link too, or that it no longer holds.
    LinkBack { link: Link, dissolved: bool },
    /// The organ one level above opens a case in which it reviews this one.
    OpenReview {
        linked: CaseId,
        case_kind: CaseKind,
        subject: ReviewSubject,
        body: CentreCode,
        received_on: Date,
    },
    /// What a review came to goes on record in the case that it is about.
    ReportReview {
        original: CaseId,
        case_kind: CaseKind,
        result: ReviewResult,
        opinion: OpinionId,
        number: String,
        supported: bool,
    },
    /// The surviving case takes over this one and its parties. Prepared by the worker, since the parties' data have to be
    /// sealed anew under the keys of the surviving case; see [`absorb`].
    Absorb { into: CaseId },
    /// The surviving case of a merge is in danger. The account stays sealed with the case that was told.
    PassDanger { into: CaseId, signs: BTreeSet<DangerSign>, place: Option<CentreCode> },
    /// The vault destroys a key of this case, for good. Done by the worker itself: the vault is no case.
    DestroyKey {
        of: KeyOf,
        /// Absent where a registration took the place of its draft.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<DestructionBasis>,
    },
}

/// How an errand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum ErrandResult {
    /// The other side has what was owed to it.
    Done,
    /// The other side refused it, which a person has to see to.
    Refused { code: Code },
}

impl ErrandId {
    /// The id of the command that the worker gives to the other case.
    #[must_use]
    pub fn performing(self) -> CommandId {
        CommandId::new(Uuid::new_v5(&self.uuid(), b"perform"))
    }

    /// The id of the command that tells the owing case how it ended.
    #[must_use]
    pub fn finishing(self) -> CommandId {
        CommandId::new(Uuid::new_v5(&self.uuid(), b"finish"))
    }
}

/// What the case owes and has not seen done, in no particular order.
pub fn open(case: &Case) -> impl Iterator<Item = (ErrandId, &Errand)> {
    case.errands.iter().map(|(id, errand)| (*id, errand))
}

/// The other case, and the command for it, of an errand that `case` with the id `owing` keeps; none of an errand that the
/// worker has to prepare, or that goes to the vault.
#[must_use]
pub fn step(errand: &Errand, owing: CaseId, case: &Case) -> Option<(CaseId, Command)> {
    Some(match errand {
        Errand::LinkBack { link, dissolved } => {
            let note = NoteLink { link: link.seen_from(owing, case), dissolved: *dissolved };
            (link.other, note.into())
        }
        Errand::PassDanger { into, signs, place } => {
            (*into, ReportDanger { signs: signs.clone(), place: *place, account: None }.into())
        }
        Errand::OpenReview { linked, case_kind, subject, body, received_on } => {
            let opened = ReviewOpened {
                kind: *case_kind,
                subject: *subject,
                original: owing,
                number: case.identity.number.clone(),
                holder: case.holder.centre,
            };
            (*linked, open_review(case, opened, *body, *received_on)?.into())
        }
        Errand::ReportReview { original, case_kind, result, opinion, number, supported } => {
            let reviewed = Reviewed {
                result: *result,
                opinion: *opinion,
                number: number.clone(),
                supported: *supported,
                linked_case: Some(owing),
                document: None,
            };
            let told = match case_kind {
                CaseKind::Recheck => RecordRecheckResult { reviewed }.into(),
                CaseKind::Matter | CaseKind::Review => RecordReviewResult { reviewed }.into(),
            };
            (*original, told)
        }
        Errand::Absorb { .. } | Errand::DestroyKey { .. } => return None,
    })
}

/// Where the case is registered that an errand opens; none of an errand that goes to a case which is there.
#[must_use]
pub const fn opens_at(errand: &Errand) -> Option<CentreCode> {
    match errand {
        Errand::OpenReview { body, .. } => Some(*body),
        _ => None,
    }
}

/// A review looks at the matter as it was classified. It ends in a written opinion, whatever the matter's own procedure.
fn open_review(case: &Case, opened: ReviewOpened, body: CentreCode, received_on: Date) -> Option<OpenReview> {
    let known = case.classification()?;
    let classified = MatterClassified {
        matter: known.matter,
        legal_path: LegalPath::PetitionOpinion,
        track: Track::Petition,
        method: known.method,
        profile: known.profile,
        competent_unit: known.competent_unit.clone(),
        powers_needed: case.stated.powers_needed.clone().unwrap_or_default(),
        unpaid_workers: case.stated.unpaid_workers.unwrap_or_default(),
        statutory_path: StatutoryPath::None,
        final_decision: FinalDecision::None,
        administrative_terms: false,
    };
    Some(OpenReview {
        opened,
        body,
        received_on,
        channel: case.identity.channel,
        places: case.stated.places.clone(),
        headcount: case.stated.headcount,
        amount_fen: case.stated.amount_fen,
        classified,
    })
}

/// The command by which the surviving case takes over `case` with the id `owing`, once its parties' data are sealed anew.
#[must_use]
pub fn absorb(owing: CaseId, case: &Case, parties: Vec<NewParty>) -> Option<Command> {
    let survivor = case.merged_into()?;
    let link = case.links.iter().find(|link| link.other == survivor && link.back)?;
    Some(AbsorbCase { merged: link.seen_from(owing, case), parties }.into())
}
