//! From a drawing to the bytes of an image file: one folder a format, one plain function in each.
//!
//! A format sees nothing but the [`Scene`](crate::scene::Scene) and the fonts, so that all formats show the same drawing.
//! The same scene gives the same bytes everywhere: no clock, no map order, no system font.

pub mod csv;
mod memo;
pub mod png;
pub mod svg;

/// The text without what a file's metadata cannot hold: line breaks and tabs become spaces, other control characters
/// and the two code points that XML forbids are dropped.
fn plain(text: &str) -> String {
    let visible = |c: char| match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(visible).collect()
}
