//! A bounded cache that threads share, for glyphs as pixels or as path data.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// Largest number of entries. A full cache is cleared, so that memory does not grow with the number of images.
const CAPACITY: usize = 8192;

/// Cached values by key, shared by all threads.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// Returns the cached value, computing it on a miss. Two threads may compute the same value at once.
    pub(super) fn get(&self, key: K, compute: impl FnOnce() -> V) -> V {
        // The map is consistent at any time, so a panic in another thread does no harm.
        if let Some(value) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return value.clone();
        }
        let value = compute();
        let mut values = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if values.len() >= CAPACITY {
            values.clear();
        }
        values.insert(key, value.clone());
        value
    }
}
