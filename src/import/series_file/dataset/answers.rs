//! Which answers the codes of a question are.

use std::collections::BTreeMap;

use super::questions::{Cells, Question};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, nearest, some_of};
use crate::import::dataset::axis::BoundBy;
use crate::import::dataset::condition::Part;
use crate::import::dataset::counting::Counted;
use crate::import::dataset::meaning::Meaning;
use crate::import::dataset::recode::{Grouped, Recode};
use crate::import::dataset::words::Words;
use crate::import::source_spec::decimal::Decimal;
use crate::import::tabulate::names::{Names, Options, divide};
use crate::spec::Spanned;
use crate::survey::series::QuestionType;

/// So many words that are no answer are named.
const MOST_NAMED: usize = 12;

/// What the codes of an axis are.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The answers in their order.
    pub(super) names: Vec<String>,
    /// The answers of each code; `None` where it is no answer.
    pub(super) of: Vec<Option<Vec<usize>>>,
    /// Whether the author or the file lists them in order.
    pub(super) is_listed: bool,
}

/// The answers of a question; `None`, with diagnostics, where they cannot be told. `count` says how many respondents have a
/// code.
pub(super) fn answers(
    question: &Question<'_>,
    axis: usize,
    counted: &Counted,
    decimal: Decimal,
    count: &dyn Fn(u32) -> u32,
    sink: &Diagnostics,
) -> Option<Answers> {
    match &counted.axes[axis].as_ref()?.by {
        BoundBy::Ticks(found) => {
            let chosen = |set: &Vec<bool>| {
                let chosen = set.iter().enumerate().filter(|(_, chosen)| **chosen);
                Some(chosen.map(|(at, _)| at).collect())
            };
            Some(Answers {
                names: found.names(),
                is_listed: true,
                of: std::iter::once(None).chain(found.sets.iter().map(chosen)).collect(),
            })
        }
        BoundBy::Cases(cases, _) => {
            let names = match &question.groups {
                Some(Grouped::Cases(cases)) => cases.iter().map(|(name, _)| name.value.clone()).collect(),
                _ => Vec::new(),
            };
            let of = (0..=cases.len()).map(|case| case.checked_sub(1).map(|case| vec![case])).collect();
            Some(Answers { names, of, is_listed: true })
        }
        BoundBy::Cell(variable) => {
            let labels = match question.labels.codes() {
                labels if labels.is_empty() => counted.known[*variable].clone(),
                labels => labels,
            };
            let options = match Options::new(&question.order, &labels) {
                Ok(options) => options,
                Err(word) => {
                    let names: Vec<&str> = labels.iter().map(|(_, label)| label.as_str()).collect();
                    let message = format!("`{}` is no label and no code", word.value);
                    sink.push(
                        Diagnostic::error(Code::UnknownCategory, word.span.clone(), message)
                            .hint(crate::diagnostic::suggest(&word.value, names)),
                    );
                    return None;
                }
            };
            let words = &counted.variables[*variable].words;
            let meaning = Meaning { options, decimal };
            let header = &counted.variables[*variable].header;
            sink.extend(repeated(question, &labels, words, count));
            match &question.groups {
                Some(Grouped::Answers(recode)) => {
                    recoded(question, header, recode, &meaning, words, count, sink)
                }
                _ => listed(question, &meaning, words, count, sink),
            }
        }
        BoundBy::Nothing | BoundBy::Groups(_) | BoundBy::Units(_) => None,
    }
}

/// A warning about codes that have the same label, if respondents gave more than one of them: they are counted as one answer.
fn repeated(
    question: &Question<'_>,
    labels: &[(String, String)],
    words: &Words,
    count: &dyn Fn(u32) -> u32,
) -> Option<Diagnostic> {
    let is_given = |code: &str| {
        words
            .iter()
            .any(|(at, word)| count(at) > 0 && (word == code || word.strip_suffix(".0") == Some(code)))
    };
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (code, label) in labels.iter().filter(|(code, label)| code != label && is_given(code)) {
        if let Some(other) = first.insert(label, code) {
            let message = format!(
                "the codes `{other}` and `{code}` of `{}` have the same label, `{label}`: they are counted as one answer",
                question.key.name
            );
            return Some(Diagnostic::warning(Code::RepeatedName, question.key.span.clone(), message).hint(
                "give them different labels with `labels`; if they are one answer, say so with `groups`",
            ));
        }
    }
    None
}

/// Cells as they are, or as labels and order list them.
fn listed(
    question: &Question<'_>,
    meaning: &Meaning,
    words: &Words,
    count: &dyn Fn(u32) -> u32,
    sink: &Diagnostics,
) -> Option<Answers> {
    let separator = match &question.cells {
        Cells::One(_, separator) => separator.as_deref(),
        _ => None,
    };
    let options = meaning.options.as_ref();
    let mut names = Names::default();
    for name in options.iter().flat_map(|options| &options.names.list) {
        names.of(name);
    }
    let mut unlisted = Unlisted::default();
    let mut of = vec![None];
    for (code, word) in words.iter() {
        let n = count(code);
        if n == 0 || question.empty.iter().any(|empty| empty == word) {
            of.push(None);
            continue;
        }
        let pieces = match separator {
            Some(separator) => divide(word, separator, options),
            None => vec![word],
        };
        let mut chosen: Vec<usize> = Vec::new();
        for piece in pieces {
            if question.empty.iter().any(|empty| empty == piece) {
                continue;
            }
            let answer = match options {
                Some(options) => options.find(piece),
                None => names.of(piece),
            };
            match answer {
                Some(answer) if chosen.contains(&answer) => {}
                Some(answer) => chosen.push(answer),
                None => unlisted.add(piece, code, n),
            }
        }
        if let Some(most) = question.most_answers.filter(|most| chosen.len() > *most as usize) {
            let message = format!(
                "{n} of the respondents gave {} answers, `{word}`, but `max-answers` is {most}",
                chosen.len()
            );
            sink.push(
                Diagnostic::error(Code::TooManyAnswers, place(question, words, code), message)
                    .hint("correct the rows, or `max-answers`"),
            );
            return None;
        }
        of.push((!chosen.is_empty()).then_some(chosen));
    }
    if !unlisted.words.is_empty() {
        sink.push(unlisted.fault(question, words, &names));
        return None;
    }
    let is_listed = options.is_some();
    let is_numbers = names.list.iter().all(|name| meaning.number(name).is_some());
    if question.kind == QuestionType::Scale && !is_listed && !is_numbers && names.list.len() > 2 {
        let named: Vec<&str> = names.list.iter().take(MOST_NAMED).map(String::as_str).collect();
        let message =
            format!("`{}` is a scale, but nobody says in which order its answers are", question.key.name);
        sink.push(
            Diagnostic::error(Code::MissingKey, question.key.span.clone(), message)
                .hint(format!("list them from one end to the other: `order: [{}]`", named.join(", "))),
        );
        return None;
    }
    let (names, of) = if is_listed { (names.list, of) } else { in_order(question, meaning, names.list, of) };
    Some(Answers { names, of, is_listed })
}

/// Numbers from the smallest to the largest; other answers stay as they came.
fn in_order(
    question: &Question<'_>,
    meaning: &Meaning,
    names: Vec<String>,
    of: Vec<Option<Vec<usize>>>,
) -> (Vec<String>, Vec<Option<Vec<usize>>>) {
    let numbers: Option<Vec<f64>> = names.iter().map(|name| meaning.number(name)).collect();
    let is_ordered = matches!(question.kind, QuestionType::Numeric | QuestionType::Scale);
    let Some(numbers) = numbers.filter(|_| is_ordered) else {
        return (names, of);
    };
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|one, two| numbers[*one].total_cmp(&numbers[*two]));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
    let moved = |given: Vec<usize>| given.into_iter().map(|answer| place[answer]).collect();
    let of = of.into_iter().map(|given| given.map(moved)).collect();
    (order.into_iter().map(|old| names[old].clone()).collect(), of)
}

/// Cells put into groups.
fn recoded(
    question: &Question<'_>,
    header: &str,
    recode: &Recode,
    meaning: &Meaning,
    words: &Words,
    count: &dyn Fn(u32) -> u32,
    sink: &Diagnostics,
) -> Option<Answers> {
    let before = sink.len();
    sink.extend(faults(header, recode, meaning, words));
    let mut none: Vec<(String, u32)> = Vec::new();
    let mut of = vec![None];
    for (code, word) in words.iter() {
        let n = count(code);
        if n == 0 || question.empty.iter().any(|empty| empty == word) {
            of.push(None);
            continue;
        }
        let is_in = |(at, (_, parts)): (usize, &(Spanned<String>, Vec<Part>))| {
            meaning.is_one_of(word, parts).then_some(at)
        };
        let found: Vec<usize> = recode.groups.iter().enumerate().filter_map(is_in).collect();
        of.push(match found.as_slice() {
            [] if meaning.is_one_of(word, &recode.left_out) => None,
            [] if recode.rest.is_some() => Some(vec![recode.groups.len()]),
            [] => {
                none.push((word.to_owned(), n));
                None
            }
            [group] => Some(vec![*group]),
            [first, second, ..] => {
                sink.push(doubled(word, recode, *first, *second));
                None
            }
        });
    }
    if sink.has_errors_since(before) {
        return None;
    }
    sink.extend(ungrouped(header, recode, none));
    Some(Answers { names: recode.names(), of, is_listed: true })
}

/// What is wrong with the answers that groups name.
pub(super) fn faults(header: &str, recode: &Recode, meaning: &Meaning, words: &Words) -> Vec<Diagnostic> {
    let parts = recode.groups.iter().map(|(_, parts)| parts.as_slice());
    let all = parts.chain(std::iter::once(recode.left_out.as_slice()));
    all.flat_map(|parts| meaning.faults(header, parts, words)).collect()
}

/// An answer that two groups name, each in its own way.
pub(super) fn doubled(word: &str, recode: &Recode, first: usize, second: usize) -> Diagnostic {
    let (one, two) = (&recode.groups[first].0, &recode.groups[second].0);
    let message = format!("`{word}` belongs to the groups `{}` and `{}`", one.value, two.value);
    Diagnostic::error(Code::RepeatedName, two.span.clone(), message)
        .hint("name each answer in one group only, by its code or by its label")
        .related(one.span.clone(), "the first one")
}

/// A warning about answers that are in no group: they are counted in the total, but in no group.
pub(super) fn ungrouped(header: &str, recode: &Recode, none: Vec<(String, u32)>) -> Option<Diagnostic> {
    let (first, _) = recode.groups.first()?;
    let all: u32 = none.iter().map(|(_, n)| n).sum();
    let named = named(none)?;
    let message = match all {
        1 => format!("1 respondent is in no group of `{header}`: {named}"),
        _ => format!("{all} respondents are in no group of `{header}`: {named}"),
    };
    Some(
        Diagnostic::warning(Code::NoGroup, first.span.clone(), message)
            .hint("add them to a group, collect them with `rest: Others`, or say that they are left out: `leave-out: [98, 99]`"),
    )
}

/// The most frequent words with their counts; `None` where there are none.
fn named(mut words: Vec<(String, u32)>) -> Option<String> {
    words.sort_by(|(one, a), (two, b)| b.cmp(a).then_with(|| one.cmp(two)));
    let named = words.iter().map(|(word, count)| format!("`{word}` ({count})"));
    (!words.is_empty()).then(|| some_of(named, MOST_NAMED))
}

/// Where a cell first came; else where the question is declared.
fn place(question: &Question<'_>, words: &Words, code: u32) -> Span {
    match words.spot(code) {
        Some(spot) if spot.cell.is_none() => spot.span.clone(),
        _ => question.key.span.clone(),
    }
}

/// Words that are none of the listed answers.
#[derive(Default)]
pub(super) struct Unlisted {
    words: BTreeMap<String, u32>,
    first: u32,
}

impl Unlisted {
    fn add(&mut self, word: &str, code: u32, n: u32) {
        if self.words.is_empty() {
            self.first = code;
        }
        *self.words.entry(word.to_owned()).or_default() += n;
    }

    fn fault(self, question: &Question<'_>, words: &Words, names: &Names) -> Diagnostic {
        unlisted(self.words.into_iter().collect(), place(question, words, self.first), &names.list)
    }
}

/// One fault for all words that no label lists.
pub(super) fn unlisted(words: Vec<(String, u32)>, place: Span, names: &[String]) -> Diagnostic {
    let near = words.first().and_then(|(word, _)| nearest(word, names.iter().map(String::as_str)));
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? Else "));
    let named = named(words).unwrap_or_default();
    Diagnostic::error(
        Code::UnknownCategory,
        place,
        format!("these are not among the listed answers: {named}"),
    )
    .hint(format!("{near}add them to `labels` or `order`, or declare `empty` for words that are no answer"))
}
