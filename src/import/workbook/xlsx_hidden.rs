//! Which rows and columns of a sheet of `.xlsx` are hidden: calamine does not tell.

use std::io::{BufRead, BufReader, Cursor, Read};

use super::hidden::Hidden;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The hidden rows and columns of the sheet in this part.
pub(super) fn hidden(bytes: &[u8], path: &str, most: u64) -> Option<Hidden> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    // Piece by piece: a sheet may be large, and only its rows are looked at.
    let part = BufReader::new(archive.by_name(path).ok()?.take(most));
    Some(rows_and_columns(part).sorted())
}

fn rows_and_columns(xml: impl BufRead) -> Hidden {
    let mut hidden = Hidden::default();
    let (mut row, mut all_hidden) = (0u32, false);
    each(xml, |element| {
        match local(element.name().as_ref()) {
            // Rows that are not written are hidden too where the sheet says so; they hold nothing.
            "sheetFormatPr" => all_hidden = is_set(element, "zeroHeight"),
            "col" if is_set(element, "hidden") || is_zero(element, "width") => {
                let end = |name: &str| attribute(element, name)?.parse::<u32>().ok()?.checked_sub(1);
                if let (Some(first), Some(last)) = (end("min"), end("max")) {
                    hidden.columns.push((first, last));
                }
            }
            "row" => {
                row = attribute(element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                let is_hidden = match attribute(element, "hidden") {
                    Some(_) => is_set(element, "hidden"),
                    None => all_hidden || is_zero(element, "ht"),
                };
                if let (true, Some(index)) = (is_hidden, row.checked_sub(1)) {
                    hidden.rows.push((index, index));
                }
            }
            _ => {}
        }
        true
    });
    hidden
}

/// Hands on each element until `take` wants no more; a fault of the XML ends it, since calamine has read the file.
pub(super) fn each(xml: impl BufRead, mut take: impl FnMut(&BytesStart<'_>) -> bool) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) if !take(&element) => return,
            Ok(Event::Eof) | Err(_) => return,
            _ => {}
        }
        buffer.clear();
    }
}

pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| local(attribute.key.as_ref()) == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn is_set(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}

fn is_zero(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).and_then(|value| value.parse::<f64>().ok()) == Some(0.0)
}

#[cfg(test)]
mod tests {
    use super::rows_and_columns;

    #[test]
    fn rows_and_columns_that_are_hidden_or_have_no_height() {
        let xml = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols><sheetData>
            <row r="1"/><row r="3" hidden="true"/><row/><row r="7" ht="0"/><row r="8" hidden="0"/></sheetData></worksheet>"#;
        let hidden = rows_and_columns(xml.as_bytes());
        assert_eq!(hidden.columns, [(1, 2), (4, 4)]);
        assert_eq!(hidden.rows, [(2, 2), (6, 6)]);
        assert!(hidden.column(2) && !hidden.column(3) && hidden.row(6) && !hidden.row(7));
    }
}
