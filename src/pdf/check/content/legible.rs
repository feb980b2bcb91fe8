//! Whether all text of a page can be read: none of it leaves the page, none is printed over other text.

use std::collections::HashMap;

use super::Interpreter;
use super::text_position::Extent;
use crate::pdf::check::fonts;
use crate::pdf::check::reader::File;
use lopdf::{Dictionary, Object};

/// How far letters may leave the page, in points: widths in the file are rounded.
const TOLERANCE: f32 = 1.0;

/// The share of the height and of the width of a letter from which on two texts cover one another.
const COVERED: f32 = 0.3;

/// The width of a cell of the grid in which neighbours are looked for, in points.
const CELL: f32 = 24.0;

/// More texts in a cell are not compared with one another: such a page is a picture made of letters.
const MOST_IN_CELL: usize = 64;

/// The most characters of a text that a message quotes.
const QUOTED: usize = 40;

/// What one operator shows.
pub(super) struct PlacedText {
    pub(super) extent: Extent,
    pub(super) font: usize,
    pub(super) codes: Vec<u16>,
}

impl PlacedText {
    /// Adds the next string of the same operator.
    pub(super) fn append(&mut self, extent: Extent, codes: impl Iterator<Item = u16>) {
        self.extent = self.extent.with(extent);
        self.codes.extend(codes);
    }

    /// Whether it is a single sign: an accent over its letter, a mark of a plot, a part of a formula.
    fn is_sign(&self) -> bool {
        self.codes.len() < 2
    }
}

impl<'f> Interpreter<'_, 'f> {
    /// Reports texts that leave the page or cover one another.
    pub(super) fn check_legible(&mut self, page: &Dictionary) {
        let texts = std::mem::take(&mut self.texts);
        if let Some(sheet) = crop_box(self.file, page) {
            for text in &texts {
                let Extent { left, bottom, right, top, .. } = text.extent;
                let is_outside = left < sheet[0] - TOLERANCE
                    || bottom < sheet[1] - TOLERANCE
                    || right > sheet[2] + TOLERANCE
                    || top > sheet[3] + TOLERANCE;
                if is_outside && let Some(words) = self.words(text) {
                    self.fail("PAGE:outside", format!("{words} leaves the page"));
                }
            }
        }
        for (over, under) in covered(&texts) {
            if let (Some(over), Some(under)) = (self.words(&texts[over]), self.words(&texts[under])) {
                self.fail("PAGE:covered", format!("{over} is printed over {under}"));
            }
        }
    }

    /// The beginning of a text in quotes; `None` if it consists of spaces.
    fn words(&self, text: &PlacedText) -> Option<String> {
        let font = self.usage.fonts.get(&text.font);
        let words = font.map(|font| fonts::text_of(self.file, font, &text.codes)).unwrap_or_default();
        match words.trim() {
            "" if words.is_empty() => Some("a text".to_owned()),
            "" => None,
            words => Some(format!("“{}”", words.chars().take(QUOTED).collect::<String>())),
        }
    }
}

/// The visible part of a page: left, bottom, right, top.
fn crop_box(file: &File, page: &Dictionary) -> Option<[f32; 4]> {
    let sides = |key: &str| -> Option<[f32; 4]> {
        let mut node = page;
        for _ in 0..super::DEEPEST {
            let sides = file.array(node, key);
            if !sides.is_empty() {
                let side = |object: &Object| file.resolve(object)?.as_float().ok();
                let sides: Option<Vec<f32>> = sides.iter().map(side).collect();
                let [a, b, c, d] = sides?.try_into().ok()?;
                return Some([a.min(c), b.min(d), a.max(c), b.max(d)]);
            }
            node = file.dict(node, "Parent")?;
        }
        None
    };
    sides("CropBox").or_else(|| sides("MediaBox"))
}

/// Pairs of texts of which the first is printed over the second. Letters drawn twice at the same place, as for an
/// outline, are one text; signs of one letter may be composed.
fn covered(texts: &[PlacedText]) -> Vec<(usize, usize)> {
    let mut cells: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        if !text.extent.is_straight || text.is_sign() {
            continue;
        }
        let Extent { left, bottom, right, top, .. } = text.extent;
        // Nothing is that far from a page; a wild number must not fill the grid.
        let cell = |value: f32| (value.clamp(-15_000.0, 15_000.0) / CELL).floor() as i32;
        let mut under: Option<usize> = None;
        for column in cell(left)..=cell(right) {
            for row in cell(bottom)..=cell(top) {
                let neighbours = cells.entry((column, row)).or_default();
                under =
                    under.or_else(|| neighbours.iter().copied().find(|other| covers(text, &texts[*other])));
                if neighbours.len() < MOST_IN_CELL {
                    neighbours.push(index);
                }
            }
        }
        found.extend(under.map(|under| (index, under)));
    }
    found
}

fn covers(one: &PlacedText, other: &PlacedText) -> bool {
    let (a, b) = (&one.extent, &other.extent);
    let is_same = one.codes == other.codes && (a.left - b.left).abs() + (a.bottom - b.bottom).abs() < 1.0;
    let wide = a.right.min(b.right) - a.left.max(b.left);
    let high = a.top.min(b.top) - a.bottom.max(b.bottom);
    // The height of an extent is half an em, about the width of a letter.
    let letter = (a.top - a.bottom).min(b.top - b.bottom).max(0.1);
    !is_same && wide > letter * COVERED * 2.0 && high > letter * COVERED
}
