//! A folder of what was made before, by name. Nothing in it is needed: what cannot be read or written is done without.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{output, reason};

/// A note for programs that make backups: this can be left out (<https://bford.info/cachedir/>).
const TAG: (&str, &str) = ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
/// A note for git.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// An entry that was used since then is not marked as used again.
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
    /// A sentence on why it cannot be made or written to.
    pub fn open(folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| reason(&error))?;
        for (name, text) in [TAG, IGNORE] {
            let path = folder.join(name);
            if !path.exists() {
                fs::write(path, text).map_err(|error| reason(&error))?;
            }
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// The store in a folder, if there is one.
    pub fn existing(folder: &Path) -> Option<Self> {
        folder.join(TAG.0).is_file().then(|| Self { folder: folder.to_owned() })
    }

    /// The content of an entry.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let bytes = fs::read(&path).ok()?;
        let used = fs::metadata(&path).and_then(|found| found.modified()).ok();
        if used.is_some_and(|used| used.elapsed().is_ok_and(|since| since > DAY)) {
            let now = fs::File::options().append(true).open(&path);
            let _ = now.and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(bytes)
    }

    /// Writes an entry, whole or not at all. Its parts are put together.
    pub fn write(&self, name: &str, parts: &[&[u8]]) {
        let path = self.folder.join(name);
        if output::replace(&path, parts).is_err()
            && path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok())
        {
            let _ = output::replace(&path, parts);
        }
    }

    /// All entries, those that were used last first.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for folder in folders(&self.folder) {
            for file in fs::read_dir(self.folder.join(&folder)).into_iter().flatten().flatten() {
                let Ok(found) = file.metadata() else { continue };
                let name = format!("{folder}/{}", file.file_name().to_string_lossy());
                let used = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                entries.push(Entry { name, bytes: found.len(), used });
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
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
