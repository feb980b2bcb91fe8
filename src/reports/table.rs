//! The table of reports: a column `id` and one for each parameter, and a row for each report; a CSV file, or any other source
//! of tables.

use std::collections::BTreeMap;
use std::path::Path;

use super::Report;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::import::table::{Row, Value};
use crate::import::text_window::{Encoding, Window};
use crate::import::{self, csv};
use crate::spec::is_id;
use crate::spec::params::Setting;
use crate::workspace;

/// The column with the ids.
const ID: &str = "id";

/// Most reports of one table.
const MOST: usize = 200_000;

/// Names that Windows keeps for devices: no folder can be called so.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Names in the output folder that are not those of reports.
const TAKEN: [&str; 3] = ["index", "cache", "reports"];

/// Reads the table. Every fault is reported; a table with faults gives no reports, since it is not certain which were meant.
pub(super) fn read(specs: &Path, path: &Path, params: &[&str], sink: &Diagnostics) -> Vec<Report> {
    let bytes = match workspace::tables::read_table_of(specs, path) {
        Ok(bytes) => bytes,
        Err(error) => {
            sink.push(error);
            return Vec::new();
        }
    };
    let (name, before) = (workspace::shown(path), sink.len());
    let mut head: Option<Vec<(String, Span)>> = None;
    let mut reports: Vec<Report> = Vec::new();
    let mut take = |cells: Vec<(String, Span)>| {
        if cells.iter().all(|(text, _)| text.is_empty()) {
            return true;
        }
        match &head {
            None => {
                check_head(&cells, params, sink);
                head = Some(cells);
            }
            Some(head) => reports.extend(report(head, cells, sink)),
        }
        reports.len() < MOST && !sink.any_since(before, |one| one.code == Code::MissingHeader)
    };
    let read = match is_text(path) {
        true => {
            let mut rest = bytes.as_slice();
            let mut window = Window::new(&name, &mut rest, Encoding::Utf8);
            csv::read(&mut window, delimiter(&bytes), &mut |row| take(cells(&row)))
        }
        false => {
            let rows = import::list(&name, &bytes, MOST, sink);
            rows.into_iter().all(take);
            Ok(())
        }
    };
    sink.extend(read.err());
    if reports.len() >= MOST {
        let message = format!("the table lists {MOST} reports or more");
        sink.push(
            Diagnostic::error(Code::TooLarge, Span::unread(&name), message)
                .hint("divide it into several tables"),
        );
    }
    if head.is_none() || reports.is_empty() && sink.len() == before {
        let fault = Diagnostic::error(Code::EmptyTable, Span::unread(&name), "the table lists no reports");
        sink.push(fault.hint("write a header `id,…` and a row for each report"));
    }
    check_ids(&reports, sink);
    if sink.has_errors_since(before) { Vec::new() } else { reports }
}

/// Whether a file is a text with delimiters; others are read as the sources of series are.
fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    ["csv", "tsv", "txt", ""].contains(&ending.as_str())
}

/// The sign between cells: that of the first line which most programs would take.
fn delimiter(bytes: &[u8]) -> u8 {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|sign| line.contains(sign)).unwrap_or(b',')
}

fn cells(row: &Row<'_>) -> Vec<(String, Span)> {
    let text = |value: &Value<'_>| match value {
        Value::Text(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    row.cells.iter().enumerate().map(|(at, cell)| (text(&cell.value), row.spot(at).span)).collect()
}

/// The header names `id` and parameters, each once.
fn check_head(head: &[(String, Span)], params: &[&str], sink: &Diagnostics) {
    let place = |at: usize| head.get(at).map(|(_, span)| span.clone());
    if !head.iter().any(|(name, _)| name == ID)
        && let Some(span) = place(0)
    {
        let fault = Diagnostic::error(Code::MissingHeader, span, "the table has no column `id`");
        sink.push(fault.hint("add a column `id`: the name of each report's folder, such as `be-351`"));
    }
    for (at, (name, span)) in head.iter().enumerate() {
        if head[..at].iter().any(|(other, _)| other == name) {
            let fault = Diagnostic::error(
                Code::RepeatedName,
                span.clone(),
                format!("the column `{name}` occurs twice"),
            );
            sink.push(fault.hint("keep one of the two"));
        } else if name != ID && !params.contains(&name.as_str()) {
            let fault = Diagnostic::error(
                Code::UnknownParam,
                span.clone(),
                format!("there is no parameter `{name}`"),
            );
            sink.push(fault.hint(suggest(name, params.iter().copied())));
        }
    }
}

/// The report of a row. An empty cell leaves the parameter at its default.
fn report(head: &[(String, Span)], cells: Vec<(String, Span)>, sink: &Diagnostics) -> Option<Report> {
    let span = cells.first().map(|(_, span)| span.clone())?;
    if cells.len() != head.len() {
        let message = format!("this row has {} cells, but the header has {}", cells.len(), head.len());
        let fault = Diagnostic::error(Code::RaggedRow, span.at_start(), message);
        sink.push(fault.hint("put a value that contains the delimiter in double quotes"));
        return None;
    }
    let (mut id, mut settings) = (None, Vec::new());
    for ((name, _), (value, span)) in head.iter().zip(cells) {
        match name.as_str() {
            ID => id = Some((value, span)),
            _ if value.is_empty() => {}
            _ => settings.push(Setting { name: name.clone(), value, span }),
        }
    }
    let (id, span) = id?;
    if !is_id(&id) || is_kept(&id) {
        let fault = Diagnostic::error(Code::WrongId, span, format!("`{id}` cannot be the id of a report"));
        sink.push(fault.hint(
            "it names a folder: use small letters a-z, digits and hyphens, and no word like `con` or `index`",
        ));
        return None;
    }
    Some(Report { id, settings, span })
}

fn is_kept(id: &str) -> bool {
    let numbered = |word: &str| {
        id.strip_prefix(word).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    DEVICES.contains(&id) || TAKEN.contains(&id) || numbered("com") || numbered("lpt")
}

fn check_ids(reports: &[Report], sink: &Diagnostics) {
    let mut seen: BTreeMap<&str, &Report> = BTreeMap::new();
    for report in reports {
        if let Some(first) = seen.insert(&report.id, report) {
            let message = format!("two reports have the id `{}`", report.id);
            sink.push(
                Diagnostic::error(Code::RepeatedId, report.span.clone(), message)
                    .hint("give one of them another id")
                    .related(first.span.clone(), "the first one"),
            );
        }
    }
}
