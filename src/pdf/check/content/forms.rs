//! Content in separate streams: form XObjects, patterns, Type 3 glyphs and annotation appearances.

use super::{Interpreter, MarkKind, StreamState};
use crate::pdf::check::reader::address;
use lopdf::{Dictionary, Object, ObjectId, Stream};

/// How a form XObject was drawn so far: inside marked content, outside of it; and whether it contains tagged
/// content.
#[derive(Default)]
pub(super) struct Form {
    pub(super) inside: bool,
    pub(super) outside: bool,
    pub(super) is_tagged: bool,
}

impl<'f> Interpreter<'_, 'f> {
    /// Interprets the appearance of an annotation: a form XObject, or one for each state.
    pub(super) fn appearance(&mut self, appearance: Option<&'f Object>, depth: usize) {
        match appearance {
            Some(Object::Stream(stream)) => self.interpret_unmarked(stream, None, 1),
            Some(Object::Dictionary(states)) if depth == 0 => {
                for (_, state) in states {
                    self.appearance(self.file.resolve(state), 1);
                }
            }
            _ => {}
        }
    }

    /// Interprets a stream whose content need not be marked, for its colours and fonts only.
    pub(super) fn interpret_unmarked(
        &mut self,
        stream: &'f Stream,
        resources: Option<&'f Dictionary>,
        depth: usize,
    ) {
        if !self.visited_unmarked.insert(address(&stream.dict)) {
            return;
        }
        let own = self.file.dict(&stream.dict, "Resources").or(resources);
        let Some(content) = self.file.unpacked(stream) else {
            self.fail("A2:6.2.2", "a content stream cannot be decompressed");
            return;
        };
        self.run(&content, StreamState::new(own.unwrap_or(&stream.dict), (0, 0), depth, false));
    }

    pub(super) fn draw_object(&mut self, operands: &[Object], stream_state: &mut StreamState<'f>) {
        let found = self.resource(stream_state, "XObject", operands.first());
        let object = found.and_then(|object| self.file.resolve(object)?.as_stream().ok());
        let (Some(found), Some(stream)) = (found, object) else {
            self.missing("XObject", operands.first());
            return;
        };
        match self.file.name(&stream.dict, "Subtype") {
            Some(b"Image") => {
                self.record_drawing(stream_state);
                self.image(&stream.dict, stream_state);
            }
            Some(b"Form") => match found.as_reference() {
                Ok(id) if stream_state.must_be_marked => self.form(id, stream, stream_state),
                _ => self.interpret_unmarked(stream, Some(stream_state.resources), stream_state.depth + 1),
            },
            _ => {}
        }
    }

    /// Interprets a form XObject: once for uses inside marked content, and once for uses outside, where its own
    /// content must be marked.
    pub(super) fn form(&mut self, id: ObjectId, stream: &'f Stream, stream_state: &StreamState<'f>) {
        let is_marked = self.marks.iter().any(|mark| mark.kind != MarkKind::Other);
        let form = self.forms.entry(id).or_default();
        let (was_drawn, is_tagged) = (form.inside || form.outside, form.is_tagged);
        let place = if is_marked { &mut form.inside } else { &mut form.outside };
        let is_new = !std::mem::replace(place, true);
        if was_drawn && is_tagged {
            self.fail(
                "30-002",
                format!("form XObject {} contains tagged content and is drawn more than once", id.0),
            );
        }
        if !is_new || (was_drawn && is_tagged) {
            return;
        }
        if !stream.dict.has(b"Resources") {
            self.fail("A2:6.2.2", format!("form XObject {} has no resources of its own", id.0));
        }
        let Some(content) = self.file.unpacked(stream) else {
            self.fail("A2:6.2.2", format!("form XObject {} cannot be decompressed", id.0));
            return;
        };
        if let Some(group) = self.file.dict(&stream.dict, "Group") {
            self.use_space_of(group, stream_state);
        }
        let before = self.usage.marks.len();
        let resources = self.file.dict(&stream.dict, "Resources").unwrap_or(stream_state.resources);
        let mut inner = StreamState::new(resources, id, stream_state.depth + 1, true);
        inner.state = stream_state.state;
        self.run(&content, inner);
        let holds_marks = self.usage.marks.len() > before;
        if let Some(form) = self.forms.get_mut(&id) {
            form.is_tagged |= holds_marks;
        }
    }
}
