//! The names of waves below a line chart: of every wave where they have room, otherwise round points in time.

use crate::chart::data::ChartData;
use crate::chart::time::Precision;
use crate::layout::axes::waves::{self, TimeTick, Waves};
use crate::layout::context::LayoutContext;
use crate::layout::figure::{Leader, Points};
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::Point;

/// Labels below the waves, each at a position along the axis.
pub(super) struct WaveLabels {
    labels: Vec<(f64, Block)>,
    /// Whether short lines show where on the axis the labels are: they are not at waves.
    ticked: bool,
    /// Height of the tallest.
    pub(super) height: f32,
}

impl WaveLabels {
    /// The labels for an axis of this length.
    pub(super) fn new(data: &ChartData, waves: &Waves, length: f32, context: &LayoutContext<'_>) -> Self {
        let size = context.scale.label;
        let names: Vec<(f64, Block)> = waves
            .order
            .iter()
            .map(|column| (waves.at[*column], wave(&data.columns[*column].name, context)))
            .collect();
        let per = length / (waves.domain.1 - waves.domain.0).max(1e-9) as f32;
        let fits = |labels: &[(f64, Block)]| {
            labels.windows(2).all(|pair| {
                let apart = (pair[1].0 - pair[0].0) as f32 * per;
                (pair[0].1.width + pair[1].1.width) / 2.0 + size * 0.8 <= apart
            })
        };
        let (labels, ticked) = match &waves.times {
            Some(times) if times.precision != Precision::Year || !fits(&names) => {
                let shape = |ticks: &[TimeTick]| -> Vec<(f64, Block)> {
                    ticks.iter().map(|tick| (tick.at, wave(&tick.label, context))).collect()
                };
                let ticks = waves::ticks(times, context.typesetter.language, &|ticks| fits(&shape(ticks)));
                match ticks.is_empty() {
                    true => (thinned(names, waves, length, size), false),
                    false => (shape(&ticks), true),
                }
            }
            _ => (thinned(names, waves, length, size), false),
        };
        let height = labels.iter().map(|(_, block)| block.height).fold(0.0, f32::max);
        Self { labels, ticked, height }
    }

    /// How far labels extend beyond the first and the last wave.
    pub(super) fn overhang(&self, waves: &Waves, length: f32) -> (f32, f32) {
        let per = length / (waves.domain.1 - waves.domain.0).max(1e-9) as f32;
        let ends = |(left, right): (f32, f32), (at, block): &(f64, Block)| {
            let x = (at - waves.domain.0) as f32 * per;
            (left.max(block.width / 2.0 - x), right.max(block.width / 2.0 - (length - x)))
        };
        self.labels.iter().fold((0.0, 0.0), ends)
    }

    /// Places the labels below the frame, whose lower edge is at `bottom`.
    pub(super) fn place(
        &self,
        bottom: f32,
        plot: &mut Points,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) {
        let size = context.scale.label;
        for (at, block) in &self.labels {
            let x = plot.position((*at, plot.y.0)).x;
            if self.ticked {
                let points = vec![Point::new(x, bottom), Point::new(x, bottom + size * 0.3)];
                plot.grid.push(Leader { points, color: context.roles.quiet });
            }
            block.place(Point::new(x, bottom + size * 0.5), Align::Center, labels);
        }
    }
}

/// Every second, third, … name, counted from the last, where neighbours would touch.
fn thinned(names: Vec<(f64, Block)>, waves: &Waves, length: f32, size: f32) -> Vec<(f64, Block)> {
    let shortest = names.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(f64::INFINITY, f64::min);
    let span = (waves.domain.1 - waves.domain.0).max(1e-9);
    let spacing = if shortest.is_finite() { length * (shortest / span) as f32 } else { length };
    let widest = names.iter().map(|(_, block)| block.width).fold(0.0, f32::max) + size * 0.8;
    let step = ((widest / spacing.max(0.1)).ceil() as usize).max(1);
    let count = names.len();
    let kept = |(at, name): (usize, (f64, Block))| (count - 1 - at).is_multiple_of(step).then_some(name);
    names.into_iter().enumerate().filter_map(kept).collect()
}

fn wave(name: &str, context: &LayoutContext<'_>) -> Block {
    let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Category) };
    let most = (context.area.width * 0.3).max(context.scale.small * 3.0);
    context.typesetter.block(name, text_style, most.min(context.scale.small * 9.0))
}
