//! A legend: swatches with names in a row that wraps.

use super::context::LayoutContext;
use crate::typeset::blocks::{Align, Block};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// A laid-out legend.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Legend {
    /// The swatches.
    pub swatches: Vec<(Rect, Color)>,
    /// The names.
    pub labels: Vec<TextRun>,
    /// Its height with the space below; 0 if it is empty.
    pub height: f32,
}

/// Lays out the legend of the only column of a chart: its name, with a swatch if all marks have one colour.
pub(crate) fn of_one(name: &str, marks: &[Color], context: &LayoutContext<'_>, x: f32) -> Legend {
    let color = marks.first().copied().filter(|first| marks.iter().all(|color| color == first));
    match color {
        _ if name.is_empty() || !context.legend => Legend::default(),
        Some(color) => lay_out(&[(name.to_owned(), color)], context, x),
        None => {
            let mut legend = Legend::default();
            let width = context.area.right() - x;
            let block = context.typesetter.block(name, context.small(TextRole::Legend), width);
            block.place(Point::new(x, context.area.y), Align::Left, &mut legend.labels);
            legend.height = block.height + context.scale.label * 0.9;
            legend
        }
    }
}

/// Lays out names with their colours, in the order of the segments, at the top of the area from `x` on; empty
/// where the context wants no legend.
pub fn lay_out(names: &[(String, Color)], context: &LayoutContext<'_>, x: f32) -> Legend {
    let mut legend = Legend::default();
    if !context.legend {
        return legend;
    }
    let text_style = context.small(TextRole::Legend);
    let side = context.scale.small * 0.8;
    let (gap, between) = (context.scale.small * 0.45, context.scale.small * 1.4);
    let right = context.area.right();
    let mut at = Point::new(x, context.area.y);
    let mut line_height = 0.0f32;
    for (name, color) in names {
        let width = (right - x - side - gap).max(side);
        let block = context.typesetter.block(name, text_style, width);
        if at.x > x && at.x + side + gap + block.width > right {
            at = Point::new(x, at.y + line_height + context.scale.small * 0.4);
            line_height = 0.0;
        }
        line_height = line_height.max(block.height);
        entry(&mut legend, at, &block, *color, side, gap, context.scale.small);
        at.x += side + gap + block.width + between;
    }
    if !names.is_empty() {
        legend.height = at.y + line_height + context.scale.label * 0.9 - context.area.y;
    }
    legend
}

fn entry(legend: &mut Legend, at: Point, block: &Block, color: Color, side: f32, gap: f32, size: f32) {
    let top = at.y + (0.75 - 0.33) * size - side / 2.0;
    legend.swatches.push((Rect::new(at.x, top, side, side), color));
    block.place(Point::new(at.x + side + gap, at.y), Align::Left, &mut legend.labels);
}
