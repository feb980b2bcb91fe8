//! Opens every file that is read: only regular files, and none larger than its role allows.
//!
//! Opening a pipe waits for a program that writes to it, reading a device may never end, and a sparse file that takes
//! no space on disk can fill the memory. So kind and size are checked before a file is opened, checked again when it
//! is open, and no more than the limit is read, should it grow.

use std::fs::{self, File, Metadata};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// What a file is read for. This decides how large it may be, and whether a link to it is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// YAML of a specs folder: nothing larger was written by hand.
    Spec,
    /// A font. Those with all Chinese characters have some 20 MiB.
    Font,
    /// A logo in SVG.
    Logo,
    /// A presentation.
    Slides,
    /// A table with the figures of a series.
    Data,
    /// An entry of the cache, the record of a run, or the list of our own files: enough for a million files.
    Kept,
    /// `manifest.json` of an earlier build.
    Manifest,
    /// A file in the output folder that is hashed or compared.
    Output,
    /// Rules for make: enough for 100,000 names.
    Rules,
    /// A PDF to check.
    Pdf,
}

impl Role {
    /// The largest size in bytes.
    pub(crate) const fn most_bytes(self) -> u64 {
        match self {
            Self::Logo => 4 << 20,
            Self::Spec => 16 << 20,
            Self::Font | Self::Rules => 64 << 20,
            Self::Kept | Self::Slides => 256 << 20,
            Self::Manifest | Self::Pdf => 1 << 30,
            Self::Data | Self::Output => 4 << 30,
        }
    }

    /// Whether links are followed. Builds write none, so a link in the place of a file that a build wrote is foreign.
    const fn follows_links(self) -> bool {
        match self {
            Self::Spec | Self::Font | Self::Logo | Self::Slides | Self::Data | Self::Manifest | Self::Pdf => {
                true
            }
            Self::Kept | Self::Output | Self::Rules => false,
        }
    }
}

/// Opens a regular file.
///
/// # Errors
/// Those of the file system, and one where the file is not regular or larger than its role allows.
pub(crate) fn open(path: &Path, role: Role) -> Result<File> {
    opened(path, role).map(|(file, _)| file)
}

/// The same with its size.
fn opened(path: &Path, role: Role) -> Result<(File, u64)> {
    let found = if role.follows_links() { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
    check(&found, role)?;
    let file = File::open(path)?;
    let found = file.metadata()?;
    check(&found, role)?;
    Ok((file, found.len()))
}

/// Reads a regular file as a whole.
///
/// # Errors
/// As [`open`].
pub(crate) fn read(path: &Path, role: Role) -> Result<Vec<u8>> {
    let (file, size) = opened(path, role)?;
    // With room for a byte more the end is found without asking for it in small pieces.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 64);
    file.take(role.most_bytes() + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > role.most_bytes() { Err(too_large(role)) } else { Ok(bytes) }
}

/// The error for a file that is larger than its role allows.
pub(crate) fn too_large(role: Role) -> Error {
    let mib = role.most_bytes() >> 20;
    let most = if mib < 1024 { format!("{mib} MiB") } else { format!("{} GiB", mib >> 10) };
    Error::new(ErrorKind::FileTooLarge, format!("it is larger than {most}"))
}

fn check(found: &Metadata, role: Role) -> Result<()> {
    if found.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if found.is_symlink() {
        return Err(Error::other("this is a link, not a file"));
    }
    if !found.is_file() {
        return Err(Error::other("this is a pipe or a device, not a file"));
    }
    if found.len() > role.most_bytes() { Err(too_large(role)) } else { Ok(()) }
}
