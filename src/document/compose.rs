//! Composes a story into pages: cover, contents, sections, method, appendix; then page numbers and running
//! headers.

use super::blocks::{appendix, cover, figure, method, running_headers, section, toc};
use super::builder::Builder;
use super::context::{Context, Numbered};
use super::flow::{Fit, Flow};
use super::model::Document;
use super::paragraph::Setter;
use super::slides;
use super::styles::Styles;
use crate::story::numbering::Numbering;
use crate::story::shared_tables::holders;
use crate::story::{Chart, Content, Story};
use crate::theme::Theme;

/// Composes a story into a document. `fit` redraws figures taller where that fills a page.
pub fn compose(story: &Story, theme: &Theme, setter: Setter<'_>, fit: Fit<'_>) -> Document {
    let is_deck = theme.page.is_slide();
    let styles = if is_deck { Styles::of_slides(theme) } else { Styles::new(theme) };
    let words = setter.language.words();
    let context = Context { setter, styles: &styles, theme, words };
    let charts = numbered(story);
    if is_deck {
        return slides::compose(story, &charts, context, fit);
    }
    let entries = toc::entries(story, &charts, words);

    let mut builder = Builder::new(theme.page, &theme.roles);
    cover::set(story, (&charts[..], fit), context, &mut builder);
    let pending = toc::set(&entries, &context, &mut builder);
    if !pending.is_empty() {
        // Running text starts on a new page.
        builder.new_page();
    }
    let mut flow = Flow::default();
    sections(story, &charts, context, &mut flow, &mut builder);
    let in_appendix: Vec<Numbered<'_>> =
        charts.iter().copied().filter(|chart| chart.chart.appendix).collect();
    flow.place(&mut builder, fit, !in_appendix.is_empty());
    // The appendix starts on a new page unless at least half of the last one is free.
    if !in_appendix.is_empty() && builder.room() < theme.page.text_height() * 0.5 {
        builder.new_page();
    }
    let mut flow = Flow::default();
    appendix::set(&in_appendix, context, &mut flow, &mut builder);
    flow.place(&mut builder, fit, false);
    toc::fill(pending, &context, &mut builder);
    running_headers::set(story, &context, &mut builder);
    builder.finish(story.meta.clone(), setter.language.direction())
}

/// Sets the numbered sections and the method.
fn sections<'a>(
    story: &Story,
    charts: &[Numbered<'a>],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) {
    let mut numbering = Numbering::default();
    let mut next = charts.iter();
    for (index, part) in story.sections.iter().enumerate() {
        let mut notes = Vec::new();
        if part.new_page {
            // No page has this much room below anything else.
            flow.room(context.theme.page.text_height() * 2.0);
        }
        section::heading(index + 1, &part.title, context, flow, builder);
        for content in &part.content {
            match content {
                Content::Text(markdown) => {
                    let text = numbering.number(markdown);
                    section::text(&text, context, flow, builder);
                    notes.extend(text.notes);
                }
                Content::Chart(_) => {
                    if let Some(chart) = next.next() {
                        figure::set(*chart, context, flow, builder);
                    }
                }
                Content::Failed(id) => figure::failed(id, context, flow, builder),
            }
        }
        section::notes(&notes, context, flow, builder);
    }
    if let Some(facts) = &story.method {
        let text = numbering.number(&facts.text);
        method::set(facts, &text, context, flow, builder);
        section::notes(&text.notes, context, flow, builder);
    }
}

fn numbered(story: &Story) -> Vec<Numbered<'_>> {
    let charts =
        story.sections.iter().flat_map(|section| &section.content).filter_map(|content| match content {
            Content::Chart(chart) => Some(&**chart),
            _ => None,
        });
    let charts: Vec<&Chart> = charts.collect();
    let holders = holders(&charts);
    let numbered = |(index, chart)| Numbered { number: index + 1, table: holders[index] + 1, chart };
    charts.iter().copied().enumerate().map(numbered).collect()
}
