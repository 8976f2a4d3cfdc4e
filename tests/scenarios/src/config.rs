//! The configuration files of a test's platform.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use fengqiao_jurisdiction::Jurisdiction;

use crate::process::Service;

/// The `iss` and `aud` of a test's tokens.
pub const ISSUER: &str = "https://issuer.test";
pub const AUDIENCE: &str = "fengqiao";

/// What the configurations of all services of one platform share.
pub(crate) struct Plan<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) jurisdiction: &'a Jurisdiction,
    pub(crate) nats_url: &'a str,
    pub(crate) monitors: &'a [String],
    /// Site code and the address of its vault's database.
    pub(crate) vaults: &'a [(String, String)],
    pub(crate) views: &'a str,
}

impl Plan<'_> {
    /// Writes the configuration of a service that listens on `port`, under a name, and tells where.
    pub(crate) fn write(&self, service: Service, name: &str, port: u16) -> Result<PathBuf> {
        let mut text = String::new();
        if service == Service::Projection {
            writeln!(text, "views_database_url = '{}'", self.views)?;
        }
        text += &self.shared(port, "")?;
        let file = self.folder.join(format!("{name}.toml"));
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }

    /// Writes the configuration of the operators' command line, and tells where.
    pub(crate) fn write_ctl(&self, url: impl Fn(Service) -> String) -> Result<PathBuf> {
        let folder = self.folder.display();
        let mut text = format!(
            "account = 'city-command'\nsigning_keys = '{folder}'\njournal = '{folder}/demo'\n\
             projection = '{folder}/projection.toml'\n[services]\n"
        );
        for service in Service::ALL {
            let name = if service == Service::Projection { "query" } else { service.name() };
            writeln!(text, "{name} = '{}'", url(service))?;
        }
        writeln!(text, "[installation]")?;
        text += &self.shared(0, "installation.")?;
        let file = self.folder.join("ctl.toml");
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }

    /// What all of them are told, as a table within `prefix`.
    fn shared(&self, port: u16, prefix: &str) -> Result<String> {
        let deploy = repository().join("deploy");
        let folder = self.folder.display();
        let tenant = self.jurisdiction.tenant();
        let mut text = String::new();
        writeln!(
            text,
            "profile = 'test'\ntenant = '{tenant}'\nlisten = '127.0.0.1:{port}'\nareas = ['{}']",
            self.jurisdiction.city()
        )?;
        writeln!(text, "jurisdiction = '{}'", jurisdiction_folder(tenant.as_str()).display())?;
        writeln!(
            text,
            "rules = '{}'\ncalendar = '{}'",
            deploy.join("rules").display(),
            deploy.join("calendar").display()
        )?;
        writeln!(text, "lookup_key_file = '{folder}/lookup.key'\nclock_file = '{folder}/clock'")?;
        writeln!(
            text,
            "[{prefix}token]\nissuer = '{ISSUER}'\naudience = '{AUDIENCE}'\nkeys = '{folder}/jwks.json'"
        )?;
        let urls: Vec<_> = self.nats_url.split(',').collect();
        for (site, vault) in self.vaults {
            writeln!(
                text,
                "[[{prefix}sites]]\ncode = '{site}'\nvault_database_url = '{vault}'\nsite_key_file = '{folder}/site.key'"
            )?;
            writeln!(text, "[{prefix}sites.nats]\nurls = {urls:?}\nmonitors = {:?}", self.monitors)?;
        }
        Ok(text)
    }
}

/// The folder of a place that is deployed.
pub(crate) fn jurisdiction_folder(tenant: &str) -> PathBuf {
    repository().join("deploy/jurisdictions").join(tenant)
}

/// The root of the checkout.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
