//! Parquet: tables of columns as data frames and databases write them.
//!
//! The format's own crate brings fourteen others and takes twenty seconds of the first build on two cores, most of them for
//! what no survey needs: writing and nested values. What is read here are columns of single values in all encodings that
//! pyarrow, polars, DuckDB and fastparquet write, group by group and page by page. Every length that a file names is held
//! against what is there, so that no file asks for more memory than [`broken::ROOM`].

use crate::diagnostic::{Code, Diagnostic};
mod broken;
mod bytes;
mod codec;
mod decoder;
mod pages;
mod runs;
mod schema;
mod thrift;
mod values;

use std::io::SeekFrom;

use super::Content;
use super::reader::Reader;
use super::refusal::Unreadable;
use super::source_spec::SourceSpec;
use super::table::{At, Cell, Origin, Row, Value};
use broken::{Broken, MOST_ROWS, ROOM};
use bytes::bytes;
use pages::Pages;
use schema::{Column, Group, Meta};

/// The metadata may have this many.
const LONGEST_FOOTER: u64 = 32 << 20;
/// Reads a file.
///
/// # Errors
/// A [`Unreadable`].
pub(super) fn read(
    content: &mut dyn Content,
    spec: &SourceSpec,
    reader: &mut Reader<'_>,
) -> Result<(), Unreadable> {
    let meta = meta(content).map_err(|broken| broken.refusal(None))?;
    let (file, named) = (spec.file.value.as_str(), &spec.file.span);
    let names: Vec<String> = meta.columns.iter().map(|column| column.name.clone()).collect();
    let origin = Origin::Columns { file, names: &names, named };
    if !reader.take(&Row { cells: head(&names), origin, hidden: false }) {
        return Ok(());
    }
    // Only what is asked for is unpacked: a survey has hundreds of columns, a series two.
    let columns: Vec<&Column> = meta
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| reader.wants(*index))
        .map(|(_, column)| column)
        .collect();
    let nested: Vec<&str> =
        columns.iter().filter(|column| column.leaf.is_none()).map(|column| column.name.as_str()).collect();
    if let [first, ..] = nested[..] {
        let message = format!("column `{first}` holds lists or structures, not single values");
        let hint = "write several answers into one text with a sign between them and declare `separator`, or a column for each value, with `explode` or `unnest`";
        if !reader.only_looks() {
            return Err(Unreadable::new(Code::UnreadableParquet, message, hint));
        }
        for name in &nested {
            let message = format!("column `{name}` holds lists or structures and is left out: {hint}");
            reader.warn(Diagnostic::warning(Code::UnreadableParquet, named.clone(), message).hint(hint));
        }
    }
    let columns: Vec<&Column> = columns.into_iter().filter(|column| column.leaf.is_some()).collect();
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    reader.begin_again();
    let origin = Origin::Columns { file, names: &names, named };
    if !reader.take(&Row { cells: head(&names), origin, hidden: false }) {
        return Ok(());
    }
    let mut number = 0;
    for group in &meta.groups {
        let mut pages = pages(&columns, group).map_err(|broken| broken.refusal(None))?;
        for _ in 0..group.rows {
            number += 1;
            for index in 0..pages.len() {
                let step = step(&mut pages, index, content);
                step.map_err(|broken| broken.refusal(names.get(index).map(String::as_str)))?;
            }
            let cells = pages
                .iter()
                .zip(0..)
                .map(|(pages, column)| Cell::new(pages.cell(), At::Cell(number, column)));
            let cells = cells.collect();
            let origin = Origin::Columns { file, names: &names, named };
            if !reader.take(&Row { cells, origin, hidden: false }) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The names of columns as a header.
fn head(names: &[String]) -> Vec<Cell<'_>> {
    let cells = names
        .iter()
        .zip(0..)
        .map(|(name, column)| Cell::new(Value::Text(name.as_str().into()), At::Cell(0, column)));
    cells.collect()
}

/// The metadata are at the end, behind everything, with their length and the mark of the format.
fn meta(content: &mut dyn Content) -> Result<Meta, Broken> {
    let size = content.seek(SeekFrom::End(0))?;
    let mark = |bytes: &[u8]| match bytes {
        b"PAR1" => Ok(()),
        b"PARE" => Err(Broken::Encrypted),
        _ => Err(Broken::Damaged("it is no Parquet file, or only the start of one")),
    };
    mark(&bytes(content, 0, 4)?)?;
    let tail = bytes(content, size.saturating_sub(8), 8)?;
    let (length, end) = tail.split_at(tail.len().min(4));
    mark(end)?;
    let length = length.try_into().map(u32::from_le_bytes).map_err(|_| Broken::TooShort)?;
    let length = u64::from(length);
    if length > LONGEST_FOOTER {
        return Err(Broken::TooLarge);
    }
    let start = size.checked_sub(8 + length).ok_or(Broken::TooShort)?;
    let meta = Meta::read(&bytes(content, start, length)?)?;
    let rows = meta.groups.iter().try_fold(0u64, |rows, group| rows.checked_add(group.rows));
    if rows.is_none_or(|rows| rows > MOST_ROWS) { Err(Broken::TooLarge) } else { Ok(meta) }
}

/// The values of some columns in a group of rows.
fn pages<'m>(columns: &[&'m Column], group: &Group) -> Result<Vec<Pages<'m>>, Broken> {
    let one = |column: &&'m Column| {
        let chunk = column.leaf.and_then(|leaf| group.chunks.get(leaf));
        let chunk = chunk.filter(|chunk| chunk.values == group.rows);
        chunk
            .map(|chunk| Pages::new(column, *chunk))
            .ok_or(Broken::Damaged("a column is shorter than others"))
    };
    columns.iter().map(one).collect()
}

/// Steps to the next value of a column, within what the pages of the others leave.
fn step(pages: &mut [Pages<'_>], index: usize, content: &mut dyn Content) -> Result<(), Broken> {
    let room = match pages[index].is_spent() {
        true => {
            let others = pages.iter().enumerate().filter(|(other, _)| *other != index);
            ROOM.saturating_sub(others.map(|(_, pages)| pages.held()).sum())
        }
        false => 0,
    };
    pages[index].advance(content, room)
}
