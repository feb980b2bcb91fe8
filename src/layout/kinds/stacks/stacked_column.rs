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
pub(crate) fn lay(
    shown: &ChartData,
    chosen: &ColorOverrides,
    show: &Settings,
    ground: &LayoutContext<'_>,
) -> LaidOut {
    let table = Table::new(shown);
    let (area, size, rows) = (ground.area, ground.scale.label, &table.shown.rows);
    let language = ground.typesetter.language;
    let colors = chosen.parts(&table.parts, ground.roles);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|part| part.0.clone()).zip(colors.iter().copied()).collect();
    let legend = legend::lay(&entries, ground, area.x);
    let slots = ColumnBands::new(&table.shown, ground);
    // The total of a stack of counts goes above it.
    let has_totals = rows.iter().any(|row| table.total(row).is_some());
    let head = legend.height + if has_totals { size * 1.35 } else { 0.0 };
    let height = (area.height - head - slots.foot).max(size * 12.0);
    let thick = (slots.width * 0.66).min(size * 8.0);

    let mut labels = legend.labels;
    let frame = Rect::new(area.x, area.y + head, area.width, height);
    let mut plot = Bars::empty(frame, Direction::Up, (0.0, table.whole()), ground.roles.background);
    (plot.baseline, plot.swatches) = (Some(ground.roles.quiet), legend.swatches);
    let mut mark_boxes = Vec::new();
    for (index, (row, middle)) in rows.iter().zip(&slots.middles).enumerate() {
        let left = middle - frame.x - thick / 2.0;
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let (across, span) = ((left, left + thick), (from, from + value));
            let bar = Bar { across, span, fill: colors[part], parted: from > 0.0 };
            let rect = plot.rect(&bar);
            let kind = TextStyle { color: theme::text_on(colors[part], ground.roles), ..ground.value() };
            let block = ground.typesetter.line(&shown.print(Some(value), language), kind);
            if block.height <= rect.height
                && block.width <= thick
                && show.hide_below.is_none_or(|least| value >= least)
            {
                block.place_middle(rect.center(), Align::Center, &mut labels);
            }
            mark_boxes.push(table.spot(index, part, rect));
            plot.bars.push(bar);
            from += value;
        }
        if let Some(total) = table.total(row) {
            let block = ground.typesetter.line(&shown.print(Some(total), language), ground.value());
            let at = Point::new(*middle, plot.along(from) - size * 0.3 - block.height);
            block.place(at, Align::Center, &mut labels);
        }
    }
    let (lines, cut) = slots.place(frame.bottom(), ground, &mut labels);
    plot.leaders = lines;
    let all = head + height + slots.foot;
    LaidOut { mark_boxes, cut, ..LaidOut::new(Plot::Bars(plot), labels, all) }
}
