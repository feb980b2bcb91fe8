//! A condition, bound to the columns of a table: what it says of a row.

use super::condition::{Condition, Part};
use super::meaning::Meaning;
use super::words::{EMPTY, Words};
use crate::diagnostic::Diagnostic;

/// Finds the column of a name, with what its codes mean.
type Find<'f> = dyn FnMut(&crate::spec::Spanned<String>) -> Option<(usize, Meaning)> + 'f;

/// A column of the table that is looked at.
pub(crate) struct Variable {
    /// Its header.
    pub(crate) header: String,
    /// Its place in a row.
    pub(crate) at: usize,
    /// Its different cells.
    pub(crate) words: Words,
}

/// A condition whose headers were found.
pub(crate) enum Check {
    /// All of these.
    All(Vec<Check>),
    /// At least one of these.
    Any(Vec<Check>),
    /// Not this.
    Not(Box<Check>),
    /// The answer under a header is one of these.
    Is(Box<Answer>),
}

/// What is asked of a column.
pub(crate) struct Answer {
    variable: usize,
    parts: Vec<Part>,
    meaning: Meaning,
    /// What is known of each code.
    known: Vec<Option<bool>>,
}

impl Check {
    /// Binds a condition. `find` gives the place of a header among the variables, and what its cells mean.
    pub(crate) fn new(condition: &Condition, find: &mut Find<'_>) -> Option<Self> {
        // Every header is looked up, so that all that are missing are reported.
        let mut all = |parts: &[Condition]| -> Option<Vec<Self>> {
            let found: Vec<Option<Self>> = parts.iter().map(|part| Self::new(part, find)).collect();
            found.into_iter().collect()
        };
        Some(match condition {
            Condition::All(parts) => Self::All(all(parts)?),
            Condition::Any(parts) => Self::Any(all(parts)?),
            Condition::Not(part) => Self::Not(Box::new(Self::new(part, find)?)),
            Condition::Is(header, parts) => {
                let (variable, meaning) = find(header)?;
                Self::Is(Box::new(Answer { variable, parts: parts.clone(), meaning, known: Vec::new() }))
            }
        })
    }

    /// Whether it holds for a row, given as the codes of its variables; `None` where a cell that decides is empty. A
    /// respondent of unknown age is neither younger than 18 nor not younger.
    pub(crate) fn holds(&mut self, codes: &[u32], variables: &[Variable]) -> Option<bool> {
        match self {
            Self::All(parts) => {
                let mut all = Some(true);
                for part in parts {
                    match part.holds(codes, variables) {
                        Some(false) => return Some(false),
                        None => all = None,
                        Some(true) => {}
                    }
                }
                all
            }
            Self::Any(parts) => {
                let mut any = Some(false);
                for part in parts {
                    match part.holds(codes, variables) {
                        Some(true) => return Some(true),
                        None => any = None,
                        Some(false) => {}
                    }
                }
                any
            }
            Self::Not(part) => part.holds(codes, variables).map(|holds| !holds),
            Self::Is(answer) => {
                let code = codes[answer.variable];
                if code == EMPTY {
                    return None;
                }
                let at = code as usize;
                if answer.known.len() <= at {
                    answer.known.resize(at + 1, None);
                }
                let Answer { variable, parts, meaning, known } = &mut **answer;
                let word = || variables[*variable].words.word(code);
                Some(*known[at].get_or_insert_with(|| meaning.is_one_of(word(), parts)))
            }
        }
    }

    /// Looks up all that it names, so that thousands of other words need not be compared with it.
    pub(crate) fn settle(&mut self, variables: &[Variable]) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.settle(variables)),
            Self::Not(part) => part.settle(variables),
            Self::Is(answer) => {
                let words = &variables[answer.variable].words;
                answer.known = vec![Some(false); words.len()];
                for code in answer.meaning.codes(&answer.parts, words) {
                    answer.known[code as usize] = Some(true);
                }
            }
        }
    }

    /// Columns of which a row must have one of these codes for it to hold.
    pub(crate) fn needs(&self, variables: &[Variable]) -> Vec<(usize, Vec<u32>)> {
        match self {
            Self::All(parts) => parts.iter().flat_map(|part| part.needs(variables)).collect(),
            Self::Any(_) | Self::Not(_) => Vec::new(),
            Self::Is(answer) => {
                let codes = answer.meaning.codes(&answer.parts, &variables[answer.variable].words);
                vec![(answer.variable, codes)]
            }
        }
    }

    /// What is wrong with it, now that all cells are known.
    pub(crate) fn faults(&self, variables: &[Variable]) -> Vec<Diagnostic> {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().flat_map(|part| part.faults(variables)).collect()
            }
            Self::Not(part) => part.faults(variables),
            Self::Is(answer) => {
                let Variable { header, words, .. } = &variables[answer.variable];
                answer.meaning.faults(header, &answer.parts, words)
            }
        }
    }
}
