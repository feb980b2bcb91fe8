//! Colours, patterns, images and graphics states.

use super::color::Space;
use super::{Interpreter, StreamState};
use crate::pdf::check::reader::{dict_of, is_listed, shown};
use lopdf::{Dictionary, Object};

/// The blend modes of ISO 32000-1, 11.3.5.
const BLEND_MODES: &str = "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight \
    SoftLight Difference Exclusion Hue Saturation Color Luminosity";

impl<'f> Interpreter<'_, 'f> {
    /// Records that a colour space is used.
    pub(super) fn use_space(&mut self, space: Space) {
        self.usage.spaces.entry(space).or_insert(self.page);
    }

    pub(super) fn use_fill(&mut self, stream_state: &StreamState<'f>) {
        self.use_space(stream_state.state.fill);
    }

    pub(super) fn use_line(&mut self, stream_state: &StreamState<'f>) {
        self.use_space(stream_state.state.line);
    }

    pub(super) fn paint(&mut self, operator: &[u8], stream_state: &mut StreamState<'f>) {
        self.record_drawing(stream_state);
        if !matches!(operator, b"S" | b"s") {
            self.use_fill(stream_state);
        }
        if !matches!(operator, b"f" | b"F" | b"f*") {
            self.use_line(stream_state);
        }
    }

    pub(super) fn shade(&mut self, operands: &[Object], stream_state: &mut StreamState<'f>) {
        self.record_drawing(stream_state);
        let shading = self.resource(stream_state, "Shading", operands.first());
        match shading.and_then(|shading| dict_of(self.file.resolve(shading)?)) {
            Some(shading) => self.use_space_of(shading, stream_state),
            None => self.missing("shading", operands.first()),
        }
    }

    /// Records the colour space of a shading, an image or a group.
    pub(super) fn use_space_of(&mut self, dict: &Dictionary, stream_state: &StreamState<'f>) {
        if let Ok(space) = dict.get(b"ColorSpace").or_else(|_| dict.get(b"CS")) {
            let space = self.colors.space(self.file, space, stream_state.resources, self.report);
            self.use_space(space);
        }
    }

    pub(super) fn set_color_space(
        &mut self,
        operator: &[u8],
        operands: &[Object],
        stream_state: &mut StreamState<'f>,
    ) {
        let Some(object) = operands.first() else { return };
        let name = object.as_name().unwrap_or_default();
        let is_known = Space::device(name).is_some() || name == b"Pattern";
        if !is_known && self.resource(stream_state, "ColorSpace", Some(object)).is_none() {
            self.missing("colour space", Some(object));
        }
        let space = self.colors.space(self.file, object, stream_state.resources, self.report);
        let current =
            if operator == b"cs" { &mut stream_state.state.fill } else { &mut stream_state.state.line };
        *current = space;
    }

    pub(super) fn set_pattern(&mut self, operands: &[Object], stream_state: &StreamState<'f>) {
        let Some(name @ Object::Name(_)) = operands.last() else { return };
        match self
            .resource(stream_state, "Pattern", Some(name))
            .and_then(|pattern| self.file.resolve(pattern))
        {
            Some(Object::Stream(pattern)) => self.interpret_unmarked(pattern, None, stream_state.depth + 1),
            Some(Object::Dictionary(pattern)) => {
                if let Some(shading) = self.file.dict(pattern, "Shading") {
                    self.use_space_of(shading, stream_state);
                }
            }
            _ => self.missing("pattern", Some(name)),
        }
    }

    pub(super) fn inline_image(&mut self, operands: &[Object], stream_state: &mut StreamState<'f>) {
        self.record_drawing(stream_state);
        if let Some(Object::Dictionary(image)) = operands.first() {
            self.image(image, stream_state);
        }
    }

    pub(super) fn image(&mut self, image: &Dictionary, stream_state: &StreamState<'f>) {
        if image.has(b"Alternates") || image.has(b"OPI") {
            self.fail("A2:6.2.8", "an image has alternates or OPI");
        }
        let flag =
            |long, short| self.file.flag(image, long).or_else(|| self.file.flag(image, short)) == Some(true);
        let (is_smoothed, is_mask) = (flag("Interpolate", "I"), flag("ImageMask", "IM"));
        if is_smoothed {
            self.fail("A2:6.2.8", "an image asks for interpolation");
        }
        if is_mask {
            self.use_fill(stream_state);
        } else {
            self.use_space_of(image, stream_state);
        }
    }

    pub(super) fn set_graphics_state(&mut self, operands: &[Object], stream_state: &mut StreamState<'f>) {
        let found = self.resource(stream_state, "ExtGState", operands.first());
        let Some(state) = found.and_then(|state| dict_of(self.file.resolve(state)?)) else {
            self.missing("graphics state", operands.first());
            return;
        };
        if state.has(b"TR")
            || state.has(b"HTP")
            || self.file.name(state, "TR2").is_some_and(|name| name != b"Default")
        {
            self.fail("A2:6.2.5", "a graphics state has a transfer function or a halftone phase");
        }
        let modes = self
            .file
            .one_or_many(state, "BM")
            .iter()
            .filter_map(|mode| self.file.resolve(mode)?.as_name().ok());
        let unknown: Vec<String> = modes.filter(|mode| !is_listed(BLEND_MODES, mode)).map(shown).collect();
        for mode in unknown {
            self.fail("A2:6.2.10", format!("the blend mode `{mode}` does not exist"));
        }
        if let Some(mask) = self.file.dict(state, "SMask").and_then(|mask| self.file.stream(mask, "G")) {
            self.interpret_unmarked(mask, None, stream_state.depth + 1);
        }
        if let Some(font) =
            self.file.array(state, "Font").first().and_then(|font| dict_of(self.file.resolve(font)?))
        {
            self.set_font(font, stream_state);
        }
    }

    pub(super) fn intent(&mut self, operands: &[Object]) {
        let known: [&[u8]; 4] =
            [b"RelativeColorimetric", b"AbsoluteColorimetric", b"Perceptual", b"Saturation"];
        let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        if !known.contains(&name) {
            self.fail("A2:6.2.6", format!("the rendering intent `{}` does not exist", shown(name)));
        }
    }
}
