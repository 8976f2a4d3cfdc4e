//! The time that decisions are taken at.
//!
//! In production it is the machine's. In the demo and test profile it can be moved forward, so that a term of
//! thirty working days can be watched passing; all processes that share the data folder move at once.
//! Tokens and deadlines of requests keep the machine's time: moving the clock lets nobody's token expire.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use crate::config::Profile;
use crate::files;

/// The farthest a clock can be moved in all: twelve years, in seconds. A file is kept for ten years from the
/// first of January after its closing, and no term in law runs longer.
pub const OFFSET_SECONDS_MAX: i64 = 12 * 366 * 24 * 3600;

/// The offset file holds one decimal number.
const OFFSET_FILE_BYTES_MAX: u64 = 32;

/// Gives the time. Cheap to clone; the clones move together.
#[derive(Debug, Clone)]
pub struct Clock {
    movable: Option<Arc<Movable>>,
}

#[derive(Debug)]
struct Movable {
    file: PathBuf,
    /// The greatest offset seen. A file that is damaged, or was put back, cannot turn time back.
    offset_seconds: AtomicI64,
}

/// Why a clock cannot be made or moved.
#[derive(Debug, Error)]
pub enum Error {
    /// The production profile has the machine's time only.
    #[error("the clock cannot be moved in the production profile")]
    Production,
    /// A system clock has no offset.
    #[error("this clock is the machine's and cannot be moved; name a clock file in the configuration")]
    System,
    /// Time runs forward.
    #[error("a clock moves forward only, by at least one second")]
    Backward,
    /// More than [`OFFSET_SECONDS_MAX`] in all.
    #[error("the clock would run {asked_seconds} s ahead; at most {OFFSET_SECONDS_MAX} s are possible")]
    TooFar {
        /// The offset that the move would have led to.
        asked_seconds: i64,
    },
    /// The file does not hold one number within the limits.
    #[error("the clock file {file} does not hold a number of seconds between 0 and {OFFSET_SECONDS_MAX}")]
    Malformed {
        /// The offset file.
        file: PathBuf,
    },
    /// The file cannot be read.
    #[error("cannot read the clock file {file}")]
    Read {
        /// The offset file.
        file: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write the clock file {file}")]
    Write {
        /// The offset file.
        file: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self { movable: None }
    }

    /// A clock that runs ahead of the machine's by the seconds in `file`; without a file, by none.
    ///
    /// # Errors
    /// In the production profile, and for a file that cannot be read or holds anything else.
    pub fn movable(profile: Profile, file: impl Into<PathBuf>) -> Result<Self, Error> {
        if profile == Profile::Production {
            return Err(Error::Production);
        }
        let file = file.into();
        let offset_seconds = AtomicI64::new(read_offset_seconds(&file)?);
        Ok(Self { movable: Some(Arc::new(Movable { file, offset_seconds })) })
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let offset_seconds = self.movable.as_deref().map_or(0, Movable::offset_seconds);
        let machine = Timestamp::now();
        machine.checked_add(SignedDuration::from_secs(offset_seconds)).unwrap_or(machine)
    }

    /// Moves the clock forward for every process that reads the same file, and gives the new time.
    ///
    /// # Errors
    /// For the machine's clock, a move that is not forward or too far, and a file that cannot be replaced.
    pub fn advance(&self, by: SignedDuration) -> Result<Timestamp, Error> {
        let movable = self.movable.as_deref().ok_or(Error::System)?;
        if by.as_secs() < 1 {
            return Err(Error::Backward);
        }
        movable.advance(by.as_secs())?;
        Ok(self.now())
    }
}

impl Movable {
    fn offset_seconds(&self) -> i64 {
        match read_offset_seconds(&self.file) {
            Ok(seconds) => self.offset_seconds.fetch_max(seconds, Ordering::AcqRel).max(seconds),
            Err(error) => {
                tracing::error!(%error, "the clock keeps its last offset");
                self.offset_seconds.load(Ordering::Acquire)
            }
        }
    }

    fn advance(&self, by_seconds: i64) -> Result<(), Error> {
        let write_error = |source| Error::Write { file: self.file.clone(), source };
        // Two moves at the same moment must add up, so reading and replacing is one critical section.
        let lock_path = self.file.with_extension("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(lock_path);
        let lock = lock.map_err(write_error)?;
        lock.lock().map_err(write_error)?;

        let offset_seconds = self.offset_seconds().saturating_add(by_seconds);
        if offset_seconds > OFFSET_SECONDS_MAX {
            return Err(Error::TooFar { asked_seconds: offset_seconds });
        }
        files::replace(&self.file, format!("{offset_seconds}\n").as_bytes(), 0o644).map_err(write_error)
    }
}

fn read_offset_seconds(file: &Path) -> Result<i64, Error> {
    let text = match files::read_bounded(file, OFFSET_FILE_BYTES_MAX) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) if matches!(error.kind(), io::ErrorKind::FileTooLarge | io::ErrorKind::InvalidData) => {
            return Err(Error::Malformed { file: file.to_owned() });
        }
        Err(source) => return Err(Error::Read { file: file.to_owned(), source }),
    };
    let offset_seconds =
        text.trim().parse().ok().filter(|seconds| (0..=OFFSET_SECONDS_MAX).contains(seconds));
    offset_seconds.ok_or_else(|| Error::Malformed { file: file.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use super::*;

    const DAY: SignedDuration = SignedDuration::from_hours(24);

    fn ahead_seconds(clock: &Clock) -> i64 {
        clock.now().duration_since(Timestamp::now()).as_secs()
    }

    fn demo(folder: &Path) -> Clock {
        Clock::movable(Profile::Demo, folder.join("clock")).unwrap()
    }

    #[test]
    fn a_move_is_seen_at_once_by_every_clock_on_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (demo(folder.path()), demo(folder.path()));
        one.advance(DAY).unwrap();
        one.advance(DAY).unwrap();
        assert!((ahead_seconds(&other) - 2 * DAY.as_secs()).abs() <= 1);
    }

    #[test]
    fn moves_at_the_same_moment_add_up() {
        let folder = tempfile::tempdir().unwrap();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        demo(folder.path()).advance(DAY).unwrap();
                    }
                });
            }
        });
        assert!((ahead_seconds(&demo(folder.path())) - 20 * DAY.as_secs()).abs() <= 1);
    }

    #[test]
    fn time_never_runs_back_when_the_file_is_put_back_damaged_or_lost() {
        let folder = tempfile::tempdir().unwrap();
        let clock = demo(folder.path());
        clock.advance(DAY).unwrap();
        assert!(ahead_seconds(&clock) >= DAY.as_secs() - 1);
        for content in ["0", "-5", "tomorrow", "99999999999999999999999999999999999999999"] {
            fs::write(folder.path().join("clock"), content).unwrap();
            assert!(ahead_seconds(&clock) >= DAY.as_secs() - 1, "{content}");
        }
        fs::remove_file(folder.path().join("clock")).unwrap();
        assert!(ahead_seconds(&clock) >= DAY.as_secs() - 1);
    }

    #[test]
    fn a_clock_moves_forward_only_and_not_beyond_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let clock = demo(folder.path());
        assert!(matches!(clock.advance(-DAY), Err(Error::Backward)));
        assert!(matches!(clock.advance(SignedDuration::from_millis(999)), Err(Error::Backward)));
        let beyond = SignedDuration::from_secs(OFFSET_SECONDS_MAX + 1);
        assert!(matches!(clock.advance(beyond), Err(Error::TooFar { .. })));
        assert!(ahead_seconds(&clock).abs() <= 1);
    }

    #[test]
    fn production_has_the_time_of_the_machine_alone() {
        let folder = tempfile::tempdir().unwrap();
        let refused = Clock::movable(Profile::Production, folder.path().join("clock"));
        assert!(matches!(refused, Err(Error::Production)));
        assert!(matches!(Clock::system().advance(DAY), Err(Error::System)));
    }

    #[test]
    fn a_damaged_file_is_refused_at_the_start() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("clock"), "soon").unwrap();
        let refused = Clock::movable(Profile::Test, folder.path().join("clock"));
        assert!(matches!(refused, Err(Error::Malformed { .. })));
    }
}
