//! 规则集: the decision tables of a city change by the book. A rule editor submits the whole texts of a set, a second person
//! approves it or returns it, and it decides from its day on.
//!
//! All sets of a city are one history, so that two drafts on one set cannot both be published: the log takes one decision
//! after another, and the second finds that it was drawn up on what is no longer the last set. Texts stay in the events alone;
//! what is folded names the place. A published set is never checked again: its hash tells what was approved.
//!
//! Nothing of it is personal, so nothing is sealed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use fengqiao_jurisdiction::{CentreCode, vocabulary};
use fengqiao_routing::{
    Finding, RULE_SET_BYTES_MAX, ReplayFigures, RuleSet, RuleSetFiles, RuleSetHash, Severity,
};

use super::AffairEvent;
use crate::context::Context;
use crate::family::Family;
use crate::id::{AffairId, CommandId, OfficerId, RuleSetId};
use crate::refusal::{Code, Refusal};
use crate::stamp::Stamp;

/// Drafts that wait for approval at once.
pub const DRAFTS_WAITING_MAX: usize = 8;

/// Returned drafts that are remembered; the log has the others.
pub const DRAFTS_RETURNED_MAX: usize = 100;

/// Findings that a refusal names.
pub const FINDINGS_NAMED_MAX: usize = 10;

/// Characters of one finding in a refusal.
const FINDING_CHARS_MAX: usize = 160;

vocabulary! {
    /// How a rule set stands on a day (规则集状态).
    RuleSetStanding {
        /// 施行中.
        InForce = "in_force", "施行中";
        /// 待施行: published, and its day has not come.
        Coming = "coming", "待施行";
        /// 待审批.
        Submitted = "submitted", "待审批";
        /// 已退回.
        Returned = "returned", "已退回";
        /// 已被取代.
        Superseded = "superseded", "已被取代";
    }
}

/// 提交规则草案, by a rule editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmitRuleSet {
    pub files: RuleSetFiles,
    /// The set that was published last when the draft was drawn up.
    pub base: RuleSetHash,
    pub reason: String,
}

/// 退回规则草案, by a rule approver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnRuleSet {
    pub draft: RuleSetId,
    pub reason: String,
}

/// 批准规则集, by a rule approver who is not the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApproveRuleSet {
    pub draft: RuleSetId,
    /// Of what the approver read.
    pub hash: RuleSetHash,
    /// What the approver saw that it would have changed.
    pub replay: ReplayFigures,
}

/// A draft waits for approval (提交规则草案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetSubmitted {
    pub draft: RuleSetId,
    pub base: RuleSetHash,
    pub id: String,
    pub version: u32,
    pub hash: RuleSetHash,
    pub effective_from: Date,
    pub reason: String,
    pub files: RuleSetFiles,
}

/// A draft was sent back (退回规则草案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetReturned {
    pub draft: RuleSetId,
    pub reason: String,
}

/// A rule set decides from its day on (规则集发布).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetPublished {
    pub draft: RuleSetId,
    pub id: String,
    pub version: u32,
    pub hash: RuleSetHash,
    pub effective_from: Date,
    pub editor: OfficerId,
    pub approver: OfficerId,
    pub shadow_result: ReplayFigures,
}

/// The rule sets that a city was ever proposed, and what became of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBook {
    pub centre: CentreCode,
    /// In the order in which they were submitted.
    pub drafts: Vec<RuleDraft>,
}

/// A rule set that was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleDraft {
    pub draft: RuleSetId,
    pub base: RuleSetHash,
    pub id: String,
    pub version: u32,
    pub hash: RuleSetHash,
    pub effective_from: Date,
    pub editor: OfficerId,
    pub submitted_on: Date,
    pub reason: String,
    /// Where the log keeps the texts.
    pub sequence: u64,
    pub outcome: DraftOutcome,
}

/// What became of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum DraftOutcome {
    /// It waits.
    Submitted,
    /// It was sent back.
    Returned { by: OfficerId, on: Date, reason: String },
    /// It was published.
    Published { by: OfficerId, on: Date, replay: ReplayFigures },
}

// === impl SubmitRuleSet ===

impl SubmitRuleSet {
    pub(super) fn decide(
        &self,
        book: Option<&RuleBook>,
        ctx: &Context<'_>,
    ) -> Result<Vec<AffairEvent>, Refusal> {
        if self.files.bytes() > RULE_SET_BYTES_MAX {
            return Err(Refusal::new(Code::D03).at("rule_set").because("max", RULE_SET_BYTES_MAX));
        }
        if book.is_some_and(|book| book.waiting().count() >= DRAFTS_WAITING_MAX) {
            return Err(Refusal::new(Code::D03).at("rule_set").because("max", DRAFTS_WAITING_MAX));
        }
        let last = Last::of(book, ctx);
        last.check_base(self.base, "base_hash")?;
        let set = RuleSet::parse(&self.files).map_err(|findings| faulty(&findings))?;
        last.check_succession(&set)?;
        check_day(set.effective_from(), "rule_set.manifest", ctx)?;
        let submitted = RuleSetSubmitted {
            draft: ctx.command.drafting(),
            base: self.base,
            id: set.id().to_owned(),
            version: set.version(),
            hash: set.hash(),
            effective_from: set.effective_from(),
            reason: self.reason.clone(),
            files: self.files.clone(),
        };
        Ok(vec![submitted.into()])
    }
}

// === impl ReturnRuleSet ===

impl ReturnRuleSet {
    pub(super) fn decide(&self, book: &RuleBook) -> Result<Vec<AffairEvent>, Refusal> {
        book.waiting_draft(self.draft)?;
        Ok(vec![RuleSetReturned { draft: self.draft, reason: self.reason.clone() }.into()])
    }
}

// === impl ApproveRuleSet ===

impl ApproveRuleSet {
    pub(super) fn decide(&self, book: &RuleBook, ctx: &Context<'_>) -> Result<Vec<AffairEvent>, Refusal> {
        let draft = book.waiting_draft(self.draft)?;
        if draft.editor == ctx.actor.officer {
            return Err(Refusal::new(Code::A06));
        }
        if draft.hash != self.hash {
            return Err(Refusal::new(Code::D03).at("hash"));
        }
        if !self.replay.add_up() {
            return Err(Refusal::new(Code::D03).at("replay"));
        }
        Last::of(Some(book), ctx).check_base(draft.base, "rule_set_id")?;
        check_day(draft.effective_from, "rule_set_id", ctx)?;
        let published = RuleSetPublished {
            draft: draft.draft,
            id: draft.id.clone(),
            version: draft.version,
            hash: draft.hash,
            effective_from: draft.effective_from,
            editor: draft.editor,
            approver: ctx.actor.officer,
            shadow_result: self.replay,
        };
        Ok(vec![published.into()])
    }
}

/// The set that was published last, on which the next is drawn up.
struct Last<'a> {
    id: &'a str,
    version: u32,
    hash: RuleSetHash,
}

impl<'a> Last<'a> {
    /// The city's own, or the one that came with the installation.
    fn of(book: Option<&'a RuleBook>, ctx: &Context<'a>) -> Self {
        match book.and_then(RuleBook::last) {
            Some(draft) => Self { id: &draft.id, version: draft.version, hash: draft.hash },
            None => Self { id: ctx.rules.id(), version: ctx.rules.version(), hash: ctx.rules.hash() },
        }
    }

    /// L03 if another set was published since.
    fn check_base(&self, base: RuleSetHash, field: &'static str) -> Result<(), Refusal> {
        if base == self.hash {
            return Ok(());
        }
        Err(Refusal::new(Code::L03)
            .at(field)
            .because("changed", "RuleSetPublished")
            .because("version", self.version)
            .because("hash", self.hash))
    }

    /// D09 if the draft is not the next version of the same set.
    fn check_succession(&self, set: &RuleSet) -> Result<(), Refusal> {
        let mut wrong = Vec::new();
        if set.id() != self.id {
            wrong.push(format!("ruleset.json: the set is {}, and its id stays", self.id));
        }
        if Some(set.version()) != self.version.checked_add(1) {
            wrong.push(format!("ruleset.json: the version after {} is the next one", self.version));
        }
        if wrong.is_empty() { Ok(()) } else { Err(named(&wrong).at("rule_set.manifest")) }
    }
}

/// D04 for a day that has passed: no decision is made under rules that were not there yet.
fn check_day(effective_from: Date, field: &'static str, ctx: &Context<'_>) -> Result<(), Refusal> {
    if effective_from >= ctx.today {
        return Ok(());
    }
    Err(Refusal::new(Code::D04).at(field).because("date", effective_from).because("today", ctx.today))
}

/// D09 with the faults that keep a draft from being a rule set.
#[must_use]
pub fn faulty(findings: &[Finding]) -> Refusal {
    let errors = findings.iter().filter(|finding| finding.severity >= Severity::Error);
    named(&errors.map(ToString::to_string).collect::<Vec<_>>()).at("rule_set")
}

fn named(faults: &[String]) -> Refusal {
    let short = |fault: &String| fault.chars().take(FINDING_CHARS_MAX).collect::<String>();
    let named: Vec<_> = faults.iter().take(FINDINGS_NAMED_MAX).map(short).collect();
    Refusal::new(Code::D09).because("count", faults.len()).because("findings", named.join("; "))
}

// === impl RuleBook ===

impl RuleBook {
    pub(super) fn begun(centre: CentreCode) -> Self {
        Self { centre, drafts: Vec::new() }
    }

    pub(super) fn submitted(mut self, event: &RuleSetSubmitted, stamp: &Stamp) -> Self {
        self.drafts.push(RuleDraft {
            draft: event.draft,
            base: event.base,
            id: event.id.clone(),
            version: event.version,
            hash: event.hash,
            effective_from: event.effective_from,
            editor: stamp.officer,
            submitted_on: stamp.recorded_on,
            reason: event.reason.clone(),
            sequence: stamp.place.as_ref().map_or(0, |place| place.sequence),
            outcome: DraftOutcome::Submitted,
        });
        self
    }

    pub(super) fn returned(mut self, event: &RuleSetReturned, stamp: &Stamp) -> Self {
        let (by, on) = (stamp.officer, stamp.recorded_on);
        self.settle(event.draft, DraftOutcome::Returned { by, on, reason: event.reason.clone() });
        let is_returned = |draft: &RuleDraft| matches!(draft.outcome, DraftOutcome::Returned { .. });
        if self.drafts.iter().filter(|draft| is_returned(draft)).count() > DRAFTS_RETURNED_MAX
            && let Some(oldest) = self.drafts.iter().position(is_returned)
        {
            self.drafts.remove(oldest);
        }
        self
    }

    pub(super) fn published(mut self, event: &RuleSetPublished, stamp: &Stamp) -> Self {
        let (by, on) = (event.approver, stamp.recorded_on);
        self.settle(event.draft, DraftOutcome::Published { by, on, replay: event.shadow_result });
        self
    }

    fn settle(&mut self, draft: RuleSetId, outcome: DraftOutcome) {
        if let Some(found) = self.drafts.iter_mut().find(|found| found.draft == draft) {
            found.outcome = outcome;
        }
    }

    /// The drafts that wait.
    pub fn waiting(&self) -> impl Iterator<Item = &RuleDraft> {
        self.drafts.iter().filter(|draft| draft.outcome == DraftOutcome::Submitted)
    }

    /// The draft with this id, if it waits: D08 if there is none, L01 if it was returned or published.
    fn waiting_draft(&self, id: RuleSetId) -> Result<&RuleDraft, Refusal> {
        let draft = self.drafts.iter().find(|draft| draft.draft == id);
        let draft = draft.ok_or_else(|| Refusal::new(Code::D08).at("rule_set_id"))?;
        match draft.outcome {
            DraftOutcome::Submitted => Ok(draft),
            _ => Err(Refusal::new(Code::L01).because("reason", "already_decided")),
        }
    }

    /// The sets that were published; the versions tell the order.
    pub fn publications(&self) -> impl Iterator<Item = &RuleDraft> {
        self.drafts.iter().filter(|draft| matches!(draft.outcome, DraftOutcome::Published { .. }))
    }

    /// The set that was published last.
    #[must_use]
    pub fn last(&self) -> Option<&RuleDraft> {
        self.publications().max_by_key(|draft| draft.version)
    }

    /// The published set in force on a day; none while that of the installation is.
    #[must_use]
    pub fn in_force(&self, day: Date) -> Option<&RuleDraft> {
        self.publications().filter(|draft| draft.effective_from <= day).max_by_key(|draft| draft.version)
    }

    /// How one of its drafts stands on a day.
    #[must_use]
    pub fn standing(&self, draft: &RuleDraft, day: Date) -> RuleSetStanding {
        match draft.outcome {
            DraftOutcome::Submitted => RuleSetStanding::Submitted,
            DraftOutcome::Returned { .. } => RuleSetStanding::Returned,
            DraftOutcome::Published { .. } => match self.in_force(day) {
                Some(in_force) if in_force.draft == draft.draft => RuleSetStanding::InForce,
                Some(in_force) if in_force.version > draft.version => RuleSetStanding::Superseded,
                _ => RuleSetStanding::Coming,
            },
        }
    }
}

// === ids ===

impl AffairId {
    /// The one history of a tenant's rule sets.
    #[must_use]
    pub fn rule_book(tenant: Uuid) -> Self {
        Self::new(Uuid::new_v5(&tenant, Family::RuleSet.as_str().as_bytes()))
    }
}

impl CommandId {
    /// The draft that this command submits.
    fn drafting(self) -> RuleSetId {
        RuleSetId::new(self.derive("rule_set", 0))
    }
}
