//! The settings of the console. It holds no key of the vaults and no password of a database.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use fengqiao_jurisdiction::TenantCode;
use fengqiao_runtime::config::{LogFormat, Problem, Profile, Settings};
use fengqiao_runtime::start::Start;
use serde::Deserialize;

/// The settings of the console. Paths are relative to the configuration file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsoleConfig {
    /// What the installation is for.
    pub profile: Profile,
    /// The city whose console this is.
    pub tenant: TenantCode,
    /// The address to serve on, plain HTTP.
    pub listen: SocketAddr,
    /// Where browsers find it behind a proxy that speaks TLS: `https://console.example`. Without it, loopback alone.
    pub public_origin: Option<String>,
    /// The folder of the built web front.
    pub web: PathBuf,
    /// The folder of the division tree.
    pub jurisdiction: PathBuf,
    /// The folder of working days.
    pub calendar: PathBuf,
    /// Where the services answer.
    pub services: Upstreams,
    /// The demo accounts; the demo and test profile only.
    pub accounts: DemoAccounts,
    /// The offset of the movable clock; the demo and test profile only.
    pub clock_file: Option<PathBuf>,
    /// How the log is written.
    #[serde(default)]
    pub log: LogFormat,
}

/// Where the services of an installation answer, as URLs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upstreams {
    /// The service of townships and villages.
    pub township: String,
    /// The service of counties.
    pub county: String,
    /// The service of the city.
    pub city: String,
    /// The queries over the views.
    pub query: String,
}

/// What signs a demo account in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAccounts {
    /// The folder with the key that signs their tokens.
    pub signing_keys: PathBuf,
    /// The `iss` claim of their tokens.
    pub issuer: String,
    /// The `aud` claim of their tokens.
    pub audience: String,
}

impl Settings for ConsoleConfig {
    fn complete(&mut self, folder: &Path) -> Result<(), Problem> {
        let paths =
            [&mut self.web, &mut self.jurisdiction, &mut self.calendar, &mut self.accounts.signing_keys];
        for path in paths.into_iter().chain(self.clock_file.iter_mut()) {
            // An absolute path stays as it is.
            *path = folder.join(&path);
        }
        self.check()
    }
}

impl Start for ConsoleConfig {
    fn log_format(&self) -> LogFormat {
        self.log
    }
}

impl ConsoleConfig {
    /// The authority of the public origin, `console.example` or `console.example:8443`.
    pub(crate) fn public_host(&self) -> Option<&str> {
        self.public_origin.as_deref().and_then(|origin| origin.strip_prefix("https://"))
    }

    fn check(&self) -> Result<(), Problem> {
        let problem = |key: &str, fault: &str, remedy| {
            Err(Problem { key: key.to_owned(), fault: fault.to_owned(), remedy })
        };
        if self.profile == Profile::Production {
            return problem(
                "profile",
                "is production, and only demo accounts can sign in",
                "run the console in the demo or test profile",
            );
        }
        if self.public_origin.is_some() && self.public_host().is_none_or(|host| host.contains('/')) {
            return problem(
                "public_origin",
                "is no https origin",
                "write it as https://host or https://host:port",
            );
        }
        if !self.listen.ip().is_loopback() && self.public_origin.is_none() {
            return problem(
                "public_origin",
                "is missing for an address off this machine",
                "name the https origin of the proxy in front, or listen on loopback",
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use fengqiao_runtime::config::{ENV_PREFIX, load};

    use super::*;

    const TEXT: &str = r#"
        profile = "demo"
        tenant = "shizuishan"
        listen = "127.0.0.1:8080"
        web = "web"
        jurisdiction = "jurisdiction"
        calendar = "/etc/calendar"

        [services]
        township = "http://127.0.0.1:7001"
        county = "http://127.0.0.1:7002"
        city = "http://127.0.0.1:7003"
        query = "http://127.0.0.1:7004"

        [accounts]
        signing_keys = "keys"
        issuer = "https://login.example"
        audience = "fengqiao"
    "#;

    fn read(text: &str) -> Result<ConsoleConfig, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("console.toml");
        fs::write(&file, text).unwrap();
        load::<ConsoleConfig>(&file, ENV_PREFIX)
            .map_err(|error| format!("{error}: {}", std::error::Error::source(&error).unwrap()))
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let config = read(TEXT).unwrap();
        assert!(config.web.is_absolute() && config.web.ends_with("web"));
        assert_eq!(config.calendar, Path::new("/etc/calendar"));
    }

    #[test]
    fn production_and_plain_text_off_the_machine_are_refused() {
        assert!(read(&TEXT.replace("\"demo\"", "\"production\"")).unwrap_err().contains("demo accounts"));
        let open = TEXT.replace("127.0.0.1:8080", "0.0.0.0:8080");
        assert!(read(&open).unwrap_err().contains("public_origin is missing"));
        let behind =
            open.replace("web = \"web\"", "web = \"web\"\npublic_origin = \"https://console.example\"");
        assert_eq!(read(&behind).unwrap().public_host(), Some("console.example"));
        assert!(read(&behind.replace("https://console", "http://console")).is_err());
    }
}
