//! Stacked columns: one per row, with a legend above.

use super::stacked_bar::Table;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::context::{LaidOut, LayoutContext};
use crate::layout::figure::{Bar, Bars, Direction, Plot};
use crate::layout::kinds::column_bands::ColumnBands;
use crate::layout::legend;
use crate::spec::settings::Settings;
use crate::theme;
use crate::typeset::blocks::{Align, TextStyle};
use crate::units::{Color, Point, Rect};

/// Lays out `stacked-column`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    show: &Settings,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let table = Table::new(data);
    let (area, size, rows) = (context.area, context.scale.label, &table.data.rows);
    let language = context.typesetter.language;
    let colors = overrides.parts(&table.parts, context.roles);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|part| part.0.clone()).zip(colors.iter().copied()).collect();
    let legend = legend::lay_out(&entries, context, area.x);
    let bands = ColumnBands::new(&table.data, context);
    // The total of a stack of counts goes above it.
    let has_totals = rows.iter().any(|row| table.total(row).is_some());
    let head = legend.height + if has_totals { size * 1.35 } else { 0.0 };
    let height = (area.height - head - bands.foot).max(size * 12.0);
    let thick = (bands.width * 0.66).min(size * 8.0);

    let mut labels = legend.labels;
    let frame = Rect::new(area.x, area.y + head, area.width, height);
    let mut plot = Bars::empty(frame, Direction::Up, (0.0, table.whole()), context.roles.background);
    (plot.baseline, plot.swatches) = (Some(context.roles.quiet), legend.swatches);
    let mut mark_boxes = Vec::new();
    for (index, (row, middle)) in rows.iter().zip(&bands.middles).enumerate() {
        let left = middle - frame.x - thick / 2.0;
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let (across, span) = ((left, left + thick), (from, from + value));
            let bar = Bar { across, span, fill: colors[part], separated: from > 0.0 };
            let rect = plot.rect(&bar);
            let text_style =
                TextStyle { color: theme::text_on(colors[part], context.roles), ..context.value() };
            let block = context.typesetter.line(&data.print(Some(value), language), text_style);
            if block.height <= rect.height
                && block.width <= thick
                && show.hide_below.is_none_or(|least| value >= least)
            {
                block.place_middle(rect.center(), Align::Center, &mut labels);
            }
            mark_boxes.push(table.mark_box(index, part, rect));
            plot.bars.push(bar);
            from += value;
        }
        if let Some(total) = table.total(row) {
            let block = context.typesetter.line(&data.print(Some(total), language), context.value());
            let at = Point::new(*middle, plot.along(from) - size * 0.3 - block.height);
            block.place(at, Align::Center, &mut labels);
        }
    }
    let (lines, too_wide) = bands.place(frame.bottom(), context, &mut labels);
    plot.leaders = lines;
    let all = head + height + bands.foot;
    LaidOut { mark_boxes, too_wide, ..LaidOut::new(Plot::Bars(plot), labels, all) }
}
