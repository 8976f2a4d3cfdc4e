//! What every service of the platform is told, whichever level it serves.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use fengqiao_jurisdiction::{CentreCode, SiteCode, TenantCode};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Problem, Settings, secret};

/// What an installation is for. It decides which conveniences are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Real people's disputes: no movable clock, no reflection, no plain text off the machine.
    Production,
    /// The local run with its demo accounts.
    Demo,
    /// Automated tests.
    Test,
}

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people at a terminal.
    #[default]
    Pretty,
    /// One JSON object a line, for collectors.
    Json,
}

/// A signature algorithm that a token may bear, as JWS (RFC 7518, RFC 8037) names it. The list is closed:
/// asymmetric ones only, so that nobody who can check a token can make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Algorithm {
    /// Ed25519.
    EdDSA,
    /// ECDSA on P-256 with SHA-256.
    ES256,
}

/// The algorithms a token may bear unless the configuration names fewer.
pub const ALGORITHMS_DEFAULT: [Algorithm; 2] = [Algorithm::EdDSA, Algorithm::ES256];

/// The settings that all services share. Paths are relative to the configuration file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedConfig {
    /// What the installation is for.
    pub profile: Profile,
    /// The city whose installation this is.
    pub tenant: TenantCode,
    /// The address to serve on.
    pub listen: SocketAddr,
    /// The centres served; none for a service that is not bound to an area.
    #[serde(default)]
    pub areas: BTreeSet<CentreCode>,
    /// The folder of the division tree.
    pub jurisdiction: PathBuf,
    /// The folder of the decision tables, unless the jurisdiction has its own in `rules`.
    pub rules: PathBuf,
    /// The folder of working days.
    pub calendar: PathBuf,
    /// Where the logs are kept.
    pub sites: Vec<SiteConfig>,
    /// The city-wide key of look-up tokens.
    pub lookup_key_file: PathBuf,
    /// Who may call.
    pub token: TokenConfig,
    /// Certificates for serving; without them the server speaks plain HTTP/2.
    pub tls: Option<TlsConfig>,
    /// The offset of the movable clock; the demo and test profile only.
    pub clock_file: Option<PathBuf>,
    /// How the log is written.
    #[serde(default)]
    pub log: LogFormat,
}

/// One JetStream home and the vault beside it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteConfig {
    /// The county, or the city, whose cases are kept here.
    pub code: SiteCode,
    /// How to reach its NATS server.
    pub nats: NatsConfig,
    /// The site's stream of cases, where it is not named by rule.
    pub stream: Option<String>,
    /// The incarnation of the stream that is expected; a stream of another one is refused.
    pub epoch: Option<Uuid>,
    /// The vault's database, given by environment.
    pub vault_database_url: Option<SecretString>,
    /// The vault's database, given by file.
    pub vault_database_url_file: Option<PathBuf>,
    /// The key that wraps the vault's data keys.
    pub site_key_file: PathBuf,
}

/// How to reach a NATS server, which may be one of several that form a cluster.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NatsConfig {
    /// The servers, tried in turn: `nats://host:port`, or `tls://host:port`.
    pub urls: Vec<String>,
    /// The JetStream domain, when the site is reached through a leaf link.
    pub domain: Option<String>,
    /// Monitoring addresses, `host:port`, of the servers that hold the site's streams.
    #[serde(default)]
    pub monitors: Vec<String>,
    /// A credentials file: user JWT and nkey seed.
    pub credentials_file: Option<PathBuf>,
    /// The authority that signed the servers' certificates.
    pub ca_file: Option<PathBuf>,
    /// This service's certificate and key, for servers that ask for one.
    pub client: Option<TlsConfig>,
}

/// Whose tokens are trusted, and for what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenConfig {
    /// The `iss` claim.
    pub issuer: String,
    /// The `aud` claim.
    pub audience: String,
    /// A JWK set (RFC 7517), or a folder in which every `.json` file is one.
    pub keys: PathBuf,
    /// The algorithms a token may bear.
    #[serde(default = "algorithms_default")]
    pub algorithms: BTreeSet<Algorithm>,
}

/// A certificate chain with its key, PEM.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsConfig {
    /// The chain, the leaf first.
    pub certificate_file: PathBuf,
    /// The private key.
    pub key_file: PathBuf,
    /// The authority whose certificates a peer must show; without it, peers stay anonymous.
    pub peer_ca_file: Option<PathBuf>,
}

// === impl SharedConfig ===

impl SharedConfig {
    /// The namespace in which this tenant's ids are derived (RFC 9562, version 5). It depends on the tenant's
    /// code alone, so that every service of the tenant derives the same ids.
    #[must_use]
    pub fn tenant_namespace(&self) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("fengqiao/tenant/{}", self.tenant).as_bytes())
    }

    /// The settings of one site.
    #[must_use]
    pub fn site(&self, code: SiteCode) -> Option<&SiteConfig> {
        self.sites.iter().find(|site| site.code == code)
    }
}

impl Settings for SharedConfig {
    fn complete(&mut self, folder: &Path) -> Result<(), Problem> {
        self.resolve_paths(folder);
        self.check()
    }
}

impl SharedConfig {
    fn resolve_paths(&mut self, folder: &Path) {
        let shared = [
            &mut self.jurisdiction,
            &mut self.rules,
            &mut self.calendar,
            &mut self.lookup_key_file,
            &mut self.token.keys,
        ];
        let sites = self.sites.iter_mut().flat_map(SiteConfig::paths);
        let tls = self.tls.iter_mut().flat_map(TlsConfig::paths);
        for path in shared.into_iter().chain(self.clock_file.iter_mut()).chain(tls).chain(sites) {
            // An absolute path stays as it is.
            *path = folder.join(&path);
        }
    }

    fn check(&self) -> Result<(), Problem> {
        let problem = |key: &str, fault: &str, remedy| {
            Err(Problem { key: key.to_owned(), fault: fault.to_owned(), remedy })
        };
        if self.profile == Profile::Production && self.clock_file.is_some() {
            return problem("clock_file", "would move the clock of production", "remove it");
        }
        if self.profile == Profile::Production && self.tls.is_none() && !self.listen.ip().is_loopback() {
            return problem(
                "tls",
                "is missing for an address off this machine",
                "add [tls] or listen on loopback",
            );
        }
        if self.token.algorithms.is_empty() {
            return problem("token.algorithms", "is empty", "name EdDSA, ES256 or both");
        }
        if self.token.issuer.is_empty() || self.token.audience.is_empty() {
            return problem("token", "has an empty issuer or audience", "name both");
        }
        if self.sites.is_empty() {
            return problem("sites", "is empty", "add a [[sites]] with its nats and vault");
        }
        let mut codes = BTreeSet::new();
        for (index, site) in self.sites.iter().enumerate() {
            if !codes.insert(site.code) {
                return problem(
                    &format!("sites[{index}].code"),
                    "is another site's too",
                    "give each site one entry",
                );
            }
            if site.nats.urls.is_empty() {
                return problem(
                    &format!("sites[{index}].nats.urls"),
                    "is empty",
                    "name the site's NATS servers",
                );
            }
            site.vault_database_url()?;
        }
        Ok(())
    }
}

// === impl SiteConfig ===

impl SiteConfig {
    /// The name of the stream of the site's cases.
    #[must_use]
    pub fn stream(&self) -> String {
        self.stream.clone().unwrap_or_else(|| format!("CASES_{}", self.code))
    }

    /// The URL of the vault's database, with its password.
    ///
    /// # Errors
    /// When it is given twice or not at all, and when the file that holds it cannot be used.
    pub fn vault_database_url(&self) -> Result<SecretString, Problem> {
        let key = format!("vault_database_url of site {}", self.code);
        secret::one_of(&key, self.vault_database_url.as_ref(), self.vault_database_url_file.as_deref())
    }

    fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let nats = self.nats.credentials_file.iter_mut().chain(self.nats.ca_file.iter_mut());
        let client = self.nats.client.iter_mut().flat_map(TlsConfig::paths);
        self.vault_database_url_file.iter_mut().chain([&mut self.site_key_file]).chain(nats).chain(client)
    }
}

// === impl TlsConfig ===

impl TlsConfig {
    fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        [&mut self.certificate_file, &mut self.key_file].into_iter().chain(self.peer_ca_file.iter_mut())
    }
}

fn algorithms_default() -> BTreeSet<Algorithm> {
    BTreeSet::from(ALGORITHMS_DEFAULT)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::config::{ENV_PREFIX, load};

    const TEXT: &str = r#"
        profile = "demo"
        tenant = "shizuishan"
        listen = "127.0.0.1:7002"
        areas = ["640221"]
        jurisdiction = "jurisdictions/shizuishan"
        rules = "rules"
        calendar = "/etc/fengqiao/calendar"
        lookup_key_file = "secrets/lookup"
        clock_file = "clock"

        [token]
        issuer = "https://login.example"
        audience = "fengqiao"
        keys = "keys"

        [[sites]]
        code = "640221"
        vault_database_url = "postgres://canary@localhost/vault"
        site_key_file = "secrets/site"
        nats.urls = ["nats://127.0.0.1:4222"]
    "#;

    fn read(text: &str) -> Result<SharedConfig, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fengqiao.toml");
        fs::write(&file, text).unwrap();
        load::<SharedConfig>(&file, ENV_PREFIX)
            .map_err(|error| format!("{error}: {}", std::error::Error::source(&error).unwrap()))
    }

    fn refused(from: &str, to: &str) -> String {
        assert!(TEXT.contains(from));
        read(&TEXT.replace(from, to)).unwrap_err()
    }

    #[test]
    fn paths_are_relative_to_the_file_and_secrets_are_not_shown() {
        let config = read(TEXT).unwrap();
        assert!(config.rules.is_absolute() && config.rules.ends_with("rules"));
        assert!(config.clock_file.as_deref().is_some_and(Path::is_absolute));
        assert_eq!(config.calendar, Path::new("/etc/fengqiao/calendar"));
        assert_eq!(config.token.algorithms, BTreeSet::from(ALGORITHMS_DEFAULT));
        assert!(!format!("{config:?}").contains("canary"));
    }

    #[test]
    fn production_refuses_a_movable_clock_and_plain_text_off_the_machine() {
        assert!(refused("\"demo\"", "\"production\"").contains("clock_file"));
        let text = TEXT.replace("\"demo\"", "\"production\"").replace("clock_file = \"clock\"", "");
        assert!(read(&text).is_ok());
        assert!(
            read(&text.replace("127.0.0.1:7002", "0.0.0.0:7002")).unwrap_err().contains("tls is missing")
        );
    }

    #[test]
    fn a_site_is_complete_and_named_once() {
        let twice = format!("{TEXT}{}", &TEXT[TEXT.find("[[sites]]").unwrap()..]);
        assert!(read(&twice).unwrap_err().contains("sites[1].code"));
        assert!(refused("[\"nats://127.0.0.1:4222\"]", "[]").contains("sites[0].nats.urls"));
        let without_vault = "vault_database_url = \"postgres://canary@localhost/vault\"";
        assert!(refused(without_vault, "").contains("vault_database_url of site 640221 is missing"));
    }

    #[test]
    fn only_asymmetric_algorithms_can_be_named() {
        let with = |algorithms: &str| {
            TEXT.replace("keys = \"keys\"", &format!("keys = \"keys\"\nalgorithms = {algorithms}"))
        };
        assert!(read(&with("['ES256']")).is_ok());
        assert!(read(&with("[]")).unwrap_err().contains("token.algorithms is empty"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fengqiao.toml");
        fs::write(&file, with("['HS256']")).unwrap();
        let error = load::<SharedConfig>(&file, ENV_PREFIX).unwrap_err().to_string();
        assert!(error.contains("HS256") && error.contains("token.algorithms"), "{error}");
    }

    #[test]
    fn the_namespace_of_a_tenant_is_its_own_and_stable() {
        let config = read(TEXT).unwrap();
        let other =
            read(&TEXT.replace("shizuishan\"\n        listen", "yinchuan\"\n        listen")).unwrap();
        assert_eq!(config.tenant_namespace(), read(TEXT).unwrap().tenant_namespace());
        assert_ne!(config.tenant_namespace(), other.tenant_namespace());
    }
}
