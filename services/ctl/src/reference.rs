//! `reference`: the reference pages, written from the code they describe. `--check` fails when a page is not what the
//! code would write.

mod errors;
mod events;
mod grpc;
mod permissions;
mod vocabulary;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::error::{Error, Exit};
use crate::output::Report;

/// Where the pages are.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// The folder of the pages.
    #[arg(long, default_value = "docs/reference")]
    folder: PathBuf,
    /// Write nothing; fail if a page would change.
    #[arg(long)]
    check: bool,
}

/// What became of each page.
#[derive(Debug, Serialize)]
pub(crate) struct Pages {
    check: bool,
    pages: Vec<Page>,
}

#[derive(Debug, Serialize)]
struct Page {
    file: PathBuf,
    /// Whether it is not what the code writes, or was not until now.
    changed: bool,
}

/// Writes the pages, or checks those that are there.
pub(crate) fn run(target: &Target) -> Result<Pages, Error> {
    let texts = [
        ("events.md", events::page()),
        ("errors.md", errors::page()?),
        ("permissions.md", permissions::page()),
        ("grpc.md", grpc::page()?),
        ("vocabulary.md", vocabulary::page()),
    ];
    let mut pages = Vec::with_capacity(texts.len());
    for (name, text) in texts {
        let file = target.folder.join(name);
        let changed = read(&file)? != text;
        if changed && !target.check {
            write(&file, &text)?;
        }
        pages.push(Page { file, changed });
    }
    Ok(Pages { check: target.check, pages })
}

/// The page as it is; nothing where there is none.
fn read(file: &Path) -> Result<String, Error> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| Error::File { file: file.to_owned(), source }),
    }
}

fn write(file: &Path, text: &str) -> Result<(), Error> {
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(file, text))
        .map_err(|source| Error::File { file: file.to_owned(), source })
}

/// The head of every page.
fn head(title: &str, about: &str) -> String {
    format!("# {title}\n\n<!-- Written by `fengqiaoctl reference`; edits are lost. -->\n\n{about}\n\n")
}

/// Cells of a table may hold anything but what divides them.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

impl Report for Pages {
    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        let changed = if self.check { "is out of date: run fengqiaoctl reference" } else { "written" };
        for page in &self.pages {
            writeln!(out, "{} {}", page.file.display(), if page.changed { changed } else { "is current" })?;
        }
        Ok(())
    }

    fn exit(&self) -> Exit {
        let stale = self.check && self.pages.iter().any(|page| page.changed);
        if stale { Exit::Found } else { Exit::Sound }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_was_edited_by_hand_is_found_and_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let target = |check| Target { folder: folder.path().join("reference"), check };
        assert_eq!(run(&target(true)).unwrap().exit(), Exit::Found);
        run(&target(false)).unwrap();
        assert_eq!(run(&target(true)).unwrap().exit(), Exit::Sound);
        fs::write(folder.path().join("reference/events.md"), "# Events\n").unwrap();
        assert_eq!(run(&target(true)).unwrap().exit(), Exit::Found);
    }
}
