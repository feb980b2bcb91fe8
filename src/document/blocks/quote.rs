//! A quotation: its paragraphs in italics beside a bar in the accent colour; a last paragraph that begins with a dash says
//! whose words they are.

use super::section;
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;
use crate::document::paragraph::TextStyle;
use crate::scene::item::Item;
use crate::story::markdown::Inline;
use crate::story::slides::texts::QUOTE;
use crate::theme::fonts::Style;
use crate::units::Rect;

/// The width of the bar.
const BAR: f32 = 2.5;

/// Sets a quotation in a column that begins at `x`.
pub fn set<'a>(
    paragraphs: &[Vec<Inline>],
    (x, width): (f32, f32),
    parent: usize,
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let (styles, page, roles) = (context.styles, context.theme.page, &context.theme.roles);
    let quote = builder.element(parent, Role::Quote);
    let gap = styles.base * 0.5;
    flow.gap(styles.base * 0.4, styles.base * 0.4);
    for (index, inlines) in paragraphs.iter().enumerate() {
        let is_source = index > 0
            && index + 1 == paragraphs.len()
            && section::plain(inlines).trim_start().starts_with(['\u{2013}', '\u{2014}']);
        let style = match is_source {
            true => TextStyle { color: roles.quiet, ..styles.body },
            false => TextStyle { style: Style::Italic, ..styles.body },
        };
        let set = context.setter.set(inlines, style, width - QUOTE);
        let element = builder.element(quote, Role::Paragraph);
        if is_source {
            // Whose words they are is on the page where they end.
            flow.cost(crate::document::paginate::NEVER);
        }
        if set.height() > page.text_height() * 0.5 {
            flow.lines(Kind::Text, set, element, x + QUOTE);
            continue;
        }
        let height = set.height() + gap;
        flow.block(Kind::Text, height, 0.0, move |builder, _| {
            let bar = Rect::new(x, builder.y, BAR, height);
            builder.artifact(vec![Item::Rect { rect: bar, fill: roles.accent }]);
            builder.y += gap / 2.0;
            set.place_here(builder, element, x + QUOTE);
        });
    }
    flow.gap(styles.base * 1.1, styles.base * 0.4);
}
