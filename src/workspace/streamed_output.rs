//! A result that is too long to be kept: it is written piece by piece while the run goes on, and stands in its place when
//! it is whole.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::output::{Output, Written, is_still};
use super::temp_file::Half;
use super::{hexadecimal, unwritable};
use crate::diagnostic::Diagnostic;

/// A file that grows. The old one stays until it is finished; without that, nothing was written.
#[derive(Debug)]
pub struct Growing {
    name: String,
    target: PathBuf,
    half: BufWriter<Half>,
    digest: Sha256,
    bytes: u64,
    /// The first error; what comes after it is in vain.
    failed: Option<io::Error>,
}

impl Growing {
    /// Begins the file of this name beside the old one.
    ///
    /// # Errors
    /// A diagnostic where it cannot be made.
    pub fn begin(output: &Output, name: &str) -> Result<Self, Diagnostic> {
        let target = output.folder().join(name);
        let half = Half::beside(&target).map_err(|error| unwritable(&target, &error))?;
        Ok(Self {
            name: name.to_owned(),
            target,
            half: BufWriter::new(half),
            digest: Sha256::new(),
            bytes: 0,
            failed: None,
        })
    }

    /// Writes the next piece. An error is kept for the end.
    pub fn push(&mut self, piece: &str) {
        if self.failed.is_none() {
            self.digest.update(piece);
            self.bytes += piece.len() as u64;
            self.failed = self.half.write_all(piece.as_bytes()).err();
        }
    }

    /// Puts the file in the place of the old one. One that has this content already stays as it is.
    ///
    /// # Errors
    /// A diagnostic; the old file is still there as it was.
    pub fn finish(self) -> Result<Written, Diagnostic> {
        let Self { name, target, half, digest, bytes, failed } = self;
        let file = Written { name, bytes, sha256: hexadecimal(&digest.finalize()) };
        let whole = failed.map_or_else(|| half.into_inner().map_err(io::Error::from), Err);
        let placed = whole.and_then(|half| if is_still(&target, &file) { Ok(()) } else { half.replace() });
        placed.map(|()| file).map_err(|error| unwritable(&target, &error))
    }
}
