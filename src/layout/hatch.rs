//! Patterns for print in black and white: thin lines inside bars and swatches, so that compared things differ by more
//! than their grey.

use super::figure::{Bars, Direction, Hatch, Plot};
use super::{Ground, Laid};
use crate::text::run::TextRun;
use crate::theme;
use crate::units::{Color, Point, Rect};

/// The ways that lines run, in the order of the compared things behind the first, which stays plain: across and down.
const WAYS: [&[(f32, f32)]; 5] =
    [&[(1.0, -1.0)], &[(1.0, 1.0)], &[(1.0, -1.0), (1.0, 1.0)], &[(0.0, 1.0)], &[(1.0, 0.0)]];

/// Distance of lines, in sizes of text.
const SPACING: f32 = 0.42;
/// What is kept free around a text, in its sizes.
const HALO: f32 = 0.22;

/// Puts lines on the bars and swatches of what was laid out, each colour in its own way.
pub(super) fn bars(laid: &mut Laid, ground: &Ground<'_>) {
    let Plot::Bars(plot) = &mut laid.plot else { return };
    let order = order(plot);
    let texts: Vec<Rect> = laid.labels.iter().map(halo).collect();
    let marks: Vec<(Rect, Color)> = plot
        .bars
        .iter()
        .filter(|bar| bar.span.0 != bar.span.1)
        .map(|bar| (place(plot, bar.across, bar.span), bar.fill))
        .collect();
    plot.hatches = lines(&marks, &order, &texts, ground);
    plot.swatch_hatches = lines(&plot.swatches, &order, &texts, ground);
}

/// Puts lines on the swatches of a legend that several panels share.
pub(super) fn key(swatches: &[(Rect, Color)], panels: &mut [Plot], ground: &Ground<'_>) {
    let Some(Plot::Bars(first)) = panels.first_mut() else { return };
    let order = order(first);
    first.swatch_hatches.extend(lines(swatches, &order, &[], ground));
}

/// The colours in the order of the legend, or of the bars where names stand beside them.
fn order(plot: &Bars) -> Vec<Color> {
    let mut order = Vec::new();
    let fills = plot.swatches.iter().map(|(_, fill)| *fill).chain(plot.bars.iter().map(|bar| bar.fill));
    for fill in fills {
        if !order.contains(&fill) {
            order.push(fill);
        }
    }
    order
}

/// Where a bar stands on the canvas.
fn place(plot: &Bars, across: (f32, f32), span: (f64, f64)) -> Rect {
    let frame = plot.frame;
    let share = |value: f64| ((value - plot.domain.0) / (plot.domain.1 - plot.domain.0)) as f32;
    let (from, to) = (share(span.0.min(span.1)), share(span.0.max(span.1)));
    let thick = across.1 - across.0;
    match plot.direction {
        Direction::Right => {
            Rect::new(frame.x + frame.width * from, frame.y + across.0, frame.width * (to - from), thick)
        }
        Direction::Up => {
            let top = frame.bottom() - frame.height * to;
            Rect::new(frame.x + across.0, top, thick, frame.height * (to - from))
        }
    }
}

/// A text with the space around it that lines must leave.
fn halo(run: &TextRun) -> Rect {
    let (bounds, pad) = (run.bounds(), run.size * HALO);
    Rect::new(bounds.x - pad, bounds.y - pad, bounds.width + pad * 2.0, bounds.height + pad * 2.0)
}

fn lines(marks: &[(Rect, Color)], order: &[Color], texts: &[Rect], ground: &Ground<'_>) -> Vec<Hatch> {
    let mut hatches = Vec::new();
    for (index, fill) in order.iter().enumerate().skip(1) {
        let ways = WAYS[(index - 1) % WAYS.len()];
        let mut pieces = Vec::new();
        for (rect, _) in marks.iter().filter(|(_, color)| color == fill) {
            let near: Vec<Rect> = texts.iter().filter(|text| text.overlaps(*rect, 0.0)).copied().collect();
            for way in ways {
                across(*rect, *way, ground.scale.label * SPACING, &near, &mut pieces);
            }
        }
        if !pieces.is_empty() {
            // Seen on its ground, and quieter than the figures on it.
            let color = fill.mix(theme::text_on(*fill, ground.roles), 0.45);
            hatches.push(Hatch { pieces, color });
        }
    }
    hatches
}

/// Parallel lines within a rectangle. They are counted from the corner of the canvas, so that neighbours join.
fn across(rect: Rect, (dx, dy): (f32, f32), spacing: f32, texts: &[Rect], into: &mut Vec<(Point, Point)>) {
    // The edge of a line must not stand out beyond the mark.
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
    // The distance of a point from the line through the canvas' corner.
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
        if let Some(whole) = inside(start, (dx, dy), inner) {
            let pieces = without(whole, texts.iter().filter_map(|text| inside(start, (dx, dy), *text)));
            into.extend(pieces.into_iter().map(|(from, to)| (along(from), along(to))));
        }
        count += 1.0;
    }
}

/// The stretch of a line that lies in a rectangle (after Liang and Barsky, 1984).
fn inside(start: (f32, f32), way: (f32, f32), rect: Rect) -> Option<(f32, f32)> {
    let axes = [(start.0, way.0, rect.x, rect.right()), (start.1, way.1, rect.y, rect.bottom())];
    let mut stretch = (f32::NEG_INFINITY, f32::INFINITY);
    for (at, step, least, most) in axes {
        if step == 0.0 {
            if at < least || at > most {
                return None;
            }
            continue;
        }
        let (one, other) = ((least - at) / step, (most - at) / step);
        stretch = (stretch.0.max(one.min(other)), stretch.1.min(one.max(other)));
    }
    (stretch.0 < stretch.1).then_some(stretch)
}

/// What is left of a stretch where these are taken out; crumbs are dropped.
fn without(whole: (f32, f32), gaps: impl Iterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    let mut gaps: Vec<(f32, f32)> = gaps.collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pieces = Vec::new();
    let mut from = whole.0;
    for (start, end) in gaps {
        pieces.push((from, start.min(whole.1)));
        from = from.max(end);
    }
    pieces.push((from, whole.1));
    pieces.retain(|(from, to)| to - from > 0.6);
    pieces
}

/// On the grid of the recorder, so that it is the same everywhere.
fn grid(value: f32) -> f32 {
    (value * 64.0).round() / 64.0
}

#[cfg(test)]
mod tests {
    use super::{Rect, across, without};

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

    #[test]
    fn gaps_may_touch_and_lie_in_each_other() {
        let gaps = [(2.0, 6.0), (3.0, 4.0), (6.0, 8.0)];
        assert_eq!(without((0.0, 10.0), gaps.into_iter()), [(0.0, 2.0), (8.0, 10.0)]);
    }
}
