//! From placed items to page operators. Each page is made without regard to any other.

use super::graphics_state::GraphicsState;
use crate::document::model::{Element, Mark, Page};
use crate::pdf::writer::fonts::Embedded;
use crate::pdf::writer::tags::marked_content::tag;
use crate::scene::item::Item;

/// The content stream of a page. Marked content counts up from 0 in the order of the page's contents.
pub(super) fn page_content(page: &Page, elements: &[Element], fonts: &Embedded) -> Vec<u8> {
    let mut painter = GraphicsState::new(page.size.height, fonts);
    let mut numbers = 0..;
    for content in &page.content {
        // A mark that is set inside a text object has to end inside it: then there is no need to end the text between two
        // cells of a table.
        let is_text = content.items.iter().all(|item| matches!(item, Item::Text(_)));
        if is_text {
            painter.begin_text();
        } else {
            painter.end_text();
        }
        match content.mark {
            Mark::Element(element) => {
                let tag = elements.get(element).map_or("Span", |element| tag(&element.role));
                painter.out.begin_marked(tag, numbers.next().unwrap_or_default());
            }
            Mark::Layout => painter.out.begin_artifact("Layout", None),
            Mark::Header => painter.out.begin_artifact("Pagination", Some("Header")),
            Mark::Footer => painter.out.begin_artifact("Pagination", Some("Footer")),
        }
        painter.origin = content.origin;
        content.items.iter().for_each(|item| paint(&mut painter, item));
        if !is_text {
            painter.end_text();
        }
        painter.out.end_marked();
    }
    painter.end_text();
    painter.out.finish()
}

fn paint(painter: &mut GraphicsState<'_>, item: &Item) {
    match item {
        Item::Rect { rect, fill } => painter.rect(*rect, *fill),
        Item::Path { steps, fill, stroke } => painter.path(steps, *fill, stroke.as_ref()),
        Item::Text(run) => painter.text(run),
    }
}
