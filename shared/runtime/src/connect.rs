//! Opens what a site keeps: its NATS server, its event log and its vault.

use std::path::Path;
use std::time::Duration;

use async_nats::{Client, ConnectErrorKind, ConnectOptions, Event};
use fengqiao_domain::Family;
use fengqiao_eventlog::{Epoch, Log, LogOptions};
use fengqiao_jurisdiction::SiteCode;
use fengqiao_vault::{KeyFormatError, LookupKey, SiteKey, Vault, VaultOptions};
use secrecy::ExposeSecret;
use thiserror::Error;
use tokio::time::sleep;

use crate::config::{NatsConfig, Problem, SharedConfig, SiteConfig, read_secret};

/// How long one attempt to connect takes at most.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);

/// Attempts at the start, so that a service may come up beside its server. Later losses are mended without end.
const CONNECT_ATTEMPTS_MAX: u32 = 20;

/// Between two attempts, at the start and later.
const RECONNECT_DELAY: Duration = Duration::from_millis(500);

/// How long a request to the server waits for its answer.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(5);

/// Commands that wait to be written to the connection.
const COMMANDS_WAITING_MAX: usize = 4096;

/// Messages of one subscription that wait to be read.
const MESSAGES_WAITING_MAX: usize = 64 * 1024;

/// A lost connection is noticed within two of these.
const PING_INTERVAL: Duration = Duration::from_secs(10);

/// One site, opened. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The county or city.
    pub code: SiteCode,
    /// The connection to its server.
    pub nats: Client,
    /// The log of its cases.
    pub log: Log,
    /// The keys of its people.
    pub vault: Vault,
}

/// Why a site cannot be opened.
#[derive(Debug, Error)]
pub enum Error {
    /// A secret or certificate that the configuration names cannot be used.
    #[error("cannot use the configuration of site {site}")]
    Config {
        /// The site.
        site: SiteCode,
        /// The key, the fault and the remedy.
        source: Problem,
    },
    /// The credentials file is not one.
    #[error("the NATS credentials of site {site} cannot be used")]
    Credentials {
        /// The site.
        site: SiteCode,
        /// What the parser met.
        source: std::io::Error,
    },
    /// No server of the site answers, or it turns this service away.
    #[error("cannot connect to the NATS server of site {site}")]
    Nats {
        /// The site.
        site: SiteCode,
        /// The answer to the last attempt.
        source: async_nats::ConnectError,
    },
    /// The log cannot keep its promises.
    #[error("cannot open the log of site {site}")]
    Log {
        /// The site.
        site: SiteCode,
        /// Which proof failed.
        source: fengqiao_eventlog::OpenError,
    },
    /// A key file holds something else.
    #[error("{key} of site {site} holds no key")]
    Key {
        /// The site.
        site: SiteCode,
        /// The key of the configuration.
        key: &'static str,
        /// What a key looks like.
        source: KeyFormatError,
    },
    /// The vault cannot be opened.
    #[error("cannot open the vault of site {site}")]
    Vault {
        /// The site.
        site: SiteCode,
        /// Why.
        source: fengqiao_vault::OpenError,
    },
}

// === impl Site ===

impl Site {
    /// Opens all that one site keeps. `service` names the connection, and its inbox, so that a server's
    /// permissions can tell the services apart.
    ///
    /// # Errors
    /// For the first part that cannot be opened.
    pub async fn open(config: &SharedConfig, site: &SiteConfig, service: &str) -> Result<Self, Error> {
        let vault = vault(config, site).await?;
        let nats = nats(site, service).await?;
        let log = log(nats.clone(), site).await?;
        Ok(Self { code: site.code, nats, log, vault })
    }
}

/// Connects to the NATS server of a site.
///
/// # Errors
/// When no server answers in [`CONNECT_ATTEMPTS_MAX`] attempts, or one refuses the credentials.
pub async fn nats(site: &SiteConfig, service: &str) -> Result<Client, Error> {
    let mut attempt = 1;
    loop {
        let options = nats_options(site, service)?;
        let source = match options.connect(site.nats.urls.as_slice()).await {
            Ok(client) => return Ok(client),
            Err(source) => source,
        };
        // Credentials do not become right by waiting.
        let refused = matches!(
            source.kind(),
            ConnectErrorKind::Authentication | ConnectErrorKind::AuthorizationViolation
        );
        if refused || attempt == CONNECT_ATTEMPTS_MAX {
            return Err(Error::Nats { site: site.code, source });
        }
        tracing::warn!(site = %site.code, attempt, error = %source, "the NATS server does not answer yet");
        attempt += 1;
        sleep(RECONNECT_DELAY).await;
    }
}

/// Opens the log of a site's cases. It must exist: only the operators' tool makes one.
///
/// # Errors
/// When it cannot keep its promises.
pub async fn log(client: Client, site: &SiteConfig) -> Result<Log, Error> {
    let options = LogOptions {
        domain: site.nats.domain.clone(),
        expected_epoch: site.epoch.map(Epoch::from_uuid),
        subjects: Family::subjects(site.code),
        monitors: site.nats.monitors.clone(),
        ..LogOptions::new(site.stream())
    };
    Log::open(client, options).await.map_err(|source| Error::Log { site: site.code, source })
}

/// Opens the vault of a site.
///
/// # Errors
/// When a key cannot be read, or the vault was made with others.
pub async fn vault(config: &SharedConfig, site: &SiteConfig) -> Result<Vault, Error> {
    let code = site.code;
    let secret =
        |key, file: &Path| read_secret(key, file).map_err(|source| Error::Config { site: code, source });
    let site_key = SiteKey::from_hex(&secret("site_key_file", &site.site_key_file)?)
        .map_err(|source| Error::Key { site: code, key: "site_key_file", source })?;
    let lookup_key = LookupKey::from_hex(&secret("lookup_key_file", &config.lookup_key_file)?)
        .map_err(|source| Error::Key { site: code, key: "lookup_key_file", source })?;
    let url = site.vault_database_url().map_err(|source| Error::Config { site: code, source })?;
    let options = VaultOptions::new(url, code.as_str(), site_key, lookup_key);
    Vault::open(options).await.map_err(|source| Error::Vault { site: code, source })
}

fn nats_options(site: &SiteConfig, service: &str) -> Result<ConnectOptions, Error> {
    let NatsConfig { credentials_file, ca_file, client, .. } = &site.nats;
    let code = site.code;
    let mut options = ConnectOptions::new()
        .name(format!("fengqiao-{service}"))
        .custom_inbox_prefix(format!("_INBOX_{service}"))
        .connection_timeout(CONNECT_TIME_MAX)
        .request_timeout(Some(REQUEST_TIME_MAX))
        .ping_interval(PING_INTERVAL)
        .client_capacity(COMMANDS_WAITING_MAX)
        .subscription_capacity(MESSAGES_WAITING_MAX)
        .max_reconnects(None)
        .reconnect_delay_callback(|attempt| if attempt <= 1 { Duration::ZERO } else { RECONNECT_DELAY })
        .event_callback(move |event| async move { log_event(code, &event) });
    if let Some(file) = credentials_file {
        let secret = read_secret("nats.credentials_file", file);
        let secret = secret.map_err(|source| Error::Config { site: code, source })?;
        let with_credentials = options.credentials(secret.expose_secret());
        options = with_credentials.map_err(|source| Error::Credentials { site: code, source })?;
    }
    if let Some(file) = ca_file {
        options = options.add_root_certificates(file.clone());
    }
    if let Some(tls) = client {
        options = options.add_client_certificate(tls.certificate_file.clone(), tls.key_file.clone());
    }
    Ok(options)
}

fn log_event(site: SiteCode, event: &Event) {
    match event {
        Event::Connected => tracing::info!(%site, "connected to NATS"),
        event => tracing::warn!(%site, %event, "the connection to NATS changed"),
    }
}
