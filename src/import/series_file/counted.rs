//! Series that are counted from a data set.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::Beside;
use super::super::shared_tables::SharedTables;
use super::super::table::imported::Figures;
use super::dataset::Dataset;
use super::dataset::questions::{QUESTION, Question};
use super::{Kind, add, short, whole};
use crate::diagnostic::Diagnostics;
use crate::spec::fields::Fields;
use crate::spec::yaml::{Key, Node, Value};
use crate::survey::positive::End;
use crate::survey::series::{By, QuestionType, Series, Survey, Unit};
use crate::survey::{Catalog, checks, nets};

/// Adds the series that are counted from a data set.
pub(super) fn add_counted(
    dataset: &Dataset<'_>,
    survey: &Arc<Survey>,
    is_sure: bool,
    files: (Beside<'_>, Option<&SharedTables>),
    catalog: &mut Catalog,
    sink: &Diagnostics,
) {
    let mut told = BTreeSet::new();
    for made in dataset.count(catalog, survey.confidence.level, files, sink) {
        // What is wrong with a question is said once, not for each of its series.
        let quiet = Diagnostics::new();
        let is_told = !told.insert(made.question);
        let to = if is_told { &quiet } else { sink };
        let question = dataset.question(made.question);
        let unit = made.unit();
        let series = made
            .figures
            .and_then(|figures| of_question(dataset, question, (&made.id, unit), figures, survey, to));
        match series.filter(|_| is_sure) {
            Some(series) => add(series, catalog, sink),
            None => catalog.note_faulty(made.id),
        }
    }
}

/// Keys of a question that are about its answers.
const OF_ANSWERS: [&str; 8] =
    ["nets", "missing", "neutral", "pin-last", "short", "max-answers", "unit", "wave-of"];

/// A mapping without some of its keys.
fn without(node: &Node, keys: &[&str]) -> Node {
    let mut node = node.clone();
    if let Value::Map(pairs) = &mut node.value {
        pairs.retain(|(key, _)| !keys.contains(&key.name.as_str()));
    }
    node
}

/// The series of a question.
fn of_question(
    dataset: &Dataset<'_>,
    question: &Question<'_>,
    (id, of_statistic): (&str, Option<Unit>),
    figures: Figures,
    survey: &Arc<Survey>,
    sink: &Diagnostics,
) -> Option<Series> {
    let before = sink.len();
    // What is said of the answers says nothing of a statistic.
    let node = match of_statistic {
        None => Cow::Borrowed(question.node),
        Some(_) => Cow::Owned(without(question.node, &OF_ANSWERS)),
    };
    let mut fields = Fields::open(&node, &QUESTION, sink)?;
    let unit = of_statistic.or_else(|| fields.choice("unit", &Unit::WORDS)).unwrap_or(Unit::Percent);
    let written = nets::read(&mut fields, sink);
    let kind = Kind {
        question_type: Some(match of_statistic {
            None => question.kind,
            Some(Unit::Percent) => QuestionType::Multiple,
            Some(_) => QuestionType::Numeric,
        }),
        unit,
        max_answers: question.most_answers.filter(|_| of_statistic.is_none()),
        labels: &question.labels,
        missing: &[],
    };
    let has_rows = figures.sizes.as_ref().is_some_and(|sizes| !sizes.rows.is_empty());
    let by = if has_rows { By::Item } else { By::Group };
    let key = Key { name: id.to_owned(), span: question.key.span.clone() };
    let mut series = whole(&mut fields, &key, kind, by, &written, figures, survey, sink);
    series.short = short::read(&mut fields, &series, sink);
    if fields.node("label").is_none() {
        series.label.clone_from(&question.key.name);
    }
    let filter = dataset.filter_words(question);
    if let (Some(base), Some(filter)) = (&mut series.base, filter) {
        base.filter.get_or_insert(filter);
    }
    let best_first = question.best_first.filter(|_| of_statistic.is_none());
    series.positive = best_first.map(|first| if first { End::First } else { End::Last });
    checks::keys(&mut fields, &series, sink);
    checks::figures(&series, sink);
    if sink.len() == before {
        nets::check(&series, sink);
    }
    checks::names(&series, sink);
    (!sink.has_errors_since(before)).then_some(series)
}
