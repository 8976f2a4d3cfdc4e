//! Which stage admits which command: the whole table, cell by cell.

use fengqiao_domain::command::CommandName::{self, *};

use crate::support::*;

/// What each stage admits; a command that waits for something else (a request, a danger) is not in the table.
#[rustfmt::skip]
const ADMITTED: &[(CommandName, &str)] = &[
    //                     registered accepted dispatched signed in_progress suspended unresolved | agreed performing opinion_issued under_review under_recheck follow_up | closed exited archived
    (DraftCase,            "......."),
    (RegisterCase,         "......."),
    (SettleOnTheSpot,      "x......"),
    (AppointProxy,         "xxxxxxx xxxxxx"),
    (RestrictCase,         "xxxxxxx xxxxxx xxx"),
    (LinkParty,            "xxxxxxx xxxxxx"),
    (FlagDuplicate,        "xxxxxxx xxxxxx"),
    (FlagCluster,          "xxxxxxx xxxxxx"),
    (MergeCases,           "xxxxxxx"),
    (AbsorbCase,           "xxxxxxx xxxxxx xxx"),
    (AssignDown,           "xx.x..."),
    (HandOver,             "x......"),
    (LinkCases,            "xxxxxxx xxxxxx xx."),
    (NoteLink,             "xxxxxxx xxxxxx xxx"),
    (FinishErrand,         "xxxxxxx xxxxxx xxx"),
    (CorrectFacts,         "xxxxxxx xxxxxx"),
    (RequestVoid,          "x......"),
    (ApproveVoid,          "......."),
    (AssessRisk,           "xxxxxxx xxxxxx"),
    (ReportDanger,         "xxxxxxx xxxxxx xx."),
    (HandleDanger,         "......."),
    (ClassifyMatter,       "xxxxx.."),
    (DecideAcceptance,     "x......"),
    (ServeNotice,          "xxxxxxx xxxxxx xxx"),
    (RecordConsent,        "xxxxxxx xxxxxx"),
    (DispatchCase,         ".x.x..."),
    (SignCase,             "..x...."),
    (ObjectToDispatch,     "..x...."),
    (RuleOnObjection,      "......."),
    (AssignHandler,        ".x.xx.."),
    (RecordInvestigation,  "xxxxxxx xxxxxx"),
    (RecordAdvice,         "xxxxxxx xxxxxx"),
    (HoldSession,          "....x.."),
    (ConcludeAgreement,    "....x.."),
    (PutIntoEffect,        "....... x....."),
    (RecordPerformance,    "....... .x...."),
    (RecordDefault,        "....... .x...."),
    (FileConfirmation,     "....... .x...x x.."),
    (RecordConfirmation,   "......."),
    (DeclareFailure,       "....x.."),
    (DraftOpinion,         "......."),
    (ApproveOpinion,       "......."),
    (RequestReview,        "....... ..x..."),
    (OpenReview,           "......."),
    (RecordReviewResult,   "....... ...x.."),
    (RequestRecheck,       "....... ..x..."),
    (RecordRecheckResult,  "....... ....x."),
    (RecordRecusal,        "xxxxxxx"),
    (RedirectCase,         "xxxxx.x"),
    (RecordRedirectResult, "......."),
    (RecordExplanation,    "......x ..x..x"),
    (PauseClock,           "xxxxxxx"),
    (ResumeClock,          "......."),
    (SuspendHandling,      "....x.."),
    (ResumeHandling,       ".....x."),
    (RequestExtension,     "....xxx"),
    (DecideExtension,      "......."),
    (IssueSlip,            "xxxxxxx xxxxxx x.."),
    (AnswerSlip,           "......."),
    (LiftSlip,             "......."),
    (KeepTime,             "xxxxxxx xxxxxx xxx"),
    (RecomputeDeadlines,   "xxxxxxx xxxxxx xxx"),
    (RequestEscalation,    "xxxxxxx"),
    (AcceptEscalation,     "......."),
    (RefuseEscalation,     "......."),
    (WithdrawEscalation,   "......."),
    (AppealRefusal,        "......."),
    (RuleOnAppeal,         "......."),
    (TakeOver,             "xxxxxxx"),
    (ReturnDown,           "......."),
    (DesignateJurisdiction,"......."),
    (IssueOrder,           "xxxxxxx xxxxxx"),
    (ReportOnOrder,        "......."),
    (HoldMeeting,          "xxxxxxx xxxxxx"),
    (AssignTask,           "xxxxxxx xxxxxx"),
    (CompleteTask,         "......."),
    (AssignLeader,         "xxxxxxx xxxxxx"),
    (FormTaskForce,        "xxxxxxx xxxxxx"),
    (Refer,                "xxxxxxx xxxxxx"),
    (RecordReferralResult, "......."),
    (WithdrawCase,         "xxxxxxx x....."),
    (RecordFollowUp,       "....... .....x x.."),
    (Rate,                 "....... .....x x.."),
    (CloseCase,            "....... .....x"),
    (ReopenHandling,       "......x xxx..x"),
    (ReopenCase,           "....... ...... xx."),
    (ArchiveCase,          "....... ...... xx."),
    (RequestKeyDestruction,"xxxxxxx xxxxxx xxx"),
    (DestroyPersonKey,     "......."),
];

/// Covers: L01, L02
#[test]
fn each_stage_admits_its_commands_and_no_other() {
    let stages = in_each_stage();
    assert_eq!(ADMITTED.len(), CommandName::OF_CASES.len());
    for (name, row) in ADMITTED {
        let cells: Vec<_> = row.chars().filter(|cell| *cell != ' ').collect();
        for (index, (phase, story)) in stages.iter().enumerate() {
            assert_eq!(story.case().phase.name(), *phase);
            let stated = cells.get(index) == Some(&'x');
            assert_eq!(name.admitted(story.case()), stated, "{name} in {phase}");
        }
    }
}
