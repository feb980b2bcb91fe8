//! Changes to parts: pieces of their text, or all of their bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::office::opened::Opened;
use crate::office::xml::escape;
use roxmltree::Node;

/// The changes to a package, by the paths of its parts.
#[derive(Debug, Default)]
pub(super) struct Edits {
    pieces: BTreeMap<String, Vec<(Range<usize>, String)>>,
    whole: BTreeMap<String, Vec<u8>>,
}

impl Edits {
    /// Puts other bytes into a part.
    pub(super) fn replace(&mut self, part: &str, bytes: Vec<u8>) {
        self.whole.insert(part.to_owned(), bytes);
    }

    /// Puts a piece of XML in the place of another.
    pub(super) fn put(&mut self, part: &str, place: Range<usize>, xml: String) {
        self.pieces.entry(part.to_owned()).or_default().push((place, xml));
    }

    /// Puts another text into an element that has one.
    pub(super) fn text(&mut self, part: &str, element: Node<'_, '_>, words: &str) {
        if let Some(text) = element.children().find(Node::is_text) {
            self.put(part, text.range(), escape(words));
        }
    }

    /// Puts another value into an attribute that is there.
    pub(super) fn attribute(&mut self, part: &str, element: Node<'_, '_>, name: &str, value: &str) {
        if let Some(attribute) = element.attribute_node(name) {
            self.put(part, attribute.range_value(), escape(value));
        }
    }

    /// The parts with all changes.
    pub(super) fn apply(mut self, package: &Opened) -> BTreeMap<String, Vec<u8>> {
        let mut parts = package.parts.clone();
        for (path, bytes) in self.whole {
            parts.insert(path, bytes);
        }
        for (path, pieces) in &mut self.pieces {
            let Some(part) = package.parts.get(path) else { continue };
            let text = String::from_utf8_lossy(part);
            let text = text.trim_start_matches('\u{feff}');
            pieces.sort_by_key(|(place, _)| place.start);
            let (mut made, mut at) = (String::with_capacity(text.len()), 0);
            for (place, xml) in pieces.iter() {
                made += text.get(at..place.start).unwrap_or_default();
                made += xml;
                at = place.end.max(at);
            }
            made += text.get(at..).unwrap_or_default();
            parts.insert(path.clone(), made.into_bytes());
        }
        parts
    }
}
