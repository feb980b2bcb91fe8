//! Lines over waves: points in time in proportion, direct labels at the ends, dots over missing waves.

use super::Look;
use super::ends::{Ends, SIZES, Side};
use super::wave_labels::WaveLabels;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::layout::axes::waves::Waves;
use crate::layout::axes::{self, Axis};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Leader, Plot, Points, Polyline};
use crate::layout::remarks::Remarks;
use crate::theme::TypeScale;
use crate::units::{Color, Point, Rect};

/// The least span of a slope's values, as a share of the largest: smaller differences would look larger than they
/// are.
const LEAST_SPAN: f64 = 0.25;

/// How lines differ without colours: by dash, weight and marker.
#[derive(Debug, Clone, Copy)]
struct LineStyle {
    /// Dashes and gaps, in multiples of the width; `None` is solid.
    dash: Option<(f32, f32)>,
    /// Width, in multiples of the usual one.
    weight: f32,
    /// Radius of the dots, in multiples of the width.
    marker: f32,
    /// Whether the dots are rings.
    hollow: bool,
}

impl LineStyle {
    /// The style of lines in colour, and in black and white those of the second line and the lines after it.
    const NUMBERED: [Self; 8] = [
        Self::new(None, 1.0, 1.35, false),
        Self::new(Some((4.0, 2.0)), 1.0, 1.8, true),
        Self::new(None, 0.6, 3.0, true),
        Self::new(Some((2.0, 1.4)), 1.2, 1.35, false),
        Self::new(Some((9.0, 2.5)), 0.7, 2.2, false),
        Self::new(None, 1.5, 1.5, true),
        Self::new(Some((6.0, 4.0)), 0.6, 3.2, true),
        Self::new(Some((3.0, 3.0)), 1.5, 1.35, false),
    ];

    const fn new(dash: Option<(f32, f32)>, weight: f32, marker: f32, hollow: bool) -> Self {
        Self { dash, weight, marker, hollow }
    }
}

/// Lays out `line`, `area` and `slope`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    look: Look,
    context: &LayoutContext<'_>,
) -> LaidOut {
    // A line that ends early has its label at its last point; where that has no room, at the right like the others.
    let with = |size: (f32, f32)| {
        let early = lay_out_with(data, overrides, look, (Side::Point, size), context);
        early.or_else(|| lay_out_with(data, overrides, look, (Side::Right, size), context))
    };
    let usual = with(SIZES[0]);
    let whole = |(_, has_bundle): &(LaidOut, bool)| !has_bundle;
    let is_legible = |size: &(f32, f32)| context.scale.small * size.0 >= context.scale.least;
    let smaller = || {
        let tried = SIZES[1..].iter().copied().filter(is_legible);
        tried.filter_map(with).find(whole)
    };
    let found = match usual {
        Some(usual) if usual.1 => Some(smaller().unwrap_or(usual)),
        usual => usual,
    };
    found.map_or_else(|| LaidOut::new(Plot::Panels(Vec::new()), Vec::new(), 0.0), |(laid_out, _)| laid_out)
}

/// The layout with names at the ends of this size, and whether some of them are bundled; `None` if a label has no room at
/// the last point of its line.
fn lay_out_with(
    data: &ChartData,
    overrides: &ColorOverrides,
    look: Look,
    (early, (text, most_away)): (Side, (f32, f32)),
    context: &LayoutContext<'_>,
) -> Option<(LaidOut, bool)> {
    let (area, size) = (context.area, context.scale.label);
    let colors = overrides.lines(data, context.roles);
    let waves = Waves::new(data.columns.iter().map(|column| column.name.as_str()), context.even_time);
    // Areas and slopes have no logarithmic scale.
    let log = context.log.1 && matches!(look, Look::Line | Look::Steps);
    let domain = value_domain(data, look, context);
    let axis = Axis::upright(domain, log, area.height - size * 3.0, context);
    let scale = TypeScale { small: context.scale.small * text, ..context.scale };
    let names = LayoutContext { scale, ..*context };
    let ends = Ends::new(data, &colors, &waves, look, early, most_away, &names);
    let inset = size * 0.6;
    let room = (ends.right_width() + size * 0.9).max(context.alignment.insets.1);
    let tick_width = match look {
        Look::Slope => (ends.left_width() + size * 1.1).max(size * 3.6),
        _ => axis.label_width(data, context),
    };
    let tick_width = tick_width.max(context.alignment.insets.0);
    let length = (area.width - tick_width - room - inset * 2.0).max(size);
    let wave_labels = WaveLabels::new(data, &waves, length, context);
    // The labels of the first and the last wave extend beyond the lines.
    let (before, behind) = wave_labels.overhang(&waves, length);
    let (left, right) = (tick_width.max(before - inset), room.max(behind - inset));
    let foot = wave_labels.height + size * 0.6;
    // A panel may be lower than a chart on its own.
    let low = context.least_height(size * if context.alignment.limit.is_some() { 7.0 } else { 11.0 });
    let free = area.height - foot - size * 0.5;
    let least = context.frame_height(free, low, size * 15.0);
    let height = ends.height(if free < low { ends.whole_height().max(least) } else { free });
    let frame = Rect::new(area.x + left, area.y + size * 0.5, (area.width - left - right).max(size), height);

    let mut labels = Vec::new();
    let inner =
        Rect::new(frame.x + inset, frame.y, (frame.width - inset * 2.0).max(size * 0.1), frame.height);
    let values = if look == Look::Slope { domain } else { axis.domain() };
    let mut plot = Points::empty(inner, waves.domain, values, true);
    plot.log = (false, log);
    if look == Look::Slope {
        for x in [inner.x, inner.right()] {
            let points = vec![Point::new(x, frame.y), Point::new(x, frame.bottom())];
            plot.grid.push(Leader { points, color: context.roles.grid });
        }
    } else {
        plot.grid = axis.vertical_grid(frame, data, context, &mut labels);
    }
    wave_labels.place(frame.bottom(), &mut plot, context, &mut labels);
    let is_compared = data.rows.iter().filter(|row| !row.is_behind).count() > 1;
    for (index, (row, color)) in data.rows.iter().zip(&colors).enumerate() {
        if row.is_behind {
            draw_behind(row, &waves, &mut plot, context);
            continue;
        }
        let style = match context.hatched && is_compared && !row.highlighted {
            true => LineStyle::NUMBERED[index % LineStyle::NUMBERED.len()],
            false => LineStyle::NUMBERED[0],
        };
        if data.error_bars {
            add_band(row, *color, &waves, &mut plot, context);
        }
        draw_row(row, (*color, style), &waves, look, &mut plot, context);
    }
    let has_bundle = ends.place(&mut plot, &names, &mut labels)?;
    let mark_boxes = mark_boxes(data, &waves, &plot, size);
    let remarks = Remarks { even_time: waves.distorted, log, ..Remarks::default() };
    let height = height + foot + size * 0.5;
    let laid_out = LaidOut { mark_boxes, remarks, ..LaidOut::new(Plot::Points(plot), labels, height) };
    Some((laid_out, has_bundle))
}

/// The values at the ends of the vertical axis. A slope has no axis, so it shows the span of its values.
fn value_domain(data: &ChartData, look: Look, context: &LayoutContext<'_>) -> (f64, f64) {
    match look {
        Look::Area => (data.min().min(0.0), data.max()),
        Look::Line | Look::Steps => axes::ends(data, context.log.1, context),
        Look::Slope => {
            let values = || data.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
            let (least, most) = (data.min(), values().fold(f64::NEG_INFINITY, f64::max));
            if !least.is_finite() || !most.is_finite() {
                return (0.0, 1.0);
            }
            let given = context.axis_ends;
            let (least, most) = (given.0.unwrap_or(least).min(least), given.1.unwrap_or(most).max(most));
            let missing = (most.abs().max(least.abs()) * LEAST_SPAN - (most - least)).max(0.0);
            let missing = if missing + most - least <= 0.0 { 1.0 } else { missing };
            let pad = missing / 2.0 + (most - least) * 0.04;
            (least - pad, most + pad)
        }
    }
}

/// The mark boxes of all values.
fn mark_boxes(data: &ChartData, waves: &Waves, plot: &Points, size: f32) -> Vec<MarkBox> {
    let of_row = |(row, values): (usize, &Vec<Option<f64>>)| -> Vec<MarkBox> {
        let mark_box = |column: &usize| {
            let at = plot.position((waves.at[*column], values.get(*column).copied().flatten()?));
            let rect = Rect::new(at.x - size * 0.3, at.y - size * 0.3, size * 0.6, size * 0.6);
            Some(MarkBox { row, column: *column, rect })
        };
        waves.order.iter().filter_map(mark_box).collect()
    };
    let own = data.rows.iter().enumerate().filter(|(_, row)| !row.is_behind);
    own.map(|(at, row)| (at, &row.values)).flat_map(of_row).collect()
}

/// Draws a line that is only there to compare another one with: thin and grey, without dots.
fn draw_behind(row: &Row, waves: &Waves, plot: &mut Points, context: &LayoutContext<'_>) {
    let point = |column: &usize| Some((waves.at[*column], row.values.get(*column).copied().flatten()?));
    for stretch in waves.order.split(|column| point(column).is_none()) {
        let points: Vec<(f64, f64)> = stretch.iter().filter_map(point).collect();
        if points.len() > 1 {
            plot.lines.push(Polyline {
                points,
                color: context.roles.muted,
                width: context.scale.label * 0.08,
                arrow: false,
                dash: None,
                front: false,
            });
        }
    }
}

/// Adds the band between the ends of a line's intervals; it has a gap where one is missing.
fn add_band(row: &Row, color: Color, waves: &Waves, plot: &mut Points, context: &LayoutContext<'_>) {
    let interval = |column: &usize| Some((waves.at[*column], row.interval(*column)?));
    let light = color.mix(context.roles.background, 0.8);
    for stretch in waves.order.split(|column| interval(column).is_none()) {
        let ends: Vec<(f64, (f64, f64))> = stretch.iter().filter_map(interval).collect();
        if ends.len() > 1 {
            let upper = ends.iter().map(|(at, (_, high))| (*at, *high));
            let lower = ends.iter().rev().map(|(at, (low, _))| (*at, *low));
            plot.areas.push((upper.chain(lower).collect(), light));
        }
    }
}

/// Draws one polyline per stretch without a missing wave, and dots over those. A wave between two missing ones is a
/// dot of its own.
fn draw_row(
    row: &Row,
    (color, style): (Color, LineStyle),
    waves: &Waves,
    look: Look,
    plot: &mut Points,
    context: &LayoutContext<'_>,
) {
    let front = row.highlighted;
    let width = context.scale.label * if front { 0.22 } else { 0.16 } * style.weight;
    let solid = style.dash.map(|(on, off)| (width * on, width * off));
    let line = |points: Vec<(f64, f64)>, width: f32, dash: Option<(f32, f32)>| Polyline {
        points,
        color,
        width,
        arrow: false,
        dash,
        front,
    };
    let mut stretches: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for column in &waves.order {
        match (row.values.get(*column).copied().flatten(), stretches.last_mut()) {
            (Some(value), Some(stretch)) => {
                let at = (waves.at[*column], value);
                stretch.push(at);
                plot.dots.push(Dot { at, radius: width * style.marker, fill: color, front });
                if style.hollow {
                    let fill = context.roles.background;
                    plot.dots.push(Dot { at, radius: width * (style.marker - 0.75), fill, front });
                }
            }
            (None, Some(stretch)) if !stretch.is_empty() => stretches.push(Vec::new()),
            _ => {}
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    for pair in stretches.windows(2) {
        let (Some(from), Some(to)) = (pair[0].last(), pair[1].first()) else { continue };
        plot.lines.push(line(vec![*from, *to], width * 0.55, Some((width * 0.55, width * 1.3))));
    }
    for stretch in stretches.into_iter().filter(|stretch| stretch.len() > 1) {
        if look == Look::Area {
            let mut outline = stretch.clone();
            outline.push((stretch[stretch.len() - 1].0, plot.y.0.max(0.0)));
            outline.push((stretch[0].0, plot.y.0.max(0.0)));
            plot.areas.push((outline, color.mix(context.roles.background, 0.78)));
        }
        plot.lines.push(line(if look == Look::Steps { steps(&stretch) } else { stretch }, width, solid));
    }
}

/// The corners of a line that keeps each level until the next point in time.
fn steps(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let corners = points.windows(2).flat_map(|pair| [pair[0], (pair[1].0, pair[0].1)]);
    corners.chain(points.last().copied()).collect()
}
