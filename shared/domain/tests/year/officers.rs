//! What the officers of a county do next with a case, and how soon: most are quick, some are slow, a few leave it lying.

use fengqiao_domain::command::*;
use fengqiao_domain::event::{Addressee, CorrectedFact};
use fengqiao_domain::state::{Case, ClockName, Ending, Escalation, Phase, Settlement, Stage};
use fengqiao_domain::vocabulary::*;
use fengqiao_domain::{Actor, Command};
use fengqiao_jurisdiction::{CentreCode, Role};
use fengqiao_routing::RefusalCode;
use jiff::ToSpan;

use crate::life::{Dice, Life};
use crate::support::*;

/// How the people around one dispute work.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Temper {
    /// Today or tomorrow.
    Quick,
    /// Within some days.
    Slow,
    /// Not at all, half of the time.
    Idle,
}

/// What somebody is about to do.
pub(crate) struct Move {
    pub(crate) actor: Actor,
    pub(crate) command: Command,
}

impl Temper {
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        match dice.roll(100) {
            0..=74 => Self::Quick,
            75..=92 => Self::Slow,
            _ => Self::Idle,
        }
    }

    /// Working days until the next step.
    pub(crate) fn days(self, dice: &mut Dice) -> usize {
        match self {
            Self::Quick => dice.roll(2),
            Self::Slow => 1 + dice.roll(8),
            Self::Idle => dice.roll(20),
        }
    }
}

/// The next step of a case, unless everybody leaves it lying.
pub(crate) fn next(life: &mut Life) -> Option<Move> {
    if matches!(life.temper, Temper::Idle) && life.dice.chance(50) {
        return None;
    }
    let case = life.state.live()?.clone();
    let desk = Desk { case: &case };
    if !case.dangers.open.is_empty() && case.holder.level != Level::City {
        return desk.by(desk.mediating(), handle_danger());
    }
    // Half of those who are urged answer before they go on.
    let urged = case.open_slips().any(|(_, slip)| slip.to == Addressee::Centre(case.holder.centre));
    if urged && case.holder.level != Level::City && life.dice.chance(50) {
        return desk.by(desk.directing(), answer_slip());
    }
    match &case.phase {
        Phase::Handling { stage, escalation } => desk.handling(life, stage, escalation),
        Phase::Settled(settlement) => desk.settled(settlement),
        Phase::Ended(Ending::Closed { .. }) => {
            let open = case.clocks.running(ClockName::FollowUpSecondTerm).is_some();
            if open { desk.by(desk.calling(), follow_up(FollowUpRound::Second)) } else { None }
        }
        Phase::Ended(_) => None,
    }
}

/// The desks of the centre that holds a case.
struct Desk<'a> {
    case: &'a Case,
}

impl Desk<'_> {
    fn by(&self, role: Role, command: impl Into<Command>) -> Option<Move> {
        self.at(self.case.holder.centre, role, command)
    }

    fn at(&self, centre: CentreCode, role: Role, command: impl Into<Command>) -> Option<Move> {
        Some(Move { actor: office(centre.as_str(), role), command: command.into() })
    }

    const fn leading(&self) -> Role {
        match self.case.holder.level {
            Level::Village => Role::StationHead,
            _ => Role::Dispatcher,
        }
    }

    const fn mediating(&self) -> Role {
        match self.case.holder.level {
            Level::Village => Role::StationMediator,
            _ => Role::Mediator,
        }
    }

    const fn directing(&self) -> Role {
        match self.case.holder.level {
            Level::Village => Role::StationHead,
            _ => Role::Director,
        }
    }

    /// Whoever calls afterwards is not the handler.
    const fn calling(&self) -> Role {
        match self.case.holder.level {
            Level::Village => Role::StationHead,
            _ => Role::Clerk,
        }
    }

    const fn asking(&self) -> Role {
        match self.case.holder.level {
            Level::Village => Role::StationHead,
            Level::Township => Role::Director,
            Level::County | Level::City => Role::JointOffice,
        }
    }

    fn handling(&self, life: &mut Life, stage: &Stage, escalation: &Escalation) -> Option<Move> {
        let case = self.case;
        if case.holder.level == Level::City {
            return self.by(Role::JointOffice, designate(COUNTY));
        }
        match escalation {
            Escalation::Requested(request) => return self.answered(life, request.to),
            Escalation::Refused { .. } if life.dice.chance(40) => return self.by(self.directing(), appeal()),
            Escalation::UnderAppeal { superior, .. } => {
                let ruling = *life.dice.one(AppealRuling::ALL);
                return self.at(*superior, Role::JointOffice, rule(ruling));
            }
            Escalation::Idle | Escalation::Refused { .. } => {}
        }
        if case.verdict == Verdict::Undetermined && stage.accepted().is_some() && life.dice.chance(70) {
            return self.by(self.leading(), correct([missing(case)]));
        }
        if case.verdict == Verdict::LiftOnRequest && life.dice.chance(80) {
            return self.by(self.asking(), ask());
        }
        match stage {
            Stage::Registered { classification: None, .. } => {
                self.by(self.leading(), ClassifyMatter { unpaid_workers: Some(0), ..classify(life.matter) })
            }
            Stage::Registered { classification: Some(_), .. } => self.by(self.leading(), accept()),
            Stage::Accepted(_) if case.clocks.running(ClockName::AcceptanceNoticeTerm).is_some() => {
                self.by(self.calling(), serve(Notice::Acceptance))
            }
            Stage::Dispatched(dispatch) => match &dispatch.to {
                Addressee::Centre(_) => self.by(self.leading(), SignCase {}),
                Addressee::Unit(unit) => {
                    let actor = unit_office(unit.as_str(), Role::UnitOfficer);
                    Some(Move { actor, command: SignCase {}.into() })
                }
            },
            Stage::Accepted(_) | Stage::Signed(_) => {
                let handler = office(case.holder.centre.as_str(), self.mediating());
                let due = life.today() + 20.days();
                self.by(self.leading(), AssignHandler { due, ..assign(&handler) })
            }
            Stage::InProgress(_) => self.in_progress(life),
            Stage::Unresolved { .. } if !case.rights_notice_served => {
                self.by(self.calling(), serve(Notice::Rights))
            }
            Stage::Unresolved { .. } => self.by(self.mediating(), explain()),
            // Stages that these officers never bring about.
            Stage::Suspended { .. } => None,
        }
    }

    /// The level above takes it, refuses it with a correction, or keeps silent.
    fn answered(&self, life: &mut Life, to: CentreCode) -> Option<Move> {
        let role = match jurisdiction().level_of(&to)? {
            Level::Village | Level::Township | Level::County => Role::Director,
            Level::City => Role::JointOffice,
        };
        match life.dice.roll(10) {
            0 => None,
            1 => {
                let invalid = CorrectedFact::DossierInvalid(DossierItem::EvidenceList);
                self.at(to, role, RefuseEscalation { corrections: corrections([invalid]), ..refuse() })
            }
            _ => self.at(to, role, take_up()),
        }
    }

    fn in_progress(&self, life: &mut Life) -> Option<Move> {
        let case = self.case;
        let attempts = case.attempts_here();
        if !case.dossier.missing(false).is_empty() && life.dice.chance(80) {
            return self.by(self.mediating(), investigate());
        }
        if case.last_outcome == Some(SessionOutcome::Agreed) {
            let form = *life.dice.one(AgreementForm::ALL);
            let mut agreement = agree(form);
            let due = life.today() + 14.days();
            agreement.obligations.iter_mut().for_each(|owed| owed.due = due);
            return self.by(self.mediating(), agreement);
        }
        if case.holder.level == Level::County && attempts.failed_count() >= 2 {
            return self.by(self.mediating(), fail());
        }
        let rose = case.holder.level != Level::Village && attempts.count() == 0;
        if rose && life.dice.chance(5) && case.verdict == Verdict::Keep {
            return self.by(self.directing(), return_down(RefusalCode::R02));
        }
        let outcome = *life.dice.one(&[
            SessionOutcome::Agreed,
            SessionOutcome::Agreed,
            SessionOutcome::Failed,
            SessionOutcome::Failed,
            SessionOutcome::Adjourned,
        ]);
        self.by(self.mediating(), session(outcome))
    }

    fn settled(&self, settlement: &Settlement) -> Option<Move> {
        let case = self.case;
        match settlement {
            Settlement::Agreed { .. } => self.by(self.mediating(), put_into_effect()),
            Settlement::Performing { .. } => self.by(self.mediating(), perform()),
            Settlement::FollowUp { .. } if !case.follow_ups.contains(&FollowUpRound::First) => {
                self.by(self.calling(), follow_up(FollowUpRound::First))
            }
            Settlement::FollowUp { .. } => {
                let outcome = if case.explained { Outcome::Explained } else { Outcome::Resolved };
                self.by(self.leading(), close(outcome))
            }
            // Settlements that these officers never bring about.
            Settlement::OpinionIssued { .. }
            | Settlement::UnderReview { .. }
            | Settlement::UnderRecheck { .. } => None,
        }
    }
}

/// The fact that nobody has stated yet.
fn missing(case: &Case) -> CorrectedFact {
    if case.stated.headcount.is_none() {
        CorrectedFact::Headcount(2)
    } else {
        CorrectedFact::AmountFen(1_800_000)
    }
}
