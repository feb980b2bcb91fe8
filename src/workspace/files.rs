//! Files that are held in memory, for programs that call this library with texts of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Files by their names, with `/` between folders: `charts/budget.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Arc<[u8]>>);

impl Files {
    /// The content of a file.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(AsRef::as_ref)
    }

    /// The text of a file; `None` where there is no such file, or it is not UTF-8.
    pub fn text(&self, name: &str) -> Option<&str> {
        str::from_utf8(self.get(name)?).ok()
    }

    /// Adds a file, or replaces the one of this name.
    pub fn insert(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), bytes.into().into());
    }

    /// All files in name order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_ref()))
    }

    /// The content of a file, shared with this value.
    pub(super) fn shared(&self, name: &str) -> Option<Arc<[u8]>> {
        self.0.get(name).cloned()
    }

    /// The names in a folder, each with whether it is a folder. The folder `""` is the top level.
    pub(super) fn list(&self, folder: &str) -> Vec<(String, bool)> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.0.keys().filter_map(|name| name.strip_prefix(prefix.as_str()));
        let mut names: Vec<(String, bool)> = below
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => (name.to_owned(), true),
                None => (rest.to_owned(), false),
            })
            .collect();
        names.dedup();
        names
    }
}

impl<N: Into<String>, B: Into<Vec<u8>>> FromIterator<(N, B)> for Files {
    fn from_iter<I: IntoIterator<Item = (N, B)>>(files: I) -> Self {
        Self(files.into_iter().map(|(name, bytes)| (name.into(), bytes.into().into())).collect())
    }
}

impl<N: Into<String>, B: Into<Vec<u8>>, const COUNT: usize> From<[(N, B); COUNT]> for Files {
    fn from(files: [(N, B); COUNT]) -> Self {
        files.into_iter().collect()
    }
}
