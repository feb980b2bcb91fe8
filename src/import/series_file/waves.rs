//! The key `waves` of a series file: the same questions, asked several times. Each wave is a data set of its own. Its settings
//! are those that the file gives for all waves, with the wave's own in their place.

use super::dataset::edition::Edition;
use super::dataset::questions::{CHOSEN, NOT_CHOSEN, SEPARATOR};
use super::dataset::{DESIGN_KEY, EMPTY, ORDER};
use super::keys as series;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::import::dataset::condition::{CONDITION, Condition};
use crate::import::dataset::recode::{GROUPS, LEAVE_OUT, REST};
use crate::import::source_spec::DATA;
use crate::import::source_spec::tabulate::WEIGHT;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Shape, TEXTS, optional};
use crate::spec::yaml::{Key, Node, Value};
use crate::survey::checks;
use crate::survey::waves::Wave;

/// More waves than this are no waves, but respondents or answers.
const MOST_WAVES: usize = 200;

/// An entry of `waves`.
pub(super) const WAVE: Shape = Shape {
    name: "wave",
    what: "a wave",
    about: "A wave of the survey: when and how its questions were put, and where its answers are. What it does not say, `dataset` and `questions` say for all waves.",
    keys: &[
        optional(
            "data",
            Form::Either(&[Form::Text, Form::Shape(&DATA)]),
            "The file of this wave, if it has one of its own.",
        )
        .like("series/2019.sav"),
        optional("where", CONDITION, "Its rows in a file of several waves.").like("{year: 2019}"),
        WEIGHT,
        DESIGN_KEY,
        optional("fieldwork", Form::Text, "When it was conducted: a day, a month, or two of them.")
            .like("2019-03/2019-04"),
        optional("mode", Form::Text, "The survey mode, if not that of the survey.").like("by telephone"),
        optional("not-asked", TEXTS, "The ids of questions that this wave did not ask.").like("[trust]"),
        optional(
            "questions",
            Form::Names(&Form::Shape(&REASKED)),
            "How questions differ in this wave, by their ids: another header, other codes, another wording.",
        )
        .like("{trust: {answer: v12, labels: {1: none, 2: some, 3: a lot}}}"),
    ],
};

/// What can differ in a question from wave to wave.
const REASKED: Shape = Shape {
    name: "question-of-a-wave",
    what: "a question of a wave",
    about: "How a question differs in one wave. Answers with the same name are the same answer.",
    keys: &[
        series::QUESTION,
        optional("answer", Form::Text, "The header of the answers in this wave.").like("v12"),
        optional(
            "answers",
            Form::Either(&[Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "The headers in this wave, or a mapping of headers to names.",
        )
        .like("{v5_1: bus, v5_2: train}"),
        SEPARATOR,
        CHOSEN,
        NOT_CHOSEN,
        series::LABELS,
        ORDER,
        EMPTY,
        GROUPS,
        LEAVE_OUT,
        REST,
        optional("where", CONDITION, "Who was asked in this wave.").like("{age: {at-least: 18}}"),
    ],
};

/// Keys of a data set that a wave may say anew.
const OF_DATASET: [&str; 3] = ["data", "weight", "design"];

/// The data sets of a series file: none, one, or one for each wave, the last wave last. `None` where it is not clear which
/// waves there are.
pub(super) fn editions(file: &mut Fields<'_>, sink: &Diagnostics) -> Option<Vec<Edition>> {
    let before = sink.len();
    let dataset = file.node("dataset");
    let questions = file.map("questions").unwrap_or_default();
    let breaks = file.map("breaks").unwrap_or_default();
    let waves = file.node("waves");
    let Some(dataset) = dataset else {
        for key in ["questions", "breaks", "waves"] {
            if let Some((key, _)) = file.entry(key) {
                let message = format!("`{}` needs a `dataset` to count", key.name);
                sink.push(
                    Diagnostic::error(Code::MissingKey, key.span.clone(), message)
                        .hint("add `dataset: {data: series/answers.csv}` beside it"),
                );
            }
        }
        return Some(Vec::new());
    };
    let whole = |wave: Option<Wave>| Edition {
        wave,
        rows: None,
        not_asked: Vec::new(),
        dataset: dataset.clone(),
        questions: questions.to_vec(),
        breaks: breaks.to_vec(),
    };
    let Some(_) = waves else { return Some(vec![whole(None)]) };
    let pairs = file.map("waves").unwrap_or_default();
    if let Some((key, _)) = breaks.iter().find(|(key, _)| key.name == "wave") {
        let message = "`by wave` means the `waves` of this file already";
        sink.push(
            Diagnostic::error(Code::RepeatedName, key.span.clone(), message)
                .hint("give the break another id, or remove `waves`"),
        );
    }
    if pairs.len() > MOST_WAVES {
        let message = format!("`waves` lists {}, more than the limit of {MOST_WAVES}", pairs.len());
        sink.push(
            Diagnostic::error(Code::TooLarge, dataset.span.clone(), message)
                .hint("a wave is a time at which the survey was conducted"),
        );
        return None;
    }
    let read = |(key, node): &(Key, Node)| {
        let wave = Wave { name: key.name.clone(), ..Wave::default() };
        edition(key, node, whole(Some(wave)), sink)
    };
    let editions: Option<Vec<Edition>> = pairs.iter().map(read).collect();
    editions.filter(|editions| sink.len() == before && !editions.is_empty())
}

/// An edition, with what its wave says.
fn edition(key: &Key, node: &Node, mut edition: Edition, sink: &Diagnostics) -> Option<Edition> {
    let before = sink.len();
    let mut fields = Fields::open(node, &WAVE, sink)?.named(format!("wave `{}`", key.name), key.span.clone());
    for name in OF_DATASET {
        if let Some((key, node)) = fields.entry(name) {
            set(&mut edition.dataset, key, node);
        }
    }
    edition.rows = match fields.node("where").map(|node| Condition::read(node, "where", sink)) {
        Some(rows) => Some(rows?),
        None => None,
    };
    let fieldwork = fields.text("fieldwork");
    checks::dates(&fieldwork, &None, sink);
    if let Some(wave) = &mut edition.wave {
        wave.fieldwork = fieldwork.map(|found| found.value);
        wave.mode = fields.text("mode").map(|found| found.value);
    }
    let unknown = |name: &str, span, sink: &Diagnostics| {
        let known = edition.questions.iter().map(|(key, _)| key.name.as_str());
        let message = format!("there is no question `{name}`");
        sink.push(Diagnostic::error(Code::UnknownSeries, span, message).hint(suggest(name, known)));
    };
    for id in fields.texts("not-asked").unwrap_or_default() {
        match edition.questions.iter().any(|(key, _)| key.name == id.value) {
            true => edition.not_asked.push(id.value),
            false => unknown(&id.value, id.span, sink),
        }
    }
    let mut changed = Vec::new();
    for (key, node) in fields.map("questions").unwrap_or_default() {
        let Some(at) = edition.questions.iter().position(|(known, _)| known.name == key.name) else {
            unknown(&key.name, key.span.clone(), sink);
            continue;
        };
        // Its values are read with the question; here only its keys are looked at.
        let Some(mut own) = Fields::open(node, &REASKED, sink) else { continue };
        for key in REASKED.keys {
            own.entry(key.name);
        }
        own.finish();
        changed.push((at, node));
    }
    for (at, node) in changed {
        let Value::Map(pairs) = &node.value else { continue };
        let has = |name: &str| pairs.iter().any(|(key, _)| key.name == name);
        let question = &mut edition.questions[at].1;
        if has("answer") || has("answers") {
            remove(question, &["answer", "answers", "separator"]);
        }
        pairs.iter().for_each(|(key, node)| set(question, key, node));
    }
    fields.finish();
    (sink.len() == before).then_some(edition)
}

/// Puts a key into a mapping, in the place of one of the same name.
fn set(mapping: &mut Node, key: &Key, node: &Node) {
    if let Value::Map(pairs) = &mut mapping.value {
        match pairs.iter_mut().find(|(known, _)| known.name == key.name) {
            Some(known) => *known = (key.clone(), node.clone()),
            None => pairs.push((key.clone(), node.clone())),
        }
    }
}

fn remove(mapping: &mut Node, names: &[&str]) {
    if let Value::Map(pairs) = &mut mapping.value {
        pairs.retain(|(key, _)| !names.contains(&key.name.as_str()));
    }
}
