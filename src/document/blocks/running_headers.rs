//! Running headers and footers, added once the page count is known.

use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::model::Mark;
use crate::language::Words;
use crate::scene::item::Item;
use crate::story::Story;
use crate::theme::Design;
use crate::typeset::facts_line::BETWEEN;
use crate::units::{Point, Rect};

/// Adds header and footer to every page except the cover.
pub fn set(story: &Story, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let direction = context.setter.language.direction();
    let total = builder.page_count();
    for index in 1..total {
        let top = page.top - styles.base * 2.6;
        let head = |text: &str| context.setter.plain(text, styles.running_header, width);
        let head = match section(story, index, context.words, builder) {
            Some(section) => {
                let both = head(&format!("{}{BETWEEN}{section}", story.meta.title));
                // The header is one line: where both have no room, the section says more.
                if both.lines() <= 1 && both.width() <= width * 0.85 { both } else { head(&section) }
            }
            None => head(&story.meta.title),
        };
        let mut header = head.items(Point::new(page.left, top));
        header.extend(decoration(context, top));
        if let Some(logo) = &context.theme.logo {
            let height = styles.base * 1.3;
            let logo_width = logo.size.width * height / logo.size.height.max(0.01);
            let at = Point::new(page.left + width - logo_width, top - styles.base * 0.2);
            header.extend(super::cover::logo_items(logo, (at, direction), height, None));
        }
        builder.artifact_on(index, Mark::Header, header, Point::default());

        let y = page.size.height - page.bottom + styles.base * 1.6;
        let words = context.words;
        let number = format!("{} {} {} {total}", words.page, index + 1, words.of);
        let number = context.setter.plain(&number, styles.running_header, width);
        let author = context.setter.plain(&story.meta.author, styles.running_header, width * 0.7);
        let spare = width - number.width();
        let (author, x) = match context.theme.design {
            // The publisher is on the cover.
            Design::Editorial => (None, spare / 2.0),
            _ => (Some(author), spare),
        };
        let mut footer = author.map_or_else(Vec::new, |author| author.items(Point::new(page.left, y)));
        footer.extend(number.items(Point::new(page.left + x, y)));
        builder.artifact_on(index, Mark::Footer, footer, Point::default());
    }
}

/// What goes with a running head whose text begins at `top`: a rule below it, or a band at the edge of the page.
fn decoration(context: &Context<'_>, top: f32) -> Option<Item> {
    let (styles, page, roles) = (context.styles, context.theme.page, &context.theme.roles);
    match context.theme.design {
        Design::Classic => {
            let y = top + styles.running_header.leading + styles.base * 0.3;
            Some(Item::Rect { rect: Rect::new(page.left, y, page.text_width(), 0.5), fill: roles.grid })
        }
        Design::Editorial => None,
        Design::Corporate => {
            let rect = Rect::new(0.0, 0.0, page.size.width, styles.base * 0.9);
            Some(Item::Rect { rect, fill: roles.accent })
        }
    }
}

/// The section that a page belongs to: the last that begins on it or before it.
fn section(story: &Story, page: usize, words: &Words, builder: &Builder) -> Option<String> {
    let sections = story.sections.iter().enumerate().map(|(index, section)| {
        (anchors::section(index + 1), format!("{}\u{2002}{}", index + 1, section.title))
    });
    let others = [(anchors::METHOD, words.method), (anchors::APPENDIX, words.appendix)];
    let others = others.map(|(anchor, title)| (anchor.to_owned(), title.to_owned()));
    let begun = |(anchor, _): &(String, String)| builder.page_of(anchor).is_some_and(|begin| begin <= page);
    let mut titles = sections.chain(others);
    titles.rfind(begun).map(|(_, title)| title)
}
