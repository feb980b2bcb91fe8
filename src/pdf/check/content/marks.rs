//! Marked content: artifacts, tagged content, and content that is neither.

use super::{Interpreter, StreamState, resource};
use crate::pdf::check::reader::{decoded, dict_of, is_language};
use lopdf::{Object, ObjectId};

/// An open marked-content sequence.
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) has_language: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Artifact,
    Tagged(ObjectId, i64),
    Other,
}

impl<'f> Interpreter<'_, 'f> {
    /// Opens marked content.
    pub(super) fn open(&mut self, operands: &[Object], stream_state: &StreamState<'f>) {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Dictionary(dict)) => Some(dict),
            Some(Object::Name(name)) => resource(self.file, stream_state.resources, "Properties", name)
                .and_then(|object| dict_of(self.file.resolve(object)?)),
            _ => None,
        };
        let entry = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        let language = entry(b"Lang").and_then(|lang| lang.as_str().ok()).map(decoded);
        let has_language = language.is_some_and(|language| is_language(&language));
        let mark = entry(b"MCID").and_then(|mark| mark.as_i64().ok());
        let has_text = [&b"ActualText"[..], b"Alt", b"E"].iter().any(|key| entry(key).is_some());
        let in_artifact = self.marks.iter().any(|mark| mark.kind == MarkKind::Artifact);
        let in_tagged = self.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Tagged(..)));
        let kind = match mark {
            _ if tag == b"Artifact" => {
                if in_tagged && stream_state.must_be_marked {
                    self.fail("01-003", "an artifact is inside tagged content");
                }
                MarkKind::Artifact
            }
            Some(number) => {
                if in_artifact && stream_state.must_be_marked {
                    self.fail("01-004", format!("the tagged content {number} is inside an artifact"));
                }
                if self.usage.marks.insert((stream_state.container, number), self.page).is_some() {
                    self.fail("PDF:14.7.4", format!("the marked content {number} occurs twice on the page"));
                }
                MarkKind::Tagged(stream_state.container, number)
            }
            None => MarkKind::Other,
        };
        self.marks.push(Mark { kind, has_language });
        if has_text && !self.is_language_given() {
            self.fail("11-002", "a replacement text has no language");
        }
    }

    /// Whether the current content has a language.
    pub(super) fn is_language_given(&self) -> bool {
        let tagged = self.marks.iter().rev().find_map(|mark| match mark.kind {
            MarkKind::Tagged(container, number) => Some((container, number)),
            MarkKind::Artifact | MarkKind::Other => None,
        });
        self.has_language
            || self.marks.iter().any(|mark| mark.has_language)
            || tagged
                .and_then(|mark| self.tree.marks.get(&mark))
                .and_then(|owner| self.tree.elements.get(*owner))
                .is_some_and(|owner| owner.has_language)
    }

    /// Records that something is drawn, which must be tagged or an artifact.
    pub(super) fn record_drawing(&mut self, stream_state: &mut StreamState<'f>) {
        let is_marked = self.marks.iter().any(|mark| mark.kind != MarkKind::Other);
        if stream_state.must_be_marked
            && !is_marked
            && !std::mem::replace(&mut stream_state.has_untagged, true)
        {
            self.fail("01-005", "content is neither tagged nor an artifact");
        }
    }
}
