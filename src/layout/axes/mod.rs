//! A value axis: round ticks, thin grid lines, labels.

pub mod ticks;
pub(crate) mod waves;

use std::sync::Arc;

use super::context::LayoutContext;
use super::figure::{Leader, along};
use crate::chart::data::ChartData;
use crate::spec::chart::numbers::NumberStyle;
use crate::survey::series::Unit;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Point, Rect};

/// The most decimals of a tick.
const MOST_DECIMALS: usize = 9;
/// The largest share of an axis beyond its figures; more than that, and it ends at the outer figures.
const MOST_EMPTY: f64 = 0.2;
/// How far from zero the least measure of a line is, in multiples of the span of all, where its axis leaves zero out.
const FAR_FROM_ZERO: f64 = 0.9;
/// The most ticks of an axis.
const MOST_TICKS: usize = 6;

/// A value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The tick values, ascending.
    pub ticks: Vec<f64>,
    /// Whether it is logarithmic.
    pub log: bool,
    /// The values at its ends: the outer ticks, or the outer figures where round ends would leave much of it empty.
    ends: (f64, f64),
}

impl Axis {
    /// An axis over these values, with ticks as [`ticks::round`] or [`ticks::logarithmic`] chooses them.
    pub fn new((from, to): (f64, f64), log: bool, max_ticks: usize) -> Self {
        let ticks = if log { ticks::logarithmic } else { ticks::round }(from, to, max_ticks);
        let ends =
            |ticks: &[f64]| (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
        let outer = ends(&ticks);
        let empty = (outer.1 - to).max(0.0) + (from - outer.0).max(0.0);
        if !log && empty > (outer.1 - outer.0) * MOST_EMPTY {
            // Ticks within the figures are fewer than those around them, so a smaller step may do.
            let mut finer = (max_ticks..=max_ticks + 2).map(|most| ticks::within(from, to, most));
            let fits = |ticks: &Vec<f64>| (2..=max_ticks.max(2)).contains(&ticks.len());
            if let Some(inner) = finer.rfind(fits) {
                let (first, last) = ends(&inner);
                return Self { ticks: inner, log, ends: (first.min(from), last.max(to)) };
            }
        }
        Self { ticks, log, ends: outer }
    }

    /// A vertical axis. Where a height was asked for, it has no more ticks than its labels have room for.
    pub fn upright(ends: (f64, f64), log: bool, height: f32, context: &LayoutContext<'_>) -> Self {
        let is_low = context.stretch.0 < 1.0;
        let most = if is_low { (height / (context.scale.small * 1.9)) as usize + 1 } else { MOST_TICKS };
        Self::new(ends, log, most.clamp(2, MOST_TICKS))
    }

    /// A horizontal axis of this length with as many ticks as their labels have room for.
    pub fn fitting(
        ends: (f64, f64),
        log: bool,
        length: f32,
        data: &ChartData,
        context: &LayoutContext<'_>,
    ) -> Self {
        let max_ticks = ((length / (context.scale.small * 4.2)) as usize).clamp(2, MOST_TICKS);
        let few = |max_ticks: usize| Self::new(ends, log, max_ticks);
        // Neighbouring labels need half an em between them.
        let fits = |axis: &Self| {
            let steps = axis.ticks.windows(2).map(|pair| axis.share(pair[1]) - axis.share(pair[0]));
            let step = length * steps.fold(1.0, f32::min);
            axis.overhang(data, context) * 2.0 + context.scale.small * 0.5 <= step
        };
        (2..=max_ticks).rev().map(few).find(fits).unwrap_or_else(|| few(2))
    }

    /// How far the widest label may extend beyond an end of a horizontal axis.
    pub fn overhang(&self, data: &ChartData, context: &LayoutContext<'_>) -> f32 {
        (self.widest(data, context) - context.scale.small * 0.5) / 2.0
    }

    /// The values at its ends.
    pub fn domain(&self) -> (f64, f64) {
        self.ends
    }

    /// The position of a value as a share of the axis length, 0 to 1.
    pub fn share(&self, value: f64) -> f32 {
        along(value, self.domain(), self.log)
    }

    /// Grid lines of a horizontal axis, with tick labels below the frame.
    pub fn horizontal_grid(
        &self,
        frame: Rect,
        data: &ChartData,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Vec<Leader> {
        let text_style = tick_style(context);
        let place = |tick: &f64| {
            let x = frame.x + frame.width * self.share(*tick);
            let block = context.typesetter.line(&format_tick(*tick, data, context), text_style);
            block.place(Point::new(x, frame.bottom() + context.scale.small * 0.4), Align::Center, labels);
            line(Point::new(x, frame.y), Point::new(x, frame.bottom()), *tick, context)
        };
        self.shown(data).map(place).collect()
    }

    /// Grid lines of a vertical axis, with tick labels left of the frame.
    pub fn vertical_grid(
        &self,
        frame: Rect,
        data: &ChartData,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Vec<Leader> {
        let text_style = tick_style(context);
        let place = |tick: &f64| {
            let y = frame.bottom() - frame.height * self.share(*tick);
            if !context.alignment.hidden {
                let block = context.typesetter.line(&format_tick(*tick, data, context), text_style);
                block.place_middle(Point::new(frame.x - context.scale.small * 0.5, y), Align::Right, labels);
            }
            line(Point::new(frame.x, y), Point::new(frame.right(), y), *tick, context)
        };
        self.shown(data).map(place).collect()
    }

    /// The ticks that are drawn: there is no half of a count.
    fn shown(&self, data: &ChartData) -> impl Iterator<Item = &f64> {
        let is_count = data.unit == Unit::Count;
        self.ticks.iter().filter(move |tick| !is_count || tick.fract() == 0.0)
    }

    /// Width of the tick labels left of the frame; 0 where the first panel of the row has them.
    pub fn label_width(&self, data: &ChartData, context: &LayoutContext<'_>) -> f32 {
        if context.alignment.hidden {
            return 0.0;
        }
        self.widest(data, context)
    }

    /// Width of the widest label with the space beside it.
    fn widest(&self, data: &ChartData, context: &LayoutContext<'_>) -> f32 {
        let text_style = tick_style(context);
        let width =
            |tick: &f64| context.typesetter.line(&format_tick(*tick, data, context), text_style).width;
        self.ticks.iter().map(width).fold(0.0, f32::max) + context.scale.small * 0.5
    }

    /// Height of the tick labels below the frame.
    pub fn label_height(context: &LayoutContext<'_>) -> f32 {
        context.scale.small * 1.5
    }
}

pub(crate) fn tick_style(context: &LayoutContext<'_>) -> TextStyle {
    TextStyle { color: context.roles.quiet, ..context.small(TextRole::Tick) }
}

/// The ends of the value axis of lines and dots. Shares and counts start at zero; measures that lie far from zero
/// start at the least of them, unless the author says otherwise.
pub(crate) fn ends(data: &ChartData, log: bool, context: &LayoutContext<'_>) -> (f64, f64) {
    ends_from(data, log, FAR_FROM_ZERO, context)
}

/// The ends of the axis of dots, arrows and pairs of dots. They are read by position alone, so that measures need no
/// zero that leaves a third of the axis empty.
pub(crate) fn ends_of_dots(data: &ChartData, log: bool, context: &LayoutContext<'_>) -> (f64, f64) {
    ends_from(data, log, FAR_FROM_ZERO / 3.0, context)
}

fn ends_from(data: &ChartData, log: bool, far: f64, context: &LayoutContext<'_>) -> (f64, f64) {
    let (least, most) = if log { positive(data) } else { (data.min(), data.max()) };
    let (from, to) = match data.unit {
        _ if log => (least, most),
        Unit::Number | Unit::Change => reach(least, most, far),
        _ => (least.min(0.0), most),
    };
    let to = if to > from || log { to } else { from + 1.0 };
    let (from, to) = (context.axis_ends.0.unwrap_or(from), context.axis_ends.1.unwrap_or(to));
    (from.min(least), to.max(most))
}

/// The least and the largest of figures above zero, for a logarithmic axis.
fn positive(data: &ChartData) -> (f64, f64) {
    let values = data.rows.iter().flat_map(|row| row.values.iter().flatten()).chain(&data.reach).copied();
    // The limits of other panels are above zero as well.
    let most = values.fold(f64::NEG_INFINITY, f64::max);
    let least = data.min();
    if least.is_finite() && least > 0.0 { (least, most.max(least)) } else { (1.0, 10.0) }
}

/// The ends of an axis over these values where zero is not needed: from zero, unless that would crowd them.
fn reach(least: f64, most: f64, far: f64) -> (f64, f64) {
    let span = most - least;
    match least {
        least if !least.is_finite() => (0.0, 1.0),
        // Far from zero, values are compared with each other, not with zero.
        least if span > most.abs() * 0.01 && least > span * far => (least, most),
        _ => (least.min(0.0), most.max(0.1)),
    }
}

/// Ticks are round values: they need decimals only where the step is fractional.
fn format_tick(tick: f64, data: &ChartData, context: &LayoutContext<'_>) -> String {
    let divisor = data.style.as_ref().map_or(1.0, |style| style.magnitude.divisor());
    let shown = tick / divisor;
    let is_exact = |decimals: &usize| {
        let scaled = shown * 10f64.powi(*decimals as i32);
        (scaled - scaled.round()).abs() <= 1e-6 * scaled.abs().max(1.0)
    };
    let decimals = (0..MOST_DECIMALS).find(is_exact).unwrap_or(MOST_DECIMALS);
    // Ticks are as exact as they need to be, whatever the decimals of the figures.
    let style = data
        .style
        .as_ref()
        .map(|style| Arc::new(NumberStyle { decimals: Some(decimals), ..NumberStyle::clone(style) }));
    let rounded =
        ChartData { decimals, style, grouped_digits: data.grouped_digits, ..ChartData::bare(data.unit) };
    rounded.print(Some(tick), context.typesetter.language)
}

fn line(from: Point, to: Point, tick: f64, context: &LayoutContext<'_>) -> Leader {
    let color = if tick == 0.0 { context.roles.quiet } else { context.roles.grid };
    Leader { points: vec![from, to], color }
}
