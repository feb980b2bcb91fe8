//! Finds characters without a glyph in any font, while their span in the source is still known.

use super::markdown::{Block, Inline, Markdown};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::theme::fonts::{FontSet, Style};
use crate::typeset::shaping::{is_ignorable, shape};

/// The characters without a glyph in one part of a briefing, each once.
#[derive(Debug)]
pub(crate) struct MissingGlyphs<'a> {
    fonts: &'a FontSet<'a>,
    chars: Vec<char>,
}

impl<'a> MissingGlyphs<'a> {
    /// An empty collection.
    pub(crate) fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, chars: Vec::new() }
    }

    /// Checks text that will be set in these styles.
    pub(crate) fn words(&mut self, words: &str, styles: &[Style]) {
        for style in styles {
            // Shaping decides, but is not needed where each character has a glyph of its own, which is nearly
            // always.
            if !words.chars().all(|c| is_ignorable(c) || self.fonts.face_for(c, *style).is_some()) {
                self.add(&shape(self.fonts, *style, words).missing);
            }
        }
    }

    /// Adds characters that shaping found no glyph for.
    pub(crate) fn add(&mut self, chars: &[char]) {
        for c in chars {
            if !self.chars.contains(c) {
                self.chars.push(*c);
            }
        }
    }

    /// Checks a text with its footnotes, each word in the style it will be set in.
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
                Block::Quote(paragraphs) => {
                    paragraphs.iter().for_each(|inlines| self.inlines(inlines, Style::Italic));
                }
                Block::Table(table) => {
                    table.head.iter().for_each(|name| self.words(name, &[Style::Semibold]));
                    let cells =
                        table.rows.iter().flat_map(|row| std::iter::once(&row.name).chain(&row.cells));
                    cells.for_each(|words| self.words(words, &[Style::Regular]));
                }
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

    /// An error at the first missing character within these spans. If they do not contain it, it comes from a
    /// template: the error is then at the start of the first span.
    pub(crate) fn diagnostic(&self, spans: &[&Span]) -> Option<Diagnostic> {
        let first = *self.chars.first()?;
        let span = spans.iter().find_map(|span| span.part(first.encode_utf8(&mut [0; 4])));
        let span = span.or_else(|| spans.first().map(|span| span.at_start()))?;
        let list: Vec<String> =
            self.chars.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
        let message = format!("no font has a glyph for {}", list.join(", "));
        Some(Diagnostic::error(Code::MissingGlyph, span, message).hint(
            "add a font that has it to `fonts: {fallback: […]}` in theme.yaml, or use another character",
        ))
    }
}
