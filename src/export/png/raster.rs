//! Draws the items of a scene as pixels.
//!
//! Axis-parallel shapes, such as bars, grid lines and separators, are snapped to whole pixels, so that their edges
//! are not blurred. Everything else is anti-aliased.

use super::canvas::{Area, Canvas};
use super::coverage::{rasterise, to_pixel, within_range};
use super::text::{GlyphCache, Glyphs};
use crate::scene::Scene;
use crate::scene::item::{Item, PathStep, Stroke};
use crate::units::{Color, Point, Rect};
use tiny_skia::{LineJoin, Path, PathBuilder};

/// All colours that the scene names, in the order of drawing, with repetitions.
pub(super) fn inks(scene: &Scene) -> Vec<Color> {
    let inks = |item: &Item| match item {
        Item::Rect { fill, .. } => [Some(*fill), None],
        Item::Path { fill, stroke, .. } => [*fill, stroke.map(|stroke| stroke.color)],
        Item::Text(run) => [Some(run.color), None],
    };
    scene.items.iter().flat_map(inks).flatten().collect()
}

/// Draws all items at `scale` pixels per unit.
pub(super) fn draw(scene: &Scene, glyph_cache: &GlyphCache<'_>, scale: f32, canvas: &mut Canvas) {
    let mut glyphs = Glyphs::new(glyph_cache, scale);
    for item in &scene.items {
        match item {
            Item::Rect { rect, fill } => canvas.fill(snapped(*rect, scale), *fill),
            Item::Path { steps, fill, stroke } => draw_path(canvas, steps, *fill, *stroke, scale),
            Item::Text(run) => glyphs.draw(canvas, run),
        }
    }
}

/// A rectangle snapped to the nearest pixel edges, so that neighbours still meet; at least one pixel thick unless
/// it is empty.
fn snapped(rect: Rect, scale: f32) -> Area {
    let (left, right) = snapped_range(rect.x * scale, rect.right() * scale);
    let (top, bottom) = snapped_range(rect.y * scale, rect.bottom() * scale);
    Area { left, top, right, bottom }
}

fn snapped_range(from: f32, to: f32) -> (i32, i32) {
    let start = to_pixel(from);
    (start, if to > from { to_pixel(to).max(start + 1) } else { start })
}

fn draw_path(
    canvas: &mut Canvas,
    steps: &[PathStep],
    fill: Option<Color>,
    stroke: Option<Stroke>,
    scale: f32,
) {
    if let Some(stroke) = stroke.filter(|_| fill.is_none())
        && let Some((from, to)) = straight(steps)
    {
        return draw_line(canvas, from, to, stroke, scale);
    }
    let Some(path) = path(steps, scale) else { return };
    if let Some(color) = fill {
        fill_path(canvas, path.clone(), color);
    }
    if let Some(stroke) = stroke
        && let Some(outline) = stroke_outline(&path, stroke, scale)
    {
        fill_path(canvas, outline, stroke.color);
    }
}

/// The ends of a path that is one horizontal or vertical line.
fn straight(steps: &[PathStep]) -> Option<(Point, Point)> {
    match steps {
        [PathStep::Move(a), PathStep::Line(b)] if a.x == b.x || a.y == b.y => Some((*a, *b)),
        _ => None,
    }
}

/// Draws a horizontal or vertical line as rectangles of whole pixels: one, or one per dash.
fn draw_line(canvas: &mut Canvas, from: Point, to: Point, stroke: Stroke, scale: f32) {
    if stroke.width <= 0.0 {
        return;
    }
    let thickness = to_pixel(stroke.width * scale).max(1);
    let edge = |middle: f32| to_pixel(middle * scale - thickness as f32 / 2.0);
    let (x, y) = (edge(from.x), edge(from.y));
    let is_flat = from.y == to.y;
    let (start, end) = if is_flat { (from.x, to.x) } else { (from.y, to.y) };
    for (start, end) in dashes(start.min(end) * scale, start.max(end) * scale, stroke.dash, scale) {
        canvas.fill(
            if is_flat {
                Area { left: start, top: y, right: end, bottom: y + thickness }
            } else {
                Area { left: x, top: start, right: x + thickness, bottom: end }
            },
            stroke.color,
        );
    }
}

/// The dash pattern in pixels; `None` for one shorter than half a pixel, which would at best look like a grey line
/// and at worst take endless time.
fn visible_dash(dash: Option<(f32, f32)>, scale: f32) -> Option<(f32, f32)> {
    dash.map(|(on, off)| (on * scale, off * scale))
        .filter(|(on, off)| *on > 0.0 && *off > 0.0 && on + off >= 0.5)
}

/// The dashes of a line from `start` to `end`, in pixels; a solid line is a single one.
fn dashes(start: f32, end: f32, dash: Option<(f32, f32)>, scale: f32) -> Vec<(i32, i32)> {
    let Some((on, off)) = visible_dash(dash, scale) else {
        return vec![snapped_range(start, end)];
    };
    let count = ((end - start) / (on + off)).ceil().clamp(0.0, 1e6) as u32;
    let begin = |index: u32| start + index as f32 * (on + off);
    (0..count).map(|index| snapped_range(begin(index), (begin(index) + on).min(end))).collect()
}

fn path(steps: &[PathStep], scale: f32) -> Option<Path> {
    let mut path = PathBuilder::with_capacity(steps.len(), steps.len() * 3);
    for step in steps {
        match step {
            PathStep::Move(p) => path.move_to(p.x * scale, p.y * scale),
            PathStep::Line(p) => path.line_to(p.x * scale, p.y * scale),
            PathStep::Curve(a, b, p) => {
                path.cubic_to(a.x * scale, a.y * scale, b.x * scale, b.y * scale, p.x * scale, p.y * scale);
            }
            PathStep::Close => path.close(),
        }
    }
    within_range(path.finish()?)
}

/// The outline of a path's stroke. Joins are round: a miter at a sharp bend of a curve would be a spike.
fn stroke_outline(path: &Path, stroke: Stroke, scale: f32) -> Option<Path> {
    if stroke.width <= 0.0 {
        return None;
    }
    let pen =
        tiny_skia::Stroke { width: stroke.width * scale, line_join: LineJoin::Round, ..Default::default() };
    let dash = visible_dash(stroke.dash, scale)
        .and_then(|(on, off)| tiny_skia::StrokeDash::new(vec![on, off], 0.0))
        .and_then(|dash| path.dash(&dash, 1.0));
    dash.as_ref().unwrap_or(path).stroke(&pen, 1.0)
}

fn fill_path(canvas: &mut Canvas, path: Path, color: Color) {
    if let Some((area, coverage)) = rasterise(path, canvas.area()) {
        canvas.cover(area, &coverage, color);
    }
}
