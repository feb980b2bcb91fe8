//! The table of contents: sections, the headings inside them and figures, linked, with page numbers.

use super::section::plain;
use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::model::{Mark, Role};
use crate::document::paragraph::{Set, TextStyle};
use crate::language::Words;
use crate::scene::item::{Item, Join, PathStep, Stroke, TextRole, TextRun};
use crate::story::markdown::{Block, Markdown};
use crate::story::{Content, Story};
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    number: String,
    title: String,
    anchor: String,
    /// 1 for sections, 2 for headings inside them, 3 for figures.
    level: u8,
}

/// The slot of a page number that is not known yet.
#[derive(Debug)]
pub struct PendingPageNumber {
    page: usize,
    element: usize,
    anchor: String,
    right: f32,
    baseline: f32,
    style: TextStyle,
    title_end: f32,
}

/// The entries for a story.
pub fn entries(story: &Story, charts: &[Numbered<'_>], words: &Words) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut next = charts.iter();
    let mut headings = 0;
    for (index, part) in story.sections.iter().enumerate() {
        let number = index + 1;
        entries.push(Entry {
            number: number.to_string(),
            title: part.title.clone(),
            anchor: anchors::section(number),
            level: 1,
        });
        for content in &part.content {
            match content {
                Content::Text(text) => entries.extend(subheads(text, &mut headings)),
                Content::Chart(_) => entries.extend(next.next().map(|chart| Entry {
                    number: String::new(),
                    title: format!("{} {}: {}", words.figure, chart.number, chart.chart.title),
                    anchor: anchors::figure(chart.number),
                    level: 3,
                })),
                Content::Failed(_) => {}
            }
        }
    }
    let unnumbered = |title: &str, anchor: &str| Entry {
        number: String::new(),
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        level: 1,
    };
    if let Some(method) = &story.method {
        entries.push(unnumbered(words.method, anchors::METHOD));
        entries.extend(subheads(&method.text, &mut headings));
    }
    if charts.iter().any(|chart| chart.chart.appendix) {
        entries.push(unnumbered(words.appendix, anchors::APPENDIX));
    }
    entries
}

/// The headings inside a section; `count` numbers those of the document.
fn subheads(text: &Markdown, count: &mut usize) -> Vec<Entry> {
    let heads = text.blocks.iter().filter_map(|block| match block {
        Block::Heading(1, inlines) => Some(plain(inlines)),
        _ => None,
    });
    let entry = |title: String| {
        *count += 1;
        Entry { number: String::new(), title, anchor: anchors::heading(*count), level: 2 }
    };
    heads.map(entry).collect()
}

/// The entries of sections alone, which is what a deck lists.
pub fn of_sections(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.retain(|entry| entry.level == 1);
    entries
}

/// Sets the table of contents, leaving room for the page numbers, which [`fill`] adds.
pub fn set(entries: &[Entry], context: &Context<'_>, builder: &mut Builder) -> Vec<PendingPageNumber> {
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
    // The headings and figures of a section form a nested list.
    let mut inner = None;
    let mut pending = Vec::new();
    let leading = leading(entries, context, builder.room());
    for entry in entries {
        let holder = match entry.level {
            1 => {
                inner = None;
                list
            }
            _ => *inner.get_or_insert_with(|| builder.element(list, Role::Contents)),
        };
        pending.push(line(entry, holder, leading, context, builder));
    }
    pending
}

/// The distances of lines that are tried, as multiples of the type size. The first is generous, since the list rarely
/// fills its page.
const LEADINGS: [f32; 3] = [1.5, 1.35, 1.2];

/// The largest distance of lines with which all entries are on one page; the first of all where none has them.
fn leading(entries: &[Entry], context: &Context<'_>, room: f32) -> f32 {
    let height = |leading: f32| -> f32 {
        let one = |entry: &Entry| {
            let (_, gap, title) = title(entry, leading, context);
            gap + title.height()
        };
        entries.iter().map(one).sum()
    };
    LEADINGS.into_iter().find(|leading| height(*leading) <= room).unwrap_or(LEADINGS[0])
}

/// The style of an entry, the gap above it, and its title.
fn title(entry: &Entry, leading: f32, context: &Context<'_>) -> (TextStyle, f32, Set) {
    let styles = context.styles;
    let (style, gap) = match entry.level {
        1 => (TextStyle { style: Style::Semibold, ..styles.h3 }, styles.base * 0.85),
        2 => (styles.cell, 0.0),
        _ => (TextStyle { color: context.theme.roles.quiet, ..styles.cell }, 0.0),
    };
    let style = TextStyle { leading: style.size * leading, ..style };
    let width = context.theme.page.text_width() - styles.base * 5.5;
    (style, gap, context.setter.plain(&entry.title, style, width))
}

fn line(
    entry: &Entry,
    list: usize,
    leading: f32,
    context: &Context<'_>,
    builder: &mut Builder,
) -> PendingPageNumber {
    let (styles, page) = (context.styles, context.theme.page);
    let indent = styles.base * 2.0;
    let right = page.left + page.text_width();
    let (style, gap, title) = title(entry, leading, context);
    builder.skip(gap);
    builder.ensure_room(title.height());
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
    let (baseline, title_end) = items.iter().rev().find_map(run_end).unwrap_or((top, page.left));
    builder.content(link, items);
    let rect = Rect::new(page.left, top, right - page.left, title.height());
    let label = format!("{} {}", entry.number, entry.title);
    builder.link_to_anchor(link, rect, &entry.anchor, label.trim());
    builder.y = top + title.height();
    PendingPageNumber {
        page: builder.page(),
        element: link,
        anchor: entry.anchor.clone(),
        right,
        baseline,
        style,
        title_end,
    }
}

/// Baseline and right end of a text item.
fn run_end(item: &Item) -> Option<(f32, f32)> {
    match item {
        Item::Text(run) => Some((run.at.y, run.at.x + run.width())),
        _ => None,
    }
}

/// Adds the page numbers and their leaders.
pub fn fill(pending: Vec<PendingPageNumber>, context: &Context<'_>, builder: &mut Builder) {
    for line in pending {
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
        let leader = leader(line.title_end + line.style.size * 0.6, &line, context.theme.roles.muted);
        builder.artifact_on(line.page, Mark::Layout, leader, Point::default());
    }
}

/// Leader dots before the page number. They are a dashed line, since some readers read full stops aloud even in an
/// artifact. The line runs from right to left, so that the dots of all entries align.
fn leader(left: f32, line: &PendingPageNumber, color: Color) -> Vec<Item> {
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
