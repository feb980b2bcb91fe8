//! Export formats: each is one function from a drawing to the bytes of a file.
//!
//! A format sees nothing but the [`Scene`](crate::scene::Scene) and the fonts, so all formats show the same
//! drawing. The same scene gives the same bytes on every platform: no clock, no hash order, no system fonts.

pub mod csv;
mod memo;
pub mod png;
pub mod svg;

/// Text for the metadata of a file: line breaks and tabs become spaces; other control characters and the two code
/// points that XML forbids are dropped.
fn plain(text: &str) -> String {
    let visible = |c: char| match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(visible).collect()
}
