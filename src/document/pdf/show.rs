//! Text: fonts, places, and glyphs with exact distances.

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt, TextItem};

use super::fonts::Code;
use super::objects::utf16;
use super::ops::{Painter, at, properties, rounded};
use super::text::{Cluster, clusters, wants_space};
use crate::scene::item::TextRun;
use crate::text::shape::GlyphRun;
use crate::theme::fonts::{FaceId, Style};
use crate::units::Point;

/// A passage that reads as `text`, whatever its glyphs say (ISO 32000-1, 14.9.4).
fn reading_as(text: &str) -> Op {
    properties("Span", [("ActualText", DictItem::Bytes(utf16(text)))])
}

impl Painter<'_> {
    pub(super) fn text(&mut self, run: &TextRun) {
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
