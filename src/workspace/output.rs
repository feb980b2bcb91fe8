//! The folder that results are written to: each file whole or not at all, by one build at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::temp_file::Half;
use super::{hash_file, reason, sha256, shown, temp_file, unwritable};
use crate::diagnostic::Diagnostic;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name in the output folder, with `/` between folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its content in hexadecimal digits.
    pub sha256: String,
}

/// The folder that results are written to.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// The hash that each file must have.
    expected: Option<BTreeMap<String, String>>,
    /// Held until the build is over, where the system can lock a folder.
    _lock: Option<File>,
}

impl Output {
    /// Makes the folder ready, with `charts/` in it. Where another build writes to it, `wait` is called, and then that
    /// build's end is waited for.
    ///
    /// # Errors
    /// A diagnostic where it cannot be made.
    pub fn open(folder: &Path, wait: &dyn Fn()) -> Result<Self, Diagnostic> {
        fs::create_dir_all(folder.join("charts")).map_err(|error| refuse(folder, "made", &error))?;
        let lock = lock(folder, wait);
        if lock.is_some() {
            // Nobody else writes here, so these are of builds that were killed.
            temp_file::remove_from(folder);
            temp_file::remove_from(&folder.join("charts"));
        }
        Ok(Self { folder: folder.to_owned(), expected: None, _lock: lock })
    }

    /// Tries to write to the folder, before there is a result that would be lost.
    ///
    /// # Errors
    /// A diagnostic where that cannot be.
    pub fn try_writing(&self) -> Result<(), Diagnostic> {
        temp_file::try_in(&self.folder).map_err(|error| refuse(&self.folder, "written to", &error))
    }

    /// The same folder, but a file is only written if it has this hash.
    #[must_use]
    pub fn expecting(self, files: BTreeMap<String, String>) -> Self {
        Self { expected: Some(files), ..self }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The content of a file; `None` where it cannot be read.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Replaces the file of this name whole. One that has this content already stays as it is.
    ///
    /// # Errors
    /// A diagnostic; the old file is still there as it was.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<Written, Diagnostic> {
        let written = Written { name: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) };
        let target = self.folder.join(name);
        if let Some(expected) = &self.expected {
            let before = expected.get(name);
            if before != Some(&written.sha256) {
                let message = match before {
                    Some(_) => "this file differs from the one in `manifest.json`",
                    None => "this file is not in `manifest.json`",
                };
                return Err(Diagnostic::output("changed-output", shown(&target), message)
                    .as_check()
                    .hint("build without `--locked` to accept the change"));
            }
        }
        if holds(&target, bytes) {
            return Ok(written);
        }
        replace(&target, &[bytes]).map_err(|error| unwritable(&target, &error))?;
        Ok(written)
    }

    /// The files that had to be made and were not.
    pub fn unmade<'n>(&self, made: impl Iterator<Item = &'n str>) -> Vec<Diagnostic> {
        let made: BTreeSet<&str> = made.collect();
        let names = self.expected.iter().flatten().map(|(name, _)| name.as_str());
        let fault = |name: &str| {
            Diagnostic::output(
                "changed-output",
                shown(&self.folder.join(name)),
                "this file was not made anew",
            )
            .as_check()
            .hint("build without `--locked` to accept the change")
        };
        names.filter(|name| !made.contains(name)).map(fault).collect()
    }

    /// What the system says of a file, to see later that nobody has touched it; `None` where there is none.
    pub fn stamp(&self, name: &str) -> Option<String> {
        stamp(&self.folder.join(name))
    }

    /// Whether a file has this content still. Only one that was touched is read.
    pub fn is_intact(&self, file: &Written, stamp: &str) -> bool {
        let path = self.folder.join(&file.name);
        self::stamp(&path).is_some_and(|found| found == stamp) || is_still(&path, file)
    }
}

fn refuse(folder: &Path, what: &str, error: &std::io::Error) -> Diagnostic {
    let message = format!("the output folder cannot be {what}: {}", reason(error));
    Diagnostic::output("unwritable", shown(folder), message)
        .hint("name another folder with `-o`, or mend its permissions")
}

/// Locks the folder; the system undoes that when the program ends, however it ends.
fn lock(folder: &Path, wait: &dyn Fn()) -> Option<File> {
    let file = File::open(folder).ok()?;
    match file.try_lock() {
        Ok(()) => return Some(file),
        Err(TryLockError::WouldBlock) => wait(),
        Err(TryLockError::Error(_)) => return None,
    }
    file.lock().ok().map(|()| file)
}

/// Whether a file has the content that was written, by its size and hash.
pub(crate) fn is_still(path: &Path, file: &Written) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == file.bytes)
        && hash_file(path).is_some_and(|found| found == file.sha256)
}

/// Whether a file has this content.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Writes a file beside the old one and puts it in its place. On an error the old one is as it was.
pub(crate) fn replace(target: &Path, parts: &[&[u8]]) -> std::io::Result<()> {
    let mut half = Half::beside(target)?;
    parts.iter().try_for_each(|part| half.write_all(part))?;
    half.replace()
}

/// Size, times and identity of a file. The time of the last change of its entry cannot be set by programs, where there
/// is one.
fn stamp(path: &Path) -> Option<String> {
    let found = fs::metadata(path).ok()?;
    let modified = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let own = own_stamp(&found);
    Some(format!("{}-{modified}-{own}", found.len()))
}

#[cfg(unix)]
fn own_stamp(found: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{}-{}.{}", found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn own_stamp(_: &fs::Metadata) -> String {
    String::new()
}
