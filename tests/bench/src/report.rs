//! The figures, as a table for people and as JSON for programs.

use std::fmt;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

use crate::latency::Latencies;

/// Everything that was measured, in order.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    plan: &'static str,
    cores: usize,
    /// Processes that wanted to run, over the last minute, before and after.
    load_before: f64,
    load_after: f64,
    figures: Vec<Figure>,
    ratios: Vec<Ratio>,
}

#[derive(Debug, Serialize)]
struct Figure {
    id: String,
    what: String,
    value: f64,
    unit: &'static str,
    /// What the value is the median of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runs: Vec<f64>,
}

#[derive(Debug, Serialize)]
struct Ratio {
    what: &'static str,
    value: f64,
}

/// Which figure is divided by which.
const RATIOS: [(&str, &str, &str); 8] = [
    ("commands, views paused / empty call", "commands_paused", "empty_call"),
    ("commands, views running / empty call", "commands_projected", "empty_call"),
    ("commands, views paused / cqrs-es", "commands_paused", "cqrs_es"),
    ("commands, views running / cqrs-es", "commands_projected", "cqrs_es"),
    ("commands, views paused / JetStream", "commands_paused", "jetstream_single"),
    ("commands, views running / JetStream", "commands_projected", "jetstream_single"),
    ("warm command p50 / one publish p50", "warm_command_p50", "raw_publish_p50"),
    ("cold command p50 / one publish p50", "cold_command_p50", "raw_publish_p50"),
];

impl Report {
    pub(crate) fn begin(plan: &'static str) -> Result<Self> {
        let cores = std::thread::available_parallelism()?.get();
        Ok(Self {
            plan,
            cores,
            load_before: load()?,
            load_after: 0.0,
            figures: Vec::new(),
            ratios: Vec::new(),
        })
    }

    /// A throughput: the median of its windows.
    pub(crate) fn rate(&mut self, id: &str, what: &str, unit: &'static str, runs: Vec<f64>) {
        let mut sorted = runs.clone();
        sorted.sort_by(f64::total_cmp);
        let value = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
        self.add(Figure { id: id.to_owned(), what: what.to_owned(), value, unit, runs });
    }

    /// The median and the 99th percentile of single calls.
    pub(crate) fn latency(&mut self, id: &str, what: &str, latencies: &Latencies) {
        for percent in [50, 99] {
            let value = latencies.percentile_ms(percent);
            self.figure(&format!("{id}_p{percent}"), &format!("{what}, p{percent}"), value, "ms");
        }
    }

    pub(crate) fn figure(&mut self, id: &str, what: &str, value: f64, unit: &'static str) {
        self.add(Figure { id: id.to_owned(), what: what.to_owned(), value, unit, runs: Vec::new() });
    }

    /// Divides what is to be divided, once everything is measured.
    pub(crate) fn finish(&mut self) -> Result<()> {
        self.load_after = load()?;
        let value = |id: &str| self.figures.iter().find(|figure| figure.id == id).map(|figure| figure.value);
        let ratio = |(what, over, under): (&'static str, &str, &str)| {
            Some(Ratio { what, value: value(over)? / value(under)? })
        };
        self.ratios = RATIOS.into_iter().filter_map(ratio).collect();
        Ok(())
    }

    pub(crate) fn write(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        std::fs::write(file, text + "\n").with_context(|| format!("cannot write {}", file.display()))
    }

    /// Shows each figure as soon as it is known: a run takes minutes.
    fn add(&mut self, figure: Figure) {
        eprintln!("{figure}");
        self.figures.push(figure);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{} run on {} cores, load {:.1} before and {:.1} after\n",
            self.plan, self.cores, self.load_before, self.load_after
        )?;
        self.figures.iter().try_for_each(|figure| writeln!(f, "{figure}"))?;
        writeln!(f)?;
        self.ratios.iter().try_for_each(|ratio| writeln!(f, "{:<44} {:>12.2} ×", ratio.what, ratio.value))
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = if self.value < 100.0 { 2 } else { 0 };
        write!(f, "{:<44} {:>12.decimals$} {:<10}", self.what, self.value, self.unit)?;
        if !self.runs.is_empty() {
            let runs: Vec<_> = self.runs.iter().map(|run| format!("{run:.0}")).collect();
            write!(f, " ({})", runs.join(", "))?;
        }
        Ok(())
    }
}

fn load() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/loadavg")?;
    text.split(' ').next().and_then(|first| first.parse().ok()).context("no load average")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_made_of_medians_and_only_of_what_was_measured() {
        let mut report = Report::begin("test").unwrap();
        report.rate("commands_paused", "", "", vec![30.0, 10.0, 20.0]);
        report.rate("empty_call", "", "", vec![80.0]);
        report.finish().unwrap();
        let ratios: Vec<_> = report.ratios.iter().map(|ratio| (ratio.what, ratio.value)).collect();
        assert_eq!(ratios, [("commands, views paused / empty call", 0.25)]);
    }
}
