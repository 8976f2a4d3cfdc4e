//! Throughput of a fixed number of callers, each of whom calls again as soon as it has its answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use crate::plan::{Plan, RUNS};

/// One of the callers.
pub(crate) trait Caller: Send + 'static {
    /// Makes one call and waits for its answer.
    fn call(&mut self) -> impl Future<Output = Result<()>> + Send;
}

/// Calls completed per second in each window.
///
/// # Errors
/// The first call that fails: a figure with failures in it means nothing.
pub(crate) async fn rates<C: Caller>(plan: &Plan, mut callers: Vec<C>) -> Result<Vec<f64>> {
    let mut rates = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let rate;
        (rate, callers) = window(plan, callers).await?;
        rates.push(rate);
    }
    Ok(rates)
}

async fn window<C: Caller>(plan: &Plan, callers: Vec<C>) -> Result<(f64, Vec<C>)> {
    let completed = Arc::new(AtomicU64::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let mut running = JoinSet::new();
    for mut caller in callers {
        let (completed, stop) = (completed.clone(), stop.clone());
        running.spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                caller.call().await?;
                completed.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<_, anyhow::Error>(caller)
        });
    }
    sleep(plan.warm_up).await;
    let (from, begin) = (completed.load(Ordering::Relaxed), Instant::now());
    sleep(plan.window).await;
    let (to, time) = (completed.load(Ordering::Relaxed), begin.elapsed());
    stop.store(true, Ordering::Relaxed);
    let mut callers = Vec::with_capacity(running.len());
    while let Some(ended) = running.join_next().await {
        callers.push(ended??);
    }
    Ok(((to - from) as f64 / time.as_secs_f64(), callers))
}
