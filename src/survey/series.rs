//! A survey question and its figures.

use std::sync::Arc;

use super::base::Base;
use super::confidence::{Confidence, Sampling};
use super::hidden::Hidden;
use super::intervals::Group;
use super::names;
use super::overlap::Pairs;
use super::positive::End;
use super::precision::Line;
use super::read_from::ReadFrom;
use super::rounding;
use super::rounding::Rounding;
use super::waves::Wave;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::spec::keys::{Choice, word_of};
use crate::spec::{Allowed, Spanned};

/// More categories than this are most likely respondent ids: the spec names the wrong header.
pub const MOST_CATEGORIES: usize = 10_000;
/// More columns than this fit on no page and no screen, and some checks compare every pair of columns.
pub const MOST_COLUMNS: usize = 1_000;
/// The most figures of a series, empty cells included.
pub const MOST_CELLS: usize = 1_000_000;

/// A survey: who asked whom, how and when.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// The survey's title.
    pub title: String,
    /// Who was asked.
    pub population: Option<String>,
    /// Who commissioned it.
    pub sponsor: Option<String>,
    /// Who carried it out.
    pub institute: Option<String>,
    /// How the questions were asked.
    pub mode: Option<String>,
    /// When, as ISO 8601: a day or month, or two with a slash between.
    pub fieldwork: Option<String>,
    /// When the figures were published, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// How the answers were weighted.
    pub weighting: Option<String>,
    /// How respondents came into the sample.
    pub sampling: Option<Sampling>,
    /// How intervals are computed and differences tested.
    pub confidence: Confidence,
    /// Who is named as the source.
    pub source: Option<SourceName>,
    /// The base of series that have none of their own.
    pub base: Option<Base>,
    /// How the figures of its series are rounded.
    pub rounding: Option<Rounding>,
    /// The decimals that figures of its series are shown with.
    pub decimals: Option<usize>,
    /// Its waves, the earliest first; none where it was one survey.
    pub waves: Vec<Wave>,
}

/// The source that a chart names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceName {
    /// Its name.
    pub name: String,
    /// Its URL.
    pub url: Option<String>,
}

/// The answer format of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionType {
    /// One answer; the shares add up to 100.
    Single,
    /// Several answers; the shares do not add up to 100.
    Multiple,
    /// One answer on an ordered scale.
    Scale,
    /// A number.
    Numeric,
}

impl QuestionType {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 4] = [
        ("single", Self::Single, "one answer, so the shares add up to 100 %"),
        ("multiple", Self::Multiple, "several answers were allowed"),
        ("scale", Self::Scale, "one answer on an ordered scale"),
        ("numeric", Self::Numeric, "a number"),
    ];

    /// The word used in specs.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, &self)
    }
}

/// What the figures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Shares of the base, 0 to 100.
    Percent,
    /// Cases.
    Count,
    /// Any other number.
    Number,
    /// Changes in per cent, which may be below zero or above 100.
    Change,
}

impl Unit {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 4] = [
        ("percent", Self::Percent, "shares"),
        ("count", Self::Count, "counts of cases"),
        ("number", Self::Number, "any other number"),
        ("change", Self::Change, "changes in per cent, which may be below zero or above 100"),
    ];
}

impl Unit {
    /// Whether figures are shares or counts, which may be parts of a whole.
    pub fn counts(self) -> bool {
        matches!(self, Self::Percent | Self::Count)
    }

    /// Whether figures are printed with a percent sign.
    pub fn has_percent_sign(self) -> bool {
        matches!(self, Self::Percent | Self::Change)
    }
}

/// What the columns of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Each category is an item; the columns are its answers, which add up across the row.
    Item,
    /// The columns are subgroups or waves; the categories add up down each column.
    Group,
}

impl By {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 2] = [
        ("item", Self::Item, "answers; each category is then a question of its own"),
        ("group", Self::Group, "subgroups or points in time"),
    ];
}

/// The position of a figure in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The span of the figure, or of the key that names its data file.
    pub span: Span,
    /// The cell of the data file in words; `None` if `span` is the figure itself.
    pub cell: Option<String>,
}

impl Spot {
    /// An error at this position. The message names the cell if no line can be shown.
    pub fn error(self, code: Code, message: &str) -> Diagnostic {
        let message = match &self.cell {
            Some(cell) => format!("{cell}: {message}"),
            None => message.to_owned(),
        };
        Diagnostic::error(code, self.span, message)
    }
}

/// A row of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// Where it is defined.
    pub span: Span,
    /// One figure per column; `None` if it was not published.
    pub values: Vec<Option<f64>>,
    /// The position of each figure; none for figures tabulated from responses.
    pub spots: Vec<Option<Spot>>,
}

impl Category {
    /// The position of a figure, or else of its category.
    pub fn spot(&self, column: usize) -> Spot {
        let own = self.spots.get(column).cloned().flatten();
        own.unwrap_or_else(|| Spot { span: self.span.clone(), cell: None })
    }
}

/// A net: several categories combined.
#[derive(Debug, Clone, PartialEq)]
pub struct Net {
    /// Its name.
    pub name: String,
    /// Where it is defined.
    pub span: Span,
    /// Indices of its categories.
    pub parts: Vec<usize>,
    /// The published or counted figure of each column; empty if the net is the sum of its parts.
    pub given: Vec<Option<f64>>,
}

impl Net {
    /// The published or counted figure of a column.
    pub fn given(&self, column: usize) -> Option<f64> {
        self.given.get(column).copied().flatten()
    }
}

/// A question with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its id.
    pub id: String,
    /// Where it is defined.
    pub span: Span,
    /// A short name.
    pub label: String,
    /// The wording of the question.
    pub question: Option<String>,
    /// Its answer format.
    pub question_type: QuestionType,
    /// The maximum number of answers allowed.
    pub max_answers: Option<u32>,
    /// What the figures count.
    pub unit: Unit,
    /// What the columns are.
    pub by: By,
    /// Names of the columns; empty if there is only one, without a name.
    pub columns: Vec<String>,
    /// The categories in the order of the file.
    pub categories: Vec<Category>,
    /// The nets.
    pub nets: Vec<Net>,
    /// Nets over the answers of items: their parts are columns, and their figures belong to categories.
    pub answer_nets: Vec<Net>,
    /// The name of what is missing to 100; if set, the remainder is shown.
    pub remainder: Option<String>,
    /// The neutral point of a scale: the name of a category or column.
    pub neutral: Option<String>,
    /// The positive end of a scale, where its author says so.
    pub positive: Option<End>,
    /// Who was asked.
    pub base: Option<Base>,
    /// Non-response categories or columns, such as "don't know": shown last and muted.
    pub missing: Vec<String>,
    /// Categories or columns shown last although they are answers, such as "others" or "none of these".
    pub pin_last: Vec<String>,
    /// What charts call long categories, nets or columns: full and short name.
    pub short: Vec<(String, String)>,
    /// The columns whose figures are hidden, and why.
    pub hidden: Vec<(usize, Hidden)>,
    /// The series with the same question in another wave.
    pub wave_of: Option<Spanned<String>>,
    /// The waves that its figures are from, where its survey has some: one for each column, or the only one.
    pub waves: Vec<Wave>,
    /// The correlation of the answers of the same respondents in two columns, where columns are waves of a panel.
    pub panel: Option<f64>,
    /// How far its figures vary by the design of the sample: a line for each category, then one for each net. Empty where
    /// the design is not known.
    pub precision: Vec<Line>,
    /// What pairs of answers have in common, by column; empty where nobody counted it.
    pub pairs: Vec<Pairs>,
    /// What the columns hold, where they were counted; else empty.
    pub groups: Vec<Group>,
    /// Lint rules that are silenced for it.
    pub allow: Allowed,
    /// Whether its figures are statistics of a question, such as a mean or the share of its best answers.
    pub is_statistic: bool,
    /// How its figures are rounded.
    pub rounding: Rounding,
    /// The decimals that its figures are shown with; `None` derives them from the figures.
    pub places: Option<usize>,
    /// A note on the figures.
    pub notes: Option<String>,
    /// The table that it was read from, where that is a file of its own.
    pub read_from: Option<ReadFrom>,
    /// The survey.
    pub survey: Arc<Survey>,
}

impl Series {
    /// Whether respondents could give several answers.
    pub fn allows_several(&self) -> bool {
        self.question_type == QuestionType::Multiple && !self.is_statistic
    }

    /// The number of figures of each category: one per column, at least one.
    pub fn width(&self) -> usize {
        self.columns.len().max(1)
    }

    /// The index of a category.
    pub fn category(&self, name: &str) -> Option<usize> {
        self.categories.iter().position(|category| names::same(&category.name, name))
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| names::same(column, name))
    }

    /// The number of respondents in a column.
    pub fn size(&self, column: usize) -> Option<u32> {
        self.base.as_ref()?.size(self.columns.get(column).map_or("", String::as_str))
    }

    /// The number of respondents whom the rows of a category rest on, if the item has a size of its own.
    pub fn row_size(&self, category: usize) -> Option<u32> {
        self.base.as_ref()?.row_size(&self.categories.get(category)?.name)
    }

    /// Why the figures of a column are hidden, if they are.
    pub fn why_hidden(&self, column: usize) -> Option<Hidden> {
        self.hidden.iter().find(|(hidden, _)| *hidden == column).map(|(_, why)| *why)
    }

    /// The figure of a net: as published or counted, else the unrounded sum of its parts.
    pub fn net(&self, net: &Net, column: usize) -> Option<f64> {
        net.given(column).or_else(|| self.net_sum(net, column))
    }

    /// The sum of a net's parts; `None` if one was not published.
    pub fn net_sum(&self, net: &Net, column: usize) -> Option<f64> {
        net.parts.iter().map(|part| self.categories[*part].values[column]).sum()
    }

    /// The figure of a net of answers for an item: as published, else the unrounded sum of its answers.
    pub fn answer_net(&self, net: &Net, category: usize) -> Option<f64> {
        let values = &self.categories.get(category)?.values;
        let sum = || net.parts.iter().map(|part| values.get(*part).copied().flatten()).sum();
        net.given(category).or_else(sum)
    }

    /// The sum of the parts of a whole: of one category across its columns, or of one column down its categories.
    ///
    /// `None` if the question does not divide a whole, or a part is missing.
    pub fn whole(&self, line: usize) -> Option<f64> {
        if self.unit != Unit::Percent
            || !matches!(self.question_type, QuestionType::Single | QuestionType::Scale)
        {
            return None;
        }
        match self.by {
            By::Item => self.categories.get(line)?.values.iter().copied().sum(),
            By::Group => self.categories.iter().map(|category| category.values[line]).sum(),
        }
    }

    /// The number of wholes in the series.
    pub fn wholes(&self) -> usize {
        match self.by {
            By::Item => self.categories.len(),
            By::Group => self.width(),
        }
    }

    /// The remainder of a whole to 100, rounded as it is shown; `None` unless the series names it.
    pub fn missing_to_100(&self, line: usize) -> Option<f64> {
        let rest = self.rest(line)?;
        Some(self.parts(line).and_then(|parts| parts.last().copied()).map_or(rest, |part| kept(part, rest)))
    }

    /// The remainder of a whole to 100 before rounding.
    pub fn rest(&self, line: usize) -> Option<f64> {
        self.remainder.as_ref()?;
        let rest = 100.0 - self.whole(line)?;
        // Floating-point sums carry noise in the last bits.
        (rest > 1e-9).then_some((rest * 1e6).round() / 1e6)
    }

    /// The parts of a whole rounded together, the remainder last. `None` if each part is rounded by itself, or if
    /// the figures were rounded before: then nobody knows which of them to adjust.
    fn parts(&self, line: usize) -> Option<Vec<f64>> {
        let sum = self.whole(line).filter(|_| self.rounding == Rounding::LargestRemainder)?;
        let mut parts: Vec<f64> = match self.by {
            By::Item => self.categories[line].values.iter().copied().collect::<Option<_>>()?,
            By::Group => {
                self.categories.iter().map(|category| category.values[line]).collect::<Option<_>>()?
            }
        };
        let decimals = self.decimals();
        if parts.iter().all(|part| rounding::places(*part) <= decimals) {
            return None;
        }
        let rest = self.rest(line);
        parts.extend(rest);
        let unit = 0.1f64.powi(i32::try_from(decimals).unwrap_or(0));
        let whole = rest.is_some() || (sum - 100.0).abs() <= 0.5 * unit * parts.len() as f64;
        let total = if whole { 100.0 } else { rounding::shown(sum, decimals) };
        Some(rounding::largest_remainder(&parts, total, decimals))
    }

    /// The figure of a category that every chart, table and text shows: already rounded with `largest-remainder`,
    /// else rounded when it is printed.
    pub fn figure(&self, category: usize, column: usize) -> Option<f64> {
        let value = self.categories[category].values[column]?;
        let (line, part) = match self.by {
            By::Item => (category, column),
            By::Group => (column, category),
        };
        Some(self.parts(line).map_or(value, |parts| kept(parts[part], value)))
    }

    /// The figure of a category before any rounding: ranks, phrases, intervals and tests use this one.
    pub fn exact(&self, category: usize, column: usize) -> Option<f64> {
        self.categories.get(category)?.values.get(column).copied().flatten()
    }

    /// The sum of a whole as a reader would add it up from the figures shown.
    pub fn shown_whole(&self, line: usize) -> Option<f64> {
        self.whole(line)?;
        let decimals = self.decimals();
        let cells = match self.by {
            By::Item => (0..self.width()).map(|column| (line, column)).collect::<Vec<_>>(),
            By::Group => (0..self.categories.len()).map(|category| (category, line)).collect(),
        };
        let figures = cells.into_iter().filter_map(|(category, column)| self.figure(category, column));
        let sum: f64 =
            figures.chain(self.missing_to_100(line)).map(|figure| rounding::shown(figure, decimals)).sum();
        Some(rounding::shown(sum, decimals))
    }

    /// Decimals that the figures are shown with. By default all decimals if nothing is rounded; otherwise 0 if all
    /// figures are whole numbers, else 1.
    pub fn decimals(&self) -> usize {
        let figures = || self.categories.iter().flat_map(|category| category.values.iter().flatten());
        let most = || figures().map(|figure| rounding::places(*figure)).max().unwrap_or(0);
        match (self.places, self.rounding) {
            (_, Rounding::None) => most(),
            (Some(places), _) => places,
            _ => most().min(1),
        }
    }
}

/// A part as it is rounded with the others. One that is not zero stays what it is where it would become zero: it is
/// printed as less than one.
fn kept(part: f64, exact: f64) -> f64 {
    if part == 0.0 && exact > 0.0 { exact } else { part }
}
