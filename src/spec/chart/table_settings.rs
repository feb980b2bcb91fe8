//! Settings of tables: `chart: {table: {bars: [share], change: {from: '2021', to: '2025'}}}`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Key, Preset, Shape, TEXTS, optional, required, words};
use crate::spec::yaml::Node;
use crate::spec::{Spanned, values};

/// The settings of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableSettings {
    /// Columns of text: the heading, and a text for each category.
    pub texts: Vec<(Spanned<String>, Texts)>,
    /// The columns with bars, if the author names them.
    pub bars: Option<Vec<Spanned<String>>>,
    /// The scale of bars, if the author names it.
    pub scale: Option<BarScale>,
    /// The columns of changes, which have an arrow and a sign.
    pub arrows: Vec<Spanned<String>>,
    /// The column with a line over points in time.
    pub sparkline: Option<Sparkline>,
    /// Categories below which others are indented.
    pub sub_rows: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// The series of further questions, below the first and by the same groups.
    pub questions: Vec<Spanned<String>>,
}

/// The texts of a column, by category.
pub type Texts = Vec<(Spanned<String>, Spanned<String>)>;

/// Which bars of a table are drawn to the same scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarScale {
    /// All.
    Shared,
    /// Those of the same column.
    Column,
}

impl BarScale {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 2] = [
        ("shared", Self::Shared, "one scale for all columns"),
        ("column", Self::Column, "the longest bar of each column fills it"),
    ];
}

/// A column with a line over points in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// Its heading.
    pub heading: Spanned<String>,
    /// The columns that its line runs through; all, if there are none.
    pub columns: Option<Vec<Spanned<String>>>,
    /// Those of them whose figures are printed as well; the last, if there are none.
    pub figures: Option<Vec<Spanned<String>>>,
}

/// A column with the difference between two others.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The column that is subtracted.
    pub from: Spanned<String>,
    /// The column that it is subtracted from.
    pub to: Spanned<String>,
    /// The heading, if not “Change”.
    pub heading: Option<Spanned<String>>,
    /// What the difference is measured in.
    pub measure: Measure,
}

/// What a difference is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The unit of the figures; percentage points where these are shares.
    Points,
    /// Per cent of the first figure.
    Percent,
}

impl Measure {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 2] = [
        (
            "points",
            Self::Points,
            "in the unit of the figures, and in percentage points where these are shares",
        ),
        ("percent", Self::Percent, "in per cent of the first figure"),
    ];
}

pub(super) const TEXT_COLUMNS: Key = optional(
    "texts",
    Form::Names(&Form::Names(&Form::Text)),
    "Columns of text of a `table`: a heading, and below it a text for each category.",
)
.like("{Capital: {Bavaria: Munich}}");
pub(super) const BARS: Key = optional("bars", TEXTS, "The columns of a `table` with bars; `[]` for none.")
    .or(Preset::Described("all columns of shares and counts; no column of other numbers"));
pub(super) const SCALE: Key =
    optional("scale", Form::Words(&words(&BarScale::WORDS)), "Which bars of a `table` have the same scale.")
        .or(Preset::Described("`shared` for shares and counts, else `column`"));
pub(super) const ARROWS: Key = optional(
    "arrows",
    TEXTS,
    "Columns of a `table` that are changes: an arrow up or down and a sign before each figure.",
);
pub(super) const CHANGE: Key = optional(
    "change",
    Form::Shape(&CHANGE_SHAPE),
    "Adds a column with the difference between two columns, computed from the figures as they are shown.",
)
.like("{from: '2021', to: '2025'}");
pub(super) const SPARKLINE: Key = optional(
    "sparkline",
    Form::Shape(&SPARKLINE_SHAPE),
    "A column of a `table` with a small line over points in time. Each line has its own scale.",
)
.like("{heading: 2017 to 2024}");
pub(super) const SUB_ROWS: Key = optional(
    "sub-rows",
    Form::Names(&TEXTS),
    "Categories of a `table` that follow another one, indented: they are parts of it.",
)
.like("{All: [West, East]}");

pub(super) const QUESTIONS: Key = optional(
    "questions",
    TEXTS,
    "More questions of the data set, below the first one and by the same groups: a table of many questions (banner). A statistic is asked for as in `series`.",
)
.like("[services, waiting mean]");

const CHANGE_SHAPE: Shape = Shape {
    name: "change",
    what: "`change`",
    about: "A column with the difference between two columns.",
    keys: &[
        required("from", Form::Text, "The earlier column."),
        required("to", Form::Text, "The later column."),
        optional("heading", Form::Text, "The heading of the column.")
            .or(Preset::Described("“Change”, with the unit")),
        optional("in", Form::Words(&words(&Measure::WORDS)), "What the difference is measured in.")
            .or(Preset::Word(Measure::WORDS[0].0)),
    ],
};

const SPARKLINE_SHAPE: Shape = Shape {
    name: "sparkline",
    what: "`sparkline`",
    about: "A small line over points in time in each row.",
    keys: &[
        required("heading", Form::Text, "The heading of the column."),
        optional("columns", TEXTS, "The columns that the line runs through.")
            .or(Preset::Described("all columns")),
        optional("figures", TEXTS, "Those of these columns whose figures are printed as well.")
            .or(Preset::Described("the last one")),
    ],
};

impl TableSettings {
    /// Gives further questions the groups of the first series, so that each is named as a series is.
    pub(super) fn by_groups_of(&mut self, first: Option<&Spanned<String>>) {
        let id = first.map_or("", |id| id.value.as_str());
        let groups = id.find("-by-").map_or("", |at| &id[at..]);
        for question in &mut self.questions {
            question.value = format!("{}{groups}", crate::spec::series_id(&question.value));
        }
    }

    /// Reads the settings of a table out of those of all kinds.
    pub(super) fn read(fields: &mut Fields<'_>, sink: &Diagnostics) -> Self {
        let mut table = Self::default();
        for (key, node) in fields.map("texts").unwrap_or_default() {
            let heading = Spanned { value: key.name.clone(), span: key.span.clone() };
            table.texts.push((heading, pairs(node, &key.name, sink)));
        }
        table.questions = fields.texts("questions").unwrap_or_default();
        table.bars = fields.texts("bars");
        table.scale = fields.choice("scale", &BarScale::WORDS);
        table.arrows = fields.texts("arrows").unwrap_or_default();
        table.sparkline = fields.node("sparkline").and_then(|node| Sparkline::read(node, sink));
        for (key, node) in fields.map("sub-rows").unwrap_or_default() {
            let parent = Spanned { value: key.name.clone(), span: key.span.clone() };
            table.sub_rows.push((parent, values::texts(node, &key.name, sink)));
        }
        table
    }
}

/// A mapping of names to texts.
fn pairs(node: &Node, name: &str, sink: &Diagnostics) -> Texts {
    let found = values::map(node, name, sink).unwrap_or_default().iter();
    let pair = |(key, node): &(crate::spec::yaml::Key, Node)| {
        let text = values::text(node, &key.name, sink)?;
        Some((Spanned { value: key.name.clone(), span: key.span.clone() }, text))
    };
    found.filter_map(pair).collect()
}

impl Sparkline {
    fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        let mut fields = Fields::open(node, &SPARKLINE_SHAPE, sink)?;
        let heading = fields.text("heading");
        let (columns, figures) = (fields.texts("columns"), fields.texts("figures"));
        fields.finish();
        Some(Self { heading: heading?, columns, figures })
    }
}

impl Change {
    /// Reads `change`.
    pub(super) fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        let mut fields = Fields::open(node, &CHANGE_SHAPE, sink)?;
        let (from, to, heading) = (fields.text("from"), fields.text("to"), fields.text("heading"));
        let measure = fields.choice_or_default("in", &Measure::WORDS);
        fields.finish();
        let (from, to) = (from?, to?);
        if from.value == to.value {
            sink.push(
                Diagnostic::error(Code::RepeatedName, to.span, "`from` and `to` are the same column")
                    .hint("name two different columns"),
            );
            return None;
        }
        Some(Self { from, to, heading, measure })
    }
}
