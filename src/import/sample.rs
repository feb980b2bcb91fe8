//! A look at a table of respondents before anybody has said what its columns are: which answers are in each, and how often.

use std::collections::BTreeMap;

use super::exports::columns::{Choice, Export};
use super::source_spec::format::Format;
use super::table::header::Head;
use super::table::{Cell, Row, Value};

/// So many rows are looked at.
const MOST_ROWS: u32 = 200_000;
/// So many different words of a column are kept; what has more is no question with answers to choose from.
pub(crate) const MOST_WORDS: usize = 60;

/// A table of respondents.
#[derive(Debug)]
pub(crate) struct Sample {
    /// Who wrote it.
    pub(crate) format: Format,
    /// Its columns in their order.
    pub(crate) columns: Vec<Column>,
    /// How many rows were looked at.
    pub(crate) rows: u32,
    /// Whether there are more.
    pub(crate) is_cut: bool,
}

/// A column of it.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// The header that a spec names.
    pub(crate) name: String,
    /// The wording of its question.
    pub(crate) wording: Option<String>,
    /// The option that it is about, where a question has a column for each.
    pub(crate) option: Option<Choice>,
    /// What the file or its dictionary calls its codes.
    pub(crate) labels: Vec<(String, String)>,
    /// Its words in the order in which they first appear, and how often; the first of very many.
    pub(crate) words: Vec<(String, u32)>,
    places: BTreeMap<String, usize>,
    /// Whether there are more different words.
    pub(crate) has_more: bool,
    /// How many cells hold anything.
    pub(crate) filled: u32,
    /// How many of them are numbers, and whether one has a fraction.
    pub(crate) numbers: u32,
    pub(crate) has_fraction: bool,
    /// Their sum, the smallest and the largest.
    pub(crate) sum: f64,
    pub(crate) ends: Option<(f64, f64)>,
    /// How many are dates.
    pub(crate) dates: u32,
    /// The length of the longest word.
    pub(crate) longest: usize,
}

impl Sample {
    pub(crate) fn new(head: &Head, export: Option<&Export>) -> Self {
        let column = |(at, name): (usize, &Option<String>)| {
            let known = export.and_then(|export| export.columns.get(at));
            let name = name.clone().unwrap_or_default();
            let question = export.and_then(|export| export.question(&name));
            Column {
                wording: export.and_then(|export| export.wording(at, false)),
                option: known.and_then(|column| column.option.clone()),
                labels: question.map(|question| question.labels.clone()).unwrap_or_default(),
                name,
                ..Column::default()
            }
        };
        Self {
            format: export.map_or(Format::Plain, |export| export.format),
            columns: head.names.iter().enumerate().map(column).collect(),
            rows: 0,
            is_cut: false,
        }
    }

    /// Takes a row; says whether more are looked at.
    pub(crate) fn row(&mut self, row: &Row<'_>) -> bool {
        if self.rows == MOST_ROWS {
            self.is_cut = true;
            return false;
        }
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(&row.cells) {
            column.take(cell);
        }
        true
    }
}

impl Column {
    fn take(&mut self, cell: &Cell<'_>) {
        let Some(word) = cell.name() else { return };
        self.filled += 1;
        self.longest = self.longest.max(word.chars().count());
        self.dates += u32::from(matches!(cell.value, Value::Date(_)) || looks_like_date(&word));
        let number = match &cell.value {
            Value::Number { value, .. } => Some(*value),
            Value::Text(text) => {
                text.trim().replace(',', ".").parse::<f64>().ok().filter(|value| value.is_finite())
            }
            _ => None,
        };
        if let Some(number) = number {
            self.numbers += 1;
            self.has_fraction |= number.fract() != 0.0;
            self.sum += number;
            let (low, high) = self.ends.unwrap_or((number, number));
            self.ends = Some((low.min(number), high.max(number)));
        }
        match self.places.get(word.as_ref()) {
            Some(at) => self.words[*at].1 += 1,
            None if self.words.len() == MOST_WORDS => self.has_more = true,
            None => {
                self.places.insert(word.clone().into_owned(), self.words.len());
                self.words.push((word.into_owned(), 1));
            }
        }
    }
}

/// `2025-03-01 10:00:00`, `01.03.2024 09:12`, `3/1/2024`.
fn looks_like_date(word: &str) -> bool {
    let day = word.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_digit()))
        && parts.iter().filter(|part| part.len() == 4).count() == 1
}

#[cfg(test)]
mod tests {
    use super::looks_like_date;

    #[test]
    fn dates_in_words() {
        for date in ["2025-03-01 10:00:00", "01.03.2024 09:12", "3/1/2024", "2025-03-01T10:00"] {
            assert!(looks_like_date(date), "{date}");
        }
        for other in ["18-29", "1.5", "2024", "1.2.3", "a-b-2024"] {
            assert!(!looks_like_date(other), "{other}");
        }
    }
}
