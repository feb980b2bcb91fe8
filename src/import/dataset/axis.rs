//! What a row is counted as: by its answer, its group, or the answers that it ticks.

use std::collections::HashMap;

use super::check::{Check, Variable};
use super::condition::{Condition, Part};
use super::meaning::Meaning;
use super::recode::Recode;
use super::tally::OUT;
use super::units::BoundUnits;
use super::words::EMPTY;
use crate::diagnostic::{Code, Diagnostic};
use crate::import::labels::Labels;
use crate::import::source_spec::format::Format;
use crate::import::table::Row;
use crate::import::tabulate::answers::Marks;
use crate::spec::Spanned;

/// What a row is counted as.
#[derive(Debug, Clone)]
pub(crate) struct Axis {
    /// Who is counted at all.
    pub(crate) filter: Option<Condition>,
    /// By what.
    pub(crate) by: By,
}

/// By what rows are counted.
#[derive(Debug, Clone)]
pub(crate) enum By {
    /// All alike.
    Nothing,
    /// By the cell under a header.
    Cell(Spanned<String>),
    /// By the ticks under several headers.
    Ticks(Ticks),
    /// By groups of the answers under a header.
    Groups(Groups),
    /// By conditions, of which one holds.
    Cases(Vec<(Spanned<String>, Condition)>),
    /// By the answers under headers, all of them together.
    Units(Vec<Spanned<String>>),
}

/// Headers whose cells say whether an answer was chosen.
#[derive(Debug, Clone)]
pub(crate) struct Ticks {
    /// The headers, each with the name of its answer.
    pub(crate) headers: Vec<(Spanned<String>, String)>,
    /// Words that say that it was.
    pub(crate) chosen: Vec<String>,
    /// Words that say that it was not.
    pub(crate) not_chosen: Vec<String>,
    /// Words that say nothing.
    pub(crate) empty: Vec<String>,
}

/// How the cells under a header are put into groups.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    /// The header.
    pub(crate) header: Spanned<String>,
    /// What its codes are called.
    pub(crate) labels: Labels,
    /// The order of its answers, where they are the groups.
    pub(crate) order: Vec<Spanned<String>>,
    /// Cells that say nothing.
    pub(crate) empty: Vec<String>,
    /// Groups of answers; without it each answer is a group.
    pub(crate) recode: Option<Recode>,
}

/// An axis whose headers were found.
pub(crate) struct Bound {
    pub(crate) filter: Option<Check>,
    pub(crate) by: BoundBy,
}

/// By what rows are counted, with what is known so far.
pub(crate) enum BoundBy {
    Nothing,
    Cell(usize),
    Ticks(Box<BoundTicks>),
    Groups(Box<BoundGroups>),
    Cases(Vec<Check>, Overlap),
    Units(Box<BoundUnits>),
}

/// Respondents for whom two cases hold.
#[derive(Default)]
pub(crate) struct Overlap {
    pub(crate) count: u32,
    pub(crate) first: Option<(usize, usize)>,
}

/// Ticks, and the sets of answers that were found.
pub(crate) struct BoundTicks {
    pub(crate) ticks: Ticks,
    /// The wording of the answer set that they are.
    pub(crate) wording: Option<String>,
    /// The codes of the answers with their labels, where cells hold codes and no ticks.
    pub(crate) labels: Option<Vec<(String, String)>>,
    /// Whether any word that does not say that an answer was chosen says that it was not.
    pub(crate) others_are_no: bool,
    pub(crate) variables: Vec<usize>,
    pub(crate) format: Format,
    /// What each code of each variable says.
    pub(crate) known: Vec<Vec<Option<bool>>>,
    pub(crate) index: HashMap<Vec<bool>, u32>,
    /// The answers of each set.
    pub(crate) sets: Vec<Vec<bool>>,
    pub(crate) most: Option<u32>,
}

/// Groups, and the group of each code.
pub(crate) struct BoundGroups {
    pub(crate) groups: Groups,
    pub(crate) variable: usize,
    pub(crate) meaning: Meaning,
    /// The group of each code, counted from 1; 0 where it has none.
    pub(crate) known: Vec<u32>,
    /// How many rows have each code.
    pub(crate) counts: Vec<u32>,
    /// Codes that lie in two groups, with both.
    pub(crate) doubled: Vec<(u32, usize, usize)>,
}

impl Bound {
    /// The code of a row on this axis: 0 where it says nothing, [`OUT`] where it is not asked.
    pub(crate) fn code(
        &mut self,
        codes: &[u32],
        variables: &[Variable],
        row: &Row<'_>,
    ) -> Result<u32, Diagnostic> {
        if let Some(filter) = &mut self.filter
            && filter.holds(codes, variables) != Some(true)
        {
            return Ok(OUT);
        }
        match &mut self.by {
            BoundBy::Nothing => Ok(0),
            BoundBy::Cell(variable) => Ok(codes[*variable]),
            BoundBy::Groups(groups) => Ok(groups.code(codes, variables)),
            BoundBy::Ticks(ticks) => ticks.code(codes, variables, row),
            BoundBy::Cases(cases, overlap) => {
                let mut found = 0;
                for (at, case) in cases.iter_mut().enumerate() {
                    if case.holds(codes, variables) != Some(true) {
                        continue;
                    }
                    if found == 0 {
                        found = at as u32 + 1;
                    } else {
                        overlap.count += 1;
                        overlap.first.get_or_insert((found as usize - 1, at));
                        break;
                    }
                }
                Ok(found)
            }
            BoundBy::Units(units) => {
                units.code(codes).ok_or_else(|| row.fault(Code::TooLarge, 0, "there are too many units"))
            }
        }
    }
}

impl BoundGroups {
    fn code(&mut self, codes: &[u32], variables: &[Variable]) -> u32 {
        let code = codes[self.variable];
        let words = &variables[self.variable].words;
        while self.known.len() <= code as usize {
            let at = self.known.len() as u32;
            let group = self.group(at, words.word(at));
            self.known.push(group);
            self.counts.push(0);
        }
        self.counts[code as usize] += 1;
        self.known[code as usize]
    }

    fn group(&mut self, code: u32, word: &str) -> u32 {
        if code == EMPTY || self.groups.empty.iter().any(|empty| empty == word) {
            return 0;
        }
        let Some(recode) = &self.groups.recode else {
            return match &self.meaning.options {
                Some(options) => options.find(word).map_or(0, |answer| answer as u32 + 1),
                None => code,
            };
        };
        let is_in = |parts: &[Part]| self.meaning.is_one_of(word, parts);
        let mut found = recode.groups.iter().enumerate().filter(|(_, (_, parts))| is_in(parts));
        match (found.next(), found.next()) {
            (Some((first, _)), Some((second, _))) => {
                self.doubled.push((code, first, second));
                0
            }
            (Some((first, _)), None) => first as u32 + 1,
            (None, _) if is_in(&recode.left_out) => 0,
            (None, _) if recode.rest.is_some() => recode.groups.len() as u32 + 1,
            (None, _) => 0,
        }
    }
}

impl BoundTicks {
    /// What the answers are called.
    pub(crate) fn names(&self) -> Vec<String> {
        match &self.labels {
            Some(labels) => labels.iter().map(|(_, label)| label.clone()).collect(),
            None => self.ticks.headers.iter().map(|(_, name)| name.clone()).collect(),
        }
    }

    /// The answer whose code a cell holds; `None` where it holds none.
    fn coded(
        &self,
        place: usize,
        labels: &[(String, String)],
        codes: &[u32],
        variables: &[Variable],
        row: &Row<'_>,
    ) -> Result<Option<usize>, Diagnostic> {
        let (variable, code) = (&variables[self.variables[place]], codes[self.variables[place]]);
        let word = variable.words.word(code);
        if code == EMPTY || self.ticks.empty.iter().any(|empty| empty == word) {
            return Ok(None);
        }
        let found = labels.iter().position(|(known, _)| known == word);
        found.map(Some).ok_or_else(|| {
            let message = format!("`{word}` is not among the labelled answers of this set");
            row.fault(Code::UnclearAnswer, variable.at, &message).hint(format!(
                "label it in the program that wrote the file, or declare `empty: ['{word}']` if it is no answer"
            ))
        })
    }

    fn code(&mut self, codes: &[u32], variables: &[Variable], row: &Row<'_>) -> Result<u32, Diagnostic> {
        let mut set = Vec::with_capacity(self.variables.len());
        let mut answered = false;
        if let Some(labels) = &self.labels {
            set.resize(labels.len(), false);
            for place in 0..self.variables.len() {
                if let Some(answer) = self.coded(place, labels, codes, variables, row)? {
                    set[answer] = true;
                    answered = true;
                }
            }
        } else {
            for place in 0..self.variables.len() {
                let says = self.says(place, codes, variables, row)?;
                answered |= says.is_some();
                set.push(says == Some(true));
            }
        }
        if !answered {
            return Ok(0);
        }
        if let Some(code) = self.index.get(&set) {
            return Ok(*code);
        }
        let chosen = set.iter().filter(|chosen| **chosen).count();
        if let Some(most) = self.most.filter(|most| chosen > *most as usize) {
            let message = format!("this respondent gave {chosen} answers, but `max-answers` is {most}");
            let at = variables[self.variables[0]].at;
            return Err(row
                .fault(Code::TooManyAnswers, at, &message)
                .hint("correct the row, or `max-answers`"));
        }
        self.sets.push(set.clone());
        let code = self.sets.len() as u32;
        self.index.insert(set, code);
        Ok(code)
    }

    fn says(
        &mut self,
        place: usize,
        codes: &[u32],
        variables: &[Variable],
        row: &Row<'_>,
    ) -> Result<Option<bool>, Diagnostic> {
        let variable = &variables[self.variables[place]];
        let code = codes[self.variables[place]];
        let (header, name) = &self.ticks.headers[place];
        while self.known[place].len() <= code as usize {
            let at = self.known[place].len() as u32;
            let word = variable.words.word(at);
            let says_nothing = at == EMPTY || self.ticks.empty.iter().any(|empty| empty == word);
            let says = match says_nothing {
                true => None,
                false => {
                    let Ticks { chosen, not_chosen, .. } = &self.ticks;
                    let marks = Marks { chosen, not_chosen, format: self.format };
                    let says = marks.read(word, &header.value, name).or(self.others_are_no.then_some(false));
                    if says.is_none() && at == code {
                        let message = format!("`{word}` does not say whether `{name}` was chosen");
                        return Err(row.fault(Code::UnclearAnswer, variable.at, &message).hint(format!(
                            "`1` and `0` do; else declare the words with `chosen: ['{word}']` or `not-chosen: ['{word}']`"
                        )));
                    }
                    says
                }
            };
            self.known[place].push(says);
        }
        Ok(self.known[place][code as usize])
    }
}
