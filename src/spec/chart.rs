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
use super::{Allowed, Located, is_id, values};
use crate::diagnostic::{Diagnostic, Place, suggest};

/// A chart spec: `charts/<id>.yaml`.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// The file's name without its ending.
    pub id: String,
    /// The file.
    pub place: Place,
    /// Whether the file has no fault: one that has is looked at for further faults, but not drawn.
    pub sound: bool,
    /// The message of the chart.
    pub title: Located<String>,
    /// What is measured.
    pub subtitle: Option<Located<String>>,
    /// The kind.
    pub kind: Located<Kind>,
    /// What the kind is told beside its name.
    pub settings: Settings,
    /// The tiles of key figures.
    pub figures: Vec<KeyFigure>,
    /// The series it shows; key figures name theirs one by one.
    pub series: Option<Located<String>>,
    /// Categories in the accent colour.
    pub highlight: Vec<Located<String>>,
    /// The order of the categories, if it is not the kind's own.
    pub sort: Option<Sort>,
    /// The categories to show, if not all.
    pub categories: Option<Vec<Located<String>>>,
    /// The columns to show, if not all.
    pub columns: Option<Vec<Located<String>>>,
    /// Colours of single categories or columns: a role of the theme or `#rrggbb`.
    pub colors: Vec<(Located<String>, Located<String>)>,
    /// A footnote.
    pub notes: Option<Located<String>>,
    /// Whether the question's wording is printed.
    pub question: bool,
    /// The alternative text.
    pub alt: Alt,
    /// Where the figures stand as a table; `None` leaves it to the briefing.
    pub table: Option<TablePlace>,
    /// Its images, if not those that the briefing names.
    pub variants: Option<Vec<Variant>>,
    /// The value that the value axis starts at, if not zero.
    pub axis_from: Option<Located<f64>>,
    /// Where the intervals of its shares are shown, if at all.
    pub intervals: Option<Located<Intervals>>,
    /// Whether differences between columns that chance does not explain are marked.
    pub significance: Option<Place>,
    /// How many of the largest categories are shown; the others are taken together.
    pub top: Option<Located<u32>>,
    /// Values that the marks are held against.
    pub references: Vec<Reference>,
    /// Notes on marks, places and ranges.
    pub annotations: Vec<Annotation>,
    /// Categories that stand together.
    pub groups: Vec<Group>,
    /// What stands in a panel of its own.
    pub facet: Option<Located<Facet>>,
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
    Text(Located<String>),
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
    pub series: Located<String>,
    /// The category or net.
    pub category: Located<String>,
    /// The column, where the series has several.
    pub column: Option<Located<String>>,
    /// The words under the number.
    pub label: Located<String>,
}

impl ChartSpec {
    /// Reads a chart file. `None` where title or kind are missing or wrong; the faults say why.
    pub fn read(id: &str, node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        let before =
            faults.iter().filter(|fault| fault.severity == crate::diagnostic::Severity::Error).count();
        let mut fields = Fields::open(node, "a chart", faults)?;
        if !is_id(id) {
            let message = format!("`{id}` cannot be the id of a chart");
            faults.push(
                Diagnostic::error("wrong-id", fields.place().clone(), message)
                    .hint("rename the file: small letters a-z, digits and hyphens only"),
            );
        }
        let title = fields.required("title", faults);
        let (kind, settings) = kind(&mut fields, faults);
        let series = match kind.as_ref().map(|kind| kind.value) {
            Some(Kind::KeyFigures) => fields.text("series", faults),
            _ => fields.required("series", faults),
        };
        let readable = title.is_some() && kind.is_some();
        let mut spec = Self {
            id: id.into(),
            place: fields.place().clone(),
            sound: true,
            title: title.unwrap_or_else(|| Located { value: id.into(), place: node.place.clone() }),
            subtitle: fields.text("subtitle", faults),
            series,
            highlight: fields.texts("highlight", faults).unwrap_or_default(),
            sort: fields.node("sort").map(|node| Sort::read(node, faults)),
            categories: fields.texts("categories", faults),
            columns: fields.texts("columns", faults),
            colors: fields.pairs("colors", faults),
            notes: fields.text("notes", faults),
            question: fields.flag("question", faults).unwrap_or(false),
            alt: alt(&mut fields, faults),
            table: fields.choice("data-table", &TablePlace::WORDS, faults),
            variants: fields.node("variants").map(|node| Variant::read_all(node, faults)),
            axis_from: axis(&mut fields, kind.as_ref(), faults),
            intervals: fields.node("intervals").map(|node| node.place.clone()).and_then(|place| {
                let value = fields.choice("intervals", &Intervals::WORDS, faults)?;
                Some(Located { value, place })
            }),
            significance: fields
                .node("significance")
                .map(|node| node.place.clone())
                .filter(|_| fields.flag("significance", faults) == Some(true)),
            top: fields.count("top", faults),
            references: Reference::read_all(&mut fields, kind.as_ref(), faults),
            annotations: Annotation::read_all(&mut fields, kind.as_ref(), faults),
            groups: Group::read_all(&mut fields, kind.as_ref(), faults),
            facet: Facet::read(&mut fields, kind.as_ref(), faults),
            allow: fields.pairs("allow", faults),
            figures: figures(&mut fields, kind.as_ref(), faults),
            settings,
            kind: kind.unwrap_or_else(|| Located { value: Kind::Bar, place: node.place.clone() }),
        };
        fields.finish(faults);
        let after =
            faults.iter().filter(|fault| fault.severity == crate::diagnostic::Severity::Error).count();
        spec.sound = before == after;
        readable.then_some(spec)
    }
}

/// `chart: bar`, `chart: {stacked-bar: {…}}`.
fn kind(fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>) -> (Option<Located<Kind>>, Settings) {
    let Some(node) = fields.node("chart") else {
        faults.push(
            Diagnostic::error("missing-key", fields.place().clone(), "a chart needs `chart`: its kind")
                .hint(format!("add a line `chart: bar`; kinds: {}", Kind::NAMES.join(", "))),
        );
        return (None, Settings::default());
    };
    let (name, place, settings) = match &node.value {
        Value::Text(name) => (name.as_str(), &node.place, None),
        Value::Map(pairs) if pairs.len() == 1 => {
            (pairs[0].0.name.as_str(), &pairs[0].0.place, Some(&pairs[0].1))
        }
        _ => {
            faults.push(
                values::wrong_type(node, "chart", "the name of a kind")
                    .hint("write `chart: bar` or `chart: {stacked-bar: {labels: {hide-below: 4}}}`"),
            );
            return (None, Settings::default());
        }
    };
    let kind = Kind::named(name);
    if kind.is_none() {
        let message = format!("there is no chart kind `{name}`");
        faults.push(
            Diagnostic::error("unknown-chart-kind", place.clone(), message)
                .hint(suggest(name, Kind::NAMES.iter().copied())),
        );
    }
    let settings = settings.map(|node| Settings::read(node, kind, faults)).unwrap_or_default();
    (kind.map(|value| Located { value, place: place.clone() }), settings)
}

/// The tiles: of key figures, and of no other kind.
fn figures(
    fields: &mut Fields<'_>,
    kind: Option<&Located<Kind>>,
    faults: &mut Vec<Diagnostic>,
) -> Vec<KeyFigure> {
    let node = fields.node("figures");
    match (kind.map(|kind| kind.value), node) {
        (Some(Kind::KeyFigures), _) => key_figures(fields, node, faults),
        (Some(other), Some(node)) => {
            let message = format!("`figures` belongs to `chart: key-figures`, not to `{}`", other.name());
            faults.push(
                Diagnostic::error("misplaced-key", node.place.clone(), message)
                    .hint("name a series with `series`, or write `chart: key-figures`"),
            );
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn key_figures(fields: &Fields<'_>, figures: Option<&Node>, faults: &mut Vec<Diagnostic>) -> Vec<KeyFigure> {
    let items = match figures.map(|node| &node.value) {
        Some(Value::List(items)) if !items.is_empty() => items,
        _ => {
            let place = figures.map_or(fields.place(), |node| &node.place).clone();
            faults.push(
                Diagnostic::error("missing-key", place, "`key-figures` needs a list `figures`")
                    .hint("add `figures:` with items `{series: …, category: …, label: …}`"),
            );
            return Vec::new();
        }
    };
    items.iter().filter_map(|item| key_figure(item, faults)).collect()
}

fn key_figure(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<KeyFigure> {
    let mut fields = Fields::open(node, "a key figure", faults)?;
    let series = fields.required("series", faults);
    let category = fields.required("category", faults);
    let label = fields.required("label", faults);
    let column = fields.text("column", faults);
    fields.finish(faults);
    Some(KeyFigure { series: series?, category: category?, column, label: label? })
}

/// `axis: {from: 40}`: only where a point on the axis is the figure, not the length of a mark.
fn axis(
    fields: &mut Fields<'_>,
    kind: Option<&Located<Kind>>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Located<f64>> {
    let node = fields.node("axis")?;
    let mut inner = Fields::open(node, "`axis`", faults)?;
    let from = inner.number("from", faults);
    inner.finish(faults);
    let kind = kind.map(|kind| kind.value)?;
    if !kind.facts().axis.is_free() {
        let message = format!("`axis` belongs to lines and dots, not to `{}`", kind.name());
        faults.push(
            Diagnostic::error("misplaced-key", node.place.clone(), message)
                .hint("remove it: bars and areas start at zero, since their length is the figure"),
        );
        return None;
    }
    from
}

/// `alt: auto`, `alt: decorative` or a sentence; an empty one would leave a blind reader with nothing.
fn alt(fields: &mut Fields<'_>, faults: &mut Vec<Diagnostic>) -> Alt {
    let written = fields.entry("alt").map(|(_, node)| node);
    let empty = written.filter(|node| match &node.value {
        Value::Text(text) => text.trim().is_empty(),
        other => *other == Value::Null,
    });
    if let Some(node) = empty {
        faults.push(
            Diagnostic::error("empty-alt", node.place.clone(), "the alternative text is empty")
                .hint("write a sentence, `alt: auto`, or `alt: decorative` for a picture without content"),
        );
        return Alt::Auto;
    }
    match fields.text("alt", faults) {
        None => Alt::Auto,
        Some(text) if text.value == "auto" => Alt::Auto,
        Some(text) if text.value == "decorative" => Alt::Decorative,
        Some(text) => Alt::Text(text),
    }
}
