//! Dots on a common axis: one or several per category, connected by a line or an arrow, or to zero.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Column, Row};
use crate::layout::axes::Axis;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Leader, Plot, Points, Polyline, Whisker};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::legend;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// How the dots of a row are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connector {
    /// Not at all: `dot`.
    Apart,
    /// By a line: `dumbbell`.
    Line,
    /// By an arrow from the first to the last: `arrow`.
    Arrow,
    /// By a line from zero: `lollipop`.
    Base,
}

/// Lays out `dot`, `dumbbell`, `arrow` and `lollipop`.
pub(crate) fn lay(
    shown: &ChartData,
    chosen: &ColorOverrides,
    joined: Connector,
    ground: &LayoutContext<'_>,
) -> LaidOut {
    let (area, size) = (ground.area, ground.scale.label);
    let several = shown.columns.len() > 1;
    let row_colors = chosen.rows(shown, ground.roles);
    let column_colors = chosen.columns(&shown.columns, ground.roles);
    let bands = RowBands::new(shown, size * 1.3, size * 0.75 * ground.spacing.rows, ground);
    let field = Field::new(shown, joined, area.x + bands.width, ground);
    let any = shown.rows.iter().any(|row| row.highlighted);
    let tail = if joined == Connector::Base { 0.0 } else { Axis::label_height(ground) };

    // Two columns are named above the first row; more columns, and names without room there, go to a legend.
    let over = named_over(shown, &field, ground);
    let entries: Vec<(String, Color)> = match (&over, joined, &shown.columns[..]) {
        (Some(_), ..) => Vec::new(),
        // An arrow has one colour: its direction tells the columns apart.
        (_, Connector::Arrow, [first, .., last]) => {
            vec![(format!("{} → {}", first.name, last.name), ground.roles.accent)]
        }
        _ if several => {
            shown.columns.iter().map(|column| column.name.clone()).zip(column_colors.clone()).collect()
        }
        _ => Vec::new(),
    };
    let legend = legend::lay(&entries, ground, area.x);
    let head = over.as_ref().map_or(legend.height, |names| names.height);
    let factor = bands.stretch(head + tail, 4.2, ground);
    let (mut labels, mut parting) = (legend.labels, Vec::new());
    let top = area.y + head;
    let rows = bands.place(factor, top, ground, &mut labels, &mut parting);
    let end = bottom(&rows, top);
    let frame = Rect::new(field.start, top, field.length, end - top);
    let mut plot = Points::empty(frame, field.domain, (0.0, f64::from(frame.height)), false);
    plot.swatches = legend.swatches;
    plot.grid = match &field.axis {
        Some(axis) => axis.across(frame, shown, ground, &mut labels),
        // Each lollipop has its value beside it, so only the line at zero remains of the axis.
        None => {
            let x = plot.place((0.0, 0.0)).x;
            let points = vec![Point::new(x, frame.y), Point::new(x, frame.bottom())];
            vec![Leader { points, color: ground.roles.quiet }]
        }
    };
    plot.grid.extend(parting);
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in shown.rows.iter().zip(&rows).enumerate() {
        let found: Vec<(usize, f64)> =
            row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
        let color = |at: usize| match joined {
            Connector::Arrow if any => row_colors[index],
            Connector::Arrow => ground.roles.accent,
            _ if several => column_colors[at],
            _ => row_colors[index],
        };
        let row_of = OnRow {
            across: f64::from(frame.bottom() - band.middle),
            spread: if shown.error_bars { size * SPREAD } else { 0.0 },
            of: row.values.len(),
        };
        join(&found, &row_of, joined, &color, &mut plot, ground);
        if shown.error_bars {
            plot.whiskers.extend(whiskers(row, &row_of, ground));
        }
        let dots = found.iter().map(|(column, value)| {
            let at = plot.place((*value, row_of.at(*column)));
            let rect = Rect::new(at.x - size * 0.44, at.y - size * 0.44, size * 0.88, size * 0.88);
            MarkBox { row: index, column: *column, rect }
        });
        let first = mark_boxes.len();
        mark_boxes.extend(dots);
        for end in ends(row, shown, joined) {
            let at = plot.place((end.reach, row_of.at(end.column)));
            // A label right of a dot begins there, a label left of it ends there.
            let (x, align) =
                if end.right { (at.x + size * 0.7, Align::Left) } else { (at.x - size * 0.7, Align::Right) };
            let block = value_block(end.value, shown, ground);
            let text = block.place_middle(Point::new(x, at.y), align, &mut labels);
            if let Some(spot) = mark_boxes[first..].iter_mut().find(|spot| spot.column == end.column) {
                spot.rect = spot.rect.union(text);
            }
        }
        if joined == Connector::Apart {
            let line = vec![Point::new(frame.x, band.middle), Point::new(frame.right(), band.middle)];
            plot.grid.push(Leader { points: line, color: ground.roles.panel });
        }
    }
    if let Some(names) = over {
        names.place(top, ground, &mut labels);
    }
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Points(plot), labels, end - area.y + tail) }
}

/// The names of two columns above their dots in the first row.
struct Over {
    names: Vec<(Block, f32)>,
    /// The height that they need.
    height: f32,
}

/// The names of two columns, if both have room above the first row.
fn named_over(shown: &ChartData, field: &Field, ground: &LayoutContext<'_>) -> Option<Over> {
    let size = ground.scale.small;
    let [first, last] = &shown.columns[..] else { return None };
    let values: Vec<f64> = shown.rows.first()?.values.iter().copied().flatten().collect();
    let [one, other] = values[..] else { return None };
    if !ground.legend || first.name.is_empty() || last.name.is_empty() {
        return None;
    }
    let set = |column: &Column| {
        let style = if column.highlighted { Style::Semibold } else { Style::Regular };
        let kind = TextStyle { style, ..ground.small(TextRole::Legend) };
        ground.typesetter.line(&column.name, kind)
    };
    let mut names = [(set(first), field.x(one)), (set(last), field.x(other))];
    names.sort_by(|a, b| a.1.total_cmp(&b.1));
    let [(left, from), (right, to)] = &mut names;
    // Each above its dot, moved apart where they would touch.
    let missing = (left.width + right.width) / 2.0 + size * 0.8 - (*to - *from);
    *from -= missing.max(0.0) / 2.0;
    *to += missing.max(0.0) / 2.0;
    // Within the area, and not too far from their dots.
    let fits = *from - left.width / 2.0 >= ground.area.x && *to + right.width / 2.0 <= ground.area.right();
    let near = missing <= left.width.max(right.width);
    (fits && near).then(|| Over { names: names.to_vec(), height: size * 1.25 })
}

impl Over {
    fn place(&self, top: f32, ground: &LayoutContext<'_>, labels: &mut Vec<TextRun>) {
        for (block, x) in &self.names {
            let at = Point::new(*x, top - ground.scale.small * 0.3 - block.height);
            block.place(at, Align::Center, labels);
        }
    }
}

/// The horizontal extent of the axis, which leaves room for value labels on both sides.
struct Field {
    start: f32,
    length: f32,
    /// The values at the ends.
    domain: (f64, f64),
    /// The axis, where one is drawn.
    axis: Option<Axis>,
}

impl Field {
    /// Fits the axis between `left`, where names end, and the right edge of the area: as long as the value labels
    /// allow.
    fn new(shown: &ChartData, joined: Connector, left: f32, ground: &LayoutContext<'_>) -> Self {
        let size = ground.scale.label;
        let (from, to) = (ground.axis_start(shown), shown.max());
        let fitting = |length: f32| match joined {
            Connector::Base => None,
            _ => Some(Axis::fitting(from, to, length.max(size), shown, ground)),
        };
        let free = ground.side.insets;
        let mut before = (size * 1.4).max(free.0 - (left - ground.area.x));
        let mut behind = free.1.max(if joined == Connector::Base { 0.0 } else { size * 1.4 });
        let mut field = Self { start: left, length: size, domain: (from.min(0.0), to), axis: fitting(size) };
        // Room for labels on one side moves the dots towards the other; the remaining error halves with each
        // round.
        for _ in 0..4 {
            field.start = left + before;
            field.length = (ground.area.right() - field.start - behind).max(size);
            field.axis = fitting(field.length);
            if let Some(axis) = &field.axis {
                field.domain = axis.domain();
                behind = behind.max(axis.overhang(shown, ground));
            }
            for row in &shown.rows {
                for end in ends(row, shown, joined) {
                    let inside = field.x(end.reach) - field.start;
                    let width = value_block(end.value, shown, ground).width + size * 0.7;
                    if end.right {
                        behind = behind.max(width - (field.length - inside));
                    } else {
                        before = before.max(width + size * 0.4 - inside);
                    }
                }
            }
        }
        field
    }

    /// The position of a value on the canvas.
    fn x(&self, value: f64) -> f32 {
        let (from, to) = self.domain;
        self.start + self.length * ((value - from) / (to - from)) as f32
    }
}

/// Distance between the marks of neighbouring columns with error bars, in multiples of the label size.
const SPREAD: f32 = 0.6;

/// The positions of a row's marks across the axis.
struct OnRow {
    across: f64,
    spread: f32,
    of: usize,
}

impl OnRow {
    /// The position of a column, offset so that the error bars of a row do not cover each other.
    fn at(&self, column: usize) -> f64 {
        self.across - f64::from((column as f32 - (self.of as f32 - 1.0) / 2.0) * self.spread)
    }
}

fn whiskers<'r>(
    row: &'r Row,
    on: &'r OnRow,
    ground: &LayoutContext<'r>,
) -> impl Iterator<Item = Whisker> + 'r {
    let (cap, roles) = (ground.scale.label * 0.2, ground.roles);
    (0..row.values.len()).filter_map(move |column| {
        let span = row.interval(column)?;
        Some(Whisker { across: on.at(column), span, cap, color: roles.text, edge: roles.background })
    })
}

/// Adds the dots of a row and their connector.
fn join(
    found: &[(usize, f64)],
    on: &OnRow,
    joined: Connector,
    color: &dyn Fn(usize) -> Color,
    plot: &mut Points,
    ground: &LayoutContext<'_>,
) {
    let size = ground.scale.label;
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return };
    let line = |from: f64, to: f64, color: Color, width: f32, arrow: bool| Polyline {
        points: vec![(from, on.across), (to, on.across)],
        color,
        width,
        arrow,
    };
    match joined {
        Connector::Apart => {}
        Connector::Line => plot.lines.push(line(first.1, last.1, ground.roles.muted, size * 0.22, false)),
        Connector::Arrow => plot.lines.push(line(first.1, last.1, color(last.0), size * 0.2, true)),
        Connector::Base => plot.lines.push(line(0.0, first.1, color(first.0), size * 0.22, false)),
    }
    if joined != Connector::Arrow {
        let dot = |(at, value): &(usize, f64)| Dot {
            at: (*value, on.at(*at)),
            radius: size * 0.44,
            fill: color(*at),
        };
        plot.dots.extend(found.iter().map(dot));
    }
}

/// A value label beside a dot.
struct End {
    column: usize,
    value: f64,
    /// The value at which its label begins: beyond the row's error bars, if there are any.
    reach: f64,
    right: bool,
}

/// The value labels of a row: right of a single dot, outside of a pair; more dots are read off the axis.
fn ends(row: &Row, shown: &ChartData, joined: Connector) -> Vec<End> {
    let found: Vec<(usize, f64)> =
        row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
    if found.len() > 2 && joined == Connector::Apart {
        return Vec::new();
    }
    let end = |(column, value): (usize, f64), right: bool| {
        let spans = (0..row.values.len()).filter(|_| shown.error_bars).filter_map(|at| row.interval(at));
        let reach = spans.fold(value, |far, span| if right { far.max(span.1) } else { far.min(span.0) });
        End { column, value, reach, right }
    };
    if found.len() == 1 {
        return vec![end(*first, true)];
    }
    vec![end(*first, first.1 >= last.1), end(*last, first.1 < last.1)]
}

fn value_block(value: f64, shown: &ChartData, ground: &LayoutContext<'_>) -> Block {
    let kind = TextStyle { size: ground.scale.small, ..ground.value() };
    ground.typesetter.line(&shown.print(Some(value), ground.typesetter.language), kind)
}
