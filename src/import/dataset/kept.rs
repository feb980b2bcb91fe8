//! A table of respondents as codes, kept for many reports: its file is read once, whatever its format, and each report counts
//! its own rows.
//!
//! Rows are counted as they are when the file is read, in the same order and with the same codes, so the figures are the same
//! to the last bit. Only the rows that a filter can mean are looked at. Where anything is wrong with them, the report reads the
//! file itself, and says so with line and column.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::check::{Check, Variable};
use super::coder::Coder;
use super::columns::Columns;
use super::counting::{Beside, Bindings, Counted, Counting};
use super::plan::Plan;
use super::units::{ByUnit, split};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::exports::columns::Export;
use crate::import::table::cell::Reading;
use crate::import::table::header::Head;
use crate::import::table::{Origin, Row};
use crate::import::tabulate::respondents::Respondents;
use crate::import::tabulate::weight;
use crate::survey::read_from::ReadFrom;

/// A table with more codes is not kept in memory.
const MOST_CODES: usize = 400_000_000;

/// So many different plans are counted by unit.
const MOST_PLANS: usize = 64;

/// Codes of a column: most columns have few answers.
#[derive(Default)]
struct Codes {
    narrow: Vec<u8>,
    /// All of them, once one does not fit into a byte.
    wide: Vec<u32>,
}

impl Codes {
    fn push(&mut self, code: u32) {
        match u8::try_from(code) {
            Ok(code) if self.wide.is_empty() => self.narrow.push(code),
            _ => {
                if self.wide.is_empty() {
                    self.wide = self.narrow.drain(..).map(u32::from).collect();
                    self.narrow = Vec::new();
                }
                self.wide.push(code);
            }
        }
    }

    fn get(&self, row: usize) -> u32 {
        match self.wide.is_empty() {
            true => self.narrow.get(row).copied().map_or(0, u32::from),
            false => self.wide.get(row).copied().unwrap_or(0),
        }
    }
}

/// The rows of each code of a column.
type RowsByCode = Vec<Vec<u32>>;

/// A table while it is read to be kept.
pub(crate) struct Keeping {
    head: Head,
    coder: Coder,
    known: Vec<Vec<(String, String)>>,
    wordings: Vec<Option<String>>,
    weight: Option<usize>,
    respondents: Respondents,
    codes: Vec<Codes>,
    weights: Vec<f64>,
    tests: Vec<u32>,
    unfinished: Vec<u32>,
    rows: usize,
}

/// A table that is kept.
pub(crate) struct Kept {
    head: Head,
    export: Option<Export>,
    variables: Arc<Vec<Variable>>,
    known: Vec<Vec<(String, String)>>,
    wordings: Vec<Option<String>>,
    codes: Vec<Codes>,
    weights: Vec<f64>,
    /// Rows that are tests of the questionnaire, and of respondents who gave up.
    tests: Vec<u32>,
    unfinished: Vec<u32>,
    rows: usize,
    read: ReadFrom,
    /// What every report is told of the file.
    warnings: Vec<Diagnostic>,
    by_code: Mutex<BTreeMap<usize, Arc<RowsByCode>>>,
    /// What was counted by unit, by plan.
    by_unit: Mutex<BTreeMap<String, Arc<OnceLock<Option<ByUnit>>>>>,
}

impl Keeping {
    /// Looks up what a plan asks for; `None` where such a table is not kept.
    pub(crate) fn new(
        reading: Reading<'_>,
        plan: &Plan,
        head: Head,
        export: Option<&Export>,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let mut columns = Columns::new(reading, plan, &head, export);
        let Bindings { weight, .. } = Counting::bind(&mut columns, sink)?;
        let respondents = export.map(|export| Respondents::new(export, &[])).unwrap_or_default();
        if plan.design.is_some() || respondents.have_events() {
            return None;
        }
        let wordings = columns.wordings();
        let (variables, known) = columns.into_variables();
        Some(Self {
            codes: variables.iter().map(|_| Codes::default()).collect(),
            coder: Coder::new(variables, export),
            wordings,
            known,
            weight,
            respondents,
            weights: Vec::new(),
            tests: Vec::new(),
            unfinished: Vec::new(),
            rows: 0,
            head,
        })
    }

    /// Whether the cells of a column are looked at.
    pub(crate) fn wants(&self, column: usize) -> bool {
        self.weight == Some(column)
            || self.coder.variables.iter().any(|variable| variable.at == column)
            || self.respondents.wants(column)
    }

    /// Keeps a row.
    ///
    /// # Errors
    /// A diagnostic where a cell cannot be understood, or there are too many.
    pub(crate) fn row(&mut self, reading: Reading<'_>, row: &Row<'_>) -> Result<(), Diagnostic> {
        self.coder.read(reading, row)?;
        let at = u32::try_from(self.rows).unwrap_or(u32::MAX);
        if at == u32::MAX || self.rows.saturating_mul(self.codes.len()) > MOST_CODES {
            return Err(row.fault(Code::TooLarge, 0, "this table is too large to be kept"));
        }
        self.codes.iter_mut().zip(&self.coder.codes).for_each(|(codes, code)| codes.push(*code));
        if let Some(column) = self.weight {
            // Whether a weight is missing matters only where its respondent is counted.
            self.weights.push(weight(reading, row, column).unwrap_or(f64::NAN));
        }
        self.tests.extend(self.respondents.is_test(row).then_some(at));
        self.unfinished.extend(self.respondents.is_unfinished(row).then_some(at));
        self.rows += 1;
        Ok(())
    }

    /// The table, now that all rows are there.
    pub(crate) fn finish(self, export: Option<Export>, read: ReadFrom, warnings: Vec<Diagnostic>) -> Kept {
        Kept {
            read: ReadFrom { recognised: export.as_ref().and_then(Export::note), ..read },
            export,
            warnings,
            head: self.head,
            variables: Arc::new(self.coder.variables),
            known: self.known,
            wordings: self.wordings,
            codes: self.codes,
            weights: self.weights,
            tests: self.tests,
            unfinished: self.unfinished,
            rows: self.rows,
            by_code: Mutex::default(),
            by_unit: Mutex::default(),
        }
    }
}

impl Kept {
    /// What every report is told of the file.
    pub(crate) fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Whether it has all columns that a plan asks for.
    pub(crate) fn has(&self, reading: Reading<'_>, plan: &Plan) -> bool {
        let mut columns = self.columns(reading, plan);
        Counting::bind(&mut columns, &Diagnostics::new());
        columns.len() == self.variables.len()
    }

    /// Counts what a plan asks for; `None` where its rows must be read to say what is wrong with them.
    pub(crate) fn count(&self, reading: Reading<'_>, plan: &Plan) -> Option<Counted> {
        let mut columns = self.columns(reading, plan);
        let Bindings { counting, .. } = Counting::bind(&mut columns, &Diagnostics::new())?;
        match split(plan) {
            Some(split) => {
                let by_unit = self.by_unit(format!("{:?}", split.plan));
                let counted = by_unit.get_or_init(|| {
                    let mut columns = self.columns(reading, &split.plan);
                    let Bindings { counting, .. } = Counting::bind(&mut columns, &Diagnostics::new())?;
                    Some(ByUnit::new(self.rows(counting, &columns)?, split))
                });
                let (axes, conditions) = counting.into_bound();
                counted.as_ref()?.counted(axes, conditions)
            }
            None => self.rows(counting, &columns),
        }
    }

    /// The place of what is counted by unit for a plan. Where there are many such plans, it is not kept.
    fn by_unit(&self, plan: String) -> Arc<OnceLock<Option<ByUnit>>> {
        let mut known = self.by_unit.lock().unwrap_or_else(PoisonError::into_inner);
        match known.len() >= MOST_PLANS && !known.contains_key(&plan) {
            true => Arc::default(),
            false => known.entry(plan).or_default().clone(),
        }
    }

    /// Counts the rows that a filter can mean.
    fn rows(&self, mut counting: Counting, columns: &Columns<'_, '_>) -> Option<Counted> {
        if columns.len() != self.variables.len() {
            return None;
        }
        let asked = columns.asked_by_filter();
        let respondents = self.export.as_ref().map(|export| Respondents::new(export, &asked));
        let respondents = respondents.unwrap_or_default();
        let picked = self.pick(counting.conditions());
        let mut codes = vec![0; self.codes.len()];
        let mut unfinished = 0;
        // Faults of such a row are not shown: the file is read again for them.
        let nowhere =
            Row { cells: Vec::new(), origin: Origin::Spots { spots: &[], is_counted: true }, hidden: false };
        let mut take = |row: u32| -> Option<()> {
            let at = row as usize;
            codes.iter_mut().zip(&self.codes).for_each(|(code, column)| *code = column.get(at));
            if !counting.is_in_wave(&codes, &self.variables) || !counting.holds(&codes, &self.variables) {
                return Some(());
            }
            if respondents.tell_tests() && self.tests.binary_search(&row).is_ok() {
                return None;
            }
            let is_unfinished = respondents.tell_unfinished() && self.unfinished.binary_search(&row).is_ok();
            unfinished += u32::from(is_unfinished);
            let weight = self.weights.get(at).copied().unwrap_or(1.0);
            if weight.is_nan() {
                return None;
            }
            counting.add(&codes, &self.variables, weight, &nowhere).ok()?;
            counting.sum();
            Some(())
        };
        match picked {
            Some(rows) => rows.into_iter().try_for_each(&mut take)?,
            None => (0..self.rows as u32).try_for_each(&mut take)?,
        }
        Some(counting.finish(Beside {
            variables: self.variables.clone(),
            known: self.known.clone(),
            wordings: self.wordings.clone(),
            sample: None,
            read: ReadFrom { unfinished, ..self.read.clone() },
        }))
    }

    /// The columns of a plan, of which those that are kept come first.
    fn columns<'a, 's>(&'a self, reading: Reading<'s>, plan: &'a Plan) -> Columns<'a, 's> {
        let places = self.variables.iter().map(|variable| (variable.header.clone(), variable.at));
        Columns::new(reading, plan, &self.head, self.export.as_ref()).after(places, &self.known)
    }

    /// The rows for which all conditions can hold, in their order; `None` where they can hold for any.
    fn pick<'c>(&self, conditions: impl Iterator<Item = &'c Check>) -> Option<Vec<u32>> {
        let mut best: Option<(usize, Vec<u32>, Arc<RowsByCode>)> = None;
        for (variable, codes) in conditions.flat_map(|condition| condition.needs(&self.variables)) {
            let rows = self.by_code(variable);
            let count = codes.iter().filter_map(|code| rows.get(*code as usize)).map(Vec::len).sum();
            if best.as_ref().is_none_or(|(least, ..)| count < *least) {
                best = Some((count, codes, rows));
            }
        }
        let (_, codes, rows) = best?;
        let mut picked: Vec<u32> =
            codes.iter().filter_map(|code| rows.get(*code as usize)).flatten().copied().collect();
        if codes.len() > 1 {
            picked.sort_unstable();
            picked.dedup();
        }
        Some(picked)
    }

    /// The rows of each code of a column, which are looked up once.
    fn by_code(&self, variable: usize) -> Arc<RowsByCode> {
        let mut known = self.by_code.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.entry(variable).or_insert_with(|| {
            let mut rows = RowsByCode::new();
            for row in 0..self.rows {
                let code = self.codes[variable].get(row) as usize;
                if rows.len() <= code {
                    rows.resize(code + 1, Vec::new());
                }
                rows[code].push(row as u32);
            }
            Arc::new(rows)
        });
        found.clone()
    }
}
