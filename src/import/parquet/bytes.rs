//! Pieces of the file.

use std::io::{Read, SeekFrom};

use super::broken::Broken;
use crate::import::Content;

/// So many bytes from a position on, or fewer where the file ends.
pub(super) fn bytes(content: &mut dyn Content, at: u64, size: u64) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    content.seek(SeekFrom::Start(at))?;
    content.take(size).read_to_end(&mut bytes)?;
    Ok(bytes)
}
