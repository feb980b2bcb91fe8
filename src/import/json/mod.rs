//! JSON: a mapping of categories to figures, or a list of records.
//!
//! The text is read twice, piece by piece: for its columns, since any entry may have a key that no other has, and for its
//! rows. Nothing is handed on of a file that is not JSON to its end.

mod columns;
mod entries;
mod scan;

use std::io::SeekFrom;

use super::Content;
use super::table::{At, Cell, Origin, Row, Value};
use super::text_window::Encoding;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::survey::series::Spot;
use columns::{Columns, FIRST, Failed};
use entries::{Entries, Entry, Form};
use scan::{Kind, Node};

/// What a file must hold.
const TABLE: &str = "a mapping or a list";
/// What a list must hold.
const RECORD: &str = "a record of names and values";

/// Hands on the rows of the table that a JSON text holds, the header first, until `take` wants no more.
///
/// # Errors
/// A diagnostic where the text is no JSON or has another form.
pub(super) fn read(
    name: &str,
    content: &mut dyn Content,
    encoding: Encoding,
    take: &mut dyn FnMut(&Row<'_>) -> bool,
) -> Result<(), Diagnostic> {
    let found = {
        let mut input: &mut dyn Content = content;
        let mut entries = Entries::open(name, &mut input, encoding)?;
        Columns::read(&mut entries).map(|columns| (columns, entries.count))
    };
    rewind(name, content)?;
    let mut input: &mut dyn Content = content;
    let entries = Entries::open(name, &mut input, encoding)?;
    match found {
        Ok((columns, count)) => rows(&columns, count, entries, take),
        Err(Failed { fault, first: None }) => Err(*fault),
        Err(Failed { fault, first: Some((at, length)) }) => {
            let first = entries.find(at, length)?;
            Err(fault.related(first, FIRST))
        }
    }
}

fn rewind(name: &str, content: &mut dyn Content) -> Result<(), Diagnostic> {
    content.seek(SeekFrom::Start(0)).map(drop).map_err(|error| {
        let message = format!("the file cannot be read twice: {error}");
        Diagnostic::error(Code::UnreadableData, Span::unread(name), message)
            .hint("copy the file to a disk, and run again")
    })
}

/// Hands on the header and the rows.
fn rows(
    columns: &Columns,
    count: usize,
    mut entries: Entries<'_>,
    take: &mut dyn FnMut(&Row<'_>) -> bool,
) -> Result<(), Diagnostic> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let mut spots = Vec::new();
    if entries.form == Form::Map {
        cells.push(Cell::new(Value::Empty, At::Cell(0, 0)));
        spots.push(Spot { span: entries.place(0, 0), cell: None });
    }
    if entries.form == Form::Map && columns.len() == 0 {
        cells.push(Cell::new(Value::Text("value".into()), At::Cell(0, 1)));
        spots.push(Spot { span: entries.place(0, 0), cell: None });
    }
    spots.extend(columns.spots.iter().cloned());
    for key in columns.names() {
        let at = At::Cell(0, u32::try_from(cells.len()).unwrap_or(u32::MAX));
        cells.push(Cell::new(Value::Text(key.into()), at));
    }
    let width = cells.len();
    if !take(&Row { cells, origin: Origin::Spots { spots: &spots, is_counted: true }, hidden: false }) {
        return Ok(());
    }
    while let Some(entry) = entries.next()? {
        let (source, from) = entries.lines(&entry);
        let Some(cells) = row(columns, width, &entries, entry, from) else { return Err(changed(&entries)) };
        if !take(&Row { cells, origin: Origin::Whole(source), hidden: false }) {
            return Ok(());
        }
    }
    if entries.count == count { Ok(()) } else { Err(changed(&entries)) }
}

/// The cells of an entry, one a column; what it lacks is empty. `None` where it has a key that is no column.
fn row<'e>(
    columns: &Columns,
    width: usize,
    entries: &'e Entries<'_>,
    Entry { name, node }: Entry,
    from: usize,
) -> Option<Vec<Cell<'e>>> {
    let at = |start: usize, end: usize| At::Bytes(start - from, end - from);
    let mut row = Vec::with_capacity(width);
    row.extend(name.map(|name| Cell::new(Value::Text(entries.name(name)), at(name.start, name.end))));
    if name.is_some() && node.kind != Kind::Map {
        row.push(Cell::new(value(entries, node), at(node.start, node.end)));
    }
    let names = usize::from(name.is_some());
    row.resize(width, Cell::new(Value::Empty, at(node.start, node.end)));
    for (index, (key, node)) in entries.pairs.iter().enumerate() {
        let column = columns.find(&entries.name(*key), index)?;
        row[names + column] = Cell::new(value(entries, *node), at(node.start, node.end));
    }
    Some(row)
}

fn value<'e>(entries: &'e Entries<'_>, node: Node) -> Value<'e> {
    match node.kind {
        Kind::Null => Value::Empty,
        Kind::Number(value) => Value::Number { value, percent: false },
        Kind::Text { .. } | Kind::Word => Value::Text(entries.text(node)),
        other => Value::Other(Code::NotANumber, format!("here is {}, no figure", other.name())),
    }
}

fn changed(entries: &Entries<'_>) -> Diagnostic {
    let message = "the file was changed while it was read";
    Diagnostic::error(Code::UnreadableData, entries.place(0, 0), message).hint("run again")
}

fn wrong_form(place: Span, found: &str, wanted: &str) -> Diagnostic {
    let message = format!("here must be {wanted}, but there is {found}");
    Diagnostic::error(Code::WrongType, place, message)
        .hint("write `{\"answer\": 54, …}`, `{\"answer\": {\"2020\": 54}, …}` or `[{\"answer\": \"yes\", \"2020\": 54}, …]`")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Encoding, read};
    use crate::diagnostic::Diagnostic;

    /// The rows of a text, each cell as a name.
    fn rows(text: &str) -> Result<Vec<String>, Diagnostic> {
        let mut rows = Vec::new();
        read("t.json", &mut Cursor::new(text.as_bytes()), Encoding::Utf8, &mut |row| {
            let cells: Vec<String> =
                row.cells.iter().map(|cell| cell.name().unwrap_or_default().into_owned()).collect();
            rows.push(cells.join("|"));
            true
        })?;
        Ok(rows)
    }

    fn place(text: &str) -> Option<(usize, usize, String)> {
        let fault = rows(text).err()?;
        Some((fault.span.line(), fault.span.column(), fault.span.line_text().to_owned()))
    }

    /// Records of many lengths on one line, so that every kind of sign is at the end of a piece somewhere.
    #[test]
    fn entries_may_be_in_two_pieces() {
        for extra in 0..9 {
            let records: Vec<String> = (0..6_000)
                .map(|row| {
                    format!(
                        r#"{{"a": "{row}", "b\\": -1.5e1, "ü": "\ud83d\ude00", "{}": null}}"#,
                        "c".repeat(extra % 7)
                    )
                })
                .collect();
            let text = format!("{}[{}]\n", " ".repeat(extra), records.join(", "));
            let rows = rows(&text).unwrap_or_default();
            assert_eq!(rows.len(), 6_001, "{extra}");
            assert_eq!(rows.last().map(String::as_str), Some("5999|-15|😀|"), "{extra}");
        }
    }

    #[test]
    fn a_place_in_a_long_line_is_that_of_the_file() {
        let records: Vec<String> = (0..60_000).map(|row| format!(r#"{{"ü": {row}}}"#)).collect();
        let text = format!("[\n{}, {{\"ü\": 1, \"ü\": 2}}]", records.join(","));
        let line = text.lines().nth(1).unwrap_or_default();
        let column = line.find("1, \"ü\"").map(|at| line[..at + 3].chars().count() + 1);
        let (line, found, shown) = place(&text).unwrap_or_default();
        assert_eq!((line, Some(found)), (2, column));
        assert!(shown.ends_with("2}]") && shown.len() < 1_000, "{shown}");
    }

    /// The first of two equal names is far behind what is held when the second comes.
    #[test]
    fn both_places_of_a_name_that_comes_twice_are_told() {
        let names: Vec<String> = (0..60_000).map(|row| format!("\"n{row}\":\n{row}")).collect();
        let text = format!("{{{},\n\"n7\": 1}}", names.join(","));
        let Err(fault) = rows(&text) else { return assert!(text.is_empty(), "it was read") };
        let (first, _) = &fault.related[0];
        assert_eq!((fault.span.line(), fault.span.column()), (60_002, 1));
        assert_eq!((first.line(), first.line_text()), (8, "6,\"n7\":"));
        assert_eq!(first.source.text.get(first.start..first.end), Some("\"n7\""));
    }

    #[test]
    fn a_text_that_ends_too_early_has_no_rows() {
        let text = r#"[{"a": 1}, {"a": [2, {"b": "c"}]}]"#;
        assert_eq!(rows(text).map(|rows| rows.len()), Ok(3));
        for end in 0..text.len() {
            assert!(rows(&text[..end]).is_err(), "{end}");
        }
        assert!(rows("{} {}").is_err());
        assert!(rows(r#"[{"a": 1},]"#).is_err());
    }

    #[test]
    fn a_bracket_that_is_never_closed_is_found_before_the_file_is_in_memory() {
        let text = format!("[{{\"a\": [{}", "1, ".repeat(3 << 20));
        assert_eq!(place(&text).map(|(line, column, _)| (line, column)), Some((1, 2)));
    }
}
