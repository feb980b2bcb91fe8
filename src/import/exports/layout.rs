//! Where the figures of a statistical office are, and the dimensions that each of them belongs to.
//!
//! All of these files have key cells at the start of a row and figures behind them. A flat file has one figure a row, and all its
//! dimensions are keys; in a table some dimensions run across the header.

use super::super::source_spec::format::Format;
use super::super::table::{Cell, Value};

/// Where figures and dimensions are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// What each dimension may be called: those of the rows, then those of the header.
    pub(crate) dimensions: Vec<Vec<String>>,
    /// The keys of a row.
    pub(crate) keys: Keys,
    /// The columns of figures.
    pub(crate) values: Vec<ValueColumn>,
    /// The column of flags, where they have one.
    pub(crate) flag: Option<usize>,
    /// How many cells a row has.
    pub(crate) width: usize,
}

/// The keys of a row.
#[derive(Debug, Clone)]
pub(crate) enum Keys {
    /// All in the first cell, with commas between them.
    Packed,
    /// Each in a cell.
    Cells(Vec<Key>),
}

impl Default for Keys {
    fn default() -> Self {
        Self::Cells(Vec::new())
    }
}

/// The cells of a key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// What it is called.
    pub(crate) label: usize,
    /// Its code, where that has a cell of its own.
    pub(crate) code: Option<usize>,
    /// Whether both are in one cell: `DE:Germany`.
    pub(crate) both: bool,
}

/// A column of figures.
#[derive(Debug, Clone)]
pub(crate) struct ValueColumn {
    /// Its index.
    pub(crate) at: usize,
    /// The values of the dimensions that run across the header.
    pub(crate) labels: Vec<Label>,
}

/// A value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Label {
    /// What it is called.
    pub(crate) name: String,
    /// Its code, if it has one beside its name.
    pub(crate) code: Option<String>,
}

impl Label {
    pub(crate) fn of(name: &str) -> Self {
        Self { name: name.trim().to_owned(), code: None }
    }

    /// `DE:Germany` or `DEU: Germany`.
    fn both(text: &str) -> Self {
        match text.split_once(':') {
            Some((code, name)) => Self { name: name.trim().to_owned(), code: Some(code.trim().to_owned()) },
            None => Self::of(text),
        }
    }

    /// Whether an author means it by a word.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.name == word || self.code.as_deref() == Some(word)
    }
}

impl Layout {
    /// The keys of a row, one for each dimension that runs down; `None` where the row has not that many.
    pub(crate) fn keys(&self, cells: &[Cell<'_>]) -> Option<Vec<Label>> {
        let name = |at: usize| cells.get(at).and_then(Cell::name).unwrap_or_default().into_owned();
        match &self.keys {
            Keys::Packed => {
                let across = self.values.first().map_or(0, |column| column.labels.len());
                let labels: Vec<Label> = name(0).split(',').map(Label::of).collect();
                (labels.len() + across == self.dimensions.len()).then_some(labels)
            }
            Keys::Cells(keys) => {
                let label = |key: &Key| match key.both {
                    true => Label::both(&name(key.label)),
                    false => Label {
                        name: name(key.label),
                        code: key.code.map(name).filter(|code| !code.is_empty()),
                    },
                };
                Some(keys.iter().map(label).collect())
            }
        }
    }
}

/// What an office wrote into the cell of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Written<'t> {
    /// Nothing, or a sign that says why there is no figure.
    Nothing,
    /// Exactly nothing: zero.
    Zero,
    /// Digits.
    Digits(&'t str),
}

/// Divides a cell into its figure and the flags behind it.
pub(crate) fn divide(format: Format, text: &str) -> (Written<'_>, &str) {
    let text = text.trim();
    if matches!(format, Format::GenesisFlat | Format::GenesisTable) {
        return match text {
            "" | "." | "..." | "…" | "/" | "x" | "X" | "()" => (Written::Nothing, ""),
            "-" | "–" => (Written::Zero, ""),
            // The office puts figures of limited reliability in brackets.
            _ => match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
                Some(inner) => (Written::Digits(inner.trim()), "()"),
                None => (Written::Digits(text), ""),
            },
        };
    }
    let end = text.find(|sign: char| sign.is_alphabetic() || sign == ':').unwrap_or(text.len());
    let (figure, flags) = text.split_at(end);
    let missing = figure.is_empty() || text.starts_with("NaN");
    let flags = flags.trim_start_matches(':').trim();
    if missing { (Written::Nothing, "") } else { (Written::Digits(figure.trim()), flags) }
}

/// The value of a cell where it is stored as a number.
pub(crate) fn stored(cell: &Cell<'_>) -> Option<f64> {
    match cell.value {
        Value::Number { value, .. } => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Written, divide};

    #[test]
    fn figures_and_what_stands_beside_them() {
        let eurostat = |text| divide(Format::EurostatTsv, text);
        assert_eq!(eurostat("54.3 b"), (Written::Digits("54.3"), "b"));
        assert_eq!(eurostat("54.3bp "), (Written::Digits("54.3"), "bp"));
        assert_eq!(eurostat(": c"), (Written::Nothing, ""));
        assert_eq!(eurostat("-0.5"), (Written::Digits("-0.5"), ""));
        let genesis = |text| divide(Format::GenesisTable, text);
        assert_eq!(genesis("-"), (Written::Zero, ""));
        assert_eq!(genesis("."), (Written::Nothing, ""));
        assert_eq!(genesis("(45,7)"), (Written::Digits("45,7"), "()"));
        assert_eq!(genesis("-1,2"), (Written::Digits("-1,2"), ""));
    }
}
