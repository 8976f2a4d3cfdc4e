//! The reference data in force: who is where, when a case may rise, and which days are working days.

use std::fmt::Display;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fengqiao_calendar::Calendar;
use fengqiao_jurisdiction::{FILE_BYTES_MAX, Jurisdiction, JurisdictionFiles};
use fengqiao_routing::{RuleSet, RuleSetFiles, RuleSets};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::config::SharedConfig;
use crate::files;

/// The days that the State Council's notices name, in a folder of working days.
const CALENDAR_PUBLISHED: &str = "published.csv";

/// Statutory days computed ahead of the notice.
const CALENDAR_PROVISIONAL: &str = "provisional.csv";

/// The kinds of files that hold data.
const DATA_FILES: [&str; 3] = ["csv", "json", "toml"];

/// The folder of a jurisdiction's own decision tables; where there is one, it takes the place of the shared set.
const RULES_OF_ITS_OWN: &str = "rules";

/// The file that lists the tables, in a folder of decision tables.
const RULE_SET_MANIFEST: &str = "ruleset.json";

/// Reference data, checked as a whole. Cheap to clone.
#[derive(Clone)]
pub struct Reference {
    /// Divisions, centres, units, matters, powers and terms.
    pub jurisdiction: Arc<Jurisdiction>,
    /// The decision tables: the set that came with the installation, and those that the city published since, as far as
    /// somebody follows them.
    pub rules: Arc<RuleSets>,
    /// The texts of the set that came with the installation.
    pub first_rules: Arc<RuleSetFiles>,
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// Tells this division tree, with its terms, from another.
    pub jurisdiction_digest: Arc<str>,
    /// Tells these working days from others.
    pub calendar_digest: Arc<str>,
}

/// Why reference data cannot be used.
#[derive(Debug, Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("cannot read {file}")]
    Read {
        /// The file.
        file: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The files of a folder are faulty; every finding is listed, one a line.
    #[error("{folder} cannot be used:\n{findings}")]
    Faulty {
        /// The folder.
        folder: PathBuf,
        /// One a line.
        findings: String,
    },
    /// Configuration and jurisdiction speak of different places.
    #[error("the configuration does not fit the jurisdiction {folder}:\n{findings}")]
    Unfit {
        /// The folder of the jurisdiction.
        folder: PathBuf,
        /// One a line.
        findings: String,
    },
}

impl Reference {
    /// Reads the three folders of a configuration, and checks that its tenant, areas and sites are those of the
    /// jurisdiction.
    ///
    /// # Errors
    /// For the first folder that cannot be used, with every finding in it.
    pub fn load(config: &SharedConfig) -> Result<Self, Error> {
        let jurisdiction = read_jurisdiction(&config.jurisdiction)?;
        let misfits = misfits(config, &jurisdiction);
        if !misfits.is_empty() {
            return Err(Error::Unfit { folder: config.jurisdiction.clone(), findings: lines(&misfits) });
        }
        let rules = rules_folder(&config.jurisdiction, &config.rules);
        Ok(Self {
            jurisdiction: Arc::new(jurisdiction),
            rules: Arc::new(RuleSets::new(read_rules(&rules)?)),
            first_rules: Arc::new(read_rule_files(&rules)?),
            calendar: Arc::new(read_calendar(&config.calendar)?),
            jurisdiction_digest: digest_of(&config.jurisdiction)?.into(),
            calendar_digest: digest_of(&config.calendar)?.into(),
        })
    }

    /// Tells the data that due dates rest on, the terms and the working days, from others.
    #[must_use]
    pub fn digest(&self) -> String {
        format!("{}.{}", self.jurisdiction_digest, self.calendar_digest)
    }
}

/// The folder of the decision tables in force: the jurisdiction's own, or the shared one. A set is replaced whole: tables
/// of two sets were never checked together.
#[must_use]
pub fn rules_folder(jurisdiction: &Path, shared: &Path) -> PathBuf {
    let own = jurisdiction.join(RULES_OF_ITS_OWN);
    if own.is_dir() { own } else { shared.to_owned() }
}

/// Reads the folder of a division tree.
///
/// # Errors
/// With every finding.
pub fn read_jurisdiction(folder: &Path) -> Result<Jurisdiction, Error> {
    let files = JurisdictionFiles::from_fn(|name| read(&folder.join(name)))?;
    Jurisdiction::parse(&files).map_err(|problems| faulty(folder, &problems))
}

/// Reads the folder of a rule set and checks it.
///
/// # Errors
/// With every finding.
pub fn read_rules(folder: &Path) -> Result<RuleSet, Error> {
    RuleSet::parse(&read_rule_files(folder)?).map_err(|findings| faulty(folder, &findings))
}

/// Reads the texts of a rule set: its manifest, and the tables that the manifest lists.
///
/// # Errors
/// For a file that cannot be read, and a manifest that is none.
pub fn read_rule_files(folder: &Path) -> Result<RuleSetFiles, Error> {
    let manifest = read(&folder.join(RULE_SET_MANIFEST))?;
    let listed = RuleSetFiles::listed_in(&manifest).map_err(|finding| faulty(folder, &[finding]))?;
    let mut tables = std::collections::BTreeMap::new();
    for name in listed {
        // A manifest names files beside it; a path would reach out of the folder that was reviewed.
        if Path::new(&name).file_name().is_none_or(|file| file != name.as_str()) {
            return Err(faulty(
                folder,
                &[format!("{RULE_SET_MANIFEST}: {name:?} is not the name of a file")],
            ));
        }
        let text = read(&folder.join(&name))?;
        tables.insert(name, text);
    }
    Ok(RuleSetFiles { manifest, tables })
}

/// Reads the folder of working days.
///
/// # Errors
/// With every finding.
pub fn read_calendar(folder: &Path) -> Result<Calendar, Error> {
    let published = read(&folder.join(CALENDAR_PUBLISHED))?;
    let provisional = read(&folder.join(CALENDAR_PROVISIONAL))?;
    Calendar::parse(&published, &provisional).map_err(|problems| faulty(folder, &problems))
}

/// A digest of the data files of a folder; the documents beside them change nothing.
fn digest_of(folder: &Path) -> Result<String, Error> {
    let unreadable = |source| Error::Read { file: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        files.push(entry.map_err(unreadable)?.path());
    }
    files.retain(|file| file.extension().is_some_and(|kind| DATA_FILES.iter().any(|data| kind == *data)));
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        let text = read(&file)?;
        digest.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text);
    }
    Ok(hex::encode(digest.finalize()))
}

fn misfits(config: &SharedConfig, jurisdiction: &Jurisdiction) -> Vec<String> {
    let mut misfits = Vec::new();
    if config.tenant != *jurisdiction.tenant() {
        misfits.push(format!("tenant is {}, there it is {}", config.tenant, jurisdiction.tenant()));
    }
    for site in &config.sites {
        if !jurisdiction.sites().any(|known| known == site.code) {
            misfits.push(format!("sites: {} is no site there", site.code));
        }
    }
    for area in &config.areas {
        match jurisdiction.site_of(area) {
            None => misfits.push(format!("areas: {area} is no centre there")),
            // Without its site, no case of the area could be registered.
            Some(site) if config.site(site).is_none() => {
                misfits.push(format!("areas: {area} keeps its cases at site {site}, which [[sites]] lacks"));
            }
            Some(_) => {}
        }
    }
    misfits
}

fn faulty<T: Display>(folder: &Path, findings: &[T]) -> Error {
    Error::Faulty { folder: folder.to_owned(), findings: lines(findings) }
}

fn lines<T: Display>(findings: &[T]) -> String {
    findings.iter().map(|finding| format!("  {finding}")).collect::<Vec<_>>().join("\n")
}

fn read(file: &Path) -> Result<String, Error> {
    files::read_bounded(file, FILE_BYTES_MAX as u64)
        .map_err(|source| Error::Read { file: file.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deployed(folder: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy").join(folder)
    }

    #[test]
    fn what_is_deployed_can_be_used() {
        let jurisdiction = read_jurisdiction(&deployed("jurisdictions/shizuishan")).unwrap();
        assert!(jurisdiction.centre(&"640221".parse().unwrap()).is_some());
        read_rules(&deployed("rules")).map(drop).unwrap();
        read_calendar(&deployed("calendar")).unwrap();
    }

    #[test]
    fn every_place_that_is_deployed_can_be_used_with_its_own_rules() {
        for place in fs::read_dir(deployed("jurisdictions")).unwrap() {
            let folder = place.unwrap().path();
            read_jurisdiction(&folder).map(drop).unwrap();
            let own = folder.join(RULES_OF_ITS_OWN);
            assert_eq!(own.is_dir(), folder.ends_with("jiangmen"), "{}", folder.display());
            if own.is_dir() {
                let (own, shared) = (read_rules(&own).unwrap(), read_rules(&deployed("rules")).unwrap());
                assert_ne!(own.hash(), shared.hash());
            }
        }
    }

    #[test]
    fn every_finding_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let days = "date,kind,name\n2026-13-01,holiday,x\n2026-01-02,feast,y\n";
        fs::write(folder.path().join(CALENDAR_PUBLISHED), days).unwrap();
        fs::write(folder.path().join(CALENDAR_PROVISIONAL), "date,kind,name\n").unwrap();
        let error = read_calendar(folder.path()).unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("line 3"), "{error}");
    }

    #[test]
    fn a_missing_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_jurisdiction(folder.path()).unwrap_err().to_string();
        assert!(error.contains("divisions.csv"), "{error}");
    }

    #[test]
    fn a_manifest_cannot_reach_out_of_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = fs::read_to_string(deployed("rules").join(RULE_SET_MANIFEST)).unwrap();
        let name = RuleSetFiles::listed_in(&manifest).unwrap().remove(0);
        fs::write(folder.path().join(RULE_SET_MANIFEST), manifest.replace(&name, "../secret")).unwrap();
        let error = read_rules(folder.path()).map(drop).unwrap_err().to_string();
        assert!(error.contains("is not the name of a file"), "{error}");
    }
}
