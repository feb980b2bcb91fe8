//! Shaping with a cache: labels, titles and table cells recur in images, on pages and in tables.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use super::direction;
use super::shaping::{Shaped, shape, shape_in};
use crate::theme::fonts::{FontSet, Style};
use crate::units::Direction;

/// Cached strings per style. A full cache is cleared, so that memory does not grow with the number of charts.
const MAX_CACHED: usize = 4096;
/// The longest cached string in bytes: longer ones are paragraphs, which rarely recur.
const MAX_LENGTH: usize = 256;

/// Shapes strings with the fonts of a run and caches them; shared by all threads.
#[derive(Debug)]
pub struct Shaper<'a> {
    /// The fonts.
    pub fonts: &'a FontSet<'a>,
    cache: [RwLock<HashSet<Cached>>; Style::ALL.len()],
}

/// A shaped string, looked up by its text.
#[derive(Debug)]
struct Cached(Arc<Shaped>);

impl Borrow<str> for Cached {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl Hash for Cached {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl PartialEq for Cached {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Cached {}

impl<'a> Shaper<'a> {
    /// A shaper with an empty cache.
    pub fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, cache: Default::default() }
    }

    /// Shapes a string in a style as [`shape`] does, or returns the cached result.
    pub fn shape(&self, style: Style, text: &str) -> Arc<Shaped> {
        if text.len() > MAX_LENGTH {
            return shape(self.fonts, style, text);
        }
        // The set is consistent at any time, so a lock poisoned by a panic elsewhere is still usable.
        let cache = &self.cache[style as usize];
        if let Some(found) = cache.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return found.0.clone();
        }
        let shaped = shape(self.fonts, style, text);
        let mut cache = cache.write().unwrap_or_else(PoisonError::into_inner);
        if cache.len() >= MAX_CACHED {
            cache.clear();
        }
        cache.insert(Cached(shaped.clone()));
        shaped
    }

    /// Shapes a part of a text that is read in this direction, which its own first letter may not tell.
    pub fn shape_in(&self, style: Style, text: &str, read: Direction) -> Arc<Shaped> {
        match direction::of(text).unwrap_or_default() == read {
            true => self.shape(style, text),
            false => shape_in(self.fonts, style, text, read),
        }
    }

    /// Measures a string in this style.
    pub fn ruler(&self, style: Style, text: &str) -> Ruler {
        Ruler::new(&self.shape(style, text))
    }
}

/// The widths of all substrings of a shaped string, so that its pieces need not be shaped one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// The sum of the advances before each byte, in em.
    before: Vec<f32>,
}

impl Ruler {
    /// Measures a shaped string. A ligature counts at its first letter.
    pub fn new(shaped: &Shaped) -> Self {
        let mut before = vec![0.0; shaped.text.len() + 1];
        for glyph in shaped.runs.iter().flat_map(|run| &run.glyphs) {
            // The later glyphs of a cluster have an empty range at its end, and belong to the bytes before.
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

    /// The width of a range of bytes, in em.
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
        let fonts = FontSet::new(&files).expect("the default fonts load");
        test(&Shaper::new(&fonts));
    }

    #[test]
    fn a_cached_string_equals_a_new_one_in_each_style() {
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
    fn the_cache_stays_bounded() {
        with_shaper(|shaper| {
            for number in 0..5000 {
                assert_eq!(shaper.shape(Style::Regular, &number.to_string()).text, number.to_string());
            }
            let cached = shaper.cache[0].read().map(|cache| cache.len()).unwrap_or_default();
            assert!(cached <= super::MAX_CACHED);
        });
    }
}
