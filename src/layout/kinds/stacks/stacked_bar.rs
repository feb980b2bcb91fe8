//! Bars of 100 %, stacked from parts: one per row, with a legend above.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Column, Row, RowKind};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Plot};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::labels::{inside, remarks};
use crate::layout::legend;
use crate::spec::chart::settings::Settings;
use crate::survey::series::Unit;
use crate::theme;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Color, Point, Rect};

/// A part of each bar: its name, whether it is highlighted, whether it is the remainder.
pub(crate) type Part = (String, bool, bool);

/// Lays out `stacked-bar`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    show: &Settings,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let table = Table::new(data);
    rows(&table, data, overrides, show, context)
}

/// Bars and their parts, whether the bars are rows or columns of the data.
pub(crate) struct Table {
    pub(crate) data: ChartData,
    pub(crate) parts: Vec<Part>,
    /// If columns are bars: the indices of the rows that are their parts.
    transposed: Option<Vec<usize>>,
}

impl Table {
    /// If each category is an item, rows are bars and columns are parts; for subgroups it is the other way round.
    pub(crate) fn new(data: &ChartData) -> Self {
        let is_transposed = !data.is_by_item();
        let kept = || (0..data.rows.len()).filter(|at| data.rows[*at].kind != RowKind::Net).collect();
        let table = if is_transposed { transposed(data) } else { data.clone() };
        let parts = table
            .columns
            .iter()
            .map(|column| (column.name.clone(), column.highlighted, column.remainder))
            .collect();
        Self { data: table, parts, transposed: is_transposed.then(kept) }
    }

    /// The value of a full bar: 100 for shares, or the largest sum if that is more; the largest sum for other
    /// values.
    pub(crate) fn whole(&self) -> f64 {
        let most = self.data.rows.iter().map(sum).fold(0.1, f64::max);
        if self.data.unit == Unit::Percent { most.max(100.0) } else { most }
    }

    /// The sum of a bar, for counts only: shares always add up to 100.
    pub(crate) fn total(&self, row: &Row) -> Option<f64> {
        (self.data.unit == Unit::Count && self.parts.len() > 1).then(|| sum(row))
    }

    /// The mark box of a part, with its row and column in the chart's data.
    pub(crate) fn mark_box(&self, row: usize, part: usize, rect: Rect) -> MarkBox {
        match &self.transposed {
            Some(kept) => MarkBox { row: kept[part], column: row, rect },
            None => MarkBox { row, column: part, rect },
        }
    }
}

fn sum(row: &Row) -> f64 {
    row.values.iter().flatten().sum()
}

/// Rows and columns transposed. Nets are left out: their parts would be drawn twice.
fn transposed(data: &ChartData) -> ChartData {
    let kept: Vec<&Row> = data.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let columns = kept
        .iter()
        .map(|row| Column {
            highlighted: row.highlighted,
            remainder: row.is_muted(),
            missing: row.kind == RowKind::Missing,
            ..Column::new(row.name.clone())
        })
        .collect();
    let rows = data
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let values = kept.iter().map(|row| row.values[index]).collect();
            let row = Row::new(column.name.clone(), values, RowKind::Category);
            Row { highlighted: column.highlighted, ..row }
        })
        .collect();
    ChartData { columns, rows, groups: Vec::new(), ..data.clone() }
}

fn rows(
    table: &Table,
    source: &ChartData,
    overrides: &ColorOverrides,
    show: &Settings,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let (area, size, data) = (context.area, context.scale.label, &table.data);
    let language = context.typesetter.language;
    let whole = table.whole();
    let colors = overrides.parts(&table.parts, data, context.roles);
    let bands = RowBands::new(data, size * 1.9, size * 0.75 * context.spacing.rows, context);
    let start = if bands.width > 0.0 { area.x + bands.width + size * 0.8 } else { area.x };
    let total = |row: &Row| {
        let text = table.total(row).map(|total| source.print(Some(total), language))?;
        Some(context.typesetter.line(&text, context.value()))
    };
    let totals = data.rows.iter().filter_map(total).map(|block| block.width + size * 0.5);
    let length = (area.right() - start - totals.fold(0.0, f32::max)).max(size);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|(name, ..)| name.clone()).zip(colors.iter().copied()).collect();
    let legend = legend::lay_out(&entries, context, area.x);
    let factor = bands.stretch(legend.height, 3.2, context);

    let (mut labels, mut grid) = (legend.labels, Vec::new());
    let top = area.y + legend.height;
    let placed = bands.place(factor, top, context, &mut labels, &mut grid);
    let end = bottom(&placed, top);
    let frame = Rect::new(start, area.y, length, end - area.y);
    let mut plot = Bars::empty(frame, Direction::Right, (0.0, whole), context.roles.background);
    (plot.grid, plot.swatches) = (grid, legend.swatches);
    let mut mark_boxes = Vec::new();
    let mut remarks = remarks::unit(source, context);
    for (index, (row, band)) in data.rows.iter().zip(&placed).enumerate() {
        let middle = band.middle - area.y;
        let across = (middle - band.mark / 2.0, middle + band.mark / 2.0);
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let bar = Bar { across, span: (from, from + value), fill: colors[part], separated: from > 0.0 };
            let rect = plot.rect(&bar);
            let look = (context.value(), theme::text_on(colors[part], context.roles));
            let block = inside::fitting(&source.print_bare(Some(value), language), look, rect, context);
            match block.filter(|_| show.hide_below.is_none_or(|least| value >= least)) {
                Some(block) => {
                    block.place_middle(rect.center(), Align::Center, &mut labels);
                }
                None => remarks.unlabelled.push(value),
            }
            mark_boxes.push(table.mark_box(index, part, rect));
            plot.bars.push(bar);
            from += value;
        }
        if let Some(block) = total(row) {
            let at = Point::new(plot.along(from) + size * 0.5, band.middle);
            block.place_middle(at, Align::Left, &mut labels);
        }
        if row.values.iter().all(Option::is_none) {
            let quiet = TextStyle { color: context.roles.quiet, ..context.label(TextRole::Value) };
            let block = context.typesetter.line(&absent(&row.name, source, context), quiet);
            block.place_middle(Point::new(start, band.middle), Align::Left, &mut labels);
        }
    }
    LaidOut { mark_boxes, remarks, ..LaidOut::new(Plot::Bars(plot), labels, end - area.y) }
}

/// The text in place of a bar without values, whose column became a row.
fn absent(name: &str, source: &ChartData, context: &LayoutContext<'_>) -> String {
    let empty = Row::new(name.to_owned(), Vec::new(), RowKind::Category);
    let column = source.columns.iter().position(|column| column.name == name).unwrap_or(0);
    source.print_cell(&empty, column, context.typesetter.language)
}
