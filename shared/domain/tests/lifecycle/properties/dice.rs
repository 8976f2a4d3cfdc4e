//! Commands drawn at random, sensible enough to be admitted often.

use fengqiao_calendar::start_of_day;
use fengqiao_domain::command::CommandName as C;
use fengqiao_domain::command::*;
use fengqiao_domain::errand::ErrandResult;
use fengqiao_domain::event::{AcceptanceDecision, CorrectedFact, Recused, Reviewed};
use fengqiao_domain::id::{ErrandId, ObligationId, PartyId};
use fengqiao_domain::refusal::Code;
use fengqiao_domain::state::{ClockName, Phase, Settlement};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, Case, Command, Glimpse, errand};
use fengqiao_routing::RefusalCode;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

use crate::support::*;

const PLACES: &[&str] =
    &[VILLAGE, "640221103202", TOWNSHIP, "640221100001", "640221100", COUNTY, "640202001201", "640202"];
const MATTERS: &[&str] = &["0201", "0203", "0401", "0702", "1001", "1003", "1503", "9901"];
const UNITS: &[&str] = &[
    "640221103-judicial_office",
    "640221103-mediation_committee",
    "640221100-judicial_office",
    "640221-water",
    "640221-natural_resources",
];

/// A small stream of random numbers, so that a failing walk shrinks by leaving steps out.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// SplitMix64.
    pub(super) fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(below).unwrap()).unwrap()
    }

    pub(super) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    /// Names one of several now and then; where there is but one, it may be left out.
    fn named<T: Clone>(&mut self, ids: impl Iterator<Item = T>) -> Option<T> {
        let ids: Vec<_> = ids.collect();
        (!ids.is_empty() && self.chance(60)).then(|| self.one(&ids))
    }

    /// A registration: mostly harmless, sometimes lacking facts, sometimes a hard case.
    pub(super) fn registration(&mut self) -> RegisterCase {
        let mut places = vec![centre(self.one(PLACES))];
        if self.chance(15) {
            places.push(centre(self.one(PLACES)));
        }
        let kind = self.one(&[
            PartyKind::NaturalPerson,
            PartyKind::NaturalPerson,
            PartyKind::Collective,
            PartyKind::Unknown,
        ]);
        let division =
            (kind == PartyKind::Collective).then(|| centre(self.one(&[VILLAGE, TOWNSHIP, COUNTY])));
        let respondent = NewParty { kind, division, ..person(respondent(), PartyRole::Respondent) };
        RegisterCase {
            places: places.into_iter().collect(),
            headcount: self.headcount(),
            amount_fen: self.amount(),
            parties: vec![person(claimant(), PartyRole::Claimant), respondent],
            authority: Some(document()),
            screening: if self.chance(80) { Some(self.screening()) } else { None },
            ..neighbours()
        }
    }

    fn headcount(&mut self) -> Option<u32> {
        self.one(&[None, Some(6), Some(6), Some(6), Some(12), Some(34)])
    }

    fn amount(&mut self) -> Option<u64> {
        self.one(&[None, Some(0), Some(1_800_000), Some(1_800_000), Some(20_000_000), Some(100_000_000)])
    }

    fn screening(&mut self) -> Screening {
        let signs = if self.chance(8) { [self.one(DangerSign::ALL)].into() } else { [].into() };
        Screening {
            danger_signs: signs,
            grave: self.chance(4),
            review_on: Date::constant(2027, 6, 1),
            ..harmless()
        }
    }

    fn correction(&mut self) -> CorrectedFact {
        match self.roll(8) {
            0 => CorrectedFact::Headcount(self.headcount().unwrap_or(7)),
            1 => CorrectedFact::AmountFen(self.amount().unwrap_or(1)),
            2 => CorrectedFact::UnpaidWorkers(self.one(&[0, 9, 10])),
            3 => CorrectedFact::Places([centre(self.one(PLACES))].into()),
            4 => CorrectedFact::PowersNeeded(powers([self.one(&[
                "mediate",
                "property_supervision",
                "patent_ruling",
            ])])),
            5 => CorrectedFact::StatutoryPath(self.one(&[
                StatutoryPath::None,
                StatutoryPath::None,
                StatutoryPath::Court,
            ])),
            6 => CorrectedFact::FinalDecision(self.one(&[
                FinalDecision::None,
                FinalDecision::None,
                FinalDecision::CourtFinal,
            ])),
            _ => CorrectedFact::DossierInvalid(self.one(DossierItem::ALL)),
        }
    }

    fn corrections(&mut self) -> Vec<Correction> {
        if self.chance(50) { Vec::new() } else { corrections([self.correction()]) }
    }

    fn party(&mut self) -> PartyId {
        self.one(&[claimant(), respondent()])
    }

    fn help(&mut self) -> RequestEscalation {
        let mut request = ask_for([self.one(HelpWanted::ALL)]);
        if self.chance(15) {
            request.help_wanted.clear();
        }
        request
    }

    /// A command of that name, as this officer might give it on this case and day.
    pub(super) fn command(&mut self, name: C, actor: &Actor, case: Option<&Case>, today: Date) -> Command {
        let soon = today + 5.days();
        match name {
            C::DraftCase => {
                let channel = self.one(&[None, Some(Channel::Window), Some(Channel::Grid)]);
                DraftCase { channel, ..begin_form() }.into()
            }
            C::HandOverCases
            | C::RecordHandoverStep
            | C::IssueRecommendation
            | C::AnswerRecommendation
            | C::SubmitRuleSet
            | C::ReturnRuleSet
            | C::ApproveRuleSet
            | C::FreezePack => {
                panic!("{name} is given on no case")
            }
            C::RegisterCase => self.registration().into(),
            C::LinkParty => {
                let kind = self.one(&[PartyKind::NaturalPerson, PartyKind::Collective]);
                let division = (kind == PartyKind::Collective)
                    .then(|| centre(self.one(&[VILLAGE, TOWNSHIP, "640221100"])));
                let id = PartyId::new(Uuid::from_u128(u128::try_from(self.roll(3)).unwrap() + 2));
                let party = NewParty { kind, division, ..person(id, PartyRole::Respondent) };
                LinkParty { replaces: (id == respondent()).then_some(id), party }.into()
            }
            C::SettleOnTheSpot => {
                let registration = case.is_none().then(|| self.registration());
                let mut settled = on_the_spot(registration);
                settled.performed = self.chance(50);
                settled.obligations.iter_mut().for_each(|owed| owed.due = soon);
                settled.into()
            }
            C::AppointProxy => {
                let id = PartyId::new(Uuid::from_u128(u128::try_from(self.roll(3)).unwrap() + 20));
                AppointProxy { proxy: person(id, PartyRole::Agent), ..appoint_proxy() }.into()
            }
            C::RestrictCase => RestrictCase { until: soon, ..restrict() }.into(),
            C::FlagDuplicate => flag_duplicate(self.one(&[1, 1, 3])).into(),
            C::FlagCluster => flag_cluster(self.one(&[1, 1, 5])).into(),
            C::MergeCases => {
                let holder = case.map_or_else(|| centre(TOWNSHIP), |case| case.holder.centre);
                MergeCases { into: Glimpse { holder, ..an_older_case() } }.into()
            }
            C::AbsorbCase => {
                let id = PartyId::new(Uuid::from_u128(u128::try_from(self.roll(9)).unwrap() + 10));
                absorb(vec![person(id, self.one(&[PartyRole::Claimant, PartyRole::Representative]))]).into()
            }
            C::AssignDown => {
                let to = self.one(&[VILLAGE, "640221103202", TOWNSHIP, "640221100", COUNTY, "640202"]);
                AssignDown { to: centre(to), due: Some(soon) }.into()
            }
            C::HandOver => {
                hand_over(self.one(&["640221103202", "640221103202", TOWNSHIP, "640221100"])).into()
            }
            C::LinkCases => {
                let relation =
                    self.one(&[LinkRelation::SameMatter, LinkRelation::SameMatter, LinkRelation::Follows]);
                let other = self.one(&[an_older_case(), a_newer_case()]);
                LinkCases { dissolve: self.chance(40), ..link(&other, relation) }.into()
            }
            C::NoteLink => NoteLink { dissolved: self.chance(30), ..note_of(&an_older_case(), case) }.into(),
            C::FinishErrand => {
                let refused = ErrandResult::Refused { code: Code::D03 };
                let owed = case.into_iter().flat_map(errand::open).map(|(id, _)| id).next();
                let errand = owed.unwrap_or_else(|| ErrandId::new(Uuid::nil()));
                FinishErrand { errand, result: self.one(&[ErrandResult::Done, refused]) }.into()
            }
            C::CorrectFacts => correct([self.correction()]).into(),
            C::RequestVoid => RequestVoid { reason: VoidReason::Mistaken }.into(),
            C::ApproveVoid => ApproveVoid {}.into(),
            C::AssessRisk => AssessRisk { screening: self.screening() }.into(),
            C::ReportDanger => report([self.one(DangerSign::ALL)]).into(),
            C::HandleDanger => {
                let cleared =
                    if self.chance(80) { DangerSign::ALL.iter().copied().collect() } else { [].into() };
                let danger = self.named(case.into_iter().flat_map(|case| case.dangers.open.iter().copied()));
                HandleDanger { danger, cleared_signs: cleared, ..handle_danger() }.into()
            }
            C::ClassifyMatter => ClassifyMatter {
                unpaid_workers: Some(self.one(&[0, 3, 10])),
                statutory_path: self.chance(70).then_some(StatutoryPath::None),
                ..classify(self.one(MATTERS))
            }
            .into(),
            C::DecideAcceptance => {
                let refusals = [
                    AcceptanceDecision::NotAccepted(Ground::N1),
                    AcceptanceDecision::NotAccepted(Ground::N2),
                    AcceptanceDecision::NotReaccepted(Ground::N4),
                ];
                let decision =
                    if self.chance(85) { AcceptanceDecision::Accepted } else { self.one(&refusals) };
                DecideAcceptance { decision, document: Some(document()) }.into()
            }
            C::ServeNotice => serve(self.one(Notice::ALL)).into(),
            C::RecordConsent => RecordConsent {
                given: self.chance(80),
                until: Some(soon),
                ..consent(self.party(), self.one(ConsentSubject::ALL))
            }
            .into(),
            C::DispatchCase => dispatch(self.one(UNITS)).into(),
            C::SignCase => SignCase {}.into(),
            C::ObjectToDispatch => object().into(),
            C::RuleOnObjection => rule_on_objection(self.chance(50)).into(),
            C::AssignHandler => {
                let role = match actor.level {
                    Level::Village => Role::StationMediator,
                    Level::Township | Level::County => Role::Mediator,
                    Level::City => Role::ReviewOfficer,
                };
                let handler = match &actor.unit {
                    Some(unit) => unit_office(unit.as_str(), Role::UnitOfficer),
                    None => office(actor.centre.as_str(), role),
                };
                AssignHandler { due: soon, ..assign(&handler) }.into()
            }
            C::RecordInvestigation => {
                let mut covers = investigate().covers;
                covers.extend([self.one(&[DossierItem::IntakeForm, DossierItem::SessionRecords])]);
                RecordInvestigation { covers, ..investigate() }.into()
            }
            C::RecordAdvice => advise(self.one(AdviceKind::ALL)).into(),
            C::HoldSession => {
                let document = self.chance(90).then(document);
                HoldSession { document, ..session(self.one(SessionOutcome::ALL)) }.into()
            }
            C::ConcludeAgreement => {
                let mut agreement = agree(self.one(AgreementForm::ALL));
                agreement.obligations.iter_mut().for_each(|owed| owed.due = soon);
                if self.chance(30) {
                    agreement.obligations.clear();
                }
                agreement.into()
            }
            C::PutIntoEffect => put_into_effect().into(),
            C::RecordPerformance => {
                RecordPerformance { obligation: self.named(outstanding(case)), ..perform() }.into()
            }
            C::RecordDefault => {
                RecordDefault { obligation: self.named(outstanding(case)), ..default() }.into()
            }
            C::FileConfirmation => confirm().into(),
            C::RecordConfirmation => self.one(&[confirmed(), not_confirmed()]).into(),
            C::DeclareFailure => fail().into(),
            C::DraftOpinion => {
                let reviews = case.is_some_and(|case| case.review_of.is_some());
                let result = reviews.then(|| self.one(ReviewResult::ALL));
                DraftOpinion { result, ..draft(self.chance(50)) }.into()
            }
            C::RequestReview => request_review().into(),
            C::OpenReview => open_review_at(COUNTY, CaseKind::Review, ReviewSubject::Opinion),
            C::RecordReviewResult => {
                let document = Some(document());
                let reviewed = Reviewed { document, ..reviewed(case, self.one(ReviewResult::ALL)) };
                RecordReviewResult { reviewed }.into()
            }
            C::RequestRecheck => request_recheck().into(),
            C::RecordRecheckResult => {
                let document = Some(document());
                let reviewed = Reviewed { document, ..reviewed(case, self.one(ReviewResult::ALL)) };
                RecordRecheckResult { reviewed }.into()
            }
            C::ApproveOpinion => issue().into(),
            C::RecordRecusal => {
                let mediator = office(actor.centre.as_str(), Role::Mediator).officer;
                let whom = match self.roll(4) {
                    0 => Recused::Head(office(actor.centre.as_str(), Role::Director).officer),
                    1 => Recused::Unit(unit(self.one(UNITS))),
                    2 => Recused::Centre(centre(self.one(&[VILLAGE, TOWNSHIP, COUNTY]))),
                    _ => Recused::Officer(mediator),
                };
                RecordRecusal { whom, ..recuse(actor) }.into()
            }
            C::RedirectCase => redirect(self.one(RedirectPath::ALL)).into(),
            C::RecordRedirectResult => heard(self.one(RedirectResult::ALL)).into(),
            C::RecordExplanation => explain().into(),
            C::PauseClock => pause(
                self.one(&[ClockName::MediationTerm, ClockName::LevelTerm, ClockName::AcceptanceNoticeTerm]),
                self.one(&[PauseReason::ExpertOpinion, PauseReason::Supplement, PauseReason::AddressUnknown]),
            )
            .into(),
            C::ResumeClock => ResumeClock {
                clock: self.one(&[
                    ClockName::MediationTerm,
                    ClockName::LevelTerm,
                    ClockName::AcceptanceNoticeTerm,
                ]),
            }
            .into(),
            C::SuspendHandling => suspend(today).into(),
            C::ResumeHandling => ResumeHandling {}.into(),
            C::RequestExtension => {
                extend(self.one(&[ClockName::MediationTerm, ClockName::HandleTerm, ClockName::LevelTerm]), 10)
                    .into()
            }
            C::DecideExtension => DecideExtension { granted: self.chance(60), reason: Some(sealed()) }.into(),
            C::IssueSlip => slip(self.one(SlipColour::ALL)).into(),
            C::AnswerSlip => {
                let slip = self.named(case.into_iter().flat_map(Case::open_slips).map(|(id, _)| id));
                AnswerSlip { slip, ..answer_slip() }.into()
            }
            C::LiftSlip => {
                let slip = self.named(case.into_iter().flat_map(|case| case.slips.keys().copied()));
                LiftSlip { slip, ..lift_slip() }.into()
            }
            C::KeepTime => KeepTime { moment: start_of_day(today) }.into(),
            C::RecomputeDeadlines => RecomputeDeadlines {}.into(),
            C::RequestEscalation => self.help().into(),
            C::AcceptEscalation => take_up().into(),
            C::RefuseEscalation => RefuseEscalation { corrections: self.corrections(), ..refuse() }.into(),
            C::WithdrawEscalation => WithdrawEscalation {}.into(),
            C::AppealRefusal => appeal().into(),
            C::RuleOnAppeal => {
                let ruling = self.one(AppealRuling::ALL);
                RuleOnAppeal { corrections: self.corrections(), ..rule(ruling) }.into()
            }
            C::TakeOver => take_over().into(),
            C::ReturnDown => ReturnDown {
                corrections: self.corrections(),
                ..return_down(self.one(&[RefusalCode::R01, RefusalCode::R02, RefusalCode::R06]))
            }
            .into(),
            C::DesignateJurisdiction => designate(self.one(&[
                VILLAGE,
                "640221103202",
                TOWNSHIP,
                "640221100",
                COUNTY,
                "640202",
                "640205",
            ]))
            .into(),
            C::IssueOrder => {
                let lead_level = if self.chance(30) { Some(self.one(Level::ALL)) } else { None };
                let issuer_level = self.one(&[IssuerLevel::County, IssuerLevel::City]);
                IssueOrder { issuer_level, lead_level, due: soon, ..order() }.into()
            }
            C::ReportOnOrder => {
                let order = self.named(case.into_iter().flat_map(|case| case.joint.orders.keys().copied()));
                ReportOnOrder { order, ..order_report() }.into()
            }
            C::HoldMeeting => {
                let tasks = vec![NewTask { due: soon, ..new_task(self.one(UNITS), true) }];
                HoldMeeting { kind: self.one(MeetingKind::ALL), tasks, ..meet() }.into()
            }
            C::AssignTask => {
                AssignTask { kind: self.one(TaskKind::ALL), due: soon, ..task_of(self.one(UNITS)) }.into()
            }
            C::CompleteTask => {
                let task = self.named(case.into_iter().flat_map(|case| case.joint.tasks.keys().copied()));
                CompleteTask { task, ..done() }.into()
            }
            C::AssignLeader => {
                let leader = office(actor.centre.as_str(), Role::JointOffice);
                AssignLeader { until: soon, ..lead_by(&leader) }.into()
            }
            C::FormTaskForce => task_force().into(),
            C::Refer => Refer { due: soon, ..refer(self.one(ReferralKind::ALL), self.one(UNITS)) }.into(),
            C::RecordReferralResult => {
                let ids = case.into_iter().flat_map(|case| case.joint.referrals.keys().copied());
                let (referral, result) = (self.named(ids), self.one(ReferralResult::ALL));
                RecordReferralResult { referral, result, ..referral_result() }.into()
            }
            C::WithdrawCase => withdraw().into(),
            C::RecordFollowUp => {
                RecordFollowUp { performed: self.chance(80), ..follow_up(self.one(FollowUpRound::ALL)) }
                    .into()
            }
            C::Rate => Rate { rating: self.one(Rating::ALL), words: None }.into(),
            C::CloseCase => close(self.one(&[Outcome::Resolved, Outcome::Explained])).into(),
            C::ReopenHandling => work_again(self.one(RehandleReason::ALL)).into(),
            C::ReopenCase => reopen(self.one(ReopenReason::ALL)).into(),
            C::ArchiveCase => archive().into(),
            C::RequestKeyDestruction => {
                let party = case.map(|_| self.party());
                RequestKeyDestruction { party, ..ask_to_destroy(self.one(DestructionBasis::ALL)) }.into()
            }
            C::DestroyPersonKey => {
                let asked = case.into_iter().flat_map(|case| case.keys.requests.keys()).next();
                DestroyPersonKey { party: asked.copied() }.into()
            }
        }
    }
}

/// What an agreement in effect still asks for.
fn outstanding(case: Option<&Case>) -> impl Iterator<Item = ObligationId> {
    let owed = case.and_then(|case| match &case.phase {
        Phase::Settled(Settlement::Performing { outstanding, .. }) => Some(outstanding.clone()),
        _ => None,
    });
    owed.unwrap_or_default().into_iter()
}

/// Everybody who may meet the case: each role at each centre around it, two units, the citizen and the timers.
pub(super) fn everybody() -> Vec<Actor> {
    let roles = [
        Role::GridOfficer,
        Role::StationMediator,
        Role::StationHead,
        Role::Clerk,
        Role::Dispatcher,
        Role::Mediator,
        Role::Director,
        Role::JointOffice,
        Role::CommandOfficer,
        Role::Lawyer,
        Role::ReviewOfficer,
        Role::CourtLiaison,
        Role::Proxy,
        Role::SecurityAdministrator,
        Role::Auditor,
    ];
    let centres = [
        VILLAGE,
        "640221103202",
        "640221100001",
        TOWNSHIP,
        "640221100",
        COUNTY,
        "640202001201",
        "640202001",
        "640202",
        "640205",
        CITY,
    ];
    let mut all = vec![party(), system()];
    for code in centres {
        let level = jurisdiction().level_of(&centre(code)).unwrap();
        all.extend(
            roles.iter().filter(|role| role.levels().contains(&level)).map(|role| office(code, *role)),
        );
    }
    all.push(unit_office("640221-court_desk", Role::CourtLiaison));
    for code in UNITS {
        all.extend([Role::UnitOfficer, Role::UnitHead].map(|role| unit_office(code, role)));
    }
    all
}
