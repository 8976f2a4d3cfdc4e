use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};

/// The oldest version the tests accept from the search path.
const MIN: [u32; 3] = [2, 15, 1];

/// The server's binary: what `FENGQIAO_NATS_SERVER` names, else a new enough one on the search path, else the pinned
/// one, which is fetched on first use.
///
/// # Errors
/// Fails if none of the three can be had.
pub fn nats_server() -> Result<PathBuf> {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    if let Some(found) = FOUND.get() {
        return Ok(found.clone());
    }
    let found = locate()?;
    Ok(FOUND.get_or_init(|| found).clone())
}

fn locate() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("FENGQIAO_NATS_SERVER") {
        return Ok(named.into());
    }
    let on_path = Path::new("nats-server");
    if version(on_path).is_some_and(|version| version >= MIN) {
        return Ok(on_path.to_owned());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/tools/nats-server");
    let output =
        Command::new(&script).output().with_context(|| format!("could not run {}", script.display()))?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let path = String::from_utf8(output.stdout).context("the path of the server is not text")?;
    Ok(path.trim().into())
}

fn version(binary: &Path) -> Option<[u32; 3]> {
    let output = Command::new(binary).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (_, version) = text.trim().rsplit_once('v')?;
    let mut parts = version.split('.').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}
