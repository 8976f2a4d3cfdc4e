//! Requests become commands, and what cannot be right is refused with its code and field.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::collections::BTreeSet;

use common::samples::{ID_NUMBER, NAME, PHONE, UUID, correction, header, party, register_case, screening};
use common::{Reference, desk};
use fengqiao_api::person::PersonData;
use fengqiao_api::request::{
    AffairRequest, CaseRef, CommandRequest, Header, Prepared, Question, SecretOwner,
};
use fengqiao_api::{status, v1};
use fengqiao_domain::command::Command;
use fengqiao_domain::id::PartyId;
use fengqiao_domain::permission::offered_at;
use fengqiao_domain::vocabulary::Level;
use fengqiao_domain::{Code, CommandName, Refusal, Sealed};
use proptest::prelude::*;

fn finish(prepared: Prepared) -> Command {
    let envelopes =
        (0..prepared.secrets.len()).map(|index| Sealed::from_envelope(format!("{index}"))).collect();
    prepared.finish(envelopes).unwrap()
}

fn refusal(request: impl CommandRequest) -> Refusal {
    request.prepare(&desk()).unwrap_err()
}

/// The code and field of a request that is refused.
fn fault(request: impl CommandRequest) -> (Code, String) {
    let refusal = refusal(request);
    (refusal.code, refusal.field.unwrap())
}

fn registered_with(change: impl FnOnce(&mut v1::RegisterCaseRequest)) -> v1::RegisterCaseRequest {
    let mut request = register_case();
    change(&mut request);
    request
}

fn with_party(change: impl FnOnce(&mut v1::PartyInput)) -> v1::RegisterCaseRequest {
    registered_with(|request| change(&mut request.parties[0]))
}

fn with_identification(document: &str, number: &str, reason: &str) -> v1::RegisterCaseRequest {
    with_party(|party| {
        party.identification = Some(v1::IdentificationInput {
            document: document.into(),
            number: number.into(),
            reason: reason.into(),
        });
    })
}

fn hand_over_cases() -> v1::HandOverCasesRequest {
    v1::HandOverCasesRequest {
        header: header(),
        officer_id: UUID.into(),
        successor_ids: vec![UUID.into()],
        cause: "transfer".into(),
        due: "2026-03-01".into(),
        case_ids: vec![UUID.into()],
    }
}

fn issue_recommendation() -> v1::IssueRecommendationRequest {
    v1::IssueRecommendationRequest {
        header: header(),
        kind: "better_work".into(),
        unit: "640202-water".into(),
        document_id: UUID.into(),
        case_id: String::new(),
    }
}

fn answer_recommendation() -> v1::AnswerRecommendationRequest {
    v1::AnswerRecommendationRequest {
        header: header(),
        recommendation_id: UUID.into(),
        adopted: true,
        document_id: UUID.into(),
    }
}

fn submit_rule_set() -> v1::SubmitRuleSetRequest {
    let files = fengqiao_routing::delivered();
    let tables = files.tables.into_iter().map(|(file, text)| v1::RuleTableText { file, text });
    v1::SubmitRuleSetRequest {
        header: header(),
        rule_set: Some(v1::RuleSetText { manifest: files.manifest, tables: tables.collect() }),
        base_hash: "ab".repeat(32),
        reason: "人数较多的纠纷应当由县里牵头".into(),
    }
}

fn return_rule_set() -> v1::ReturnRuleSetRequest {
    let reason = "第二行与第三行重复,请合并后再报".into();
    v1::ReturnRuleSetRequest { header: header(), rule_set_id: UUID.into(), reason }
}

fn approve_rule_set() -> v1::ApproveRuleSetRequest {
    v1::ApproveRuleSetRequest {
        header: header(),
        rule_set_id: UUID.into(),
        hash: "ab".repeat(32),
        replay: Some(v1::ReplayFigures {
            from: "2026-01-05".into(),
            to: "2026-02-24".into(),
            looked_at: 40,
            more: 3,
            ..Default::default()
        }),
    }
}

fn freeze_pack() -> v1::FreezePackRequest {
    let position = v1::Position { stream: "CASES_640221".into(), epoch: UUID.into(), sequence: 41 };
    let value = Some(v1::PackValue { numerator: 3, denominator: 4 });
    v1::FreezePackRequest {
        header: header(),
        period: "2026-W23".into(),
        cut_off: vec![position],
        figures: vec![v1::PackFigure { group: "rates".into(), id: "M11".into(), value }],
        checks: vec![v1::PackCheck {
            id: "Q01".into(),
            centre: "640200".into(),
            left_name: "期初在办与流入流出".into(),
            right_name: "期末在办".into(),
            relation: "equal".into(),
            ..Default::default()
        }],
        explanation: String::new(),
    }
}

/// A request about what is no case becomes its command.
fn converted_beside<R: AffairRequest>(request: R, seen: &mut BTreeSet<CommandName>) {
    assert!(request.header().is_some());
    assert_eq!(request.read().unwrap().name(), R::NAME);
    seen.insert(R::NAME);
}

#[test]
fn a_malformed_request_about_what_is_no_case_is_named_with_its_field() {
    let field = |refusal: Refusal| (refusal.code, refusal.field.unwrap());
    let many = v1::HandOverCasesRequest { case_ids: vec![UUID.into(); 501], ..hand_over_cases() };
    assert_eq!(field(many.read().unwrap_err()), (Code::D03, "case_ids".into()));
    let wrong = v1::HandOverCasesRequest { case_ids: vec![UUID.into(), "x".into()], ..hand_over_cases() };
    assert_eq!(field(wrong.read().unwrap_err()), (Code::D03, "case_ids[1]".into()));
    let unknown = v1::HandOverCasesRequest { cause: "whim".into(), ..hand_over_cases() };
    assert_eq!(field(unknown.read().unwrap_err()), (Code::D02, "cause".into()));
    let unnamed = v1::IssueRecommendationRequest { unit: String::new(), ..issue_recommendation() };
    assert_eq!(field(unnamed.read().unwrap_err()), (Code::D01, "unit".into()));
    let unasked =
        v1::AnswerRecommendationRequest { recommendation_id: String::new(), ..answer_recommendation() };
    assert_eq!(field(unasked.affair().unwrap_err()), (Code::D01, "recommendation_id".into()));
}

#[test]
fn a_malformed_request_about_rules_is_named_with_its_field() {
    let submitted = |change: fn(&mut v1::SubmitRuleSetRequest)| {
        let mut request = submit_rule_set();
        change(&mut request);
        let refusal = request.read().unwrap_err();
        (refusal.code, refusal.field.unwrap())
    };
    assert_eq!(submitted(|it| it.rule_set = None), (Code::D01, "rule_set".into()));
    let no_manifest = submitted(|it| it.rule_set.as_mut().unwrap().manifest.clear());
    assert_eq!(no_manifest, (Code::D01, "rule_set.manifest".into()));
    let twice = submitted(|it| it.rule_set.as_mut().unwrap().tables[1].file = "gates.json".into());
    assert_eq!(twice, (Code::D03, "rule_set.tables[1].file".into()));
    let many = submitted(|it| it.rule_set.as_mut().unwrap().tables = vec![v1::RuleTableText::default(); 7]);
    assert_eq!(many, (Code::D03, "rule_set.tables".into()));
    assert_eq!(submitted(|it| it.base_hash = "ab".into()), (Code::D03, "base_hash".into()));
    assert_eq!(submitted(|it| it.base_hash.clear()), (Code::D01, "base_hash".into()));
    assert_eq!(submitted(|it| it.reason = "应当".into()), (Code::D03, "reason".into()));
    let named = submitted(|it| it.reason = "请打 13895001234 问这个案子的当事人".into());
    assert_eq!(named, (Code::D03, "reason".into()));
    let unlooked = v1::ApproveRuleSetRequest { replay: None, ..approve_rule_set() };
    assert_eq!(unlooked.read().unwrap_err().field.as_deref(), Some("replay"));
}

#[test]
fn a_malformed_pack_is_named_with_its_field() {
    let frozen = |change: fn(&mut v1::FreezePackRequest)| {
        let mut request = freeze_pack();
        change(&mut request);
        let refusal = request.read().unwrap_err();
        (refusal.code, refusal.field.unwrap())
    };
    assert_eq!(frozen(|it| it.period.clear()), (Code::D01, "period".into()));
    assert_eq!(frozen(|it| it.period = "2026-W60".into()), (Code::D03, "period".into()));
    assert_eq!(frozen(|it| it.figures.clear()), (Code::D01, "figures".into()));
    assert_eq!(frozen(|it| it.figures[0].value = None), (Code::D01, "figures[0].value".into()));
    let many = frozen(|it| it.figures = vec![v1::PackFigure::default(); 601]);
    assert_eq!(many, (Code::D03, "figures".into()));
    assert_eq!(frozen(|it| it.checks[0].relation = "about".into()), (Code::D02, "checks[0].relation".into()));
    assert_eq!(frozen(|it| it.cut_off[0].epoch = "1".into()), (Code::D03, "cut_off[0].epoch".into()));
    assert_eq!(frozen(|it| it.explanation = "没错".into()), (Code::D03, "explanation".into()));
}

#[test]
fn a_valid_sample_of_every_request_becomes_its_command() {
    fn converted<R: CommandRequest>(request: R, seen: &mut BTreeSet<CommandName>) {
        assert!(request.header().is_some());
        let command = finish(request.prepare(&desk()).unwrap_or_else(|refusal| panic!("{refusal:?}")));
        assert_eq!(command.name(), R::NAME);
        seen.insert(R::NAME);
    }
    let mut seen = BTreeSet::new();
    macro_rules! convert {
        ($request:expr) => {
            converted($request, &mut seen)
        };
    }
    each_sample!(convert);
    converted_beside(hand_over_cases(), &mut seen);
    converted_beside(issue_recommendation(), &mut seen);
    converted_beside(answer_recommendation(), &mut seen);
    converted_beside(submit_rule_set(), &mut seen);
    converted_beside(return_rule_set(), &mut seen);
    converted_beside(approve_rule_set(), &mut seen);
    converted_beside(freeze_pack(), &mut seen);
    let offered = |name: &&CommandName| Level::ALL.iter().any(|level| offered_at(**name, *level));
    assert_eq!(seen.iter().collect::<Vec<_>>(), CommandName::ALL.iter().filter(offered).collect::<Vec<_>>());
}

#[test]
fn no_command_holds_text_that_was_to_be_sealed() {
    fn checked<R: CommandRequest>(request: R) {
        let prepared = request.prepare(&desk()).unwrap();
        let secrets: Vec<_> = prepared.secrets.iter().map(|secret| secret.text.clone()).collect();
        let command = format!("{:?}", finish(prepared));
        for secret in secrets {
            assert!(!command.contains(secret.as_str()), "{command}");
        }
    }
    macro_rules! check {
        ($request:expr) => {
            checked($request)
        };
    }
    each_sample!(check);
}

#[test]
fn a_person_is_sealed_in_one_piece_under_a_key_of_its_own() {
    let prepared = register_case().prepare(&desk()).unwrap();
    let fields: Vec<_> = prepared.secrets.iter().map(|secret| secret.field).collect();
    assert_eq!(fields, ["brief", "person", "account"]);
    let id = PartyId::new(desk().command.derive("party", 0));
    assert_eq!(prepared.secrets[1].owner, SecretOwner::Party(id));
    let person = PersonData::read(prepared.secrets[1].text.as_bytes()).unwrap();
    assert_eq!((person.name.as_str(), person.phone.as_deref()), (NAME, Some(PHONE)));
    assert_eq!(person.document_number.as_deref(), Some(ID_NUMBER));
    assert_eq!(person.tokens.phone.as_deref(), Some("phone:13952000001"));
    assert_eq!(person.tokens.document.as_deref(), Some("id_card:11010519491231002X"));
    let Command::RegisterCase(command) = finish(prepared) else { panic!("another command") };
    assert_eq!(command.parties[0].id, id);
    assert_eq!(command.parties[0].person, Sealed::from_envelope("1".into()));
    assert_eq!(command.query_code_hash, "digest-of-the-query-code");
}

#[test]
fn corrected_data_goes_under_the_key_of_the_person_it_is_about() {
    let request =
        v1::LinkPartyRequest { header: header(), replaces_party_id: UUID.into(), party: Some(party()) };
    let prepared = request.prepare(&desk()).unwrap();
    assert_eq!(prepared.secrets[0].owner, SecretOwner::Party(UUID.parse().unwrap()));
}

#[test]
fn a_command_is_made_only_with_an_envelope_for_each_secret() {
    let missing = register_case().prepare(&desk()).unwrap().finish(vec![]).unwrap_err();
    assert_eq!((missing.wanted, missing.given), (3, 0));
}

#[test]
fn every_malformed_field_is_named_with_its_code() {
    use Code::{D01, D02, D03, D05};
    let cases: Vec<(v1::RegisterCaseRequest, Code, &str)> = vec![
        (registered_with(|it| it.channel.clear()), D01, "channel"),
        (registered_with(|it| it.channel = "pigeon".into()), D02, "channel"),
        (registered_with(|it| it.received_on = "2026-02-30".into()), D03, "received_on"),
        (registered_with(|it| it.places.push("12".into())), D03, "places[1]"),
        (registered_with(|it| it.brief = " ".into()), D01, "brief"),
        (registered_with(|it| it.brief = "字".repeat(4_001)), D03, "brief"),
        (registered_with(|it| it.external_number = "1".repeat(101)), D03, "external_number"),
        (registered_with(|it| it.parties = vec![party(); 51]), D03, "parties"),
        (with_party(|it| it.role = "boss".into()), D02, "parties[0].role"),
        (with_party(|it| it.kind.clear()), D01, "parties[0].kind"),
        (with_party(|it| it.name.clear()), D01, "parties[0].name"),
        (with_party(|it| it.name = "名".repeat(101)), D03, "parties[0].name"),
        (with_party(|it| it.name = "a\u{7}b".into()), D03, "parties[0].name"),
        (with_party(|it| it.address = "路".repeat(301)), D03, "parties[0].address"),
        (with_party(|it| it.phone = "12345".into()), D05, "parties[0].phone"),
        (with_party(|it| it.division = "x".into()), D03, "parties[0].division"),
        (with_party(|it| it.unit = "Ä".into()), D03, "parties[0].unit"),
        (with_party(|it| it.identification = None), D01, "parties[0].identification"),
        (with_identification("library_card", "1", ""), D02, "parties[0].identification.document"),
        (with_identification("id_card", "", ""), D01, "parties[0].identification.number"),
        (with_identification("id_card", "110105194912310021", ""), D05, "parties[0].identification.number"),
        (with_identification("id_card", ID_NUMBER, "忘带"), D03, "parties[0].identification.reason"),
        (with_identification("unverified", "1", "忘带"), D05, "parties[0].identification.number"),
        (with_identification("unverified", "", ""), D01, "parties[0].identification.reason"),
    ];
    for (request, code, field) in cases {
        assert_eq!(fault(request), (code, field.to_owned()));
    }
}

#[test]
fn malformed_fields_of_the_other_groups_are_named_too() {
    use Code::{D01, D02, D03};
    let mut sheet = screening();
    sheet.review_on = "soon".into();
    assert_eq!(
        fault(v1::AssessRiskRequest { header: header(), screening: Some(sheet) }),
        (D03, "screening.review_on".into())
    );
    assert_eq!(fault(v1::AssessRiskRequest::default()), (D01, "screening".into()));
    let unnamed = v1::CorrectionInput { fact: None, ..correction() };
    assert_eq!(
        fault(v1::CorrectFactsRequest { header: header(), corrections: vec![unnamed] }),
        (D01, "corrections[0].fact".into())
    );
    let many = vec![correction(); 11];
    assert_eq!(
        fault(v1::RefuseEscalationRequest { corrections: many, ..Default::default() }),
        (D03, "corrections".into())
    );
    let accepted_with_ground = v1::DecideAcceptanceRequest {
        decision: "accepted".into(),
        ground: "n1".into(),
        ..Default::default()
    };
    assert_eq!(fault(accepted_with_ground), (D03, "ground".into()));
    let undecided = v1::DecideAcceptanceRequest { decision: "perhaps".into(), ..Default::default() };
    assert_eq!(fault(undecided), (D02, "decision".into()));
    let twice = v1::ObjectToDispatchRequest {
        ground: "不属本单位".into(),
        proposed_unit: "640202-water".into(),
        proposed_centre: "640202".into(),
        ..Default::default()
    };
    assert_eq!(fault(twice), (D03, "proposed_centre".into()));
    let owed = v1::ConcludeAgreementRequest {
        form: "oral".into(),
        terms: "清理".into(),
        place: "640202".into(),
        obligations: vec![v1::ObligationInput { debtor_party_id: "x".into(), ..Default::default() }],
        ..Default::default()
    };
    assert_eq!(fault(owed), (D03, "obligations[0].debtor_party_id".into()));
    let wanted = v1::RequestEscalationRequest { help_wanted: vec!["luck".into()], ..Default::default() };
    assert_eq!(fault(wanted), (D02, "help_wanted[0]".into()));
    assert_eq!(
        fault(v1::ReturnDownRequest { code: "R99".into(), ..Default::default() }),
        (D02, "code".into())
    );
    assert_eq!(fault(v1::CloseCaseRequest::default()), (D01, "main_outcome".into()));
}

#[test]
fn a_header_names_a_command_and_a_case_by_id_or_number() {
    let read = Header::parse(header().as_ref()).unwrap();
    assert_eq!(read.case, Some(CaseRef::Id(UUID.parse().unwrap())));
    assert_eq!(read.correlation, read.command.uuid());
    assert_eq!(Header::parse(None).unwrap_err().field.as_deref(), Some("header"));
    let numbered = v1::CommandHeader { case: "640202-2026-000123-0".into(), ..header().unwrap() };
    let refusal = Header::parse(Some(&numbered)).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), (Code::D03, Some("header.case")));
    let bare = v1::CommandHeader::default();
    assert_eq!(Header::parse(Some(&bare)).unwrap_err().field.as_deref(), Some("header.command_id"));
}

#[test]
fn a_question_is_read_like_a_request() {
    let question = |case: &str, help: &str| v1::CanEscalateRequest {
        case: case.into(),
        to: "640202".into(),
        help_wanted: vec![help.into()],
    };
    assert!(Question::parse(&question(UUID, "power")).is_ok());
    assert_eq!(Question::parse(&question("", "power")).unwrap_err().code, Code::D01);
    assert_eq!(Question::parse(&question(UUID, "luck")).unwrap_err().code, Code::D02);
}

/// Puts a planted text into every text field that is refused there, and shows the refusal in every way there is.
#[test]
fn no_refusal_repeats_a_name_a_number_or_a_phone() {
    let reference = Reference::delivered();
    for planted in [NAME, PHONE, ID_NUMBER, "110105194912310021", "1395200000"] {
        let refusals = [
            refusal(registered_with(|it| it.channel = planted.into())),
            refusal(registered_with(|it| it.received_on = planted.into())),
            refusal(registered_with(|it| it.places = vec![planted.into()])),
            refusal(registered_with(|it| it.brief = planted.repeat(4_000))),
            refusal(with_party(|it| it.role = planted.into())),
            refusal(with_party(|it| it.kind = planted.into())),
            refusal(with_party(|it| it.phone = format!("{planted}99"))),
            refusal(with_party(|it| it.name = format!("{planted}\u{0}"))),
            refusal(with_identification(planted, "", "")),
            refusal(with_identification("credit_code", planted, "")),
            refusal(with_identification("unverified", planted, "")),
            refusal(v1::ReopenCaseRequest { reason: planted.into(), ..Default::default() }),
            refusal(v1::DecideAcceptanceRequest { decision: planted.into(), ..Default::default() }),
            Header::parse(Some(&v1::CommandHeader { command_id: planted.into(), ..Default::default() }))
                .unwrap_err(),
        ];
        for refusal in refusals {
            let status = status::refused(&refusal, reference.wording());
            let bytes = String::from_utf8_lossy(status.details()).into_owned();
            let shown = format!("{refusal:?} {refusal} {status:?} {status} {bytes}");
            assert!(!shown.contains(planted), "{planted} in {shown}");
        }
    }
}

#[test]
fn no_number_of_a_person_passes_as_the_code_of_a_unit() {
    for planted in [PHONE, "11010519491231002x"] {
        let request = v1::DispatchCaseRequest { to_unit: planted.into(), ..Default::default() };
        assert_eq!(fault(request), (Code::D03, "to_unit".into()));
    }
}

#[test]
fn no_debug_text_of_a_request_or_of_what_it_became_names_a_person() {
    let shown = format!("{:?} {:?}", register_case(), register_case().prepare(&desk()).unwrap());
    for planted in [NAME, PHONE, "139 5200 0001", ID_NUMBER, "漏水"] {
        assert!(!shown.contains(planted), "{shown}");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        fn read<R: CommandRequest>(_: R, bytes: &[u8]) {
            if let Ok(request) = R::decode(bytes) {
                let _ = Header::parse(request.header());
                let _ = request.prepare(&desk());
            }
        }
        macro_rules! feed { ($request:expr) => { read($request, &bytes) }; }
        each_sample!(feed);
    }

    #[test]
    fn arbitrary_texts_are_answered(text in ".{0,60}", number in ".{0,45}") {
        let _ = with_party(|it| {
            it.phone = number.clone();
            it.name = text.clone();
            it.unit = text.clone();
        }).prepare(&desk());
        let _ = with_identification("hong_kong_macao", &number, &text).prepare(&desk());
        let _ = registered_with(|it| { it.received_on = number.clone(); }).prepare(&desk());
        let _ = CaseRef::parse(&text, "case");
    }
}
