//! Series whose figures stand in a file beside the YAML: text tables, JSON, workbooks.
//!
//! Bytes come in, categories and columns go out; every figure is reported with its line or cell where it is wrong.

pub mod delimited;
pub mod json;
mod opendocument;
pub mod shape;
pub mod spec;
pub mod table;
pub mod tabulate;
pub mod workbook;

use std::sync::Arc;

use self::delimited::Rows;
use self::shape::{Figures, Reading};
use self::spec::SourceSpec;
use self::table::Origin;
use self::workbook::{Kind, Refusal};
use crate::diagnostic::{Diagnostic, suggest};

/// Gives the bytes of a file by its name in the specs folder, or a sentence on why there are none.
pub type Beside<'a> = &'a dyn Fn(&str) -> Result<Arc<[u8]>, String>;

/// The endings that are read.
const ENDINGS: [&str; 7] = ["csv", "tsv", "json", "xlsx", "xlsm", "xls", "ods"];

/// Reads the figures of a series; `percent` says whether they are shares of 0 to 100.
pub fn read(spec: &SourceSpec, percent: bool, beside: Beside<'_>, faults: &mut Vec<Diagnostic>) -> Figures {
    let name = &spec.file.value;
    let bytes = match beside(name) {
        Ok(bytes) => bytes,
        Err(reason) => {
            let message = format!("`{name}` cannot be read: {reason}");
            faults.push(
                Diagnostic::error("unreadable-data", spec.file.place.clone(), message)
                    .hint("name a file in the specs folder, such as `series/answers.csv`"),
            );
            return Figures::default();
        }
    };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let before = faults.len();
    faults.extend(misplaced(spec, &ending));
    let read = match ending.as_str() {
        "csv" | "tsv" => text(spec, &bytes, ending == "tsv", percent, faults),
        "json" => json_table(spec, &bytes, percent, faults),
        "xlsx" | "xlsm" => sheet(spec, &bytes, Kind::Xlsx, percent, faults),
        "xls" => sheet(spec, &bytes, Kind::Xls, percent, faults),
        "ods" => sheet(spec, &bytes, Kind::Ods, percent, faults),
        _ => Err(unknown(spec, &ending)),
    };
    let figures = read.unwrap_or_else(|fault| {
        faults.push(fault);
        Figures::default()
    });
    if faults.len() == before { figures } else { Figures::default() }
}

fn unknown(spec: &SourceSpec, ending: &str) -> Diagnostic {
    let message = format!("files of the kind `.{ending}` cannot be read");
    let hint = match ending {
        "parquet" | "sav" | "dta" => "export the table as CSV".into(),
        _ => suggest(ending, ENDINGS),
    };
    Diagnostic::error("unknown-format", spec.file.place.clone(), message).hint(hint)
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
    ];
    let (_, key) = declared.into_iter().find(|(wrong, _)| *wrong)?;
    let message = format!("`{key}` says nothing about a file of the kind `.{ending}`");
    Some(Diagnostic::error("misplaced-key", spec.file.place.clone(), message).hint("take the key out"))
}

/// Names of files are shown as they are found from where the program runs: beside the file that names them.
fn shown_name(spec: &SourceSpec) -> String {
    let series = &spec.file.place.source.name;
    match series.rfind("series/") {
        Some(at) => format!("{}{}", &series[..at], spec.file.value),
        None => spec.file.value.clone(),
    }
}

fn text(
    spec: &SourceSpec,
    bytes: &[u8],
    tabs: bool,
    percent: bool,
    faults: &mut Vec<Diagnostic>,
) -> Result<Figures, Diagnostic> {
    let source = delimited::decode(&shown_name(spec), bytes, spec.encoding)?;
    let delimiter = spec.delimiter.unwrap_or(if tabs { b'\t' } else { b',' });
    let origin = Origin::Text(source.clone());
    let reading = Reading { spec, origin: &origin, percent, typed: false };
    Ok(reading.read(Rows::new(&source, delimiter), faults))
}

fn json_table(
    spec: &SourceSpec,
    bytes: &[u8],
    percent: bool,
    faults: &mut Vec<Diagnostic>,
) -> Result<Figures, Diagnostic> {
    let source = delimited::decode(&shown_name(spec), bytes, spec.encoding)?;
    let rows = json::rows(&source)?;
    let origin = Origin::Text(source);
    let reading = Reading { spec, origin: &origin, percent, typed: true };
    Ok(reading.read(rows.into_iter().map(Ok), faults))
}

fn sheet(
    spec: &SourceSpec,
    bytes: &[u8],
    kind: Kind,
    percent: bool,
    faults: &mut Vec<Diagnostic>,
) -> Result<Figures, Diagnostic> {
    let wanted = spec.sheet.as_ref().map(|sheet| sheet.value.as_str());
    let table = workbook::read(bytes, kind, wanted, spec.range).map_err(|refusal| {
        let Refusal { code, message, hint } = refusal;
        let place = spec.sheet.as_ref().filter(|_| code.ends_with("-sheet")).unwrap_or(&spec.file);
        Diagnostic::error(code, place.place.clone(), format!("`{}`: {message}", spec.file.value)).hint(hint)
    })?;
    let named = spec.file.place.clone();
    let origin = Origin::Sheet { file: spec.file.value.clone(), sheet: table.sheet, named };
    let reading = Reading { spec, origin: &origin, percent, typed: true };
    Ok(reading.read(table.rows.into_iter().map(Ok), faults))
}
