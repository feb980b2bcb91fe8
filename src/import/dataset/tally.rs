//! Respondents by answer and group: sums over rows in a fixed order, whatever the number of threads.

use std::collections::BTreeMap;

use crate::survey::base::Tally;

/// A row that is no part of a table.
pub(crate) const OUT: u32 = u32::MAX;

/// Larger tables of a chunk are sums by cell that occur, not by all cells.
const DENSE: usize = 1 << 16;

/// Respondents by group and code of their answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table(Vec<Vec<Tally>>);

impl Table {
    /// What is counted of an answer in a group.
    pub(crate) fn get(&self, group: u32, code: u32) -> Tally {
        let line = self.0.get(group as usize);
        line.and_then(|line| line.get(code as usize)).copied().unwrap_or_default()
    }

    fn cell(&mut self, group: usize, code: usize) -> &mut Tally {
        if self.0.len() <= group {
            self.0.resize(group + 1, Vec::new());
        }
        let line = &mut self.0[group];
        if line.len() <= code {
            line.resize(code + 1, Tally::default());
        }
        &mut line[code]
    }

    /// How many groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.0.len()
    }

    /// Adds to a group what another table has in one.
    pub(crate) fn join_line(&mut self, group: usize, other: &Self, of: usize) {
        for (code, tally) in other.0.get(of).into_iter().flatten().enumerate() {
            self.cell(group, code).join(tally);
        }
    }

    /// Adds the sums of a chunk.
    pub(crate) fn join(&mut self, sums: Vec<Sum>) {
        for (group, code, tally) in sums {
            self.cell(group, code).join(&tally);
        }
    }
}

/// What is counted of a group and an answer.
pub(crate) type Sum = (usize, usize, Tally);

/// Some rows, as codes by axis.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    /// The codes of each axis.
    pub(crate) axes: Vec<Vec<u32>>,
    /// The weights; empty where all count alike.
    pub(crate) weights: Vec<f64>,
    /// How many rows.
    pub(crate) rows: usize,
}

impl Chunk {
    /// Sums by group and answer, each group in the order of its codes.
    pub(crate) fn sums(&self, answers: usize, groups: usize) -> Vec<Sum> {
        let (answers, groups) = (&self.axes[answers], &self.axes[groups]);
        let most = |codes: &[u32]| {
            codes.iter().filter(|code| **code != OUT).max().map_or(0, |most| *most as usize + 1)
        };
        let (height, width) = (most(answers), most(groups));
        let weight = |row: usize| self.weights.get(row).copied().unwrap_or(1.0);
        let rows = answers.iter().zip(groups).enumerate();
        let rows = rows.filter(|(_, (answer, group))| **answer != OUT && **group != OUT);
        if height.saturating_mul(width) > DENSE {
            let mut sums: BTreeMap<(usize, usize), Tally> = BTreeMap::new();
            for (row, (answer, group)) in rows {
                sums.entry((*group as usize, *answer as usize)).or_default().add(weight(row));
            }
            return sums.into_iter().map(|((group, answer), tally)| (group, answer, tally)).collect();
        }
        let mut sums = vec![Tally::default(); height * width];
        for (row, (answer, group)) in rows {
            sums[*group as usize * height + *answer as usize].add(weight(row));
        }
        let named = |(at, tally): (usize, Tally)| (at / height, at % height, tally);
        sums.into_iter().enumerate().filter(|(_, tally)| tally.persons > 0).map(named).collect()
    }
}
