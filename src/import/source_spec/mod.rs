//! The key `data` of a series: which file holds the figures, and how to read it.

pub mod cell_range;
pub mod decimal;
pub mod format;
mod keys;
pub mod skip;
pub mod tabulate;

use super::text_window::Encoding;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::fields::Fields;
use crate::spec::keys::Choice;
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, values};
use cell_range::Area;
pub use decimal::Scale;
use decimal::{Decimal, Thousands};
use format::Format;
pub(super) use keys::DATA;
use keys::{DECIMALS, DELIMITERS, LONG};
use skip::Skip;
use tabulate::{Answers, Tabulate};

/// What the author said of a file with figures.
#[derive(Debug, Clone)]
pub struct SourceSpec {
    /// Its name, relative to the specs folder.
    pub file: Spanned<String>,
    /// The query that gives the rows, where it is a database.
    pub sql: Option<Spanned<String>>,
    /// The program that wrote it, if declared.
    pub format: Option<Spanned<Format>>,
    /// The file with the wording and the labels of its codes, relative to the specs folder.
    pub dictionary: Option<Spanned<String>>,
    /// The sheet of a workbook.
    pub sheet: Option<Spanned<String>>,
    /// The cells of the table, headers included.
    pub range: Option<Spanned<Area>>,
    /// Rows of the header, where the author said how many.
    pub header: Option<u32>,
    /// The row that says how many answered, by its name.
    pub base_row: Option<Spanned<String>>,
    /// Whether rows are columns and columns rows.
    pub transpose: bool,
    /// Rows and columns to leave out, by name.
    pub skip: Skip,
    /// What becomes of hidden rows and columns; undeclared they are an error.
    pub hidden: Option<Hidden>,
    /// What the rows of an answer hold, where it has several.
    pub turns: Vec<Turn>,
    /// Marks behind figures, each with what it means.
    pub flags: Vec<(String, String)>,
    /// The header of the categories, if not the first.
    pub category: Option<Spanned<String>>,
    /// The dimension whose values are the columns, where the file has dimensions.
    pub column: Option<Spanned<String>>,
    /// The values that are taken of the other dimensions.
    pub pick: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
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
    /// Words that stand for exactly 0.
    pub zero: Vec<String>,
    /// The delimiter of a text, if declared.
    pub delimiter: Option<u8>,
    /// The encoding of a text, if declared.
    pub encoding: Option<Encoding>,
    /// How its numbers are written.
    pub decimal: Decimal,
    /// What the figures are multiplied with.
    pub scale: Scale,
    /// Whether its rows are respondents, which a data set counts.
    pub respondents: bool,
}

/// What becomes of hidden rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// They are read like others.
    Read,
    /// They are left out.
    Skip,
}

impl Hidden {
    /// The words used in specs.
    const WORDS: [Choice<Self>; 2] =
        [("skip", Self::Skip, "leaves them out"), ("read", Self::Read, "reads them")];
}

/// What a row of an answer holds, where counts and shares take turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Counts.
    Count,
    /// Shares.
    Percent,
    /// Something else.
    Skip,
}

impl Turn {
    /// The words used in specs.
    const WORDS: [Choice<Self>; 3] =
        [("count", Self::Count, ""), ("percent", Self::Percent, ""), ("skip", Self::Skip, "neither")];
}

/// A header may have so many rows.
const MOST_HEADER_ROWS: u32 = 8;

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

impl SourceSpec {
    /// Reads `data: file.csv` or `data: {file: …, …}`.
    pub fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        Self::read_as(node, false, sink)
    }

    /// Reads the same for the respondents of a data set.
    pub(crate) fn of_respondents(node: &Node, sink: &Diagnostics) -> Option<Self> {
        Self::read_as(node, true, sink)
    }

    fn read_as(node: &Node, respondents: bool, sink: &Diagnostics) -> Option<Self> {
        if let Value::Text(_) = &node.value {
            return Some(Self { respondents, ..Self::of(values::text(node, "data", sink)?) });
        }
        if !matches!(node.value, Value::Map(_)) {
            sink.push(
                values::wrong_type(node, "data", "the name of a file, or a mapping with `file`")
                    .hint("write `data: series/answers.csv`, or `data: {file: series/answers.csv, …}`"),
            );
            return None;
        }
        let before = sink.len();
        let mut fields = Fields::open(node, &DATA, sink)?;
        let mut spec = Self { respondents, ..Self::of(file(&mut fields, sink)?) };
        spec.sql = fields.text("sql");
        spec.format = format(&mut fields);
        spec.dictionary = fields.text("dictionary");
        spec.sheet = fields.text("sheet");
        spec.range = fields.text("range").and_then(|text| range(&text, sink));
        rows(&mut fields, &mut spec, sink);
        spec.shape(&mut fields, sink);
        spec.category = fields.text("category");
        spec.column = fields.text("column");
        spec.pick = pick(&mut fields, sink);
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
        spec.misplaced_format(sink);
        spec.filters = filters(&mut fields, sink);
        [spec.empty, spec.zero] = ["empty", "zero"]
            .map(|key| fields.texts(key).unwrap_or_default().into_iter().map(|word| word.value).collect());
        spec.delimiter = fields.choice("delimiter", &DELIMITERS);
        spec.encoding = fields.choice("encoding", &Encoding::WORDS);
        if let Some(sign) = fields.choice("decimal", &DECIMALS) {
            spec.decimal = Decimal { sign, declared: true, ..spec.decimal };
        }
        thousands(&mut fields, &mut spec, sink);
        if let Some(scale) = fields.choice("scale", &Scale::WORDS) {
            spec.scale = scale;
        }
        fields.finish();
        (sink.len() == before).then_some(spec)
    }

    /// The keys that say what the rows and columns of a table of figures are.
    fn shape(&mut self, fields: &mut Fields<'_>, sink: &Diagnostics) {
        if let Some(rows) = fields.count("header") {
            if rows.value > MOST_HEADER_ROWS {
                let message =
                    format!("a header of {} rows is too tall: {MOST_HEADER_ROWS} are read", rows.value);
                sink.push(
                    Diagnostic::error(Code::WrongRange, rows.span, message)
                        .hint("write how many rows name the columns, as in `header: 2`"),
                );
            } else {
                self.header = Some(rows.value);
            }
        }
        self.base_row = fields.text("base-row");
        self.transpose = fields.flag_or_default("transpose");
        self.skip = Skip::read(fields, sink);
        self.hidden = fields.choice("hidden", &Hidden::WORDS);
        for word in fields.texts("turns").unwrap_or_default() {
            match Turn::WORDS.iter().find(|(known, ..)| *known == word.value) {
                Some((_, turn, _)) => self.turns.push(*turn),
                None => sink.push(
                    Diagnostic::error(
                        Code::UnknownWord,
                        word.span,
                        format!("`{}` is no word of `turns`", word.value),
                    )
                    .hint("possible here: `count`, `percent`, `skip`, one for each row of an answer"),
                ),
            }
        }
        self.flags = flags(fields, sink);
    }

    /// Whether the file holds answers that are counted.
    pub(crate) fn holds_answers(&self) -> bool {
        self.tabulate.is_some() || self.respondents
    }

    /// Answers are counted with `tabulate` or by a data set, figures are not.
    fn misplaced_format(&self, sink: &Diagnostics) {
        if let Some(dictionary) = self.dictionary.as_ref().filter(|_| !self.holds_answers()) {
            let message = "`dictionary` describes codes of answers, but no answers are counted here";
            sink.push(
                Diagnostic::error(Code::MisplacedKey, dictionary.span.clone(), message)
                    .hint("add `tabulate: {answer: …}`, or remove the key"),
            );
        }
        let Some(Spanned { value: format, span: place }) = &self.format else { return };
        let named = format.name();
        let (message, hint) = match (*format, format.is_figures(), self.holds_answers(), &self.long) {
            (Format::Plain, ..) => return,
            (_, true, true, _) if self.respondents => (
                format!("{named} holds figures by dimensions, and no respondents"),
                "describe it under `series`, with `category`, `column` and `pick`",
            ),
            (_, true, true, _) | (_, true, _, Some(_)) => (
                format!("{named} holds figures by dimensions: `tabulate` and `long` do not go with it"),
                "name its dimensions with `category`, `column` and `pick`",
            ),
            (_, false, false, _) => (
                format!("{named} holds answers, which `tabulate` counts"),
                "add `tabulate: {answer: …}` with the code of the question",
            ),
            _ => return,
        };
        sink.push(Diagnostic::error(Code::MisplacedKey, place.clone(), message).hint(hint));
    }

    /// Keys about tables of figures, which say nothing about the rows of a data set.
    pub(crate) fn misplaced_beside_dataset(&self) -> Option<Diagnostic> {
        let declared = [
            (self.long.is_some(), "long"),
            (self.tabulate.is_some(), "tabulate"),
            (!self.filters.is_empty(), "where"),
            (self.base_row.is_some(), "base-row"),
            (self.transpose, "transpose"),
            (!self.skip.is_empty(), "skip"),
            (!self.turns.is_empty(), "turns"),
            (!self.flags.is_empty(), "flags"),
            (!self.zero.is_empty(), "zero"),
            (self.category.is_some(), "category"),
            (self.column.is_some(), "column"),
            (!self.pick.is_empty(), "pick"),
            (self.columns.is_some(), "columns"),
        ];
        let (_, key) = declared.into_iter().find(|(is_declared, _)| *is_declared)?;
        let hint = match key {
            "where" => "write `where` beside `data`",
            _ => "remove the key: `questions` say what is counted",
        };
        let message = format!("`{key}` says nothing about the respondents of a data set");
        Some(Diagnostic::error(Code::MisplacedKey, self.file.span.clone(), message).hint(hint))
    }

    /// What is wrong where the file holds answers of another kind than the question takes.
    pub fn mismatch(&self, several: bool) -> Option<Diagnostic> {
        let tabulate = self.tabulate.as_ref()?;
        let place = tabulate.answers.place().clone();
        let separated = self.format.as_ref().and_then(|format| format.value.separator()).is_some();
        match (&tabulate.answers, several) {
            (Answers::Cell { separator: None, .. }, true) if !separated => Some(
                Diagnostic::error(
                    Code::MisplacedKey,
                    place,
                    "several answers were allowed, but `tabulate` takes one a person",
                )
                .hint("name a header for each answer with `answers: [q5_1, q5_2]`, or what divides them in one cell with `separator: ';'`"),
            ),
            (Answers::Cell { separator: Some(_), .. }, false) => Some(
                Diagnostic::error(
                    Code::MisplacedKey,
                    place,
                    "`tabulate` takes several answers a person, but the question took one",
                )
                .hint("set `type: multiple`, or take `separator` out"),
            ),
            _ => None,
        }
    }

    pub(crate) fn of(file: Spanned<String>) -> Self {
        Self {
            file,
            format: None,
            dictionary: None,
            sql: None,
            sheet: None,
            range: None,
            header: None,
            base_row: None,
            transpose: false,
            skip: Skip::default(),
            hidden: None,
            turns: Vec::new(),
            flags: Vec::new(),
            category: None,
            column: None,
            pick: Vec::new(),
            columns: None,
            long: None,
            tabulate: None,
            filters: Vec::new(),
            empty: Vec::new(),
            zero: Vec::new(),
            delimiter: None,
            encoding: None,
            decimal: Decimal::UNDECLARED,
            scale: Scale::AsShown,
            respondents: false,
        }
    }
}

/// `flags: [b, '*']`, or `{b: break in series}`.
fn flags(fields: &mut Fields<'_>, sink: &Diagnostics) -> Vec<(String, String)> {
    let Some(node) = fields.node("flags") else { return Vec::new() };
    let mut flags: Vec<(String, String)> = match &node.value {
        Value::Map(_) => {
            let pairs = fields.pairs("flags");
            pairs.into_iter().map(|(flag, meaning)| (flag.value, meaning.value)).collect()
        }
        _ => {
            let words = values::texts(node, "flags", sink);
            words.into_iter().map(|word| (word.value.clone(), word.value)).collect()
        }
    };
    // The longest first, so that `bp` is no `p`.
    flags.retain(|(flag, _)| !flag.is_empty());
    flags.sort_by_key(|(flag, _)| std::cmp::Reverse(flag.len()));
    flags
}

/// `rows: 3:12`, or `rows: '3:'` to the end: the same as a range of all columns.
fn rows(fields: &mut Fields<'_>, spec: &mut SourceSpec, sink: &Diagnostics) {
    let Some(text) = fields.text("rows") else { return };
    let area = Area::read_rows(&text.value);
    let message = match (&area, &spec.range) {
        (_, Some(_)) => "`range` names the rows already".to_owned(),
        (None, None) => format!("`{}` names no rows", text.value),
        (Some(_), None) => {
            spec.range = area.map(|value| Spanned { value, span: text.span });
            return;
        }
    };
    sink.push(
        Diagnostic::error(Code::WrongRange, text.span, message)
            .hint("write the first and the last row, header included, as in `rows: '3:12'`, or `rows: '3:'`"),
    );
}

/// `thousands: space`; it cannot be the decimal sign.
fn thousands(fields: &mut Fields<'_>, spec: &mut SourceSpec, sink: &Diagnostics) {
    let Some(kind) = fields.choice("thousands", &Thousands::WORDS) else { return };
    let sign = char::from(spec.decimal.sign).to_string();
    if kind.word() == sign
        && let Some((key, _)) = fields.entry("thousands")
    {
        let message = format!("`{sign}` is the decimal sign already");
        sink.push(
            Diagnostic::error(Code::UnknownWord, key.span.clone(), message)
                .hint("declare the decimal sign too, as in `decimal: ','`"),
        );
    }
    spec.decimal.thousands = Some(kind);
}

fn range(text: &Spanned<String>, sink: &Diagnostics) -> Option<Spanned<Area>> {
    let area = Area::read(&text.value);
    if area.is_none() {
        let message = format!("`{}` is no range of cells", text.value);
        sink.push(
            Diagnostic::error(Code::WrongRange, text.span.clone(), message)
                .hint("write the first and the last cell, as in `A3:C12`"),
        );
    }
    area.map(|value| Spanned { value, span: text.span.clone() })
}

/// The file, or the database, of which a source has one.
fn file(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Spanned<String>> {
    if fields.entry("database").is_none() {
        return fields.text_required_here("file");
    }
    let (file, database) = (fields.text("file"), fields.text("database")?);
    if file.is_some() {
        sink.push(
            Diagnostic::error(Code::MisplacedKey, database.span, "the rows are in `file` already")
                .hint("keep one of `file` and `database`"),
        );
        return None;
    }
    Some(database)
}

fn format(fields: &mut Fields<'_>) -> Option<Spanned<Format>> {
    let place = fields.node("format")?.span.clone();
    fields.choice("format", &Format::WORDS).map(|value| Spanned { value, span: place })
}

/// `pick: {unit: PC, geo: [DE, FR]}`.
fn pick(fields: &mut Fields<'_>, sink: &Diagnostics) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
    let pairs = fields.map("pick").unwrap_or_default();
    let picked = |(key, node): &(Key, Node)| {
        let name = Spanned { value: key.name.clone(), span: key.span.clone() };
        (name, values::texts(node, "pick", sink))
    };
    pairs.iter().map(picked).collect()
}

fn long(node: &Node, sink: &Diagnostics) -> Option<Long> {
    let mut fields = Fields::open(node, &LONG, sink)?;
    let category = fields.text("category");
    let column = fields.text("column");
    let value = fields.text("value");
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
