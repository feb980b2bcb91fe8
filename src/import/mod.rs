//! Series whose figures are in a file beside the YAML: text tables, JSON, workbooks, Parquet.
//!
//! Rows come in one by one, categories and columns go out; every figure is reported with its line or cell where it is wrong.

mod binary;
mod calendar;
mod charset;
pub mod csv;
pub(crate) mod dataset;
pub mod date;
mod dta;
pub(crate) mod exports;
mod extent;
mod figures;
pub mod json;
pub mod labels;
pub(crate) mod listed;
pub mod magic;
pub mod number_format;
mod parquet;
mod postgresql;
pub mod reader;
mod recognise;
mod refusal;
pub(crate) mod sample;
mod sav;
pub mod series_file;
pub mod shared_tables;
pub mod sheets;
pub mod source_spec;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod statistics_file;
pub mod table;
pub mod tabulate;
pub mod text_window;
pub mod variables;
pub mod workbook;

use std::io::{Cursor, Read, Seek};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::reason::Reason;
use crate::spec::Spanned;
use dataset::counting::Counted;
use dataset::kept::Kept;
use dataset::plan::Plan;
use dataset::units::split;
use labels::Labels;
use listed::Words;
use magic::Kind;
use reader::Reader;
use refusal::Unreadable;
use shared_tables::SharedTables;
use source_spec::SourceSpec;
use table::cell::Reading;
use table::imported::Figures;
use table::{Origin, Row};
use text_window::Window;
use workbook::Books;

/// A file that is open for reading.
pub trait Content: Read + Seek {}

impl<T: Read + Seek> Content for T {}

/// Opens a file by its name in the specs folder, or says in a sentence why it cannot be.
pub type Opener<'a> = &'a dyn Fn(&str) -> Result<Box<dyn Content>, Reason>;

/// The files beside the series files of a run.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    open: Opener<'a>,
    books: &'a Books,
}

impl<'a> Beside<'a> {
    /// Files that are opened so; workbooks among them are kept for the next series that takes figures from them.
    pub fn new(open: Opener<'a>, books: &'a Books) -> Self {
        Self { open, books }
    }

    fn open(&self, name: &str) -> Result<Box<dyn Content>, Reason> {
        (self.open)(name)
    }
}

/// What a series wants of its file.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'s> {
    /// Whether its figures are shares of 0 to 100.
    pub percent: bool,
    /// Whether they are counts, which are whole.
    pub whole: bool,
    /// The answers of each net whose respondents are counted, not added up from its answers.
    pub nets: &'s [Vec<String>],
    /// Whether a respondent may have given several answers.
    pub several: bool,
    /// How many answers a respondent may have given.
    pub most_answers: Option<u32>,
    /// What codes of answers, categories and columns are called.
    pub labels: &'s Labels,
    /// Answers that are non-response and shown nevertheless.
    pub missing: &'s [String],
}

/// The endings that are read.
const ENDINGS: [&str; 11] =
    ["csv", "tsv", "json", "xlsx", "xlsm", "xls", "ods", "parquet", "sav", "zsav", "dta"];

/// Reads the figures of a series.
pub fn read(spec: &SourceSpec, wanted: Wanted<'_>, beside: Beside<'_>, sink: &Diagnostics) -> Figures {
    let before = sink.len();
    let Wanted { percent, whole, nets, several, most_answers, labels, missing: shown } = wanted;
    let typed = is_typed(spec);
    let mut reader =
        Reader::new(Reading { spec, percent, whole, typed, nets, several, most_answers, labels, shown });
    if rows(spec, beside, &mut reader, sink).is_none() {
        return Figures::default();
    }
    let figures = reader.finish(sink);
    if sink.has_errors_since(before) { Figures::default() } else { figures }
}

/// Counts answers for many series in one pass over their file; `None`, with diagnostics, where it cannot be read. `said` is what
/// the data set says of its file.
pub(crate) fn count(
    (spec, said): (&SourceSpec, &str),
    plan: &Plan,
    (beside, shared): (Beside<'_>, Option<&SharedTables>),
    sink: &Diagnostics,
) -> Option<Counted> {
    let before = sink.len();
    let labels = Labels::default();
    let reading = of_answers(spec, &labels);
    // What depends on a parameter is counted in one way, in one report as in many.
    let own = SharedTables::default();
    let shared = shared.or(Some(&own).filter(|_| split(plan).is_some()));
    if let Some(counted) = shared.and_then(|shared| shared.count(said, reading, plan, beside, sink)) {
        return Some(counted);
    }
    let mut reader = Reader::counting(reading, plan);
    rows(spec, beside, &mut reader, sink)?;
    let counted = reader.counted(sink);
    counted.filter(|_| !sink.has_errors_since(before))
}

/// Reads a table to keep it for many reports; `None` where anything is wrong with it.
fn keep(reading: Reading<'_>, plan: &Plan, beside: Beside<'_>) -> Option<Kept> {
    let faults = Diagnostics::new();
    let mut reader = Reader::keeping(reading, plan);
    rows(reading.spec, beside, &mut reader, &faults)?;
    reader.kept().filter(|_| faults.is_empty())
}

/// Looks at the answers of a file; `None`, with diagnostics, where it cannot be read.
pub(crate) fn sample(spec: &SourceSpec, beside: Beside<'_>, sink: &Diagnostics) -> Option<sample::Sample> {
    let before = sink.len();
    let labels = Labels::default();
    let mut reader = Reader::sampling(of_answers(spec, &labels));
    rows(spec, beside, &mut reader, sink)?;
    let seen = reader.seen(sink);
    seen.filter(|_| !sink.has_errors_since(before))
}

/// The rows of a small table as words, whatever kind of file it is; none, with diagnostics, where it cannot be read.
pub(crate) fn list(name: &str, bytes: &[u8], most: usize, sink: &Diagnostics) -> Vec<Words> {
    let before = sink.len();
    let open = |_: &str| -> Result<Box<dyn Content>, Reason> { Ok(Box::new(Cursor::new(bytes.to_vec()))) };
    let file = Spanned { value: name.to_owned(), span: Span::unread(name) };
    let (spec, labels, books) = (SourceSpec::of(file), Labels::default(), Books::default());
    let mut reader = Reader::listing(of_answers(&spec, &labels), most);
    let read = rows(&spec, Beside::new(&open, &books), &mut reader, sink);
    let rows = reader.listed(sink);
    if read.is_none() || sink.has_errors_since(before) { Vec::new() } else { rows }
}

/// How the answers of a data set are read.
fn of_answers<'s>(spec: &'s SourceSpec, labels: &'s Labels) -> Reading<'s> {
    Reading {
        spec,
        percent: true,
        whole: false,
        typed: is_typed(spec),
        nets: &[],
        several: true,
        most_answers: None,
        labels,
        shown: &[],
    }
}

fn ending(spec: &SourceSpec) -> String {
    let name = &spec.file.value;
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// Whether the file tells numbers from text itself.
fn is_typed(spec: &SourceSpec) -> bool {
    !matches!(ending(spec).as_str(), "csv" | "tsv")
}

/// Hands all rows of a file to a reader, which keeps the faults of rows; `None` where the file itself is at fault.
fn rows(spec: &SourceSpec, beside: Beside<'_>, reader: &mut Reader<'_>, sink: &Diagnostics) -> Option<()> {
    let (name, ending) = (&spec.file.value, ending(spec));
    sink.extend(misplaced(spec, &ending));
    let of_server = postgresql::name(spec);
    let mut content = match beside.open(of_server.as_deref().unwrap_or(name)) {
        Ok(content) => content,
        Err(reason) if of_server.is_some() => {
            let place = spec.sql.as_ref().map_or(&spec.file.span, |sql| &sql.span).clone();
            let message = format!("the database gives no rows: {reason}");
            sink.push(
                Diagnostic::error(Code::UnreadableData, place, message)
                    .hint("try it with `psql` and the same environment"),
            );
            return None;
        }
        Err(reason) => {
            let message = format!("`{name}` cannot be read: {reason}");
            sink.push(
                Diagnostic::error(Code::UnreadableData, spec.file.span.clone(), message)
                    .hint("name a file in the specs folder, such as `series/answers.csv`"),
            );
            return None;
        }
    };
    let questions = match recognise::questions(spec, beside) {
        Ok(questions) => questions,
        Err(fault) => {
            sink.push(fault);
            return None;
        }
    };
    reader.describe(questions);
    let read = match ending.as_str() {
        _ if of_server.is_some() => postgresql::read(&mut *content, spec, reader),
        _ if is_database(spec) => database(spec, &mut *content, beside, reader),
        "csv" | "tsv" => text(spec, &mut *content, ending == "tsv", reader),
        "json" => json_table(spec, &mut *content, reader),
        "xlsx" | "xlsm" => sheet(spec, &mut *content, Kind::Xlsx, beside.books, reader),
        "xls" => sheet(spec, &mut *content, Kind::Xls, beside.books, reader),
        "ods" => sheet(spec, &mut *content, Kind::Ods, beside.books, reader),
        "parquet" => parquet::read(&mut *content, spec, reader).map_err(|refusal| refused(spec, refusal)),
        "sav" | "zsav" | "dta" => {
            statistics_file::read(&mut *content, spec, reader).map_err(|refusal| refused(spec, refusal))
        }
        _ => Err(unknown(spec, &ending)),
    };
    if let Err(fault) = read {
        reader.fail(fault);
    }
    Some(())
}

/// Whether the rows are those of a database.
fn is_database(spec: &SourceSpec) -> bool {
    spec.sql.is_some() || matches!(ending(spec).as_str(), "sqlite" | "sqlite3" | "db" | "db3")
}

#[cfg(feature = "sqlite")]
fn database(
    spec: &SourceSpec,
    content: &mut dyn Content,
    beside: Beside<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    sqlite::read(content, spec, beside, reader)
}

#[cfg(not(feature = "sqlite"))]
fn database(
    spec: &SourceSpec,
    _: &mut dyn Content,
    _: Beside<'_>,
    _: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let message = "this build of make-briefing reads no databases";
    let hint = "take a released program, build with `--features sqlite`, or export the table as CSV";
    Err(Diagnostic::error(Code::UnknownFormat, spec.file.span.clone(), message).hint(hint))
}

fn unknown(spec: &SourceSpec, ending: &str) -> Diagnostic {
    let message = match ending {
        "" => format!("`{}` has no ending that says what kind of file it is", spec.file.value),
        _ => format!("files of the kind `.{ending}` cannot be read"),
    };
    let hint = match ending {
        "sas7bdat" | "feather" | "arrow" => "export the table as CSV or Parquet".into(),
        "xlsb" | "numbers" | "gsheet" => "save it as `.xlsx`".into(),
        "txt" | "dat" | "tab" => "text tables end in `.csv`, or in `.tsv` where tabs divide the cells".into(),
        "gz" | "zip" | "zst" | "bz2" | "xz" => "unpack it".into(),
        _ => suggest(ending, ENDINGS),
    };
    Diagnostic::error(Code::UnknownFormat, spec.file.span.clone(), message).hint(hint)
}

/// A key that says nothing about a file of this kind is a mistake.
fn misplaced(spec: &SourceSpec, ending: &str) -> Option<Diagnostic> {
    let text = matches!(ending, "csv" | "tsv");
    let workbook = matches!(ending, "xlsx" | "xlsm" | "xls" | "ods");
    let declared = [
        (spec.sql.is_some() && (text || workbook), "sql"),
        (spec.sheet.is_some() && !workbook, "sheet"),
        (spec.range.is_some() && !workbook && !text, "range"),
        (spec.header.is_some() && !workbook && !text, "header"),
        (spec.hidden.is_some() && !workbook, "hidden"),
        (spec.delimiter.is_some() && !text, "delimiter"),
        (spec.base_row.is_some() && (spec.long.is_some() || spec.tabulate.is_some()), "base-row"),
        (!spec.turns.is_empty() && (spec.long.is_some() || spec.tabulate.is_some()), "turns"),
        (spec.transpose && spec.tabulate.is_some(), "transpose"),
        (!spec.flags.is_empty() && spec.tabulate.is_some(), "flags"),
        (!spec.skip.is_empty() && spec.tabulate.is_some(), "skip"),
        (!spec.zero.is_empty() && spec.tabulate.is_some(), "zero"),
        // A number is stored as one there.
        (
            spec.decimal.declared
                && (is_database(spec) || matches!(ending, "parquet" | "sav" | "zsav" | "dta")),
            "decimal",
        ),
        (spec.encoding.is_some() && !text && ending != "json", "encoding"),
        (spec.format.is_some() && !text && !workbook, "format"),
        (spec.dictionary.is_some() && !text && !workbook, "dictionary"),
        (spec.column.is_some() && !text && !workbook, "column"),
        (!spec.pick.is_empty() && !text && !workbook, "pick"),
    ];
    let (_, key) = declared.into_iter().find(|(wrong, _)| *wrong)?;
    let message = match spec.tabulate.is_some() || spec.long.is_some() {
        true => format!("`{key}` says nothing about this table"),
        false => format!("`{key}` says nothing about a file of the kind `.{ending}`"),
    };
    Some(Diagnostic::error(Code::MisplacedKey, spec.file.span.clone(), message).hint("remove the key"))
}

/// Names of files are shown as they are found from where the program runs: beside the file that names them.
fn shown_name(spec: &SourceSpec) -> String {
    let series = &spec.file.span.source.name;
    match series.to_lowercase().rfind("series/").filter(|at| series.is_char_boundary(*at)) {
        Some(at) => format!("{}{}", &series[..at], spec.file.value),
        None => spec.file.value.clone(),
    }
}

fn text(
    spec: &SourceSpec,
    content: &mut dyn Content,
    tabs: bool,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let name = shown_name(spec);
    let mut content = content;
    let mut window = Window::new(&name, &mut content, spec.encoding.unwrap_or_default());
    let (export, delimiter) = recognise::text(spec, &mut window, if tabs { b'\t' } else { b',' })?;
    reader.expect(export);
    let mut index = 0;
    csv::read(&mut window, delimiter, &mut |row| {
        let more = reader.offer(index, 0, row);
        index = index.saturating_add(1);
        more
    })
}

fn json_table(
    spec: &SourceSpec,
    content: &mut dyn Content,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let name = shown_name(spec);
    json::read(&name, content, spec.encoding.unwrap_or_default(), &mut |row| reader.take(row))
}

fn sheet(
    spec: &SourceSpec,
    content: &mut dyn Content,
    kind: Kind,
    books: &Books,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let wanted = spec.sheet.as_ref().map(|sheet| sheet.value.as_str());
    let range = spec.range.as_ref().map(|range| range.value);
    let table = books
        .table(&spec.file.value, content, kind, wanted, range)
        .map_err(|refusal| refused(spec, refusal))?;
    reader.expect(recognise::sheet(spec, &table)?);
    let (file, sheet, named) = (spec.file.value.as_str(), table.sheet.as_str(), &spec.file.span);
    let (first_row, first_column) = table.first;
    for (index, workbook::Line { cells, hidden }) in (first_row..).zip(table.rows) {
        if !reader.offer(
            index,
            first_column,
            Row { cells, origin: Origin::Sheet { file, sheet, named }, hidden },
        ) {
            break;
        }
    }
    Ok(())
}

/// The refusal at the key of the spec that it is about.
fn refused(spec: &SourceSpec, refusal: Unreadable) -> Diagnostic {
    let Unreadable { code, message, hint } = refusal;
    let place = spec
        .sheet
        .as_ref()
        .filter(|_| matches!(code, Code::UnknownSheet | Code::UnnamedSheet | Code::RepeatedSheet))
        .unwrap_or(&spec.file);
    Diagnostic::error(code, place.span.clone(), format!("`{}`: {message}", spec.file.value)).hint(hint)
}
