//! The commands of the README and the operations page, run from the checkout as a newcomer would.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;

/// How far above the base the ports of an installation reach, and where the console's is.
const PORTS: u16 = 13;
const CONSOLE_PORT: u16 = 1080;

/// How long the views may take to show what was written.
const PROMPT: Duration = Duration::from_secs(30);

/// An installation of its own beside whatever else runs here, stopped when dropped.
struct Installation {
    data: TempDir,
    port_base: u16,
}

#[test]
fn the_commands_of_the_documents_do_what_they_say() -> Result<()> {
    let installation = Installation::new()?;
    let readme = commands("README.md")?;
    ensure!(readme.starts_with(&["deploy/up --demo".to_owned(), "tests/run".to_owned()]), "{readme:?}");
    // In the background, or it would never return; the second command is what runs this test.
    let told = installation.run("deploy/up --demo -d")?;
    ensure!(
        told.contains("✗ R01") && told.contains("立即提级"),
        "the demo tells of no refusal or no rise:\n{told}"
    );

    let again = installation.run("deploy/up --demo -d")?;
    ensure!(again.contains("不再重演"), "a demo that was played is played again:\n{again}");

    let numbers = installation.case_numbers()?;
    let number = numbers.first().context("no case is listed")?;
    for command in readme.iter().skip(2) {
        installation.run(&command.replace("NUMBER", number))?;
    }
    // One of these commands registered another, which the views show in a moment.
    let numbers = installation.listed(numbers.len() + 1)?;
    for command in commands("docs/operations.md")?.iter().filter(|command| *command != "deploy/down") {
        installation.run(&command.replace("NUMBER", number))?;
    }
    let after = installation.listed(numbers.len())?;
    ensure!(after == numbers, "starting again and rebuilding changed the cases {numbers:?} to {after:?}");
    installation.run("deploy/down")?;
    Ok(())
}

#[test]
fn both_readmes_show_the_same_commands() -> Result<()> {
    ensure!(commands("README.md")? == commands("README.zh-CN.md")?);
    Ok(())
}

impl Installation {
    fn new() -> Result<Self> {
        let free = |base: u16| {
            (0..PORTS)
                .chain([CONSOLE_PORT])
                .all(|port| std::net::TcpListener::bind(("127.0.0.1", base + port)).is_ok())
        };
        let port_base = (20_000..32_000).step_by(100).find(|base| free(*base)).context("no free ports")?;
        Ok(Self { data: TempDir::with_prefix("fengqiao-documents-")?, port_base })
    }

    /// Runs a line of shell and gives what it printed.
    fn run(&self, line: &str) -> Result<String> {
        let mut shell = Command::new("bash");
        shell.args(["-c", line]).current_dir(repository());
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_the_test_run(name)) {
            shell.env_remove(name);
        }
        let output = shell
            .env("FENGQIAO_DATA", self.data.path())
            .env("FENGQIAO_PORT_BASE", self.port_base.to_string())
            .output()?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        // A question about rising may be answered with no, such as for a case that has ended.
        let answered = line.contains("can-escalate") && output.status.code() == Some(1);
        if !output.status.success() && !answered {
            bail!(
                "{line} ended with {}:\n{printed}\n{}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(printed)
    }

    /// The numbers of the listed cases, once there are as many.
    fn listed(&self, cases: usize) -> Result<Vec<String>> {
        let begin = Instant::now();
        loop {
            let numbers = self.case_numbers()?;
            if numbers.len() == cases {
                return Ok(numbers);
            }
            ensure!(begin.elapsed() < PROMPT, "{cases} cases were expected, not {numbers:?}");
        }
    }

    /// The numbers of the listed cases, sorted: what comes due meanwhile changes the order of the list.
    fn case_numbers(&self) -> Result<Vec<String>> {
        let listed = self.run("deploy/ctl case list --subtree")?;
        let words = listed.split_whitespace().filter(|word| word.starts_with("640221-"));
        let mut numbers: Vec<String> = words.map(str::to_owned).collect();
        numbers.sort();
        Ok(numbers)
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = self.run("deploy/down");
    }
}

/// What the runner of the tests adds to the environment. A newcomer's shell has none of it, and build scripts that look at
/// it would build half of the platform again.
fn is_of_the_test_run(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let kept = ["CARGO_HOME", "CARGO_TARGET_DIR"].contains(&name.as_ref());
    !kept && (name.starts_with("CARGO") || name.starts_with("NEXTEST") || name == "LD_LIBRARY_PATH")
}

/// The lines of the shell blocks of a document, without their comments.
fn commands(document: &str) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(repository().join(document))?;
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines =
        blocks.flat_map(str::lines).map(|line| line.split('#').next().unwrap_or_default().trim().to_owned());
    Ok(lines.filter(|line| !line.is_empty()).collect())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
