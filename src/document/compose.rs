//! From a story to pages: cover, contents, sections, method, appendix; then what needs the page count.

use std::collections::BTreeMap;

use super::builder::Builder;
use super::markdown::{Block, Inline, Markdown};
use super::page::Document;
use super::parts::{contents, cover, figure, furniture, method, section, table};
use super::rich::Setter;
use super::story::{Chart, Content, Story};
use super::styles::Styles;
use crate::text::language::Words;
use crate::theme::Theme;

/// What every part of a document needs to set itself.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Sets text.
    pub setter: Setter<'a>,
    /// The styles.
    pub styles: &'a Styles,
    /// The look.
    pub theme: &'a Theme,
    /// The program's own words.
    pub words: &'a Words,
}

/// A chart with its number in the document.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    /// The number, from 1.
    pub number: usize,
    /// The chart.
    pub chart: &'a Chart,
}

/// Sets a story on pages.
pub fn compose(story: &Story, theme: &Theme, setter: Setter<'_>) -> Document {
    let styles = Styles::new(theme);
    let words = setter.language.words();
    let context = Context { setter, styles: &styles, theme, words };
    let charts = numbered(story);
    let entries = contents::entries(story, &charts, words);

    let mut builder = Builder::new(theme.page, theme.roles.background);
    cover::set(story, &context, &mut builder);
    let waiting = contents::set(&entries, &context, &mut builder);
    let mut notes = Notes::default();
    let mut next = charts.iter().peekable();
    for (index, part) in story.sections.iter().enumerate() {
        let follow = ahead(part.content.first(), next.peek().copied(), &context);
        section::heading(index + 1, &part.title, follow, &context, &mut builder);
        for (at, content) in part.content.iter().enumerate() {
            match content {
                Content::Text(markdown) => {
                    let follow = ahead(part.content.get(at + 1), next.peek().copied(), &context);
                    section::text(&notes.number(markdown).blocks, follow, &context, &mut builder);
                }
                Content::Chart(_) => {
                    if let Some(chart) = next.next() {
                        figure::set(chart, &context, &mut builder);
                    }
                }
                Content::Failed(id) => figure::failed(id, &context, &mut builder),
            }
        }
        notes.set(&context, &mut builder);
    }
    if let Some(facts) = &story.method {
        method::set(facts, &notes.number(&facts.text), &context, &mut builder);
        notes.set(&context, &mut builder);
    }
    let in_appendix: Vec<Numbered<'_>> =
        charts.iter().copied().filter(|chart| chart.chart.appendix).collect();
    table::appendix(&in_appendix, &context, &mut builder);
    contents::fill(waiting, &context, &mut builder);
    furniture::set(story, &context, &mut builder);
    builder.finish(story.meta.clone())
}

/// The height of a figure where one comes next: no heading is left behind on the page before.
fn ahead(content: Option<&Content>, next: Option<&Numbered<'_>>, context: &Context<'_>) -> f32 {
    match (content, next) {
        (Some(Content::Chart(_)), Some(chart)) => figure::height(chart, context),
        _ => 0.0,
    }
}

fn numbered(story: &Story) -> Vec<Numbered<'_>> {
    let charts =
        story.sections.iter().flat_map(|section| &section.content).filter_map(|content| match content {
            Content::Chart(chart) => Some(&**chart),
            _ => None,
        });
    charts.enumerate().map(|(index, chart)| Numbered { number: index + 1, chart }).collect()
}

/// The mark of a note whose name is its number already.
pub fn note_mark(name: &str) -> String {
    name.to_owned()
}

/// The notes of a document: numbered through, set at the end of the section that refers to them.
#[derive(Debug, Default)]
struct Notes {
    count: usize,
    open: Vec<(String, Vec<Inline>)>,
}

impl Notes {
    /// The text with its note marks numbered; its notes wait for the end of the section.
    fn number(&mut self, markdown: &Markdown) -> Markdown {
        let mut numbers: BTreeMap<&str, String> = BTreeMap::new();
        for note in &markdown.notes {
            self.count += 1;
            numbers.insert(&note.name, self.count.to_string());
            self.open.push((self.count.to_string(), note.text.clone()));
        }
        let blocks = markdown.blocks.iter().map(|block| renamed(block, &numbers)).collect();
        Markdown { blocks, ..markdown.clone() }
    }

    fn set(&mut self, context: &Context<'_>, builder: &mut Builder) {
        let open = std::mem::take(&mut self.open);
        section::notes(&open, context, builder);
    }
}

fn renamed(block: &Block, numbers: &BTreeMap<&str, String>) -> Block {
    let inlines = |inlines: &[Inline]| {
        inlines
            .iter()
            .map(|inline| {
                let note =
                    inline.note.as_ref().map(|name| numbers.get(name.as_str()).unwrap_or(name).clone());
                Inline { note, ..inline.clone() }
            })
            .collect()
    };
    match block {
        Block::Heading(level, text) => Block::Heading(*level, inlines(text)),
        Block::Paragraph(text) => Block::Paragraph(inlines(text)),
        Block::List(start, items) => Block::List(
            *start,
            items.iter().map(|item| item.iter().map(|block| renamed(block, numbers)).collect()).collect(),
        ),
    }
}
