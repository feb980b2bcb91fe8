//! The contents page: sections and figures with page numbers that are links.

use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::model::{Mark, Role};
use crate::document::paragraph::TextStyle;
use crate::language::Words;
use crate::scene::item::{Item, Join, PathStep, Stroke, TextRole, TextRun};
use crate::story::{Content, Story};
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// A line of the contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    number: String,
    title: String,
    anchor: String,
    /// 1 for sections, 2 for figures.
    level: u8,
}

/// A page number that is not known yet: where it goes once it is.
#[derive(Debug)]
pub struct Waiting {
    page: usize,
    element: usize,
    anchor: String,
    right: f32,
    baseline: f32,
    style: TextStyle,
    from: f32,
}

/// The lines of the contents of a story.
pub fn entries(story: &Story, charts: &[Numbered<'_>], words: &Words) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut next = charts.iter();
    for (index, part) in story.sections.iter().enumerate() {
        let number = index + 1;
        entries.push(Entry {
            number: number.to_string(),
            title: part.title.clone(),
            anchor: anchors::section(number),
            level: 1,
        });
        let placed = part.content.iter().filter(|content| matches!(content, Content::Chart(_)));
        for chart in placed.filter_map(|_| next.next()) {
            entries.push(Entry {
                number: String::new(),
                title: chart.chart.title.clone(),
                anchor: anchors::figure(chart.number),
                level: 2,
            });
        }
    }
    let plain = |title: &str, anchor: &str| Entry {
        number: String::new(),
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        level: 1,
    };
    if story.method.is_some() {
        entries.push(plain(words.method, anchors::METHOD));
    }
    if charts.iter().any(|chart| chart.chart.appendix) {
        entries.push(plain(words.appendix, anchors::APPENDIX));
    }
    entries
}

/// Sets the contents with room for the page numbers.
pub fn set(entries: &[Entry], context: &Context<'_>, builder: &mut Builder) -> Vec<Waiting> {
    if entries.is_empty() {
        return Vec::new();
    }
    let (styles, page) = (context.styles, context.theme.page);
    builder.new_page();
    builder.bookmark(1, context.words.contents);
    let heading = builder.element(Builder::ROOT, Role::Heading(1));
    let set = context.setter.plain(context.words.contents, styles.h1, page.text_width());
    set.place_here(builder, heading, page.left);
    builder.y += styles.base * 1.2;
    let list = builder.element(Builder::ROOT, Role::Contents);
    // The figures of a section are a list inside the list.
    let mut inner = None;
    let mut waiting = Vec::new();
    for entry in entries {
        let holder = match entry.level {
            1 => {
                inner = None;
                list
            }
            _ => *inner.get_or_insert_with(|| builder.element(list, Role::Contents)),
        };
        waiting.push(line(entry, holder, context, builder));
    }
    // The text starts on a page of its own.
    builder.new_page();
    waiting
}

fn line(entry: &Entry, list: usize, context: &Context<'_>, builder: &mut Builder) -> Waiting {
    let (styles, page) = (context.styles, context.theme.page);
    let indent = styles.base * 2.0;
    let right = page.left + page.text_width();
    let (style, gap) = match entry.level {
        1 => (TextStyle { style: Style::Semibold, ..styles.h3 }, styles.base * 0.85),
        _ => (TextStyle { color: context.theme.roles.quiet, ..styles.cell }, 0.0),
    };
    // Lines stand apart so that the whole list fills its page, but never so far that it falls apart.
    let style = TextStyle { leading: style.size * 1.5, ..style };
    let title = context.setter.plain(&entry.title, style, right - page.left - indent - styles.base * 3.5);
    builder.skip(gap);
    builder.need(title.height());
    let top = builder.y;
    let item = builder.element(list, Role::ContentsItem);
    let reference = builder.element(item, Role::Reference);
    let link = builder.element(reference, Role::Link);
    let mut items = Vec::new();
    if !entry.number.is_empty() {
        let number = TextStyle { color: context.theme.roles.accent, ..style };
        items.extend(context.setter.plain(&entry.number, number, indent).items(Point::new(page.left, top)));
    }
    items.extend(title.items(Point::new(page.left + indent, top)));
    let (baseline, from) = items.iter().rev().find_map(run_end).unwrap_or((top, page.left));
    builder.content(link, items);
    let rect = Rect::new(page.left, top, right - page.left, title.height());
    let label = format!("{} {}", entry.number, entry.title);
    builder.link_in(link, rect, &entry.anchor, label.trim());
    builder.y = top + title.height();
    Waiting {
        page: builder.page(),
        element: link,
        anchor: entry.anchor.clone(),
        right,
        baseline,
        style,
        from,
    }
}

/// Baseline and right end of a text item.
fn run_end(item: &Item) -> Option<(f32, f32)> {
    match item {
        Item::Text(run) => Some((run.at.y, run.at.x + run.width())),
        _ => None,
    }
}

/// Puts in the page numbers and the leaders that lead to them.
pub fn fill(waiting: Vec<Waiting>, context: &Context<'_>, builder: &mut Builder) {
    for line in waiting {
        let Some(target) = builder.page_of(&line.anchor) else { continue };
        let shaper = context.setter.shaper;
        let shaped = shaper.shape(line.style.style, &(target + 1).to_string());
        let x = line.right - shaped.width * line.style.size;
        let run = |shaped, x| TextRun {
            shaped,
            at: Point::new(x, line.baseline),
            size: line.style.size,
            color: line.style.color,
            role: TextRole::Body,
            join: Join::Space,
        };
        let number = run(shaped, x);
        builder.content_on(line.page, line.element, vec![Item::Text(number)], Point::default());
        let leader = leader(line.from + line.style.size * 0.6, &line, context.theme.roles.muted);
        builder.decorate_on(line.page, Mark::Layout, leader, Point::default());
    }
}

/// A row of dots up to the page number. It is a dashed line, since some readers take full stops for words even where
/// they are marked as decoration. It runs from right to left, so that the dots of all lines stand below each other.
fn leader(left: f32, line: &Waiting, color: Color) -> Vec<Item> {
    let size = line.style.size;
    let right = line.right - size * 2.0;
    if right <= left {
        return Vec::new();
    }
    let dot = size * 0.11;
    let y = line.baseline - dot / 2.0;
    let steps = vec![PathStep::Move(Point::new(right, y)), PathStep::Line(Point::new(left, y))];
    let stroke = Stroke { color, width: dot, dash: Some((dot, size * 0.55 - dot)) };
    vec![Item::Path { steps, fill: None, stroke: Some(stroke) }]
}
