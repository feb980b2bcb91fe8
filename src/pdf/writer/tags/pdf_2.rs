//! What the structure of a PDF 2.0 file has over that of PDF 1.7 (ISO 32000-2, 14.8; ISO 14289-2): captions inside
//! their figures, types of its own, and references between elements.

use super::marked_content::tag;
use crate::document::model::{Document, Element, Kid, Role, Target};

/// The name of the namespace of the structure types of PDF 2.0 (ISO 32000-2, 14.8.6.2).
pub(super) const NAMESPACE: &str = "http://iso.org/pdf2/ssn";

/// The structure type of a role, and whether it is that of the namespace of PDF 2.0. The root is, so that it is the
/// namespace of the document; types without a namespace are those of PDF 1.7.
pub(super) fn type_of(role: &Role) -> (&'static str, bool) {
    match role {
        Role::Document => ("Document", true),
        Role::Title => ("Title", true),
        Role::Note => ("FENote", true),
        Role::Emphasis => ("Em", true),
        Role::Strong => ("Strong", true),
        other => (tag(other), false),
    }
}

/// The elements with each caption as the first child of what is beside it: a figure, or the list or table that a drawing is
/// tagged as (ISO 14289-2, 8.2.5.27).
pub(super) fn elements(document: &Document) -> Vec<Element> {
    let mut elements = document.elements.clone();
    for index in 0..elements.len() {
        if elements[index].role != Role::Div {
            continue;
        }
        let child =
            |is: fn(&Role) -> bool| elements[index].child_elements().find(|kid| is(&elements[*kid].role));
        let caption = child(|role| *role == Role::Caption);
        let figure = child(|role| matches!(role, Role::Figure { .. } | Role::List { .. } | Role::Table));
        if let (Some(caption), Some(figure)) = (caption, figure) {
            elements[index].kids.retain(|kid| *kid != Kid::Element(caption));
            elements[figure].kids.insert(0, Kid::Element(caption));
            elements[caption].parent = Some(figure);
        }
    }
    elements
}

/// For each element the elements that it refers to: an entry of the table of contents to its heading, figure or
/// table, a note to its mark and the mark to its note (ISO 14289-2, 8.2.5.8 and 8.2.5.14).
pub(super) fn references(document: &Document, elements: &[Element]) -> Vec<Vec<usize>> {
    let mut references = vec![Vec::new(); elements.len()];
    for link in document.pages.iter().flat_map(|page| &page.links) {
        let Target::Page { element: target, .. } = link.target else { continue };
        let mut above = elements.get(link.element).and_then(|element| element.parent);
        while let Some(index) = above {
            if elements[index].role == Role::ContentsItem && !references[index].contains(&target) {
                references[index].push(target);
            }
            above = elements[index].parent;
        }
        if elements.get(target).is_some_and(|target| target.role == Role::Note) {
            references[target].push(link.element);
            references[link.element].push(target);
        }
    }
    references
}
