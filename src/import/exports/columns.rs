//! The columns of an export by question, and what the questions are called.

use std::collections::BTreeMap;

use super::super::source_spec::format::Format;
use super::super::variables::{AnswerSet, Missing};
use super::layout::Layout;
use crate::diagnostic::Span;
use crate::spec::Spanned;
use crate::survey::names::{folded, same};

/// An export that was recognised.
#[derive(Debug)]
pub(crate) struct Export {
    /// Who wrote it.
    pub(crate) format: Format,
    /// So many rows are headers.
    pub(crate) header_rows: usize,
    /// Its columns in their order.
    pub(crate) columns: Vec<Column>,
    /// What its dictionary says of questions, by their codes.
    pub(crate) questions: BTreeMap<String, Question>,
    /// Where its figures and their dimensions are, if it holds figures.
    pub(crate) layout: Option<Layout>,
    /// Questions whose answers are in several columns, as the file says.
    pub(crate) sets: Vec<AnswerSet>,
}

/// A column of a survey's export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Column {
    /// The name that the author writes: the code of its question, or the header.
    pub(crate) name: String,
    /// The wording of its question.
    pub(crate) wording: Option<String>,
    /// The option that it is about, where a question has a column for each.
    pub(crate) option: Option<Choice>,
}

/// One of the options of a question that has a column for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The code of the question.
    pub(crate) question: String,
    /// The code of the option.
    pub(crate) code: String,
    /// What respondents read.
    pub(crate) label: String,
    /// Whether respondents wrote into it: that they did is the answer, what they wrote is not shown.
    pub(crate) is_text: bool,
}

/// What a dictionary says of a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Question {
    /// Its wording.
    pub(crate) wording: Option<String>,
    /// Its codes with their labels, in the order of the questionnaire.
    pub(crate) labels: Vec<(String, String)>,
    /// Values that are no answers.
    pub(crate) missing: Vec<Missing>,
}

impl Export {
    pub(crate) fn new(format: Format, header_rows: usize, columns: Vec<Column>) -> Self {
        Self { format, header_rows, columns, questions: BTreeMap::new(), layout: None, sets: Vec::new() }
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> Vec<Option<String>> {
        let name = |column: &Column| Some(column.name.clone()).filter(|name| !name.is_empty());
        self.columns.iter().map(name).collect()
    }

    /// The columns with the options of a question.
    pub(crate) fn options(&self, question: &str) -> Vec<usize> {
        let is_option =
            |column: &Column| column.option.as_ref().is_some_and(|choice| same(&choice.question, question));
        (0..self.columns.len()).filter(|at| is_option(&self.columns[*at])).collect()
    }

    /// The answer set that the author names instead of headers.
    pub(crate) fn set(&self, headers: &[(Spanned<String>, String)]) -> Option<&AnswerSet> {
        let [(header, _)] = headers else { return None };
        self.sets.iter().find(|set| same(&set.name, &header.value))
    }

    /// The columns of an answer set, each with the name of its answer: the label of the value that counts or that of the
    /// variable.
    pub(crate) fn members(&self, set: &AnswerSet, named: &Span) -> Vec<(Spanned<String>, String)> {
        let mut members: Vec<(Spanned<String>, String)> = Vec::new();
        for variable in &set.variables {
            let question = self.question(variable);
            let of_value = || {
                let counted = set.counted.as_ref().filter(|_| set.by_value)?;
                let (_, label) = question?.labels.iter().find(|(code, _)| code == counted)?;
                Some(label.clone())
            };
            let name = of_value()
                .or_else(|| question?.wording.clone())
                .filter(|name| members.iter().all(|(_, known)| known != name))
                .unwrap_or_else(|| variable.clone());
            members.push((Spanned { value: variable.clone(), span: named.clone() }, name));
        }
        members
    }

    /// What the dictionary says of the question of a column. KoboToolbox writes the groups of a form before its questions.
    pub(crate) fn question(&self, code: &str) -> Option<&Question> {
        let code = folded(code);
        let last = code.rsplit('/').next().unwrap_or(&code);
        self.questions.get(code.as_ref()).or_else(|| self.questions.get(last))
    }

    /// The wording of a question, from the dictionary or else from the headers: that of the column itself, or of the question
    /// that it is an option of.
    pub(crate) fn wording(&self, at: usize, is_option: bool) -> Option<String> {
        let column = self.columns.get(at)?;
        let asked = column.option.as_ref().filter(|_| is_option).map(|choice| &choice.question);
        let own = self.question(asked.unwrap_or(&column.name)).and_then(|question| question.wording.clone());
        own.or_else(|| column.wording.clone()).filter(|wording| !wording.trim().is_empty())
    }

    /// What was recognised, in words; nothing of a plain table.
    pub(crate) fn note(&self) -> Option<String> {
        let what = self.format.name();
        match (self.format, self.header_rows) {
            (Format::Plain, _) => None,
            // A table of GENESIS begins with its titles.
            (Format::GenesisTable, rows) => Some(format!("{what} with {rows} rows above its figures")),
            (_, 1) => Some(format!("{what} with 1 header row")),
            (_, rows) => Some(format!("{what} with {rows} header rows")),
        }
    }
}
