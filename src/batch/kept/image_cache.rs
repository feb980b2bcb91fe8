//! Content-addressed image cache, keyed by scene fingerprint.
//!
//! Everything that a chart depends on (its spec after inheritance, its series, the theme, the variant) is in its
//! scene. So the key is a hash of the scene, the fonts, the file formats and the program. Drawing a scene is
//! cheap; rasterising and outlining it are what takes time.

use crate::reason::Reason;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use blake3::{Hash, Hasher};

use crate::batch::image_format::ImageFormat;
use crate::export::svg::selectable::NamedMark;
use crate::scene::{Scene, fingerprint};
use crate::theme::fonts::FontSet;
use crate::workspace::store::{IMAGES as MAGIC, Store};

/// Hash of the sources that the program was built from: another version may draw differently.
pub(crate) const PROGRAM: &str = env!("MAKE_BRIEFING_SOURCES");

/// Largest size of a cache in bytes; beyond it, the least recently used entries are removed.
const MAX_BYTES: u64 = 1 << 30;

/// Key of an entry: the hash of all that its images depend on.
pub(crate) type Key = Hash;

/// The images of earlier runs.
#[derive(Debug)]
pub(crate) struct ImageCache<'a> {
    store: Option<&'a Store>,
    /// Hasher fed with the program and the fonts, which all keys begin with.
    base: Hasher,
    /// Whether this run added an entry.
    is_new: AtomicBool,
}

impl<'a> ImageCache<'a> {
    /// A cache in `store`; without a store nothing is cached.
    pub(crate) fn new(store: Option<&'a Store>, fonts: &FontSet<'_>) -> Self {
        Self { store, base: base(fonts), is_new: AtomicBool::new(false) }
    }

    /// The key of a scene that is exported in these formats.
    pub(crate) fn key(&self, scene: &Scene, marks: &[NamedMark], formats: &[ImageFormat]) -> Key {
        let mut hasher = self.base.clone();
        hasher.update(format!("{formats:?} {marks:?}").as_bytes());
        hasher.update(&fingerprint::bytes(scene));
        hasher.finalize()
    }

    /// The cached files of this key; `None` unless the entry holds exactly `count` files.
    pub(crate) fn get(&self, key: &Key, count: usize) -> Option<Vec<Vec<u8>>> {
        unpack(&self.store?.read(&name(key))?, count)
    }

    /// Caches the files of this key.
    pub(crate) fn put(&self, key: &Key, files: &[&[u8]]) {
        if let Some(store) = self.store {
            store.write(&name(key), &[&pack(files)]);
            self.is_new.store(true, Ordering::Relaxed);
        }
    }

    /// Removes the least recently used entries while the cache is too large.
    pub(crate) fn prune(&self) {
        if let Some(store) = self.store.filter(|_| self.is_new.load(Ordering::Relaxed)) {
            prune(store, MAX_BYTES);
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

/// The file name of an entry, in a folder named by the first two digits.
fn name(key: &Key) -> String {
    let digits = key.to_hex();
    format!("{}/{}", &digits[..2], &digits[2..])
}

/// Encodes an entry: magic bytes, then each file after its length. The store adds a hash.
fn pack(files: &[&[u8]]) -> Vec<u8> {
    let mut entry = MAGIC.to_vec();
    for bytes in files {
        entry.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        entry.extend_from_slice(bytes);
    }
    entry
}

/// Decodes an entry; `None` where it holds another number of files.
fn unpack(entry: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let (mut files, mut rest) = (Vec::new(), entry.strip_prefix(MAGIC)?);
    for _ in 0..count {
        let (length, tail) = rest.split_first_chunk::<8>()?;
        let (bytes, tail) = tail.split_at_checked(u64::from_le_bytes(*length) as usize)?;
        files.push(bytes.to_vec());
        rest = tail;
    }
    rest.is_empty().then_some(files)
}

/// The size of a cache, after pruning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Entries left.
    pub entries: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Entries removed.
    pub removed: usize,
}

/// Measures the cache in a folder, and removes its least recently used entries until it holds at most `max_bytes`;
/// `None` where the folder is not a cache.
///
/// # Errors
/// A sentence that names a foreign file in the cache: nothing is removed then.
pub fn measure(folder: &Path, max_bytes: Option<u64>) -> Result<Option<Extent>, Reason> {
    Ok(Store::existing(folder)?.map(|store| prune(&store, max_bytes.unwrap_or(u64::MAX))))
}

fn prune(store: &Store, max_bytes: u64) -> Extent {
    let mut extent = Extent::default();
    for entry in store.entries() {
        if extent.bytes + entry.bytes > max_bytes {
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
    use super::{pack, unpack};

    #[test]
    fn an_entry_holds_so_many_files() {
        let files = vec![b"<svg/>".to_vec(), vec![0; 300]];
        let entry = pack(&[&files[0], &files[1]]);
        assert_eq!(unpack(&entry, 2), Some(files));
        for count in [0, 1, 3] {
            assert_eq!(unpack(&entry, count), None, "{count} files");
        }
        for length in [0, 7, 8, 15, 100] {
            assert_eq!(unpack(&entry[..length], 2), None, "{length} bytes");
        }
    }
}
