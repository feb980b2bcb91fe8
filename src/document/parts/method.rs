//! The page on how the survey was made: the author's words, then the facts.

use super::section;
use crate::document::builder::Builder;
use crate::document::compose::{Context, note_mark};
use crate::document::markdown::{Inline, Markdown};
use crate::document::page::{Role, Scope};
use crate::document::rich::{Set, TextStyle};
use crate::document::story::Method;
use crate::scene::item::Item;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// The anchor of the page.
pub const ANCHOR: &str = "method";

/// Sets the page; `text` is the author's part with its notes numbered.
pub fn set(method: &Method, text: &Markdown, context: &Context<'_>, builder: &mut Builder) {
    section::start(context.words.method, ANCHOR, 0.0, context, builder);
    section::text(&text.blocks, 0.0, context, builder);
    builder.y += context.styles.base * 0.5;
    facts(method, context, builder);
}

/// The facts as a table of two columns whose first names the row.
fn facts(method: &Method, context: &Context<'_>, builder: &mut Builder) {
    if method.facts.is_empty() {
        return;
    }
    let (styles, page) = (context.styles, context.theme.page);
    let names = page.text_width() * 0.27;
    let pad = styles.base * 0.4;
    let head = TextStyle { style: Style::Semibold, ..styles.cell };
    let set = |(name, words): &(String, Vec<Inline>)| {
        let name = context.setter.plain(name, head, names - styles.base);
        let words = context.setter.set(words, styles.cell, page.text_width() - names, &note_mark);
        let height = name.height().max(words.height()) + pad * 2.0;
        (name, words, height)
    };
    let rows: Vec<(Set, Set, f32)> = method.facts.iter().map(set).collect();
    // The last rows alone on a page look lost: three of them go together.
    let tail: f32 = rows.iter().rev().take(3).map(|(_, _, height)| height).sum();
    let last = rows.len().saturating_sub(3);
    let table = builder.element(Builder::ROOT, Role::Table);
    let body = builder.element(table, Role::TableBody);
    for (index, (name, words, height)) in rows.iter().enumerate() {
        builder.need(if index == last { tail } else { *height });
        let rule = Rect::new(page.left, builder.y, page.text_width(), 0.5);
        builder.decorate(vec![Item::Rect { rect: rule, fill: context.theme.roles.grid }]);
        let row = builder.element(body, Role::TableRow);
        let cell = builder.element(row, Role::HeaderCell(Scope::Row));
        let items = name.items(Point::new(page.left, builder.y + pad));
        builder.content(cell, items);
        let cell = builder.element(row, Role::DataCell);
        let top = builder.y;
        builder.y += pad;
        words.place_here(builder, cell, page.left + names);
        builder.y = top + height;
    }
    builder.y += styles.base;
}
