//! One pass over a table of respondents, which counts everything that is asked of it.

use std::sync::Arc;

use super::coder::Coder;
use super::columns::Columns;
use super::counting::{Beside, Bindings, Counted, Counting};
use super::design::Sample;
use super::plan::Plan;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::import::exports::columns::Export;
use crate::import::table::Row;
use crate::import::table::cell::Reading;
use crate::import::table::header::Head;
use crate::import::tabulate::respondents::Respondents;
use crate::import::tabulate::weight;
use crate::survey::read_from::ReadFrom;

/// A table while it is counted.
pub(crate) struct Pass {
    coder: Coder,
    counting: Counting,
    weight: Option<usize>,
    respondents: Respondents,
    event: Vec<String>,
    recognised: Option<String>,
    /// What the file itself says of codes, by variable.
    known: Vec<Vec<(String, String)>>,
    wordings: Vec<Option<String>>,
    sample: Option<Sample>,
    unfinished: u32,
}

impl Pass {
    /// Looks up the headers. What one axis lacks stops that axis; what all need stops the pass.
    pub(crate) fn new(
        reading: Reading<'_>,
        plan: &Plan,
        head: &Head,
        export: Option<&Export>,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let mut columns = Columns::new(reading, plan, head, export);
        let Bindings { counting, weight, design } = Counting::bind(&mut columns, sink)?;
        let asked = columns.asked_by_filter();
        let wordings = columns.wordings();
        let (variables, known) = columns.into_variables();
        Some(Self {
            wordings,
            sample: design.map(|design| Sample::new(design, plan.axes.len())),
            respondents: export.map(|export| Respondents::new(export, &asked)).unwrap_or_default(),
            event: Vec::new(),
            recognised: export.and_then(Export::note),
            coder: Coder::new(variables, export),
            counting,
            known,
            weight,
            unfinished: 0,
        })
    }

    /// Whether the cells of a column are looked at.
    pub(crate) fn wants(&self, column: usize) -> bool {
        self.weight == Some(column)
            || self.coder.variables.iter().any(|variable| variable.at == column)
            || self.sample.as_ref().is_some_and(|sample| sample.wants(column))
            || self.respondents.wants(column)
    }

    /// Counts a row.
    ///
    /// # Errors
    /// A diagnostic where a cell cannot be understood.
    pub(crate) fn row(&mut self, reading: Reading<'_>, row: &Row<'_>) -> Result<(), Diagnostic> {
        self.coder.read(reading, row)?;
        let Coder { variables, codes, .. } = &self.coder;
        if !self.counting.is_in_wave(codes, variables) {
            return Ok(());
        }
        // Clusters count whether anyone of them is counted or not.
        let place = match &mut self.sample {
            Some(sample) => sample.place(reading, codes, variables, row)?,
            None => (0, 0),
        };
        if !self.counting.holds(codes, variables) {
            return Ok(());
        }
        self.respondents.check(row, &mut self.event)?;
        self.unfinished += u32::from(self.respondents.is_unfinished(row));
        let own = match self.weight {
            Some(at) => weight(reading, row, at)?,
            None => 1.0,
        };
        self.counting.add(codes, variables, own, row)?;
        if let Some(sample) = &mut self.sample {
            sample.keep(reading, place, own, row)?;
            sample.rows.axes.iter_mut().zip(self.counting.last()).for_each(|(kept, code)| kept.push(code));
        }
        self.counting.sum();
        Ok(())
    }

    /// What was counted.
    pub(crate) fn finish(self) -> Counted {
        self.counting.finish(Beside {
            variables: Arc::new(self.coder.variables),
            known: self.known,
            wordings: self.wordings,
            sample: self.sample,
            read: ReadFrom {
                recognised: self.recognised,
                unfinished: self.unfinished,
                ..ReadFrom::default()
            },
        })
    }
}
