//! A ZIP file, written from entries in memory. What it says depends on the entries alone: each has the same date.
//!
//! The crate that reads ZIP files writes them too, but takes a new compressor for each entry. A deck of a hundred charts has
//! over a thousand entries of a few hundred bytes.

use libdeflater::{CompressionLvl, Compressor, Crc};

use super::package::TooLarge;

/// 1 January 1980, the first date that a ZIP file can have.
const DATE: u16 = 0x0021;
/// The version of the format: with folders and compression. The upper byte of the one that made it says Unix.
const VERSION: u16 = 20;
/// A plain file that its owner may change and all may read.
const MODE: u32 = 0o100_644 << 16;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// A ZIP file that is being written.
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
    /// `None` stores entries as they are.
    compressor: Option<Compressor>,
}

impl Archive {
    /// A file without entries. What will be compressed as part of another file is not compressed itself.
    pub(super) fn new(compressed: bool) -> Self {
        let level = CompressionLvl::default();
        Self {
            bytes: Vec::new(),
            directory: Vec::new(),
            entries: 0,
            compressor: compressed.then(|| Compressor::new(level)),
        }
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// Where the file would be larger than 4 GiB, or have more than 65,535 entries.
    pub(super) fn add(&mut self, path: &str, content: &[u8]) -> Result<(), TooLarge> {
        let packed = self.compressor.as_mut().and_then(|compressor| {
            let mut packed = vec![0; compressor.deflate_compress_bound(content.len())];
            let length = compressor.deflate_compress(content, &mut packed).ok()?;
            packed.truncate(length);
            (length < content.len()).then_some(packed)
        });
        let mut crc = Crc::new();
        crc.update(content);
        let offset = u32::try_from(self.bytes.len()).map_err(|_| TooLarge)?;
        let length = u32::try_from(content.len()).map_err(|_| TooLarge)?;
        let stored = packed.as_deref().unwrap_or(content);
        let method = if packed.is_some() { 8u16 } else { 0 };
        let flags = if path.is_ascii() { 0 } else { UTF8 };
        let mut common = Vec::with_capacity(26);
        for value in [VERSION, flags, method, 0, DATE] {
            common.extend(value.to_le_bytes());
        }
        for value in [crc.sum(), u32::try_from(stored.len()).map_err(|_| TooLarge)?, length] {
            common.extend(value.to_le_bytes());
        }
        common.extend(u16::try_from(path.len()).map_err(|_| TooLarge)?.to_le_bytes());
        // No extra field.
        common.extend(0u16.to_le_bytes());
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend(path.as_bytes());
        self.bytes.extend(stored);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend((VERSION | 3 << 8).to_le_bytes());
        self.directory.extend(&common);
        // No comment, first disk, not a text.
        self.directory.extend([0; 6]);
        self.directory.extend(MODE.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(path.as_bytes());
        self.entries = self.entries.checked_add(1).ok_or(TooLarge)?;
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where it would be larger than 4 GiB.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let offset = u32::try_from(self.bytes.len()).map_err(|_| TooLarge)?;
        let length = u32::try_from(self.directory.len()).map_err(|_| TooLarge)?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(self.entries.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]);
        if u32::try_from(self.bytes.len()).is_err() {
            return Err(TooLarge);
        }
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::Archive;
    use std::io::{Cursor, Read};

    #[test]
    fn entries_are_read_as_they_were_written() {
        for compressed in [true, false] {
            let mut archive = Archive::new(compressed);
            let entries =
                [("a/b.xml", "x".repeat(5000)), ("ä.xml", "y".to_owned()), ("empty", String::new())];
            for (path, content) in &entries {
                archive.add(path, content.as_bytes()).unwrap();
            }
            let bytes = archive.finish().unwrap();
            assert_eq!(bytes.len() < 2000, compressed);
            let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for (path, content) in &entries {
                let mut text = String::new();
                read.by_name(path).unwrap().read_to_string(&mut text).unwrap();
                assert_eq!(text, *content);
            }
        }
    }
}
