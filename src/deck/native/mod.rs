//! Charts that a presentation program draws itself, from figures that its users can edit: which series there are, in
//! which colours, and which labels are shown.

mod bars;
mod lines;
mod parts;
mod points;
mod stacks;

use std::collections::BTreeMap;

use crate::chart::caption::Caption;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Column, Row};
use crate::chart::notes::{Note, Target};
use crate::language::Language;
use crate::spec::axis::Scale;
use crate::spec::chart::ChartSpec;
use crate::spec::kinds::Kind;
use crate::survey::rounding;
use crate::theme::palette::Roles;
use crate::units::Color;

/// A chart that is drawn from its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct NativeChart {
    /// What it looks like.
    pub form: Form,
    /// The names along its axis, or of its parts.
    pub categories: Vec<String>,
    /// Its series in the order in which they are drawn.
    pub series: Vec<Series>,
    /// Figures of the workbook that are not drawn themselves: a name, and one for each category.
    pub extra: Vec<(String, Vec<Option<f64>>)>,
    /// Lines across all categories: a label and a value.
    pub references: Vec<(String, f64)>,
    /// The number format of labels and axis.
    pub format: String,
    /// The ends of the value axis, where they are set.
    pub ends: (Option<f64>, Option<f64>),
    /// The ends of the axis across, of dots on two axes.
    pub across: (Option<f64>, Option<f64>),
    /// Whether the value axis has ticks; otherwise labels tell the figures.
    pub has_axis: bool,
    /// Whether colours are explained in a legend.
    pub has_legend: bool,
    /// Names with their colours that are set above the chart, where a legend would list them in the wrong order.
    pub key: Vec<(String, Color)>,
    /// What the drawing leaves out, in words.
    pub remarks: Vec<String>,
}

/// What a chart looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Bars, upright or not.
    Bars {
        /// Whether they are upright.
        upright: bool,
        /// Whether the series follow each other in one bar.
        stacked: bool,
        /// The gap between categories, in hundredths of a bar's width.
        gap: u16,
    },
    /// Lines over categories.
    Line,
    /// A line with the area below it.
    Area,
    /// A disc of parts.
    Pie,
    /// A ring of parts.
    Donut,
    /// Dots on two axes; each series is one dot, with the figure across as its first category.
    Scatter,
}

/// A series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// One figure for each category; of dots on two axes the figure across and the one up.
    pub values: Vec<Option<f64>>,
    /// Where its figures come from.
    pub origin: Origin,
    /// Its colour.
    pub fill: Color,
    /// Other colours of single points.
    pub points: BTreeMap<usize, Color>,
    /// The label of each point.
    pub labels: Vec<Label>,
    /// The colour of its labels; `None` is that of text.
    pub label_color: Option<Color>,
    /// Other colours of single labels.
    pub label_colors: BTreeMap<usize, Color>,
    /// Where the label of the last point is, if not beside it.
    pub last_label: Option<Side>,
    /// The lower and the upper end of each error bar; empty without.
    pub errors: Vec<Option<(f64, f64)>>,
}

/// The side of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// Where the figures of a series come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// They are its own.
    Own,
    /// Half of an extra column of the workbook, below or above zero.
    Half {
        /// The index of the extra column.
        of: usize,
        /// Whether it is below zero.
        below: bool,
    },
}

/// The label of a point.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// None.
    Hidden,
    /// Its figure.
    Value,
    /// The name of its series.
    Name,
    /// The name of its series and its figure.
    NameAndValue,
    /// The name of its category and its figure.
    CategoryAndValue,
    /// These words, which do not follow the figure.
    Text(String),
}

/// What a native chart is made from.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Its spec.
    pub spec: &'a ChartSpec,
    /// Its figures.
    pub data: &'a ChartData,
    /// Its texts.
    pub caption: &'a Caption,
    /// The language of its words.
    pub language: Language,
    /// The colours of the theme.
    pub roles: &'a Roles,
}

/// The chart in a form that presentation programs draw; `None` where they have no such form, so that a picture shows it.
pub fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, caption, .. } = shown;
    let has_bands = caption.references.iter().any(|mark| !mark.is_line());
    let is_log = spec.axis.scale != Scale::Linear;
    // Presentation programs have no place for differences beside the marks.
    if is_log
        || spec.facet.is_some()
        || shown.data.change.is_some()
        || has_bands
    {
        return None;
    }
    let mut chart = match spec.kind.value {
        Kind::Bar | Kind::GroupedBar | Kind::Column | Kind::GroupedColumn | Kind::Histogram => {
            bars::of(shown, chosen)
        }
        Kind::StackedBar | Kind::StackedColumn => stacks::whole(shown, chosen),
        Kind::DivergingBar => stacks::diverging(shown, chosen),
        // Nor for steps and bands.
        Kind::Line if spec.settings.steps || shown.data.error_bars => None,
        Kind::Area if shown.data.rows.len() != 1 => None,
        Kind::Line | Kind::Area | Kind::Slope => lines::of(shown, chosen),
        Kind::Donut | Kind::Pie => parts::of(shown, chosen),
        Kind::Scatter => points::of(shown, chosen),
        _ => None,
    }?;
    chart.references = caption.references.iter().map(|mark| (mark.label.clone(), mark.from)).collect();
    if !chart.references.is_empty() && !matches!(chart.form, Form::Bars { .. } | Form::Line) {
        return None;
    }
    if chart.is_crossed() {
        // LibreOffice loses the place of lines across several bars for each name.
        if chart.series.len() > 1 {
            return None;
        }
        chart.fix_ends();
    }
    chart.remarks.extend(caption.notes.iter().map(|note| shown.note(note)));
    Some(chart)
}

impl NativeChart {
    /// A chart without series.
    fn new(form: Form, categories: Vec<String>, format: String) -> Self {
        Self {
            form,
            categories,
            series: Vec::new(),
            extra: Vec::new(),
            references: Vec::new(),
            format,
            ends: (None, None),
            across: (None, None),
            has_axis: false,
            has_legend: false,
            key: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Whether lines cross its bars, which lie.
    pub(super) fn is_crossed(&self) -> bool {
        matches!(self.form, Form::Bars { upright: false, .. }) && !self.references.is_empty()
    }

    /// Sets the ends of the axis where they are free: the bars and the lines across them must have the same.
    fn fix_ends(&mut self) {
        let figures = self.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        let errors = self.series.iter().flat_map(|series| series.errors.iter().flatten());
        let all = figures.chain(errors.flat_map(|(low, high)| [*low, *high]));
        let all = all.chain(self.references.iter().map(|(_, value)| *value));
        let (least, most) = all.fold((0.0f64, 0.0f64), |(least, most), value| (least.min(value), most.max(value)));
        // Labels are outside of the bars.
        let room = 0.1 * (most - least);
        let round = |end: f64| {
            let step = 10f64.powf((room.max(f64::MIN_POSITIVE)).log10().floor());
            (end / step).round() * step
        };
        let below = if least < 0.0 { round(least - room) } else { 0.0 };
        self.ends = (self.ends.0.or(Some(below)), self.ends.1.or(Some(round(most + room))));
    }
}

impl Series {
    /// A series whose points are all labelled with their figures.
    fn new(name: &str, values: Vec<Option<f64>>, fill: Color) -> Self {
        Self {
            name: name.to_owned(),
            labels: vec![Label::Value; values.len()],
            values,
            origin: Origin::Own,
            fill,
            points: BTreeMap::new(),
            label_color: None,
            label_colors: BTreeMap::new(),
            last_label: None,
            errors: Vec::new(),
        }
    }
}

impl Shown<'_> {
    /// A figure as it is shown.
    fn rounded(&self, row: &Row, value: Option<f64>) -> Option<f64> {
        let (_, decimals) = row.own.unwrap_or((self.data.unit, self.data.decimals));
        value.map(|value| rounding::shown(value, decimals))
    }

    /// The name of a row, with that of its group; a part of a net is indented.
    fn row_name(&self, row: &Row) -> String {
        let group = row.group.and_then(|group| self.data.groups.get(group)).filter(|name| !name.is_empty());
        let indent = if row.part_of.is_some() { "\u{2003}" } else { "" };
        match group {
            Some(group) => format!("{group}: {}", row.name),
            None => format!("{indent}{}", row.name),
        }
    }

    /// The name of a column, with the reason why its figures are hidden.
    fn column_name(&self, column: &Column) -> String {
        match column.hidden {
            Some(why) => {
                format!("{} ({})", column.name, crate::language::number::hidden(why, self.language))
            }
            None => column.name.clone(),
        }
    }

    /// A note with the names of what it is about.
    fn note(&self, note: &Note) -> String {
        let row = |at: usize| self.data.rows.get(at).map(|row| row.name.clone());
        let column = |at: usize| self.data.columns.get(at).map(|column| column.name.clone());
        let names: Vec<String> = match note.about {
            Target::Spot { row: at, column: of, .. } => {
                at.and_then(row).into_iter().chain(of.and_then(column)).collect()
            }
            Target::Rows(from, to) => row(from).into_iter().chain(row(to)).collect(),
            Target::Columns(from, to) => column(from).into_iter().chain(column(to)).collect(),
        };
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let between = if matches!(note.about, Target::Spot { .. }) { ", " } else { " – " };
        if names.is_empty() { note.text.clone() } else { format!("{}: {}", names.join(between), note.text) }
    }

    /// The figures without a mark, which are not hidden: `k. A.: Name (Column)`.
    fn missing(&self) -> Option<String> {
        let mut names = Vec::new();
        for row in &self.data.rows {
            for (column, _) in self
                .data
                .columns
                .iter()
                .zip(&row.values)
                .filter(|(column, value)| value.is_none() && column.hidden.is_none())
            {
                names.push(match column.name.as_str() {
                    "" => row.name.clone(),
                    name => format!("{} ({name})", row.name),
                });
            }
        }
        (!names.is_empty()).then(|| format!("{}: {}", self.language.words().no_answer, names.join(", ")))
    }
}
