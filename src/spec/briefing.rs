//! The briefing file: title page, sections and the order of charts.

use super::chart::TablePlace;
use super::fields::Fields;
use super::variant::Variant;
use super::yaml::{Node, Value};
use super::{Allowed, Located, values};
use crate::diagnostic::{Diagnostic, Place};

/// `briefing.yaml`.
#[derive(Debug, Clone)]
pub struct BriefingSpec {
    /// Whether nothing in it is wrong; where something is, not all that it says may have been understood.
    pub sound: bool,
    /// Whether it is certain which figures it hides: `min-base` is sound, and no key is unknown or stands twice, which
    /// could have been meant for it.
    pub is_clear: bool,
    /// The file.
    pub place: Place,
    /// Title of the document; empty where it is missing.
    pub title: Located<String>,
    /// Second line of the title.
    pub subtitle: Option<Located<String>>,
    /// Small line above the title.
    pub kicker: Option<Located<String>>,
    /// Date of issue, `YYYY-MM-DD`.
    pub date: Option<Located<String>>,
    /// Language tag.
    pub language: Option<Located<String>>,
    /// Who publishes it.
    pub publisher: Option<Located<String>>,
    /// One sentence for the document's properties.
    pub summary: Option<Located<String>>,
    /// Words to find it by.
    pub keywords: Vec<Located<String>>,
    /// Markdown on the cover.
    pub cover: Option<Located<String>>,
    /// The sections.
    pub sections: Vec<Section>,
    /// Markdown before the facts of the method page.
    pub method: Option<Located<String>>,
    /// Where the figures of charts stand as tables.
    pub table: Option<TablePlace>,
    /// The images of each chart.
    pub variants: Option<Vec<Variant>>,
    /// The levels of single rules.
    pub checks: Vec<(Located<String>, Located<String>)>,
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
    fn read(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return values::count(node, "min-base", faults).map(|n| Self { n: n.value, hide: false });
        }
        let mut fields = Fields::open(node, "`min-base`", faults)?;
        let n = fields.required_count("n", faults);
        let hide = stated(&mut fields, "hide", "`true` or `false`", faults);
        let hide = hide.and_then(|_| fields.flag("hide", faults)).unwrap_or(false);
        fields.finish(faults);
        Some(Self { n: n?, hide })
    }
}

/// The value of a key that hides figures. One that is left empty was begun and not finished: it is no word for "show
/// everything".
fn stated<'n>(
    fields: &mut Fields<'n>,
    key: &'static str,
    wanted: &str,
    faults: &mut Vec<Diagnostic>,
) -> Option<&'n Node> {
    let (key, node) = fields.entry(key)?;
    if node.value == Value::Null {
        let message = format!("`{}` is empty", key.name);
        faults.push(
            Diagnostic::error("missing-key", key.place.clone(), message)
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
    pub title: Located<String>,
    /// What it holds, in order.
    pub content: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone)]
pub enum Block {
    /// Markdown.
    Text(Located<String>),
    /// A chart by its id.
    Chart(Located<String>),
}

impl BriefingSpec {
    /// Reads a briefing file. `None` where it is no mapping; the faults say why.
    pub fn read(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let before = faults.len();
        let mut fields = Fields::open(node, "a briefing", faults)?;
        let least = stated(&mut fields, "min-base", "a number, or `{n: 30, hide: true}`,", faults);
        let min_base = least.and_then(|node| MinBase::read(node, faults));
        let mut is_clear = faults.len() == before;
        let title = fields.required("title", faults);
        let mut spec = Self {
            sound: true,
            is_clear: true,
            place: fields.place().clone(),
            title: title.unwrap_or_else(|| Located { value: String::new(), place: node.place.clone() }),
            subtitle: fields.text("subtitle", faults),
            kicker: fields.text("kicker", faults),
            date: fields.text("date", faults),
            language: fields.required("language", faults),
            publisher: fields.text("publisher", faults),
            summary: fields.text("summary", faults),
            keywords: fields.texts("keywords", faults).unwrap_or_default(),
            cover: fields.text("cover", faults),
            sections: fields
                .list("sections", faults)
                .unwrap_or_default()
                .iter()
                .filter_map(|node| section(node, faults))
                .collect(),
            method: fields.text("method", faults),
            table: fields.choice("data-table", &TablePlace::WORDS, faults),
            variants: fields.node("variants").map(|node| Variant::read_all(node, faults)),
            checks: fields.pairs("checks", faults),
            min_base,
            allow: fields.pairs("allow", faults),
        };
        let known = faults.len();
        fields.finish(faults);
        is_clear &= faults.len() == known;
        spec.is_clear = is_clear;
        spec.sound = faults.len() == before;
        Some(spec)
    }

    /// The charts in the order of the document.
    pub fn charts(&self) -> impl Iterator<Item = &Located<String>> {
        self.sections.iter().flat_map(|section| &section.content).filter_map(|block| match block {
            Block::Chart(id) => Some(id),
            Block::Text(_) => None,
        })
    }
}

/// `text` and `charts` are short for a `content` of one text and some charts.
fn section(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Section> {
    let mut fields = Fields::open(node, "a section", faults)?;
    let title = fields.required("title", faults);
    let mut content: Vec<Block> = fields.text("text", faults).map(Block::Text).into_iter().collect();
    content.extend(fields.texts("charts", faults).unwrap_or_default().into_iter().map(Block::Chart));
    content.extend(
        fields.list("content", faults).unwrap_or_default().iter().filter_map(|node| block(node, faults)),
    );
    fields.finish(faults);
    Some(Section { title: title?, content })
}

fn block(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Block> {
    let mut fields = Fields::open(node, "a piece of content", faults)?;
    let named = [fields.node("text").is_some(), fields.node("chart").is_some()];
    let text = fields.text("text", faults).map(Block::Text);
    let chart = fields.text("chart", faults).map(Block::Chart);
    let place = fields.place().clone();
    fields.finish(faults);
    match named {
        // One that is there and cannot be read has its own fault.
        [true, false] => text,
        [false, true] => chart,
        _ => {
            faults.push(
                Diagnostic::error("missing-key", place, "a piece of content is either a text or a chart")
                    .hint("write `- text: |` with Markdown below, or `- chart: ID`"),
            );
            None
        }
    }
}
