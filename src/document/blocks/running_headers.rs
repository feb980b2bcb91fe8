//! Running headers and footers, added once the page count is known.

use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::model::Mark;
use crate::scene::item::Item;
use crate::story::Story;
use crate::units::{Point, Rect};

/// Adds header and footer to every page except the cover.
pub fn set(story: &Story, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let total = builder.page_count();
    for index in 1..total {
        let top = page.top - styles.base * 2.6;
        let mut header = context
            .setter
            .plain(&story.meta.title, styles.running_header, width)
            .items(Point::new(page.left, top));
        let rule = Rect::new(page.left, top + styles.running_header.leading + styles.base * 0.3, width, 0.5);
        header.push(Item::Rect { rect: rule, fill: context.theme.roles.grid });
        if let Some(logo) = &context.theme.logo {
            let height = styles.base * 1.3;
            let logo_width = logo.size.width * height / logo.size.height.max(0.01);
            let at = Point::new(page.left + width - logo_width, top - styles.base * 0.2);
            header.extend(super::cover::logo_items(logo, at, height, None));
        }
        builder.artifact_on(index, Mark::Header, header, Point::default());

        let y = page.size.height - page.bottom + styles.base * 1.6;
        let words = context.words;
        let number = format!("{} {} {} {total}", words.page, index + 1, words.of);
        let number = context.setter.plain(&number, styles.running_header, width);
        let mut footer = context
            .setter
            .plain(&story.meta.author, styles.running_header, width * 0.7)
            .items(Point::new(page.left, y));
        footer.extend(number.items(Point::new(page.left + width - number.width(), y)));
        builder.artifact_on(index, Mark::Footer, footer, Point::default());
    }
}
