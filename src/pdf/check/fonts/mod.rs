//! Fonts in use: embedded, consistently named, with a glyph, a width and a Unicode text for each code (Matterhorn
//! 10 and 31; ISO 19005-2, 6.2.11).

mod encodings;
pub(crate) mod font_dict;
mod font_programs;
pub(crate) mod to_unicode;
mod widths;

use std::collections::HashMap;

use super::reader::{File, dict_of, shown};
use super::report::Report;
use font_dict::{FontCheck, UsedFont};
use lopdf::{Dictionary, Object, Stream};
use to_unicode::ToUnicode;

/// Fonts, by the address of their dictionaries.
pub(super) type Fonts<'f> = HashMap<usize, UsedFont<'f>>;

pub(super) fn check(file: &File, fonts: &Fonts<'_>, report: &mut Report) {
    let mut fonts: Vec<&UsedFont<'_>> = fonts.values().collect();
    fonts.sort_by_key(|font| (font.page, file.name(font.dict, "BaseFont")));
    for font in fonts {
        let name = shown(file.name(font.dict, "BaseFont").unwrap_or(b"without name"));
        let mut face = FontCheck { file, used: font, name, report };
        face.check();
    }
}

/// The text of each code of a font, if it has a map of them.
pub(super) fn to_unicode(file: &File, font: &UsedFont<'_>) -> ToUnicode {
    match file.get(font.dict, "ToUnicode") {
        Some(Object::Stream(map)) => ToUnicode::read(&file.unpacked(map).unwrap_or_default()),
        _ => ToUnicode::default(),
    }
}

impl<'f> FontCheck<'_, 'f> {
    fn check(&mut self) {
        let (file, dict) = (self.file, self.used.dict);
        let descendant =
            file.array(dict, "DescendantFonts").first().and_then(|font| dict_of(file.resolve(font)?));
        let own = if self.used.is_composite { descendant.unwrap_or(dict) } else { dict };
        let is_drawn = file.name(dict, "Subtype") == Some(b"Type3");
        if self.used.is_visible && !is_drawn {
            self.program(own);
        }
        if self.used.is_composite {
            encodings::check(self, own);
        }
        self.unicode(is_drawn);
    }

    fn program(&mut self, own: &'f Dictionary) {
        let file = self.file;
        let descriptor = file.dict(own, "FontDescriptor");
        let program = descriptor.and_then(|descriptor| {
            ["FontFile2", "FontFile3", "FontFile"].iter().find_map(|key| file.stream(descriptor, key))
        });
        if let Some(descriptor) = descriptor {
            self.descriptor(own, descriptor);
        }
        match program {
            None => self.fail("31-009", "it is not embedded"),
            Some(program) if self.used.is_composite => font_programs::check(self, own, program),
            Some(_) => {}
        }
        let set = descriptor.and_then(|descriptor| file.stream(descriptor, "CIDSet"));
        if let Some(set) = set.filter(|_| self.used.is_composite) {
            self.cid_set(set);
        }
    }

    fn descriptor(&mut self, own: &Dictionary, descriptor: &Dictionary) {
        if self.file.name(descriptor, "FontName") != self.file.name(own, "BaseFont") {
            self.fail("PDF:9.8.1", "its descriptor has another font name");
        }
        let needed = ["Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "StemV"];
        for key in needed.into_iter().filter(|key| !descriptor.has(key.as_bytes())) {
            self.fail("A2:6.2.11.2", format!("its descriptor has no {key}"));
        }
    }

    /// Checks that a `CIDSet` lists all codes in use.
    fn cid_set(&mut self, set: &Stream) {
        let bits = self.file.unpacked(set).unwrap_or_default();
        let is_listed =
            |code: u16| bits.get(usize::from(code) / 8).is_some_and(|byte| byte >> (7 - code % 8) & 1 == 1);
        if let Some(code) = self.used.codes().find(|code| !is_listed(*code)) {
            self.fail("31-014", format!("its CIDSet lacks {code}"));
        }
    }

    /// Checks that each code in use maps to Unicode.
    fn unicode(&mut self, is_drawn: bool) {
        let (file, dict) = (self.file, self.used.dict);
        if self.used.is_unused() && self.used.width.is_some() {
            return;
        }
        let Some(Object::Stream(map)) = file.get(dict, "ToUnicode") else {
            let standard = [&b"WinAnsiEncoding"[..], b"MacRomanEncoding", b"MacExpertEncoding"];
            let encoding = file.name(dict, "Encoding");
            let is_known =
                !self.used.is_composite && encoding.is_some_and(|encoding| standard.contains(&encoding));
            if !is_known || is_drawn {
                self.fail("31-027", "its codes are not mapped to Unicode (ToUnicode)");
            }
            return;
        };
        let map = ToUnicode::read(&file.unpacked(map).unwrap_or_default());
        let used = self.used;
        for code in used.codes() {
            match map.of(code) {
                None => self.fail("10-001", format!("code {code} is not mapped to Unicode")),
                Some(text) if text.contains('\0') => {
                    self.fail("31-028", format!("code {code} maps to U+0000"));
                }
                Some(text) if text.contains(['\u{feff}', '\u{fffe}']) => {
                    self.fail("31-029", format!("code {code} maps to U+FEFF or U+FFFE"));
                }
                Some(text) if text.is_empty() || text.contains('\u{fffd}') => {
                    self.fail("10-001", format!("code {code} maps to no valid character"));
                }
                Some(_) => {}
            }
        }
    }
}
