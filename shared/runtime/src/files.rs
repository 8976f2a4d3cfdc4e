//! Small files that other processes read while they are being replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Replaces `path` in one step, so that a reader, or a restart after a crash, finds the old content or the new,
/// never a part of either. `mode` is the file's permission bits.
///
/// # Errors
/// What the file system answered; the old content then stands.
pub(crate) fn replace(path: &Path, content: &[u8], mode: u32) -> io::Result<()> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    // The process id keeps two processes from writing into one staging file.
    let staging = folder.join(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = write_new(&staging, content, mode).and_then(|()| fs::rename(&staging, path));
    if written.is_err() {
        // The staging file may not exist; the first error is the one that tells the cause.
        fs::remove_file(&staging).ok();
    }
    written?;
    // A rename is durable only when the folder that holds the name is.
    File::open(folder)?.sync_all()
}

/// Reads a whole file, refusing one larger than `bytes_max`.
///
/// # Errors
/// What the file system answered, or [`io::ErrorKind::FileTooLarge`].
pub(crate) fn read_bounded(path: &Path, bytes_max: u64) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(bytes_max + 1).read_to_string(&mut text)?;
    if text.len() as u64 > bytes_max {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    Ok(text)
}

fn write_new(path: &Path, content: &[u8], mode: u32) -> io::Result<()> {
    // A staging file left by a crash carries a mode we did not choose.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_replaced_file_has_the_new_content_the_asked_mode_and_no_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fs::write(&path, "old").unwrap();
        replace(&path, b"new", 0o600).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_over_its_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_bounded(&path, 5).unwrap(), "12345");
        assert_eq!(read_bounded(&path, 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
