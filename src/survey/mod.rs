//! The survey model: questions, shares, bases, nets, waves. Independent of chart kinds.

pub mod base;
pub(crate) mod checks;
pub mod confidence;
pub mod disclosure;
pub mod distributions;
pub mod hidden;
pub mod intervals;
pub mod least;
pub mod linked;
pub mod lookup;
pub mod names;
pub(crate) mod nets;
pub mod overlap;
pub mod positive;
pub mod precision;
pub mod read_from;
pub mod rounding;
pub mod series;
pub(crate) mod sums;
mod uncertainty;
pub mod waves;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::series_id;
use disclosure::Totals;
use least::Least;
use linked::{Measured, Withheld};
use series::Series;

/// What columns that are counted are called, in the language of the briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// All respondents.
    pub total: String,
    /// The mean.
    pub mean: String,
    /// The lower end of its interval, with a gap for the level.
    pub lower: String,
    /// The upper end.
    pub upper: String,
    /// Whether decimals follow a comma.
    pub comma: bool,
}

impl Spoken {
    /// What a mean and the ends of its interval of this level, in percent, are called.
    pub fn of_mean(&self, level: f64) -> Vec<String> {
        let digits = level.to_string();
        let digits = if self.comma { digits.replace('.', ",") } else { digits };
        let end = |phrase: &str| phrase.replace("{}", &digits);
        vec![self.mean.clone(), end(&self.lower), end(&self.upper)]
    }
}

/// All series of a run by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    series: BTreeMap<String, Arc<Series>>,
    faulty: BTreeSet<String>,
    /// The ids that charts and texts ask for.
    asked: BTreeSet<String>,
    /// What columns that are counted are called.
    spoken: Spoken,
    /// Ids that could be asked for: a data set makes such series only on demand.
    countable: BTreeSet<String>,
    is_incomplete: bool,
}

impl Catalog {
    /// The series with this id.
    pub fn get(&self, id: &str) -> Option<&Series> {
        self.series.get(&*series_id(id)).map(Arc::as_ref)
    }

    /// Like [`get`](Self::get), but shared: a series may have thousands of figures, and many charts show it.
    pub fn shared(&self, id: &str) -> Option<Arc<Series>> {
        self.series.get(&*series_id(id)).cloned()
    }

    /// Says which series charts and texts ask for, and what columns that are counted are called.
    pub fn ask_for(&mut self, ids: BTreeSet<String>, spoken: Spoken) {
        self.asked = ids;
        self.spoken = spoken;
    }

    /// The ids that charts and texts ask for.
    pub fn asked(&self) -> &BTreeSet<String> {
        &self.asked
    }

    /// What columns that are counted are called.
    pub fn spoken(&self) -> &Spoken {
        &self.spoken
    }

    /// Records that a series with this id would be counted if a chart or text asked for it.
    pub fn note_countable(&mut self, id: String) {
        self.countable.insert(id);
    }

    /// The ids of all series, and of those that could be asked for.
    pub fn known_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.ids().chain(self.countable.iter().map(String::as_str))
    }

    /// The ids in alphabetic order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.series.keys().map(String::as_str)
    }

    /// All series in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Series> {
        self.series.values().map(Arc::as_ref)
    }

    /// Records that a series with this id exists but has errors, so that a reference to it is not reported as
    /// unknown.
    pub fn note_faulty(&mut self, id: String) {
        self.faulty.insert(id);
    }

    /// Records that a file of series could not be read: it may have defined any series.
    pub fn note_lost_file(&mut self) {
        self.is_incomplete = true;
    }

    /// Whether a series with this id exists but has errors, or may be in a file that could not be read.
    pub fn is_faulty(&self, id: &str) -> bool {
        let id = &*series_id(id);
        (self.is_incomplete || self.faulty.contains(id)) && !self.series.contains_key(id)
    }

    /// Hides figures based on fewer than `least` answers, and those from which they could be computed. A series
    /// with an unknown base size is reported and removed.
    pub fn hide_below(&mut self, least: u32, sink: &Diagnostics) {
        self.hide_among_reports(least.into(), &Withheld::new(), sink);
    }

    /// The series as they are before anything is hidden.
    pub fn measured(&self, rules: Least) -> Vec<Measured> {
        self.iter().map(|series| Measured::of(series, rules)).collect()
    }

    /// The same for one of many reports, which also hides what the others would reveal.
    pub fn hide_among_reports(&mut self, rules: Least, withheld: &Withheld, sink: &Diagnostics) {
        let least = rules.n;
        let small: Vec<Arc<Series>> = self
            .series
            .values()
            .filter(|series| !disclosure::small_items(series, least).is_empty())
            .cloned()
            .collect();
        for series in small {
            sink.push(small_item(&series, least));
            self.series.remove(&series.id);
            self.faulty.insert(series.id.clone());
        }
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
        let plan = |series: &Series| {
            let own = withheld.iter().filter(|(id, _)| *id == series.id);
            let own: Vec<&str> = own.map(|(_, column)| column.as_str()).collect();
            disclosure::plan(series, rules, &totals, &own)
        };
        let plans: Vec<_> = self.iter().map(plan).collect();
        for (series, plan) in self.series.values_mut().zip(plans) {
            if !plan.columns.is_empty() {
                plan.apply(Arc::make_mut(series));
            }
        }
    }

    /// A catalog without series, in which the same is asked for.
    pub fn emptied(&self) -> Self {
        Self { asked: self.asked.clone(), spoken: self.spoken.clone(), ..Self::default() }
    }

    /// Takes over what another catalog holds. Returns its series whose ids are taken, each with the one that has it.
    pub fn take_over(&mut self, other: Self) -> Vec<(Arc<Series>, Arc<Series>)> {
        let mut taken = Vec::new();
        for (id, series) in other.series {
            match self.series.get(&id) {
                Some(first) => taken.push((series, first.clone())),
                None => drop(self.series.insert(id, series)),
            }
        }
        self.faulty.extend(other.faulty);
        self.countable.extend(other.countable);
        self.is_incomplete |= other.is_incomplete;
        taken
    }

    /// Adds a series.
    ///
    /// # Errors
    /// The series itself, if its id is taken.
    pub fn add(&mut self, series: Series) -> Result<(), Box<Series>> {
        if self.series.contains_key(&series.id) {
            return Err(Box::new(series));
        }
        self.series.insert(series.id.clone(), Arc::new(series));
        Ok(())
    }
}

/// The error for a series with an item that rests on too few answers.
fn small_item(series: &Series, least: u32) -> Diagnostic {
    let names: Vec<String> =
        disclosure::small_items(series, least).iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "{} in `{}` rests on fewer than {least} answers, and `min-base` cannot hide a single item",
        names.join(", "),
        series.id
    );
    Diagnostic::error(Code::Withheld, series.span.clone(), message)
        .hint("leave the item out of the series: nothing of the series is shown until then")
}

/// The error for a series with an unknown base size: its figures may rest on too few answers.
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
        "`min-base` hides figures based on fewer than {least} answers, but the base size of {of} is unknown"
    );
    Diagnostic::error(Code::UnknownSize, series.span.clone(), message).hint(hint)
}
