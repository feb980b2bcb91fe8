//! What the survey says: questions, shares, bases, nets. Knows no chart kinds.

pub(crate) mod checks;
pub mod disclosure;
pub mod hidden;
pub mod intervals;
pub mod lookup;
pub(crate) mod nets;
pub mod rounding;
pub mod series;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use disclosure::Totals;
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

    /// Hides figures that rest on fewer answers than this, and those that they could be computed from. A series of which
    /// it is not known how many answers it rests on is taken out.
    pub fn hide_below(&mut self, least: u32, sink: &Diagnostics) {
        let unknown: Vec<Arc<Series>> = self
            .series
            .values()
            .filter(|series| !disclosure::unsized_columns(series).is_empty())
            .cloned()
            .collect();
        for series in unknown {
            sink.push(unknown_size(&series, least));
            self.series.remove(&series.id);
            self.faulty.insert(series.id.clone());
        }
        let totals = Totals::new(self.iter());
        let plans: Vec<_> = self.iter().map(|series| disclosure::plan(series, least, &totals)).collect();
        for (series, plan) in self.series.values_mut().zip(plans) {
            if !plan.columns.is_empty() {
                plan.apply(Arc::make_mut(series));
            }
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

/// Nobody can say whether figures rest on enough answers, so they are not shown.
fn unknown_size(series: &Series, least: u32) -> Diagnostic {
    let columns = disclosure::unsized_columns(series);
    let names: Vec<String> =
        columns.iter().filter_map(|at| series.columns.get(*at)).map(|name| format!("`{name}`")).collect();
    let (of, hint) = match names.first().filter(|_| series.base.is_some()) {
        Some(first) => (
            format!("{} in `{}`", names.join(", "), series.id),
            format!(
                "add its size to the series: `base: {{label: …, n: 623, columns: {{{}: 300, …}}}}`",
                first.trim_matches('`')
            ),
        ),
        None => (
            format!("`{}`", series.id),
            "add `base: {label: …, n: 623}` to the series or to `survey`".to_owned(),
        ),
    };
    let message = format!(
        "`min-base` hides what rests on fewer than {least} answers, and it is not known how many {of} rests on"
    );
    Diagnostic::error(Code::UnknownSize, series.span.clone(), message).hint(hint)
}
