//! The views made anew beside the live ones, from all that the run has stored.

use anyhow::{Context as _, Result, ensure};
use fengqiao_projection::{Compare, Options, rebuild};
use fengqiao_runtime::config::{ENV_PREFIX, load};
use fengqiao_scenarios::{Platform, Service};
use tokio::time::timeout;

use crate::plan::Plan;
use crate::report::Report;

/// Reads, folds, copies, compares row for row, and switches.
pub(super) async fn measure(plan: &Plan, platform: &Platform, report: &mut Report) -> Result<()> {
    let options: Options = load(&platform.config(Service::Projection), ENV_PREFIX)?;
    let rebuilt = timeout(plan.rebuild_max, rebuild(&options, Compare::MustBeEqual, |_| {}));
    let rebuilt = rebuilt.await.with_context(|| format!("no rebuild within {:?}", plan.rebuild_max))??;
    ensure!(rebuilt.parked == 0, "{} decisions were parked", rebuilt.parked);
    let time = (rebuilt.load_time + rebuilt.keys_time).as_secs_f64();
    report.figure("rebuild_events", "events in the log", rebuilt.events as f64, "events");
    report.figure("rebuild", "rebuild of the views", rebuilt.events as f64 / time, "events/s");
    Ok(())
}
