//! A file that is not whole yet: it lies beside the one that it will replace, and is gone if it never does.

use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How the names of such files begin and end; between them are digits that nobody can foresee.
const BEGIN: &str = ".make-briefing-";
const END: &str = ".part";
/// How many digits.
const DIGITS: usize = 16;

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct TempFile {
    file: File,
    path: PathBuf,
    target: PathBuf,
}

/// The name of a new file of this kind.
pub(crate) fn fresh_name() -> String {
    // Each state has keys that the system drew by lot.
    let digits = RandomState::new().hash_one(std::process::id());
    format!("{BEGIN}{digits:0DIGITS$x}{END}")
}

/// Whether a file is called as one of this kind.
pub(crate) fn is_name(name: &str) -> bool {
    let digits = name.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
    digits.is_some_and(|digits| digits.len() == DIGITS && is_hexadecimal(digits))
}

/// Whether these are digits as hashes are written with.
pub(crate) fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl TempFile {
    /// An empty file beside the one that it is to replace.
    ///
    /// # Errors
    /// The system's, where it cannot be made.
    pub(crate) fn beside(target: &Path) -> io::Result<Self> {
        Self::create(target, &fresh_name())
    }

    /// An empty file of this name beside the one that it is to replace, as open to others as that one is.
    ///
    /// # Errors
    /// The system's, where it cannot be made; also where there is a file or a link of this name.
    pub(crate) fn create(target: &Path, name: &str) -> io::Result<Self> {
        let path = target.with_file_name(name);
        let file = File::options().write(true).create_new(true).open(&path)?;
        let half = Self { file, path, target: target.to_owned() };
        // Before anything is in it: what only its owner could read is never there for all to read.
        if let Some(found) = fs::symlink_metadata(target).ok().filter(fs::Metadata::is_file) {
            half.file.set_permissions(found.permissions())?;
        }
        Ok(half)
    }

    /// Puts it in the place of the old file, which is as it was on an error.
    ///
    /// # Errors
    /// The system's.
    pub(crate) fn replace(self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
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
        // Nothing is there any more where it was put in its place.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::{fresh_name, is_name};

    #[test]
    fn a_name_is_known_by_its_form() {
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
