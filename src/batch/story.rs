//! From the briefing file and the finished charts to what the document says.

use super::project::Project;
use crate::data::interval;
use crate::data::rounding::Rounding;
use crate::data::series::{QuestionType, Survey};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::markdown::{self, Inline, Markdown};
use crate::document::page::Metadata;
use crate::document::story::{Chart, Content, Method, Section, Story};
use crate::layout::caption::base_text;
use crate::spec::Located;
use crate::spec::briefing::{Block, BriefingSpec};
use crate::text::language::{Language, fill};
use crate::text::number;
use crate::text::template::Templates;

/// Puts the story together. A chart that is not among `charts` leaves a mark in its place.
pub fn tell(
    project: &Project,
    charts: Vec<(&str, Chart)>,
    created: Option<i64>,
    faults: &mut Vec<Diagnostic>,
) -> Story {
    let templates = Templates::new(project.catalog.clone(), project.language);
    match &project.briefing {
        Some(briefing) => tell_briefing(project, briefing, charts, created, &templates, faults),
        None => tell_charts(project, charts, created),
    }
}

fn tell_briefing(
    project: &Project,
    briefing: &BriefingSpec,
    mut charts: Vec<(&str, Chart)>,
    created: Option<i64>,
    templates: &Templates,
    faults: &mut Vec<Diagnostic>,
) -> Story {
    let mut plain = |text: Option<&Located<String>>| {
        text.map(|text| templates.fill(text, faults).trim().to_owned()).unwrap_or_default()
    };
    let title = plain(Some(&briefing.title));
    let meta = Metadata {
        title,
        author: plain(briefing.publisher.as_ref()),
        subject: plain(briefing.summary.as_ref()),
        keywords: briefing.keywords.iter().map(|word| word.value.clone()).collect(),
        language: project.language_tag.clone(),
        created: created.or(project.created).unwrap_or(0),
    };
    let (kicker, subtitle) = (plain(briefing.kicker.as_ref()), plain(briefing.subtitle.as_ref()));
    let date = briefing.date.as_ref().map(|date| number::period(&date.value, project.language));
    let cover = briefing.cover.as_ref().map(|text| marked(text, templates, faults)).unwrap_or_default();
    let mut sections = Vec::new();
    for section in &briefing.sections {
        let title = templates.fill(&section.title, faults);
        let mut content = Vec::new();
        for block in &section.content {
            content.push(match block {
                Block::Text(text) => Content::Text(marked(text, templates, faults)),
                Block::Chart(id) => match charts.iter().position(|(chart, _)| *chart == id.value) {
                    Some(at) => Content::Chart(Box::new(charts.swap_remove(at).1)),
                    None => Content::Failed(id.value.clone()),
                },
            });
        }
        sections.push(Section { title, content });
    }
    let text = briefing.method.as_ref().map(|text| marked(text, templates, faults)).unwrap_or_default();
    Story {
        meta,
        kicker,
        subtitle,
        date: date.unwrap_or_default(),
        cover,
        sections,
        method: method(project, text),
    }
}

/// Without a briefing file: all charts in name order, under the survey's title.
fn tell_charts(project: &Project, charts: Vec<(&str, Chart)>, created: Option<i64>) -> Story {
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
        sections: vec![Section { title, content }],
        method: method(project, Markdown::default()),
    }
}

/// A text with templates filled in and Markdown parsed; what Markdown cannot be set here is an error.
fn marked(text: &Located<String>, templates: &Templates, faults: &mut Vec<Diagnostic>) -> Markdown {
    let parsed = markdown::parse(&templates.fill(text, faults));
    for what in &parsed.unknown {
        faults.push(
            Diagnostic::error(
                "unknown-markdown",
                text.place.clone(),
                format!("{what} cannot be set in a briefing"),
            )
            .hint("headings, paragraphs, emphasis, lists, links and notes are"),
        );
    }
    if let Some(words) = &parsed.heading_gap {
        let source = &text.place.source;
        let start = source.text[text.place.start..]
            .find(words.as_str())
            .map_or(text.place.start, |at| text.place.start + at);
        let place = Place { source: source.clone(), start, end: start + words.len() };
        faults.push(
            Diagnostic::error(
                "heading-gap",
                place,
                "this heading skips a level: a screen reader would miss one",
            )
            .hint("use `##` below the section's heading, `###` below `##`"),
        );
    }
    parsed
}

/// The facts on how the survey was made; `None` where there is nothing to say.
fn method(project: &Project, text: Markdown) -> Option<Method> {
    let survey = project.catalog.iter().next().map(|series| series.survey.clone())?;
    let facts = facts(project, &survey);
    (!facts.is_empty() || !text.blocks.is_empty()).then_some(Method { text, facts })
}

fn facts(project: &Project, survey: &Survey) -> Vec<(String, Vec<Inline>)> {
    let language = project.language;
    let words = language.words();
    let period = |iso: &String| number::period(iso, language);
    let mut facts: Vec<(String, Vec<Inline>)> = Vec::new();
    let mut add = |name: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            facts.push((name.to_owned(), vec![Inline { text, ..Inline::default() }]));
        }
    };
    add(words.survey, Some(survey.title.clone()));
    add(words.population, survey.population.clone());
    add(words.base, survey.base.as_ref().map(|base| base_text(base, language)));
    let effective = survey.base.as_ref().and_then(|base| base.n_effective);
    add(words.effective, effective.map(|n| number::number(f64::from(n), 0, language)));
    add(words.mode, survey.mode.clone());
    add(words.fieldwork, survey.fieldwork.as_ref().map(period));
    add(words.sponsor, survey.sponsor.clone());
    add(words.institute, survey.institute.clone());
    add(words.weighting, survey.weighting.clone());
    add(words.margin, margin(project, survey, language));
    let together = survey.rounding == Some(Rounding::LargestRemainder);
    add(words.rounding_name, together.then(|| words.largest_remainder.to_owned()));
    add(words.published, survey.published.as_ref().map(period));
    if let Some(source) = &survey.source {
        let inline = Inline { text: source.name.clone(), link: source.url.clone(), ..Inline::default() };
        facts.push((words.source.to_owned(), vec![inline]));
    }
    facts
}

/// How far a share of 50 % may be from that of all, with the size that is left after weighting and clustering.
fn margin(project: &Project, survey: &Survey, language: Language) -> Option<String> {
    let shares = |kind| matches!(kind, QuestionType::Single | QuestionType::Multiple | QuestionType::Scale);
    let n = survey.base.as_ref()?.effective("")?;
    project.catalog.iter().find(|series| shares(series.question_type))?;
    Some(fill(language.words().margin_text, &[&number::number(interval::margin(n), 1, language)]))
}
