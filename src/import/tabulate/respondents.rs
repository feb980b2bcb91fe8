//! Rows of an export that are no answers of respondents: tests of the questionnaire, and second rows of the same person.

use crate::diagnostic::{Code, Diagnostic};
use crate::import::exports::columns::Export;
use crate::import::source_spec::format::Format;
use crate::import::table::Row;

/// Columns of an export that say what a row is.
#[derive(Debug, Default)]
pub(in crate::import) struct Respondents {
    /// Whether a row is a test.
    test: Option<Mark>,
    /// Whether its respondent gave up.
    unfinished: Option<Mark>,
    /// Which event of a study it belongs to, with the name of that column.
    event: Option<(usize, String)>,
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
        match export.format {
            Format::Qualtrics => Self {
                test: mark("Status", &["Survey Preview", "Survey Test", "Spam", "1", "2", "8", "9"]),
                unfinished: mark("Finished", &["False", "0", "No"]),
                event: None,
            },
            Format::LimeSurvey => Self {
                test: None,
                unfinished: mark("submitdate", &[""]).or_else(|| mark("Date submitted", &[""])),
                event: None,
            },
            Format::SoSci => Self {
                test: mark("MODE", &["pretest", "admin", "debug"]),
                unfinished: mark("FINISHED", &["0", "FALSE"]),
                event: None,
            },
            Format::Redcap => Self {
                test: None,
                unfinished: None,
                event: ["redcap_event_name", "redcap_repeat_instrument"]
                    .into_iter()
                    .find_map(|header| Some((find(header)?, header.to_owned()))),
            },
            _ => Self::default(),
        }
    }

    /// Whether the cells of a column are looked at.
    pub(in crate::import) fn wants(&self, column: usize) -> bool {
        let marks = self.test.iter().chain(&self.unfinished).map(|mark| mark.at);
        marks.chain(self.event.as_ref().map(|(at, _)| *at)).any(|at| at == column)
    }

    /// A row that would be counted must be one of a respondent, once.
    pub(in crate::import) fn check(
        &self,
        row: &Row<'_>,
        event: &mut Option<String>,
    ) -> Result<(), Diagnostic> {
        if let Some(test) = self.test.as_ref().filter(|test| test.is(row)) {
            let word = row.cells[test.at].name().unwrap_or_default();
            let message =
                format!("this row is a test of the questionnaire or spam: `{}` is `{word}`", test.header);
            return Err(row.fault(Code::TestAnswers, test.at, &message).hint(format!(
                "count the others only, with `where: {{{}: …}}` and the word of real answers, or take such rows out",
                test.header
            )));
        }
        let Some((at, header)) = &self.event else { return Ok(()) };
        let word = row.cells.get(*at).and_then(|cell| cell.name()).unwrap_or_default();
        match event {
            None => *event = Some(word.into_owned()),
            Some(first) if *first == *word => {}
            Some(first) => {
                let message = format!(
                    "answers of `{first}` and of `{word}` would be counted together: a person may have a row for each"
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
