//! Rows that a PostgreSQL server gave, as `COPY` writes them: below a line of names and one of types, a line for each row, with
//! tabs between cells, `\N` for nothing and backslashes before what would end a cell.

use std::io::{BufRead, BufReader, Read};

use super::Content;
use super::reader::Reader;
use super::source_spec::SourceSpec;
use super::table::{At, Cell, Origin, Row, Value};
use crate::diagnostic::{Code, Diagnostic};

/// What `database` says where the rows are those of a server.
pub(super) const SERVER: &str = "postgresql";
/// Whole numbers up to this one are numbers of figures too.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;
/// A row may not be longer.
const LONGEST: u64 = 1 << 24;

/// The name under which the rows of a source are opened; `None` where it is no server.
pub(super) fn name(spec: &SourceSpec) -> Option<String> {
    let sql = spec.sql.as_ref()?;
    (spec.file.value == SERVER).then(|| format!("{SERVER}:{}", sql.value))
}

/// What the cells of a column are.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Truth,
    Text,
}

/// Hands on the rows.
///
/// # Errors
/// A [`Diagnostic`] at the query.
pub(super) fn read(
    content: &mut dyn Content,
    spec: &SourceSpec,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let at = spec.sql.as_ref().map_or(&spec.file.span, |sql| &sql.span);
    let broken = || Diagnostic::error(Code::UnreadableData, at.clone(), "the rows of the server break off");
    let mut lines = BufReader::with_capacity(1 << 16, content);
    let mut line = Vec::new();
    let mut next = |line: &mut Vec<u8>| -> Result<bool, Diagnostic> {
        line.clear();
        let read = (&mut lines).take(LONGEST).read_until(b'\n', line).map_err(|_| broken())?;
        match line.pop() {
            None => Ok(false),
            Some(b'\n') if read > 0 => Ok(true),
            Some(_) => Err(broken()),
        }
    };
    if !next(&mut line)? {
        return Err(broken());
    }
    let names: Vec<String> = line
        .split(|byte| *byte == b'\t')
        .map(|cell| text(cell).ok_or_else(broken))
        .collect::<Result<_, _>>()?;
    if !next(&mut line)? {
        return Err(broken());
    }
    let kinds: Vec<Kind> = line
        .split(|byte| *byte == b'\t')
        .map(|kind| match kind {
            b"number" => Kind::Number,
            b"truth" => Kind::Truth,
            _ => Kind::Text,
        })
        .collect();
    let origin = || Origin::Columns { file: SERVER, names: &names, named: &spec.file.span };
    let head = names.iter().zip(0..);
    let head = head.map(|(name, column)| Cell::new(Value::Text(name.as_str().into()), At::Cell(0, column)));
    if !reader.take(&Row { cells: head.collect(), origin: origin(), hidden: false }) {
        return Ok(());
    }
    let mut number = 0u32;
    while next(&mut line)? {
        number = number.saturating_add(1);
        let found = line.split(|byte| *byte == b'\t').zip(&kinds).zip(0..);
        let cells = found.map(|((cell, kind), column)| {
            Ok(Cell::new(value(cell, *kind).ok_or_else(broken)?, At::Cell(number, column)))
        });
        let cells: Vec<Cell<'_>> = cells.collect::<Result<_, Diagnostic>>()?;
        if cells.len() != names.len() {
            return Err(broken());
        }
        if !reader.take(&Row { cells, origin: origin(), hidden: false }) {
            break;
        }
    }
    Ok(())
}

/// A cell; `None` where its text is not UTF-8.
fn value(cell: &[u8], kind: Kind) -> Option<Value<'static>> {
    if cell == b"\\N" {
        return Some(Value::Empty);
    }
    let text = text(cell)?;
    Some(match kind {
        Kind::Truth => Value::Text(if text == "t" { "true" } else { "false" }.into()),
        Kind::Text => Value::Text(text.into()),
        Kind::Number => match text.parse::<f64>() {
            // An id of twenty digits is a word: as a number it would lose its end.
            Ok(value) if value.is_finite() && (value.fract() != 0.0 || value.abs() <= LARGEST_WHOLE) => {
                Value::Number { value, percent: false }
            }
            _ => Value::Text(text.into()),
        },
    })
}

/// The text of a cell without its backslashes.
fn text(cell: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(cell.len());
    let mut rest = cell.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next()? {
                b't' => b'\t',
                b'n' => b'\n',
                b'r' => b'\r',
                b'b' => 8,
                b'f' => 12,
                b'v' => 11,
                other => *other,
            },
            other => *other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn cells_are_read_as_copy_writes_them() {
        assert_eq!(text(b"a\\tb\\\\c\\nd").as_deref(), Some("a\tb\\c\nd"));
        assert_eq!(text(b"\xff"), None);
        assert_eq!(text(b"a\\"), None);
    }
}
