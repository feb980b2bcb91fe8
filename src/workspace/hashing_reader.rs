//! The files with figures that series name: read piece by piece, and hashed by the way.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use super::{inside, reason, shown};

/// A file with figures: larger ones are no tables of a survey.
const LARGEST: u64 = 4 << 30;

/// What a file turned out to be once it was read: its SHA-256.
type Hashes = Rc<RefCell<BTreeMap<String, String>>>;

/// The files of a specs folder that hold figures.
#[derive(Debug)]
pub struct DataFiles<'a> {
    folder: &'a Path,
    hashes: Hashes,
}

impl<'a> DataFiles<'a> {
    /// The files of a specs folder.
    pub fn new(folder: &'a Path) -> Self {
        Self { folder, hashes: Hashes::default() }
    }

    /// Opens a file; its path is relative to the specs folder and stays in it.
    ///
    /// # Errors
    /// A sentence on why the file cannot be read.
    pub fn open(&self, name: &str) -> Result<Hashed, String> {
        let path = inside(self.folder, name)?;
        let found = fs::metadata(&path).map_err(|error| reason(&error))?;
        // A pipe would be waited for, a device read without end.
        if !found.is_file() {
            let what = if found.is_dir() { "a folder" } else { "a pipe or a device, not a file" };
            return Err(format!("this is {what}"));
        }
        if found.len() > LARGEST {
            return Err(format!("it is larger than {} GiB", LARGEST >> 30));
        }
        let file = File::open(&path).map_err(|error| reason(&error))?;
        let name = shown(&path);
        let known = self.hashes.borrow().contains_key(&name);
        let hash =
            (!known).then(|| Hash { digest: Sha256::new(), end: 0, name, hashes: self.hashes.clone() });
        Ok(Hashed { file, at: 0, hash })
    }

    /// The files that were read, as people write their names, with their SHA-256.
    pub fn hashes(&self) -> Vec<(String, String)> {
        self.hashes.borrow().iter().map(|(name, hash)| (name.clone(), hash.clone())).collect()
    }
}

/// A file whose bytes are hashed while they pass. What its reader jumps over is read when the file is closed, so that
/// the hash is that of the same open file and a text is read once.
#[derive(Debug)]
pub struct Hashed {
    file: File,
    at: u64,
    hash: Option<Hash>,
}

#[derive(Debug)]
struct Hash {
    digest: Sha256,
    /// Up to here the bytes are hashed.
    end: u64,
    name: String,
    hashes: Hashes,
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        if let Some(hash) = self.hash.as_mut().filter(|hash| hash.end == self.at) {
            hash.digest.update(&into[..count]);
            hash.end += count as u64;
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Hashed {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}

impl Hashed {
    /// Reads what was not read, and gives the hash of the whole.
    fn finish(&mut self, hash: &mut Hash) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(hash.end))?;
        let mut piece = vec![0; 64 << 10];
        loop {
            match self.file.read(&mut piece)? {
                0 => return Ok(()),
                count => hash.digest.update(&piece[..count]),
            }
        }
    }
}

impl Drop for Hashed {
    fn drop(&mut self) {
        let Some(mut hash) = self.hash.take() else { return };
        // A file that cannot be read to its end has no hash; that it could not be read is said elsewhere.
        if self.finish(&mut hash).is_ok() {
            let digits = super::hexadecimal(&hash.digest.finalize());
            hash.hashes.borrow_mut().insert(hash.name, digits);
        }
    }
}
