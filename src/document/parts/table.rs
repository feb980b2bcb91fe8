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
use crate::units::{Point, Rect};

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
    builder.new_page();
    section::start(context.words.appendix, APPENDIX, context, builder);
    let page = context.theme.page;
    let intro = context.setter.plain(context.words.tables_intro, context.styles.body, page.text_width());
    let element = builder.element(Builder::ROOT, Role::Paragraph);
    intro.flow(builder, element, page.left);
    builder.y += context.styles.base * 0.8;
    for chart in charts {
        set(chart, context, builder);
    }
}

/// Widths and sets of a table before it is placed.
struct Grid {
    /// Left edge and width of each column.
    columns: Vec<(f32, f32)>,
    head: Vec<Set>,
    pad: f32,
}

/// Sets one table with its caption; it goes over pages row by row, its head repeated.
fn set(numbered: &Numbered<'_>, context: &Context<'_>, builder: &mut Builder) {
    let Numbered { number, chart } = *numbered;
    let (styles, page) = (context.styles, context.theme.page);
    let grid = grid(&chart.table, context);
    let rows: Vec<Vec<Set>> = chart.table.rows.iter().map(|row| set_row(row, &grid, context)).collect();
    let label =
        context.setter.plain(&format!("{} {number}", context.words.table), styles.number, page.text_width());
    let title_style = TextStyle { style: Style::Semibold, ..styles.body };
    let title = context.setter.plain(&chart.title, title_style, page.text_width());
    let caption_height = label.height() + title.height() + styles.base * 0.4;
    let all: f32 = rows.iter().map(|row| height(row, &grid)).sum();
    let whole = caption_height + height(&grid.head, &grid) + all;
    let least = caption_height + height(&grid.head, &grid) + styles.cell.leading * 4.0;
    builder.skip(styles.base * 0.9);
    builder.need(if whole <= page.text_height() * 0.7 { whole } else { least });

    builder.anchor(&anchor(number));
    let table = builder.element(Builder::ROOT, Role::Table);
    let caption = builder.element(table, Role::Caption);
    label.place_here(builder, caption, page.left);
    title.place_here(builder, caption, page.left);
    builder.y += styles.base * 0.4;
    let head = builder.element(table, Role::TableHead);
    let row = builder.element(head, Role::TableRow);
    place_row(&grid.head, row, &grid, &|_| Role::HeaderCell(Scope::Column), builder);
    rule(context.theme.roles.text, context, builder);
    let body = builder.element(table, Role::TableBody);
    for cells in &rows {
        if height(cells, &grid) > builder.room() && !builder.at_top() {
            builder.new_page();
            repeat_head(&grid, context, builder);
        }
        let row = builder.element(body, Role::TableRow);
        let role = |column: usize| if column == 0 { Role::HeaderCell(Scope::Row) } else { Role::DataCell };
        place_row(cells, row, &grid, &role, builder);
        rule(context.theme.roles.grid, context, builder);
    }
    back_link(number, context, builder);
    builder.y += styles.base * 1.2;
}

/// Figures stand at the right in columns of one width, names get what is left.
fn grid(table: &Table, context: &Context<'_>) -> Grid {
    let page = context.theme.page;
    let pad = context.styles.base * 0.35;
    let style = TextStyle { style: Style::Semibold, ..context.styles.cell };
    let figures = table.head.len().saturating_sub(1).max(1);
    let most = page.text_width() * 0.62 / figures as f32;
    let natural = table.head[1..]
        .iter()
        .chain(table.rows.iter().flat_map(|row| &row.cells))
        .map(|text| context.setter.plain(text, style, f32::INFINITY).width())
        .fold(0.0, f32::max);
    let width = (natural + pad * 3.0).clamp(context.styles.base * 6.0, most.max(context.styles.base * 3.0));
    let first = page.text_width() - width * figures as f32;
    let mut columns = vec![(page.left, first)];
    columns.extend((0..figures).map(|index| (page.left + first + width * index as f32, width)));
    let head = table
        .head
        .iter()
        .zip(&columns)
        .map(|(text, (_, width))| context.setter.plain(text, style, width - pad * 2.0))
        .collect();
    Grid { columns, head, pad }
}

fn set_row(row: &TableRow, grid: &Grid, context: &Context<'_>) -> Vec<Set> {
    let style = if row.strong { Style::Semibold } else { Style::Regular };
    let style = TextStyle { style, ..context.styles.cell };
    let indent = if row.indented { context.styles.base } else { 0.0 };
    let mut sets = vec![context.setter.plain(&row.name, style, grid.columns[0].1 - grid.pad - indent)];
    sets.extend(
        row.cells
            .iter()
            .zip(&grid.columns[1..])
            .map(|(text, (_, width))| context.setter.plain(text, style, width - grid.pad * 2.0)),
    );
    sets
}

fn height(cells: &[Set], grid: &Grid) -> f32 {
    cells.iter().map(Set::height).fold(0.0, f32::max) + grid.pad * 1.6
}

fn cell_items(cells: &[Set], grid: &Grid, builder: &Builder) -> Vec<Vec<Item>> {
    let top = builder.y + grid.pad * 0.8;
    let place = |(column, set): (usize, &Set)| {
        let (x, width) = grid.columns[column];
        let x = if column == 0 { x } else { x + width - set.width() };
        set.items(Point::new(x, top))
    };
    cells.iter().enumerate().map(place).collect()
}

fn place_row(cells: &[Set], row: usize, grid: &Grid, role: &dyn Fn(usize) -> Role, builder: &mut Builder) {
    for (column, items) in cell_items(cells, grid, builder).into_iter().enumerate() {
        let cell = builder.element(row, role(column));
        builder.content(cell, items);
    }
    builder.y += height(cells, grid);
}

/// On later pages the head is decoration: it was read once.
fn repeat_head(grid: &Grid, context: &Context<'_>, builder: &mut Builder) {
    let items = cell_items(&grid.head, grid, builder).concat();
    builder.decorate(items);
    builder.y += height(&grid.head, grid);
    rule(context.theme.roles.text, context, builder);
}

fn rule(color: crate::units::Color, context: &Context<'_>, builder: &mut Builder) {
    let page = context.theme.page;
    let rect = Rect::new(page.left, builder.y, page.text_width(), 0.5);
    builder.decorate(vec![Item::Rect { rect, fill: color }]);
}

/// "zu Abbildung 3", which leads back.
fn back_link(number: usize, context: &Context<'_>, builder: &mut Builder) {
    let page = context.theme.page;
    let name = format!("{}\u{a0}{number}", context.words.figure);
    let text = fill(context.words.see_figure, &[&name]);
    let style = TextStyle { color: context.theme.roles.accent, ..context.styles.small };
    let set = context.setter.plain(&text, style, page.text_width());
    builder.y += context.styles.base * 0.25;
    let paragraph = builder.element(Builder::ROOT, Role::Paragraph);
    let link = builder.element(paragraph, Role::Link);
    let rect = Rect::new(page.left, builder.y, set.width(), set.height());
    set.place_here(builder, link, page.left);
    builder.link_in(link, rect, &super::figure::anchor(number), &text);
}
