//! One chart as its author wrote it.

use super::annotation::Annotation;
use super::facet::Facet;
use super::fields::Fields;
pub use super::kinds::Kind;
pub use super::order::{Group, Sort, SortBy};
use super::reference::Reference;
use super::settings::Settings;
use super::variant::Variant;
use super::yaml::{Node, Value};
use super::{Allowed, Spanned, is_id, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};

/// A chart spec: `charts/<id>.yaml`.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// The file's name without its ending.
    pub id: String,
    /// The file.
    pub span: Span,
    /// Whether the file has no fault: one that has is looked at for further faults, but not drawn.
    pub sound: bool,
    /// The message of the chart.
    pub title: Spanned<String>,
    /// What is measured.
    pub subtitle: Option<Spanned<String>>,
    /// The kind.
    pub kind: Spanned<Kind>,
    /// What the kind is told beside its name.
    pub settings: Settings,
    /// The tiles of key figures.
    pub figures: Vec<KeyFigure>,
    /// The series it shows; key figures name theirs one by one.
    pub series: Option<Spanned<String>>,
    /// Categories in the accent colour.
    pub highlight: Vec<Spanned<String>>,
    /// The order of the categories, if it is not the kind's own.
    pub sort: Option<Sort>,
    /// The categories to show, if not all.
    pub categories: Option<Vec<Spanned<String>>>,
    /// The columns to show, if not all.
    pub columns: Option<Vec<Spanned<String>>>,
    /// Colours of single categories or columns: a role of the theme or `#rrggbb`.
    pub colors: Vec<(Spanned<String>, Spanned<String>)>,
    /// A footnote.
    pub notes: Option<Spanned<String>>,
    /// Whether the question's wording is printed.
    pub question: bool,
    /// The alternative text.
    pub alt: Alt,
    /// Where the figures stand as a table; `None` leaves it to the briefing.
    pub table: Option<TablePlace>,
    /// Its images, if not those that the briefing names.
    pub variants: Option<Vec<Variant>>,
    /// The value that the value axis starts at, if not zero.
    pub axis_from: Option<Spanned<f64>>,
    /// Where the intervals of its shares are shown, if at all.
    pub intervals: Option<Spanned<Intervals>>,
    /// Whether differences between columns that chance does not explain are marked.
    pub significance: Option<Span>,
    /// How many of the largest categories are shown; the others are taken together.
    pub top: Option<Spanned<u32>>,
    /// Values that the marks are held against.
    pub references: Vec<Reference>,
    /// Notes on marks, places and ranges.
    pub annotations: Vec<Annotation>,
    /// Categories that stand together.
    pub groups: Vec<Group>,
    /// What stands in a panel of its own.
    pub facet: Option<Spanned<Facet>>,
    /// Rules that do not count for it.
    pub allow: Allowed,
}

/// A chart file: its id, and what it says; `None` where it is broken.
pub type ChartFile = (String, Option<Box<ChartSpec>>);

/// Where the intervals of shares are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intervals {
    /// As error bars, and in the data table.
    Bars,
    /// In the data table only.
    Table,
}

impl Intervals {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 2] = [("bars", Self::Bars), ("table", Self::Table)];
}

/// What is read out in place of the picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Alt {
    /// Plain facts made from the figures.
    Auto,
    /// The author's words.
    Text(Spanned<String>),
    /// Nothing: the picture only decorates, the author says so.
    Decorative,
}

/// Where a chart's figures stand as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TablePlace {
    /// In the appendix.
    #[default]
    Appendix,
    /// Below the figure.
    Beside,
    /// In both places.
    Both,
}

impl TablePlace {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 3] =
        [("appendix", Self::Appendix), ("beside", Self::Beside), ("both", Self::Both)];
}

/// One tile.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// The series.
    pub series: Spanned<String>,
    /// The category or net.
    pub category: Spanned<String>,
    /// The column, where the series has several.
    pub column: Option<Spanned<String>>,
    /// The words under the number.
    pub label: Spanned<String>,
}

impl ChartSpec {
    /// Reads a chart file. `None` where title or kind are missing or wrong; the faults say why.
    pub fn read(id: &str, node: &Node, sink: &Diagnostics) -> Option<Self> {
        let before = sink.len();
        let mut fields = Fields::open(node, "a chart", sink)?;
        if !is_id(id) {
            let message = format!("`{id}` cannot be the id of a chart");
            sink.push(
                Diagnostic::error(Code::WrongId, fields.span().clone(), message)
                    .hint("rename the file: small letters a-z, digits and hyphens only"),
            );
        }
        let title = fields.required("title");
        let (kind, settings) = kind(&mut fields, sink);
        let series = match kind.as_ref().map(|kind| kind.value) {
            Some(Kind::KeyFigures) => fields.text("series"),
            _ => fields.required("series"),
        };
        let readable = title.is_some() && kind.is_some();
        let mut spec = Self {
            id: id.into(),
            span: fields.span().clone(),
            sound: true,
            title: title.unwrap_or_else(|| Spanned { value: id.into(), span: node.span.clone() }),
            subtitle: fields.text("subtitle"),
            series,
            highlight: fields.texts("highlight").unwrap_or_default(),
            sort: fields.node("sort").map(|node| Sort::read(node, sink)),
            categories: fields.texts("categories"),
            columns: fields.texts("columns"),
            colors: fields.pairs("colors"),
            notes: fields.text("notes"),
            question: fields.flag("question").unwrap_or(false),
            alt: alt(&mut fields, sink),
            table: fields.choice("data-table", &TablePlace::WORDS),
            variants: fields.node("variants").map(|node| Variant::read_all(node, sink)),
            axis_from: axis(&mut fields, kind.as_ref(), sink),
            intervals: fields.node("intervals").map(|node| node.span.clone()).and_then(|place| {
                let value = fields.choice("intervals", &Intervals::WORDS)?;
                Some(Spanned { value, span: place })
            }),
            significance: fields
                .node("significance")
                .map(|node| node.span.clone())
                .filter(|_| fields.flag("significance") == Some(true)),
            top: fields.count("top"),
            references: Reference::read_all(&mut fields, kind.as_ref(), sink),
            annotations: Annotation::read_all(&mut fields, kind.as_ref(), sink),
            groups: Group::read_all(&mut fields, kind.as_ref(), sink),
            facet: Facet::read(&mut fields, kind.as_ref(), sink),
            allow: fields.pairs("allow"),
            figures: figures(&mut fields, kind.as_ref(), sink),
            settings,
            kind: kind.unwrap_or_else(|| Spanned { value: Kind::Bar, span: node.span.clone() }),
        };
        fields.finish();
        spec.sound = !sink.has_errors_since(before);
        readable.then_some(spec)
    }
}

/// `chart: bar`, `chart: {stacked-bar: {…}}`.
fn kind(fields: &mut Fields<'_>, sink: &Diagnostics) -> (Option<Spanned<Kind>>, Settings) {
    let Some(node) = fields.node("chart") else {
        sink.push(
            Diagnostic::error(Code::MissingKey, fields.span().clone(), "a chart needs `chart`: its kind")
                .hint(format!("add a line `chart: bar`; kinds: {}", Kind::NAMES.join(", "))),
        );
        return (None, Settings::default());
    };
    let (name, place, settings) = match &node.value {
        Value::Text(name) => (name.as_str(), &node.span, None),
        Value::Map(pairs) if pairs.len() == 1 => {
            (pairs[0].0.name.as_str(), &pairs[0].0.span, Some(&pairs[0].1))
        }
        _ => {
            sink.push(
                values::wrong_type(node, "chart", "the name of a kind")
                    .hint("write `chart: bar` or `chart: {stacked-bar: {labels: {hide-below: 4}}}`"),
            );
            return (None, Settings::default());
        }
    };
    let kind = Kind::named(name);
    if kind.is_none() {
        let message = format!("there is no chart kind `{name}`");
        sink.push(
            Diagnostic::error(Code::UnknownChartKind, place.clone(), message)
                .hint(suggest(name, Kind::NAMES.iter().copied())),
        );
    }
    let settings = settings.map(|node| Settings::read(node, kind, sink)).unwrap_or_default();
    (kind.map(|value| Spanned { value, span: place.clone() }), settings)
}

/// The tiles: of key figures, and of no other kind.
fn figures(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Vec<KeyFigure> {
    let node = fields.node("figures");
    match (kind.map(|kind| kind.value), node) {
        (Some(Kind::KeyFigures), _) => key_figures(fields, node, sink),
        (Some(other), Some(node)) => {
            let message = format!("`figures` belongs to `chart: key-figures`, not to `{}`", other.name());
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("name a series with `series`, or write `chart: key-figures`"),
            );
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn key_figures(fields: &Fields<'_>, figures: Option<&Node>, sink: &Diagnostics) -> Vec<KeyFigure> {
    let items = match figures.map(|node| &node.value) {
        Some(Value::List(items)) if !items.is_empty() => items,
        _ => {
            let place = figures.map_or(fields.span(), |node| &node.span).clone();
            sink.push(
                Diagnostic::error(Code::MissingKey, place, "`key-figures` needs a list `figures`")
                    .hint("add `figures:` with items `{series: …, category: …, label: …}`"),
            );
            return Vec::new();
        }
    };
    items.iter().filter_map(|item| key_figure(item, sink)).collect()
}

fn key_figure(node: &Node, sink: &Diagnostics) -> Option<KeyFigure> {
    let mut fields = Fields::open(node, "a key figure", sink)?;
    let series = fields.required("series");
    let category = fields.required("category");
    let label = fields.required("label");
    let column = fields.text("column");
    fields.finish();
    Some(KeyFigure { series: series?, category: category?, column, label: label? })
}

/// `axis: {from: 40}`: only where a point on the axis is the figure, not the length of a mark.
fn axis(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Option<Spanned<f64>> {
    let node = fields.node("axis")?;
    let mut inner = Fields::open(node, "`axis`", sink)?;
    let from = inner.number("from");
    inner.finish();
    let kind = kind.map(|kind| kind.value)?;
    if !kind.facts().axis.is_free() {
        let message = format!("`axis` belongs to lines and dots, not to `{}`", kind.name());
        sink.push(
            Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                .hint("remove it: bars and areas start at zero, since their length is the figure"),
        );
        return None;
    }
    from
}

/// `alt: auto`, `alt: decorative` or a sentence; an empty one would leave a blind reader with nothing.
fn alt(fields: &mut Fields<'_>, sink: &Diagnostics) -> Alt {
    let written = fields.entry("alt").map(|(_, node)| node);
    let empty = written.filter(|node| match &node.value {
        Value::Text(text) => text.trim().is_empty(),
        other => *other == Value::Null,
    });
    if let Some(node) = empty {
        sink.push(
            Diagnostic::error(Code::EmptyAlt, node.span.clone(), "the alternative text is empty")
                .hint("write a sentence, `alt: auto`, or `alt: decorative` for a picture without content"),
        );
        return Alt::Auto;
    }
    match fields.text("alt") {
        None => Alt::Auto,
        Some(text) if text.value == "auto" => Alt::Auto,
        Some(text) if text.value == "decorative" => Alt::Decorative,
        Some(text) => Alt::Text(text),
    }
}
