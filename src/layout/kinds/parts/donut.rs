//! Donuts and pies of a few parts, which are named at their edge or listed beside or below them; a donut has its main value in the
//! middle.

use super::outside;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Plot, Ring};
use crate::layout::kinds::part_list::Parts;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRun;
use crate::units::{Point, Rect};

/// Radius of a ring's hole as a share of its radius.
const HOLE: f32 = 0.62;

/// Lays out `donut` and, without a hole, `pie`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    is_pie: bool,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let parts = Parts::new(data, overrides, context);
    let mut labels = Vec::new();
    // Labels at the parts, or a list with swatches where there is no room for them.
    let outside = outside::lay_out(&parts, data, context, &mut labels);
    let (frame, swatches, leaders, height) = match outside {
        Some(outside) => (outside.frame, Vec::new(), outside.leaders, outside.height),
        None => {
            labels.clear();
            let list = parts.arrange(data, context, &mut labels);
            (list.frame, list.swatches, Vec::new(), list.height)
        }
    };
    if let Some(row) = parts.main(data).filter(|_| !is_pie) {
        let text_style = TextStyle { style: Style::Bold, size: frame.width * 0.2, ..context.value() };
        let block =
            context.typesetter.line(&data.print(row.values[0], context.typesetter.language), text_style);
        let mut inside = Vec::new();
        block.place_middle(frame.center(), Align::Center, &mut inside);
        // Labels at the left come first, those at the right last. Some readers sort what is on one line, so that the
        // figure in the middle must stand between them.
        let is_right = |run: &TextRun| !leaders.is_empty() && run.at.x > frame.center().x;
        let at = labels.iter().position(is_right).unwrap_or(labels.len());
        labels.splice(at..at, inside);
    }
    let hole = if is_pie { 0.0 } else { HOLE };
    let shares: Vec<f64> = parts.values.iter().map(|value| value / parts.whole).collect();
    let plot = Plot::Ring(Ring {
        frame,
        hole,
        parts: shares.iter().copied().zip(parts.colors.iter().copied()).collect(),
        gap: context.roles.background,
        swatches,
        leaders,
        hatches: Vec::new(),
    });
    let mark_boxes = mark_boxes(&parts, &shares, frame, hole, context.scale.small);
    LaidOut { mark_boxes, ..LaidOut::new(plot, labels, height) }
}

/// Mark boxes in the middle of each part.
fn mark_boxes(parts: &Parts, shares: &[f64], frame: Rect, hole: f32, size: f32) -> Vec<MarkBox> {
    let radius = frame.width / 2.0 * if hole > 0.0 { f32::midpoint(1.0, hole) } else { 0.62 };
    let mut from = 0.0f32;
    let mark_box = |(row, share): (&usize, &f64)| {
        let turn = (from + *share as f32 / 2.0) * std::f32::consts::TAU;
        from += *share as f32;
        let center = frame.center();
        // Rounded to the recorder's grid, so that every platform computes the same value.
        let grid = |value: f32| (value * 64.0).round() / 64.0;
        let at = Point::new(grid(center.x + radius * turn.sin()), grid(center.y - radius * turn.cos()));
        let rect = Rect::new(at.x - size * 0.5, at.y - size * 0.5, size, size);
        MarkBox { row: *row, column: 0, rect }
    };
    parts.rows.iter().zip(shares).map(mark_box).collect()
}
