//! Folds a batch: decision by decision, in log order, each case on its own.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fengqiao_domain::decision::DecisionError;
use fengqiao_domain::stamp::LogPlace;
use fengqiao_domain::{CaseState, Decision, Event, Family, evolve};
use fengqiao_eventlog::Entry;
use fengqiao_figures::{Before, occurrences};
use fengqiao_jurisdiction::{CentreCode, SiteCode};
use fengqiao_runtime::Reference;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::affair::AffairRow;
use super::batch::{Batch, Message};
use super::counter::{Counter, counted};
use super::figures::{EndedRow, Evenings, OccurrenceRow, StandingRow};
use super::folding::{Folding, Row};
use super::gauge::{GaugeRow, Mark, difference, marks};
use super::row::{CaseRow, DraftRow};
use super::tally::Tally;
use super::timeline::TimelineRow;
use crate::error::with_causes;

/// What the views hold already of the things that a batch touches.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) cases: HashMap<Uuid, CaseRow>,
    pub(crate) drafts: HashMap<Uuid, DraftRow>,
    pub(crate) affairs: HashMap<Uuid, AffairRow>,
    pub(crate) parked: HashSet<Uuid>,
    /// The last ledger number of a centre in a year, where there is one.
    pub(crate) ledgers: HashMap<(CentreCode, i16), u64>,
}

/// What a batch changes. Sorted, so that writers of two logs take their locks in one order.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) cases: Vec<CaseRow>,
    pub(crate) drafts: Vec<DraftRow>,
    /// Drafts that are cases now.
    pub(crate) registered: Vec<Uuid>,
    pub(crate) affairs: Vec<AffairRow>,
    pub(crate) timeline: Vec<TimelineRow>,
    pub(crate) parties: Vec<PartyRow>,
    pub(crate) ledger: Vec<LedgerRow>,
    pub(crate) counters: Vec<CounterRow>,
    pub(crate) gauges: Vec<GaugeRow>,
    pub(crate) occurrences: Vec<OccurrenceRow>,
    pub(crate) ended: Vec<EndedRow>,
    pub(crate) begun: Vec<StandingRow>,
    pub(crate) parked: Vec<ParkedRow>,
    /// Cases that are to be compared with earlier ones, each with its sequence.
    pub(crate) to_screen: Vec<(Uuid, u64)>,
}

/// A row of `party`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PartyRow {
    pub(crate) case_id: Uuid,
    pub(crate) party_id: Uuid,
    pub(crate) person: String,
}

/// A row of `ledger`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LedgerRow {
    pub(crate) centre: CentreCode,
    pub(crate) year: i16,
    pub(crate) number: u64,
    pub(crate) case_id: Uuid,
}

/// What is added to a row of `counter`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CounterRow {
    pub(crate) centre: CentreCode,
    pub(crate) day: Date,
    pub(crate) counter: Counter,
    pub(crate) site: SiteCode,
    pub(crate) own: i64,
    pub(crate) subtree: i64,
}

/// A row of `parked`.
#[derive(Debug, Clone)]
pub(crate) struct ParkedRow {
    pub(crate) sequence: u64,
    pub(crate) case_id: Option<Uuid>,
    pub(crate) subject: String,
    pub(crate) error: String,
}

/// Why a decision cannot be projected.
#[derive(Debug, thiserror::Error)]
pub(super) enum Poison {
    #[error("{0}")]
    Malformed(String),
    #[error("the subject names no case, nor anything else that is known")]
    NoCase,
    #[error("an earlier decision of the same thing is parked")]
    BehindParked,
    #[error("the payload cannot be read")]
    Unreadable(#[from] DecisionError),
    #[error("the subject names another site or centre than the decision")]
    OtherOrigin,
    #[error("the envelope and the decision name different commands")]
    OtherCommand,
    #[error("the decision does not follow the last one of its subject in the hash chain")]
    BrokenChain,
    #[error("the case begins with something else than its registration or a draft")]
    NotRegistered,
    #[error("the affair begins with something else than its beginning")]
    NotBegun,
    #[error("an event has no JSON form")]
    Unwritable(#[source] serde_json::Error),
}

struct Fold<'a> {
    reference: &'a Reference,
    site: SiteCode,
    cases: HashMap<Uuid, Folding>,
    /// Drafts that the views hold.
    drafts: HashSet<Uuid>,
    affairs: HashMap<Uuid, AffairRow>,
    parked_cases: HashSet<Uuid>,
    ledgers: HashMap<(CentreCode, i16), u64>,
    touched: BTreeSet<Uuid>,
    touched_affairs: BTreeSet<Uuid>,
    parties: BTreeMap<(Uuid, Uuid), String>,
    counters: Tally<(CentreCode, Date, Counter)>,
    /// What the cases of the views counted as before.
    stood: HashMap<Uuid, Vec<Mark>>,
    evenings: BTreeMap<Uuid, Evenings>,
    changes: Changes,
}

/// Folds a batch onto what is known.
pub(crate) fn fold(batch: &Batch, known: Known, reference: &Reference) -> Changes {
    let marked = |row: &CaseRow| (row.case_id, marks(row, &reference.jurisdiction));
    let stood = known.cases.values().map(marked).collect();
    let drafts = known.drafts.keys().copied().collect();
    let known_cases = known.cases.into_iter().map(|(id, row)| (id, Folding::from(row)));
    let known_drafts = known.drafts.into_iter().map(|(id, row)| (id, Folding::from(row)));
    let mut fold = Fold {
        reference,
        site: batch.site,
        cases: known_cases.chain(known_drafts).collect(),
        drafts,
        affairs: known.affairs,
        parked_cases: known.parked,
        ledgers: known.ledgers,
        touched: BTreeSet::new(),
        touched_affairs: BTreeSet::new(),
        parties: BTreeMap::new(),
        counters: Tally::default(),
        stood,
        evenings: BTreeMap::new(),
        changes: Changes::default(),
    };
    for message in &batch.messages {
        if let Err(poison) = fold.message(message) {
            fold.park(message, &poison);
        }
    }
    fold.finish()
}

// === impl Fold ===

impl Fold<'_> {
    fn message(&mut self, message: &Message) -> Result<(), Poison> {
        let (family, case_id) = message.named().ok_or(Poison::NoCase)?;
        let entry = match message {
            Message::Entry(entry) => entry,
            Message::Malformed { error, .. } => return Err(Poison::Malformed(error.clone())),
        };
        if self.parked_cases.contains(&case_id) {
            return Err(Poison::BehindParked);
        }
        if family != Family::Case {
            let row = AffairRow::of(entry, family, case_id, self.affairs.get(&case_id), self.reference)?;
            self.affairs.insert(case_id, row);
            self.touched_affairs.insert(case_id);
            return Ok(());
        }
        let decision = Decision::read(&entry.payload)?;
        let mut case = self.cases.remove(&case_id).unwrap_or_else(Folding::absent);
        // Every check comes before the first change: a decision is projected whole or not at all.
        let checked = check(self.site, entry, &decision, &case)
            .and_then(|()| rows(self.site, case_id, entry, &decision));
        match checked {
            Ok(rows) => {
                self.changes.timeline.extend(rows);
                self.decision(case_id, entry, &decision, &mut case);
                self.touched.insert(case_id);
                self.cases.insert(case_id, case);
                Ok(())
            }
            Err(poison) => {
                self.cases.insert(case_id, case);
                Err(poison)
            }
        }
    }

    fn decision(&mut self, case_id: Uuid, entry: &Entry, decision: &Decision, case: &mut Folding) {
        let place = LogPlace { site: self.site, sequence: entry.sequence };
        let stamp = decision.stamp(entry.recorded_at, Some(place));
        let Reference { jurisdiction, .. } = self.reference;
        let evenings = self.evenings.entry(case_id);
        evenings.or_insert_with(|| Evenings::of(case.state.live(), jurisdiction));
        for (index, event) in decision.events.iter().enumerate() {
            let before = case.state.live().map(|case| case.phase.name());
            let met = Before::of(&case.state, event);
            case.state = evolve(std::mem::take(&mut case.state), event, &stamp);
            case.note(event, stamp.occurred_on);
            match event {
                Event::CaseRegistered(registered) => {
                    case.ledger_number = self.enter(registered.centre, stamp.recorded_on, case_id);
                }
                Event::PartyLinked(linked) => {
                    let key = (case_id, linked.party.uuid());
                    self.parties.insert(key, linked.person.envelope().to_owned());
                }
                _ => {}
            }
            if let Some(after) = case.state.live() {
                let happened = occurrences(&met, event, after, &stamp, jurisdiction).into_iter();
                let rows =
                    happened.filter_map(|it| OccurrenceRow::of(it, case_id, index, &stamp, jurisdiction));
                self.changes.occurrences.extend(rows);
                for (counter, centre) in counted(event, before, after) {
                    self.counters.add(jurisdiction, centre, 1, |at| (at, stamp.recorded_on, counter));
                }
            }
        }
        if let (Some(after), Some(evenings)) = (case.state.live(), self.evenings.get_mut(&case_id)) {
            evenings.note(stamp.recorded_on, after, jurisdiction);
        }
        case.sequence = entry.sequence;
        entry.digest.to_string().clone_into(&mut case.chain_digest);
    }

    /// Gives the case the next number in the ledger of its centre.
    fn enter(&mut self, centre: CentreCode, on: Date, case_id: Uuid) -> u64 {
        let last = self.ledgers.entry((centre, on.year())).or_default();
        *last = last.saturating_add(1);
        self.changes.ledger.push(LedgerRow { centre, year: on.year(), number: *last, case_id });
        *last
    }

    fn park(&mut self, message: &Message, poison: &Poison) {
        let case_id = message.named().map(|(_, id)| id);
        self.parked_cases.extend(case_id);
        self.changes.parked.push(ParkedRow {
            sequence: message.sequence(),
            case_id,
            subject: message.subject().to_owned(),
            error: with_causes(poison),
        });
    }

    fn finish(mut self) -> Changes {
        let site = self.site;
        let mut stood = Vec::new();
        for case_id in self.touched {
            stood.extend(self.stood.remove(&case_id).unwrap_or_default());
            if let Some(case) = self.cases.get(&case_id).filter(|case| case.to_screen) {
                self.changes.to_screen.push((case_id, case.sequence));
            }
            let row = self.cases.remove(&case_id);
            match row.and_then(|case| case.into_row(case_id, site, self.reference)) {
                None => {}
                Some(Row::Draft(row)) => self.changes.drafts.push(row),
                Some(Row::Case(row)) => {
                    self.changes.cases.push(*row);
                    self.changes.registered.extend(self.drafts.contains(&case_id).then_some(case_id));
                }
            }
        }
        for (case_id, evenings) in std::mem::take(&mut self.evenings) {
            let (ended, begun) = evenings.into_rows(case_id, site, &self.reference.jurisdiction);
            self.changes.ended.extend(ended);
            self.changes.begun.extend(begun);
        }
        for id in self.touched_affairs {
            self.changes.affairs.extend(self.affairs.remove(&id));
        }
        let parties = self.parties.into_iter();
        self.changes.parties =
            parties.map(|((case_id, party_id), person)| PartyRow { case_id, party_id, person }).collect();
        let counters = self.counters.into_sums();
        self.changes.counters = counters
            .map(|((centre, day, counter), own, subtree)| CounterRow {
                centre,
                day,
                counter,
                site,
                own,
                subtree,
            })
            .collect();
        let jurisdiction = &self.reference.jurisdiction;
        let stands = self.changes.cases.iter().flat_map(|row| marks(row, jurisdiction));
        self.changes.gauges = difference(stood, stands, jurisdiction);
        self.changes
    }
}

fn check(site: SiteCode, entry: &Entry, decision: &Decision, case: &Folding) -> Result<(), Poison> {
    if decision.command.uuid() != entry.id {
        return Err(Poison::OtherCommand);
    }
    let previous = entry.previous.map(|digest| digest.to_string()).unwrap_or_default();
    if previous != case.chain_digest {
        return Err(Poison::BrokenChain);
    }
    let centre = match (&case.state, decision.events.first()) {
        (CaseState::Live(_), _) => return Ok(()),
        (_, Some(Event::CaseRegistered(registered))) => registered.centre,
        (_, Some(Event::CaseDrafted(drafted))) => drafted.centre,
        (CaseState::Draft(_), _) => return Ok(()),
        (CaseState::Absent, _) => return Err(Poison::NotRegistered),
    };
    // The ledger number was looked up under the centre that the subject names.
    let mut tokens = entry.subject.tokens().skip(1);
    let named = (tokens.next(), tokens.next());
    let expected = (Some(site.as_str()), Some(centre.as_str()));
    if named == expected { Ok(()) } else { Err(Poison::OtherOrigin) }
}

fn rows(
    site: SiteCode,
    case_id: Uuid,
    entry: &Entry,
    decision: &Decision,
) -> Result<Vec<TimelineRow>, Poison> {
    let events = decision.events.iter().enumerate();
    events
        .map(|(index, event)| TimelineRow::of(site.as_str(), case_id, entry, decision, index, event))
        .collect::<Result<_, _>>()
        .map_err(Poison::Unwritable)
}
