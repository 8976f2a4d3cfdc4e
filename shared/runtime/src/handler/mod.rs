//! From a request on the wire to a decision in the log, the same at every level.
//!
//! A command reads as: who asks ([`identity`](crate::identity)), which case ([`locate`]), convert and seal, decide and
//! append ([`fengqiao_eventlog::Repository`]), answer. What differs between the levels is the list of commands that each
//! offers.

mod affairs;
mod aggregate;
mod caller;
mod errands;
mod execute;
mod explain;
mod failure;
mod hints;
mod level;
mod locate;
mod lookup;
mod system;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_nats::Client;
use jiff::civil::Date;
use uuid::Uuid;

use fengqiao_api::texts::{Catalogue, Wording};
use fengqiao_calendar::business_date;
use fengqiao_eventlog::Repository;
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, Level, SiteCode};
use fengqiao_vault::Vault;

use crate::clock::Clock;
use crate::identity::Verifier;
use crate::reference::Reference;

pub use aggregate::CaseAggregate;
pub use level::{LevelError, LevelOptions, run};

/// Cases whose subject is remembered by id, so that a second command on one finds it without asking the log.
const LOCATIONS_MAX: usize = 100_000;

/// Handles the commands of one service. Cheap to clone.
#[derive(Clone)]
pub struct Handler {
    shared: Arc<Shared>,
}

struct Shared {
    /// The levels whose officers this service serves.
    levels: &'static [Level],
    /// The centres served, with all below them.
    areas: Vec<CentreCode>,
    tenant: Uuid,
    reference: Reference,
    catalogue: Catalogue,
    verifier: Verifier,
    clock: Clock,
    sites: BTreeMap<SiteCode, SiteDesk>,
    locations: quick_cache::sync::Cache<Uuid, fengqiao_eventlog::Subject>,
}

/// What a command needs of the site that keeps the case.
struct SiteDesk {
    cases: Repository<CaseAggregate>,
    vault: Vault,
    nats: Client,
}

impl Handler {
    /// The catalogue of texts with the reference data in force.
    fn wording(&self) -> Wording<'_> {
        let Reference { rules, calendar, .. } = &self.shared.reference;
        let (catalogue, jurisdiction, today) = (&self.shared.catalogue, self.jurisdiction(), self.today());
        Wording { catalogue, jurisdiction, rules, calendar, today }
    }

    /// The organisation of today.
    fn jurisdiction(&self) -> &Jurisdiction {
        self.shared.reference.jurisdiction.as_of(self.today())
    }

    fn today(&self) -> Date {
        business_date(self.shared.clock.now())
    }
}
