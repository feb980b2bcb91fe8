//! Groups that depend on a parameter, such as a municipality beside all others: each report divides the same respondents in
//! another way. They are counted once by the answers on which the division depends, and each report adds those counts up.
//!
//! A build of one report counts in the same way, so that its figures are the same to the last bit.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::axis::{Axis, Bound, BoundBy, By, Overlap};
use super::check::{Check, Variable};
use super::condition::Condition;
use super::counting::Counted;
use super::plan::Plan;
use super::tally::Table;

/// So many different units at most, such as municipalities, by all answers on which a division depends.
const MOST_UNITS: usize = 200_000;

/// Counts of so many units are added up beforehand.
const BLOCK: usize = 64;

/// A plan that counts by unit what a report counts by groups of units.
pub(crate) struct Split {
    pub(crate) plan: Plan,
    /// The axes that are divided by a parameter.
    axes: Vec<usize>,
    /// For each of them, the table of all respondents by unit.
    sizes: Vec<usize>,
}

/// Divides a plan; `None` where nothing depends on a parameter but who is counted at all.
pub(crate) fn split(plan: &Plan) -> Option<Split> {
    let is_divided = |axis: &Axis| match &axis.by {
        By::Cases(cases) => cases.iter().any(|(_, condition)| condition.has_values()),
        _ => false,
    };
    let axes: Vec<usize> = (0..plan.axes.len()).filter(|at| is_divided(&plan.axes[*at])).collect();
    let counts_answers = |at: &usize| plan.tables.iter().any(|(answers, _)| answers == at);
    let asks = |axis: &Axis| axis.filter.as_ref().is_some_and(Condition::has_values);
    if axes.is_empty()
        || plan.design.is_some()
        || axes.iter().any(|at| plan.axes[*at].filter.is_some() || counts_answers(at))
        || plan.axes.iter().any(asks)
    {
        return None;
    }
    let mut divided = plan.clone();
    let mut sizes = Vec::new();
    for at in &axes {
        let By::Cases(cases) = &plan.axes[*at].by else { return None };
        let mut headers = Vec::new();
        cases.iter().for_each(|(_, condition)| condition.headers(&mut headers));
        let mut seen = BTreeSet::new();
        let headers = headers.into_iter().filter(|header| seen.insert(header.value.clone())).cloned();
        divided.axes[*at] = Axis { filter: None, by: By::Units(headers.collect()) };
        sizes.push(divided.tables.len());
        divided.tables.push((0, *at));
    }
    Some(Split { plan: divided, axes, sizes })
}

/// The units of a table.
#[derive(Default)]
pub(crate) struct BoundUnits {
    /// The columns whose answers tell units apart.
    variables: Vec<usize>,
    index: HashMap<Vec<u32>, u32>,
    /// The answers of each.
    units: Vec<Vec<u32>>,
}

impl BoundUnits {
    pub(crate) fn new(variables: Vec<usize>) -> Self {
        Self { variables, ..Self::default() }
    }

    /// The code of the unit of a row, counted from 1; `None` where there are too many.
    pub(crate) fn code(&mut self, codes: &[u32]) -> Option<u32> {
        let unit: Vec<u32> = self.variables.iter().map(|at| codes[*at]).collect();
        if let Some(code) = self.index.get(&unit) {
            return Some(*code);
        }
        let code = u32::try_from(self.units.len() + 1).ok().filter(|_| self.units.len() < MOST_UNITS)?;
        self.units.push(unit.clone());
        self.index.insert(unit, code);
        Some(code)
    }
}

/// What was counted by unit.
pub(crate) struct ByUnit {
    counted: Counted,
    split: Split,
    /// The sums of each block of units, by table.
    blocks: Vec<Option<Table>>,
}

impl ByUnit {
    /// Adds up blocks of units beforehand.
    pub(crate) fn new(counted: Counted, split: Split) -> Self {
        let blocks = |at: usize| {
            let (_, groups) = split.plan.tables.get(at)?;
            split.axes.contains(groups).then(|| {
                let mut blocks = Table::default();
                let table = &counted.tables[at];
                (0..table.groups()).for_each(|unit| blocks.join_line(unit / BLOCK, table, unit));
                blocks
            })
        };
        let blocks = (0..counted.tables.len()).map(blocks).collect();
        Self { counted, split, blocks }
    }

    /// What a report counts, whose axes and filter have its own values.
    pub(crate) fn counted(&self, axes: Vec<Bound>, [wave, filter]: [Option<Check>; 2]) -> Option<Counted> {
        let variables = &self.counted.variables;
        let mut found: Vec<Option<Arc<Bound>>> = self.counted.axes.clone();
        let wanted = self.counted.tables.len() - self.split.sizes.len();
        let mut tables: Vec<Arc<Table>> = self.counted.tables[..wanted].to_vec();
        let mut axes: Vec<Option<Bound>> = axes.into_iter().map(Some).collect();
        for (at, sizes) in self.split.axes.iter().zip(&self.split.sizes) {
            // A header that is missing is missing in every report.
            let Some(units) = self.counted.axes[*at].as_ref() else { continue };
            let BoundBy::Units(units) = &units.by else { return None };
            let BoundBy::Cases(mut cases, mut overlap) = axes.get_mut(*at)?.take()?.by else { return None };
            let sizes = &self.counted.tables[*sizes];
            let groups = groups(units, &mut cases, variables, sizes, &mut overlap);
            for (place, (_, by)) in self.split.plan.tables[..wanted].iter().enumerate() {
                if by == at {
                    let blocks = self.blocks[place].as_ref()?;
                    tables[place] = Arc::new(together(&self.counted.tables[place], blocks, &groups));
                }
            }
            found[*at] = Some(Arc::new(Bound { filter: None, by: BoundBy::Cases(cases, overlap) }));
        }
        Some(Counted {
            variables: variables.clone(),
            axes: found,
            lost: self.counted.lost.clone(),
            tables,
            known: self.counted.known.clone(),
            wordings: self.counted.wordings.clone(),
            sample: None,
            wave,
            filter,
            read: self.counted.read.clone(),
        })
    }
}

/// The group of each unit, by its code; 0 where it is in none.
fn groups(
    units: &BoundUnits,
    cases: &mut [Check],
    variables: &[Variable],
    sizes: &Table,
    overlap: &mut Overlap,
) -> Vec<u32> {
    cases.iter_mut().for_each(|case| case.settle(variables));
    let mut codes = vec![0; variables.len()];
    let mut groups = vec![0];
    for (at, unit) in units.units.iter().enumerate() {
        units.variables.iter().zip(unit).for_each(|(variable, code)| codes[*variable] = *code);
        let mut holding = cases.iter_mut().enumerate();
        let mut next =
            || holding.find_map(|(at, case)| (case.holds(&codes, variables) == Some(true)).then_some(at));
        let found = next();
        if let (Some(first), Some(second)) = (found, found.and_then(|_| next())) {
            overlap.count += sizes.get(at as u32 + 1, 0).persons;
            overlap.first.get_or_insert((first, second));
        }
        groups.push(found.map_or(0, |case| case as u32 + 1));
    }
    groups
}

/// The counts of units by the groups that they are in.
fn together(by_unit: &Table, blocks: &Table, groups: &[u32]) -> Table {
    let mut table = Table::default();
    for (block, own) in groups.chunks(BLOCK).enumerate() {
        match own {
            [first, rest @ ..] if rest.iter().all(|group| group == first) => {
                table.join_line(*first as usize, blocks, block);
            }
            own => own.iter().enumerate().for_each(|(at, group)| {
                table.join_line(*group as usize, by_unit, block * BLOCK + at);
            }),
        }
    }
    table
}
