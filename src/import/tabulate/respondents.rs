//! Rows of an export that are no answers of respondents: tests of the questionnaire, and second rows of the same person.

use crate::diagnostic::{Code, Diagnostic};
use crate::import::exports::columns::Export;
use crate::import::source_spec::format::Format;
use crate::import::table::Row;

/// The columns of REDCap that tell the rows of one respondent apart.
const REDCAP: [&str; 3] = ["redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"];

/// The header by which a survey tool says that a row is a test of the questionnaire or spam, and the words that say so.
pub(crate) fn tests(format: Format) -> Option<(&'static str, &'static [&'static str])> {
    match format {
        Format::Qualtrics => Some(("Status", &["Survey Preview", "Survey Test", "Spam", "1", "2", "8", "9"])),
        Format::SoSci => Some(("MODE", &["pretest", "admin", "debug"])),
        _ => None,
    }
}

/// Columns of an export that say what a row is.
#[derive(Debug, Default)]
pub(in crate::import) struct Respondents {
    /// Whether a row is a test.
    test: Option<Mark>,
    /// Whether its respondent gave up.
    unfinished: Option<Mark>,
    /// Columns that tell the rows of one respondent apart, with their names.
    events: Vec<(usize, &'static str)>,
}

/// Words of a column that say something about its row.
#[derive(Debug)]
struct Mark {
    at: usize,
    header: &'static str,
    words: &'static [&'static str],
}

impl Mark {
    fn is(&self, row: &Row<'_>) -> bool {
        let word = row.cells.get(self.at).and_then(|cell| cell.name()).unwrap_or_default();
        self.words.iter().any(|known| known.eq_ignore_ascii_case(&word))
    }
}

impl Respondents {
    /// The columns of an export, but not those that the author asks for: who filters by one has decided.
    pub(in crate::import) fn new(export: &Export, asked: &[usize]) -> Self {
        let find = |name: &str| {
            let at = export.columns.iter().position(|column| column.name == name)?;
            (!asked.contains(&at)).then_some(at)
        };
        let mark = |header: &'static str, words: &'static [&'static str]| {
            Some(Mark { at: find(header)?, header, words })
        };
        let test = tests(export.format).and_then(|(header, words)| mark(header, words));
        match export.format {
            Format::Qualtrics => {
                Self { test, unfinished: mark("Finished", &["False", "0", "No"]), events: Vec::new() }
            }
            Format::LimeSurvey => Self {
                test: None,
                unfinished: mark("submitdate", &[""]).or_else(|| mark("Date submitted", &[""])),
                events: Vec::new(),
            },
            Format::SoSci => Self { test, unfinished: mark("FINISHED", &["0", "FALSE"]), events: Vec::new() },
            Format::Redcap => Self {
                test: None,
                unfinished: None,
                events: REDCAP.into_iter().filter_map(|header| Some((find(header)?, header))).collect(),
            },
            _ => Self::default(),
        }
    }

    /// Whether the rows of one respondent must be told apart.
    pub(in crate::import) fn have_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// Whether it matters which rows are tests.
    pub(in crate::import) fn tell_tests(&self) -> bool {
        self.test.is_some()
    }

    /// Whether it matters who gave up.
    pub(in crate::import) fn tell_unfinished(&self) -> bool {
        self.unfinished.is_some()
    }

    /// Whether a row is a test of the questionnaire.
    pub(in crate::import) fn is_test(&self, row: &Row<'_>) -> bool {
        self.test.as_ref().is_some_and(|mark| mark.is(row))
    }

    /// Whether the cells of a column are looked at.
    pub(in crate::import) fn wants(&self, column: usize) -> bool {
        let marks = self.test.iter().chain(&self.unfinished).map(|mark| mark.at);
        marks.chain(self.events.iter().map(|(at, _)| *at)).any(|at| at == column)
    }

    /// A row that would be counted must be one of a respondent, once.
    pub(in crate::import) fn check(&self, row: &Row<'_>, first: &mut Vec<String>) -> Result<(), Diagnostic> {
        if let Some(test) = self.test.as_ref().filter(|test| test.is(row)) {
            let word = row.cells[test.at].name().unwrap_or_default();
            let message =
                format!("this row is a test of the questionnaire or spam: `{}` is `{word}`", test.header);
            return Err(row.fault(Code::TestAnswers, test.at, &message).hint(format!(
                "count the others only, with `where: {{{}: …}}` and the word of real answers, or take such rows out",
                test.header
            )));
        }
        let words = self.events.iter().map(|(at, _)| row.cells.get(*at).and_then(|cell| cell.name()));
        let words: Vec<String> = words.map(|word| word.unwrap_or_default().into_owned()).collect();
        if first.len() != words.len() {
            *first = words;
            return Ok(());
        }
        for ((at, header), (one, word)) in self.events.iter().zip(first.iter().zip(&words)) {
            if one != word {
                let message = format!(
                    "answers of `{one}` and of `{word}` would be counted together: a respondent may have a row for each"
                );
                return Err(row.fault(Code::OpenDimension, *at, &message).hint(format!(
                    "pick one with `where: {{{header}: '{word}'}}`, or show them side by side with `column: {header}`"
                )));
            }
        }
        Ok(())
    }

    /// Whether the respondent did not reach the end.
    pub(in crate::import) fn is_unfinished(&self, row: &Row<'_>) -> bool {
        self.unfinished.as_ref().is_some_and(|mark| mark.is(row))
    }
}
