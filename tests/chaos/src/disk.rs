//! A disk whose power can be cut: ext4 on a loop device, shut down without flushing its log.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

const BYTES: u64 = 512 * 1024 * 1024;

/// `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: what is not on the device yet never gets there.
const CUT: &str = "import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";

/// A mounted disk, unmounted and gone when dropped.
pub struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Whether this process may mount disks at all: as root, where loop devices exist.
    #[must_use]
    pub fn is_possible() -> bool {
        let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
        root && Path::new("/dev/loop-control").exists()
    }

    /// Makes and mounts an empty disk.
    ///
    /// # Errors
    /// If it cannot be made or mounted.
    pub fn new() -> Result<Self> {
        let disk = Self { folder: TempDir::with_prefix("fengqiao-disk-")? };
        std::fs::File::create(disk.image())?.set_len(BYTES)?;
        std::fs::create_dir(disk.path())?;
        run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(disk.image()))?;
        disk.mount()?;
        Ok(disk)
    }

    /// Where it is mounted.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("mount")
    }

    /// Writes out what was written so far, such as a configuration that an operator put there long ago.
    ///
    /// # Errors
    /// If it cannot be written out.
    pub fn settle(&self) -> Result<()> {
        run(Command::new("sync").arg("--file-system").arg(self.path()))
    }

    /// Cuts the power. Whoever uses the disk gets errors from now on, and must be gone before [`Disk::power_on`].
    ///
    /// # Errors
    /// If the kernel does not do it.
    pub fn cut(&self) -> Result<()> {
        run(Command::new("python3").args(["-c", CUT]).arg(self.path()))
    }

    /// Mounts it again, as after a reboot: the file system's journal is replayed.
    ///
    /// # Errors
    /// If it cannot be unmounted or mounted.
    pub fn power_on(&self) -> Result<()> {
        run(Command::new("umount").arg(self.path()))?;
        self.mount()
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image")
    }

    fn mount(&self) -> Result<()> {
        run(Command::new("mount").args(["-o", "loop"]).arg(self.image()).arg(self.path()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily, since a process that is being killed may still hold it.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(output.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
