//! `heatmap`: a cross table whose cells are shaded by their figures.

use crate::chart::colors::legible;
use crate::chart::data::{ChartData, Row};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox, PanelAlignment};
use crate::layout::figure::{Cells, Plot};
use crate::layout::kinds::column_headings::ColumnHeadings;
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::labels::remarks;
use crate::layout::remarks::Remarks;
use crate::theme;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRun;
use crate::units::{Color, Rect};

/// Lays out `heatmap`.
pub(crate) fn lay_out(data: &ChartData, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let count = data.columns.len().max(1) as f32;
    let bare = data.is_in_percent();
    let mut values = CellValues { data, context, size, bare, least: data.min().min(0.0), most: data.max() };
    let widest = (0..data.columns.len()).map(|column| values.width(column)).fold(0.0, f32::max);
    // Names leave room for the values.
    let names = (area.width - size * 0.9 - (widest + size * 0.5) * count).max(area.width * 0.2);
    let alignment = PanelAlignment { limit: Some(names.min(area.width * 0.42)), ..context.alignment };
    let context = &LayoutContext { alignment, ..*context };
    let bands = RowBands::beside(data, size * 1.25, size * 0.7, context);
    let start = area.x + bands.width + size * 0.9;
    let width = (area.right() - start) / count;
    // Values shrink to fit their cells, down to the smallest text size.
    let wanted = size * ((width - size * 0.5) / widest.max(0.01)).min(1.0);
    values.size = wanted.max(context.scale.least);
    let headings = ColumnHeadings::new(&data.columns, width, context);
    let factor = bands.stretch(headings.height, 4.0, context);

    let (mut labels, mut plot) = (Vec::new(), Cells::default());
    let top = area.y + headings.height;
    let at = |column: usize| (start + width * (column as f32 + 0.5), Align::Center);
    let (lines, mut too_wide) = headings.place(top, &at, context, &mut labels);
    plot.lines.extend(lines);
    let rows = bands.place(factor, top, context, &mut labels, &mut plot.lines);
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        for column in 0..data.columns.len() {
            let rect = Rect::new(start + width * column as f32, band.top, width, band.height);
            values.shade((row, column), rect, &mut plot, &mut labels);
            mark_boxes.push(MarkBox { row: index, column, rect });
        }
    }
    if let Some((row, column)) = values.too_wide(width) {
        too_wide.push(values.text(&data.rows[row], column));
    }
    let end = bottom(&rows, top);
    let remarks = if bare { remarks::unit(data, context) } else { Remarks::default() };
    LaidOut { mark_boxes, too_wide, remarks, ..LaidOut::new(Plot::Cells(plot), labels, end - area.y) }
}

/// The values of the cells, in one text size.
pub(super) struct CellValues<'a> {
    pub(super) data: &'a ChartData,
    pub(super) context: &'a LayoutContext<'a>,
    pub(super) size: f32,
    /// Whether figures are printed without “%”, which is said once.
    pub(super) bare: bool,
    /// The ends of the scale of shades and bars.
    pub(super) least: f64,
    pub(super) most: f64,
}

impl CellValues<'_> {
    pub(super) fn block(&self, (row, column): (&Row, usize)) -> Block {
        let roles = self.context.roles;
        let color = if row.values[column].is_some() { roles.text } else { roles.quiet };
        let text_style = TextStyle { color, size: self.size, ..self.context.value() };
        self.context.typesetter.line(&self.text(row, column), text_style)
    }

    /// A cell as it is printed.
    pub(super) fn text(&self, row: &Row, column: usize) -> String {
        let language = self.context.typesetter.language;
        match self.bare {
            true => self.data.print_cell_bare(row, column, language),
            false => self.data.print_cell(row, column, language),
        }
    }

    /// Width of a column's values.
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
        let (fill, color) = self.fill(row, column);
        let inner = Rect::new(cell.x + 1.0, cell.y + 1.0, cell.width - 2.0, cell.height - 2.0);
        cells.cells.push((inner, fill));
        self.block((row, column)).colored(color).place_middle(cell.center(), Align::Center, labels);
    }

    /// The shade of a figure, and the colour of text on it.
    pub(super) fn fill(&self, row: &Row, column: usize) -> (Color, Color) {
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
        (fill, if value.is_some() { theme::text_on(fill, roles) } else { roles.quiet })
    }
}
