//! Diagnostics: what is wrong in the input, where, and what to do about it.
//!
//! Library code collects diagnostics and never prints them; only the binary does.

mod code;
mod sink;

use std::sync::{Arc, OnceLock};

pub use code::Code;
pub(crate) use code::with_codes;
pub use sink::Diagnostics;

/// A text file that was read, shared by every span that points into it.
#[derive(Debug)]
pub struct Source {
    /// The path as the user would write it, with `/` between folders.
    pub name: String,
    /// The whole text, or whole lines of it; empty where the file could not be read as text.
    pub text: String,
    /// The number of the first line of the text: more than 1 where only some lines of a large file were kept.
    pub first_line: usize,
    /// How many characters of this line are before the text: of a line that is too long to keep, only a part is here.
    pub first_column: usize,
    /// The byte offset of each line, computed on first use.
    starts: OnceLock<Vec<usize>>,
    /// How many characters begin before each block of bytes, computed on first use.
    blocks: OnceLock<Vec<usize>>,
}

/// Bytes between two counts of characters: a line may be as long as its file, with thousands of diagnostics on it.
const BLOCK: usize = 512;

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &Self| (one.first_line, one.first_column);
        (&self.name, &self.text, same(self)) == (&other.name, &other.text, same(other))
    }
}

impl Eq for Source {}

impl Source {
    /// A file with its whole text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::lines(name, text, 1)
    }

    /// Some lines of a file that is too large to keep whole, starting at line `first_line`.
    pub fn lines(name: impl Into<String>, text: impl Into<String>, first_line: usize) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            first_line,
            first_column: 0,
            starts: OnceLock::new(),
            blocks: OnceLock::new(),
        }
    }

    /// The same text where so many characters are before it on its first line.
    #[must_use]
    pub fn behind(self, characters: usize) -> Self {
        Self { first_column: characters, ..self }
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        let count =
            |bytes: &[u8]| bytes.iter().filter(|byte| !matches!(**byte, 0b1000_0000..=0b1011_1111)).count();
        let blocks = self.blocks.get_or_init(|| {
            let mut sum = 0;
            let whole = bytes.chunks(BLOCK).map(|block| {
                sum += count(block);
                sum
            });
            std::iter::once(0).chain(whole).collect()
        });
        let byte = byte.min(bytes.len());
        let block = byte / BLOCK;
        let rest = bytes.get(block * BLOCK..byte).unwrap_or_default();
        blocks.get(block).copied().unwrap_or_default() + count(rest)
    }

    /// The line that holds a byte, counted from 0 within the text, and the byte offset of its start.
    fn line_of(&self, byte: usize) -> (usize, usize) {
        let starts = self.starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= byte).saturating_sub(1);
        (line, starts.get(line).copied().unwrap_or_default())
    }
}

/// A range of bytes in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte; equal to `start` for an empty span.
    pub end: usize,
}

impl Span {
    /// The start of a file, for diagnostics that concern the file as a whole.
    pub fn file(source: Arc<Source>) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// A file whose text is not available, such as one that is missing.
    pub fn unread(name: impl Into<String>) -> Self {
        Self::file(Arc::new(Source::new(name, String::new())))
    }

    /// The first occurrence of some words inside the span.
    pub fn part(&self, words: &str) -> Option<Self> {
        let text = self.source.text.get(self.start..self.end).filter(|_| !words.is_empty())?;
        let start = self.start + text.find(words)?;
        Some(Self { source: self.source.clone(), start, end: start + words.len() })
    }

    /// The start of the span: a text of many lines is not underlined as a whole.
    pub fn at_start(&self) -> Self {
        Self { end: self.start, ..self.clone() }
    }

    fn line_start(&self) -> usize {
        self.source.line_of(self.start).1
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.source.line_of(self.start).0 + self.source.first_line
    }

    /// The column in characters, counted from 1.
    pub fn column(&self) -> usize {
        let start = self.line_start();
        let before = if start == 0 { self.source.first_column } else { 0 };
        before + self.source.characters_before(self.start) - self.source.characters_before(start) + 1
    }

    /// The text of the first line, without its line break.
    pub fn line_text(&self) -> &str {
        let rest = self.source.text.get(self.line_start()..).unwrap_or("");
        rest.lines().next().unwrap_or("")
    }

    /// All lines that the span touches, without the last line break, and the byte offset of their start.
    pub fn lines(&self) -> (&str, usize) {
        let start = self.line_start();
        let end = self.end.max(self.start);
        let rest = self.source.text.get(end..).unwrap_or("");
        let end = end + rest.find('\n').unwrap_or(rest.len());
        (self.source.text.get(start..end).unwrap_or(""), start)
    }

    /// How many characters of its first line the span covers: at least 1, and at most `most`.
    pub fn width(&self, most: usize) -> usize {
        let covered = self.source.text.get(self.start..self.end).unwrap_or("");
        covered.chars().take(most).take_while(|sign| !matches!(sign, '\n' | '\r')).count().max(1)
    }

    /// A part of the first line around the start of the span: at most `before` characters before it and `after` from it
    /// on, and how many are before it.
    pub fn around(&self, before: usize, after: usize) -> (&str, usize) {
        let text = self.source.text.as_str();
        let (head, tail) = text.split_at_checked(self.start).unwrap_or((text, ""));
        let head = head.get(self.line_start()..).unwrap_or("");
        let from = head.char_indices().rev().take(before).last().map_or(head.len(), |(at, _)| at);
        let is_of_line = |(_, sign): &(usize, char)| *sign != '\n';
        let ends = tail.char_indices().take(after).take_while(is_of_line);
        let end = self.start + ends.last().map_or(0, |(at, sign)| at + sign.len_utf8());
        let line = text.get(self.start - (head.len() - from)..end).unwrap_or("");
        (line.strip_suffix('\r').unwrap_or(line), head[from..].chars().count())
    }
}

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the output is complete.
    Warning,
    /// Something could not be built as written.
    Error,
}

/// The class of an error, which decides the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A check on numbers, words or accessibility failed (status 1).
    Check,
    /// What the author wrote is wrong (status 2).
    Spec,
    /// A file could not be read or written, or a chart could not be drawn (status 3).
    Output,
}

/// One error or warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The class of the error.
    pub cause: Cause,
    /// The stable code, such as `unknown-key`.
    pub code: Code,
    /// Where in the source it was found.
    pub span: Span,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// What the author can do about it.
    pub hint: Option<Box<str>>,
    /// Related spans, each with a label that says how it is related.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error in what the author wrote.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            cause: Cause::Spec,
            code,
            span,
            message: message.into(),
            hint: None,
            related: Vec::new(),
        }
    }

    /// A warning about what the author wrote.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// An error of the file system or of drawing, reported at the start of the named file.
    pub fn output(code: Code, file: impl Into<String>, message: impl Into<String>) -> Self {
        Self { cause: Cause::Output, ..Self::error(code, Span::unread(file), message) }
    }

    /// Turns the diagnostic into a failed check (status 1).
    #[must_use]
    pub fn as_check(mut self) -> Self {
        self.cause = Cause::Check;
        self
    }

    /// Adds a hint: what the author can do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }

    /// Adds a related span, with a label that says how it is related.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// So many names are compared with a mistyped word: with thousands of words and of names, each with each would take
/// minutes.
const MOST_COMPARED: usize = 2_000;

/// The candidate closest to a mistyped word, if one of the first 2,000 is close enough to be what was meant.
///
/// Compares by edit distance without regard to case; up to a third of the letters may differ, at most four.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Every short candidate is close to a word of one or two letters.
    let limit = match word.chars().count() {
        0..=2 => 0,
        letters => (letters / 3).clamp(1, 4),
    };
    if limit == 0 {
        return None;
    }
    let (word, letters) = (word.to_lowercase(), |word: &str| word.chars().count());
    let length = letters(&word);
    candidates
        .into_iter()
        .take(MOST_COMPARED)
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            // Skips words of very different length early: there may be many candidates.
            let near = length.abs_diff(letters(&other)) <= limit;
            // Counts a swap of neighbours as one edit.
            let distance = near.then(|| strsim::osa_distance(&word, &other))?;
            (distance <= limit).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The only difference between two names, where it is hard to see.
fn difference(word: &str, candidate: &str) -> Option<&'static str> {
    let invisible = |sign: char| matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let seen = |text: &str| text.chars().filter(|sign| !invisible(*sign)).collect::<String>();
    let hyphens = |text: &str| {
        let dash = |sign: char| if matches!(sign, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { sign };
        let text: String = text.chars().map(dash).collect();
        text.replace(" - ", "-")
    };
    let (word, candidate) = (seen(word), seen(candidate));
    match () {
        () if word == candidate => Some("characters that cannot be seen"),
        () if hyphens(&word) == hyphens(&candidate) => Some("its hyphen or dash"),
        () if word.to_lowercase() == candidate.to_lowercase() => Some("capital letters"),
        () => None,
    }
}

/// The first of some words for a sentence, and how many more there are.
pub fn some_of(words: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let more = words.len().saturating_sub(most);
    let shown = words.take(most).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// A hint that names the closest candidate, or lists the candidates.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, candidates.clone()) {
        Some(candidate) => match difference(word, candidate) {
            Some(difference) => format!("did you mean `{candidate}`? It differs only in {difference}"),
            None => format!("did you mean `{candidate}`?"),
        },
        None => {
            let mut rest = candidates.into_iter();
            let names: Vec<String> = rest.by_ref().take(32).map(|name| format!("`{name}`")).collect();
            match (names.len(), rest.count()) {
                (0, _) => "there is nothing to choose from".into(),
                (_, 0) => format!("possible here: {}", names.join(", ")),
                (shown, more) => {
                    format!("possible here: {} and {} more", names[..20].join(", "), shown - 20 + more)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Source, Span, nearest, suggest};

    #[test]
    fn a_part_of_a_long_line_is_shown_around_a_span() {
        let text = format!("first\r\n{}é!{}\r\nlast", "ä".repeat(3_000), "z".repeat(50));
        let start = text.find('é').unwrap_or(0);
        let span = Span { source: Arc::new(Source::new("a", text)), start, end: start + 2 };
        assert_eq!((span.line(), span.column(), span.width(9)), (2, 3_001, 1));
        assert_eq!(span.around(2, 4), ("ääé!zz", 2));
        assert_eq!(span.around(5_000, 90).1, 3_000);
        assert!(span.around(1, 90).0.ends_with("zz"));
    }

    #[test]
    fn words_are_looked_for_inside_the_span_only() {
        let source = Arc::new(Source::new("a.yaml", "a: one\nb: two\nc: one two\n"));
        let second = Span { source, start: 10, end: 13 };
        assert_eq!(second.part("two").map(|span| (span.start, span.end)), Some((10, 13)));
        assert_eq!(second.part("wo").map(|span| span.column()), Some(5));
        assert_eq!(second.part("one"), None);
        assert_eq!(second.part(""), None);
    }

    #[test]
    fn what_tells_two_names_apart_is_said() {
        for (word, candidate, difference) in [
            ("6-9", "6\u{2013}9", "its hyphen or dash"),
            ("anteil", "Anteil", "capital letters"),
            ("Anteil", "An\u{ad}teil", "characters that cannot be seen"),
        ] {
            let hint = suggest(word, ["andere", candidate]);
            assert_eq!(hint, format!("did you mean `{candidate}`? It differs only in {difference}"));
        }
    }

    #[test]
    fn the_nearest_of_some_words() {
        let words = ["highlight", "chart", "title", "series"];
        for (word, meant) in [
            ("hilight", Some("highlight")),
            ("Cahrt", Some("chart")),
            ("titles", Some("title")),
            ("serie", Some("series")),
            ("table", None),
            ("s", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words), meant, "{word}");
        }
    }
}
