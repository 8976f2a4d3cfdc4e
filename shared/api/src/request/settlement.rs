//! After the agreement: confirmation by a court, default, the archive.

use fengqiao_domain::Refusal;
use fengqiao_domain::command::{
    ArchiveCase, ConfirmationRuling, FileConfirmation, RecordConfirmation, RecordDefault,
};

use super::Desk;
use super::limits::{LINE_CHARS_MAX, REFERENCE_CHARS_MAX};
use super::parse::{code, id, line, malformed, optional, reference, unknown, words};
use super::prepared::Prepared;
use crate::v1;

/// The written forms of a court's ruling.
const RULINGS: [&str; 2] = ["granted", "rejected"];

pub(super) fn record_default(request: v1::RecordDefaultRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    let command = RecordDefault {
        obligation: optional(&request.obligation_id, "obligation_id", id)?,
        document: optional(&request.document_id, "document_id", id)?,
    };
    Ok(command.into())
}

pub(super) fn file_confirmation(
    request: v1::FileConfirmationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let command = FileConfirmation {
        court: optional(&request.court_unit, "court_unit", code)?,
        application: optional(&request.application_id, "application_id", id)?,
        cleared: words(&request.cleared, "cleared")?,
    };
    Ok(command.into())
}

pub(super) fn record_confirmation(
    request: v1::RecordConfirmationRequest,
    _: &Desk<'_>,
) -> Result<Prepared, Refusal> {
    let ruling = match request.ruling.as_str() {
        "" => return Err(Refusal::missing("ruling")),
        "granted" if !request.ground.is_empty() => return Err(malformed("ground")),
        "granted" => ConfirmationRuling::Granted {
            number: reference(&request.ruling_number, "ruling_number", REFERENCE_CHARS_MAX)?,
        },
        "rejected" if !request.ruling_number.is_empty() => return Err(malformed("ruling_number")),
        "rejected" => {
            ConfirmationRuling::Rejected { ground: line(&request.ground, "ground", LINE_CHARS_MAX)? }
        }
        other => return Err(unknown(other, "ruling", RULINGS.into_iter())),
    };
    Ok(RecordConfirmation { ruling }.into())
}

pub(super) fn archive_case(request: v1::ArchiveCaseRequest, _: &Desk<'_>) -> Result<Prepared, Refusal> {
    Ok(ArchiveCase { file_number: reference(&request.file_number, "file_number", REFERENCE_CHARS_MAX)? }
        .into())
}
