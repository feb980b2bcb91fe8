//! Sections: headings, paragraphs, lists and notes.

use crate::document::builder::Builder;
use crate::document::compose::{Context, note_mark};
use crate::document::markdown::{Block, Inline};
use crate::document::page::Role;
use crate::document::rich::{TextStyle, note_anchor};
use crate::scene::item::Item;
use crate::units::Rect;

/// The anchor of a section.
pub fn anchor(number: usize) -> String {
    format!("section:{number}")
}

/// Starts a numbered section. It opens a page where less than a good fifth of one is left, or where `follow`, the
/// height of a figure that comes next, does not fit.
pub fn heading(number: usize, title: &str, follow: f32, context: &Context<'_>, builder: &mut Builder) {
    start(&format!("{number}\u{2002}{title}"), &anchor(number), follow, context, builder);
}

/// Starts a section without a number, such as the method page.
pub fn start(title: &str, anchor: &str, follow: f32, context: &Context<'_>, builder: &mut Builder) {
    let styles = context.styles;
    let set = context.setter.plain(title, styles.h1, context.theme.page.text_width());
    let gap = styles.base * 3.2;
    let follow = (follow + styles.base * 1.8).max(context.theme.page.text_height() * 0.22);
    builder.need(gap + set.height() + follow);
    builder.skip(gap);
    builder.anchor(anchor);
    builder.bookmark(1, title);
    let element = builder.element(Builder::ROOT, Role::Heading(1));
    set.place_here(builder, element, context.theme.page.left);
    builder.y += styles.base * 0.9;
}

/// Sets the blocks of a text in a measure that is good to read. `follow` is the height of a figure that comes next: a
/// heading at the text's end goes to its page.
pub fn text(blocks: &[Block], follow: f32, context: &Context<'_>, builder: &mut Builder) {
    let (x, width) = (context.theme.page.left, measure(context));
    match blocks.split_last() {
        Some((last @ Block::Heading(..), before)) => {
            self::blocks(before, Builder::ROOT, x, width, context, builder);
            builder.need(context.styles.h2.leading * 2.0 + follow);
            self::blocks(std::slice::from_ref(last), Builder::ROOT, x, width, context, builder);
        }
        _ => self::blocks(blocks, Builder::ROOT, x, width, context, builder),
    }
}

/// The measure of running text: at most some seventy letters a line, since longer ones are hard to read.
fn measure(context: &Context<'_>) -> f32 {
    context.theme.page.text_width().min(context.styles.body.size * 46.0)
}

/// Sets blocks from `x` on, in lines of at most `width`.
pub fn blocks(
    blocks: &[Block],
    parent: usize,
    x: f32,
    width: f32,
    context: &Context<'_>,
    builder: &mut Builder,
) {
    let styles = context.styles;
    for block in blocks {
        match block {
            Block::Heading(level, inlines) => {
                let style = if *level == 1 { styles.h2 } else { styles.h3 };
                let set = context.setter.set(inlines, style, width, &note_mark);
                builder.skip(styles.base * 1.1);
                // A heading takes three lines of text with it.
                builder.need(set.height() + styles.body.leading * 3.0);
                builder.bookmark(level + 1, &plain(inlines));
                let element = builder.element(parent, Role::Heading(level + 1));
                set.place_here(builder, element, x);
                builder.y += styles.base * 0.35;
            }
            Block::Paragraph(inlines) => {
                let set = context.setter.set(inlines, styles.body, width, &note_mark);
                let element = builder.element(parent, Role::Paragraph);
                set.flow(builder, element, x);
                builder.y += styles.base * 0.75;
            }
            Block::List(start, items) => list(*start, items, parent, x, width, context, builder),
        }
    }
}

fn list(
    start: Option<u64>,
    items: &[Vec<Block>],
    parent: usize,
    x: f32,
    width: f32,
    context: &Context<'_>,
    builder: &mut Builder,
) {
    let styles = context.styles;
    let list = builder.element(parent, Role::List { ordered: start.is_some() });
    let indent = styles.body.size * 1.5;
    for (index, item) in items.iter().enumerate() {
        builder.need(styles.body.leading * 2.0);
        let element = builder.element(list, Role::ListItem);
        let label = match start {
            Some(first) => format!("{}.", first + index as u64),
            None => "•".to_owned(),
        };
        let style = TextStyle { color: context.theme.roles.accent, ..styles.body };
        let set = context.setter.plain(&label, style, indent);
        let mark = builder.element(element, Role::Label);
        let top = builder.y;
        set.place_here(builder, mark, x);
        builder.y = top;
        let body = builder.element(element, Role::ListBody);
        item_blocks(item, body, x + indent, width - indent, context, builder);
    }
    builder.y += styles.base * 0.45;
}

/// The blocks of a list item: paragraphs stand closer than in running text, directly in the item's body.
fn item_blocks(
    blocks: &[Block],
    body: usize,
    x: f32,
    width: f32,
    context: &Context<'_>,
    builder: &mut Builder,
) {
    let styles = context.styles;
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => {
                let set = context.setter.set(inlines, styles.body, width, &note_mark);
                let element = builder.element(body, Role::Paragraph);
                set.flow(builder, element, x);
                builder.y += styles.base * 0.3;
            }
            Block::List(start, items) => list(*start, items, body, x, width, context, builder),
        }
    }
}

/// Sets the notes of a section at its end, with a short rule above.
pub fn notes(open: &[(String, Vec<Inline>)], context: &Context<'_>, builder: &mut Builder) {
    if open.is_empty() {
        return;
    }
    let (styles, page) = (context.styles, context.theme.page);
    builder.skip(styles.base * 1.2);
    builder.need(styles.small.leading * 3.0);
    let rule = Rect::new(page.left, builder.y, styles.base * 6.0, 0.6);
    builder.decorate(vec![Item::Rect { rect: rule, fill: context.theme.roles.grid }]);
    builder.y += styles.base * 0.6;
    let indent = styles.small.size * 1.6;
    for (number, text) in open {
        builder.need(styles.small.leading * 2.0);
        builder.anchor(&note_anchor(number));
        let note = builder.element(Builder::ROOT, Role::Note);
        let label = builder.element(note, Role::Label);
        let top = builder.y;
        context.setter.plain(number, styles.small, indent).place_here(builder, label, page.left);
        builder.y = top;
        let body = builder.element(note, Role::Paragraph);
        let set = context.setter.set(text, styles.small, measure(context) - indent, &note_mark);
        set.flow(builder, body, page.left + indent);
        builder.y += styles.base * 0.2;
    }
}

/// The words of inlines without their look.
pub fn plain(inlines: &[Inline]) -> String {
    inlines.iter().filter(|inline| inline.note.is_none()).map(|inline| inline.text.as_str()).collect()
}
