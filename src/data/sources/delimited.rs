//! Text tables: cells between delimiters, quoted as RFC 4180 says. Encoding, delimiter and decimal sign are declared;
//! without that only UTF-8, comma and point are read, since guessing wrong would change figures silently.

use std::borrow::Cow;
use std::sync::Arc;

use super::table::{At, Cell, Value};
use crate::diagnostic::{Diagnostic, Place, Source};

/// How a text is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// The Western European code page of Windows, in which German Excel writes CSV.
    Windows1252,
}

impl Encoding {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 2] = [("utf-8", Self::Utf8), ("windows-1252", Self::Windows1252)];
}

/// The characters 0x80 to 0x9F of Windows-1252; five are not assigned and become C1 controls (WHATWG Encoding).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The bytes as text.
///
/// # Errors
/// A `wrong-encoding` diagnostic at the first byte that does not fit.
pub fn decode(name: &str, bytes: &[u8], encoding: Encoding) -> Result<Arc<Source>, Diagnostic> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Diagnostic::error("wrong-encoding", Place::unread(name), "this text is UTF-16")
            .hint("save it as UTF-8"));
    }
    let text = match encoding {
        Encoding::Windows1252 => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        Encoding::Utf8 => utf8(name, bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))?,
    };
    Ok(Arc::new(Source { name: name.into(), text }))
}

fn utf8(name: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let at = error.valid_up_to();
        let text = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let place = Place { start: at, end: at, source: Arc::new(Source { name: name.into(), text }) };
        Diagnostic::error("wrong-encoding", place, "from here on this is not UTF-8 text")
            .hint("save the file as UTF-8, or declare `encoding: windows-1252` if it comes from Excel")
    })
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// The rows of a text table, one after the other; an empty line is an empty row.
#[derive(Debug)]
pub struct Rows<'a> {
    source: &'a Arc<Source>,
    delimiter: u8,
    at: usize,
}

impl<'a> Rows<'a> {
    /// Starts at the first line.
    pub fn new(source: &'a Arc<Source>, delimiter: u8) -> Self {
        Self { source, delimiter, at: 0 }
    }

    fn fault(&self, start: usize, message: &str) -> Diagnostic {
        let place = Place { source: self.source.clone(), start, end: start + 1 };
        Diagnostic::error("wrong-quotes", place, message.to_owned())
    }

    /// The end of the cell that starts here, without the delimiter.
    fn bare(&self, start: usize) -> usize {
        let rest = &self.source.text.as_bytes()[start..];
        let end = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
        rest.iter().position(end).map_or(self.source.text.len(), |length| start + length)
    }

    /// A cell in quotes; two quotes within stand for one.
    fn quoted(&mut self) -> Result<Cell<'a>, Diagnostic> {
        let (text, start) = (&self.source.text, self.at);
        let mut end = start + 1;
        let mut doubled = false;
        loop {
            let Some(length) = text[end..].find('"') else {
                self.at = text.len();
                return Err(self.fault(start, "these quotes are never closed").hint("add the closing `\"`"));
            };
            end += length;
            if text.as_bytes().get(end + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        let inner = &text[start + 1..end];
        self.at = end + 1;
        match text.as_bytes().get(self.at) {
            None | Some(b'\n' | b'\r') => {}
            Some(byte) if *byte == self.delimiter => {}
            Some(_) => {
                let fault = self.fault(self.at, "text follows the closing quotes");
                return Err(fault.hint("write two quotes for a quote within a cell: `\"\"`"));
            }
        }
        let value = if doubled { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        Ok(Cell { value: Value::Text(value), at: At::Bytes(start, end + 1) })
    }

    fn cell(&mut self) -> Result<Cell<'a>, Diagnostic> {
        let start = self.at;
        if self.source.text.as_bytes().get(start) == Some(&b'"') {
            return self.quoted();
        }
        self.at = self.bare(start);
        let text = &self.source.text[start..self.at];
        let value = if text.trim().is_empty() { Value::Empty } else { Value::Text(Cow::Borrowed(text)) };
        Ok(Cell { value, at: At::Bytes(start, self.at) })
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<Vec<Cell<'a>>, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.source.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            match self.cell() {
                Ok(cell) => row.push(cell),
                Err(fault) => {
                    // What follows would be read in the wrong cells.
                    self.at = bytes.len();
                    return Some(Err(fault));
                }
            }
            match bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        Some(Ok(row))
    }
}

/// How numbers are written in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// `.` or `,`.
    pub sign: u8,
    /// Whether the author said so: only then is the other sign read as the one between thousands.
    pub declared: bool,
}

impl Decimal {
    /// The number that a text stands for; a percent sign at its end is no part of it.
    pub fn parse(self, text: &str) -> Option<f64> {
        let text = text.trim().trim_end_matches('%').trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let text = text.replace('\u{2212}', "-");
        let grouping = if self.sign == b',' { '.' } else { ',' };
        let plain = if text.contains(grouping) {
            if !self.declared || !grouped(&text, grouping, char::from(self.sign)) {
                return None;
            }
            text.replace(grouping, "")
        } else {
            text
        };
        let plain = if self.sign == b',' { plain.replace(',', ".") } else { plain };
        // Rust also reads `inf`, `nan` and `1e5`, which no table of a survey means.
        let written = plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
        plain.parse().ok().filter(|value: &f64| written && value.is_finite())
    }
}

/// Whether the digits stand in groups of three before the decimal sign.
fn grouped(text: &str, grouping: char, decimal: char) -> bool {
    let whole = text.split(decimal).next().unwrap_or_default().trim_start_matches(['-', '+']);
    let mut groups = whole.split(grouping);
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3) && !text.ends_with(grouping)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Decimal, Encoding, Rows, decode};
    use crate::diagnostic::Source;

    fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let source = Arc::new(Source { name: "t.csv".into(), text: text.into() });
        Rows::new(&source, delimiter)
            .map(|row| row.unwrap().iter().map(|cell| cell.name().unwrap_or_default()).collect())
            .collect()
    }

    #[test]
    fn quotes_delimiters_and_line_ends() {
        assert_eq!(rows("a,\"b, \"\"c\"\"\"\r\n1,\"2\n3\"\n", b','), [["a", "b, \"c\""], ["1", "2\n3"]]);
        assert_eq!(rows("a;b\n\n1;", b';'), [vec!["a", "b"], vec![""], vec!["1", ""]]);
        assert_eq!(rows("a\tb", b'\t'), [["a", "b"]]);
    }

    #[test]
    fn numbers_as_declared() {
        let point = Decimal { sign: b'.', declared: false };
        let comma = Decimal { sign: b',', declared: true };
        assert_eq!(point.parse(" 12.5 "), Some(12.5));
        assert_eq!(point.parse("54\u{202f}%"), Some(54.0));
        assert_eq!(point.parse("12,5"), None);
        assert_eq!(point.parse("1,234"), None);
        assert_eq!(comma.parse("12,5"), Some(12.5));
        assert_eq!(comma.parse("1.234,5"), Some(1234.5));
        assert_eq!(comma.parse("1.23"), None);
        assert_eq!(comma.parse("\u{2212}3"), Some(-3.0));
        for text in ["inf", "nan", "1e5", "", "-", "k. A."] {
            assert_eq!(point.parse(text), None, "{text}");
        }
    }

    #[test]
    fn western_european_text() {
        let read =
            |bytes: &[u8], encoding| decode("t.csv", bytes, encoding).map(|source| source.text.clone());
        assert_eq!(read(b"\x80 \xfcber \x84x\x93", Encoding::Windows1252).as_deref(), Ok("€ über „x“"));
        assert_eq!(read(b"\xef\xbb\xbf\xc3\xbcber", Encoding::Utf8).as_deref(), Ok("über"));
        assert_eq!(read(b"\xfcber", Encoding::Utf8).unwrap_err().code, "wrong-encoding");
        assert_eq!(read(b"\xff\xfea\0", Encoding::Windows1252).unwrap_err().code, "wrong-encoding");
    }
}
