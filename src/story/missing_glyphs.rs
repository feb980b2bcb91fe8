//! Characters that no font draws, found while it is still known where they are written.

use super::markdown::{Block, Inline, Markdown};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::theme::fonts::{FontSet, Style};
use crate::typeset::shaping::{is_ignorable, shape};

/// The characters that are missing in the words of one part of a briefing, each once.
#[derive(Debug)]
pub(crate) struct MissingGlyphs<'a> {
    fonts: &'a FontSet<'a>,
    chars: Vec<char>,
}

impl<'a> MissingGlyphs<'a> {
    /// Nothing is missing yet.
    pub(crate) fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, chars: Vec::new() }
    }

    /// Looks at words that are set in these styles.
    pub(crate) fn words(&mut self, words: &str, styles: &[Style]) {
        for style in styles {
            // Shaping finds what is missing, but most words have a glyph for each character that needs one.
            if !words.chars().all(|c| is_ignorable(c) || self.fonts.face_for(c, *style).is_some()) {
                self.add(&shape(self.fonts, *style, words).missing);
            }
        }
    }

    /// Adds what shaping did not find.
    pub(crate) fn add(&mut self, chars: &[char]) {
        for c in chars {
            if !self.chars.contains(c) {
                self.chars.push(*c);
            }
        }
    }

    /// Looks at a text with its notes, each word in the style that it will be set in.
    pub(crate) fn markdown(&mut self, text: &Markdown) {
        self.blocks(&text.blocks);
        for note in &text.notes {
            self.inlines(&note.text, Style::Regular);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(_, inlines) => self.inlines(inlines, Style::Semibold),
                Block::Paragraph(inlines) => self.inlines(inlines, Style::Regular),
                Block::List(_, items) => items.iter().for_each(|item| self.blocks(item)),
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], plain: Style) {
        for inline in inlines {
            let style = match (inline.strong, inline.emphasis) {
                (true, _) => Style::Semibold,
                (_, true) => Style::Italic,
                _ => plain,
            };
            self.words(&inline.text, &[style]);
        }
    }

    /// An error at the first missing character in one of these places, or at the first place where it stands in none:
    /// it then comes out of a template.
    pub(crate) fn fault(&self, places: &[&Span]) -> Option<Diagnostic> {
        let first = *self.chars.first()?;
        let place = places.iter().find_map(|place| find(first, place));
        let place = place.or_else(|| places.first().map(|place| start(place)))?;
        let list: Vec<String> =
            self.chars.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
        let message = format!("no font has the character {}", list.join(", "));
        Some(Diagnostic::error(Code::MissingGlyph, place, message).hint(
            "name a font that has it under `fonts: {fallback: […]}` in theme.yaml, or use another character",
        ))
    }
}

/// The place of the character, if it stands within a place.
fn find(c: char, within: &Span) -> Option<Span> {
    let text = within.source.text.get(within.start..within.end)?;
    let start = within.start + text.find(c)?;
    Some(Span { source: within.source.clone(), start, end: start + c.len_utf8() })
}

/// The start of a place: a text of many lines is not marked as a whole.
fn start(place: &Span) -> Span {
    Span { end: place.start, ..place.clone() }
}
