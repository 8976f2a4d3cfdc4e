//! Forms as officers fill them in; a test changes what it is about.

use fengqiao_api::v1::correction_input::Fact;
use fengqiao_api::v1::{
    AcceptEscalationRequest, AssignHandlerRequest, ClassifyMatterRequest, CloseCaseRequest, CodeList,
    ConcludeAgreementRequest, CorrectionInput, DecideAcceptanceRequest, HandleDangerRequest,
    HoldSessionRequest, IdentificationInput, ObligationInput, PartyInput, PutIntoEffectRequest,
    RecordFollowUpRequest, RecordInvestigationRequest, RecordPerformanceRequest, RefuseEscalationRequest,
    RegisterCaseRequest, ReportDangerRequest, RequestEscalationRequest, ScreeningInput, ServeNoticeRequest,
};
use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

use crate::header;

/// The village of 平罗县 in which the tests' disputes lie, the township and the county above it, and the city.
pub const VILLAGE: &str = "640221103211";
pub const TOWNSHIP: &str = "640221103";
pub const COUNTY: &str = "640221";
pub const CITY: &str = "640200";

/// A quarrel about a ditch: mediation, no power but to mediate.
pub const DITCH: &str = "0201";

/// The claimant of the tests' disputes; nobody has this number, which the standard gives as its example.
pub const CLAIMANT_ID_NUMBER: &str = "11010519491231002X";
pub const CLAIMANT_PHONE: &str = "13952000001";

/// Days until a screening without danger is looked at again.
const REVIEW_DAYS: i64 = 90;

/// A quarrel of two households over a ditch: 6 persons, 18,000.00 yuan, screened without danger.
#[must_use]
pub fn village_dispute(received_on: Date) -> RegisterCaseRequest {
    RegisterCaseRequest {
        headcount: Some(6),
        amount_fen: Some(1_800_000),
        screening: Some(screening("low", &[], received_on)),
        ..register(VILLAGE, received_on)
    }
}

/// The least that a window takes: a claimant, a respondent, a place and what it is about.
#[must_use]
pub fn register(place: &str, received_on: Date) -> RegisterCaseRequest {
    RegisterCaseRequest {
        header: header(""),
        channel: "window".to_owned(),
        received_on: received_on.to_string(),
        places: vec![place.to_owned()],
        brief: "两户因灌溉水渠走向发生争执".to_owned(),
        parties: vec![
            party("claimant", "甲某某", CLAIMANT_ID_NUMBER, CLAIMANT_PHONE),
            party("respondent", "乙某某", "", "13952000002"),
        ],
        ..RegisterCaseRequest::default()
    }
}

/// A factor sheet with these signs of danger.
#[must_use]
pub fn screening(grade: &str, danger_signs: &[&str], on: Date) -> ScreeningInput {
    ScreeningInput {
        grade: grade.to_owned(),
        danger_signs: owned(danger_signs),
        review_on: on.saturating_add(REVIEW_DAYS.days()).to_string(),
        ..ScreeningInput::default()
    }
}

/// A natural person; without a number, one who showed no document.
#[must_use]
pub fn party(role: &str, name: &str, id_number: &str, phone: &str) -> PartyInput {
    let identification = if id_number.is_empty() {
        IdentificationInput {
            document: "unverified".to_owned(),
            reason: "未带证件".to_owned(),
            ..IdentificationInput::default()
        }
    } else {
        IdentificationInput {
            document: "id_card".to_owned(),
            number: id_number.to_owned(),
            ..IdentificationInput::default()
        }
    };
    PartyInput {
        role: role.to_owned(),
        kind: "natural_person".to_owned(),
        name: name.to_owned(),
        identification: Some(identification),
        phone: phone.to_owned(),
        ..PartyInput::default()
    }
}

#[must_use]
pub fn report_danger(case: &str) -> ReportDangerRequest {
    ReportDangerRequest {
        header: header(case),
        signs: owned(&["threat"]),
        account: "扬言报复".to_owned(),
        ..ReportDangerRequest::default()
    }
}

/// The one open danger was met, and these signs are gone.
#[must_use]
pub fn handle_danger(case: &str, cleared_signs: &[&str]) -> HandleDangerRequest {
    HandleDangerRequest {
        header: header(case),
        cleared_signs: owned(cleared_signs),
        measures: "收缴铁锹,分开劝导".to_owned(),
        ..HandleDangerRequest::default()
    }
}

#[must_use]
pub fn classify(case: &str, matter: &str) -> ClassifyMatterRequest {
    ClassifyMatterRequest {
        header: header(case),
        matter: matter.to_owned(),
        ..ClassifyMatterRequest::default()
    }
}

#[must_use]
pub fn accept(case: &str) -> DecideAcceptanceRequest {
    DecideAcceptanceRequest {
        header: header(case),
        decision: "accepted".to_owned(),
        ..DecideAcceptanceRequest::default()
    }
}

/// A notice served in person on all parties.
#[must_use]
pub fn serve(case: &str, notice: &str) -> ServeNoticeRequest {
    ServeNoticeRequest {
        header: header(case),
        notice: notice.to_owned(),
        means: "in_person".to_owned(),
        ..ServeNoticeRequest::default()
    }
}

#[must_use]
pub fn assign(case: &str, officer: Uuid, due: Date) -> AssignHandlerRequest {
    AssignHandlerRequest {
        header: header(case),
        officer_id: officer.to_string(),
        duty: "主持调解".to_owned(),
        due: due.to_string(),
        plan: "先分头谈,再当面调".to_owned(),
    }
}

/// Evidence and positions go on file.
#[must_use]
pub fn investigate(case: &str) -> RecordInvestigationRequest {
    RecordInvestigationRequest {
        header: header(case),
        kind: "evidence".to_owned(),
        text: "现场测量水渠,双方陈述意见".to_owned(),
        covers: owned(&["evidence_list", "brief_of_positions"]),
        ..RecordInvestigationRequest::default()
    }
}

#[must_use]
pub fn session(case: &str, outcome: &str) -> HoldSessionRequest {
    HoldSessionRequest {
        header: header(case),
        mode: "on_site".to_owned(),
        outcome: outcome.to_owned(),
        attendance: "双方到场".to_owned(),
        document_id: document(),
    }
}

/// A session held on an earlier date.
#[must_use]
pub fn session_on(case: &str, date: Date, outcome: &str) -> HoldSessionRequest {
    HoldSessionRequest { header: crate::header_on(case, date), ..session(case, outcome) }
}

/// `debtor` pays 5,000.00 yuan.
#[must_use]
pub fn agree(case: &str, form: &str, debtor: &str, due: Date) -> ConcludeAgreementRequest {
    ConcludeAgreementRequest {
        header: header(case),
        form: form.to_owned(),
        terms: "水渠改走南侧,补偿一次付清".to_owned(),
        place: VILLAGE.to_owned(),
        obligations: vec![ObligationInput {
            debtor_party_id: debtor.to_owned(),
            what: "支付补偿".to_owned(),
            amount_fen: Some(500_000),
            due: due.to_string(),
        }],
    }
}

#[must_use]
pub fn put_into_effect(case: &str) -> PutIntoEffectRequest {
    PutIntoEffectRequest {
        header: header(case),
        signed_by_parties: true,
        signed_by_mediator: true,
        sealed_by_committee: true,
    }
}

/// The one obligation that is still owed is done.
#[must_use]
pub fn perform(case: &str) -> RecordPerformanceRequest {
    RecordPerformanceRequest {
        header: header(case),
        document_id: document(),
        ..RecordPerformanceRequest::default()
    }
}

#[must_use]
pub fn ask(case: &str) -> RequestEscalationRequest {
    RequestEscalationRequest {
        header: header(case),
        help_wanted: owned(&["coordination"]),
        text: "请上级协调".to_owned(),
        ..RequestEscalationRequest::default()
    }
}

#[must_use]
pub fn take_up(case: &str) -> AcceptEscalationRequest {
    AcceptEscalationRequest { header: header(case), ..AcceptEscalationRequest::default() }
}

#[must_use]
pub fn refuse(case: &str) -> RefuseEscalationRequest {
    RefuseEscalationRequest {
        header: header(case),
        reason: "本级可以处理".to_owned(),
        ..RefuseEscalationRequest::default()
    }
}

#[must_use]
pub fn follow_up(case: &str) -> RecordFollowUpRequest {
    RecordFollowUpRequest {
        header: header(case),
        round: "first".to_owned(),
        performed: true,
        ..RecordFollowUpRequest::default()
    }
}

#[must_use]
pub fn close(case: &str) -> CloseCaseRequest {
    CloseCaseRequest {
        header: header(case),
        main_outcome: "resolved".to_owned(),
        ..CloseCaseRequest::default()
    }
}

/// A corrected fact with a paper.
#[must_use]
pub fn correction(fact: Fact) -> CorrectionInput {
    CorrectionInput { fact: Some(fact), document_id: document(), reason: "原登记有误".to_owned() }
}

/// A set of codes.
#[must_use]
pub fn codes(codes: &[&str]) -> CodeList {
    CodeList { codes: owned(codes) }
}

/// The id of an attachment.
#[must_use]
pub fn document() -> String {
    Uuid::now_v7().to_string()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
