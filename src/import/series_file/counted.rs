//! Series that are counted from a data set, or from one for each wave.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::Beside;
use super::super::labels::Shared;
use super::super::shared_tables::SharedTables;
use super::super::table::imported::Figures;
use super::dataset::edition::Edition;
use super::dataset::questions::{QUESTION, Question};
use super::dataset::{BY_WAVE, Dataset, Made};
use super::{Kind, add, short, whole};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::fields::Fields;
use crate::spec::yaml::{Key, Node, Value};
use crate::survey::positive::End;
use crate::survey::series::{By, QuestionType, Series, Survey, Unit};
use crate::survey::waves::Wave;
use crate::survey::{Catalog, checks, nets};

/// A data set with its wave, if there are several.
pub(super) struct Counting<'e> {
    wave: Option<&'e Wave>,
    not_asked: &'e [String],
    dataset: Dataset<'e>,
}

/// Reads the data sets of a file; `None` where one of them is not there.
pub(super) fn datasets<'e>(
    editions: &'e [Edition],
    shared: &Shared,
    sink: &Diagnostics,
) -> Option<Vec<Counting<'e>>> {
    let mut known: Vec<Diagnostic> = Vec::new();
    let read = |edition: &'e Edition| {
        // What is wrong with all waves is said once.
        let own = Diagnostics::new();
        let dataset = Dataset::read(edition, shared, &own);
        for fault in own.into_vec() {
            if !known.contains(&fault) {
                known.push(fault.clone());
                sink.push(fault);
            }
        }
        Some(Counting { wave: edition.wave.as_ref(), not_asked: &edition.not_asked, dataset: dataset? })
    };
    let all: Vec<Option<Counting<'e>>> = editions.iter().map(read).collect();
    all.into_iter().collect()
}

/// Adds the series that are counted. Those by wave have a column for each wave, all others are of the last one.
pub(super) fn add_counted(
    countings: &[Counting<'_>],
    survey: &Arc<Survey>,
    is_sure: bool,
    files: (Beside<'_>, Option<&SharedTables>),
    catalog: &mut Catalog,
    sink: &Diagnostics,
) {
    let Some(last) = countings.last() else { return };
    let has_waves = last.wave.is_some();
    last.dataset.note(has_waves, catalog);
    let asked = catalog.asked().clone();
    let spoken = catalog.spoken().clone();
    let by_wave: BTreeSet<String> = asked
        .iter()
        .filter(|_| has_waves)
        .filter_map(|id| Some(id.strip_suffix(BY_WAVE)?.to_owned()))
        .collect();
    let how = (&spoken, survey.confidence.level);
    let mut parts: BTreeMap<String, Vec<(usize, Made)>> = BTreeMap::new();
    let mut own = Vec::new();
    let mut waves = Vec::new();
    for (at, counting) in countings.iter().enumerate() {
        let is_last = at + 1 == countings.len();
        // `trust-police` may be a question of its own, beside `trust`.
        let is_asked = |id: &String| {
            let question = counting.dataset.named(id);
            question.is_none_or(|question| !counting.not_asked.contains(&question.key.name))
        };
        let mut ids: BTreeSet<String> = by_wave.iter().filter(|id| is_asked(id)).cloned().collect();
        if is_last {
            ids.extend(asked.iter().filter(|id| !has_waves || !id.ends_with(BY_WAVE)).cloned());
        }
        let faults = Diagnostics::new();
        let made = counting.dataset.count(ids.iter(), how, files, &faults);
        for mut fault in faults.into_vec() {
            if let Some(wave) = counting.wave {
                fault.message = format!("wave `{}`: {}", wave.name, fault.message);
            }
            sink.push(fault);
        }
        waves.extend(counting.wave.map(|wave| of_survey(wave, &made, survey)));
        for made in made {
            if by_wave.contains(&made.id) {
                parts.entry(made.id.clone()).or_default().push((at, made.clone()));
            }
            if is_last && asked.contains(&made.id) {
                own.push(made);
            }
        }
    }
    let survey = Arc::new(Survey { waves: waves.clone(), ..Survey::clone(survey) });
    let mut adding = Adding { told: BTreeSet::new(), is_sure, catalog, sink };
    for made in own {
        let series = |sink: &Diagnostics| {
            let question = last.dataset.question(made.question);
            let mut series = of_question(
                &last.dataset,
                question,
                (&made.id, made.unit()),
                made.figures.clone()?,
                &survey,
                sink,
            )?;
            series.waves = waves.last().cloned().into_iter().collect();
            Some(series)
        };
        adding.add(&made.id, made.question, series);
    }
    for (id, parts) in parts {
        let Some(question) = parts.last().map(|(_, made)| made.question) else { continue };
        let name = format!("{id}{BY_WAVE}");
        let series = |sink: &Diagnostics| side_by_side(countings, &waves, &name, parts, &survey, sink);
        adding.add(&name, question, series);
    }
    for id in asked.iter().filter(|id| has_waves && id.contains(&format!("{BY_WAVE}-and-"))) {
        adding.with_other_breaks(last, id);
    }
}

/// Series that are added, and the questions whose faults were told.
struct Adding<'c> {
    told: BTreeSet<usize>,
    is_sure: bool,
    catalog: &'c mut Catalog,
    sink: &'c Diagnostics,
}

impl Adding<'_> {
    fn add(&mut self, id: &str, question: usize, make: impl FnOnce(&Diagnostics) -> Option<Series>) {
        // What is wrong with a question is said once, not for each of its series.
        let quiet = Diagnostics::new();
        let is_told = !self.told.insert(question);
        let series = make(if is_told { &quiet } else { self.sink });
        match series.filter(|_| self.is_sure) {
            Some(series) => add(series, self.catalog, self.sink),
            None => self.catalog.note_faulty(id.to_owned()),
        }
    }

    /// Waves and groups beside each other would have figures of several times and of one.
    fn with_other_breaks(&mut self, last: &Counting<'_>, id: &str) {
        let Some(question) = last.dataset.named(id.split(BY_WAVE).next().unwrap_or_default()) else { return };
        let message = format!("`{}` is asked for by wave and by another break at once", question.key.name);
        self.sink.push(
            Diagnostic::error(Code::OpenDimension, question.key.span.clone(), message)
                .hint("ask for `by wave` alone; for the waves of a group, declare a question with `where`"),
        );
        self.catalog.note_faulty(id.to_owned());
    }
}

/// A wave as the survey has it, with the number of its respondents.
fn of_survey(wave: &Wave, made: &[Made], survey: &Survey) -> Wave {
    let counted = made.iter().filter_map(|made| made.figures.as_ref()?.read.as_ref()?.respondents);
    Wave { n: counted.max(), mode: wave.mode.clone().or_else(|| survey.mode.clone()), ..wave.clone() }
}

/// The series of a question with a column for each wave.
fn side_by_side(
    countings: &[Counting<'_>],
    waves: &[Wave],
    name: &str,
    parts: Vec<(usize, Made)>,
    survey: &Arc<Survey>,
    sink: &Diagnostics,
) -> Option<Series> {
    let (latest, made) = parts.last()?;
    let dataset = &countings[*latest].dataset;
    let question = dataset.question(made.question);
    let unit = made.unit();
    let has_items = question.has_items() && unit.is_none();
    if has_items {
        let message = format!(
            "`{}` has an answer for each item already: by wave it would have three dimensions",
            question.key.name
        );
        sink.push(
            Diagnostic::error(Code::OpenDimension, question.key.span.clone(), message)
                .hint("show one item by wave: declare it as a question of its own; or ask for a statistic, such as the mean"),
        );
        return None;
    }
    let of_question_in = |(at, made): &(usize, Made)| -> Wave {
        let question = countings[*at].dataset.question(made.question);
        let figures = made.figures.as_ref();
        let answers = figures.filter(|figures| figures.is_listed && unit.is_none());
        Wave {
            wording: question.wording().or_else(|| figures?.question.clone()),
            filter: countings[*at].dataset.filter_words(question),
            answers: answers.map_or_else(Vec::new, |figures| {
                figures.categories.iter().map(|category| category.name.clone()).collect()
            }),
            n: figures.and_then(|figures| figures.sizes.as_ref()?.n),
            ..waves[*at].clone()
        }
    };
    let own: Vec<Wave> = parts.iter().map(of_question_in).collect();
    let label = question.label().unwrap_or_else(|| question.key.name.clone());
    let parts = parts.into_iter().map(|(at, made)| (waves[at].name.clone(), made)).collect();
    let figures = Made::joined(parts, &label)?;
    let mut series = of_question(dataset, question, (name, unit), figures, survey, sink)?;
    series.waves = own;
    Some(series)
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
    series.is_statistic = of_statistic.is_some();
    let asked = dataset.filter_words(question);
    // Non-response is no part of a statistic.
    let given = series.is_statistic.then(|| question.without_missing()).flatten();
    let filters: Vec<String> = asked.into_iter().chain(given).collect();
    let filter = (!filters.is_empty()).then(|| filters.join(", "));
    if let (Some(base), Some(filter)) = (&mut series.base, filter) {
        base.filter.get_or_insert(filter);
    }
    let best_first = question.best_first.filter(|_| of_statistic.is_none());
    series.positive = best_first.map(|first| if first { End::First } else { End::Last });
    series.panel = fields.number("panel").map(|found| found.value).filter(|_| id.ends_with(BY_WAVE));
    checks::keys(&mut fields, &series, sink);
    checks::figures(&series, sink);
    if sink.len() == before {
        nets::check(&series, sink);
    }
    checks::names(&series, sink);
    (!sink.has_errors_since(before)).then_some(series)
}
