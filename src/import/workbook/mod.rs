//! Workbooks of Excel and OpenDocument: one sheet, or a range of it, as rows of cells.
//!
//! The cells are read by calamine. What it leaves out is added here: percent formats and merged cells, formulas
//! without a stored value, and limits on what a small file may unpack to.

use crate::diagnostic::Code;
mod compound_file;
mod ods_styles;
mod plain_xml;
mod xls_limits;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::magic::{Kind, encrypted};
use super::refusal::Unreadable;
use super::source_spec::cell_range::{Area, cell_name};
use super::table::{At, Cell, MOST_CELLS, Value};
use super::{Content, magic};
use calamine::{Data, DataRef, Dimensions, Ods, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsx};

/// A workbook may unpack to this many bytes.
const MOST_BYTES: u64 = 256 << 20;

fn too_large(is: &str) -> Unreadable {
    Unreadable::new(
        Code::TooLarge,
        format!("the workbook {is} more than {} MiB", MOST_BYTES >> 20),
        "save the table by itself, without pictures and other sheets",
    )
}

fn too_many_cells() -> Unreadable {
    Unreadable::new(
        Code::TooLarge,
        format!("the sheet has more than {MOST_CELLS} cells"),
        "name the cells of the table, as in `range: A3:C12`, or save the table as CSV",
    )
}

/// The values of a sheet by row and column, and what else is known about its cells.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of rows and columns.
    values: Vec<((u32, u32), Value<'static>)>,
    /// What stands in cells without a value.
    others: BTreeMap<(u32, u32), Value<'static>>,
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
/// Why it cannot be read.
pub fn read(
    content: &mut dyn Content,
    kind: Kind,
    sheet: Option<&str>,
    range: Option<Area>,
) -> Result<Table, Unreadable> {
    let bytes = &whole(content)?[..];
    magic::check(bytes, kind)?;
    if kind != Kind::Xls {
        check_size(bytes)?;
    }
    // A damaged file must not end the run; calamine reports most faults, but not all.
    let read = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx(bytes, sheet, range),
        Kind::Xls => xls(bytes, sheet, range),
        Kind::Ods => ods(bytes, sheet, range),
    }));
    let (sheet, found) = read.unwrap_or_else(|_| Err(magic::damaged("it is damaged")))?;
    let rows = found.rows(range, &sheet)?;
    Ok(Table { sheet, rows })
}

/// Programs that read workbooks jump about in them, so a workbook is held as a whole.
fn whole(content: &mut dyn Content) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    content
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| magic::damaged(&error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_large("is")) } else { Ok(bytes) }
}

/// Unpacks every part once, since the sizes that a file names may be false.
fn check_size(bytes: &[u8]) -> Result<(), Unreadable> {
    let damaged = |error: zip::result::ZipError| match error {
        zip::result::ZipError::InvalidArchive(_) => magic::damaged("it is cut short, or no workbook"),
        other => magic::damaged(&other.to_string()),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Err(zip::result::ZipError::UnsupportedArchive(reason)) if reason.contains("assword") => {
                return Err(encrypted());
            }
            part => part.map_err(damaged)?,
        };
        let has_cells = part.name().is_ok_and(|name| plain_xml::holds_cells(&name));
        let (mut kept, mut part) = (Vec::new(), part.take(left + 1));
        let unpacked = match has_cells {
            true => part.read_to_end(&mut kept).map(|length| length as u64),
            false => std::io::copy(&mut part, &mut std::io::sink()),
        };
        let unpacked = unpacked.map_err(|error| magic::damaged(&error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or_else(|| too_large("unpacks to"))?;
        // What is no XML at all is reported by whoever reads it as such.
        if plain_xml::is_plain(&kept) == Ok(false) {
            return Err(magic::damaged(
                "cells hold CDATA sections, comments or references in place of plain values",
            ));
        }
    }
    Ok(())
}

/// The sheet that is meant: the named one, or the only one.
fn choose(sheets: &[Sheet], wanted: Option<&str>) -> Result<String, Unreadable> {
    // A hidden sheet is read where it is named.
    let seen = |sheet: &&Sheet| wanted.is_some() || sheet.visible == SheetVisible::Visible;
    let names: Vec<&str> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .filter(seen)
        .map(|sheet| sheet.name.as_str())
        .collect();
    let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let Some(wanted) = wanted else {
        return match names[..] {
            [only] => Ok(only.to_owned()),
            [] => Err(magic::damaged("it has no sheet that can be seen")),
            _ => Err(Unreadable::new(
                Code::UnnamedSheet,
                format!("the workbook has {} sheets", names.len()),
                format!("name one of them with `sheet`: {list}"),
            )),
        };
    };
    match names.iter().filter(|name| **name == wanted).count() {
        1 => Ok(wanted.to_owned()),
        0 => Err(Unreadable::new(
            Code::UnknownSheet,
            format!("there is no sheet `{wanted}`"),
            crate::diagnostic::suggest(wanted, names.iter().copied()),
        )),
        _ => Err(Unreadable::new(
            Code::RepeatedSheet,
            format!("two sheets are called `{wanted}`"),
            "rename one of them: it cannot be told which is meant",
        )),
    }
}

fn xlsx(bytes: &[u8], sheet: Option<&str>, range: Option<Area>) -> Result<(String, Found), Unreadable> {
    use calamine::XlsxError;
    let refuse = |error: XlsxError| match error {
        XlsxError::Password => encrypted(),
        other => magic::damaged(&other.to_string()),
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
        if found.values.len() as u64 > MOST_CELLS {
            return Err(too_many_cells());
        }
    }
    found.sort();
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

fn xls(bytes: &[u8], sheet: Option<&str>, range: Option<Area>) -> Result<(String, Found), Unreadable> {
    use calamine::XlsError;
    let refuse = |error: XlsError| match error {
        XlsError::Password => encrypted(),
        other => magic::damaged(&other.to_string()),
    };
    // calamine would follow an endless chain, or make room for any number of rows, until there is no memory left.
    if xls_limits::cells(bytes)? > MOST_CELLS {
        return Err(too_many_cells());
    }
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

fn ods(bytes: &[u8], sheet: Option<&str>, range: Option<Area>) -> Result<(String, Found), Unreadable> {
    use calamine::OdsError;
    let refuse = |error: OdsError| match error {
        OdsError::Password => encrypted(),
        other => magic::damaged(&other.to_string()),
    };
    let text = content(bytes)?;
    // A few bytes may stand for any number of cells, and calamine makes them all. A text that is no XML is a protected
    // one, which calamine tells.
    if ods_styles::cells(&text).is_ok_and(|cells| cells > MOST_CELLS) {
        return Err(too_many_cells());
    }
    let mut book = Ods::new(Cursor::new(bytes)).map_err(refuse)?;
    let name = choose(book.sheets_metadata(), sheet)?;
    let looks = ods_styles::looks(&text, &name).map_err(|error| magic::damaged(&error))?;
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
fn content(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| magic::damaged(&error.to_string()))?;
    let part = archive.by_name("content.xml").map_err(|error| magic::damaged(&error.to_string()))?;
    let mut text = Vec::new();
    part.take(MOST_BYTES).read_to_end(&mut text).map_err(|error| magic::damaged(&error.to_string()))?;
    Ok(text)
}

fn area(dimensions: Dimensions) -> Area {
    Area { first: dimensions.start, last: dimensions.end }
}

fn excel(value: &DataRef<'_>, percent: bool) -> Value<'static> {
    plain(&Data::from(value.clone()), percent)
}

/// What cells show where their formula fails.
const ERRORS: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#NV"];

fn plain(value: &Data, percent: bool) -> Value<'static> {
    let other = |what: String| Value::Other(Code::NotANumber, what);
    match value {
        Data::Empty => Value::Empty,
        Data::Int(value) => Value::Number { value: *value as f64, percent },
        Data::Float(value) if value.is_finite() => Value::Number { value: *value, percent },
        Data::Float(_) => other("the number is not finite".into()),
        // OpenDocument stores what an error shows as a text.
        Data::String(text) if ERRORS.contains(&text.as_str()) => {
            Value::Other(Code::CellError, format!("the cell shows the error {text}"))
        }
        Data::String(text) => Value::Text(Cow::Owned(text.clone())),
        Data::Bool(value) => Value::Flag(*value),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            other("this is a date or time, no figure".into())
        }
        Data::Error(error) => Value::Other(Code::CellError, format!("the cell shows the error {error}")),
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
        found.sort();
        let filled = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty());
        found.formulas = filled.map(|(row, column, _)| (top + row as u32, left + column as u32)).collect();
        found
    }

    fn put(&mut self, range: Option<Area>, row: u32, column: u32, value: Value<'static>) {
        if value != Value::Empty && range.is_none_or(|range| range.contains(row, column)) {
            self.values.push(((row, column), value));
        }
    }

    fn sort(&mut self) {
        self.values.sort_by_key(|(at, _)| *at);
    }

    fn value(&self, at: (u32, u32)) -> Option<&Value<'static>> {
        let found = self.values.binary_search_by_key(&at, |(at, _)| *at).ok();
        found.map(|index| &self.values[index].1).or_else(|| self.others.get(&at))
    }

    /// All cells of the range, or of the smallest one that holds all values.
    fn rows(mut self, range: Option<Area>, sheet: &str) -> Result<Vec<Vec<Cell<'static>>>, Unreadable> {
        let nothing = || {
            let place = range.map_or(String::new(), |range| format!(", range {range}"));
            Unreadable::new(
                Code::EmptyRange,
                format!("sheet `{sheet}`{place} holds no values"),
                "check `sheet` and `range` against the workbook",
            )
        };
        let used = self.used().ok_or_else(nothing)?;
        let area = range.unwrap_or(used);
        if area.cells() > MOST_CELLS {
            return Err(Unreadable::new(
                Code::TooLarge,
                format!("{area} is {} cells, more than {MOST_CELLS}", area.cells()),
                "name the cells of the table, as in `range: A3:C12`",
            ));
        }
        self.mark_formulas();
        self.fill_merged(area);
        let cell = |row: u32, column: u32| Cell {
            value: self.value((row, column)).cloned().unwrap_or(Value::Empty),
            at: At::Cell(row, column),
        };
        let row = |row: u32| (area.first.1..=area.last.1).map(|column| cell(row, column)).collect();
        Ok((area.first.0..=area.last.0).map(row).collect())
    }

    fn used(&self) -> Option<Area> {
        let rows = || self.values.iter().map(|((row, _), _)| *row);
        let columns = || self.values.iter().map(|((_, column), _)| *column);
        Some(Area { first: (rows().min()?, columns().min()?), last: (rows().max()?, columns().max()?) })
    }

    /// A formula whose result was never stored would read as an empty cell.
    fn mark_formulas(&mut self) {
        for at in std::mem::take(&mut self.formulas) {
            if self.value(at).is_none() {
                let message = "this formula has no stored result".to_owned();
                self.others.insert(at, Value::Other(Code::FormulaWithoutValue, message));
            }
        }
    }

    /// A name counts for all cells that it is merged over; of a figure nobody knows which row it belongs to.
    fn fill_merged(&mut self, area: Area) {
        for merged in std::mem::take(&mut self.merged) {
            let value = match self.value(merged.first) {
                Some(Value::Text(text)) => Value::Text(text.clone()),
                None => continue,
                Some(_) => {
                    let first = cell_name(merged.first.0, merged.first.1);
                    Value::Other(
                        Code::MergedCell,
                        format!("this cell is merged with {first}, which holds a figure"),
                    )
                }
            };
            for row in merged.first.0.max(area.first.0)..=merged.last.0.min(area.last.0) {
                for column in merged.first.1.max(area.first.1)..=merged.last.1.min(area.last.1) {
                    if self.value((row, column)).is_none() {
                        self.others.insert((row, column), value.clone());
                    }
                }
            }
        }
    }
}
