//! What the survey says: questions, shares, bases, nets. Knows no chart kinds.

pub(crate) mod checks;
pub mod intervals;
pub mod lookup;
pub(crate) mod nets;
pub mod rounding;
pub mod series;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use series::Series;

/// All series of a run by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    series: BTreeMap<String, Arc<Series>>,
    faulty: BTreeSet<String>,
    is_incomplete: bool,
}

impl Catalog {
    /// The series of this id.
    pub fn get(&self, id: &str) -> Option<&Series> {
        self.series.get(id).map(Arc::as_ref)
    }

    /// The same for whoever keeps it: a series may have thousands of figures, and many charts show it.
    pub fn shared(&self, id: &str) -> Option<Arc<Series>> {
        self.series.get(id).cloned()
    }

    /// The ids in alphabetic order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.series.keys().map(String::as_str)
    }

    /// All series in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Series> {
        self.series.values().map(Arc::as_ref)
    }

    /// Notes that a series of this id was written but is faulty: who asks for it is not told that it does not exist.
    pub fn note_faulty(&mut self, id: String) {
        self.faulty.insert(id);
    }

    /// Notes that a file of series could not be read: any series may have been in it.
    pub fn note_lost_file(&mut self) {
        self.is_incomplete = true;
    }

    /// Whether a series of this id was written but is faulty, or may have been in a file that could not be read.
    pub fn is_faulty(&self, id: &str) -> bool {
        (self.is_incomplete || self.faulty.contains(id)) && !self.series.contains_key(id)
    }

    /// Hides shares that rest on fewer answers than this.
    pub fn hide_below(&mut self, least: u32) {
        for series in self.series.values_mut() {
            Arc::make_mut(series).hide_below(least);
        }
    }

    /// Adds a series; gives it back where the id is taken.
    ///
    /// # Errors
    /// The series that could not be added.
    pub fn add(&mut self, series: Series) -> Result<(), Box<Series>> {
        if self.series.contains_key(&series.id) {
            return Err(Box::new(series));
        }
        self.series.insert(series.id.clone(), Arc::new(series));
        Ok(())
    }
}
