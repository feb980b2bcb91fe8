//! Dots on a common axis: one or several per category, connected by a line or an arrow, or by a line from zero.

use super::dot_values::{BESIDE, all_above, between, ends, is_read_off, value_block};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Column, Row};
use crate::layout::axes::{self, Axis};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Leader, Plot, Points, Polyline, Whisker, along};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::legend;
use crate::layout::remarks::Remarks;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// How the dots of a row are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connector {
    /// Not at all: `dot`.
    Unconnected,
    /// By a line: `dumbbell`.
    Line,
    /// By an arrow from the first to the last: `arrow`.
    Arrow,
    /// By a line from zero: `lollipop`.
    Base,
}

/// Radius of a dot, in multiples of the label size.
const DOT: f32 = 0.44;

/// Lays out `dot`, `dumbbell`, `arrow` and `lollipop`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    connector: Connector,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let several = data.columns.len() > 1;
    let row_colors = overrides.rows(data, context.roles);
    let column_colors = overrides.columns(&data.columns, context.roles);
    let gap = size * 0.75 * context.spacing.rows;
    let mut bands = RowBands::new(data, size * 1.3, gap, context);
    let extent = AxisExtent::new(data, connector, area.x + bands.width, context);
    // A figure that has no room beside its dot goes above it.
    let above = size * (DOT * 2.0 + 0.2) + context.scale.small * 1.2;
    if connector == Connector::Unconnected && !data.error_bars && extent.has_figures_above(data, context) {
        bands = RowBands::new(data, size * 1.3, gap.max(above - size * 1.3 + 0.1), context);
    }
    let any = data.rows.iter().any(|row| row.highlighted);
    let tail = if connector == Connector::Base { 0.0 } else { Axis::label_height(context) };

    // Two columns are named above the first row; more columns, and names without room there, go to a legend.
    let names_above = named_above(data, &extent, context);
    let entries: Vec<(String, Color)> = match (&names_above, connector, &data.columns[..]) {
        (Some(_), ..) => Vec::new(),
        // An arrow has one colour: its direction tells the columns apart.
        (_, Connector::Arrow, [first, .., last]) => {
            vec![(format!("{} → {}", first.name, last.name), context.roles.accent)]
        }
        _ if several => {
            data.columns.iter().map(|column| column.name.clone()).zip(column_colors.clone()).collect()
        }
        _ => Vec::new(),
    };
    let legend = legend::lay_out(&entries, context, area.x);
    let head = names_above.as_ref().map_or(legend.height, |names| names.height);
    let factor = bands.stretch(head + tail, 4.2, context);
    let (mut labels, mut separators) = (legend.labels, Vec::new());
    let top = area.y + head;
    let rows = bands.place(factor, top, context, &mut labels, &mut separators);
    let end = bottom(&rows, top);
    let frame = Rect::new(extent.start, top, extent.length, end - top);
    let mut plot = Points::empty(frame, extent.domain, (0.0, f64::from(frame.height)), false);
    plot.log = (extent.log, false);
    plot.swatches = legend.swatches;
    plot.grid = match &extent.axis {
        Some(axis) => axis.horizontal_grid(frame, data, context, &mut labels),
        // Each lollipop has its value beside it, so only the line at zero remains of the axis.
        None => {
            let x = plot.position((0.0, 0.0)).x;
            let points = vec![Point::new(x, frame.y), Point::new(x, frame.bottom())];
            vec![Leader { points, color: context.roles.quiet }]
        }
    };
    plot.grid.extend(separators);
    // Figures above all dots of all rows, where rows are high enough, so that a line can join the dots of a row.
    let is_high = !bands.above && rows.iter().all(|band| band.height >= above);
    let joined: Option<Vec<_>> = (connector == Connector::Unconnected && !data.error_bars && is_high)
        .then(|| {
            let x = |value: f64| plot.position((value, 0.0)).x;
            let is_whole = |row: &&Row| row.values.len() > 2 && row.values.iter().all(Option::is_some);
            let whole: Vec<&Row> = data.rows.iter().filter(is_whole).collect();
            (whole.len() == data.rows.len())
                .then(|| whole.into_iter().map(|row| all_above(row, &x, data, context)).collect())?
        })
        .flatten();
    let (mut mark_boxes, mut remarks) = (Vec::new(), Remarks { log: extent.log, ..Remarks::default() });
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        let found: Vec<(usize, f64)> =
            row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
        let color = |at: usize| match connector {
            Connector::Arrow if any => row_colors[index],
            Connector::Arrow => context.roles.accent,
            _ if several => column_colors[at],
            _ => row_colors[index],
        };
        let positions = RowPositions {
            across: f64::from(frame.bottom() - band.middle),
            spread: if data.error_bars { size * SPREAD } else { 0.0 },
            of: row.values.len(),
        };
        let front = |at: usize| row.highlighted || data.columns[at].highlighted;
        add_marks(&found, &positions, connector, &|at| (color(at), front(at)), &mut plot, context);
        if data.error_bars {
            plot.whiskers.extend(whiskers(row, &positions, context));
        }
        let dots = found.iter().map(|(column, value)| {
            let at = plot.position((*value, positions.at(*column)));
            let rect = Rect::new(at.x - size * DOT, at.y - size * DOT, size * DOT * 2.0, size * DOT * 2.0);
            MarkBox { row: index, column: *column, rect }
        });
        let first = mark_boxes.len();
        mark_boxes.extend(dots);
        let above_all = joined.as_ref().and_then(|joined| joined.get(index));
        if let Some(figures) = above_all {
            let reach = (figures.first().map_or(0.0, |dot| dot.1), figures.last().map_or(0.0, |dot| dot.1));
            plot.lines.push(Polyline {
                points: vec![(reach.0, positions.across), (reach.1, positions.across)],
                color: context.roles.grid,
                width: size * 0.2,
                arrow: false,
                dash: None,
                front: false,
            });
            for (_, value, block) in figures {
                let at = plot.position((*value, positions.across));
                let top = at.y - size * (DOT + 0.08) - block.height;
                block.place(Point::new(at.x, top), Align::Center, &mut labels);
            }
        }
        let mut beside = match above_all {
            Some(_) => Vec::new(),
            None => ends(row, data, connector, extent.domain.0, context),
        };
        if above_all.is_none() && is_read_off(row, connector) {
            let x = |value: f64| plot.position((value, 0.0)).x;
            let (between, unlabelled) = between(&found, &beside, &x, data, context);
            beside.extend(between);
            // A name above the row has the place above its dots.
            let has_room = !bands.above && band.height >= above;
            let mut taken = f32::NEG_INFINITY;
            for (column, value) in unlabelled {
                let block = value_block((column, value), data, connector, context);
                let at = plot.position((value, positions.at(column)));
                let left = at.x - block.width / 2.0;
                if !has_room || data.error_bars || left < taken {
                    remarks.unlabelled.push(value);
                    continue;
                }
                taken = left + block.width + context.scale.small * 0.3;
                let top = at.y - size * (DOT + 0.08) - block.height;
                block.place(Point::new(at.x, top), Align::Center, &mut labels);
            }
        }
        for end in beside {
            let at = plot.position((end.reach, positions.at(end.column)));
            // A label right of a dot begins there, a label left of it ends there.
            let (x, align) = match end.right {
                true => (at.x + size * BESIDE, Align::Left),
                false => (at.x - size * BESIDE, Align::Right),
            };
            let text = end.block.place_middle(Point::new(x, at.y), align, &mut labels);
            if let Some(mark_box) =
                mark_boxes[first..].iter_mut().find(|mark_box| mark_box.column == end.column)
            {
                mark_box.rect = mark_box.rect.union(text);
            }
        }
        if connector == Connector::Unconnected && above_all.is_none() {
            let line = vec![Point::new(frame.x, band.middle), Point::new(frame.right(), band.middle)];
            plot.grid.push(Leader { points: line, color: context.roles.panel });
        }
    }
    if let Some(names) = names_above {
        names.place(top, context, &mut labels);
    }
    LaidOut { mark_boxes, remarks, ..LaidOut::new(Plot::Points(plot), labels, end - area.y + tail) }
}

/// The names of two columns above their dots in the first row.
struct NamesAbove {
    names: Vec<(Block, f32)>,
    /// The height that they need.
    height: f32,
}

/// The names of two columns, if both have room above the first row.
fn named_above(data: &ChartData, extent: &AxisExtent, context: &LayoutContext<'_>) -> Option<NamesAbove> {
    let size = context.scale.small;
    let [first, last] = &data.columns[..] else { return None };
    let values: Vec<f64> = data.rows.first()?.values.iter().copied().flatten().collect();
    let [one, other] = values[..] else { return None };
    if !context.legend || first.name.is_empty() || last.name.is_empty() {
        return None;
    }
    let shape = |column: &Column| {
        let style = if column.highlighted { Style::Semibold } else { Style::Regular };
        let text_style = TextStyle { style, ..context.small(TextRole::Legend) };
        context.typesetter.line(&column.name, text_style)
    };
    let mut names = [(shape(first), extent.x(one)), (shape(last), extent.x(other))];
    names.sort_by(|a, b| a.1.total_cmp(&b.1));
    let [(left, from), (right, to)] = &mut names;
    // Each above its dot, moved apart where they would touch.
    let missing = (left.width + right.width) / 2.0 + size * 0.8 - (*to - *from);
    *from -= missing.max(0.0) / 2.0;
    *to += missing.max(0.0) / 2.0;
    // Within the area, and not too far from their dots.
    let fits = *from - left.width / 2.0 >= context.area.x && *to + right.width / 2.0 <= context.area.right();
    let near = missing <= left.width.max(right.width);
    (fits && near).then(|| NamesAbove { names: names.to_vec(), height: size * 1.25 })
}

impl NamesAbove {
    fn place(&self, top: f32, context: &LayoutContext<'_>, labels: &mut Vec<TextRun>) {
        for (block, x) in &self.names {
            let at = Point::new(*x, top - context.scale.small * 0.3 - block.height);
            block.place(at, Align::Center, labels);
        }
    }
}

/// The horizontal extent of the axis, which leaves room for value labels on both sides.
struct AxisExtent {
    start: f32,
    length: f32,
    /// The values at the ends.
    domain: (f64, f64),
    /// Whether the axis is logarithmic.
    log: bool,
    /// The axis, where one is drawn.
    axis: Option<Axis>,
}

impl AxisExtent {
    /// Fits the axis between `left`, where names end, and the right edge of the area: as long as the value labels
    /// allow.
    fn new(data: &ChartData, connector: Connector, left: f32, context: &LayoutContext<'_>) -> Self {
        let size = context.scale.label;
        let log = context.log.0 && connector != Connector::Base;
        let (from, to) = match connector {
            Connector::Base => axes::ends(data, log, context),
            _ => axes::ends_of_dots(data, log, context),
        };
        let fitting = |length: f32| match connector {
            Connector::Base => None,
            _ => Some(Axis::fitting((from, to), log, length.max(size), data, context)),
        };
        let free = context.alignment.insets;
        let mut before = (size * 1.4).max(free.0 - (left - context.area.x));
        let mut behind = free.1.max(if connector == Connector::Base { 0.0 } else { size * 1.4 });
        let mut extent =
            Self { start: left, length: size, domain: (from.min(0.0), to), log, axis: fitting(size) };
        // Room for labels on one side moves the dots towards the other; the remaining error halves with each
        // round.
        for _ in 0..4 {
            extent.start = left + before;
            extent.length = (context.area.right() - extent.start - behind).max(size);
            extent.axis = fitting(extent.length);
            if let Some(axis) = &extent.axis {
                extent.domain = axis.domain();
                behind = behind.max(axis.overhang(data, context));
            }
            for row in &data.rows {
                for end in ends(row, data, connector, extent.domain.0, context) {
                    let inside = extent.x(end.reach) - extent.start;
                    let width = end.block.width + size * 0.7;
                    if end.right {
                        behind = behind.max(width - (extent.length - inside));
                    } else {
                        before = before.max(width + size * 0.4 - inside);
                    }
                }
            }
        }
        extent
    }

    /// Whether a figure between the outer dots of a row has no room beside its dot.
    fn has_figures_above(&self, data: &ChartData, context: &LayoutContext<'_>) -> bool {
        data.rows.iter().filter(|row| is_read_off(row, Connector::Unconnected)).any(|row| {
            let found: Vec<(usize, f64)> =
                row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
            let outer = ends(row, data, Connector::Unconnected, self.domain.0, context);
            !between(&found, &outer, &|value| self.x(value), data, context).1.is_empty()
        })
    }

    /// The position of a value on the canvas.
    fn x(&self, value: f64) -> f32 {
        self.start + self.length * along(value, self.domain, self.log)
    }
}

/// Distance between the marks of neighbouring columns with error bars, in multiples of the label size.
const SPREAD: f32 = 0.6;

/// The positions of a row's marks across the axis.
struct RowPositions {
    across: f64,
    spread: f32,
    of: usize,
}

impl RowPositions {
    /// The position of a column, offset so that the error bars of a row do not cover each other.
    fn at(&self, column: usize) -> f64 {
        self.across - f64::from((column as f32 - (self.of as f32 - 1.0) / 2.0) * self.spread)
    }
}

fn whiskers<'r>(
    row: &'r Row,
    positions: &'r RowPositions,
    context: &LayoutContext<'r>,
) -> impl Iterator<Item = Whisker> + 'r {
    let (cap, roles) = (context.scale.label * 0.2, context.roles);
    (0..row.values.len()).filter_map(move |column| {
        let span = row.interval(column)?;
        Some(Whisker { across: positions.at(column), span, cap, color: roles.text, halo: roles.background })
    })
}

/// Adds the dots of a row and their connector.
fn add_marks(
    found: &[(usize, f64)],
    positions: &RowPositions,
    connector: Connector,
    look: &dyn Fn(usize) -> (Color, bool),
    plot: &mut Points,
    context: &LayoutContext<'_>,
) {
    let size = context.scale.label;
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return };
    let line = |from: f64, to: f64, color: Color, width: f32| Polyline {
        points: vec![(from, positions.across), (to, positions.across)],
        color,
        width,
        arrow: connector == Connector::Arrow,
        dash: None,
        front: false,
    };
    // An arrow without length has no direction: it is a dot, like a figure without the other one.
    let is_arrow = connector == Connector::Arrow && found.len() > 1 && first.1 != last.1;
    match connector {
        Connector::Unconnected => {}
        Connector::Line => plot.lines.push(line(first.1, last.1, context.roles.muted, size * 0.22)),
        Connector::Arrow if !is_arrow => {}
        Connector::Arrow => plot.lines.push(line(first.1, last.1, look(last.0).0, size * 0.2)),
        Connector::Base => plot.lines.push(line(0.0, first.1, look(first.0).0, size * 0.22)),
    }
    if !is_arrow {
        let radius = size * if connector == Connector::Arrow { 0.3 } else { DOT };
        let dot = |(at, value): &(usize, f64)| {
            let (fill, front) = look(*at);
            Dot { at: (*value, positions.at(*at)), radius, fill, front }
        };
        plot.dots.extend(found.iter().map(dot));
    }
}
