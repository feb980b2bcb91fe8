//! The key `data` of a series: which file holds the figures, and how to read it.

use super::answers::Answers;
use super::area::Area;
use super::decimal::Decimal;
use super::tabulate::Tabulate;
use super::window::Encoding;
use crate::diagnostic::Diagnostic;
use crate::spec::Located;
use crate::spec::fields::{self, Fields};
use crate::spec::yaml::{Node, Value};

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
            return Some(Self::of(fields::text(node, "data", faults)?));
        }
        let before = faults.len();
        let mut fields = Fields::open(node, "`data`", faults)?;
        let mut spec = Self::of(fields.required("file", faults)?);
        spec.sheet = fields.text("sheet", faults);
        spec.range = fields.text("range", faults).and_then(|text| range(&text, faults));
        spec.category = fields.text("category", faults);
        spec.columns = fields.texts("columns", faults);
        spec.long = fields.node("long").and_then(|node| long(node, faults));
        spec.tabulate = fields.node("tabulate").and_then(|node| tabulate(node, faults));
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

fn tabulate(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Tabulate> {
    if let Value::Text(_) = &node.value {
        let header = fields::text(node, "tabulate", faults)?;
        let answers = Answers::Cell { header, separator: None, order: Vec::new() };
        return Some(Tabulate { answers, column: None, weight: None, everyone: false });
    }
    let mut fields = Fields::open(node, "`tabulate`", faults)?;
    let answers = answers(&mut fields, faults);
    let column = fields.text("column", faults);
    let weight = fields.text("weight", faults);
    let everyone = fields.choice("base", &[("answered", false), ("all", true)], faults).unwrap_or(false);
    fields.finish(faults);
    Some(Tabulate { answers: answers?, column, weight, everyone })
}

/// `answer` names one header, `answers` several; each has keys of its own.
fn answers(fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>) -> Option<Answers> {
    let several = fields.node("answers");
    let one = match several {
        None => fields.required("answer", faults),
        Some(_) => fields.text("answer", faults),
    };
    let separator = fields.text("separator", faults);
    let order = fields.texts("order", faults).unwrap_or_default();
    let [chosen, not_chosen] = ["chosen", "not-chosen"].map(|key| fields.texts(key, faults));
    let misplaced =
        |keys: &[&'static str], fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>, why: &str| {
            for key in keys {
                if let Some((key, _)) = fields.entry(key) {
                    let message = format!("`{}` does not go with {why}", key.name);
                    faults.push(
                        Diagnostic::error("misplaced-key", key.place.clone(), message)
                            .hint("take the key out"),
                    );
                }
            }
        };
    let plain = |words: Option<Vec<Located<String>>>| {
        words.unwrap_or_default().into_iter().map(|word| word.value).collect()
    };
    match several {
        Some(node) => {
            misplaced(
                &["answer", "separator", "order"],
                fields,
                faults,
                "`answers`, a header for each answer",
            );
            let headers = headers(node, faults)?;
            Some(Answers::Columns {
                first: node.place.clone(),
                headers,
                chosen: plain(chosen),
                not_chosen: plain(not_chosen),
            })
        }
        None => {
            misplaced(&["chosen", "not-chosen"], fields, faults, "`answer`, one header with all answers");
            let separator = separator.map(|separator| separator.value);
            Some(Answers::Cell { header: one?, separator, order })
        }
    }
}

/// `[header, header]`, or `{header: name of the answer}`.
fn headers(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Vec<(Located<String>, String)>> {
    let pairs = match &node.value {
        Value::Map(_) => {
            let pairs = fields::map(node, "answers", faults).unwrap_or_default();
            let pair = |(key, node): &(crate::spec::yaml::Key, Node)| {
                let name = fields::text(node, &key.name, faults)?;
                Some((Located { value: key.name.clone(), place: key.place.clone() }, name.value))
            };
            pairs.iter().filter_map(pair).collect()
        }
        _ => {
            let words = fields::texts(node, "answers", faults);
            words.into_iter().map(|word| (word.clone(), word.value)).collect::<Vec<_>>()
        }
    };
    let twice = (1..pairs.len()).find(|at| pairs[..*at].iter().any(|(_, name)| *name == pairs[*at].1));
    if let Some(at) = twice {
        let message = format!("two answers are called `{}`", pairs[at].1);
        faults.push(
            Diagnostic::error("repeated-name", pairs[at].0.place.clone(), message)
                .hint("give each answer a name of its own"),
        );
    }
    (!pairs.is_empty()).then_some(pairs)
}

fn filters(fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>) -> Vec<(Located<String>, String)> {
    let pairs = fields.map("where", faults).unwrap_or_default();
    let filter = |(key, node): &(crate::spec::yaml::Key, Node)| {
        let name = Located { value: key.name.clone(), place: key.place.clone() };
        fields::text(node, "where", faults).map(|value| (name, value.value))
    };
    pairs.iter().filter_map(filter).collect()
}
