//! The method section: the author's text, then a table of facts about the survey.

use super::section;
use super::table::ROW;
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::flow::{Flow, Kind};
use crate::document::model::{Role, Scope};
use crate::document::paginate::NEVER;
use crate::document::paragraph::TextStyle;
use crate::scene::item::Item;
use crate::story::Method;
use crate::story::markdown::Markdown;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// The cost of a page break between two of a few facts: they move to the next page together.
const FACTS: f32 = 8.0;

/// Sets the section; `text` is the author's text with its notes numbered.
pub fn set<'a>(
    method: &Method,
    text: &Markdown,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    section::start(context.words.method, anchors::METHOD.to_owned(), context, flow, builder);
    section::text(text, context, flow, builder);
    flow.gap(context.styles.base * 0.5, 0.0);
    facts(method, context, flow, builder);
}

/// The facts as a table with two columns: row header and text.
fn facts<'a>(method: &Method, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    if method.facts.is_empty() {
        return;
    }
    let (styles, page) = (context.styles, context.theme.page);
    let names = page.text_width() * 0.27;
    // The same row spacing as in data tables.
    let pad = styles.base * 0.23;
    let style = TextStyle { style: Style::Semibold, ..styles.cell };
    let table = builder.element(Builder::ROOT, Role::Table);
    let body = builder.element(table, Role::TableBody);
    let count = method.facts.len();
    let set = method.facts.iter().map(|(name, words)| {
        let name = context.setter.plain(name, style, names - styles.base);
        let words = context.setter.set(words, styles.cell, page.text_width() - names);
        let height = name.height().max(words.height()) + pad * 2.0;
        (name, words, height)
    });
    let set: Vec<_> = set.collect();
    let between = match set.iter().map(|(.., height)| height).sum::<f32>() <= page.text_height() * 0.5 {
        true => FACTS,
        false => ROW,
    };
    for (index, (name, words, height)) in set.into_iter().enumerate() {
        // Keeps the first three rows together, and the last three, so that no page holds just one or two.
        let is_edge = index > 0 && (index < 3 || index + 3 > count);
        flow.cost(if is_edge { NEVER } else { between });
        flow.block(Kind::Table, height, 0.0, move |builder, _| {
            let top = builder.y;
            let rule = Rect::new(page.left, top, page.text_width(), 0.5);
            builder.artifact(vec![Item::Rect { rect: rule, fill: context.theme.roles.grid }]);
            let row = builder.element(body, Role::TableRow);
            let cell = builder.element(row, Role::HeaderCell(Scope::Row));
            builder.content(cell, name.items(Point::new(page.left, top + pad)));
            let cell = builder.element(row, Role::DataCell);
            builder.y = top + pad;
            words.place_here(builder, cell, page.left + names);
        });
    }
    flow.gap(styles.base, 0.0);
}
