//! The appendix: the figures of every chart as a real table.

use std::rc::Rc;

use super::section;
use crate::document::builder::Builder;
use crate::document::compose::{Context, Numbered};
use crate::document::flow::{Flow, Sort};
use crate::document::page::{Role, Scope};
use crate::document::paginate::NEVER;
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

/// The cost of a page break between two rows of a table that goes over pages.
pub const ROW: f32 = 1.0;

/// The cost of one in a table that would fit on a page well.
const SHORT: f32 = 8.0;

/// Sets the tables of all charts.
pub fn appendix<'a>(
    charts: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    if charts.is_empty() {
        return;
    }
    let page = context.theme.page;
    section::start(context.words.appendix, APPENDIX.to_owned(), context, flow, builder);
    let intro = context.setter.plain(context.words.tables_intro, context.styles.body, page.text_width());
    let element = builder.element(Builder::ROOT, Role::Paragraph);
    flow.lines(Sort::Text, intro, element, page.left);
    flow.gap(context.styles.base * 0.8, 0.0);
    for chart in charts {
        set(*chart, context, flow, builder);
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
fn set<'a>(numbered: Numbered<'a>, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let name = format!("{} {}", context.words.table, numbered.number);
    let label = context.setter.plain(&name, styles.number, width);
    let title_style = TextStyle { style: Style::Semibold, ..styles.body };
    let title = context.setter.plain(&numbered.chart.title, title_style, width);
    flow.gap(styles.base * 0.9, styles.base * 1.2);
    let anchor = Some(anchor(numbered.number));
    rows(&numbered.chart.table, vec![label, title], anchor, context, flow, builder);
    back_link(numbered.number, context, flow, builder);
    flow.gap(styles.base * 1.2, 0.0);
}

/// Sets the rows of a table under its caption; it goes over pages row by row, its head repeated.
pub fn rows<'a>(
    table: &Table,
    captions: Vec<Set>,
    anchor: Option<String>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let (styles, page) = (context.styles, context.theme.page);
    let grid = Rc::new(grid(table, &context));
    let set: Vec<Cells> = table.rows.iter().map(|row| set_row(row, &grid, &context)).collect();
    let caption_height = captions.iter().map(Set::height).sum::<f32>() + styles.base * 0.4;
    let caption_height = if captions.is_empty() { 0.0 } else { caption_height };
    let head_height = grid.height(&grid.head);
    let whole = caption_height + head_height + set.iter().map(|cells| grid.height(cells)).sum::<f32>();
    let between = if whole <= page.text_height() * 0.7 { SHORT } else { ROW };

    let element = builder.element(Builder::ROOT, Role::Table);
    let caption = (!captions.is_empty()).then(|| builder.element(element, Role::Caption));
    let head = builder.element(element, Role::TableHead);
    let body = builder.element(element, Role::TableBody);
    anchor.into_iter().for_each(|anchor| flow.anchor(anchor));
    let first = grid.clone();
    flow.solid(Sort::Table, caption_height + head_height, 0.0, move |builder, _| {
        let top = builder.y;
        for (set, caption) in captions.into_iter().zip(caption.into_iter().cycle()) {
            set.place_here(builder, caption, page.left);
        }
        builder.y = top + caption_height;
        let row = builder.element(head, Role::TableRow);
        place_row(&first.head, row, &first, &|_| Role::HeaderCell(Scope::Column), builder);
        rule(&first, context.theme.roles.text, &context, builder);
    });
    let count = set.len();
    for (index, cells) in set.into_iter().enumerate() {
        let grid = grid.clone();
        // No row stands alone under the head or at the end.
        let is_edge = index < 2 || index + 1 == count;
        flow.cost(if is_edge { NEVER } else { between });
        flow.solid(Sort::Table, grid.height(&cells), head_height, move |builder, begins| {
            if begins {
                repeat_head(&grid, &context, builder);
            }
            let row = builder.element(body, Role::TableRow);
            let role =
                |column: usize| if column == 0 { Role::HeaderCell(Scope::Row) } else { Role::DataCell };
            place_row(&cells, row, &grid, &role, builder);
            rule(&grid, context.theme.roles.grid, &context, builder);
        });
    }
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

/// The texts of a row: those of the head stand on the line below it.
fn cell_items(cells: &Cells, grid: &Grid, is_head: bool, builder: &Builder) -> Vec<Vec<Item>> {
    let top = builder.y + grid.pad * 0.8;
    let tallest = cells.sets.iter().map(Set::height).fold(0.0, f32::max);
    let place = |(column, set): (usize, &Set)| {
        let (x, width) = grid.columns[column];
        let x = if column == 0 { x + cells.indent } else { x + width - set.width() };
        let down = if is_head { tallest - set.height() } else { 0.0 };
        set.items(Point::new(x, top + down))
    };
    cells.sets.iter().enumerate().map(place).collect()
}

fn place_row(cells: &Cells, row: usize, grid: &Grid, role: &dyn Fn(usize) -> Role, builder: &mut Builder) {
    let is_head = role(0) == Role::HeaderCell(Scope::Column);
    for (column, items) in cell_items(cells, grid, is_head, builder).into_iter().enumerate() {
        let cell = builder.element(row, role(column));
        builder.content(cell, items);
    }
    builder.y += grid.height(cells);
}

/// On later pages the head is decoration: it was read once.
fn repeat_head(grid: &Grid, context: &Context<'_>, builder: &mut Builder) {
    let items = cell_items(&grid.head, grid, true, builder).concat();
    builder.decorate(items);
    builder.y += grid.height(&grid.head);
    rule(grid, context.theme.roles.text, context, builder);
}

fn rule(grid: &Grid, color: Color, context: &Context<'_>, builder: &mut Builder) {
    let page = context.theme.page;
    let rect = Rect::new(page.left, builder.y, grid.width(), 0.5);
    builder.decorate(vec![Item::Rect { rect, fill: color }]);
}

/// "zu Abbildung 3", which leads back, on the page where the table ends.
fn back_link<'a>(number: usize, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let page = context.theme.page;
    let name = format!("{}\u{a0}{number}", context.words.figure);
    let text = fill(context.words.see_figure, &[&name]);
    let style = TextStyle { color: context.theme.roles.accent, ..context.styles.small };
    let set = context.setter.plain(&text, style, page.text_width());
    let paragraph = builder.element(Builder::ROOT, Role::Paragraph);
    flow.gap(set.leading() * 0.4, 0.0);
    flow.cost(NEVER);
    flow.solid(Sort::Table, set.height(), 0.0, move |builder, _| {
        let link = builder.element(paragraph, Role::Link);
        let rect = Rect::new(page.left, builder.y, set.width(), set.height());
        set.place_here(builder, link, page.left);
        builder.link_in(link, rect, &super::figure::anchor(number), &text);
    });
}
