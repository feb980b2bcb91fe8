//! The bookmarks (document outline), nested like the headings.

use crate::document::model;
use crate::document::model::Bookmark;
use crate::pdf::writer::error::PdfError;
use crate::pdf::writer::file::objects::{go_to, text};
use lopdf::{Document, Object, ObjectId, dictionary};

/// Adds the bookmarks, if there are any, and asks viewers to show them. In PDF 2.0 they point to elements, whose ids
/// come with those of the pages.
///
/// # Errors
/// If the document has no catalog.
pub(crate) fn add(
    document: &model::Document,
    (pages, elements): (&[ObjectId], Option<&[ObjectId]>),
    pdf: &mut Document,
) -> Result<(), PdfError> {
    if document.outline.is_empty() {
        return Ok(());
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = document.outline.iter().map(|_| pdf.new_object_id()).collect();
    let hierarchy = hierarchy(&document.outline);
    for (index, bookmark) in document.outline.iter().enumerate() {
        let page = document.pages.get(bookmark.page).zip(pages.get(bookmark.page));
        let Some((page, page_id)) = page else { continue };
        let mut entry = dictionary! {
            "Title" => text(&bookmark.title),
            "Parent" => hierarchy.parent[index].map_or(root, |parent| ids[parent]),
        };
        let element = elements.and_then(|elements| elements.get(bookmark.element)).copied();
        go_to(*page_id, element, page.size.height - bookmark.y, &mut entry);
        let siblings = hierarchy.children(hierarchy.parent[index]);
        let place = siblings.partition_point(|sibling| *sibling < index);
        if let Some(before) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
            entry.set("Prev", ids[*before]);
        }
        if let Some(after) = siblings.get(place + 1) {
            entry.set("Next", ids[*after]);
        }
        let children = hierarchy.children(Some(index));
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            entry.set("First", ids[*first]);
            entry.set("Last", ids[*last]);
            // Negative: collapsed, with this many entries to show when expanded.
            entry.set("Count", -(children.len() as i64));
        }
        pdf.objects.insert(ids[index], entry.into());
    }
    let top = hierarchy.children(None);
    let mut outlines = dictionary! {"Type" => "Outlines", "Count" => top.len() as i64};
    if let (Some(first), Some(last)) = (top.first(), top.last()) {
        outlines.set("First", ids[*first]);
        outlines.set("Last", ids[*last]);
    }
    pdf.objects.insert(root, outlines.into());
    let catalog = pdf.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", Object::from("UseOutlines"));
    Ok(())
}

/// Parents and children of the bookmarks, by index.
struct Hierarchy {
    parent: Vec<Option<usize>>,
    top: Vec<usize>,
    children: Vec<Vec<usize>>,
}

impl Hierarchy {
    fn children(&self, parent: Option<usize>) -> &[usize] {
        parent.map_or(&self.top, |parent| &self.children[parent])
    }
}

fn hierarchy(outline: &[Bookmark]) -> Hierarchy {
    let mut hierarchy =
        Hierarchy { parent: Vec::new(), top: Vec::new(), children: vec![Vec::new(); outline.len()] };
    let mut above: Vec<usize> = Vec::new();
    for (index, bookmark) in outline.iter().enumerate() {
        above.truncate(usize::from(bookmark.level.saturating_sub(1)));
        let parent = above.last().copied();
        hierarchy.parent.push(parent);
        parent.map_or(&mut hierarchy.top, |parent| &mut hierarchy.children[parent]).push(index);
        above.push(index);
    }
    hierarchy
}
