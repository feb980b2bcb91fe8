//! Parliaments: a dot for each seat on half rings, and the line of the majority.

use std::f64::consts::PI;

use super::parliament_names as names;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::language::{fill, number};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Plot, Points, Polyline};
use crate::layout::legend;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Color, Point, Rect};

/// The radius of the innermost ring, as a share of the outermost.
const HOLE: f64 = 0.42;
/// The most rings.
const MOST_RINGS: usize = 24;
/// Names are at their seats as long as the half ring keeps this share of its size.
const LEAST_ARC: f32 = 0.55;
/// How far the plot reaches beyond the outermost ring, as a share of its radius.
const REACH: f64 = 1.06;

/// Lays out `parliament`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size, language) = (context.area, context.scale.label, context.typesetter.language);
    let colors = overrides.lines(data, context.roles);
    let seats: Vec<usize> = data
        .rows
        .iter()
        .map(|row| row.values[0].map_or(0, |value| value.max(0.0).round() as usize))
        .collect();
    let total: usize = seats.iter().sum();
    let (places, distance) = places(total);
    let words = language.words();
    let small = TextStyle { style: Style::Semibold, ..context.small(TextRole::Note) };
    let needed = number::number((total / 2 + 1) as f64, 0, language);
    let majority = context.typesetter.line(&fill(words.majority, &[&needed]), small);
    let print = |row: &Row| data.print_cell(row, 0, language);
    let entries = |only: &dyn Fn(usize) -> bool| {
        let rows = data.rows.iter().zip(&colors).zip(&seats).filter(|(_, seats)| only(**seats));
        let entries: Vec<(String, Color)> =
            rows.map(|((row, color), _)| (format!("{}\u{a0}{}", row.name, print(row)), *color)).collect();
        legend::lay_out(&entries, &LayoutContext { legend: true, ..*context }, area.x)
    };
    let names = names::of(data, &seats, &colors, context);
    let widest = names.iter().map(|name| name.size().width).fold(0.0, f32::max);
    let highest = names.iter().map(|name| name.size().height).fold(0.0, f32::max);
    // The arc with this much above and beside it, and the place of the words on the majority.
    let arc = |legend: f32, above: f32, beside: f32| {
        let head = legend + above + majority.height + size * 0.5;
        let radius = (area.width / 2.0 - beside)
            .min((area.height - head - size).max(context.least_height(size * 9.0)) / REACH as f32);
        let height = radius * REACH as f32;
        let frame = Rect::new(area.center().x - radius, area.y + head, radius * 2.0, height);
        let top = frame.y - above - majority.height - size * 0.2;
        (frame, Rect::new(frame.center().x - majority.width / 2.0, top, majority.width, majority.height))
    };
    // Names at their seats, or a legend where they have no room; what has no seat is in the legend anyhow.
    let without = entries(&|seats| seats == 0);
    let (frame, said) = arc(without.height, highest + size * 0.8, widest + size);
    let center = Point::new(frame.center().x, frame.bottom());
    let line = Rect::new(center.x - size * 0.15, said.y, size * 0.3, frame.bottom() - said.y);
    // Long names must not leave a small half ring, nor be over the legend.
    let all = entries(&|_| true);
    let usual = arc(all.height, 0.0, 0.0);
    let top = area.y + without.height;
    let around = (frame.width >= usual.0.width * LEAST_ARC).then(|| {
        names::place(
            &names,
            (center, (f64::from(frame.width) / (REACH * 2.0) * (1.0 + distance * 0.41)) as f32),
            Rect { y: top, height: frame.bottom() - top, ..area },
            &[said, line],
            context,
        )
    });
    let (frame, said, legend, leaders, around) = match around.flatten() {
        Some((around, leaders)) => (frame, said, without, leaders, around),
        None => (usual.0, usual.1, all, Vec::new(), Vec::new()),
    };
    let (radius, height) = (frame.width / 2.0, frame.height);
    let mut plot = Points::empty(frame, (-REACH, REACH), (0.0, REACH * f64::from(height / radius)), false);
    // One unit is as long across as it is up.
    plot.y.1 = REACH * 2.0 * f64::from(frame.height / frame.width);
    plot.swatches = legend.swatches;
    plot.leaders = leaders;
    let mut labels = legend.labels;
    labels.extend(around);

    let dot = (distance * 0.41 * f64::from(frame.width) / (REACH * 2.0)) as f32;
    let mut mark_boxes: Vec<MarkBox> = Vec::new();
    let mut places = places.into_iter();
    for (index, (row, count)) in data.rows.iter().zip(&seats).enumerate() {
        let mut extent: Option<Rect> = None;
        for at in places.by_ref().take(*count) {
            plot.dots.push(Dot { at, radius: dot, fill: colors[index], front: row.highlighted });
            let middle = plot.position(at);
            let own = Rect::new(middle.x - dot, middle.y - dot, dot * 2.0, dot * 2.0);
            extent = Some(extent.map_or(own, |all| all.union(own)));
        }
        mark_boxes.extend(extent.map(|rect| MarkBox { row: index, column: 0, rect }));
    }
    plot.lines.push(Polyline {
        points: vec![
            (0.0, HOLE - 0.1),
            (0.0, plot.y.1 * f64::from((frame.bottom() - said.bottom()) / frame.height)),
        ],
        color: context.roles.text,
        width: size * 0.09,
        arrow: false,
        dash: Some((size * 0.25, size * 0.2)),
        front: false,
    });
    majority.place(Point::new(said.center().x, said.y), Align::Center, &mut labels);
    let large = TextStyle {
        style: Style::Bold,
        size: (context.scale.label * 1.9).min(radius * 0.22).max(context.scale.least),
        ..context.value()
    };
    let (all, x) = (number::number(total as f64, 0, language), frame.center().x);
    let count = context.typesetter.line(&all, large);
    let word = context.typesetter.line(words.seats, context.small(TextRole::Category));
    // The number is above the word where both have room below the innermost ring.
    let room = radius * (HOLE / REACH) as f32 - dot * 1.5;
    if count.height + word.height + size * 0.35 <= room {
        let foot = frame.bottom() - word.height - size * 0.2;
        word.place(Point::new(x, foot), Align::Center, &mut labels);
        count.place(Point::new(x, foot - count.height - size * 0.15), Align::Center, &mut labels);
    } else {
        let line = context.typesetter.line(&format!("{all} {}", words.seats), context.small(TextRole::Value));
        line.place(Point::new(x, frame.bottom() - line.height), Align::Center, &mut labels);
    }
    // The lowest seats lie on the lower edge.
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Points(plot), labels, frame.bottom() - area.y + dot) }
}

/// The places of this many seats from left to right, on rings of radius up to 1, and the distance of neighbours.
fn places(total: usize) -> (Vec<(f64, f64)>, f64) {
    let step = |rings: usize| (1.0 - HOLE) / (rings.max(2) - 1) as f64;
    let radius = |rings: usize, ring: usize| 1.0 - step(rings) * ring as f64;
    let room = |rings: usize| -> usize {
        (0..rings).map(|ring| (PI * radius(rings, ring) / step(rings)) as usize + 1).sum()
    };
    let rings = (2..MOST_RINGS).find(|rings| room(*rings) >= total).unwrap_or(MOST_RINGS);
    let length: f64 = (0..rings).map(|ring| radius(rings, ring)).sum();
    // Each ring gets seats in proportion to its length; the last takes what rounding leaves.
    let mut left = total;
    let mut found: Vec<(f64, usize, (f64, f64))> = Vec::new();
    let mut closest = step(rings);
    for ring in 0..rings {
        let own = radius(rings, ring);
        let rest: f64 = (ring..rings).map(|ring| radius(rings, ring)).sum();
        let count = ((left as f64 * own / rest).round() as usize).min(left);
        left -= count;
        if count > 1 {
            closest = closest.min(PI * own / (count - 1) as f64);
        }
        for seat in 0..count {
            let share = if count > 1 { seat as f64 / (count - 1) as f64 } else { 0.5 };
            // Rounded, so that every platform computes the same places.
            let round = |value: f64| (value * 1e4).round() / 1e4;
            let angle = PI * (1.0 - share);
            found.push((share, ring, (round(own * angle.cos()), round(own * angle.sin()))));
        }
    }
    debug_assert!(length > 0.0, "there are rings");
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    (found.into_iter().map(|(.., at)| at).collect(), closest)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn every_seat_has_a_place_and_no_two_share_one() {
        for total in [1, 5, 60, 630, 736] {
            let (found, distance) = places(total);
            assert_eq!(found.len(), total);
            for (at, one) in found.iter().enumerate() {
                for other in &found[at + 1..] {
                    let apart = ((one.0 - other.0).powi(2) + (one.1 - other.1).powi(2)).sqrt();
                    assert!(apart > distance * 0.6, "{total}: {one:?} and {other:?}");
                }
            }
        }
    }
}
