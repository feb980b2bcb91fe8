//! What PDF/UA-2 asks of the structure over PDF/UA-1 (ISO 14289-2, 8.2.5 and 8.8): the namespace of the document,
//! captions inside what they describe, references of entries and notes, and destinations that are elements.

use super::{Kid, Tree, outline};
use crate::pdf::check::reader::{File, address, dict_of};
use crate::pdf::check::report::Report;
use lopdf::Dictionary;
use std::collections::HashSet;

/// The namespace of the structure types of PDF 2.0.
pub(super) const NAMESPACE: &str = "http://iso.org/pdf2/ssn";

/// The structure types that only this namespace has (ISO 32000-2, 14.8.4).
pub(super) fn is_newer(name: &[u8]) -> bool {
    matches!(
        name,
        b"DocumentFragment" | b"Aside" | b"Title" | b"FENote" | b"Sub" | b"Em" | b"Strong" | b"Artifact"
    )
}

/// Whether an element is in the namespace of PDF 2.0.
pub(super) fn is_in_namespace(file: &File, element: &Dictionary) -> bool {
    let namespace = file.dict(element, "NS").and_then(|namespace| file.text(namespace, "NS"));
    namespace.is_some_and(|name| name == NAMESPACE)
}

pub(crate) fn check<'f>(file: &'f File, tree: &Tree<'f>, report: &mut Report) {
    let known: HashSet<usize> = tree.elements.iter().map(|element| address(element.dict)).collect();
    if tree.elements.first().is_some_and(|root| !is_in_namespace(file, root.dict)) {
        report.fail("UA2:8.2.5.2", None, "the root element is not in the namespace of PDF 2.0 (NS)");
    }
    for element in &tree.elements {
        let fail = |report: &mut Report, condition: &'static str, message: &str| {
            report.fail(condition, element.page, message);
        };
        let refers = file.one_or_many(element.dict, "Ref");
        let is_known = |object: &lopdf::Object| {
            file.resolve(object).and_then(dict_of).is_some_and(|target| known.contains(&address(target)))
        };
        let has_reference = !refers.is_empty() && refers.iter().all(is_known);
        match element.kind {
            b"TOCI" if !has_reference => {
                fail(report, "UA2:8.2.5.8", "an entry of the table of contents refers to no element (Ref)");
            }
            b"Note" => fail(report, "UA2:8.2.5.14", "a note is a Note, not an FENote"),
            b"FENote" if !has_reference => {
                fail(report, "UA2:8.2.5.14", "a note does not refer to its mark (Ref)");
            }
            b"Caption" => {
                let parent = element.parent.and_then(|parent| tree.elements.get(parent));
                let place = parent.and_then(|parent| {
                    let is_this = |kid: &Kid| match kid {
                        Kid::Element(kid) => address(tree.elements[*kid].dict) == address(element.dict),
                        Kid::Mark(..) | Kid::Object(_) => false,
                    };
                    Some((parent.kids.iter().position(is_this)?, parent.kids.len()))
                });
                if place.is_none_or(|(at, count)| at != 0 && at + 1 != count) {
                    fail(report, "UA2:8.2.5.27", "a caption is neither the first nor the last child");
                }
                if parent.is_some_and(|parent| matches!(parent.kind, b"Document" | b"Div" | b"Sect")) {
                    fail(report, "UA2:8.2.5.27", "a caption is not inside what it describes");
                }
            }
            _ => {}
        }
    }
    links(file, &known, report);
}

/// Links and bookmarks within the file point to elements.
fn links(file: &File, known: &HashSet<usize>, report: &mut Report) {
    let points_to_element = |from: &Dictionary| {
        let target = file.dict(from, "A").map(|action| file.array(action, "SD"));
        let target = target.and_then(|target| target.first()).and_then(|first| file.resolve(first));
        target.and_then(dict_of).is_some_and(|target| known.contains(&address(target)))
    };
    for (id, number) in file.pages.iter().zip(1..) {
        for object in file.array(file.page(*id), "Annots") {
            let Some(link) = file.resolve(object).and_then(dict_of) else { continue };
            if outline::target(file, link).is_some() && !points_to_element(link) {
                report.fail("UA2:8.8", Some(number), "a link does not point to an element (SD)");
            }
        }
    }
    for entry in outline::entries(file) {
        if outline::target(file, entry).is_some() && !points_to_element(entry) {
            report.fail("UA2:8.8", None, "a bookmark does not point to an element (SD)");
        }
    }
}
