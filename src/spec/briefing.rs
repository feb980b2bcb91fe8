//! The briefing file, `briefing.yaml`: title page, sections and the order of charts.

use std::collections::BTreeSet;

use super::chart::{DATA_TABLE, TablePlace};
use super::fields::Fields;
use super::keys::{ALLOW, Choice, Form, Preset, Shape, TEXTS, optional, required, words};
use super::min_base::{MIN_BASE, MinBase, is_misplaced};
use super::params::{self, FOR_EACH, PARAMS, WHEN};
use super::variant::{VARIANTS, Variant};
use super::yaml::Node;
use super::{Allowed, Spanned, named_series};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};

/// `briefing.yaml`.
#[derive(Debug, Clone)]
pub struct BriefingSpec {
    /// Whether the file was read without diagnostics. Otherwise some of its content may be missing here.
    pub sound: bool,
    /// Whether it is certain which figures are hidden: `min-base` is valid, and no key is unknown or repeated that
    /// could have been meant for it.
    pub is_clear: bool,
    /// The span of the file's mapping.
    pub span: Span,
    /// Title of the document; empty if it is missing.
    pub title: Spanned<String>,
    /// Second line of the title.
    pub subtitle: Option<Spanned<String>>,
    /// Small line above the title.
    pub kicker: Option<Spanned<String>>,
    /// Date of issue, `YYYY-MM-DD`.
    pub date: Option<Spanned<String>>,
    /// Language tag.
    pub language: Option<Spanned<String>>,
    /// Who publishes it.
    pub publisher: Option<Spanned<String>>,
    /// One sentence for the document's properties.
    pub summary: Option<Spanned<String>>,
    /// Keywords for the document's properties.
    pub keywords: Vec<Spanned<String>>,
    /// Markdown on the cover.
    pub cover: Option<Spanned<String>>,
    /// The id of a chart on the cover.
    pub cover_chart: Option<Spanned<String>>,
    /// The sections.
    pub sections: Vec<Section>,
    /// Markdown at the start of the method page.
    pub method: Option<Spanned<String>>,
    /// Where the data tables of charts are shown.
    pub table: Option<TablePlace>,
    /// The images of each chart.
    pub variants: Option<Vec<Variant>>,
    /// Levels of single lint rules.
    pub checks: Vec<(Spanned<String>, Spanned<String>)>,
    /// The smallest base; shares of fewer respondents are reported or hidden.
    pub min_base: Option<MinBase>,
    /// Whether it is a draft, which every page says.
    pub is_draft: bool,
    /// When its embargo ends, as a day or a day with a time.
    pub embargo: Option<Spanned<String>>,
    /// The ids of the series that its texts name in templates.
    pub named: BTreeSet<String>,
    /// Lint rules that are switched off for the texts of the briefing, each with a reason.
    pub allow: Allowed,
}

/// The severity of a lint rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The rule is not checked.
    Off,
    /// A warning.
    Warn,
    /// A failed check: the run exits with status 1.
    Error,
}

impl Level {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 3] = [
        ("off", Self::Off, "not checked"),
        ("warn", Self::Warn, "a warning"),
        ("error", Self::Error, "a failed check, with exit status 1"),
    ];
}

/// Whether a briefing is a draft.
const STATUS: [Choice<bool>; 2] =
    [("draft", true, "not to be published yet"), ("final", false, "to be published")];

const EMBARGO_DAY: Form = Form::Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2026-03-02");
const EMBARGO_TIME: Form =
    Form::Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$", "2026-03-02T06:00");

/// `briefing.yaml`.
pub const BRIEFING: Shape = Shape {
    name: "briefing",
    what: "a briefing",
    about: "The document: title page, sections with Markdown and charts, method page. Without this file all charts are shown in order of their names.",
    keys: &[
        required("title", Form::Text, "Title of the document. May contain templates."),
        optional("subtitle", Form::Text, "Second line of the title. May contain templates."),
        optional("kicker", Form::Text, "Small line above the title, such as the type of document.")
            .like("Briefing"),
        optional(
            "date",
            Form::Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2020-12-02"),
            "Date of issue. It is also the date of the PDF, so that the same specs give the same bytes.",
        ),
        required(
            "language",
            Form::Pattern("^(ar|de|en|es|fr|he|it|nl|pl)(-.*)?$", "en"),
            "Language of all texts: Arabic, German, English, Spanish, French, Hebrew, Italian, Dutch or Polish. It determines number and date formats, hyphenation, fixed phrases, direction and pronunciation.",
        ),
        optional("publisher", Form::Text, "Publisher, shown on the cover and in the properties of the PDF."),
        optional("status", Form::Words(&words(&STATUS)), "How far the briefing has come. A draft says so on its cover, on every page of the PDF and in the names of its documents, unless it is built with `--release`.")
            .or(Preset::Word("final")),
        optional(
            "embargo",
            Form::Either(&[EMBARGO_DAY, EMBARGO_TIME]),
            "The day, or the day and local time, before which nothing may be published. It is printed on the cover and is in the properties of the PDF; it is never compared with a clock.",
        )
        .like("2026-03-02T06:00"),
        optional("summary", Form::Text, "One sentence for the properties of the PDF."),
        optional("keywords", TEXTS, "Keywords for the properties of the PDF."),
        optional("cover", Form::Text, "A paragraph of Markdown on the cover. May contain templates."),
        optional(
            "cover-chart",
            Form::Text,
            "The id of a chart of a section that the cover of the PDF shows too, where its page has room.",
        )
        .like("budget"),
        optional(
            "sections",
            Form::List(&Form::Shape(&SECTION)),
            "The sections in order. They are numbered and listed in the table of contents.",
        ),
        optional(
            "method",
            Form::Text,
            "Markdown at the start of the method page, before the facts about the survey. May contain templates.",
        ),
        DATA_TABLE,
        VARIANTS,
        optional("checks", Form::Names(&Form::Words(&words(&Level::WORDS))), "Levels of single lint rules.")
            .or(Preset::Described("the level on the page of each rule"))
            .like("{wording-missing: warn}"),
        MIN_BASE,
        PARAMS,
        ALLOW,
    ],
};

const SECTION: Shape = Shape {
    name: "section",
    what: "a section",
    about: "A numbered section. `text` and `charts` are short for a `content` of one text followed by charts.",
    keys: &[
        required("title", Form::Text, "Heading. May contain templates."),
        optional("text", Form::Text, "Markdown before the charts. May contain templates."),
        optional("charts", Form::Either(&[Form::Id, Form::List(&Form::Id)]), "Ids of charts, in order.")
            .like("[budget, hurdles]"),
        optional("content", Form::List(&Form::Shape(&BLOCK)), "Texts and charts in any order.")
            .like("[{text: First a text}, {chart: budget}]"),
        optional("new-page", Form::Flag, "Whether the section begins a page of the PDF.")
            .or(Preset::Flag(false)),
        WHEN,
        FOR_EACH,
    ],
};

const BLOCK: Shape = Shape {
    name: "block",
    what: "a piece of content",
    about: "Either a text or a chart.",
    keys: &[
        optional(
            "text",
            Form::Text,
            "Markdown: headings from `##` on, paragraphs, emphasis, lists, links, notes. May contain templates.",
        ),
        optional("chart", Form::Id, "Id of a chart: its file name without `.yaml`.").like("budget"),
    ],
};

/// A numbered section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: Spanned<String>,
    /// Whether it begins a page.
    pub new_page: bool,
    /// Its content, in order.
    pub content: Vec<Block>,
}

/// A text or a chart of a section.
#[derive(Debug, Clone)]
pub enum Block {
    /// Markdown.
    Text(Spanned<String>),
    /// A chart by its id.
    Chart(Spanned<String>),
}

impl BriefingSpec {
    /// Reads a briefing file. `None`, with a diagnostic, if it is not a mapping.
    pub fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        let before = sink.len();
        let mut fields = Fields::open(node, &BRIEFING, sink)?;
        let min_base = MinBase::from_briefing(&mut fields, sink);
        // Their values have filled this file already, `min-base` too.
        if let Some(node) = fields.node(PARAMS.name) {
            params::check(node, sink);
        }
        let mut is_clear = sink.len() == before;
        let title = fields.text("title");
        let known = sink.len();
        let status = fields.choice("status", &STATUS);
        // What cannot be read may have been meant to be a draft.
        let is_draft = status.unwrap_or(sink.len() > known);
        let mut spec = Self {
            sound: true,
            is_clear: true,
            span: fields.span().clone(),
            title: title.unwrap_or_else(|| Spanned { value: String::new(), span: node.span.clone() }),
            subtitle: fields.text("subtitle"),
            kicker: fields.text("kicker"),
            date: fields.text("date"),
            language: fields.text("language"),
            publisher: fields.text("publisher"),
            summary: fields.text("summary"),
            keywords: fields.texts("keywords").unwrap_or_default(),
            cover: fields.text("cover"),
            cover_chart: fields.text("cover-chart"),
            sections: fields
                .list("sections")
                .unwrap_or_default()
                .iter()
                .filter_map(|node| section(node, sink))
                .collect(),
            method: fields.text("method"),
            table: fields.choice("data-table", &TablePlace::WORDS),
            variants: fields.node("variants").map(|node| Variant::read_all(node, sink)),
            checks: fields.pairs("checks"),
            min_base,
            is_draft,
            embargo: fields.text("embargo"),
            named: named_series::in_templates(node),
            allow: fields.pairs("allow"),
        };
        let before_finish = sink.len();
        fields.finish();
        is_clear &= sink.len() == before_finish && !sink.any_since(before, is_misplaced);
        spec.is_clear = is_clear;
        spec.sound = sink.len() == before;
        Some(spec)
    }

    /// The charts in the order of the document.
    pub fn charts(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.sections.iter().flat_map(|section| &section.content).filter_map(|block| match block {
            Block::Chart(id) => Some(id),
            Block::Text(_) => None,
        })
    }
}

/// Reads a section. `text` and `charts` are short for a `content` of one text followed by charts.
fn section(node: &Node, sink: &Diagnostics) -> Option<Section> {
    let mut fields = Fields::open(node, &SECTION, sink)?;
    if let Some(node) = fields.node(WHEN.name) {
        params::check_when(node, sink);
    }
    // Copies no longer have it.
    if let Some(node) = fields.node(FOR_EACH.name) {
        params::check_each(node, sink);
    }
    let title = fields.text("title");
    let mut content: Vec<Block> = fields.text("text").map(Block::Text).into_iter().collect();
    content.extend(fields.texts("charts").unwrap_or_default().into_iter().map(Block::Chart));
    content.extend(fields.list("content").unwrap_or_default().iter().filter_map(|node| block(node, sink)));
    let new_page = fields.flag("new-page").unwrap_or(false);
    fields.finish();
    Some(Section { title: title?, new_page, content })
}

fn block(node: &Node, sink: &Diagnostics) -> Option<Block> {
    let mut fields = Fields::open(node, &BLOCK, sink)?;
    let present = [fields.node("text").is_some(), fields.node("chart").is_some()];
    let text = fields.text("text").map(Block::Text);
    let chart = fields.text("chart").map(Block::Chart);
    let span = fields.span().clone();
    fields.finish();
    match present {
        // A value that is present but cannot be read has been reported already.
        [true, false] => text,
        [false, true] => chart,
        _ => {
            sink.push(
                Diagnostic::error(Code::MissingKey, span, "a piece of content is either a text or a chart")
                    .hint("write `- text: |` with Markdown below, or `- chart: ID`"),
            );
            None
        }
    }
}
