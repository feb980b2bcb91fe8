//! Looks at the first rows of a file, and reads the dictionary beside it, before the first answer is taken.

use std::ops::Range;

use super::csv;
use super::exports::columns::Export;
use super::exports::dictionary::Questions;
use super::exports::{FIRST_ROWS, FirstRows, dictionary, plain, recognise};
use super::magic::Kind;
use super::source_spec::SourceSpec;
use super::source_spec::cell_range::Area;
use super::table::Cell;
use super::text_window::{Encoding, Window};
use super::{Beside, workbook};
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spanned;

/// A dictionary may have this many rows.
const MOST_ROWS: usize = 100_000;

/// What a text is, and what divides its cells: a declared delimiter, that of a recognised export, or the usual one.
pub(super) fn text(
    spec: &SourceSpec,
    window: &mut Window<'_>,
    usual: u8,
) -> Result<(Option<Export>, u8), Diagnostic> {
    window.more(0)?;
    let delimiters = match spec.delimiter {
        Some(declared) => vec![declared],
        None => vec![usual, b';', b'\t', b','],
    };
    let mut readings: Vec<FirstRows> = Vec::new();
    for delimiter in &delimiters {
        let (top, columns) = corner(spec);
        let rows = csv::first_rows(window, *delimiter, top..top.saturating_add(FIRST_ROWS))?;
        readings.push(
            rows.into_iter()
                .map(|row| row.into_iter().skip(columns.start).take(columns.len()).collect())
                .collect(),
        );
    }
    Ok(match recognise(spec, &readings)? {
        Some((export, at)) => (Some(export), delimiters[at]),
        None => (described(spec, &readings[0]), delimiters[0]),
    })
}

/// What a sheet is.
pub(super) fn sheet(spec: &SourceSpec, table: &workbook::Table) -> Result<Option<Export>, Diagnostic> {
    let (top, columns) = corner(spec);
    let top = top.saturating_sub(table.first.0 as usize);
    let left = columns.start.saturating_sub(table.first.1 as usize);
    let rows = table.rows.iter().skip(top).take(FIRST_ROWS);
    let first = rows.map(|line| texts(&line.cells, left, columns.len())).collect::<FirstRows>();
    let found = recognise(spec, std::slice::from_ref(&first))?.map(|(export, _)| export);
    Ok(found.or_else(|| described(spec, &first)))
}

/// The first row that is read, and its columns.
fn corner(spec: &SourceSpec) -> (usize, Range<usize>) {
    match &spec.range {
        Some(Spanned { value: Area { first, last }, .. }) => {
            (first.0 as usize, first.1 as usize..(last.1 as usize).saturating_add(1))
        }
        None => (0, 0..usize::MAX),
    }
}

/// A plain table whose codes a dictionary describes.
fn described(spec: &SourceSpec, rows: &[Vec<String>]) -> Option<Export> {
    spec.dictionary.as_ref().map(|_| plain(rows))
}

fn texts(cells: &[Cell<'_>], left: usize, width: usize) -> Vec<String> {
    let text = |cell: &Cell<'_>| cell.name().unwrap_or_default().into_owned();
    cells.iter().skip(left).take(width).map(text).collect()
}

/// Reads the dictionary that a series names.
pub(super) fn questions(spec: &SourceSpec, beside: Beside<'_>) -> Result<Questions, Diagnostic> {
    let Some(file) = &spec.dictionary else { return Ok(Questions::new()) };
    let fault = |code: Code, message: String| Diagnostic::error(code, file.span.clone(), message);
    let mut content = beside.open(&file.value).map_err(|reason| {
        fault(Code::UnreadableData, format!("`{}` cannot be read: {reason}", file.value))
            .hint("name the dictionary in the specs folder, such as `series/form.xlsx`")
    })?;
    let ending = file.value.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let kind = match ending.as_str() {
        "csv" | "tsv" => None,
        "xlsx" | "xlsm" => Some(Kind::Xlsx),
        "xls" => Some(Kind::Xls),
        "ods" => Some(Kind::Ods),
        _ => {
            return Err(fault(
                Code::UnknownFormat,
                format!("a dictionary of the kind `.{ending}` cannot be read"),
            )
            .hint("save it as `.csv` or `.xlsx`"));
        }
    };
    let found = match kind {
        None => {
            let mut content = &mut *content;
            let window = Window::new(&file.value, &mut content, spec.encoding.unwrap_or(Encoding::Utf8));
            text_dictionary(window)?
        }
        Some(kind) => {
            let mut sheet = |name: Option<&str>| {
                let table = beside.books.table(&file.value, &mut *content, kind, name, None).ok()?;
                let rows = table.rows.iter().map(|line| texts(&line.cells, 0, usize::MAX));
                Some(rows.collect::<FirstRows>())
            };
            match (sheet(Some("survey")), sheet(Some("choices"))) {
                (Some(survey), Some(choices)) => dictionary::xlsform(&survey, &choices),
                _ => sheet(None).and_then(|rows| dictionary::table(&rows)),
            }
        }
    };
    found.ok_or_else(|| not_known(file))
}

fn text_dictionary(mut window: Window<'_>) -> Result<Option<Questions>, Diagnostic> {
    window.more(0)?;
    for delimiter in [b',', b';', b'\t'] {
        let first = csv::first_rows(&mut window, delimiter, 0..1)?;
        if dictionary::table(&first).is_none() {
            continue;
        }
        let mut rows = Vec::new();
        csv::read(&mut window, delimiter, &mut |row| {
            rows.push(row.cells.iter().map(|cell| cell.name().unwrap_or_default().into_owned()).collect());
            rows.len() < MOST_ROWS
        })?;
        return Ok(dictionary::table(&rows));
    }
    Ok(None)
}

fn not_known(file: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is no dictionary of a known form", file.value);
    Diagnostic::error(Code::UnknownFormat, file.span.clone(), message).hint(
        "read are an XLSForm with the sheets `survey` and `choices`, the data dictionary of REDCap, the values of SoSci Survey, and tables with the headers `question`, `code` and `label`",
    )
}
