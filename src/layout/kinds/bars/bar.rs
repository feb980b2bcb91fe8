//! Horizontal bars, one or several per category, with the value at the end of each bar.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Plot, Whisker};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::legend;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::units::{Color, Point, Rect};

/// Lays out `bar` and `grouped-bar`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let area = context.area;
    let size = context.scale.label;
    let per_row = data.columns.len();
    let column_colors = overrides.columns(&data.columns, context.roles);
    let row_colors = overrides.rows(data, context.roles);
    let natural = per_row as f32 * if per_row > 1 { size * 1.12 } else { size * 1.3 };
    // Many rows are set closer together, so that a reader can see them all at once.
    let gap = match (per_row > 1, data.rows.len() > 20) {
        (true, false) => 0.85,
        (false, false) => 0.62,
        (_, true) => 0.3,
    };
    let bands = RowBands::new(data, natural, size * gap * context.spacing.rows, context);
    let values: Vec<Vec<Block>> = data.rows.iter().map(|row| shape_values(row, data, context)).collect();
    let widest = values.iter().flatten().map(|block| block.width).fold(reach_width(data, context), f32::max);
    let least = data.min().min(0.0);
    // Negative bars have their values at the left.
    let before_zero = if least < 0.0 { widest + size * 0.5 } else { 0.0 };
    let beside = if bands.width > 0.0 { bands.width + size * 0.8 } else { 0.0 };
    let start = area.x + (beside + before_zero).max(context.alignment.insets.0);
    let length = (area.right() - start - (widest + size * 0.5).max(context.alignment.insets.1)).max(size);

    let entries: Vec<(String, Color)> = data
        .columns
        .iter()
        .zip(&column_colors)
        .filter(|(column, _)| per_row > 1 || !column.name.is_empty())
        .map(|(column, color)| (column.name.clone(), *color))
        .collect();
    let legend = legend::lay_out(&entries, context, area.x);
    let most = if per_row > 1 { 3.0 } else { 3.6 };
    let factor = bands.stretch(legend.height, most, context);
    let mut labels = legend.labels;
    let mut grid = Vec::new();
    let top = area.y + legend.height;
    let rows = bands.place(factor, top, context, &mut labels, &mut grid);
    let end = bottom(&rows, top);

    let frame = Rect::new(start, area.y, length, end - area.y);
    let mut plot = Bars::empty(frame, Direction::Right, (least, data.max()), context.roles.background);
    plot.grid = grid;
    plot.baseline = (least < 0.0).then_some(context.roles.quiet);
    plot.swatches = legend.swatches;
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        let thick = band.mark / per_row as f32;
        let top = band.middle - band.mark / 2.0 - area.y;
        for (column, value) in row.values.iter().enumerate() {
            let across = (top + thick * column as f32, top + thick * (column + 1) as f32);
            let fill = if per_row > 1 { column_colors[column] } else { row_colors[index] };
            let end = value.unwrap_or(0.0);
            let bar = Bar { across, span: (0.0, end), fill, separated: column > 0 };
            let (gap, align) =
                if end < 0.0 { (-size * 0.4, Align::Right) } else { (size * 0.4, Align::Left) };
            let mut reach = end;
            if let Some(span) = row.interval(column).filter(|_| data.error_bars) {
                reach = span.1;
                plot.whiskers.push(Whisker {
                    across: f64::from(across.0 + across.1) / 2.0,
                    span,
                    cap: (thick * 0.22).min(size * 0.35),
                    color: context.roles.text,
                    halo: context.roles.background,
                });
            }
            let at = Point::new(plot.along(reach) + gap, area.y + (across.0 + across.1) / 2.0);
            let text = values[index][column].place_middle(at, align, &mut labels);
            mark_boxes.push(MarkBox { row: index, column, rect: plot.rect(&bar).union(text) });
            plot.bars.push(bar);
        }
    }
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Bars(plot), labels, end - area.y) }
}

/// Width of the widest extreme of all panels, whose bars have the same scale.
fn reach_width(data: &ChartData, context: &LayoutContext<'_>) -> f32 {
    let print = |value: &f64| data.print(Some(*value), context.typesetter.language);
    let width = |value: &f64| context.typesetter.line(&print(value), context.value()).width;
    data.reach.iter().map(width).fold(0.0, f32::max)
}

fn shape_values(row: &Row, data: &ChartData, context: &LayoutContext<'_>) -> Vec<Block> {
    let print = |(column, value): (usize, &Option<f64>)| {
        let text_style = match value {
            None => TextStyle { color: context.roles.quiet, style: Style::Regular, ..context.value() },
            Some(_) => context.value(),
        };
        context.typesetter.line(&data.print_cell(row, column, context.typesetter.language), text_style)
    };
    row.values.iter().enumerate().map(print).collect()
}
