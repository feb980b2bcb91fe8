//! What a font may ask of whoever shapes and draws with it.
//!
//! Glyphs are made of glyphs: thirty levels of two parts each are a thousand million, and the reader of outlines only
//! counts the levels. Shaping goes through all lookups for each text, and through all tables of characters for each
//! character. The limits are several times what the largest fonts in use have.

use rustybuzz::ttf_parser::opentype_layout::LayoutTable;
use rustybuzz::ttf_parser::{Face, RawFace, Tag};

/// Points and parts of one glyph, with those of its parts.
const MOST_POINTS: u64 = 20_000;
/// Levels of parts; the reader of outlines goes no deeper.
const MOST_LEVELS: usize = 32;
/// Lookups of GSUB or GPOS, and their subtables.
const MOST_LOOKUPS: u64 = 10_000;
/// Tables of characters, and their bytes; fonts of 65,000 Chinese characters have a few hundred kilobytes.
const MOST_CHARACTER_MAPS: (u16, usize) = (64, 2 << 20);
/// Tables of kerning.
const MOST_KERNING: usize = 64;

/// Whether a font stays within the limits.
pub(super) fn is_within(raw: &RawFace<'_>, face: &Face<'_>) -> bool {
    let tables = face.tables();
    let maps = tables.cmap.map_or(0, |maps| maps.subtables.len());
    let length = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag)).map_or(0, <[u8]>::len);
    maps <= MOST_CHARACTER_MAPS.0
        && length(b"cmap") <= MOST_CHARACTER_MAPS.1
        && tables.gsub.map_or(0, |table| lookups(&table)) <= MOST_LOOKUPS
        && tables.gpos.map_or(0, |table| lookups(&table)) <= MOST_LOOKUPS
        && tables
            .kern
            .is_none_or(|table| table.subtables.into_iter().take(MOST_KERNING + 1).count() <= MOST_KERNING)
        && tables
            .kerx
            .is_none_or(|table| table.subtables.into_iter().take(MOST_KERNING + 1).count() <= MOST_KERNING)
        && largest_glyph(raw) <= MOST_POINTS
}

fn lookups(table: &LayoutTable<'_>) -> u64 {
    table.lookups.into_iter().map(|lookup| 1 + u64::from(lookup.subtables.len())).sum()
}

/// The points and parts of the largest glyph.
fn largest_glyph(raw: &RawFace<'_>) -> u64 {
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag)).unwrap_or_default();
    let (glyphs, offsets, head) = (table(b"glyf"), table(b"loca"), table(b"head"));
    let is_long = u16_at(head, 50) == Some(1);
    let offset = |index: usize| match is_long {
        true => offsets.get(4 * index..4 * index + 4)?.try_into().ok().map(u32::from_be_bytes),
        false => u16_at(offsets, 2 * index).map(|half| 2 * u32::from(half)),
    };
    let ends: Vec<usize> = (0..).map_while(offset).map(|end| end as usize).collect();
    let glyphs: Vec<Glyph> = ends
        .windows(2)
        .map(|ends| glyphs.get(ends[0]..ends[1]).and_then(glyph).unwrap_or_default())
        .collect();
    let mut points: Vec<u64> = glyphs.iter().map(|glyph| glyph.points).collect();
    if glyphs.iter().all(|glyph| glyph.parts.is_empty()) {
        return points.into_iter().max().unwrap_or(0);
    }
    // One level more each time, until nothing changes.
    for _ in 0..MOST_LEVELS {
        let part = |index: &u16| 1 + points.get(usize::from(*index)).copied().unwrap_or(0);
        let sum = |glyph: &Glyph| glyph.points + glyph.parts.iter().map(part).sum::<u64>().min(u64::MAX / 4);
        let more: Vec<u64> = glyphs.iter().map(|glyph| sum(glyph).min(2 * MOST_POINTS)).collect();
        if more == points {
            break;
        }
        points = more;
    }
    points.into_iter().max().unwrap_or(0)
}

/// What a glyph is made of.
#[derive(Default)]
struct Glyph {
    points: u64,
    /// The glyphs that it consists of.
    parts: Vec<u16>,
}

/// Reads a glyph (table `glyf` of OpenType): the number of contours and their ends, or the parts.
fn glyph(data: &[u8]) -> Option<Glyph> {
    let contours = u16_at(data, 0)?;
    if contours & 0x8000 == 0 {
        let last = usize::from(contours).checked_sub(1)?;
        return Some(Glyph { points: u64::from(u16_at(data, 10 + 2 * last)?) + 1, parts: Vec::new() });
    }
    let (mut parts, mut at) = (Vec::new(), 10);
    while let (Some(flags), Some(part)) = (u16_at(data, at), u16_at(data, at + 2)) {
        parts.push(part);
        let offsets = if flags & 1 == 0 { 2 } else { 4 };
        let scale = if flags & 8 != 0 { 2 } else { 0 }
            + if flags & 0x40 != 0 { 4 } else { 0 }
            + if flags & 0x80 != 0 { 8 } else { 0 };
        at += 4 + offsets + scale;
        if flags & 0x20 == 0 {
            break;
        }
    }
    Some(Glyph { points: 0, parts })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use rustybuzz::ttf_parser::{RawFace, Tag};

    use crate::theme::fonts::{Face, FontError};

    const FONT: &[u8] = include_bytes!("../../fonts/SourceSans3-Regular.ttf");

    /// The font with other tables, which the reader wants to be four bytes apart.
    fn with_tables(others: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let raw = RawFace::parse(FONT, 0).unwrap();
        let tables: Vec<(Tag, Vec<u8>)> = raw
            .table_records
            .into_iter()
            .map(|record| {
                let other = others.iter().find(|(tag, _)| Tag::from_bytes(tag) == record.tag);
                (
                    record.tag,
                    other.map_or_else(|| raw.table(record.tag).unwrap().to_vec(), |(_, data)| data.clone()),
                )
            })
            .collect();
        let mut head = [&FONT[..4], &(tables.len() as u16).to_be_bytes(), &[0; 6]].concat();
        let mut body = Vec::new();
        let start = head.len() + 16 * tables.len();
        for (tag, data) in &tables {
            head.extend(tag.to_bytes());
            head.extend([0; 4]);
            head.extend(((start + body.len()) as u32).to_be_bytes());
            head.extend((data.len() as u32).to_be_bytes());
            body.extend(data);
            body.resize(body.len().next_multiple_of(4), 0);
        }
        [head, body].concat()
    }

    /// A font whose glyphs each have these parts.
    fn with_parts(parts: impl Fn(u16) -> Vec<u16>) -> Vec<u8> {
        let raw = RawFace::parse(FONT, 0).unwrap();
        let is_long = raw.table(Tag::from_bytes(b"head")).unwrap()[51] == 1;
        let count = raw.table(Tag::from_bytes(b"loca")).unwrap().len() / if is_long { 4 } else { 2 } - 1;
        let (mut glyf, mut ends) = (Vec::new(), vec![0u32]);
        for index in 0..count as u16 {
            let parts = parts(index);
            glyf.extend([0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]);
            for (at, part) in parts.iter().enumerate() {
                let more = if at + 1 < parts.len() { 0x20 } else { 0 };
                glyf.extend([0, more | 2]);
                glyf.extend(part.to_be_bytes());
                glyf.extend([0, 0]);
            }
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            ends.push(glyf.len() as u32);
        }
        let short = |end: u32| ((end / 2) as u16).to_be_bytes().to_vec();
        let long = |end: u32| end.to_be_bytes().to_vec();
        let loca = ends.into_iter().flat_map(|end| if is_long { long(end) } else { short(end) }).collect();
        with_tables(&[(b"glyf", glyf), (b"loca", loca)])
    }

    #[test]
    fn glyphs_of_millions_of_parts_are_refused() {
        let fault = |bytes: &[u8]| Face::new(bytes).err();
        assert_eq!(fault(&with_tables(&[])), None);
        assert_eq!(fault(&with_parts(|index| vec![index.saturating_sub(1)])), None, "one part a level");
        assert_eq!(fault(&with_parts(|index| vec![index.saturating_sub(1); 3])), Some(FontError::TooComplex));
        assert_eq!(
            fault(&with_parts(|index| vec![index; 2])),
            Some(FontError::TooComplex),
            "parts of itself"
        );
    }

    #[test]
    fn too_many_lookups_and_character_maps_are_refused() {
        // Version, places of three lists, no scripts, no features, 11,000 lookups.
        let mut lookups = [1u16, 0, 10, 12, 14, 0, 0, 11_000].map(u16::to_be_bytes).concat();
        // Each offset leads to a lookup without subtables.
        lookups.extend([0x56u8, 0x00].repeat(11_000));
        lookups.extend([0; 64]);
        assert_eq!(Face::new(&with_tables(&[(b"GSUB", lookups)])).err(), Some(FontError::TooComplex));
        let maps = [&[0, 0, 0, 65][..], &[0, 3, 0, 1, 0, 0, 0, 4].repeat(65)].concat();
        assert_eq!(Face::new(&with_tables(&[(b"cmap", maps)])).err(), Some(FontError::TooComplex));
    }
}
