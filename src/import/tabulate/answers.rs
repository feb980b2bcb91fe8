//! How the answers of a respondent are stored in a row: one in a cell, several in a cell, or a column for each.

use std::borrow::Cow;

use super::codes::Codes;
use super::doubts::{Pieces, Unlisted};
use super::names::{Names, Options, divide};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::import::exports::columns::Export;
use crate::import::source_spec::format::Format;
use crate::import::source_spec::tabulate::{Answers, Other, Tabulate};
use crate::import::table::Row;
use crate::import::table::cell::{Reading, too_many};
use crate::import::table::header::Head;
use crate::import::variables::AnswerSet;
use crate::spec::Spanned;

/// Which cells hold answers.
pub(super) struct Form<'s> {
    cells: Cells<'s>,
    /// The program that wrote them.
    format: Format,
    /// The wording of the answer set that they are.
    of_set: Option<String>,
}

enum Cells<'s> {
    One {
        header: &'s Spanned<String>,
        at: usize,
        separator: Option<&'s str>,
        options: Option<Options>,
        codes: Codes,
        /// Whatever is not listed counts as this answer.
        unlisted: Option<&'s str>,
        /// A column of texts, each of which counts as this answer.
        texts: Option<(usize, &'s str)>,
    },
    Ticks {
        ticks: Vec<Tick>,
        chosen: Cow<'s, [String]>,
        rest: &'s [String],
        /// Whether any other word says that an answer was not chosen.
        others_are_no: bool,
    },
    /// Columns that each hold the code of an answer.
    Several { columns: Vec<(usize, String)>, options: Option<Options>, codes: Codes },
}

/// A column that says whether an answer was chosen.
struct Tick {
    at: usize,
    header: String,
    name: String,
    /// Whether respondents wrote into it: any text says yes.
    is_text: bool,
    /// What its codes mean.
    codes: Codes,
}

/// What was read so far of all rows, beside the sums.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The answers.
    pub(super) names: Names,
    unlisted: Unlisted,
    pieces: Pieces,
}

impl<'s> Form<'s> {
    pub(super) fn new(
        reading: Reading<'s>,
        tabulate: &'s Tabulate,
        head: &Head,
        export: Option<&Export>,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let format = export.map_or(Format::Plain, |export| export.format);
        let cells = match &tabulate.answers {
            Answers::Cell { header, separator, order } => {
                let at = head.find(header, sink)?;
                let separator = separator.as_deref().or(format.separator().filter(|_| reading.several));
                let codes = Codes::answers(reading, export, &header.value);
                let options = options(&codes, order, sink)?;
                let mut cells =
                    Cells::One { header, at, separator, options, codes, unlisted: None, texts: None };
                cells.add_other(tabulate.other.as_ref(), head, sink)?;
                cells
            }
            Answers::Columns { headers, first, .. }
                if let Some(set) = export.and_then(|export| export.set(headers))
                    && let Some(export) = export =>
            {
                of_set(reading, set, &export.members(set, first), head, export, sink)?
            }
            Answers::Columns { headers, chosen, not_chosen, .. } => {
                let mut ticks = ticks(reading, headers, head, export, sink)?;
                if let Some(Other::Column(header, name)) = &tabulate.other {
                    let at = head.find(header, sink)?;
                    ticks.retain(|tick| tick.at != at);
                    ticks.push(Tick {
                        at,
                        header: header.value.clone(),
                        name: name.clone(),
                        is_text: true,
                        codes: Codes::default(),
                    });
                }
                let chosen = Cow::Borrowed(chosen.as_slice());
                Cells::Ticks { ticks, chosen, rest: not_chosen, others_are_no: false }
            }
        };
        let of_set = match &tabulate.answers {
            Answers::Columns { headers, .. } => export.and_then(|export| export.set(headers)?.label.clone()),
            Answers::Cell { .. } => None,
        };
        Some(Self { cells, format, of_set })
    }

    /// The answers that are known before the first row.
    pub(super) fn seen(&self) -> Seen {
        let mut seen = Seen::default();
        match &self.cells {
            Cells::One { options: Some(options), unlisted, texts, .. } => {
                let more = unlisted.iter().copied().chain(texts.iter().map(|(_, name)| *name));
                for name in options.names.list.iter().map(String::as_str).chain(more) {
                    seen.names.of(name);
                }
            }
            Cells::Several { options: Some(options), .. } => {
                for name in &options.names.list {
                    seen.names.of(name);
                }
            }
            Cells::One { .. } | Cells::Several { .. } => {}
            Cells::Ticks { ticks, .. } => {
                for tick in ticks {
                    seen.names.of(&tick.name);
                }
            }
        }
        seen
    }

    /// The wording of the question, where the file has it.
    pub(super) fn wording(&self, export: &Export) -> Option<String> {
        match &self.of_set {
            Some(wording) => Some(wording.clone()),
            None => export.wording(self.first(), matches!(self.cells, Cells::Ticks { .. })),
        }
    }

    /// The first column, by which the question is known.
    fn first(&self) -> usize {
        match &self.cells {
            Cells::One { at, .. } => *at,
            Cells::Ticks { ticks, .. } => ticks.first().map_or(0, |tick| tick.at),
            Cells::Several { columns, .. } => columns.first().map_or(0, |(at, _)| *at),
        }
    }

    /// Whether the cells of a column are looked at.
    pub(super) fn wants(&self, column: usize) -> bool {
        match &self.cells {
            Cells::One { at, texts, .. } => *at == column || texts.is_some_and(|(at, _)| at == column),
            Cells::Ticks { ticks, .. } => ticks.iter().any(|tick| tick.at == column),
            Cells::Several { columns, .. } => columns.iter().any(|(at, _)| *at == column),
        }
    }

    /// Collects the answers of a row; says whether there is anything at all.
    pub(super) fn read(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        seen: &mut Seen,
        chosen: &mut Vec<usize>,
    ) -> Result<bool, Diagnostic> {
        let answered = match &self.cells {
            Cells::One { .. } => {
                self.one(reading, row, seen, chosen)?;
                !chosen.is_empty()
            }
            Cells::Several { columns, options, codes } => {
                for (at, _) in columns {
                    let is_missing = |word: &str| self.is_missing(reading, word) || codes.is_missing(word);
                    let Some(word) = reading.label(row, *at)?.filter(|word| !is_missing(word)) else {
                        continue;
                    };
                    let answer = match options {
                        Some(options) => options.find(&word),
                        None => Some(
                            seen.names
                                .of(&word)
                                .ok_or_else(|| too_many(row.spot(*at), "answers", seen.names.len()))?,
                        ),
                    };
                    match answer {
                        Some(answer) if chosen.contains(&answer) => {}
                        Some(answer) => chosen.push(answer),
                        None => seen.unlisted.add(&word, row, *at),
                    }
                }
                !chosen.is_empty()
            }
            Cells::Ticks { ticks, .. } => {
                let mut answered = false;
                for (answer, tick) in ticks.iter().enumerate() {
                    let mark = self.mark(reading, row, tick)?;
                    answered |= mark.is_some();
                    if mark == Some(true) {
                        chosen.push(answer);
                    }
                }
                answered
            }
        };
        match reading.most_answers.filter(|most| chosen.len() > *most as usize) {
            Some(most) => Err(self.too_many_answers(reading, row, seen, chosen, most)),
            None => Ok(answered),
        }
    }

    fn too_many_answers(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        seen: &Seen,
        chosen: &[usize],
        most: u32,
    ) -> Diagnostic {
        let count = chosen.len();
        if reading.several {
            let message = format!("this respondent gave {count} answers, but `max-answers` is {most}");
            return row
                .fault(Code::TooManyAnswers, self.first(), &message)
                .hint("correct the row, or `max-answers`");
        }
        let names: Vec<String> =
            chosen.iter().map(|answer| format!("`{}`", seen.names.list[*answer])).collect();
        let message =
            format!("this respondent gave {count} answers, but the question took one: {}", names.join(", "));
        row.fault(Code::TooManyAnswers, self.first(), &message)
            .hint("correct the row, or set `type: multiple` if several answers were allowed")
    }

    /// The answers in one cell, and the text beside it.
    fn one(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        seen: &mut Seen,
        chosen: &mut Vec<usize>,
    ) -> Result<(), Diagnostic> {
        let Cells::One { at, separator, options, codes, unlisted, texts, .. } = &self.cells else {
            return Ok(());
        };
        let words = reading.label(row, *at)?.filter(|words| !self.is_missing(reading, words));
        // Most cells hold one answer, and there may be a million of them: those need no list.
        let whole = words.as_deref().filter(|_| separator.is_none());
        let pieces = match (words.as_deref(), separator) {
            (Some(words), Some(separator)) => divide(words, separator, options.as_ref()),
            _ => Vec::new(),
        };
        let is_divided = options.is_none() && separator.is_some();
        let mut all = Vec::new();
        for word in whole.into_iter().chain(pieces) {
            if self.is_missing(reading, word) || codes.is_missing(word) {
                continue;
            }
            let listed = options.as_ref().and_then(|options| options.find(word));
            let name = match (options, texts) {
                // LimeSurvey writes this code where the answer is the text beside it.
                (_, Some((_, other))) if word == "-oth-" => *other,
                (None, _) => word,
                (Some(_), _) if listed.is_some() => word,
                (Some(_), _) => match unlisted {
                    Some(other) => *other,
                    None => {
                        seen.unlisted.add(word, row, *at);
                        continue;
                    }
                },
            };
            let Some(answer) = listed.or_else(|| seen.names.of(name)) else {
                return Err(too_many(row.spot(*at), "answers", seen.names.len()));
            };
            if is_divided {
                all.push(answer);
            }
            if !chosen.contains(&answer) {
                chosen.push(answer);
            }
        }
        if is_divided {
            seen.pieces.add(&all);
        }
        if let Some((at, other)) = texts
            && (reading.several || chosen.is_empty())
            && reading.label(row, *at)?.is_some_and(|words| !self.is_missing(reading, &words))
            && let Some(other) = seen.names.of(other)
            && !chosen.contains(&other)
        {
            chosen.push(other);
        }
        Ok(())
    }

    fn is_missing(&self, reading: Reading<'_>, word: &str) -> bool {
        reading.is_missing(word) || self.format.empty().contains(&word)
    }

    /// What a cell says of its answer; `None` where it says nothing.
    fn mark(&self, reading: Reading<'_>, row: &Row<'_>, tick: &Tick) -> Result<Option<bool>, Diagnostic> {
        let Cells::Ticks { chosen, rest, others_are_no, .. } = &self.cells else { return Ok(None) };
        let is_missing = |word: &str| self.is_missing(reading, word) || tick.codes.is_missing(word);
        let Some(word) = reading.label(row, tick.at)?.filter(|word| !is_missing(word)) else {
            return Ok(None);
        };
        if tick.is_text {
            return Ok(Some(true));
        }
        let marks = Marks { chosen, not_chosen: rest, format: self.format };
        if let Some(says) = marks.read(&word, &tick.header, &tick.name).or(others_are_no.then_some(false)) {
            return Ok(Some(says));
        }
        let message = format!("`{word}` does not say whether `{}` was chosen", tick.name);
        Err(row.fault(Code::UnclearAnswer, tick.at, &message).hint(format!(
            "`1` and `0` do; else declare the words with `chosen: ['{word}']` or `not-chosen: ['{word}']`"
        )))
    }

    /// What is wrong with the answers as a whole, once all rows are read.
    pub(super) fn doubt(&self, seen: &mut Seen) -> Option<Diagnostic> {
        if let Some(fault) = std::mem::take(&mut seen.unlisted).fault(&seen.names) {
            return Some(fault);
        }
        let Cells::One { header, separator, .. } = &self.cells else { return None };
        // Blanks divide codes, and a stroke is in no option.
        let separator = separator.filter(|separator| matches!(separator.trim(), "," | ";"))?;
        seen.pieces.fault(&seen.names, separator, header)
    }
}

impl<'s> Cells<'s> {
    /// Adds the answer under which texts in respondents' own words count.
    fn add_other(&mut self, other: Option<&'s Other>, head: &Head, sink: &Diagnostics) -> Option<()> {
        let Self::One { options, unlisted, texts, .. } = self else { return Some(()) };
        match other {
            None => {}
            Some(Other::Unlisted(name)) => {
                if options.is_none() {
                    let message =
                        "`other` counts what is not listed, but no list says which answers there are";
                    sink.push(
                        Diagnostic::error(Code::MisplacedKey, name.span.clone(), message)
                            .hint("list the answers with `order: […]`, or with `labels`"),
                    );
                    return None;
                }
                *unlisted = Some(&name.value);
            }
            Some(Other::Column(header, name)) => *texts = Some((head.find(header, sink)?, name)),
        }
        Some(())
    }
}

/// The answers that the author or a dictionary lists.
fn options(codes: &Codes, order: &[Spanned<String>], sink: &Diagnostics) -> Option<Option<Options>> {
    let labels = &codes.labels;
    match Options::new(order, labels) {
        Ok(options) => Some(options),
        Err(word) => {
            let message = format!("`{}` is no label and no code", word.value);
            let hint =
                suggest(&word.value, labels.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>());
            sink.push(Diagnostic::error(Code::UnknownCategory, word.span.clone(), message).hint(hint));
            None
        }
    }
}

/// The columns of an answer set: ticks, or the codes of answers.
fn of_set<'s>(
    reading: Reading<'s>,
    set: &AnswerSet,
    members: &[(Spanned<String>, String)],
    head: &Head,
    export: &Export,
    sink: &Diagnostics,
) -> Option<Cells<'s>> {
    if let Some(counted) = &set.counted {
        // The author's names of answers win over those of the file.
        let named = |(header, name): &(Spanned<String>, String)| {
            let own = reading.labels.pairs.iter().find(|(code, _)| code.value == header.value);
            (header.clone(), own.map_or_else(|| name.clone(), |(_, label)| label.clone()))
        };
        let members: Vec<_> = members.iter().map(named).collect();
        let ticks = ticks(reading, &members, head, Some(export), sink)?;
        return Some(Cells::Ticks {
            ticks,
            chosen: Cow::Owned(vec![counted.clone()]),
            rest: &[],
            others_are_no: true,
        });
    }
    let place =
        |(header, _): &(Spanned<String>, String)| Some((head.find(header, sink)?, header.value.clone()));
    let columns: Option<Vec<_>> = members.iter().map(place).collect();
    let columns = columns.filter(|columns| !columns.is_empty())?;
    let codes = Codes::answers(reading, Some(export), &columns.first()?.1);
    let options = options(&codes, &[], sink)?;
    Some(Cells::Several { columns, options, codes })
}

/// The columns of single answers: those that are named, or all options of the one question that is named.
fn ticks(
    reading: Reading<'_>,
    headers: &[(Spanned<String>, String)],
    head: &Head,
    export: Option<&Export>,
    sink: &Diagnostics,
) -> Option<Vec<Tick>> {
    let all = match (headers, export) {
        ([(question, _)], Some(export)) => export.options(&question.value),
        _ => Vec::new(),
    };
    let before = sink.len();
    let columns: Vec<(usize, String, Option<&str>)> = match all.is_empty() {
        false => all.into_iter().map(|at| (at, head.names[at].clone().unwrap_or_default(), None)).collect(),
        true => headers
            .iter()
            .filter_map(|(header, name)| {
                let own = Some(name.as_str()).filter(|name| *name != header.value);
                Some((head.find(header, sink)?, header.value.clone(), own))
            })
            .collect(),
    };
    let mut ticks: Vec<Tick> = Vec::new();
    for (at, header, own) in columns {
        let choice = export.and_then(|export| export.columns.get(at)?.option.as_ref());
        let label = choice.map(|choice| {
            let labels = || export.and_then(|export| export.question(&choice.question)).into_iter();
            let known = labels().flat_map(|question| &question.labels).find(|(code, _)| *code == choice.code);
            known.map_or_else(|| choice.label.clone(), |(_, label)| label.clone())
        });
        let declared =
            reading.labels.pairs.iter().find(|(code, _)| {
                code.value == header || choice.is_some_and(|choice| choice.code == code.value)
            });
        let name = own
            .map(str::to_owned)
            .or_else(|| declared.map(|(_, label)| label.clone()))
            .or(label)
            .filter(|name| ticks.iter().all(|tick| tick.name != *name))
            .unwrap_or_else(|| header.clone());
        let codes = Codes::groups(export, &header);
        let is_text = choice.is_some_and(|choice| choice.is_text);
        ticks.push(Tick { at, header, name, is_text, codes });
    }
    (sink.len() == before).then_some(ticks)
}

/// Words that say whether an answer was chosen.
#[derive(Clone, Copy)]
pub(in crate::import) struct Marks<'w> {
    /// Those that say that it was; without them `1`, `true`, the answer itself and those of the format.
    pub(in crate::import) chosen: &'w [String],
    /// Those that say that it was not; without them `0`, `false` and those of the format.
    pub(in crate::import) not_chosen: &'w [String],
    /// The program that wrote them.
    pub(in crate::import) format: Format,
}

impl Marks<'_> {
    /// Whether the answer was chosen; `None` where the word does not say.
    pub(in crate::import) fn read(self, word: &str, header: &str, name: &str) -> Option<bool> {
        let (own_yes, own_no) = self.format.ticks();
        let says = |words: &[String], own: &[&str], plain: bool| match (words, own) {
            ([], []) => means(word, plain),
            ([], own) => own.iter().any(|known| known.eq_ignore_ascii_case(word)),
            (words, _) => words.iter().any(|known| *known == word),
        };
        let is_named = word == header || word == name;
        if (self.chosen.is_empty() && is_named) || says(self.chosen, own_yes, true) {
            return Some(true);
        }
        says(self.not_chosen, own_no, false).then_some(false)
    }
}

/// Whether a word is 1 or `true`, or 0 or `false`, as a truth value is written too.
fn means(word: &str, chosen: bool) -> bool {
    word.eq_ignore_ascii_case(if chosen { "true" } else { "false" })
        || word.parse() == Ok(if chosen { 1.0 } else { 0.0 })
}
