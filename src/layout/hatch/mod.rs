//! Hatching for print in black and white: thin lines on marks and swatches, so that compared series differ by more
//! than their grey.

mod ring_sector;

use super::context::{LaidOut, LayoutContext};
use super::figure::{Bar, Bars, Hatch, Plot, Ring};
use super::geometry::{clip, without};
use crate::theme;
use crate::typeset::text_run::TextRun;
use crate::units::{Color, Point, Rect};

/// Directions of the lines, as (right, down), for the second compared series and those after it; the first stays
/// plain.
const DIRECTIONS: [&[(f32, f32)]; 5] =
    [&[(1.0, -1.0)], &[(1.0, 1.0)], &[(1.0, -1.0), (1.0, 1.0)], &[(0.0, 1.0)], &[(1.0, 0.0)]];

/// Distance between lines, in multiples of the label size.
const SPACING: f32 = 0.42;
/// Halo around a text, in multiples of its size.
const HALO: f32 = 0.22;
/// Pieces of lines up to this length are dropped, in units.
const MIN_PIECE: f32 = 0.6;

/// Hatches the answers on the left of a scale and leaves those on the right solid, so that the sides are told apart
/// without colours; the shades of a side tell its answers apart.
pub(super) fn left_side(laid_out: &mut LaidOut, context: &LayoutContext<'_>) {
    let texts: Vec<Rect> = laid_out.labels.iter().map(halo).collect();
    let Plot::Bars(plot) = &mut laid_out.plot else { return };
    let is_left = |bar: &&Bar| bar.span.0 < bar.span.1 && bar.span.1 < 1e-6;
    let mut fills = Vec::new();
    plot.bars.iter().filter(is_left).for_each(|bar| push_new(bar.fill, &mut fills));
    let marks: Vec<(Rect, Color)> =
        plot.bars.iter().filter(is_left).map(|bar| (plot.rect(bar), bar.fill)).collect();
    let hatch = |marks: &[(Rect, Color)]| -> Vec<Hatch> {
        fills.iter().filter_map(|fill| pattern(marks, *fill, DIRECTIONS[0], &texts, context)).collect()
    };
    let (hatches, swatch_hatches) = (hatch(&marks), hatch(&plot.swatches));
    (plot.hatches, plot.swatch_hatches) = (hatches, swatch_hatches);
}

/// Hatches the marks and swatches of a layout, with one pattern per colour.
pub(super) fn marks(laid_out: &mut LaidOut, context: &LayoutContext<'_>) {
    let texts: Vec<Rect> = laid_out.labels.iter().map(halo).collect();
    match &mut laid_out.plot {
        Plot::Bars(plot) => {
            let order = order(plot);
            let marks: Vec<(Rect, Color)> = plot
                .bars
                .iter()
                .filter(|bar| bar.span.0 != bar.span.1)
                .map(|bar| (plot.rect(bar), bar.fill))
                .collect();
            plot.hatches = lines(&marks, &order, &texts, context);
            plot.swatch_hatches = lines(&plot.swatches, &order, &texts, context);
        }
        Plot::Cells(plot) => {
            let mut order = Vec::new();
            plot.cells.iter().for_each(|(_, fill)| push_new(*fill, &mut order));
            plot.hatches = lines(&plot.cells, &order, &texts, context);
        }
        Plot::Ring(plot) => {
            let mut order = Vec::new();
            plot.parts.iter().for_each(|(_, fill)| push_new(*fill, &mut order));
            plot.hatches = ring(plot, &order, context);
            plot.hatches.extend(lines(&plot.swatches, &order, &texts, context));
        }
        // Points differ by their form, and tiles are figures without marks; panels are hatched one by one.
        Plot::Points(_) | Plot::Tiles(_) | Plot::Panels(_) => {}
    }
}

/// Adds a colour that is not in the list yet.
fn push_new(fill: Color, order: &mut Vec<Color>) {
    if !order.contains(&fill) {
        order.push(fill);
    }
}

/// Hatches the swatches of a legend that several panels share.
pub(super) fn shared_swatches(swatches: &[(Rect, Color)], panels: &mut [Plot], context: &LayoutContext<'_>) {
    let Some(Plot::Bars(first)) = panels.first_mut() else { return };
    let order = order(first);
    first.swatch_hatches.extend(lines(swatches, &order, &[], context));
}

/// The colours in the order of the legend, or of the bars where there is no legend.
fn order(plot: &Bars) -> Vec<Color> {
    let mut order = Vec::new();
    let fills = plot.swatches.iter().map(|(_, fill)| *fill).chain(plot.bars.iter().map(|bar| bar.fill));
    fills.for_each(|fill| push_new(fill, &mut order));
    order
}

/// The box of a text with its halo, which hatching leaves out.
fn halo(run: &TextRun) -> Rect {
    let (bounds, pad) = (run.bounds(), run.size * HALO);
    Rect::new(bounds.x - pad, bounds.y - pad, bounds.width + pad * 2.0, bounds.height + pad * 2.0)
}

fn lines(
    marks: &[(Rect, Color)],
    order: &[Color],
    texts: &[Rect],
    context: &LayoutContext<'_>,
) -> Vec<Hatch> {
    let of = |(index, fill): (usize, &Color)| {
        pattern(marks, *fill, DIRECTIONS[(index - 1) % DIRECTIONS.len()], texts, context)
    };
    order.iter().enumerate().skip(1).filter_map(of).collect()
}

/// The hatching of all marks of one colour; `None` if there are none.
fn pattern(
    marks: &[(Rect, Color)],
    fill: Color,
    directions: &[(f32, f32)],
    texts: &[Rect],
    context: &LayoutContext<'_>,
) -> Option<Hatch> {
    let mut pieces = Vec::new();
    for (rect, _) in marks.iter().filter(|(_, color)| *color == fill) {
        let near: Vec<Rect> = texts.iter().filter(|text| text.overlaps(*rect, 0.0)).copied().collect();
        for direction in directions {
            across(*rect, *direction, context.scale.label * SPACING, &near, &mut pieces);
        }
    }
    // Visible on the mark, but weaker than the values on it.
    let color = fill.mix(theme::text_on(fill, context.roles), 0.45);
    (!pieces.is_empty()).then_some(Hatch { pieces, color })
}

/// Hatches the parts of a donut or pie.
fn ring(plot: &Ring, order: &[Color], context: &LayoutContext<'_>) -> Vec<Hatch> {
    let spacing = context.scale.label * SPACING;
    let mut hatches = Vec::new();
    let mut from = 0.0;
    for (share, fill) in &plot.parts {
        let to = from + *share as f32;
        let at = order.iter().position(|color| color == fill).unwrap_or(0);
        if at > 0 && *share > 0.0 {
            let mut pieces = Vec::new();
            for direction in DIRECTIONS[(at - 1) % DIRECTIONS.len()] {
                ring_sector::lines(plot, (from, to), *direction, spacing, &mut pieces);
            }
            let color = fill.mix(theme::text_on(*fill, context.roles), 0.45);
            hatches.push(Hatch { pieces, color });
        }
        from = to;
    }
    hatches
}

/// Adds parallel lines within a rectangle. They are aligned to the corner of the canvas, so that the lines of
/// neighbouring marks join.
fn across(rect: Rect, (dx, dy): (f32, f32), spacing: f32, texts: &[Rect], into: &mut Vec<(Point, Point)>) {
    // The stroke must not extend beyond the mark.
    let inner = Rect::new(rect.x + 0.4, rect.y + 0.4, rect.width - 0.8, rect.height - 0.8);
    if inner.width <= 0.0 || inner.height <= 0.0 {
        return;
    }
    let corners = [
        (inner.x, inner.y),
        (inner.right(), inner.y),
        (inner.x, inner.bottom()),
        (inner.right(), inner.bottom()),
    ];
    // Signed distance of a point from the parallel line through the corner of the canvas.
    let length = dx.hypot(dy);
    let away = |(x, y): (f32, f32)| (x * dy - y * dx) / length;
    let (near, far) = corners
        .map(away)
        .into_iter()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(near, far), at| (near.min(at), far.max(at)));
    let mut count = (near / spacing).ceil();
    while count * spacing < far {
        let start = (dy / length * count * spacing, -dx / length * count * spacing);
        let along = |at: f32| Point::new(grid(start.0 + dx * at), grid(start.1 + dy * at));
        if let Some(whole) = clip(start, (dx, dy), inner) {
            let pieces =
                without(whole, texts.iter().filter_map(|text| clip(start, (dx, dy), *text)), MIN_PIECE);
            into.extend(pieces.into_iter().map(|(from, to)| (along(from), along(to))));
        }
        count += 1.0;
    }
}

/// Rounds to the recorder's grid, so that every platform computes the same value.
fn grid(value: f32) -> f32 {
    (value * 64.0).round() / 64.0
}

#[cfg(test)]
mod tests {
    use super::{Rect, across};

    #[test]
    fn lines_stay_inside_and_leave_texts() {
        let (rect, text) = (Rect::new(10.0, 10.0, 60.0, 20.0), Rect::new(30.0, 14.0, 20.0, 12.0));
        let mut pieces = Vec::new();
        across(rect, (1.0, -1.0), 5.0, &[text], &mut pieces);
        assert!(pieces.len() > 10, "{pieces:?}");
        for (from, to) in pieces {
            let middle = ((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
            let at = |x: f32, y: f32| Rect::new(x, y, 0.0, 0.0);
            assert!(rect.contains(at(from.x, from.y), 0.0) && rect.contains(at(to.x, to.y), 0.0));
            assert!(!text.contains(at(middle.0, middle.1), -0.1), "{middle:?}");
        }
    }
}
