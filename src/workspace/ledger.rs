//! Which files in the output folder were written by builds: nothing else there is ever replaced or removed.
//!
//! `.make-briefing-files` lists them with their hashes. While a build runs, it notes each file in `.make-briefing-log` before it
//! puts it in its place, and each temporary file before it makes it, so that what a killed build left is known as well. The
//! log is there only while a build runs, or after one that was killed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::temp_file::TempFile;
use super::{hash_file, shown, temp_file};
use crate::diagnostic::{Code, Diagnostic};

/// The list, and how it begins.
const LIST: (&str, &str) = (".make-briefing-files", "make-briefing files 1\n");
/// The log, and how it begins.
const LOG: (&str, &str) = (".make-briefing-log", "make-briefing log 1\n");
/// A list of a million files is smaller.
const LARGEST: u64 = 256 << 20;
/// What is noted where there is no temporary file, or no hash yet.
const NONE: &str = "-";

/// The files that builds wrote into a folder.
#[derive(Debug)]
pub(super) struct Ledger {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, Entry>,
    /// The list as it is on disk; `None` where there is none.
    list: Option<String>,
    log: Option<File>,
}

/// A file that a build wrote.
#[derive(Debug, Clone)]
struct Entry {
    sha256: String,
    /// Where its specs are, seen from the output folder; empty where that is not known.
    from: String,
}

impl Ledger {
    /// What is known of a folder; nothing is read yet.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Clears up after a build that was killed: its temporary files go, and the files that it put in their places are
    /// listed. Only for whoever has the folder to himself.
    pub(super) fn recover(&self) {
        let path = self.folder.join(LOG.0);
        let Some(Ok(log)) = text(&path, LOG.1) else { return };
        if self.read().is_err() {
            return;
        }
        let mut state = self.state();
        // The last line may be torn.
        for line in log.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
            let mut fields = line.split('\t');
            let (Some(temporary), Some(sha256), Some(name)) = (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let target = self.folder.join(name);
            let temporary = target.with_file_name(temporary);
            if temporary.file_name().is_some_and(|name| temp_file::is_name(&name.to_string_lossy()))
                && is_file(&temporary)
            {
                let _ = fs::remove_file(&temporary);
            }
            if sha256 != NONE && is_file(&target) && hash_file(&target).is_some_and(|found| found == sha256) {
                state.note(name, sha256, None);
            }
        }
        // Where it cannot be written, the log is kept for the next build.
        let _ = self.close(&mut state);
    }

    /// Reads the list.
    ///
    /// # Errors
    /// A diagnostic where a file of this name is not a list of ours.
    pub(super) fn read(&self) -> Result<(), Diagnostic> {
        let mut state = self.state();
        let foreign = |name: &str| {
            Diagnostic::output(
                Code::ForeignFile,
                shown(&self.folder.join(name)),
                "make-briefing keeps a list under this name, and did not write this file",
            )
            .hint("move it away, or name another folder with `-o`")
        };
        if state.log.is_none() && text(&self.folder.join(LOG.0), LOG.1).is_some_and(|found| found.is_err()) {
            return Err(foreign(LOG.0));
        }
        if state.list.is_some() {
            return Ok(());
        }
        match text(&self.folder.join(LIST.0), LIST.1) {
            None => {}
            Some(Err(())) => return Err(foreign(LIST.0)),
            Some(Ok(list)) => {
                for line in list.lines().skip(1) {
                    if let Some((sha256, (name, from))) =
                        line.split_once('\t').and_then(|(first, rest)| Some((first, rest.split_once('\t')?)))
                    {
                        state.note(name, sha256, Some(from));
                    }
                }
                state.list = Some(list);
            }
        }
        Ok(())
    }

    /// Whether there is a list.
    pub(super) fn is_kept(&self) -> bool {
        self.state().list.is_some()
    }

    /// Whether a build wrote this file.
    pub(super) fn lists(&self, name: &str) -> bool {
        self.state().files.contains_key(name)
    }

    /// Takes files for ours that are proven to be so in another way.
    pub(super) fn adopt(&self, files: Vec<(String, String)>, from: &str) {
        let mut state = self.state();
        for (name, sha256) in files {
            state.files.entry(name).or_insert_with(|| Entry { sha256, from: from.to_owned() });
        }
    }

    /// Begins a file beside the one that it is to replace.
    ///
    /// # Errors
    /// The system's, where it cannot be noted or made.
    pub(super) fn begin(&self, name: &str, sha256: Option<&str>) -> io::Result<TempFile> {
        let temporary = temp_file::fresh_name();
        self.log(&mut self.state(), &temporary, sha256.unwrap_or(NONE), name)?;
        TempFile::create(&self.folder.join(name), &temporary)
    }

    /// Puts a file in its place whose content was not known when it was begun.
    ///
    /// # Errors
    /// The system's; the old file is as it was.
    pub(super) fn place(&self, half: TempFile, name: &str, sha256: &str) -> io::Result<()> {
        self.log(&mut self.state(), NONE, sha256, name)?;
        half.replace()
    }

    /// Keeps in mind that a file was written.
    pub(super) fn wrote(&self, name: &str, sha256: &str) {
        self.state().note(name, sha256, None);
    }

    /// Takes those files off the list that this is true of and that were made from these specs; gives back their names
    /// and hashes.
    pub(super) fn take(&self, from: &str, is_meant: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
        let mut taken = Vec::new();
        self.state().files.retain(|name, entry| {
            let is_meant = !from.is_empty() && entry.from == from && is_meant(name);
            if is_meant {
                taken.push((name.clone(), entry.sha256.clone()));
            }
            !is_meant
        });
        taken
    }

    /// Writes the list, with the names and hashes of files that were made from these specs, and removes the log.
    ///
    /// # Errors
    /// The system's; the log is there still, which says the same.
    pub(super) fn settle<'w>(
        &self,
        made: impl Iterator<Item = (&'w str, &'w str)>,
        from: &str,
    ) -> io::Result<()> {
        let mut state = self.state();
        for (name, sha256) in made {
            state.note(name, sha256, Some(from));
        }
        self.close(&mut state)
    }

    fn close(&self, state: &mut State) -> io::Result<()> {
        // Whoever puts a file there after ours was removed has written it himself.
        state.files.retain(|name, _| fs::symlink_metadata(self.folder.join(name)).is_ok());
        let list = state.text();
        if state.list.as_ref() != Some(&list) && !(state.list.is_none() && state.files.is_empty()) {
            let temporary = temp_file::fresh_name();
            self.log(state, &temporary, NONE, LIST.0)?;
            let mut half = TempFile::create(&self.folder.join(LIST.0), &temporary)?;
            half.write_all(list.as_bytes())?;
            half.replace()?;
            state.list = Some(list);
        }
        state.log = None;
        let log = self.folder.join(LOG.0);
        if text(&log, LOG.1).is_some_and(|found| found.is_ok()) { fs::remove_file(log) } else { Ok(()) }
    }

    /// Notes a file before it is there. The log is begun with the first.
    fn log(&self, state: &mut State, temporary: &str, sha256: &str, name: &str) -> io::Result<()> {
        if state.log.is_none() {
            let path = self.folder.join(LOG.0);
            let made = File::options().append(true).create_new(true).open(&path);
            let mut log = match made {
                // Of a build that was killed and could not be cleared up after, in `read` found to be ours.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_file(&path) => {
                    let mut log = File::options().append(true).open(&path)?;
                    // Its last line may be torn.
                    log.write_all(b"\n")?;
                    log
                }
                made => made?,
            };
            if log.metadata()?.len() == 0 {
                log.write_all(LOG.1.as_bytes())?;
            }
            state.log = Some(log);
        }
        let line = format!("{temporary}\t{sha256}\t{name}\n");
        state.log.as_mut().map_or(Ok(()), |log| log.write_all(line.as_bytes()))
    }
}

impl State {
    /// Notes a file; where it is not said what it was made from, that is as it was.
    fn note(&mut self, name: &str, sha256: &str, from: Option<&str>) {
        let before = self.files.get(name).map(|entry| entry.from.clone());
        let from = from.map(str::to_owned).or(before).unwrap_or_default();
        self.files.insert(name.to_owned(), Entry { sha256: sha256.to_owned(), from });
    }

    fn text(&self) -> String {
        let lines =
            self.files.iter().map(|(name, Entry { sha256, from })| format!("{sha256}\t{name}\t{from}\n"));
        std::iter::once(LIST.1.to_owned()).chain(lines).collect()
    }
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// The text of a file that begins like this, or of which no more than a part of its beginning was written; an error where
/// there is something else, `None` where there is nothing.
fn text(path: &Path, begin: &str) -> Option<Result<String, ()>> {
    let found = fs::symlink_metadata(path).ok()?;
    let read = || fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = if found.is_file() && found.len() <= LARGEST { read() } else { None };
    Some(text.filter(|text| text.starts_with(begin) || begin.starts_with(text.as_str())).ok_or(()))
}
