//! Boxes from five figures a category: lowest, first quartile, median, third quartile, highest.

use super::bars;
use crate::layout::axis::Axis;
use crate::layout::colors::Chosen;
use crate::layout::figure::{Dot, Plot, Points, Polyline};
use crate::layout::shown::Shown;
use crate::layout::typeset::{Align, Type};
use crate::layout::{Ground, Laid};
use crate::units::{Point, Rect};

/// The columns that a box is made of.
pub(in crate::layout) const COLUMNS: usize = 5;

/// Lays out `box`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    let (area, size) = (ground.area, ground.scale.label);
    let colors = chosen.rows(shown, ground.roles);
    let names = bars::names(shown, ground);
    let start = area.x + names.width + size * 1.2;
    let room = (area.right() - start).max(size);
    let fitting = |length: f32| Axis::fitting(shown.min().min(0.0), shown.max(), length, shown, ground);
    let length = (room - fitting(room).overhang(shown, ground).max(size * 1.5)).max(size);
    let axis = fitting(length);
    let heights: Vec<f32> =
        (0..shown.rows.len()).map(|row| (size * 2.6).max(names.height(row)) + size * 0.7).collect();
    let tail = Axis::label_height(ground);
    let factor = ground.stretch(heights.iter().sum::<f32>() + tail, 1.8);
    let height = heights.iter().sum::<f32>() * factor;
    let frame = Rect::new(start, area.y, length, height);

    let mut labels = Vec::new();
    let grid = axis.across(frame, shown, ground, &mut labels);
    let mut plot = Points {
        values_up: false,
        frame,
        x: axis.domain(),
        y: (0.0, f64::from(height)),
        grid,
        areas: Vec::new(),
        lines: Vec::new(),
        dots: Vec::<Dot>::new(),
        swatches: Vec::new(),
        leaders: Vec::new(),
        whiskers: Vec::new(),
    };
    let mut y = 0.0;
    for (index, row) in shown.rows.iter().enumerate() {
        let band = heights[index] * factor;
        let middle = area.y + y + band / 2.0;
        names.place(index, area.x, middle, &mut labels);
        y += band;
        let [Some(low), Some(first), Some(median), Some(third), Some(high)] = row.values[..] else {
            continue;
        };
        let (across, half) = (f64::from(frame.bottom() - middle), f64::from(size * 0.55));
        let line = |from: (f64, f64), to: (f64, f64), width: f32| Polyline {
            points: vec![from, to],
            color: ground.roles.text,
            width,
            arrow: false,
        };
        plot.lines.push(line((low, across), (first, across), 0.8));
        plot.lines.push(line((third, across), (high, across), 0.8));
        let corners = [(first, -half), (third, -half), (third, half), (first, half)];
        plot.areas.push((corners.map(|(x, dy)| (x, across + dy)).to_vec(), colors[index]));
        let background = Polyline {
            color: ground.roles.background,
            ..line((median, across - half), (median, across + half), 2.0)
        };
        plot.lines.push(background);
        let text = shown.print(Some(median), ground.typesetter.language);
        let block = ground.typesetter.line(&text, Type { size: ground.scale.small, ..ground.value() });
        let x = frame.x + frame.width * axis.share(median);
        block.place(Point::new(x, middle - size * 0.65 - block.height), Align::Center, &mut labels);
    }
    Laid { plot: Plot::Points(plot), labels, height: height + tail }
}
