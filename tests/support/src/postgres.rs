//! A real Postgres for tests: a temporary cluster reached by socket, or a database on a server that is there already.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// An admin URL in this variable makes the tests create their databases there instead of starting a cluster.
pub const SERVER_VARIABLE: &str = "FENGQIAO_TEST_POSTGRES";

/// Postgres refuses to run as root; Debian's package makes this user for it.
const SERVER_USER: &str = "postgres";
const KILL_TIMEOUT: Duration = Duration::from_secs(10);
const KILL_PAUSE: Duration = Duration::from_millis(10);

/// Databases for tests. They, or the whole cluster, are gone when the value is dropped.
pub struct TestPostgres {
    server: Server,
    databases: Mutex<Vec<String>>,
}

enum Server {
    /// Somebody else's, by its admin URL.
    Given(String),
    Started(Cluster),
}

/// A cluster in a temporary folder, with fsync on as in production.
struct Cluster {
    folder: TempDir,
    as_root: bool,
    running: AtomicBool,
}

// === impl TestPostgres ===

impl TestPostgres {
    /// Starts a cluster, or uses the server that [`SERVER_VARIABLE`] names.
    pub fn start() -> Result<Self> {
        let server = match std::env::var(SERVER_VARIABLE) {
            Ok(url) => Server::Given(url),
            Err(_) => Server::Started(Cluster::start()?),
        };
        Ok(Self { server, databases: Mutex::default() })
    }

    /// Starts a cluster of the test's own, which can be killed without harm to other tests.
    pub fn start_own() -> Result<Self> {
        Ok(Self { server: Server::Started(Cluster::start()?), databases: Mutex::default() })
    }

    /// One server for all tests of this process that overlap in time; the last to drop it stops it.
    pub fn shared() -> Result<Arc<Self>> {
        static SHARED: Mutex<Weak<TestPostgres>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return Ok(server);
        }
        let server = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&server);
        Ok(server)
    }

    /// Creates an empty database whose name begins with `name`, and returns its URL.
    pub fn database(&self, name: &str) -> Result<String> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let count = COUNTER.fetch_add(1, Ordering::Relaxed);
        let nanoseconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.subsec_nanos();
        let database = format!("{name}_{}_{nanoseconds}_{count}", std::process::id());
        self.admin(&format!("CREATE DATABASE \"{database}\""))?;
        let url = self.url(&database)?;
        self.databases.lock().unwrap_or_else(PoisonError::into_inner).push(database);
        Ok(url)
    }

    /// Kills the server and all its processes as a crash would, and returns when none of them is left.
    pub fn kill(&self) -> Result<()> {
        self.cluster()?.kill()
    }

    /// Starts the server again after [`kill`](Self::kill), at the same address; it recovers from its log first.
    pub fn restart(&self) -> Result<()> {
        self.cluster()?.launch()
    }

    /// The path of a program of the Postgres installation, such as `pg_dump`.
    pub fn program(name: &str) -> Result<PathBuf> {
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        let mut folders: Vec<PathBuf> = std::env::split_paths(&on_path).collect();
        let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
            .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
            .unwrap_or_default();
        versions.sort();
        folders.extend(versions.into_iter().rev());
        let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
        found.with_context(|| format!("{name} not found; install PostgreSQL 15 or newer"))
    }

    fn cluster(&self) -> Result<&Cluster> {
        match &self.server {
            Server::Started(cluster) => Ok(cluster),
            Server::Given(_) => {
                bail!("the server named by {SERVER_VARIABLE} is not ours to kill: use start_own")
            }
        }
    }

    fn url(&self, database: &str) -> Result<String> {
        match &self.server {
            Server::Started(cluster) => Ok(cluster.url(database)),
            Server::Given(admin) => with_database(admin, database),
        }
    }

    fn admin(&self, statement: &str) -> Result<()> {
        let url = match &self.server {
            Server::Started(cluster) => cluster.url("postgres"),
            Server::Given(admin) => admin.clone(),
        };
        let psql = Self::program("psql")?;
        run(Command::new(psql).args([
            "--quiet",
            "--no-psqlrc",
            "--set=ON_ERROR_STOP=1",
            "--command",
            statement,
            &url,
        ]))
        .map(drop)
    }
}

impl Drop for TestPostgres {
    fn drop(&mut self) {
        let databases = std::mem::take(&mut *self.databases.lock().unwrap_or_else(PoisonError::into_inner));
        match &self.server {
            Server::Started(cluster) => cluster.stop(),
            Server::Given(_) => {
                for database in databases {
                    if let Err(error) = self.admin(&format!("DROP DATABASE \"{database}\" WITH (FORCE)")) {
                        eprintln!("could not drop the test database {database}: {error:#}");
                    }
                }
            }
        }
    }
}

// === impl Cluster ===

impl Cluster {
    fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("fengqiao-pg-").tempdir().context("making a folder")?;
        // The server's user must be able to pass through, not to list.
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o711))?;
        let as_root = output(Command::new("id").arg("-u"))?.trim() == "0";
        let cluster = Self { folder, as_root, running: AtomicBool::new(false) };
        for path in [cluster.data(), cluster.socket()] {
            let mut install = Command::new("install");
            install.arg("-d").args(["-m", "700"]);
            if as_root {
                // The socket is entered by the tests' own user, who is root.
                install.args(["-o", SERVER_USER]);
            }
            run(install.arg(path))?;
        }
        run(cluster.command("initdb")?.args([
            "-U",
            "fengqiao",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C",
        ]))?;
        cluster.launch()?;
        Ok(cluster)
    }

    fn launch(&self) -> Result<()> {
        let settings = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=on -c max_connections=200",
            self.socket().display()
        );
        let log = self.data().join("server.log");
        run(self.command("pg_ctl")?.arg("start").args(["-w", "-o", &settings, "-l"]).arg(&log))
            .with_context(|| std::fs::read_to_string(&log).unwrap_or_default())?;
        self.running.store(true, Ordering::SeqCst);
        Ok(())
    }

    fn kill(&self) -> Result<()> {
        let file = self.data().join("postmaster.pid");
        let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        let postmaster = text.lines().next().context("postmaster.pid is empty")?;
        let children = output(Command::new("ps").args(["-o", "pid=", "--ppid", postmaster]))?;
        // The postmaster first: it would take a killed child for a crash and start over.
        run(Command::new("kill").args(["-KILL", postmaster]))?;
        self.running.store(false, Ordering::SeqCst);
        let begin = Instant::now();
        // A child that noticed and is gone already is no error; one that is still there would serve its client, and
        // hold the memory without which the server does not start again.
        for pid in std::iter::once(postmaster).chain(children.split_whitespace()) {
            while is_alive(pid) {
                run(Command::new("kill").args(["-KILL", pid])).ok();
                if begin.elapsed() > KILL_TIMEOUT {
                    bail!("process {pid} of the test cluster does not die");
                }
                std::thread::sleep(KILL_PAUSE);
            }
        }
        // Nobody holds these any more, but the server would believe so for as long as the dead are not reaped.
        for lock in [file, self.socket().join(".s.PGSQL.5432.lock")] {
            std::fs::remove_file(&lock).with_context(|| format!("removing {}", lock.display()))?;
        }
        Ok(())
    }

    fn stop(&self) {
        if !self.running.swap(false, Ordering::SeqCst) {
            return;
        }
        // Nothing of it is kept, so it need not write anything back.
        let stopped =
            self.command("pg_ctl").and_then(|mut command| run(command.args(["stop", "-m", "immediate"])));
        if let Err(error) = stopped {
            eprintln!("could not stop the test cluster in {}: {error:#}", self.folder.path().display());
        }
    }

    /// A command of the server's user on the cluster's data.
    fn command(&self, program: &str) -> Result<Command> {
        let program = TestPostgres::program(program)?;
        let mut command = if self.as_root {
            let mut command = Command::new("runuser");
            command.args(["-u", SERVER_USER, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // The server's user need not be able to enter the tests' folder.
        command.current_dir("/").arg("-D").arg(self.data());
        Ok(command)
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://fengqiao@localhost/{database}?host={}", self.socket().display())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }
}

/// The URL with another database, its query kept.
fn with_database(url: &str, database: &str) -> Result<String> {
    let (base, query) = url.split_once('?').map_or((url, None), |(base, query)| (base, Some(query)));
    let (scheme, rest) = base.split_once("://").with_context(|| format!("{SERVER_VARIABLE} is not a URL"))?;
    let authority = rest.split('/').next().unwrap_or(rest);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok(format!("{scheme}://{authority}/{database}{query}"))
}

/// Whether a process still runs. One that init has not reaped yet holds nothing any more.
fn is_alive(pid: &str) -> bool {
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid).join("stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, fields)| !fields.starts_with(['Z', 'X']))
}

fn run(command: &mut Command) -> Result<Output> {
    let program = Path::new(command.get_program()).file_name().unwrap_or_else(|| OsStr::new("?")).to_owned();
    let output = command.output().with_context(|| format!("running {}", program.display()))?;
    if !output.status.success() {
        bail!("{} failed: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(output)
}

fn output(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(run(command)?.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_keeps_its_query_when_its_database_changes() {
        let changed = |url| with_database(url, "new").unwrap();
        assert_eq!(
            changed("postgres://u:p@h:5432/old?sslmode=require"),
            "postgres://u:p@h:5432/new?sslmode=require"
        );
        assert_eq!(changed("postgres://u@h"), "postgres://u@h/new");
    }

    #[test]
    fn a_killed_cluster_starts_again_with_what_it_had_committed() {
        let postgres = TestPostgres::start_own().unwrap();
        let url = postgres.database("kept").unwrap();
        let psql = TestPostgres::program("psql").unwrap();
        let ask = |sql: &str| output(Command::new(&psql).args(["-tAq", "-c", sql, &url]));
        ask("CREATE TABLE t AS SELECT 42 AS n").unwrap();
        postgres.kill().unwrap();
        assert!(ask("SELECT n FROM t").is_err());
        postgres.restart().unwrap();
        assert_eq!(ask("SELECT n FROM t").unwrap().trim(), "42");
    }
}
