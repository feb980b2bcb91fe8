//! How the answers of a person stand in a row: one in a cell, several in a cell, or a column for each.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::import::source_spec::tabulate::Answers;
use crate::import::table::cell::{Reading, too_many};
use crate::import::table::header::Head;
use crate::import::table::{Row, Value};
use crate::spec::Spanned;
use crate::survey::series::MOST_CATEGORIES;

/// Names in the order in which they came, found by name.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) list: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Names {
    /// The index of a name, which is new where it was not there; `None` where there are too many already.
    pub(super) fn of(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.index.get(name) {
            return Some(*at);
        }
        if self.list.len() == MOST_CATEGORIES {
            return None;
        }
        self.index.insert(name.to_owned(), self.list.len());
        self.list.push(name.to_owned());
        Some(self.list.len() - 1)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
}

/// Which cells hold answers.
pub(super) enum Form<'s> {
    Cell {
        at: usize,
        separator: Option<&'s str>,
        order: &'s [Spanned<String>],
    },
    Columns {
        at: Vec<usize>,
        headers: &'s [(Spanned<String>, String)],
        chosen: &'s [String],
        rest: &'s [String],
    },
}

impl<'s> Form<'s> {
    pub(super) fn new(answers: &'s Answers, head: &Head<'_>, sink: &Diagnostics) -> Option<Self> {
        match answers {
            Answers::Cell { header, separator, order } => {
                let at = head.find(header, sink)?;
                Some(Self::Cell { at, separator: separator.as_deref(), order })
            }
            Answers::Columns { headers, chosen, not_chosen, .. } => {
                let at: Vec<usize> =
                    headers.iter().filter_map(|(header, _)| head.find(header, sink)).collect();
                (at.len() == headers.len()).then_some(Self::Columns { at, headers, chosen, rest: not_chosen })
            }
        }
    }

    /// Whether the cells of a column are looked at.
    pub(super) fn wants(&self, column: usize) -> bool {
        match self {
            Self::Cell { at, .. } => *at == column,
            Self::Columns { at, .. } => at.contains(&column),
        }
    }

    /// Collects the answers of a row; says whether there is anything at all.
    pub(super) fn read(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        names: &mut Names,
        chosen: &mut Vec<usize>,
    ) -> Result<bool, Diagnostic> {
        let (answered, at) = match self {
            Self::Cell { at, separator, order } => {
                let Some(words) = reading.label(row, *at)? else { return Ok(false) };
                if reading.is_missing(&words) {
                    return Ok(false);
                }
                for word in divide(&words, *separator) {
                    if reading.is_missing(word) {
                        continue;
                    }
                    let Some(answer) = names.of(word) else {
                        return Err(too_many(row.spot(*at), "answers", names.len()));
                    };
                    if !order.is_empty() && answer >= order.len() {
                        return Err(unlisted(row, *at, word, order));
                    }
                    if !chosen.contains(&answer) {
                        chosen.push(answer);
                    }
                }
                (!chosen.is_empty(), *at)
            }
            Self::Columns { at, .. } => {
                let mut answered = false;
                for (answer, at) in at.iter().enumerate() {
                    let mark = self.mark(reading, row, answer, *at)?;
                    answered |= mark.is_some();
                    if mark == Some(true) {
                        chosen.push(answer);
                    }
                }
                (answered, at.first().copied().unwrap_or(0))
            }
        };
        match reading.most_answers.filter(|most| chosen.len() > *most as usize) {
            Some(most) => {
                let message =
                    format!("this person gave {} answers, but `max-answers` is {most}", chosen.len());
                Err(row.fault(Code::TooManyAnswers, at, &message).hint("correct the row, or `max-answers`"))
            }
            None => Ok(answered),
        }
    }

    /// What a cell says of its answer; `None` where it says nothing.
    fn mark(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        answer: usize,
        at: usize,
    ) -> Result<Option<bool>, Diagnostic> {
        let Self::Columns { headers, chosen, rest, .. } = self else { return Ok(None) };
        let Some(word) = reading.label(row, at)?.filter(|word| !reading.is_missing(word)) else {
            return Ok(None);
        };
        let (header, name) = &headers[answer];
        let says = |words: &[String], plain: &dyn Fn() -> bool| match words {
            [] => plain(),
            words => words.iter().any(|known| *known == word),
        };
        if says(chosen, &|| {
            *word == header.value || *word == *name || means(&row.cells[at].value, &word, true)
        }) {
            return Ok(Some(true));
        }
        if says(rest, &|| means(&row.cells[at].value, &word, false)) {
            return Ok(Some(false));
        }
        let message = format!("`{word}` does not say whether `{name}` was chosen");
        Err(row.fault(Code::UnclearAnswer, at, &message).hint(format!(
            "`1` and `0` do; else declare the words with `chosen: ['{word}']` or `not-chosen: ['{word}']`"
        )))
    }
}

/// Whether a cell is 1 or `true`, or 0 or `false`.
fn means(value: &Value<'_>, word: &str, chosen: bool) -> bool {
    match value {
        Value::Flag(value) => *value == chosen,
        _ => {
            word.eq_ignore_ascii_case(if chosen { "true" } else { "false" })
                || word.parse() == Ok(if chosen { 1.0 } else { 0.0 })
        }
    }
}

fn divide<'w>(words: &'w str, separator: Option<&'w str>) -> impl Iterator<Item = &'w str> {
    let whole = separator.is_none().then_some(words);
    let parts = separator.into_iter().flat_map(|separator| words.split(separator));
    whole.into_iter().chain(parts.map(str::trim).filter(|word| !word.is_empty()))
}

fn unlisted(row: &Row<'_>, at: usize, word: &str, order: &[Spanned<String>]) -> Diagnostic {
    let message = format!("`{word}` is none of the listed answers");
    let hint = suggest(word, order.iter().map(|word| word.value.as_str()));
    row.fault(Code::UnknownCategory, at, &message).hint(hint)
}
