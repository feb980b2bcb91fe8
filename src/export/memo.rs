//! What a run has made once and needs again: glyphs, as pixels or as path data.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// How many values are kept; then it starts anew, so that a run of any number of images needs the same memory.
const MOST: usize = 8192;

/// Values by their keys, shared by all threads.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// The value of this key, made where there is none. Two threads may make the same one at once: it is the same.
    pub(super) fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        // What is in the map is whole at any time, so a panic elsewhere does not spoil it.
        if let Some(found) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return found.clone();
        }
        let made = make();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, made.clone());
        made
    }
}
