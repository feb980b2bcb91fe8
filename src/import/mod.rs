//! Series whose figures stand in a file beside the YAML: text tables, JSON, workbooks, Parquet.
//!
//! Rows come in one by one, categories and columns go out; every figure is reported with its line or cell where it is wrong.

pub mod csv;
pub mod json;
pub mod magic;
mod parquet;
pub mod reader;
mod refusal;
pub mod series_file;
pub mod source_spec;
pub mod table;
pub mod tabulate;
pub mod text_window;
pub mod workbook;

use std::io::{Read, Seek};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use magic::Kind;
use reader::Reader;
use refusal::Unreadable;
use source_spec::SourceSpec;
use table::cell::Reading;
use table::imported::Figures;
use table::{Cell, Origin, Row};
use text_window::Window;

/// A file that is open for reading.
pub trait Content: Read + Seek {}

impl<T: Read + Seek> Content for T {}

/// Opens a file by its name in the specs folder, or says in a sentence why it cannot be.
pub type Beside<'a> = &'a dyn Fn(&str) -> Result<Box<dyn Content>, String>;

/// What a series wants of its file.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'s> {
    /// Whether its figures are shares of 0 to 100.
    pub percent: bool,
    /// Whether they are counts, which are whole.
    pub whole: bool,
    /// The answers of each net whose persons are counted, not added up from its answers.
    pub nets: &'s [Vec<String>],
    /// How many answers a person may have given.
    pub most_answers: Option<u32>,
}

/// The endings that are read.
const ENDINGS: [&str; 8] = ["csv", "tsv", "json", "xlsx", "xlsm", "xls", "ods", "parquet"];

/// Reads the figures of a series.
pub fn read(spec: &SourceSpec, wanted: Wanted<'_>, beside: Beside<'_>, sink: &Diagnostics) -> Figures {
    let name = &spec.file.value;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let before = sink.len();
    sink.extend(misplaced(spec, &ending));
    let mut content = match beside(name) {
        Ok(content) => content,
        Err(reason) => {
            let message = format!("`{name}` cannot be read: {reason}");
            sink.push(
                Diagnostic::error(Code::UnreadableData, spec.file.span.clone(), message)
                    .hint("name a file in the specs folder, such as `series/answers.csv`"),
            );
            return Figures::default();
        }
    };
    let Wanted { percent, whole, nets, most_answers } = wanted;
    let typed = !matches!(ending.as_str(), "csv" | "tsv");
    let mut reader = Reader::new(Reading { spec, percent, whole, typed, nets, most_answers });
    let read = match ending.as_str() {
        "csv" | "tsv" => text(spec, &mut *content, ending == "tsv", &mut reader),
        "json" => json_table(spec, &mut *content, &mut reader),
        "xlsx" | "xlsm" => sheet(spec, &mut *content, Kind::Xlsx, &mut reader),
        "xls" => sheet(spec, &mut *content, Kind::Xls, &mut reader),
        "ods" => sheet(spec, &mut *content, Kind::Ods, &mut reader),
        "parquet" => {
            parquet::read(&mut *content, spec, &mut reader).map_err(|refusal| refused(spec, refusal))
        }
        _ => Err(unknown(spec, &ending)),
    };
    if let Err(fault) = read {
        reader.fail(fault);
    }
    let figures = reader.finish(sink);
    if sink.len() == before { figures } else { Figures::default() }
}

fn unknown(spec: &SourceSpec, ending: &str) -> Diagnostic {
    let message = match ending {
        "" => format!("`{}` has no ending that says what kind of file it is", spec.file.value),
        _ => format!("files of the kind `.{ending}` cannot be read"),
    };
    let hint = match ending {
        "sav" | "dta" | "sas7bdat" | "feather" | "arrow" => "export the table as CSV or Parquet".into(),
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
        (spec.sheet.is_some() && !workbook, "sheet"),
        (spec.range.is_some() && !workbook, "range"),
        (spec.delimiter.is_some() && !text, "delimiter"),
        (spec.decimal.declared && !text, "decimal"),
        (spec.encoding.is_some() && !text && ending != "json", "encoding"),
    ];
    let (_, key) = declared.into_iter().find(|(wrong, _)| *wrong)?;
    let message = format!("`{key}` says nothing about a file of the kind `.{ending}`");
    Some(Diagnostic::error(Code::MisplacedKey, spec.file.span.clone(), message).hint("take the key out"))
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
    let delimiter = spec.delimiter.unwrap_or(if tabs { b'\t' } else { b',' });
    csv::read(&mut window, delimiter, &mut |row| reader.take(row))
}

fn json_table(
    spec: &SourceSpec,
    content: &mut dyn Content,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let name = shown_name(spec);
    let mut content = content;
    let source = Window::new(&name, &mut content, spec.encoding.unwrap_or_default()).whole()?;
    hand_on(json::rows(&source)?, reader, || Origin::Whole(source.clone()));
    Ok(())
}

fn sheet(
    spec: &SourceSpec,
    content: &mut dyn Content,
    kind: Kind,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let wanted = spec.sheet.as_ref().map(|sheet| sheet.value.as_str());
    let table =
        workbook::read(content, kind, wanted, spec.range).map_err(|refusal| refused(spec, refusal))?;
    let (file, sheet, named) = (spec.file.value.as_str(), table.sheet.as_str(), &spec.file.span);
    hand_on(table.rows, reader, || Origin::Sheet { file, sheet, named });
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

/// Hands on rows that were read as a whole.
fn hand_on<'o>(rows: Vec<Vec<Cell<'o>>>, reader: &mut Reader<'_>, origin: impl Fn() -> Origin<'o>) {
    for cells in rows {
        if !reader.take(&Row { cells, origin: origin() }) {
            return;
        }
    }
}
