//! One chart as its author wrote it: `charts/<id>.yaml`.

pub mod annotation;
pub mod axis;
pub mod facet;
mod key_figure;
pub mod numbers;
pub mod order;
pub mod reference;
pub mod settings;
pub mod table_settings;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::spec::compared::Compared;
use crate::spec::fields::Fields;
use crate::spec::keys::{ALLOW, Choice, Form, Key, Preset, Shape, TEXTS, Word, optional, required, words};
pub use crate::spec::kinds::Kind;
use crate::spec::params::{FOR_EACH, WHEN, check_each, check_when};
use crate::spec::variant::Variant;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Allowed, Spanned, is_id, named_series, values, variant};
use annotation::Annotation;
use axis::{AXIS, AxisSpec};
use facet::Facet;
pub use key_figure::KeyFigure;
use numbers::{NUMBERS, Numbers};
pub use order::{Group, Sort, SortBy};
use reference::Reference;
use settings::Settings;

/// A chart spec: `charts/<id>.yaml`.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// The file name without its extension.
    pub id: String,
    /// The span of the file's mapping.
    pub span: Span,
    /// Whether the file has no errors. A chart with errors is checked further, but not drawn.
    pub sound: bool,
    /// The message of the chart.
    pub title: Spanned<String>,
    /// What is measured.
    pub subtitle: Option<Spanned<String>>,
    /// The kind.
    pub kind: Spanned<Kind>,
    /// Settings of the kind.
    pub settings: Settings,
    /// The tiles of key figures.
    pub figures: Vec<KeyFigure>,
    /// The series it shows; each key figure names its own.
    pub series: Option<Spanned<String>>,
    /// Categories in the accent colour.
    pub highlight: Vec<Spanned<String>>,
    /// The order of the categories, if not the default of the kind.
    pub sort: Option<Sort>,
    /// The categories to show, if not all.
    pub categories: Option<Vec<Spanned<String>>>,
    /// The columns to show, if not all.
    pub columns: Option<Vec<Spanned<String>>>,
    /// Colours of single categories or columns: each a role of the theme or `#rrggbb`.
    pub colors: Vec<(Spanned<String>, Spanned<String>)>,
    /// A footnote.
    pub notes: Option<Spanned<String>>,
    /// Whether to print the wording of the question.
    pub question: bool,
    /// The alternative text.
    pub alt: Alt,
    /// The language of its texts and names, if not that of the briefing.
    pub lang: Option<Spanned<String>>,
    /// Where the data table is shown; `None` leaves it to the briefing.
    pub table: Option<TablePlace>,
    /// Its images, if they differ from those of the briefing.
    pub variants: Option<Vec<Variant>>,
    /// What the author asks of the axes.
    pub axis: AxisSpec,
    /// How figures are printed, if not by the unit of the series.
    pub numbers: Numbers,
    /// Where the confidence intervals of its shares are shown, if at all.
    pub intervals: Option<Spanned<Intervals>>,
    /// Present if statistically significant differences between columns are marked.
    pub significance: Option<Spanned<Compared>>,
    /// How many of the largest categories to show; the others are combined.
    pub top: Option<Spanned<u32>>,
    /// Reference lines and ranges.
    pub references: Vec<Reference>,
    /// Notes on marks, positions and ranges.
    pub annotations: Vec<Annotation>,
    /// Groups of categories.
    pub groups: Vec<Group>,
    /// What gets a panel of its own.
    pub facet: Option<Spanned<Facet>>,
    /// The ids of the series that its texts name in templates.
    pub named: BTreeSet<String>,
    /// Lint rules that are switched off for this chart, each with a reason.
    pub allow: Allowed,
}

/// A chart file: its id and its spec; `None` if the file cannot be used.
pub type ChartFile = (String, Option<Box<ChartSpec>>);

/// Where the confidence intervals of shares are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intervals {
    /// As error bars, and in the data table.
    Bars,
    /// In the data table only.
    Table,
}

impl Intervals {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 2] = [
        ("bars", Self::Bars, "as error bars, or as bands around lines, and in the data table"),
        ("table", Self::Table, "in the data table only"),
    ];
}

/// The alternative text of a chart, which screen readers read out.
#[derive(Debug, Clone, PartialEq)]
pub enum Alt {
    /// Generated from the figures.
    Auto,
    /// The author's words.
    Text(Spanned<String>),
    /// None: the author declares the picture decorative.
    Decorative,
}

/// Where a chart's data table is shown.
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
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 3] = [
        ("appendix", Self::Appendix, "in the appendix"),
        ("beside", Self::Beside, "below the figure"),
        ("both", Self::Both, "in both places"),
    ];
}

/// The key of a briefing or chart that says where data tables are shown.
pub(super) const DATA_TABLE: Key = optional(
    "data-table",
    Form::Words(&words(&TablePlace::WORDS)),
    "Where the data table is shown. The chart's own setting overrides the briefing's.",
)
.or(Preset::Described("`appendix`; a deck (`page: {size: '16:9'}`) has no tables"));

/// The words of `alt` that are not themselves an alternative text.
const AUTO: Word = Word { word: "auto", about: "generated from the figures" };
const DECORATIVE: Word = Word { word: "decorative", about: "the picture holds no information" };

/// A chart file. It has the keys of all kinds: `spec/kinds/` says which of them a kind takes.
pub const CHART: Shape = Shape {
    name: "chart",
    what: "a chart",
    about: "One chart. Its file name without the extension is its id.",
    keys: &[
        required("title", Form::Text, "The message, best as a whole sentence. May contain templates.")
            .like("Most towns plan to raise their budget"),
        optional("subtitle", Form::Text, "What is measured. May contain templates.")
            .like("Share of towns in per cent"),
        optional(
            "series",
            crate::spec::SERIES_NAME,
            "Id of the series to show, or a question of a data set by groups. Required for all kinds except `key-figures`.",
        )
        .like("budget"),
        required("chart", KIND, "The kind of chart, or the kind with its settings.")
            .like("{stacked-bar: {labels: {hide-below: 4}}}"),
        optional(
            "highlight",
            TEXTS,
            "Categories, columns or nets to show in the accent colour; the others are muted.",
        ),
        order::SORT,
        order::GROUPS,
        optional("categories", TEXTS, "Only these categories, in this order.")
            .or(Preset::Described("all of them")),
        optional("columns", TEXTS, "Only these columns, in this order.")
            .or(Preset::Described("all of them")),
        // Any text in the schema: for a misspelt role, the reader gives the better error message.
        optional(
            "colors",
            Form::Names(&Form::Text),
            "Colours of single categories or columns: each a role of the theme, or `#rrggbb` in quotes.",
        )
        .like("{more: accent, less: '#a9bcc5'}"),
        optional("notes", Form::Text, "A footnote. May contain templates."),
        optional("question", Form::Flag, "Whether to print the wording of the question below the chart.")
            .or(Preset::Flag(false)),
        optional(
            "alt",
            Form::Either(&[Form::Words(&[AUTO, DECORATIVE]), Form::Text]),
            "The alternative text, in a sentence.",
        )
        .or(Preset::Word(AUTO.word)),
        optional(
            "lang",
            Form::Pattern("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "en"),
            "Language of its texts and of the names in it, where they are not in that of the briefing: for voices. Numbers and fixed words stay in the language of the briefing.",
        ),
        key_figure::FIGURES,
        DATA_TABLE,
        variant::VARIANTS,
        optional("numbers", Form::Shape(&NUMBERS), "How figures are printed, if not by the unit of the series.")
            .like("{in: billions, suffix: ' €'}"),
        optional(
            "axis",
            Form::Shape(&AXIS),
            "The ends of the value axis, and the spacing of points in time.",
        )
        .like("{from: 40}"),
        optional(
            "intervals",
            Form::Words(&words(&Intervals::WORDS)),
            "Where 95 % confidence intervals of shares are shown.",
        )
        .or(Preset::Described("nowhere")),
        optional(
            "significance",
            Form::Either(&[Form::Flag, Form::Words(&words(&Compared::WORDS))]),
            "Whether to mark statistically significant differences between columns, by an arrow or by letters, or between answers.",
        )
        .or(Preset::Flag(false)),
        optional(
            "top",
            Form::Count,
            "How many of the largest categories to show. The others are combined in one row or, for multiple response, in a line of the footer.",
        )
        .or(Preset::Described("all of them")),
        optional(
            "references",
            Form::Either(&[
                Form::Shape(&reference::REFERENCE),
                Form::List(&Form::Shape(&reference::REFERENCE)),
            ]),
            "Values to compare the marks with: lines or ranges.",
        )
        .like("{value: 50, label: half of all towns}"),
        optional(
            "annotations",
            Form::Either(&[
                Form::Shape(&annotation::ANNOTATION),
                Form::List(&Form::Shape(&annotation::ANNOTATION)),
            ]),
            "Notes on marks, positions and ranges, placed where they cover nothing.",
        )
        .like("{text: new question, category: budget}"),
        facet::FACET,
        WHEN,
        FOR_EACH,
        ALLOW,
    ],
};

const KIND: Form = Form::Either(&[
    Form::Words(Kind::WORDS),
    Form::Tagged(Kind::WORDS, &Form::Either(&[Form::Shape(&settings::SETTINGS), Form::Nothing])),
]);

impl ChartSpec {
    /// Reads a chart file. `None`, with diagnostics, if the title or the kind is missing or wrong.
    pub fn read(id: &str, node: &Node, sink: &Diagnostics) -> Option<Self> {
        let before = sink.len();
        let mut fields = Fields::open(node, &CHART, sink)?;
        if !is_id(id) {
            let message = format!("`{id}` cannot be the id of a chart");
            sink.push(
                Diagnostic::error(Code::WrongId, fields.span().clone(), message)
                    .hint("rename the file: use only lower-case letters a-z, digits and hyphens"),
            );
        }
        // Which charts are there is decided before they are read.
        if let Some(node) = fields.node(WHEN.name) {
            check_when(node, sink);
        }
        if let Some(node) = fields.node(FOR_EACH.name) {
            check_each(node, sink);
        }
        let title = fields.text("title");
        let (kind, settings) = kind(&mut fields, sink);
        let series = match kind.as_ref().map(|kind| kind.value) {
            Some(Kind::KeyFigures) => fields.text("series"),
            _ => fields.text_required_here("series"),
        };
        let series = series.map(Spanned::<String>::as_series);
        let mut settings = settings;
        settings.table.by_groups_of(series.as_ref());
        let readable = title.is_some() && kind.is_some();
        let mut spec = Self {
            id: id.into(),
            span: fields.span().clone(),
            sound: true,
            title: title.unwrap_or_else(|| Spanned { value: id.into(), span: node.span.clone() }),
            subtitle: fields.text("subtitle"),
            series,
            highlight: fields.texts("highlight").unwrap_or_default(),
            sort: Sort::read(&mut fields, sink),
            categories: fields.texts("categories"),
            columns: fields.texts("columns"),
            colors: fields.pairs("colors"),
            notes: fields.text("notes"),
            question: fields.flag_or_default("question"),
            alt: alt(&mut fields, sink),
            lang: fields.text("lang").filter(|tag| is_tag(tag, sink)),
            table: fields.choice("data-table", &TablePlace::WORDS),
            variants: fields.node("variants").map(|node| Variant::read_all(node, sink)),
            axis: AxisSpec::read(&mut fields, kind.as_ref(), sink),
            numbers: Numbers::read(&mut fields, kind.as_ref(), sink),
            intervals: fields.node("intervals").map(|node| node.span.clone()).and_then(|span| {
                let value = fields.choice("intervals", &Intervals::WORDS)?;
                Some(Spanned { value, span })
            }),
            significance: fields.node("significance").and_then(|node| Compared::read(node, sink)),
            top: fields.count("top"),
            references: Reference::read_all(&mut fields, kind.as_ref(), sink),
            annotations: Annotation::read_all(&mut fields, kind.as_ref(), sink),
            groups: Group::read_all(&mut fields, kind.as_ref(), sink),
            facet: Facet::read(&mut fields, kind.as_ref(), sink),
            named: named_series::in_templates(node),
            allow: fields.pairs("allow"),
            figures: key_figure::read_all(&mut fields, kind.as_ref(), sink),
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
            Diagnostic::error(Code::MissingKey, fields.span().clone(), "a chart needs `chart`, its kind")
                .hint(format!("add a line such as `chart: bar`; the kinds are {}", Kind::NAMES.join(", "))),
        );
        return (None, Settings::default());
    };
    let (name, span, settings) = match &node.value {
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
            Diagnostic::error(Code::UnknownChartKind, span.clone(), message)
                .hint(suggest(name, Kind::NAMES.iter().copied())),
        );
    }
    let settings = settings.map(|node| Settings::read(node, kind, sink)).unwrap_or_default();
    (kind.map(|value| Spanned { value, span: span.clone() }), settings)
}

/// Whether a text is a language tag, such as `de` or `en-GB`, or reports that it is not.
fn is_tag(tag: &Spanned<String>, sink: &Diagnostics) -> bool {
    let mut parts = tag.value.split('-');
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_alphanumeric());
    let first = parts.next().unwrap_or_default();
    let is_tag =
        matches!(first.len(), 2 | 3) && first.bytes().all(|c| c.is_ascii_lowercase()) && parts.all(is_part);
    if !is_tag {
        let message = format!("`{}` is not a language tag", tag.value);
        sink.push(
            Diagnostic::error(Code::UnknownLanguage, tag.span.clone(), message)
                .hint("write it as `en` or `en-GB`"),
        );
    }
    is_tag
}

/// `alt: auto`, `alt: decorative` or a sentence. An empty text is an error: it would leave blind readers with
/// nothing.
fn alt(fields: &mut Fields<'_>, sink: &Diagnostics) -> Alt {
    let written = fields.entry("alt").map(|(_, node)| node);
    let empty = written.filter(|node| match &node.value {
        Value::Text(text) => text.trim().is_empty(),
        other => *other == Value::Null,
    });
    if let Some(node) = empty {
        sink.push(
            Diagnostic::error(Code::EmptyAlt, node.span.clone(), "the alternative text is empty").hint(
                "write a sentence, `alt: auto`, or `alt: decorative` for a picture without information",
            ),
        );
        return Alt::Auto;
    }
    match fields.text("alt") {
        None => Alt::Auto,
        Some(text) if text.value == AUTO.word => Alt::Auto,
        Some(text) if text.value == DECORATIVE.word => Alt::Decorative,
        Some(text) => Alt::Text(text),
    }
}
