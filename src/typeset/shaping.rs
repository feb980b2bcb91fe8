//! Shaping: turns a string into positioned glyphs by the rules of its fonts.

use std::ops::Range;
use std::sync::Arc;

use crate::theme::fonts::{FaceId, FontSet, Style};

/// One glyph, placed along the baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The glyph's id in its face.
    pub id: u16,
    /// Its origin from the start of the string, in em.
    pub x: f32,
    /// Its origin above the baseline, in em.
    pub y: f32,
    /// Its advance width, in em.
    pub advance: f32,
    /// The bytes of the string that it represents; empty for the later glyphs of a cluster.
    pub text: Range<usize>,
}

/// Consecutive glyphs of one face.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face of all glyphs.
    pub face: FaceId,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A shaped string, independent of size and position.
#[derive(Debug, Clone, PartialEq)]
pub struct Shaped {
    /// The string.
    pub text: String,
    /// Its glyphs; positions continue across runs.
    pub runs: Vec<GlyphRun>,
    /// Sum of the advances, in em.
    pub width: f32,
    /// Characters that no font covers.
    pub missing: Vec<char>,
}

/// Shapes a string in a style. Characters missing from the style's face come from the fallback faces.
pub fn shape(fonts: &FontSet<'_>, style: Style, text: &str) -> Arc<Shaped> {
    let mut shaped = Shaped { text: text.into(), runs: Vec::new(), width: 0.0, missing: Vec::new() };
    for (face, range) in runs_by_face(fonts, style, text, &mut shaped.missing) {
        let glyphs = shape_run(fonts, face, text, range, &mut shaped.width);
        shaped.runs.push(GlyphRun { face, glyphs });
    }
    Arc::new(shaped)
}

/// Splits the text where the face changes; marks and joiners stay with the character before.
fn runs_by_face(
    fonts: &FontSet<'_>,
    style: Style,
    text: &str,
    missing: &mut Vec<char>,
) -> Vec<(FaceId, Range<usize>)> {
    let mut runs: Vec<(FaceId, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if let Some((face, range)) = runs.last_mut()
            && (fonts.face(*face).covers(c) || is_ignorable(c))
            && (*face == fonts.style(style) || !fonts.face(fonts.style(style)).covers(c))
        {
            range.end = end;
            continue;
        }
        let face = fonts.face_for(c, style).unwrap_or_else(|| {
            if !is_ignorable(c) && !missing.contains(&c) {
                missing.push(c);
            }
            fonts.style(style)
        });
        match runs.last_mut() {
            Some((last, range)) if *last == face => range.end = end,
            _ => runs.push((face, at..end)),
        }
    }
    runs
}

/// Characters that need no glyph of their own: the shaper drops them, or draws a space of the right width.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{fe00}'..='\u{fe0f}' | '\u{2060}' | '\u{ad}')
}

fn shape_run(
    fonts: &FontSet<'_>,
    face: FaceId,
    text: &str,
    range: Range<usize>,
    pen: &mut f32,
) -> Vec<Glyph> {
    let font = fonts.face(face);
    let em = font.units_per_em();
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(&text[range.clone()]);
    buffer.guess_segment_properties();
    let plan = font.plan(buffer.script()).filter(|_| buffer.direction() == rustybuzz::Direction::LeftToRight);
    let shaped = match plan {
        Some(plan) => rustybuzz::shape_with_plan(&font.shaper, plan, buffer),
        None => rustybuzz::shape(&font.shaper, &[], buffer),
    };
    let infos = shaped.glyph_infos();
    let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
    starts.push(range.len());
    starts.sort_unstable();
    starts.dedup();
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(infos.len());
    let mut last = None;
    for (info, position) in infos.iter().zip(shaped.glyph_positions()) {
        let start = info.cluster as usize;
        let next = starts.partition_point(|other| *other <= start);
        let end = starts.get(next).copied().unwrap_or(range.len());
        let text = range.start + start..range.start + end;
        // The glyphs of a cluster are adjacent; only the first carries its text.
        let seen = last.replace(start) == Some(start);
        glyphs.push(Glyph {
            id: info.glyph_id as u16,
            x: *pen + position.x_offset as f32 / em,
            y: position.y_offset as f32 / em,
            advance: position.x_advance as f32 / em,
            text: if seen { text.end..text.end } else { text },
        });
        *pen += position.x_advance as f32 / em;
    }
    glyphs
}
