//! The cells of a row as codes.

use super::check::Variable;
use super::words::{EMPTY, MOST_WORDS};
use crate::diagnostic::Diagnostic;
use crate::import::exports::columns::Export;
use crate::import::table::Row;
use crate::import::table::cell::{Reading, too_many};

/// The columns that are looked at, and the codes of the row at hand.
pub(crate) struct Coder {
    pub(crate) variables: Vec<Variable>,
    pub(crate) codes: Vec<u32>,
    /// Words by which the program that wrote the file says that there is no answer.
    no_answer: &'static [&'static str],
}

impl Coder {
    /// Codes of these columns.
    pub(crate) fn new(variables: Vec<Variable>, export: Option<&Export>) -> Self {
        Self {
            codes: vec![EMPTY; variables.len()],
            no_answer: export.map_or(&[], |export| export.format.empty()),
            variables,
        }
    }

    /// Reads the cells of a row.
    ///
    /// # Errors
    /// A diagnostic where a cell cannot be understood.
    pub(crate) fn read(&mut self, reading: Reading<'_>, row: &Row<'_>) -> Result<(), Diagnostic> {
        for (variable, code) in self.variables.iter_mut().zip(&mut self.codes) {
            *code = match reading.label(row, variable.at)? {
                None => EMPTY,
                Some(word) if reading.is_missing(&word) || self.no_answer.contains(&word.as_ref()) => EMPTY,
                Some(word) => match variable.words.code(&word, row, variable.at) {
                    Some(code) => code,
                    None => return Err(too_many(row.spot(variable.at), "different answers", MOST_WORDS)),
                },
            };
        }
        Ok(())
    }
}
