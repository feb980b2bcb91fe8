//! What each slide of a deck shows, from the slides that a story has: places, graphics and speaker notes.

use std::collections::BTreeMap;

use super::layouts::Layout;
use super::native::NativeChart;
use super::paragraphs::Paragraph;
use crate::language::Language;
use crate::story::markdown::{Block, Inline, Markdown};
use crate::story::slides::frame::{BODY, LABEL, LEADING};
use crate::story::slides::{self, Panel, Text};
use crate::story::{Chart, Story, Table};
use crate::units::{Rect, Size};

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
    /// Speaker notes, one paragraph each.
    pub notes: Vec<String>,
}

/// What a slide shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Text in this size, in as many columns.
    Text(Vec<Paragraph>, f32, usize),
    /// Charts.
    Charts(Vec<ShownChart>),
}

/// A chart on a slide.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownChart {
    /// The id of its spec.
    pub id: String,
    /// Its alternative text; empty if it is decorative.
    pub alt: String,
    /// How it is shown.
    pub graphic: Graphic,
    /// Its own title and what is measured, with their place; `None` where they are those of the slide.
    pub title: Option<(String, String, Rect)>,
    /// The place of its drawing.
    pub place: Rect,
    /// The room for it, which a chart that is drawn by another program fills.
    pub room: Rect,
    /// The text that introduces it, with its size and place.
    pub text: Option<(Vec<Paragraph>, f32, Rect)>,
    /// Base, notes and source, a line each.
    pub footer: Vec<String>,
    /// The place of the footer.
    pub footer_place: Rect,
}

impl ShownChart {
    /// The same on a slide of this width that is read from right to left.
    fn mirrored(self, width: f32) -> Self {
        Self {
            title: self.title.map(|(title, subtitle, at)| (title, subtitle, at.mirrored(width))),
            place: self.place.mirrored(width),
            room: self.room.mirrored(width),
            text: self.text.map(|(text, size, at)| (text, size, at.mirrored(width))),
            footer_place: self.footer_place.mirrored(width),
            ..self
        }
    }
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

/// The slides of a deck. Data tables are in the notes of their charts. Where there is a `width`, places are mirrored on
/// slides of this width.
pub fn of(
    story: &Story,
    plan: &[slides::Slide<'_>],
    mut graphics: Graphics,
    language: Language,
    width: Option<f32>,
) -> Vec<Slide> {
    let shown = |panel: &Panel<'_>, graphic| {
        let chart = shown(panel, graphic, language);
        match width {
            Some(width) => chart.mirrored(width),
            None => chart,
        }
    };
    let mut made = Vec::new();
    for slide in plan {
        let text = |layout: Layout, columns: &[Text]| Slide {
            layout,
            title: slide.title.clone(),
            subtitle: String::new(),
            body: Body::Text(
                columns.iter().flat_map(paragraphs).collect(),
                columns.first().map_or(BODY, |text| text.size),
                columns.len(),
            ),
            notes: columns.iter().flat_map(|text| spoken(&text.blocks, text)).collect(),
        };
        made.push(match &slide.body {
            slides::Body::Cover => cover(story),
            slides::Body::Section(number, opening) => {
                let section = match opening {
                    slides::Opening::Text(opening) => text(Layout::Section, std::slice::from_ref(opening)),
                    slides::Opening::Chart(panel) => Slide {
                        layout: Layout::Section,
                        title: String::new(),
                        subtitle: String::new(),
                        body: Body::Charts(vec![shown(panel, graphics.remove(&panel.chart.id))]),
                        notes: notes(panel, true, language),
                    },
                };
                Slide { title: format!("{number}\u{2002}{}", slide.title), ..section }
            }
            slides::Body::Text(columns) | slides::Body::Method(columns) => text(Layout::Text, columns),
            slides::Body::Charts(panels) => {
                let charts = panels.iter().map(|panel| shown(panel, graphics.remove(&panel.chart.id)));
                let is_alone = panels.iter().all(|panel| panel.title.is_none());
                let subtitle = panels.first().filter(|_| is_alone).map(|panel| panel.chart.subtitle.clone());
                let notes = panels.iter().flat_map(|panel| notes(panel, !is_alone, language)).collect();
                Slide {
                    layout: Layout::Chart,
                    title: slide.title.clone(),
                    subtitle: subtitle.unwrap_or_default(),
                    body: Body::Charts(charts.collect()),
                    notes,
                }
            }
            // Each table is in the notes of its chart, and in the workbook of the chart.
            slides::Body::Tables => continue,
        });
    }
    made
}

fn cover(story: &Story) -> Slide {
    let line = [story.meta.author.as_str(), story.date.as_str()];
    let line: Vec<&str> = line.into_iter().filter(|part| !part.is_empty()).collect();
    let lines = [story.kicker.clone(), story.subtitle.clone(), line.join(" · ")];
    let Markdown { blocks, notes, .. } = &story.cover;
    Slide {
        layout: Layout::Title,
        title: story.meta.title.clone(),
        subtitle: String::new(),
        body: Body::Text(
            lines.iter().filter(|line| !line.is_empty()).map(|line| Paragraph::plain(line)).collect(),
            BODY,
            1,
        ),
        notes: spoken(blocks, &Text::new(Vec::new(), notes.clone())),
    }
}

fn is_question(line: &str, language: Language) -> bool {
    line.starts_with(&format!("{}: ", language.words().question))
}

fn shown(panel: &Panel<'_>, graphic: Option<Graphic>, language: Language) -> ShownChart {
    let Panel { chart, scene, place, room, footer_place, .. } = panel;
    // The question is in the notes.
    let mut footer: Vec<String> =
        panel.footer.iter().filter(|line| !is_question(line, language)).cloned().collect();
    let graphic = graphic.unwrap_or_else(|| Graphic::Table(chart.table.clone()));
    if let Graphic::Native(native) = &graphic {
        let remarks = native.remarks.join(" · ");
        if !remarks.is_empty() {
            footer.insert(0, remarks);
        }
    }
    if let Some((text, _)) = &panel.text {
        footer.extend(text.notes.iter().map(|note| format!("{} {}", note.name, words(&note.text))));
    }
    ShownChart {
        id: chart.id.clone(),
        alt: scene.alt.clone(),
        graphic,
        title: panel.title.map(|at| (chart.title.clone(), chart.subtitle.clone(), with_subtitle(at, chart))),
        place: *place,
        room: *room,
        text: panel.text.as_ref().map(|(text, at)| (paragraphs(text), text.size, *at)),
        footer,
        footer_place: *footer_place,
    }
}

/// The place of the title of a chart and of what is measured below it.
fn with_subtitle(title: Rect, chart: &Chart) -> Rect {
    let subtitle = if chart.subtitle.is_empty() { 0.0 } else { LABEL * LEADING };
    Rect { height: title.height + subtitle, ..title }
}

/// What a speaker says about a chart: its text, the question, the footer, and its figures.
fn notes(panel: &Panel<'_>, titled: bool, language: Language) -> Vec<String> {
    let chart: &Chart = panel.chart;
    let mut notes: Vec<String> = titled.then(|| chart.title.clone()).into_iter().collect();
    if let Some((text, _)) = &panel.text {
        notes.extend(spoken(&text.blocks, text));
    }
    notes.extend(chart.footer.iter().filter(|line| is_question(line, language)).cloned());
    notes.extend(chart.footer.iter().filter(|line| !is_question(line, language)).cloned());
    notes.extend((!chart.scene.alt.is_empty()).then(|| chart.scene.alt.clone()));
    notes.push(format!("{}:", language.words().table));
    notes.extend(table_lines(&chart.table));
    notes
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

/// The blocks of a text as paragraphs.
fn paragraphs(text: &Text) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for block in &text.blocks {
        match block {
            Block::Heading(_, inlines) => {
                found.push(Paragraph { inlines: inlines.clone(), level: None, number: None, heading: true });
            }
            Block::Paragraph(inlines) => {
                found.push(Paragraph { inlines: inlines.clone(), level: None, number: None, heading: false });
            }
            Block::List(first, items) => list(*first, items, 0, &mut found),
            Block::Quote(paragraphs) => found.extend(paragraphs.iter().map(|inlines| Paragraph {
                inlines: inlines.iter().map(|inline| Inline { emphasis: true, ..inline.clone() }).collect(),
                level: None,
                number: None,
                heading: false,
            })),
            Block::Table(table) => found.extend(
                table_lines(table).iter().map(|line| Paragraph { level: Some(0), ..Paragraph::plain(line) }),
            ),
        }
    }
    found
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
                // Lists hold neither.
                Block::Quote(_) | Block::Table(_) => {}
            }
        }
    }
}

/// A text as a speaker says it: every block, and the footnotes.
fn spoken(blocks: &[Block], text: &Text) -> Vec<String> {
    let mut lines = Vec::new();
    say(blocks, &mut lines);
    lines.extend(text.notes.iter().map(|note| format!("[{}] {}", note.name, words(&note.text))));
    lines
}

fn say(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => lines.push(words(inlines)),
            Block::Quote(paragraphs) => lines.extend(paragraphs.iter().map(|inlines| words(inlines))),
            Block::Table(table) => lines.extend(table_lines(table)),
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
