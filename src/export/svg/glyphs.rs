//! Text as path data. A glyph is written once a size and then copied: its data is relative to its first point.

use std::collections::HashMap;

use super::data::{PathData, Place};
use crate::scene::item::TextRun;
use crate::theme::fonts::{FaceId, FontSet, Step};
use crate::units::Point;

/// A glyph's path data at one size; positions are seen from the glyph's origin.
#[derive(Debug)]
struct Outline {
    /// Its first point.
    first: Place,
    /// The data after the move to `first`.
    data: String,
    /// Where its last contour begins, which is the position after the data.
    last: Place,
}

/// The glyphs written so far; `None` for those that show nothing.
pub(super) struct Glyphs<'a> {
    fonts: &'a FontSet<'a>,
    written: HashMap<(FaceId, u16, u32), Option<Outline>>,
}

impl<'a> Glyphs<'a> {
    /// No glyphs yet.
    pub(super) fn new(fonts: &'a FontSet<'a>) -> Self {
        Self { fonts, written: HashMap::new() }
    }

    /// The path data of a run; empty for one that shows nothing.
    pub(super) fn run(&mut self, run: &TextRun) -> String {
        let mut data = PathData::default();
        for glyphs in &run.shaped.runs {
            for glyph in &glyphs.glyphs {
                if let Some(outline) = self.outline(glyphs.face, glyph.id, run.size) {
                    let by = Point::new(glyph.x * run.size, -glyph.y * run.size);
                    let origin = Place::of(run.at.moved(by));
                    data.move_to(origin.moved(outline.first));
                    data.append(&outline.data, origin.moved(outline.last));
                }
            }
        }
        data.finish()
    }

    fn outline(&mut self, face: FaceId, glyph: u16, size: f32) -> Option<&Outline> {
        let steps = || self.fonts.face(face).outline(glyph);
        self.written.entry((face, glyph, size.to_bits())).or_insert_with(|| outline(steps(), size)).as_ref()
    }
}

fn outline(steps: &[Step], size: f32) -> Option<Outline> {
    let place = |p: &Point| Place::of(Point::new(p.x * size, -p.y * size));
    let [Step::Move(first), rest @ ..] = steps else { return None };
    let first = place(first);
    let mut data = PathData::inside(first);
    for step in rest {
        match step {
            Step::Move(p) => data.move_to(place(p)),
            Step::Line(p) => data.line_to(place(p)),
            Step::Quad(c, p) => data.quad_to(place(c), place(p)),
            Step::Cubic(a, b, p) => data.curve_to(place(a), place(b), place(p)),
            Step::Close => data.close(),
        }
    }
    Some(Outline { first, last: data.start(), data: data.finish() })
}
