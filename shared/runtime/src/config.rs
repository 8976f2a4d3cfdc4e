//! Configuration: one TOML file, which environment variables override key by key.
//!
//! `FENGQIAO__TOKEN__ISSUER=…` overrides `issuer` under `[token]`, and `FENGQIAO__SITES__0__CODE=…` the code of
//! the first site. Secrets are named by file (`…_file`) or given by environment; they are never printed. An
//! unknown key is refused, because a misspelt key that is silently ignored is found out in production.

mod overlay;
mod secret;
mod shared;

pub use secret::read_secret;
pub use shared::{
    ALGORITHMS_DEFAULT, Algorithm, LogFormat, NatsConfig, Profile, SharedConfig, SiteConfig, TlsConfig,
    TokenConfig,
};

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use thiserror::Error;

/// The prefix of the environment variables of every binary.
pub const ENV_PREFIX: &str = "FENGQIAO";

/// Settings that one binary reads. Derive `Deserialize` with `deny_unknown_fields`.
pub trait Settings: DeserializeOwned {
    /// Completes what the text alone cannot say: resolves paths relative to `folder`, which holds the file, and
    /// checks keys against one another.
    ///
    /// # Errors
    /// The first key that cannot stand, and what to do about it.
    fn complete(&mut self, folder: &Path) -> Result<(), Problem>;
}

/// A key whose value cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{key} {fault}: {remedy}")]
pub struct Problem {
    /// The key, from the root of the file: `sites[0].code`.
    pub key: String,
    /// What is wrong with it. Never its value, which may be secret.
    pub fault: String,
    /// What to do.
    pub remedy: &'static str,
}

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read the configuration {file}; name an existing, readable file")]
    Read {
        /// The configuration file.
        file: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The text is no TOML. The line is named and not shown: it may hold a secret.
    #[error("{file}, line {line}: {detail}; correct the TOML there")]
    Syntax {
        /// The configuration file.
        file: PathBuf,
        /// The first line is 1.
        line: usize,
        /// What the parser expected.
        detail: String,
    },
    /// A variable cannot be laid over the file.
    #[error("the environment variable {variable} {fault}; correct or unset it")]
    Override {
        /// The variable's name; its value may be secret.
        variable: String,
        /// Why it has no place.
        fault: &'static str,
    },
    /// A key is unknown, missing or of another type.
    #[error("{file}, with the environment laid over it: {detail}; correct, add or remove that key")]
    Shape {
        /// The configuration file.
        file: PathBuf,
        /// What was read and what was expected, with the key.
        detail: String,
    },
    /// A key is well formed and cannot stand.
    #[error("the configuration {file} cannot be used")]
    Unusable {
        /// The configuration file.
        file: PathBuf,
        /// The key, the fault and the remedy.
        source: Problem,
    },
}

/// Reads the settings of a binary from `file`, overridden by the environment variables that begin with
/// `env_prefix` and two underscores.
///
/// # Errors
/// Naming the file, the key and what to do.
pub fn load<T: Settings>(file: &Path, env_prefix: &str) -> Result<T, Error> {
    // A variable that is not valid Unicode can name no key of ours.
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    load_with(file, env_prefix, environment)
}

fn load_with<T: Settings>(
    file: &Path,
    env_prefix: &str,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<T, Error> {
    let text = fs::read_to_string(file).map_err(|source| Error::Read { file: file.to_owned(), source })?;
    let mut table = text.parse::<toml::Table>().map_err(|error| syntax_error(file, &text, &error))?;
    overlay::apply(&mut table, env_prefix, environment)?;

    let mut settings = table.try_into::<T>().map_err(|error| Error::Shape {
        file: file.to_owned(),
        detail: error.to_string().trim().replace('\n', " "),
    })?;
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    settings.complete(folder).map_err(|source| Error::Unusable { file: file.to_owned(), source })?;
    Ok(settings)
}

fn syntax_error(file: &Path, text: &str, error: &toml::de::Error) -> Error {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    Error::Syntax {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        detail: error.message().replace('\n', " "),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Example {
        name: String,
        limit: u32,
        inner: Inner,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        path: PathBuf,
    }

    impl Settings for Example {
        fn complete(&mut self, folder: &Path) -> Result<(), Problem> {
            self.inner.path = folder.join(&self.inner.path);
            Ok(())
        }
    }

    fn read(text: &str, environment: &[(&str, &str)]) -> Result<Example, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("example.toml");
        fs::write(&file, text).unwrap();
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let read = load_with::<Example>(&file, ENV_PREFIX, environment);
        read.map(|mut settings| {
            settings.inner.path = settings.inner.path.strip_prefix(folder.path()).unwrap().to_owned();
            settings
        })
        .map_err(|error| error.to_string().replace(&folder.path().display().to_string(), "FOLDER"))
    }

    const TEXT: &str = "name = 'a'\nlimit = 1\n[inner]\npath = 'rules'\n";

    #[test]
    fn the_environment_overrides_the_file_key_by_key() {
        let settings =
            read(TEXT, &[("FENGQIAO__LIMIT", "7"), ("FENGQIAO__INNER__PATH", "other"), ("HOME", "/")]);
        let expected = Example { name: "a".to_owned(), limit: 7, inner: Inner { path: "other".into() } };
        assert_eq!(settings.unwrap(), expected);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_place_and_a_remedy() {
        let error = read(&TEXT.replace("path", "paht"), &[]).unwrap_err();
        assert!(error.starts_with("FOLDER/example.toml"), "{error}");
        for part in ["unknown field `paht`", "expected `path`", "in `inner", "remove that key"] {
            assert!(error.contains(part), "{error}");
        }
        let error = read(TEXT, &[("FENGQIAO__LIMITS", "7")]).unwrap_err();
        assert!(error.contains("unknown field `limits`"), "{error}");
    }

    #[test]
    fn a_syntax_error_names_the_line_and_does_not_show_it() {
        let error = read("name = 'a'\nlimit = = canary\n", &[]).unwrap_err();
        assert!(error.starts_with("FOLDER/example.toml, line 2:"), "{error}");
        assert!(!error.contains("canary"), "{error}");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = load::<Example>(Path::new("/nowhere/x.toml"), ENV_PREFIX).unwrap_err();
        assert!(error.to_string().contains("/nowhere/x.toml"));
    }
}
