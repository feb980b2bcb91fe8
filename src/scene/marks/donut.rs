//! Donuts and pies. plotters' own `Pie` turns an arc into thousands of points on a fine grid, so the parts are
//! recorded as curves.

use super::{Sheet, fill_rects, hatch, stroke_lines};
use crate::layout::figure::Ring;
use crate::scene::arcs::{arc, circle, point_at, reversed_circle};
use crate::scene::item::{Item, PathStep, Stroke};
use crate::scene::recorder::DrawError;
use crate::units::Point;

/// Draws the parts clockwise from the top, and the swatches of their labels.
pub fn draw(ring: &Ring, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let center = ring.frame.center();
    let radius = ring.frame.width / 2.0;
    let mut from = 0.0;
    for (share, fill) in ring.parts.iter().filter(|(share, _)| *share > 0.0) {
        let to = from + *share as f32;
        let steps = if *share > 0.9999 {
            let mut steps = circle(center, radius);
            if ring.hole > 0.0 {
                steps.extend(reversed_circle(center, radius * ring.hole));
            }
            steps
        } else {
            sector(center, radius, radius * ring.hole, from, to)
        };
        // An outline in the background colour separates neighbours of similar colour.
        let edge = Stroke { color: ring.gap, width: radius * 0.02, dash: None };
        items.push(Item::Path { steps, fill: Some(*fill), stroke: Some(edge) });
        from = to;
    }
    fill_rects(&sheet.area(items), ring.swatches.iter().copied())?;
    stroke_lines(&sheet.area(items), &ring.leaders, sheet.strokes.leader)?;
    hatch(&ring.hatches, sheet.strokes.pattern, items);
    Ok(())
}

fn sector(center: Point, outer: f32, inner: f32, from: f32, to: f32) -> Vec<PathStep> {
    let mut steps = vec![PathStep::Move(point_at(center, outer, from))];
    arc(center, outer, from, to, &mut steps);
    steps.push(PathStep::Line(point_at(center, inner, to)));
    if inner > 0.0 {
        arc(center, inner, to, from, &mut steps);
    }
    steps.push(PathStep::Close);
    steps
}
