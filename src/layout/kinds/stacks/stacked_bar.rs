//! Bars of 100 %, stacked from parts: one per row, with a legend above.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Column, Row, RowKind};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Bar, Bars, Direction, Plot};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::legend;
use crate::spec::settings::Settings;
use crate::survey::series::Unit;
use crate::theme;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Color, Point, Rect};

/// A part of each bar: its name, whether it is highlighted, whether it is the remainder.
pub(crate) type Part = (String, bool, bool);

/// Lays out `stacked-bar`.
pub(crate) fn lay(
    shown: &ChartData,
    chosen: &ColorOverrides,
    show: &Settings,
    ground: &LayoutContext<'_>,
) -> LaidOut {
    let table = Table::new(shown);
    rows(&table, shown, chosen, show, ground)
}

/// Bars and their parts, whether the bars are rows or columns of the data.
pub(crate) struct Table {
    pub(crate) shown: ChartData,
    pub(crate) parts: Vec<Part>,
    /// If columns are bars: the indices of the rows that are their parts.
    turned: Option<Vec<usize>>,
}

impl Table {
    /// If each category is an item, rows are bars and columns are parts; for subgroups it is the other way round.
    pub(crate) fn new(shown: &ChartData) -> Self {
        let is_turned = !shown.is_by_item();
        let kept = || (0..shown.rows.len()).filter(|at| shown.rows[*at].kind != RowKind::Net).collect();
        let table = if is_turned { turned(shown) } else { shown.clone() };
        let parts = table
            .columns
            .iter()
            .map(|column| (column.name.clone(), column.highlighted, column.remainder))
            .collect();
        Self { shown: table, parts, turned: is_turned.then(kept) }
    }

    /// The value of a full bar: 100 for shares, or the largest sum if that is more; the largest sum for other
    /// values.
    pub(crate) fn whole(&self) -> f64 {
        let most = self.shown.rows.iter().map(sum).fold(0.1, f64::max);
        if self.shown.unit == Unit::Percent { most.max(100.0) } else { most }
    }

    /// The sum of a bar, for counts only: shares always add up to 100.
    pub(crate) fn total(&self, row: &Row) -> Option<f64> {
        (self.shown.unit == Unit::Count && self.parts.len() > 1).then(|| sum(row))
    }

    /// The mark box of a part, with its row and column in the chart's data.
    pub(crate) fn spot(&self, row: usize, part: usize, rect: Rect) -> MarkBox {
        match &self.turned {
            Some(kept) => MarkBox { row: kept[part], column: row, rect },
            None => MarkBox { row, column: part, rect },
        }
    }
}

fn sum(row: &Row) -> f64 {
    row.values.iter().flatten().sum()
}

/// Rows and columns transposed. Nets are left out: their parts would be drawn twice.
fn turned(shown: &ChartData) -> ChartData {
    let kept: Vec<&Row> = shown.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let columns = kept
        .iter()
        .map(|row| Column {
            highlighted: row.highlighted,
            remainder: row.is_muted(),
            missing: row.kind == RowKind::Missing,
            ..Column::new(row.name.clone())
        })
        .collect();
    let rows = shown
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let values = kept.iter().map(|row| row.values[index]).collect();
            let row = Row::new(column.name.clone(), values, RowKind::Category);
            Row { highlighted: column.highlighted, ..row }
        })
        .collect();
    ChartData { columns, rows, groups: Vec::new(), ..shown.clone() }
}

fn rows(
    table: &Table,
    source: &ChartData,
    chosen: &ColorOverrides,
    show: &Settings,
    ground: &LayoutContext<'_>,
) -> LaidOut {
    let (area, size, shown) = (ground.area, ground.scale.label, &table.shown);
    let language = ground.typesetter.language;
    let whole = table.whole();
    let colors = chosen.parts(&table.parts, ground.roles);
    let bands = RowBands::new(shown, size * 1.9, size * 0.75 * ground.spacing.rows, ground);
    let start = if bands.width > 0.0 { area.x + bands.width + size * 0.8 } else { area.x };
    let total = |row: &Row| {
        let text = table.total(row).map(|total| source.print(Some(total), language))?;
        Some(ground.typesetter.line(&text, ground.value()))
    };
    let totals = shown.rows.iter().filter_map(total).map(|block| block.width + size * 0.5);
    let length = (area.right() - start - totals.fold(0.0, f32::max)).max(size);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|(name, ..)| name.clone()).zip(colors.iter().copied()).collect();
    let legend = legend::lay(&entries, ground, area.x);
    let factor = bands.stretch(legend.height, 3.2, ground);

    let (mut labels, mut grid) = (legend.labels, Vec::new());
    let top = area.y + legend.height;
    let placed = bands.place(factor, top, ground, &mut labels, &mut grid);
    let end = bottom(&placed, top);
    let frame = Rect::new(start, area.y, length, end - area.y);
    let mut plot = Bars::empty(frame, Direction::Right, (0.0, whole), ground.roles.background);
    (plot.grid, plot.swatches) = (grid, legend.swatches);
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in shown.rows.iter().zip(&placed).enumerate() {
        let middle = band.middle - area.y;
        let across = (middle - band.mark / 2.0, middle + band.mark / 2.0);
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let bar = Bar { across, span: (from, from + value), fill: colors[part], parted: from > 0.0 };
            let rect = plot.rect(&bar);
            let kind = TextStyle { color: theme::text_on(colors[part], ground.roles), ..ground.value() };
            let block = ground.typesetter.line(&source.print(Some(value), language), kind);
            let fits = block.width <= rect.width - size * 0.4;
            if fits && show.hide_below.is_none_or(|least| value >= least) {
                block.place_middle(rect.center(), Align::Center, &mut labels);
            }
            mark_boxes.push(table.spot(index, part, rect));
            plot.bars.push(bar);
            from += value;
        }
        if let Some(block) = total(row) {
            let at = Point::new(plot.along(from) + size * 0.5, band.middle);
            block.place_middle(at, Align::Left, &mut labels);
        }
        if row.values.iter().all(Option::is_none) {
            let quiet = TextStyle { color: ground.roles.quiet, ..ground.label(TextRole::Value) };
            let block = ground.typesetter.line(&absent(&row.name, source, ground), quiet);
            block.place_middle(Point::new(start, band.middle), Align::Left, &mut labels);
        }
    }
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Bars(plot), labels, end - area.y) }
}

/// The text in place of a bar without values, whose column became a row.
fn absent(name: &str, source: &ChartData, ground: &LayoutContext<'_>) -> String {
    let empty = Row::new(name.to_owned(), Vec::new(), RowKind::Category);
    let column = source.columns.iter().position(|column| column.name == name).unwrap_or(0);
    source.print_cell(&empty, column, ground.typesetter.language)
}
