//! A result that is too long to be kept: it is written piece by piece while the run goes on, and stands in its place when
//! it is whole.

use std::io::{self, BufWriter, Write};

use sha2::{Digest, Sha256};

use super::output::{Output, Written};
use super::temp_file::TempFile;
use super::{hexadecimal, unwritable};
use crate::diagnostic::Diagnostic;

/// A file that grows. The old one stays until it is finished; without that, nothing was written.
#[derive(Debug)]
pub struct StreamedOutput {
    name: String,
    half: BufWriter<TempFile>,
    digest: Sha256,
    bytes: u64,
    /// The first error; what comes after it is in vain.
    failed: Option<io::Error>,
}

impl StreamedOutput {
    /// Begins the file of this name beside the old one.
    ///
    /// # Errors
    /// A diagnostic where it cannot be made, or the old one is not ours.
    pub fn begin(output: &Output, name: &str) -> Result<Self, Diagnostic> {
        Ok(Self {
            name: name.to_owned(),
            half: BufWriter::new(output.begin(name, None)?),
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
    pub fn finish(self, output: &Output) -> Result<Written, Diagnostic> {
        let Self { name, half, digest, bytes, failed } = self;
        let file = Written { name, bytes, sha256: hexadecimal(&digest.finalize()) };
        let whole = failed.map_or_else(|| half.into_inner().map_err(io::Error::from), Err);
        let half = whole.map_err(|error| unwritable(&output.folder().join(&file.name), &error))?;
        output.place(half, &file)?;
        Ok(file)
    }
}
