//! An event-sourcing library on Postgres: cqrs-es with postgres-es. It decides nothing and folds nothing, and stores the
//! same bodies, one event a command.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, ensure};
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};
use fengqiao_testkit::postgres::TestPostgres;
use postgres_es::{PostgresCqrs, postgres_cqrs};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

use crate::closed_loop::{self, Caller};
use crate::plan::{CQRS_CONNECTIONS, IN_FLIGHT, Plan};
use crate::report::Report;
use crate::sample::Sample;
use crate::story::Step;

/// The table that postgres-es writes to.
const EVENTS_TABLE: &str = "CREATE TABLE events (
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL,
    event_version text NOT NULL,
    payload json NOT NULL,
    metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)
)";

/// A case that only counts its decisions.
#[derive(Debug, Default, Serialize, Deserialize)]
struct CountedCase {
    decisions: u64,
}

/// A decision as the platform wrote it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Decided(Value);

#[derive(Debug, thiserror::Error)]
enum Refused {}

struct Officer {
    cqrs: Arc<PostgresCqrs<CountedCase>>,
    bodies: Arc<[Decided]>,
    next: usize,
    case: Uuid,
    step: usize,
}

impl DomainEvent for Decided {
    fn event_type(&self) -> String {
        "Decided".to_owned()
    }

    fn event_version(&self) -> String {
        "1".to_owned()
    }
}

impl Aggregate for CountedCase {
    const TYPE: &'static str = "case";
    type Command = Decided;
    type Event = Decided;
    type Error = Refused;
    type Services = ();

    async fn handle(&mut self, command: Decided, (): &(), sink: &EventSink<Self>) -> Result<(), Refused> {
        sink.write(command, self).await;
        Ok(())
    }

    fn apply(&mut self, _: Decided) {
        self.decisions += 1;
    }
}

impl Caller for Officer {
    async fn call(&mut self) -> Result<()> {
        let body = self.bodies.get(self.next % self.bodies.len().max(1)).context("there are no bodies")?;
        let metadata = HashMap::from([("command".to_owned(), Uuid::now_v7().to_string())]);
        let executed = self.cqrs.execute_with_metadata(&self.case.to_string(), body.clone(), metadata).await;
        executed.map_err(|error| anyhow!("cqrs-es failed: {error}"))?;
        self.next += 1;
        self.step += 1;
        // Cases as long as the platform's: what is loaded before each command is the same.
        if self.step == Step::STORY.len() {
            self.step = 0;
            self.case = Uuid::now_v7();
        }
        Ok(())
    }
}

pub(crate) async fn measure(plan: &Plan, sample: &Sample, report: &mut Report) -> Result<()> {
    let postgres = TestPostgres::start_own()?;
    let url = postgres.database("cqrs")?;
    let pool = PgPoolOptions::new().max_connections(CQRS_CONNECTIONS).connect(&url).await?;
    for setting in ["fsync", "synchronous_commit"] {
        ensure!(shown(&pool, setting).await? == "on", "{setting} is off: nothing durable would be measured");
    }
    sqlx::query(EVENTS_TABLE).execute(&pool).await?;
    let bodies = sample.messages().iter().map(|message| serde_json::from_slice(&message.payload));
    let bodies: Arc<[Decided]> = bodies.collect::<Result<_, _>>().context("a body is no JSON")?;
    let cqrs = Arc::new(postgres_cqrs::<CountedCase>(pool, Vec::new(), ()));
    let officers = (0..IN_FLIGHT)
        .map(|index| Officer {
            cqrs: cqrs.clone(),
            bodies: bodies.clone(),
            next: index,
            case: Uuid::now_v7(),
            step: 0,
        })
        .collect();
    let rates = closed_loop::rates(plan, officers).await?;
    report.rate("cqrs_es", "cqrs-es on Postgres", "commands/s", rates);
    Ok(())
}

async fn shown(pool: &PgPool, setting: &str) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT current_setting($1)").bind(setting).fetch_one(pool).await?)
}
