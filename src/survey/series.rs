//! A question of a survey and the figures that answer it.

use std::sync::Arc;

use super::hidden::Hidden;
use super::rounding;
use super::rounding::Rounding;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::spec::{Allowed, Spanned};

/// More categories than this are most often persons: the wrong header was named.
pub const MOST_CATEGORIES: usize = 10_000;
/// More columns than this stand on no page and no screen, and all are compared with all.
pub const MOST_COLUMNS: usize = 1_000;
/// So many places for figures, most of which may be empty.
pub const MOST_CELLS: usize = 1_000_000;

/// Who asked whom, how and when.
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
    /// Who is named as the source.
    pub source: Option<SourceName>,
    /// The base of a series that names none.
    pub base: Option<Base>,
    /// How the figures of its series are rounded.
    pub rounding: Option<Rounding>,
    /// The decimals that they are shown with.
    pub decimals: Option<usize>,
}

/// A source to be named, with its address where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceName {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// Who was asked a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// In words.
    pub label: String,
    /// Which of them, where the question was put to some only.
    pub filter: Option<String>,
    /// How many; `None` where it was not published.
    pub n: Option<u32>,
    /// How many persons of a simple random sample would give figures as certain, after weighting and clustering.
    pub n_effective: Option<u32>,
    /// How many in single columns: subgroups and waves have sizes of their own.
    pub columns: Vec<(String, u32)>,
    /// The columns whose sizes are hidden, and why.
    pub hidden: Vec<(String, Hidden)>,
}

impl Base {
    /// In words, with the filter: "Kommunen, ohne Homeoffice-Angebot".
    pub fn who(&self) -> String {
        match &self.filter {
            Some(filter) => format!("{}, {filter}", self.label),
            None => self.label.clone(),
        }
    }

    /// How many gave the figures of a column, where that is known of it by itself.
    pub fn own_size(&self, column: &str) -> Option<u32> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, n)| *n)
    }

    /// How many gave the figures of a column: its own size, or that of all.
    pub fn size(&self, column: &str) -> Option<u32> {
        self.own_size(column).or(self.n.filter(|_| self.why_hidden(column).is_none()))
    }

    /// Why the size of a column is hidden, where it is.
    pub fn why_hidden(&self, column: &str) -> Option<Hidden> {
        self.hidden.iter().find(|(name, _)| name == column).map(|(_, why)| *why)
    }

    /// Whether the size of a column is hidden since that of another could be computed from it.
    pub fn hides_linked(&self) -> bool {
        self.hidden.iter().any(|(_, why)| *why == Hidden::Linked)
    }

    /// The size that intervals of a column are computed with. A subgroup loses the same part of its size to weighting
    /// as the whole sample does.
    pub fn effective(&self, column: &str) -> Option<f64> {
        let n = f64::from(self.size(column)?);
        match (self.n_effective, self.n) {
            (Some(effective), Some(all)) => Some(n * f64::from(effective) / f64::from(all)),
            (Some(effective), None) if self.columns.is_empty() => Some(f64::from(effective)),
            _ => Some(n),
        }
    }
}

/// What kind of answers a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionType {
    /// One answer; the shares are parts of 100.
    Single,
    /// Several answers; the shares are not parts of a whole.
    Multiple,
    /// One answer on an ordered scale.
    Scale,
    /// A number.
    Numeric,
}

impl QuestionType {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("single", Self::Single),
        ("multiple", Self::Multiple),
        ("scale", Self::Scale),
        ("numeric", Self::Numeric),
    ];

    /// The word that is written.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
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
}

/// What the columns of a series are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Each category is an item of its own; its columns are the answers and add up across.
    Item,
    /// The columns are subgroups or waves; the categories add up down each column.
    Group,
}

/// Where a figure stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// In a text, or where the series names the file that holds it.
    pub span: Span,
    /// The cell of that file in words; `None` where the place is that of the figure itself.
    pub cell: Option<String>,
}

impl Spot {
    /// A diagnostic here; where no line can be shown, the message names the cell.
    pub fn fault(self, code: Code, message: &str) -> Diagnostic {
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
    /// One figure a column; `None` where it was not published.
    pub values: Vec<Option<f64>>,
    /// Where each figure stands; nothing where it was counted.
    pub spots: Vec<Option<Spot>>,
}

impl Category {
    /// Where a figure stands, or else its category.
    pub fn spot(&self, column: usize) -> Spot {
        let own = self.spots.get(column).cloned().flatten();
        own.unwrap_or_else(|| Spot { span: self.span.clone(), cell: None })
    }
}

/// Several categories taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Net {
    /// Its name.
    pub name: String,
    /// Where it is defined.
    pub span: Span,
    /// Indices of its categories.
    pub parts: Vec<usize>,
    /// The figure of each column that was published or counted for it; empty where it is left to be added up.
    pub given: Vec<Option<f64>>,
}

impl Net {
    /// The figure that was published or counted for a column.
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
    /// The wording.
    pub question: Option<String>,
    /// The kind of answers.
    pub question_type: QuestionType,
    /// At most so many answers were allowed.
    pub max_answers: Option<u32>,
    /// What the figures count.
    pub unit: Unit,
    /// What the columns are.
    pub by: By,
    /// Names of the columns; empty where there is one without a name.
    pub columns: Vec<String>,
    /// The categories in the order of the file.
    pub categories: Vec<Category>,
    /// The nets.
    pub nets: Vec<Net>,
    /// What is missing to 100 is called so, and shown.
    pub remainder: Option<String>,
    /// The neutral point of a scale: the name of a category or column.
    pub neutral: Option<String>,
    /// Who was asked.
    pub base: Option<Base>,
    /// Categories or columns that are no answer: don't know, no answer. They stand last and muted.
    pub missing: Vec<String>,
    /// Categories or columns that stand last although they are answers: others, none of these.
    pub pin_last: Vec<String>,
    /// The columns whose figures are hidden, and why.
    pub hidden: Vec<(usize, Hidden)>,
    /// The series that asks the same in another wave.
    pub wave_of: Option<Spanned<String>>,
    /// Rules that do not count for it.
    pub allow: Allowed,
    /// How its figures are rounded.
    pub rounding: Rounding,
    /// The decimals that they are shown with, where that is not left to the figures.
    pub places: Option<usize>,
    /// A note on the figures.
    pub notes: Option<String>,
    /// The survey.
    pub survey: Arc<Survey>,
}

impl Series {
    /// How many figures a category has: one, or one a column.
    pub fn width(&self) -> usize {
        self.columns.len().max(1)
    }

    /// The index of a category.
    pub fn category(&self, name: &str) -> Option<usize> {
        self.categories.iter().position(|category| category.name == name)
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// How many gave the figures of a column.
    pub fn size(&self, column: usize) -> Option<u32> {
        self.base.as_ref()?.size(self.columns.get(column).map_or("", String::as_str))
    }

    /// Why the figures of a column are hidden, where they are.
    pub fn why_hidden(&self, column: usize) -> Option<Hidden> {
        self.hidden.iter().find(|(hidden, _)| *hidden == column).map(|(_, why)| *why)
    }

    /// A net as it was published or counted or, where it was not, as the sum of its parts before rounding.
    pub fn net(&self, net: &Net, column: usize) -> Option<f64> {
        net.given(column).or_else(|| self.net_sum(net, column))
    }

    /// The parts of a net added up; `None` where one was not published.
    pub fn net_sum(&self, net: &Net, column: usize) -> Option<f64> {
        net.parts.iter().map(|part| self.categories[*part].values[column]).sum()
    }

    /// The figures that add up to a whole: of one category across, or of one column down.
    ///
    /// `None` where the answers do not add up by their nature, or one of them is missing.
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

    /// How many wholes the series has.
    pub fn wholes(&self) -> usize {
        match self.by {
            By::Item => self.categories.len(),
            By::Group => self.width(),
        }
    }

    /// What is missing to 100 in a whole, where that has a name, as it is shown.
    pub fn missing_to_100(&self, line: usize) -> Option<f64> {
        let rest = self.rest(line)?;
        Some(self.parts(line).and_then(|parts| parts.last().copied()).unwrap_or(rest))
    }

    /// What is missing to 100 before rounding.
    fn rest(&self, line: usize) -> Option<f64> {
        self.remainder.as_ref()?;
        let rest = 100.0 - self.whole(line)?;
        // Sums of decimals carry noise in the last bits.
        (rest > 1e-9).then_some((rest * 1e6).round() / 1e6)
    }

    /// The parts of a whole rounded together, what is missing to 100 last. `None` where each is rounded by itself, and
    /// where the figures came rounded: then nobody knows which of them would have to give way.
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

    /// The figure of a category that every chart, table and text shows: with `largest-remainder` already rounded,
    /// otherwise rounded where it is printed.
    pub fn figure(&self, category: usize, column: usize) -> Option<f64> {
        let value = self.categories[category].values[column]?;
        let (line, part) = match self.by {
            By::Item => (category, column),
            By::Group => (column, category),
        };
        Some(self.parts(line).map_or(value, |parts| parts[part]))
    }

    /// The sum of a whole as a reader would add it up from what is shown.
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

    /// Decimals that the figures are shown with. Where nobody says so: all that there are if nothing is rounded, else 0
    /// where all figures are whole and 1 where one is not.
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
