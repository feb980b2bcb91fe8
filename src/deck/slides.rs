//! Which slides a deck has, from the story of a document: a title, each section with its charts, and the method.

use std::collections::BTreeMap;

use super::frame::Proportions;
use super::layouts::Layout;
use super::native::NativeChart;
use super::paragraphs::Paragraph;
use crate::language::{Language, fill};
use crate::story::markdown::{Block, Inline, Markdown};
use crate::story::{Chart, Content, Story, Table};
use crate::units::Size;

/// A slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// Its layout.
    pub layout: Layout,
    /// Its title.
    pub title: String,
    /// What is measured; may be empty.
    pub subtitle: String,
    /// What it shows.
    pub body: Body,
    /// Base, notes and source, one line each.
    pub footer: Vec<String>,
    /// Speaker notes, one paragraph each.
    pub notes: Vec<String>,
}

/// What a slide shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Text.
    Text(Vec<Paragraph>),
    /// A chart, with its id and its alternative text.
    Chart {
        /// The id of its spec.
        id: String,
        /// Its alternative text; empty if it is decorative.
        alt: String,
        /// How it is shown.
        graphic: Graphic,
    },
}

/// How a chart is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Graphic {
    /// Drawn by the program that opens the deck.
    Native(Box<NativeChart>),
    /// As a table.
    Table(Table),
    /// As a picture.
    Picture(Picture),
}

/// A picture in two formats: programs that do not know SVG show the PNG.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Its size, in any unit.
    pub size: Size,
    /// The vector image.
    pub svg: Vec<u8>,
    /// The pixel image.
    pub png: Vec<u8>,
}

/// How the charts of a deck are shown, by their ids.
pub type Graphics = BTreeMap<String, Graphic>;

/// The most lines of text on a slide.
const LINES: usize = 13;

/// The characters of a line of 20 points.
fn characters(proportions: Proportions) -> usize {
    match proportions {
        Proportions::Wide => 84,
        Proportions::Standard => 60,
    }
}

/// The slides of a story.
pub fn of(story: &Story, mut graphics: Graphics, language: Language, proportions: Proportions) -> Vec<Slide> {
    let characters = characters(proportions);
    let words = language.words();
    let mut slides = vec![cover(story)];
    for section in &story.sections {
        let mut notes = Vec::new();
        slides.push(Slide {
            layout: Layout::Section,
            title: section.title.clone(),
            subtitle: String::new(),
            body: Body::Text(Vec::new()),
            footer: Vec::new(),
            notes: Vec::new(),
        });
        for content in &section.content {
            match content {
                Content::Text(text) => {
                    notes.extend(spoken(text));
                    // Lists are made to be seen; running text is what a speaker says.
                    if let Some(body) = listed(text) {
                        slides.extend(text_slides(
                            &heading(text).unwrap_or(section.title.clone()),
                            &body,
                            std::mem::take(&mut notes),
                            characters,
                        ));
                    }
                }
                Content::Chart(chart) => {
                    let graphic = graphics.remove(&chart.id);
                    slides.push(chart_slide(chart, graphic, std::mem::take(&mut notes), language));
                }
                Content::Failed(id) => slides.push(Slide {
                    layout: Layout::Text,
                    title: words.failed_chart.to_owned(),
                    subtitle: String::new(),
                    body: Body::Text(vec![Paragraph::plain(&fill(words.failed_hint, &[id]))]),
                    footer: Vec::new(),
                    notes: std::mem::take(&mut notes),
                }),
            }
        }
        // What follows the last chart is said there.
        if let Some(last) = slides.last_mut() {
            last.notes.extend(notes);
        }
    }
    if let Some(method) = &story.method {
        let mut body: Vec<Paragraph> = Vec::new();
        for (name, text) in &method.facts {
            let name = Inline { text: format!("{name}: "), strong: true, ..Inline::default() };
            let inlines = std::iter::once(name).chain(text.iter().cloned()).collect();
            body.push(Paragraph { inlines, ..Paragraph::plain("") });
        }
        slides.extend(text_slides(words.method, &body, spoken(&method.text), characters));
    }
    slides
}

fn cover(story: &Story) -> Slide {
    let line = [story.meta.author.as_str(), story.date.as_str()];
    let line: Vec<&str> = line.into_iter().filter(|part| !part.is_empty()).collect();
    let lines = [story.kicker.clone(), story.subtitle.clone(), line.join(" · ")];
    Slide {
        layout: Layout::Title,
        title: story.meta.title.clone(),
        subtitle: String::new(),
        body: Body::Text(
            lines.iter().filter(|line| !line.is_empty()).map(|line| Paragraph::plain(line)).collect(),
        ),
        footer: Vec::new(),
        notes: spoken(&story.cover),
    }
}

fn chart_slide(chart: &Chart, graphic: Option<Graphic>, before: Vec<String>, language: Language) -> Slide {
    let words = language.words();
    let question = format!("{}: ", words.question);
    let (questions, mut footer): (Vec<String>, Vec<String>) =
        chart.footer.iter().cloned().partition(|line| line.starts_with(&question));
    let graphic = graphic.unwrap_or_else(|| Graphic::Table(chart.table.clone()));
    if let Graphic::Native(native) = &graphic {
        let remarks = native.remarks.join(" · ");
        if !remarks.is_empty() {
            footer.insert(0, remarks);
        }
    }
    let mut notes = before;
    notes.extend(questions);
    notes.extend(chart.footer.iter().filter(|line| !line.starts_with(&question)).cloned());
    notes.extend((!chart.scene.alt.is_empty()).then(|| chart.scene.alt.clone()));
    notes.push(format!("{}:", words.table));
    notes.extend(table_lines(&chart.table));
    Slide {
        layout: Layout::Chart,
        title: chart.title.clone(),
        subtitle: chart.subtitle.clone(),
        body: Body::Chart { id: chart.id.clone(), alt: chart.scene.alt.clone(), graphic },
        footer,
        notes,
    }
}

/// A table as lines: `Name: 54 % (2019), 58 % (2020)`.
fn table_lines(table: &Table) -> Vec<String> {
    let heads = table.head.get(1..).unwrap_or_default();
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<String> = match heads {
            [_] => row.cells.clone(),
            _ => heads.iter().zip(&row.cells).map(|(head, cell)| format!("{cell} ({head})")).collect(),
        };
        format!("{}: {}", row.name, cells.join(", "))
    });
    rows.collect()
}

/// Slides of text, as many as it needs.
fn text_slides(title: &str, body: &[Paragraph], mut notes: Vec<String>, characters: usize) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    let mut used = LINES;
    for paragraph in body {
        let lines = paragraph.words().chars().count().div_ceil(characters).max(1);
        if used + lines > LINES || slides.is_empty() {
            used = 0;
            slides.push(Slide {
                layout: Layout::Text,
                title: title.to_owned(),
                subtitle: String::new(),
                body: Body::Text(Vec::new()),
                footer: Vec::new(),
                notes: std::mem::take(&mut notes),
            });
        }
        used += lines;
        if let Some(Slide { body: Body::Text(shown), .. }) = slides.last_mut() {
            shown.push(paragraph.clone());
        }
    }
    slides
}

/// The first heading of a text.
fn heading(text: &Markdown) -> Option<String> {
    text.blocks.iter().find_map(|block| match block {
        Block::Heading(_, inlines) => Some(words(inlines)),
        _ => None,
    })
}

/// The lists of a text as paragraphs; `None` without.
fn listed(text: &Markdown) -> Option<Vec<Paragraph>> {
    let mut found = Vec::new();
    for block in &text.blocks {
        if let Block::List(first, items) = block {
            list(*first, items, 0, &mut found);
        }
    }
    (!found.is_empty()).then_some(found)
}

fn list(first: Option<u64>, items: &[Vec<Block>], level: u8, found: &mut Vec<Paragraph>) {
    for (at, item) in (0..).zip(items) {
        let mut number = first.map(|first| first + at);
        for block in item {
            match block {
                Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
                    found.push(Paragraph {
                        inlines: inlines.clone(),
                        level: Some(level),
                        number: number.take(),
                        heading: false,
                    });
                }
                Block::List(first, items) => list(*first, items, level + 1, found),
            }
        }
    }
}

/// A text as a speaker says it: every block, and the footnotes.
fn spoken(text: &Markdown) -> Vec<String> {
    let mut lines = Vec::new();
    say(&text.blocks, &mut lines);
    lines.extend(text.notes.iter().map(|note| format!("[{}] {}", note.name, words(&note.text))));
    lines
}

fn say(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => lines.push(words(inlines)),
            Block::List(_, items) => {
                for item in items {
                    let mut inner = Vec::new();
                    say(item, &mut inner);
                    lines.extend(inner.into_iter().map(|line| format!("• {line}")));
                }
            }
        }
    }
}

/// Words without looks; a mark of a footnote as `[1]`.
fn words(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match &inline.note {
        Some(note) => format!("[{note}]"),
        None => inline.text.clone(),
    };
    inlines.iter().map(word).collect()
}
