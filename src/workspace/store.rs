//! A folder of what was made before, by name. Nothing in it is needed: what cannot be read or written is done without.
//!
//! The folder is ours alone: it bears our mark, and one that holds anything else is not used. What is removed from it is
//! called as an entry is, and begins as one does.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::temp_file::is_hexadecimal;
use super::{output, reason, temp_file};

/// The mark of our caches, with the version of their form.
const MARK: (&str, &str) = ("make-briefing-cache", "make-briefing cache 1\n");
/// A note for programs that make backups: this can be left out (<https://bford.info/cachedir/>).
const TAG: (&str, &str) = ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
/// A note for git.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// The folder of the records of runs.
pub const RUNS: &str = "runs";
/// How an entry with images begins.
pub const IMAGES: &[u8] = b"briefimg";
/// How the record of a run begins.
pub const RUN: &[u8] = b"{\"program\":";

/// An entry that was used since then is not marked as used again; a half one that is younger may be being written.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder of entries.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
}

/// An entry of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// When it was used last, within a day.
    pub used: SystemTime,
}

impl Store {
    /// A store in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// A sentence on why it cannot be made or written to, or is no store.
    pub fn open(folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| reason(&error))?;
        if let Some(store) = Self::existing(folder)? {
            return Ok(store);
        }
        if let Some(name) = first_in(folder, &|_, _| false)? {
            // Another build may have made it a store in between.
            return Self::existing(folder)?
                .ok_or_else(|| format!("it holds `{name}`, so it is no cache of make-briefing"));
        }
        // The mark first: a folder with only a part of these is ours.
        for (name, text) in [MARK, TAG, IGNORE] {
            write_new(&folder.join(name), text)?;
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// The store in a folder, if there is one.
    ///
    /// # Errors
    /// A sentence on what is in it that is not of a store.
    pub fn existing(folder: &Path) -> Result<Option<Self>, String> {
        let mark = folder.join(MARK.0);
        let is_marked = match fs::symlink_metadata(&mark) {
            Err(_) => false,
            // It is being written, or the build that wrote it was killed.
            Ok(found) if found.is_file() && found.len() < MARK.1.len() as u64 => true,
            Ok(_) if holds(folder, MARK) => true,
            Ok(_) => return Err("another version of make-briefing keeps its cache in it".into()),
        };
        // Version 0.1 had no mark.
        let is_old = !is_marked && holds(folder, TAG) && holds(folder, IGNORE);
        if !is_marked && !is_old {
            return Ok(None);
        }
        let foreign = first_in(folder, &|name, is_folder| match is_folder {
            true => is_folder_name(name),
            false => [MARK.0, TAG.0, IGNORE.0].contains(&name),
        })?;
        match foreign {
            Some(_) if is_old => return Ok(None),
            Some(name) => return Err(format!("it holds `{name}`, which is not of the cache")),
            None => {}
        }
        if is_old {
            write_new(&mark, MARK.1)?;
        }
        Ok(Some(Self { folder: folder.to_owned() }))
    }

    /// The content of an entry.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let found = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let bytes = fs::read(&path).ok()?;
        if found.modified().is_ok_and(|used| is_older(used, DAY)) {
            let now = fs::File::options().append(true).open(&path);
            let _ = now.and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(bytes)
    }

    /// Writes an entry, whole or not at all. Its parts are put together.
    pub fn write(&self, name: &str, parts: &[&[u8]]) {
        let path = self.folder.join(name);
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return;
        }
        if output::replace(&path, parts).is_err()
            && path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok())
        {
            let _ = output::replace(&path, parts);
        }
    }

    /// All entries, those that were used last first, and halves of entries that killed builds left.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for folder in folders(&self.folder) {
            for file in fs::read_dir(self.folder.join(&folder)).into_iter().flatten().flatten() {
                let Ok(found) = file.metadata() else { continue };
                let used = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                let file_name = file.file_name().to_string_lossy().into_owned();
                let is_entry =
                    is_entry(&folder, &file_name) || (temp_file::is_name(&file_name) && is_older(used, DAY));
                if is_entry && found.is_file() && begins_well(&file.path(), &folder) {
                    let name = format!("{folder}/{file_name}");
                    entries.push(Entry { name, bytes: found.len(), used });
                }
            }
        }
        entries.sort_by(|a, b| b.used.cmp(&a.used).then_with(|| a.name.cmp(&b.name)));
        entries
    }

    /// Removes an entry.
    pub fn remove(&self, name: &str) {
        let _ = fs::remove_file(self.folder.join(name));
    }
}

/// The folders inside a store.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| is_folder_name(name)).collect()
}

/// Whether a folder in a store is called like this: the first two digits of a hash, or `runs`.
fn is_folder_name(name: &str) -> bool {
    name == RUNS || (name.len() == 2 && is_hexadecimal(name))
}

/// Whether an entry in this folder is called like this: the other digits of a hash.
fn is_entry(folder: &str, name: &str) -> bool {
    match folder {
        RUNS => name.strip_suffix(".json").is_some_and(|digits| digits.len() == 32 && is_hexadecimal(digits)),
        _ => name.len() == 62 && is_hexadecimal(name),
    }
}

/// Whether a file begins as the entries in this folder do.
fn begins_well(path: &Path, folder: &str) -> bool {
    let begin = if folder == RUNS { RUN } else { IMAGES };
    let mut found = Vec::new();
    let file = fs::File::open(path).and_then(|file| file.take(begin.len() as u64).read_to_end(&mut found));
    file.is_ok() && found == begin
}

fn is_older(used: SystemTime, than: Duration) -> bool {
    used.elapsed().is_ok_and(|since| since > than)
}

/// Whether a file in a folder has exactly this content.
fn holds(folder: &Path, (name, text): (&str, &str)) -> bool {
    let path = folder.join(name);
    fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() == text.len() as u64)
        && fs::read(&path).is_ok_and(|found| found == text.as_bytes())
}

/// The name of something in a folder that is not expected there, by its name and whether it is a folder.
fn first_in(folder: &Path, is_expected: &dyn Fn(&str, bool) -> bool) -> Result<Option<String>, String> {
    for entry in fs::read_dir(folder).map_err(|error| reason(&error))? {
        let entry = entry.map_err(|error| reason(&error))?;
        let kind = entry.file_type().map_err(|error| reason(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if kind.is_symlink() || !is_expected(&name, kind.is_dir()) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

fn write_new(path: &Path, text: &str) -> Result<(), String> {
    let made = fs::File::options().write(true).create_new(true).open(path);
    match made.and_then(|mut file| file.write_all(text.as_bytes())) {
        // Another build was quicker.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        written => written.map_err(|error| reason(&error)),
    }
}
