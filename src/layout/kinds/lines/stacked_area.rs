//! Stacked areas: parts on top of each other over waves, with their names at the right.

use super::wave_labels::WaveLabels;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::layout::axes::Axis;
use crate::layout::axes::waves::Waves;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Leader, Plot, Points, Polyline};
use crate::layout::labels::along::{Line, Wish};
use crate::layout::remarks::Remarks;
use crate::survey::series::Unit;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// Largest share of the width for names at the right.
const MOST_BESIDE: f32 = 0.32;

/// Lays out `stacked-area`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = colors(data, overrides, context);
    let waves = Waves::new(data.columns.iter().map(|column| column.name.as_str()), context.even_time);
    let bounds = Bounds::new(data);
    let axis = Axis::upright((0.0, bounds.most(data.unit)), false, area.height - size * 3.0, context);
    let names: Vec<Block> =
        data.rows.iter().zip(&colors).map(|(row, color)| name(row, *color, &waves, data, context)).collect();
    let right = names.iter().map(|block| block.width).fold(0.0, f32::max) + size * 1.2;
    let left = axis.label_width(data, context);
    let length = (area.width - left - right).max(size);
    let wave_labels = WaveLabels::new(data, &waves, length, context);
    let (before, behind) = wave_labels.overhang(&waves, length);
    let (left, right) = (left.max(before), right.max(behind));
    let foot = wave_labels.height + size * 0.6;
    let height = context.frame_height(area.height - foot - size * 0.5, size * 11.0, size * 15.0);
    let frame = Rect::new(area.x + left, area.y + size * 0.5, (area.width - left - right).max(size), height);

    let mut labels = Vec::new();
    let mut plot = Points::empty(frame, waves.domain, axis.domain(), true);
    plot.grid = axis.vertical_grid(frame, data, context, &mut labels);
    wave_labels.place(frame.bottom(), &mut plot, context, &mut labels);
    let mut mark_boxes = Vec::new();
    for (index, color) in colors.iter().enumerate() {
        let edge = |upper: bool| -> Vec<(f64, f64)> {
            waves.order.iter().map(|column| (waves.at[*column], bounds.of(index, *column, upper))).collect()
        };
        let top = edge(true);
        let outline = top.iter().copied().chain(edge(false).into_iter().rev()).collect();
        plot.areas.push((outline, *color));
        if index + 1 < data.rows.len() {
            plot.lines.push(separator(top, size * 0.1, context));
        }
        for column in &waves.order {
            let (from, to) = (bounds.of(index, *column, false), bounds.of(index, *column, true));
            let at = plot.position((waves.at[*column], (from + to) / 2.0));
            let rect = Rect::new(at.x - size * 0.3, at.y - size * 0.3, size * 0.6, size * 0.6);
            mark_boxes.push(MarkBox { row: index, column: *column, rect });
        }
    }
    let mut too_wide: Vec<String> =
        names.iter().filter(|block| !block.is_whole()).map(Block::words).collect();
    if let Some(last) = waves.order.last() {
        let middles: Vec<f64> = (0..data.rows.len())
            .map(|row| (bounds.of(row, *last, false) + bounds.of(row, *last, true)) / 2.0)
            .collect();
        let is_placed = place_names(&names, &middles, &mut plot, context, &mut labels);
        if !is_placed {
            // The names have no room beside the areas: the chart says so instead of dropping one.
            too_wide.extend(names.last().map(Block::words));
        }
    }
    let remarks = Remarks { even_time: waves.distorted, ..Remarks::default() };
    let height = height + foot + size * 0.5;
    LaidOut { mark_boxes, remarks, too_wide, ..LaidOut::new(Plot::Points(plot), labels, height) }
}

/// Parts of no order have colours of their own; those beside a highlighted one are grey.
fn colors(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> Vec<Color> {
    let any = data.rows.iter().any(|row| row.highlighted);
    if any || context.hatched || data.rows.len() > 6 {
        let names: Vec<(String, bool, bool)> =
            data.rows.iter().map(|row| (row.name.clone(), row.highlighted, row.is_muted())).collect();
        return overrides.parts(&names, data, context.roles);
    }
    overrides.lines(data, context.roles)
}

/// A line in the background's colour between two areas.
fn separator(points: Vec<(f64, f64)>, width: f32, context: &LayoutContext<'_>) -> Polyline {
    Polyline { points, color: context.roles.background, width, arrow: false, dash: None, front: false }
}

/// The name of a part with its last figure.
fn name(row: &Row, color: Color, waves: &Waves, data: &ChartData, context: &LayoutContext<'_>) -> Block {
    let style = if row.highlighted { Style::Semibold } else { Style::Regular };
    let color = context.label_color(color);
    let style = TextStyle { style, color, ..context.small(TextRole::Value) };
    let last = waves.order.last().copied().unwrap_or(0);
    let figure = data.print_cell(row, last, context.typesetter.language);
    let text = format!("{}\u{a0}\u{a0}{figure}", row.name);
    context.typesetter.block(text.trim_start(), style, context.area.width * MOST_BESIDE)
}

/// Places the names beside the ends of their areas, from the top down; `false` if they have no room.
fn place_names(
    names: &[Block],
    middles: &[f64],
    plot: &mut Points,
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) -> bool {
    let size = context.scale.label;
    let edge = plot.frame.right();
    let at = |value: f64| plot.position((plot.x.1, value)).y;
    let wishes: Vec<Wish> = names
        .iter()
        .zip(middles)
        .rev()
        .map(|(block, value)| Wish { at: at(*value), extent: block.height })
        .collect();
    let bounds = (context.area.y, plot.frame.bottom() + size * 0.6);
    let Some(places) = (Line { wishes: &wishes, gap: size * 0.2, bounds }).spread() else { return false };
    for (y, (wish, block)) in places.iter().zip(wishes.iter().zip(names.iter().rev())) {
        let x = edge + size * 1.1;
        if (y - wish.at).abs() > size * 0.3 {
            let points = vec![Point::new(edge + size * 0.15, wish.at), Point::new(x - size * 0.15, *y)];
            plot.leaders.push(Leader { points, color: context.roles.quiet });
        }
        block.place_middle(Point::new(x, *y), Align::Left, labels);
    }
    true
}

/// The lower and upper edge of each part at each wave.
struct Bounds(Vec<Vec<(f64, f64)>>);

impl Bounds {
    fn new(data: &ChartData) -> Self {
        let mut sums = vec![0.0; data.columns.len()];
        let edges = |row: &Row| {
            let edge = |(sum, value): (&mut f64, &Option<f64>)| {
                let from = *sum;
                *sum += value.unwrap_or(0.0);
                (from, *sum)
            };
            sums.iter_mut().zip(&row.values).map(edge).collect()
        };
        Self(data.rows.iter().map(edges).collect())
    }

    fn of(&self, row: usize, column: usize, upper: bool) -> f64 {
        let (from, to) = self.0[row].get(column).copied().unwrap_or_default();
        if upper { to } else { from }
    }

    fn most(&self, unit: Unit) -> f64 {
        let sums = self.0.last().into_iter().flatten().map(|(_, to)| *to);
        let most = sums.fold(0.1, f64::max);
        // Shares that miss 100 only by rounding have an axis to 100.
        if unit == Unit::Percent && (99.0..=101.0).contains(&most) { 100.0 } else { most }
    }
}
