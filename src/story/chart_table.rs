//! The data table of a chart: formatted for readers, or as bare numbers for programs. It holds every number that
//! the chart shows: figures, totals at the ends of bars, and reference lines and bands.

use super::{Table, TableRow};
use crate::chart::caption::Caption;
use crate::chart::caption::references::ReferenceMark;
use crate::chart::data::intervals;
use crate::chart::data::{ChartData, Row, RowKind};
use crate::chart::time::{self, Precision};
use crate::chart::totals::Total;
use crate::language::{Language, Words, fill, number};
use crate::survey::rounding;
use crate::survey::series::Unit;

/// The numbers that a chart shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures<'a> {
    /// Its data.
    pub(crate) shown: &'a ChartData,
    /// The totals at the ends of its bars.
    pub(crate) totals: &'a [Total],
    /// Its reference lines and bands.
    pub(crate) references: &'a [ReferenceMark],
    /// The bases of its figures, as printed.
    pub(crate) bases: &'a [String],
    /// The language of words and number formats.
    pub(crate) language: Language,
}

/// The content of a cell without a figure.
const NO_FIGURE: &str = "–";

impl<'a> Figures<'a> {
    /// The data of a chart, with the totals and references that its caption lists.
    pub(crate) fn new(shown: &'a ChartData, caption: &'a Caption, language: Language) -> Self {
        let Caption { totals, references, bases, .. } = caption;
        Self { shown, totals, references, bases, language }
    }

    /// The table for readers, formatted as in the chart. A column of confidence intervals follows each column that
    /// has them.
    pub(crate) fn table(&self) -> Table {
        let (shown, language, words) = (self.shown, self.language, self.language.words());
        let mut head = vec![self.first_head().to_owned()];
        head.extend(self.text_heads().iter().cloned());
        for (index, name) in self.heads().into_iter().enumerate() {
            head.push(name.clone());
            if has_intervals(shown, index) {
                head.push(interval_header(shown, &self.interval(), &name));
            }
            if has_p_value(shown, index) {
                head.push(words.p_value.to_owned());
            }
        }
        let width = head.len() - 1;
        let mut rows = Vec::new();
        for row in &shown.rows {
            let mut cells = row.texts.clone();
            for column in 0..row.values.len() {
                cells.push(shown.print_cell(row, column, language));
                if has_intervals(shown, column) {
                    cells.push(shown.print_interval(row, column, language));
                }
                if has_p_value(shown, column) {
                    let p = row.p_value(column).map(|p| number::p_value(p, language));
                    cells.push(p.unwrap_or_else(|| NO_FIGURE.to_owned()));
                }
            }
            rows.push(TableRow {
                name: row.name.clone(),
                indented: row.part_of.is_some(),
                strong: row.kind == RowKind::Net,
                cells,
            });
        }
        if shown.is_by_item() {
            for total in self.totals {
                head.push(total.name.clone());
                for (row, value) in rows.iter_mut().zip(&total.values) {
                    row.cells.push(shown.print(*value, language));
                }
            }
        } else {
            rows.extend(self.totals.iter().map(|total| TableRow {
                name: total.name.clone(),
                indented: false,
                strong: true,
                cells: total.values.iter().map(|value| shown.print(*value, language)).collect(),
            }));
        }
        for mark in self.references {
            let value = match mark.is_line() {
                true => shown.print(Some(mark.from), language),
                false => {
                    let low = shown.print(Some(mark.from), language);
                    format!("{low} – {}", shown.print(Some(mark.to), language))
                }
            };
            // A reference applies to all columns, so its value is given once.
            let mut cells = vec![NO_FIGURE.to_owned(); width];
            if let Some(first) = cells.first_mut() {
                *first = value;
            }
            rows.push(TableRow { name: self.reference(mark), indented: false, strong: false, cells });
        }
        for row in &mut rows {
            row.cells.resize(head.len() - 1, NO_FIGURE.to_owned());
        }
        Table { head, rows, bases: self.bases.to_vec() }
    }

    /// Which cell of its row in [`Self::table`] shows the figure of a column.
    pub(crate) fn cell(&self, column: usize) -> usize {
        let beside =
            |at: usize| usize::from(has_intervals(self.shown, at)) + usize::from(has_p_value(self.shown, at));
        self.text_heads().len() + column + (0..column).map(beside).sum::<usize>()
    }

    /// The same figures as bare numbers, for programs: rounded alike, always with a decimal point. A figure that would become
    /// zero is not rounded. Columns with
    /// the kind of a row and the net it belongs to are added if rows differ in them.
    /// The index is that of the first column of figures.
    pub(crate) fn bare(&self) -> (Vec<Vec<String>>, usize) {
        let (shown, words) = (self.shown, self.language.words());
        let by_item = shown.is_by_item();
        let mut head = vec![self.first_head().to_owned()];
        head.extend(self.text_heads().iter().cloned());
        for (index, name) in self.heads().into_iter().enumerate() {
            head.push(name.clone());
            if has_intervals(shown, index) {
                head.extend([
                    interval_header(shown, words.lower, &name),
                    interval_header(shown, words.upper, &name),
                ]);
            }
            if is_tested(shown, index) {
                head.push(format!("{name}: p"));
            }
        }
        let width = head.len();
        let mut kinds = Vec::new();
        let mut lines = Vec::new();
        for row in &shown.rows {
            lines.push(self.line(row));
            let net = row.part_of.and_then(|net| shown.rows.get(net)).map(|net| net.name.clone());
            kinds.push((self.kind(row), net.unwrap_or_default()));
        }
        let decimals = shown.most_decimals(None);
        let print = |value: Option<f64>| bare(value, decimals);
        if by_item {
            for total in self.totals {
                head.push(total.name.clone());
                lines.iter_mut().zip(&total.values).for_each(|(line, value)| line.push(print(*value)));
            }
        } else {
            for total in self.totals {
                let values = total.values.iter().map(|value| print(*value));
                lines.push(std::iter::once(total.name.clone()).chain(values).collect());
                kinds.push((words.total_kind.to_owned(), String::new()));
            }
        }
        for mark in self.references {
            let name = self.reference(mark);
            let ends = match mark.is_line() {
                true => vec![(name, mark.from)],
                false => {
                    let end = |word: &str| format!("{name}: {word}");
                    vec![(end(words.lower), mark.from), (end(words.upper), mark.to)]
                }
            };
            for (name, value) in ends {
                // As written in the spec: references are not rounded.
                lines.push(vec![name, value.to_string()]);
                kinds.push((words.reference.to_owned(), String::new()));
            }
        }
        let differs = kinds.iter().any(|(kind, _)| kind != words.answer_kind);
        let nested = kinds.iter().any(|(_, net)| !net.is_empty());
        for line in &mut lines {
            line.resize(width.max(head.len()), String::new());
        }
        let mut all = vec![head];
        all.append(&mut lines);
        let marks = std::iter::once((words.kind.to_owned(), words.part_of.to_owned())).chain(kinds);
        for (line, (kind, net)) in all.iter_mut().zip(marks) {
            if nested {
                line.insert(1, net);
            }
            if differs {
                line.insert(1, kind);
            }
        }
        (all, 1 + usize::from(nested) + usize::from(differs) + self.text_heads().len())
    }

    fn line(&self, row: &Row) -> Vec<String> {
        let mut cells = vec![row.name.clone()];
        cells.extend(row.texts.iter().cloned());
        for (column, value) in row.values.iter().enumerate() {
            let decimals = self.shown.most_decimals(Some((row, column)));
            let hidden = self.shown.columns.get(column).and_then(|column| column.hidden);
            cells.push(match (value, hidden) {
                (None, Some(why)) => number::hidden(why, self.language),
                _ => bare(*value, decimals),
            });
            if has_intervals(self.shown, column) {
                let ends = row.interval(column);
                cells.extend([
                    bare(ends.map(|(low, _)| low), decimals),
                    bare(ends.map(|(_, high)| high), decimals),
                ]);
            }
            if is_tested(self.shown, column) {
                cells.push(self.tests(row, column));
            }
        }
        cells
    }

    /// The p-values of a figure: `0.0123`, or with the letters of the columns it is compared with `A 0.0123 B 0.5`.
    fn tests(&self, row: &Row, column: usize) -> String {
        let Some(note) = row.notes.get(column) else { return String::new() };
        let print = |p: f64| format!("{:.4}", p);
        match &note.tests[..] {
            [(_, p)] if self.shown.compared() == 2 && !self.shown.compares_answers => print(*p),
            tests => {
                let of = |(other, p): &(usize, f64)| format!("{} {}", intervals::letter(*other), print(*p));
                tests.iter().map(of).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// The word for intervals, with their level.
    fn interval(&self) -> String {
        let level = self.shown.sources.first().map_or(95.0, |series| series.survey.confidence.level);
        fill(self.language.words().interval, &[&number::level(level, self.language)])
    }

    /// The kind of a row, as a word of the document's language.
    fn kind(&self, row: &Row) -> String {
        let words = self.language.words();
        match row.kind {
            RowKind::Category => words.answer_kind,
            RowKind::Net => words.net,
            RowKind::Missing => words.missing_kind,
            RowKind::Remainder => words.remainder_kind,
        }
        .to_owned()
    }

    /// The name of a reference: its label, marked as a reference.
    pub(crate) fn reference(&self, mark: &ReferenceMark) -> String {
        let word = self.language.words().reference;
        if mark.label.is_empty() { word.to_owned() } else { format!("{} ({word})", mark.label) }
    }

    /// The header of the row names: what the rows list.
    pub(crate) fn first_head(&self) -> &'static str {
        let words = self.language.words();
        let otherwise = if self.shown.is_by_item() { words.item } else { words.category };
        header_of(self.shown.rows.iter().map(|row| row.name.as_str()), words, otherwise)
    }

    /// The headings of the columns of text.
    pub(crate) fn text_heads(&self) -> &[String] {
        self.shown.table.as_ref().map_or(&[], |table| &table.texts)
    }

    /// The names of the columns. A column without a name is named by its unit.
    pub(crate) fn heads(&self) -> Vec<String> {
        let words = self.language.words();
        let unnamed = match self.shown.unit {
            Unit::Percent => words.share,
            Unit::Change => words.change,
            Unit::Count | Unit::Number => words.number,
        };
        let name = |name: &str| if name.is_empty() { unnamed.to_owned() } else { name.to_owned() };
        self.shown.columns.iter().map(|column| name(&column.name)).collect()
    }
}

/// The header of a column of names: that of years if all of them are, otherwise `otherwise`.
pub(crate) fn header_of<'n>(
    mut names: impl Iterator<Item = &'n str>,
    words: &Words,
    otherwise: &'static str,
) -> &'static str {
    let is_year = |name: &str| matches!(time::read(name), Some((_, Precision::Year)));
    let first = names.next();
    if first.is_some_and(is_year) && names.all(is_year) { words.year } else { otherwise }
}

fn bare(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(String::new, |value| match rounding::is_below_unit(value, decimals) {
        // A program would take it for a zero.
        true => ((value * 1e6).round() / 1e6).to_string(),
        false => format!("{:.*}", decimals, rounding::shown(value, decimals)),
    })
}

/// The header of a column of intervals. It names the column it belongs to if there are several.
fn interval_header(shown: &ChartData, word: &str, column: &str) -> String {
    if shown.columns.len() > 1 { format!("{column}: {word}") } else { word.to_owned() }
}

/// Whether the second of two columns is tested, so that each of its figures has one p-value.
fn has_p_value(shown: &ChartData, column: usize) -> bool {
    column == 1 && !shown.compares_answers && shown.rows.iter().any(|row| row.p_value(column).is_some())
}

/// Whether the figures of a column are tested; of two columns, the second holds the test.
fn is_tested(shown: &ChartData, column: usize) -> bool {
    let is_tested = |row: &Row| row.notes.get(column).is_some_and(|note| !note.tests.is_empty());
    (column > 0 || shown.compared() > 2 || shown.compares_answers) && shown.rows.iter().any(is_tested)
}

fn has_intervals(shown: &ChartData, column: usize) -> bool {
    shown.rows.iter().any(|row| row.interval(column).is_some())
}
