//! One bar of 100 % with its parts labelled directly below. Labels of narrow parts are moved apart and connected
//! by lines.

use super::stacked_bar::Part;
use super::stepped_labels::SteppedLabels;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row, RowKind};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Leader, Plot};
use crate::layout::kinds::part_list::Parts;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// The label of a part, during placement.
struct Label {
    value: Block,
    name: Block,
    /// Left and right edge of its segment.
    segment: (f32, f32),
    /// Where the label starts.
    x: f32,
}

impl Label {
    /// Whether the label begins below its segment.
    fn is_below(&self) -> bool {
        (self.segment.0 - 0.5..self.segment.1).contains(&self.x)
    }

    fn width(&self) -> f32 {
        self.value.width.max(self.name.width)
    }
}

/// Lays out a `stacked-bar` of one bar.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let indices: Vec<usize> = (0..data.rows.len()).filter(|at| data.rows[*at].kind != RowKind::Net).collect();
    let rows: Vec<&Row> = indices.iter().map(|at| &data.rows[*at]).collect();
    let parts: Vec<Part> =
        rows.iter().map(|row| (row.name.clone(), is_highlighted(row, data), row.is_muted())).collect();
    let colors = overrides.parts(&parts, data, context.roles);
    let values: Vec<f64> = rows.iter().map(|row| row.values[0].unwrap_or(0.0).max(0.0)).collect();
    let whole = values.iter().sum::<f64>().max(100.0);
    let x_of = |value: f64| area.x + area.width * (value / whole) as f32;

    let mut labels = Vec::new();
    let mut leaders = Vec::new();
    let bracket_height = brackets(data, &rows, &values, &x_of, context, &mut labels, &mut leaders);
    let found = placed_labels(&rows, &values, data, context, &x_of);
    let Some(bracket_height) = bracket_height else { return lay_out_listed(data, overrides, context) };
    let Some(found) = found else {
        let mut from = 0.0;
        let segment = |value: &f64| {
            let edges = (x_of(from), x_of(from + value));
            from += value;
            edges
        };
        let segments: Vec<(f32, f32)> = values.iter().map(segment).collect();
        let parts =
            rows.iter().zip(segments).map(|(row, segment)| (*row, is_highlighted(row, data), segment));
        let Some(stepped) = SteppedLabels::new(&parts.collect::<Vec<_>>(), data, context) else {
            return lay_out_listed(data, overrides, context);
        };
        let below = stepped.height(size);
        let spare = (area.height - bracket_height - size * 2.6 - below).max(0.0);
        let thick = (size * 2.6 + spare * 0.45).min(size * 7.0);
        let end = bracket_height + thick;
        let frame = Rect::new(area.x, area.y, area.width, end);
        let mut plot = stack(frame, bracket_height, thick, &values, &colors, whole, context);
        stepped.place(area.y + end, context, &mut labels, &mut leaders);
        plot.leaders = leaders;
        let mark_boxes = mark_boxes(&indices, &plot);
        return LaidOut { mark_boxes, ..LaidOut::new(Plot::Bars(plot), labels, end + below) };
    };
    let label_height =
        found.iter().map(|label| label.value.height + label.name.height + size * 0.3).fold(0.0, f32::max);
    let bent = found.iter().filter(|label| !label.is_below()).count();
    let lead = size * (1.1 + 0.28 * bent as f32);
    let natural = bracket_height + size * 3.4 + lead + label_height;
    let thick = (size * 3.4 + (area.height - natural).max(0.0) * 0.45).min(size * 7.0);
    // With height to spare the bar moves towards the middle.
    let drop = ((area.height - (natural - size * 3.4 + thick)) * 0.3).max(0.0);
    for run in &mut labels {
        run.at.y += drop;
    }
    for point in leaders.iter_mut().flat_map(|leader: &mut Leader| &mut leader.points) {
        point.y += drop;
    }

    let top = drop + bracket_height;
    let frame = Rect::new(area.x, area.y, area.width, top + thick);
    let mut plot = stack(frame, top, thick, &values, &colors, whole, context);
    let below = area.y + top + thick;
    let mut level = 0;
    for label in &found {
        level += usize::from(!label.is_below());
        leaders.push(leader(label, below, lead, level as f32 / (bent + 1) as f32, context));
        let y = below + lead;
        label.value.place(Point::new(label.x, y), Align::Left, &mut labels);
        let y = y + label.value.height + size * 0.15;
        label.name.place(Point::new(label.x, y), Align::Left, &mut labels);
    }
    plot.leaders = leaders;
    let mark_boxes = mark_boxes(&indices, &plot);
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Bars(plot), labels, top + thick + lead + label_height) }
}

/// One bar, stacked from these parts.
fn stack(
    frame: Rect,
    top: f32,
    thick: f32,
    values: &[f64],
    colors: &[Color],
    whole: f64,
    context: &LayoutContext<'_>,
) -> Bars {
    let mut plot = Bars::empty(frame, Direction::Right, (0.0, whole), context.roles.background);
    let mut from = 0.0;
    for (value, fill) in values.iter().zip(colors) {
        let (across, span) = ((top, top + thick), (from, from + value));
        plot.bars.push(Bar { across, span, fill: *fill, separated: from > 0.0 });
        from += value;
    }
    plot
}

fn mark_boxes(rows: &[usize], plot: &Bars) -> Vec<MarkBox> {
    let mark_box = |(row, bar): (&usize, &Bar)| MarkBox { row: *row, column: 0, rect: plot.rect(bar) };
    rows.iter().zip(&plot.bars).map(mark_box).collect()
}

/// The bar with its parts listed below, one per line: for more labels than fit side by side.
fn lay_out_listed(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let parts = Parts::new(data, overrides, context);
    let (_, list) = parts.lines(Point::new(area.x, area.y), area.width, data, context, &mut Vec::new());
    let spare = (area.height - size * 3.6 - list).max(0.0);
    let thick = (size * 2.6 + spare * 0.45).min(size * 7.0);
    let frame = Rect::new(area.x, area.y, area.width, thick);
    let mut plot = stack(frame, 0.0, thick, &parts.values, &parts.colors, parts.whole, context);
    let top = area.y + thick + size;
    let mut labels = Vec::new();
    let (swatches, height) = parts.lines(Point::new(area.x, top), area.width, data, context, &mut labels);
    plot.swatches = swatches;
    let mark_boxes = mark_boxes(&parts.rows, &plot);
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Bars(plot), labels, thick + size + height) }
}

/// Whether a part is drawn in the accent colour: it or its net is highlighted.
fn is_highlighted(row: &Row, data: &ChartData) -> bool {
    row.highlighted || row.part_of.is_some_and(|net| data.rows[net].highlighted)
}

/// Places the labels with as few bent lines as wrapping their names allows; `None` if they have no room.
fn placed_labels(
    rows: &[&Row],
    values: &[f64],
    data: &ChartData,
    context: &LayoutContext<'_>,
    x_of: &dyn Fn(f64) -> f32,
) -> Option<Vec<Label>> {
    let size = context.scale.label;
    let place = |most: f32| {
        let mut labels = shape_labels(rows, values, data, context, x_of, most);
        let needed = labels.iter().map(|label| label.width() + size * 0.8).sum::<f32>() - size * 0.8;
        let whole = labels.iter().all(|label| label.name.is_undivided());
        (needed <= context.area.width && whole).then(|| {
            spread(&mut labels, context.area, size);
            labels
        })
    };
    // Names on one line read best; names on two or three lines stay closer to their segments.
    let max_widths = [f32::INFINITY, size * 8.0, size * 6.0, size * 4.5];
    let bent = |labels: &Vec<Label>| labels.iter().filter(|label| !label.is_below()).count();
    max_widths.into_iter().filter_map(place).min_by_key(bent)
}

/// Shapes the labels. The name of a narrow segment may be wider than the segment, but not wider than `most`.
fn shape_labels(
    rows: &[&Row],
    values: &[f64],
    data: &ChartData,
    context: &LayoutContext<'_>,
    x_of: &dyn Fn(f64) -> f32,
    most: f32,
) -> Vec<Label> {
    let size = context.scale.label;
    let share = context.area.width / rows.len().max(1) as f32;
    let mut from = 0.0;
    let mut labels = Vec::new();
    for (row, value) in rows.iter().zip(values) {
        let (left, right) = (x_of(from), x_of(from + value));
        from += value;
        let rest = row.is_muted();
        let color = if rest { context.roles.quiet } else { context.roles.text };
        let number = TextStyle { size: size * 1.3, color, ..context.value() };
        let style = if is_highlighted(row, data) { Style::Semibold } else { Style::Regular };
        let name = TextStyle { color, style, ..context.label(TextRole::Category) };
        let width = (right - left - size * 0.8).max(share.min(size * 9.0).min(most) - size * 0.8);
        labels.push(Label {
            value: context.typesetter.line(&data.print(row.values[0], context.typesetter.language), number),
            name: context.typesetter.block(&row.name, name, width),
            segment: (left, right),
            x: left,
        });
    }
    labels
}

/// Moves labels apart: each starts at its segment's left edge unless its neighbours need the room.
fn spread(labels: &mut [Label], area: Rect, size: f32) {
    let gap = size * 0.8;
    let mut least = area.x;
    for label in labels.iter_mut() {
        label.x = label.segment.0.max(least);
        least = label.x + label.width() + gap;
    }
    let mut most = area.right();
    for label in labels.iter_mut().rev() {
        label.x = label.x.min(most - label.width());
        most = label.x - gap;
    }
}

/// The line from a segment down to its label: straight where the label begins below its segment, otherwise with a
/// bend.
///
/// Labels are pushed to the left by those after them, so a later one bends lower: then no two lines cross.
fn leader(label: &Label, below: f32, lead: f32, depth: f32, context: &LayoutContext<'_>) -> Leader {
    let size = context.scale.label;
    let end = below + lead - size * 0.25;
    let foot = label.x + size * 0.12;
    let (left, right) = label.segment;
    let points = if label.is_below() {
        let foot = foot.min((left + right) / 2.0);
        vec![Point::new(foot, below), Point::new(foot, end)]
    } else {
        let (middle, bend) = ((left + right) / 2.0, below + (end - below) * depth);
        vec![
            Point::new(middle, below),
            Point::new(middle, bend),
            Point::new(foot, bend),
            Point::new(foot, end),
        ]
    };
    Leader { points, color: context.roles.muted.mix(context.roles.text, 0.3) }
}

/// Adds a bracket with name and value above the parts of each net whose parts are adjacent. Returns the height of
/// the brackets, or `None` if two names would overlap.
fn brackets(
    data: &ChartData,
    rows: &[&Row],
    values: &[f64],
    x_of: &dyn Fn(f64) -> f32,
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
    leaders: &mut Vec<Leader>,
) -> Option<f32> {
    let (area, size) = (context.area, context.scale.label);
    let mut height = 0.0f32;
    let mut taken = f32::NEG_INFINITY;
    for (index, net) in data.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Net) {
        let parts: Vec<usize> = (0..rows.len()).filter(|part| rows[*part].part_of == Some(index)).collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
        if last - first + 1 != parts.len() {
            continue;
        }
        let before: f64 = values[..*first].iter().sum();
        let (left, right) = (x_of(before), x_of(before + values[*first..=*last].iter().sum::<f64>()));
        let text = format!("{}\u{a0}{}", net.name, data.print(net.values[0], context.typesetter.language));
        let block = context.typesetter.block(&text, context.value(), area.width);
        let half = block.width / 2.0;
        let x = ((left + right) / 2.0).min(area.right() - half).max(area.x + half);
        if x - half < taken || block.lines() > 1 {
            return None;
        }
        taken = x + half + size * 0.6;
        block.place(Point::new(x, area.y), Align::Center, labels);
        let (top, bottom) = (area.y + block.height + size * 0.35, area.y + block.height + size * 0.75);
        leaders.push(Leader {
            points: vec![
                Point::new(left + 0.5, bottom),
                Point::new(left + 0.5, top),
                Point::new(right - 0.5, top),
                Point::new(right - 0.5, bottom),
            ],
            color: context.roles.quiet,
        });
        height = height.max(bottom - area.y + size * 0.25);
    }
    Some(height)
}
