//! Upright bars in the order of the data, with the value above each and the name below.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Plot, Whisker};
use crate::layout::kinds::column_bands::ColumnBands;
use crate::layout::legend;
use crate::typeset::blocks::{Align, TextStyle};
use crate::units::{Color, Point, Rect};

/// Lays out `column`, `grouped-column` and, with columns that touch, `histogram`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    touching: bool,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let area = context.area;
    let size = context.scale.label;
    let per_row = data.columns.len();
    let column_colors = overrides.columns(&data.columns, context.roles);
    let row_colors = overrides.rows(data, context.roles);
    let entries: Vec<(String, Color)> = data
        .columns
        .iter()
        .zip(&column_colors)
        .filter(|(column, _)| !column.name.is_empty())
        .map(|(column, color)| (column.name.clone(), *color))
        .collect();
    let legend = legend::lay_out(&entries, context, area.x);
    let bands = ColumnBands::new(data, context);
    let band = bands.width;
    let head = legend.height + size * 1.35;
    let frame_height = (area.height - head - bands.foot).max(size * 10.0);
    // Grouped columns fill more of their band, since each has a value above it.
    let share = if per_row > 1 { 0.86 } else { 0.62 };
    let slot = if per_row > 1 { band * share / per_row as f32 } else { band };
    let value_style = value_style(data, slot, context);
    let thick =
        if touching { band } else { (band * share).min(size * 5.5 * per_row as f32) / per_row as f32 };

    let mut labels = legend.labels;
    let frame = Rect::new(area.x, area.y + head, area.width, frame_height);
    let mut plot = Bars::empty(frame, Direction::Up, (0.0, data.max()), context.roles.background);
    plot.baseline = Some(context.roles.quiet);
    plot.swatches = legend.swatches;
    let mut mark_boxes = Vec::new();
    for (index, (row, middle)) in data.rows.iter().zip(&bands.middles).enumerate() {
        for (column, value) in row.values.iter().enumerate() {
            let left = middle - frame.x + thick * (column as f32 - per_row as f32 / 2.0);
            let fill = if per_row > 1 { column_colors[column] } else { row_colors[index] };
            let end = value.unwrap_or(0.0);
            let bar = Bar {
                across: (left, left + thick),
                span: (0.0, end),
                fill,
                separated: touching || column > 0,
            };
            let text = data.print_cell(row, column, context.typesetter.language);
            let block = context.typesetter.line(&text, value_style);
            let mut reach = end;
            if let Some(span) = row.interval(column).filter(|_| data.error_bars) {
                reach = span.1;
                plot.whiskers.push(Whisker {
                    across: f64::from(left + thick / 2.0),
                    span,
                    cap: (thick * 0.22).min(size * 0.35),
                    color: context.roles.text,
                    halo: context.roles.background,
                });
            }
            let at = Point::new(frame.x + left + thick / 2.0, plot.along(reach) - size * 0.3 - block.height);
            let text = block.place(at, Align::Center, &mut labels);
            mark_boxes.push(MarkBox { row: index, column, rect: plot.rect(&bar).union(text) });
            plot.bars.push(bar);
        }
    }
    let (lines, too_wide) = bands.place(frame.bottom(), context, &mut labels);
    plot.leaders = lines;
    let height = head + frame_height + bands.foot;
    LaidOut { mark_boxes, too_wide, ..LaidOut::new(Plot::Bars(plot), labels, height) }
}

/// The style of values: label size if the widest value fits its column, otherwise smaller, down to the smallest
/// size of the type scale.
fn value_style(data: &ChartData, slot: f32, context: &LayoutContext<'_>) -> TextStyle {
    let language = context.typesetter.language;
    let print = |row: &Row| -> Vec<String> {
        (0..row.values.len()).map(|column| data.print_cell(row, column, language)).collect()
    };
    let width = |text: String| context.typesetter.line(&text, context.value()).width;
    let widest = data.rows.iter().flat_map(print).map(width).fold(0.0, f32::max);
    let size = context.scale.label;
    let fitting = size * (slot * 0.96 / widest.max(0.01)).min(1.0);
    TextStyle { size: fitting.max(size * 0.76).max(context.scale.least), ..context.value() }
}
