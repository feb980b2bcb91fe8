//! A table of figures while it is read.

use super::table::Row;
use super::table::body::{Body, Kind, warning};
use super::table::cell::Reading;
use super::table::header::Head;
use super::table::imported::Figures;
use super::table::sink::Sink;
use super::table::wide_long;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::survey::read_from::ReadFrom;

/// So many warnings about one table are enough.
pub(super) const MOST_WARNINGS: usize = 6;

/// A table of figures.
pub(super) struct Table<'s> {
    pub(super) head: Head,
    pub(super) plan: wide_long::Plan<'s>,
    pub(super) body: Body<'s>,
    pub(super) sink: Sink,
}

impl Table<'_> {
    /// Takes a row; says whether it holds an answer.
    pub(super) fn row(
        &mut self,
        reading: Reading<'_>,
        row: &Row<'_>,
        warnings: &Diagnostics,
    ) -> Result<bool, Diagnostic> {
        let width = self.head.width();
        let is_whole = row.fits(width);
        if is_whole && !self.plan.asks_for(row) {
            return Ok(false);
        }
        let Kind::Answer(named) = self.body.sort(row, &self.head)? else { return Ok(false) };
        if !is_whole {
            return Err(ragged(row, width));
        }
        for bare in self.body.inside() {
            if warnings.len() < MOST_WARNINGS {
                let message = format!("`{}` has no figures, and rows with figures follow", bare.name);
                warnings.push(warning(Code::RowWithoutFigures, &bare.spot, &message).hint(format!(
                    "leave a heading out with `skip: ['{}']`; if the figure was not published, write a word into its cell and declare it with `empty`",
                    bare.name
                )));
            }
            self.sink.bare(bare.name, &bare.spot);
        }
        self.plan.row(reading, row, named, &mut self.sink).map(|()| true)
    }

    pub(super) fn finish(
        mut self: Box<Self>,
        reading: Reading<'_>,
        rows: usize,
        (last, beside): (Option<u32>, &[&str]),
        errors: &Diagnostics,
        warnings: &Diagnostics,
    ) -> Result<Figures, Diagnostic> {
        let (bare, notes) = self.body.below();
        bare.into_iter().for_each(|bare| self.sink.bare(bare.name, &bare.spot));
        warnings.extend(notes);
        errors.extend(self.body.date_fault());
        if errors.is_empty() {
            errors.extend(self.body.unmet(self.sink.names(), beside));
            errors.extend(self.body.open_turn());
        }
        let sizes = self.body.base.as_ref().and_then(|(_, cells)| self.plan.sizes(cells, reading));
        let figures = self.sink.finish(reading, rows)?;
        let mut read = ReadFrom {
            rows: self.head.number.zip(last).filter(|_| !reading.spec.transpose),
            base_row: self.body.base.as_ref().and_then(|(number, _)| *number),
            without: self.plan.without.iter().map(|name| (name.clone(), "hidden".to_owned())).collect(),
            ..ReadFrom::default()
        };
        for row in &self.body.left_out {
            if let Some(number) = row.number {
                read.leave_out(number, row.why);
            }
        }
        Ok(Figures { sizes, read: Some(read), ..figures })
    }
}

/// The fault of a row with another number of cells than the header.
pub(super) fn ragged(row: &Row<'_>, wanted: usize) -> Diagnostic {
    let message = format!("this row has {} cells, the header {wanted}", row.cells.len());
    row.fault(Code::RaggedRow, 0, &message).hint(
        "add the missing delimiters, or put a cell that holds one in quotes; `delimiter: ';'` declares another one",
    )
}
