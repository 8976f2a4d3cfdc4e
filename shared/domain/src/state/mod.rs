//! What a case is at one moment: the fold of its events.

mod clock_name;
mod clocks;
mod confirmation;
mod dossier;
mod draft;
mod holder;
mod joint;
mod keys;
mod links;
mod phase;
mod slip;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use fengqiao_jurisdiction::{CentreCode, PowerCode, UnitCode};

use crate::errand::Errand;
use crate::event::{ExtensionRequested, Identification, VoidRequested};
use crate::id::{CaseId, CommandId, DangerId, ErrandId, OfficerId, PartyId, SlipId};
use crate::number::CaseNumber;
use crate::vocabulary::{
    CaseKind, Channel, ConsentSubject, DangerSign, FinalDecision, FollowUpRound, Level, PartyKind, PartyRole,
    RiskGrade, SessionOutcome, StatutoryPath, Verdict,
};

pub use clock_name::{ClockKind, ClockName};
pub use clocks::{Band, Breach, Clock, ClockEnd, ClockState, Clocks, OpenPause};
pub use confirmation::Confirmation;
pub use dossier::{Attempts, Dossier};
pub use draft::Draft;
pub use holder::{Holder, Owners, Rise, Substance};
pub use joint::{Joint, Leader, Order, Task, TaskForce};
pub use keys::{KeyOf, KeyRequest, Keys};
pub use links::{Found, Link};
pub use phase::{
    Accepted, Agreement, Assignment, Classification, Dispatch, Ending, Escalation, Exit, File, Handover,
    Instrument, Objection, Opinion, OpinionDraft, Phase, PhaseName, Redirection, RefusalReview, Request,
    ReviewBody, ReviewOf, Settlement, Signed, Stage, Suspension, Work,
};
pub use slip::{Slip, SlipState};

/// A case, or the place where one may begin.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum CaseState {
    /// Nothing was registered under this id.
    #[default]
    Absent,
    /// A registration was begun.
    Draft(Box<Draft>),
    /// A registered case.
    Live(Box<Case>),
}

impl CaseState {
    /// The case, if there is one.
    #[must_use]
    pub fn live(&self) -> Option<&Case> {
        match self {
            Self::Absent | Self::Draft(_) => None,
            Self::Live(case) => Some(case),
        }
    }

    /// The draft, while it is one.
    #[must_use]
    pub fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Draft(draft) => Some(draft),
            Self::Absent | Self::Live(_) => None,
        }
    }

    /// The centre that holds the case, or drafted it.
    #[must_use]
    pub fn held_by(&self) -> Option<(CentreCode, Level)> {
        match self {
            Self::Absent => None,
            Self::Draft(draft) => Some((draft.centre, draft.level)),
            Self::Live(case) => Some((case.holder.centre, case.holder.level)),
        }
    }

    /// What somebody did last, if anybody did.
    #[must_use]
    pub fn last_change(&self) -> Option<&LastChange> {
        match self {
            Self::Absent => None,
            Self::Draft(draft) => Some(&draft.last_change),
            Self::Live(case) => Some(&case.last_change),
        }
    }

    /// What is owed and not seen done, in no particular order.
    pub fn errands(&self) -> impl Iterator<Item = (ErrandId, &Errand)> {
        let errands = match self {
            Self::Absent => None,
            Self::Draft(draft) => Some(&draft.errands),
            Self::Live(case) => Some(&case.errands),
        };
        errands.into_iter().flatten().map(|(id, errand)| (*id, errand))
    }
}

/// Who the case is to the outside, fixed at registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Known once the log has given the registration its sequence.
    pub number: Option<CaseNumber>,
    pub kind: CaseKind,
    pub channel: Channel,
    pub received_on: Date,
    pub registered_on: Date,
    pub first_receiver: OfficerId,
    pub origin: CentreCode,
    pub query_code_hash: String,
    pub external_number: Option<String>,
}

/// A party without personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub role: PartyRole,
    pub kind: PartyKind,
    pub division: Option<CentreCode>,
    pub unit: Option<UnitCode>,
    pub identification: Identification,
}

/// Facts that people state, and may correct with a paper. `None` = nobody has stated it yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    pub places: BTreeSet<CentreCode>,
    pub headcount: Option<u32>,
    pub amount_fen: Option<u64>,
    pub unpaid_workers: Option<u32>,
    pub powers_needed: Option<BTreeSet<PowerCode>>,
    pub statutory_path: Option<StatutoryPath>,
    pub final_decision: Option<FinalDecision>,
}

/// The last screening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    pub grade: RiskGrade,
    pub grave: bool,
    pub review_on: Date,
}

/// Signs of danger, and the reports that are still open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dangers {
    /// `None` until somebody screened the case or reported a danger.
    pub signs: Option<BTreeSet<DangerSign>>,
    pub open: BTreeSet<DangerId>,
}

/// Who stands back from the case, for good (回避).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusals {
    pub officers: BTreeSet<OfficerId>,
    pub units: BTreeSet<UnitCode>,
    pub centres: BTreeSet<CentreCode>,
    /// Centres whose head stands back: the level above acts in the head's place.
    pub headless: BTreeSet<CentreCode>,
}

/// The last change, for an officer who lost a race to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastChange {
    pub command: CommandId,
    pub officer: OfficerId,
    pub centre: CentreCode,
    pub events: Vec<String>,
}

/// A registered case (案件).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub identity: Identity,
    pub parties: BTreeMap<PartyId, Party>,
    pub stated: Stated,
    pub holder: Holder,
    pub owners: Owners,
    pub phase: Phase,
    pub verdict: Verdict,
    pub target: Option<Level>,
    pub risk: Option<Risk>,
    pub dangers: Dangers,
    pub attempts: BTreeMap<Level, Attempts>,
    pub dossier: Dossier,
    /// Parties who refuse mediation (人民调解法 art. 17).
    pub refusing: BTreeSet<PartyId>,
    /// Who has consented to what. Going on at a level is apart, since it is given level by level.
    pub consents: BTreeMap<ConsentSubject, BTreeSet<PartyId>>,
    /// Both sides go on at this level: who has agreed so far, by level.
    pub continuing: BTreeMap<Level, BTreeSet<PartyId>>,
    pub follow_ups: BTreeSet<FollowUpRound>,
    pub clocks: Clocks,
    /// Slips since the registration, whatever became of them.
    #[serde(default)]
    pub slips: BTreeMap<SlipId, Slip>,
    /// A request for more time that waits for an answer.
    #[serde(default)]
    pub extension_request: Option<ExtensionRequested>,
    /// Since when the parties are owed an invitation to rate (评价邀请).
    #[serde(default)]
    pub rating_invitation_owed: Option<Timestamp>,
    /// Alerts already sent, by rule row and addressee.
    pub alerted: BTreeSet<(String, String)>,
    /// Officers who handled the case since it last opened.
    pub handlers: BTreeSet<OfficerId>,
    pub recusals: Recusals,
    pub opinion_draft: Option<OpinionDraft>,
    /// Something was looked into since the case last opened.
    pub investigated: bool,
    /// The day the claiming side was first told of a refusal to take the case up.
    pub refusal_served_on: Option<Date>,
    pub refusal_review: Option<RefusalReview>,
    /// Present exactly in a review or re-check.
    pub review_of: Option<ReviewOf>,
    /// 即接即办: settled by whoever took it in.
    pub on_the_spot: bool,
    /// Who acts for whom (代办委托).
    pub proxies: BTreeMap<PartyId, PartyId>,
    /// The last day on which fewer people read what is personal here (限制知悉).
    pub restricted_until: Option<Date>,
    pub void_request: Option<VoidRequested>,
    /// The holder took a request back under this verdict.
    pub request_withdrawn: bool,
    /// How the last session of this stint ended.
    pub last_outcome: Option<SessionOutcome>,
    /// 调解不成权利告知书 was served since the case last opened (人民调解法 art. 26).
    pub rights_notice_served: bool,
    /// 释明 is on file since the case last opened.
    pub explained: bool,
    /// The unit that a designation names, until the change of holder that follows it.
    pub designated_substance: Option<UnitCode>,
    pub links: Vec<Link>,
    pub found: Found,
    /// What is owed to other cases and to the vault, until it is done.
    pub errands: BTreeMap<ErrandId, Errand>,
    /// 司法确认, of the agreement since the case last opened.
    #[serde(default)]
    pub confirmation: Confirmation,
    #[serde(default)]
    pub joint: Joint,
    #[serde(default)]
    pub keys: Keys,
    pub last_change: LastChange,
}

impl Case {
    /// The classification, once there is one.
    #[must_use]
    pub fn classification(&self) -> Option<&Classification> {
        self.phase.classification()
    }

    /// The attempts of the holder's level.
    #[must_use]
    pub fn attempts_here(&self) -> Attempts {
        self.attempts.get(&self.holder.level).cloned().unwrap_or_default()
    }

    /// The surviving case, if this one was merged into it.
    #[must_use]
    pub const fn merged_into(&self) -> Option<CaseId> {
        match self.phase {
            Phase::Ended(Ending::Exited { exit: Exit::Merged(survivor), .. }) => Some(survivor),
            _ => None,
        }
    }

    /// The side, claiming or answering, of which somebody has not consented yet.
    #[must_use]
    pub fn silent_side(&self, subject: ConsentSubject) -> Option<PartyRole> {
        let consented = self.consents.get(&subject);
        [PartyRole::Claimant, PartyRole::Respondent].into_iter().find(|role| {
            self.parties_as(*role).any(|(id, _)| consented.is_none_or(|parties| !parties.contains(id)))
        })
    }

    /// Parties of one role.
    pub fn parties_as(&self, role: PartyRole) -> impl Iterator<Item = (&PartyId, &Party)> {
        self.parties.iter().filter(move |(_, party)| party.role == role)
    }
}
