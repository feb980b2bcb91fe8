//! Marked content: artifacts, tagged passages, and what is neither.

use super::{Passage, Reader, resource};
use crate::pdf::check::reader::{decoded, dict_of, is_language};
use lopdf::{Object, ObjectId};

/// A marked passage that is open.
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) speaks_language: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Artifact,
    Tagged(ObjectId, i64),
    Other,
}

impl<'f> Reader<'_, 'f> {
    /// Opens marked content.
    pub(super) fn open(&mut self, operands: &[Object], passage: &Passage<'f>) {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Dictionary(dict)) => Some(dict),
            Some(Object::Name(name)) => resource(self.file, passage.resources, "Properties", name)
                .and_then(|object| dict_of(self.file.resolve(object)?)),
            _ => None,
        };
        let entry = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        let language = entry(b"Lang").and_then(|lang| lang.as_str().ok()).map(decoded);
        let speaks_language = language.is_some_and(|language| is_language(&language));
        let mark = entry(b"MCID").and_then(|mark| mark.as_i64().ok());
        let has_text = [&b"ActualText"[..], b"Alt", b"E"].iter().any(|key| entry(key).is_some());
        let in_artifact = self.marks.iter().any(|mark| mark.kind == MarkKind::Artifact);
        let in_tagged = self.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Tagged(..)));
        let kind = match mark {
            _ if tag == b"Artifact" => {
                if in_tagged && passage.is_page {
                    self.fail("01-003", "an artifact stands inside tagged content");
                }
                MarkKind::Artifact
            }
            Some(number) => {
                if in_artifact && passage.is_page {
                    self.fail("01-004", format!("the tagged content {number} stands inside an artifact"));
                }
                if self.seen.marks.insert((passage.container, number), self.page).is_some() {
                    self.fail("PDF:14.7.4", format!("the marked content {number} stands on the page twice"));
                }
                MarkKind::Tagged(passage.container, number)
            }
            None => MarkKind::Other,
        };
        self.marks.push(Mark { kind, speaks_language });
        if has_text && !self.is_spoken() {
            self.fail("11-002", "the language of a text that stands for content is not known");
        }
    }

    /// Whether the language of the content at this place is known.
    pub(super) fn is_spoken(&self) -> bool {
        let tagged = self.marks.iter().rev().find_map(|mark| match mark.kind {
            MarkKind::Tagged(container, number) => Some((container, number)),
            MarkKind::Artifact | MarkKind::Other => None,
        });
        self.has_language
            || self.marks.iter().any(|mark| mark.speaks_language)
            || tagged
                .and_then(|mark| self.tree.marks.get(&mark))
                .and_then(|owner| self.tree.elements.get(*owner))
                .is_some_and(|owner| owner.has_language)
    }

    /// Notes that something is drawn, which has to be tagged or an artifact.
    pub(super) fn drawn(&mut self, passage: &mut Passage<'f>) {
        let is_marked = self.marks.iter().any(|mark| mark.kind != MarkKind::Other);
        if passage.is_page && !is_marked && !std::mem::replace(&mut passage.has_loose, true) {
            self.fail("01-005", "content is drawn that is neither tagged nor an artifact");
        }
    }
}
