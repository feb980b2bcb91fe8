//! Cross tables: `heatmap` shades its cells, `table` has bars in them.

use crate::chart::colors::{ColorOverrides, legible};
use crate::chart::data::{ChartData, Row};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox, PanelAlignment};
use crate::layout::figure::{Cells, Leader, Plot};
use crate::layout::kinds::column_headings::ColumnHeadings;
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::theme;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRun;
use crate::units::{Color, Point, Rect};

/// What fills a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// A shade by value: `heatmap`.
    Shade,
    /// A bar by value: `table`.
    Bar,
}

/// Where the values of a column end and how long a full bar is.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Distance from the cell's left edge to the right edge of its value.
    value_width: f32,
    /// The length of a full bar.
    bar: f32,
    /// Whether the bar is below the value.
    below: bool,
}

/// Lays out `heatmap` and `table`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    fill: Fill,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let count = data.columns.len().max(1) as f32;
    let mut values = CellValues { data, context, size, least: data.min().min(0.0), most: data.max() };
    let value_widths: Vec<f32> = (0..data.columns.len()).map(|column| values.width(column)).collect();
    let widest = value_widths.iter().copied().fold(0.0, f32::max);
    // Names leave room for the values.
    let names = (area.width - size * 0.9 - (widest + size * 0.5) * count).max(area.width * 0.2);
    let alignment = PanelAlignment { limit: Some(names.min(area.width * 0.42)), ..context.alignment };
    let context = &LayoutContext { alignment, ..*context };
    let plain = RowBands::beside(data, size * 1.25, size * 0.7, context);
    let start = area.x + plain.width + size * if fill == Fill::Bar { 1.4 } else { 0.9 };
    let width = (area.right() - start) / count;
    // Values shrink to fit their cells, down to the smallest text size.
    let wanted = size * ((width - size * 0.5) / widest.max(0.01)).min(1.0);
    values.size = wanted.max(context.scale.least);
    let value_widths: Vec<f32> = value_widths.iter().map(|width| width * values.size / size).collect();
    let cells: Vec<Cell> =
        value_widths.iter().map(|value_width| Cell::new(*value_width, width, size)).collect();
    let below = fill == Fill::Bar && cells.iter().any(|cell| cell.below);
    let bands = match below {
        true => RowBands::beside(data, size * 1.9, size * 0.8, context).with_least_mark(size * 1.9),
        false => plain,
    };
    let headings = ColumnHeadings::new(&data.columns, width, context);
    let most = if fill == Fill::Shade { 4.0 } else { 2.6 };
    let factor = bands.stretch(headings.height, most, context);

    let (mut labels, mut plot) = (Vec::new(), Cells::default());
    let top = area.y + headings.height;
    let at = |column: usize| match fill {
        _ if headings.staggered => (start + width * (column as f32 + 0.5), Align::Center),
        Fill::Shade => (start + width * (column as f32 + 0.5), Align::Center),
        // A heading no wider than the values is right-aligned with them.
        Fill::Bar => {
            let left = start + width * column as f32;
            match !below && headings.width(column) <= cells[column].value_width {
                true => (left + cells[column].value_width, Align::Right),
                false => (left, Align::Left),
            }
        }
    };
    let (lines, mut too_wide) = headings.place(top, &at, context, &mut labels);
    plot.lines.extend(lines);
    let rows = bands.place(factor, top, context, &mut labels, &mut plot.lines);
    let row_colors = overrides.rows(data, context.roles);
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let rect = Rect::new(start + width * column as f32, band.top, width, band.height);
            match fill {
                Fill::Shade => values.shade((row, column), rect, &mut plot, &mut labels),
                Fill::Bar => {
                    let block = values.block((row, column));
                    let bar = row.values[column].map(|value| (value / values.most) as f32);
                    let bar = bar.filter(|share| *share > 0.0 && cell.bar > size);
                    let own = cell.place(rect, &block, bar, (size, below), &mut labels);
                    plot.cells.extend(own.map(|rect| (rect, row_colors[index])));
                }
            }
            mark_boxes.push(MarkBox { row: index, column, rect });
        }
        if fill == Fill::Bar {
            let y = band.top + band.height;
            plot.lines.push(rule(y, area, context.roles.grid));
        }
    }
    if fill == Fill::Bar && headings.height > 0.0 {
        plot.lines.push(rule(top, area, context.roles.quiet));
    }
    if let Some((row, column)) = values.too_wide(width) {
        too_wide.push(data.print_cell(&data.rows[row], column, context.typesetter.language));
    }
    let end = bottom(&rows, top);
    LaidOut { mark_boxes, too_wide, ..LaidOut::new(Plot::Cells(plot), labels, end - area.y) }
}

fn rule(y: f32, area: Rect, color: Color) -> Leader {
    Leader { points: vec![Point::new(area.x, y), Point::new(area.right(), y)], color }
}

impl Cell {
    /// A cell of this width, whose widest value is `value_width` wide.
    fn new(value_width: f32, width: f32, size: f32) -> Self {
        let beside = width - value_width - size * 2.0;
        match beside < size * 2.2 {
            true => Self { value_width, bar: width - size * 0.8, below: true },
            false => Self { value_width, bar: beside, below: false },
        }
    }

    /// Places a value and returns the rectangle of its bar, which is this share of a full one.
    fn place(
        self,
        cell: Rect,
        block: &Block,
        share: Option<f32>,
        (size, below): (f32, bool),
        labels: &mut Vec<TextRun>,
    ) -> Option<Rect> {
        let middle = cell.center().y;
        if below {
            block.place_middle(Point::new(cell.x, middle - size * 0.35), Align::Left, labels);
            let y = middle + size * 0.35;
            return share.map(|share| Rect::new(cell.x, y, self.bar * share, size * 0.3));
        }
        let x = cell.x + self.value_width;
        block.place_middle(Point::new(x, middle), Align::Right, labels);
        let thick = (cell.height * 0.5).min(size * 1.4);
        share.map(|share| Rect::new(x + size * 0.5, middle - thick / 2.0, self.bar * share, thick))
    }
}

/// The values of the cells, in one text size.
struct CellValues<'a> {
    data: &'a ChartData,
    context: &'a LayoutContext<'a>,
    size: f32,
    /// The ends of the scale of shades and bars.
    least: f64,
    most: f64,
}

impl CellValues<'_> {
    fn block(&self, (row, column): (&Row, usize)) -> Block {
        let roles = self.context.roles;
        let color = if row.values[column].is_some() { roles.text } else { roles.quiet };
        let text_style = TextStyle { color, size: self.size, ..self.context.value() };
        let text = self.data.print_cell(row, column, self.context.typesetter.language);
        self.context.typesetter.line(&text, text_style)
    }

    /// Width of a column's values: they are right-aligned, and their bars begin after it.
    fn width(&self, column: usize) -> f32 {
        let widths = self.data.rows.iter().map(|row| self.block((row, column)).width);
        widths.fold(self.size * 1.6, f32::max)
    }

    /// Row and column of the first value that is wider than a cell.
    fn too_wide(&self, width: f32) -> Option<(usize, usize)> {
        let cells = |(at, row)| (0..self.data.columns.len()).map(move |column| (at, row, column));
        let mut all = self.data.rows.iter().enumerate().flat_map(cells);
        all.find(|(_, row, column)| self.block((row, *column)).width > width)
            .map(|(at, _, column)| (at, column))
    }

    /// Shades a cell by its value.
    fn shade(&self, (row, column): (&Row, usize), cell: Rect, cells: &mut Cells, labels: &mut Vec<TextRun>) {
        let (roles, value) = (self.context.roles, row.values[column]);
        let (least, most) = (self.least, self.most);
        let share = value.map_or(0.0, |value| ((value - least) / (most - least).max(1e-9)) as f32);
        // Non-response and remainders are not on the scale of shades.
        let rest = row.is_muted() || self.data.columns[column].remainder;
        let fill = match (value, rest) {
            (None, _) => roles.background,
            (Some(_), true) => roles.rest,
            (Some(_), false) => legible(roles.shade(share), roles),
        };
        let inner = Rect::new(cell.x + 1.0, cell.y + 1.0, cell.width - 2.0, cell.height - 2.0);
        cells.cells.push((inner, fill));
        let color = if value.is_some() { theme::text_on(fill, roles) } else { roles.quiet };
        let block = self.block((row, column)).colored(color);
        block.place_middle(cell.center(), Align::Center, labels);
    }
}
