//! Content in streams of its own: forms, patterns, glyphs that are drawings, and what annotations look like.

use super::{MarkKind, Passage, Reader};
use crate::pdf::check::reader::address;
use lopdf::{Dictionary, Object, ObjectId, Stream};

/// What has become of a form that was drawn.
#[derive(Default)]
pub(super) struct Form {
    pub(super) inside: bool,
    pub(super) loose: bool,
    pub(super) is_tagged: bool,
}

impl<'f> Reader<'_, 'f> {
    /// Follows what an annotation looks like: a form, or one for each of its states.
    pub(super) fn look(&mut self, look: Option<&'f Object>, depth: usize) {
        match look {
            Some(Object::Stream(stream)) => self.aside(stream, None, 1),
            Some(Object::Dictionary(states)) if depth == 0 => {
                for (_, state) in states {
                    self.look(self.file.resolve(state), 1);
                }
            }
            _ => {}
        }
    }

    /// Follows a stream for its colours and fonts alone.
    pub(super) fn aside(&mut self, stream: &'f Stream, resources: Option<&'f Dictionary>, depth: usize) {
        if !self.asides.insert(address(&stream.dict)) {
            return;
        }
        let own = self.file.dict(&stream.dict, "Resources").or(resources);
        let Some(content) = self.file.unpacked(stream) else {
            self.fail("A2:6.2.2", "a content stream cannot be unpacked");
            return;
        };
        self.run(&content, Passage::new(own.unwrap_or(&stream.dict), (0, 0), depth, false));
    }

    pub(super) fn draw_object(&mut self, operands: &[Object], passage: &mut Passage<'f>) {
        let found = self.resource(passage, "XObject", operands.first());
        let object = found.and_then(|object| self.file.resolve(object)?.as_stream().ok());
        let (Some(found), Some(stream)) = (found, object) else {
            self.missing("XObject", operands.first());
            return;
        };
        match self.file.name(&stream.dict, "Subtype") {
            Some(b"Image") => {
                self.drawn(passage);
                self.image(&stream.dict, passage);
            }
            Some(b"Form") => match found.as_reference() {
                Ok(id) if passage.is_page => self.form(id, stream, passage),
                _ => self.aside(stream, Some(passage.resources), passage.depth + 1),
            },
            _ => {}
        }
    }

    /// Follows a form: once inside marked content, and once outside, where its own content has to be marked.
    pub(super) fn form(&mut self, id: ObjectId, stream: &'f Stream, passage: &Passage<'f>) {
        let is_marked = self.marks.iter().any(|mark| mark.kind != MarkKind::Other);
        let form = self.forms.entry(id).or_default();
        let (was_drawn, is_tagged) = (form.inside || form.loose, form.is_tagged);
        let place = if is_marked { &mut form.inside } else { &mut form.loose };
        let is_new = !std::mem::replace(place, true);
        if was_drawn && is_tagged {
            self.fail("30-002", format!("form {} holds tagged content and is drawn more than once", id.0));
        }
        if !is_new || (was_drawn && is_tagged) {
            return;
        }
        if !stream.dict.has(b"Resources") {
            self.fail("A2:6.2.2", format!("form {} has no resources of its own", id.0));
        }
        let Some(content) = self.file.unpacked(stream) else {
            self.fail("A2:6.2.2", format!("form {} cannot be unpacked", id.0));
            return;
        };
        if let Some(group) = self.file.dict(&stream.dict, "Group") {
            self.use_space_of(group, passage);
        }
        let before = self.seen.marks.len();
        let resources = self.file.dict(&stream.dict, "Resources").unwrap_or(passage.resources);
        let mut inner = Passage::new(resources, id, passage.depth + 1, true);
        inner.state = passage.state;
        self.run(&content, inner);
        let holds_marks = self.seen.marks.len() > before;
        if let Some(form) = self.forms.get_mut(&id) {
            form.is_tagged |= holds_marks;
        }
    }
}
