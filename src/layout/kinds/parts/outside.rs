//! Values and names of the parts of a ring, left and right of it at the height of their part.

use crate::chart::data::ChartData;
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::layout::geometry::meet;
use crate::layout::kinds::part_list::{Entry, Parts};
use crate::layout::labels::along::{Line, Wish};
use crate::typeset::blocks::Align;
use crate::typeset::text_run::TextRun;
use crate::units::{Point, Rect};

/// Smallest and largest diameter of a ring with labels beside it, in multiples of the label size.
const DIAMETERS: (f32, f32) = (10.0, 20.0);
/// Diameter where the height is free, in multiples of the label size.
const USUAL: f32 = 13.5;
/// Distance of a label from the ring, in multiples of the label size.
const AWAY: f32 = 1.5;

/// A ring with the labels of its parts.
pub(super) struct Outside {
    /// The square of the ring.
    pub(super) frame: Rect,
    /// Lines from parts to labels.
    pub(super) leaders: Vec<Leader>,
    /// Height of ring and labels.
    pub(super) height: f32,
}

/// Places ring and labels in the middle of the area; `None` where the area is too narrow for labels on both sides.
pub(super) fn lay_out(
    parts: &Parts,
    data: &ChartData,
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) -> Option<Outside> {
    let (area, size) = (context.area, context.scale.label);
    let limit = (area.width * 0.28).min(size * 12.0);
    let entries: Vec<Entry> =
        parts.rows.iter().map(|at| Entry::new(&data.rows[*at], data, context, limit)).collect();
    if !entries.iter().all(Entry::is_whole) {
        return None;
    }
    let spots = spots(parts);
    let side = |right: bool| {
        let on = entries.iter().zip(&spots).filter(move |(_, spot)| (spot.x >= 0.0) == right);
        on.map(|(entry, _)| entry.width() + size * AWAY).fold(0.0, f32::max)
    };
    let (left, right) = (side(false), side(true));
    let high = if area.height < size * USUAL { size * USUAL } else { area.height };
    // Labels of parts at the top and at the foot reach beyond the ring.
    let diameter = (high - size * 1.4).min(size * DIAMETERS.1).min(area.width - left - right);
    if diameter < size * DIAMETERS.0 {
        return None;
    }
    let x = area.x + (area.width - left - diameter - right) / 2.0 + left;
    let frame = Rect::new(x, area.y + (high - diameter) / 2.0, diameter, diameter);
    let (center, radius) = (frame.center(), diameter / 2.0);
    let mut leaders = Vec::new();
    for is_right in [false, true] {
        let mut on: Vec<(Point, &Entry)> = entries
            .iter()
            .zip(&spots)
            .filter(|(_, spot)| (spot.x >= 0.0) == is_right)
            .map(|(entry, spot)| (Point::new(center.x + spot.x * radius, center.y + spot.y * radius), entry))
            .collect();
        on.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
        let wishes: Vec<Wish> =
            on.iter().map(|(at, entry)| Wish { at: at.y, extent: entry.height(context) }).collect();
        let bounds = (area.y, area.y + high);
        let places = Line { wishes: &wishes, gap: size * 0.5, bounds }.spread()?;
        let out = if is_right { 1.0 } else { -1.0 };
        let x = center.x + out * (radius + size * AWAY);
        let align = if is_right { Align::Left } else { Align::Right };
        let first = leaders.len();
        for ((from, entry), at) in on.into_iter().zip(places) {
            // The line meets the label at the height of its value.
            let top = at - entry.height(context) / 2.0;
            let to = Point::new(x - out * size * 0.3, top + entry.value_middle());
            // Out of the ring first, so that it does not run over another part.
            let bend =
                Point::new(center.x + (from.x - center.x) * 1.06, center.y + (from.y - center.y) * 1.06);
            leaders.push(Leader { points: vec![from, bend, to], color: context.roles.quiet });
            entry.place_beside(Point::new(x, top), align, context, labels);
        }
        apart(&mut leaders[first..], center.x + out * radius * 1.06);
    }
    Some(Outside { frame, leaders, height: high })
}

/// Makes leaders of one side level up to `edge` if two of them would cross: then they are in the order of their labels.
fn apart(leaders: &mut [Leader], edge: f32) {
    let slants: Vec<(Point, Point)> =
        leaders.iter().filter_map(|leader| Some((*leader.points.get(1)?, *leader.points.get(2)?))).collect();
    let crosses =
        |(at, one): (usize, &(Point, Point))| slants[at + 1..].iter().any(|other| meet(*one, *other));
    if slants.iter().enumerate().any(crosses) {
        for (leader, (bend, _)) in leaders.iter_mut().zip(&slants) {
            leader.points.insert(2, Point::new(edge, bend.y));
        }
    }
}

/// The middle of each part on the edge of a ring of radius 1 around the origin, y downwards.
fn spots(parts: &Parts) -> Vec<Point> {
    let mut from = 0.0f32;
    let spot = |value: &f64| {
        let share = (value / parts.whole) as f32;
        let turn = (from + share / 2.0) * std::f32::consts::TAU;
        from += share;
        // Rounded, so that every platform computes the same value.
        let rounded = |value: f32| (value * 4096.0).round() / 4096.0;
        Point::new(rounded(turn.sin()), rounded(-turn.cos()))
    };
    parts.values.iter().map(spot).collect()
}
