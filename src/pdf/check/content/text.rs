//! Text operators: fonts and shown strings.

use super::{Interpreter, MarkKind, PlacedText, StreamState};
use crate::pdf::check::fonts::font_dict::UsedFont;
use crate::pdf::check::reader::{address, dict_of};
use lopdf::{Dictionary, Object};

impl<'f> Interpreter<'_, 'f> {
    pub(super) fn set_named_font(&mut self, operands: &[Object], stream_state: &mut StreamState<'f>) {
        let font = self.resource(stream_state, "Font", operands.first());
        match font.and_then(|font| dict_of(self.file.resolve(font)?)) {
            Some(font) => self.set_font(font, stream_state),
            None => {
                stream_state.state.font = None;
                self.missing("font", operands.first());
            }
        }
    }

    pub(super) fn set_font(&mut self, font: &'f Dictionary, stream_state: &mut StreamState<'f>) {
        let key = address(font);
        stream_state.state.font = Some(key);
        if !self.usage.fonts.contains_key(&key) {
            self.usage.fonts.insert(key, UsedFont::new(self.file, font, self.page));
            // The glyphs of a Type 3 font are content streams.
            let glyphs = self
                .file
                .dict(font, "CharProcs")
                .filter(|_| self.file.name(font, "Subtype") == Some(b"Type3"));
            let resources = self.file.dict(font, "Resources");
            for glyph in glyphs.into_iter().flatten().filter_map(|(_, glyph)| self.file.resolve(glyph)) {
                if let Object::Stream(glyph) = glyph {
                    self.interpret_unmarked(glyph, resources, stream_state.depth + 1);
                }
            }
        }
    }

    pub(super) fn show(&mut self, operator: &[u8], operands: &[Object], stream_state: &mut StreamState<'f>) {
        let strings_and_gaps = match (operator, operands.last()) {
            (b"TJ", Some(Object::Array(parts))) => parts.as_slice(),
            (_, Some(text)) => std::slice::from_ref(text),
            _ => return,
        };
        let strings =
            strings_and_gaps.iter().filter_map(|part| part.as_str().ok()).filter(|text| !text.is_empty());
        if strings.clone().next().is_none() {
            return;
        }
        if !stream_state.in_text {
            self.fail("PDF:9.4.1", "text is shown outside a text object");
        }
        let is_visible = stream_state.state.mode != 3;
        self.place(strings_and_gaps, is_visible, stream_state);
        let mut is_odd = false;
        match stream_state.state.font.and_then(|font| self.usage.fonts.get_mut(&font)) {
            Some(font) => strings.for_each(|text| is_odd |= !font.show(text, is_visible)),
            None => self.fail("A2:6.2.2", "text is shown without a font"),
        }
        if is_odd {
            self.fail("PDF:9.7.6", "a string ends in the middle of a code");
        }
        self.record_drawing(stream_state);
        let is_tagged = self.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Tagged(..)));
        if is_tagged && !self.has_language && !self.is_language_given() {
            self.fail("11-001", "text has no language");
        }
        if matches!(stream_state.state.mode, 0 | 2 | 4 | 6) {
            self.use_fill(stream_state);
        }
        if matches!(stream_state.state.mode, 1 | 2 | 5 | 6) {
            self.use_line(stream_state);
        }
    }

    /// Moves on by the strings and gaps of an operator, and remembers where visible text of the page is. Forms,
    /// patterns and artifacts such as watermarks may lie anywhere.
    fn place(&mut self, parts: &[Object], is_visible: bool, stream_state: &mut StreamState<'f>) {
        let Some((key, font)) =
            stream_state.state.font.and_then(|key| Some((key, self.usage.fonts.get(&key)?)))
        else {
            return;
        };
        let is_artifact = self.marks.iter().any(|mark| mark.kind == MarkKind::Artifact);
        let counts = is_visible && stream_state.depth == 0 && stream_state.must_be_marked && !is_artifact;
        let (state, matrices) = (&stream_state.state.text, &mut stream_state.matrices);
        let has_short_codes = font.width == Some(1);
        let mut placed: Option<PlacedText> = None;
        for part in parts {
            match (part.as_str(), part.as_float()) {
                (Ok(text), _) => {
                    let extent = matrices.show(font.glyphs(text), has_short_codes, state);
                    if counts && extent.right > extent.left {
                        let codes = font.glyphs(text).map(|(code, _)| code);
                        match &mut placed {
                            Some(placed) => placed.append(extent, codes),
                            None => placed = Some(PlacedText { extent, font: key, codes: codes.collect() }),
                        }
                    }
                }
                (_, Ok(gap)) => matrices.adjust(gap, state),
                _ => {}
            }
        }
        self.texts.extend(placed);
    }
}
