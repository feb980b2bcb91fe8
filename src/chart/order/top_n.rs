//! `top`: the largest categories in rows of their own, the others combined.

use std::collections::BTreeSet;

use super::chart_columns::ChartColumns;
use crate::chart::data::{Row, RowKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::{Language, fill};
use crate::spec::chart::ChartSpec;
use crate::survey::series::{By, QuestionType, Series};

/// The picked categories that are not among the largest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Others(Vec<usize>);

/// Keeps the `top` largest of the picked categories by the first column, in their present order.
pub(crate) fn keep(
    spec: &ChartSpec,
    series: &Series,
    column: usize,
    picked: &mut Vec<usize>,
    sink: &Diagnostics,
) -> Others {
    let Some(top) = &spec.top else { return Others::default() };
    if let Some(first) = spec.categories.as_ref().and_then(|names| names.first()) {
        let message = "`top` and `categories` both select categories";
        sink.push(
            Diagnostic::error(Code::MisplacedKey, top.span.clone(), message)
                .hint("keep one of them")
                .related(first.span.clone(), "they are selected here"),
        );
        return Others::default();
    }
    let value = |at: &usize| series.exact(*at, column).unwrap_or(f64::NEG_INFINITY);
    let mut ranked = picked.clone();
    ranked.sort_by(|a, b| value(b).total_cmp(&value(a)));
    let kept: BTreeSet<usize> = ranked.iter().take(top.value as usize).copied().collect();
    // A row that combines a single category would say less than the category itself.
    if ranked.len() <= kept.len() + 1 {
        return Others::default();
    }
    let (kept, others) = picked.iter().partition(|at| kept.contains(at));
    *picked = kept;
    Others(others)
}

impl Others {
    /// The row that combines the others, if they are parts of a whole and thus add up.
    pub(crate) fn row(
        &self,
        series: &Series,
        chart_columns: &ChartColumns,
        language: Language,
    ) -> Option<Row> {
        let adds_up = matches!(series.question_type, QuestionType::Single | QuestionType::Scale);
        if self.0.is_empty() || !adds_up || series.by != By::Group {
            return None;
        }
        let sum = |column: usize| {
            let figures = self.0.iter().map(|at| series.categories[*at].values[column]);
            figures.sum::<Option<f64>>()
        };
        let name = fill(language.words().others, &[&self.0.len().to_string()]);
        Some(Row::new(name, chart_columns.values(sum, || None), RowKind::Remainder))
    }

    /// The number of categories without a row.
    pub(crate) fn unshown(&self, row: Option<&Row>) -> usize {
        if row.is_some() { 0 } else { self.0.len() }
    }
}
