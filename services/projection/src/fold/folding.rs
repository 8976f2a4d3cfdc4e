//! One case while its decisions are folded.

use std::collections::BTreeSet;

use fengqiao_domain::event::Addressee;
use fengqiao_domain::state::{Case, Escalation, Phase, SlipState, Stage, Substance};
use fengqiao_domain::vocabulary::Rating;
use fengqiao_domain::{CaseState, Event};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, SiteCode};
use fengqiao_runtime::Reference;
use jiff::civil::Date;
use uuid::Uuid;

use super::due;
use super::gauge::{pressing, stages};
use super::row::{CaseRow, DraftRow, EscalationStanding};

/// What of a case changes with its events; the other columns follow from it.
#[derive(Debug)]
pub(super) struct Folding {
    pub(super) sequence: u64,
    pub(super) chain_digest: String,
    pub(super) ledger_number: u64,
    /// The brief of a case, or the text of a draft.
    pub(super) brief: String,
    pub(super) rating: Option<Rating>,
    pub(super) closed_on: Option<Date>,
    /// Whether something changed by which cases are compared with one another.
    pub(super) to_screen: bool,
    pub(super) state: CaseState,
}

/// What a view holds of one subject of the log.
pub(super) enum Row {
    Case(Box<CaseRow>),
    Draft(DraftRow),
}

impl Folding {
    /// Before anything is registered.
    pub(super) const fn absent() -> Self {
        Self {
            sequence: 0,
            chain_digest: String::new(),
            ledger_number: 0,
            brief: String::new(),
            rating: None,
            closed_on: None,
            to_screen: false,
            state: CaseState::Absent,
        }
    }

    /// Notes what the domain does not fold, because no decision depends on it.
    pub(super) fn note(&mut self, event: &Event, occurred_on: Date) {
        match event {
            Event::CaseDrafted(event) => event.text.envelope().clone_into(&mut self.brief),
            Event::CaseRegistered(event) => {
                let brief = event.brief.as_ref().map(|brief| brief.envelope().to_owned());
                self.brief = brief.unwrap_or_default();
                self.to_screen = true;
            }
            Event::PartyLinked(_) | Event::MatterClassified(_) => self.to_screen = true,
            Event::Rated(event) => self.rating = Some(event.rating),
            Event::CaseClosed(_) => self.closed_on = Some(occurred_on),
            Event::CaseReopened(_) => self.closed_on = None,
            _ => {}
        }
    }

    /// The row: of a case, or of a draft before there is one.
    pub(super) fn into_row(self, case_id: Uuid, site: SiteCode, reference: &Reference) -> Option<Row> {
        let case = match self.state {
            CaseState::Absent => return None,
            CaseState::Live(case) => case,
            CaseState::Draft(draft) => {
                return Some(Row::Draft(DraftRow {
                    case_id,
                    site,
                    sequence: self.sequence,
                    chain_digest: self.chain_digest,
                    origin: draft.centre,
                    author: draft.author,
                    saved_on: draft.saved_on,
                    erased: draft.erased,
                    open_errands: u32::try_from(draft.errands.len()).unwrap_or(u32::MAX),
                    text: self.brief,
                    state: draft,
                }));
            }
        };
        let jurisdiction = &reference.jurisdiction;
        let due = due::standing(&case, reference);
        let (escalation, escalation_to) = asking(&case);
        Some(Row::Case(Box::new(CaseRow {
            case_id,
            site,
            sequence: self.sequence,
            chain_digest: self.chain_digest,
            number: case.identity.number.as_ref().map(ToString::to_string)?,
            query_code_hash: case.identity.query_code_hash.clone(),
            registered_on: case.identity.registered_on,
            channel: case.identity.channel,
            origin: case.identity.origin,
            holder: case.holder.centre,
            level: case.holder.level,
            phase: case.phase.name(),
            verdict: case.verdict,
            matter: case.classification().map(|known| known.matter),
            risk: case.risk.as_ref().map(|risk| risk.grade),
            handler: case.phase.work().map(|work| work.assignment.officer),
            escalation,
            escalation_to,
            rating: self.rating,
            closed_on: self.closed_on,
            external_number: case.identity.external_number.clone(),
            slip: pressing(&case).map(|slip| slip.colour),
            slip_unanswered: pressing(&case).is_some_and(|slip| slip.state == SlipState::Open),
            leader: case.joint.leader.as_ref().map(|leader| leader.officer),
            stages: stages(&case, jurisdiction).map(|(level, part)| format!("{level}.{part}")).collect(),
            next_due_on: due.next_due_on,
            next_due_clock: due.next_due_clock.map(|name| name.to_string()),
            next_moment: due.next_moment,
            open_errands: due.open_errands,
            ledger_number: self.ledger_number,
            seen_by: seen_by(&case, jurisdiction),
            brief: self.brief,
            state: case,
        })))
    }
}

impl From<DraftRow> for Folding {
    fn from(row: DraftRow) -> Self {
        Self {
            sequence: row.sequence,
            chain_digest: row.chain_digest,
            brief: row.text,
            state: CaseState::Draft(row.state),
            ..Self::absent()
        }
    }
}

impl From<CaseRow> for Folding {
    fn from(row: CaseRow) -> Self {
        Self {
            sequence: row.sequence,
            chain_digest: row.chain_digest,
            ledger_number: row.ledger_number,
            brief: row.brief,
            rating: row.rating,
            closed_on: row.closed_on,
            to_screen: false,
            state: CaseState::Live(row.state),
        }
    }
}

/// Where the asking stands, and whose answer it waits for.
fn asking(case: &Case) -> (EscalationStanding, Option<CentreCode>) {
    let Phase::Handling { escalation, .. } = &case.phase else { return (EscalationStanding::Idle, None) };
    match escalation {
        Escalation::Idle => (EscalationStanding::Idle, None),
        Escalation::Requested(request) => (EscalationStanding::Requested, Some(request.to)),
        Escalation::Refused { .. } => (EscalationStanding::Refused, None),
        Escalation::UnderAppeal { superior, .. } => (EscalationStanding::UnderAppeal, Some(*superior)),
    }
}

/// The centres that may see the case: its holder, its origin, its places and whoever must act on it, and all above these.
fn seen_by(case: &Case, jurisdiction: &Jurisdiction) -> BTreeSet<CentreCode> {
    let seat = |unit| jurisdiction.unit(unit).map(|unit| unit.seated_at);
    let owner = match &case.owners.substance {
        Substance::Centre(centre) => Some(*centre),
        Substance::Unit(unit) => seat(unit),
    };
    let addressee = match &case.phase {
        Phase::Handling { stage: Stage::Dispatched(dispatch), .. } => match &dispatch.to {
            Addressee::Centre(centre) => Some(*centre),
            Addressee::Unit(unit) => seat(unit),
        },
        _ => None,
    };
    let tasked = case.joint.tasks.values().filter_map(|task| match &task.to {
        Addressee::Centre(centre) => Some(*centre),
        Addressee::Unit(unit) => seat(unit),
    });
    let referred = case.joint.referrals.values().filter_map(seat);
    let handler = case.phase.work().map(|work| work.assignment.centre);
    let named: BTreeSet<CentreCode> = [case.holder.centre, case.identity.origin]
        .into_iter()
        .chain(owner)
        .chain(addressee)
        .chain(handler)
        .chain(tasked)
        .chain(referred)
        .chain(case.stated.places.iter().copied())
        .collect();
    let above = named.iter().flat_map(|centre| jurisdiction.ancestors(centre));
    above.chain(named.iter().copied()).collect()
}
