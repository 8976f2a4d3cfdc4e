//! Secrets, from files that only their owner's group can read.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use secrecy::SecretString;

use super::Problem;
use crate::files;

/// The longest secret: a database URL, a key or a credentials file.
const SECRET_BYTES_MAX: u64 = 64 * 1024;

/// Permission bits that let everyone on the machine in.
const OTHERS: u32 = 0o007;

/// Reads the secret that the configuration's `key` names by file. A trailing line end is not part of it.
///
/// # Errors
/// For a file that is missing, empty, too long, no UTF-8, or open to everyone on the machine.
pub fn read_secret(key: &str, file: &Path) -> Result<SecretString, Problem> {
    let problem = |fault: String, remedy| Problem { key: key.to_owned(), fault, remedy };
    let shown = file.display();
    let mode = fs::metadata(file)
        .map_err(|error| problem(format!("names {shown}: {error}"), "name a readable file"))?
        .permissions()
        .mode();
    if mode & OTHERS != 0 {
        return Err(problem(format!("names {shown}, which everyone can reach"), "chmod o-rwx that file"));
    }
    let text = files::read_bounded(file, SECRET_BYTES_MAX)
        .map_err(|error| problem(format!("names {shown}: {error}"), "name a readable text file"))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        return Err(problem(format!("names {shown}, which is empty"), "write the secret into that file"));
    }
    Ok(SecretString::from(secret))
}

/// The one secret of a pair of keys: given in place, which is meant for the environment, or by file.
pub(super) fn one_of(
    key: &str,
    value: Option<&SecretString>,
    file: Option<&Path>,
) -> Result<SecretString, Problem> {
    match (value, file) {
        (Some(secret), None) => Ok(secret.clone()),
        (None, Some(file)) => read_secret(&format!("{key}_file"), file),
        (given, _) => Err(Problem {
            key: key.to_owned(),
            fault: if given.is_some() { "is given twice".to_owned() } else { "is missing".to_owned() },
            remedy: "give it by environment, or name a file with the same key and _file, and not both",
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use secrecy::ExposeSecret;

    use super::*;

    fn secret_file(folder: &Path, content: &[u8], mode: u32) -> PathBuf {
        let file = folder.join("secret");
        files::replace(&file, content, mode).unwrap();
        file
    }

    #[test]
    fn a_secret_is_read_without_its_line_end_and_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let secret = read_secret("k", &secret_file(folder.path(), b" canary \n", 0o640)).unwrap();
        assert_eq!(secret.expose_secret(), " canary ");
        assert!(!format!("{secret:?}").contains("canary"));
    }

    #[test]
    fn a_secret_that_everyone_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let problem = read_secret("k", &secret_file(folder.path(), b"canary", 0o644)).unwrap_err();
        assert!(problem.to_string().contains("chmod o-rwx") && !problem.to_string().contains("canary"));
    }

    #[test]
    fn a_missing_an_empty_and_a_binary_secret_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_secret("k", &folder.path().join("none")).is_err());
        assert!(read_secret("k", &secret_file(folder.path(), b"\n", 0o600)).is_err());
        assert!(read_secret("k", &secret_file(folder.path(), &[0xff, 0xfe], 0o600)).is_err());
    }

    #[test]
    fn a_secret_is_given_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = secret_file(folder.path(), b"by file", 0o600);
        let value = SecretString::from("in place");
        assert_eq!(one_of("k", Some(&value), None).unwrap().expose_secret(), "in place");
        assert_eq!(one_of("k", None, Some(&file)).unwrap().expose_secret(), "by file");
        assert_eq!(one_of("k", None, None).unwrap_err().fault, "is missing");
        assert_eq!(one_of("k", Some(&value), Some(&file)).unwrap_err().fault, "is given twice");
    }
}
