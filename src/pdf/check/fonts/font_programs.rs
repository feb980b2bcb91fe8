//! Embedded font programs: every code that is shown has a glyph, as wide as the file says.
//!
//! Compact programs with glyphs by character (CID-keyed CFF) keep their widths inside the glyphs; those are not compared.

use std::collections::HashMap;

use super::font_dict::Face;
use crate::pdf::check::reader::File;
use lopdf::{Dictionary, Object, Stream};
use ttf_parser::{GlyphId, cff};

/// By how much a width may differ, in thousandths of an em (ISO 19005-2, 6.2.11.5).
const TOLERANCE: f32 = 1.0;

/// Looks at the program of a composite font.
pub(super) fn check(face: &mut Face<'_, '_>, own: &Dictionary, program: &Stream) {
    let file = face.file;
    let Some(bytes) = file.unpacked(program) else {
        face.fail("31-011", "its program cannot be unpacked");
        return;
    };
    let Some(glyphs) = Glyphs::read(file, own, &bytes) else {
        face.fail("31-011", "its program cannot be read");
        return;
    };
    let widths = widths(file, own);
    let default = file.get(own, "DW").and_then(|width| width.as_float().ok()).unwrap_or(1000.0);
    let used = face.used;
    for code in used.codes() {
        match glyphs.of(code) {
            None => face.fail("31-011", format!("its program has no glyph for the code {code}")),
            Some(GlyphId(0)) => {
                face.fail("31-030", format!("the code {code} shows the sign for a missing glyph"));
            }
            Some(glyph) => {
                let said = widths.get(&code).copied().unwrap_or(default);
                let is = glyphs.width(glyph).unwrap_or(said);
                if (said - is).abs() > TOLERANCE {
                    face.fail(
                        "31-016",
                        format!("the code {code} is {is} wide in its program, {said} in the file"),
                    );
                }
            }
        }
    }
}

/// The glyphs of a program, and the way to them from codes.
struct Glyphs<'p> {
    program: Program<'p>,
    /// Two bytes for each code; `None` where the code is the glyph.
    map: Option<Vec<u8>>,
}

enum Program<'p> {
    TrueType(Box<ttf_parser::Face<'p>>),
    /// Glyphs without a frame, by their characters in the collection where they have such.
    Compact(Box<cff::Table<'p>>, HashMap<u16, GlyphId>),
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
                Some(table) => Some(Self { program: compact(table), map: None }),
                None => Some(Self { program: Program::TrueType(Box::new(face)), map }),
            };
        }
        cff::Table::parse(bytes).map(|table| Self { program: compact(table), map: None })
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
            Program::Compact(table, characters) if characters.is_empty() => {
                Some(GlyphId(glyph)).filter(|_| glyph < table.number_of_glyphs())
            }
            Program::Compact(_, characters) => characters.get(&glyph).copied(),
        }
    }

    /// In thousandths of an em; `None` where the program does not say.
    fn width(&self, glyph: GlyphId) -> Option<f32> {
        match &self.program {
            Program::TrueType(face) => {
                let advance = face.glyph_hor_advance(glyph)?;
                Some(f32::from(advance) * 1000.0 / f32::from(face.units_per_em().max(1)))
            }
            Program::Compact(table, _) => {
                table.glyph_width(glyph).map(|width| f32::from(width) * 1000.0 * table.matrix().sx)
            }
        }
    }
}

fn compact(table: cff::Table<'_>) -> Program<'_> {
    let glyphs = (0..table.number_of_glyphs()).map(GlyphId);
    let characters = glyphs.filter_map(|glyph| Some((table.glyph_cid(glyph)?, glyph))).collect();
    Program::Compact(Box::new(table), characters)
}

/// The widths that the file says, by code (ISO 32000-1, 9.7.4.3).
fn widths(file: &File, own: &Dictionary) -> HashMap<u16, f32> {
    let mut widths = HashMap::new();
    let mut rest = file.array(own, "W");
    let code =
        |object: &Object| file.resolve(object)?.as_i64().ok().and_then(|code| u16::try_from(code).ok());
    let width = |object: &Object| file.resolve(object)?.as_float().ok();
    while let [first, second, tail @ ..] = rest {
        let Some(first) = code(first) else { break };
        match (file.resolve(second), tail) {
            (Some(Object::Array(each)), _) => {
                widths.extend((first..).zip(each).filter_map(|(code, object)| Some((code, width(object)?))));
                rest = tail;
            }
            (_, [all, tail @ ..]) => {
                if let (Some(last), Some(width)) = (code(second), width(all)) {
                    widths.extend((first..=last).map(|code| (code, width)));
                }
                rest = tail;
            }
            _ => break,
        }
    }
    widths
}
