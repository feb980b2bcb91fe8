//! Writes the content stream of one page, independently of all other pages.

use super::graphics_state::GraphicsState;
use crate::document::model::{Element, Mark, Page};
use crate::pdf::writer::fonts::Embedded;
use crate::pdf::writer::tags::marked_content::tag;
use crate::scene::item::Item;

/// The content stream of a page. Marked-content identifiers count from 0 in content order.
pub(super) fn page_content(page: &Page, elements: &[Element], fonts: &Embedded) -> Vec<u8> {
    let mut state = GraphicsState::new(page.size.height, fonts);
    let mut numbers = 0..;
    for content in &page.content {
        // Marked content and text objects must nest. Content that is text only stays inside one text object, so
        // that table cells do not each need their own.
        let is_text = content.items.iter().all(|item| matches!(item, Item::Text(_)));
        if is_text {
            state.begin_text();
        } else {
            state.end_text();
        }
        match content.mark {
            Mark::Element(element) => {
                let tag = elements.get(element).map_or("Span", |element| tag(&element.role));
                state.out.begin_marked(tag, numbers.next().unwrap_or_default());
            }
            Mark::Layout => state.out.begin_artifact("Layout", None),
            Mark::Header => state.out.begin_artifact("Pagination", Some("Header")),
            Mark::Footer => state.out.begin_artifact("Pagination", Some("Footer")),
        }
        state.origin = content.origin;
        content.items.iter().for_each(|item| paint(&mut state, item));
        if !is_text {
            state.end_text();
        }
        state.out.end_marked();
    }
    state.end_text();
    state.out.finish()
}

fn paint(state: &mut GraphicsState<'_>, item: &Item) {
    match item {
        Item::Rect { rect, fill } => state.rect(*rect, *fill),
        Item::Path { steps, fill, stroke } => state.path(steps, *fill, stroke.as_ref()),
        Item::Text(run) => state.text(run),
    }
}
