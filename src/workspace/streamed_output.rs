//! An output that is too large for memory: streamed to a temporary file, which is renamed into place at the end.

use std::io::{self, BufWriter, Write};

use sha2::{Digest, Sha256};

use super::output::{Output, Written};
use super::temp_file::TempFile;
use super::{hexadecimal, unwritable};
use crate::diagnostic::Diagnostic;

/// An output file that is being streamed. The old file stays until [`Self::finish`]; a file that is dropped before
/// has no effect.
#[derive(Debug)]
pub struct StreamedOutput {
    name: String,
    temporary: BufWriter<TempFile>,
    digest: Sha256,
    bytes: u64,
    /// The first write error; later writes are skipped.
    failed: Option<io::Error>,
}

impl StreamedOutput {
    /// Creates a temporary file for the output of this name.
    ///
    /// # Errors
    /// A diagnostic where it cannot be created, or the old file is foreign.
    pub fn begin(output: &Output, name: &str) -> Result<Self, Diagnostic> {
        Ok(Self {
            name: name.to_owned(),
            temporary: BufWriter::new(output.begin(name, None)?),
            digest: Sha256::new(),
            bytes: 0,
            failed: None,
        })
    }

    /// Appends text. [`Self::finish`] returns an error on writing it.
    pub fn push(&mut self, text: &str) {
        if self.failed.is_none() {
            self.digest.update(text);
            self.bytes += text.len() as u64;
            self.failed = self.temporary.write_all(text.as_bytes()).err();
        }
    }

    /// Keeps the file for [`Output::publish`], unless the old one has the same content.
    ///
    /// # Errors
    /// A diagnostic; the old file is then unchanged.
    pub fn finish(self, output: &Output) -> Result<Written, Diagnostic> {
        let Self { name, temporary, digest, bytes, failed } = self;
        let file = Written { name, bytes, sha256: hexadecimal(&digest.finalize()) };
        let flushed = failed.map_or_else(|| temporary.into_inner().map_err(io::Error::from), Err);
        let temporary = flushed.map_err(|error| unwritable(&output.folder().join(&file.name), &error))?;
        output.finish(temporary, &file)?;
        Ok(file)
    }
}
