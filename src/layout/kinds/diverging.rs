//! Answers on a scale to both sides of its neutral point; what lies off the scale stands apart at the right.

use super::bars;
use super::stacks::Table;
use crate::layout::colors::{Chosen, legible};
use crate::layout::figure::{Bar, Bars, Direction, Leader, Plot};
use crate::layout::shown::Shown;
use crate::layout::typeset::{Align, Type};
use crate::layout::{Ground, Laid, legend};
use crate::text::run::TextRun;
use crate::theme;
use crate::units::{Color, Point, Rect};

/// Lays out `diverging-bar`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    let table = Table::new(shown);
    let scale = Scale::new(&table, shown, chosen, ground);
    let (area, size, rows) = (ground.area, ground.scale.label, &table.shown.rows);
    let names = bars::names(&table.shown, ground);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|part| part.0.clone()).zip(scale.colors.iter().copied()).collect();
    let legend = legend::lay(&entries, ground, area.x);
    let start = area.x + names.width + size * 0.8;
    let nets = size * 3.4;
    let reach = scale.reach(rows);
    let most_rest =
        scale.rest.map_or(0.0, |rest| rows.iter().filter_map(|row| row.values[rest]).fold(0.0, f64::max));
    let rest_label = if scale.rest.is_some() { size * 3.8 } else { 0.0 };
    // Scale and rest share one unit, so that their bars can be compared.
    let room = (area.right() - start - nets * 2.0 - rest_label).max(size * 4.0);
    let unit = room / (reach.0 + reach.1 + most_rest) as f32;
    let length = unit * (reach.0 + reach.1) as f32;
    let frame_x = start + nets;
    let rest_x = frame_x + length + nets + size * 0.8;
    let zero = frame_x + reach.0 as f32 * unit;

    let heights: Vec<f32> =
        (0..rows.len()).map(|row| (size * 1.9).max(names.height(row)) + size * 0.75).collect();
    let factor = ground.stretch(legend.height + heights.iter().sum::<f32>(), 2.0);
    let mut labels = legend.labels;
    let mut bars = Vec::new();
    let mut swatches = legend.swatches;
    let mut y = legend.height;
    for (index, row) in rows.iter().enumerate() {
        let height = heights[index] * factor;
        let (middle, thick) = (y + height / 2.0, size * 1.9 * factor);
        let across = (middle - thick / 2.0, middle + thick / 2.0);
        names.place(index, area.x, area.y + middle, &mut labels);
        let sides = scale.sides(&row.values);
        let mut from = -sides.0;
        for part in 0..scale.on_scale() {
            let value = row.values[part].unwrap_or(0.0);
            bars.push(Bar { across, span: (from, from + value), fill: scale.colors[part], parted: part > 0 });
            let x = zero + (from + value / 2.0) as f32 * unit;
            let room = value as f32 * unit - size * 0.4;
            segment_value(value, scale.colors[part], shown, (x, area.y + middle, room), ground, &mut labels);
            from += value;
        }
        if rows.iter().any(|row| row.values.len() >= 3) {
            let nets = scale.nets(&row.values);
            net_value(
                nets.0,
                (zero - sides.0 as f32 * unit - size * 0.5, area.y + middle),
                Align::Right,
                shown,
                ground,
                &mut labels,
            );
            net_value(
                nets.1,
                (zero + sides.1 as f32 * unit + size * 0.5, area.y + middle),
                Align::Left,
                shown,
                ground,
                &mut labels,
            );
        }
        if let Some(value) = scale.rest.and_then(|rest| row.values[rest]) {
            let width = value as f32 * unit;
            swatches.push((Rect::new(rest_x, area.y + across.0, width, thick), ground.roles.rest));
            let at = (rest_x + width + size * 0.4, area.y + middle);
            net_value(value, at, Align::Left, shown, ground, &mut labels);
        }
        y += height;
    }
    let line = vec![Point::new(zero, area.y + legend.height), Point::new(zero, area.y + y)];
    Laid {
        plot: Plot::Bars(Bars {
            ground: ground.roles.background,
            frame: Rect::new(frame_x, area.y, length, y),
            direction: Direction::Right,
            hatches: Vec::new(),
            swatch_hatches: Vec::new(),
            domain: (-reach.0, reach.1),
            grid: vec![Leader { points: line, color: ground.roles.text }],
            bars,
            baseline: None,
            swatches,
            leaders: Vec::new(),
            whiskers: Vec::new(),
        }),
        labels,
        height: y,
    }
}

/// The parts of a scale: which lie where.
struct Scale {
    /// Parts before the middle.
    negative: usize,
    /// The neutral part, split at the middle.
    neutral: Option<usize>,
    /// The part that is not on the scale.
    rest: Option<usize>,
    count: usize,
    colors: Vec<Color>,
}

impl Scale {
    fn new(table: &Table, shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Self {
        let rest = table.parts.iter().position(|part| part.2);
        let count = rest.unwrap_or(table.parts.len());
        let named = shown.sources.iter().find_map(|series| series.neutral.as_deref());
        let neutral = table.parts[..count].iter().position(|part| Some(part.0.as_str()) == named);
        // An odd scale without a named neutral point has it in the middle.
        let neutral = neutral.or((named.is_none() && count % 2 == 1).then_some(count / 2));
        let negative = neutral.unwrap_or(count / 2);
        let mut scale = Self { negative, neutral, rest, count, colors: Vec::new() };
        scale.colors = (0..table.parts.len())
            .map(|part| {
                let own = || legible(scale.color(part, ground), ground.roles);
                chosen.given(&table.parts[part].0).unwrap_or_else(own)
            })
            .collect();
        scale
    }

    /// Two hues from dark at the ends to light, grey in the middle.
    fn color(&self, part: usize, ground: &Ground<'_>) -> Color {
        let roles = ground.roles;
        let positive = self.negative + usize::from(self.neutral.is_some());
        let tint = |color: Color, step: usize, steps: usize| {
            legible(color.mix(roles.background, 0.5 * step as f32 / steps.max(1) as f32), roles)
        };
        if part >= self.count {
            roles.rest
        } else if Some(part) == self.neutral {
            roles.grid
        } else if part < self.negative {
            tint(roles.opposite, part, self.negative)
        } else {
            tint(roles.accent, self.count - 1 - part, self.count - positive)
        }
    }

    fn on_scale(&self) -> usize {
        self.count
    }

    /// How far a row reaches to the left and the right of the middle.
    fn sides(&self, values: &[Option<f64>]) -> (f64, f64) {
        let half = self.neutral.and_then(|at| values[at]).unwrap_or(0.0) / 2.0;
        let nets = self.nets(values);
        (nets.0 + half, nets.1 + half)
    }

    /// The sums of both sides without the neutral part.
    fn nets(&self, values: &[Option<f64>]) -> (f64, f64) {
        let sum = |range: std::ops::Range<usize>| values[range].iter().flatten().sum::<f64>();
        (sum(0..self.negative), sum(self.negative + usize::from(self.neutral.is_some())..self.count))
    }

    fn reach(&self, rows: &[crate::layout::shown::Row]) -> (f64, f64) {
        let sides = rows.iter().map(|row| self.sides(&row.values));
        sides.fold((1.0, 1.0), |most: (f64, f64), side| (most.0.max(side.0), most.1.max(side.1)))
    }
}

fn segment_value(
    value: f64,
    fill: Color,
    shown: &Shown,
    (x, y, room): (f32, f32, f32),
    ground: &Ground<'_>,
    labels: &mut Vec<TextRun>,
) {
    let kind = Type { color: theme::text_on(fill, ground.roles), size: ground.scale.small, ..ground.value() };
    let block = ground.typesetter.line(&shown.print(Some(value), ground.typesetter.language), kind);
    if block.width <= room {
        block.place_middle(Point::new(x, y), Align::Center, labels);
    }
}

fn net_value(
    value: f64,
    at: (f32, f32),
    align: Align,
    shown: &Shown,
    ground: &Ground<'_>,
    labels: &mut Vec<TextRun>,
) {
    let block = ground.typesetter.line(&shown.print(Some(value), ground.typesetter.language), ground.value());
    block.place_middle(Point::new(at.0, at.1), align, labels);
}
