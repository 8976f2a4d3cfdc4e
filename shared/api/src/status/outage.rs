//! Answers of the service itself: nothing was refused, something is not there.

use tonic::{Code, Status};
use tonic_types::pb;

use super::{Detail as _, ERROR_DOMAIN, localized, with_details};
use crate::texts::Catalogue;
use crate::v1::RefusalDetail;

/// Why the service could not answer. The codes are as stable as those of refusals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outage {
    /// S01: a queue is full; nothing was done.
    Busy,
    /// S02: the log did not answer in time. Repeating with the same command id is safe and tells.
    OutcomeUnknown,
    /// S03: the log cannot be reached; nothing was done.
    LogUnavailable,
    /// S04: the vault cannot be reached; nothing was done.
    VaultUnavailable,
    /// S05: the log holds something that cannot be read; the case stands still until it is repaired.
    CorruptHistory,
    /// S06: the views have not reached the positions asked for.
    ViewsBehind,
}

impl Outage {
    /// Every outage.
    pub const ALL: &'static [Self] = &[
        Self::Busy,
        Self::OutcomeUnknown,
        Self::LogUnavailable,
        Self::VaultUnavailable,
        Self::CorruptHistory,
        Self::ViewsBehind,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Busy => "S01",
            Self::OutcomeUnknown => "S02",
            Self::LogUnavailable => "S03",
            Self::VaultUnavailable => "S04",
            Self::CorruptHistory => "S05",
            Self::ViewsBehind => "S06",
        }
    }

    const fn grpc_code(self) -> Code {
        match self {
            Self::Busy => Code::ResourceExhausted,
            Self::OutcomeUnknown => Code::Unknown,
            Self::LogUnavailable | Self::VaultUnavailable | Self::ViewsBehind => Code::Unavailable,
            Self::CorruptHistory => Code::DataLoss,
        }
    }
}

/// The status of an outage.
#[must_use]
pub fn unavailable(outage: Outage, catalogue: &Catalogue) -> Status {
    let reply = catalogue.outage(outage.code());
    let info = pb::ErrorInfo {
        reason: outage.code().to_owned(),
        domain: ERROR_DOMAIN.to_owned(),
        ..Default::default()
    };
    let message = [outage.code(), &reply.text, &reply.change].join(" ");
    let localized = localized(&reply.text);
    let detail = RefusalDetail {
        code: outage.code().to_owned(),
        text: reply.text,
        change: reply.change,
        ..Default::default()
    };
    with_details(outage.grpc_code(), message, vec![info.packed(), localized, detail.packed()])
}

/// S01.
#[must_use]
pub fn busy(catalogue: &Catalogue) -> Status {
    unavailable(Outage::Busy, catalogue)
}

/// S02.
#[must_use]
pub fn outcome_unknown(catalogue: &Catalogue) -> Status {
    unavailable(Outage::OutcomeUnknown, catalogue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Failure;

    #[test]
    fn every_outage_says_what_to_do() {
        let catalogue = Catalogue::zh_cn().unwrap();
        for outage in Outage::ALL {
            let failure = Failure::from(&unavailable(*outage, &catalogue));
            assert_eq!(failure.code, outage.code());
            assert!(!failure.text.is_empty() && !failure.change.is_empty(), "{}", failure.code);
        }
    }

    #[test]
    fn an_unknown_outcome_asks_for_the_same_command_again() {
        let status = outcome_unknown(&Catalogue::zh_cn().unwrap());
        assert!(status.message().starts_with("S02 ") && status.message().contains("同一命令编号"));
    }
}
