//! What the command line is told: the installation, where its services answer, and who asks.

use std::path::{Path, PathBuf};

use fengqiao_jurisdiction::AccountName;
use fengqiao_runtime::config::{Problem, Settings, SharedConfig};
use serde::Deserialize;

use crate::client::Endpoints;

/// The settings of `fengqiaoctl`. Paths are relative to the configuration file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CtlConfig {
    /// The account that asks when no other is named.
    pub account: AccountName,
    /// The folder with the key that signs tokens of demo accounts.
    pub signing_keys: PathBuf,
    /// The folder in which an interrupted demo keeps its place.
    pub journal: PathBuf,
    /// The configuration of the projection service, for a rebuild.
    pub projection: PathBuf,
    /// Where the services answer.
    pub services: Endpoints,
    /// What all services are told.
    pub installation: SharedConfig,
}

impl Settings for CtlConfig {
    fn complete(&mut self, folder: &Path) -> Result<(), Problem> {
        for path in [&mut self.signing_keys, &mut self.journal, &mut self.projection] {
            // An absolute path stays as it is.
            *path = folder.join(&path);
        }
        self.installation.complete(folder)
    }
}
