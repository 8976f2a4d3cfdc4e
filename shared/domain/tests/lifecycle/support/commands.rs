//! Commands as they are usually given; a test changes what it is about.

use std::collections::{BTreeMap, BTreeSet};

use fengqiao_domain::command::*;
use fengqiao_domain::event::{
    AcceptanceDecision, CorrectedFact, Identification, OpinionText, Recipient, Recused, Reviewed,
};
use fengqiao_domain::id::{CaseId, DocumentId, OpinionId, PartyId};
use fengqiao_domain::number::CaseNumber;
use fengqiao_domain::similarity::{Likeness, LikenessKind, LikenessReason};
use fengqiao_domain::state::{ClockName, Link, Phase, PhaseName, Settlement};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, Case, Glimpse, Sealed};
use fengqiao_jurisdiction::SiteCode;
use fengqiao_routing::RefusalCode;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use super::reference::{centre, matter, unit};
use super::story::TODAY;

/// 正闸村, where the usual dispute lies.
pub(crate) const VILLAGE: &str = "640221103211";
/// 头闸镇.
pub(crate) const TOWNSHIP: &str = "640221103";
/// 平罗县.
pub(crate) const COUNTY: &str = "640221";
/// 石嘴山市.
pub(crate) const CITY: &str = "640200";

pub(crate) fn sealed() -> Sealed {
    Sealed::from_envelope("sealed".to_owned())
}

pub(crate) const fn document() -> DocumentId {
    DocumentId::new(Uuid::from_u128(0xD0C))
}

pub(crate) const fn claimant() -> PartyId {
    PartyId::new(Uuid::from_u128(1))
}

pub(crate) const fn respondent() -> PartyId {
    PartyId::new(Uuid::from_u128(2))
}

/// A person with a document.
pub(crate) fn person(id: PartyId, role: PartyRole) -> NewParty {
    NewParty {
        id,
        role,
        kind: PartyKind::NaturalPerson,
        division: None,
        unit: None,
        identification: Identification { document: DocumentKind::IdCard, reason: None },
        person: sealed(),
    }
}

/// The committee or government of a division.
pub(crate) fn collective(id: PartyId, role: PartyRole, code: &str) -> NewParty {
    NewParty { kind: PartyKind::Collective, division: Some(centre(code)), ..person(id, role) }
}

/// Screened, and nothing found.
pub(crate) fn harmless() -> Screening {
    Screening {
        grade: RiskGrade::Low,
        factors: BTreeSet::new(),
        danger_signs: BTreeSet::new(),
        grave: false,
        review_on: TODAY + 90.days(),
        place: None,
        account: None,
    }
}

/// Screened, and danger seen.
pub(crate) fn dangerous<const N: usize>(signs: [DangerSign; N]) -> Screening {
    Screening { danger_signs: signs.into(), grade: RiskGrade::High, ..harmless() }
}

/// Two households of one village quarrel about a ditch: 6 persons, 18,000.00 yuan, received nine days ago.
pub(crate) fn neighbours() -> RegisterCase {
    RegisterCase {
        channel: Channel::Window,
        received_on: TODAY - 9.days(),
        places: [centre(VILLAGE)].into(),
        headcount: Some(6),
        amount_fen: Some(1_800_000),
        brief: sealed(),
        query_code_hash: "hash".to_owned(),
        external_number: None,
        authority: None,
        parties: vec![person(claimant(), PartyRole::Claimant), person(respondent(), PartyRole::Respondent)],
        screening: Some(harmless()),
    }
}

/// What a form holds so far.
pub(crate) fn begin_form() -> DraftCase {
    DraftCase { channel: Some(Channel::Window), text: sealed() }
}

pub(crate) fn classify(code: &str) -> ClassifyMatter {
    ClassifyMatter {
        matter: matter(code),
        legal_path: None,
        track: None,
        method: None,
        profile: None,
        competent_unit: None,
        powers_needed: None,
        unpaid_workers: None,
        statutory_path: None,
        final_decision: None,
    }
}

/// A quarrel about a ditch: mediation, no power but to mediate.
pub(crate) fn classify_ditch() -> ClassifyMatter {
    classify("0201")
}

pub(crate) fn accept() -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::Accepted, document: None }
}

pub(crate) fn not_accepted(ground: Ground) -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::NotAccepted(ground), document: Some(document()) }
}

pub(crate) fn not_reaccepted(ground: Ground) -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::NotReaccepted(ground), document: Some(document()) }
}

pub(crate) fn serve(notice: Notice) -> ServeNotice {
    ServeNotice { notice, to: Recipient::Parties, means: ServiceMeans::InPerson }
}

pub(crate) fn consent(party: PartyId, subject: ConsentSubject) -> RecordConsent {
    let until = (subject == ConsentSubject::ContinueHere).then(|| TODAY + 7.days());
    RecordConsent { party, subject, given: true, until }
}

pub(crate) fn refusal_of(party: PartyId, subject: ConsentSubject) -> RecordConsent {
    RecordConsent { given: false, until: None, ..consent(party, subject) }
}

pub(crate) fn dispatch(to: &str) -> DispatchCase {
    DispatchCase { to: unit(to), mode: DispatchMode::Forward, due: None }
}

pub(crate) fn object() -> ObjectToDispatch {
    ObjectToDispatch { ground: "不属于本单位职责".to_owned(), proposed: None }
}

pub(crate) fn rule_on_objection(upheld: bool) -> RuleOnObjection {
    RuleOnObjection { upheld, reason: "按职责分工".to_owned() }
}

pub(crate) fn assign(officer: &Actor) -> AssignHandler {
    AssignHandler {
        officer: officer.officer,
        duty: "主持调解".to_owned(),
        due: TODAY + 20.days(),
        plan: sealed(),
        instead_of: None,
    }
}

/// Evidence and positions go on file.
pub(crate) fn investigate() -> RecordInvestigation {
    RecordInvestigation {
        kind: InvestigationKind::Evidence,
        text: sealed(),
        covers: [DossierItem::EvidenceList, DossierItem::BriefOfPositions].into(),
        documents: BTreeSet::new(),
    }
}

pub(crate) fn session(outcome: SessionOutcome) -> HoldSession {
    HoldSession { mode: SessionMode::OnSite, outcome, attendance: sealed(), document: Some(document()) }
}

/// The respondent pays 5,000.00 yuan within a week.
pub(crate) fn agree(form: AgreementForm) -> ConcludeAgreement {
    ConcludeAgreement {
        form,
        terms: sealed(),
        place: centre(VILLAGE),
        obligations: vec![NewObligation {
            debtor: respondent(),
            what: sealed(),
            amount_fen: Some(500_000),
            due: TODAY + 7.days(),
        }],
    }
}

pub(crate) fn put_into_effect() -> PutIntoEffect {
    PutIntoEffect { signed_by_parties: true, signed_by_mediator: true, sealed_by_committee: true }
}

/// The one obligation that is still owed is done.
pub(crate) fn perform() -> RecordPerformance {
    RecordPerformance { obligation: None, document: Some(document()) }
}

/// The one obligation that is still owed is not kept.
pub(crate) fn default() -> RecordDefault {
    RecordDefault { obligation: None, document: Some(document()) }
}

/// Both sides ask the nearest court to confirm, and nothing stands in the way.
pub(crate) fn confirm() -> FileConfirmation {
    FileConfirmation {
        court: None,
        application: Some(document()),
        cleared: ConfirmationBar::ALL.iter().copied().collect(),
    }
}

pub(crate) fn confirmed() -> RecordConfirmation {
    RecordConfirmation {
        ruling: ConfirmationRuling::Granted { number: "(2026)宁0221民特12号".to_owned() }
    }
}

pub(crate) fn not_confirmed() -> RecordConfirmation {
    RecordConfirmation { ruling: ConfirmationRuling::Rejected { ground: "协议内容不明确".to_owned() } }
}

pub(crate) fn archive() -> ArchiveCase {
    ArchiveCase { file_number: "2026-T-0001".to_owned() }
}

/// The security administrator asks for the claimant's key.
pub(crate) fn ask_to_destroy(basis: DestructionBasis) -> RequestKeyDestruction {
    RequestKeyDestruction { party: Some(claimant()), basis, reason: sealed(), document: Some(document()) }
}

/// A second officer countersigns.
pub(crate) const fn destroy(party: PartyId) -> DestroyPersonKey {
    DestroyPersonKey { party: Some(party) }
}

pub(crate) const WATER: &str = "640221-water";
pub(crate) const POLICE: &str = "640221-police";

/// The county's departments meet; the water bureau leads.
pub(crate) fn meet() -> HoldMeeting {
    HoldMeeting {
        kind: MeetingKind::JointConference,
        units: [unit(WATER), unit(POLICE)].into(),
        decisions: sealed(),
        tasks: vec![new_task(WATER, true)],
    }
}

pub(crate) fn new_task(code: &str, lead: bool) -> NewTask {
    NewTask { unit: unit(code), lead, due: TODAY + 10.days(), what: sealed() }
}

/// 吹哨: a department of the county is called to the township.
pub(crate) fn summon(code: &str) -> AssignTask {
    AssignTask { kind: TaskKind::Summons, ..task_of(code) }
}

pub(crate) fn task_of(code: &str) -> AssignTask {
    AssignTask { kind: TaskKind::Errand, unit: unit(code), due: TODAY + 5.days(), what: sealed() }
}

/// The one task that is owed is done.
pub(crate) fn done() -> CompleteTask {
    CompleteTask { task: None, document: Some(document()), report: Some(sealed()) }
}

pub(crate) fn lead_by(leader: &Actor) -> AssignLeader {
    AssignLeader { leader: leader.officer, until: TODAY + 30.days() }
}

pub(crate) fn task_force() -> FormTaskForce {
    FormTaskForce {
        theme: "渠道用水".to_owned(),
        units: [unit(WATER), unit("640221-agriculture")].into(),
        lead: unit(WATER),
    }
}

pub(crate) fn refer(kind: ReferralKind, to: &str) -> Refer {
    Refer { kind, to: unit(to), due: TODAY + 15.days(), text: sealed() }
}

pub(crate) fn referral_result() -> RecordReferralResult {
    RecordReferralResult { referral: None, result: ReferralResult::Done, document: Some(document()) }
}

pub(crate) fn advise(kind: AdviceKind) -> RecordAdvice {
    RecordAdvice { kind, document: Some(document()) }
}

/// A numbered instruction from the county that leaves the case where it is.
pub(crate) fn order() -> IssueOrder {
    IssueOrder {
        kind: OrderKind::Instruction,
        number: "平领批〔2026〕12号".to_owned(),
        issuer_level: IssuerLevel::County,
        lead_level: None,
        due: TODAY + 20.days(),
        document: Some(document()),
    }
}

pub(crate) fn order_to_lead(issuer_level: IssuerLevel, lead_level: Level) -> IssueOrder {
    IssueOrder { issuer_level, lead_level: Some(lead_level), ..order() }
}

pub(crate) fn order_report() -> ReportOnOrder {
    ReportOnOrder { order: None, document: Some(document()) }
}

pub(crate) fn fail() -> DeclareFailure {
    DeclareFailure { ground: FailureGround::NoAgreement }
}

pub(crate) fn explain() -> RecordExplanation {
    RecordExplanation { text: sealed(), document: Some(document()) }
}

pub(crate) fn correct<const N: usize>(facts: [CorrectedFact; N]) -> CorrectFacts {
    CorrectFacts { corrections: corrections(facts) }
}

pub(crate) fn corrections<const N: usize>(facts: [CorrectedFact; N]) -> Vec<Correction> {
    facts.into_iter().map(|fact| Correction { fact, document: document(), reason: sealed() }).collect()
}

pub(crate) fn report<const N: usize>(signs: [DangerSign; N]) -> ReportDanger {
    ReportDanger { signs: signs.into(), place: None, account: Some(sealed()) }
}

/// The open danger was met, and every sign is gone.
pub(crate) fn handle_danger() -> HandleDanger {
    HandleDanger {
        danger: None,
        cleared_signs: DangerSign::ALL.iter().copied().collect(),
        measures: sealed(),
        police_reference: None,
    }
}

pub(crate) fn ask() -> RequestEscalation {
    ask_for([HelpWanted::Coordination])
}

pub(crate) fn ask_for<const N: usize>(help: [HelpWanted; N]) -> RequestEscalation {
    RequestEscalation { to: None, help_wanted: help.into(), text: sealed() }
}

pub(crate) fn take_up() -> AcceptEscalation {
    AcceptEscalation { reason: Some(sealed()) }
}

pub(crate) fn refuse() -> RefuseEscalation {
    RefuseEscalation { corrections: Vec::new(), reason: Some(sealed()) }
}

pub(crate) fn appeal() -> AppealRefusal {
    AppealRefusal {}
}

pub(crate) fn rule(ruling: AppealRuling) -> RuleOnAppeal {
    RuleOnAppeal { ruling, corrections: Vec::new(), reason: sealed() }
}

pub(crate) fn take_over() -> TakeOver {
    TakeOver { reason: sealed() }
}

pub(crate) fn return_down(code: RefusalCode) -> ReturnDown {
    ReturnDown {
        code,
        checklist: [DossierItem::EvidenceList].into(),
        corrections: Vec::new(),
        reason: sealed(),
    }
}

pub(crate) fn designate(holder: &str) -> DesignateJurisdiction {
    DesignateJurisdiction {
        holder: centre(holder),
        substantive_owner: None,
        ground: "纠纷地跨两地".to_owned(),
    }
}

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

/// A ditch is settled at once: the respondent pays 5,000.00 yuan within a week.
pub(crate) fn on_the_spot(registration: Option<RegisterCase>) -> SettleOnTheSpot {
    let ConcludeAgreement { terms, place, obligations, .. } = agree(AgreementForm::Oral);
    SettleOnTheSpot {
        registration: registration.map(Box::new),
        classification: classify_ditch(),
        plan: sealed(),
        attendance: sealed(),
        terms,
        place,
        obligations,
        performed: false,
        document: Some(document()),
    }
}

/// A nephew acts for the claimant.
pub(crate) fn appoint_proxy() -> AppointProxy {
    let proxy = person(PartyId::new(Uuid::from_u128(20)), PartyRole::Agent);
    AppointProxy { party: claimant(), proxy, document: Some(document()) }
}

pub(crate) fn restrict() -> RestrictCase {
    RestrictCase { reason: sealed(), until: TODAY + 90.days() }
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

/// An assignment to a lower centre, with a date to report by.
pub(crate) fn assign_down(to: &str) -> AssignDown {
    AssignDown { to: centre(to), due: Some(TODAY + 15.days()) }
}

pub(crate) fn hand_over(to: &str) -> HandOver {
    HandOver { to: centre(to) }
}

pub(crate) fn withdraw() -> WithdrawCase {
    WithdrawCase { party: claimant(), reason: sealed(), document: Some(document()) }
}

pub(crate) fn follow_up(round: FollowUpRound) -> RecordFollowUp {
    RecordFollowUp { round, performed: true, rebound: false }
}

pub(crate) fn rate() -> Rate {
    Rate { rating: Rating::Satisfied, words: None }
}

pub(crate) fn dissatisfied() -> Rate {
    Rate { rating: Rating::Dissatisfied, words: None }
}

pub(crate) fn close(main_outcome: Outcome) -> CloseCase {
    CloseCase { main_outcome, other_outcomes: BTreeSet::new() }
}

pub(crate) fn work_again(reason: RehandleReason) -> ReopenHandling {
    ReopenHandling { reason }
}

pub(crate) fn reopen(reason: ReopenReason) -> ReopenCase {
    ReopenCase { reason }
}

pub(crate) fn opinion_text() -> OpinionText {
    OpinionText {
        claim: sealed(),
        facts: sealed(),
        reasons: sealed(),
        conclusion: sealed(),
        legal_basis: sealed(),
    }
}

pub(crate) fn draft(supported: bool) -> DraftOpinion {
    DraftOpinion { text: opinion_text(), supported, result: None }
}

/// What a reviewing body drafts of an opinion that did not support the claim.
pub(crate) fn review_draft(result: ReviewResult) -> DraftOpinion {
    DraftOpinion { result: Some(result), ..draft(false) }
}

pub(crate) fn request_review() -> RequestReview {
    RequestReview { party: claimant(), text: sealed(), document: Some(document()) }
}

pub(crate) fn request_recheck() -> RequestRecheck {
    RequestRecheck { party: claimant(), text: sealed(), document: Some(document()) }
}

/// What the reviewing body tells of the review that is under way.
pub(crate) fn reviewed(case: Option<&Case>, result: ReviewResult) -> Reviewed {
    Reviewed {
        result,
        opinion: OpinionId::new(Uuid::from_u128(0x0B1)),
        number: "平信复字〔2026〕2号".to_owned(),
        supported: false,
        linked_case: linked_case(case),
        document: None,
    }
}

/// The case in which this one is reviewed.
pub(crate) fn linked_case(case: Option<&Case>) -> Option<CaseId> {
    let case = case?;
    match &case.phase {
        Phase::Settled(Settlement::UnderReview { body, .. } | Settlement::UnderRecheck { body, .. }) => {
            body.linked_case
        }
        _ => case.refusal_review.and_then(|review| review.body.linked_case),
    }
}

pub(crate) fn issue() -> ApproveOpinion {
    ApproveOpinion { number: "头信字〔2026〕7号".to_owned() }
}

/// An officer stands back.
pub(crate) fn recuse(officer: &Actor) -> RecordRecusal {
    RecordRecusal {
        whom: Recused::Officer(officer.officer),
        ground: RecusalGround::Relative,
        document: Some(document()),
    }
}

/// The claimant is led to labour arbitration.
pub(crate) fn redirect(path: RedirectPath) -> RedirectCase {
    RedirectCase {
        path,
        body: "平罗县劳动人事争议仲裁院".to_owned(),
        ground: "属于仲裁受理范围".to_owned(),
        accepted_on: None,
        document: Some(document()),
    }
}

pub(crate) fn heard(result: RedirectResult) -> RecordRedirectResult {
    RecordRedirectResult { result, document: Some(document()) }
}

pub(crate) fn pause(clock: ClockName, reason: PauseReason) -> PauseClock {
    PauseClock { clock, reason, document: Some(document()) }
}

/// An expert's opinion is awaited; looked at again in a fortnight.
pub(crate) fn suspend(today: Date) -> SuspendHandling {
    SuspendHandling {
        reason: PauseReason::ExpertOpinion,
        document: Some(document()),
        review_on: today + 14.days(),
    }
}

pub(crate) fn extend(clock: ClockName, days: u16) -> RequestExtension {
    RequestExtension { clock, days, reason: sealed(), document: Some(document()) }
}

pub(crate) fn grant() -> DecideExtension {
    DecideExtension { granted: true, reason: None }
}

pub(crate) fn slip(colour: SlipColour) -> IssueSlip {
    IssueSlip { colour, fault: Fault::F2, to: None, document: Some(document()) }
}

pub(crate) fn answer_slip() -> AnswerSlip {
    AnswerSlip { slip: None, measures: sealed(), document: Some(document()) }
}

pub(crate) fn lift_slip() -> LiftSlip {
    LiftSlip { slip: None, reason: sealed(), document: Some(document()) }
}
