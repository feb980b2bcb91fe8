//! The entries of a JSON text, one by one: of the text no more is held than one entry and a piece behind it.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use super::scan::{Fault, Name, Node, Scanner, Stop};
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::import::text_window::{Encoding, Window};

/// An entry may have this many bytes.
const LONGEST: usize = 4 << 20;

/// Of a long line so many bytes before and behind an entry are kept, to be shown.
const REACH: usize = 400;

/// What the entries are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    List,
    Map,
}

/// A record of a list, or a name of a mapping with its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) name: Option<Name>,
    pub(super) node: Node,
}

impl Entry {
    fn start(&self) -> usize {
        self.name.map_or(self.node.start, |name| name.start)
    }
}

/// A text while it is read.
pub(super) struct Entries<'f> {
    window: Window<'f>,
    /// A short file as one text, so that all its lines can be shown.
    whole: Option<Arc<Source>>,
    /// How many bytes of the text are before the window.
    before: u64,
    /// Where in the window the next entry begins.
    at: usize,
    pub(super) form: Form,
    /// How many entries were found.
    pub(super) count: usize,
    is_over: bool,
    /// The names and values of the entry that was found last, where it is a mapping.
    pub(super) pairs: Vec<(Name, Node)>,
}

impl<'f> Entries<'f> {
    /// A text whose first bracket is read.
    ///
    /// # Errors
    /// A diagnostic where it holds neither a mapping nor a list, or cannot be read.
    pub(super) fn open(
        name: &'f str,
        input: &'f mut dyn Read,
        encoding: Encoding,
    ) -> Result<Self, Diagnostic> {
        let mut window = Window::new(name, input, encoding);
        window.more(0)?;
        let whole = window.is_last.then(|| Arc::new(Source::new(name, window.text.as_str())));
        let mut entries = Self {
            window,
            whole,
            before: 0,
            at: 0,
            form: Form::List,
            count: 0,
            is_over: false,
            pairs: Vec::new(),
        };
        let sign = entries.look(|scanner, _| Ok((scanner.sign()?, scanner.at)))?;
        entries.form = match sign {
            (Some(b'['), _) => Form::List,
            (Some(b'{'), _) => Form::Map,
            (None, _) => return Err(super::wrong_form(entries.place(0, 0), "nothing", super::TABLE)),
            (Some(_), _) => {
                let node = entries.look(|scanner, _| scanner.value(None))?;
                let place = entries.place(node.start, node.end);
                return Err(super::wrong_form(place, node.kind.name(), super::TABLE));
            }
        };
        entries.at = sign.1 + 1;
        Ok(entries)
    }

    /// The next entry; `None` behind the last.
    ///
    /// # Errors
    /// A diagnostic where the text is no JSON, or cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Entry>, Diagnostic> {
        if self.is_over {
            return Ok(None);
        }
        let (form, is_first) = (self.form, self.count == 0);
        let (found, at) = self.look(|scanner, pairs| {
            let close = if form == Form::List { b']' } else { b'}' };
            let is_over = match is_first {
                true => scanner.need()? == close,
                false => scanner.ends(close)?,
            };
            if is_over {
                scanner.at += usize::from(is_first);
                return end(scanner).map(|()| (None, scanner.at));
            }
            let name = match form {
                Form::List => None,
                Form::Map => Some(scanner.name()?),
            };
            let node = scanner.value(Some(pairs))?;
            // A number may go on behind the part, but a comma or bracket follows it in any case.
            Ok((Some(Entry { name, node }), scanner.at))
        })?;
        self.at = at;
        self.count += usize::from(found.is_some());
        self.is_over = found.is_none();
        Ok(found)
    }

    /// What is found from here on, with as much of the text as that needs.
    fn look<T>(
        &mut self,
        find: impl Fn(&mut Scanner<'_>, &mut Vec<(Name, Node)>) -> Result<T, Stop>,
    ) -> Result<T, Diagnostic> {
        loop {
            self.pairs.clear();
            let Window { text, is_last, .. } = &self.window;
            let mut scanner = Scanner { text, at: self.at, is_last: *is_last };
            match find(&mut scanner, &mut self.pairs) {
                Ok(found) => return Ok(found),
                Err(Stop::More) => self.more()?,
                Err(Stop::Fault(fault)) => return Err(self.fault(fault)),
            }
        }
    }

    fn more(&mut self) -> Result<(), Diagnostic> {
        // The comma and the white space before an entry do not count towards its length, but they too take memory.
        let rest = self.window.text.get(self.at..).unwrap_or_default();
        let entry = rest.trim_start_matches([',', ' ', '\t', '\n', '\r']);
        if entry.len() > LONGEST || rest.len() > 2 * LONGEST {
            let start = self.at + rest.len() - entry.len();
            let width = entry.chars().next().map_or(0, char::len_utf8);
            let message = format!("this entry is longer than {} MiB", LONGEST >> 20);
            return Err(Diagnostic::error(Code::TooLarge, self.place(start, start + width), message)
                .hint("close the quotes or brackets that begin here, or save the table as CSV or Parquet"));
        }
        // What is looked at again doubles each time: else a long entry would be looked at once for each of its pieces.
        let wanted = (2 * rest.len()).min(LONGEST);
        let drop = self.window.shown_from(self.at, REACH);
        self.window.more(drop)?;
        self.before += drop as u64;
        self.at -= drop;
        while !self.window.is_last && self.window.text.len() - self.at < wanted {
            self.window.more(0)?;
        }
        Ok(())
    }

    fn fault(&self, Fault { at, message, hint, is_too_deep }: Fault) -> Diagnostic {
        let width = self.window.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let place = self.place(at, at + width);
        match is_too_deep {
            true => Diagnostic::error(Code::TooLarge, place, message),
            false => Diagnostic::error(Code::JsonSyntax, place, format!("this is not valid JSON: {message}")),
        }
        .hint(hint)
    }

    /// A name of the last entry.
    pub(super) fn name(&self, name: Name) -> Cow<'_, str> {
        name.text(&self.window.text)
    }

    /// A text of the last entry.
    pub(super) fn text(&self, node: Node) -> Cow<'_, str> {
        node.text(&self.window.text)
    }

    /// Where a byte of the window is in the text.
    pub(super) fn offset(&self, at: usize) -> u64 {
        self.before + at as u64
    }

    /// The place of some bytes of the window.
    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        match &self.whole {
            Some(source) => Span { source: source.clone(), start, end },
            None => {
                let (source, from) = self.window.excerpt(start, end, REACH);
                Span { source: Arc::new(source), start: start - from, end: end - from }
            }
        }
    }

    /// The lines of an entry, and where in the window they begin.
    pub(super) fn lines(&self, entry: &Entry) -> (Arc<Source>, usize) {
        match &self.whole {
            Some(source) => (source.clone(), 0),
            None => {
                let (source, from) = self.window.excerpt(entry.start(), entry.node.end, REACH);
                (Arc::new(source), from)
            }
        }
    }

    /// Reads on to some bytes of the text, as they were counted by [`Self::offset`], and tells their place.
    pub(super) fn find(mut self, start: u64, length: usize) -> Result<Span, Diagnostic> {
        loop {
            let held = self.before + self.window.text.len() as u64;
            if held >= start + length as u64 || self.window.is_last {
                let at = usize::try_from(start.saturating_sub(self.before)).unwrap_or(usize::MAX);
                let at = at.min(self.window.text.len());
                return Ok(self.place(at, (at + length).min(self.window.text.len())));
            }
            let wanted = usize::try_from(start.saturating_sub(self.before)).unwrap_or(usize::MAX);
            let drop = self.window.shown_from(wanted.min(self.window.text.len()), REACH);
            self.window.more(drop)?;
            self.before += drop as u64;
        }
    }
}

/// Nothing follows the table.
fn end(scanner: &mut Scanner<'_>) -> Result<(), Stop> {
    match scanner.sign()? {
        None => Ok(()),
        Some(_) => Err(Stop::Fault(Fault {
            at: scanner.at,
            message: "something follows the end of the table".to_owned(),
            hint: "a file holds one table: put all records between `[` and `]`, with commas between them",
            is_too_deep: false,
        })),
    }
}
