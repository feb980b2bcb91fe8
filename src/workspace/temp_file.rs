//! A file that is not whole yet: it stands beside the one that it will replace, and is gone if it never does.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The end of the names of such files.
const ENDING: &str = ".part";

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Half {
    file: File,
    path: PathBuf,
    target: PathBuf,
}

impl Half {
    /// An empty file beside the one that it is to replace.
    ///
    /// # Errors
    /// The system's, where it cannot be made.
    pub(super) fn beside(target: &Path) -> io::Result<Self> {
        // Two threads may write the same file at once, so the name of the process is not enough.
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let mut path = target.as_os_str().to_owned();
        path.push(format!(".{}-{}{ENDING}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        let path = PathBuf::from(path);
        Ok(Self { file: File::create(&path)?, path, target: target.to_owned() })
    }

    /// Puts it in the place of the old file, which is as it was on an error.
    ///
    /// # Errors
    /// The system's.
    pub(super) fn replace(self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
    }
}

impl Write for Half {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        // Nothing is there any more where it was put in its place.
        let _ = fs::remove_file(&self.path);
    }
}

/// Tries to write to a folder.
///
/// # Errors
/// The system's, where that cannot be.
pub(super) fn try_in(folder: &Path) -> io::Result<()> {
    Half::beside(&folder.join(".probe")).map(drop)
}

/// Removes all such files that stand in a folder.
pub(super) fn remove_from(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().ends_with(ENDING) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
