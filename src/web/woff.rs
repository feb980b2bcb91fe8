//! Fonts for a web page: the glyphs of the characters in use, as WOFF in a `data:` address. WOFF packs with zlib, which
//! is here anyway; WOFF2 would need Brotli and save some 20 KB a page.

use std::collections::BTreeSet;

use crate::theme::fonts::Face;
use libdeflater::{CompressionLvl, Compressor};
use subsetter::GlyphRemapper;

/// A table of a font: its tag and its bytes.
type Table = ([u8; 4], Vec<u8>);

/// The `data:` address of a font with these characters; `None` where it has none of them, or cannot be cut down.
pub(super) fn address(face: &Face<'_>, chars: &BTreeSet<char>) -> Option<String> {
    let bytes = if chars.iter().any(|c| is_complex(*c) && face.covers(*c)) {
        // Letters that change with their neighbours need the font's own rules, which name glyphs by number.
        woff(&tables(face.bytes)?)?
    } else {
        woff(&subset(face, chars)?)?
    };
    Some(format!("data:font/woff;base64,{}", base64(&bytes)))
}

/// Whether a script joins or reorders its letters: Hebrew to Ethiopic, and their presentation forms.
fn is_complex(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x10ff | 0x1780..=0x18af | 0xfb1d..=0xfdff | 0xfe70..=0xfeff)
}

fn subset(face: &Face<'_>, chars: &BTreeSet<char>) -> Option<Vec<Table>> {
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

/// The tables of a TrueType file; `None` where its directory does not fit the file.
fn tables(font: &[u8]) -> Option<Vec<Table>> {
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

/// Tables, sorted by tag, as a WOFF file.
fn woff(tables: &[Table]) -> Option<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::new(12).ok()?);
    let padded = |length: usize| length.next_multiple_of(4);
    let unpacked = 12 + tables.iter().map(|(_, bytes)| 16 + padded(bytes.len())).sum::<usize>();
    let (mut directory, mut body) = (Vec::new(), Vec::new());
    let first = 44 + 20 * tables.len();
    for (tag, bytes) in tables {
        let mut packed = vec![0; compressor.zlib_compress_bound(bytes.len())];
        let length = compressor.zlib_compress(bytes, &mut packed).ok()?;
        packed.truncate(length);
        // A table that zlib does not make smaller is stored as it is.
        let stored = if packed.len() < bytes.len() { &packed } else { bytes };
        directory.extend(tag);
        let checksum = bytes.chunks(4).fold(0u32, |sum, chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            sum.wrapping_add(u32::from_be_bytes(word))
        });
        for value in [(first + body.len()) as u32, stored.len() as u32, bytes.len() as u32, checksum] {
            directory.extend(value.to_be_bytes());
        }
        body.extend(stored);
        body.resize(padded(body.len()), 0);
    }
    let mut out = b"wOFF\x00\x01\x00\x00".to_vec();
    out.extend(((first + body.len()) as u32).to_be_bytes());
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0, 0]);
    out.extend((unpacked as u32).to_be_bytes());
    // Version 1.0, and neither metadata nor private data.
    out.extend([0, 1, 0, 0]);
    out.extend([0; 20]);
    out.extend(directory);
    out.extend(body);
    Some(out)
}

/// Base 64 with padding (RFC 4648).
pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, cmap};

    #[test]
    fn base_64_fills_up_the_last_group() {
        let of = |text: &str| base64(text.as_bytes());
        assert_eq!(
            [of(""), of("f"), of("fo"), of("foo"), of("foob")],
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }

    #[test]
    fn a_run_of_characters_is_one_group() {
        // A header of 28 bytes and two groups: a to c, and x.
        assert_eq!(cmap(&[(97, 1), (98, 2), (99, 3), (120, 4)]).len(), 28 + 2 * 12);
    }
}
