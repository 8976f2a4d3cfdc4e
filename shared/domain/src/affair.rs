//! What is no case and has a history of its own (案外事务): a handover, a recommendation, a city's rules, a frozen pack. Each kind is a family of subjects
//! in the log. As with a case, `decide` turns a command into events or a refusal and `evolve` folds them; both are pure.

pub mod handover;
pub mod pack;
pub mod recommendation;
pub mod rule_book;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, vocabulary};

use crate::command::{CommandName, KeepTime};
use crate::context::{Actor, Context};
use crate::decide::{Decided, check_business_date};
use crate::event::{DeadlineApproached, DeadlineBreached, events};
use crate::permission::{self, Relation};
use crate::refusal::{Code, Refusal};
use crate::stamp::Stamp;

pub use handover::{
    HandOverCases, Handover, HandoverCompleted, HandoverStarted, RecordHandoverStep, StepRecorded,
};
pub use pack::{FreezePack, Pack, PackCheck, PackFigure, PackFrozen, PackPosition};
pub use recommendation::{
    AnswerRecommendation, IssueRecommendation, Recommendation, RecommendationAnswered, RecommendationIssued,
};
pub use rule_book::{
    ApproveRuleSet, DraftOutcome, ReturnRuleSet, RuleBook, RuleDraft, RuleSetPublished, RuleSetReturned,
    RuleSetStanding, RuleSetSubmitted, SubmitRuleSet,
};

vocabulary! {
    /// How an affair stands (事务状态).
    AffairStanding {
        /// 办理中.
        Open = "open", "办理中";
        /// 逾期催办: its term is over and nothing was done.
        Urged = "urged", "逾期催办";
        /// 已办结.
        Done = "done", "已办结";
    }
}

/// What the log folds to under a subject of another family than the cases'.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "family", rename_all = "snake_case")]
pub enum Affair {
    /// Nothing has begun yet.
    #[default]
    Absent,
    /// 承办移交.
    Handover(Handover),
    /// 三项建议.
    Recommendation(Recommendation),
    /// 规则集.
    RuleBook(RuleBook),
    /// 报表.
    Pack(Pack),
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum AffairCommand {
    /// 移交承办人全部案件.
    HandOverCases(HandOverCases),
    /// 记录移交.
    RecordHandoverStep(RecordHandoverStep),
    /// 提出建议.
    IssueRecommendation(IssueRecommendation),
    /// 反馈建议.
    AnswerRecommendation(AnswerRecommendation),
    /// 提交规则草案.
    SubmitRuleSet(SubmitRuleSet),
    /// 退回规则草案.
    ReturnRuleSet(ReturnRuleSet),
    /// 批准规则集.
    ApproveRuleSet(ApproveRuleSet),
    /// 冻结报表.
    FreezePack(FreezePack),
    /// 到期处理.
    KeepTime(KeepTime),
}

events! {
    /// One event of an affair. A decision has one or more, and they are stored together or not at all.
    AffairEvent:
    HandoverStarted("移交承办人案件");
    StepRecorded("移交一案");
    HandoverCompleted("移交完成");
    RecommendationIssued("提出建议");
    DeadlineApproached("临期提醒");
    DeadlineBreached("超期");
    RecommendationAnswered("反馈建议");
    RuleSetSubmitted("提交规则草案");
    RuleSetReturned("退回规则草案");
    RuleSetPublished("规则集发布");
    PackFrozen("冻结报表");
}

/// Decides a command about an affair. Pure: the same affair, command and context always give the same answer.
///
/// # Errors
/// The first rule that forbids the command: permission, then the date, then the command's own rule.
pub fn decide(
    affair: &Affair,
    command: &AffairCommand,
    ctx: &Context<'_>,
) -> Result<Decided<AffairEvent>, Refusal> {
    let stands = |relation| stands(relation, ctx.actor, affair);
    let role = permission::permit_beside(command.name(), ctx.actor, stands)?;
    check_business_date(None, ctx)?;
    let events = match (command, affair) {
        (AffairCommand::HandOverCases(command), Affair::Absent) => command.decide(ctx)?,
        (AffairCommand::RecordHandoverStep(command), Affair::Handover(handover)) => command.decide(handover),
        (AffairCommand::IssueRecommendation(command), Affair::Absent) => command.decide(ctx)?,
        (AffairCommand::AnswerRecommendation(command), Affair::Recommendation(recommendation)) => {
            command.decide(recommendation)?
        }
        (AffairCommand::KeepTime(command), Affair::Recommendation(recommendation)) => {
            recommendation.keep_time(command, ctx)?
        }
        (AffairCommand::SubmitRuleSet(command), Affair::Absent) => command.decide(None, ctx)?,
        (AffairCommand::SubmitRuleSet(command), Affair::RuleBook(book)) => command.decide(Some(book), ctx)?,
        (AffairCommand::ReturnRuleSet(command), Affair::RuleBook(book)) => command.decide(book)?,
        (AffairCommand::ApproveRuleSet(command), Affair::RuleBook(book)) => command.decide(book, ctx)?,
        (AffairCommand::FreezePack(command), Affair::Absent) => command.decide(ctx)?,
        (AffairCommand::FreezePack(_), Affair::Pack(_)) => {
            return Err(Refusal::new(Code::L01).because("reason", "already_frozen"));
        }
        // A handover waits for no date, and a rule set's day comes without a decision.
        (AffairCommand::KeepTime(_), Affair::Handover(_) | Affair::RuleBook(_) | Affair::Pack(_)) => {
            Vec::new()
        }
        (_, Affair::Absent) => return Err(Refusal::new(Code::D08)),
        _ => return Err(Refusal::new(Code::L01).because("command", command.name())),
    };
    Ok(Decided { events, role })
}

/// Folds an event. What does not fit the affair leaves it as it is: the log holds nothing of the kind.
#[must_use]
pub fn evolve(affair: Affair, event: &AffairEvent, stamp: &Stamp) -> Affair {
    match (affair, event) {
        (Affair::Absent, AffairEvent::HandoverStarted(event)) => {
            Affair::Handover(Handover::started(event, stamp))
        }
        (Affair::Handover(handover), AffairEvent::StepRecorded(event)) => {
            Affair::Handover(handover.step_recorded(event))
        }
        (Affair::Handover(handover), AffairEvent::HandoverCompleted(_)) => {
            Affair::Handover(handover.completed(stamp))
        }
        (Affair::Absent, AffairEvent::RecommendationIssued(event)) => {
            Affair::Recommendation(Recommendation::issued(event, stamp))
        }
        (Affair::Recommendation(it), AffairEvent::DeadlineApproached(event)) => {
            Affair::Recommendation(it.reminded(event, stamp))
        }
        (Affair::Recommendation(it), AffairEvent::DeadlineBreached(event)) => {
            Affair::Recommendation(it.breached(event, stamp))
        }
        (Affair::Recommendation(it), AffairEvent::RecommendationAnswered(event)) => {
            Affair::Recommendation(it.answered(event, stamp))
        }
        (Affair::Absent, AffairEvent::RuleSetSubmitted(event)) => {
            Affair::RuleBook(RuleBook::begun(stamp.centre).submitted(event, stamp))
        }
        (Affair::RuleBook(book), AffairEvent::RuleSetSubmitted(event)) => {
            Affair::RuleBook(book.submitted(event, stamp))
        }
        (Affair::RuleBook(book), AffairEvent::RuleSetReturned(event)) => {
            Affair::RuleBook(book.returned(event, stamp))
        }
        (Affair::RuleBook(book), AffairEvent::RuleSetPublished(event)) => {
            Affair::RuleBook(book.published(event, stamp))
        }
        (Affair::Absent, AffairEvent::PackFrozen(event)) => Affair::Pack(Pack::frozen(event, stamp)),
        (affair, _) => affair,
    }
}

/// Where the affair that a command begins has its home; none of a command about one that is there.
///
/// # Errors
/// D02 for a unit that there is none of.
pub fn home(
    command: &AffairCommand,
    actor: &Actor,
    jurisdiction: &Jurisdiction,
) -> Result<CentreCode, Refusal> {
    match command {
        // Whoever must answer works on at the seat, even where the link to the city is cut.
        AffairCommand::IssueRecommendation(command) => command.seat(jurisdiction),
        _ => Ok(actor.centre),
    }
}

// === impl Affair ===

impl Affair {
    /// The earliest instant at which something of it is due; what waits for no date is due since time began.
    #[must_use]
    pub fn next_moment(&self, jurisdiction: &Jurisdiction, calendar: &Calendar) -> Option<Timestamp> {
        match self {
            Self::Absent | Self::RuleBook(_) | Self::Pack(_) => None,
            Self::Handover(handover) => handover.open().next().map(|_| Timestamp::UNIX_EPOCH),
            Self::Recommendation(recommendation) => recommendation.next_moment(jurisdiction, calendar),
        }
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> AffairStanding {
        match self {
            Self::Handover(handover) if handover.completed_on.is_some() => AffairStanding::Done,
            Self::Recommendation(recommendation) => recommendation.standing(),
            Self::RuleBook(book) if book.waiting().next().is_none() => AffairStanding::Done,
            Self::Pack(_) => AffairStanding::Done,
            Self::RuleBook(_) => AffairStanding::Open,
            Self::Absent | Self::Handover(_) => AffairStanding::Open,
        }
    }
}

// === impl AffairCommand ===

impl From<SubmitRuleSet> for AffairCommand {
    fn from(command: SubmitRuleSet) -> Self {
        Self::SubmitRuleSet(command)
    }
}

impl From<ReturnRuleSet> for AffairCommand {
    fn from(command: ReturnRuleSet) -> Self {
        Self::ReturnRuleSet(command)
    }
}

impl From<FreezePack> for AffairCommand {
    fn from(command: FreezePack) -> Self {
        Self::FreezePack(command)
    }
}

impl From<ApproveRuleSet> for AffairCommand {
    fn from(command: ApproveRuleSet) -> Self {
        Self::ApproveRuleSet(command)
    }
}

impl AffairCommand {
    /// The name.
    #[must_use]
    pub const fn name(&self) -> CommandName {
        match self {
            Self::HandOverCases(_) => CommandName::HandOverCases,
            Self::RecordHandoverStep(_) => CommandName::RecordHandoverStep,
            Self::IssueRecommendation(_) => CommandName::IssueRecommendation,
            Self::AnswerRecommendation(_) => CommandName::AnswerRecommendation,
            Self::SubmitRuleSet(_) => CommandName::SubmitRuleSet,
            Self::ReturnRuleSet(_) => CommandName::ReturnRuleSet,
            Self::ApproveRuleSet(_) => CommandName::ApproveRuleSet,
            Self::FreezePack(_) => CommandName::FreezePack,
            Self::KeepTime(_) => CommandName::KeepTime,
        }
    }
}

/// Whether the officer stands so to the affair.
fn stands(relation: Relation, actor: &Actor, affair: &Affair) -> bool {
    match (relation, affair) {
        // Whoever may freeze a pack is told that it is frozen.
        (Relation::Anyone, Affair::Pack(_)) => true,
        (Relation::Anyone, affair) => *affair == Affair::Absent,
        (Relation::Advised, Affair::Recommendation(it)) => actor.unit.as_ref() == Some(&it.unit),
        (Relation::RuleMaking, Affair::Absent) => true,
        (Relation::RuleMaking, Affair::RuleBook(book)) => actor.centre == book.centre,
        (Relation::System, _) => actor.is_system(),
        _ => false,
    }
}
