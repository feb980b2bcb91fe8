//! Shaping: turns a string into positioned glyphs by the rules of its fonts.

use std::ops::Range;
use std::sync::Arc;

use super::direction::{self, drawn};
use crate::theme::fonts::{FaceId, FontSet, Style};
use crate::units::Direction;

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
    /// The glyphs from left to right, whatever the direction of their text.
    pub glyphs: Vec<Glyph>,
}

/// A shaped string, independent of size and position.
#[derive(Debug, Clone, PartialEq)]
pub struct Shaped {
    /// The string.
    pub text: String,
    /// The direction in which it is read.
    pub direction: Direction,
    /// Its glyphs from left to right; positions continue across runs.
    pub runs: Vec<GlyphRun>,
    /// Sum of the advances, in em.
    pub width: f32,
    /// Characters that no font covers.
    pub missing: Vec<char>,
}

/// Shapes a string in a style, in the direction of its first letter. Characters missing from the style's face come from
/// the fallback faces.
pub fn shape(fonts: &FontSet<'_>, style: Style, text: &str) -> Arc<Shaped> {
    shape_in(fonts, style, text, direction::of(text).unwrap_or_default())
}

/// Shapes a string that is read in this direction.
pub fn shape_in(fonts: &FontSet<'_>, style: Style, text: &str, direction: Direction) -> Arc<Shaped> {
    let mut shaped =
        Shaped { text: text.into(), direction, runs: Vec::new(), width: 0.0, missing: Vec::new() };
    for stretch in drawn(text, direction) {
        let mut faces = runs_by_face(fonts, style, text, stretch.bytes, &mut shaped.missing);
        if stretch.direction == Direction::RightToLeft {
            faces.reverse();
        }
        for (face, range) in faces {
            let glyphs = shape_run(fonts, face, text, (range, stretch.direction), &mut shaped.width);
            shaped.runs.push(GlyphRun { face, glyphs });
        }
    }
    Arc::new(shaped)
}

/// Splits a stretch of the text where the face changes; marks and joiners stay with the character before.
fn runs_by_face(
    fonts: &FontSet<'_>,
    style: Style,
    text: &str,
    stretch: Range<usize>,
    missing: &mut Vec<char>,
) -> Vec<(FaceId, Range<usize>)> {
    let mut runs: Vec<(FaceId, Range<usize>)> = Vec::new();
    for (at, c) in text[stretch.clone()].char_indices() {
        let at = stretch.start + at;
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
    (range, direction): (Range<usize>, Direction),
    pen: &mut f32,
) -> Vec<Glyph> {
    let font = fonts.face(face);
    let em = font.units_per_em();
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(&text[range.clone()]);
    buffer.guess_segment_properties();
    buffer.set_direction(match direction {
        Direction::LeftToRight => rustybuzz::Direction::LeftToRight,
        Direction::RightToLeft => rustybuzz::Direction::RightToLeft,
    });
    let plan = font.plan(buffer.script()).filter(|_| direction == Direction::LeftToRight);
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
    match direction {
        Direction::LeftToRight => glyphs,
        Direction::RightToLeft => letter_by_letter(glyphs, text, font.blank()),
    }
}

/// Gives each glyph of a stretch from right to left its own characters. Readers of a file take glyphs from left to right and
/// turn the characters round one by one, so a ligature of two letters gets a glyph without width beside it for the second.
fn letter_by_letter(glyphs: Vec<Glyph>, text: &str, blank: Option<u16>) -> Vec<Glyph> {
    let mut split = Vec::with_capacity(glyphs.len());
    let mut rest = &glyphs[..];
    while let Some((first, tail)) = rest.split_first() {
        let more = tail.iter().take_while(|glyph| glyph.text.is_empty()).count();
        let (cluster, tail) = rest.split_at(more + 1);
        rest = tail;
        let start = first.text.start;
        let characters = text.get(first.text.clone()).unwrap_or_default().char_indices();
        let characters: Vec<Range<usize>> =
            characters.map(|(at, c)| start + at..start + at + c.len_utf8()).collect();
        let [marks @ .., letter] = cluster else { continue };
        let Some(others) = characters.len().checked_sub(cluster.len()) else {
            split.extend_from_slice(cluster);
            continue;
        };
        // Marks are drawn before their letter, the last one first.
        let own = characters.iter().skip(others + 1).rev();
        split.extend(marks.iter().zip(own).map(|(mark, own)| Glyph { text: own.clone(), ..mark.clone() }));
        match (blank, &characters[..]) {
            (Some(id), [one, ..]) if others > 0 => {
                let beside = characters.iter().skip(1).take(others).rev();
                split.extend(beside.map(|own| Glyph {
                    id,
                    x: letter.x,
                    y: 0.0,
                    advance: 0.0,
                    text: own.clone(),
                }));
                split.push(Glyph { text: one.clone(), ..letter.clone() });
            }
            (_, [one, ..]) => {
                let end = characters.get(others).map_or(one.end, |last| last.end);
                split.push(Glyph { text: one.start..end, ..letter.clone() });
            }
            (_, []) => split.push(letter.clone()),
        }
    }
    split
}
