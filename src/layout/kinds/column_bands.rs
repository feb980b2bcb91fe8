//! The bands of an upright chart, side by side: names below the marks, group headings below the names.

use crate::chart::data::{ChartData, Row};
use crate::chart::time::Times;
use crate::layout::axes::waves::{self, TimeTick};
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Point, Rect};

/// How the bands of points in time are spaced.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TimeSpacing {
    /// Names are not points in time, such as the classes of a histogram.
    NoTime,
    /// Evenly.
    Even,
    /// In proportion to the time between them, if each band is at least this wide.
    FromWidth(f32),
}

/// The bands of the categories of an upright chart.
pub(super) struct ColumnBands {
    /// Middle of each band.
    pub(super) middles: Vec<f32>,
    /// Width of each band.
    pub(super) width: f32,
    /// Height of names and headings with the space above them.
    pub(super) foot: f32,
    /// Whether points in time that are not evenly spaced are drawn as if they were.
    pub(super) distorted: bool,
    /// The names, each with the middle of its place.
    names: Vec<(f32, Block)>,
    headings: Vec<(Block, f32, f32)>,
    names_height: f32,
}

impl ColumnBands {
    /// Divides the width evenly among the rows, with a gap between groups, or in proportion to time.
    pub(super) fn new(data: &ChartData, spacing: TimeSpacing, context: &LayoutContext<'_>) -> Self {
        let (area, size) = (context.area, context.scale.label);
        let starts: Vec<usize> = match data.groups.is_empty() {
            true => Vec::new(),
            false => {
                (1..data.rows.len()).filter(|at| data.rows[*at].group != data.rows[*at - 1].group).collect()
            }
        };
        let apart = size * 1.2;
        let times = Times::of(data.rows.iter().map(|row| row.name.as_str()))
            .filter(|_| spacing != TimeSpacing::NoTime);
        let scale = times.as_ref().and_then(|times| match spacing {
            TimeSpacing::FromWidth(least) if starts.is_empty() && !context.even_time => {
                TimeScale::new(times, least, area)
            }
            _ => None,
        });
        let distorted = scale.is_none() && times.as_ref().is_some_and(|times| !times.is_even());
        let even = (area.width - apart * starts.len() as f32) / data.rows.len().max(1) as f32;
        let width = scale.as_ref().map_or(even, |scale| scale.width);
        let before = |at: usize| starts.iter().filter(|start| **start <= at).count() as f32;
        let middles: Vec<f32> = match (&scale, &times) {
            (Some(scale), Some(times)) => times.at.iter().map(|at| scale.x(*at)).collect(),
            _ => (0..data.rows.len())
                .map(|at| area.x + apart * before(at) + width * (at as f32 + 0.5))
                .collect(),
        };
        let blocks = names(&data.rows, width, context);
        let is_crowded = !blocks.iter().all(Block::is_undivided);
        let ticks = match (&scale, &times) {
            (Some(scale), Some(times)) if is_crowded => time_names(times, scale, context),
            (None, Some(_)) if is_crowded && starts.is_empty() => {
                Some(thinned(data, &middles, width, context))
            }
            _ => None,
        };
        let names = ticks.unwrap_or_else(|| middles.iter().copied().zip(blocks).collect());
        let names_height = names.iter().map(|(_, block)| block.height).fold(0.0, f32::max);
        let headings = headings(data, &starts, &middles, width, context);
        let tallest = headings.iter().map(|(block, ..)| block.height).fold(0.0, f32::max);
        let below = if headings.is_empty() { 0.0 } else { tallest + size * 0.8 };
        Self {
            middles,
            width,
            foot: names_height + size * 0.6 + below,
            distorted,
            names,
            headings,
            names_height,
        }
    }

    /// Places names and headings below `bottom`; returns the lines above headings, and the names that are too
    /// wide.
    pub(super) fn place(
        &self,
        bottom: f32,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<Leader>, Vec<String>) {
        let size = context.scale.label;
        let mut too_wide = Vec::new();
        for (middle, block) in &self.names {
            block.place(Point::new(*middle, bottom + size * 0.5), Align::Center, labels);
            if !block.is_whole() {
                too_wide.push(block.words());
            }
        }
        let y = bottom + size * 0.8 + self.names_height;
        let mut lines = Vec::new();
        for (block, left, right) in &self.headings {
            let points = vec![Point::new(*left, y), Point::new(*right, y)];
            lines.push(Leader { points, color: context.roles.quiet });
            let at = Point::new((left + right) / 2.0, y + size * 0.3);
            block.place(at, Align::Center, labels);
        }
        (lines, too_wide)
    }
}

/// Points in time in proportion along the width of a chart.
struct TimeScale {
    first: f64,
    start: f32,
    /// Units of a year.
    year: f32,
    /// Width of a band: the shortest time between two.
    width: f32,
}

impl TimeScale {
    /// The scale on which the bands of all points in time fit side by side; `None` if they would be narrower than
    /// `least`.
    fn new(times: &Times, least: f32, area: Rect) -> Option<Self> {
        let ((first, last), shortest) = (times.ends(), times.shortest());
        let year = area.width / (last - first + shortest) as f32;
        let width = year * shortest as f32;
        (width >= least).then_some(Self { first, start: area.x + width / 2.0, year, width })
    }

    fn x(&self, at: f64) -> f32 {
        self.start + (at - self.first) as f32 * self.year
    }
}

/// Every second, third, … point in time, counted from the last, where the names of all have no room.
fn thinned(data: &ChartData, middles: &[f32], width: f32, context: &LayoutContext<'_>) -> Vec<(f32, Block)> {
    let shape = |row: &Row| context.typesetter.line(&row.name, context.small(TextRole::Category));
    let blocks: Vec<Block> = data.rows.iter().map(shape).collect();
    let widest = blocks.iter().map(|block| block.width).fold(0.0, f32::max) + context.scale.small * 0.6;
    let step = ((widest / width.max(0.1)).ceil() as usize).max(1);
    let area = context.area;
    let kept = |(at, block): (usize, Block)| {
        let half = block.width / 2.0;
        let middle = middles[at].max(area.x + half).min(area.right() - half);
        (middles.len() - 1 - at).is_multiple_of(step).then_some((middle, block))
    };
    blocks.into_iter().enumerate().filter_map(kept).collect()
}

/// Round points in time, where the names of all have no room.
fn time_names(times: &Times, scale: &TimeScale, context: &LayoutContext<'_>) -> Option<Vec<(f32, Block)>> {
    let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Category) };
    let shape = |ticks: &[TimeTick]| -> Vec<(f32, Block)> {
        let name = |tick: &TimeTick| {
            (scale.x(tick.at), context.typesetter.block(&tick.label, text_style, f32::INFINITY))
        };
        ticks.iter().map(name).collect()
    };
    let gap = context.scale.small * 0.6;
    let area = context.area;
    let fits = |ticks: &[TimeTick]| {
        let names = shape(ticks);
        let inside = |(x, block): &(f32, Block)| {
            x - block.width / 2.0 >= area.x && x + block.width / 2.0 <= area.right()
        };
        names.iter().all(inside)
            && names
                .windows(2)
                .all(|pair| pair[1].0 - pair[0].0 >= (pair[0].1.width + pair[1].1.width) / 2.0 + gap)
    };
    let ticks = waves::ticks(times, context.typesetter.language, &fits);
    (!ticks.is_empty()).then(|| shape(&ticks))
}

/// The names in one size: the label size, or a smaller one if that avoids hyphenation.
fn names(rows: &[Row], width: f32, context: &LayoutContext<'_>) -> Vec<Block> {
    let scale = context.scale;
    let shape = |size: f32| -> Vec<Block> {
        let limit = width - size * 0.35;
        rows.iter().map(|row| name(row, size, limit, context)).collect()
    };
    let full = shape(scale.label);
    if full.iter().all(Block::is_undivided) {
        return full;
    }
    let smaller = shape((scale.label * 0.84).max(scale.least));
    if smaller.iter().all(Block::is_undivided) { smaller } else { full }
}

fn name(row: &Row, size: f32, width: f32, context: &LayoutContext<'_>) -> Block {
    let text_style = TextStyle {
        style: if row.highlighted { Style::Semibold } else { Style::Regular },
        color: if row.is_muted() { context.roles.quiet } else { context.roles.text },
        size,
        ..context.label(TextRole::Category)
    };
    context.typesetter.block(&row.name, text_style, width)
}

/// The group headings, with the left and right edge of their group.
fn headings(
    data: &ChartData,
    starts: &[usize],
    middles: &[f32],
    width: f32,
    context: &LayoutContext<'_>,
) -> Vec<(Block, f32, f32)> {
    let text_style =
        TextStyle { style: Style::Semibold, color: context.roles.quiet, ..context.small(TextRole::Legend) };
    let firsts = std::iter::once(0).chain(starts.iter().copied());
    let ends = starts.iter().copied().chain(std::iter::once(middles.len()));
    firsts
        .zip(ends)
        .filter_map(|(first, end)| {
            let name = data.groups.get(data.rows.get(first)?.group?)?;
            let (left, right) = (middles[first] - width * 0.42, middles[end - 1] + width * 0.42);
            let block = context.typesetter.block(name, text_style, right - left);
            (!name.is_empty()).then_some((block, left, right))
        })
        .collect()
}
