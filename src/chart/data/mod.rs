//! The resolved data of a chart: ordered rows and columns, with nets and remainder.
//!
//! Chart, table, alternative text and data file are all made from this, so they cannot disagree.

pub(super) mod change_column;
pub mod format_code;
pub mod intervals;
pub(super) mod number_styles;
pub(super) mod print;
pub(super) mod short_names;
pub mod table_columns;

use std::sync::Arc;

use crate::language::{Language, number, voice};
use crate::spec::chart::numbers::{Magnitude, NumberStyle};
use crate::survey::hidden::Hidden;
use crate::survey::series::{By, QuestionType, Series, Unit};
use print::{Digits, print, spoken};
use table_columns::TableColumns;

/// The kind of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A category of the series.
    Category,
    /// Several categories combined.
    Net,
    /// Non-response: don't know, not stated.
    Missing,
    /// The remainder to 100, or all categories that have no row of their own.
    Remainder,
}

/// A row of figures as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// One figure per column; `None` is printed as missing.
    pub values: Vec<Option<f64>>,
    /// The same before any rounding: intervals and tests use these.
    pub exact: Vec<Option<f64>>,
    /// Its kind.
    pub kind: RowKind,
    /// Whether it is in the accent colour.
    pub highlighted: bool,
    /// The index of the row of the net that it is part of.
    pub part_of: Option<usize>,
    /// The index of its group, if rows are grouped.
    pub group: Option<usize>,
    /// Unit and decimals of its figures, if they differ from the chart's: key figures come from several series.
    pub own: Option<(Unit, usize)>,
    /// How its figures are printed, if not as the chart's.
    pub style: Option<Arc<NumberStyle>>,
    /// Its texts in a table.
    pub texts: Vec<String>,
    /// Whether it is only drawn in grey behind another one, in small multiples.
    pub is_behind: bool,
    /// The difference between two of its figures, beside the marks of a kind that is no table.
    pub change: Option<f64>,
    /// Uncertainty of its figures, one per column; empty unless the spec asks for it.
    pub notes: Vec<Uncertainty>,
}

/// The uncertainty of a figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Uncertainty {
    /// The bounds of its interval.
    pub interval: Option<(f64, f64)>,
    /// The mark printed after it: an arrow, or the letters of the columns that it exceeds.
    pub mark: String,
    /// The tests against other columns of the chart: column and p-value, after the correction.
    pub tests: Vec<(usize, f64)>,
}

impl Row {
    /// A row outside any net and group.
    pub fn new(name: String, values: Vec<Option<f64>>, kind: RowKind) -> Self {
        Self {
            name,
            exact: values.clone(),
            values,
            kind,
            highlighted: false,
            part_of: None,
            group: None,
            own: None,
            style: None,
            texts: Vec::new(),
            is_behind: false,
            change: None,
            notes: Vec::new(),
        }
    }

    /// Whether it is muted: non-response or remainder.
    pub fn is_muted(&self) -> bool {
        matches!(self.kind, RowKind::Missing | RowKind::Remainder)
    }

    /// The p-value of the only other column that a figure is compared with.
    pub fn p_value(&self, column: usize) -> Option<f64> {
        match &self.notes.get(column)?.tests[..] {
            [(0, p)] if self.notes.len() == 2 => Some(*p),
            _ => None,
        }
    }

    /// The interval of a figure, if it is shown.
    pub fn interval(&self, column: usize) -> Option<(f64, f64)> {
        self.notes.get(column)?.interval
    }
}

/// A column as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name; empty if the series has one column without a name.
    pub name: String,
    /// Whether it is in the accent colour.
    pub highlighted: bool,
    /// Whether it is the remainder to 100 or non-response: muted and last.
    pub remainder: bool,
    /// Whether it is non-response: don't know, not stated.
    pub missing: bool,
    /// Why its figures are hidden, if they are.
    pub hidden: Option<Hidden>,
    /// The number of respondents, if the column has a size of its own.
    pub n: Option<u32>,
    /// Why that size is hidden, if it is.
    pub hidden_n: Option<Hidden>,
    /// Whether it has too few respondents to be compared with others.
    pub untested: bool,
    /// How its figures are printed, if not as the chart's.
    pub style: Option<Arc<NumberStyle>>,
    /// The unit of its figures, if not that of the chart.
    pub unit: Option<Unit>,
    /// Whether it is the difference between two other columns.
    pub is_change: bool,
}

impl Column {
    /// A column of answers with this name, which may be empty.
    pub fn new(name: String) -> Self {
        Self {
            name,
            highlighted: false,
            remainder: false,
            missing: false,
            hidden: None,
            n: None,
            hidden_n: None,
            untested: false,
            style: None,
            unit: None,
            is_change: false,
        }
    }
}

/// The figures of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartData {
    /// The series that the figures come from, in order of first use.
    pub sources: Vec<Arc<Series>>,
    /// The columns; at least one.
    pub columns: Vec<Column>,
    /// The rows in the order of the chart.
    pub rows: Vec<Row>,
    /// Decimals of every figure.
    pub decimals: usize,
    /// What the figures count.
    pub unit: Unit,
    /// How figures are printed, if not by their unit.
    pub style: Option<Arc<NumberStyle>>,
    /// What a table shows in its columns; `None` for other kinds.
    pub table: Option<TableColumns>,
    /// The column with differences, which is printed beside the marks of a kind that is no table.
    pub change: Option<Column>,
    /// Whether intervals are drawn as error bars.
    pub error_bars: bool,
    /// Whether it is a table of several questions, each under its heading.
    pub is_banner: bool,
    /// Whether answers are tested against each other, not columns.
    pub compares_answers: bool,
    /// Values that the axis must include besides the figures: references, and figures of other panels.
    pub reach: Vec<f64>,
    /// Whether a row is highlighted that another panel or column of rows shows.
    pub emphasis: bool,
    /// The number of categories that `top` leaves without a row.
    pub unshown: usize,
    /// The headings of groups of rows; one may be empty.
    pub groups: Vec<String>,
    /// Whether figures of four digits are grouped as well, because others have more.
    pub grouped_digits: bool,
}

impl ChartData {
    /// A figure as it is printed, with its unit; a missing one as "n/a" in the language.
    pub fn print(&self, value: Option<f64>, language: Language) -> String {
        print(value, (self.unit, self.decimals), self.style.as_deref(), (self.digits(), language))
    }

    /// A figure of a column as it is printed.
    pub fn print_at(&self, column: usize, value: Option<f64>, language: Language) -> String {
        print(value, self.unit_of(None, column), self.style_of(None, column), (self.digits(), language))
    }

    /// A figure without its unit, for marks of a chart that says the unit once; a missing one as "n/a".
    pub fn print_bare(&self, value: Option<f64>, language: Language) -> String {
        match (value, self.unit, &self.style) {
            (Some(value), Unit::Percent, None) => number::share(value, self.decimals, language),
            _ => {
                print(value, (Unit::Number, self.decimals), self.style.as_deref(), (self.digits(), language))
            }
        }
    }

    /// A figure of a row as it is printed; the row may have a unit of its own.
    pub fn print_in(&self, row: &Row, value: Option<f64>, language: Language) -> String {
        self.print_of(row, 0, value, language)
    }

    fn print_of(&self, row: &Row, column: usize, value: Option<f64>, language: Language) -> String {
        print(
            value,
            self.unit_of(Some(row), column),
            self.style_of(Some(row), column),
            (self.digits(), language),
        )
    }

    /// A figure of a row as it is read aloud.
    pub fn speak(&self, row: Option<&Row>, column: usize, value: Option<f64>, language: Language) -> String {
        match self.columns.get(column).and_then(|column| column.hidden) {
            Some(why) if value.is_none() => voice::hidden(why, language),
            _ => spoken(value, self.unit_of(row, column), self.style_of(row, column), language),
        }
    }

    /// Unit and decimals of a figure.
    pub fn unit_of(&self, row: Option<&Row>, column: usize) -> (Unit, usize) {
        let of_column = self.columns.get(column).and_then(|column| column.unit).unwrap_or(self.unit);
        row.and_then(|row| row.own).unwrap_or((of_column, self.decimals))
    }

    /// The difference beside the marks of a row, as it is printed.
    pub fn print_change(&self, row: &Row, language: Language) -> Option<String> {
        let column = self.change.as_ref()?;
        let unit = (column.unit.unwrap_or(self.unit), self.decimals);
        Some(match (row.change, column.hidden) {
            (None, Some(why)) => number::hidden(why, language),
            (change, _) => print(change, unit, column.style.as_deref(), (self.digits(), language)),
        })
    }

    /// How a figure is printed, if not by its unit.
    pub fn style_of<'a>(&'a self, row: Option<&'a Row>, column: usize) -> Option<&'a NumberStyle> {
        let own = row.and_then(|row| row.style.as_deref());
        own.or_else(|| self.columns.get(column)?.style.as_deref()).or(self.style.as_deref())
    }

    /// The decimals of a figure in files for programs, which keep at least those of the series.
    pub fn most_decimals(&self, cell: Option<(&Row, usize)>) -> usize {
        let plain = cell.and_then(|(row, _)| row.own).map_or(self.decimals, |(_, decimals)| decimals);
        let style = match cell {
            Some((row, column)) => self.style_of(Some(row), column),
            None => self.style.as_deref(),
        };
        let whole = style.filter(|style| style.magnitude == Magnitude::Ones);
        whole.and_then(|style| style.decimals).map_or(plain, |decimals| decimals.max(plain))
    }

    /// A cell as it is printed, with its significance mark; `n < 30` or `•` if it is hidden.
    pub fn print_cell(&self, row: &Row, column: usize, language: Language) -> String {
        let (figure, mark) = self.print_parts(row, column, language);
        let gap = if mark.is_empty() { "" } else { "\u{a0}" };
        format!("{figure}{gap}{mark}")
    }

    /// Whether all figures are shares in plain print, so that a chart can say their unit once.
    pub fn is_in_percent(&self) -> bool {
        let is_plain = |row: Option<&Row>, column: usize| {
            self.unit_of(row, column).0 == Unit::Percent && self.style_of(row, column).is_none()
        };
        (0..self.columns.len()).all(|column| is_plain(None, column))
            && self
                .rows
                .iter()
                .filter(|row| row.own.is_some() || row.style.is_some())
                .all(|row| is_plain(Some(row), 0))
    }

    /// A cell as it is printed where the chart says once that all figures are shares.
    pub fn print_cell_bare(&self, row: &Row, column: usize, language: Language) -> String {
        let value = row.values.get(column).copied().flatten();
        if value.is_none() {
            return self.print_cell(row, column, language);
        }
        let mark = row.notes.get(column).map_or("", |note| note.mark.as_str());
        let gap = if mark.is_empty() { "" } else { "\u{a0}" };
        format!("{}{gap}{mark}", self.print_bare(value, language))
    }

    /// A cell as it is printed, and its significance mark, which may be empty.
    pub fn print_parts(&self, row: &Row, column: usize, language: Language) -> (String, String) {
        let value = row.values.get(column).copied().flatten();
        match self.columns.get(column).and_then(|column| column.hidden) {
            Some(why) if value.is_none() => (number::hidden(why, language), String::new()),
            _ => {
                let mark = row.notes.get(column).map_or_else(String::new, |note| note.mark.clone());
                (self.print_of(row, column, value, language), mark)
            }
        }
    }

    /// The interval of a figure as it is printed: `50–58 %`.
    pub fn print_interval(&self, row: &Row, column: usize, language: Language) -> String {
        row.interval(column).map_or_else(String::new, |(low, high)| {
            let print = |value: f64| match self.style_of(None, column) {
                Some(_) => self.print_at(column, Some(value), language),
                None => self.digits()(value, self.decimals, language),
            };
            format!("{}–{}", print(low), self.print_at(column, Some(high), language))
        })
    }

    /// The number of columns without the difference between two of them.
    pub fn compared(&self) -> usize {
        self.columns.iter().filter(|column| !column.is_change).count()
    }

    /// Data without figures, only with a unit: to print axis labels.
    pub fn bare(unit: Unit) -> Self {
        Self {
            sources: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            decimals: 0,
            unit,
            style: None,
            table: None,
            change: None,
            error_bars: false,
            compares_answers: false,
            is_banner: false,
            reach: Vec::new(),
            emphasis: false,
            unshown: 0,
            groups: Vec::new(),
            grouped_digits: false,
        }
    }

    /// Groups the digits of figures of four digits where another figure has more, so that `8.162` and `18.190` are
    /// written alike. Key figures are read one by one: each follows the rule of the language.
    pub(super) fn group_digits(&mut self) {
        let is_long = |row: &Row| {
            let at = |(column, value): (usize, &Option<f64>)| {
                let style = self.style_of(Some(row), column);
                let decimals = style.and_then(|style| style.decimals).unwrap_or(self.decimals);
                let divisor = style.map_or(1.0, |style| style.magnitude.divisor());
                value.is_some_and(|value| number::needs_groups(value / divisor, decimals))
            };
            row.own.is_none() && row.values.iter().enumerate().any(at)
        };
        self.grouped_digits = self.rows.iter().any(is_long);
    }

    /// How numbers of the chart are written.
    fn digits(&self) -> Digits {
        if self.grouped_digits { number::grouped } else { number::number }
    }

    /// Whether a row of the chart is highlighted, so that the others are not.
    pub fn has_emphasis(&self) -> bool {
        self.emphasis || self.rows.iter().any(|row| row.highlighted)
    }

    /// The smallest figure, end of an error bar or value that the axis must include.
    pub fn min(&self) -> f64 {
        let ends = self.ends().map(|(low, _)| low);
        let values = self.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
        values.chain(ends).chain(self.reach.iter().copied()).fold(f64::INFINITY, f64::min)
    }

    /// The largest figure, end of an error bar or value that the axis must include; always above zero.
    pub fn max(&self) -> f64 {
        let ends = self.ends().map(|(_, high)| high);
        let values = self.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
        values.chain(ends).chain(self.reach.iter().copied()).fold(0.1, f64::max)
    }

    /// The ends of the error bars.
    fn ends(&self) -> impl Iterator<Item = (f64, f64)> {
        let notes = self.rows.iter().filter(|_| self.error_bars).flat_map(|row| &row.notes);
        notes.filter_map(|note| note.interval)
    }

    /// Whether the answers are steps of a scale, so that shades of one hue tell their order.
    pub fn is_scale(&self) -> bool {
        self.sources.iter().any(|series| series.question_type == QuestionType::Scale)
    }

    /// Whether categories are items and columns are their answers.
    pub fn is_by_item(&self) -> bool {
        self.sources.iter().all(|series| series.by == By::Item)
    }

    /// The first series shown, if all series shown allowed several answers.
    pub fn multiple(&self) -> Option<&Series> {
        let multiple = |series: &Arc<Series>| series.allows_several();
        self.sources.first().filter(|_| self.sources.iter().all(multiple)).map(Arc::as_ref)
    }
}
