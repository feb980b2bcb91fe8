//! Exports of survey tools and statistical offices: which program wrote a file, and what its columns are.
//!
//! A survey tool writes more than one header row, codes instead of answers, or a column for each option. What its files
//! say of themselves is read here, before the first answer: how many rows are headers, which columns belong to one
//! question, what it asked and what its options are called. A statistical office writes figures by dimensions; `cube`
//! takes the two of them that a chart shows.

pub(crate) mod columns;
pub(crate) mod cube;
pub(crate) mod dictionary;
mod dimension;
mod eurostat;
mod flags;
mod genesis;
mod headings;
pub(crate) mod layout;
mod marks;
mod qualtrics;

use super::source_spec::SourceSpec;
use super::source_spec::format::Format;
use crate::diagnostic::{Code, Diagnostic};
use columns::Export;

/// So many rows at the start of a file are looked at.
pub(crate) const FIRST_ROWS: usize = 24;

/// The first rows of a file as texts; an empty cell is an empty text.
pub(crate) type FirstRows = Vec<Vec<String>>;

/// Whether one of the formats that are possible here has its marks in these rows.
fn marked(spec: &SourceSpec, rows: &[Vec<String>]) -> Option<Format> {
    let named = spec.format.as_ref().map(|format| format.value);
    let possible = |format: &Format| match named {
        Some(named) => named == *format,
        None if spec.holds_answers() => !format.is_figures(),
        // A table that is described by its headers is read as described.
        None => format.is_figures() && spec.long.is_none() && spec.columns.is_none(),
    };
    Format::WORDS
        .into_iter()
        .map(|(_, format, _)| format)
        .filter(possible)
        .find(|format| marks::has(*format, rows))
}

/// What a file is, by the rows that it begins with under each delimiter that it may have: the export and the index of
/// its delimiter, or nothing where it is a plain table.
///
/// # Errors
/// Where the format is declared and the marks of it are missing.
pub(crate) fn recognise(
    spec: &SourceSpec,
    readings: &[FirstRows],
) -> Result<Option<(Export, usize)>, Diagnostic> {
    let named = spec.format.as_ref();
    if named.is_some_and(|format| format.value == Format::Plain) {
        return Ok(None);
    }
    let found = readings.iter().enumerate().find_map(|(at, rows)| Some((marked(spec, rows)?, at)));
    match (found, named) {
        (Some((format, at)), _) => match of_plain_tables(spec, format) {
            Some(key) => {
                let message = format!(
                    "`{key}` says nothing about this file: `{}` is {}",
                    spec.file.value,
                    format.name()
                );
                Err(Diagnostic::error(Code::MisplacedKey, spec.file.span.clone(), message).hint(
                    "remove the key, or write `format: plain` where the file is to be read as its keys say",
                ))
            }
            None => Ok(Some((headings::export(format, &readings[at]), at))),
        },
        (None, None) => match spec.column.as_ref().or(spec.pick.first().map(|(name, _)| name)) {
            Some(dimension) => {
                let message = format!(
                    "`{}` would be a dimension, but `{}` is no known file of a statistical office",
                    dimension.value, spec.file.value
                );
                Err(Diagnostic::error(Code::MisplacedKey, dimension.span.clone(), message).hint(
                    "name the office with `format`; in other tables `long` names the headers, and `where` picks rows",
                ))
            }
            None => Ok(None),
        },
        (None, Some(named)) => {
            let message = format!(
                "`{}` is not {}: {}",
                spec.file.value,
                named.value.name(),
                marks::missing(named.value)
            );
            Err(Diagnostic::error(Code::NotAnExport, named.span.clone(), message).hint(
                "take `format` out so that the program recognises the file, or write `format: plain` for one header row",
            ))
        }
    }
}

/// What a file is by the rows that it begins with, whoever asks.
pub(crate) fn looks_like(rows: &[Vec<String>]) -> Option<Export> {
    let formats = Format::WORDS.into_iter().map(|(_, format, _)| format);
    formats.into_iter().find(|format| marks::has(*format, rows)).map(|format| headings::export(format, rows))
}

/// The first key that describes a plain table and that nobody would follow in an export.
fn of_plain_tables(spec: &SourceSpec, format: Format) -> Option<&'static str> {
    let is_figures = format.is_figures();
    let declared = [
        (spec.header.is_some(), "header"),
        (is_figures && spec.base_row.is_some(), "base-row"),
        (is_figures && spec.transpose, "transpose"),
        (is_figures && !spec.skip.is_empty(), "skip"),
        (is_figures && !spec.zero.is_empty(), "zero"),
        (is_figures && !spec.turns.is_empty(), "turns"),
        (is_figures && !spec.filters.is_empty(), "where"),
        (!is_figures && spec.column.is_some(), "column"),
        (!is_figures && !spec.pick.is_empty(), "pick"),
    ];
    declared.into_iter().find(|(wrong, _)| *wrong).map(|(_, key)| key)
}

/// A table with one header row, whose columns are called as they are.
pub(crate) fn plain(rows: &[Vec<String>]) -> Export {
    headings::export(Format::Plain, rows)
}
