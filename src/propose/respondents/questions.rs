//! From the columns of a table of respondents to its questions: type, order and non-response by what respondents answered.

use super::columns::separator;
use super::entry::{Cells, Entry};
use crate::import::sample::{Column, Sample};
use crate::import::variables::{AnswerSet, Level, Variables};
use crate::propose::draft::slug;
use crate::propose::{free, words};

/// A question with more different numbers than this asks for an amount.
const MOST_CODES: usize = 12;
/// Words of ticks that need no declaration.
const PLAIN_TICKS: [&str; 8] = ["1", "0", "true", "false", "TRUE", "FALSE", "True", "False"];

/// The questions of these columns, in their order.
pub(super) fn questions(
    sample: &Sample,
    variables: Option<&Variables>,
    asked: &[usize],
    taken: &[String],
    doubts: &mut Vec<String>,
) -> Vec<Entry> {
    let mut ids: Vec<String> = taken.to_vec();
    let mut done: Vec<usize> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for at in asked {
        if done.contains(at) {
            continue;
        }
        let column = &sample.columns[*at];
        let set = variables.and_then(|variables| set_of(variables, column));
        let mut entry = if let Some(set) = set {
            let columns: Vec<usize> = (0..sample.columns.len())
                .filter(|other| set.variables.contains(&sample.columns[*other].name))
                .collect();
            done.extend(&columns);
            of_set(sample, set, &columns)
        } else if let Some((asked, group)) = spread(sample, asked, column) {
            done.extend(&group);
            let mut entry = of_group(sample, &asked, &group, doubts);
            if let Cells::Several(headers) = &mut entry.cells {
                headers.iter_mut().for_each(|(header, name)| {
                    *name = optional(header).map_or(name.clone(), |(_, option)| option.to_owned());
                });
            }
            entry.chosen.retain(|word| {
                !group
                    .iter()
                    .any(|at| optional(&sample.columns[*at].name).is_some_and(|(_, option)| option == word))
            });
            entry
        } else if let Some((asked, group)) = grid(sample, asked, column) {
            done.extend(&group);
            let mut entry = of_group(sample, &asked, &group, doubts);
            // Each row of a grid is called by what is in the brackets.
            if let Cells::Several(headers) = &mut entry.cells {
                headers.iter_mut().for_each(|(header, name)| {
                    *name = bracketed(header).map_or(name.clone(), |(_, item)| item);
                });
            }
            entry
        } else if let Some(choice) = &column.option {
            let group: Vec<usize> = asked
                .iter()
                .copied()
                .filter(|other| {
                    sample.columns[*other].option.as_ref().is_some_and(|one| one.question == choice.question)
                })
                .collect();
            done.extend(&group);
            match group.len() {
                // A group of a form with one question in it.
                1 if !choice.is_text && column.words.len() > 1 && !is_tick(sample, *at) => {
                    of_column(sample, variables, column)
                }
                _ => of_group(sample, &choice.question, &group, doubts),
            }
        } else {
            // KoboToolbox writes the codes of all answers into a cell, and a column for each beside it.
            let is_repeated = sample
                .columns
                .iter()
                .any(|other| other.option.as_ref().is_some_and(|choice| choice.question == column.name));
            if is_repeated {
                continue;
            }
            of_column(sample, variables, column)
        };
        entry.id = free(&entry.id.replace("-by-", "-"), &ids);
        ids.push(entry.id.clone());
        entries.push(entry);
    }
    entries
}

/// `How satisfied? [Bus]`: the question, and the row of its grid.
fn bracketed(header: &str) -> Option<(String, String)> {
    let (asked, item) = header.strip_suffix(']')?.rsplit_once(" [")?;
    Some((asked.trim().to_owned(), item.trim().to_owned()))
}

/// `Which pie do you serve? - Apple`: the question, and the option.
fn optional(header: &str) -> Option<(&str, &str)> {
    let (asked, option) = header.rsplit_once(" - ")?;
    Some((asked.trim(), option.trim()))
}

/// The columns of a question whose options are behind its wording, each with the name of its option in the cells and
/// nothing else.
fn spread(sample: &Sample, asked: &[usize], column: &Column) -> Option<(String, Vec<usize>)> {
    let (question, _) = optional(&column.name)?;
    let is_in = |at: &usize| {
        let other = &sample.columns[*at];
        let [(word, _)] = &other.words[..] else { return false };
        other.option.is_none()
            && optional(&other.name).is_some_and(|(asked, option)| asked == question && option == word)
    };
    let group: Vec<usize> = asked.iter().copied().filter(is_in).collect();
    (group.len() > 1 && group.iter().any(|at| sample.columns[*at].name == column.name))
        .then(|| (question.to_owned(), group))
}

/// The columns of a grid: several that ask the same, with the row behind in brackets.
fn grid(sample: &Sample, asked: &[usize], column: &Column) -> Option<(String, Vec<usize>)> {
    if column.option.is_some() {
        return None;
    }
    let (question, _) = bracketed(&column.name)?;
    let is_in = |at: &usize| {
        let other = &sample.columns[*at];
        other.option.is_none() && bracketed(&other.name).is_some_and(|(asked, _)| asked == question)
    };
    let group: Vec<usize> = asked.iter().copied().filter(is_in).collect();
    (group.len() > 1).then_some((question, group))
}

fn set_of<'v>(variables: &'v Variables, column: &Column) -> Option<&'v AnswerSet> {
    let is_in = |set: &&AnswerSet| set.counted.is_some() && set.variables.contains(&column.name);
    variables.sets.iter().find(is_in)
}

/// Wording and a short name for it.
fn named(name: &str, wording: Option<&str>) -> (String, Option<String>) {
    let wording = wording.map(str::trim).filter(|text| !text.is_empty() && *text != name);
    match wording {
        Some(text) if text.chars().count() <= 90 => (text.to_owned(), None),
        Some(text) => (name.to_owned(), Some(text.to_owned())),
        None => (name.to_owned(), None),
    }
}

fn blank(name: &str, wording: Option<&str>, cells: Cells) -> Entry {
    let (label, question) = named(name, wording);
    let id = Some(slug(name)).filter(|id| !id.is_empty()).unwrap_or_else(|| slug(&label));
    Entry {
        id: if id.is_empty() { "question".into() } else { id },
        label,
        question,
        kind: "single",
        why: String::new(),
        cells,
        chosen: Vec::new(),
        not_chosen: Vec::new(),
        order: Vec::new(),
        missing: Vec::new(),
        is_break: false,
        doubts: Vec::new(),
    }
}

/// A set of variables that the file itself calls one question.
fn of_set(sample: &Sample, set: &AnswerSet, columns: &[usize]) -> Entry {
    let name = |at: &usize| {
        let column = &sample.columns[*at];
        let by_value =
            set.by_value.then(|| label_of(column, set.counted.as_deref().unwrap_or_default())).flatten();
        (column.name.clone(), by_value.or(column.wording.clone()).unwrap_or_else(|| column.name.clone()))
    };
    let cells = Cells::Several(columns.iter().map(name).collect());
    let mut entry = blank(set.name.trim_start_matches('$'), set.label.as_deref(), cells);
    entry.kind = "multiple";
    entry.why = "the file calls these variables one question".into();
    let counted = set.counted.clone().unwrap_or_default();
    let others = columns.iter().flat_map(|at| sample.columns[*at].words.iter()).map(|(word, _)| word);
    for word in others.filter(|word| **word != counted) {
        if !entry.not_chosen.contains(word) {
            entry.not_chosen.push(word.clone());
        }
    }
    entry.chosen = vec![counted];
    entry
}

fn label_of(column: &Column, code: &str) -> Option<String> {
    column.labels.iter().find(|(known, _)| known == code).map(|(_, label)| label.clone())
}

/// Whether a column says no more than that its answer was chosen.
fn is_tick(sample: &Sample, at: usize) -> bool {
    let (chosen, not_chosen) = sample.format.ticks();
    let Column { words, option, .. } = &sample.columns[at];
    let is_own =
        |word: &str| option.as_ref().is_some_and(|choice| choice.label == word || choice.code == word);
    words.len() == 1
        || words.iter().all(|(word, _)| {
            chosen.contains(&word.as_str())
                || not_chosen.contains(&word.as_str())
                || PLAIN_TICKS.contains(&word.as_str())
                || is_own(word)
        })
}

/// Columns that the headers call one question: ticks, or items with answers of their own.
fn of_group(sample: &Sample, question: &str, group: &[usize], doubts: &mut Vec<String>) -> Entry {
    let (texts, group): (Vec<usize>, Vec<usize>) = group
        .iter()
        .partition(|at| sample.columns[**at].option.as_ref().is_some_and(|choice| choice.is_text));
    let (chosen, not_chosen) = sample.format.ticks();
    let are_ticks = group.iter().all(|at| is_tick(sample, *at));
    let header = |at: &usize| {
        let column = &sample.columns[*at];
        let label = column.option.as_ref().map_or(column.name.clone(), |choice| choice.label.clone());
        (column.name.clone(), label)
    };
    let wording = group.iter().find_map(|at| sample.columns[*at].wording.clone());
    let cells = Cells::Several(group.iter().map(header).collect());
    let mut entry = blank(question, wording.as_deref(), cells);
    if !texts.is_empty() {
        let names: Vec<String> = texts.iter().map(|at| sample.columns[*at].name.clone()).collect();
        entry.doubts.push(format!(
            "respondents wrote their own answer under {}, which is not counted here: who gave no other answer is not in the base",
            crate::propose::draft::named(&names)
        ));
    }
    if are_ticks {
        entry.kind = "multiple";
        entry.why = "each answer has a column that is ticked".into();
        // A column with one word for all says by that word that its answer was chosen.
        let own = group.iter().flat_map(|at| &sample.columns[*at].words).map(|(word, _)| word.as_str());
        let labels: Vec<String> = group.iter().map(|at| header(at).1).collect();
        for word in own {
            let is_known = chosen.contains(&word)
                || not_chosen.contains(&word)
                || PLAIN_TICKS.contains(&word)
                || labels.iter().any(|label| label == word);
            if !is_known && !entry.chosen.iter().any(|known| known == word) {
                entry.chosen.push(word.to_owned());
            }
        }
        return entry;
    }
    let words: Vec<(String, u32)> = group.iter().flat_map(|at| sample.columns[*at].words.clone()).collect();
    let labels = group.iter().map(|at| &sample.columns[*at].labels).find(|labels| !labels.is_empty());
    let labels = labels.map(Vec::as_slice).unwrap_or_default();
    answers(&mut entry, (&words, sample.format.empty()), labels, None);
    entry.why = format!("each column is an item with answers of its own; {}", entry.why);
    if group.iter().any(|at| sample.columns[*at].has_more) {
        doubts.push(format!("`{}` has very many different answers", entry.id));
    }
    entry
}

fn of_column(sample: &Sample, variables: Option<&Variables>, column: &Column) -> Entry {
    if column.labels.is_empty()
        && (column.has_more || column.words.len() > 3)
        && column.numbers < column.filled
        && let Some(sign) = separator(column, sample)
    {
        let cells = Cells::Divided(column.name.clone(), sign);
        let mut entry = blank(&column.name, column.wording.as_deref(), cells);
        entry.kind = "multiple";
        entry.why = "cells hold several answers".into();
        return entry;
    }
    let mut entry = blank(&column.name, column.wording.as_deref(), Cells::One(column.name.clone()));
    let level =
        variables.and_then(|variables| variables.get(&column.name)).and_then(|variable| variable.level);
    let are_numbers = column.numbers == column.filled;
    // Codes are small, but for 99 and its like; years are waves.
    let is_large = column.words.iter().filter(|(word, _)| !words::means_missing(word)).any(|(word, _)| {
        word.parse::<f64>().is_ok_and(|number| number > 20.0 && !(1900.0..=2100.0).contains(&number))
    });
    let is_amount = are_numbers
        && column.labels.is_empty()
        && (column.has_more || column.words.len() > MOST_CODES || column.has_fraction || is_large);
    if is_amount || (level == Some(Level::Scale) && column.labels.len() < 3) {
        entry.kind = "numeric";
        entry.why = "the answers are numbers".into();
        return entry;
    }
    answers(&mut entry, (&column.words, sample.format.empty()), &column.labels, level);
    entry.is_break = is_break(column) && (2..=16).contains(&column.words.len());
    entry
}

/// Type, order and non-response of a question with answers to choose from.
fn answers(
    entry: &mut Entry,
    (found, no_answer): (&[(String, u32)], &[&str]),
    labels: &[(String, String)],
    level: Option<Level>,
) {
    let found: Vec<&(String, u32)> =
        found.iter().filter(|(word, _)| !no_answer.contains(&word.as_str())).collect();
    let is_code = |word: &String| word.parse::<i64>().is_ok();
    if labels.is_empty() && found.iter().all(|(word, _)| is_code(word)) {
        let mut codes: Vec<&String> = found.iter().map(|(word, _)| word).collect();
        codes.sort_by_key(|word| word.parse::<i64>().unwrap_or_default());
        codes.dedup();
        entry.missing =
            codes.iter().filter(|word| words::means_missing(word)).map(|word| (*word).clone()).collect();
        entry.order = codes.into_iter().cloned().collect();
        entry.why = "codes without labels".into();
        entry.doubts.push("the file has codes and does not say what they mean: add `labels`".into());
        return;
    }
    let mut names: Vec<&str> = match labels.is_empty() {
        true => found.iter().map(|(word, _)| word.as_str()).collect(),
        false => labels.iter().map(|(_, label)| label.as_str()).collect(),
    };
    names.dedup();
    let met = |name: &str| {
        found
            .iter()
            .any(|(word, _)| word == name || labels.iter().any(|(code, label)| code == word && label == name))
    };
    let mut missing: Vec<String> = Vec::new();
    for name in names.iter().filter(|name| words::means_missing(name) && met(name)) {
        if !missing.iter().any(|known| known == name) {
            missing.push((*name).to_owned());
        }
    }
    entry.missing = missing;
    let steps: Vec<&str> = names.iter().copied().filter(|name| !words::means_missing(name)).collect();
    match (words::are_scale(&steps) || level == Some(Level::Ordinal), labels.is_empty()) {
        (true, false) => {
            entry.kind = "scale";
            entry.why = "the labels are a scale".into();
        }
        (true, true) => {
            entry.why = "respondents chose one answer".into();
            entry.doubts.push(
                "the answers look like a scale: set `type: scale`, and name them in their order with `order`"
                    .into(),
            );
        }
        (false, _) => entry.why = "respondents chose one answer".into(),
    }
}

/// Whether respondents are usually grouped by a question.
fn is_break(column: &Column) -> bool {
    let text = format!("{} {}", column.name, column.wording.as_deref().unwrap_or_default()).to_lowercase();
    let parts: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).collect();
    [
        "sex",
        "gender",
        "geschlecht",
        "region",
        "bundesland",
        "district",
        "bezirk",
        "stadtbezirk",
        "altersgruppe",
        "agegroup",
        "age_group",
        "bildung",
        "education",
        "schulabschluss",
        "wohnort",
        "ostwest",
    ]
    .iter()
    .any(|word| parts.contains(word))
        && !text.contains('?')
        || ["sex", "gender", "geschlecht", "region", "bundesland"]
            .contains(&column.name.to_lowercase().as_str())
}
