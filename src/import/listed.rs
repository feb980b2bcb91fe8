//! The rows of a small table as words, whatever file it is in, for those who want neither figures nor answers.

use super::table::Row;
use super::table::cell::Reading;
use crate::diagnostic::{Diagnostic, Span};

/// The cells of a row, each with its place.
pub(crate) type Words = Vec<(String, Span)>;

/// Rows while they are listed.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    rows: Vec<Words>,
    most: usize,
}

impl Listed {
    /// Takes a row; says whether there may be more.
    ///
    /// # Errors
    /// A diagnostic where a cell holds no word.
    pub(crate) fn row(&mut self, reading: Reading<'_>, row: &Row<'_>) -> Result<bool, Diagnostic> {
        let word =
            |at: usize| Ok((reading.label(row, at)?.unwrap_or_default().into_owned(), row.spot(at).span));
        self.rows.push((0..row.cells.len()).map(word).collect::<Result<_, Diagnostic>>()?);
        Ok(self.rows.len() <= self.most)
    }

    /// Forgets the header, which comes again.
    pub(crate) fn begin_again(&mut self) {
        self.rows.clear();
    }

    /// A table of at most so many rows.
    pub(crate) fn up_to(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// The rows, with that of the header.
    pub(crate) fn into_rows(self) -> Vec<Words> {
        self.rows
    }
}
