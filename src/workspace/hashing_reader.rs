//! Data files, streamed and hashed in one pass.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::open::{self, Role};
use super::snapshot::{SCHEME, Snapshot};
use super::specs_folder::SpecsFolder;

/// SHA-256 of each file that was read, by name.
type Hashes = Rc<RefCell<BTreeMap<String, String>>>;

/// The SHA-256 of files that one of several runs has read, each with size and time of the file then.
#[derive(Debug, Default)]
pub struct KnownHashes(Mutex<BTreeMap<String, (Stamp, String)>>);

type Stamp = (u64, Option<SystemTime>);

fn stamp(file: &File) -> io::Result<Stamp> {
    let found = file.metadata()?;
    Ok((found.len(), found.modified().ok()))
}

/// The data files of a specs folder.
#[derive(Debug)]
pub struct DataFiles<'a> {
    folder: SpecsFolder<'a>,
    hashes: Hashes,
    known: Option<&'a KnownHashes>,
    snapshot: Arc<Snapshot>,
}

impl<'a> DataFiles<'a> {
    /// The data files of a specs folder; none is opened yet.
    pub fn new(folder: SpecsFolder<'a>) -> Self {
        Self::sharing(folder, None, Arc::default())
    }

    /// The same for one of several runs, which need not hash again what another has hashed.
    /// All of them see one state of a database server.
    pub fn sharing(folder: SpecsFolder<'a>, known: Option<&'a KnownHashes>, snapshot: Arc<Snapshot>) -> Self {
        Self { folder, hashes: Hashes::default(), known, snapshot }
    }

    /// Opens a file; its path is relative to the specs folder and stays in it. A name that begins as those of a server opens
    /// the rows of its query.
    ///
    /// # Errors
    /// Those of the file system, and one where the path leads out of the specs folder.
    pub fn open(&self, name: &str) -> io::Result<HashingReader> {
        let (file, name) = match name.strip_prefix(SCHEME) {
            Some(sql) => {
                let rows = self.snapshot.rows(sql)?;
                (
                    Bytes::Memory(Cursor::new(rows)),
                    format!("{SCHEME}{}", &super::sha256(sql.as_bytes())[..16]),
                )
            }
            None => self.folder.open(name)?,
        };
        if let Bytes::Disk(file) = &file
            && let Some(sha256) = self.hash_of(&name, file)
        {
            self.hashes.borrow_mut().insert(name.clone(), sha256);
        }
        let known = self.hashes.borrow().contains_key(&name);
        let hash =
            (!known).then(|| Hash { digest: Sha256::new(), end: 0, name, hashes: self.hashes.clone() });
        Ok(HashingReader { file, at: 0, hash })
    }

    /// The hash of a file that another run has read as it is now.
    fn hash_of(&self, name: &str, file: &File) -> Option<String> {
        let known = self.known?.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, sha256) = known.get(name)?;
        (*before == stamp(file).ok()?).then(|| sha256.clone())
    }

    /// The files that were read, with their SHA-256; names have `/` between folders.
    pub fn hashes(&self) -> Vec<(String, String)> {
        if let Some(known) = self.known {
            let mut known = known.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (name, sha256) in self.hashes.borrow().iter() {
                if let Ok(stamp) = File::open(name).and_then(|file| stamp(&file)) {
                    known.entry(name.clone()).or_insert_with(|| (stamp, sha256.clone()));
                }
            }
        }
        self.hashes.borrow().iter().map(|(name, hash)| (name.clone(), hash.clone())).collect()
    }
}

/// An open file.
#[derive(Debug)]
pub(super) enum Bytes {
    Disk(File),
    Memory(Cursor<Arc<[u8]>>),
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Disk(file) => file.read(into),
            Self::Memory(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Disk(file) => file.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// A reader that hashes the bytes that pass through it. Bytes that its user skips are hashed when it is dropped,
/// from the same open file, so that data and hash cannot differ.
#[derive(Debug)]
pub struct HashingReader {
    file: Bytes,
    at: u64,
    hash: Option<Hash>,
}

#[derive(Debug)]
struct Hash {
    digest: Sha256,
    /// Offset up to which the bytes are hashed.
    end: u64,
    name: String,
    hashes: Hashes,
}

impl Read for HashingReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        if let Some(hash) = self.hash.as_mut().filter(|hash| hash.end == self.at) {
            hash.digest.update(&into[..count]);
            hash.end += count as u64;
        }
        self.at += count as u64;
        // Another program may still be writing to it.
        if self.at > Role::Data.most_bytes() { Err(open::too_large(Role::Data)) } else { Ok(count) }
    }
}

impl Seek for HashingReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}

impl HashingReader {
    /// Hashes the bytes that were not read.
    fn finish(&mut self, hash: &mut Hash) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(hash.end))?;
        let mut buffer = vec![0; 64 << 10];
        loop {
            match self.file.read(&mut buffer)? {
                0 => return Ok(()),
                count => {
                    hash.digest.update(&buffer[..count]);
                    hash.end += count as u64;
                }
            }
            if hash.end > Role::Data.most_bytes() {
                return Err(open::too_large(Role::Data));
            }
        }
    }
}

impl Drop for HashingReader {
    fn drop(&mut self) {
        let Some(mut hash) = self.hash.take() else { return };
        // A file that cannot be read to its end has no hash; its user has reported the error.
        if self.finish(&mut hash).is_ok() {
            let digits = super::hexadecimal(&hash.digest.finalize());
            hash.hashes.borrow_mut().insert(hash.name, digits);
        }
    }
}
