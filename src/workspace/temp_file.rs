//! Temporary files for atomic writes: created beside the target, renamed over it, and removed if that never
//! happens.

use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Prefix and suffix of the names; random digits between them make the name unpredictable.
const PREFIX: &str = ".make-briefing-";
const SUFFIX: &str = ".part";
/// Number of random digits.
const DIGITS: usize = 16;

/// A temporary file beside its target.
#[derive(Debug)]
pub(crate) struct TempFile {
    file: File,
    path: PathBuf,
    target: PathBuf,
}

/// A random name for a temporary file.
pub(crate) fn fresh_name() -> String {
    // Each `RandomState` has random keys.
    let digits = RandomState::new().hash_one(std::process::id());
    format!("{PREFIX}{digits:0DIGITS$x}{SUFFIX}")
}

/// Whether this is the name of a temporary file.
pub(crate) fn is_name(name: &str) -> bool {
    let digits = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    digits.is_some_and(|digits| digits.len() == DIGITS && is_hexadecimal(digits))
}

/// Whether a text consists of lower-case hexadecimal digits.
pub(crate) fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl TempFile {
    /// Creates an empty temporary file with a random name.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn new(target: &Path) -> io::Result<Self> {
        Self::create(target, &fresh_name())
    }

    /// Creates an empty temporary file of this name, with the permissions of its target.
    ///
    /// # Errors
    /// Those of the file system; also where there is a file or a link of this name.
    pub(crate) fn create(target: &Path, name: &str) -> io::Result<Self> {
        let path = target.with_file_name(name);
        let file = File::options().write(true).create_new(true).open(&path)?;
        let temporary = Self { file, path, target: target.to_owned() };
        // Before anything is written: the content of a private file must never be readable by others.
        if let Some(found) = fs::symlink_metadata(target).ok().filter(fs::Metadata::is_file) {
            temporary.file.set_permissions(found.permissions())?;
        }
        Ok(temporary)
    }

    /// Renames it over its target.
    ///
    /// # Errors
    /// Those of the file system; the old file is then unchanged.
    pub(crate) fn replace(self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
    }

    /// Its name without folders.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Closes the file, to be renamed later; with `durable`, its content is on the disk then.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn close(mut self, durable: bool) -> io::Result<ClosedFile> {
        if durable {
            self.file.sync_all()?;
        }
        Ok(ClosedFile { path: std::mem::take(&mut self.path), target: std::mem::take(&mut self.target) })
    }
}

/// A finished temporary file that waits for others, without an open handle. It is removed unless it is renamed.
#[derive(Debug)]
pub(crate) struct ClosedFile {
    path: PathBuf,
    target: PathBuf,
}

impl ClosedFile {
    /// Renames it over its target.
    ///
    /// # Errors
    /// Those of the file system; the old file is then unchanged.
    pub(crate) fn replace(self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
    }
}

impl Drop for ClosedFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Write for TempFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        // After `replace` there is no file of this name, and the error is ignored.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::{fresh_name, is_name};

    #[test]
    fn own_names_are_recognised() {
        let (one, other) = (fresh_name(), fresh_name());
        assert_ne!(one, other);
        assert!(is_name(&one) && is_name(&other));
        for foreign in [
            "briefing.pdf.123-4.part",
            ".make-briefing-.part",
            ".make-briefing-0123456789abcde.part",
            ".make-briefing-0123456789abcdeF.part",
            ".make-briefing-0123456789abcdef.part~",
            "x.make-briefing-0123456789abcdef.part",
        ] {
            assert!(!is_name(foreign), "{foreign}");
        }
    }
}
