//! The delivered reference data, and a valid sample of each request.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part, and helpers of tests fail as tests do"
)]

pub(crate) mod samples;

use std::sync::LazyLock;

use fengqiao_api::request::{Desk, Lookup};
use fengqiao_api::texts::{Catalogue, Wording};
use fengqiao_calendar::Calendar;
use fengqiao_domain::Glimpse;
use fengqiao_domain::id::{CaseId, CommandId};
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::DocumentKind;
use fengqiao_jurisdiction::{Jurisdiction, JurisdictionFiles};
use fengqiao_routing::{RuleSet, RuleSets, delivered};
use uuid::Uuid;

pub(crate) struct Reference {
    catalogue: Catalogue,
    jurisdiction: Jurisdiction,
    rules: RuleSets,
    calendar: Calendar,
}

impl Reference {
    pub(crate) fn delivered() -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deploy");
        let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}"));
        let files =
            JurisdictionFiles::from_fn(|name| read(&format!("jurisdictions/shizuishan/{name}"))).unwrap();
        Self {
            catalogue: Catalogue::zh_cn().unwrap(),
            jurisdiction: Jurisdiction::parse(&files).unwrap(),
            rules: RuleSets::new(RuleSet::parse(&delivered()).unwrap()),
            calendar: Calendar::parse(
                &read("calendar/published.csv").unwrap(),
                &read("calendar/provisional.csv").unwrap(),
            )
            .unwrap(),
        }
    }

    pub(crate) fn wording(&self) -> Wording<'_> {
        Wording {
            catalogue: &self.catalogue,
            jurisdiction: &self.jurisdiction,
            rules: &self.rules,
            calendar: &self.calendar,
            today: jiff::civil::date(2026, 2, 27),
        }
    }

    pub(crate) fn rules(&self) -> &RuleSet {
        self.rules.on(jiff::civil::date(2026, 2, 27))
    }
}

/// Indexes that show what they were made of, so that a test can tell that the one written form was indexed.
pub(crate) struct PlainLookup;

impl Lookup for PlainLookup {
    fn phone(&self, number: &str) -> String {
        format!("phone:{number}")
    }

    fn document(&self, kind: DocumentKind, number: &str) -> String {
        format!("{kind}:{number}")
    }
}

static OTHER: LazyLock<Glimpse> = LazyLock::new(|| Glimpse {
    case: CaseId::new(Uuid::from_u128(3)),
    number: None,
    holder: "640202".parse().unwrap(),
    registered_on: jiff::civil::date(2026, 2, 1),
    phase: PhaseName::InProgress,
});

pub(crate) fn desk() -> Desk<'static> {
    Desk {
        case: CaseId::new(Uuid::from_u128(1)),
        command: CommandId::new(Uuid::from_u128(2)),
        query_code_hash: "digest-of-the-query-code",
        lookup: &PlainLookup,
        other: Some(&OTHER),
    }
}
