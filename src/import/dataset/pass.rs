//! One pass over a table of respondents, which counts everything that is asked of it.

use super::axis::{Bound, BoundBy};
use super::check::{Check, Variable};
use super::columns::Columns;
use super::design::Sample;
use super::plan::Plan;
use super::sums::Sums;
use super::tally::{Chunk, OUT, Table};
use super::words::{EMPTY, MOST_WORDS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::import::exports::columns::Export;
use crate::import::table::cell::{Reading, too_many};
use crate::import::table::header::Head;
use crate::import::table::{Row, Value};
use crate::import::tabulate::respondents::Respondents;
use crate::import::tabulate::weight;
use crate::spec::Spanned;
use crate::survey::read_from::ReadFrom;

/// So many rows are summed together. Sums depend on it, so it is the same on every machine.
const CHUNK: usize = 1 << 14;

/// A table while it is counted.
pub(crate) struct Pass {
    variables: Vec<Variable>,
    weight: Option<usize>,
    wave: Option<Check>,
    filter: Option<Check>,
    axes: Vec<Bound>,
    /// What is wrong with single axes: what does not need them is counted.
    lost: Vec<(usize, Vec<Diagnostic>)>,
    respondents: Respondents,
    event: Vec<String>,
    recognised: Option<String>,
    /// What the file itself says of codes, by variable.
    known: Vec<Vec<(String, String)>>,
    wordings: Vec<Option<String>>,
    codes: Vec<u32>,
    chunk: Chunk,
    sums: Sums,
    sample: Option<Sample>,
    rows: u32,
    /// Words by which the program that wrote the file says that there is no answer.
    no_answer: &'static [&'static str],
    unfinished: u32,
}

/// What was counted.
pub(crate) struct Counted {
    /// The columns that were looked at.
    pub(crate) variables: Vec<Variable>,
    /// The axes, in the order of the plan; `None` where a header is missing.
    pub(crate) axes: Vec<Option<Bound>>,
    /// What is wrong with single axes.
    pub(crate) lost: Vec<(usize, Vec<Diagnostic>)>,
    /// The tables, in the order of the plan.
    pub(crate) tables: Vec<Table>,
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

impl Pass {
    /// Looks up the headers. What one axis lacks stops that axis; what all need stops the pass.
    pub(crate) fn new(
        reading: Reading<'_>,
        plan: &Plan,
        head: &Head,
        export: Option<&Export>,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let mut columns = Columns { reading, plan, head, export, variables: Vec::new(), known: Vec::new() };
        let before = sink.len();
        let weight = plan.weight.as_ref().and_then(|header| head.find(header, sink));
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
        let Columns { variables, known, .. } = columns;
        let mut asked: Vec<usize> = Vec::new();
        if let Some(condition) = &plan.filter {
            let mut headers = Vec::new();
            condition.headers(&mut headers);
            let place = |header: &Spanned<String>| {
                variables.iter().find(|variable| variable.header == header.value).map(|found| found.at)
            };
            asked.extend(headers.into_iter().filter_map(place));
        }
        let wording = |variable: &Variable| export.and_then(|export| export.wording(variable.at, false));
        Some(Self {
            wordings: variables.iter().map(wording).collect(),
            codes: vec![EMPTY; variables.len()],
            chunk: Chunk { axes: vec![Vec::new(); axes.len()], ..Chunk::default() },
            sums: Sums::new(&plan.tables),
            sample: design.map(|design| Sample::new(design, axes.len())),
            respondents: export.map(|export| Respondents::new(export, &asked)).unwrap_or_default(),
            event: Vec::new(),
            recognised: export.and_then(Export::note),
            no_answer: export.map_or(&[], |export| export.format.empty()),
            variables,
            known,
            weight,
            wave,
            filter,
            axes,
            lost,
            rows: 0,
            unfinished: 0,
        })
    }

    /// Whether the cells of a column are looked at.
    pub(crate) fn wants(&self, column: usize) -> bool {
        self.weight == Some(column)
            || self.variables.iter().any(|variable| variable.at == column)
            || self.sample.as_ref().is_some_and(|sample| sample.wants(column))
            || self.respondents.wants(column)
    }

    /// Whether the words of a column are counted or asked for; those of the weights are not.
    pub(crate) fn needs_words(&self, column: usize) -> bool {
        self.variables.iter().any(|variable| variable.at == column)
    }

    /// Counts a row.
    ///
    /// # Errors
    /// A diagnostic where a cell cannot be understood.
    pub(crate) fn row(&mut self, reading: Reading<'_>, row: &Row<'_>) -> Result<(), Diagnostic> {
        for (variable, code) in self.variables.iter_mut().zip(&mut self.codes) {
            let bare = match &row.cells[variable.at].value {
                Value::Text(text) => Some(text),
                _ => None,
            };
            // Most cells hold codes of one or two digits, and what these say is known after the first.
            if let Some(known) = bare.and_then(|bare| variable.words.known(bare)) {
                *code = known;
                continue;
            }
            *code = match reading.label(row, variable.at)? {
                None => EMPTY,
                Some(word) if reading.is_missing(&word) || self.no_answer.contains(&word.as_ref()) => EMPTY,
                Some(word) => match variable.words.code(&word, row, variable.at) {
                    Some(code) => code,
                    None => return Err(too_many(row.spot(variable.at), "different answers", MOST_WORDS)),
                },
            };
            if let Some(bare) = bare {
                variable.words.note(bare, *code);
            }
        }
        if let Some(wave) = &mut self.wave
            && wave.holds(&self.codes, &self.variables) != Some(true)
        {
            return Ok(());
        }
        // Clusters count whether anyone of them is counted or not.
        let place = match &mut self.sample {
            Some(sample) => sample.place(reading, &self.codes, &self.variables, row)?,
            None => (0, 0),
        };
        if let Some(filter) = &mut self.filter
            && filter.holds(&self.codes, &self.variables) != Some(true)
        {
            return Ok(());
        }
        self.respondents.check(row, &mut self.event)?;
        self.unfinished += u32::from(self.respondents.is_unfinished(row));
        if let Some(at) = self.weight {
            self.chunk.weights.push(weight(reading, row, at)?);
        }
        for (axis, codes) in self.axes.iter_mut().zip(&mut self.chunk.axes) {
            codes.push(axis.code(&self.codes, &self.variables, row)?);
        }
        if let Some(sample) = &mut self.sample {
            let own = self.chunk.weights.last().copied().unwrap_or(1.0);
            sample.keep(reading, place, own, row)?;
            let last = self.chunk.axes.iter().map(|codes| codes.last().copied().unwrap_or(OUT));
            sample.rows.axes.iter_mut().zip(last).for_each(|(kept, code)| kept.push(code));
        }
        self.rows += 1;
        self.chunk.rows += 1;
        if self.chunk.rows == CHUNK {
            self.sum();
        }
        Ok(())
    }

    /// Hands on the rows at hand.
    fn sum(&mut self) {
        let axes = self.chunk.axes.iter().map(|_| Vec::with_capacity(CHUNK)).collect();
        let weights = if self.weight.is_some() { Vec::with_capacity(CHUNK) } else { Vec::new() };
        self.sums.add(std::mem::replace(&mut self.chunk, Chunk { axes, weights, rows: 0 }));
    }

    /// What was counted.
    pub(crate) fn finish(self) -> Counted {
        let lost = |at: usize| self.lost.iter().any(|(axis, _)| *axis == at);
        let axes = self.axes.into_iter().enumerate();
        Counted {
            axes: axes.map(|(at, axis)| (!lost(at)).then_some(axis)).collect(),
            variables: self.variables,
            lost: self.lost,
            tables: self.sums.finish(self.chunk),
            known: self.known,
            wordings: self.wordings,
            sample: self.sample,
            wave: self.wave,
            filter: self.filter,
            read: ReadFrom {
                recognised: self.recognised,
                respondents: Some(self.rows),
                unfinished: self.unfinished,
                ..ReadFrom::default()
            },
        }
    }
}
