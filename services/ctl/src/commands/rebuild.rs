//! `rebuild`: the views made anew beside the live ones, compared, and switched; and the way back.

use std::io::{self, Write};

use clap::Args;
use fengqiao_projection::{Compare, Options, Rebuilt, Step, rebuild, roll_back};
use fengqiao_runtime::config::{ENV_PREFIX, load};
use serde::Serialize;

use crate::config::CtlConfig;
use crate::error::Error;
use crate::output::Report;

/// What kind of rebuild.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The fold was changed on purpose: show differences, and switch all the same.
    #[arg(long)]
    allow_differences: bool,
    /// Go back to the views before the last switch.
    #[arg(long, conflicts_with = "allow_differences")]
    back: bool,
}

/// The views that serve queries now.
#[derive(Debug, Serialize)]
pub(crate) struct Views {
    schema: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<Made>,
}

/// What making them came to.
#[derive(Debug, Serialize)]
struct Made {
    digest: String,
    /// Absent if another release made the views before.
    digest_before: Option<String>,
    events: u64,
    parked: u64,
    load_ms: u128,
    keys_ms: u128,
}

/// Rebuilds, or goes back.
pub(crate) async fn run(config: &CtlConfig, plan: &Plan) -> Result<Views, Error> {
    let options: Options = load(&config.projection, ENV_PREFIX).map_err(Error::ProjectionConfig)?;
    if plan.back {
        return Ok(Views { schema: roll_back(&options).await?, made: None });
    }
    let compare = if plan.allow_differences { Compare::MayDiffer } else { Compare::MustBeEqual };
    let rebuilt = rebuild(&options, compare, |step| tell(&step)).await?;
    Ok(Views { schema: rebuilt.views.clone(), made: Some(Made::from(rebuilt)) })
}

/// Progress goes to standard error, so that the answer stays alone on standard output.
fn tell(step: &Step) {
    let line = match step {
        Step::Created { views } => format!("{views} created"),
        Step::Loaded { stream, events, events_per_second } => {
            format!("{stream}: {events} events so far, {events_per_second}/s")
        }
        Step::KeysMade => "keys made".to_owned(),
        Step::Compared { differences } if differences.is_empty() => "equal to the live views".to_owned(),
        Step::Compared { differences } => format!("different in {}", differences.join(", ")),
        Step::Switched => "switched".to_owned(),
    };
    // A closed standard error is no reason to stop half way.
    writeln!(io::stderr(), "{line}").ok();
}

impl From<Rebuilt> for Made {
    fn from(rebuilt: Rebuilt) -> Self {
        Self {
            digest: rebuilt.digest.total,
            digest_before: rebuilt.digest_before.map(|digest| digest.total),
            events: rebuilt.events,
            parked: rebuilt.parked,
            load_ms: rebuilt.load_time.as_millis(),
            keys_ms: rebuilt.keys_time.as_millis(),
        }
    }
}

impl Report for Views {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{} serves queries", self.schema)?;
        let Some(made) = &self.made else { return Ok(()) };
        let Made { digest, digest_before, events, parked, load_ms, keys_ms } = made;
        writeln!(out, "events {events}, parked {parked}, folded in {load_ms} ms, keys in {keys_ms} ms")?;
        let before = digest_before.as_deref().unwrap_or("views of another release");
        writeln!(out, "digest {digest}\nbefore {before}")
    }
}
