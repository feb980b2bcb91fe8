//! The cache folder: entries by name. Entries are optional, so errors on reading or writing one are ignored.
//!
//! Each entry ends with a hash over its name and its content. One that was damaged, or has the name of another, is as
//! good as missing.
//!
//! The folder belongs to make-briefing alone: it has a marker file, and a folder that holds anything else is
//! refused. Only files with the name and the first bytes of an entry are ever removed.

use crate::reason::Reason;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use blake3::Hasher;

use super::open::{self, Role};
use super::temp_file::is_hexadecimal;
use super::{output, temp_file};

/// Name and content of the marker file, with the version of the cache format.
const MARKER: (&str, &str) = ("make-briefing-cache", "make-briefing cache 1\n");
/// Tells backup programs to skip the folder (<https://bford.info/cachedir/>).
const TAG: (&str, &str) = ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
/// Tells git to ignore the folder.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// Subfolder with the records of runs.
pub const RUNS: &str = "runs";
/// First bytes of an entry with images.
pub const IMAGES: &[u8] = b"briefimg";
/// First bytes of the record of a run.
pub const RUN: &[u8] = b"{\"program\":";

/// Length of the hash at the end of an entry, in hexadecimal digits.
const PROOF: usize = 2 * blake3::OUT_LEN;

/// How exactly the time of last use is kept. A temporary file that is younger may still be being written.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A cache folder.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
}

/// An entry of the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last used, accurate to a day.
    pub used: SystemTime,
}

impl Store {
    /// Opens the cache in a folder, and creates it where it is missing.
    ///
    /// # Errors
    /// A sentence on why the folder cannot be created or written to, or is not a cache.
    pub fn open(folder: &Path) -> Result<Self, Reason> {
        fs::create_dir_all(folder).map_err(Reason::from)?;
        if let Some(store) = Self::existing(folder)? {
            return Ok(store);
        }
        if let Some(name) = first_unexpected(folder, &|_, _| false)? {
            // Another build may have created the cache in the meantime.
            return Self::existing(folder)?
                .ok_or_else(|| format!("it holds `{name}`, so it is not a cache of make-briefing").into());
        }
        // The marker first, so that a folder with only some of these files is still recognised.
        for (name, text) in [MARKER, TAG, IGNORE] {
            write_new(&folder.join(name), text)?;
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// Opens the cache in a folder; `None` where there is none.
    ///
    /// # Errors
    /// A sentence that names a foreign file in it.
    pub fn existing(folder: &Path) -> Result<Option<Self>, Reason> {
        let marker = folder.join(MARKER.0);
        let is_marked = match fs::symlink_metadata(&marker) {
            Err(_) => false,
            // Incomplete: it is being written, or the build that wrote it was killed.
            Ok(found) if found.is_file() && found.len() < MARKER.1.len() as u64 => true,
            Ok(_) if has_content(folder, MARKER) => true,
            Ok(_) => return Err("another version of make-briefing keeps its cache in it".into()),
        };
        // Version 0.1 wrote no marker.
        let is_old = !is_marked && has_content(folder, TAG) && has_content(folder, IGNORE);
        if !is_marked && !is_old {
            return Ok(None);
        }
        let foreign = first_unexpected(folder, &|name, is_folder| match is_folder {
            true => is_folder_name(name),
            false => [MARKER.0, TAG.0, IGNORE.0].contains(&name),
        })?;
        match foreign {
            Some(_) if is_old => return Ok(None),
            Some(name) => return Err(format!("it holds `{name}`, which does not belong to the cache").into()),
            None => {}
        }
        if is_old {
            write_new(&marker, MARKER.1)?;
        }
        Ok(Some(Self { folder: folder.to_owned() }))
    }

    /// The content of an entry, which counts as used now; `None` where it cannot be read, or is not what was written
    /// under this name.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let found = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let mut bytes = open::read(&path, Role::Kept).ok()?;
        let found_proof = bytes.split_off(bytes.len().checked_sub(PROOF)?);
        if found_proof != proof(name, &[&bytes]).as_bytes() {
            return None;
        }
        if found.modified().is_ok_and(|used| is_older(used, DAY)) {
            let now = fs::File::options().append(true).open(&path);
            let _ = now.and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(bytes)
    }

    /// Writes an entry atomically, as the concatenation of `parts`.
    pub fn write(&self, name: &str, parts: &[&[u8]]) {
        let path = self.folder.join(name);
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return;
        }
        let proof = proof(name, parts);
        let parts = [parts, &[proof.as_bytes()]].concat();
        if output::replace(&path, &parts).is_err()
            && path.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok())
        {
            let _ = output::replace(&path, &parts);
        }
    }

    /// All entries, and temporary files of killed builds, the most recently used first.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for folder in folders(&self.folder) {
            for file in fs::read_dir(self.folder.join(&folder)).into_iter().flatten().flatten() {
                let Ok(found) = file.metadata() else { continue };
                let used = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                let file_name = file.file_name().to_string_lossy().into_owned();
                let is_entry =
                    is_entry(&folder, &file_name) || (temp_file::is_name(&file_name) && is_older(used, DAY));
                if is_entry && found.is_file() && has_magic(&file.path(), &folder) {
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

/// The hash over name and content of an entry, in hexadecimal digits.
fn proof(name: &str, parts: &[&[u8]]) -> String {
    let mut hasher = Hasher::new();
    hasher.update(name.as_bytes()).update(&[0]);
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().to_hex().to_string()
}

/// The subfolders of a cache.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| is_folder_name(name)).collect()
}

/// Whether this is the name of a subfolder: the first two digits of a hash, or `runs`.
fn is_folder_name(name: &str) -> bool {
    name == RUNS || (name.len() == 2 && is_hexadecimal(name))
}

/// Whether this is the name of an entry in `folder`: the other digits of a hash.
fn is_entry(folder: &str, name: &str) -> bool {
    match folder {
        RUNS => name.strip_suffix(".json").is_some_and(|digits| digits.len() == 32 && is_hexadecimal(digits)),
        _ => name.len() == 62 && is_hexadecimal(name),
    }
}

/// Whether a file begins with the magic bytes of the entries in `folder`.
fn has_magic(path: &Path, folder: &str) -> bool {
    let magic = if folder == RUNS { RUN } else { IMAGES };
    let mut found = Vec::new();
    let file =
        open::open(path, Role::Kept).and_then(|file| file.take(magic.len() as u64).read_to_end(&mut found));
    file.is_ok() && found == magic
}

fn is_older(used: SystemTime, than: Duration) -> bool {
    used.elapsed().is_ok_and(|since| since > than)
}

/// Whether a file in a folder has exactly this content.
fn has_content(folder: &Path, (name, text): (&str, &str)) -> bool {
    let path = folder.join(name);
    fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() == text.len() as u64)
        && open::read(&path, Role::Kept).is_ok_and(|found| found == text.as_bytes())
}

/// The first name in a folder that `is_expected` rejects; it takes the name and whether that is a folder.
fn first_unexpected(
    folder: &Path,
    is_expected: &dyn Fn(&str, bool) -> bool,
) -> Result<Option<String>, Reason> {
    for entry in fs::read_dir(folder).map_err(Reason::from)? {
        let entry = entry.map_err(Reason::from)?;
        let kind = entry.file_type().map_err(Reason::from)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if kind.is_symlink() || !is_expected(&name, kind.is_dir()) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

fn write_new(path: &Path, text: &str) -> Result<(), Reason> {
    let made = fs::File::options().write(true).create_new(true).open(path);
    match made.and_then(|mut file| file.write_all(text.as_bytes())) {
        // Another build was faster.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        written => written.map_err(Reason::from),
    }
}
