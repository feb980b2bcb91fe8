//! The output folder: one build at a time writes to it, and its results replace the old ones as a set.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use super::ledger::Ledger;
use super::open::{self, Role};
use super::temp_file::{ClosedFile, TempFile};
use super::{hash_file, sha256, shown, unwritable};
use crate::diagnostic::{Code, Diagnostic};
use crate::reason::Reason;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name in the output folder, with `/` between folders.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its content in hexadecimal digits.
    pub sha256: String,
}

/// The output folder.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// With `--locked`, the hash that each file must have.
    expected: Option<BTreeMap<String, String>>,
    /// Whether foreign files are replaced.
    force: bool,
    /// The files in it that builds wrote.
    ledger: Ledger,
    /// Whether results survive a loss of power.
    durable: bool,
    /// Finished files that wait for the others.
    staged: Mutex<Vec<(ClosedFile, Written)>>,
    /// Held until the build ends, where the system can lock a folder.
    _lock: Option<File>,
}

impl Output {
    /// Creates and locks the folder, with `charts/` in it. Where another build holds the lock, calls `on_wait` and
    /// then waits for the lock. With `force`, foreign files are replaced.
    ///
    /// # Errors
    /// A diagnostic where the folder cannot be created.
    pub fn open(folder: &Path, force: bool, on_wait: &dyn Fn()) -> Result<Self, Diagnostic> {
        fs::create_dir_all(folder.join("charts")).map_err(|error| refuse(folder, "created", &error))?;
        let (lock, ledger) = (lock(folder, on_wait), Ledger::of(folder));
        if lock.is_some() {
            // With the lock, temporary files can only come from a build that was killed.
            ledger.recover();
        }
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            expected: None,
            force,
            ledger,
            durable: false,
            staged: Mutex::default(),
            _lock: lock,
        })
    }

    /// Reads the list of our own files, and checks that the folder is writable before anything is drawn.
    ///
    /// # Errors
    /// A diagnostic where one of them fails.
    pub fn try_writing(&self) -> Result<(), Diagnostic> {
        self.ledger.read()?;
        self.ledger.begin("probe", None).map(drop).map_err(|error| refuse(&self.folder, "written to", &error))
    }

    /// Whether the folder has a list of the files that builds wrote. Version 0.1 wrote none.
    pub fn is_listed(&self) -> bool {
        self.ledger.has_list()
    }

    /// Adds files to the list that are proven to be our own in another way: names and hashes, and the path of
    /// their specs.
    pub fn adopt(&self, files: Vec<(String, String)>, origin: &str) {
        self.ledger.adopt(files, origin);
    }

    /// The error for a foreign file: one of this name exists, and no build wrote it. Folders are not checked,
    /// since a file never replaces a folder.
    pub fn foreign(&self, name: &str) -> Option<Diagnostic> {
        let path = self.folder.join(name);
        let found = fs::symlink_metadata(&path).ok().filter(|found| !found.is_dir())?;
        // Builds write no links.
        let is_own = found.is_file() && self.ledger.lists(name);
        (!is_own && !self.force).then(|| {
            foreign_file(&path)
                .hint("move it away, choose another folder with `-o`, or build with `--force` to replace it")
        })
    }

    /// Whether there is a file of this name with this hash.
    pub fn has(&self, name: &str, sha256: &str) -> bool {
        hash_file(&self.folder.join(name), Role::Output).is_some_and(|found| found == sha256)
    }

    /// Removes the files that match `is_stale` and come from these specs. Returns the names of those that were
    /// removed, and of those that were kept because somebody has changed them. Both leave the list.
    pub fn remove(&self, origin: &str, is_stale: &dyn Fn(&str) -> bool) -> (Vec<String>, Vec<String>) {
        let (mut removed, mut kept) = (Vec::new(), Vec::new());
        for (name, sha256) in self.ledger.take(origin, is_stale) {
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

    /// Adds these files, which were made from these specs, to the list, and writes the list.
    ///
    /// # Errors
    /// A diagnostic where the list cannot be written.
    pub fn save_list<'w>(
        &self,
        written: impl Iterator<Item = &'w Written>,
        origin: &str,
    ) -> Result<(), Diagnostic> {
        let written = written.map(|file| (file.name.as_str(), file.sha256.as_str()));
        self.ledger.save(written, origin).map_err(|error| refuse(&self.folder, "written to", &error))
    }

    /// Restricts the folder to files with these hashes: no other file is written.
    #[must_use]
    pub fn expecting(self, files: BTreeMap<String, String>) -> Self {
        Self { expected: Some(files), ..self }
    }

    /// With `durable`, all results are on the disk before the first old one is replaced.
    #[must_use]
    pub fn durable(self, durable: bool) -> Self {
        Self { durable, ..self }
    }

    /// Its path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The content of the manifest of this name; `None` where it cannot be read.
    pub fn read_manifest(&self, name: &str) -> Option<Vec<u8>> {
        open::read(&self.folder.join(name), Role::Manifest).ok()
    }

    /// Writes a file for [`Self::publish`], unless it has this content already.
    ///
    /// # Errors
    /// A diagnostic; the old file then stays.
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
        if has_content(&target, bytes) {
            return Ok(written);
        }
        let mut temporary = self.begin(name, Some(&written.sha256))?;
        temporary.write_all(bytes).map_err(|error| unwritable(&target, &error))?;
        self.stage(temporary, &written)?;
        Ok(written)
    }

    /// Keeps a finished temporary file until all are finished.
    fn stage(&self, temporary: TempFile, file: &Written) -> Result<(), Diagnostic> {
        let closed = temporary.close(self.durable);
        let closed = closed.map_err(|error| unwritable(&self.folder.join(&file.name), &error))?;
        self.staged().push((closed, file.clone()));
        Ok(())
    }

    fn staged(&self) -> MutexGuard<'_, Vec<(ClosedFile, Written)>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces the old files by the new ones, all of them at once: if this is interrupted, the next build completes it.
    /// Returns the names of files that could not be replaced, each with the reason.
    pub fn publish(&self) -> Vec<(String, Diagnostic)> {
        let staged = std::mem::take(&mut *self.staged());
        if staged.is_empty() {
            return Vec::new();
        }
        if let Err(error) = self.ledger.note_commit(self.force, self.durable) {
            let failed = |(_, file): (ClosedFile, Written)| {
                let error = unwritable(&self.folder.join(&file.name), &error);
                (file.name, error)
            };
            return staged.into_iter().map(failed).collect();
        }
        let mut failed = Vec::new();
        for (closed, file) in staged {
            // Somebody may have put a file there since the temporary one was begun.
            let replaced = self.foreign(&file.name).map_or(Ok(()), Err).and_then(|()| {
                closed.replace().map_err(|error| unwritable(&self.folder.join(&file.name), &error))
            });
            match replaced {
                Ok(()) => self.ledger.record(&file.name, &file.sha256),
                Err(error) => failed.push((file.name, error)),
            }
        }
        failed
    }

    /// Removes the files that wait for [`Self::publish`].
    pub fn discard(&self) {
        self.staged().clear();
    }

    /// Creates a temporary file for an output.
    ///
    /// # Errors
    /// A diagnostic where the existing file is foreign, or the temporary file cannot be created.
    pub(crate) fn begin(&self, name: &str, sha256: Option<&str>) -> Result<TempFile, Diagnostic> {
        if let Some(error) = self.foreign(name) {
            return Err(error);
        }
        let target = self.folder.join(name);
        if target.is_dir() {
            return Err(unwritable(&target, &ErrorKind::IsADirectory.into()));
        }
        self.ledger.begin(name, sha256).map_err(|error| unwritable(&self.folder.join(name), &error))
    }

    /// Keeps a finished temporary file whose hash was not known before for [`Self::publish`], unless the old file has this
    /// content already.
    ///
    /// # Errors
    /// A diagnostic; the old file then stays.
    pub(crate) fn finish(&self, temporary: TempFile, file: &Written) -> Result<(), Diagnostic> {
        let target = self.folder.join(&file.name);
        if is_unchanged(&target, file) {
            return Ok(());
        }
        let noted = self.ledger.note_hash(&temporary, &file.name, &file.sha256);
        noted.map_err(|error| unwritable(&target, &error))?;
        self.stage(temporary, file)
    }

    /// Errors for expected files that the run did not write.
    pub fn missing<'n>(&self, written: impl Iterator<Item = &'n str>) -> Vec<Diagnostic> {
        let written: BTreeSet<&str> = written.collect();
        let names = self.expected.iter().flatten().map(|(name, _)| name.as_str());
        let error = |name: &str| {
            Diagnostic::output(
                Code::ChangedOutput,
                shown(&self.folder.join(name)),
                "`manifest.json` lists this file, but the build did not write it",
            )
            .as_check()
            .hint("build without `--locked` to accept the change")
        };
        names.filter(|name| !written.contains(name)).map(error).collect()
    }

    /// Metadata of a file, to detect changes without reading it; `None` where there is no such file.
    pub fn stamp(&self, name: &str) -> Option<String> {
        stamp(&self.folder.join(name))
    }

    /// Whether a file still has this content. It is read only where its metadata has changed.
    pub fn is_intact(&self, file: &Written, stamp: &str) -> bool {
        let path = self.folder.join(&file.name);
        self::stamp(&path).is_some_and(|found| found == stamp) || is_unchanged(&path, file)
    }
}

/// The error for a foreign file that is in the way of an output.
pub(crate) fn foreign_file(path: &Path) -> Diagnostic {
    Diagnostic::output(
        Code::ForeignFile,
        shown(path),
        "make-briefing did not write this file, so it does not replace it",
    )
}

fn refuse(folder: &Path, what: &str, error: &std::io::Error) -> Diagnostic {
    let message = format!("the output folder cannot be {what}: {}", Reason::from(error));
    Diagnostic::output(Code::Unwritable, shown(folder), message)
        .hint("choose another folder with `-o`, or check its permissions")
}

/// Locks the folder. The system releases the lock when the program ends, even if it is killed.
fn lock(folder: &Path, on_wait: &dyn Fn()) -> Option<File> {
    let file = File::open(folder).ok()?;
    match file.try_lock() {
        Ok(()) => return Some(file),
        Err(TryLockError::WouldBlock) => on_wait(),
        Err(TryLockError::Error(_)) => return None,
    }
    file.lock().ok().map(|()| file)
}

/// Whether a file still has the size and hash with which it was written.
fn is_unchanged(path: &Path, file: &Written) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == file.bytes)
        && hash_file(path, Role::Output).is_some_and(|found| found == file.sha256)
}

/// Whether a file has exactly this content.
fn has_content(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        && open::read(path, Role::Output).is_ok_and(|found| found == bytes)
}

/// Writes a file atomically, as the concatenation of `parts`. On an error the old file is unchanged.
pub(crate) fn replace(target: &Path, parts: &[&[u8]]) -> std::io::Result<()> {
    let mut temporary = TempFile::new(target)?;
    parts.iter().try_for_each(|part| temporary.write_all(part))?;
    temporary.replace()
}

/// Size, modification time and identity of a file; on Unix also its inode and change time, which programs cannot
/// set.
fn stamp(path: &Path) -> Option<String> {
    let found = fs::metadata(path).ok()?;
    let modified = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let inode = inode_stamp(&found);
    Some(format!("{}-{modified}-{inode}", found.len()))
}

#[cfg(unix)]
fn inode_stamp(found: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{}-{}.{}", found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn inode_stamp(_: &fs::Metadata) -> String {
    String::new()
}
