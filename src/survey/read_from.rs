//! What a series was read from, in words for whoever checks it: which cells, how many answers, what was left out.

use std::fmt;

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadFrom {
    /// The file, with the sheet where there is one.
    pub file: String,
    /// What it was recognised as, where a survey tool or a statistical office wrote it.
    pub recognised: Option<String>,
    /// The cells or lines, header included, such as `A3:F14`.
    pub cells: String,
    /// The rows of header and last answer, counted from 1.
    pub rows: Option<(u32, u32)>,
    /// How many answers there are.
    pub answers: usize,
    /// In how many columns.
    pub columns: usize,
    /// How many respondents were counted, where the file holds answers.
    pub respondents: Option<u32>,
    /// Whether those who gave no answer were left out.
    pub answered_only: bool,
    /// How many of them did not reach the end of the questionnaire.
    pub unfinished: u32,
    /// The row that says how many answered.
    pub base_row: Option<u32>,
    /// Rows that were left out: first, last, and why.
    pub left_out: Vec<(u32, u32, String)>,
    /// Columns that were left out, by name, and why.
    pub without: Vec<(String, String)>,
}

impl ReadFrom {
    /// Adds a row that was left out; rows beside each other are one entry.
    pub fn leave_out(&mut self, row: u32, why: &str) {
        match self.left_out.last_mut() {
            Some((_, last, reason)) if *last + 1 == row && reason == why => *last = row,
            _ => self.left_out.push((row, row, why.to_owned())),
        }
    }
}

impl fmt::Display for ReadFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        if let Some(recognised) = &self.recognised {
            write!(f, "{recognised}, ")?;
        }
        write!(f, "{}: {} in {}", self.cells, many(self.answers, "answer"), many(self.columns, "column"))?;
        if let Some(counted) = self.respondents {
            write!(f, ", {} counted", many(counted as usize, "respondent"))?;
        }
        if self.unfinished > 0 {
            write!(f, ", of whom {} did not finish", self.unfinished)?;
        }
        if let Some(row) = self.base_row {
            write!(f, ", n from row {row}")?;
        }
        for (first, last, why) in &self.left_out {
            match first == last {
                true => write!(f, ", row {first} left out: {why}")?,
                false => write!(f, ", rows {first} to {last} left out: {why}")?,
            }
        }
        self.without.iter().try_for_each(|(name, why)| write!(f, ", column `{name}` left out: {why}"))
    }
}

#[cfg(test)]
mod tests {
    use super::ReadFrom;

    #[test]
    fn what_was_read_in_a_sentence() {
        let mut read = ReadFrom {
            cells: "A3:F14".to_owned(),
            answers: 11,
            columns: 5,
            base_row: Some(13),
            ..ReadFrom::default()
        };
        read.leave_out(15, "notes");
        read.leave_out(16, "notes");
        read.leave_out(17, "hidden");
        let said = "A3:F14: 11 answers in 5 columns, n from row 13, rows 15 to 16 left out: notes, row 17 left out: hidden";
        assert_eq!(read.to_string(), said);
    }
}
