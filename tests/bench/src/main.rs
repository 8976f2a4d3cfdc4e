//! Measures the platform beside what it is built on, in one run on one machine, and prints figures and their ratios.

mod baseline;
mod closed_loop;
mod empty;
mod latency;
mod memory;
mod plan;
mod platform;
mod report;
mod sample;
mod story;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::plan::Plan;
use crate::report::Report;

/// Prints a table of figures and ratios.
#[derive(Debug, Parser)]
struct Arguments {
    /// Measure for a shorter time: good enough to see that all works.
    #[arg(long)]
    quick: bool,
    /// Also write the figures to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    #[command(subcommand)]
    part: Option<Part>,
}

/// What the program plays in a process of its own.
#[derive(Debug, Subcommand)]
enum Part {
    /// The server whose call does nothing.
    #[command(hide = true)]
    ServeEmpty,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match arguments.part {
        Some(Part::ServeEmpty) => empty::serve().await,
        None => measure(&arguments).await,
    }
}

/// One part after the other, so that none takes the machine from another; the platform is gone before the baselines,
/// which store the very messages that it stored.
async fn measure(arguments: &Arguments) -> Result<()> {
    let plan = if arguments.quick { Plan::QUICK } else { Plan::FULL };
    let mut report = Report::begin(if arguments.quick { "quick" } else { "full" })?;
    empty::measure(&plan, &mut report).await?;
    let sample = platform::measure(&plan, &mut report).await?;
    baseline::jetstream::measure(&plan, &sample, &mut report).await?;
    baseline::cqrs::measure(&plan, &sample, &mut report).await?;
    report.finish()?;
    print!("{report}");
    arguments.json.as_deref().map_or(Ok(()), |file| report.write(file))
}
