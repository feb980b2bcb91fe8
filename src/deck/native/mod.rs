//! Charts that a presentation program draws itself, from figures that its users can edit: which series there are, in
//! which colours, and which labels are shown.

mod bars;
mod lines;
mod parts;
mod points;
mod references;
pub mod room;
mod stacks;

use std::collections::BTreeMap;

use crate::chart::caption::Caption;
use crate::chart::caption::notes::{Note, Target};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Column, Row};
use crate::language::Language;
use crate::spec::chart::ChartSpec;
use crate::spec::chart::axis::Scale;
use crate::spec::kinds::Kind;
use crate::survey::rounding;
use crate::theme::palette::Roles;
use crate::units::{Color, Direction};

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
    /// Lines across all categories.
    pub references: Vec<ReferenceLine>,
    /// The number format of labels and axis.
    pub format: String,
    /// The width and the height that it has, in points.
    pub size: (f32, f32),
    /// Whether it is read from right to left.
    pub mirrored: bool,
    /// Where the marks are in it; `None` leaves that to the program.
    pub plot: Option<Place>,
    /// The ends of the value axis, where they are set.
    pub ends: (Option<f64>, Option<f64>),
    /// The distance of its ticks, where it is set.
    pub step: Option<f64>,
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

/// A line across all categories.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceLine {
    /// Its label; may be empty.
    pub label: String,
    /// Its figure.
    pub value: f64,
    /// How far its label is moved to the right and down, as shares of the chart.
    pub offset: (f32, f32),
}

/// A place in a chart, in shares of its width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Its left edge.
    pub x: f32,
    /// Its top.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
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
    /// How far single labels are moved to the right and down, as shares of the chart.
    pub offsets: BTreeMap<usize, (f32, f32)>,
    /// Bars whose labels are within them, because a line runs beside them.
    pub inside: Vec<usize>,
    /// The lower and the upper end of each error bar; empty without.
    pub errors: Vec<Option<(f64, f64)>>,
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
    /// The width and the height that it has, in points.
    pub size: (f32, f32),
}

/// The chart in a form that presentation programs draw; `None` where they have no such form, so that a picture shows it.
pub fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, caption, .. } = shown;
    let has_bands = caption.references.iter().any(|mark| !mark.is_line());
    let is_log = spec.axis.scale != Scale::Linear;
    // Presentation programs have no place for differences beside the marks.
    if is_log || spec.facet.is_some() || shown.data.change.is_some() || has_bands {
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
    chart.with_references(shown)?;
    // What is set in small letters, or cannot be told apart by its colour, is better as a picture.
    if chart.is_too_small() || (chart.has_legend && chart.has_twins()) {
        return None;
    }
    chart.remarks.extend(caption.notes.iter().map(|note| shown.note(note)));
    Some(chart)
}

impl NativeChart {
    /// A chart without series.
    fn new(shown: Shown<'_>, form: Form, categories: Vec<String>, format: String) -> Self {
        Self {
            form,
            categories,
            series: Vec::new(),
            extra: Vec::new(),
            references: Vec::new(),
            format,
            size: shown.size,
            mirrored: shown.language.direction() == Direction::RightToLeft,
            plot: None,
            ends: (None, None),
            step: None,
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

    /// The size of figures at marks: smaller where there are many marks, so that they do not lie over each other.
    pub fn label_size(&self) -> f32 {
        let Form::Bars { upright, stacked, .. } = self.form else { return room::SIZE };
        let across = if stacked { 1 } else { self.series.len().max(1) };
        let marks = (self.categories.len().max(1) * across) as f32;
        // A figure needs its height along rows of bars, and its width along columns.
        let size = if upright { self.size.0 / marks / 2.6 } else { self.size.1 / marks * 0.85 };
        size.clamp(6.0, room::SIZE)
    }

    /// The names along the axis. LibreOffice breaks names beside bars although they have room on one line, and then leaves
    /// out others: their spaces do not break.
    pub fn axis_names(&self) -> Vec<String> {
        let is_beside = matches!(self.form, Form::Bars { upright: false, .. });
        let fits = |name: &str| room::lines(name, self.size.0 * room::NAMES, self.name_size()) == Some(1);
        let name = |name: &String| match is_beside && fits(name) {
            true => name.replace(' ', "\u{a0}"),
            false => name.clone(),
        };
        self.categories.iter().map(name).collect()
    }

    /// The size of the names along the axis.
    pub fn name_size(&self) -> f32 {
        let names = self.categories.iter().map(String::as_str);
        match self.form {
            Form::Bars { upright: false, .. } => room::beside(names, self.size),
            Form::Bars { .. } => room::below(names, self.size).0,
            // Programs leave out names of points in time that have no room.
            _ => room::below(names, self.size).0.max(12.0),
        }
    }

    fn is_too_small(&self) -> bool {
        let names = if matches!(self.form, Form::Bars { .. }) { self.name_size() } else { room::SIZE };
        self.label_size().min(names) < room::LEAST
    }

    /// Whether two things that a legend explains have the same colour.
    fn has_twins(&self) -> bool {
        let points = self.series.iter().flat_map(|series| series.points.values().copied());
        let mut colors: Vec<Color> = match self.form {
            Form::Donut | Form::Pie => points.collect(),
            _ => self.series.iter().map(|series| series.fill).collect(),
        };
        let all = colors.len();
        colors.sort();
        colors.dedup();
        colors.len() < all
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
            offsets: BTreeMap::new(),
            inside: Vec::new(),
            errors: Vec::new(),
        }
    }
}

impl Shown<'_> {
    /// The reference lines of the chart.
    fn references(&self) -> Vec<ReferenceLine> {
        let marks = self.caption.references.iter();
        marks
            .map(|mark| ReferenceLine { label: mark.label.clone(), value: mark.from, offset: (0.0, 0.0) })
            .collect()
    }

    /// Says how many figures have no label, and how large they are at most.
    fn unlabelled(&self, figures: &[f64]) -> Option<String> {
        let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let most = crate::language::number::number(most, self.data.decimals, self.language);
        let words = self.language.words().unlabelled;
        (!figures.is_empty()).then(|| crate::language::fill(words, &[&figures.len().to_string(), &most]))
    }

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
