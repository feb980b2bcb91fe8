//! From answers, a row a person, to shares or counts of each answer: counted in one pass, weighted where asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::shape::{Figures, Reading, Sizes, filled};
use super::table::{Cell, Value};
use crate::data::series::Category;
use crate::diagnostic::{Diagnostic, suggest};
use crate::spec::Located;

/// Which headers hold what.
#[derive(Debug, Clone)]
pub struct Tabulate {
    /// The answers.
    pub answer: Located<String>,
    /// The subgroups or waves, where the answers are broken down.
    pub column: Option<Located<String>>,
    /// The weights.
    pub weight: Option<Located<String>>,
    /// The answers in their order; without it the order in which they first appear.
    pub order: Vec<Located<String>>,
}

/// What is counted of one column.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    persons: u32,
    weights: f64,
    squares: f64,
}

impl Tally {
    fn add(&mut self, weight: f64) {
        self.persons += 1;
        self.weights += weight;
        self.squares += weight * weight;
    }

    /// Kish's effective sample size, (Σw)² / Σw²: L. Kish, "Survey Sampling" (1965), section 11.7.
    fn effective(self) -> u32 {
        if self.squares > 0.0 { (self.weights * self.weights / self.squares).round() as u32 } else { 0 }
    }
}

/// Names in the order in which they came, found by name.
#[derive(Debug, Default)]
struct Names {
    list: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Names {
    fn of(&mut self, name: &str) -> usize {
        if let Some(at) = self.index.get(name) {
            return *at;
        }
        self.index.insert(name.to_owned(), self.list.len());
        self.list.push(name.to_owned());
        self.list.len() - 1
    }
}

/// Counts the rows after the header. An empty answer is none: its row does not count.
pub(super) fn read<'r>(
    reading: &Reading<'_>,
    tabulate: &Tabulate,
    rows: impl Iterator<Item = Result<Vec<Cell<'r>>, Diagnostic>>,
    faults: &mut Vec<Diagnostic>,
) -> Figures {
    let mut rows = filled(rows);
    let Some(head) = reading.head(&mut rows, faults) else { return Figures::default() };
    let Some(plan) = Plan::new(reading, tabulate, &head, faults) else { return Figures::default() };
    let mut answers = Names::default();
    for word in &tabulate.order {
        answers.of(&word.value);
    }
    let listed = answers.list.len();
    let mut columns = Names::default();
    // By answer, then by column.
    let mut sums: Vec<Vec<f64>> = vec![Vec::new(); listed];
    let mut tallies: Vec<Tally> = Vec::new();
    for row in rows {
        let counted = row.and_then(|row| {
            if row.len() != head.len() {
                return Err(reading.ragged(&row, head.len()));
            }
            let Some(Counted { answer, column, weight }) = plan.row(reading, &row)? else { return Ok(()) };
            let column = columns.of(&column);
            let at = answers.of(&answer);
            if listed > 0 && at >= listed {
                let message = format!("`{answer}` is none of the listed answers");
                let hint = suggest(&answer, tabulate.order.iter().map(|word| word.value.as_str()));
                return Err(reading
                    .origin
                    .fault("unknown-category", row[plan.answer].at, &message)
                    .hint(hint));
            }
            sums.resize(answers.list.len(), Vec::new());
            tallies.resize(columns.list.len(), Tally::default());
            if sums[at].len() <= column {
                sums[at].resize(column + 1, 0.0);
            }
            sums[at][column] += weight;
            tallies[column].add(weight);
            Ok(())
        });
        if let Err(fault) = counted {
            faults.push(fault);
            return Figures::default();
        }
    }
    if tallies.is_empty() {
        faults.push(reading.nothing("no row holds an answer"));
        return Figures::default();
    }
    let share = |sum: f64, column: usize| {
        if reading.percent { 100.0 * sum / tallies[column].weights } else { sum }
    };
    let category = |(name, sums): (&String, &Vec<f64>)| Category {
        name: name.clone(),
        place: reading.spec.file.place.clone(),
        values: (0..tallies.len())
            .map(|column| Some(share(sums.get(column).copied().unwrap_or(0.0), column)))
            .collect(),
    };
    let categories = answers.list.iter().zip(&sums).map(category).collect();
    let sizes = sizes(&columns.list, &tallies, plan.weight.is_some());
    let columns = if plan.column.is_some() { columns.list } else { Vec::new() };
    Figures { columns, categories, sizes: Some(sizes) }
}

fn sizes(columns: &[String], tallies: &[Tally], weighted: bool) -> Sizes {
    let mut all = Tally::default();
    for tally in tallies {
        all.persons += tally.persons;
        all.weights += tally.weights;
        all.squares += tally.squares;
    }
    let named = columns.iter().filter(|name| !name.is_empty()).cloned();
    Sizes {
        n: all.persons,
        n_effective: weighted.then(|| all.effective()),
        columns: named.zip(tallies.iter().map(|tally| tally.persons)).collect(),
    }
}

/// A row that counts.
struct Counted<'c> {
    answer: Cow<'c, str>,
    column: Cow<'c, str>,
    weight: f64,
}

/// Which cell of a row means what.
struct Plan<'s> {
    answer: usize,
    column: Option<usize>,
    weight: Option<usize>,
    filters: Vec<(usize, &'s str)>,
}

impl<'s> Plan<'s> {
    fn new(
        reading: &Reading<'s>,
        tabulate: &Tabulate,
        head: &[Cell<'_>],
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let before = faults.len();
        let names: Vec<Option<String>> = head.iter().map(Cell::name).collect();
        let mut find = |word: &Located<String>| {
            let found = names.iter().position(|name| name.as_ref() == Some(&word.value));
            if found.is_none() {
                let known: Vec<&str> = names.iter().flatten().map(String::as_str).collect();
                let message = format!("the table has no header `{}`", word.value);
                let hint = suggest(&word.value, known);
                faults.push(Diagnostic::error("unknown-header", word.place.clone(), message).hint(hint));
            }
            found
        };
        let filters = &reading.spec.filters;
        let plan = Self {
            answer: find(&tabulate.answer)?,
            column: tabulate.column.as_ref().and_then(&mut find),
            weight: tabulate.weight.as_ref().and_then(&mut find),
            filters: filters.iter().filter_map(|(name, value)| Some((find(name)?, value.as_str()))).collect(),
        };
        (faults.len() == before).then_some(plan)
    }

    /// Answer, column and weight of a row; `None` where it does not count.
    fn row<'c>(&self, reading: &Reading<'_>, row: &'c [Cell<'_>]) -> Result<Option<Counted<'c>>, Diagnostic> {
        for (at, wanted) in &self.filters {
            if reading.label(&row[*at])?.as_deref() != Some(*wanted) {
                return Ok(None);
            }
        }
        let Some(answer) = reading.label(&row[self.answer])? else { return Ok(None) };
        if reading.spec.empty.iter().any(|word| *word == answer) {
            return Ok(None);
        }
        let column = match self.column {
            Some(at) => match reading.label(&row[at])? {
                Some(column) => column,
                None => return Ok(None),
            },
            None => "".into(),
        };
        let weight = match self.weight {
            Some(at) => self.weight_of(reading, &row[at])?,
            None => 1.0,
        };
        Ok(Some(Counted { answer, column, weight }))
    }

    fn weight_of(&self, reading: &Reading<'_>, cell: &Cell<'_>) -> Result<f64, Diagnostic> {
        let weight = match &cell.value {
            Value::Number { value, .. } => Some(*value),
            Value::Text(text) if !reading.typed => reading.spec.decimal.parse(text),
            Value::Other(code, message) => return Err(reading.origin.fault(code, cell.at, message)),
            _ => None,
        };
        weight.filter(|weight| *weight >= 0.0).ok_or_else(|| {
            let words = cell.name().unwrap_or_default();
            reading
                .origin
                .fault("not-a-number", cell.at, &format!("`{words}` is no weight"))
                .hint("a weight is a number of at least 0; `decimal: ','` declares a decimal comma")
        })
    }
}
