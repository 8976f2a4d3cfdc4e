//! Compiles the contract in `proto/` without an installed protoc.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const CONTRACT: &str = "../../proto";
const FILES: &[&str] = &[
    "fengqiao/v1/common.proto",
    "fengqiao/v1/commands.proto",
    "fengqiao/v1/affairs.proto",
    "fengqiao/v1/rules.proto",
    "fengqiao/v1/intake.proto",
    "fengqiao/v1/links.proto",
    "fengqiao/v1/moves.proto",
    "fengqiao/v1/petition.proto",
    "fengqiao/v1/settlement.proto",
    "fengqiao/v1/joint.proto",
    "fengqiao/v1/review.proto",
    "fengqiao/v1/supervision.proto",
    "fengqiao/v1/time.proto",
    "fengqiao/v1/township.proto",
    "fengqiao/v1/county.proto",
    "fengqiao/v1/city.proto",
    "fengqiao/v1/query.proto",
];

/// Messages that hold names, document numbers, phones, narratives or a query code. They get no derived `Debug`;
/// `src/redacted.rs` gives them one that prints the type alone.
const PERSONAL: &[&str] = &[
    "PartyInput",
    "IdentificationInput",
    "ScreeningInput",
    "CorrectionInput",
    "ObligationInput",
    "DraftCaseRequest",
    "RegisterCaseRequest",
    "SettleOnTheSpotRequest",
    "AppointProxyRequest",
    "RestrictCaseRequest",
    "ReportDangerRequest",
    "HandleDangerRequest",
    "AssignHandlerRequest",
    "RecordInvestigationRequest",
    "HoldSessionRequest",
    "ConcludeAgreementRequest",
    "RecordExplanationRequest",
    "RequestExtensionRequest",
    "DecideExtensionRequest",
    "AnswerSlipRequest",
    "LiftSlipRequest",
    "RequestEscalationRequest",
    "AcceptEscalationRequest",
    "RefuseEscalationRequest",
    "RuleOnAppealRequest",
    "TakeOverRequest",
    "ReturnDownRequest",
    "TaskInput",
    "HoldMeetingRequest",
    "AssignTaskRequest",
    "CompleteTaskRequest",
    "ReferRequest",
    "WithdrawCaseRequest",
    "RateRequest",
    "DraftOpinionRequest",
    "RequestReviewRequest",
    "RequestRecheckRequest",
    "RequestKeyDestructionRequest",
    "CommandOutcome",
    "CaseView",
    "DraftView",
    "PartyView",
    "FindByPersonRequest",
    "RevealPersonRequest",
    "GetProgressRequest",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={CONTRACT}");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut compiler = protox::Compiler::new([CONTRACT])?;
    compiler.include_imports(true).include_source_info(true).open_files(FILES)?;
    fs::write(out.join("fengqiao.v1.bin"), compiler.encode_file_descriptor_set())?;
    tonic_prost_build::configure()
        .skip_debug(PERSONAL.iter().map(|name| format!(".fengqiao.v1.{name}")))
        .compile_fds(compiler.file_descriptor_set())?;
    Ok(())
}
