//! The appendix: the figures of every chart as a real table.

use super::section;
use crate::document::builder::Builder;
use crate::document::compose::{Context, Numbered};
use crate::document::page::{Role, Scope};
use crate::document::rich::{Set, TextStyle};
use crate::document::story::{Table, TableRow};
use crate::scene::item::Item;
use crate::text::language::fill;
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// The anchor of the appendix.
pub const APPENDIX: &str = "appendix";

/// The anchor of a table.
pub fn anchor(number: usize) -> String {
    format!("table:{number}")
}

/// Sets the tables of all charts.
pub fn appendix(charts: &[Numbered<'_>], context: &Context<'_>, builder: &mut Builder) {
    if charts.is_empty() {
        return;
    }
    // On a page of its own, unless the method has left most of one free.
    if builder.room() < context.theme.page.text_height() * 0.5 {
        builder.new_page();
    }
    section::start(context.words.appendix, APPENDIX, 0.0, context, builder);
    let page = context.theme.page;
    let intro = context.setter.plain(context.words.tables_intro, context.styles.body, page.text_width());
    let element = builder.element(Builder::ROOT, Role::Paragraph);
    intro.flow(builder, element, page.left);
    builder.y += context.styles.base * 0.8;
    for chart in charts {
        set(chart, context, builder);
    }
}

/// Widths and head of a table before it is placed.
struct Grid {
    /// Left edge and width of each column.
    columns: Vec<(f32, f32)>,
    head: Cells,
    pad: f32,
}

/// A row that is set.
struct Cells {
    sets: Vec<Set>,
    /// How far the first cell is moved in.
    indent: f32,
}

impl Grid {
    fn height(&self, cells: &Cells) -> f32 {
        cells.sets.iter().map(Set::height).fold(0.0, f32::max) + self.pad * 1.6
    }

    fn width(&self) -> f32 {
        self.columns.iter().map(|(_, width)| width).sum()
    }
}

/// Sets one table with its caption, and the way back to its figure.
fn set(numbered: &Numbered<'_>, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let name = format!("{} {}", context.words.table, numbered.number);
    let label = context.setter.plain(&name, styles.number, width);
    let title_style = TextStyle { style: Style::Semibold, ..styles.body };
    let title = context.setter.plain(&numbered.chart.title, title_style, width);
    builder.skip(styles.base * 0.9);
    let table =
        rows(&numbered.chart.table, &[label, title], Some(&anchor(numbered.number)), context, builder);
    back_link(numbered.number, table, context, builder);
    builder.y += styles.base * 1.2;
}

/// Sets the rows of a table under its caption; it goes over pages row by row, its head repeated. Returns the height
/// that a line below it may use without leaving the page.
pub fn rows(
    table: &Table,
    captions: &[Set],
    anchor: Option<&str>,
    context: &Context<'_>,
    builder: &mut Builder,
) -> f32 {
    let (styles, page) = (context.styles, context.theme.page);
    let grid = grid(table, context);
    let set: Vec<Cells> = table.rows.iter().map(|row| set_row(row, &grid, context)).collect();
    let tail = styles.small.leading * 1.4;
    let caption_height = captions.iter().map(Set::height).sum::<f32>() + styles.base * 0.4;
    let head = caption_height + grid.height(&grid.head);
    let whole = head + set.iter().map(|cells| grid.height(cells)).sum::<f32>() + tail;
    builder.need(if whole <= page.text_height() * 0.7 { whole } else { head + styles.cell.leading * 4.0 });

    if let Some(anchor) = anchor {
        builder.anchor(anchor);
    }
    let element = builder.element(Builder::ROOT, Role::Table);
    if !captions.is_empty() {
        let caption = builder.element(element, Role::Caption);
        for set in captions {
            set.place_here(builder, caption, page.left);
        }
        builder.y += styles.base * 0.4;
    }
    let head = builder.element(element, Role::TableHead);
    let row = builder.element(head, Role::TableRow);
    place_row(&grid.head, row, &grid, &|_| Role::HeaderCell(Scope::Column), builder);
    rule(&grid, context.theme.roles.text, context, builder);
    let body = builder.element(element, Role::TableBody);
    for (index, cells) in set.iter().enumerate() {
        let below = if index + 1 == set.len() { tail } else { 0.0 };
        if grid.height(cells) + below > builder.room() && !builder.at_top() {
            builder.new_page();
            repeat_head(&grid, context, builder);
        }
        let row = builder.element(body, Role::TableRow);
        let role = |column: usize| if column == 0 { Role::HeaderCell(Scope::Row) } else { Role::DataCell };
        place_row(cells, row, &grid, &role, builder);
        rule(&grid, context.theme.roles.grid, context, builder);
    }
    tail
}

/// Figures stand at the right in columns of one width. The table is as wide as it needs to be: figures far from their
/// names are hard to read.
fn grid(table: &Table, context: &Context<'_>) -> Grid {
    let page = context.theme.page;
    let pad = context.styles.base * 0.35;
    let style = TextStyle { style: Style::Semibold, ..context.styles.cell };
    let measure = |text: &String| context.setter.plain(text, style, f32::INFINITY).width();
    let figures = table.head.len().saturating_sub(1).max(1);
    let most = page.text_width() * 0.62 / figures as f32;
    let cells = table.head[1..].iter().chain(table.rows.iter().flat_map(|row| &row.cells));
    let natural = cells.map(measure).fold(0.0, f32::max);
    let width = (natural + pad * 3.0).max(context.styles.base * 5.0).min(most.max(context.styles.base * 3.0));
    let names =
        table.rows.iter().map(|row| measure(&row.name)).fold(0.0, f32::max) + context.styles.base * 2.5;
    let room = page.text_width() - width * figures as f32;
    let first = names.max(page.text_width() * 0.36).min(room);
    let mut columns = vec![(page.left, first)];
    columns.extend((0..figures).map(|index| (page.left + first + width * index as f32, width)));
    let sets = table
        .head
        .iter()
        .zip(&columns)
        .map(|(text, (_, width))| context.setter.plain(text, style, width - pad * 2.0))
        .collect();
    Grid { columns, head: Cells { sets, indent: 0.0 }, pad }
}

fn set_row(row: &TableRow, grid: &Grid, context: &Context<'_>) -> Cells {
    let style = if row.strong { Style::Semibold } else { Style::Regular };
    let style = TextStyle { style, ..context.styles.cell };
    let indent = if row.indented { context.styles.base } else { 0.0 };
    let mut sets = vec![context.setter.plain(&row.name, style, grid.columns[0].1 - grid.pad - indent)];
    let cells = row.cells.iter().zip(&grid.columns[1..]);
    sets.extend(cells.map(|(text, (_, width))| context.setter.plain(text, style, width - grid.pad * 2.0)));
    Cells { sets, indent }
}

fn cell_items(cells: &Cells, grid: &Grid, builder: &Builder) -> Vec<Vec<Item>> {
    let top = builder.y + grid.pad * 0.8;
    let place = |(column, set): (usize, &Set)| {
        let (x, width) = grid.columns[column];
        let x = if column == 0 { x + cells.indent } else { x + width - set.width() };
        set.items(Point::new(x, top))
    };
    cells.sets.iter().enumerate().map(place).collect()
}

fn place_row(cells: &Cells, row: usize, grid: &Grid, role: &dyn Fn(usize) -> Role, builder: &mut Builder) {
    for (column, items) in cell_items(cells, grid, builder).into_iter().enumerate() {
        let cell = builder.element(row, role(column));
        builder.content(cell, items);
    }
    builder.y += grid.height(cells);
}

/// On later pages the head is decoration: it was read once.
fn repeat_head(grid: &Grid, context: &Context<'_>, builder: &mut Builder) {
    let items = cell_items(&grid.head, grid, builder).concat();
    builder.decorate(items);
    builder.y += grid.height(&grid.head);
    rule(grid, context.theme.roles.text, context, builder);
}

fn rule(grid: &Grid, color: Color, context: &Context<'_>, builder: &mut Builder) {
    let page = context.theme.page;
    let rect = Rect::new(page.left, builder.y, grid.width(), 0.5);
    builder.decorate(vec![Item::Rect { rect, fill: color }]);
}

/// "zu Abbildung 3", which leads back.
fn back_link(number: usize, room: f32, context: &Context<'_>, builder: &mut Builder) {
    let page = context.theme.page;
    let name = format!("{}\u{a0}{number}", context.words.figure);
    let text = fill(context.words.see_figure, &[&name]);
    let style = TextStyle { color: context.theme.roles.accent, ..context.styles.small };
    let set = context.setter.plain(&text, style, page.text_width());
    builder.y += (room - set.height()).max(0.0);
    let paragraph = builder.element(Builder::ROOT, Role::Paragraph);
    let link = builder.element(paragraph, Role::Link);
    let rect = Rect::new(page.left, builder.y, set.width(), set.height());
    set.place_here(builder, link, page.left);
    builder.link_in(link, rect, &super::figure::anchor(number), &text);
}
