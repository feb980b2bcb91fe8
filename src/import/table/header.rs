//! The header of a table: which column is called what.

use std::borrow::Cow;

use super::{Cell, Row};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::Spanned;
use crate::survey::series::Spot;

/// Headers that stand there twice are named up to so many.
const MOST_FAULTS: usize = 12;

/// The header of a table.
pub(crate) struct Head<'h> {
    /// The names of the columns.
    pub(crate) names: Vec<Option<String>>,
    row: &'h Row<'h>,
}

impl<'h> Head<'h> {
    pub(crate) fn new(row: &'h Row<'h>) -> Self {
        let name = |cell: &Cell<'_>| cell.name().map(Cow::into_owned);
        Self { names: row.cells.iter().map(name).collect(), row }
    }

    /// A diagnostic at the first cell.
    pub(crate) fn fault(&self, code: Code, message: &str) -> Diagnostic {
        self.row.fault(code, 0, message)
    }

    /// Where a header stands.
    pub(crate) fn spot(&self, index: usize) -> Spot {
        self.row.spot(index)
    }

    /// A fault for each header that stands there before; one where all are the same, since it is a title then.
    pub(crate) fn repeated(&self) -> Vec<Diagnostic> {
        let mut seen = std::collections::BTreeMap::new();
        let mut pairs = Vec::new();
        for (index, name) in self.names.iter().enumerate() {
            let Some(name) = name else { continue };
            let first = *seen.entry(name).or_insert(index);
            if first != index {
                pairs.push((name, first, index));
            }
        }
        if let [(name, first, _), _, ..] = pairs[..]
            && seen.len() == 1
        {
            let message = format!("`{name}` stands over all columns: this is a title and no header");
            return vec![
                self.row
                    .fault(Code::RepeatedName, first, &message)
                    .hint("name the cells of the table from its header on, as in `range: A3:C12`"),
            ];
        }
        pairs
            .into_iter()
            .take(MOST_FAULTS)
            .map(|(name, first, second)| self.twice(name, first, second))
            .collect()
    }

    fn twice(&self, name: &str, first: usize, second: usize) -> Diagnostic {
        let message = format!("the header `{name}` stands here twice");
        let fault = self.row.fault(Code::RepeatedName, second, &message);
        let fault = fault.hint("rename one of them, or name the wanted columns with `columns: […]`");
        match self.row.spot(first) {
            Spot { span: place, cell: None } => fault.related(place, "the first one"),
            Spot { cell: Some(_), .. } => fault,
        }
    }

    /// The column of a header that the author named.
    pub(crate) fn find(&self, word: &Spanned<String>, sink: &Diagnostics) -> Option<usize> {
        let matches = |name: &Option<String>| name.as_ref() == Some(&word.value);
        let Some(found) = self.names.iter().position(matches) else {
            let known: Vec<&str> = self.names.iter().flatten().map(String::as_str).collect();
            let message = format!("the table has no header `{}`", word.value);
            let fault = Diagnostic::error(Code::UnknownHeader, word.span.clone(), message)
                .hint(suggest(&word.value, known));
            let first = self.row.spot(0);
            sink.push(match first.cell {
                None => fault.related(first.span, "the header"),
                Some(_) => fault,
            });
            return None;
        };
        // Which of the two is meant cannot be told.
        if let Some(second) = self.names[found + 1..].iter().position(matches) {
            sink.push(self.twice(&word.value, found, found + 1 + second));
            return None;
        }
        Some(found)
    }
}
