//! Asks a server's monitoring address what JetStream itself does not tell: whether it fsyncs before it acknowledges.

use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::ServerVersion;

/// How long a server may take to describe itself.
const TIMEOUT: Duration = Duration::from_secs(5);
/// The largest description that is read, in bytes.
const ANSWER_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Why a server could not be shown to keep what it acknowledges.
#[derive(Debug, thiserror::Error)]
pub enum MonitorError {
    #[error("the monitoring address {address} does not answer")]
    Unreachable {
        address: String,
        #[source]
        source: std::io::Error,
    },
    #[error("the monitoring address {address} did not answer in time")]
    TimedOut { address: String },
    #[error("what {address} answers is no description of a server")]
    Unreadable { address: String },
    #[error("server {server} has version {version}, which is older than {}", ServerVersion::MIN)]
    TooOld { server: String, version: String },
    #[error("server {server} does not fsync before it acknowledges: set sync_interval to always")]
    SyncNotAlways { server: String },
    #[error("server {server} has no JetStream")]
    NoJetStream { server: String },
}

/// What a server says of itself.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Server {
    #[serde(rename = "server_name")]
    pub(crate) name: String,
    version: String,
    #[serde(default)]
    jetstream: JetStream,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct JetStream {
    config: Option<JetStreamConfig>,
}

#[derive(Debug, Clone, Deserialize)]
struct JetStreamConfig {
    #[serde(default)]
    sync_always: bool,
}

/// Reads the description of the server whose monitoring address (`host:port`) is given. Monitoring is bound to the
/// loopback or to the operators' network, so it is plain HTTP.
pub(crate) async fn inspect(address: &str) -> Result<Server, MonitorError> {
    let unreachable = |source| MonitorError::Unreachable { address: address.to_owned(), source };
    let answer = timeout(TIMEOUT, get(address, "/varz"))
        .await
        .map_err(|_| MonitorError::TimedOut { address: address.to_owned() })?
        .map_err(unreachable)?;
    body(&answer)
        .and_then(|body| serde_json::from_slice(body).ok())
        .ok_or_else(|| MonitorError::Unreadable { address: address.to_owned() })
}

/// HTTP/1.0, so that the answer is neither chunked nor kept alive: it ends where the connection does.
async fn get(address: &str, path: &str) -> std::io::Result<Vec<u8>> {
    let mut connection = TcpStream::connect(address).await?;
    connection.write_all(format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n").as_bytes()).await?;
    let mut answer = Vec::new();
    connection.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).await?;
    Ok(answer)
}

fn body(answer: &[u8]) -> Option<&[u8]> {
    let status = answer.split(|byte| *byte == b'\r').next()?;
    if !status.ends_with(b" 200 OK") {
        return None;
    }
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    answer.get(end + 4..)
}

// === impl Server ===

impl Server {
    pub(crate) fn keeps_what_it_acknowledges(self) -> Result<Self, MonitorError> {
        let server = || self.name.clone();
        if !self.version.parse().is_ok_and(ServerVersion::is_supported) {
            return Err(MonitorError::TooOld { server: server(), version: self.version });
        }
        match &self.jetstream.config {
            Some(JetStreamConfig { sync_always: true }) => Ok(self),
            Some(_) => Err(MonitorError::SyncNotAlways { server: server() }),
            None => Err(MonitorError::NoJetStream { server: server() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(json: &str) -> Server {
        serde_json::from_str(json).expect("a description")
    }

    #[test]
    fn only_a_new_enough_server_that_fsyncs_always_is_trusted() {
        let sound = r#"{"server_name":"n","version":"2.15.1","jetstream":{"config":{"sync_always":true}}}"#;
        assert!(server(sound).keeps_what_it_acknowledges().is_ok());
        let lazy = r#"{"server_name":"n","version":"2.15.1","jetstream":{"config":{}}}"#;
        assert!(matches!(server(lazy).keeps_what_it_acknowledges(), Err(MonitorError::SyncNotAlways { .. })));
        let old = r#"{"server_name":"n","version":"2.14.9","jetstream":{"config":{"sync_always":true}}}"#;
        assert!(matches!(server(old).keeps_what_it_acknowledges(), Err(MonitorError::TooOld { .. })));
        let bare = r#"{"server_name":"n","version":"2.15.1","jetstream":{}}"#;
        assert!(matches!(server(bare).keeps_what_it_acknowledges(), Err(MonitorError::NoJetStream { .. })));
    }

    #[test]
    fn an_answer_that_is_not_a_success_has_no_body() {
        assert_eq!(body(b"HTTP/1.0 200 OK\r\nA: b\r\n\r\n{}"), Some(&b"{}"[..]));
        assert_eq!(body(b"HTTP/1.0 404 Not Found\r\n\r\n{}"), None);
        assert_eq!(body(b""), None);
    }
}
