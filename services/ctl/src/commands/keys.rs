//! `keys create FOLDER`: a key that signs the tokens of demo accounts.

use std::io::{self, Write};
use std::path::Path;

use fengqiao_runtime::identity::generate_keys;
use serde::Serialize;

use crate::error::Error;
use crate::output::Report;

/// The key that signs from now on.
#[derive(Debug, Serialize)]
pub(crate) struct Created {
    key_id: String,
}

/// Makes a signing key; in a folder that has one, a rotation.
pub(crate) fn create(folder: &Path) -> Result<Created, Error> {
    Ok(Created { key_id: generate_keys(folder)? })
}

impl Report for Created {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "signing key {}", self.key_id)
    }
}
