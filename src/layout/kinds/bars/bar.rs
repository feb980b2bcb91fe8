//! Horizontal bars, one or several per category, with the value at the end of each bar.

use crate::chart::caption::references::ReferenceMark;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::chart::time::Times;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Plot, Whisker};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::labels::inside;
use crate::layout::legend;
use crate::theme;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRun;
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
    let is_time = Times::of(data.rows.iter().map(|row| row.name.as_str())).is_some();
    let gap = match (per_row > 1, data.rows.len() > if is_time { 14 } else { 20 }) {
        (true, false) => 0.85,
        (false, false) => 0.62,
        (_, true) => 0.3,
    };
    let bands = RowBands::new(data, natural, size * gap * context.spacing.rows, context);
    // The figures of neighbouring bars must not touch.
    let bands = if per_row > 1 { bands.with_least_mark(natural) } else { bands };
    let values: Vec<Vec<Block>> = data.rows.iter().map(|row| shape_values(row, data, context)).collect();
    let widest = values.iter().flatten().map(|block| block.width).fold(reach_width(data, context), f32::max);
    let least = data.min().min(0.0);
    // Negative bars have their values at the left.
    let before_zero = if least < 0.0 { widest + size * 0.5 } else { 0.0 };
    let beside = if bands.width > 0.0 { bands.width + size * 0.8 } else { 0.0 };
    let start = area.x + (beside + before_zero).max(context.alignment.insets.0);
    let length = (area.right() - start - (widest + size * 0.5).max(context.alignment.insets.1)).max(size);

    let entries: Vec<(String, Color)> =
        data.columns.iter().map(|column| column.name.clone()).zip(column_colors.iter().copied()).collect();
    let legend = match &data.columns[..] {
        [only] => legend::of_one(&only.name, &row_colors, context, area.x),
        _ => legend::lay_out(&entries, context, area.x),
    };
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
    let (mut figures, mut places) = (Vec::new(), Vec::new());
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
            figures.push(Figure {
                block: &values[index][column],
                at,
                align,
                gap,
                mark: plot.rect(&bar),
                fill,
            });
            places.push((index, column));
            plot.bars.push(bar);
        }
    }
    let lines: Vec<f32> =
        context.references.iter().filter_map(ReferenceMark::line).map(|at| plot.along(at)).collect();
    let texts = place_figures(&figures, &lines, context, &mut labels);
    for ((text, figure), (row, column)) in texts.into_iter().zip(&figures).zip(places) {
        mark_boxes.push(MarkBox { row, column, rect: figure.mark.union(text) });
    }
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Bars(plot), labels, end - area.y) }
}

/// The figure of a bar, before it is placed.
struct Figure<'a> {
    block: &'a Block,
    /// Where it goes beyond the end of its bar.
    at: Point,
    align: Align,
    /// Its distance from that end, with the direction.
    gap: f32,
    mark: Rect,
    fill: Color,
}

/// Places figures beyond the ends of their bars; where a reference line would run through one of them, within the
/// bars that have room, which hide the line. Returns their boxes.
fn place_figures(
    figures: &[Figure<'_>],
    lines: &[f32],
    context: &LayoutContext<'_>,
    labels: &mut Vec<TextRun>,
) -> Vec<Rect> {
    let outside = |figure: &Figure<'_>| figure.block.place_middle(figure.at, figure.align, &mut Vec::new());
    let pad = context.scale.label * 0.2;
    let crossed = |figure: &Figure<'_>| {
        let text = outside(figure);
        lines.iter().any(|x| (text.x - pad..text.right() + pad).contains(x))
    };
    let crossed: Vec<bool> = figures.iter().map(crossed).collect();
    let fits = |figure: &Figure<'_>| {
        let is_high = inside::is_high_enough(figure.mark, context.scale.label);
        is_high && figure.block.width + figure.gap.abs() * 2.0 <= figure.mark.width
    };
    let inside = inside::away_from_lines(&crossed, &figures.iter().map(fits).collect::<Vec<bool>>());
    let place = |(figure, inside): (&Figure<'_>, bool)| {
        if !inside {
            return figure.block.place_middle(figure.at, figure.align, labels);
        }
        let block = figure.block.clone().colored(theme::text_on(figure.fill, context.roles));
        let (x, align) = match figure.align {
            Align::Right => (figure.mark.x - figure.gap, Align::Left),
            _ => (figure.mark.right() - figure.gap, Align::Right),
        };
        block.place_middle(Point::new(x, figure.at.y), align, labels)
    };
    figures.iter().zip(inside).map(place).collect()
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
