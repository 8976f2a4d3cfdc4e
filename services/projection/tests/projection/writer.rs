//! Writes decisions as the command services do: decided by the domain, sealed by the vault, appended to the log.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context as _, Result};
use fengqiao_api::person::{PersonData, Tokens};
use fengqiao_api::v1;
use fengqiao_calendar::{business_date, start_of_day};
use fengqiao_domain::command::{
    AssignHandler, ClassifyMatter, DecideAcceptance, HoldSession, NewParty, RegisterCase, ReportDanger,
    Screening,
};
use fengqiao_domain::event::{AcceptanceDecision, Identification};
use fengqiao_domain::id::{CaseId, CommandId, OfficerId, PartyId};
use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::vocabulary::{
    Channel, DangerSign, DocumentKind, PartyKind, PartyRole, RiskGrade, SessionMode, SessionOutcome,
};
use fengqiao_domain::{Actor, CaseState, Command, Context, Decision, Sealed, decide, evolve};
use fengqiao_eventlog::{Digest, Draft, Entry, Position, Subject};
use fengqiao_runtime::Site;
use fengqiao_vault::{BlindKind, KeyOwner};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::world::World;

pub(crate) const TODAY: Date = date(2026, 6, 10);
pub(crate) const VILLAGE: &str = "640221103211";
pub(crate) const TOWNSHIP: &str = "640221103";
pub(crate) const COUNTY: &str = "640221";
pub(crate) const CITY: &str = "640200";

/// The matter of a quarrel about a ditch.
const DITCH: &str = "0201";

/// Gives the commands of one test, and keeps the cases that they lead to.
pub(crate) struct Writer<'a> {
    world: &'a World,
    cases: HashMap<Uuid, Written>,
    pub(crate) today: Date,
}

/// One case in the log.
#[derive(Clone)]
struct Written {
    state: CaseState,
    subject: Subject,
    sequence: u64,
    digest: Option<Digest>,
    site: String,
}

/// A person as a clerk types them in.
pub(crate) struct Typed<'a> {
    pub(crate) name: &'a str,
    pub(crate) phone: &'a str,
    pub(crate) number: &'a str,
}

pub(crate) const WANG: Typed<'_> =
    Typed { name: "王小明", phone: "13952000001", number: "11010519491231002X" };
pub(crate) const LI: Typed<'_> =
    Typed { name: "李大海", phone: "13952000002", number: "110105194912310038" };

// === impl Writer ===

impl<'a> Writer<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        Self { world, cases: HashMap::new(), today: TODAY }
    }

    /// Registers a quarrel of two households at the officer's centre; gives the case and its position.
    pub(crate) async fn register(&mut self, account: &str) -> Result<(Uuid, v1::Position)> {
        self.register_persons(account, &WANG, &LI).await
    }

    pub(crate) async fn register_persons(
        &mut self,
        account: &str,
        claimant: &Typed<'_>,
        respondent: &Typed<'_>,
    ) -> Result<(Uuid, v1::Position)> {
        let actor = self.actor(account)?;
        let command = CommandId::new(Uuid::now_v7());
        let case = CaseId::of_registration(Uuid::nil(), actor.officer, command).uuid();
        let jurisdiction = &self.world.reference.jurisdiction;
        let code = jurisdiction.site_of(&actor.centre).context("a site")?;
        let site = self.world.site(code.as_str())?;
        let parties = vec![
            party(site, case, claimant_id(case), PartyRole::Claimant, claimant).await?,
            party(site, case, respondent_id(case), PartyRole::Respondent, respondent).await?,
        ];
        let brief =
            site.vault.seal(KeyOwner::of_scope(case), "brief", case, "两家为水渠争执。".as_bytes()).await?;
        let register = RegisterCase {
            channel: Channel::Window,
            received_on: self.today - 1.day(),
            places: BTreeSet::from([VILLAGE.parse()?]),
            headcount: Some(6),
            amount_fen: Some(1_800_000),
            brief: Sealed::from_envelope(brief.to_string()),
            query_code_hash: site.vault.blind_query_code(&site.vault.query_code(case)).to_string(),
            external_number: None,
            authority: None,
            parties,
            screening: Some(harmless(self.today)),
        };
        let subject = Subject::new(format!("case.{code}.{}.{case}", actor.centre))?;
        let written =
            Written { state: CaseState::Absent, subject, sequence: 0, digest: None, site: code.to_string() };
        self.cases.insert(case, written);
        let position = self.give(account, case, register).await?;
        Ok((case, position))
    }

    /// Gives a command on a case, and stores what it leads to.
    pub(crate) async fn give(
        &mut self,
        account: &str,
        case: Uuid,
        command: impl Into<Command>,
    ) -> Result<v1::Position> {
        let (draft, decision) = self.decided(account, case, &command.into())?;
        let entry = self.append(case, draft).await?;
        self.fold(case, &entry, &decision)?;
        self.position(case, entry.sequence)
    }

    /// Decides a command without storing anything.
    fn decided(&mut self, account: &str, case: Uuid, command: &Command) -> Result<(Draft, Decision)> {
        let actor = self.actor(account)?;
        let reference = &self.world.reference;
        let now = start_of_day(self.today) + 9.hours();
        let id = CommandId::new(Uuid::now_v7());
        let context = Context {
            command: id,
            actor: &actor,
            now,
            today: business_date(now),
            occurred_on: self.today,
            late_reason: false,
            jurisdiction: &reference.jurisdiction,
            rules: reference.rules.on(business_date(now)),
            calendar: &reference.calendar,
        };
        let written = self.cases.get(&case).context("a case")?;
        let decided = decide(&written.state, CaseId::new(case), command, &context)?;
        let decision = Decision {
            version: fengqiao_domain::decision::VERSION,
            command: id,
            name: command.name(),
            digest: "00".repeat(32),
            officer: actor.officer,
            centre: actor.centre,
            level: actor.level,
            role: decided.role,
            occurred_on: self.today,
            events: decided.events,
        };
        let draft = draft(written, id.uuid(), now, decision.write()?);
        Ok((draft, decision))
    }

    /// Stores what no decision can be read from.
    pub(crate) async fn poison(&mut self, case: Uuid) -> Result<v1::Position> {
        let written = self.cases.get(&case).context("a case")?;
        let now = start_of_day(self.today) + 9.hours();
        let draft = draft(written, Uuid::now_v7(), now, br#"{"version":99}"#.to_vec());
        let entry = self.append(case, draft).await?;
        let written = self.cases.get_mut(&case).context("a case")?;
        (written.sequence, written.digest) = (entry.sequence, Some(entry.digest));
        self.position(case, entry.sequence)
    }

    async fn append(&self, case: Uuid, draft: Draft) -> Result<Entry> {
        let written = self.cases.get(&case).context("a case")?;
        Ok(self.world.site(&written.site)?.log.append(draft).await?)
    }

    fn fold(&mut self, case: Uuid, entry: &Entry, decision: &Decision) -> Result<()> {
        let written = self.cases.get_mut(&case).context("a case")?;
        let place = LogPlace { site: written.site.parse()?, sequence: entry.sequence };
        let stamp = decision.stamp(entry.recorded_at, Some(place));
        let state = std::mem::take(&mut written.state);
        written.state = decision.events.iter().fold(state, |state, event| evolve(state, event, &stamp));
        (written.sequence, written.digest) = (entry.sequence, Some(entry.digest));
        Ok(())
    }

    pub(crate) fn state(&self, case: Uuid) -> &CaseState {
        self.cases.get(&case).map_or(&CaseState::Absent, |written| &written.state)
    }

    fn position(&self, case: Uuid, sequence: u64) -> Result<v1::Position> {
        let written = self.cases.get(&case).context("a case")?;
        let Position { stream, epoch, sequence } = self.world.site(&written.site)?.log.position(sequence);
        Ok(v1::Position { stream, epoch: epoch.to_string(), sequence })
    }

    pub(crate) fn actor(&self, account: &str) -> Result<Actor> {
        let jurisdiction = &self.world.reference.jurisdiction;
        let account = jurisdiction.account(&account.parse()?).context("an account")?;
        Ok(Actor {
            officer: OfficerId::new(account.officer),
            centre: account.centre,
            level: jurisdiction.level_of(&account.centre).context("a level")?,
            unit: account.unit.clone(),
            roles: account.roles.clone(),
            case: None,
        })
    }
}

fn draft(written: &Written, id: Uuid, now: Timestamp, payload: Vec<u8>) -> Draft {
    Draft {
        subject: written.subject.clone(),
        expected: written.sequence,
        previous: written.digest,
        id,
        kind: "decision".to_owned(),
        source: "test".to_owned(),
        recorded_at: now,
        correlation: id,
        causation: None,
        payload: payload.into(),
    }
}

pub(crate) fn claimant_id(case: Uuid) -> Uuid {
    Uuid::new_v5(&case, b"claimant")
}

pub(crate) fn respondent_id(case: Uuid) -> Uuid {
    Uuid::new_v5(&case, b"respondent")
}

async fn party(site: &Site, case: Uuid, id: Uuid, role: PartyRole, typed: &Typed<'_>) -> Result<NewParty> {
    let person = PersonData {
        name: typed.name.to_owned(),
        document_number: Some(typed.number.to_owned()),
        phone: Some(typed.phone.to_owned()),
        address: Some("正闸村一队".to_owned()),
        tokens: Tokens {
            phone: Some(site.vault.blind(BlindKind::Phone, typed.phone).to_string()),
            document: Some(site.vault.blind(BlindKind::IdNumber, typed.number).to_string()),
        },
    };
    let plain = person.write()?;
    let sealed = site.vault.seal(KeyOwner::new(case, id), "person", case, plain.as_bytes()).await?;
    Ok(NewParty {
        id: PartyId::new(id),
        role,
        kind: PartyKind::NaturalPerson,
        division: None,
        unit: None,
        identification: Identification { document: DocumentKind::IdCard, reason: None },
        person: Sealed::from_envelope(sealed.to_string()),
    })
}

fn harmless(today: Date) -> Screening {
    Screening {
        grade: RiskGrade::Low,
        factors: BTreeSet::new(),
        danger_signs: BTreeSet::new(),
        grave: false,
        review_on: today + 90.days(),
        place: None,
        account: None,
    }
}

pub(crate) fn classify() -> ClassifyMatter {
    ClassifyMatter {
        matter: DITCH.parse().unwrap_or_else(|error| unreachable!("{error}")),
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

pub(crate) fn accept() -> DecideAcceptance {
    DecideAcceptance { decision: AcceptanceDecision::Accepted, document: None }
}

/// A plan under the key of the case, as long as an envelope is.
pub(crate) fn sealed_text() -> Sealed {
    Sealed::from_envelope(format!("v1.A256GCM.{}.{}.AAAA", "A".repeat(22), "A".repeat(16)))
}

pub(crate) fn assign(officer: &Actor) -> AssignHandler {
    AssignHandler {
        officer: officer.officer,
        duty: "主办".to_owned(),
        due: TODAY + 20.days(),
        plan: sealed_text(),
        instead_of: None,
    }
}

pub(crate) fn failed_session() -> HoldSession {
    HoldSession {
        mode: SessionMode::OnSite,
        outcome: SessionOutcome::Failed,
        attendance: sealed_text(),
        document: None,
    }
}

/// A danger that lifts the case at once.
pub(crate) fn danger() -> ReportDanger {
    ReportDanger { signs: BTreeSet::from([DangerSign::Weapon]), place: None, account: None }
}
