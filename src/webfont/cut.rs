//! Cuts a font down to characters.

use std::collections::BTreeSet;

use crate::theme::fonts::Face;
use subsetter::GlyphRemapper;

/// A table of a font: its tag and its bytes.
pub(super) type Table = ([u8; 4], Vec<u8>);

/// The tables of a font with these characters alone, in the order of their tags.
pub(super) fn subset(face: &Face<'_>, chars: &BTreeSet<char>) -> Option<Vec<Table>> {
    let mut glyphs = GlyphRemapper::new();
    let codes: Vec<(u32, u16)> =
        chars.iter().filter_map(|c| Some((u32::from(*c), glyphs.remap(face.glyph(*c)?)))).collect();
    if codes.is_empty() {
        return None;
    }
    let font = subsetter::subset(face.bytes, 0, &glyphs).ok()?;
    let mut all = tables(&font)?;
    all.retain(|(tag, _)| !matches!(tag, b"cmap" | b"post" | b"OS/2"));
    all.push((*b"cmap", cmap(&codes)));
    all.push((*b"OS/2", face.table(b"OS/2")?.to_vec()));
    // Version 3: no names of glyphs.
    let mut post = face.table(b"post")?.get(..32)?.to_vec();
    post.splice(..4, [0, 3, 0, 0]);
    all.push((*b"post", post));
    // It names author and licence.
    if !all.iter().any(|(tag, _)| tag == b"name") {
        all.push((*b"name", face.table(b"name")?.to_vec()));
    }
    all.sort();
    Some(all)
}

/// A character map of format 12: one group for each run of consecutive characters and glyphs.
fn cmap(codes: &[(u32, u16)]) -> Vec<u8> {
    let mut groups: Vec<(u32, u32, u32)> = Vec::new();
    for (code, glyph) in codes {
        let glyph = u32::from(*glyph);
        match groups.last_mut() {
            Some((first, last, start)) if *last + 1 == *code && *start + (*code - *first) == glyph => {
                *last = *code;
            }
            _ => groups.push((*code, *code, glyph)),
        }
    }
    let length = 16 + 12 * groups.len() as u32;
    let mut out = Vec::new();
    // Version 0, one subtable: Windows, full Unicode, at byte 12.
    [0u16, 1, 3, 10].iter().for_each(|value| out.extend(value.to_be_bytes()));
    out.extend(12u32.to_be_bytes());
    [12u16, 0].iter().for_each(|value| out.extend(value.to_be_bytes()));
    [length, 0, groups.len() as u32].iter().for_each(|value| out.extend(value.to_be_bytes()));
    for (first, last, glyph) in groups {
        [first, last, glyph].iter().for_each(|value| out.extend(value.to_be_bytes()));
    }
    out
}

/// The tables of a font file, in the order of their tags; `None` where its directory does not fit the file.
pub(super) fn tables(font: &[u8]) -> Option<Vec<Table>> {
    let short = |at: usize| Some(u16::from_be_bytes(font.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?) as usize);
    let mut all = Vec::new();
    for index in 0..usize::from(short(4)?) {
        let entry = 12 + index * 16;
        let tag: [u8; 4] = font.get(entry..entry + 4)?.try_into().ok()?;
        let (at, length) = (long(entry + 8)?, long(entry + 12)?);
        all.push((tag, font.get(at..at.checked_add(length)?)?.to_vec()));
    }
    all.sort();
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::cmap;

    #[test]
    fn a_run_of_characters_is_one_group() {
        // A header of 28 bytes and two groups: a to c, and x.
        assert_eq!(cmap(&[(97, 1), (98, 2), (99, 3), (120, 4)]).len(), 28 + 2 * 12);
    }
}
