//! The key `data` of a series: which file holds the figures, and how to read it.

pub mod cell_range;
pub mod decimal;
pub mod tabulate;

use super::text_window::Encoding;
use crate::diagnostic::Diagnostic;
use crate::spec::fields::Fields;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Located, values};
use cell_range::Area;
use decimal::Decimal;
use tabulate::Tabulate;

/// What the author said of a file with figures.
#[derive(Debug, Clone)]
pub struct SourceSpec {
    /// Its name, relative to the specs folder.
    pub file: Located<String>,
    /// The sheet of a workbook.
    pub sheet: Option<Located<String>>,
    /// The cells of it.
    pub range: Option<Area>,
    /// The header of the categories, if not the first.
    pub category: Option<Located<String>>,
    /// The columns to take, if not all.
    pub columns: Option<Vec<Located<String>>>,
    /// The headers of a long table.
    pub long: Option<Long>,
    /// The table holds answers to be counted.
    pub tabulate: Option<Tabulate>,
    /// Only rows with these values under these headers.
    pub filters: Vec<(Located<String>, String)>,
    /// Words that stand for a missing figure.
    pub empty: Vec<String>,
    /// The delimiter of a text, if declared.
    pub delimiter: Option<u8>,
    /// The encoding of a text, if declared.
    pub encoding: Option<Encoding>,
    /// How its numbers are written.
    pub decimal: Decimal,
    /// What the figures are multiplied with.
    pub scale: Scale,
}

/// The headers of a long table.
#[derive(Debug, Clone)]
pub struct Long {
    /// Of the categories.
    pub category: Located<String>,
    /// Of the columns, where there are several.
    pub column: Option<Located<String>>,
    /// Of the figures.
    pub value: Located<String>,
}

/// What figures are multiplied with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Cells in percent format by 100, others not.
    AsShown,
    /// As they are stored.
    One,
    /// All by 100.
    Hundred,
}

impl SourceSpec {
    /// Reads `data: file.csv` or `data: {file: …, …}`.
    pub fn read(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        if let Value::Text(_) = &node.value {
            return Some(Self::of(values::text(node, "data", faults)?));
        }
        if !matches!(node.value, Value::Map(_)) {
            faults.push(
                values::wrong_type(node, "data", "the name of a file, or a mapping with `file`")
                    .hint("write `data: series/answers.csv`, or `data: {file: series/answers.csv, …}`"),
            );
            return None;
        }
        let before = faults.len();
        let mut fields = Fields::open(node, "`data`", faults)?;
        let mut spec = Self::of(fields.required("file", faults)?);
        spec.sheet = fields.text("sheet", faults);
        spec.range = fields.text("range", faults).and_then(|text| range(&text, faults));
        spec.category = fields.text("category", faults);
        spec.columns = fields.texts("columns", faults);
        spec.long = fields.node("long").and_then(|node| long(node, faults));
        spec.tabulate = fields.node("tabulate").and_then(|node| tabulate::tabulate(node, faults));
        if let (Some(long), Some(_)) = (&spec.long, &spec.tabulate) {
            let message = "`long` has figures in its rows, `tabulate` has answers";
            faults.push(
                Diagnostic::error("misplaced-key", long.value.place.clone(), message)
                    .hint("keep one of them"),
            );
        }
        spec.filters = filters(&mut fields, faults);
        spec.empty =
            fields.texts("empty", faults).unwrap_or_default().into_iter().map(|word| word.value).collect();
        let delimiters = [(",", b','), (";", b';'), ("tab", b'\t'), ("|", b'|')];
        spec.delimiter = fields.choice("delimiter", &delimiters, faults);
        spec.encoding = fields.choice("encoding", &Encoding::WORDS, faults);
        if let Some(sign) = fields.choice("decimal", &[(".", b'.'), (",", b',')], faults) {
            spec.decimal = Decimal { sign, declared: true };
        }
        if let Some(scale) = fields.choice("scale", &[("1", Scale::One), ("100", Scale::Hundred)], faults) {
            spec.scale = scale;
        }
        fields.finish(faults);
        (faults.len() == before).then_some(spec)
    }

    /// What is wrong where the file holds answers of another kind than the question takes.
    pub fn mismatch(&self, several: bool) -> Option<Diagnostic> {
        let tabulate = self.tabulate.as_ref()?;
        let place = tabulate.answers.place().clone();
        match (several, tabulate.answers.are_several()) {
            (true, false) => Some(
                Diagnostic::error(
                    "misplaced-key",
                    place,
                    "several answers were allowed, but `tabulate` takes one a person",
                )
                .hint("name a header for each answer with `answers: [q5_1, q5_2]`, or what divides them in one cell with `separator: ';'`"),
            ),
            (false, true) => Some(
                Diagnostic::error(
                    "misplaced-key",
                    place,
                    "`tabulate` takes several answers a person, but the question took one",
                )
                .hint("set `type: multiple`, or name the one header of the answers with `answer`"),
            ),
            _ => None,
        }
    }

    fn of(file: Located<String>) -> Self {
        Self {
            file,
            sheet: None,
            range: None,
            category: None,
            columns: None,
            long: None,
            tabulate: None,
            filters: Vec::new(),
            empty: Vec::new(),
            delimiter: None,
            encoding: None,
            decimal: Decimal { sign: b'.', declared: false },
            scale: Scale::AsShown,
        }
    }
}

fn range(text: &Located<String>, faults: &mut Vec<Diagnostic>) -> Option<Area> {
    let area = Area::read(&text.value);
    if area.is_none() {
        let message = format!("`{}` is no range of cells", text.value);
        faults.push(
            Diagnostic::error("wrong-range", text.place.clone(), message)
                .hint("write the first and the last cell, as in `A3:C12`"),
        );
    }
    area
}

fn long(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Long> {
    let mut fields = Fields::open(node, "`long`", faults)?;
    let category = fields.required("category", faults);
    let column = fields.text("column", faults);
    let value = fields.required("value", faults);
    fields.finish(faults);
    Some(Long { category: category?, column, value: value? })
}

fn filters(fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>) -> Vec<(Located<String>, String)> {
    let pairs = fields.map("where", faults).unwrap_or_default();
    let filter = |(key, node): &(crate::spec::yaml::Key, Node)| {
        let name = Located { value: key.name.clone(), place: key.place.clone() };
        values::text(node, "where", faults).map(|value| (name, value.value))
    };
    pairs.iter().filter_map(filter).collect()
}
