//! Text tables: cells between delimiters, quoted as RFC 4180 says. Encoding, delimiter and decimal sign are declared;
//! without that only UTF-8, comma and point are read, since guessing wrong would change figures silently.
//!
//! Rows are handed on one by one and forgotten, so a file of any length needs the memory of its longest row.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::table::{At, Cell, Origin, Row, Value};
use super::text_window::Window;
use crate::diagnostic::{Code, Diagnostic};

/// A row may have this many bytes: more are most often a quote that is never closed.
const LONGEST_ROW: usize = 4 << 20;

/// Reads all rows. `take` says whether it wants another one; a blank line is a row of one empty cell.
///
/// # Errors
/// A diagnostic where the text cannot be divided into cells: what follows would be read in the wrong ones.
pub fn read(
    window: &mut Window<'_>,
    delimiter: u8,
    take: &mut dyn FnMut(Row<'_>) -> bool,
) -> Result<(), Diagnostic> {
    let mut spans = Vec::new();
    let (mut at, mut line, mut delimiter) = (0, 1, delimiter);
    if window.text.is_empty() && !window.is_last {
        window.more(0)?;
    }
    if let Some((sign, length)) = separator_line(&window.text) {
        (at, line, delimiter) = (length, 2, sign);
    }
    loop {
        match scan(window, at, delimiter, &mut spans) {
            Scan::Row { end, next, lines } => {
                let cells = spans.iter().map(|span| span.cell(&window.text, at)).collect();
                let text = &window.text[at..end];
                let origin = Origin::Lines { name: window.name, text, line, kept: OnceCell::new() };
                if !take(Row { cells, origin, hidden: false }) {
                    return Ok(());
                }
                (at, line) = (next, line + lines);
            }
            Scan::More if window.text.len() - at > LONGEST_ROW => return Err(too_long(window, at, &spans)),
            Scan::More => {
                window.more(at)?;
                at = 0;
            }
            Scan::End => return Ok(()),
            Scan::Fault(fault) => return Err(fault),
        }
    }
}

/// Excel obeys a first line such as `sep=;`, which is no row of the table; its sign, and where the table begins.
fn separator_line(text: &str) -> Option<(u8, usize)> {
    let end = text.find('\n')?;
    let line = text[..end].trim_end_matches('\r').trim_matches('"');
    let sign = line.get(..4).filter(|word| word.eq_ignore_ascii_case("sep="))?.len();
    match line.as_bytes()[sign..] {
        [sign] if !sign.is_ascii_alphanumeric() => Some((sign, end + 1)),
        _ => None,
    }
}

/// Some rows near the start of a window as texts, without taking them; fewer where the text ends or cannot be divided.
///
/// # Errors
/// As [`Window::more`].
pub(super) fn first_rows(
    window: &mut Window<'_>,
    delimiter: u8,
    wanted: Range<usize>,
) -> Result<Vec<Vec<String>>, Diagnostic> {
    let (mut rows, mut spans, mut index) = (Vec::new(), Vec::new(), 0);
    let (delimiter, mut at) = separator_line(&window.text).unwrap_or((delimiter, 0));
    while index < wanted.end {
        match scan(window, at, delimiter, &mut spans) {
            Scan::Row { next, .. } => {
                let text = |span: &Span| span.cell(&window.text, at).name().unwrap_or_default().into_owned();
                if index >= wanted.start {
                    rows.push(spans.iter().map(text).collect());
                }
                (at, index) = (next, index + 1);
            }
            Scan::More if !window.is_last && window.text.len() < LONGEST_ROW => window.more(0)?,
            Scan::More | Scan::End | Scan::Fault(_) => break,
        }
    }
    Ok(rows)
}

fn too_long(window: &Window<'_>, at: usize, spans: &[Span]) -> Diagnostic {
    // The cell that begins where the last whole one ended is the one that does not end.
    let start = spans.last().map_or(at, |span| span.end + 1);
    let message = format!("this row is longer than {} MiB", LONGEST_ROW >> 20);
    let mut place = window.place(start, start);
    place.end = place.start + 1;
    Diagnostic::error(Code::TooLarge, place, message)
        .hint("close the quotes that begin here, or declare `delimiter` if another sign divides the cells")
}

/// What was found from a byte of the window on.
enum Scan {
    /// A row: where its text ends, where the next one begins, and how many lines lie between.
    Row { end: usize, next: usize, lines: usize },
    /// The row goes on behind the window.
    More,
    /// Nothing.
    End,
    /// A cell that cannot be read.
    Fault(Diagnostic),
}

/// A cell, quotes included.
struct Span {
    start: usize,
    end: usize,
    quoted: bool,
}

impl Span {
    fn cell<'t>(&self, text: &'t str, row: usize) -> Cell<'t> {
        let at = At::Bytes(self.start - row, self.end - row);
        let value = if self.quoted {
            let inner = &text[self.start + 1..self.end - 1];
            // Two quotes within stand for one.
            let doubled = inner.contains('"');
            Value::Text(if doubled { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) })
        } else {
            let bare = &text[self.start..self.end];
            // Most cells begin with a sign, and need no search for one.
            let is_filled = bare.as_bytes().first().is_some_and(u8::is_ascii_graphic);
            if !is_filled && bare.trim().is_empty() { Value::Empty } else { Value::Text(Cow::Borrowed(bare)) }
        };
        Cell::new(value, at)
    }
}

/// Divides a row into cells.
fn scan(window: &Window<'_>, row: usize, delimiter: u8, spans: &mut Vec<Span>) -> Scan {
    spans.clear();
    let bytes = window.text.as_bytes();
    if row >= bytes.len() {
        return if window.is_last { Scan::End } else { Scan::More };
    }
    let (mut at, mut lines) = (row, 1);
    loop {
        let start = at;
        let quoted = bytes.get(at) == Some(&b'"');
        at = match if quoted { quoted_end(bytes, start) } else { Some(bare_end(bytes, start, delimiter)) } {
            Some(end) => end,
            None if window.is_last => {
                return fault(window, start, "these quotes are never closed", "add the closing `\"`");
            }
            None => return Scan::More,
        };
        // A line end of two bytes may be divided between two pieces.
        let known = at + 1 < bytes.len() || window.is_last;
        if !known {
            return Scan::More;
        }
        if quoted {
            lines += bytes[start..at].iter().filter(|byte| **byte == b'\n').count();
        }
        spans.push(Span { start, end: at, quoted });
        let next = match bytes.get(at) {
            Some(byte) if *byte == delimiter => {
                at += 1;
                continue;
            }
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at + 2,
            // The line end of old Macs, which no editor counts as one.
            Some(b'\r') => return Scan::Row { end: at, next: at + 1, lines: lines - 1 },
            Some(b'\n') => at + 1,
            None => at,
            Some(_) => {
                return fault(
                    window,
                    at,
                    "text follows the closing quotes",
                    "write two quotes for a quote within a cell: `\"\"`",
                );
            }
        };
        return Scan::Row { end: at, next, lines };
    }
}

fn bare_end(bytes: &[u8], start: usize, delimiter: u8) -> usize {
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length)
}

/// The byte after the closing quotes of a cell; `None` where the window ends before.
fn quoted_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'"')?;
        match bytes.get(at + 1) {
            Some(b'"') => at += 2,
            _ => return Some(at + 1),
        }
    }
}

fn fault(window: &Window<'_>, at: usize, message: &str, hint: &str) -> Scan {
    let mut place = window.place(at, at);
    place.end = place.start + 1;
    Scan::Fault(Diagnostic::error(Code::WrongQuotes, place, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::diagnostic::Code;
    use crate::import::text_window::{Encoding, Window};

    fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut bytes = text.as_bytes();
        let mut window = Window::new("t.csv", &mut bytes, Encoding::Utf8);
        let mut rows = Vec::new();
        let read = read(&mut window, delimiter, &mut |row| {
            rows.push(row.cells.iter().map(|cell| cell.name().unwrap_or_default().into_owned()).collect());
            true
        });
        assert_eq!(read, Ok(()));
        rows
    }

    #[test]
    fn quotes_delimiters_and_line_ends() {
        // A name goes on one line.
        assert_eq!(rows("a,\"b, \"\"c\"\"\"\r\n1,\"2\n3\"\n", b','), [["a", "b, \"c\""], ["1", "2 3"]]);
        assert_eq!(rows("a;b\n\n1;", b';'), [vec!["a", "b"], vec![""], vec!["1", ""]]);
        assert_eq!(rows("a\tb", b'\t'), [["a", "b"]]);
        assert_eq!(rows("sep=;\r\na;b", b','), [["a", "b"]]);
        assert_eq!(rows("sep=,\na;b", b';'), [["a;b"]]);
        assert_eq!(rows("sep=ab\n", b','), [["sep=ab"]]);
        assert_eq!(rows("a\rb\r", b','), [["a"], ["b"]]);
        assert_eq!(rows("a,\"b\"", b','), [["a", "b"]]);
    }

    /// A text without end, as far as this test is concerned.
    #[test]
    fn no_more_is_held_than_a_few_rows() {
        let mut bytes = std::io::Read::take(std::io::repeat(b'\n'), 64 << 20);
        let mut window = Window::new("t.csv", &mut bytes, Encoding::Utf8);
        let mut rows = 0;
        assert_eq!(
            read(&mut window, b',', &mut |_| {
                rows += 1;
                true
            }),
            Ok(())
        );
        assert_eq!(rows, 64 << 20);
        assert!(window.text.capacity() <= 1 << 20, "{}", window.text.capacity());
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found_before_the_file_is_in_memory() {
        let mut bytes = std::io::Read::take(std::io::repeat(b'x'), 64 << 20);
        let mut text = std::io::Read::chain(&b"a,b\n1,\""[..], &mut bytes);
        let mut window = Window::new("t.csv", &mut text, Encoding::Utf8);
        let fault = read(&mut window, b',', &mut |_| true).err();
        let place = fault.as_ref().map(|fault| (fault.code, fault.span.line(), fault.span.column()));
        assert_eq!(place, Some((Code::TooLarge, 2, 3)));
    }

    /// Rows of many lengths, so that each kind of cell is divided somewhere between two pieces.
    #[test]
    fn rows_may_stand_across_two_pieces() {
        for extra in 0..40 {
            let mut text = format!("{}\n", "x".repeat(extra));
            for row in 0..20_000 {
                text.push_str(&format!("{row},\"a, \"\"b\"\"\nc\",ü\r\n"));
            }
            let rows = rows(&text, b',');
            assert_eq!(rows.len(), 20_001);
            assert_eq!(rows.last().map(|row| row.join("|")).as_deref(), Some("19999|a, \"b\" c|ü"));
        }
    }
}
