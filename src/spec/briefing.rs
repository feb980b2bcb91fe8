//! The briefing file: title page, sections and the order of charts.

use super::chart::TablePlace;
use super::fields::Fields;
use super::variant::Variant;
use super::yaml::{Node, Value};
use super::{Allowed, Spanned, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};

/// `briefing.yaml`.
#[derive(Debug, Clone)]
pub struct BriefingSpec {
    /// Whether nothing in it is wrong; where something is, not all that it says may have been understood.
    pub sound: bool,
    /// Whether it is certain which figures it hides: `min-base` is sound, and no key is unknown or stands twice, which
    /// could have been meant for it.
    pub is_clear: bool,
    /// The file.
    pub span: Span,
    /// Title of the document; empty where it is missing.
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
    /// Words to find it by.
    pub keywords: Vec<Spanned<String>>,
    /// Markdown on the cover.
    pub cover: Option<Spanned<String>>,
    /// The sections.
    pub sections: Vec<Section>,
    /// Markdown before the facts of the method page.
    pub method: Option<Spanned<String>>,
    /// Where the figures of charts stand as tables.
    pub table: Option<TablePlace>,
    /// The images of each chart.
    pub variants: Option<Vec<Variant>>,
    /// The levels of single rules.
    pub checks: Vec<(Spanned<String>, Spanned<String>)>,
    /// Shares of fewer persons are reported, or hidden.
    pub min_base: Option<MinBase>,
    /// Rules that do not count for the texts of the briefing.
    pub allow: Allowed,
}

/// How many answers shares must rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinBase {
    /// So many.
    pub n: u32,
    /// Whether shares of fewer are hidden instead of reported.
    pub hide: bool,
}

impl MinBase {
    /// `min-base: 50` or `min-base: {n: 50, hide: true}`.
    fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return values::count(node, "min-base", sink).map(|n| Self { n: n.value, hide: false });
        }
        let mut fields = Fields::open(node, "`min-base`", sink)?;
        let n = fields.required_count("n");
        let hide = stated(&mut fields, "hide", "`true` or `false`", sink);
        let hide = hide.and_then(|_| fields.flag("hide")).unwrap_or(false);
        fields.finish();
        Some(Self { n: n?, hide })
    }
}

/// The value of a key that hides figures. One that is left empty was begun and not finished: it is no word for "show
/// everything".
fn stated<'n>(
    fields: &mut Fields<'n>,
    key: &'static str,
    wanted: &str,
    sink: &Diagnostics,
) -> Option<&'n Node> {
    let (key, node) = fields.entry(key)?;
    if node.value == Value::Null {
        let message = format!("`{}` is empty", key.name);
        sink.push(
            Diagnostic::error(Code::MissingKey, key.span.clone(), message)
                .hint(format!("write {wanted} behind it, or take the key out")),
        );
        return None;
    }
    Some(node)
}

/// A numbered section.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: Spanned<String>,
    /// What it holds, in order.
    pub content: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone)]
pub enum Block {
    /// Markdown.
    Text(Spanned<String>),
    /// A chart by its id.
    Chart(Spanned<String>),
}

impl BriefingSpec {
    /// Reads a briefing file. `None` where it is no mapping; the faults say why.
    pub fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        let before = sink.len();
        let mut fields = Fields::open(node, "a briefing", sink)?;
        let least = stated(&mut fields, "min-base", "a number, or `{n: 30, hide: true}`,", sink);
        let min_base = least.and_then(|node| MinBase::read(node, sink));
        let mut is_clear = sink.len() == before;
        let title = fields.required("title");
        let mut spec = Self {
            sound: true,
            is_clear: true,
            span: fields.span().clone(),
            title: title.unwrap_or_else(|| Spanned { value: String::new(), span: node.span.clone() }),
            subtitle: fields.text("subtitle"),
            kicker: fields.text("kicker"),
            date: fields.text("date"),
            language: fields.required("language"),
            publisher: fields.text("publisher"),
            summary: fields.text("summary"),
            keywords: fields.texts("keywords").unwrap_or_default(),
            cover: fields.text("cover"),
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
            allow: fields.pairs("allow"),
        };
        let known = sink.len();
        fields.finish();
        is_clear &= sink.len() == known;
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

/// `text` and `charts` are short for a `content` of one text and some charts.
fn section(node: &Node, sink: &Diagnostics) -> Option<Section> {
    let mut fields = Fields::open(node, "a section", sink)?;
    let title = fields.required("title");
    let mut content: Vec<Block> = fields.text("text").map(Block::Text).into_iter().collect();
    content.extend(fields.texts("charts").unwrap_or_default().into_iter().map(Block::Chart));
    content.extend(fields.list("content").unwrap_or_default().iter().filter_map(|node| block(node, sink)));
    fields.finish();
    Some(Section { title: title?, content })
}

fn block(node: &Node, sink: &Diagnostics) -> Option<Block> {
    let mut fields = Fields::open(node, "a piece of content", sink)?;
    let named = [fields.node("text").is_some(), fields.node("chart").is_some()];
    let text = fields.text("text").map(Block::Text);
    let chart = fields.text("chart").map(Block::Chart);
    let place = fields.span().clone();
    fields.finish();
    match named {
        // One that is there and cannot be read has its own fault.
        [true, false] => text,
        [false, true] => chart,
        _ => {
            sink.push(
                Diagnostic::error(Code::MissingKey, place, "a piece of content is either a text or a chart")
                    .hint("write `- text: |` with Markdown below, or `- chart: ID`"),
            );
            None
        }
    }
}
