//! The cells of a table: column widths, set rows and their positions.

use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::model::{Role, Scope};
use crate::document::paragraph::{Set, TextStyle};
use crate::scene::item::Item;
use crate::story::{Table, TableRow};
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// The horizontal extent of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lane {
    /// Its left edge.
    pub(super) left: f32,
    /// The available width.
    pub(super) width: f32,
    /// Whether the table takes all of it, so that tables side by side have the same width.
    pub(super) filled: bool,
}

/// Widths and head of a table before it is placed.
pub(super) struct Grid {
    /// Left edge and width of each column.
    columns: Vec<(f32, f32)>,
    pub(super) head: Cells,
    pad: f32,
}

/// A row whose text is set.
pub(super) struct Cells {
    sets: Vec<Set>,
    /// The indent of the first cell.
    indent: f32,
}

/// The natural column widths of a table.
struct Widths {
    names: f32,
    /// The width of each column of figures.
    figure: f32,
    figures: usize,
}

impl Widths {
    fn new(table: &Table, context: &Context<'_>) -> Self {
        let style = TextStyle { style: Style::Semibold, ..context.styles.cell };
        let measure = |text: &String| context.setter.plain(text, style, f32::INFINITY).width();
        let base = context.styles.base;
        let cells = table.head[1..].iter().chain(table.rows.iter().flat_map(|row| &row.cells));
        let natural = cells.map(measure).fold(0.0, f32::max);
        let names = table.rows.iter().map(|row| measure(&row.name)).fold(0.0, f32::max) + base * 2.5;
        let figure = (natural + pad(context) * 3.0).max(base * 5.0);
        Self { names, figure, figures: table.head.len().saturating_sub(1).max(1) }
    }
}

fn pad(context: &Context<'_>) -> f32 {
    context.styles.base * 0.35
}

/// The width at which no cell of the table wraps.
pub(super) fn natural_width(table: &Table, context: &Context<'_>) -> f32 {
    let widths = Widths::new(table, context);
    widths.names + widths.figure * widths.figures as f32
}

impl Grid {
    /// Lays out the columns. Figures are right-aligned in columns of equal width. The table is only as wide as it
    /// needs to be: figures far from their row names are hard to read.
    pub(super) fn new(table: &Table, lane: Lane, context: &Context<'_>) -> Self {
        let widths = Widths::new(table, context);
        let figures = widths.figures as f32;
        let most = lane.width * 0.62 / figures;
        let width = widths.figure.min(most.max(context.styles.base * 3.0));
        let room = lane.width - width * figures;
        let first = if lane.filled { room } else { widths.names.max(lane.width * 0.36).min(room) };
        let mut columns = vec![(lane.left, first)];
        columns.extend((0..widths.figures).map(|index| (lane.left + first + width * index as f32, width)));
        let (style, pad) = (TextStyle { style: Style::Semibold, ..context.styles.cell }, pad(context));
        let sets = table
            .head
            .iter()
            .zip(&columns)
            .map(|(text, (_, width))| context.setter.plain(text, style, width - pad * 2.0))
            .collect();
        Self { columns, head: Cells { sets, indent: 0.0 }, pad }
    }

    /// The height of a row.
    pub(super) fn height(&self, cells: &Cells) -> f32 {
        cells.sets.iter().map(Set::height).fold(0.0, f32::max) + self.pad * 1.6
    }

    /// Sets a row.
    pub(super) fn row(&self, row: &TableRow, context: &Context<'_>) -> Cells {
        let style = if row.strong { Style::Semibold } else { Style::Regular };
        let style = TextStyle { style, ..context.styles.cell };
        let indent = if row.indented { context.styles.base } else { 0.0 };
        let mut sets = vec![context.setter.plain(&row.name, style, self.columns[0].1 - self.pad - indent)];
        let cells = row.cells.iter().zip(&self.columns[1..]);
        sets.extend(
            cells.map(|(text, (_, width))| context.setter.plain(text, style, width - self.pad * 2.0)),
        );
        Cells { sets, indent }
    }

    /// Places the head and the rule below it.
    pub(super) fn place_head(&self, element: usize, context: &Context<'_>, builder: &mut Builder) {
        let row = builder.element(element, Role::TableRow);
        self.place(&self.head, row, &|_| Role::HeaderCell(Scope::Column), builder);
        self.rule(context.theme.roles.text, builder);
    }

    /// Places a row and the rule below it.
    pub(super) fn place_row(
        &self,
        cells: &Cells,
        element: usize,
        context: &Context<'_>,
        builder: &mut Builder,
    ) {
        let row = builder.element(element, Role::TableRow);
        let role = |column: usize| if column == 0 { Role::HeaderCell(Scope::Row) } else { Role::DataCell };
        self.place(cells, row, &role, builder);
        self.rule(context.theme.roles.grid, builder);
    }

    /// Repeats the head on a later page. It is an artifact there, since screen readers have read it once.
    pub(super) fn repeat_head(&self, context: &Context<'_>, builder: &mut Builder) {
        let items = self.items(&self.head, true, builder).concat();
        builder.artifact(items);
        builder.y += self.height(&self.head);
        self.rule(context.theme.roles.text, builder);
    }

    fn place(&self, cells: &Cells, row: usize, role: &dyn Fn(usize) -> Role, builder: &mut Builder) {
        let is_head = role(0) == Role::HeaderCell(Scope::Column);
        for (column, items) in self.items(cells, is_head, builder).into_iter().enumerate() {
            let cell = builder.element(row, role(column));
            builder.content(cell, items);
        }
        builder.y += self.height(cells);
    }

    /// The text items of a row. Cells of the head are aligned at the bottom, all others at the top.
    fn items(&self, cells: &Cells, is_head: bool, builder: &Builder) -> Vec<Vec<Item>> {
        let top = builder.y + self.pad * 0.8;
        let tallest = cells.sets.iter().map(Set::height).fold(0.0, f32::max);
        let place = |(column, set): (usize, &Set)| {
            let (x, width) = self.columns[column];
            let x = if column == 0 { x + cells.indent } else { x + width - set.width() };
            let down = if is_head { tallest - set.height() } else { 0.0 };
            set.items(Point::new(x, top + down))
        };
        cells.sets.iter().enumerate().map(place).collect()
    }

    fn rule(&self, color: Color, builder: &mut Builder) {
        let width = self.columns.iter().map(|(_, width)| width).sum();
        let rect = Rect::new(self.columns[0].0, builder.y, width, 0.5);
        builder.artifact(vec![Item::Rect { rect, fill: color }]);
    }
}
