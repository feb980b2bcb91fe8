//! The table of contents: sections and figures, linked, with page numbers.

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

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    number: String,
    title: String,
    anchor: String,
    /// 1 for sections, 2 for figures.
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
    // The figures of a section form a nested list.
    let mut inner = None;
    let mut pending = Vec::new();
    for entry in entries {
        let holder = match entry.level {
            1 => {
                inner = None;
                list
            }
            _ => *inner.get_or_insert_with(|| builder.element(list, Role::Contents)),
        };
        pending.push(line(entry, holder, context, builder));
    }
    pending
}

fn line(entry: &Entry, list: usize, context: &Context<'_>, builder: &mut Builder) -> PendingPageNumber {
    let (styles, page) = (context.styles, context.theme.page);
    let indent = styles.base * 2.0;
    let right = page.left + page.text_width();
    let (style, gap) = match entry.level {
        1 => (TextStyle { style: Style::Semibold, ..styles.h3 }, styles.base * 0.85),
        _ => (TextStyle { color: context.theme.roles.quiet, ..styles.cell }, 0.0),
    };
    // Generous leading, since the list rarely fills its page.
    let style = TextStyle { leading: style.size * 1.5, ..style };
    let title = context.setter.plain(&entry.title, style, right - page.left - indent - styles.base * 3.5);
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
