//! All tables of a file as rows of cells, before anybody has said how they are to be read.

use std::io::Cursor;
use std::sync::Arc;

use super::csv;
use super::json;
use super::magic::Kind;
use super::refusal::Unreadable;
use super::table::{Cell, MOST_CELLS};
use super::text_window::{Encoding, Window};
use super::workbook::{Books, Line};
use crate::diagnostic::{Code, Diagnostic, Span};

/// So many rows of a text are looked at.
pub const MOST_ROWS: usize = 20_000;

/// A sheet of a workbook, or a text.
#[derive(Debug)]
pub struct Sheet {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The row and column of its first cell.
    pub first: (u32, u32),
    /// Its rows.
    pub rows: Vec<Line>,
    /// How it is written, if it is a text.
    pub text: Option<Text>,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// What divides its cells.
    pub delimiter: u8,
    /// Its encoding.
    pub encoding: Encoding,
    /// Whether there are more rows than are looked at.
    pub is_cut: bool,
}

/// The tables of a file.
#[derive(Debug, Default)]
pub struct Sheets {
    /// In their order.
    pub sheets: Vec<Sheet>,
    /// Why others are not among them.
    pub without: Vec<String>,
}

/// The ending of a file in small letters.
pub fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// Reads all tables of a file.
///
/// # Errors
/// Why the file cannot be read.
pub fn read(name: &str, bytes: &Arc<[u8]>, books: &Books) -> Result<Sheets, Diagnostic> {
    let kind = match ending(name).as_str() {
        "xlsx" | "xlsm" => Kind::Xlsx,
        "xls" => Kind::Xls,
        "ods" => Kind::Ods,
        "csv" | "tsv" => return text(name, bytes),
        "json" => return json_table(name, bytes),
        other => {
            let what =
                if other.is_empty() { "without an ending".into() } else { format!("of the kind `.{other}`") };
            return Err(Diagnostic::error(
                Code::UnknownFormat,
                Span::unread(name),
                format!("no series can be proposed from a file {what}"),
            )
            .hint("read are `.xlsx`, `.xlsm`, `.xls`, `.ods`, `.csv`, `.tsv`, `.json`, `.sav`, `.zsav`, `.dta` and `.parquet`"));
        }
    };
    let refused =
        |Unreadable { code, message, hint }| Diagnostic::error(code, Span::unread(name), message).hint(hint);
    let found = books.sheets(name, bytes, kind).map_err(refused)?;
    let mut sheets = Sheets::default();
    for hidden in found.hidden {
        sheets.without.push(format!("sheet `{hidden}` is hidden and was not looked at"));
    }
    for (name, table) in found.seen {
        match table {
            Ok(table) => sheets.sheets.push(Sheet {
                name: Some(name),
                first: table.first,
                rows: table.rows,
                text: None,
            }),
            // An empty sheet is no loss.
            Err(refusal) if refusal.code == Code::EmptyRange => {}
            Err(refusal) => {
                sheets.without.push(format!("sheet `{name}` cannot be read: {}", refusal.message));
            }
        }
    }
    Ok(sheets)
}

/// A text, under the delimiter that divides most of its rows into equally many cells.
fn text(name: &str, bytes: &[u8]) -> Result<Sheets, Diagnostic> {
    let encoding = if std::str::from_utf8(bytes).is_ok() { Encoding::Utf8 } else { Encoding::Windows1252 };
    let usual = if ending(name) == "tsv" { b'\t' } else { b',' };
    let mut best: Option<(usize, Sheet)> = None;
    let mut fault = None;
    for delimiter in [usual, b';', b'\t', b',', b'|'] {
        match rows(name, bytes, delimiter, encoding) {
            Ok((rows, is_cut)) => {
                let score = evenness(&rows);
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    let text = Some(Text { delimiter, encoding, is_cut });
                    best = Some((score, Sheet { name: None, first: (0, 0), rows, text }));
                }
            }
            Err(found) => fault = fault.or(Some(found)),
        }
    }
    match (best, fault) {
        (Some((_, sheet)), _) => Ok(Sheets { sheets: vec![sheet], without: Vec::new() }),
        (None, Some(fault)) => Err(fault),
        (None, None) => Ok(Sheets::default()),
    }
}

/// How many cells are in rows of the most frequent width; one cell a row is no table.
fn evenness(rows: &[Line]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1).collect();
    widths.sort_unstable();
    widths.chunk_by(|a, b| a == b).map(|same| same.len() * same[0].min(50)).max().unwrap_or(0)
}

fn rows(
    name: &str,
    bytes: &[u8],
    delimiter: u8,
    encoding: Encoding,
) -> Result<(Vec<Line>, bool), Diagnostic> {
    let mut input = Cursor::new(bytes);
    let mut window = Window::new(name, &mut input, encoding);
    let (mut rows, mut is_cut) = (Vec::new(), false);
    csv::read(&mut window, delimiter, &mut |row| {
        is_cut = rows.len() == MOST_ROWS;
        if !is_cut {
            rows.push(Line { cells: row.cells.iter().map(Cell::owned).collect(), hidden: false });
        }
        !is_cut
    })?;
    Ok((rows, is_cut))
}

fn json_table(name: &str, bytes: &[u8]) -> Result<Sheets, Diagnostic> {
    let (mut rows, mut cells, mut too_large) = (Vec::new(), 0, None);
    json::read(name, &mut Cursor::new(bytes), Encoding::Utf8, &mut |row| {
        cells += row.cells.len() as u64;
        if cells > MOST_CELLS {
            let message = format!("up to here the table has {MOST_CELLS} cells, more than are looked at");
            too_large = Some(row.fault(Code::TooLarge, 0, &message).hint("save the table as CSV"));
            return false;
        }
        rows.push(Line { cells: row.cells.iter().map(Cell::owned).collect(), hidden: false });
        true
    })?;
    match too_large {
        Some(fault) => Err(fault),
        None => Ok(Sheets {
            sheets: vec![Sheet { name: None, first: (0, 0), rows, text: None }],
            without: Vec::new(),
        }),
    }
}
