//! One type per kind of id, so that a party's id cannot stand where a case's is wanted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::family::Family;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that is known to name this kind of thing.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self { Self(uuid) }

            /// The bare UUID, for the wire and the log.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { Uuid::parse_str(text).map(Self) }
        }
    )+};
}

ids! {
    /// A case (案件). Derived from its registration, see [`CaseId::of_registration`].
    CaseId;
    /// A command, made by the client; the key of idempotence.
    CommandId;
    /// An officer (工作人员), by account; never a name.
    OfficerId;
    /// A party (当事人) of one case.
    PartyId;
    /// A sealed attachment.
    DocumentId;
    /// A danger report (险情).
    DangerId;
    /// A request to rise (上报).
    EscalationId;
    /// A slip (督办单).
    SlipId;
    /// An agreement (调解协议).
    AgreementId;
    /// One obligation of an agreement (履行义务).
    ObligationId;
    /// A mediation session (调解).
    SessionId;
    /// A written opinion (处理意见).
    OpinionId;
    /// A task of one unit (任务).
    TaskId;
    /// A referral to another body (对接移送).
    ReferralId;
    /// A numbered order from above (交办、批示、挂账).
    OrderId;
    /// One event of a decision.
    EventId;
    /// What is no case and has a history of its own (案外事务); derived, see [`AffairId::of_command`].
    AffairId;
    /// A rule set that was submitted (规则草案); derived from the command that did.
    RuleSetId;
    /// What a case owes to another one, or to the vault; derived from the decision that owes it.
    ErrandId;
}

impl CaseId {
    /// The id of the case that this officer's command registers, or drafts.
    ///
    /// Derived, so that a registration that is repeated meets itself: the second attempt finds the first one's
    /// subject taken.
    #[must_use]
    pub fn of_registration(tenant: Uuid, officer: OfficerId, command: CommandId) -> Self {
        let mut name = [0_u8; 32];
        let (left, right) = name.split_at_mut(16);
        left.copy_from_slice(officer.0.as_bytes());
        right.copy_from_slice(command.0.as_bytes());
        Self(Uuid::new_v5(&tenant, &name))
    }
}

impl CaseId {
    /// Under whose key a draft's text is sealed: a key of its own, so that the text can go and the case stay.
    #[must_use]
    pub fn draft_key(self) -> Uuid {
        Uuid::new_v5(&self.0, b"draft")
    }
}

impl AffairId {
    /// The id of the affair that this officer's command begins. Derived as a case's is; the family in it keeps the two apart.
    #[must_use]
    pub fn of_command(tenant: Uuid, family: Family, officer: OfficerId, command: CommandId) -> Self {
        let mut name = family.as_str().as_bytes().to_vec();
        name.extend(officer.0.as_bytes());
        name.extend(command.0.as_bytes());
        Self(Uuid::new_v5(&tenant, &name))
    }
}

impl CommandId {
    /// The id of the thing that this command makes, the `index`-th of its kind.
    ///
    /// Derived, so that `decide` draws no random number and a repeated command names the same things.
    #[must_use]
    pub fn derive(self, kind: &str, index: usize) -> Uuid {
        Uuid::new_v5(&self.0, format!("{kind}/{index}").as_bytes())
    }
}
