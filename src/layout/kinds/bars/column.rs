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
pub(crate) fn lay(
    shown: &ChartData,
    chosen: &ColorOverrides,
    touching: bool,
    ground: &LayoutContext<'_>,
) -> LaidOut {
    let area = ground.area;
    let size = ground.scale.label;
    let per_row = shown.columns.len();
    let column_colors = chosen.columns(&shown.columns, ground.roles);
    let row_colors = chosen.rows(shown, ground.roles);
    let entries: Vec<(String, Color)> = shown
        .columns
        .iter()
        .zip(&column_colors)
        .filter(|(column, _)| !column.name.is_empty())
        .map(|(column, color)| (column.name.clone(), *color))
        .collect();
    let legend = legend::lay(&entries, ground, area.x);
    let slots = ColumnBands::new(shown, ground);
    let band = slots.width;
    let head = legend.height + size * 1.35;
    let frame_height = (area.height - head - slots.foot).max(size * 10.0);
    // Grouped columns fill more of their band, since each has a value above it.
    let share = if per_row > 1 { 0.86 } else { 0.62 };
    let slot = if per_row > 1 { band * share / per_row as f32 } else { band };
    let value_type = value_type(shown, slot, ground);
    let thick =
        if touching { band } else { (band * share).min(size * 5.5 * per_row as f32) / per_row as f32 };

    let mut labels = legend.labels;
    let frame = Rect::new(area.x, area.y + head, area.width, frame_height);
    let mut plot = Bars::empty(frame, Direction::Up, (0.0, shown.max()), ground.roles.background);
    plot.baseline = Some(ground.roles.quiet);
    plot.swatches = legend.swatches;
    let mut mark_boxes = Vec::new();
    for (index, (row, middle)) in shown.rows.iter().zip(&slots.middles).enumerate() {
        for (column, value) in row.values.iter().enumerate() {
            let left = middle - frame.x + thick * (column as f32 - per_row as f32 / 2.0);
            let fill = if per_row > 1 { column_colors[column] } else { row_colors[index] };
            let end = value.unwrap_or(0.0);
            let bar =
                Bar { across: (left, left + thick), span: (0.0, end), fill, parted: touching || column > 0 };
            let text = shown.print_cell(row, column, ground.typesetter.language);
            let block = ground.typesetter.line(&text, value_type);
            let mut reach = end;
            if let Some(span) = row.interval(column).filter(|_| shown.error_bars) {
                reach = span.1;
                plot.whiskers.push(Whisker {
                    across: f64::from(left + thick / 2.0),
                    span,
                    cap: (thick * 0.22).min(size * 0.35),
                    color: ground.roles.text,
                    edge: ground.roles.background,
                });
            }
            let at = Point::new(frame.x + left + thick / 2.0, plot.along(reach) - size * 0.3 - block.height);
            let text = block.place(at, Align::Center, &mut labels);
            mark_boxes.push(MarkBox { row: index, column, rect: plot.rect(&bar).union(text) });
            plot.bars.push(bar);
        }
    }
    let (lines, cut) = slots.place(frame.bottom(), ground, &mut labels);
    plot.leaders = lines;
    let height = head + frame_height + slots.foot;
    LaidOut { mark_boxes, cut, ..LaidOut::new(Plot::Bars(plot), labels, height) }
}

/// The style of values: label size if the widest value fits its column, otherwise smaller, down to the smallest
/// size of the type scale.
fn value_type(shown: &ChartData, slot: f32, ground: &LayoutContext<'_>) -> TextStyle {
    let language = ground.typesetter.language;
    let print = |row: &Row| -> Vec<String> {
        (0..row.values.len()).map(|column| shown.print_cell(row, column, language)).collect()
    };
    let width = |text: String| ground.typesetter.line(&text, ground.value()).width;
    let widest = shown.rows.iter().flat_map(print).map(width).fold(0.0, f32::max);
    let size = ground.scale.label;
    let fitting = size * (slot * 0.96 / widest.max(0.01)).min(1.0);
    TextStyle { size: fitting.max(size * 0.76).max(ground.scale.least), ..ground.value() }
}
