//! Population pyramids: bars to both sides of the names of classes.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox, PanelAlignment};
use crate::layout::figure::{Bar, Bars, Direction, Plot};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Point, Rect};

/// Largest share of the width for the names between both sides.
const NAME_SHARE: f32 = 0.24;

/// Lays out `pyramid`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = overrides.columns(&data.columns, context.roles);
    let alignment = PanelAlignment { limit: Some(area.width * NAME_SHARE), ..context.alignment };
    let bands = RowBands::beside(
        data,
        size * 1.15,
        size * 0.22 * context.spacing.rows,
        &LayoutContext { alignment, ..*context },
    );
    let text_style = TextStyle { size: context.scale.small, ..context.value() };
    let print = |row: usize, column: usize| {
        let text = data.print_cell(&data.rows[row], column, context.typesetter.language);
        context.typesetter.line(&text, text_style)
    };
    let values: Vec<[Block; 2]> = (0..data.rows.len()).map(|row| [print(row, 0), print(row, 1)]).collect();
    let widest = values.iter().flatten().map(|block| block.width).fold(0.0, f32::max);
    let beside = widest + size * 0.4;
    // Both sides have one scale; the names are between them.
    let gutter = bands.width + size * 1.4;
    let length = (area.width - beside * 2.0).max(gutter * 1.5);
    let gap = data.max() * f64::from(gutter / (length - gutter));
    let reach = data.max() + gap;

    let names: Vec<Block> = data
        .columns
        .iter()
        .zip(&colors)
        .map(|(column, color)| {
            let color = context.label_color(*color);
            let style = TextStyle { style: Style::Semibold, color, ..context.label(TextRole::Legend) };
            context.typesetter.block(&column.name, style, (length - gutter) / 2.0)
        })
        .collect();
    let head = names.iter().map(|block| block.height).fold(0.0, f32::max) + size * 0.6;
    let factor = bands.stretch(head, 3.0, context);
    let (mut labels, mut lines) = (Vec::new(), Vec::new());
    let middle = area.x + beside + length / 2.0;
    let between = Rect { x: middle - bands.width / 2.0, width: bands.width, ..area };
    let top = area.y + head;
    let rows =
        bands.place(factor, top, &LayoutContext { area: between, ..*context }, &mut labels, &mut lines);
    for run in &mut labels {
        run.at.x = middle - run.bounds().width / 2.0;
    }
    let end = bottom(&rows, top);
    let frame = Rect::new(area.x + beside, area.y, length, end - area.y);
    let mut plot = Bars::empty(frame, Direction::Right, (-reach, reach), context.roles.background);
    plot.grid = lines;
    for (at, block) in names.iter().enumerate() {
        let (x, align) = match at {
            0 => (middle - gutter / 2.0, Align::Right),
            _ => (middle + gutter / 2.0, Align::Left),
        };
        block.place(Point::new(x, area.y), align, &mut labels);
    }
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        let above = band.middle - band.mark / 2.0 - area.y;
        for (column, block) in values[index].iter().enumerate() {
            let sign = if column == 0 { -1.0 } else { 1.0 };
            let value = row.values.get(column).copied().flatten().unwrap_or(0.0);
            let bar = Bar {
                across: (above, above + band.mark),
                span: (sign * gap, sign * (gap + value)),
                fill: colors[column],
                separated: false,
            };
            let (x, align) = match column {
                0 => (plot.along(bar.span.1) - size * 0.4, Align::Right),
                _ => (plot.along(bar.span.1) + size * 0.4, Align::Left),
            };
            let text = block.place_middle(Point::new(x, band.middle), align, &mut labels);
            mark_boxes.push(MarkBox { row: index, column, rect: plot.rect(&bar).union(text) });
            plot.bars.push(bar);
        }
    }
    let too_wide = names.iter().filter(|block| !block.is_whole()).map(Block::words).collect();
    LaidOut { mark_boxes, too_wide, ..LaidOut::new(Plot::Bars(plot), labels, end - area.y) }
}
