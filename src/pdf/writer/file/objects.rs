//! Helpers that build PDF objects.

use crate::pdf::writer::precision::rounded;
use crate::units::Rect;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

/// A text string: ASCII as is, anything else as UTF-16BE with a byte order mark (ISO 32000-1, 7.9.2.2).
pub(crate) fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    Object::String(utf16(value), StringFormat::Literal)
}

/// UTF-16BE with a byte order mark.
pub(crate) fn utf16(value: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(value.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

/// A name object.
pub(crate) fn name(value: &str) -> Object {
    Object::Name(value.as_bytes().to_vec())
}

/// A length in points, rounded as in content streams.
pub(crate) fn number(points: f32) -> Object {
    Object::Real(rounded(points))
}

/// Sets the destination of a link or bookmark, `y` points above the lower edge of a page; the viewer keeps its zoom.
/// With an element it is a structure destination, as PDF/UA-2 requires (ISO 14289-2, 8.8), beside that on the page.
pub(crate) fn go_to(page: ObjectId, element: Option<ObjectId>, y: f32, entry: &mut Dictionary) {
    let at = |object: ObjectId| vec![object.into(), name("XYZ"), Object::Null, number(y), Object::Null];
    match element {
        None => entry.set("Dest", at(page)),
        Some(element) => {
            entry.set("A", dictionary! {"S" => "GoTo", "D" => at(page), "SD" => at(element)});
        }
    }
}

/// A rectangle as two opposite corners in PDF coordinates, on a page of this height.
pub(crate) fn corners(rect: Rect, page_height: f32) -> Object {
    let (bottom, top) = (page_height - rect.bottom(), page_height - rect.y);
    Object::Array(vec![number(rect.x), number(bottom), number(rect.right()), number(top)])
}

/// The ids of the page objects, in page order.
pub(crate) fn page_ids(pdf: &Document) -> Vec<ObjectId> {
    pdf.get_pages().into_values().collect()
}
