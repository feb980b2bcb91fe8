//! The direction of text: which stretches of a line run from right to left, and in which order they are drawn (UAX 9).

use std::ops::Range;

use crate::units::Direction;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// A stretch of a line in one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its direction.
    pub direction: Direction,
}

/// The direction of a text: that of its first letter. A text without letters has none of its own.
pub fn of(text: &str) -> Option<Direction> {
    if !has_other(text) {
        // Most texts need no look at the class of each character.
        return text.chars().any(char::is_alphabetic).then_some(Direction::LeftToRight);
    }
    text.chars().find_map(|c| match bidi_class(c) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    })
}

fn level(base: Direction) -> Level {
    match base {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    }
}

/// Whether a text may hold characters that do not run from left to right: letters of such scripts and the marks that
/// control direction. All of them are beyond Latin, Greek and Cyrillic.
fn has_other(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'))
}

/// Whether a text read in this direction is one stretch from left to right.
pub fn is_plain(text: &str, base: Direction) -> bool {
    base == Direction::LeftToRight && !has_other(text)
}

/// The stretches of a line in the order in which they are drawn, from left to right.
pub fn drawn(line: &str, base: Direction) -> Vec<Stretch> {
    if is_plain(line, base) {
        let bytes = 0..line.len();
        return if line.is_empty() { Vec::new() } else { vec![Stretch { bytes, direction: base }] };
    }
    let info = BidiInfo::new(line, Some(level(base)));
    let mut stretches = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        stretches.extend(runs.into_iter().map(|bytes| {
            let is_rtl = levels.get(bytes.start).is_some_and(Level::is_rtl);
            let direction = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
            Stretch { bytes, direction }
        }));
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::{Direction, drawn, of};

    fn order(line: &str, base: Direction) -> Vec<&str> {
        drawn(line, base).into_iter().map(|stretch| &line[stretch.bytes]).collect()
    }

    #[test]
    fn a_number_in_hebrew_stays_a_number() {
        assert_eq!(order("בשנת 2015 היו", Direction::RightToLeft), [" היו", "2015", "בשנת "]);
    }

    #[test]
    fn english_around_hebrew() {
        assert_eq!(order("say שלום now", Direction::LeftToRight), ["say ", "שלום", " now"]);
    }

    #[test]
    fn the_first_letter_decides() {
        assert_eq!(of("12 % of שלום"), Some(Direction::LeftToRight));
        assert_eq!(of("(3) سلام"), Some(Direction::RightToLeft));
        assert_eq!(of("54 %"), None);
    }
}
