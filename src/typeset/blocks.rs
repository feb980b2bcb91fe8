//! Blocks of text: wrapped, measured and placed.

use super::line_breaking::Shape;
use super::shaper::Shaper;
use super::text_run::{Join, TextRole, TextRun};
use super::wrap::{Line, wrap};
use crate::language::Language;
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// Distance between baselines, in em.
const LEADING: f32 = 1.22;
/// Distance from the top of a line's box to its baseline, in em.
const RISE: f32 = 0.75;
/// Height of a line's box, in em.
const BOX: f32 = 0.97;

/// Font, size, colour and role of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The font.
    pub style: Style,
    /// Its size in units.
    pub size: f32,
    /// Its colour.
    pub color: Color,
    /// The role of the text in its chart.
    pub role: TextRole,
}

/// Wrapped lines with their extent.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    lines: Vec<Line>,
    kind: TextStyle,
    /// Width of the longest line.
    pub width: f32,
    /// Height from the top of the first line to the bottom of the last.
    pub height: f32,
}

/// Horizontal alignment of the lines in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// Sets text in the fonts and language of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Typesetter<'a> {
    /// The fonts, with cached strings.
    pub shaper: &'a Shaper<'a>,
    /// The language, for hyphenation.
    pub language: Language,
}

impl Typesetter<'_> {
    /// Wraps a text into even lines of at most `width`.
    pub fn block(&self, text: &str, kind: TextStyle, width: f32) -> Block {
        self.shaped(text, kind, width, Shape::Even)
    }

    /// Wraps a title into even lines of at most `width`; words that fit on a line are not hyphenated.
    pub fn title(&self, text: &str, kind: TextStyle, width: f32) -> Block {
        self.shaped(text, kind, width, Shape::Title)
    }

    /// Wraps running text into full lines of at most `width`.
    pub fn running(&self, text: &str, kind: TextStyle, width: f32) -> Block {
        self.shaped(text, kind, width, Shape::Running)
    }

    /// Sets a text on one line, whatever its width.
    pub fn line(&self, text: &str, kind: TextStyle) -> Block {
        self.block(text, kind, f32::INFINITY)
    }

    fn shaped(&self, text: &str, kind: TextStyle, width: f32, shape: Shape) -> Block {
        let lines = wrap(self.shaper, kind.style, kind.size, self.language, text, width, shape);
        let width = lines.iter().map(|line| line.shaped.width * kind.size).fold(0.0, f32::max);
        let height = kind.size * (BOX + LEADING * (lines.len().max(1) - 1) as f32);
        Block { lines, kind, width, height }
    }
}

impl Block {
    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// The same block in another colour.
    #[must_use]
    pub fn colored(mut self, color: Color) -> Self {
        self.kind.color = color;
        self
    }

    /// The text of all lines, without the hyphens added by wrapping.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            let text = &*line.shaped.text;
            words.push_str(if line.join == Join::SoftHyphen { text.trim_end_matches('-') } else { text });
            if line.join == Join::Space && index + 1 < self.lines.len() {
                words.push(' ');
            }
        }
        words
    }

    /// Whether no word is broken other than by hyphenation.
    pub fn is_whole(&self) -> bool {
        self.lines.iter().all(|line| !line.cut)
    }

    /// Whether no word is broken or hyphenated.
    pub fn is_undivided(&self) -> bool {
        self.lines.iter().all(|line| !line.cut && line.join != Join::SoftHyphen)
    }

    /// Places the block with its top at `at.y` and its left edge, middle or right edge at `at.x`; returns the
    /// bounding box of its lines.
    pub fn place(&self, at: Point, align: Align, into: &mut Vec<TextRun>) -> Rect {
        let first = into.len();
        let last = self.lines.len().saturating_sub(1);
        // An empty line draws nothing and must not be an obstacle to other labels.
        for (index, line) in self.lines.iter().enumerate().filter(|(_, line)| !line.shaped.text.is_empty()) {
            let width = line.shaped.width * self.kind.size;
            let x = match align {
                Align::Left => at.x,
                Align::Center => at.x - width / 2.0,
                Align::Right => at.x - width,
            };
            let y = at.y + self.kind.size * (RISE + LEADING * index as f32);
            let join = if index < last { line.join } else { Join::Space };
            into.push(TextRun {
                shaped: line.shaped.clone(),
                at: Point::new(x, y),
                size: self.kind.size,
                color: self.kind.color,
                role: self.kind.role,
                join,
            });
        }
        let boxes = into[first..].iter().map(TextRun::bounds);
        boxes.reduce(Rect::union).unwrap_or(Rect::new(at.x, at.y, 0.0, 0.0))
    }

    /// Places the block so that its capitals are vertically centred on `at.y`; returns the bounding box of its
    /// lines.
    pub fn place_middle(&self, at: Point, align: Align, into: &mut Vec<TextRun>) -> Rect {
        // The cap height is 0.66 em: text looks centred by its capitals, not by its box.
        let cap = 0.66 * self.kind.size;
        let tall = LEADING * self.kind.size * (self.lines.len().max(1) - 1) as f32;
        let first_baseline = at.y - (tall + cap) / 2.0 + cap;
        self.place(Point::new(at.x, first_baseline - RISE * self.kind.size), align, into)
    }
}
