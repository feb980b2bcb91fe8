//! Wraps a string into lines of limited width.

use std::ops::Range;
use std::sync::Arc;

use super::line_breaking::{After, Piece, Shape, break_lines};
use super::shaper::{Ruler, Shaper};
use super::shaping::Shaped;
use super::text_run::Join;
use crate::language::Language;
use crate::theme::fonts::Style;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A line of a wrapped text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its glyphs, including the hyphen of a hyphenated word.
    pub shaped: Arc<Shaped>,
    /// What joins it to the next line in the text. After [`Join::SoftHyphen`] the hyphen is not part of the text.
    pub join: Join,
    /// Whether a word is broken at its end where it cannot be hyphenated.
    pub cut: bool,
}

/// The bytes of a line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct LineCut {
    /// The bytes, without the space after them.
    pub bytes: Range<usize>,
    /// What joins the line to the next one in the text.
    pub join: Join,
    /// Whether a word is broken at its end where it cannot be hyphenated.
    pub cut: bool,
}

/// A piece of a string that stays together, and the whitespace after it.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    /// The bytes that are drawn.
    text: Range<usize>,
    /// The bytes of the whitespace after it.
    space: Range<usize>,
    /// What may happen after it.
    end: PartEnd,
}

/// What may happen after a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartEnd {
    /// A line may end.
    Break,
    /// A line may end with a hyphen.
    Hyphen,
    /// A line must end.
    End,
    /// A line may end as a last resort: inside a word that is too long for the line.
    Emergency,
}

/// Splits a string at the line break opportunities of Unicode (UAX 14) and the hyphenation points of the language.
fn parts(text: &str, language: Language) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let last = end == text.len();
        if !last && is_initial(&text[start..end]) {
            continue;
        }
        let stretch = &text[start..end];
        let drawn = stretch.trim_end_matches([' ', '\n', '\r', '\t', '\u{2028}']);
        let mandatory = opportunity == BreakOpportunity::Mandatory && !last;
        let close = if mandatory { PartEnd::End } else { PartEnd::Break };
        let text_end = start + drawn.len();
        let mut from = start;
        for at in hyphenation_points(drawn, language) {
            parts.push(Part { text: from..start + at, space: 0..0, end: PartEnd::Hyphen });
            from = start + at;
        }
        if text_end > from || !drawn.is_empty() {
            parts.push(Part { text: from..text_end, space: text_end..end, end: close });
        }
        start = end;
    }
    parts
}

/// Whether a stretch is one letter with a hyphen, as in "E-Mail": a line must not end there.
fn is_initial(stretch: &str) -> bool {
    let mut letters = stretch.chars();
    matches!((letters.next(), letters.next(), letters.next()), (Some(one), Some('-' | '\u{2010}'), None) if one.is_alphabetic())
}

/// The bytes at which a stretch without spaces may be hyphenated.
fn hyphenation_points(stretch: &str, language: Language) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in stretch.split(|c: char| !c.is_alphabetic()) {
        let start = stretch[at..].find(word).map_or(at, |offset| at + offset);
        at = start + word.len();
        let letters = word.chars().count();
        // Short words and abbreviations such as "DStGB" stay whole.
        if letters < 8 || word.chars().skip(1).any(char::is_uppercase) {
            continue;
        }
        let mut offset = 0;
        let mut before = 0;
        let Some(patterns) = language.hyphenation() else { continue };
        for syllable in hypher::hyphenate(word, patterns) {
            offset += syllable.len();
            before += syllable.chars().count();
            if before >= 4 && letters - before >= 4 {
                found.push(start + offset);
            }
        }
    }
    found
}

/// Wraps a string. A word too long for the line is hyphenated or, if that is not enough, broken anywhere.
///
/// `width` is in the unit of `size`.
pub fn wrap(
    shaper: &Shaper<'_>,
    style: Style,
    size: f32,
    language: Language,
    text: &str,
    width: f32,
    lines: Shape,
) -> Vec<Line> {
    let whole = shaper.shape(style, text);
    if whole.width * size <= width && !text.contains(['\n', '\u{2028}']) {
        return vec![Line { shaped: whole, join: Join::Space, cut: false }];
    }
    let ruler = Ruler::new(&whole);
    let measure = |range: &Range<usize>| ruler.width(range) * size;
    let hyphen = shaper.shape(style, "-").width * size;
    let set = |cut: LineCut| {
        let mut line = text[cut.bytes].to_owned();
        if cut.join == Join::SoftHyphen {
            line.push('-');
        }
        Line { shaped: shaper.shape_in(style, &line, whole.direction), join: cut.join, cut: cut.cut }
    };
    cut_lines(text, language, width, hyphen, lines, &measure).into_iter().map(set).collect()
}

/// Cuts a text into lines of at most `width`. A word too long for the line is hyphenated or, if that is not enough,
/// broken anywhere: no line is wider than `width` unless a single character is.
///
/// `measure` returns the width of some bytes of the text, `hyphen` is the width of a hyphen.
pub fn cut_lines(
    text: &str,
    language: Language,
    width: f32,
    hyphen: f32,
    shape: Shape,
    measure: &dyn Fn(&Range<usize>) -> f32,
) -> Vec<LineCut> {
    let mut parts = parts(text, language);
    if parts.iter().any(|part| measure(&part.text) + hyphen > width) {
        parts =
            parts.iter().flat_map(|part| break_anywhere(part, text, measure(&part.text) > width)).collect();
    }
    let pieces: Vec<Piece> = parts
        .iter()
        .map(|part| Piece {
            width: measure(&part.text),
            space: measure(&part.space),
            after: match part.end {
                PartEnd::Break => After::Break,
                PartEnd::Hyphen => After::Hyphen(hyphen),
                PartEnd::End => After::End,
                PartEnd::Emergency => After::Emergency,
            },
        })
        .collect();
    let mut start = 0;
    let ends = break_lines(&pieces, width, shape);
    let count = pieces.len();
    let cut = |end: usize| {
        let (first, last) = (&parts[start], &parts[end - 1]);
        start = end;
        let join = match last.end {
            PartEnd::Hyphen => Join::SoftHyphen,
            // Nothing was between the words of the two lines, as after the hyphen of "Daten-Austausch".
            PartEnd::Emergency => Join::Nothing,
            PartEnd::Break if last.space.is_empty() && end < count => Join::Nothing,
            _ => Join::Space,
        };
        LineCut { bytes: first.text.start..last.text.end, join, cut: last.end == PartEnd::Emergency }
    };
    ends.into_iter().map(cut).collect()
}

/// Splits a part that is too wide at every character; returns other parts unchanged.
fn break_anywhere(part: &Part, text: &str, too_wide: bool) -> Vec<Part> {
    if !too_wide {
        return vec![part.clone()];
    }
    let mut cuts: Vec<usize> =
        text[part.text.clone()].char_indices().map(|(at, _)| part.text.start + at).collect();
    cuts.push(part.text.end);
    let mut pieces: Vec<Part> = cuts
        .windows(2)
        .map(|cut| Part { text: cut[0]..cut[1], space: 0..0, end: PartEnd::Emergency })
        .collect();
    if let Some(last) = pieces.last_mut() {
        last.end = part.end;
        last.space = part.space.clone();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::wrap;
    use crate::language::Language;
    use crate::theme::fonts::{FontFiles, FontSet, Style};
    use crate::typeset::line_breaking::Shape;
    use crate::typeset::shaper::Shaper;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let files = FontFiles::default();
        let fonts = FontSet::new(&files).expect("the default fonts load");
        wrap(&Shaper::new(&fonts), Style::Regular, 10.0, Language::German, text, width, Shape::Even)
            .into_iter()
            .map(|line| line.shaped.text.clone())
            .collect()
    }

    #[test]
    fn long_german_compounds_are_hyphenated() {
        let found = lines("Datenschutzgrundverordnung", 70.0);
        assert!(found.len() > 1, "{found:?}");
        for line in &found[..found.len() - 1] {
            assert!(line.ends_with('-'), "{line}");
        }
    }

    #[test]
    fn one_letter_before_a_hyphen_does_not_end_a_line() {
        for width in [40.0, 70.0, 100.0, 130.0, 160.0] {
            for line in lines("E-Rechnung, E-Akte und E-Payment sind selten", width) {
                assert!(!line.ends_with("E-"), "{line}");
            }
        }
    }

    #[test]
    fn a_number_stays_with_its_percent_sign() {
        for line in lines("Anteil von genau 54\u{202f}% aller Kommunen", 60.0) {
            assert!(!line.starts_with('%'), "{line}");
        }
    }

    #[test]
    fn a_word_without_hyphenation_points_is_broken_anywhere() {
        let found = lines(&"7".repeat(60), 50.0);
        assert!(found.len() > 1);
        assert_eq!(found.concat(), "7".repeat(60));
    }
}
