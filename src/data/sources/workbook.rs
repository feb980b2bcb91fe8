//! Workbooks of Excel and OpenDocument: one sheet, or a range of it, as rows of cells.
//!
//! The cells are read by calamine. What it leaves out is added here: percent formats and merged cells, formulas
//! without a stored value, and limits on what a small file may unpack to.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, Ods, Reader, Sheet, SheetType, Xls, Xlsx};

use super::area::{Area, cell_name};
use super::refusal::Refusal;
use super::table::{At, Cell, Value};
use super::{Content, opendocument};

/// A workbook may unpack to this many bytes.
const MOST_BYTES: u64 = 256 << 20;
/// A sheet, or the range of it, may have this many cells.
const MOST_CELLS: u64 = 4_000_000;

/// The kinds of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `.xlsx`, `.xlsm`.
    Xlsx,
    /// `.xls`.
    Xls,
    /// `.ods`.
    Ods,
}

impl Refusal {
    fn damaged(reason: &str) -> Self {
        Self::new(
            "unreadable-workbook",
            format!("the workbook cannot be read: {reason}"),
            "open it in a spreadsheet program and save it again",
        )
    }

    fn too_large(is: &str) -> Self {
        Self::new(
            "too-large",
            format!("the workbook {is} more than {} MiB", MOST_BYTES >> 20),
            "save the table by itself, without pictures and other sheets",
        )
    }

    fn encrypted() -> Self {
        Self::new(
            "encrypted-file",
            "the workbook is protected with a password",
            "save a copy without a password",
        )
    }
}

/// The values of a sheet by row and column, and what else is known about its cells.
#[derive(Debug, Default)]
pub(super) struct Found {
    values: BTreeMap<(u32, u32), Value<'static>>,
    merged: Vec<Area>,
    formulas: Vec<(u32, u32)>,
}

/// A sheet that was read: its name and its rows, each as wide as the range.
#[derive(Debug)]
pub struct Table {
    /// The name of the sheet.
    pub sheet: String,
    /// The rows.
    pub rows: Vec<Vec<Cell<'static>>>,
}

/// Reads a sheet of a workbook.
///
/// # Errors
/// A [`Refusal`].
pub fn read(
    content: &mut dyn Content,
    kind: Kind,
    sheet: Option<&str>,
    range: Option<Area>,
) -> Result<Table, Refusal> {
    let bytes = &whole(content)?[..];
    let compound = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    match kind {
        // Office wraps an encrypted .xlsx in the container of an .xls.
        Kind::Xlsx if compound => return Err(Refusal::encrypted()),
        Kind::Xlsx | Kind::Ods => check_size(bytes)?,
        Kind::Xls => {}
    }
    // A damaged file must not end the run; calamine reports most faults, but not all.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx(bytes, sheet, range),
        Kind::Xls => xls(bytes, sheet, range),
        Kind::Ods => ods(bytes, sheet, range),
    }));
    let (sheet, found) = read.unwrap_or_else(|_| Err(Refusal::damaged("it is damaged")))?;
    let rows = found.rows(range, &sheet)?;
    Ok(Table { sheet, rows })
}

/// Programs that read workbooks jump about in them, so a workbook is held as a whole.
fn whole(content: &mut dyn Content) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    content
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Refusal::damaged(&error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES { Err(Refusal::too_large("is")) } else { Ok(bytes) }
}

/// Unpacks every part once, since the sizes that a file names may be false.
fn check_size(bytes: &[u8]) -> Result<(), Refusal> {
    let damaged = |error: zip::result::ZipError| Refusal::damaged(&error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Err(zip::result::ZipError::UnsupportedArchive(reason)) if reason.contains("assword") => {
                return Err(Refusal::encrypted());
            }
            part => part.map_err(damaged)?,
        };
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| Refusal::damaged(&error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or_else(|| Refusal::too_large("unpacks to"))?;
    }
    Ok(())
}

/// The sheet that is meant: the named one, or the only one.
fn choose(sheets: &[Sheet], wanted: Option<&str>) -> Result<String, Refusal> {
    let names: Vec<&str> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.as_str())
        .collect();
    let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let Some(wanted) = wanted else {
        return match names[..] {
            [only] => Ok(only.to_owned()),
            [] => Err(Refusal::damaged("it has no sheet")),
            _ => Err(Refusal::new(
                "unnamed-sheet",
                format!("the workbook has {} sheets", names.len()),
                format!("name one of them with `sheet`: {list}"),
            )),
        };
    };
    match names.iter().filter(|name| **name == wanted).count() {
        1 => Ok(wanted.to_owned()),
        0 => Err(Refusal::new(
            "unknown-sheet",
            format!("there is no sheet `{wanted}`"),
            crate::diagnostic::suggest(wanted, names.iter().copied()),
        )),
        _ => Err(Refusal::new(
            "repeated-sheet",
            format!("two sheets are called `{wanted}`"),
            "rename one of them: it cannot be told which is meant",
        )),
    }
}

fn xlsx(bytes: &[u8], sheet: Option<&str>, range: Option<Area>) -> Result<(String, Found), Refusal> {
    use calamine::XlsxError;
    let refuse = |error: XlsxError| match error {
        XlsxError::Password => Refusal::encrypted(),
        other => Refusal::damaged(&other.to_string()),
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(refuse)?;
    let name = choose(book.sheets_metadata(), sheet)?;
    let mut found = Found::default();
    // Cell by cell: two cells at opposite corners must not ask for all those between them.
    let mut cells = book.worksheet_cells_reader(&name).map_err(refuse)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(refuse)? {
        let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
        let percent = format.is_some_and(|format| format.format_code.contains('%'));
        let (row, column) = cell.get_position();
        found.put(range, row, column, excel(cell.get_value(), percent));
    }
    drop(cells);
    let mut cells = book.worksheet_cells_reader(&name).map_err(refuse)?;
    while let Some(cell) = cells.next_formula().map_err(refuse)? {
        if !cell.get_value().is_empty() {
            found.formulas.push(cell.get_position());
        }
    }
    drop(cells);
    found.merged = book.merge_cells_by_sheet_name(&name).map_err(refuse)?.into_iter().map(area).collect();
    Ok((name, found))
}

fn xls(bytes: &[u8], sheet: Option<&str>, range: Option<Area>) -> Result<(String, Found), Refusal> {
    use calamine::XlsError;
    let refuse = |error: XlsError| match error {
        XlsError::Password => Refusal::encrypted(),
        other => Refusal::damaged(&other.to_string()),
    };
    let mut book = Xls::new(Cursor::new(bytes)).map_err(refuse)?;
    let name = choose(book.sheets_metadata(), sheet)?;
    let mut found = Found::of(
        &book.worksheet_range(&name).map_err(refuse)?,
        &book.worksheet_formula(&name).map_err(refuse)?,
        range,
        &|_, _| false,
    );
    found.merged = book.merge_cells_by_sheet_name(&name).map_err(refuse)?.into_iter().map(area).collect();
    Ok((name, found))
}

fn ods(bytes: &[u8], sheet: Option<&str>, range: Option<Area>) -> Result<(String, Found), Refusal> {
    use calamine::OdsError;
    let refuse = |error: OdsError| match error {
        OdsError::Password => Refusal::encrypted(),
        other => Refusal::damaged(&other.to_string()),
    };
    let mut book = Ods::new(Cursor::new(bytes)).map_err(refuse)?;
    let name = choose(book.sheets_metadata(), sheet)?;
    let looks = opendocument::looks(&content(bytes)?, &name).map_err(|error| Refusal::damaged(&error))?;
    let mut found = Found::of(
        &book.worksheet_range(&name).map_err(refuse)?,
        &book.worksheet_formula(&name).map_err(refuse)?,
        range,
        &|row, column| looks.percent.iter().any(|area| area.contains(row, column)),
    );
    found.merged = looks.merged;
    Ok((name, found))
}

/// The part of an OpenDocument file that holds its tables.
fn content(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| Refusal::damaged(&error.to_string()))?;
    let part = archive.by_name("content.xml").map_err(|error| Refusal::damaged(&error.to_string()))?;
    let mut text = Vec::new();
    part.take(MOST_BYTES).read_to_end(&mut text).map_err(|error| Refusal::damaged(&error.to_string()))?;
    Ok(text)
}

fn area(dimensions: Dimensions) -> Area {
    Area { first: dimensions.start, last: dimensions.end }
}

fn excel(value: &DataRef<'_>, percent: bool) -> Value<'static> {
    plain(&Data::from(value.clone()), percent)
}

fn plain(value: &Data, percent: bool) -> Value<'static> {
    let other = |what: String| Value::Other("not-a-number", what);
    match value {
        Data::Empty => Value::Empty,
        Data::Int(value) => Value::Number { value: *value as f64, percent },
        Data::Float(value) if value.is_finite() => Value::Number { value: *value, percent },
        Data::Float(_) => other("the number is not finite".into()),
        Data::String(text) => Value::Text(Cow::Owned(text.clone())),
        Data::Bool(value) => Value::Flag(*value),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            other("this is a date or time, no figure".into())
        }
        Data::Error(error) => Value::Other("cell-error", format!("the cell shows the error {error}")),
    }
}

impl Found {
    fn of(
        values: &calamine::Range<Data>,
        formulas: &calamine::Range<String>,
        range: Option<Area>,
        percent: &dyn Fn(u32, u32) -> bool,
    ) -> Self {
        let mut found = Self::default();
        let (top, left) = values.start().unwrap_or_default();
        for (row, column, value) in values.used_cells() {
            let (row, column) = (top + row as u32, left + column as u32);
            found.put(range, row, column, plain(value, percent(row, column)));
        }
        let (top, left) = formulas.start().unwrap_or_default();
        let filled = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
        found.formulas = filled.map(|(row, column, _)| (top + row as u32, left + column as u32)).collect();
        found
    }

    fn put(&mut self, range: Option<Area>, row: u32, column: u32, value: Value<'static>) {
        if value != Value::Empty && range.is_none_or(|range| range.contains(row, column)) {
            self.values.insert((row, column), value);
        }
    }

    /// All cells of the range, or of the smallest one that holds all values.
    fn rows(mut self, range: Option<Area>, sheet: &str) -> Result<Vec<Vec<Cell<'static>>>, Refusal> {
        let nothing = || {
            let place = range.map_or(String::new(), |range| format!(", range {range}"));
            Refusal::new(
                "empty-range",
                format!("sheet `{sheet}`{place} holds no values"),
                "check `sheet` and `range` against the workbook",
            )
        };
        let used = self.used().ok_or_else(nothing)?;
        let area = range.unwrap_or(used);
        if area.cells() > MOST_CELLS {
            return Err(Refusal::new(
                "too-large",
                format!("{area} is {} cells, more than {MOST_CELLS}", area.cells()),
                "name the cells of the table, as in `range: A3:C12`",
            ));
        }
        self.mark_formulas();
        self.fill_merged(area);
        let cell = |row: u32, column: u32| Cell {
            value: self.values.get(&(row, column)).cloned().unwrap_or(Value::Empty),
            at: At::Cell(row, column),
        };
        let row = |row: u32| (area.first.1..=area.last.1).map(|column| cell(row, column)).collect();
        Ok((area.first.0..=area.last.0).map(row).collect())
    }

    fn used(&self) -> Option<Area> {
        let rows = || self.values.keys().map(|(row, _)| *row);
        let columns = || self.values.keys().map(|(_, column)| *column);
        Some(Area { first: (rows().min()?, columns().min()?), last: (rows().max()?, columns().max()?) })
    }

    /// A formula whose result was never stored would read as an empty cell.
    fn mark_formulas(&mut self) {
        for at in &self.formulas {
            self.values.entry(*at).or_insert_with(|| {
                Value::Other("formula-without-value", "this formula has no stored result".into())
            });
        }
    }

    /// A name counts for all cells that it is merged over; of a figure nobody knows which row it belongs to.
    fn fill_merged(&mut self, area: Area) {
        for merged in &self.merged {
            let value = match self.values.get(&merged.first) {
                Some(Value::Text(text)) => Value::Text(text.clone()),
                None => continue,
                Some(_) => {
                    let first = cell_name(merged.first.0, merged.first.1);
                    Value::Other(
                        "merged-cell",
                        format!("this cell is merged with {first}, which holds a figure"),
                    )
                }
            };
            for row in merged.first.0.max(area.first.0)..=merged.last.0.min(area.last.0) {
                for column in merged.first.1.max(area.first.1)..=merged.last.1.min(area.last.1) {
                    self.values.entry((row, column)).or_insert_with(|| value.clone());
                }
            }
        }
    }
}
