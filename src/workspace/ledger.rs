//! Records which files in the output folder were written by builds: no other file is ever replaced or removed.
//!
//! `.make-briefing-files` lists them with their hashes, and ends with a hash of itself: a damaged list would call a
//! foreign file our own, so it counts as lost. `.make-briefing-log` is a write-ahead log: a build notes
//! each temporary file before it creates it. Once all are finished, it notes that they are to be renamed, and renames them.
//! The next build after a killed one removes the temporary files, or renames the rest of them if that was noted: what is
//! there then is the old set of results or the new one. The log exists only while a build runs, or after one was killed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::open::{self, Role};
use super::temp_file::TempFile;
use super::{hash_file, sha256, shown, temp_file, unreadable};
use crate::diagnostic::{Code, Diagnostic};

/// File name and first line of the list.
const LIST: (&str, &str) = (".make-briefing-files", "make-briefing files 1\n");
/// File name and first line of the log.
const LOG: (&str, &str) = (".make-briefing-log", "make-briefing log 1\n");
/// What the last line of the list begins with; the hash of all lines before it follows.
const PROOF: &str = "list\t";
/// Is in the log where there is no temporary file, or no hash yet.
const NONE: &str = "-";
/// The line of the log that says that all temporary files before it are to be renamed, and that with `--force`.
const COMMIT: [&str; 2] = ["commit", "commit\tforce"];

/// The files that builds wrote into an output folder.
#[derive(Debug)]
pub(super) struct Ledger {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, Entry>,
    /// The list as it is on disk, if it exists.
    list: Option<String>,
    log: Option<File>,
}

/// A file that a build wrote.
#[derive(Debug, Clone)]
struct Entry {
    sha256: String,
    /// Path of its specs relative to the output folder; empty where unknown.
    origin: String,
}

impl Ledger {
    /// The ledger of a folder; nothing is read yet.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Completes or cleans up what a killed build left. The caller must hold the lock of the folder.
    pub(super) fn recover(&self) {
        let path = self.folder.join(LOG.0);
        let Ok(Some(log)) = read_own(&path, LOG.1) else { return };
        if self.read().is_err() {
            return;
        }
        let mut state = self.state();
        // Temporary files by path, each with the hash and the name of its output.
        let mut waiting: BTreeMap<PathBuf, (&str, &str)> = BTreeMap::new();
        // The last line may be incomplete.
        for line in log.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
            if let Some(commit) = COMMIT.iter().position(|commit| *commit == line) {
                for (temporary, (sha256, name)) in std::mem::take(&mut waiting) {
                    self.complete(&mut state, &temporary, sha256, name, commit == 1);
                }
                continue;
            }
            let mut fields = line.split('\t');
            if let (Some(temporary), Some(sha256), Some(name)) = (fields.next(), fields.next(), fields.next())
                && temp_file::is_name(temporary)
            {
                waiting.insert(self.folder.join(name).with_file_name(temporary), (sha256, name));
            }
        }
        for temporary in waiting.keys().filter(|path| is_file(path)) {
            let _ = fs::remove_file(temporary);
        }
        // If the list cannot be written, the log stays for the next build.
        let _ = self.close(&mut state);
    }

    /// Renames a finished temporary file of a killed build, unless that was done, and lists the output.
    fn complete(&self, state: &mut State, temporary: &Path, sha256: &str, name: &str, force: bool) {
        let target = self.folder.join(name);
        let has_hash = |path: &Path| hash_file(path, Role::Output).is_some_and(|found| found == sha256);
        if is_file(temporary) {
            // Somebody may have put a file there since.
            let is_free = fs::symlink_metadata(&target).is_err();
            let may_replace = force || is_free || (is_file(&target) && state.files.contains_key(name));
            let _ = match may_replace && has_hash(temporary) {
                true => fs::rename(temporary, &target),
                false => fs::remove_file(temporary),
            };
        }
        if has_hash(&target) {
            state.insert(name, sha256, None);
        }
    }

    /// Reads the list.
    ///
    /// # Errors
    /// A diagnostic where list or log is a file that make-briefing did not write.
    pub(super) fn read(&self) -> Result<(), Diagnostic> {
        let mut state = self.state();
        let read = |(name, first_line): (&str, &str)| {
            let path = self.folder.join(name);
            read_own(&path, first_line).map_err(|error| match is_foreign(&error) {
                false => unreadable(&path, &error),
                true => Diagnostic::output(
                    Code::ForeignFile,
                    shown(&path),
                    "make-briefing did not write this file, but needs its name for a list of its own",
                )
                .hint("move it away, or name another folder with `-o`"),
            })
        };
        if state.log.is_none() {
            read(LOG)?;
        }
        if state.list.is_some() {
            return Ok(());
        }
        if let Some(list) = read(LIST)?.filter(|list| is_proven(list)) {
            for line in list.lines().skip(1) {
                if let Some((sha256, (name, origin))) =
                    line.split_once('\t').and_then(|(first, rest)| Some((first, rest.split_once('\t')?)))
                {
                    state.insert(name, sha256, Some(origin));
                }
            }
            state.list = Some(list);
        }
        Ok(())
    }

    /// Whether the folder has a list.
    pub(super) fn has_list(&self) -> bool {
        self.state().list.is_some()
    }

    /// Whether a build wrote this file.
    pub(super) fn lists(&self, name: &str) -> bool {
        self.state().files.contains_key(name)
    }

    /// Adds files that are proven to be our own in another way.
    pub(super) fn adopt(&self, files: Vec<(String, String)>, origin: &str) {
        let mut state = self.state();
        for (name, sha256) in files {
            state.files.entry(name).or_insert_with(|| Entry { sha256, origin: origin.to_owned() });
        }
    }

    /// Creates a temporary file for a new or changed output, noted in the log first.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn begin(&self, name: &str, sha256: Option<&str>) -> io::Result<TempFile> {
        let temp_name = temp_file::fresh_name();
        self.log(&mut self.state(), &temp_name, sha256.unwrap_or(NONE), name)?;
        TempFile::create(&self.folder.join(name), &temp_name)
    }

    /// Notes the hash of a temporary file for which [`Self::begin`] did not know it.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn note_hash(&self, temporary: &TempFile, name: &str, sha256: &str) -> io::Result<()> {
        self.log(&mut self.state(), &temporary.name(), sha256, name)
    }

    /// Notes that all temporary files are finished: from now on the next build completes what this one does not. With
    /// `durable`, this is on the disk then.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn note_commit(&self, force: bool, durable: bool) -> io::Result<()> {
        let mut state = self.state();
        let Some(log) = state.log.as_mut() else { return Ok(()) };
        log.write_all(format!("{}\n", COMMIT[usize::from(force)]).as_bytes())?;
        if durable {
            log.sync_all()?;
            for folder in [self.folder.clone(), self.folder.join("charts")] {
                sync_folder(&folder)?;
            }
        }
        Ok(())
    }

    /// Adds a file that was written.
    pub(super) fn record(&self, name: &str, sha256: &str) {
        self.state().insert(name, sha256, None);
    }

    /// Removes the files from the list that match `is_stale` and come from these specs; returns their names and
    /// hashes.
    pub(super) fn take(&self, origin: &str, is_stale: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
        let mut taken = Vec::new();
        self.state().files.retain(|name, entry| {
            let is_taken = !origin.is_empty() && entry.origin == origin && is_stale(name);
            if is_taken {
                taken.push((name.clone(), entry.sha256.clone()));
            }
            !is_taken
        });
        taken
    }

    /// Adds files (names and hashes) that were made from these specs, writes the list and removes the log.
    ///
    /// # Errors
    /// Those of the file system; the log then stays, and holds the same entries.
    pub(super) fn save<'w>(
        &self,
        written: impl Iterator<Item = (&'w str, &'w str)>,
        origin: &str,
    ) -> io::Result<()> {
        let mut state = self.state();
        for (name, sha256) in written {
            state.insert(name, sha256, Some(origin));
        }
        self.close(&mut state)
    }

    fn close(&self, state: &mut State) -> io::Result<()> {
        // A file that was removed is no longer ours: what appears under its name later is foreign.
        state.files.retain(|name, _| fs::symlink_metadata(self.folder.join(name)).is_ok());
        let list = state.text();
        if state.list.as_ref() != Some(&list) && !(state.list.is_none() && state.files.is_empty()) {
            let temp_name = temp_file::fresh_name();
            self.log(state, &temp_name, NONE, LIST.0)?;
            let mut temporary = TempFile::create(&self.folder.join(LIST.0), &temp_name)?;
            temporary.write_all(list.as_bytes())?;
            temporary.replace()?;
            state.list = Some(list);
        }
        state.log = None;
        let log = self.folder.join(LOG.0);
        if read_own(&log, LOG.1)?.is_some() { fs::remove_file(log) } else { Ok(()) }
    }

    /// Appends a line to the log, which the first line creates.
    fn log(&self, state: &mut State, temp_name: &str, sha256: &str, name: &str) -> io::Result<()> {
        if state.log.is_none() {
            let path = self.folder.join(LOG.0);
            let made = File::options().append(true).create_new(true).open(&path);
            let mut log = match made {
                // Left by a killed build whose files could not be cleaned up; `read` has checked that it is ours.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_file(&path) => {
                    let mut log = File::options().append(true).open(&path)?;
                    match log.metadata()?.len() < LOG.1.len() as u64 {
                        // A full disk took less than its first line, without which nobody would know it as ours.
                        true => log.set_len(0)?,
                        // Its last line may be incomplete.
                        false => log.write_all(b"\n")?,
                    }
                    log
                }
                made => made?,
            };
            if log.metadata()?.len() == 0 {
                log.write_all(LOG.1.as_bytes())?;
            }
            state.log = Some(log);
        }
        let line = format!("{temp_name}\t{sha256}\t{name}\n");
        state.log.as_mut().map_or(Ok(()), |log| log.write_all(line.as_bytes()))
    }
}

impl State {
    /// Adds or updates a file; without an `origin` it keeps the one that it has.
    fn insert(&mut self, name: &str, sha256: &str, origin: Option<&str>) {
        let before = self.files.get(name).map(|entry| entry.origin.clone());
        let origin = origin.map(str::to_owned).or(before).unwrap_or_default();
        self.files.insert(name.to_owned(), Entry { sha256: sha256.to_owned(), origin });
    }

    fn text(&self) -> String {
        let lines =
            self.files.iter().map(|(name, Entry { sha256, origin })| format!("{sha256}\t{name}\t{origin}\n"));
        let list: String = std::iter::once(LIST.1.to_owned()).chain(lines).collect();
        format!("{list}{PROOF}{}\n", sha256(list.as_bytes()))
    }
}

/// Brings the names in a folder to the disk, where the system lets a folder be opened.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// Whether a list ends with its own hash.
fn is_proven(list: &str) -> bool {
    list.rfind(PROOF).is_some_and(|at| list[at..] == format!("{PROOF}{}\n", sha256(&list.as_bytes()[..at])))
}

/// The text of a file with this first line, which may be incomplete, or with the last line of a list; `None` for no
/// file.
///
/// # Errors
/// Those of the file system, and `InvalidData` for any other file.
fn read_own(path: &Path, first_line: &str) -> io::Result<Option<String>> {
    let bytes = match open::read(path, Role::Kept) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read?,
    };
    // Damage may have left no UTF-8.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let is_own = text.starts_with(first_line)
        || first_line.starts_with(text.as_str())
        || text.lines().next_back().is_some_and(|last| last.starts_with(PROOF));
    if is_own { Ok(Some(text)) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Whether an error of [`read_own`] means that builds did not write the file: other text, a folder, a link, a pipe,
/// or too large a file.
fn is_foreign(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::InvalidData | ErrorKind::IsADirectory | ErrorKind::FileTooLarge | ErrorKind::Other
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{LOG, Ledger, read_own};

    /// A full disk takes some bytes of the first line; the next build is killed too, and a third one comes.
    #[test]
    fn a_log_that_was_cut_short_stays_our_own() {
        let folder = std::env::temp_dir().join(format!("make-briefing-log-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap_or_default();
        for length in 0..LOG.1.len() {
            fs::write(folder.join(LOG.0), &LOG.1[..length]).unwrap_or_default();
            let killed = Ledger::of(&folder);
            assert!(killed.read().is_ok() && killed.begin("a.svg", None).is_ok(), "{length}");
            let log = read_own(&folder.join(LOG.0), LOG.1);
            assert!(log.is_ok_and(|log| log.is_some_and(|text| text.starts_with(LOG.1))), "{length}");
        }
        fs::remove_dir_all(&folder).unwrap_or_default();
    }
}
