//! How an answer is written: for a person, or as one JSON document.

use std::io::{self, Write};

use serde::Serialize;

use crate::error::{Error, Exit};

/// An answer that can be written both ways.
pub(crate) trait Report: Serialize {
    /// Writes it for a person.
    fn print(&self, out: &mut dyn Write) -> io::Result<()>;

    /// What the shell is told.
    fn exit(&self) -> Exit {
        Exit::Sound
    }
}

/// Writes an answer to standard output.
///
/// # Errors
/// When it cannot be written, or has no JSON form.
pub(crate) fn write(report: &impl Report, json: bool) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    let written = if json {
        let text = serde_json::to_string_pretty(report).map_err(Error::Json)?;
        writeln!(out, "{text}")
    } else {
        report.print(&mut out)
    };
    match written {
        // A reader such as `head` has seen enough; the shell is told what was found all the same.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(report.exit()),
        written => written.map(|()| report.exit()).map_err(Error::Output),
    }
}
