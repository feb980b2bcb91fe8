//! From placed glyphs to the text that a reader gets: which glyph stands for which characters.
//!
//! A font says once for each code what it means (ToUnicode). Glyphs are therefore coded by glyph *and* text, so that
//! one glyph may stand for several characters. Where glyphs and characters do not pair up, the passage carries its
//! text itself (`ActualText`).

use std::borrow::Cow;

use crate::scene::item::{Join, TextRun};
use crate::text::shape::Glyph;

/// What the hyphen of a word divided at the line's end stands for, so that readers put the word together again
/// (ISO 32000-1, 14.8.2.2.3). A code of its own says so; the alternative, an `ActualText` inside the paragraph's marked
/// content, makes poppler lose the rest of the paragraph.
const DIVISION: &str = "\u{ad}";

/// What the later glyphs stand for in a cluster whose characters cannot be shared out among its glyphs.
const NOTHING: &str = "\u{200b}";

/// Glyphs that stand for some characters together, such as a letter and its accent.
#[derive(Debug)]
pub(super) struct Cluster<'a> {
    glyphs: &'a [Glyph],
    /// What they stand for, in the characters that search and copying expect.
    pub(super) text: Cow<'a, str>,
    paired: bool,
}

impl<'a> Cluster<'a> {
    /// Each glyph with its part of the text.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'a Glyph, &str)> {
        self.glyphs.iter().enumerate().map(|(index, glyph)| (glyph, self.part(index)))
    }

    fn part(&self, index: usize) -> &str {
        if self.glyphs.len() == 1 {
            return &self.text;
        }
        if self.paired {
            let mut ends = self.text.char_indices().map(|(at, c)| at..at + c.len_utf8()).skip(index);
            return ends.next().and_then(|range| self.text.get(range)).unwrap_or(NOTHING);
        }
        if index == 0 { &self.text } else { NOTHING }
    }

    /// Whether the parts, put together, are the text: no `ActualText` is needed.
    pub(super) fn is_plain(&self) -> bool {
        self.glyphs.len() == 1 || self.paired
    }
}

/// The clusters of one of the text's runs that are drawn. Characters that only steer, such as a soft hyphen inside a
/// line, have none.
pub(super) fn clusters(text: &TextRun, index: usize) -> impl Iterator<Item = Cluster<'_>> {
    let runs = &text.shaped.runs;
    let divided = text.join == Join::SoftHyphen && index + 1 == runs.len();
    let mut rest = runs.get(index).map_or(&[][..], |run| &run.glyphs);
    std::iter::from_fn(move || {
        let (first, tail) = rest.split_first()?;
        let more = tail.iter().take_while(|glyph| glyph.text.is_empty()).count();
        let (glyphs, tail) = rest.split_at(more + 1);
        rest = tail;
        let written = text.shaped.text.get(first.text.clone()).unwrap_or_default();
        let read = if divided && tail.is_empty() { Cow::Borrowed(DIVISION) } else { readable(written) };
        Some((glyphs, read))
    })
    .filter(|(_, text)| !text.is_empty())
    .map(|(glyphs, text)| {
        let paired = glyphs.len() > 1 && text.chars().count() == glyphs.len();
        Cluster { glyphs, text, paired }
    })
}

/// The text as search and copying expect it: plain spaces and hyphens, nothing invisible.
fn readable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| plain(c) == Some(c)) {
        Cow::Borrowed(text)
    } else {
        text.chars().filter_map(plain).collect()
    }
}

fn plain(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Some(' '),
        '\u{2011}' => Some('-'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => None,
        other => Some(other),
    }
}

/// Whether a space has to be written after the run, so that the next word does not run into it.
pub(super) fn wants_space(run: &TextRun) -> bool {
    run.join == Join::Space && !run.shaped.text.is_empty() && !run.shaped.text.ends_with(char::is_whitespace)
}

/// The words of some runs as one reads them, for titles of headings.
pub(super) fn words<'a>(runs: impl Iterator<Item = &'a TextRun>) -> String {
    let mut words = String::new();
    for run in runs {
        words.push_str(&readable(&run.shaped.text));
        match run.join {
            Join::Space => words.push(' '),
            Join::Nothing => {}
            Join::SoftHyphen => {
                words.pop();
            }
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
