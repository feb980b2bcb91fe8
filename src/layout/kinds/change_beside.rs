//! Differences beside the rows of a chart, or in a row below its upright marks.

use crate::chart::data::{ChartData, Column};
use crate::layout::context::{LaidOut, LayoutContext};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Point, Rect};

/// Lays out marks with the differences of their rows, if the author asks for these.
pub(crate) fn lay_out(
    data: &ChartData,
    is_upright: bool,
    context: &LayoutContext<'_>,
    marks: &dyn Fn(&LayoutContext<'_>) -> LaidOut,
) -> LaidOut {
    match &data.change {
        None => marks(context),
        Some(column) if is_upright => below(data, column, context, marks),
        Some(column) => beside(data, column, context, marks),
    }
}

/// The differences in a column at the right, each at the height of its row.
fn beside(
    data: &ChartData,
    column: &Column,
    context: &LayoutContext<'_>,
    marks: &dyn Fn(&LayoutContext<'_>) -> LaidOut,
) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let changes = changes(data, size, context);
    let widest = changes.iter().map(|block| block.width).fold(0.0, f32::max);
    let heading = heading(column, widest.max(size * 7.0), context);
    let width = widest.max(heading.width) + size * 1.4;
    let head = heading.height + size * 0.4;
    let inner = Rect::new(area.x, area.y + head, area.width - width, (area.height - head).max(0.0));
    let mut laid_out = marks(&LayoutContext { area: inner, ..*context });
    let boxes = row_boxes(data, &laid_out);
    let first = boxes.iter().flatten().map(|rect| rect.y).fold(f32::INFINITY, f32::min);
    let top = if first.is_finite() { first - size * 0.35 - heading.height } else { area.y };
    heading.place(Point::new(area.right(), top.max(area.y)), Align::Right, &mut laid_out.labels);
    if !heading.is_whole() {
        laid_out.too_wide.push(heading.words());
    }
    for (block, rect) in changes.iter().zip(boxes) {
        if let Some(rect) = rect {
            block.place_middle(Point::new(area.right(), rect.center().y), Align::Right, &mut laid_out.labels);
        }
    }
    laid_out.height += head;
    laid_out
}

/// The differences in a row below the names of upright marks, with a heading at its left.
fn below(
    data: &ChartData,
    column: &Column,
    context: &LayoutContext<'_>,
    marks: &dyn Fn(&LayoutContext<'_>) -> LaidOut,
) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let heading = heading(column, area.width, context);
    // Differences are smaller where not all of them have room side by side.
    let slot = area.width / data.rows.len().max(1) as f32;
    let widest = changes(data, size, context).iter().map(|block| block.width).fold(0.01, f32::max);
    let text = (size * (slot * 0.94 / widest).min(1.0)).max(context.scale.least);
    let changes = changes(data, text, context);
    let gap = size * 0.5;
    let foot = gap * 2.0 + heading.height + size * 1.2;
    let inner = Rect { height: (area.height - foot).max(0.0), ..area };
    let mut laid_out = marks(&LayoutContext { area: inner, ..*context });
    let top = area.y + laid_out.height + gap;
    heading.place(Point::new(area.x, top), Align::Left, &mut laid_out.labels);
    let boxes = row_boxes(data, &laid_out);
    for (block, rect) in changes.iter().zip(boxes) {
        if let Some(rect) = rect {
            let at = Point::new(rect.center().x, top + heading.height + gap);
            block.place(at, Align::Center, &mut laid_out.labels);
        }
    }
    laid_out.height += foot;
    laid_out
}

fn changes(data: &ChartData, size: f32, context: &LayoutContext<'_>) -> Vec<Block> {
    let style = TextStyle { size, ..context.value() };
    let print = |row| data.print_change(row, context.typesetter.language).unwrap_or_default();
    data.rows.iter().map(|row| context.typesetter.line(&print(row), style)).collect()
}

fn heading(column: &Column, width: f32, context: &LayoutContext<'_>) -> Block {
    let style =
        TextStyle { style: Style::Semibold, color: context.roles.quiet, ..context.small(TextRole::Legend) };
    context.typesetter.block(&column.name, style, width)
}

/// The extent of each row's marks and figures; `None` where nothing is drawn.
fn row_boxes(data: &ChartData, laid_out: &LaidOut) -> Vec<Option<Rect>> {
    let mut boxes: Vec<Option<Rect>> = vec![None; data.rows.len()];
    for found in &laid_out.mark_boxes {
        if let Some(all) = boxes.get_mut(found.row) {
            *all = Some(all.map_or(found.rect, |all: Rect| all.union(found.rect)));
        }
    }
    boxes
}
