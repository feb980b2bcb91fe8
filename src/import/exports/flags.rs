//! The flags that an office writes beside figures, as a note on the series.

use std::collections::BTreeMap;

/// So many figures are named with their flags in the note on a series.
const MOST_FLAGGED: usize = 60;

/// Flags, each with the figures that it is beside.
#[derive(Debug, Default)]
pub(super) struct Flags {
    figures: BTreeMap<String, Vec<String>>,
    count: usize,
}

impl Flags {
    /// Notes a flag of the figure of a category in a column.
    pub(super) fn add(&mut self, flag: &str, category: &str, column: Option<&str>) {
        self.count += 1;
        if self.count <= MOST_FLAGGED {
            let figure = column.map_or_else(|| category.to_owned(), |column| format!("{category} {column}"));
            self.figures.entry(flag.to_owned()).or_default().push(figure);
        }
    }

    /// The note, in which a flag goes by the meaning that the author gives to it.
    pub(super) fn note(&self, meanings: &[(String, String)]) -> Option<String> {
        let line = |(flag, figures): (&String, &Vec<String>)| {
            let declared = meanings.iter().find(|(known, _)| known == flag);
            let meaning = declared.map_or(flag, |(_, meaning)| meaning);
            format!("{meaning}: {}", figures.join(", "))
        };
        let mut lines: Vec<String> = self.figures.iter().map(line).collect();
        if self.count > MOST_FLAGGED {
            lines.push("…".to_owned());
        }
        Some(lines.join("; ")).filter(|note| !note.is_empty())
    }
}
