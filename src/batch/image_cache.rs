//! Images by what they are made of: a drawing that was made into files once is not made into them again.
//!
//! What a chart depends on – its spec after inheritance, its series, the theme, the variant – has gone into its drawing, so
//! the drawing, the fonts, the form of the files and the program are all that an image depends on. A drawing costs little;
//! pixels and outlines are what takes time.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use blake3::{Hash, Hasher};

use super::image_format::ImageFormat;
use crate::scene::{Scene, fingerprint};
use crate::theme::fonts::FontSet;
use crate::workspace::store::{IMAGES as MAGIC, Store};

/// The program, as the hash of all that it was built from: another program may draw otherwise.
pub(crate) const PROGRAM: &str = env!("MAKE_BRIEFING_SOURCES");

/// The bytes that a cache may hold; what was not used for longest goes first.
const MOST: u64 = 1 << 30;

/// What stands for an image: the hash of all that it depends on.
pub(crate) type Key = Hash;

/// Images that were made before.
#[derive(Debug)]
pub(crate) struct ImageCache<'a> {
    store: Option<&'a Store>,
    /// The hash so far: of the program and the fonts.
    base: Hasher,
    /// Whether something was added.
    is_new: AtomicBool,
}

impl<'a> ImageCache<'a> {
    /// The images in a store; without one, none are kept.
    pub(crate) fn new(store: Option<&'a Store>, fonts: &FontSet<'_>) -> Self {
        Self { store, base: base(fonts), is_new: AtomicBool::new(false) }
    }

    /// The key of the files that a drawing is made into.
    pub(crate) fn key(&self, scene: &Scene, forms: &[ImageFormat]) -> Key {
        let mut hasher = self.base.clone();
        hasher.update(format!("{forms:?}").as_bytes());
        hasher.update(&fingerprint::bytes(scene));
        hasher.finalize()
    }

    /// The files of this key, as many as there have to be, if they were kept whole.
    pub(crate) fn get(&self, key: &Key, count: usize) -> Option<Vec<Vec<u8>>> {
        unpacked(&self.store?.read(&name(key))?, count)
    }

    /// Keeps the files of this key.
    pub(crate) fn put(&self, key: &Key, files: &[&[u8]]) {
        if let Some(store) = self.store {
            let (head, payload) = packed(files);
            store.write(&name(key), &[&head, &payload]);
            self.is_new.store(true, Ordering::Relaxed);
        }
    }

    /// Removes what has not been used for longest, as far as there is too much.
    pub(crate) fn prune(&self) {
        if let Some(store) = self.store.filter(|_| self.is_new.load(Ordering::Relaxed)) {
            prune(store, MOST);
        }
    }
}

fn base(fonts: &FontSet<'_>) -> Hasher {
    let mut hasher = Hasher::new();
    hasher.update(PROGRAM.as_bytes());
    for (_, face) in fonts.faces() {
        hasher.update(blake3::hash(face.bytes).as_bytes());
    }
    hasher
}

/// The name of an entry: the first two digits are its folder.
fn name(key: &Key) -> String {
    let digits = key.to_hex();
    format!("{}/{}", &digits[..2], &digits[2..])
}

/// An entry: its start with the hash of what follows, and what follows.
fn packed(files: &[&[u8]]) -> (Vec<u8>, Vec<u8>) {
    let mut payload = Vec::new();
    for bytes in files {
        payload.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        payload.extend_from_slice(bytes);
    }
    ([MAGIC, blake3::hash(&payload).as_bytes()].concat(), payload)
}

/// The files of an entry; `None` for one that is damaged or not ours.
fn unpacked(entry: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let (hash, payload) = entry.strip_prefix(MAGIC)?.split_at_checked(blake3::OUT_LEN)?;
    if blake3::hash(payload).as_bytes() != hash {
        return None;
    }
    let (mut files, mut rest) = (Vec::new(), payload);
    for _ in 0..count {
        let (length, tail) = rest.split_first_chunk::<8>()?;
        let (bytes, tail) = tail.split_at_checked(u64::from_le_bytes(*length) as usize)?;
        files.push(bytes.to_vec());
        rest = tail;
    }
    rest.is_empty().then_some(files)
}

/// What a cache holds, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Entries that are kept.
    pub entries: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Entries that were removed.
    pub removed: usize,
}

/// Looks at the cache in a folder and removes what has not been used for longest, until it holds no more than `most`
/// bytes; `None` where there is none.
///
/// # Errors
/// A sentence on what is in it that is not of a cache: nothing is removed then.
pub fn look(folder: &Path, most: Option<u64>) -> Result<Option<Extent>, String> {
    Ok(Store::existing(folder)?.map(|store| prune(&store, most.unwrap_or(u64::MAX))))
}

fn prune(store: &Store, most: u64) -> Extent {
    let mut extent = Extent::default();
    for entry in store.entries() {
        if extent.bytes + entry.bytes > most {
            store.remove(&entry.name);
            extent.removed += 1;
        } else {
            extent.entries += 1;
            extent.bytes += entry.bytes;
        }
    }
    extent
}

#[cfg(test)]
mod tests {
    use super::{packed, unpacked};

    #[test]
    fn an_entry_is_its_files_or_nothing() {
        let files = vec![b"<svg/>".to_vec(), vec![0; 300]];
        let (head, payload) = packed(&[&files[0], &files[1]]);
        let entry = [head, payload].concat();
        assert_eq!(unpacked(&entry, 2), Some(files));
        assert_eq!(unpacked(&entry, 1), None, "other files were asked for");
        for at in [0, 8, 40, 60, entry.len() - 1] {
            let mut damaged = entry.clone();
            damaged[at] ^= 1;
            assert_eq!(unpacked(&damaged, 2), None, "byte {at}");
        }
        for length in [0, 7, 39, 40, 100] {
            assert_eq!(unpacked(&entry[..length], 2), None, "{length} bytes");
        }
    }
}
