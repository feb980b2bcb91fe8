//! Texts on slides: how high they are, and how a long one is split over several.

use super::frame::{BODY, LABEL, LEADING, TITLES};
use crate::language::Language;
use crate::story::Table;
use crate::story::markdown::{Block, Inline, Note};
use crate::theme::fonts::Style;
use crate::typeset::facts_line;
use crate::typeset::line_breaking::Shape;
use crate::typeset::shaper::Shaper;
use crate::typeset::wrap::wrap;

/// Measures the texts of slides.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'m> {
    /// Shapes text.
    pub shaper: &'m Shaper<'m>,
    /// The language, for hyphenation.
    pub language: Language,
}

/// The distance below a paragraph and above a heading.
const GAP: f32 = 11.0;
/// The distance above a heading.
const ABOVE: f32 = 8.0;
/// The distance by which a list is indented.
pub const INDENT: f32 = 30.0;
/// The distance by which a quotation is indented.
pub const QUOTE: f32 = 22.0;
/// Lines are measured a little too narrow, since emphasised words are wider than others.
const SAFE: f32 = 0.97;

impl Measure<'_> {
    fn lines(&self, text: &str, style: Style, size: f32, width: f32) -> usize {
        wrap(self.shaper, style, size, self.language, text, width * SAFE, Shape::Running).len()
    }

    /// The size of a title and the number of its lines: the largest in which it takes no more than two.
    pub fn title(&self, text: &str, width: f32) -> (f32, usize) {
        let mut found = (BODY, 1);
        for size in TITLES {
            found = (size, self.lines(text, Style::Semibold, size, width));
            if found.1 <= 2 {
                break;
            }
        }
        found
    }

    /// The height of a small title.
    pub fn small_title(&self, text: &str, width: f32) -> f32 {
        self.lines(text, Style::Semibold, BODY, width) as f32 * BODY * LEADING
    }

    /// The height of words in the size of footers.
    pub fn label(&self, text: &str, width: f32) -> f32 {
        self.lines(text, Style::Regular, LABEL, width) as f32 * LABEL * LEADING
    }

    /// The lines of a footer, broken between facts.
    pub fn footer(&self, lines: &[String], width: f32) -> Vec<String> {
        let fits = |line: &str| self.lines(line, Style::Regular, LABEL, width) <= 1;
        let filled = lines.iter().map(|line| facts_line::fill(line, &fits));
        filled.flat_map(|line| line.split('\n').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// The height of notes in the size of footers.
    pub fn notes(&self, notes: &[Note], width: f32) -> f32 {
        notes.iter().map(|note| self.label(&words(&note.text), width - INDENT)).sum()
    }

    /// The height of a text whose words have this size.
    pub fn text(&self, blocks: &[Block], size: f32, width: f32) -> f32 {
        blocks.iter().map(|block| self.block(block, size, width)).sum()
    }

    fn block(&self, block: &Block, size: f32, width: f32) -> f32 {
        let line = size * LEADING;
        match block {
            Block::Heading(_, inlines) => {
                self.lines(&words(inlines), Style::Semibold, size, width) as f32 * line + ABOVE + GAP
            }
            Block::Paragraph(inlines) => {
                self.lines(&words(inlines), style(inlines), size, width) as f32 * line + GAP
            }
            Block::Quote(paragraphs) => {
                let text = |inlines: &Vec<Inline>| {
                    self.lines(&words(inlines), Style::Italic, size, width - QUOTE) as f32 * line + GAP
                };
                paragraphs.iter().map(text).sum::<f32>() + GAP
            }
            Block::Table(table) => {
                (table.rows.len() + 1) as f32 * (LABEL * LEADING * 1.4).max(line) + GAP * 2.0
            }
            Block::List(_, items) => {
                let indent = INDENT * size / BODY;
                items.iter().map(|item| self.text(item, size, width - indent).max(line)).sum::<f32>() + GAP
            }
        }
    }

    /// A text in parts of at most this height, each with a block or more, of about the same height. A paragraph or item
    /// that is higher alone is split between sentences or words.
    pub fn split(&self, blocks: &[Block], size: f32, width: f32, height: f32) -> Vec<Vec<Block>> {
        let pieces: Vec<Block> =
            blocks.iter().flat_map(|block| self.pieces(block, size, width, height)).collect();
        let full = self.packed(&pieces, size, width, height);
        let mut lower = self.text(&pieces, size, width) / full.len().max(1) as f32;
        while full.len() > 1 && lower < height {
            let even = self.packed(&pieces, size, width, lower);
            if even.len() <= full.len() {
                return even;
            }
            lower += size;
        }
        full
    }

    /// Pieces in as few parts as possible.
    fn packed(&self, pieces: &[Block], size: f32, width: f32, height: f32) -> Vec<Vec<Block>> {
        let mut parts: Vec<Vec<Block>> = Vec::new();
        let mut used = f32::INFINITY;
        for block in pieces {
            let takes = self.block(block, size, width);
            // A heading goes with what follows it.
            let room = if matches!(block, Block::Heading(..)) { takes + size * LEADING * 3.0 } else { takes };
            if used + room > height {
                parts.push(Vec::new());
                used = 0.0;
            }
            used += takes;
            if let Some(part) = parts.last_mut() {
                join(part, block.clone());
            }
        }
        parts
    }

    /// A block as blocks that each fit on a slide: a list item by item, a long paragraph by sentences.
    fn pieces(&self, block: &Block, size: f32, width: f32, height: f32) -> Vec<Block> {
        match block {
            Block::List(start, items) => {
                let items = items.iter().zip(start.unwrap_or(0)..);
                items.map(|(item, at)| Block::List(start.map(|_| at), vec![item.clone()])).collect()
            }
            Block::Paragraph(inlines) if self.block(block, size, width) > height => {
                let lines = (height / (size * LEADING)).floor().max(2.0);
                let most = (lines * width / (size * 0.55)) as usize;
                by_sentences(inlines, most).into_iter().map(Block::Paragraph).collect()
            }
            // Each part repeats the head.
            Block::Table(table) if self.block(block, size, width) > height => {
                let row = (LABEL * LEADING * 1.4).max(size * LEADING);
                let most = ((height - GAP * 2.0) / row).floor().max(2.0) as usize - 1;
                let part = |rows: &[_]| Block::Table(Table { rows: rows.to_vec(), ..table.clone() });
                table.rows.chunks(most).map(part).collect()
            }
            _ => vec![block.clone()],
        }
    }
}

/// Adds a block to a part; the items of a list become one list again.
fn join(part: &mut Vec<Block>, block: Block) {
    match (part.last_mut(), block) {
        (Some(Block::List(first, items)), Block::List(start, more)) if first.is_some() == start.is_some() => {
            items.extend(more);
        }
        (_, block) => part.push(block),
    }
}

/// Inlines in parts of at most so many bytes, which end with a sentence where one does, otherwise with a word.
fn by_sentences(inlines: &[Inline], most: usize) -> Vec<Vec<Inline>> {
    let mut parts: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut used = 0;
    for inline in inlines {
        let mut rest = inline.text.as_str();
        while used + rest.len() > most && inline.note.is_none() {
            let most = most.saturating_sub(used);
            let room = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= most).last().unwrap_or(0);
            let end = rest[..room].rfind(". ").map(|at| at + 1).or_else(|| rest[..room].rfind(' '));
            match end {
                Some(end) if end > 0 => {
                    push(&mut parts, inline, &rest[..end]);
                    rest = rest[end..].trim_start();
                }
                _ if used == 0 => break,
                _ => {}
            }
            parts.push(Vec::new());
            used = 0;
        }
        used += rest.len();
        push(&mut parts, inline, rest);
    }
    parts
}

fn push(parts: &mut [Vec<Inline>], inline: &Inline, words: &str) {
    if let Some(part) = parts.last_mut() {
        part.push(Inline { text: words.to_owned(), ..inline.clone() });
    }
}

fn style(inlines: &[Inline]) -> Style {
    if inlines.iter().any(|inline| inline.strong) { Style::Semibold } else { Style::Regular }
}

/// The words of a text; a mark of a note has the width of its number.
pub(crate) fn words(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| inline.note.as_deref().unwrap_or(&inline.text)).collect()
}
