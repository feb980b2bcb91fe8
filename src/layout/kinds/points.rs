//! Dots on a common axis: one or several a category, joined by a line, an arrow or to the base.

use super::bars;
use crate::layout::axis::Axis;
use crate::layout::colors::Chosen;
use crate::layout::figure::{Dot, Leader, Plot, Points, Polyline, Whisker};
use crate::layout::shown::{Row, Shown};
use crate::layout::typeset::{Align, Block, Type};
use crate::layout::{Ground, Laid, legend};
use crate::text::run::TextRun;
use crate::units::{Color, Point, Rect};

/// How the dots of a row are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Joined {
    /// Not at all: `dot`.
    Apart,
    /// By a line: `dumbbell`.
    Line,
    /// By an arrow from the first to the last: `arrow`.
    Arrow,
    /// To zero: `lollipop`.
    Base,
}

/// Lays out `dot`, `dumbbell`, `arrow` and `lollipop`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, joined: Joined, ground: &Ground<'_>) -> Laid {
    let (area, size) = (ground.area, ground.scale.label);
    let several = shown.columns.len() > 1;
    let row_colors = chosen.rows(shown, ground.roles);
    let column_colors = chosen.columns(&shown.columns, ground.roles);
    let names = bars::names(shown, ground);
    let field = Field::new(shown, joined, area.x + names.width, ground);
    let (start, length, axis) = (field.start, field.length, field.axis);
    let any = shown.rows.iter().any(|row| row.highlighted);
    let entries: Vec<(String, Color)> = match (joined, &shown.columns[..]) {
        // An arrow has one colour: its direction tells the columns apart.
        (Joined::Arrow, [first, .., last]) => {
            vec![(format!("{} → {}", first.name, last.name), ground.roles.accent)]
        }
        _ => shown
            .columns
            .iter()
            .map(|column| column.name.clone())
            .zip(column_colors.iter().copied())
            .collect(),
    };
    let legend = legend::lay(if several { &entries } else { &[] }, ground, start);

    let heights: Vec<f32> =
        (0..shown.rows.len()).map(|row| (size * 1.3).max(names.height(row)) + size * 0.75).collect();
    let tail = if joined == Joined::Base { 0.0 } else { Axis::label_height(ground) };
    let factor = ground.stretch(legend.height + heights.iter().sum::<f32>() + tail, 2.2);
    let height: f32 = heights.iter().sum::<f32>() * factor;
    let frame = Rect::new(start, area.y + legend.height, length, height);

    let mut labels = legend.labels;
    let mut grid = match joined {
        // Every lollipop has its value beside it: only the line at zero is left of the axis.
        Joined::Base => {
            let x = frame.x + length * axis.share(0.0);
            let points = vec![Point::new(x, frame.y), Point::new(x, frame.bottom())];
            vec![Leader { points, color: ground.roles.quiet }]
        }
        _ => axis.across(frame, shown, ground, &mut labels),
    };
    let mut plot = Marks { lines: Vec::new(), dots: Vec::new(), whiskers: Vec::new() };
    let mut y = frame.y;
    for (index, row) in shown.rows.iter().enumerate() {
        let middle = y + heights[index] * factor / 2.0;
        names.place(index, area.x, middle, &mut labels);
        let across = f64::from(frame.bottom() - middle);
        let found: Vec<(usize, f64)> =
            row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
        let color = |at: usize| match joined {
            Joined::Arrow if any => row_colors[index],
            Joined::Arrow => ground.roles.accent,
            _ if several => column_colors[at],
            _ => row_colors[index],
        };
        let spread = if shown.error_bars { size * SPREAD } else { 0.0 };
        plot.join(&found, (across, spread, row.values.len()), joined, &color, ground);
        if shown.error_bars {
            plot.whiskers(row, across, spread, ground);
        }
        value_labels(row, shown, joined, (&axis, frame, middle), ground, &mut labels);
        if joined == Joined::Apart {
            let line = vec![Point::new(frame.x, middle), Point::new(frame.right(), middle)];
            grid.push(Leader { points: line, color: ground.roles.panel });
        }
        y += heights[index] * factor;
    }
    Laid {
        plot: Plot::Points(Points {
            values_up: false,
            frame,
            x: axis.domain(),
            y: (0.0, f64::from(height)),
            grid,
            areas: Vec::new(),
            lines: plot.lines,
            dots: plot.dots,
            swatches: legend.swatches,
            leaders: Vec::new(),
            whiskers: plot.whiskers,
        }),
        labels,
        height: legend.height + height + tail,
    }
}

/// Where dots may stand, so that the figures on both sides of them have room.
struct Field {
    start: f32,
    length: f32,
    axis: Axis,
}

impl Field {
    /// Names end at `left`. Few figures stand beyond the axis: it is as long as it can be with them.
    fn new(shown: &Shown, joined: Joined, left: f32, ground: &Ground<'_>) -> Self {
        let size = ground.scale.label;
        let (mut before, mut behind) = (size * 1.4, size * 3.2);
        let fitting = |length: f32| {
            Axis::fitting(ground.axis_start(shown), shown.max(), length.max(size), shown, ground)
        };
        let mut field = Self { start: left, length: size, axis: fitting(size) };
        // Room for one side moves the dots of the other: what is left to mend halves with each round.
        for _ in 0..4 {
            field.start = left + before;
            field.length = (ground.area.right() - field.start - behind).max(size);
            field.axis = fitting(field.length);
            if joined != Joined::Base {
                behind = behind.max(field.axis.overhang(shown, ground));
            }
            for row in &shown.rows {
                for end in ends(row, shown, joined) {
                    let inside = field.length * field.axis.share(end.reach);
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
}

struct Marks {
    lines: Vec<Polyline>,
    dots: Vec<Dot>,
    whiskers: Vec<Whisker>,
}

/// How far apart the marks of neighbouring columns stand where they have error bars, in sizes of text.
const SPREAD: f32 = 0.6;

/// How far the mark of a column is moved down, so that error bars of one row do not cover each other.
fn aside(column: usize, of: usize, spread: f32) -> f64 {
    f64::from((column as f32 - (of as f32 - 1.0) / 2.0) * spread)
}

impl Marks {
    fn whiskers(&mut self, row: &Row, across: f64, spread: f32, ground: &Ground<'_>) {
        let look = |(column, span): (usize, (f64, f64))| Whisker {
            across: across - aside(column, row.values.len(), spread),
            span,
            cap: ground.scale.label * 0.2,
            color: ground.roles.text,
            edge: ground.roles.background,
        };
        let spans = (0..row.values.len()).filter_map(|column| Some((column, row.interval(column)?)));
        self.whiskers.extend(spans.map(look));
    }

    fn join(
        &mut self,
        found: &[(usize, f64)],
        (across, spread, of): (f64, f32, usize),
        joined: Joined,
        color: &dyn Fn(usize) -> Color,
        ground: &Ground<'_>,
    ) {
        let size = ground.scale.label;
        let (Some(first), Some(last)) = (found.first(), found.last()) else { return };
        let line = |from: f64, to: f64, color: Color, width: f32, arrow: bool| Polyline {
            points: vec![(from, across), (to, across)],
            color,
            width,
            arrow,
        };
        match joined {
            Joined::Apart => {}
            Joined::Line => {
                self.lines.push(line(first.1, last.1, ground.roles.muted, size * 0.22, false));
            }
            Joined::Arrow => self.lines.push(line(first.1, last.1, color(last.0), size * 0.2, true)),
            Joined::Base => self.lines.push(line(0.0, first.1, color(first.0), size * 0.22, false)),
        }
        if joined != Joined::Arrow {
            let dot = |(at, value): &(usize, f64)| Dot {
                at: (*value, across - aside(*at, of, spread)),
                radius: size * 0.44,
                fill: color(*at),
            };
            self.dots.extend(found.iter().map(dot));
        }
    }
}

/// A figure beside a dot.
struct End {
    column: usize,
    value: f64,
    /// The value at which its label begins: beyond the error bars of the row, where there are any.
    reach: f64,
    right: bool,
}

/// The value of a single dot stands at its right, those of a pair outside of both; more are read off the axis.
fn ends(row: &Row, shown: &Shown, joined: Joined) -> Vec<End> {
    let found: Vec<(usize, f64)> =
        row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
    if found.len() > 2 && joined == Joined::Apart {
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

fn value_block(value: f64, shown: &Shown, ground: &Ground<'_>) -> Block {
    let kind = Type { size: ground.scale.small, ..ground.value() };
    ground.typesetter.line(&shown.print(Some(value), ground.typesetter.language), kind)
}

fn value_labels(
    row: &Row,
    shown: &Shown,
    joined: Joined,
    (axis, frame, middle): (&Axis, Rect, f32),
    ground: &Ground<'_>,
    labels: &mut Vec<TextRun>,
) {
    let size = ground.scale.label;
    let spread = if shown.error_bars { size * SPREAD } else { 0.0 };
    for end in ends(row, shown, joined) {
        let x = frame.x + frame.width * axis.share(end.reach);
        let y = middle + aside(end.column, row.values.len(), spread) as f32;
        // Right of a dot the text begins there, left of it the text ends there.
        let (x, align) =
            if end.right { (x + size * 0.7, Align::Left) } else { (x - size * 0.7, Align::Right) };
        value_block(end.value, shown, ground).place_middle(Point::new(x, y), align, labels);
    }
}
