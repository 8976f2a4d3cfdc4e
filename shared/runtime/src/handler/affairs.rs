//! The way of a command about what is no case (案外事务), and the work that such a thing leaves to be done.

use jiff::civil::Date;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use fengqiao_api::outcome;
use fengqiao_api::request::{AffairRequest, CaseRef, Header};
use fengqiao_api::status::Outage;
use fengqiao_api::v1::CommandOutcome;
use fengqiao_domain::affair::handover::Step;
use fengqiao_domain::affair::{self, Handover, RecordHandoverStep};
use fengqiao_domain::command::KeepTime;
use fengqiao_domain::errand::ErrandResult;
use fengqiao_domain::event::HandlerAssigned;
use fengqiao_domain::id::{AffairId, CommandId};
use fengqiao_domain::{
    Actor, Affair, AffairCommand, AffairEvent, Code, Decision, Event, Family, Refusal, timer,
};
use fengqiao_eventlog::{CommandStamp, EntryHead, Executed, Proposal};

use super::execute::{Envelope, digest, position};
use super::failure::Failure;
use super::hints::MOMENTS_PER_HINT_MAX;
use super::locate::Location;
use super::system::{self, SystemCommand};
use super::{CaseAggregate, Handler};

/// The kind of message that a decision about what is no case is, as CloudEvents name it.
const KIND: &str = "cn.fengqiao.affair.decision.v1";

/// Cases of one handover that are given out for one hint. The rest gets the next hint.
const STEPS_PER_HINT_MAX: usize = 64;

/// An affair's place.
type Place<'a> = Location<'a, AffairId>;

/// All that deciding needs besides the affair.
struct Given<'a> {
    actor: &'a Actor,
    header: &'a Header,
    command: &'a AffairCommand,
    digest: [u8; 32],
    causation: Option<Uuid>,
}

impl Handler {
    /// Carries out a command about what is no case.
    ///
    /// # Errors
    /// As [`Handler::execute`].
    pub async fn execute_beside<R: AffairRequest>(
        &self,
        request: Request<R>,
    ) -> Result<Response<CommandOutcome>, Status> {
        let actor = self.caller(request.metadata())?;
        let outcome = self.carry_out_beside(&actor, request.into_inner()).await;
        outcome.map(Response::new).map_err(|failure| self.status(failure))
    }

    async fn carry_out_beside<R: AffairRequest>(
        &self,
        actor: &Actor,
        request: R,
    ) -> Result<CommandOutcome, Failure> {
        self.check_level(actor)?;
        let header = Header::parse(request.header())?;
        if header.case.is_some() {
            return Err(Refusal::new(Code::D03).at("header.case").into());
        }
        let known = request.affair()?;
        let content = request.encode_to_vec();
        let command = request.read()?;
        let place = match known {
            Some(id) => {
                let place = self.locate_affair(R::FAMILY, id).await?;
                self.keep_affair_time(&place, 0).await?;
                place
            }
            None => {
                let home = affair::home(&command, actor, self.jurisdiction())?;
                let tenant = self.shared.tenant;
                let id = match (&command, R::FAMILY) {
                    (_, Family::RuleSet) => AffairId::rule_book(tenant),
                    (AffairCommand::FreezePack(freeze), _) => AffairId::pack(tenant, home, freeze.period),
                    (_, family) => AffairId::of_command(tenant, family, actor.officer, header.command),
                };
                self.affair_born_at(R::FAMILY, home, id)?
            }
        };
        let digest = digest(place.desk, R::NAME, &content);
        let given = Given { actor, header: &header, command: &command, digest, causation: None };
        let executed = self.settle(&place, &given).await?;
        self.answer_beside(&place, &executed)
    }

    async fn settle(&self, place: &Place<'_>, given: &Given<'_>) -> Result<Executed<CaseAggregate>, Failure> {
        let stamp = CommandStamp { id: given.header.command.uuid(), digest: given.digest };
        let executed = place
            .desk
            .cases
            .execute(&place.subject, stamp, |aggregate, head| self.decide_beside(given, aggregate, head))
            .await?;
        self.remember(place.id.uuid(), &place.subject);
        Ok(executed)
    }

    fn decide_beside(
        &self,
        given: &Given<'_>,
        aggregate: &CaseAggregate,
        head: Option<&EntryHead>,
    ) -> Result<Option<Proposal>, Refusal> {
        let context = self.context(given.header, given.actor, head);
        let decided = affair::decide(&aggregate.affair, given.command, &context)?;
        let envelope = Envelope {
            kind: KIND,
            name: given.command.name(),
            digest: given.digest,
            correlation: given.header.correlation,
            causation: given.causation,
        };
        envelope.proposal(&context, decided)
    }

    fn answer_beside(
        &self,
        place: &Place<'_>,
        executed: &Executed<CaseAggregate>,
    ) -> Result<CommandOutcome, Failure> {
        let (mut changes, mut affair_id) = (Vec::new(), place.id.uuid());
        if let Some(entry) = &executed.entry {
            let decision =
                Decision::parse(&entry.payload).map_err(|_| Failure::Outage(Outage::CorruptHistory))?;
            for (index, event) in decision.events.iter().enumerate() {
                let id = decision.event_id(index);
                changes.push(outcome::affair_change(id, event, self.wording()));
                affair_id = draft_of(event).unwrap_or(affair_id);
            }
        }
        Ok(CommandOutcome {
            affair_id: affair_id.to_string(),
            positions: vec![position(executed)],
            changes,
            repeated: executed.repeated,
            ..CommandOutcome::default()
        })
    }

    /// Does what an affair waits for: keeps its time, and brings a handover some steps further.
    ///
    /// # Errors
    /// An outage, after which the rest is done at the next hint.
    pub(super) async fn follow_affair(&self, place: &Place<'_>, at_least: u64) -> Result<(), Failure> {
        self.keep_affair_time(place, at_least).await?;
        let loaded = place.desk.cases.read(&place.subject, Some(at_least)).await?;
        let Affair::Handover(handover) = &loaded.state.affair else { return Ok(()) };
        for step in handover.open().take(STEPS_PER_HINT_MAX) {
            let result = match self.give_out(place.id, handover, step).await {
                Ok(()) => ErrandResult::Done,
                Err(Failure::Refused(refusal)) => ErrandResult::Refused { code: refusal.code },
                // One sick case does not hold up the others; it stays open until somebody has seen to it.
                Err(Failure::Outage(Outage::CorruptHistory)) => continue,
                Err(outage) => return Err(outage),
            };
            let record = RecordHandoverStep { case: step.case, result };
            let id = place.id.recording(step.case);
            self.act_beside(place, id, AffairCommand::RecordHandoverStep(record), None).await?;
        }
        Ok(())
    }

    /// Gives one case its new handler, unless somebody else has given it one. The id follows from the handover and the case:
    /// given again after a kill, it has its first outcome.
    async fn give_out(&self, id: AffairId, handover: &Handover, step: &Step) -> Result<(), Failure> {
        let there = self.locate(&CaseRef::Id(step.case)).await?;
        self.catch_up(&there).await?;
        let last = last_assignment(&there).await?.ok_or_else(|| Refusal::new(Code::L03))?;
        let system = SystemCommand {
            id: id.assigning(step.case),
            command: handover.assignment(step, &last).into(),
            occurred_on: None,
            causation: Some(id.uuid()),
            opens_at: None,
            in_name_of: Some(handover.orderer()),
        };
        self.act(&there, &system).await.map(drop)
    }

    /// Keeps every moment of an affair that has come, in order. Whoever acts on one does this first.
    async fn keep_affair_time(&self, place: &Place<'_>, at_least: u64) -> Result<(), Failure> {
        let reference = &self.shared.reference;
        for _ in 0..MOMENTS_PER_HINT_MAX {
            let loaded = place.desk.cases.read(&place.subject, Some(at_least)).await?;
            let affair = &loaded.state.affair;
            if !matches!(affair, Affair::Recommendation(_)) {
                return Ok(());
            }
            let moment = affair.next_moment(&reference.jurisdiction, &reference.calendar);
            let now = self.now(loaded.head.as_ref());
            let Some(moment) = moment.filter(|moment| *moment <= now) else { return Ok(()) };
            let (id, on) = (place.id.keeping(moment), timer::business_date(moment));
            let kept = self.act_beside(place, id, AffairCommand::KeepTime(KeepTime { moment }), Some(on));
            // Whoever came first has kept it.
            if kept.await?.entry.is_none() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Carries out a command of the system on an affair, at its home.
    async fn act_beside(
        &self,
        place: &Place<'_>,
        id: CommandId,
        command: AffairCommand,
        occurred_on: Option<Date>,
    ) -> Result<Executed<CaseAggregate>, Failure> {
        let home = place.subject.tokens().nth(2).and_then(|origin| origin.parse().ok());
        let home = home.ok_or_else(|| Refusal::new(Code::D08))?;
        let level = self.shared.reference.jurisdiction.level_of(&home);
        let actor = Actor::system(home, level.ok_or_else(|| Refusal::new(Code::D08))?);
        let correlation = place.id.uuid();
        let header = Header { command: id, case: None, occurred_on, late_reason: None, correlation };
        let digest = system::digest(place.desk, command.name(), id);
        let given = Given { actor: &actor, header: &header, command: &command, digest, causation: None };
        self.settle(place, &given).await
    }
}

/// The draft of rules that an event is about: all drafts of a city are one history.
fn draft_of(event: &AffairEvent) -> Option<Uuid> {
    let draft = match event {
        AffairEvent::RuleSetSubmitted(event) => event.draft,
        AffairEvent::RuleSetReturned(event) => event.draft,
        AffairEvent::RuleSetPublished(event) => event.draft,
        _ => return None,
    };
    Some(draft.uuid())
}

/// The last time that somebody was made the handler of a case: the folded case keeps no plan.
async fn last_assignment(place: &Location<'_>) -> Result<Option<HandlerAssigned>, Failure> {
    for entry in place.desk.cases.log().load(&place.subject, 0).await?.iter().rev() {
        let decision = Decision::read(&entry.payload).map_err(|_| Failure::Outage(Outage::CorruptHistory))?;
        for event in decision.events.into_iter().rev() {
            if let Event::HandlerAssigned(assigned) = event {
                return Ok(Some(assigned));
            }
        }
    }
    Ok(None)
}
