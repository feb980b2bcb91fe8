//! Text: fonts, positions, and glyphs with exact spacing.

use super::graphics_state::GraphicsState;
use crate::pdf::writer::file::objects::utf16;
use crate::pdf::writer::fonts::clusters::{Cluster, clusters, wants_space};
use crate::pdf::writer::precision::steps;
use crate::scene::item::TextRun;
use crate::theme::fonts::{FaceId, Style};
use crate::typeset::shaping::GlyphRun;
use crate::units::Point;

impl GraphicsState<'_> {
    pub(super) fn text(&mut self, run: &TextRun) {
        if run.shaped.runs.is_empty() {
            return;
        }
        self.set_fill(run.color);
        self.begin_text();
        for (index, glyphs) in run.shaped.runs.iter().enumerate() {
            self.glyphs(run, index, glyphs);
        }
        if wants_space(run) {
            self.space(run.size);
        }
        self.show();
    }

    fn set_font(&mut self, face: FaceId, size: f32) {
        let size = (size * 1000.0).round() as i32;
        if self.font.replace((face, size)) != Some((face, size))
            && let Some(name) = self.fonts.name(face)
        {
            self.out.font(name, size);
        }
    }

    /// Moves to the start of a run. Moves are relative, so they are computed on the grid to avoid accumulating
    /// errors.
    fn move_to(&mut self, point: Point) {
        let (x, y) = self.position(point);
        let (from_x, from_y) = self.text.replace((x, y)).unwrap_or_default();
        self.out.next_line((x - from_x, y - from_y));
    }

    fn glyphs(&mut self, run: &TextRun, index: usize, glyphs: &GlyphRun) {
        let Some(first) = glyphs.glyphs.first() else { return };
        self.show();
        self.set_font(glyphs.face, run.size);
        self.move_to(run.at.moved(Point::new(first.x * run.size, 0.0)));
        self.pending.pen = first.x * 1000.0;
        for cluster in clusters(run, index) {
            if cluster.is_plain() {
                self.cluster(glyphs.face, &cluster, run.size);
            } else {
                self.show();
                self.out.begin_actual_text(&utf16(&cluster.text));
                self.cluster(glyphs.face, &cluster, run.size);
                self.show();
                self.out.end_marked();
            }
        }
    }

    fn cluster(&mut self, face: FaceId, cluster: &Cluster<'_>, size: f32) {
        for (glyph, text) in cluster.parts() {
            let Some(code) = self.fonts.code(face, glyph.id, text) else { continue };
            let rise = steps(glyph.y * size);
            if rise != 0 {
                self.show();
                self.out.rise(rise);
            }
            self.pending.push(glyph.x * 1000.0, code);
            if rise != 0 {
                self.show();
                self.out.rise(0);
            }
        }
    }

    /// Writes a space after the run: without it, text extraction joins its last word with the next one.
    fn space(&mut self, size: f32) {
        let current = self.font.map_or(FaceId(Style::Regular as u8), |(face, _)| face);
        let Some((face, code)) = self.fonts.space(current) else { return };
        if face != current {
            self.show();
            self.set_font(face, size);
        }
        self.pending.push(self.pending.pen, code);
    }

    fn show(&mut self) {
        self.out.show(&mut self.pending.row);
    }
}
