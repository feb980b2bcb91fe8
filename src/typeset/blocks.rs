//! Blocks of text: wrapped, measured and placed.

use super::line_breaking::Shape;
use super::shaper::Shaper;
use super::text_run::{Join, TextRole, TextRun};
use super::wrap::{Line, wrap};
use crate::language::Language;
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// Distance of baselines, in em.
const LEADING: f32 = 1.22;
/// From the top of a line's box to its baseline, in em.
const RISE: f32 = 0.75;
/// Height of a line's box, in em.
const BOX: f32 = 0.97;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The font.
    pub style: Style,
    /// Its size in units.
    pub size: f32,
    /// Its colour.
    pub color: Color,
    /// What the text is.
    pub role: TextRole,
}

/// Wrapped lines with their extent.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    lines: Vec<Line>,
    kind: TextStyle,
    /// Width of the longest line.
    pub width: f32,
    /// From the top of the first line to the bottom of the last.
    pub height: f32,
}

/// Where the lines of a block stand between its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// Sets text in the fonts and the language of a figure.
#[derive(Debug, Clone, Copy)]
pub struct Typesetter<'a> {
    /// The fonts, with what they have set before.
    pub shaper: &'a Shaper<'a>,
    /// The language, for division of words.
    pub language: Language,
}

impl Typesetter<'_> {
    /// Wraps a text into even lines of at most `width`.
    pub fn block(&self, text: &str, kind: TextStyle, width: f32) -> Block {
        self.shaped(text, kind, width, Shape::Even)
    }

    /// Wraps a title into even lines of at most `width`; words that fit on a line are not divided.
    pub fn title(&self, text: &str, kind: TextStyle, width: f32) -> Block {
        self.shaped(text, kind, width, Shape::Title)
    }

    /// Wraps a text into full lines of at most `width`, as running text.
    pub fn running(&self, text: &str, kind: TextStyle, width: f32) -> Block {
        self.shaped(text, kind, width, Shape::Running)
    }

    /// A text on one line, whatever its width.
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

    /// The words of all lines.
    pub fn words(&self) -> String {
        let mut words = String::new();
        for (index, line) in self.lines.iter().enumerate() {
            let text = &*line.shaped.text;
            words.push_str(if line.divided { text.trim_end_matches('-') } else { text });
            if !line.divided && !line.cut && index + 1 < self.lines.len() {
                words.push(' ');
            }
        }
        words
    }

    /// Whether every word stands whole on its line, or is divided as the language divides words.
    pub fn is_whole(&self) -> bool {
        self.lines.iter().all(|line| !line.cut)
    }

    /// Whether every word stands whole on its line.
    pub fn is_undivided(&self) -> bool {
        self.lines.iter().all(|line| !line.cut && !line.divided)
    }

    /// Places the block with its top at `at.y` and its left edge, middle or right edge at `at.x`; gives the box of its
    /// letters.
    pub fn place(&self, at: Point, align: Align, into: &mut Vec<TextRun>) -> Rect {
        let first = into.len();
        let last = self.lines.len().saturating_sub(1);
        // Nothing is nothing to draw, nor to stand in the way.
        for (index, line) in self.lines.iter().enumerate().filter(|(_, line)| !line.shaped.text.is_empty()) {
            let width = line.shaped.width * self.kind.size;
            let x = match align {
                Align::Left => at.x,
                Align::Center => at.x - width / 2.0,
                Align::Right => at.x - width,
            };
            let y = at.y + self.kind.size * (RISE + LEADING * index as f32);
            let join = if index < last && line.divided { Join::SoftHyphen } else { Join::Space };
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

    /// Places the block so that its capitals are centred on the height `at.y`; gives the box of its letters.
    pub fn place_middle(&self, at: Point, align: Align, into: &mut Vec<TextRun>) -> Rect {
        // Capitals reach 0.66 em above the baseline: the eye centres those, not the box.
        let cap = 0.66 * self.kind.size;
        let tall = LEADING * self.kind.size * (self.lines.len().max(1) - 1) as f32;
        let first_baseline = at.y - (tall + cap) / 2.0 + cap;
        self.place(Point::new(at.x, first_baseline - RISE * self.kind.size), align, into)
    }
}
