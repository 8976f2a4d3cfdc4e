//! A valid sample of each request.

use fengqiao_api::v1::{self, CommandHeader, correction_input::Fact};

pub(crate) const NAME: &str = "张三丰";
pub(crate) const PHONE: &str = "13952000001";
pub(crate) const ID_NUMBER: &str = "11010519491231002X";
pub(crate) const UUID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

pub(crate) fn header() -> Option<CommandHeader> {
    Some(CommandHeader { command_id: UUID.into(), case: UUID.into(), ..Default::default() })
}

pub(crate) fn party() -> v1::PartyInput {
    v1::PartyInput {
        role: "claimant".into(),
        kind: "natural_person".into(),
        name: NAME.into(),
        identification: Some(v1::IdentificationInput {
            document: "id_card".into(),
            number: ID_NUMBER.into(),
            reason: String::new(),
        }),
        phone: "139 5200 0001".into(),
        address: "大武口区朝阳街道1号".into(),
        ..Default::default()
    }
}

pub(crate) fn screening() -> v1::ScreeningInput {
    v1::ScreeningInput {
        grade: "low".into(),
        factors: vec!["f01".into()],
        danger_signs: vec!["threat".into()],
        review_on: "2026-03-31".into(),
        place: "640202".into(),
        account: "扬言报复".into(),
        ..Default::default()
    }
}

pub(crate) fn correction() -> v1::CorrectionInput {
    v1::CorrectionInput {
        fact: Some(Fact::Headcount(3)),
        document_id: UUID.into(),
        reason: "点名核实".into(),
    }
}

pub(crate) fn register_case() -> v1::RegisterCaseRequest {
    v1::RegisterCaseRequest {
        header: header(),
        channel: "window".into(),
        received_on: "2026-02-24".into(),
        places: vec!["640202".into()],
        headcount: Some(1),
        amount_fen: Some(120_000),
        brief: "邻里因漏水争执".into(),
        external_number: "12345-2026-0001".into(),
        parties: vec![party()],
        screening: Some(screening()),
        authority_document_id: String::new(),
    }
}

/// Calls a macro with each message and its valid sample.
#[macro_export]
macro_rules! each_sample {
    ($each:ident) => {{
        use fengqiao_api::v1;
        use $crate::common::samples::{UUID, correction, header, party, register_case, screening};
        let id = || UUID.to_owned();
        let text = || "当事人各执一词".to_owned();
        $each!(v1::DraftCaseRequest { header: header(), channel: "window".into(), text: text() });
        $each!(register_case());
        $each!(v1::SettleOnTheSpotRequest {
            header: header(),
            registration: Some(register_case()),
            classification: Some(v1::ClassifyMatterRequest { matter: "01".into(), ..Default::default() }),
            account: text(),
            terms: text(),
            place: "640202".into(),
            obligations: vec![v1::ObligationInput {
                debtor_party_id: "0".into(),
                what: text(),
                amount_fen: None,
                due: "2026-04-01".into(),
            }],
            performed: true,
            document_id: id(),
        });
        $each!(v1::AppointProxyRequest {
            header: header(),
            party_id: id(),
            proxy: Some(party()),
            document_id: id(),
        });
        $each!(v1::RestrictCaseRequest { header: header(), reason: text(), until: "2026-12-31".into() });
        $each!(v1::LinkPartyRequest { header: header(), party: Some(party()), ..Default::default() });
        $each!(v1::MergeCasesRequest { header: header(), into_case: id() });
        $each!(v1::AssignDownRequest { header: header(), to: "640202001".into(), due: "2026-03-01".into() });
        $each!(v1::HandOverRequest { header: header(), to: "640202002".into() });
        $each!(v1::LinkCasesRequest {
            header: header(),
            other_case: id(),
            relation: "follows".into(),
            dissolve: false,
        });
        $each!(v1::CorrectFactsRequest { header: header(), corrections: vec![correction()] });
        $each!(v1::RequestVoidRequest { header: header(), reason: "mistaken".into() });
        $each!(v1::ApproveVoidRequest { header: header() });
        $each!(v1::AssessRiskRequest { header: header(), screening: Some(screening()) });
        $each!(v1::ReportDangerRequest {
            header: header(),
            signs: vec!["weapon".into()],
            place: "640202".into(),
            account: text(),
        });
        $each!(v1::HandleDangerRequest {
            header: header(),
            cleared_signs: vec!["weapon".into()],
            measures: text(),
            ..Default::default()
        });
        $each!(v1::ClassifyMatterRequest { header: header(), matter: "01".into(), ..Default::default() });
        $each!(v1::DecideAcceptanceRequest {
            header: header(),
            decision: "not_accepted".into(),
            ground: "n1".into(),
            document_id: id(),
        });
        $each!(v1::ServeNoticeRequest {
            header: header(),
            notice: "acceptance".into(),
            party_id: String::new(),
            means: "in_person".into(),
        });
        $each!(v1::RecordConsentRequest {
            header: header(),
            party_id: id(),
            subject: "mediation".into(),
            given: true,
            until: String::new(),
        });
        $each!(v1::DispatchCaseRequest {
            header: header(),
            to_unit: "640202-water".into(),
            mode: "assign".into(),
            due: "2026-03-01".into(),
        });
        $each!(v1::SignCaseRequest { header: header() });
        $each!(v1::PauseClockRequest {
            header: header(),
            clock: "mediation_term".into(),
            reason: "expert_opinion".into(),
            document_id: id(),
        });
        $each!(v1::ResumeClockRequest { header: header(), clock: "mediation_term".into() });
        $each!(v1::SuspendHandlingRequest {
            header: header(),
            reason: "expert_opinion".into(),
            document_id: id(),
            review_on: "2026-03-01".into(),
        });
        $each!(v1::ResumeHandlingRequest { header: header() });
        $each!(v1::RequestExtensionRequest {
            header: header(),
            clock: "handle_term".into(),
            days: 30,
            reason: text(),
            document_id: id(),
        });
        $each!(v1::DecideExtensionRequest { header: header(), granted: false, reason: text() });
        $each!(v1::IssueSlipRequest {
            header: header(),
            colour: "red".into(),
            fault: "f6".into(),
            to_unit: "640202-water".into(),
            document_id: id(),
        });
        $each!(v1::AnswerSlipRequest {
            header: header(),
            slip_id: id(),
            measures: text(),
            document_id: id(),
        });
        $each!(v1::LiftSlipRequest { header: header(), slip_id: id(), reason: text(), document_id: id() });
        $each!(v1::ObjectToDispatchRequest { header: header(), ground: text(), ..Default::default() });
        $each!(v1::RuleOnObjectionRequest { header: header(), upheld: false, reason: text() });
        $each!(v1::AssignHandlerRequest {
            header: header(),
            officer_id: id(),
            duty: "核实水表".into(),
            due: "2026-03-01".into(),
            plan: text(),
        });
        $each!(v1::RecordInvestigationRequest {
            header: header(),
            kind: "visit".into(),
            text: text(),
            covers: vec!["evidence_list".into()],
            document_ids: vec![id()],
        });
        $each!(v1::HoldSessionRequest {
            header: header(),
            mode: "on_site".into(),
            outcome: "failed".into(),
            attendance: text(),
            document_id: id(),
        });
        $each!(v1::ConcludeAgreementRequest {
            header: header(),
            form: "written".into(),
            terms: text(),
            place: "640202".into(),
            obligations: vec![v1::ObligationInput {
                debtor_party_id: id(),
                what: text(),
                amount_fen: Some(1),
                due: "2026-04-01".into(),
            }],
        });
        $each!(v1::PutIntoEffectRequest { header: header(), signed_by_parties: true, ..Default::default() });
        $each!(v1::RecordPerformanceRequest { header: header(), document_id: id(), ..Default::default() });
        $each!(v1::DeclareFailureRequest { header: header(), ground: "no_agreement".into() });
        $each!(v1::DraftOpinionRequest {
            header: header(),
            claim: text(),
            facts: text(),
            reasons: text(),
            conclusion: text(),
            legal_basis: text(),
            supported: true,
            result: String::new(),
        });
        $each!(v1::ApproveOpinionRequest {
            header: header(), paper_number: "平信字〔2026〕7号".into()
        });
        $each!(v1::RequestReviewRequest {
            header: header(),
            party_id: id(),
            text: text(),
            document_id: id(),
        });
        $each!(v1::RequestRecheckRequest {
            header: header(),
            party_id: id(),
            text: text(),
            document_id: id(),
        });
        $each!(v1::RecordReviewResultRequest {
            header: header(),
            result: "upheld".into(),
            paper_number: "宁信复字〔2026〕3号".into(),
            supported: false,
            document_id: id(),
        });
        $each!(v1::RecordRecheckResultRequest {
            header: header(),
            result: "revoked".into(),
            paper_number: "宁信复字〔2026〕3号".into(),
            supported: false,
            document_id: id(),
        });
        $each!(v1::RecordRecusalRequest {
            header: header(),
            officer_id: id(),
            ground: "relative".into(),
            ..Default::default()
        });
        $each!(v1::RedirectCaseRequest {
            header: header(),
            path: "labour_arbitration".into(),
            body: "平罗县劳动人事争议仲裁院".into(),
            ground: text(),
            accepted_on: "2026-03-01".into(),
            document_id: id(),
        });
        $each!(v1::RecordRedirectResultRequest {
            header: header(),
            result: "decided".into(),
            document_id: id(),
        });
        $each!(v1::RecordExplanationRequest { header: header(), text: text(), ..Default::default() });
        $each!(v1::RequestEscalationRequest {
            header: header(),
            to: String::new(),
            help_wanted: vec!["power".into()],
            text: text(),
        });
        $each!(v1::AcceptEscalationRequest { header: header(), reason: text() });
        $each!(v1::RefuseEscalationRequest {
            header: header(),
            corrections: vec![correction()],
            reason: String::new(),
        });
        $each!(v1::WithdrawEscalationRequest { header: header() });
        $each!(v1::AppealRefusalRequest { header: header() });
        $each!(v1::RuleOnAppealRequest {
            header: header(),
            ruling: "upheld".into(),
            corrections: vec![],
            reason: text(),
        });
        $each!(v1::TakeOverRequest { header: header(), reason: text() });
        $each!(v1::ReturnDownRequest {
            header: header(),
            code: "R02".into(),
            checklist: vec!["identity".into()],
            corrections: vec![],
            reason: text(),
        });
        $each!(v1::DesignateJurisdictionRequest {
            header: header(),
            holder: "640202".into(),
            substantive_owner: String::new(),
            ground: text(),
        });
        $each!(v1::WithdrawCaseRequest {
            header: header(),
            party_id: id(),
            reason: text(),
            document_id: id(),
        });
        $each!(v1::RecordFollowUpRequest { header: header(), round: "first".into(), ..Default::default() });
        $each!(v1::RateRequest { header: header(), rating: "satisfied".into(), words: text() });
        $each!(v1::CloseCaseRequest {
            header: header(),
            main_outcome: "resolved".into(),
            other_outcomes: vec![],
        });
        $each!(v1::ReopenHandlingRequest { header: header(), reason: "default".into() });
        $each!(v1::ReopenCaseRequest { header: header(), reason: "rebound".into() });
        $each!(v1::RecordDefaultRequest { header: header(), document_id: id(), ..Default::default() });
        $each!(v1::FileConfirmationRequest {
            header: header(),
            court_unit: "640202-court_desk".into(),
            application_id: id(),
            cleared: vec!["vague".into()],
        });
        $each!(v1::RecordConfirmationRequest {
            header: header(),
            ruling: "rejected".into(),
            ruling_number: String::new(),
            ground: text(),
        });
        $each!(v1::ArchiveCaseRequest { header: header(), file_number: "2026-T-0001".into() });
        $each!(v1::RequestKeyDestructionRequest {
            header: header(),
            party_id: id(),
            basis: "lawful_request".into(),
            reason: text(),
            document_id: id(),
        });
        $each!(v1::DestroyPersonKeyRequest { header: header(), party_id: id() });
        $each!(v1::HoldMeetingRequest {
            header: header(),
            kind: "joint_conference".into(),
            units: vec!["640202-water".into()],
            decisions: text(),
            tasks: vec![v1::TaskInput {
                unit: "640202-water".into(),
                lead: true,
                due: "2026-03-01".into(),
                content: text(),
            }],
        });
        $each!(v1::AssignTaskRequest {
            header: header(),
            kind: "summons".into(),
            unit: "640202-water".into(),
            due: "2026-03-01".into(),
            content: text(),
        });
        $each!(v1::CompleteTaskRequest {
            header: header(),
            document_id: id(),
            report: text(),
            ..Default::default()
        });
        $each!(v1::AssignLeaderRequest { header: header(), leader_id: id(), until: "2026-06-30".into() });
        $each!(v1::FormTaskForceRequest {
            header: header(),
            theme: "渠道用水".into(),
            units: vec!["640202-water".into()],
            lead: "640202-water".into(),
        });
        $each!(v1::ReferRequest {
            header: header(),
            kind: "police".into(),
            unit: "640202-police".into(),
            due: "2026-03-01".into(),
            text: text(),
        });
        $each!(v1::RecordReferralResultRequest {
            header: header(),
            result: "done".into(),
            document_id: id(),
            ..Default::default()
        });
        $each!(v1::RecordAdviceRequest { header: header(), kind: "lawyer".into(), document_id: id() });
        $each!(v1::IssueOrderRequest {
            header: header(),
            kind: "instruction".into(),
            order_number: "石领批〔2026〕1号".into(),
            issuer_level: "city".into(),
            lead_level: "county".into(),
            due: "2026-03-01".into(),
            document_id: id(),
        });
        $each!(v1::ReportOnOrderRequest { header: header(), document_id: id(), ..Default::default() });
    }};
}
