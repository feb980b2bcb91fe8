//! Fonts and the text that is shown with them.

use super::{MarkKind, Passage, Reader};
use crate::pdf::check::fonts::font_dict::Used;
use crate::pdf::check::reader::{address, dict_of};
use lopdf::{Dictionary, Object};

impl<'f> Reader<'_, 'f> {
    pub(super) fn choose_font(&mut self, operands: &[Object], passage: &mut Passage<'f>) {
        let font = self.resource(passage, "Font", operands.first());
        match font.and_then(|font| dict_of(self.file.resolve(font)?)) {
            Some(font) => self.set_font(font, passage),
            None => {
                passage.state.font = None;
                self.missing("font", operands.first());
            }
        }
    }

    pub(super) fn set_font(&mut self, font: &'f Dictionary, passage: &mut Passage<'f>) {
        let key = address(font);
        passage.state.font = Some(key);
        if !self.seen.fonts.contains_key(&key) {
            self.seen.fonts.insert(key, Used::new(self.file, font, self.page));
            // The glyphs of such a font are drawings.
            let glyphs = self
                .file
                .dict(font, "CharProcs")
                .filter(|_| self.file.name(font, "Subtype") == Some(b"Type3"));
            let resources = self.file.dict(font, "Resources");
            for glyph in glyphs.into_iter().flatten().filter_map(|(_, glyph)| self.file.resolve(glyph)) {
                if let Object::Stream(glyph) = glyph {
                    self.aside(glyph, resources, passage.depth + 1);
                }
            }
        }
    }

    pub(super) fn show(&mut self, operator: &[u8], operands: &[Object], passage: &mut Passage<'f>) {
        let strings = match (operator, operands.last()) {
            (b"TJ", Some(Object::Array(parts))) => parts.as_slice(),
            (_, Some(text)) => std::slice::from_ref(text),
            _ => return,
        };
        let strings = strings.iter().filter_map(|part| part.as_str().ok()).filter(|text| !text.is_empty());
        if strings.clone().next().is_none() {
            return;
        }
        if !passage.in_text {
            self.fail("PDF:9.4.1", "text is shown outside of a text object");
        }
        let is_visible = passage.state.mode != 3;
        let mut is_odd = false;
        match passage.state.font.and_then(|font| self.seen.fonts.get_mut(&font)) {
            Some(font) => strings.for_each(|text| is_odd |= !font.show(text, is_visible)),
            None => self.fail("A2:6.2.2", "text is shown without a font"),
        }
        if is_odd {
            self.fail("PDF:9.7.6", "half a character is shown");
        }
        self.drawn(passage);
        let is_tagged = self.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Tagged(..)));
        if is_tagged && !self.has_language && !self.is_spoken() {
            self.fail("11-001", "the language of a text is not known");
        }
        if matches!(passage.state.mode, 0 | 2 | 4 | 6) {
            self.use_fill(passage);
        }
        if matches!(passage.state.mode, 1 | 2 | 5 | 6) {
            self.use_line(passage);
        }
    }
}
