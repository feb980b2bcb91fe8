//! Embedded font programs: every code in use has a glyph, of the width that the file gives.
//!
//! Widths are compared only where `ttf-parser` gives them: not for CID-keyed CFF, which keeps them inside the
//! glyphs.

use std::collections::HashMap;

use super::font_dict::FontCheck;
use crate::pdf::check::reader::File;
use lopdf::{Dictionary, Object, Stream};
use ttf_parser::{GlyphId, cff};

/// The largest allowed difference of widths, in thousandths of an em (ISO 19005-2, 6.2.11.5).
const TOLERANCE: f32 = 1.0;

/// Checks the font program of a composite font.
pub(super) fn check(face: &mut FontCheck<'_, '_>, own: &Dictionary, program: &Stream) {
    let file = face.file;
    let Some(bytes) = file.unpacked(program) else {
        face.fail("31-011", "its font program cannot be decompressed");
        return;
    };
    let Some(glyphs) = Glyphs::read(file, own, &bytes) else {
        face.fail("31-011", "its font program cannot be read");
        return;
    };
    let used = face.used;
    for code in used.codes() {
        match glyphs.of(code) {
            None => face.fail("31-011", format!("its font program has no glyph for code {code}")),
            Some(GlyphId(0)) => {
                face.fail("31-030", format!("code {code} shows the glyph for missing characters (.notdef)"));
            }
            Some(glyph) => {
                let declared = used.widths.of(code);
                let actual = glyphs.width(glyph).unwrap_or(declared);
                if (declared - actual).abs() > TOLERANCE {
                    face.fail(
                        "31-016",
                        format!("code {code} is {actual} wide in the font program, {declared} in the file"),
                    );
                }
            }
        }
    }
}

/// The glyphs of a font program, and the map from codes to them.
struct Glyphs<'p> {
    program: Program<'p>,
    /// `CIDToGIDMap`: two bytes for each code; `None` if the code is the glyph id.
    map: Option<Vec<u8>>,
}

enum Program<'p> {
    TrueType(Box<ttf_parser::Face<'p>>),
    /// Bare CFF; glyphs by CID if it is CID-keyed.
    Cff(Box<cff::Table<'p>>, HashMap<u16, GlyphId>),
}

impl<'p> Glyphs<'p> {
    fn read(file: &File, own: &Dictionary, bytes: &'p [u8]) -> Option<Self> {
        let map = match file.get(own, "CIDToGIDMap") {
            Some(Object::Stream(map)) => Some(file.unpacked(map)?),
            _ => None,
        };
        if let Ok(face) = ttf_parser::Face::parse(bytes, 0) {
            let cff = face.tables().cff;
            return match cff.filter(|_| file.name(own, "Subtype") == Some(b"CIDFontType0")) {
                Some(table) => Some(Self { program: cff_program(table), map: None }),
                None => Some(Self { program: Program::TrueType(Box::new(face)), map }),
            };
        }
        cff::Table::parse(bytes).map(|table| Self { program: cff_program(table), map: None })
    }

    fn of(&self, code: u16) -> Option<GlyphId> {
        let glyph = match &self.map {
            None => code,
            Some(map) => {
                let at = 2 * usize::from(code);
                map.get(at..at + 2).map_or(0, |glyph| u16::from_be_bytes([glyph[0], glyph[1]]))
            }
        };
        match &self.program {
            Program::TrueType(face) => Some(GlyphId(glyph)).filter(|_| glyph < face.number_of_glyphs()),
            Program::Cff(table, cids) if cids.is_empty() => {
                Some(GlyphId(glyph)).filter(|_| glyph < table.number_of_glyphs())
            }
            Program::Cff(_, cids) => cids.get(&glyph).copied(),
        }
    }

    /// The width in thousandths of an em; `None` if the font program does not give it.
    fn width(&self, glyph: GlyphId) -> Option<f32> {
        match &self.program {
            Program::TrueType(face) => {
                let advance = face.glyph_hor_advance(glyph)?;
                Some(f32::from(advance) * 1000.0 / f32::from(face.units_per_em().max(1)))
            }
            Program::Cff(table, _) => {
                table.glyph_width(glyph).map(|width| f32::from(width) * 1000.0 * table.matrix().sx)
            }
        }
    }
}

fn cff_program(table: cff::Table<'_>) -> Program<'_> {
    let glyphs = (0..table.number_of_glyphs()).map(GlyphId);
    let cids = glyphs.filter_map(|glyph| Some((table.glyph_cid(glyph)?, glyph))).collect();
    Program::Cff(Box::new(table), cids)
}
