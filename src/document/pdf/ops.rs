//! From placed items to page operators: marks, colours and places. Each page is made without regard to any other.
//!
//! Every number lies on a grid of 1/100 pt: a twelfth of a dot at 600 dpi, and short to write.

use super::fonts::Embedded;
use super::operators::{Operators, Place};
use super::show::Row;
use super::structure::tag;
use crate::document::page::{Element, Mark, Page};
use crate::scene::item::Item;
use crate::theme::fonts::FaceId;
use crate::units::{Color, Point};

/// Grid lines a point.
const GRID: f32 = 100.0;

/// The content stream of a page. Marked content counts up from 0 in the order of the page's contents.
pub(super) fn page_content(page: &Page, elements: &[Element], fonts: &Embedded) -> Vec<u8> {
    let mut painter = Painter { height: page.size.height, ..Painter::new(fonts) };
    let mut numbers = 0..;
    for content in &page.content {
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
        content.items.iter().for_each(|item| painter.item(item));
        painter.end_text();
        painter.out.end_marked();
    }
    painter.out.finish()
}

/// The number of each content among the marked contents of its page; `None` for decoration.
pub(super) fn mark_numbers(page: &Page) -> Vec<Option<i64>> {
    let mut numbers = 0..;
    page.content
        .iter()
        .map(|content| if matches!(content.mark, Mark::Element(_)) { numbers.next() } else { None })
        .collect()
}

/// A length on the grid, as short as it can be written.
pub(super) fn rounded(points: f32) -> f32 {
    steps(points) as f32 / GRID
}

/// A length in steps of the grid; so limited that two of them can be added.
pub(super) fn steps(points: f32) -> i32 {
    (points * GRID).round().clamp(-1e9, 1e9) as i32
}

/// The page so far, and what the reader's graphics state is at its end: only changes are written.
///
/// The state outlives marked content because nothing here saves or restores it.
pub(super) struct Painter<'a> {
    pub(super) fonts: &'a Embedded,
    height: f32,
    origin: Point,
    pub(super) out: Operators,
    fill: Option<Color>,
    /// Colour, width and dashes of lines, the lengths in grid steps.
    pub(super) line: Option<Color>,
    pub(super) width: Option<i32>,
    pub(super) dash: Option<(i32, i32)>,
    /// Its size in thousandths of a point.
    pub(super) font: Option<(FaceId, i32)>,
    /// Inside a text object: where its last line starts, in grid steps.
    pub(super) text: Option<Place>,
    /// What is to be shown next.
    pub(super) row: Row,
}

impl<'a> Painter<'a> {
    fn new(fonts: &'a Embedded) -> Self {
        Self {
            fonts,
            height: 0.0,
            origin: Point::default(),
            out: Operators::default(),
            fill: None,
            line: None,
            width: None,
            dash: None,
            font: None,
            text: None,
            row: Row::default(),
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect { rect, fill } => self.rect(*rect, *fill),
            Item::Path { steps, fill, stroke } => self.path(steps, *fill, stroke.as_ref()),
            Item::Text(run) => self.text(run),
        }
    }

    /// A point of the content in grid steps, y upwards.
    pub(super) fn place(&self, point: Point) -> Place {
        let point = point.moved(self.origin);
        (steps(point.x), steps(self.height - point.y))
    }

    pub(super) fn set_fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.out.fill_color(color);
        }
    }

    pub(super) fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.end_text();
        }
    }
}
