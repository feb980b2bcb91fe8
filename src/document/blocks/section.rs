//! Sections: headings, paragraphs, lists and footnotes.

use super::{columns, quote, table};
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::flow::{Flow, Kind};
use crate::document::footnotes::{Footnote, at_foot};
use crate::document::model::Role;
use crate::document::paginate::NEVER;
use crate::document::paragraph::TextStyle;
use crate::scene::item::Item;
use crate::story::markdown::{Block, Inline, Markdown, Note};
use crate::theme::Design;
use crate::units::Rect;

/// Starts a numbered section.
pub fn heading<'a>(
    number: usize,
    title: &str,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    start(&format!("{number}\u{2002}{title}"), anchors::section(number), context, flow, builder);
}

/// Starts an unnumbered section, such as the method. It moves to a new page if less than about a fifth of the page
/// is left below the heading.
pub fn start<'a>(
    title: &str,
    anchor: String,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let (styles, page) = (context.styles, context.theme.page);
    let set = context.setter.plain(title, styles.h1, page.text_width());
    let element = builder.element(Builder::ROOT, Role::Heading(1));
    flow.gap(styles.base * 3.2, styles.base * 1.6);
    flow.room(set.height() + page.text_height() * 0.22);
    flow.anchor(anchor);
    flow.bookmark(1, title);
    rule(context, flow);
    flow.lines(Kind::Heading, set, element, page.left);
    flow.gap(styles.base * 0.9, 0.0);
}

/// The rule above the heading of a section, in designs that have one.
fn rule<'a>(context: Context<'a>, flow: &mut Flow<'a>) {
    let (base, page, roles) = (context.styles.base, context.theme.page, &context.theme.roles);
    let (width, height, fill) = match context.theme.design {
        Design::Classic => return,
        Design::Editorial => (page.text_width(), 1.0, roles.text),
        Design::Corporate => (base * 5.0, 4.0, roles.accent),
    };
    flow.block(Kind::Heading, height + base * 0.8, 0.0, move |builder, _| {
        let rect = Rect::new(page.left, builder.y, width, height);
        builder.artifact(vec![Item::Rect { rect, fill }]);
    });
}

/// Sets running text in a column of readable width, or in two where the page is wide.
pub fn text<'a>(text: &Markdown, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let x = context.theme.page.left;
    let column =
        Column { x, width: measure(&context), parent: Builder::ROOT, notes: &text.notes, is_listed: true };
    let mut rest = &text.blocks[..];
    while !rest.is_empty() {
        let paragraphs = columns::paragraphs(rest);
        let run = paragraphs.len().max(1);
        if paragraphs.is_empty() || !columns::set(&paragraphs, context, flow, builder) {
            self::blocks(&rest[..run], column, context, flow, builder);
        }
        rest = &rest[run..];
    }
}

/// The measure of running text: 65 to 80 characters a line, since longer lines are hard to read.
pub fn measure(context: &Context<'_>) -> f32 {
    context.theme.page.text_width().min(context.styles.body.size * MEASURE)
}

/// The measure in em: a character of a text is somewhat less than half an em wide.
const MEASURE: f32 = 36.0;

/// The column that text is set in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'n> {
    /// Its left edge.
    pub x: f32,
    /// The width of its lines.
    pub width: f32,
    /// The parent element of its blocks.
    pub parent: usize,
    /// The notes of the text, by their numbers.
    pub notes: &'n [Note],
    /// Whether the contents list its headings.
    pub is_listed: bool,
}

/// Sets blocks in a column.
pub fn blocks<'a>(
    blocks: &[Block],
    column: Column<'_>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let styles = context.styles;
    let Column { x, width, parent, .. } = column;
    for block in blocks {
        match block {
            Block::Heading(level, inlines) => {
                let style = if *level == 1 { styles.h2 } else { styles.h3 };
                let set = context.setter.set(inlines, style, width);
                let element = builder.element(parent, Role::Heading(level + 1));
                footnotes(inlines, column, context, flow, builder);
                flow.gap(styles.base * 1.1, styles.base * 0.8);
                // Keep with next: a heading needs room for three lines of text below it.
                flow.room(set.height() + styles.body.leading * 3.0);
                if *level == 1 && column.is_listed {
                    flow.heading();
                }
                flow.bookmark(level + 1, &plain(inlines));
                flow.lines(Kind::Heading, set, element, x);
                flow.gap(styles.base * 0.35, 0.0);
            }
            Block::Paragraph(inlines) => {
                let set = context.setter.set(inlines, styles.body, width);
                let element = builder.element(parent, Role::Paragraph);
                footnotes(inlines, column, context, flow, builder);
                flow.lines(Kind::Text, set, element, x);
                flow.gap(styles.base * 0.75, 0.0);
                if plain(inlines).trim_end().ends_with(':') {
                    flow.lead();
                }
            }
            Block::List(start, items) => list(*start, items, column, context, flow, builder),
            Block::Quote(paragraphs) => quote::set(paragraphs, (x, width), parent, context, flow, builder),
            Block::Table(table) => {
                flow.gap(styles.base * 0.4, 0.0);
                table::rows((table, None), x, Vec::new(), None, context, flow, builder);
                flow.gap(styles.base * 1.2, styles.base * 0.4);
            }
        }
    }
}

fn list<'a>(
    start: Option<u64>,
    items: &[Vec<Block>],
    column: Column<'_>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let styles = context.styles;
    let list = builder.element(column.parent, Role::List { ordered: start.is_some() });
    let indent = styles.body.size * 1.5;
    for (index, item) in items.iter().enumerate() {
        let element = builder.element(list, Role::ListItem);
        let label = match start {
            Some(first) => format!("{}.", first + index as u64),
            None => "•".to_owned(),
        };
        let style = TextStyle { color: context.theme.roles.accent, ..styles.body };
        let set = context.setter.plain(&label, style, indent);
        let mark = builder.element(element, Role::Label);
        let parent = builder.element(element, Role::ListBody);
        if item.is_empty() {
            flow.lines(Kind::Item, set, mark, column.x);
        } else {
            flow.label(set, mark, column.x);
            let column = Column { x: column.x + indent, width: column.width - indent, parent, ..column };
            item_blocks(item, column, context, flow, builder);
        }
    }
    flow.gap(styles.base * 0.45, 0.0);
}

/// The blocks of a list item. Paragraphs are spaced more closely than in running text.
fn item_blocks<'a>(
    blocks: &[Block],
    column: Column<'_>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let styles = context.styles;
    for (index, block) in blocks.iter().enumerate() {
        // A list inside an item stays with the words that lead to it.
        if index > 0 && matches!(block, Block::List(..)) {
            flow.lead();
        }
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => {
                let set = context.setter.set(inlines, styles.body, column.width);
                let element = builder.element(column.parent, Role::Paragraph);
                footnotes(inlines, column, context, flow, builder);
                flow.lines(Kind::Item, set, element, column.x);
                flow.gap(styles.base * 0.3, 0.0);
            }
            Block::List(start, items) => list(*start, items, column, context, flow, builder),
            // Lists hold neither.
            Block::Quote(_) | Block::Table(_) => {}
        }
    }
}

/// Brings the notes of a text to the foot of the pages with their marks. A note that is marked again keeps its place.
fn footnotes<'a>(
    inlines: &[Inline],
    column: Column<'_>,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    for note in at_foot(inlines, column.notes, &context) {
        if flow.first_mark(&note.name) {
            let note = Footnote::new(note, column.parent, measure(&context), &context, builder);
            flow.footnote(note);
        }
    }
}

/// Sets the notes that could not be brought to the foot of a page, below a short rule.
pub fn notes<'a>(open: &[Note], context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let open: Vec<&Note> = open.iter().filter(|note| !flow.has_mark(&note.name)).collect();
    if open.is_empty() {
        return;
    }
    let (styles, page) = (context.styles, context.theme.page);
    flow.gap(styles.base * 1.2, styles.base * 0.8);
    flow.block(Kind::Note, styles.base * 0.6, 0.0, move |builder, _| {
        let rule = Rect::new(page.left, builder.y, styles.base * 6.0, 0.6);
        builder.artifact(vec![Item::Rect { rect: rule, fill: context.theme.roles.grid }]);
    });
    let indent = styles.small.size * 1.6;
    for (index, Note { name, text }) in open.into_iter().enumerate() {
        let note = builder.element(Builder::ROOT, Role::Note);
        let label = builder.element(note, Role::Label);
        let element = builder.element(note, Role::Paragraph);
        let mark = context.setter.plain(name, styles.small, indent);
        let set = context.setter.set(text, styles.small, measure(&context) - indent);
        flow.anchor(anchors::note(name));
        flow.cost(if index == 0 { NEVER } else { 0.0 });
        flow.label(mark, label, page.left);
        flow.lines(Kind::Note, set, element, page.left + indent);
        flow.gap(styles.base * 0.2, 0.0);
    }
}

/// The plain text of inlines, without note marks.
pub fn plain(inlines: &[Inline]) -> String {
    inlines.iter().filter(|inline| inline.note.is_none()).map(|inline| inline.text.as_str()).collect()
}
