//! The settings of the projection: those of every service, and where the views are kept.

use std::path::{Path, PathBuf};

use fengqiao_runtime::SharedConfig;
use fengqiao_runtime::config::{LogFormat, Problem, Settings, read_secret};
use fengqiao_runtime::start::Start;
use secrecy::SecretString;
use serde::Deserialize;

const URL: &str = "views_database_url";
const URL_FILE: &str = "views_database_url_file";

/// The settings of this binary. Its own keys stand at the root of the file beside the shared ones.
///
/// Serde cannot refuse unknown keys in a struct that is flattened into another, so the two parts are taken apart first.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "toml::Table")]
pub struct Options {
    /// What every service is told.
    pub shared: SharedConfig,
    /// The database of the views, given by environment.
    pub views_database_url: Option<SecretString>,
    /// The database of the views, given by file.
    pub views_database_url_file: Option<PathBuf>,
}

impl TryFrom<toml::Table> for Options {
    type Error = toml::de::Error;

    fn try_from(mut table: toml::Table) -> Result<Self, Self::Error> {
        let own =
            [URL, URL_FILE].map(|key| table.remove(key).map(toml::Value::try_into::<String>).transpose());
        let [url, file] = own;
        Ok(Self {
            shared: table.try_into()?,
            views_database_url: url?.map(SecretString::from),
            views_database_url_file: file?.map(PathBuf::from),
        })
    }
}

impl Settings for Options {
    fn complete(&mut self, folder: &Path) -> Result<(), Problem> {
        if let Some(file) = &mut self.views_database_url_file {
            *file = folder.join(&file);
        }
        self.views_database_url()?;
        self.shared.complete(folder)
    }
}

impl Start for Options {
    fn log_format(&self) -> LogFormat {
        self.shared.log
    }
}

impl Options {
    /// The URL of the views' database, with its password.
    ///
    /// # Errors
    /// When it is given twice or not at all, and when the file that holds it cannot be used.
    pub fn views_database_url(&self) -> Result<SecretString, Problem> {
        match (&self.views_database_url, &self.views_database_url_file) {
            (Some(url), None) => Ok(url.clone()),
            (None, Some(file)) => read_secret(URL_FILE, file),
            (given, _) => Err(Problem {
                key: URL.to_owned(),
                fault: if given.is_some() { "is given twice" } else { "is missing" }.to_owned(),
                remedy: "give it by environment, or name a file with the same key and _file, and not both",
            }),
        }
    }
}
