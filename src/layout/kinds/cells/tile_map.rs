//! Tile maps of the German Länder: a square for each, where it lies, shaded by its figure.

use super::heatmap::CellValues;
use crate::chart::data::ChartData;
use crate::chart::laender;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Cells, Plot};
use crate::layout::labels::remarks;
use crate::layout::remarks::Remarks;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Point, Rect};

/// Lays out `tile-map`.
pub(crate) fn lay_out(data: &ChartData, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let (across, down) = laender::SIZE;
    let gap = size * 0.22;
    let room =
        (area.width / across as f32).min(area.height.max(context.least_height(size * 14.0)) / down as f32);
    let side = room.min(size * 7.0);
    let left = area.x + (area.width - side * across as f32) / 2.0;
    let text = (side * 0.29).clamp(context.scale.least, size);
    // The scale of shades spans the figures: zero may be far from all of them.
    let values = CellValues {
        data,
        context,
        size: text,
        bare: data.is_in_percent(),
        least: data.rows.iter().filter_map(|row| row.values[0]).fold(f64::INFINITY, f64::min),
        most: data.max(),
    };
    let (mut labels, mut plot, mut mark_boxes) = (Vec::new(), Cells::default(), Vec::new());
    let mut too_wide = Vec::new();
    let rows: Vec<Option<&laender::Land>> = data.rows.iter().map(|row| laender::named(&row.name)).collect();
    for land in &laender::ALL {
        let x = left + side * land.at.0 as f32;
        let y = area.y + side * land.at.1 as f32;
        let rect = Rect::new(x, y, side - gap, side - gap);
        let at = rows.iter().position(|found| found.is_some_and(|found| found.code == land.code));
        let (fill, color) = match at {
            Some(row) if data.rows[row].values[0].is_some() => values.fill(&data.rows[row], 0),
            _ => (context.roles.panel, context.roles.quiet),
        };
        plot.cells.push((rect, fill));
        let is_highlighted = at.is_some_and(|row| data.rows[row].highlighted);
        let style = TextStyle {
            style: if is_highlighted { Style::Bold } else { Style::Regular },
            size: text,
            color,
            ..context.label(TextRole::Category)
        };
        let code = context.typesetter.line(land.code, style);
        let Some(row) = at else {
            code.place_middle(rect.center(), Align::Center, &mut labels);
            continue;
        };
        let figure = values.block((&data.rows[row], 0)).colored(color);
        if figure.width > rect.width {
            too_wide.push(values.text(&data.rows[row], 0));
        }
        let top = rect.center().y - (code.height + figure.height + text * 0.25) / 2.0;
        code.place(Point::new(rect.center().x, top), Align::Center, &mut labels);
        let y = top + code.height + text * 0.25;
        figure.place(Point::new(rect.center().x, y), Align::Center, &mut labels);
        mark_boxes.push(MarkBox { row, column: 0, rect });
    }
    let height = side * down as f32 - gap;
    let remarks = if values.bare { remarks::unit(data, context) } else { Remarks::default() };
    LaidOut { mark_boxes, too_wide, remarks, ..LaidOut::new(Plot::Cells(plot), labels, height) }
}
