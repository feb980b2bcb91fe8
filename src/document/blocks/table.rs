//! The data of a chart as a tagged table.

use std::rc::Rc;

use super::table_grid::{Cells, Grid, Lane};
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;
use crate::document::paginate::NEVER;
use crate::document::paragraph::{Set, TextStyle};
use crate::language::fill;
use crate::story::Table;
use crate::theme::fonts::Style;
use crate::units::Rect;

/// The cost of a page break between two rows of a long table.
pub const ROW: f32 = 1.0;

/// The cost of a page break between two rows of a table that fits well on one page.
const SHORT: f32 = 8.0;

/// Sets a table with its caption and a link back to its figure.
pub fn set<'a>(numbered: Numbered<'a>, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let captions = captions(numbered, width, &context);
    flow.gap(styles.base * 0.9, styles.base * 1.2);
    let anchor = Some(anchors::table(numbered.number));
    rows(&numbered.chart.table, captions, anchor, context, flow, builder);
    back_link(numbered.number, context, flow, builder);
    flow.gap(styles.base * 1.2, 0.0);
}

/// "Tabelle 3" and the title of its chart.
pub(super) fn captions(numbered: Numbered<'_>, width: f32, context: &Context<'_>) -> Vec<Set> {
    let styles = context.styles;
    let name = format!("{} {}", context.words.table, numbered.number);
    let title_style = TextStyle { style: Style::Semibold, ..styles.body };
    vec![
        context.setter.plain(&name, styles.number, width),
        context.setter.plain(&numbered.chart.title, title_style, width),
    ]
}

/// Sets the rows of a table under its captions. It may break between rows; each page repeats the head.
pub fn rows<'a>(
    table: &Table,
    captions: Vec<Set>,
    anchor: Option<String>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let (styles, page) = (context.styles, context.theme.page);
    let lane = Lane { left: page.left, width: page.text_width(), filled: false };
    let grid = Rc::new(Grid::new(table, lane, &context));
    let set: Vec<Cells> = table.rows.iter().map(|row| grid.row(row, &context)).collect();
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
    flow.block(Kind::Table, caption_height + head_height, 0.0, move |builder, _| {
        let top = builder.y;
        for (set, caption) in captions.into_iter().zip(caption.into_iter().cycle()) {
            set.place_here(builder, caption, page.left);
        }
        builder.y = top + caption_height;
        first.place_head(head, &context, builder);
    });
    let count = set.len();
    for (index, cells) in set.into_iter().enumerate() {
        let grid = grid.clone();
        // At least two rows stay with the head, and the last row never stays alone.
        let is_edge = index < 2 || index + 1 == count;
        flow.cost(if is_edge { NEVER } else { between });
        flow.block(Kind::Table, grid.height(&cells), head_height, move |builder, begins| {
            if begins {
                grid.repeat_head(&context, builder);
            }
            grid.place_row(&cells, body, &context, builder);
        });
    }
}

/// The link back to the figure, such as "zu Abbildung 3", on the page where the table ends.
fn back_link<'a>(number: usize, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let page = context.theme.page;
    let link = BackLink::new(number, page.left, page.text_width(), &context, builder);
    flow.gap(link.set.leading() * 0.4, 0.0);
    flow.cost(NEVER);
    flow.block(Kind::Table, link.set.height(), 0.0, move |builder, _| link.place(builder));
}

/// The line that links a table to its figure.
pub(super) struct BackLink {
    pub(super) set: Set,
    number: usize,
    left: f32,
    text: String,
    paragraph: usize,
}

impl BackLink {
    pub(super) fn new(
        number: usize,
        left: f32,
        width: f32,
        context: &Context<'_>,
        builder: &mut Builder,
    ) -> Self {
        let name = format!("{}\u{a0}{number}", context.words.figure);
        let text = fill(context.words.see_figure, &[&name]);
        let style = TextStyle { color: context.theme.roles.accent, ..context.styles.small };
        let set = context.setter.plain(&text, style, width);
        let paragraph = builder.element(Builder::ROOT, Role::Paragraph);
        Self { set, number, left, text, paragraph }
    }

    pub(super) fn place(&self, builder: &mut Builder) {
        let link = builder.element(self.paragraph, Role::Link);
        let rect = Rect::new(self.left, builder.y, self.set.width(), self.set.height());
        self.set.place_here(builder, link, self.left);
        builder.link_to_anchor(link, rect, &anchors::figure(self.number), &self.text);
    }
}
