//! Rebuilds the crate when a migration changes: they are embedded, and cargo watches only sources. And tells one build's way
//! of folding from another's, so that views which an earlier one wrote are made anew.

use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What decides on the rows: the template of their tables, and the code that folds.
const SOURCES: [&str; 4] = ["migrations", "src/fold", "../../shared/domain/src", "../../shared/figures/src"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        collect(Path::new(source), &mut files)?;
    }
    files.sort();
    // Whether two builds fold alike is all that is asked; one that differs needlessly costs a rebuild.
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write(&fs::read(&file)?);
    }
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
    fs::write(out.join("fold.digest"), format!("{:016x}", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
