//! Lines over waves: direct labels at the right end, gaps where a wave is missing.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::layout::axes::Axis;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Leader, Plot, Points, Polyline};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// The variants of line charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// One line per category, with a value axis: `line`.
    Line,
    /// Lines with the area below filled: `area`.
    Area,
    /// Two columns only, values at both ends, no axis: `slope`.
    Slope,
}

/// A label at an end of a line, during placement.
struct End {
    block: Block,
    wanted: f32,
    y: f32,
    color: Color,
}

/// Lays out `line`, `area` and `slope`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    look: Look,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = line_colors(data, overrides, context);
    let axis = Axis::new(context.axis_start(data), data.max(), 6);
    let ends: Vec<Block> = data.rows.iter().map(|row| end_label(row, data, context)).collect();
    let inset = size * 0.6;
    let waves: Vec<Block> = data.columns.iter().map(|column| wave(&column.name, context)).collect();
    // The labels of the first and the last wave extend beyond the lines.
    let beyond = |wave: Option<&Block>| wave.map_or(0.0, |block| block.width / 2.0 - inset);
    let widest = ends.iter().map(|block| block.width).fold(0.0, f32::max);
    let right = (widest + size * 0.9).max(beyond(waves.last())).max(context.alignment.insets.1);
    let left = match look {
        Look::Slope => (start_width(data, context) + size * 0.9).max(size * 3.6),
        _ => axis.label_width(data, context),
    };
    let left = left.max(beyond(waves.first())).max(context.alignment.insets.0);
    let foot = waves.iter().map(|block| block.height).fold(0.0, f32::max) + size * 0.6;
    // A panel may be lower than a chart on its own.
    let low = if context.alignment.limit.is_some() { size * 7.0 } else { size * 11.0 };
    let least = (ends.iter().map(|block| block.height + size * 0.3).sum::<f32>()).max(low);
    let height = (area.height - foot - size * 0.5).max(least);
    let frame = Rect::new(area.x + left, area.y + size * 0.5, (area.width - left - right).max(size), height);

    let mut labels = Vec::new();
    let inner = Rect::new(frame.x + inset, frame.y, frame.width - inset * 2.0, frame.height);
    let last = (data.columns.len().max(2) - 1) as f64;
    let mut plot = Points::empty(inner, (0.0, last), axis.domain(), true);
    if look == Look::Slope {
        for x in [inner.x, inner.right()] {
            let points = vec![Point::new(x, frame.y), Point::new(x, frame.bottom())];
            plot.grid.push(Leader { points, color: context.roles.grid });
        }
    } else {
        plot.grid = axis.vertical_grid(frame, data, context, &mut labels);
    }
    wave_labels(&waves, &plot, frame.bottom() + size * 0.5, size, &mut labels);
    for (row, color) in data.rows.iter().zip(&colors) {
        draw_row(&row.values, *color, row.highlighted, look, &mut plot, context);
    }
    end_labels(ends, &colors, data, &mut plot, context, &mut labels);
    if look == Look::Slope {
        start_labels(data, &colors, &plot, context, &mut labels);
    }
    let mark_boxes = mark_boxes(data, &plot, size);
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Points(plot), labels, height + foot + size * 0.5) }
}

/// The mark boxes of all values.
fn mark_boxes(data: &ChartData, plot: &Points, size: f32) -> Vec<MarkBox> {
    let of_row = |(row, values): (usize, &Vec<Option<f64>>)| -> Vec<MarkBox> {
        let mark_box = |(column, value): (usize, &Option<f64>)| {
            let at = plot.position((column as f64, (*value)?));
            let rect = Rect::new(at.x - size * 0.3, at.y - size * 0.3, size * 0.6, size * 0.6);
            Some(MarkBox { row, column, rect })
        };
        values.iter().enumerate().filter_map(mark_box).collect()
    };
    data.rows.iter().map(|row| &row.values).enumerate().flat_map(of_row).collect()
}

/// Places the names of the waves. Where they would touch, only every second, third, … is kept, counted from the
/// last.
fn wave_labels(waves: &[Block], plot: &Points, y: f32, size: f32, labels: &mut Vec<TextRun>) {
    let spacing = plot.frame.width / (waves.len().max(2) - 1) as f32;
    let widest = waves.iter().map(|block| block.width).fold(0.0, f32::max) + size * 0.8;
    let step = ((widest / spacing.max(0.1)).ceil() as usize).max(1);
    for (index, block) in
        waves.iter().enumerate().filter(|(index, _)| (waves.len() - 1 - index).is_multiple_of(step))
    {
        let x = plot.position((index as f64, 0.0)).x;
        block.place(Point::new(x, y), Align::Center, labels);
    }
}

/// The accent colour for highlighted lines and muted colours for the others; without highlights the palette in
/// order.
fn line_colors(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> Vec<Color> {
    let any = data.rows.iter().any(|row| row.highlighted);
    let plain = overrides.rows(data, context.roles);
    let color = |(index, color): (usize, Color)| {
        if any || data.rows.len() == 1 {
            color
        } else {
            overrides.given(&data.rows[index].name).unwrap_or(context.roles.category(index))
        }
    };
    plain.into_iter().enumerate().map(color).collect()
}

fn end_label(row: &Row, data: &ChartData, context: &LayoutContext<'_>) -> Block {
    let last = row.values.iter().rev().find_map(|value| *value);
    let value = data.print(last, context.typesetter.language);
    let text_style = end_style(row, context);
    // A panel with a single line has the name as its title.
    if row.name.is_empty() {
        return context.typesetter.line(&value, text_style);
    }
    // The value stays with the last word of the name; where both are too wide for a line, it gets a line of its
    // own.
    let limit = context.area.width * 0.3;
    let last_word = row.name.split(' ').next_back().unwrap_or_default();
    let ends = [format!("{last_word}\u{a0}\u{a0}{value}"), value.clone()];
    let [joined, alone] = ends.map(|text| context.typesetter.line(&text, text_style).width);
    let gap = if joined > limit { "\n" } else { "\u{a0}\u{a0}" };
    context.typesetter.block(&format!("{}{gap}{value}", row.name), text_style, limit.max(alone))
}

/// Text style of labels at the ends of a line.
fn end_style(row: &Row, context: &LayoutContext<'_>) -> TextStyle {
    let style = if row.highlighted { Style::Semibold } else { Style::Regular };
    TextStyle { style, size: context.scale.small, ..context.label(TextRole::Value) }
}

fn wave(name: &str, context: &LayoutContext<'_>) -> Block {
    let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Category) };
    let most = (context.area.width * 0.3).max(context.scale.small * 3.0);
    context.typesetter.block(name, text_style, most.min(context.scale.small * 9.0))
}

/// Draws one polyline per stretch without a gap; a wave between two gaps is a dot.
fn draw_row(
    values: &[Option<f64>],
    color: Color,
    strong: bool,
    look: Look,
    plot: &mut Points,
    context: &LayoutContext<'_>,
) {
    let size = context.scale.label;
    let mut stretch: Vec<(f64, f64)> = Vec::new();
    let width = size * if strong { 0.22 } else { 0.16 };
    for (index, value) in values.iter().enumerate() {
        if let Some(value) = value {
            stretch.push((index as f64, *value));
            plot.dots.push(Dot { at: (index as f64, *value), radius: width * 1.35, fill: color });
        }
        if value.is_none() || index + 1 == values.len() {
            if stretch.len() > 1 {
                if look == Look::Area {
                    let mut outline = stretch.clone();
                    outline.push((stretch[stretch.len() - 1].0, plot.y.0));
                    outline.push((stretch[0].0, plot.y.0));
                    plot.areas.push((outline, color.mix(context.roles.background, 0.78)));
                }
                plot.lines.push(Polyline { points: stretch.clone(), color, width, arrow: false });
            }
            stretch.clear();
        }
    }
}

fn end_labels(
    ends: Vec<Block>,
    colors: &[Color],
    data: &ChartData,
    plot: &mut Points,
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) {
    let (frame, size) = (plot.frame, context.scale.label);
    let mut ends: Vec<End> = ends
        .into_iter()
        .zip(data.rows.iter().zip(colors))
        .filter_map(|(block, (row, color))| {
            let last = row.values.iter().rev().find_map(|value| *value)?;
            let wanted = plot.position((0.0, last)).y;
            Some(End { block, wanted, y: wanted, color: *color })
        })
        .collect();
    spread(&mut ends, frame, size);
    for end in ends {
        let x = frame.right() + size * 0.9;
        if (end.y - end.wanted).abs() > size * 0.3 {
            let points =
                vec![Point::new(frame.right() + size * 0.3, end.wanted), Point::new(x - size * 0.15, end.y)];
            plot.leaders.push(Leader { points, color: end.color });
        }
        end.block.place_middle(Point::new(x, end.y), Align::Left, labels);
    }
}

/// The value at the left end of a slope, in the weight of the label at its right end.
fn start_label(row: &Row, data: &ChartData, context: &LayoutContext<'_>) -> Option<(f64, Block)> {
    let value = (*row.values.first()?)?;
    let text = data.print(Some(value), context.typesetter.language);
    Some((value, context.typesetter.line(&text, end_style(row, context))))
}

/// Width of the values at the left end of a slope.
fn start_width(data: &ChartData, context: &LayoutContext<'_>) -> f32 {
    let labels = data.rows.iter().filter_map(|row| start_label(row, data, context));
    labels.map(|(_, block)| block.width).fold(0.0, f32::max)
}

/// Places the values at the left end of a slope.
fn start_labels(
    data: &ChartData,
    colors: &[Color],
    plot: &Points,
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) {
    let (frame, size) = (plot.frame, context.scale.label);
    let mut ends: Vec<End> = data
        .rows
        .iter()
        .zip(colors)
        .filter_map(|(row, color)| {
            let (first, block) = start_label(row, data, context)?;
            let wanted = plot.position((0.0, first)).y;
            Some(End { block, wanted, y: wanted, color: *color })
        })
        .collect();
    spread(&mut ends, frame, size);
    for end in ends {
        end.block.place_middle(Point::new(frame.x - size * 0.6, end.y), Align::Right, labels);
    }
}

/// Moves labels apart up and down, as little as needed, within the frame.
fn spread(ends: &mut [End], frame: Rect, size: f32) {
    let gap = size * 0.3;
    ends.sort_by(|a, b| a.wanted.total_cmp(&b.wanted));
    let mut least = frame.y - size * 0.4;
    for end in ends.iter_mut() {
        let half = end.block.height / 2.0;
        end.y = end.wanted.max(least + half);
        least = end.y + half + gap;
    }
    let mut most = frame.bottom() + size * 0.4;
    for end in ends.iter_mut().rev() {
        let half = end.block.height / 2.0;
        end.y = end.y.min(most - half);
        most = end.y - half - gap;
    }
}
