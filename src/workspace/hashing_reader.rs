//! Data files, streamed and hashed in one pass.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::open::{self, Role};
use super::specs_folder::SpecsFolder;

/// SHA-256 of each file that was read, by name.
type Hashes = Rc<RefCell<BTreeMap<String, String>>>;

/// The data files of a specs folder.
#[derive(Debug)]
pub struct DataFiles<'a> {
    folder: SpecsFolder<'a>,
    hashes: Hashes,
}

impl<'a> DataFiles<'a> {
    /// The data files of a specs folder; none is opened yet.
    pub fn new(folder: SpecsFolder<'a>) -> Self {
        Self { folder, hashes: Hashes::default() }
    }

    /// Opens a file; its path is relative to the specs folder and stays in it.
    ///
    /// # Errors
    /// Those of the file system, and one where the path leads out of the specs folder.
    pub fn open(&self, name: &str) -> io::Result<HashingReader> {
        let (file, name) = self.folder.open(name)?;
        let known = self.hashes.borrow().contains_key(&name);
        let hash =
            (!known).then(|| Hash { digest: Sha256::new(), end: 0, name, hashes: self.hashes.clone() });
        Ok(HashingReader { file, at: 0, hash })
    }

    /// The files that were read, with their SHA-256; names have `/` between folders.
    pub fn hashes(&self) -> Vec<(String, String)> {
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
