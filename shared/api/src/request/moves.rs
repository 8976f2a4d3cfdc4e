//! Commands that send a case to another centre.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{AssignDown, HandOver};

use super::Desk;
use super::parse::{code, optional_date};
use super::prepared::Prepared;
use crate::v1;

pub(super) fn assign_down(request: v1::AssignDownRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(AssignDown { to: code(&request.to, "to")?, due: optional_date(&request.due, "due")? }.into())
}

pub(super) fn hand_over(request: v1::HandOverRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(HandOver { to: code(&request.to, "to")? }.into())
}
