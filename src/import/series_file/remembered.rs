//! Series files that say the same in many reports: their series are made once.
//!
//! What a file gives depends on what it says, with its parameters filled in, and on which of its series are asked for. The
//! figures of all respondents beside which each report shows its own are so counted once, from whatever source they come.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::super::Beside;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::spec::yaml::Node;
use crate::survey::Catalog;

/// So many files are remembered; of more, those that were asked for least lately are forgotten.
const MOST: usize = 128;

/// What series files gave.
#[derive(Debug, Default)]
pub(super) struct SharedSeries(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    files: BTreeMap<String, (u64, Arc<OnceLock<Remembered>>)>,
    /// How often any of them was asked for.
    asked: u64,
}

/// What a file gave.
#[derive(Debug)]
struct Remembered {
    series: Catalog,
    diagnostics: Vec<Diagnostic>,
    /// The files that it takes figures from.
    opened: Vec<String>,
}

impl SharedSeries {
    /// The series of a file, and what is to be said of it; `read` makes them where no other report has.
    pub(super) fn get(
        &self,
        node: &Node,
        beside: Beside<'_>,
        empty: &Catalog,
        read: &dyn Fn(Beside<'_>, &mut Catalog, &Diagnostics),
    ) -> (Catalog, Vec<Diagnostic>) {
        let key =
            format!("{}\n{}\n{:?}{:?}", node.span.source.name, node.said(), empty.asked(), empty.spoken());
        let file = self.file(key);
        let mut is_new = false;
        let found = file.get_or_init(|| {
            is_new = true;
            remember(beside, empty, read)
        });
        if !is_new {
            // Whoever opens the files must know that they were used.
            found.opened.iter().for_each(|name| drop(beside.open(name)));
        }
        (found.series.clone(), found.diagnostics.clone())
    }

    fn file(&self, key: String) -> Arc<OnceLock<Remembered>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.asked += 1;
        let now = known.asked;
        if known.files.len() >= MOST && !known.files.contains_key(&key) {
            let oldest = known.files.iter().min_by_key(|(_, (last, _))| *last).map(|(key, _)| key.clone());
            oldest.into_iter().for_each(|key| drop(known.files.remove(&key)));
        }
        let entry = known.files.entry(key).or_default();
        entry.0 = now;
        entry.1.clone()
    }
}

fn remember(
    beside: Beside<'_>,
    empty: &Catalog,
    read: &dyn Fn(Beside<'_>, &mut Catalog, &Diagnostics),
) -> Remembered {
    let opened = RefCell::new(Vec::new());
    let open = |name: &str| {
        opened.borrow_mut().push(name.to_owned());
        beside.open(name)
    };
    let (mut series, sink) = (empty.clone(), Diagnostics::new());
    read(Beside::new(&open, beside.books), &mut series, &sink);
    let mut opened = opened.into_inner();
    opened.sort_unstable();
    opened.dedup();
    Remembered { series, diagnostics: sink.into_vec(), opened }
}
