//! Maps glyphs to the characters that text extraction yields.
//!
//! A font maps each code to one text (ToUnicode). Codes are therefore given to pairs of glyph *and* text, so that
//! the same glyph can map to different texts. A cluster with more glyphs than characters carries its text in
//! `ActualText`.

use std::borrow::Cow;

use crate::scene::item::{Join, TextRun};
use crate::typeset::shaping::Glyph;

/// The text of a hyphen at the end of a line, so that text extraction rejoins the hyphenated word (ISO 32000-1,
/// 14.8.2.2.3). It has a code of its own, since an `ActualText` inside the marked content of a paragraph makes
/// poppler lose the rest of the paragraph.
const SOFT_HYPHEN: &str = "\u{ad}";

/// The text of all glyphs but the first in a cluster with more glyphs than characters.
const ZERO_WIDTH_SPACE: &str = "\u{200b}";

/// Glyphs that together represent some characters, such as a letter and its accent.
#[derive(Debug)]
pub(crate) struct Cluster<'a> {
    glyphs: &'a [Glyph],
    /// Their text, as searching and copying expect it.
    pub(crate) text: Cow<'a, str>,
    /// Whether there is at least one character for each glyph.
    shared: bool,
}

impl<'a> Cluster<'a> {
    /// Each glyph with its part of the text: one character each, and the rest for the last glyph.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&'a Glyph, &str)> {
        self.glyphs.iter().enumerate().map(|(index, glyph)| (glyph, self.part(index)))
    }

    fn part(&self, index: usize) -> &str {
        if !self.shared {
            return if index == 0 { &self.text } else { ZERO_WIDTH_SPACE };
        }
        let start = |index| self.text.char_indices().nth(index).map_or(self.text.len(), |(at, _)| at);
        let end = if index + 1 == self.glyphs.len() { self.text.len() } else { start(index + 1) };
        &self.text[start(index)..end]
    }

    /// Whether the parts add up to the text, so that no `ActualText` is needed.
    pub(crate) fn is_plain(&self) -> bool {
        self.shared
    }
}

/// The visible clusters of one glyph run. Control characters, such as a soft hyphen inside a line, have none.
pub(crate) fn clusters(text: &TextRun, index: usize) -> impl Iterator<Item = Cluster<'_>> {
    let runs = &text.shaped.runs;
    let hyphenated = text.join == Join::SoftHyphen && index + 1 == runs.len();
    let mut rest = runs.get(index).map_or(&[][..], |run| &run.glyphs);
    std::iter::from_fn(move || {
        let (first, tail) = rest.split_first()?;
        let more = tail.iter().take_while(|glyph| glyph.text.is_empty()).count();
        let (glyphs, tail) = rest.split_at(more + 1);
        rest = tail;
        let written = text.shaped.text.get(first.text.clone()).unwrap_or_default();
        let read = if hyphenated && tail.is_empty() { Cow::Borrowed(SOFT_HYPHEN) } else { readable(written) };
        Some((glyphs, read))
    })
    .filter(|(_, text)| !text.is_empty())
    .map(|(glyphs, text)| {
        let shared = glyphs.len() == 1 || text.chars().count() >= glyphs.len();
        Cluster { glyphs, text, shared }
    })
}

/// The text as searching and copying expect it: plain spaces and hyphens, no invisible characters.
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

/// Whether a space must follow the run, so that text extraction does not join it with the next word.
pub(crate) fn wants_space(run: &TextRun) -> bool {
    run.join == Join::Space && !run.shaped.text.is_empty() && !run.shaped.text.ends_with(char::is_whitespace)
}

/// The text of some runs, with hyphenated words rejoined: the text of a heading.
pub(crate) fn words<'a>(runs: impl Iterator<Item = &'a TextRun>) -> String {
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

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::sync::Arc;

    use super::{clusters, wants_space, words};
    use crate::scene::item::{Join, TextRole, TextRun};
    use crate::theme::fonts::FaceId;
    use crate::typeset::shaping::{Glyph, GlyphRun, Shaped};
    use crate::units::Direction;
    use crate::units::{Color, Point};

    fn run(text: &str, glyphs: &[Range<usize>], join: Join) -> TextRun {
        let glyph = |text: &Range<usize>| Glyph { id: 1, x: 0.0, y: 0.0, advance: 0.5, text: text.clone() };
        let run = GlyphRun { face: FaceId(0), glyphs: glyphs.iter().map(glyph).collect() };
        let direction = Direction::default();
        let shaped =
            Shaped { text: text.into(), direction, runs: vec![run], width: 0.0, missing: Vec::new() };
        let (at, color) = (Point::default(), Color::BLACK);
        TextRun { shaped: Arc::new(shaped), at, size: 10.0, color, role: TextRole::Body, join }
    }

    /// The text of each glyph, and whether all clusters are plain.
    fn glyph_texts(run: &TextRun) -> (Vec<String>, bool) {
        let parts = clusters(run, 0)
            .flat_map(|cluster| cluster.parts().map(|(_, text)| text.to_owned()).collect::<Vec<_>>());
        (parts.collect(), clusters(run, 0).all(|cluster| cluster.is_plain()))
    }

    #[test]
    fn a_ligature_maps_to_all_its_letters() {
        let run = run("ffix", &[0..3, 3..4], Join::Nothing);
        assert_eq!(glyph_texts(&run), (vec!["ffi".into(), "x".into()], true));
    }

    #[test]
    fn letter_and_accent_share_their_text() {
        let two = run("a\u{302}", &[0..3, 3..3], Join::Nothing);
        assert_eq!(glyph_texts(&two), (vec!["a".into(), "\u{302}".into()], true));
        let three = run("a\u{302}\u{301}", &[0..5, 5..5], Join::Nothing);
        assert_eq!(glyph_texts(&three), (vec!["a".into(), "\u{302}\u{301}".into()], true));
    }

    #[test]
    fn more_glyphs_than_letters_need_actual_text() {
        let run = run("ä", &[0..2, 2..2], Join::Nothing);
        assert_eq!(glyph_texts(&run), (vec!["ä".into(), "\u{200b}".into()], false));
        assert_eq!(clusters(&run, 0).next().map(|cluster| cluster.text.into_owned()), Some("ä".into()));
    }

    #[test]
    fn control_characters_are_neither_drawn_nor_read() {
        let run = run("a\u{ad}\u{a0}\u{2011}", &[0..1, 1..3, 3..5, 5..8], Join::Nothing);
        assert_eq!(glyph_texts(&run), (vec!["a".into(), " ".into(), "-".into()], true));
    }

    #[test]
    fn the_hyphen_of_a_hyphenated_word_is_soft() {
        let run = run("pla-", &[0..1, 1..2, 2..3, 3..4], Join::SoftHyphen);
        assert_eq!(glyph_texts(&run).0, ["p", "l", "a", "\u{ad}"]);
        assert!(!wants_space(&run));
    }

    #[test]
    fn words_are_separated_once() {
        let all: [Range<usize>; 0] = [];
        let runs = [
            run("Die pla-", &all, Join::SoftHyphen),
            run("nen ", &all, Join::Space),
            run("x", &all, Join::Space),
        ];
        assert_eq!(words(runs.iter()), "Die planen x");
        assert_eq!(runs.iter().map(wants_space).collect::<Vec<_>>(), [false, false, true]);
    }
}
