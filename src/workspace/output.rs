//! The folder that results are written to: each file whole or not at all, by one build at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::ledger::Ledger;
use super::temp_file::TempFile;
use super::{hash_file, reason, sha256, shown, unwritable};
use crate::diagnostic::{Code, Diagnostic};

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
    /// Whether files of others are replaced.
    force: bool,
    /// The files in it that builds wrote.
    own: Ledger,
    /// Held until the build is over, where the system can lock a folder.
    _lock: Option<File>,
}

impl Output {
    /// Makes the folder ready, with `charts/` in it. Where another build writes to it, `wait` is called, and then that
    /// build's end is waited for. With `force`, files are replaced that no build wrote.
    ///
    /// # Errors
    /// A diagnostic where it cannot be made.
    pub fn open(folder: &Path, force: bool, wait: &dyn Fn()) -> Result<Self, Diagnostic> {
        fs::create_dir_all(folder.join("charts")).map_err(|error| refuse(folder, "made", &error))?;
        let (lock, own) = (lock(folder, wait), Ledger::of(folder));
        if lock.is_some() {
            // Nobody else writes here, so what is half done is of a build that was killed.
            own.recover();
        }
        Ok(Self { folder: folder.to_owned(), expected: None, force, own, _lock: lock })
    }

    /// Reads which files are ours, and tries to write to the folder before there is a result that would be lost.
    ///
    /// # Errors
    /// A diagnostic where that cannot be.
    pub fn try_writing(&self) -> Result<(), Diagnostic> {
        self.own.read()?;
        self.own.begin("probe", None).map(drop).map_err(|error| refuse(&self.folder, "written to", &error))
    }

    /// Whether builds have listed what they wrote here. Version 0.1 did not.
    pub fn is_listed(&self) -> bool {
        self.own.is_kept()
    }

    /// Takes files for ours that are proven to be so in another way: their names and hashes, and where their specs are.
    pub fn adopt(&self, files: Vec<(String, String)>, from: &str) {
        self.own.adopt(files, from);
    }

    /// Why the file of this name must not be replaced: there is one, and no build wrote it. A folder is left to the
    /// system, which never replaces it by a file.
    pub fn foreign(&self, name: &str) -> Option<Diagnostic> {
        let path = self.folder.join(name);
        let found = fs::symlink_metadata(&path).ok().filter(|found| !found.is_dir())?;
        // No build writes links.
        let is_own = found.is_file() && self.own.lists(name);
        (!is_own && !self.force).then(|| {
            foreign_file(&path)
                .hint("move it away, name another folder with `-o`, or build with `--force` to replace it")
        })
    }

    /// Whether a file has this hash.
    pub fn has(&self, name: &str, sha256: &str) -> bool {
        let path = self.folder.join(name);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_file && hash_file(&path).is_some_and(|found| found == sha256)
    }

    /// Removes the files that this is true of and that were made from these specs; gives back the names of those that
    /// are gone, and of those that are kept because somebody has changed them. Both are ours no longer.
    pub fn remove(&self, from: &str, is_meant: &dyn Fn(&str) -> bool) -> (Vec<String>, Vec<String>) {
        let (mut removed, mut kept) = (Vec::new(), Vec::new());
        for (name, sha256) in self.own.take(from, is_meant) {
            let path = self.folder.join(&name);
            if fs::symlink_metadata(&path).is_err() {
                continue;
            }
            match self.has(&name, &sha256) && fs::remove_file(&path).is_ok() {
                true => removed.push(name),
                false => kept.push(name),
            }
        }
        (removed, kept)
    }

    /// Lists these files, which were made from these specs, with all that were written here before.
    ///
    /// # Errors
    /// A diagnostic where the list cannot be written.
    pub fn settle<'w>(&self, made: impl Iterator<Item = &'w Written>, from: &str) -> Result<(), Diagnostic> {
        let made = made.map(|file| (file.name.as_str(), file.sha256.as_str()));
        self.own.settle(made, from).map_err(|error| refuse(&self.folder, "written to", &error))
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
                return Err(Diagnostic::output(Code::ChangedOutput, shown(&target), message)
                    .as_check()
                    .hint("build without `--locked` to accept the change"));
            }
        }
        if holds(&target, bytes) {
            return Ok(written);
        }
        let mut half = self.begin(name, Some(&written.sha256))?;
        let placed = half.write_all(bytes).and_then(|()| half.replace());
        placed.map_err(|error| unwritable(&target, &error))?;
        self.own.wrote(name, &written.sha256);
        Ok(written)
    }

    /// Begins a file beside the one that it is to replace.
    ///
    /// # Errors
    /// A diagnostic where that must not be replaced, or this one cannot be made.
    pub(crate) fn begin(&self, name: &str, sha256: Option<&str>) -> Result<TempFile, Diagnostic> {
        if let Some(fault) = self.foreign(name) {
            return Err(fault);
        }
        self.own.begin(name, sha256).map_err(|error| unwritable(&self.folder.join(name), &error))
    }

    /// Puts a file in its place that was begun before its content was known. One that has this content already stays as
    /// it is.
    ///
    /// # Errors
    /// A diagnostic; the old file is still there as it was.
    pub(crate) fn place(&self, half: TempFile, file: &Written) -> Result<(), Diagnostic> {
        let target = self.folder.join(&file.name);
        if is_still(&target, file) {
            return Ok(());
        }
        if let Some(fault) = self.foreign(&file.name) {
            return Err(fault);
        }
        self.own.place(half, &file.name, &file.sha256).map_err(|error| unwritable(&target, &error))?;
        self.own.wrote(&file.name, &file.sha256);
        Ok(())
    }

    /// The files that had to be made and were not.
    pub fn unmade<'n>(&self, made: impl Iterator<Item = &'n str>) -> Vec<Diagnostic> {
        let made: BTreeSet<&str> = made.collect();
        let names = self.expected.iter().flatten().map(|(name, _)| name.as_str());
        let fault = |name: &str| {
            Diagnostic::output(
                Code::ChangedOutput,
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

/// That a file is not replaced.
pub(crate) fn foreign_file(path: &Path) -> Diagnostic {
    Diagnostic::output(
        Code::ForeignFile,
        shown(path),
        "make-briefing did not write this file, and leaves it as it is",
    )
}

fn refuse(folder: &Path, what: &str, error: &std::io::Error) -> Diagnostic {
    let message = format!("the output folder cannot be {what}: {}", reason(error));
    Diagnostic::output(Code::Unwritable, shown(folder), message)
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
fn is_still(path: &Path, file: &Written) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == file.bytes)
        && hash_file(path).is_some_and(|found| found == file.sha256)
}

/// Whether a file has this content.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Writes a file beside the old one and puts it in its place. On an error the old one is as it was.
pub(crate) fn replace(target: &Path, parts: &[&[u8]]) -> std::io::Result<()> {
    let mut half = TempFile::beside(target)?;
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
