//! What each process keeps in memory, from `/proc`.

use std::fs;

use anyhow::{Context as _, Result};
use fengqiao_scenarios::Platform;

use crate::report::Report;

/// Kilobytes in a megabyte.
const KB_PER_MB: f64 = 1_024.0;

/// A process by its entry in `/proc`.
struct Process {
    pid: u32,
    parent: u32,
    /// The program's, without its folder.
    name: String,
    arguments: Vec<String>,
    anonymous_kb: u64,
    file_kb: u64,
    shared_kb: u64,
}

// === impl Process ===

impl Process {
    /// `None` if it has ended meanwhile.
    fn read(pid: u32) -> Option<Self> {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.and_then(|line| line.split_whitespace().next())
        };
        let number = |name: &str| field(name).and_then(|text| text.parse().ok()).unwrap_or(0);
        let arguments = fs::read_to_string(format!("/proc/{pid}/cmdline")).ok()?;
        Some(Self {
            pid,
            parent: field("PPid")?.parse().ok()?,
            name: arguments.split(['\0', ':']).next()?.rsplit('/').next()?.to_owned(),
            arguments: arguments.split('\0').map(str::to_owned).collect(),
            anonymous_kb: number("RssAnon"),
            file_kb: number("RssFile"),
            shared_kb: number("RssShmem"),
        })
    }

    fn all() -> Result<Vec<Self>> {
        let entries = fs::read_dir("/proc")?.flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        Ok(pids.filter_map(Self::read).collect())
    }

    /// The resident memory of processes that share some of it, which counts once.
    fn resident_mb<'a>(processes: impl Iterator<Item = &'a Self> + Clone) -> f64 {
        let own: u64 = processes.clone().map(|process| process.anonymous_kb).sum();
        let file = processes.clone().map(|process| process.file_kb).max().unwrap_or(0);
        let shared = processes.map(|process| process.shared_kb).max().unwrap_or(0);
        (own + file + shared) as f64 / KB_PER_MB
    }
}

pub(crate) fn measure(platform: &Platform, report: &mut Report) -> Result<()> {
    let all = Process::all()?;
    let own = std::process::id();
    for child in all.iter().filter(|process| process.parent == own) {
        let memory = Process::resident_mb(std::iter::once(child));
        report.figure(&format!("memory_{}", child.name), &format!("memory of {}", child.name), memory, "MB");
    }
    // The cluster's first process is nobody's child; it is known by its folder, the rest by it.
    let folder =
        platform.views_url.rsplit_once("?host=").and_then(|(_, socket)| socket.strip_suffix("/socket"));
    let folder = folder.context("the address of the views names no folder")?;
    let first = all.iter().find(|process| {
        process.name == "postgres" && process.arguments.iter().any(|argument| argument.starts_with(folder))
    });
    let first = first.context("Postgres is not running")?.pid;
    let cluster = all.iter().filter(|process| process.pid == first || process.parent == first);
    let backends = cluster.clone().count();
    let what = format!("memory of Postgres, {backends} processes");
    report.figure("memory_postgres", &what, Process::resident_mb(cluster), "MB");
    Ok(())
}
