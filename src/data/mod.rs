//! What the survey says: questions, shares, bases, nets. Knows no chart kinds.

pub mod interval;
pub mod lookup;
mod nets;
pub mod rounding;
pub mod series;
pub mod sources;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use series::Series;

/// All series of a run by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    series: BTreeMap<String, Series>,
    faulty: BTreeSet<String>,
}

impl Catalog {
    /// The series of this id.
    pub fn get(&self, id: &str) -> Option<&Series> {
        self.series.get(id)
    }

    /// The ids in alphabetic order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.series.keys().map(String::as_str)
    }

    /// All series in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Series> {
        self.series.values()
    }

    /// Notes that a series of this id was written but is faulty: who asks for it is not told that it does not exist.
    pub fn note_faulty(&mut self, id: String) {
        self.faulty.insert(id);
    }

    /// Whether a series of this id was written but is faulty.
    pub fn is_faulty(&self, id: &str) -> bool {
        self.faulty.contains(id) && !self.series.contains_key(id)
    }

    /// Hides shares that rest on fewer answers than this.
    pub fn hide_below(&mut self, least: u32) {
        for series in self.series.values_mut() {
            series.hide_below(least);
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
        self.series.insert(series.id.clone(), series);
        Ok(())
    }
}
