//! The way of one command, from the wire to the log and back.

use jiff::Timestamp;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use fengqiao_api::outcome;
use fengqiao_api::request::{CommandRequest, Desk, Header, Prepared, SecretOwner};
use fengqiao_api::status::Outage;
use fengqiao_api::v1::{self, CommandOutcome};
use fengqiao_calendar::business_date;
use fengqiao_domain::id::{CaseId, CommandId};
use fengqiao_domain::state::LastChange;
use fengqiao_domain::{
    Actor, CaseState, Code, Command, CommandName, Context, Decided, Decision, Event, Refusal, Sealed,
    allowed_in, decide, decision, permission,
};
use fengqiao_eventlog::{CommandStamp, EntryHead, Executed, Proposal};
use fengqiao_vault::{KeyOwner, SealItem};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure::Failure;
use super::locate::Location;
use super::lookup::query_code_hash;
use super::{CaseAggregate, Handler, SiteDesk};

/// The kind of message that a decision on a case is, as CloudEvents name it.
const KIND: &str = "cn.fengqiao.case.decision.v1";

/// All that deciding needs besides the case.
pub(super) struct Given<'a> {
    pub(super) actor: &'a Actor,
    pub(super) header: &'a Header,
    pub(super) command: &'a Command,
    /// The case's sequence that the officer saw; 0 for any.
    pub(super) seen_sequence: u64,
    pub(super) id: CaseId,
    pub(super) digest: [u8; 32],
    /// What led to the command, if it was another decision.
    pub(super) causation: Option<Uuid>,
}

/// What the log keeps of a decision beside its events.
pub(super) struct Envelope {
    pub(super) kind: &'static str,
    pub(super) name: CommandName,
    pub(super) digest: [u8; 32],
    pub(super) correlation: Uuid,
    pub(super) causation: Option<Uuid>,
}

impl Envelope {
    /// Writes a decision down; none where nothing happened.
    pub(super) fn proposal<E: Serialize + DeserializeOwned>(
        self,
        context: &Context<'_>,
        decided: Decided<E>,
    ) -> Result<Option<Proposal>, Refusal> {
        if decided.events.is_empty() {
            return Ok(None);
        }
        let actor = context.actor;
        let decision = Decision {
            version: decision::VERSION,
            command: context.command,
            name: self.name,
            digest: hex::encode(self.digest),
            officer: actor.officer,
            centre: actor.centre,
            level: actor.level,
            role: decided.role,
            occurred_on: context.occurred_on,
            events: decided.events,
        };
        let payload = decision.write().map_err(|_| Refusal::new(Code::D03))?.into();
        Ok(Some(Proposal {
            kind: self.kind.to_owned(),
            source: format!("/centres/{}", actor.centre),
            recorded_at: context.now,
            correlation: self.correlation,
            causation: self.causation,
            payload,
        }))
    }
}

impl Handler {
    /// Carries out a command.
    ///
    /// # Errors
    /// A refusal with its explanation, or what is not well below; after the latter the same command may be sent again.
    pub async fn execute<R: CommandRequest>(
        &self,
        request: Request<R>,
    ) -> Result<Response<CommandOutcome>, Status> {
        let actor = self.caller(request.metadata())?;
        let outcome = self.carry_out(&actor, request.into_inner()).await;
        outcome.map(Response::new).map_err(|failure| self.status(failure))
    }

    async fn carry_out<R: CommandRequest>(
        &self,
        actor: &Actor,
        request: R,
    ) -> Result<CommandOutcome, Failure> {
        self.check_level(actor)?;
        let header = Header::parse(request.header())?;
        check_case(&header, R::NAME)?;
        let seen_sequence = request.header().map_or(0, |header| header.seen_sequence);
        let place = match &header.case {
            Some(case) => {
                let place = self.locate(case).await?;
                self.catch_up(&place).await?;
                place
            }
            None => {
                permission::permit(R::NAME, actor, CaseId::new(Uuid::nil()), None, self.jurisdiction())?;
                self.birthplace(actor, header.command)?
            }
        };
        let digest = digest(place.desk, R::NAME, &request.encode_to_vec());
        let code_hash = query_code_hash(&place.desk.vault, place.id.uuid());
        let other = match request.other_case() {
            Some(text) if !text.is_empty() => Some(self.glimpse(text).await?),
            _ => None,
        };
        let prepared = request.prepare(&Desk {
            case: place.id,
            command: header.command,
            query_code_hash: &code_hash,
            lookup: place.desk,
            other: other.as_ref(),
        })?;
        // A command that comes again has its first outcome, though a key that it needed is destroyed since.
        let command = match seal(&place, header.command, prepared).await {
            Ok(command) => Ok(command),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(outage) => return Err(outage),
        };
        let stamp = CommandStamp { id: header.command.uuid(), digest };
        let executed = place.desk.cases.execute(&place.subject, stamp, |aggregate, head| {
            let command = command.as_ref().map_err(|refusal| (**refusal).clone())?;
            let given = Given {
                actor,
                header: &header,
                command,
                seen_sequence,
                id: place.id,
                digest,
                causation: None,
            };
            self.decide(&given, aggregate, head)
        });
        let executed = executed.await?;
        self.remember(place.id.uuid(), &place.subject);
        self.answer(&place, actor, &executed)
    }

    /// Decides on the case as the log has it, and writes the decision down.
    pub(super) fn decide(
        &self,
        given: &Given<'_>,
        aggregate: &CaseAggregate,
        head: Option<&EntryHead>,
    ) -> Result<Option<Proposal>, Refusal> {
        let Given { actor, header, command, seen_sequence, id, digest, causation } = *given;
        match (&aggregate.state, command.name()) {
            (CaseState::Absent, _) if header.case.is_some() => {
                return Err(Refusal::new(Code::D08).at("header.case"));
            }
            // They begin a case, or name a draft.
            (CaseState::Live(_), CommandName::RegisterCase | CommandName::DraftCase) => {
                return Err(Refusal::new(Code::D03).at("header.case"));
            }
            _ => {}
        }
        let last_change = aggregate.state.last_change();
        let unseen = seen_sequence < aggregate.by_person;
        let unheard_of = head.is_some_and(|head| head.sequence < seen_sequence);
        if seen_sequence != 0 && (unseen || unheard_of) {
            return Err(with_last_change(Refusal::new(Code::L03), last_change));
        }
        let context = self.context(header, actor, head);
        let decided =
            decide(&aggregate.state, id, command, &context).map_err(|refusal| match refusal.code {
                Code::L01 | Code::L02 | Code::A04 => with_last_change(refusal, last_change),
                _ => refusal,
            })?;
        Envelope { kind: KIND, name: command.name(), digest, correlation: header.correlation, causation }
            .proposal(&context, decided)
    }

    /// What a decision may know besides what it is about.
    pub(super) fn context<'a>(
        &'a self,
        header: &Header,
        actor: &'a Actor,
        head: Option<&EntryHead>,
    ) -> Context<'a> {
        let now = self.now(head);
        let today = business_date(now);
        let reference = &self.shared.reference;
        Context {
            command: header.command,
            actor,
            now,
            today,
            occurred_on: header.occurred_on.unwrap_or(today),
            late_reason: header.late_reason.is_some(),
            jurisdiction: reference.jurisdiction.as_of(today),
            rules: reference.rules.on(today),
            calendar: &reference.calendar,
        }
    }

    /// Keeps the time of a case on which somebody is about to act.
    pub(super) async fn catch_up(&self, place: &Location<'_>) -> Result<(), Failure> {
        match self.keep_time(place, 0).await {
            // What the system may not do is no reason to hold an officer up.
            Err(Failure::Refused(refusal)) => {
                tracing::warn!(case = %place.id, code = refusal.code.as_str(), "the time of a case could not be kept");
                Ok(())
            }
            kept => kept,
        }
    }

    /// Time never runs backwards within a case, whatever the machines' clocks say.
    pub(super) fn now(&self, head: Option<&EntryHead>) -> Timestamp {
        let now = self.shared.clock.now();
        head.map_or(now, |head| now.max(head.recorded_at))
    }

    fn answer(
        &self,
        place: &Location<'_>,
        actor: &Actor,
        executed: &Executed<CaseAggregate>,
    ) -> Result<CommandOutcome, Failure> {
        let state = &executed.state.state;
        let (standing, number) = match state {
            CaseState::Absent => return Err(Refusal::new(Code::D08).into()),
            CaseState::Draft(draft) => (outcome::draft_standing(draft, self.wording()), None),
            CaseState::Live(case) => (outcome::standing(case, self.wording()), case.identity.number.as_ref()),
        };
        let mut changes = Vec::new();
        // The citizen's code goes with the registration, however often that is told.
        let mut registers = false;
        if let Some(entry) = &executed.entry {
            let decision =
                Decision::read(&entry.payload).map_err(|_| Failure::Outage(Outage::CorruptHistory))?;
            for (index, event) in decision.events.iter().enumerate() {
                let id = decision.event_id(index);
                registers |= matches!(event, Event::CaseRegistered(_));
                changes.push(outcome::change(id, event, self.wording()));
            }
        }
        let code = || place.desk.vault.query_code(place.id.uuid()).as_str().to_owned();
        Ok(CommandOutcome {
            case_id: place.id.to_string(),
            case_number: number.map(ToString::to_string).unwrap_or_default(),
            positions: vec![position(executed)],
            changes,
            standing: Some(standing),
            allowed_actions: allowed_in(state, place.id, actor, self.jurisdiction())
                .into_iter()
                .map(|name| name.as_str().to_owned())
                .collect(),
            repeated: executed.repeated,
            query_code: if registers { code() } else { String::new() },
            affair_id: String::new(),
        })
    }
}

/// A registration or a draft makes its case or names a draft, and so may a settlement on the spot; every other command names
/// a case.
fn check_case(header: &Header, name: CommandName) -> Result<(), Refusal> {
    match (header.case.is_some(), name) {
        (true, _)
        | (false, CommandName::RegisterCase | CommandName::DraftCase | CommandName::SettleOnTheSpot) => {
            Ok(())
        }
        (false, _) => Err(Refusal::missing("header.case")),
    }
}

/// The keyed digest of a command's content. Prost writes a message in one way only, so equal commands have equal bytes.
pub(super) fn digest(desk: &SiteDesk, name: CommandName, content: &[u8]) -> [u8; 32] {
    let mut bytes = name.as_str().as_bytes().to_vec();
    bytes.push(0);
    bytes.extend(content);
    desk.vault.receipt_digest(&bytes)
}

/// Where the log keeps what a command led to.
pub(super) fn position(executed: &Executed<CaseAggregate>) -> v1::Position {
    v1::Position {
        stream: executed.position.stream.clone(),
        epoch: executed.position.epoch.to_string(),
        sequence: executed.position.sequence,
    }
}

/// Seals what is personal. The keys are committed before the append, so no event can name a key that is lost.
async fn seal(place: &Location<'_>, command: CommandId, prepared: Prepared) -> Result<Command, Failure> {
    let scope = place.id.uuid();
    let items: Vec<SealItem<'_>> = prepared
        .secrets
        .iter()
        .map(|secret| {
            let person = match secret.owner {
                SecretOwner::Case => scope,
                SecretOwner::Party(party) => party.uuid(),
                SecretOwner::Draft => place.id.draft_key(),
            };
            SealItem { owner: KeyOwner { scope, person }, field: secret.field, plain: secret.text.as_bytes() }
        })
        .collect();
    let envelopes =
        if items.is_empty() { Vec::new() } else { place.desk.vault.seal_all(command.uuid(), &items).await? };
    let sealed = envelopes.into_iter().map(|envelope| Sealed::from_envelope(envelope.to_string())).collect();
    prepared.finish(sealed).map_err(|_| Failure::Outage(Outage::VaultUnavailable))
}

/// The loser of a race reads what the winner did.
fn with_last_change(refusal: Refusal, last: Option<&LastChange>) -> Refusal {
    let Some(last) = last else { return refusal };
    refusal.because("changed_by_centre", last.centre).because("changed", last.events.join(","))
}
