//! Which rows and cells of a file were read.

use super::source_spec::cell_range::{Area, cell_name};
use super::table::cell::Reading;
use super::table::edges::position;
use super::table::imported::Figures;
use super::table::{Origin, Row};
use crate::survey::read_from::ReadFrom;

/// The rows from the first of the header to the last that was read.
#[derive(Default)]
pub(super) struct Extent {
    cells: Option<Area>,
    sheet: Option<String>,
    first: Option<u32>,
    pub(super) last: Option<u32>,
}

impl Extent {
    /// Takes a row of the header.
    pub(super) fn see(&mut self, row: &Row<'_>) {
        if let Origin::Sheet { sheet, .. } = &row.origin {
            self.sheet.get_or_insert_with(|| (*sheet).to_owned());
            let ends = (row.cells.first().and_then(position), row.cells.last().and_then(position));
            if let (Some(first), Some(last)) = ends {
                let area = self.cells.get_or_insert(Area { first, last });
                area.last = last;
            }
        }
        self.first = self.first.or(row.number());
        self.see_below(row);
    }

    /// Takes a row below the header.
    pub(super) fn see_below(&mut self, row: &Row<'_>) {
        self.last = row.number().or(self.last);
    }

    /// The same figures with where they were read from, beside what their reader says of that.
    pub(super) fn told(&self, figures: Figures, reading: Reading<'_>) -> Figures {
        let read = ReadFrom {
            file: self.file(reading),
            cells: self.words(),
            answers: figures.categories.len(),
            columns: figures.columns.len().max(1),
            ..figures.read.unwrap_or_default()
        };
        Figures { read: Some(read), ..figures }
    }

    /// The file, with the sheet.
    fn file(&self, reading: Reading<'_>) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}, sheet `{sheet}`", reading.spec.file.value),
            None => reading.spec.file.value.clone(),
        }
    }

    /// The rows in words, up to the last that was read.
    fn words(&self) -> String {
        match (self.cells, self.first, self.last) {
            (Some(Area { first, last: end }), _, Some(last)) => {
                format!("{}:{}", cell_name(first.0, first.1), cell_name(last.saturating_sub(1), end.1))
            }
            // Where the header is no row, it has the number 0.
            (_, Some(0), Some(last)) => format!("rows 1 to {last}"),
            (_, Some(first), Some(last)) => format!("lines {first} to {last}"),
            _ => "all".to_owned(),
        }
    }
}
