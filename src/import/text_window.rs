//! A text that is decoded while it is read: only a window of it is held, whatever the size of the file.

use std::cell::Cell;
use std::io::Read;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::spec::keys::Choice;

/// So many bytes are read at a time.
const PIECE: usize = 256 << 10;

/// How a text is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// The Western European code page of Windows, in which German Excel writes CSV.
    Windows1252,
}

impl Encoding {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 2] =
        [("utf-8", Self::Utf8, ""), ("windows-1252", Self::Windows1252, "as German Excel writes CSV")];
}

/// A part of a text, and what is left of it to read.
pub struct Window<'f> {
    /// The file.
    pub name: &'f str,
    /// The part.
    pub text: String,
    /// The number of its first line.
    pub line: usize,
    /// How many characters of this line are before it.
    column: usize,
    /// The byte whose line and column were asked for last, with these: entries are asked for in order, and a window holds
    /// thousands.
    counted: Cell<(usize, usize, usize)>,
    /// Whether nothing follows it.
    pub is_last: bool,
    input: &'f mut dyn Read,
    encoding: Encoding,
    begun: bool,
    /// Bytes that are read but not decoded: the start of a character whose rest is still to come.
    raw: Vec<u8>,
}

impl<'f> Window<'f> {
    /// A window at the start of a text, still empty.
    pub fn new(name: &'f str, input: &'f mut dyn Read, encoding: Encoding) -> Self {
        Self {
            name,
            text: String::new(),
            line: 1,
            column: 0,
            counted: Cell::new((0, 1, 0)),
            is_last: false,
            input,
            encoding,
            begun: false,
            raw: Vec::new(),
        }
    }

    /// Drops the text before a byte and adds the next piece.
    ///
    /// # Errors
    /// A `wrong-encoding` diagnostic at the first byte that does not fit, or one on why the file cannot be read.
    pub fn more(&mut self, drop: usize) -> Result<(), Diagnostic> {
        (self.line, self.column) = self.line_and_column(drop);
        self.counted.set((0, self.line, self.column));
        self.text.drain(..drop);
        let read = self.input.take(PIECE as u64).read_to_end(&mut self.raw);
        let read = read.map_err(|error| {
            let message = format!("the file cannot be read: {error}");
            Diagnostic::error(Code::UnreadableData, Span::unread(self.name), message)
                .hint("check that the disk or the network drive is there, and run again")
        })?;
        // `take` stops short only at the end of the file.
        self.is_last = read < PIECE;
        if !self.begun {
            self.begin()?;
        }
        let raw = std::mem::take(&mut self.raw);
        let new = self.text.len();
        match self.encoding {
            Encoding::Windows1252 => {
                self.text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&raw).0);
            }
            Encoding::Utf8 => self.utf8(raw)?,
        }
        match self.text[new..].find('\0') {
            Some(at) => Err(self.no_text(new + at)),
            None => Ok(()),
        }
    }

    /// Looks at the mark that some programs write before a text.
    fn begin(&mut self) -> Result<(), Diagnostic> {
        self.begun = true;
        if self.raw.starts_with(b"\xff\xfe") || self.raw.starts_with(b"\xfe\xff") {
            let place = Span::unread(self.name);
            return Err(Diagnostic::error(Code::WrongEncoding, place, "this text is UTF-16")
                .hint("save it as UTF-8: Excel calls it `CSV UTF-8`"));
        }
        if self.encoding == Encoding::Utf8 && self.raw.starts_with(b"\xef\xbb\xbf") {
            self.raw.drain(..3);
        }
        Ok(())
    }

    fn utf8(&mut self, mut raw: Vec<u8>) -> Result<(), Diagnostic> {
        match std::str::from_utf8(&raw) {
            Ok(text) => self.text.push_str(text),
            Err(error) => {
                let sound = error.valid_up_to();
                let rest = raw.split_off(sound);
                self.text.push_str(std::str::from_utf8(&raw).unwrap_or_default());
                if error.error_len().is_some() || self.is_last {
                    let at = self.text.len();
                    // The rest of the line as far as it can be shown.
                    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
                    self.text.push_str(&String::from_utf8_lossy(line));
                    return Err(self.fault(at, "from here on this is not UTF-8 text").hint(
                        "save the file as UTF-8, or declare `encoding: windows-1252` if it comes from Excel",
                    ));
                }
                self.raw = rest;
            }
        }
        Ok(())
    }

    fn no_text(&self, at: usize) -> Diagnostic {
        self.fault(at, "here is a NUL, which no text holds")
            .hint("save the file as UTF-8; if it is a workbook, give it its own ending, such as `.xlsx`")
    }

    fn fault(&self, at: usize, message: &str) -> Diagnostic {
        Diagnostic::error(Code::WrongEncoding, self.place(at, at), message)
    }

    /// The place of some bytes of the window, with the lines that they are in.
    pub fn place(&self, start: usize, end: usize) -> Span {
        let (source, from) = self.excerpt(start, end, usize::MAX);
        Span { source: Arc::new(source), start: start - from, end: end - from }
    }

    /// The lines that some bytes of the window are in, and where they begin in the window. Of a long line there is at most so
    /// much before and behind these bytes.
    pub(super) fn excerpt(&self, start: usize, end: usize, reach: usize) -> (Source, usize) {
        let from = self.shown_from(start, reach);
        let rest = self.text.get(end..).unwrap_or_default();
        let rest = &rest[..boundary(rest, reach)];
        let to = end + rest.find('\n').unwrap_or(rest.len());
        let (line, column) = self.line_and_column(from);
        (Source::lines(self.name, self.text.get(from..to).unwrap_or_default(), line).behind(column), from)
    }

    /// The number of the line that a byte of the window is in, and how many characters of it are before the byte.
    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let (from, line, column) = match self.counted.get() {
            known if known.0 <= at => known,
            _ => (0, self.line, self.column),
        };
        let passed = self.text.get(from..at).unwrap_or_default();
        let line = line + passed.matches('\n').count();
        let column = match passed.rfind('\n') {
            Some(end) => passed[end + 1..].chars().count(),
            None => column + passed.chars().count(),
        };
        self.counted.set((at, line, column));
        (line, column)
    }

    /// The start of the line that a byte of the window is in, or what of the line is at most so far before the byte.
    pub(super) fn shown_from(&self, at: usize, reach: usize) -> usize {
        let near = boundary(&self.text, at.saturating_sub(reach));
        self.text.get(near..at).and_then(|line| line.rfind('\n')).map_or(near, |end| near + end + 1)
    }
}

/// Where a character begins, at a byte or just before.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Encoding, PIECE, Window};
    use crate::diagnostic::Code;

    fn read(mut bytes: &[u8], encoding: Encoding) -> Result<String, Code> {
        whole(Window::new("t.csv", &mut bytes, encoding))
    }

    fn whole(mut window: Window<'_>) -> Result<String, Code> {
        while !window.is_last {
            window.more(0).map_err(|fault| fault.code)?;
        }
        Ok(window.text)
    }

    #[test]
    fn lines_and_columns_are_the_same_in_any_order_of_asking() {
        let mut bytes = "a\nbé\ncd\n".as_bytes();
        let mut window = Window::new("t.csv", &mut bytes, Encoding::Utf8);
        window.more(0).unwrap();
        for (at, place) in [(7, (3, 1)), (1, (1, 1)), (5, (2, 2)), (2, (2, 0)), (8, (3, 2))] {
            assert_eq!(window.line_and_column(at), place, "byte {at}");
        }
        window.more(6).unwrap();
        assert_eq!([window.line_and_column(1), window.line_and_column(0)], [(3, 1), (3, 0)]);
    }

    #[test]
    fn western_european_text() {
        assert_eq!(read(b"\x80 \xfcber \x84x\x93", Encoding::Windows1252).as_deref(), Ok("€ über „x“"));
        assert_eq!(read(b"\xef\xbb\xbf\xc3\xbcber", Encoding::Utf8).as_deref(), Ok("über"));
        assert_eq!(read(b"\xfcber", Encoding::Utf8), Err(Code::WrongEncoding));
        assert_eq!(read(b"\xff\xfea\0", Encoding::Windows1252), Err(Code::WrongEncoding));
        assert_eq!(read(b"a\0b", Encoding::Utf8), Err(Code::WrongEncoding));
        assert_eq!(read(b"\xc3", Encoding::Utf8), Err(Code::WrongEncoding));
    }

    /// A reader that gives one byte at a time.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            (into[0], self.0) = (*first, rest);
            Ok(1)
        }
    }

    #[test]
    fn a_character_may_stand_across_two_pieces() {
        let text = format!("{}ü€😀", "a".repeat(PIECE - 1));
        assert_eq!(read(text.as_bytes(), Encoding::Utf8).as_deref(), Ok(text.as_str()));
        let mut drops = Drops("öä\nü".as_bytes());
        let whole = whole(Window::new("t.csv", &mut drops, Encoding::Utf8));
        assert_eq!(whole.as_deref(), Ok("öä\nü"));
    }

    #[test]
    fn lines_are_counted_across_what_was_dropped() {
        let text = format!("{}x\u{fffd}", "0123456\n".repeat(PIECE / 4));
        let mut bytes = text.as_bytes();
        let mut window = Window::new("t.csv", &mut bytes, Encoding::Utf8);
        while !window.is_last {
            let drop = window.text.rfind('\n').map_or(0, |at| at + 1);
            window.more(drop).unwrap_or_default();
        }
        let at = window.text.find('x').unwrap_or_default();
        let place = window.place(at, at + 1);
        assert_eq!((place.line(), place.column(), place.line_text()), (PIECE / 4 + 1, 1, "x\u{fffd}"));
    }

    /// A text of one line, of which only a part is held.
    #[test]
    fn columns_are_counted_across_what_was_dropped() {
        let text = format!("{}x{}", "ü".repeat(PIECE), "y".repeat(9));
        let mut bytes = text.as_bytes();
        let mut window = Window::new("t.csv", &mut bytes, Encoding::Utf8);
        while !window.is_last {
            let drop = super::boundary(&window.text, window.text.len().saturating_sub(7));
            window.more(drop).unwrap_or_default();
        }
        let at = window.text.find('x').unwrap_or_default();
        let (source, from) = window.excerpt(at, at + 1, 3);
        assert_eq!((source.text.as_str(), at - from, source.first_column), ("üüxyyy", 4, PIECE - 2));
        assert_eq!((window.place(at, at + 1).line(), window.place(at, at + 1).column()), (1, PIECE + 1));
    }
}
