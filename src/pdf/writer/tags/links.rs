//! Link annotations.

use crate::document::model;
use crate::document::model::{Link, Target};
use crate::pdf::writer::file::objects::{corners, go_to, text};
use crate::pdf::writer::file::objects_text::write;
use crate::pdf::writer::file::xref::Serialised;
use lopdf::{Dictionary, Document, ObjectId, dictionary};

/// The link annotations of all pages: their ids by page, and the objects, serialised at once, since contents and tables have
/// thousands of them. They are indirect objects, so that structure elements can refer to them (Matterhorn 28-011).
/// In PDF 2.0 they point to elements, whose ids come with those of the pages.
pub(super) fn add(
    document: &model::Document,
    places: (&[ObjectId], Option<&[ObjectId]>),
    pdf: &mut Document,
) -> (Vec<Vec<ObjectId>>, Serialised) {
    let mut key = document.pages.len() as i64;
    let mut all = Vec::with_capacity(document.pages.len());
    let mut objects = Serialised::new();
    for page in &document.pages {
        let mut ids = Vec::with_capacity(page.links.len());
        for link in &page.links {
            let (id, mut bytes) = (pdf.new_object_id(), Vec::new());
            write(&annotation(link, key, page.size.height, document, places).into(), &mut bytes);
            objects.push((id.0, bytes));
            ids.push(id);
            key += 1;
        }
        all.push(ids);
    }
    (all, objects)
}

fn annotation(
    link: &Link,
    key: i64,
    height: f32,
    document: &model::Document,
    (pages, elements): (&[ObjectId], Option<&[ObjectId]>),
) -> Dictionary {
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => corners(link.rect, height),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed, not hidden (ISO 19005-2, 6.3.2).
        "F" => 4,
        "Contents" => text(&link.label),
        "StructParent" => key,
    };
    match &link.target {
        Target::Uri(uri) => {
            annotation
                .set("A", dictionary! {"Type" => "Action", "S" => "URI", "URI" => text(&ascii_uri(uri))});
        }
        Target::Page { page, y, element } => {
            if let (Some(id), Some(target)) = (pages.get(*page), document.pages.get(*page)) {
                let element = elements.and_then(|elements| elements.get(*element)).copied();
                go_to(*id, element, target.size.height - y, &mut annotation);
            }
        }
    }
    annotation
}

/// The URI in ASCII, as a URI action requires: other bytes are percent-encoded.
fn ascii_uri(uri: &str) -> String {
    uri.bytes()
        .map(|byte| match byte {
            b'!'..=b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
