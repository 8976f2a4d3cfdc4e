//! Commands between cases.

use fengqiao_domain::command::{LinkCases, MergeCases};
use fengqiao_domain::{Glimpse, Refusal};

use super::Desk;
use super::parse::word;
use super::prepared::Prepared;
use crate::v1;

pub(super) fn link_cases(request: v1::LinkCasesRequest, desk: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = LinkCases {
        other: other(desk)?,
        relation: word(&request.relation, "relation")?,
        dissolve: request.dissolve,
    };
    Ok(command.into())
}

pub(super) fn merge_cases(_: v1::MergeCasesRequest, desk: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(MergeCases { into: other(desk)? }.into())
}

/// The other case, which was looked up before the request is read.
fn other(desk: &Desk<'_>) -> Result<Glimpse, Refusal> {
    desk.other.cloned().ok_or_else(|| Refusal::missing("other_case"))
}
