//! A refusal as a status.

use fengqiao_domain::{Code as RefusalCode, Refusal};
use prost_types::Any;
use tonic::{Code, Status};
use tonic_types::pb;

use super::fit::fitted;
use super::{Detail as _, ERROR_DOMAIN, localized, with_details};
use crate::outcome::explanation_with;
use crate::texts::{Reply, Wording};
use crate::v1::RefusalDetail;

/// The status of a refusal: its code in `ErrorInfo`, the field at fault in `BadRequest` or the rule in
/// `PreconditionFailure`, the sentence in `LocalizedMessage`, and all of it in our own `RefusalDetail`.
#[must_use]
pub fn refused(refusal: &Refusal, wording: Wording<'_>) -> Status {
    let reply = wording.refusal(refusal);
    let code = grpc_code(refusal.code);
    let reason = refusal.code.as_str();
    let mut details = vec![error_info(refusal)];
    details.extend(violation(refusal, code, &reply));
    details.push(localized(&reply.text));
    details.push(own_detail(refusal, &reply, wording));
    let message = [reason, &reply.text, &reply.change].join(" ");
    with_details(code, message.trim_end().to_owned(), details)
}

/// The gRPC code of each kind of refusal.
const fn grpc_code(code: RefusalCode) -> Code {
    use RefusalCode as R;
    match code {
        R::A01 => Code::Unauthenticated,
        R::A02 | R::A03 | R::A04 | R::A05 | R::A06 => Code::PermissionDenied,
        R::D01 | R::D02 | R::D03 | R::D04 | R::D05 | R::D06 | R::D09 => Code::InvalidArgument,
        R::D07 => Code::AlreadyExists,
        R::D08 => Code::NotFound,
        // Read again, decide again: the one refusal after which the same command may succeed at once.
        R::L03 => Code::Aborted,
        R::L01 | R::L04 | R::L05 | R::L06 | R::L02 | R::L08 | R::T01 | R::T02 | R::T03 | R::D10 => {
            Code::FailedPrecondition
        }
        R::V01 | R::V02 | R::C01 | R::C02 | R::C03 | R::C04 | R::C05 | R::C06 => Code::FailedPrecondition,
        R::R01 | R::R02 | R::R03 | R::R04 | R::R05 | R::R06 | R::R07 => Code::FailedPrecondition,
        R::R08 | R::R09 | R::R10 | R::R11 | R::R12 | R::R13 | R::R14 => Code::FailedPrecondition,
    }
}

fn error_info(refusal: &Refusal) -> Any {
    let facts = refusal.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let info = pb::ErrorInfo {
        reason: refusal.code.as_str().to_owned(),
        domain: ERROR_DOMAIN.to_owned(),
        metadata: facts.collect(),
    };
    info.packed()
}

/// The field at fault, or else the rule that was not met.
fn violation(refusal: &Refusal, code: Code, reply: &Reply) -> Option<Any> {
    if let Some(field) = &refusal.field {
        let violation = pb::bad_request::FieldViolation {
            field: field.clone(),
            description: reply.text.clone(),
            reason: refusal.code.as_str().to_owned(),
            localized_message: None,
        };
        return Some(pb::BadRequest { field_violations: vec![violation] }.packed());
    }
    let rule = pb::precondition_failure::Violation {
        r#type: refusal.code.as_str().to_owned(),
        subject: "case".to_owned(),
        description: reply.change.clone(),
    };
    (code == Code::FailedPrecondition).then(|| pb::PreconditionFailure { violations: vec![rule] }.packed())
}

fn own_detail(refusal: &Refusal, reply: &Reply, wording: Wording<'_>) -> Any {
    let explanation = refusal
        .assessment
        .as_deref()
        .map(|assessment| fitted(explanation_with(assessment, Some((refusal.code, reply.clone())), wording)));
    let detail = RefusalDetail {
        code: refusal.code.as_str().to_owned(),
        text: reply.text.clone(),
        change: reply.change.clone(),
        field: refusal.field.clone().unwrap_or_default(),
        allowed_actions: refusal.allowed.iter().map(|name| name.to_string()).collect(),
        explanation,
    };
    detail.packed()
}
