//! Tables of respondents that many reports count: each is read once, whatever its format.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::dataset::counting::Counted;
use super::dataset::kept::Kept;
use super::dataset::plan::Plan;
use super::source_spec::SourceSpec;
use super::table::cell::Reading;
use super::{Beside, keep};
use crate::diagnostic::Diagnostics;

/// A table is read again where a report asks for columns that no other did, but not more often than this.
const MOST_READ: usize = 8;

/// The tables that were read, by what is said of their files.
#[derive(Default)]
pub struct SharedTables(Mutex<BTreeMap<String, Readings>>);

/// What each reading of a table gave; `None` where it cannot be kept, or something is wrong with it.
type Readings = Arc<Mutex<Vec<Option<Arc<Kept>>>>>;

impl std::fmt::Debug for SharedTables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(locked(&self.0).keys()).finish()
    }
}

impl SharedTables {
    /// Counts what a plan asks for; `None` where the report must read the file itself.
    pub(super) fn count(
        &self,
        said: &str,
        reading: Reading<'_>,
        plan: &Plan,
        beside: Beside<'_>,
        sink: &Diagnostics,
    ) -> Option<Counted> {
        if plan.design.is_some() {
            return None;
        }
        let SourceSpec { file, dictionary, .. } = reading.spec;
        // The files are opened even if the table is kept already, so that they are recorded as inputs of this report.
        for name in std::iter::once(file).chain(dictionary) {
            beside.open(&name.value).ok()?;
        }
        let readings = locked(&self.0).entry(said.to_owned()).or_default().clone();
        let kept = kept(&mut locked(&readings), reading, plan, beside)?;
        let counted = kept.count(reading, plan)?;
        sink.extend(kept.warnings().iter().cloned());
        Some(counted)
    }
}

/// The reading that has all columns of a plan.
fn kept(
    readings: &mut Vec<Option<Arc<Kept>>>,
    reading: Reading<'_>,
    plan: &Plan,
    beside: Beside<'_>,
) -> Option<Arc<Kept>> {
    if let Some(found) = readings.iter().flatten().find(|kept| kept.has(reading, plan)) {
        return Some(found.clone());
    }
    if readings.len() == MOST_READ || readings.iter().any(Option::is_none) {
        return None;
    }
    let made = keep(reading, plan, beside).map(Arc::new);
    readings.push(made.clone());
    made
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
