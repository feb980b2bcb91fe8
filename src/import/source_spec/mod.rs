//! The key `data` of a series: which file holds the figures, and how to read it.

pub mod cell_range;
pub mod decimal;
pub mod tabulate;

use super::text_window::Encoding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::fields::Fields;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use cell_range::Area;
use decimal::Decimal;
use tabulate::Tabulate;

/// What the author said of a file with figures.
#[derive(Debug, Clone)]
pub struct SourceSpec {
    /// Its name, relative to the specs folder.
    pub file: Spanned<String>,
    /// The sheet of a workbook.
    pub sheet: Option<Spanned<String>>,
    /// The cells of it.
    pub range: Option<Area>,
    /// The header of the categories, if not the first.
    pub category: Option<Spanned<String>>,
    /// The columns to take, if not all.
    pub columns: Option<Vec<Spanned<String>>>,
    /// The headers of a long table.
    pub long: Option<Long>,
    /// The table holds answers to be counted.
    pub tabulate: Option<Tabulate>,
    /// Only rows with these values under these headers.
    pub filters: Vec<(Spanned<String>, String)>,
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
    pub category: Spanned<String>,
    /// Of the columns, where there are several.
    pub column: Option<Spanned<String>>,
    /// Of the figures.
    pub value: Spanned<String>,
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
    pub fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        if let Value::Text(_) = &node.value {
            return Some(Self::of(values::text(node, "data", sink)?));
        }
        if !matches!(node.value, Value::Map(_)) {
            sink.push(
                values::wrong_type(node, "data", "the name of a file, or a mapping with `file`")
                    .hint("write `data: series/answers.csv`, or `data: {file: series/answers.csv, …}`"),
            );
            return None;
        }
        let before = sink.len();
        let mut fields = Fields::open(node, "`data`", sink)?;
        let mut spec = Self::of(fields.required("file")?);
        spec.sheet = fields.text("sheet");
        spec.range = fields.text("range").and_then(|text| range(&text, sink));
        spec.category = fields.text("category");
        spec.columns = fields.texts("columns");
        spec.long = fields.node("long").and_then(|node| long(node, sink));
        spec.tabulate = fields.node("tabulate").and_then(|node| tabulate::tabulate(node, sink));
        if let (Some(long), Some(_)) = (&spec.long, &spec.tabulate) {
            let message = "`long` has figures in its rows, `tabulate` has answers";
            sink.push(
                Diagnostic::error(Code::MisplacedKey, long.value.span.clone(), message)
                    .hint("keep one of them"),
            );
        }
        spec.filters = filters(&mut fields, sink);
        spec.empty = fields.texts("empty").unwrap_or_default().into_iter().map(|word| word.value).collect();
        let delimiters = [(",", b','), (";", b';'), ("tab", b'\t'), ("|", b'|')];
        spec.delimiter = fields.choice("delimiter", &delimiters);
        spec.encoding = fields.choice("encoding", &Encoding::WORDS);
        if let Some(sign) = fields.choice("decimal", &[(".", b'.'), (",", b',')]) {
            spec.decimal = Decimal { sign, declared: true };
        }
        if let Some(scale) = fields.choice("scale", &[("1", Scale::One), ("100", Scale::Hundred)]) {
            spec.scale = scale;
        }
        fields.finish();
        (sink.len() == before).then_some(spec)
    }

    /// What is wrong where the file holds answers of another kind than the question takes.
    pub fn mismatch(&self, several: bool) -> Option<Diagnostic> {
        let tabulate = self.tabulate.as_ref()?;
        let place = tabulate.answers.place().clone();
        match (several, tabulate.answers.are_several()) {
            (true, false) => Some(
                Diagnostic::error(
                    Code::MisplacedKey,
                    place,
                    "several answers were allowed, but `tabulate` takes one a person",
                )
                .hint("name a header for each answer with `answers: [q5_1, q5_2]`, or what divides them in one cell with `separator: ';'`"),
            ),
            (false, true) => Some(
                Diagnostic::error(
                    Code::MisplacedKey,
                    place,
                    "`tabulate` takes several answers a person, but the question took one",
                )
                .hint("set `type: multiple`, or name the one header of the answers with `answer`"),
            ),
            _ => None,
        }
    }

    fn of(file: Spanned<String>) -> Self {
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

fn range(text: &Spanned<String>, sink: &Diagnostics) -> Option<Area> {
    let area = Area::read(&text.value);
    if area.is_none() {
        let message = format!("`{}` is no range of cells", text.value);
        sink.push(
            Diagnostic::error(Code::WrongRange, text.span.clone(), message)
                .hint("write the first and the last cell, as in `A3:C12`"),
        );
    }
    area
}

fn long(node: &Node, sink: &Diagnostics) -> Option<Long> {
    let mut fields = Fields::open(node, "`long`", sink)?;
    let category = fields.required("category");
    let column = fields.text("column");
    let value = fields.required("value");
    fields.finish();
    Some(Long { category: category?, column, value: value? })
}

fn filters(fields: &mut Fields<'_>, sink: &Diagnostics) -> Vec<(Spanned<String>, String)> {
    let pairs = fields.map("where").unwrap_or_default();
    let filter = |(key, node): &(crate::spec::yaml::Key, Node)| {
        let name = Spanned { value: key.name.clone(), span: key.span.clone() };
        values::text(node, "where", sink).map(|value| (name, value.value))
    };
    pairs.iter().filter_map(filter).collect()
}
