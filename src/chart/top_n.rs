//! The largest categories by name, the others together.

use super::chart_columns::Lanes;
use super::data::{Row, RowKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{Language, fill};
use crate::spec::chart::ChartSpec;
use crate::survey::series::{By, QuestionType, Series};

/// What is left of the picked categories behind the largest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Others(Vec<usize>);

/// Keeps the `top` largest of the picked categories by the first column, in the order that they have.
pub(super) fn keep(
    spec: &ChartSpec,
    series: &Series,
    column: usize,
    picked: &mut Vec<usize>,
    sink: &Diagnostics,
) -> Others {
    let Some(top) = &spec.top else { return Others::default() };
    if let Some(first) = spec.categories.as_ref().and_then(|names| names.first()) {
        let message = "`top` picks the categories, and so does `categories`";
        sink.push(
            Diagnostic::error(Code::MisplacedKey, top.span.clone(), message)
                .hint("keep one of them")
                .related(first.span.clone(), "they are picked here"),
        );
        return Others::default();
    }
    let value = |at: &usize| series.figure(*at, column).unwrap_or(f64::NEG_INFINITY);
    let mut ranked = picked.clone();
    ranked.sort_by(|a, b| value(b).total_cmp(&value(a)));
    let kept = &ranked[..ranked.len().min(top.value as usize)];
    // One more row for one category would say less than its name.
    if ranked.len() <= kept.len() + 1 {
        return Others::default();
    }
    let (kept, others) = picked.iter().partition(|at| kept.contains(at));
    *picked = kept;
    Others(others)
}

impl Others {
    /// The row of all others, where parts of a whole were left behind: they add up.
    pub(super) fn row(&self, series: &Series, lanes: &Lanes, language: Language) -> Option<Row> {
        let adds_up = matches!(series.question_type, QuestionType::Single | QuestionType::Scale);
        if self.0.is_empty() || !adds_up || series.by != By::Group {
            return None;
        }
        let sum = |column: usize| {
            let figures = self.0.iter().map(|at| series.categories[*at].values[column]);
            figures.sum::<Option<f64>>()
        };
        let name = fill(language.words().others, &[&self.0.len().to_string()]);
        Some(Row::new(name, lanes.values(sum, || None), RowKind::Remainder))
    }

    /// How many have no row.
    pub(super) fn unshown(&self, row: Option<&Row>) -> usize {
        if row.is_some() { 0 } else { self.0.len() }
    }
}
