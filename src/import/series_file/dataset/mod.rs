//! The keys `dataset`, `questions` and `breaks` of a series file: answers of respondents, described once and counted in one
//! pass for all series that charts and texts ask for.

mod answers;
pub(super) mod breaks;
mod by_wave;
mod design;
pub(super) mod edition;
mod figures;
mod pairs;
mod precise;
pub(super) mod questions;
mod requests;
mod statistics;

use std::collections::BTreeSet;

use super::super::dataset::axis::By;
use super::super::dataset::condition::{CONDITION, Condition};
use super::super::dataset::counting::Counted;
use super::super::dataset::design::{Design, Sample};
use super::super::dataset::plan::Plan;
use super::super::labels::{Labels, Shared};
use super::super::shared_tables::SharedTables;
use super::super::source_spec::tabulate::{WEIGHT, weight};
use super::super::source_spec::{DATA, SourceSpec};
use super::super::table::imported::Figures;
use super::super::{self as import, Beside};
use crate::diagnostic::Diagnostics;
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Key as Entry, Preset, Shape, TEXTS, optional};
use crate::spec::yaml::Node;
use crate::survey::series::Unit;
use crate::survey::{Catalog, Spoken};
use breaks::Break;
use design::DESIGN;
use edition::Edition;
use questions::{Cells, Question};
use requests::{Request, Statistic};

/// The key `dataset` of a series file.
pub(super) const DATASET: Shape = Shape {
    name: "dataset",
    what: "`dataset`",
    about: "A table with one row per respondent, which the questions and breaks of this file are counted from.",
    keys: &[
        optional(
            "data",
            Form::Either(&[Form::Text, Form::Shape(&DATA)]),
            "The name of the file, or a mapping with `file` and how to read it. Required unless each of the `waves` has its own.",
        )
        .like("series/answers.csv"),
        WEIGHT,
        DESIGN_KEY,
        optional("where", CONDITION, "Who is counted: only respondents with these answers.")
            .like("{age: {at-least: 18}}"),
        EMPTY,
        optional("total", Form::Text, "The name of the column of all respondents.")
            .or(Preset::Described("`Total`, or `Gesamt` in a German briefing")),
    ],
};

/// How the sample was drawn.
pub(super) const DESIGN_KEY: Entry = optional(
    "design",
    Form::Shape(&DESIGN),
    "How the sample was drawn: strata and clusters, or replicate weights.",
)
.like("{strata: stratum, clusters: psu}");

/// Words that are no answer.
pub(super) const EMPTY: Entry =
    optional("empty", TEXTS, "Cell texts that are no answer, such as codes of missing values.")
        .like("[98, 99]");

/// The order of answers.
pub(super) const ORDER: Entry = optional("order", TEXTS, "The answers in order, by code or label.")
    .or(Preset::Described("that of `labels`, or else the order in which they first appear"));

/// A data set with its questions and breaks.
pub(super) struct Dataset<'n> {
    source: SourceSpec,
    /// What it says of its file.
    said: String,
    weight: Option<Spanned<String>>,
    is_unweighted: bool,
    design: Option<Design>,
    filter: Option<Condition>,
    /// The rows of its wave, in a file of several.
    rows: Option<Condition>,
    total: Option<String>,
    questions: Vec<Question<'n>>,
    breaks: Vec<Break>,
    /// Questions and breaks that are declared but faulty.
    faulty: BTreeSet<String>,
    /// Whether nothing can be counted.
    is_lost: bool,
}

/// A series that is asked for, with its figures; `None` where it could not be counted, for reasons that were reported.
#[derive(Clone)]
pub(super) struct Made {
    /// Its id.
    pub(super) id: String,
    /// Its figures.
    pub(super) figures: Option<Figures>,
    /// The question, by its place.
    pub(super) question: usize,
    /// What was computed.
    statistic: Statistic,
}

/// What the names of series end in that have a column for each wave.
pub(super) const BY_WAVE: &str = "-by-wave";

impl Made {
    /// The figures of a question in several waves, as columns. All were asked for by the same name.
    pub(super) fn joined(parts: Vec<(String, Made)>, name: &str) -> Option<Figures> {
        let statistic = parts.first()?.1.statistic;
        let figures = parts.into_iter().map(|(wave, made)| Some((wave, made.figures?)));
        Some(by_wave::joined(statistic, name, figures.collect::<Option<_>>()?))
    }

    /// The unit of a statistic, which is not that of the answers; `None` for these.
    pub(super) fn unit(&self) -> Option<Unit> {
        match self.statistic {
            Statistic::Answers => None,
            statistic if statistic.is_share() => Some(Unit::Percent),
            _ => Some(Unit::Number),
        }
    }
}

impl<'n> Dataset<'n> {
    /// Reads what is said of it; `None` where `dataset` is no mapping.
    pub(super) fn read(edition: &'n Edition, shared: &Shared, sink: &Diagnostics) -> Option<Self> {
        let node = &edition.dataset;
        let before = sink.len();
        let mut fields = Fields::open(node, &DATASET, sink)?;
        let data = fields.node("data");
        if data.is_none() {
            fields.text_required_here("data");
        }
        let source = data.and_then(|node| SourceSpec::of_respondents(node, sink));
        let (weight, is_unweighted) = weight(&mut fields);
        let design = fields.node("design").map(|node| design::read(node, sink));
        let filter = fields.node("where").map(|node| Condition::read(node, "where", sink));
        let empty = fields.texts("empty").unwrap_or_default();
        let total = fields.text("total").map(|found| found.value).filter(|name| !name.trim().is_empty());
        let of_file = ["data", "empty", "weight"].map(|key| fields.node(key).map(Node::said));
        fields.finish();
        let mut source = source
            .unwrap_or_else(|| SourceSpec::of(Spanned { value: String::new(), span: node.span.clone() }));
        source.empty.extend(empty.into_iter().map(|word| word.value));
        sink.extend(source.misplaced_beside_dataset());
        let is_lost = sink.len() > before;
        let mut dataset = Self {
            said: format!("{of_file:?}"),
            source,
            weight,
            is_unweighted,
            design: design.flatten(),
            filter: filter.flatten(),
            rows: edition.rows.clone(),
            total,
            questions: Vec::new(),
            breaks: Vec::new(),
            faulty: BTreeSet::new(),
            is_lost,
        };
        for (key, node) in &edition.questions {
            match questions::read(key, node, shared, sink) {
                Some(question) => dataset.questions.push(question),
                None => drop(dataset.faulty.insert(key.name.clone())),
            }
        }
        for (key, node) in &edition.breaks {
            match breaks::read(key, node, shared, &dataset.questions, sink) {
                Some(found) => dataset.breaks.push(found),
                None => drop(dataset.faulty.insert(key.name.clone())),
            }
        }
        Some(dataset)
    }

    /// The question of an id, with or without a statistic.
    pub(super) fn named(&self, id: &str) -> Option<&Question<'n>> {
        let found = |id: &str| self.questions.iter().find(|question| question.key.name == id);
        found(id).or_else(|| found(requests::statistic(id)?.0))
    }

    /// The question at a place.
    pub(super) fn question(&self, at: usize) -> &Question<'n> {
        &self.questions[at]
    }

    /// Who is counted, in signs: the filter of all and that of a question.
    pub(super) fn filter_words(&self, question: &Question<'_>) -> Option<String> {
        let name = |header: &str, word: &str| {
            let labels = self.labels().into_iter().find(|(known, _)| known == header);
            let label = labels.and_then(|(_, labels)| labels.find(word).map(|(_, label)| label.to_owned()));
            label.unwrap_or_else(|| word.to_owned())
        };
        let filters = self.filter.iter().chain(&question.filter);
        let words: Vec<String> = filters.map(|filter| filter.words(&name)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// Counts what is asked for, in one pass, with intervals of this level. A series that cannot be counted has no figures.
    pub(super) fn count<'a>(
        &self,
        asked: impl Iterator<Item = &'a String>,
        (spoken, level): (&Spoken, f64),
        files: (Beside<'_>, Option<&SharedTables>),
        sink: &Diagnostics,
    ) -> Vec<Made> {
        let requests: Vec<Request> = asked.filter_map(|name| requests::read(name, self)).collect();
        if requests.is_empty() {
            return Vec::new();
        }
        if self.is_lost {
            let lost =
                |Request { id, question, statistic, .. }| Made { id, figures: None, question, statistic };
            return requests.into_iter().map(lost).collect();
        }
        let (plan, places) = requests::plan(&requests, self);
        let counted = import::count((&self.source, &self.said), &plan, files, sink);
        let mut spoken = spoken.clone();
        if let Some(total) = &self.total {
            spoken.total.clone_from(total);
        }
        let counted = counted.filter(|counted| self.is_sound(counted, sink));
        let made = |(at, request): (usize, Request)| {
            let figures = counted.as_ref().and_then(|counted| {
                figures::figures(self, &request, &places[at], counted, (&spoken, level), sink)
            });
            let Request { id, question, statistic, .. } = request;
            Made { id, figures, question, statistic }
        };
        requests.into_iter().enumerate().map(made).collect()
    }

    /// Whether the filter of all respondents asks for answers that there are, and the design has strata that can be used.
    fn is_sound(&self, counted: &Counted, sink: &Diagnostics) -> bool {
        let faults =
            counted.wave.iter().chain(&counted.filter).flat_map(|filter| filter.faults(&counted.variables));
        let before = sink.len();
        sink.extend(faults);
        sink.extend(counted.sample.iter().flat_map(Sample::faults));
        sink.len() == before
    }

    /// Notes the names that could be asked for, and those that are faulty.
    pub(super) fn note(&self, has_waves: bool, catalog: &mut Catalog) {
        for question in &self.questions {
            let id = &question.key.name;
            catalog.note_countable(id.clone());
            if has_waves {
                catalog.note_countable(format!("{id}{BY_WAVE}"));
            }
            for found in &self.breaks {
                catalog.note_countable(format!("{id}-by-{}", found.id.value));
            }
        }
        let is_faulty = |name: &str| {
            let (question, groups) = name.split_once("-by-").unwrap_or((name, ""));
            let asks = |id: &str| self.faulty.contains(id);
            asks(question)
                || requests::statistic(question).is_some_and(|(question, _)| asks(question))
                || groups.split("-and-").any(asks)
        };
        let faulty: Vec<String> = catalog.asked().iter().filter(|name| is_faulty(name)).cloned().collect();
        faulty.into_iter().for_each(|name| catalog.note_faulty(name));
    }

    /// What codes are called, by header.
    fn labels(&self) -> Vec<(String, Labels)> {
        let of_questions = self.questions.iter().flat_map(|question| {
            let headers: Vec<&Spanned<String>> = match &question.cells {
                Cells::One(header, _) => vec![header],
                Cells::Ticks(_) => Vec::new(),
                Cells::Items(items) => items.iter().map(|(header, _)| header).collect(),
            };
            headers.into_iter().map(|header| (header.value.clone(), question.labels.clone()))
        });
        let of_breaks = self.breaks.iter().filter_map(|found| match &found.by {
            By::Groups(groups) => Some((groups.header.value.clone(), groups.labels.clone())),
            _ => None,
        });
        of_questions.chain(of_breaks).filter(|(_, labels)| !labels.pairs.is_empty()).collect()
    }

    /// A plan with what all of it shares.
    fn empty_plan(&self) -> Plan {
        Plan {
            weight: self.weight.clone(),
            is_unweighted: self.is_unweighted,
            design: self.design.clone(),
            filter: self.filter.clone(),
            rows: self.rows.clone(),
            labels: self.labels(),
            ..Plan::default()
        }
    }
}
