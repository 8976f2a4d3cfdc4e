//! The jurisdictions that the tests read: the one that is deployed, and a small one of another city.

use std::fs;
use std::path::Path;

use fengqiao_jurisdiction::{Jurisdiction, JurisdictionFiles};

/// The files of a folder, by its path from this crate.
fn files(folder: &str) -> JurisdictionFiles {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    JurisdictionFiles::from_fn(|name| fs::read_to_string(folder.join(name))).unwrap()
}

/// The files of a tenant that is deployed.
pub(crate) fn deployed(tenant: &str) -> JurisdictionFiles {
    files(&format!("../../deploy/jurisdictions/{tenant}"))
}

pub(crate) fn shizuishan_files() -> JurisdictionFiles {
    deployed("shizuishan")
}

pub(crate) fn weibin_files() -> JurisdictionFiles {
    files("tests/fixtures/weibin")
}

/// What cannot be read is shown problem by problem.
pub(crate) fn read(files: &JurisdictionFiles) -> Jurisdiction {
    Jurisdiction::parse(files).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}
