//! The figures of a table while they are read: by category and column, each with its place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Row;
use super::cell::{Figure, Reading, too_many};
use super::imported::Figures;
use crate::diagnostic::{Code, Diagnostic};
use crate::import::source_spec::Scale;
use crate::survey::names::means_total;
use crate::survey::series::{Category, MOST_CATEGORIES, MOST_CELLS, MOST_COLUMNS, Spot};

/// A series may have this many figures.
const MOST_FIGURES: usize = 100_000;
/// A flag names so many figures in a note.
const MOST_FLAGGED: usize = 12;

/// What was read so far.
pub(crate) struct Sink {
    columns: Vec<String>,
    pub(crate) categories: Vec<Category>,
    pub(crate) by_name: BTreeMap<String, usize>,
    by_column: BTreeMap<String, usize>,
    count: usize,
    largest: f64,
    first_fraction: Option<(Spot, f64, Option<String>)>,
    /// Flags behind figures: by index of flag, category and column.
    flags: Vec<(usize, usize, usize)>,
    /// Whether columns come with the rows.
    is_open: bool,
    /// Which of the declared names were met.
    renamed: Vec<bool>,
}

impl Sink {
    /// A sink for these columns; `is_open` where more may come, each with its name.
    pub(crate) fn new(columns: &[String], is_open: bool, reading: Reading<'_>) -> Self {
        let mut renamed = vec![false; reading.labels.pairs.len()];
        let mut rename = |name: &String| match reading.labels.find(name) {
            Some((at, new)) => {
                renamed[at] = true;
                new.to_owned()
            }
            None => name.clone(),
        };
        let columns: Vec<String> = columns.iter().map(&mut rename).collect();
        let by_column = columns.iter().cloned().zip(0..).collect();
        Self {
            columns,
            categories: Vec::new(),
            by_name: BTreeMap::new(),
            by_column,
            count: 0,
            largest: f64::NEG_INFINITY,
            first_fraction: None,
            flags: Vec::new(),
            renamed,
            is_open,
        }
    }

    /// The names of the categories.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.categories.iter().map(|category| category.name.as_str())
    }

    /// A category without figures.
    pub(crate) fn bare(&mut self, name: String, spot: &Spot) {
        if !self.by_name.contains_key(&name) && self.categories.len() < MOST_CATEGORIES {
            self.by_name.insert(name.clone(), self.categories.len());
            self.categories.push(Category {
                name,
                span: spot.span.clone(),
                values: Vec::new(),
                spots: Vec::new(),
            });
        }
    }

    /// The name that the author gives to one of the file.
    pub(crate) fn rename<'n>(&mut self, name: Cow<'n, str>, reading: Reading<'_>) -> Cow<'n, str> {
        match reading.labels.find(&name) {
            Some((at, new)) => {
                self.renamed[at] = true;
                Cow::Owned(new.to_owned())
            }
            None => name,
        }
    }

    /// A category that holds the sum of all others would be drawn as an answer.
    fn total(&self) -> Option<Diagnostic> {
        let others = |at: usize, column: usize| {
            let others = self.categories.iter().enumerate().filter(|(other, _)| *other != at);
            others.filter_map(|(_, category)| category.values.get(column).copied().flatten()).sum::<f64>()
        };
        let is_total = |at: usize, category: &Category| {
            let figures =
                || category.values.iter().enumerate().filter_map(|(column, value)| Some((column, (*value)?)));
            figures().next().is_some()
                && (figures().all(|(_, value)| value == 100.0)
                    || figures()
                        .all(|(column, value)| (others(at, column) - value).abs() <= 1e-6 * value.abs()))
        };
        let (at, category) = (self.categories.iter().enumerate())
            .find(|(at, category)| means_total(&category.name) && is_total(*at, category))?;
        let spot = category.spots.iter().flatten().next()?.clone();
        let name = &self.categories[at].name;
        Some(
            spot.error(Code::TotalRow, &format!("`{name}` is the total of the other rows and no answer"))
                .hint(format!("leave it out with `skip: ['{name}']`")),
        )
    }

    /// The flags as a note: each with the figures that it is behind.
    fn flagged(&self, reading: Reading<'_>) -> Option<String> {
        let mut lines = Vec::new();
        for (at, (_, meaning)) in reading.spec.flags.iter().enumerate() {
            let mut flagged = self.flags.iter().filter(|(flag, ..)| *flag == at).peekable();
            if flagged.peek().is_none() {
                continue;
            }
            let name = |(_, category, column): &(usize, usize, usize)| {
                let category = &self.categories[*category].name;
                match self.columns.get(*column).filter(|_| self.columns.len() > 1) {
                    Some(column) => format!("{category} {column}"),
                    None => category.clone(),
                }
            };
            let mut names: Vec<String> = flagged.by_ref().take(MOST_FLAGGED).map(name).collect();
            if flagged.next().is_some() {
                names.push("…".to_owned());
            }
            lines.push(format!("{meaning}: {}", names.join(", ")));
        }
        (!lines.is_empty()).then(|| lines.join("; "))
    }

    pub(crate) fn category(
        &mut self,
        name: Cow<'_, str>,
        row: &Row<'_>,
        index: usize,
    ) -> Result<usize, Diagnostic> {
        if let Some(at) = self.by_name.get(name.as_ref()) {
            return Ok(*at);
        }
        let place = row.spot(index).span;
        if self.categories.len() == MOST_CATEGORIES {
            return Err(too_many(row.spot(index), "categories", MOST_CATEGORIES));
        }
        let name = name.into_owned();
        self.by_name.insert(name.clone(), self.categories.len());
        self.categories.push(Category { name, span: place, values: Vec::new(), spots: Vec::new() });
        Ok(self.categories.len() - 1)
    }

    /// The index of a column; `None` where it is not wanted.
    pub(crate) fn column(
        &mut self,
        name: Cow<'_, str>,
        fixed: bool,
        row: &Row<'_>,
        index: usize,
    ) -> Result<Option<usize>, Diagnostic> {
        if let Some(at) = self.by_column.get(name.as_ref()) {
            return Ok(Some(*at));
        }
        if fixed {
            return Ok(None);
        }
        if self.columns.len() == MOST_COLUMNS {
            return Err(too_many(row.spot(index), "columns", MOST_COLUMNS));
        }
        let name = name.into_owned();
        self.by_column.insert(name.clone(), self.columns.len());
        self.columns.push(name);
        Ok(Some(self.columns.len() - 1))
    }

    /// Keeps a figure; `false` where there is one already.
    pub(crate) fn put(
        &mut self,
        category: usize,
        column: usize,
        figure: Figure,
        row: &Row<'_>,
        index: usize,
    ) -> Result<bool, Diagnostic> {
        self.flags.extend(figure.flags.into_iter().map(|flag| (flag, category, column)));
        let Some(value) = figure.value else { return Ok(true) };
        let spot = row.spot(index);
        let cells = self.categories.len() * self.columns.len();
        if self.count == MOST_FIGURES || cells > MOST_CELLS {
            return Err(too_many(spot, "figures", MOST_FIGURES));
        }
        let Category { values, spots, .. } = &mut self.categories[category];
        if values.len() <= column {
            values.resize(column + 1, None);
            spots.resize(column + 1, None);
        }
        if values[column].is_some() {
            return Ok(false);
        }
        self.count += 1;
        self.largest = self.largest.max(value);
        // A cell that shows 0.4 % and stores 0.4 means what it shows.
        let shows_percent = row.cells[index].shown().is_some_and(|shown| shown.contains('%'));
        if value.fract() != 0.0 && self.first_fraction.is_none() && !shows_percent {
            let looks = row.cells[index].shown().map(str::to_owned);
            self.first_fraction = Some((spot.clone(), value, looks));
        }
        values[column] = Some(value);
        spots[column] = Some(spot);
        Ok(true)
    }

    /// The figures, or why there are none.
    pub(crate) fn finish(mut self, reading: Reading<'_>, rows: usize) -> Result<Figures, Diagnostic> {
        if self.categories.is_empty() {
            let reason =
                if rows > 0 { "no row has what `where` asks for" } else { "no row follows the header" };
            return Err(reading.nothing(reason));
        }
        let names = self.names().chain(self.columns.iter().map(String::as_str));
        let unmet = reading.labels.unmet(&self.renamed, names);
        let fault = unmet.or_else(|| self.fractions(reading)).or_else(|| self.total());
        if let Some(fault) = fault {
            return Err(fault);
        }
        let notes = self.flagged(reading);
        let width = self.columns.len().max(1);
        for category in &mut self.categories {
            category.values.resize(width, None);
            category.spots.resize(width, None);
        }
        // One column needs no name: it is asked for by category alone.
        if self.columns.len() == 1 && !self.is_open {
            self.columns.clear();
        }
        Ok(Figures { columns: self.columns, categories: self.categories, notes, ..Figures::default() })
    }

    /// Shares written as 0.54 would be shown as 0.5 %: nobody means that.
    fn fractions(&self, reading: Reading<'_>) -> Option<Diagnostic> {
        let (spot, value, shown) = self.first_fraction.as_ref()?;
        let meant = reading.spec.scale != Scale::AsShown || self.largest > 1.0;
        (reading.percent && !meant && self.count > 1).then(|| {
            let shown = shown
                .as_ref()
                .map_or(String::new(), |shown| format!(" (the cell shows `{shown}` and stores {value})"));
            let message =
                format!("all figures are at most 1, which looks like shares of 1 and not of 100{shown}");
            spot.clone()
                .error(Code::Fractions, &message)
                .hint("declare `scale: 100` to multiply them, or `scale: 1` if they are right as they are")
        })
    }
}
