//! Shaping that remembers: labels, titles and table cells come back in images, on pages and in tables.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use super::shaping::{Shaped, shape};
use crate::theme::fonts::{FontSet, Style};

/// Strings remembered a style; then it starts anew, so that a run of any number of charts needs the same memory.
const MOST: usize = 4096;
/// Longer strings are paragraphs, which rarely come twice.
const LONGEST: usize = 256;

/// Shapes strings with the fonts of a run, each label once; shared by all threads.
#[derive(Debug)]
pub struct Shaper<'a> {
    /// The fonts.
    pub fonts: &'a FontSet<'a>,
    known: [RwLock<HashSet<Known>>; Style::ALL.len()],
}

/// A shaped string, found by its text.
#[derive(Debug)]
struct Known(Arc<Shaped>);

impl Borrow<str> for Known {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Known {}

impl<'a> Shaper<'a> {
    /// A shaper that knows no string yet.
    pub fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, known: Default::default() }
    }

    /// The string in a style, as [`shape`] makes it.
    pub fn shape(&self, style: Style, text: &str) -> Arc<Shaped> {
        if text.len() > LONGEST {
            return shape(self.fonts, style, text);
        }
        // What is in the set is whole at any time, so a panic elsewhere does not spoil it.
        let known = &self.known[style as usize];
        if let Some(found) = known.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return found.0.clone();
        }
        let shaped = shape(self.fonts, style, text);
        let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(Known(shaped.clone()));
        shaped
    }

    /// The widths of the string's parts in this style.
    pub fn ruler(&self, style: Style, text: &str) -> Ruler {
        Ruler::new(&self.shape(style, text))
    }
}

/// How wide each stretch of a string is inside it, so that its pieces need not be shaped one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// The sum of the advances up to each byte, in em.
    before: Vec<f32>,
}

impl Ruler {
    /// Measures a shaped string. A glyph for several letters counts at the first of them.
    pub fn new(shaped: &Shaped) -> Self {
        let mut before = vec![0.0; shaped.text.len() + 1];
        for glyph in shaped.runs.iter().flat_map(|run| &run.glyphs) {
            // The later glyphs of a cluster stand for no bytes of their own, but belong to those before.
            let last = if glyph.text.is_empty() { glyph.text.start } else { glyph.text.start + 1 };
            before[last] += glyph.advance;
        }
        let mut sum = 0.0;
        for width in &mut before {
            sum += *width;
            *width = sum;
        }
        Self { before }
    }

    /// The width of these bytes in em.
    pub fn width(&self, bytes: &Range<usize>) -> f32 {
        self.before[bytes.end] - self.before[bytes.start]
    }
}

#[cfg(test)]
mod tests {
    use super::Shaper;
    use crate::theme::fonts::{FontFiles, FontSet, Style};
    use crate::typeset::shaping::shape;

    fn with_shaper(test: impl FnOnce(&Shaper<'_>)) {
        let files = FontFiles::default();
        let Ok(fonts) = FontSet::new(&files) else { return };
        test(&Shaper::new(&fonts));
    }

    #[test]
    fn a_known_string_is_the_same_in_each_style_as_a_new_one() {
        with_shaper(|shaper| {
            for style in [Style::Regular, Style::Bold, Style::Regular, Style::Bold] {
                assert_eq!(shaper.shape(style, "Fünf"), shape(shaper.fonts, style, "Fünf"));
            }
        });
    }

    #[test]
    fn the_parts_of_a_string_are_as_wide_as_the_whole() {
        with_shaper(|shaper| {
            let text = "Auflagen für den Betrieb";
            let whole = shaper.shape(Style::Regular, text);
            let ruler = shaper.ruler(Style::Regular, text);
            let sum = ruler.width(&(0..10)) + ruler.width(&(10..text.len()));
            assert!((sum - whole.width).abs() < 1e-4);
            let word = shaper.shape(Style::Regular, "Betrieb").width;
            assert!((ruler.width(&(text.len() - 7..text.len())) - word).abs() < 0.02);
        });
    }

    #[test]
    fn more_strings_than_are_kept_are_shaped_all_the_same() {
        with_shaper(|shaper| {
            for number in 0..5000 {
                assert_eq!(shaper.shape(Style::Regular, &number.to_string()).text, number.to_string());
            }
            let kept = shaper.known[0].read().map(|known| known.len()).unwrap_or_default();
            assert!(kept <= super::MOST);
        });
    }
}
