//! Who may give which command, standing how to the case. This one table generates the checks, the page of docs and
//! the test; nothing else decides on permission.

use std::sync::LazyLock;

use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level, Role};

use crate::command::{CommandName as C, checks};
use crate::context::Actor;
use crate::event::Addressee;
use crate::id::CaseId;
use crate::refusal::{Code, Refusal};
use crate::state::{
    Case, Confirmation, Draft, Escalation, Instrument, Phase, Settlement, Slip, SlipState, Stage, Substance,
};
use crate::vocabulary::OpinionTier;

fengqiao_jurisdiction::vocabulary! {
    /// How an officer stands to a case (与案件的关系).
    Relation {
        /// 任何人: there is no case, or no affair, yet.
        Anyone = "anyone", "尚无案件";
        /// 起草人: began the draft.
        Author = "author", "起草人";
        /// 起草中心: the draft was begun at the officer's centre.
        Drafting = "drafting", "起草中心";
        /// 辖区: the case, or the place of the dispute, is in the officer's area, or the officer in its holder's.
        Area = "area", "辖区内";
        /// 持案中心: the officer's centre holds the case.
        Holder = "holder", "持案中心";
        /// 承办人: named as handler by the centre that holds the case.
        Handler = "handler", "承办人";
        /// 受件方: the case was dispatched to the officer's unit or centre and waits for a signature.
        Addressee = "addressee", "待签收单位";
        /// 送件方: the officer's centre sent the case to where it waits.
        Sender = "sender", "送件方";
        /// 共同上级: the officer's centre is above two centres that dispute whose case it is.
        Umpire = "umpire", "争议双方的共同上级";
        /// 实体责任单位: the officer's unit owns the substance.
        Unit = "unit", "实体责任单位";
        /// 受派单位: the officer's unit, or the centre itself, owes a task.
        Tasked = "tasked", "受派单位";
        /// 对接单位: part of the matter was referred to the officer's unit.
        Referred = "referred", "对接单位";
        /// 受理法院: asked to confirm the agreement.
        Court = "court", "受理法院";
        /// 包案领导: the case is in the officer's charge.
        Leader = "leader", "包案领导";
        /// 上级中心: the officer's centre is above the holder.
        Superior = "superior", "上级中心";
        /// 代行: the head of the centre that holds the case stands back, and the officer's centre is the next one above.
        InPlace = "in_place", "代行回避主任";
        /// 复查复核机关: the officer's centre reviews the case, or has reviewed it.
        ReviewBody = "review_body", "复查复核机关";
        /// 上报对象: a request to rise waits for the officer's centre.
        Receiver = "receiver", "上报对象";
        /// 裁决机关: an appeal waits for the officer's centre.
        Arbiter = "arbiter", "裁决机关";
        /// 原持案中心或其上级: of an ended case; of a draft, the centre where it was begun, or one above.
        FormerHolder = "former_holder", "原持案中心或其上级";
        /// 被督办单位: a slip that waits for an answer names the officer's unit or centre.
        Urged = "urged", "被督办单位";
        /// 督办机关: a slip that is not lifted was issued in the name of the officer's centre.
        Issuer = "issuer", "督办机关";
        /// 当事人: the token is bound to this case.
        Party = "party", "当事人";
        /// 被建议单位: a recommendation names the officer's unit.
        Advised = "advised", "被建议单位";
        /// 规则管理机关: the officer's centre keeps the city's rules, or is the first to change them.
        RuleMaking = "rule_making", "规则管理机关";
        /// 系统: a timer or a policy, which no token can be.
        System = "system", "系统";
    }
}

/// One line of the table: officers of these levels with one of these roles, standing so to the case.
#[derive(Debug, Clone, Copy)]
pub struct Grant {
    pub command: C,
    pub levels: &'static [Level],
    pub roles: &'static [Role],
    pub relation: Relation,
}

const V: &[Level] = &[Level::Village];
const T: &[Level] = &[Level::Township];
const VT: &[Level] = &[Level::Village, Level::Township];
const VTC: &[Level] = &[Level::Village, Level::Township, Level::County];
const TC: &[Level] = &[Level::Township, Level::County];
const COUNTY: &[Level] = &[Level::County];
const CITY: &[Level] = &[Level::City];
const C_CITY: &[Level] = &[Level::County, Level::City];
const TC_CITY: &[Level] = &[Level::Township, Level::County, Level::City];
const ANY: &[Level] = Level::ALL;

/// Roles that do the work of a case: a handler has one of these.
const WORKERS: &[Role] = &[Role::StationMediator, Role::StationHead, Role::Mediator, Role::UnitOfficer];
const STATION: &[Role] = &[Role::GridOfficer, Role::StationMediator, Role::StationHead];
const MEDIATORS: &[Role] = &[Role::StationMediator, Role::StationHead, Role::Mediator];
const DESK: &[Role] = &[Role::Clerk, Role::StationMediator, Role::StationHead];
/// Roles in which a leader takes charge of a case.
const LEADERS: &[Role] = &[Role::Director, Role::JointOffice, Role::CommandOfficer];
const UNIT: &[Role] = &[Role::UnitOfficer, Role::UnitHead];
const SIGNERS: &[Role] = &[Role::UnitOfficer, Role::UnitHead, Role::Dispatcher, Role::StationHead];

const ANSWERERS: &[Role] = &[
    Role::StationHead,
    Role::Dispatcher,
    Role::Director,
    Role::JointOffice,
    Role::UnitOfficer,
    Role::UnitHead,
];

macro_rules! grants {
    ($($command:ident: $($levels:ident $roles:tt $relation:ident),+;)+) => {
        /// The whole table, in the order of a case's life.
        pub const GRANTS: &[Grant] = &[$($(Grant {
            command: C::$command, levels: $levels, roles: grants!(@roles $roles), relation: Relation::$relation,
        }),+),+];
    };
    (@roles ($set:ident)) => { $set };
    (@roles [$($role:ident)|+]) => { &[$(Role::$role),+] };
}

grants! {
    DraftCase: V (STATION) Anyone, TC_CITY [Clerk] Anyone, V (STATION) Author, TC_CITY [Clerk] Author;
    RegisterCase: V (STATION) Anyone, TC_CITY [Clerk | Dispatcher] Anyone, VTC [Proxy] Anyone,
        V (STATION) Author, TC_CITY [Clerk] Author, V [StationHead] Drafting, TC_CITY [Clerk] Drafting;
    SettleOnTheSpot: V (STATION) Anyone, V (STATION) Holder, T [Mediator] Anyone, T [Mediator] Holder,
        V (STATION) Author, V [StationHead] Drafting;
    LinkParty: VT [GridOfficer | StationMediator | StationHead | Clerk | Mediator | Dispatcher] Holder,
        C_CITY [Clerk | Mediator | Dispatcher] Holder, VTC (WORKERS) Handler;
    FlagDuplicate: ANY [System] System;
    FlagCluster: ANY [System] System;
    MergeCases: V [StationHead] Holder, TC_CITY [Dispatcher] Holder;
    AbsorbCase: ANY [System] System;
    LinkCases: V [StationHead] Holder, TC_CITY [Dispatcher] Holder;
    NoteLink: ANY [System] System;
    FinishErrand: ANY [System] System;
    AppointProxy: V (STATION) Holder, TC_CITY [Clerk | Dispatcher] Holder, VTC (WORKERS) Handler;
    RestrictCase: TC [Director] Holder, TC [Director] Superior, C_CITY [JointOffice] Holder, C_CITY [JointOffice] Superior;
    CorrectFacts: V [StationHead] Holder, TC_CITY [Dispatcher] Holder, VTC (WORKERS) Handler;
    RequestVoid: V (STATION) Holder, TC_CITY [Clerk | Dispatcher] Holder;
    ApproveVoid: V [StationHead] Holder, TC [Director | Dispatcher] Holder, CITY [Dispatcher] Holder;
    AssessRisk: V [StationMediator | StationHead] Holder, TC [Dispatcher | Mediator] Holder;
    ReportDanger: ANY [GridOfficer | StationMediator | StationHead | Clerk | Dispatcher | Mediator | Director | UnitOfficer | UnitHead] Area,
        ANY [Party] Party, ANY [System] System;
    HandleDanger: V [StationMediator | StationHead] Holder, TC [Director | Mediator] Holder, CITY [JointOffice] Holder,
        VTC (WORKERS) Handler;
    ClassifyMatter: V [StationHead] Holder, TC_CITY [Dispatcher] Holder;
    DecideAcceptance: V [StationHead] Holder, TC_CITY [Dispatcher] Holder;
    ServeNotice: V (DESK) Holder, TC_CITY [Clerk | Dispatcher] Holder, VTC (WORKERS) Handler,
        C_CITY [ReviewOfficer] ReviewBody;
    RecordConsent: V (DESK) Holder, TC [Clerk | Mediator] Holder, VTC (WORKERS) Handler, ANY [Party] Party;
    DispatchCase: TC [Dispatcher] Holder;
    SignCase: VTC (SIGNERS) Addressee;
    ObjectToDispatch: VTC (SIGNERS) Addressee;
    RuleOnObjection: V [StationHead] Sender, TC_CITY [Dispatcher | Director] Sender;
    AssignHandler: V [StationHead] Holder, TC [Dispatcher | Director] Holder, CITY [JointOffice] Holder, TC [UnitHead] Unit;
    RecordInvestigation: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler, C_CITY [ReviewOfficer] Handler,
        TC_CITY [UnitOfficer] Unit, TC_CITY [UnitOfficer] Tasked;
    RecordAdvice: ANY [Lawyer] Holder, TC_CITY [UnitOfficer] Unit, TC_CITY [UnitOfficer] Tasked;
    HoldSession: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler;
    ConcludeAgreement: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler;
    PutIntoEffect: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler;
    RecordPerformance: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler;
    RecordDefault: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler;
    FileConfirmation: ANY [Party] Party, V (DESK) Holder, TC [Clerk] Holder;
    RecordConfirmation: C_CITY [CourtLiaison] Court;
    DeclareFailure: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler;
    DraftOpinion: TC (WORKERS) Handler, C_CITY [ReviewOfficer] Handler;
    ApproveOpinion: TC [Director] Holder, CITY [JointOffice] Holder, TC [UnitHead] Unit, C_CITY [Director | JointOffice] InPlace;
    RequestReview: ANY [Party] Party, TC_CITY [Clerk] Holder;
    OpenReview: C_CITY [System] System;
    RecordReviewResult: ANY [System] System, CITY [JointOffice] FormerHolder;
    RequestRecheck: ANY [Party] Party, TC_CITY [Clerk] Holder;
    RecordRecheckResult: ANY [System] System, CITY [JointOffice] FormerHolder;
    RecordRecusal: V [StationHead] Holder, TC [Director] Holder, CITY [JointOffice] Holder,
        TC [Director] Superior, C_CITY [JointOffice] Superior;
    RedirectCase: V [StationHead] Holder, TC [Dispatcher] Holder;
    RecordRedirectResult: V [StationHead] FormerHolder, TC [Dispatcher] FormerHolder,
        COUNTY [CourtLiaison] FormerHolder;
    RecordExplanation: VTC (MEDIATORS) Holder, VTC (WORKERS) Handler, VTC [Lawyer] Holder, C_CITY (LEADERS) Leader;
    PauseClock: V [StationHead] Holder, TC [Director] Holder, CITY [JointOffice] Holder;
    ResumeClock: V [StationHead] Holder, TC [Director] Holder, CITY [JointOffice] Holder, VTC (WORKERS) Handler;
    SuspendHandling: V [StationHead] Holder, TC [Director] Holder;
    ResumeHandling: V [StationHead] Holder, TC [Director] Holder;
    RequestExtension: VTC (WORKERS) Handler;
    DecideExtension: V [StationHead] Holder, TC [Director] Holder, TC [UnitHead] Unit;
    IssueSlip: T [Director] Superior, COUNTY [Director | JointOffice] Superior, CITY [JointOffice | CommandOfficer] Superior;
    AnswerSlip: VTC (ANSWERERS) Urged, CITY [JointOffice] Urged;
    LiftSlip: T [Director] Issuer, COUNTY [Director | JointOffice] Issuer, CITY [JointOffice | CommandOfficer] Issuer;
    KeepTime: ANY [System] System;
    RecomputeDeadlines: ANY [System] System;
    RequestEscalation: V [StationHead] Holder, T [Dispatcher | Director] Holder, COUNTY [JointOffice] Holder;
    AcceptEscalation: T [Director] Receiver, COUNTY [Dispatcher | Director] Receiver, CITY [JointOffice] Receiver;
    RefuseEscalation: T [Director] Receiver, COUNTY [Dispatcher | Director] Receiver, CITY [JointOffice] Receiver;
    WithdrawEscalation: V [StationHead] Holder, T [Dispatcher | Director] Holder, COUNTY [JointOffice] Holder;
    AppealRefusal: V [StationHead] Holder, T [Director] Holder;
    RuleOnAppeal: COUNTY [Director | JointOffice] Arbiter, CITY [JointOffice] Arbiter;
    TakeOver: TC [Director] Superior, COUNTY [JointOffice] Superior;
    ReturnDown: T [Director] Holder, COUNTY [Director | JointOffice] Holder, C_CITY [Director | JointOffice] InPlace;
    AssignDown: TC_CITY [Dispatcher] Holder;
    HandOver: V [StationHead] Holder, T [Dispatcher] Holder;
    DesignateJurisdiction: T [Director] Holder, COUNTY [Director | JointOffice] Holder, CITY [JointOffice | CommandOfficer] Holder,
        T [Director] Umpire, COUNTY [Director | JointOffice] Umpire, CITY [JointOffice | CommandOfficer] Umpire;
    IssueOrder: COUNTY [Director | JointOffice] Holder, COUNTY [Director | JointOffice] Superior,
        CITY [JointOffice | CommandOfficer] Holder, CITY [JointOffice | CommandOfficer] Superior;
    ReportOnOrder: V [StationHead] Holder, TC [Director] Holder, CITY [JointOffice] Holder;
    HoldMeeting: TC [Director] Holder, C_CITY [JointOffice] Holder, TC [Director] Superior, C_CITY [JointOffice] Superior,
        C_CITY (LEADERS) Leader;
    AssignTask: TC [Director | Dispatcher] Holder, C_CITY [JointOffice] Holder, TC [Director] Superior,
        C_CITY [JointOffice] Superior;
    CompleteTask: V (DESK) Tasked, TC [Clerk | Mediator | Dispatcher | Director] Tasked, CITY [Clerk | Dispatcher] Tasked,
        TC_CITY (UNIT) Tasked, C_CITY [CourtLiaison] Tasked;
    AssignLeader: C_CITY [JointOffice] Holder, C_CITY [JointOffice] Superior;
    FormTaskForce: C_CITY [JointOffice] Holder, C_CITY [JointOffice] Superior;
    Refer: V [StationHead] Holder, TC [Dispatcher] Holder, VTC (WORKERS) Handler;
    RecordReferralResult: TC_CITY (UNIT) Referred, C_CITY [CourtLiaison] Referred, V [StationHead] Holder,
        TC_CITY [Dispatcher] Holder;
    WithdrawCase: V (DESK) Holder, TC_CITY [Clerk] Holder, ANY [Party] Party;
    RecordFollowUp: V (DESK) Holder, TC [Clerk | Mediator] Holder;
    Rate: ANY [Party] Party, V (DESK) Holder, TC [Clerk] Holder;
    CloseCase: V [StationHead] Holder, TC [Director | Dispatcher] Holder, CITY [JointOffice] Holder;
    ReopenHandling: V [StationHead] Holder, TC [Director] Holder, TC_CITY [Director | JointOffice] InPlace;
    ReopenCase: V [StationHead] FormerHolder, TC [Director] FormerHolder, C_CITY [JointOffice] FormerHolder;
    ArchiveCase: V (DESK) Holder, TC_CITY [Clerk] Holder;
    RequestKeyDestruction: C_CITY [SecurityAdministrator] FormerHolder;
    DestroyPersonKey: C_CITY [Auditor] FormerHolder;
    HandOverCases: V [StationHead] Anyone, TC [Director] Anyone, TC [UnitHead] Anyone, CITY [JointOffice] Anyone;
    RecordHandoverStep: ANY [System] System;
    IssueRecommendation: C_CITY [JointOffice] Anyone;
    AnswerRecommendation: TC_CITY (UNIT) Advised;
    SubmitRuleSet: CITY [RuleEditor] RuleMaking;
    ReturnRuleSet: CITY [RuleApprover] RuleMaking;
    ApproveRuleSet: CITY [RuleApprover] RuleMaking;
    FreezePack: CITY [JointOffice | CommandOfficer] Anyone;
}

/// The rows of each command, in the order of the commands.
static BY_COMMAND: LazyLock<Vec<&'static [Grant]>> = LazyLock::new(|| {
    let rows_of = |command| {
        let mut groups = GRANTS.chunk_by(|one, next| one.command == next.command);
        groups.find(|rows| rows.first().is_some_and(|row| row.command == command)).unwrap_or_default()
    };
    C::ALL.iter().copied().map(rows_of).collect()
});

/// The grants of one command.
pub fn grants_of(command: C) -> impl Iterator<Item = &'static Grant> {
    BY_COMMAND.get(command as usize).copied().unwrap_or_default().iter()
}

/// Whether officers of that level may give the command at all: what the service of the level offers. What timers and
/// policies alone may give is offered to nobody.
#[must_use]
pub fn offered_at(command: C, level: Level) -> bool {
    grants_of(command).any(|grant| grant.levels.contains(&level) && grant.relation != Relation::System)
}

/// Whether a slip names this officer's unit or centre.
#[must_use]
pub fn is_urged(actor: &Actor, slip: &Slip) -> bool {
    match &slip.to {
        Addressee::Unit(unit) => actor.unit.as_ref() == Some(unit),
        Addressee::Centre(centre) => actor.centre == *centre && actor.unit.is_none(),
    }
}

/// The role in which the officer may give the command.
///
/// # Errors
/// A02 if no role fits; A05 for who stands back from the case; A04, naming the holder, if the role fits but another centre must act; A03 outside the area.
pub fn permit(
    command: C,
    actor: &Actor,
    id: CaseId,
    case: Option<&Case>,
    jurisdiction: &Jurisdiction,
) -> Result<Role, Refusal> {
    let wanted = match role_for(command, actor, id, case, jurisdiction) {
        Ok(role) => return Ok(role),
        Err(Bar::Role) => return Err(Refusal::new(Code::A02).because("command", command)),
        Err(Bar::StandsBack(relation)) => {
            return Err(Refusal::new(Code::A05).because("relation", relation));
        }
        Err(Bar::Relation(wanted)) => wanted,
    };
    let Some(case) = case else { return Err(Refusal::new(Code::D08)) };
    let code = match wanted {
        Relation::Area | Relation::Party => Code::A03,
        _ => Code::A04,
    };
    Err(Refusal::new(code).because("holder", case.holder.centre).because("relation", wanted))
}

/// What keeps an officer from a command.
pub(crate) enum Bar {
    /// None of the roles may give it.
    Role,
    /// The officer stands back from the case.
    StandsBack(Relation),
    /// The role would fit, but for this relation.
    Relation(Relation),
}

/// The role in which the officer may give the command; asked of every command at once, so what bars it is told in no words.
pub(crate) fn role_for(
    command: C,
    actor: &Actor,
    id: CaseId,
    case: Option<&Case>,
    jurisdiction: &Jurisdiction,
) -> Result<Role, Bar> {
    let stands_so = |relation| match case {
        None => match relation {
            Relation::Anyone => true,
            Relation::System => actor.is_system(),
            _ => false,
        },
        Some(case) => stands(relation, actor, id, case, jurisdiction),
    };
    let (role, relation) = granted(command, actor, stands_so)?;
    // Whoever stands back may still say that there is danger.
    let stands_back = case.is_some_and(|case| case.recusals.officers.contains(&actor.officer))
        && command != C::ReportDanger;
    if stands_back { Err(Bar::StandsBack(relation)) } else { Ok(role) }
}

/// The role in which the officer may give the command on a draft.
///
/// # Errors
/// A02 if no role fits, A04 if it is another's draft.
pub fn permit_on_draft(
    command: C,
    actor: &Actor,
    draft: &Draft,
    jurisdiction: &Jurisdiction,
) -> Result<Role, Refusal> {
    role_on_draft(command, actor, draft, jurisdiction).map_err(|bar| match bar {
        Bar::Role => Refusal::new(Code::A02).because("command", command),
        Bar::Relation(wanted) | Bar::StandsBack(wanted) => {
            Refusal::new(Code::A04).because("holder", draft.centre).because("relation", wanted)
        }
    })
}

/// As [`role_for`], on a draft, from which nobody stands back.
pub(crate) fn role_on_draft(
    command: C,
    actor: &Actor,
    draft: &Draft,
    jurisdiction: &Jurisdiction,
) -> Result<Role, Bar> {
    let stands_so = |relation| stands_to_draft(relation, actor, draft, jurisdiction);
    granted(command, actor, stands_so).map(|(role, _)| role)
}

/// The first row of the table that fits the officer.
fn granted(command: C, actor: &Actor, stands_so: impl Fn(Relation) -> bool) -> Result<(Role, Relation), Bar> {
    let mut bar = Bar::Role;
    for grant in grants_of(command).filter(|grant| grant.levels.contains(&actor.level)) {
        let Some(role) = grant.roles.iter().find(|role| actor.roles.contains(role)) else { continue };
        if stands_so(grant.relation) {
            return Ok((*role, grant.relation));
        }
        bar = Bar::Relation(grant.relation);
    }
    Err(bar)
}

/// Whether the officer stands so to a draft.
#[must_use]
pub fn stands_to_draft(
    relation: Relation,
    actor: &Actor,
    draft: &Draft,
    jurisdiction: &Jurisdiction,
) -> bool {
    let here = actor.centre == draft.centre && actor.unit.is_none();
    match relation {
        Relation::Author => here && actor.officer == draft.author,
        Relation::Drafting => here,
        Relation::FormerHolder => jurisdiction.is_within(&draft.centre, &actor.centre),
        Relation::System => actor.is_system(),
        _ => false,
    }
}

/// The role in which the officer may give a command about what is no case; `stands` says how the officer stands to it.
///
/// # Errors
/// A02 if no role fits, A04 if the role fits but another must act.
pub fn permit_beside(command: C, actor: &Actor, stands: impl Fn(Relation) -> bool) -> Result<Role, Refusal> {
    granted(command, actor, stands).map(|(role, _)| role).map_err(|bar| match bar {
        Bar::Role => Refusal::new(Code::A02).because("command", command),
        Bar::Relation(wanted) | Bar::StandsBack(wanted) => {
            Refusal::new(Code::A04).because("relation", wanted)
        }
    })
}

/// Whether the officer stands so to the case.
#[must_use]
pub fn stands(
    relation: Relation,
    actor: &Actor,
    id: CaseId,
    case: &Case,
    jurisdiction: &Jurisdiction,
) -> bool {
    let holder = &case.holder.centre;
    let is_above = |centre| *holder != centre && jurisdiction.is_within(holder, &centre);
    match relation {
        // An officer stands so to a draft, or to what is no case.
        Relation::Anyone
        | Relation::Author
        | Relation::Drafting
        | Relation::Advised
        | Relation::RuleMaking => false,
        Relation::Area => {
            is_above(actor.centre)
                || jurisdiction.is_within(&actor.centre, holder)
                || case.stated.places.iter().any(|place| jurisdiction.is_within(place, &actor.centre))
        }
        Relation::Holder => actor.centre == *holder && actor.unit.is_none(),
        // A settled case that danger lifts keeps its handler on record, but another centre acts from then on.
        Relation::Handler => case.phase.work().is_some_and(|work| {
            work.assignment.officer == actor.officer && work.assignment.centre == *holder
        }),
        Relation::Addressee => match &case.phase {
            Phase::Handling { stage: Stage::Dispatched(dispatch), .. } => is_addressed(&dispatch.to, actor),
            Phase::Handling { stage: Stage::Registered { handover: Some(_), .. }, .. } => {
                actor.centre == *holder && actor.unit.is_none()
            }
            _ => false,
        },
        Relation::Sender => {
            let sent = checks::stage(case).and_then(Stage::sent);
            sent.is_some_and(|(sender, _)| *sender == actor.centre) && actor.unit.is_none()
        }
        Relation::Umpire => checks::disputed(case).is_some_and(|sender| {
            is_above(actor.centre) && *sender != actor.centre && jurisdiction.is_within(sender, &actor.centre)
        }),
        Relation::Tasked => case.joint.tasks.values().any(|task| is_addressed(&task.to, actor)),
        Relation::Referred => case.joint.referrals.values().any(|to| actor.unit.as_ref() == Some(to)),
        Relation::Court => {
            matches!(&case.confirmation, Confirmation::Filed { court } if actor.unit.as_ref() == Some(court))
        }
        Relation::Leader => case.joint.leader.as_ref().is_some_and(|leader| leader.officer == actor.officer),
        Relation::Unit => {
            matches!(&case.owners.substance, Substance::Unit(unit) if actor.unit.as_ref() == Some(unit))
        }
        Relation::Superior => is_above(actor.centre),
        Relation::ReviewBody => reviewing_centre(case) == Some(actor.centre) && actor.unit.is_none(),
        Relation::InPlace => {
            case.recusals.headless.contains(holder) && jurisdiction.parent(holder) == Some(actor.centre)
        }
        Relation::Receiver => matches!(
            &case.phase,
            Phase::Handling { escalation: Escalation::Requested(request), .. } if request.to == actor.centre
        ),
        Relation::Arbiter => matches!(
            &case.phase,
            Phase::Handling { escalation: Escalation::UnderAppeal { superior, .. }, .. } if *superior == actor.centre
        ),
        Relation::Urged => case.open_slips().any(|(_, slip)| is_urged(actor, slip)),
        Relation::Issuer => case.slips.values().any(|slip| {
            slip.issuer == actor.centre && matches!(slip.state, SlipState::Open | SlipState::Answered)
        }),
        Relation::FormerHolder => jurisdiction.is_within(holder, &actor.centre),
        Relation::Party => actor.case == Some(id),
        Relation::System => actor.is_system(),
    }
}

/// Whether something was sent to the officer's unit, or to the officer's centre itself.
pub(crate) fn is_addressed(to: &Addressee, actor: &Actor) -> bool {
    match to {
        Addressee::Unit(unit) => actor.unit.as_ref() == Some(unit),
        Addressee::Centre(centre) => actor.centre == *centre && actor.unit.is_none(),
    }
}

/// Whose review of the case is under way, or stands.
#[must_use]
pub fn reviewing_centre(case: &Case) -> Option<CentreCode> {
    match &case.phase {
        Phase::Settled(Settlement::UnderReview { body, .. } | Settlement::UnderRecheck { body, .. }) => {
            body.centre
        }
        Phase::Settled(
            Settlement::OpinionIssued { opinion, .. }
            | Settlement::FollowUp { instrument: Instrument::Opinion(opinion), .. },
        ) if opinion.tier != OpinionTier::First => Some(opinion.organ),
        _ => case.refusal_review.and_then(|review| review.body.centre),
    }
}
