//! The cells of a table: set rows and their positions.

use super::table_plan::{Panel, pad};
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::model::{Role, Scope};
use crate::document::paragraph::{Set, TextStyle};
use crate::language::{Language, fill, voice};
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

/// A panel of a table with its head, before it is placed: the row names and some columns of figures.
pub(super) struct Grid {
    panel: Panel,
    /// Left edge and width of each column, the row names first.
    columns: Vec<(f32, f32)>,
    pub(super) head: Cells,
    /// The style of a cell.
    style: TextStyle,
    pad: f32,
    language: Language,
}

/// A row whose text is set.
pub(super) struct Cells {
    sets: Vec<Set>,
    /// The indent of the first cell.
    indent: f32,
}

impl Cells {
    /// What is read aloud instead of a cell: that a row is part of the net above it, and words for signs and
    /// abbreviations.
    fn aloud(&self, column: usize, language: Language) -> Option<String> {
        let text = self.sets.get(column)?.text();
        match column {
            0 if self.indent > 0.0 => Some(fill(language.voice().of_which, &[&text])),
            0 => None,
            _ => voice::cell(&text, language),
        }
    }
}

impl Grid {
    /// Sets the head of a panel. Figures are right-aligned.
    pub(super) fn new(table: &Table, panel: &Panel, scale: f32, lane: Lane, context: &Context<'_>) -> Self {
        let mut columns = vec![(lane.left, panel.names)];
        let mut left = lane.left + panel.names;
        for width in &panel.widths {
            columns.push((left, *width));
            left += width;
        }
        let cell = context.styles.cell;
        let style = TextStyle { size: cell.size * scale, leading: cell.leading * scale, ..cell };
        let pad = pad(context);
        let strong = TextStyle { style: Style::Semibold, ..style };
        let figures = table.head.get(1..).and_then(|heads| heads.get(panel.columns.clone()));
        let texts = table.head.first().into_iter().chain(figures.into_iter().flatten());
        let sets = texts
            .zip(&columns)
            .map(|(text, (_, width))| context.setter.plain(text, strong, width - pad * 2.0))
            .collect();
        let language = context.setter.language;
        Self { panel: panel.clone(), columns, head: Cells { sets, indent: 0.0 }, style, pad, language }
    }

    /// The height of a row.
    pub(super) fn height(&self, cells: &Cells) -> f32 {
        cells.sets.iter().map(Set::height).fold(0.0, f32::max) + self.pad * 1.6
    }

    /// Sets a row.
    pub(super) fn row(&self, row: &TableRow, context: &Context<'_>) -> Cells {
        let style = if row.strong { Style::Semibold } else { Style::Regular };
        let style = TextStyle { style, ..self.style };
        let indent = if row.indented { context.styles.base } else { 0.0 };
        let mut sets = vec![context.setter.plain(&row.name, style, self.columns[0].1 - self.pad - indent)];
        let cells = row.cells.get(self.panel.columns.clone()).unwrap_or_default();
        sets.extend(
            cells
                .iter()
                .zip(&self.columns[1..])
                .map(|(text, (_, width))| context.setter.plain(text, style, width - self.pad * 2.0)),
        );
        Cells { sets, indent }
    }

    /// Places the head, whose cells belong to the element `row`, and the rule below it.
    pub(super) fn place_head(&self, row: usize, context: &Context<'_>, builder: &mut Builder) {
        self.place(&self.head, row, &|_| Role::HeaderCell(Scope::Column), builder);
        self.rule(context.theme.roles.text, builder);
    }

    /// Places a row, whose cells belong to the element `row`, and the rule below it.
    pub(super) fn place_row(&self, cells: &Cells, row: usize, context: &Context<'_>, builder: &mut Builder) {
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
            // A screen reader reads a row once, with the figures of all panels.
            if column == 0 && self.panel.columns.start > 0 {
                builder.artifact(items);
                continue;
            }
            let cell = builder.element(row, role(column));
            let expansion = if is_head { None } else { cells.aloud(column, self.language) };
            builder.expanded(cell, expansion, items);
        }
        builder.y += self.height(cells);
    }

    /// The text items of a row. Cells of the head are aligned at the bottom, all others at the top.
    fn items(&self, cells: &Cells, is_head: bool, builder: &Builder) -> Vec<Vec<Item>> {
        let top = builder.y + self.pad * 0.8;
        let tallest = cells.sets.iter().map(Set::height).fold(0.0, f32::max);
        let place = |(column, set): (usize, &Set)| {
            let (x, width) = self.columns[column];
            let at = Point::new(x + cells.indent, top + if is_head { tallest - set.height() } else { 0.0 });
            // Figures end at the right edge of their column, and so does each line of its header.
            if column == 0 { set.items(at) } else { set.items_right(Point::new(x + width, at.y)) }
        };
        cells.sets.iter().enumerate().map(place).collect()
    }

    fn rule(&self, color: Color, builder: &mut Builder) {
        let width = self.columns.iter().map(|(_, width)| width).sum();
        let rect = Rect::new(self.columns[0].0, builder.y, width, 0.5);
        builder.artifact(vec![Item::Rect { rect, fill: color }]);
    }
}
