//! Text as pixels: each glyph is rasterised once at each of a few subpixel positions, then copied.
//!
//! Baselines are aligned to whole pixels, so that the letters of a line are equally sharp.

use std::collections::HashMap;
use std::sync::Arc;

use super::canvas::{Area, Canvas};
use super::coverage::{rasterise, to_pixel};
use crate::export::memo::Memo;
use crate::scene::item::TextRun;
use crate::theme::fonts::{FaceId, FontSet, Step};
use crate::units::Point;
use tiny_skia::PathBuilder;

/// Horizontal subpixel positions. The remaining error, at most a quarter of a pixel, is not visible in the space
/// between two letters; more positions cost time and, because fewer glyphs repeat, bytes.
const PHASES: i32 = 2;

/// A glyph's coverage; the area is relative to the glyph's origin.
#[derive(Debug)]
struct GlyphMask {
    area: Area,
    coverage: Vec<u8>,
}

/// A glyph of a face at a size in pixels, as the bits of an `f32`, at one of the subpixel positions.
type Key = (FaceId, u16, u32, i32);

/// Glyph cache of rasterised glyphs, shared by all threads; `None` for glyphs without an outline.
#[derive(Debug)]
pub struct GlyphCache<'a> {
    fonts: &'a FontSet<'a>,
    cached: Memo<Key, Option<Arc<GlyphMask>>>,
}

impl<'a> GlyphCache<'a> {
    /// An empty cache.
    pub fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, cached: Memo::default() }
    }

    fn get(&self, key: Key) -> Option<Arc<GlyphMask>> {
        let (face, glyph, size, phase) = key;
        let outline = || self.fonts.face(face).outline(glyph);
        self.cached.get(key, || {
            glyph_mask(outline(), f32::from_bits(size), phase as f32 / PHASES as f32).map(Arc::new)
        })
    }
}

/// The glyphs of one image, looked up here first: this cache needs no lock.
pub(super) struct Glyphs<'a> {
    glyph_cache: &'a GlyphCache<'a>,
    scale: f32,
    own: HashMap<Key, Option<Arc<GlyphMask>>>,
}

impl<'a> Glyphs<'a> {
    /// An empty cache.
    pub(super) fn new(glyph_cache: &'a GlyphCache<'a>, scale: f32) -> Self {
        Self { glyph_cache, scale, own: HashMap::new() }
    }

    /// Draws a run of text.
    pub(super) fn draw(&mut self, canvas: &mut Canvas, run: &TextRun) {
        let size = run.size * self.scale;
        let (x, y) = (run.at.x * self.scale, run.at.y * self.scale);
        for glyphs in &run.shaped.runs {
            for glyph in &glyphs.glyphs {
                let parts = to_pixel((x + glyph.x * size) * PHASES as f32);
                let (left, phase) = (parts.div_euclid(PHASES), parts.rem_euclid(PHASES));
                let key = (glyphs.face, glyph.id, size.to_bits(), phase);
                let mask = self.own.entry(key).or_insert_with(|| self.glyph_cache.get(key));
                if let Some(mask) = mask {
                    let area = mask.area.moved(left, to_pixel(y - glyph.y * size));
                    canvas.cover(area, &mask.coverage, run.color);
                }
            }
        }
    }
}

fn glyph_mask(steps: &[Step], size: f32, shift: f32) -> Option<GlyphMask> {
    // Larger than any glyph of a text; what a huge size draws beyond is dropped.
    const LIMITS: Area = Area { left: -4096, top: -4096, right: 4096, bottom: 4096 };
    let at = |p: &Point| (p.x * size + shift, -p.y * size);
    let mut path = PathBuilder::with_capacity(steps.len(), steps.len() * 2);
    for step in steps {
        match step {
            Step::Move(p) => {
                let (x, y) = at(p);
                path.move_to(x, y);
            }
            Step::Line(p) => {
                let (x, y) = at(p);
                path.line_to(x, y);
            }
            Step::Quad(c, p) => {
                let ((cx, cy), (x, y)) = (at(c), at(p));
                path.quad_to(cx, cy, x, y);
            }
            Step::Cubic(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(p));
                path.cubic_to(ax, ay, bx, by, x, y);
            }
            Step::Close => path.close(),
        }
    }
    let (area, coverage) = rasterise(path.finish()?, LIMITS)?;
    Some(GlyphMask { area, coverage })
}
