//! A table whose rows are the columns of a series: it is held as a whole and turned.

use super::{At, Cell, Origin, Row, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::survey::series::Spot;

/// A table that is turned may have so many cells: each keeps its place.
const MOST_CELLS: usize = 200_000;

/// Rows that wait for the last one.
#[derive(Default)]
pub(crate) struct Transposed {
    rows: Vec<Annotations>,
    cells: usize,
}

struct Annotations {
    cells: Vec<(Cell<'static>, Spot)>,
    hidden: bool,
}

impl Transposed {
    /// Keeps a row.
    ///
    /// # Errors
    /// A diagnostic where the table is too large to be turned.
    pub(crate) fn keep(&mut self, row: &Row<'_>) -> Result<(), Diagnostic> {
        self.cells += row.cells.len();
        if self.cells > MOST_CELLS {
            return Err(row
                .fault(Code::TooLarge, 0, &format!("a table of more than {MOST_CELLS} cells is not turned"))
                .hint("name the cells of the table with `range`, or turn it in a spreadsheet program"));
        }
        let cells = row.cells.iter().map(|cell| (cell.owned(), row.origin.spot(cell.at))).collect();
        self.rows.push(Annotations { cells, hidden: row.hidden });
        Ok(())
    }

    /// Hands on the columns as rows.
    pub(crate) fn hand_on(self, take: &mut dyn FnMut(&Row<'_>) -> bool) {
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for column in 0..width {
            let mut spots = Vec::with_capacity(self.rows.len());
            let mut cells = Vec::with_capacity(self.rows.len());
            let mut hidden = !self.rows.is_empty();
            for (index, row) in self.rows.iter().enumerate() {
                let at = At::Cell(column as u32, index as u32);
                let found = row.cells.get(column);
                let mut cell =
                    found.map_or(Cell::new(Value::Empty, at), |(cell, _)| Cell { at, ..cell.clone() });
                hidden &= found.is_none() || cell.is_hidden();
                // A hidden row is a hidden column now.
                if cell.is_hidden() || row.hidden {
                    cell.look.get_or_insert_default().hidden = row.hidden;
                }
                let near = found.or(row.cells.last());
                spots.extend(near.map(|(_, spot)| spot.clone()));
                cells.push(cell);
            }
            let row = Row { cells, origin: Origin::Spots { spots: &spots, is_counted: false }, hidden };
            if !take(&row) {
                return;
            }
        }
    }
}
