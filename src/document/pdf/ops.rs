//! From placed items to page operators: marks, colours and places. Each page is made without regard to any other.
//!
//! Every number lies on a grid of 1/100 pt: a twelfth of a dot at 600 dpi, and short to write.

use std::collections::BTreeMap;

use printpdf::{Color as PdfColor, DictItem, Op, Point as PdfPoint, Pt, Rgb};

use super::fonts::Embedded;
use super::structure::tag;
use crate::document::page::{Element, Mark, Page};
use crate::scene::item::Item;
use crate::theme::fonts::FaceId;
use crate::units::{Color, Point};

/// Grid lines a point.
const GRID: f32 = 100.0;

/// The operators of a page. Marked content counts up from 0 in the order of the page's contents.
pub(super) fn prepare_page(page: &Page, elements: &[Element], fonts: &Embedded) -> Vec<Op> {
    let mut painter = Painter { height: page.size.height, ..Painter::new(fonts) };
    let mut next = 0;
    for content in &page.content {
        painter.ops.push(match content.mark {
            Mark::Element(element) => {
                next += 1;
                marked(elements.get(element).map_or("Span", |element| tag(&element.role)), next - 1)
            }
            Mark::Layout => artifact("Layout", None),
            Mark::Header => artifact("Pagination", Some("Header")),
            Mark::Footer => artifact("Pagination", Some("Footer")),
        });
        painter.origin = content.origin;
        content.items.iter().for_each(|item| painter.item(item));
        painter.end_text();
        painter.ops.push(Op::EndMarkedContent);
    }
    painter.ops
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
    on_grid(steps(points)).0
}

/// A length in steps of the grid; so limited that two of them can be added.
pub(super) fn steps(points: f32) -> i32 {
    (points * GRID).round().clamp(-1e9, 1e9) as i32
}

/// The length of so many steps.
pub(super) fn on_grid(steps: i32) -> Pt {
    Pt(steps as f32 / GRID)
}

fn marked(tag: &str, id: i64) -> Op {
    properties(tag, [("MCID", DictItem::Int(id))])
}

fn artifact(kind: &str, subtype: Option<&str>) -> Op {
    let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
    let subtype = subtype.map(|subtype| ("Subtype", name(subtype)));
    properties("Artifact", [("Type", name(kind))].into_iter().chain(subtype))
}

/// The start of a marked passage with a property list.
pub(super) fn properties(tag: &str, entries: impl IntoIterator<Item = (&'static str, DictItem)>) -> Op {
    let map: BTreeMap<String, DictItem> =
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.into(), properties: DictItem::Dict { map } }
}

/// The page so far, and what the reader's graphics state is at its end: only changes are written.
///
/// The state outlives marked content because nothing here saves or restores it.
pub(super) struct Painter<'a> {
    pub(super) fonts: &'a Embedded,
    height: f32,
    origin: Point,
    pub(super) ops: Vec<Op>,
    fill: Option<Color>,
    /// Colour, width and dashes of lines, the lengths in grid steps.
    pub(super) line: Option<Color>,
    pub(super) width: Option<i32>,
    pub(super) dash: Option<(i32, i32)>,
    pub(super) font: Option<(FaceId, f32)>,
    /// Inside a text object: where its last line starts, in grid steps.
    pub(super) text: Option<(i32, i32)>,
}

impl<'a> Painter<'a> {
    fn new(fonts: &'a Embedded) -> Self {
        Self {
            fonts,
            height: 0.0,
            origin: Point::default(),
            ops: Vec::new(),
            fill: None,
            line: None,
            width: None,
            dash: None,
            font: None,
            text: None,
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
    pub(super) fn place(&self, point: Point) -> (i32, i32) {
        let point = point.moved(self.origin);
        (steps(point.x), steps(self.height - point.y))
    }

    pub(super) fn set_fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    pub(super) fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }
}

/// A place that is given in grid steps.
pub(super) fn at((x, y): (i32, i32)) -> PdfPoint {
    PdfPoint { x: on_grid(x), y: on_grid(y) }
}

/// Three decimals are finer than the 255 levels of a channel.
pub(super) fn rgb(color: Color) -> PdfColor {
    let level = |channel: u8| (f32::from(channel) / 0.255).round() / 1000.0;
    PdfColor::Rgb(Rgb { r: level(color.r), g: level(color.g), b: level(color.b), icc_profile: None })
}
