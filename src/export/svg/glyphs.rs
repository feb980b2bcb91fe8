//! Text as path data. The data of a glyph is relative to its first point, so it is written once per size and then
//! copied.

use std::collections::HashMap;
use std::sync::Arc;

use super::path_data::{GridPoint, PathData};
use crate::export::memo::Memo;
use crate::scene::item::TextRun;
use crate::theme::fonts::{FaceId, FontSet, Step};
use crate::units::Point;

/// A glyph's path data at one size; positions are relative to the glyph's origin.
#[derive(Debug)]
struct Outline {
    /// Its first point.
    first: GridPoint,
    /// The data after the move to `first`.
    data: String,
    /// Start of its last contour, which is the current point after the data.
    last: GridPoint,
}

/// A glyph of a face at a size in units, as the bits of an `f32`.
type Key = (FaceId, u16, u32);

/// Glyph cache of path data, shared by all threads; `None` for glyphs without an outline.
#[derive(Debug)]
pub struct OutlineCache<'a> {
    fonts: &'a FontSet<'a>,
    cached: Memo<Key, Option<Arc<Outline>>>,
}

impl<'a> OutlineCache<'a> {
    /// An empty cache.
    pub fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, cached: Memo::default() }
    }

    fn get(&self, key: Key) -> Option<Arc<Outline>> {
        let (face, glyph, size) = key;
        let steps = || self.fonts.face(face).outline(glyph);
        self.cached.get(key, || outline(steps(), f32::from_bits(size)).map(Arc::new))
    }
}

/// The glyphs of one image, looked up here first: this cache needs no lock.
pub(super) struct Glyphs<'a> {
    outlines: &'a OutlineCache<'a>,
    own: HashMap<Key, Option<Arc<Outline>>>,
}

impl<'a> Glyphs<'a> {
    /// An empty cache.
    pub(super) fn new(outlines: &'a OutlineCache<'a>) -> Self {
        Self { outlines, own: HashMap::new() }
    }

    /// The path data of a text run; empty if no glyph has an outline.
    pub(super) fn run(&mut self, run: &TextRun) -> String {
        let mut data = PathData::default();
        for glyphs in &run.shaped.runs {
            for glyph in &glyphs.glyphs {
                let key = (glyphs.face, glyph.id, run.size.to_bits());
                if let Some(outline) = self.own.entry(key).or_insert_with(|| self.outlines.get(key)) {
                    let by = Point::new(glyph.x * run.size, -glyph.y * run.size);
                    let origin = GridPoint::of(run.at.moved(by));
                    data.move_to(origin.moved(outline.first));
                    data.append(&outline.data, origin.moved(outline.last));
                }
            }
        }
        data.finish()
    }
}

fn outline(steps: &[Step], size: f32) -> Option<Outline> {
    let grid_point = |p: &Point| GridPoint::of(Point::new(p.x * size, -p.y * size));
    let [Step::Move(first), rest @ ..] = steps else { return None };
    let first = grid_point(first);
    let mut data = PathData::continued(first);
    for step in rest {
        match step {
            Step::Move(p) => data.move_to(grid_point(p)),
            Step::Line(p) => data.line_to(grid_point(p)),
            Step::Quad(c, p) => data.quad_to(grid_point(c), grid_point(p)),
            Step::Cubic(a, b, p) => data.curve_to(grid_point(a), grid_point(b), grid_point(p)),
            Step::Close => data.close(),
        }
    }
    Some(Outline { first, last: data.start(), data: data.finish() })
}
