//! No case is stuck: from wherever a walk has come, people who do their duty bring the case to its end.

use std::collections::BTreeMap;

use fengqiao_domain::command::CommandName as C;
use fengqiao_domain::id::OfficerId;
use fengqiao_domain::state::Phase;
use fengqiao_domain::{Actor, Case, Command, allowed};

use super::dice::{Dice, everybody};
use crate::support::*;

/// What brings a case on, whoever's duty it is. Nobody may count on a citizen who takes the claim back, nor on a merger.
const DUTIES: &[C] = &[
    C::HandleDanger,
    C::ClassifyMatter,
    C::DecideAcceptance,
    C::ServeNotice,
    C::DispatchCase,
    C::SignCase,
    C::RuleOnObjection,
    C::AssignHandler,
    C::RecordConsent,
    C::RecordInvestigation,
    C::HoldSession,
    C::ConcludeAgreement,
    C::PutIntoEffect,
    C::RecordPerformance,
    C::RecordDefault,
    C::RecordConfirmation,
    C::DeclareFailure,
    C::DraftOpinion,
    C::ApproveOpinion,
    C::RecordReviewResult,
    C::RecordRecheckResult,
    C::RedirectCase,
    C::RecordExplanation,
    C::ResumeHandling,
    C::AnswerSlip,
    C::AcceptEscalation,
    C::RefuseEscalation,
    C::RuleOnAppeal,
    C::DesignateJurisdiction,
    C::ReportOnOrder,
    C::CompleteTask,
    C::RecordReferralResult,
    C::FinishErrand,
    C::RecordFollowUp,
    C::CloseCase,
    C::ReopenHandling,
];

/// Commands after which a case that has not ended counts as stuck. They are drawn at random, so most lead nowhere.
const COMMANDS_MAX: usize = 2_000;

/// Whoever does the work of an officer who stands back: a colleague of the same office.
fn stands_in(case: &Case, officer: OfficerId) -> OfficerId {
    if case.recusals.officers.contains(&officer) { colleague(officer) } else { officer }
}

/// Everybody does what the case offers them until it has ended, while days go by.
pub(super) fn is_brought_to_its_end(mut story: Story, dice: &mut Dice) {
    let people = everybody();
    let mut refused = BTreeMap::new();
    for _ in 0..COMMANDS_MAX {
        let Some(case) = story.state.live().filter(|case| !matches!(case.phase, Phase::Ended(_))) else {
            return;
        };
        let people =
            people.iter().cloned().map(|actor| Actor { officer: stands_in(case, actor.officer), ..actor });
        let people: Vec<_> = people.collect();
        let duties = |actor: &Actor| {
            let offered = allowed(case, CASE, actor, jurisdiction());
            offered.into_iter().filter(|name| DUTIES.contains(name)).collect::<Vec<_>>()
        };
        let offers: Vec<_> = people
            .iter()
            .flat_map(|actor| duties(actor).into_iter().map(move |name| (actor.clone(), name)))
            .collect();
        let mut names: Vec<_> = offers.iter().map(|(_, name)| *name).collect();
        names.sort_unstable();
        names.dedup();
        let phase = case.phase.name();
        assert!(!names.is_empty(), "nobody has anything to do in {phase}");
        let name = dice.one(&names);
        let givers: Vec<_> = offers.into_iter().filter(|offer| offer.1 == name).collect();
        let (actor, name) = dice.one(&givers);
        let mut command = dice.command(name, &actor, Some(case), story.today);
        if let Command::AssignHandler(assign) = &mut command {
            assign.officer = stands_in(case, assign.officer);
        }
        story = story.when(actor, command);
        if let Err(refusal) = &story.answer {
            refused.insert(name, format!("{refusal} {:?}", refusal.facts));
        }
        if dice.chance(10) {
            story = story.after(1).caught_up();
        }
    }
    let case = story.case();
    panic!("stuck in {} at {}: {refused:#?}", case.phase.name(), case.holder.centre);
}
