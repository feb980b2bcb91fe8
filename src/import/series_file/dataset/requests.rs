//! Names of series that a data set can make: `<question>`, `<question>-by-<break>`, and several breaks with `-and-`.

use super::Dataset;
use super::questions::{Cells, Question};
use crate::import::dataset::axis::{Axis, By};
use crate::import::dataset::plan::Plan;
use crate::import::dataset::recode::Grouped;

/// What is computed of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statistic {
    /// How often each answer was given.
    Answers,
    /// The mean of their numbers.
    Mean,
    /// The mean with its interval.
    Interval,
    /// The standard deviation.
    Deviation,
    /// The number that so many percent are below.
    Quantile(u32),
    /// The smallest number, the quartiles and the largest.
    Box,
    /// The share of 9 and 10 less that of 0 to 6.
    Promoters,
    /// The share of so many answers at the good end.
    Top(usize),
    /// The share of so many answers at the bad end.
    Bottom(usize),
}

impl Statistic {
    /// Whether it is computed of numbers.
    pub(super) fn needs_numbers(self) -> bool {
        !matches!(self, Self::Answers | Self::Top(_) | Self::Bottom(_))
    }

    /// Whether it is a share.
    pub(super) fn is_share(self) -> bool {
        matches!(self, Self::Top(_) | Self::Bottom(_))
    }
}

/// A series that is asked for.
#[derive(Debug)]
pub(super) struct Request {
    /// Its id.
    pub(super) id: String,
    /// The question, by its place.
    pub(super) question: usize,
    /// What is computed.
    pub(super) statistic: Statistic,
    /// The breaks, by their places.
    pub(super) breaks: Vec<usize>,
}

/// Where the counts of a request stand: the axes of its question, with a table for all respondents and for each break.
#[derive(Debug)]
pub(super) struct Place {
    /// The axes of the answers: one, or one for each item.
    pub(super) axes: Vec<usize>,
    /// The axes of the breaks.
    pub(super) breaks: Vec<usize>,
    /// For each axis of answers, the table of all respondents, then that of each break.
    pub(super) tables: Vec<Vec<usize>>,
}

/// Words behind a question that ask for a statistic.
const WORDS: [(&str, Statistic); 6] = [
    ("-mean-interval", Statistic::Interval),
    ("-mean", Statistic::Mean),
    ("-median", Statistic::Quantile(50)),
    ("-sd", Statistic::Deviation),
    ("-box", Statistic::Box),
    ("-nps", Statistic::Promoters),
];

/// The question and the statistic that a name such as `income-mean` asks for.
pub(super) fn statistic(name: &str) -> Option<(&str, Statistic)> {
    if let Some(found) = WORDS.iter().find_map(|(word, what)| Some((name.strip_suffix(word)?, *what))) {
        return Some(found);
    }
    let (before, last) = name.rsplit_once('-')?;
    if let Some(percent) = last.strip_prefix('p').and_then(|digits| digits.parse().ok()) {
        return (1..100).contains(&percent).then_some((before, Statistic::Quantile(percent)));
    }
    let count = last.parse().ok().filter(|count| (1..100).contains(count))?;
    match before.strip_suffix("-top") {
        Some(question) => Some((question, Statistic::Top(count))),
        None => Some((before.strip_suffix("-bottom")?, Statistic::Bottom(count))),
    }
}

/// The request that a name means; `None` where this data set has no such series.
pub(super) fn read(name: &str, dataset: &Dataset<'_>) -> Option<Request> {
    let find = |id: &str| dataset.questions.iter().position(|question| question.key.name == id);
    let (asked, groups) = match name.split_once("-by-") {
        Some((asked, groups)) => (asked, Some(groups)),
        None => (name, None),
    };
    let (question, statistic) = match find(asked) {
        Some(question) => (question, Statistic::Answers),
        None => {
            let (asked, statistic) = statistic(asked)?;
            (find(asked)?, statistic)
        }
    };
    let place = |id: &str| dataset.breaks.iter().position(|found| found.id.value == id);
    let breaks = groups.into_iter().flat_map(|groups| groups.split("-and-")).map(place);
    Some(Request { id: name.to_owned(), question, statistic, breaks: breaks.collect::<Option<_>>()? })
}

/// What must be counted for these requests, each thing once, and where each finds its counts.
pub(super) fn plan(requests: &[Request], dataset: &Dataset<'_>) -> (Plan, Vec<Place>) {
    let mut plan = dataset.empty_plan();
    plan.axes.push(Axis { filter: None, by: By::Nothing });
    plan.most_answers.push(None);
    let mut questions: Vec<Option<Vec<usize>>> = vec![None; dataset.questions.len()];
    let mut breaks: Vec<Option<usize>> = vec![None; dataset.breaks.len()];
    let mut places = Vec::new();
    for request in requests {
        let axes = questions[request.question].get_or_insert_with(|| {
            let question = &dataset.questions[request.question];
            let first = plan.axes.len();
            plan.axes.extend(axes(question));
            plan.most_answers.resize(plan.axes.len(), question.most_answers);
            (first..plan.axes.len()).collect()
        });
        let axes = axes.clone();
        let mut groups = Vec::new();
        for found in &request.breaks {
            let axis = *breaks[*found].get_or_insert_with(|| {
                plan.axes.push(Axis { filter: None, by: dataset.breaks[*found].by.clone() });
                plan.most_answers.push(None);
                plan.axes.len() - 1
            });
            groups.push(axis);
        }
        let mut table = |answers: usize, groups: usize| {
            let known = plan.tables.iter().position(|table| *table == (answers, groups));
            known.unwrap_or_else(|| {
                plan.tables.push((answers, groups));
                plan.tables.len() - 1
            })
        };
        let tables = axes
            .iter()
            .map(|axis| {
                std::iter::once(0).chain(groups.iter().copied()).map(|group| table(*axis, group)).collect()
            })
            .collect();
        places.push(Place { axes, breaks: groups, tables });
    }
    (plan, places)
}

/// What a question is counted by.
fn axes(question: &Question<'_>) -> Vec<Axis> {
    let axis = |by: By| Axis { filter: question.filter.clone(), by };
    match (&question.cells, &question.groups) {
        (Cells::One(..), Some(Grouped::Cases(cases))) => vec![axis(By::Cases(cases.clone()))],
        (Cells::One(header, _), _) => vec![axis(By::Cell(header.clone()))],
        (Cells::Ticks(ticks), _) => vec![axis(By::Ticks(ticks.clone()))],
        (Cells::Items(items), _) => items.iter().map(|(header, _)| axis(By::Cell(header.clone()))).collect(),
    }
}
