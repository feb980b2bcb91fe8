//! Rows come in one by one, whatever file they stand in; what they say of a series goes out.

use super::table::cell::Reading;
use super::table::header::Head;
use super::table::imported::Figures;
use super::table::wide_long::Sink;
use super::table::{Cell, Origin, Row, wide_long};
use super::tabulate;
use super::tabulate::Tables;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// After so many faults the rest of a table is not read: they have the same cause.
const MOST_FAULTS: usize = 12;

/// A table while it is read.
pub struct Reader<'s> {
    reading: Reading<'s>,
    faults: Diagnostics,
    width: usize,
    /// Rows that hold anything, the header aside.
    rows: usize,
    stage: Stage<'s>,
}

/// What the next row is.
enum Stage<'s> {
    /// The header.
    Head,
    /// Figures.
    Figures(wide_long::Plan<'s>, Sink),
    /// Answers to be counted.
    Answers(tabulate::Plan<'s>, Tables),
    /// Nothing more can be made of the table.
    Over,
}

impl<'s> Reader<'s> {
    /// A reader that waits for the header.
    pub fn new(reading: Reading<'s>) -> Self {
        Self { reading, faults: Diagnostics::new(), width: 0, rows: 0, stage: Stage::Head }
    }

    /// Takes a row; says whether it wants another one.
    pub fn take(&mut self, row: &Row<'_>) -> bool {
        // Blank lines and rows divide tables of people; where a program counts the rows, each is one.
        let is_counted = matches!(row.origin, Origin::Columns { .. } | Origin::Whole(_));
        if !is_counted && row.cells.iter().all(Cell::is_empty) {
            return true;
        }
        if matches!(self.stage, Stage::Head) {
            return self.head(row);
        }
        self.rows += 1;
        let taken = if row.cells.len() == self.width {
            match &mut self.stage {
                Stage::Figures(plan, sink) => plan.row(self.reading, row, sink),
                Stage::Answers(plan, tables) => plan.row(self.reading, row, tables),
                Stage::Head | Stage::Over => return false,
            }
        } else {
            Err(ragged(row, self.width))
        };
        self.faults.extend(taken.err());
        // Counts are of no use where one row is missing, and a table that is too large does not become smaller.
        let enough = match self.stage {
            Stage::Answers(..) => 1,
            _ => MOST_FAULTS,
        };
        self.faults.len() < enough && !self.faults.any_since(0, |one| one.code == Code::TooLarge)
    }

    fn head(&mut self, row: &Row<'_>) -> bool {
        self.width = row.cells.len();
        let head = Head::new(row);
        self.stage = match &self.reading.spec.tabulate {
            Some(tabulate) => tabulate::Plan::new(self.reading, tabulate, &head, &self.faults)
                .map(|plan| Stage::Answers(plan, Tables::new(tabulate))),
            None => wide_long::Plan::new(self.reading, &head, &self.faults).map(|plan| {
                let sink = Sink::new(&plan);
                Stage::Figures(plan, sink)
            }),
        }
        .filter(|_| self.faults.is_empty())
        .unwrap_or(Stage::Over);
        !matches!(self.stage, Stage::Over)
    }

    /// Whether the cells of this column are looked at.
    pub fn wants(&self, column: usize) -> bool {
        match &self.stage {
            Stage::Figures(plan, _) => plan.wants(column),
            Stage::Answers(plan, _) => plan.wants(column),
            Stage::Head | Stage::Over => false,
        }
    }

    /// Waits for a header again, one of the wanted columns alone.
    pub(crate) fn begin_again(&mut self) {
        self.stage = Stage::Head;
    }

    /// Notes a fault that ends the table.
    pub fn fail(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// What the table says; nothing where it is faulty.
    pub fn finish(self, sink: &Diagnostics) -> Figures {
        let figures = match self.stage {
            Stage::Head => Err(self.reading.nothing("there is no table here")),
            Stage::Figures(plan, sink) => sink.finish(self.reading, &plan, self.rows),
            Stage::Answers(plan, tables) => tables.finish(self.reading, &plan),
            Stage::Over => Ok(Figures::default()),
        };
        match figures {
            Ok(figures) if self.faults.is_empty() => figures,
            Ok(_) => {
                sink.extend(self.faults.into_vec());
                Figures::default()
            }
            // Where rows are faulty, that nothing is left is no news.
            Err(_) if !self.faults.is_empty() => {
                sink.extend(self.faults.into_vec());
                Figures::default()
            }
            Err(fault) => {
                sink.push(fault);
                Figures::default()
            }
        }
    }
}

fn ragged(row: &Row<'_>, wanted: usize) -> Diagnostic {
    let message = format!("this row has {} cells, the header {wanted}", row.cells.len());
    row.fault(Code::RaggedRow, 0, &message).hint(
        "add the missing delimiters, or put a cell that holds one in quotes; `delimiter: ';'` declares another one",
    )
}
