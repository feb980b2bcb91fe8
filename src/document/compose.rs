//! Composes a story into pages: cover, contents, sections, method, appendix; then page numbers and running
//! headers.

use std::collections::BTreeMap;

use super::blocks::{appendix, cover, figure, method, running_headers, section, toc};
use super::builder::Builder;
use super::context::{Context, Numbered};
use super::flow::{Fit, Flow};
use super::model::Document;
use super::paragraph::Setter;
use super::styles::Styles;
use crate::story::markdown::{Block, Inline, Markdown};
use crate::story::{Content, Story};
use crate::theme::Theme;

/// Composes a story into a document. `fit` redraws figures taller where that fills a page.
pub fn compose(story: &Story, theme: &Theme, setter: Setter<'_>, fit: Fit<'_>) -> Document {
    let styles = Styles::new(theme);
    let words = setter.language.words();
    let context = Context { setter, styles: &styles, theme, words };
    let charts = numbered(story);
    let entries = toc::entries(story, &charts, words);

    let mut builder = Builder::new(theme.page, theme.roles.background);
    cover::set(story, context, &mut builder);
    let pending = toc::set(&entries, &context, &mut builder);
    let mut flow = Flow::default();
    sections(story, &charts, context, &mut flow, &mut builder);
    flow.place(&mut builder, fit);
    let in_appendix: Vec<Numbered<'_>> =
        charts.iter().copied().filter(|chart| chart.chart.appendix).collect();
    // The appendix starts on a new page unless at least half of the last one is free.
    if !in_appendix.is_empty() && builder.room() < theme.page.text_height() * 0.5 {
        builder.new_page();
    }
    let mut flow = Flow::default();
    appendix::set(&in_appendix, context, &mut flow, &mut builder);
    flow.place(&mut builder, fit);
    toc::fill(pending, &context, &mut builder);
    running_headers::set(story, &context, &mut builder);
    builder.finish(story.meta.clone())
}

/// Sets the numbered sections and the method.
fn sections<'a>(
    story: &Story,
    charts: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let mut notes = Notes::default();
    let mut next = charts.iter();
    for (index, part) in story.sections.iter().enumerate() {
        section::heading(index + 1, &part.title, context, flow, builder);
        for content in &part.content {
            match content {
                Content::Text(markdown) => {
                    section::text(&notes.number(markdown).blocks, context, flow, builder);
                }
                Content::Chart(_) => {
                    if let Some(chart) = next.next() {
                        figure::set(*chart, context, flow, builder);
                    }
                }
                Content::Failed(id) => figure::failed(id, context, flow, builder),
            }
        }
        notes.set(context, flow, builder);
    }
    if let Some(facts) = &story.method {
        method::set(facts, &notes.number(&facts.text), context, flow, builder);
        notes.set(context, flow, builder);
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

/// The footnotes of a document: numbered consecutively, set at the end of the section that refers to them.
#[derive(Debug, Default)]
struct Notes {
    count: usize,
    open: Vec<(String, Vec<Inline>)>,
}

impl Notes {
    /// Numbers the note marks of a text and queues its notes for the end of the section.
    fn number(&mut self, markdown: &Markdown) -> Markdown {
        let mut numbers: BTreeMap<&str, String> = BTreeMap::new();
        for note in &markdown.notes {
            self.count += 1;
            numbers.insert(&note.name, self.count.to_string());
            self.open.push((self.count.to_string(), note.text.clone()));
        }
        let blocks = markdown.blocks.iter().map(|block| with_note_numbers(block, &numbers)).collect();
        Markdown { blocks, ..markdown.clone() }
    }

    fn set<'a>(&mut self, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
        let open = std::mem::take(&mut self.open);
        section::notes(&open, context, flow, builder);
    }
}

fn with_note_numbers(block: &Block, numbers: &BTreeMap<&str, String>) -> Block {
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
            items
                .iter()
                .map(|item| item.iter().map(|block| with_note_numbers(block, numbers)).collect())
                .collect(),
        ),
    }
}
