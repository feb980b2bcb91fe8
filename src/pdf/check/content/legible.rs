//! Whether all text of a page can be read: none of it leaves the page, none is printed over other text.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::Interpreter;
use super::text_position::Extent;
use crate::pdf::check::fonts::to_unicode::ToUnicode;
use crate::pdf::check::fonts::{self, Fonts};
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

/// A text over more cells is not compared with others: letters as large as the page are its background.
const MOST_CELLS: i64 = 1_024;

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
        let (fonts, maps) = (&self.usage.fonts, HashMap::new());
        let mut words = Words { file: self.file, fonts, maps, texts: &texts, read: HashMap::new() };
        let mut found = Vec::new();
        if let Some(sheet) = crop_box(self.file, page) {
            let outside = (0..texts.len()).filter(|index| texts[*index].extent.leaves(sheet));
            let outside = outside.filter_map(|index| words.of(index));
            found.extend(outside.map(|words| ("PAGE:outside", format!("{words} leaves the page"))));
        }
        for (over, under) in covered(&texts) {
            if let (Some(over), Some(under)) = (words.of(over), words.of(under)) {
                found.push(("PAGE:covered", format!("{over} is printed over {under}")));
            }
        }
        for (condition, message) in found {
            self.fail(condition, message);
        }
    }
}

impl Extent {
    /// Whether letters leave a page: left, bottom, right, top.
    fn leaves(&self, sheet: [f32; 4]) -> bool {
        self.left < sheet[0] - TOLERANCE
            || self.bottom < sheet[1] - TOLERANCE
            || self.right > sheet[2] + TOLERANCE
            || self.top > sheet[3] + TOLERANCE
    }
}

/// Reads texts for messages: the map of a font once, and each text once, however many others it covers.
struct Words<'a, 'f> {
    file: &'f File,
    fonts: &'a Fonts<'f>,
    maps: HashMap<usize, ToUnicode>,
    texts: &'a [PlacedText],
    read: HashMap<usize, Option<String>>,
}

impl Words<'_, '_> {
    /// The beginning of a text in quotes; `None` if it consists of spaces.
    fn of(&mut self, index: usize) -> Option<String> {
        if let Some(known) = self.read.get(&index) {
            return known.clone();
        }
        let text = &self.texts[index];
        let font = self.fonts.get(&text.font)?;
        let map = self.maps.entry(text.font).or_insert_with(|| fonts::to_unicode(self.file, font));
        let words: String = text.codes.iter().filter_map(|code| map.of(*code)).collect();
        let quoted = match words.trim() {
            "" if words.is_empty() => Some("a text".to_owned()),
            "" => None,
            words => Some(format!("“{}”", words.chars().take(QUOTED).collect::<String>())),
        };
        self.read.insert(index, quoted.clone());
        quoted
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
        let (columns, rows) = (cell(left)..=cell(right), cell(bottom)..=cell(top));
        let extent = |cells: &RangeInclusive<i32>| i64::from(cells.end() - cells.start()) + 1;
        if extent(&columns) * extent(&rows) > MOST_CELLS {
            continue;
        }
        let mut under: Option<usize> = None;
        for column in columns {
            for row in rows.clone() {
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
