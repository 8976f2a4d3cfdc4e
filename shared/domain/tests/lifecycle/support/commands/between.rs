//! What passes between two cases: links, mergers, likenesses.

use std::collections::BTreeMap;

use fengqiao_domain::command::*;
use fengqiao_domain::id::CaseId;
use fengqiao_domain::number::CaseNumber;
use fengqiao_domain::similarity::{Likeness, LikenessKind, LikenessReason};
use fengqiao_domain::state::{Link, PhaseName};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Case, Glimpse};
use fengqiao_jurisdiction::SiteCode;
use jiff::ToSpan;
use uuid::Uuid;

use super::super::reference::centre;
use super::super::story::TODAY;
use super::TOWNSHIP;

/// A case of the same centre, registered a month before the usual one.
pub(crate) fn an_older_case() -> Glimpse {
    Glimpse {
        case: CaseId::new(Uuid::from_u128(0x01DE5)),
        number: Some(CaseNumber::new("640221".parse().unwrap(), 2026, 1)),
        holder: centre(TOWNSHIP),
        registered_on: TODAY - 30.days(),
        phase: PhaseName::InProgress,
    }
}

/// A case registered after the usual one.
pub(crate) fn a_newer_case() -> Glimpse {
    Glimpse {
        case: CaseId::new(Uuid::from_u128(0x0E5E5)),
        number: Some(CaseNumber::new("640221".parse().unwrap(), 2027, 900_001)),
        registered_on: TODAY + 300.days(),
        ..an_older_case()
    }
}

pub(crate) fn link(other: &Glimpse, relation: LinkRelation) -> LinkCases {
    LinkCases { other: other.clone(), relation, dissolve: false }
}

/// What the errand of another case brings: it says that both are about the same matter.
pub(crate) fn note_of(other: &Glimpse, case: Option<&Case>) -> NoteLink {
    let older = case.is_none_or(|case| other.is_older_than(case));
    let link = Link {
        other: other.case,
        relation: LinkRelation::SameMatter,
        back: true,
        number: other.number.clone(),
        holder: other.holder,
        older,
        ended: other.phase.is_ended(),
    };
    NoteLink { link, dissolved: false }
}

pub(crate) fn merge_into(other: &Glimpse) -> MergeCases {
    MergeCases { into: other.clone() }
}

/// What the errand of a merged case brings.
pub(crate) fn absorb(parties: Vec<NewParty>) -> AbsorbCase {
    let merged = Link {
        relation: LinkRelation::MergedFrom,
        back: false,
        older: false,
        other: a_newer_case().case,
        ..note_of(&a_newer_case(), None).link
    };
    AbsorbCase { merged, parties }
}

/// An open case is thought to be the same matter.
pub(crate) fn flag_duplicate(filings_90d: u32) -> FlagDuplicate {
    let like = Likeness {
        case: an_older_case().case,
        kind: LikenessKind::Duplicate,
        score: 70,
        reasons: [LikenessReason::Claimant, LikenessReason::Respondent, LikenessReason::Place].into(),
    };
    FlagDuplicate { candidates: vec![like], filings_90d, read_at: read_at() }
}

pub(crate) fn flag_cluster(like_cases_30d: u32) -> FlagCluster {
    FlagCluster { like_cases_30d, read_at: read_at() }
}

fn read_at() -> BTreeMap<SiteCode, u64> {
    [("640221".parse().unwrap(), 7)].into()
}
