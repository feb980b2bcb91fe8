//! Workbooks of Excel and OpenDocument: one sheet, or a range of it, as rows of cells.
//!
//! The cells are read by calamine. What it leaves out is added here: number formats, hidden and merged cells, formulas
//! without a stored value, and limits on what a small file may unpack to.

use crate::diagnostic::Code;
mod book;
mod compound_file;
mod found;
mod hidden;
mod masked;
mod ods_dates;
mod ods_limits;
mod ods_styles;
mod plain_xml;
mod sheets;
mod xls_limits;
mod xls_looks;
mod xls_strings;
mod xlsx_hidden;
mod xlsx_parts;
mod xml_limits;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use super::date::{Moment, Precision};
use super::magic::encrypted;
use super::number_format::NumberFormat;
use super::refusal::Unreadable;
use super::source_spec::cell_range::Area;
use super::table::{Date, MOST_CELLS, SHOWS_ERROR, Value};
use super::{Content, magic};
pub use book::Books;
use calamine::{
    Data, Dimensions, Ods, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsx, XlsxFormulaMetadata,
};
pub use found::Line;
use found::{ChartData, Found, Shown};
use ods_styles::OdsStyles;
use xlsx_parts::{Has, Parts};

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

/// So many sheets are named in a message.
const MOST_NAMED: usize = 20;

/// A sheet that was read: its name and its rows, each as wide as the range.
#[derive(Debug)]
pub struct Table {
    /// The name of the sheet.
    pub sheet: String,
    /// The row and column of its first cell.
    pub first: (u32, u32),
    /// The rows, with one more on each side of the range.
    pub rows: Vec<Line>,
}

/// A workbook as a whole, for readers that jump about in it.
type Bytes = Cursor<Arc<[u8]>>;

/// Programs that read workbooks jump about in them, so a workbook is held as a whole.
fn whole(content: &mut dyn Content) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    content
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| magic::damaged(&error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_large("is")) } else { Ok(bytes) }
}

/// Unpacks every part once, since the sizes that a file names may be false; what the sheets of an `.xlsx` file have.
fn check_size(bytes: &[u8]) -> Result<BTreeMap<String, Has>, Unreadable> {
    let damaged = |error: zip::result::ZipError| match error {
        zip::result::ZipError::InvalidArchive(_) => magic::damaged("it is cut short, or no workbook"),
        other => magic::damaged(&other.to_string()),
    };
    if xml_limits::has_too_many_parts(bytes) {
        return Err(xml_limits::too_much(&format!("more than {} parts", xml_limits::MOST_PARTS)));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let (mut left, mut sheets) = (MOST_BYTES, BTreeMap::new());
    for index in 0..archive.len() {
        let part = match archive.by_index(index) {
            Err(zip::result::ZipError::UnsupportedArchive(reason)) if reason.contains("assword") => {
                return Err(encrypted());
            }
            part => part.map_err(damaged)?,
        };
        let name = part.name().map(|name| name.to_string()).unwrap_or_default();
        let has_cells = plain_xml::holds_cells(&name);
        let mut unpacked = Vec::new();
        part.take(left + 1).read_to_end(&mut unpacked).map_err(|error| magic::damaged(&error.to_string()))?;
        left = left.checked_sub(unpacked.len() as u64).ok_or_else(|| too_large("unpacks to"))?;
        xml_limits::check(&unpacked)?;
        // What is no XML at all is reported by whoever reads it as such.
        if has_cells && plain_xml::is_plain(&unpacked) == Ok(false) {
            return Err(magic::damaged(
                "cells hold CDATA sections, comments or references in place of plain values",
            ));
        }
        if has_cells && name != "content.xml" {
            sheets.insert(name, xlsx_parts::look(&unpacked));
        }
    }
    Ok(sheets)
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
    let mut list =
        names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > MOST_NAMED {
        list.push_str(", …");
    }
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

fn xlsx_refusal(error: calamine::XlsxError) -> Unreadable {
    match error {
        calamine::XlsxError::Password => encrypted(),
        other => magic::damaged(&other.to_string()),
    }
}

fn open_xlsx(bytes: Arc<[u8]>) -> Result<Xlsx<Bytes>, Unreadable> {
    Xlsx::new(Cursor::new(bytes)).map_err(xlsx_refusal)
}

fn xlsx_cells(
    (book, parts): (&mut Xlsx<Bytes>, &Parts),
    bytes: &[u8],
    name: &str,
    range: Option<Area>,
    most: u64,
) -> Result<Found, Unreadable> {
    let mut found = Found::new(most);
    let mut formats: BTreeMap<usize, NumberFormat> = BTreeMap::new();
    // Cell by cell: two cells at opposite corners must not ask for all those between them.
    let mut cells = book.worksheet_cells_reader(name).map_err(xlsx_refusal)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx_refusal)? {
        // Few formats, many cells: each is read once.
        let format = formats.entry(style).or_insert_with(|| {
            let style = cells.styles().get(style);
            NumberFormat::parse(
                style.and_then(|style| style.number_format.as_ref()).map_or("", |format| &format.format_code),
            )
        });
        let (row, column) = cell.get_position();
        found.put(range, row, column, formatted(&Data::from(cell.get_value().clone()), format))?;
    }
    found.sort();
    drop(cells);
    let has = parts.has(name);
    if has.formulas {
        put_formulas(book, name, range, &mut found)?;
    }
    if has.merged {
        found.merged =
            book.merge_cells_by_sheet_name(name).map_err(xlsx_refusal)?.into_iter().map(area).collect();
    }
    if let Some(path) = parts.path(name).filter(|_| has.hidden) {
        found.hidden = xlsx_hidden::hidden(bytes, path, MOST_BYTES).unwrap_or_default();
    }
    Ok(found.finished())
}

/// Notes the cells with formulas as they are stored: written out, one that many cells share would take room and time for
/// each.
fn put_formulas(
    book: &mut Xlsx<Bytes>,
    name: &str,
    range: Option<Area>,
    found: &mut Found,
) -> Result<(), Unreadable> {
    let mut cells = book.worksheet_cells_reader(name).map_err(xlsx_refusal)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(xlsx_refusal)? {
        let is_empty = match &cell.formula {
            Some(XlsxFormulaMetadata::Normal { formula }) => formula.is_empty(),
            other => other.is_none(),
        };
        if !is_empty {
            found.put_formula(range, cell.pos.0, cell.pos.1)?;
        }
    }
    Ok(())
}

fn xls_refusal(error: calamine::XlsError) -> Unreadable {
    match error {
        calamine::XlsError::Password => encrypted(),
        other => magic::damaged(&other.to_string()),
    }
}

fn open_xls(bytes: Arc<[u8]>) -> Result<Xls<Bytes>, Unreadable> {
    // calamine would follow an endless chain, or make room for any number of rows, until there is no memory left.
    if xls_limits::cells(&bytes)? > MOST_CELLS {
        return Err(too_many_cells());
    }
    Xls::new(Cursor::new(bytes)).map_err(xls_refusal)
}

fn xls_cells(
    book: &mut Xls<Bytes>,
    bytes: &[u8],
    name: &str,
    range: Option<Area>,
    most: u64,
) -> Result<Found, Unreadable> {
    let looks = xls_looks::looks(bytes, name);
    let mut found = found(
        &book.worksheet_range(name).map_err(xls_refusal)?,
        &book.worksheet_formula(name).map_err(xls_refusal)?,
        (range, most),
        &|row, column, value| match looks.format(row, column) {
            Some(format) => formatted(value, format),
            None => (plain(value, false), None),
        },
    )?;
    found.merged = book.merge_cells_by_sheet_name(name).map_err(xls_refusal)?.into_iter().map(area).collect();
    found.hidden = looks.hidden;
    Ok(found.finished())
}

fn ods_refusal(error: calamine::OdsError) -> Unreadable {
    match error {
        calamine::OdsError::Password => encrypted(),
        other => magic::damaged(&other.to_string()),
    }
}

fn ods_cells(
    book: &mut Ods<Bytes>,
    looks: Option<&OdsStyles>,
    name: &str,
    range: Option<Area>,
    most: u64,
) -> Result<Found, Unreadable> {
    let nothing = OdsStyles::default();
    let looks = looks.unwrap_or(&nothing);
    let mut found = found(
        &book.worksheet_range(name).map_err(ods_refusal)?,
        &book.worksheet_formula(name).map_err(ods_refusal)?,
        (range, most),
        &|row, column, value| looks.looking(row, column, plain(value, looks.is_percent(row, column))),
    )?;
    found.merged.clone_from(&looks.merged);
    found.hidden.clone_from(&looks.hidden);
    Ok(found.finished())
}

/// The part of an OpenDocument file that holds its tables.
fn content(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    part(bytes, "content.xml").map_err(|error| magic::damaged(&error.to_string()))
}

/// Whether an OpenDocument file is protected with a password: its list of parts says how they are encrypted.
fn is_protected(bytes: &[u8]) -> bool {
    let sign = b"manifest:encryption-data";
    part(bytes, "META-INF/manifest.xml").is_ok_and(|list| list.windows(sign.len()).any(|words| words == sign))
}

/// A part of an archive.
fn part(bytes: &[u8], name: &str) -> std::io::Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = Vec::new();
    archive.by_name(name)?.take(MOST_BYTES).read_to_end(&mut text)?;
    Ok(text)
}

fn area(dimensions: Dimensions) -> Area {
    Area { first: dimensions.start, last: dimensions.end }
}

/// A value of a cell with this number format.
fn formatted(value: &Data, format: &NumberFormat) -> ChartData {
    let number = match value {
        Data::Int(value) => *value as f64,
        Data::Float(value) => *value,
        Data::DateTime(date) if date.is_datetime() => {
            let Some(precision) =
                format.precision().filter(|precision| *precision != Precision::Time || date.as_f64() >= 1.0)
            else {
                return (plain(value, false), None);
            };
            let moment = moment(date.to_ymd_hms_milli());
            // A date with a time of midnight is a day.
            let precision = if precision == Precision::Time && moment.time == [0; 3] {
                Precision::Day
            } else {
                precision
            };
            return (
                Value::Date(Date { moment, precision }),
                Some(Shown { text: format.shown_date(moment), is_masked: false }),
            );
        }
        _ => return (plain(value, false), None),
    };
    // That a number is not shown at all is worth knowing; a zero often is not.
    let text = format.shown(number);
    let is_masked = masked::is_limit(&text) || number != 0.0 && format.hides(number);
    let differs = *format != NumberFormat::default() && text != number.to_string();
    let shown = (is_masked || differs && !text.is_empty()).then_some(Shown { text, is_masked });
    (plain(value, format.multiplies(number)), shown)
}

fn moment((year, month, day, hour, minute, second, _): (u16, u8, u8, u8, u8, u8, u16)) -> Moment {
    Moment { year, month, day, time: [hour, minute, second] }
}

/// A date as OpenDocument stores it: `2025-06-09`, with a time behind `T`.
fn iso_date(text: &str) -> Option<Date> {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    let mut parts = day.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let [month, day] = [parts.next()?.parse().ok()?, parts.next()?.parse().ok()?];
    let mut clock = [0; 3];
    for (part, text) in clock.iter_mut().zip(time.unwrap_or_default().split(':')) {
        *part = text.split('.').next().and_then(|digits| digits.parse().ok()).unwrap_or_default();
    }
    let precision = if clock == [0; 3] { Precision::Day } else { Precision::Time };
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(Date { moment: Moment { year, month, day, time: clock }, precision })
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
            Value::Other(Code::CellError, format!("{SHOWS_ERROR}{text}"))
        }
        Data::String(text) => Value::Text(Cow::Owned(text.clone())),
        Data::Bool(value) => Value::Flag(*value),
        Data::DateTimeIso(text) if let Some(date) = iso_date(text) => Value::Date(date),
        Data::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
            let moment = moment(date.to_ymd_hms_milli());
            let precision = if moment.time == [0; 3] { Precision::Day } else { Precision::Time };
            Value::Date(Date { moment, precision })
        }
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => {
            other("this is a date or time, no figure".into())
        }
        Data::Error(error) => Value::Other(Code::CellError, format!("{SHOWS_ERROR}{error}")),
    }
}

/// The cells of a sheet that calamine holds as a whole.
fn found(
    values: &calamine::Range<Data>,
    formulas: &calamine::Range<String>,
    (range, most): (Option<Area>, u64),
    look: &dyn Fn(u32, u32, &Data) -> ChartData,
) -> Result<Found, Unreadable> {
    let mut found = Found::new(most);
    let (top, left) = values.start().unwrap_or_default();
    for (row, column, value) in values.used_cells() {
        let (row, column) = (top + row as u32, left + column as u32);
        found.put(range, row, column, look(row, column, value))?;
    }
    let (top, left) = formulas.start().unwrap_or_default();
    found.sort();
    for (row, column, _) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
        found.put_formula(range, top + row as u32, left + column as u32)?;
    }
    Ok(found)
}
