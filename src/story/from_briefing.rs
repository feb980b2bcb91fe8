//! Builds the story from the briefing file and the finished charts.

use std::collections::BTreeMap;

use super::Metadata;
use super::markdown::{Inline, Markdown};
use super::missing_glyphs::MissingGlyphs;
use super::{Chart, Content, Method, Section, Story, markdown, method, places};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{fill, number};
use crate::project::Project;
use crate::spec::Spanned;
use crate::spec::briefing::{Block, BriefingSpec};
use crate::template::Templates;
use crate::theme::fonts::{FontSet, Style};
use crate::typeset::facts_line::BETWEEN;

/// Builds the story. A chart that is missing from `charts` becomes a placeholder ([`Content::Failed`]).
pub fn build(
    project: &Project,
    fonts: &FontSet<'_>,
    charts: Vec<(&str, Chart)>,
    created: Option<i64>,
    sink: &Diagnostics,
) -> Story {
    let facts = method::facts(project, fonts, sink);
    match &project.briefing {
        Some(briefing) => {
            let templates = Templates::new(project.catalog.clone(), project.language);
            let builder = StoryBuilder { project, fonts, templates, sink };
            builder.build(briefing, charts, created, facts)
        }
        None => charts_only(project, charts, created, facts),
    }
}

/// Fills in the texts of a briefing file, and checks each while its span is known.
struct StoryBuilder<'a> {
    project: &'a Project,
    fonts: &'a FontSet<'a>,
    templates: Templates,
    sink: &'a Diagnostics,
}

impl StoryBuilder<'_> {
    fn build(
        self,
        briefing: &BriefingSpec,
        charts: Vec<(&str, Chart)>,
        created: Option<i64>,
        facts: Vec<(String, Vec<Inline>)>,
    ) -> Story {
        let project = self.project;
        let notices = self.notices(briefing);
        let meta = Metadata {
            // Styles of the cover and of the running header.
            title: self.plain(Some(&briefing.title), &[Style::Bold, Style::Regular]),
            author: self.plain(briefing.publisher.as_ref(), &[Style::Semibold, Style::Regular]),
            subject: self.plain(briefing.summary.as_ref(), &[]),
            keywords: briefing
                .keywords
                .iter()
                .map(|word| word.value.clone())
                .chain(notices.clone())
                .collect(),
            language: project.language_tag.clone(),
            created: created.or(project.created).unwrap_or(0),
        };
        let kicker = self.plain(briefing.kicker.as_ref(), &[Style::Semibold]);
        let kicker = notices.into_iter().chain((!kicker.is_empty()).then_some(kicker));
        let kicker = kicker.collect::<Vec<_>>().join(BETWEEN);
        let subtitle = self.plain(briefing.subtitle.as_ref(), &[Style::Regular]);
        let date = briefing.date.as_ref().map(|date| number::period(&date.value, project.language));
        let cover = briefing.cover.as_ref().map(|text| self.cover(text)).unwrap_or_default();
        let mut charts: BTreeMap<&str, Chart> = charts.into_iter().collect();
        let mut sections = Vec::new();
        for section in &briefing.sections {
            // Styles of the section heading and of the table of contents.
            let title = self.plain(Some(&section.title), &[Style::Bold, Style::Semibold]);
            let mut content = Vec::new();
            for block in &section.content {
                content.push(match block {
                    Block::Text(text) => Content::Text(self.marked(text)),
                    Block::Chart(id) => match charts.remove(id.value.as_str()) {
                        Some(chart) => Content::Chart(Box::new(chart)),
                        None => Content::Failed(id.value.clone()),
                    },
                });
            }
            sections.push(Section { title, new_page: section.new_page, content });
        }
        let text = briefing.method.as_ref().map(|text| self.marked(text)).unwrap_or_default();
        let method = (!facts.is_empty() || !text.blocks.is_empty()).then_some(Method { text, facts });
        let cover_chart = briefing.cover_chart.as_ref().map(|chart| chart.value.clone());
        Story { meta, kicker, subtitle, date: date.unwrap_or_default(), cover, cover_chart, sections, method }
    }

    /// What the cover and the properties say to those who have the briefing before the public: that it is a draft, and when
    /// its embargo ends.
    fn notices(&self, briefing: &BriefingSpec) -> Vec<String> {
        let words = self.project.language.words();
        let draft = self.project.is_draft.then(|| words.draft_notice.to_owned());
        let embargo = briefing.embargo.as_ref().map(|embargo| {
            let (day, time) = embargo.value.split_once('T').unwrap_or((&embargo.value, ""));
            let mut end = number::period(day, self.project.language);
            if !time.is_empty() {
                end = fill(words.embargo_time, &[&end, time]);
            }
            fill(words.embargo, &[&end])
        });
        draft.into_iter().chain(embargo).collect()
    }

    /// A one-line text with its templates filled in; `styles` are the font styles it will be set in.
    fn plain(&self, text: Option<&Spanned<String>>, styles: &[Style]) -> String {
        let Some(text) = text else { return String::new() };
        let words = self.templates.fill(text, self.sink).trim().to_owned();
        let mut missing = MissingGlyphs::new(self.fonts);
        missing.words(&words, styles);
        self.sink.extend(missing.diagnostic(&[&text.span]));
        words
    }

    /// The text on the cover. It cannot have footnotes, which are set at the end of a section.
    fn cover(&self, text: &Spanned<String>) -> Markdown {
        let filled = self.templates.fill(text, self.sink);
        let parsed = self.parsed(text, &filled);
        if let Some(mark) = parsed.first_note {
            let span = places::place_of(text, &filled, mark);
            self.sink.push(
                Diagnostic::error(Code::UnknownMarkdown, span, "the cover cannot have footnotes")
                    .hint("put the words into the sentence, or move the note to a section"),
            );
        }
        parsed
    }

    /// A text with its templates filled in and its Markdown parsed.
    fn marked(&self, text: &Spanned<String>) -> Markdown {
        self.parsed(text, &self.templates.fill(text, self.sink))
    }

    /// Parses the Markdown of a text. Unsupported Markdown, skipped heading levels and missing glyphs are errors.
    fn parsed(&self, text: &Spanned<String>, filled: &str) -> Markdown {
        let parsed = markdown::parse(filled);
        for (what, at) in &parsed.unknown {
            let span = places::place_of(text, filled, *at);
            let message = format!("{what} is not supported in a briefing");
            self.sink.push(
                Diagnostic::error(Code::UnknownMarkdown, span, message).hint(
                    "use headings, paragraphs, emphasis, lists, quotations, tables, links and footnotes",
                ),
            );
        }
        if let Some(at) = parsed.heading_gap {
            let span = places::place_of(text, filled, at);
            let message = "this heading skips a level, which misleads screen readers";
            self.sink.push(
                Diagnostic::error(Code::HeadingGap, span, message)
                    .hint("use `##` below the section's heading, `###` below `##`"),
            );
        }
        let mut missing = MissingGlyphs::new(self.fonts);
        missing.markdown(&parsed);
        self.sink.extend(missing.diagnostic(&[&text.span]));
        parsed
    }
}

/// The story without a briefing file: all charts in name order, under the survey's title.
fn charts_only(
    project: &Project,
    charts: Vec<(&str, Chart)>,
    created: Option<i64>,
    facts: Vec<(String, Vec<Inline>)>,
) -> Story {
    let survey = project.catalog.iter().next().map(|series| series.survey.clone()).unwrap_or_default();
    let title = if survey.title.is_empty() { "Briefing".to_owned() } else { survey.title.clone() };
    let mut charts = charts.into_iter().peekable();
    let mut content = Vec::new();
    for (id, _) in &project.charts {
        content.push(match charts.next_if(|(chart, _)| chart == id) {
            Some((_, chart)) => Content::Chart(Box::new(chart)),
            None => Content::Failed(id.clone()),
        });
    }
    Story {
        meta: Metadata {
            title: title.clone(),
            author: survey.source.as_ref().map(|source| source.name.clone()).unwrap_or_default(),
            subject: String::new(),
            keywords: Vec::new(),
            language: project.language_tag.clone(),
            created: created.unwrap_or(0),
        },
        kicker: String::new(),
        subtitle: String::new(),
        date: String::new(),
        cover: Markdown::default(),
        cover_chart: None,
        sections: vec![Section { title, new_page: false, content }],
        method: (!facts.is_empty()).then(|| Method { text: Markdown::default(), facts }),
    }
}
