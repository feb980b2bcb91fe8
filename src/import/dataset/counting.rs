//! Rows of codes are counted: which of them, by what, and with which weights.

use std::sync::Arc;

use super::axis::{Bound, BoundBy};
use super::check::{Check, Variable};
use super::columns::Columns;
use super::design::{Bound as BoundDesign, Sample};
use super::sums::Sums;
use super::tally::{Chunk, OUT, Table};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::import::table::Row;
use crate::survey::read_from::ReadFrom;

/// So many rows are summed together. Sums depend on it, so it is the same on every machine.
const CHUNK: usize = 1 << 14;

/// What is counted so far.
pub(crate) struct Counting {
    wave: Option<Check>,
    filter: Option<Check>,
    axes: Vec<Bound>,
    /// What is wrong with single axes: what does not need them is counted.
    lost: Vec<(usize, Vec<Diagnostic>)>,
    chunk: Chunk,
    sums: Sums,
    is_weighted: bool,
    rows: u32,
}

/// What a plan asks for, with its headers found.
pub(crate) struct Bindings {
    pub(crate) counting: Counting,
    /// The column of the weights.
    pub(crate) weight: Option<usize>,
    pub(crate) design: Option<BoundDesign>,
}

/// What was counted.
pub(crate) struct Counted {
    /// The columns that were looked at.
    pub(crate) variables: Arc<Vec<Variable>>,
    /// The axes, in the order of the plan; `None` where a header is missing.
    pub(crate) axes: Vec<Option<Arc<Bound>>>,
    /// What is wrong with single axes.
    pub(crate) lost: Vec<(usize, Vec<Diagnostic>)>,
    /// The tables, in the order of the plan.
    pub(crate) tables: Vec<Arc<Table>>,
    /// What the file itself says of codes, by variable.
    pub(crate) known: Vec<Vec<(String, String)>>,
    /// The wording of each variable, where the file has it.
    pub(crate) wordings: Vec<Option<String>>,
    /// The rows with their places in the design of the sample.
    pub(crate) sample: Option<Sample>,
    /// The rows of the wave.
    pub(crate) wave: Option<Check>,
    /// The filter of all.
    pub(crate) filter: Option<Check>,
    /// Where it was read.
    pub(crate) read: ReadFrom,
}

/// What is known of a table beside its counts.
pub(crate) struct Beside {
    pub(crate) variables: Arc<Vec<Variable>>,
    pub(crate) known: Vec<Vec<(String, String)>>,
    pub(crate) wordings: Vec<Option<String>>,
    pub(crate) sample: Option<Sample>,
    pub(crate) read: ReadFrom,
}

impl Counting {
    /// Looks up the headers. What one axis lacks stops that axis; what all need stops everything.
    pub(crate) fn bind(columns: &mut Columns<'_, '_>, sink: &Diagnostics) -> Option<Bindings> {
        let (plan, before) = (columns.plan, sink.len());
        let weight = plan.weight.as_ref().and_then(|header| columns.head.find(header, sink));
        let wave = plan.rows.as_ref().and_then(|condition| columns.check(condition, sink));
        let filter = plan.filter.as_ref().and_then(|condition| columns.check(condition, sink));
        let design = plan.design.as_ref().and_then(|design| columns.design(design, sink));
        if sink.len() > before {
            return None;
        }
        let (mut axes, mut lost) = (Vec::new(), Vec::new());
        for (at, axis) in plan.axes.iter().enumerate() {
            let faults = Diagnostics::new();
            let most = plan.most_answers.get(at).copied().flatten();
            let bound = columns.bind(axis, most, &faults);
            if !faults.is_empty() {
                lost.push((at, faults.into_vec()));
            }
            // An axis that is lost counts nothing.
            axes.push(bound.unwrap_or(Bound { filter: None, by: BoundBy::Nothing }));
        }
        let counting = Self {
            chunk: Chunk { axes: vec![Vec::new(); axes.len()], ..Chunk::default() },
            sums: Sums::new(&plan.tables),
            is_weighted: weight.is_some(),
            wave,
            filter,
            axes,
            lost,
            rows: 0,
        };
        Some(Bindings { counting, weight, design })
    }

    /// The conditions on all rows: that of the wave, and the filter.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Check> {
        self.wave.iter().chain(&self.filter)
    }

    /// The axes and the conditions on all rows, of which nothing was counted.
    pub(crate) fn into_bound(self) -> (Vec<Bound>, [Option<Check>; 2]) {
        (self.axes, [self.wave, self.filter])
    }

    /// Whether a row belongs to the wave.
    pub(crate) fn is_in_wave(&mut self, codes: &[u32], variables: &[Variable]) -> bool {
        self.wave.as_mut().is_none_or(|wave| wave.holds(codes, variables) == Some(true))
    }

    /// Whether a row is counted.
    pub(crate) fn holds(&mut self, codes: &[u32], variables: &[Variable]) -> bool {
        self.filter.as_mut().is_none_or(|filter| filter.holds(codes, variables) == Some(true))
    }

    /// Counts a row with its weight.
    ///
    /// # Errors
    /// A diagnostic where its answers cannot be understood.
    pub(crate) fn add(
        &mut self,
        codes: &[u32],
        variables: &[Variable],
        weight: f64,
        row: &Row<'_>,
    ) -> Result<(), Diagnostic> {
        if self.is_weighted {
            self.chunk.weights.push(weight);
        }
        for (axis, found) in self.axes.iter_mut().zip(&mut self.chunk.axes) {
            found.push(axis.code(codes, variables, row)?);
        }
        self.rows += 1;
        self.chunk.rows += 1;
        Ok(())
    }

    /// The codes of the last row, by axis.
    pub(crate) fn last(&self) -> impl Iterator<Item = u32> {
        self.chunk.axes.iter().map(|codes| codes.last().copied().unwrap_or(OUT))
    }

    /// Sums the rows at hand where there are enough of them.
    pub(crate) fn sum(&mut self) {
        if self.chunk.rows < CHUNK {
            return;
        }
        let axes = self.chunk.axes.iter().map(|_| Vec::with_capacity(CHUNK)).collect();
        let weights = if self.is_weighted { Vec::with_capacity(CHUNK) } else { Vec::new() };
        self.sums.add(std::mem::replace(&mut self.chunk, Chunk { axes, weights, rows: 0 }));
    }

    /// What was counted.
    pub(crate) fn finish(self, Beside { variables, known, wordings, sample, read }: Beside) -> Counted {
        let lost = |at: usize| self.lost.iter().any(|(axis, _)| *axis == at);
        let axes = self.axes.into_iter().enumerate();
        Counted {
            axes: axes.map(|(at, axis)| (!lost(at)).then(|| Arc::new(axis))).collect(),
            lost: self.lost,
            tables: self.sums.finish(self.chunk).into_iter().map(Arc::new).collect(),
            wave: self.wave,
            filter: self.filter,
            read: ReadFrom { respondents: Some(self.rows), ..read },
            variables,
            known,
            wordings,
            sample,
        }
    }
}
