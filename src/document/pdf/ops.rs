//! From placed items to page operators. Each page is made without regard to any other, so pages may be made in any order.
//!
//! Every number lies on a grid of 1/100 pt: a thirtieth of what a 600 dpi printer can show, and short to write.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color as PdfColor, DictItem, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle,
    Point as PdfPoint, Polygon, PolygonRing, Pt, Rect as PdfRect, Rgb, TextItem, WindingOrder,
};

use super::fonts::{Code, Embedded};
use super::objects::utf16;
use super::structure::tag;
use super::text::{Cluster, clusters, wants_space};
use crate::document::page::{Element, Mark, Page};
use crate::scene::item::{Item, PathStep, Stroke, TextRun};
use crate::text::shape::GlyphRun;
use crate::theme::fonts::{FaceId, Style};
use crate::units::{Color, Point, Rect};

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

fn steps(points: f32) -> i32 {
    (points * GRID).round() as i32
}

fn on_grid(steps: i32) -> Pt {
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

/// A passage that reads as `text`, whatever its glyphs say (ISO 32000-1, 14.9.4).
fn reading_as(text: &str) -> Op {
    properties("Span", [("ActualText", DictItem::Bytes(utf16(text)))])
}

fn properties(tag: &str, entries: impl IntoIterator<Item = (&'static str, DictItem)>) -> Op {
    let map: BTreeMap<String, DictItem> =
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.into(), properties: DictItem::Dict { map } }
}

/// The page so far, and what the reader's graphics state is at its end: only changes are written.
///
/// The state outlives marked content because nothing here saves or restores it.
struct Painter<'a> {
    fonts: &'a Embedded,
    height: f32,
    origin: Point,
    ops: Vec<Op>,
    fill: Option<Color>,
    line: Option<Color>,
    width: Option<i32>,
    dash: Option<(i32, i32)>,
    font: Option<(FaceId, f32)>,
    /// Inside a text object: where its last line starts, in grid steps.
    text: Option<(i32, i32)>,
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
    fn place(&self, point: Point) -> (i32, i32) {
        let point = point.moved(self.origin);
        (steps(point.x), steps(self.height - point.y))
    }

    fn set_fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    /// Rounds the edges, not the extent: bars that touch go on touching. What is drawn at all stays visible.
    fn rect(&mut self, rect: Rect, fill: Color) {
        if rect.width <= 0.0 || rect.height <= 0.0 {
            return;
        }
        self.end_text();
        self.set_fill(fill);
        let (left, bottom) = self.place(Point::new(rect.x, rect.bottom()));
        let (right, top) = self.place(Point::new(rect.right(), rect.y));
        self.ops.push(Op::DrawRectangle {
            rectangle: PdfRect {
                x: on_grid(left),
                y: on_grid(bottom),
                width: on_grid((right - left).max(1)),
                height: on_grid((top - bottom).max(1)),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            },
        });
    }

    fn path(&mut self, steps: &[PathStep], fill: Option<Color>, stroke: Option<&Stroke>) {
        let stroke = stroke.filter(|stroke| stroke.width > 0.0);
        let contours = self.contours(steps);
        if contours.is_empty() {
            return;
        }
        self.end_text();
        if let Some(color) = fill {
            self.set_fill(color);
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
        }
        match (fill, stroke) {
            (Some(_), Some(_)) if contours.iter().all(|contour| contour.is_closed) && contours.len() == 1 => {
                self.polygon(contours, PaintMode::FillStroke);
            }
            (Some(_), Some(_)) => {
                self.polygon(contours.clone(), PaintMode::Fill);
                self.lines(contours);
            }
            (Some(_), None) => self.polygon(contours, PaintMode::Fill),
            (None, Some(_)) => self.lines(contours),
            (None, None) => {}
        }
    }

    fn polygon(&mut self, contours: Vec<Line>, mode: PaintMode) {
        let rings = contours.into_iter().map(|contour| PolygonRing { points: contour.points }).collect();
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn lines(&mut self, contours: Vec<Line>) {
        self.ops.extend(contours.into_iter().map(|line| Op::DrawLine { line }));
    }

    fn contours(&self, steps: &[PathStep]) -> Vec<Line> {
        let mut contours: Vec<Line> = Vec::new();
        for step in steps {
            let (points, closed): (&[Point], bool) = match step {
                PathStep::Move(p) => {
                    contours.push(Line { points: vec![self.knot(*p, false)], is_closed: false });
                    continue;
                }
                PathStep::Line(p) => (&[*p], false),
                PathStep::Curve(a, b, p) => (&[*a, *b, *p], false),
                PathStep::Close => (&[], true),
            };
            let Some(contour) = contours.last_mut() else { continue };
            contour.is_closed |= closed;
            let last = points.len().saturating_sub(1);
            contour.points.extend(points.iter().enumerate().map(|(i, p)| self.knot(*p, i != last)));
        }
        contours.retain(|contour| contour.points.len() > 1);
        contours
    }

    fn knot(&self, point: Point, control: bool) -> LinePoint {
        LinePoint { p: at(self.place(point)), bezier: control }
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        if self.line.replace(stroke.color) != Some(stroke.color) {
            self.ops.push(Op::SetOutlineColor { col: rgb(stroke.color) });
        }
        let width = steps(stroke.width).max(1);
        if self.width.replace(width) != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: on_grid(width) });
        }
        let dash =
            stroke.dash.map(|(dash, gap)| (steps(dash), steps(gap))).filter(|(dash, gap)| dash + gap > 0);
        if self.dash != dash {
            self.dash = dash;
            let pattern = dash.map(|(dash, gap)| [on_grid(dash).0, on_grid(gap).0]);
            let pattern = pattern.as_ref().map_or(&[][..], |pattern| pattern);
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, pattern) });
        }
    }

    fn text(&mut self, run: &TextRun) {
        if run.shaped.runs.is_empty() {
            return;
        }
        self.set_fill(run.color);
        if self.text.is_none() {
            self.ops.push(Op::StartTextSection);
            self.text = Some((0, 0));
        }
        let mut row = Row::default();
        for (index, glyphs) in run.shaped.runs.iter().enumerate() {
            self.glyphs(&mut row, run, index, glyphs);
        }
        if wants_space(run) {
            self.space(&mut row, run.size);
        }
        self.show(&mut row);
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn set_font(&mut self, face: FaceId, size: f32) {
        let size = (size * 1000.0).round() / 1000.0;
        if self.font.replace((face, size)) != Some((face, size))
            && let Some(id) = self.fonts.id(face)
        {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(size) });
        }
    }

    /// Moves to the start of a run. Each move counts from the one before, so it is worked out on the grid.
    fn move_to(&mut self, point: Point) {
        let (x, y) = self.place(point);
        let (from_x, from_y) = self.text.replace((x, y)).unwrap_or_default();
        self.ops.push(Op::SetTextCursor { pos: at((x - from_x, y - from_y)) });
    }

    fn glyphs(&mut self, row: &mut Row, run: &TextRun, index: usize, glyphs: &GlyphRun) {
        let Some(first) = glyphs.glyphs.first() else { return };
        self.show(row);
        self.set_font(glyphs.face, run.size);
        self.move_to(run.at.moved(Point::new(first.x * run.size, 0.0)));
        row.pen = first.x * 1000.0;
        for cluster in clusters(run, index) {
            if cluster.is_plain() {
                self.cluster(row, glyphs.face, &cluster, run.size);
            } else {
                self.show(row);
                self.ops.push(reading_as(&cluster.text));
                self.cluster(row, glyphs.face, &cluster, run.size);
                self.show(row);
                self.ops.push(Op::EndMarkedContent);
            }
        }
    }

    fn cluster(&mut self, row: &mut Row, face: FaceId, cluster: &Cluster<'_>, size: f32) {
        for (glyph, text) in cluster.parts() {
            let Some(code) = self.fonts.code(face, glyph.id, text) else { continue };
            let rise = rounded(glyph.y * size);
            if rise != 0.0 {
                self.show(row);
                self.ops.push(Op::SetLineOffset { multiplier: rise });
            }
            row.push(glyph.x * 1000.0, code, text);
            if rise != 0.0 {
                self.show(row);
                self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
            }
        }
    }

    /// A space after the run: without it, readers run the words together wherever the next run stands.
    fn space(&mut self, row: &mut Row, size: f32) {
        let current = self.font.map_or(FaceId(Style::Regular as u8), |(face, _)| face);
        let Some((face, code)) = self.fonts.space(current) else { return };
        if face != current {
            self.show(row);
            self.set_font(face, size);
        }
        row.push(row.pen, code, " ");
    }

    fn show(&mut self, row: &mut Row) {
        if row.items.iter().any(|item| !matches!(item, TextItem::Offset(_))) {
            self.ops.push(Op::ShowText { items: std::mem::take(&mut row.items) });
        }
    }
}

/// Glyphs in a row that are not yet shown.
#[derive(Default)]
struct Row {
    items: Vec<TextItem>,
    /// Where the reader's pen stands after them by the widths that the file gives, in thousandths of an em.
    pen: f32,
}

impl Row {
    /// Adds a glyph at `x`. The way from the pen to `x` is rounded, but never adds up: the pen moves by what is written.
    fn push(&mut self, x: f32, code: Code, text: &str) {
        let back = (self.pen - x).round();
        if back != 0.0 {
            self.items.push(TextItem::Offset(back));
        }
        self.pen += code.width as f32 - back;
        match (code.is_character, self.items.last_mut()) {
            (true, Some(TextItem::Text(shown))) => shown.push_str(text),
            (true, _) => self.items.push(TextItem::Text(text.to_owned())),
            (false, _) => {
                let glyph = Codepoint { gid: code.code, offset: 0.0, cid: Some(text.to_owned()) };
                self.items.push(TextItem::GlyphIds(vec![glyph]));
            }
        }
    }
}

fn at((x, y): (i32, i32)) -> PdfPoint {
    PdfPoint { x: on_grid(x), y: on_grid(y) }
}

/// Three decimals are finer than the 255 levels of a channel.
fn rgb(color: Color) -> PdfColor {
    let level = |channel: u8| (f32::from(channel) / 0.255).round() / 1000.0;
    PdfColor::Rgb(Rgb { r: level(color.r), g: level(color.g), b: level(color.b), icc_profile: None })
}
