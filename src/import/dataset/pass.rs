//! One pass over a table of respondents, which counts everything that is asked of it.

use super::axis::{Axis, Bound, BoundBy, BoundGroups, BoundTicks, By, Groups, Overlap, Ticks};
use super::check::{Check, Variable};
use super::condition::Condition;
use super::meaning::Meaning;
use super::sums::Sums;
use super::tally::{Chunk, Table};
use super::words::{EMPTY, MOST_WORDS, Words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::import::exports::columns::Export;
use crate::import::labels::Labels;
use crate::import::source_spec::format::Format;
use crate::import::table::Row;
use crate::import::table::cell::{Reading, too_many};
use crate::import::table::header::Head;
use crate::import::tabulate::names::Options;
use crate::import::tabulate::respondents::Respondents;
use crate::import::tabulate::weight;
use crate::spec::Spanned;
use crate::survey::read_from::ReadFrom;

/// So many rows are summed together. Sums depend on it, so it is the same on every machine.
const CHUNK: usize = 1 << 14;

/// What is to be counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// The weights.
    pub(crate) weight: Option<Spanned<String>>,
    /// Whether the author declines the weights that the file names.
    pub(crate) is_unweighted: bool,
    /// The respondents that are counted.
    pub(crate) filter: Option<Condition>,
    /// What they are counted by.
    pub(crate) axes: Vec<Axis>,
    /// The most answers that a person may have ticked, by axis.
    pub(crate) most_answers: Vec<Option<u32>>,
    /// Which axes are counted against each other: answers, groups.
    pub(crate) tables: Vec<(usize, usize)>,
    /// What codes are called, by header, for those who name them in conditions.
    pub(crate) labels: Vec<(String, Labels)>,
}

/// A table while it is counted.
pub(crate) struct Pass {
    variables: Vec<Variable>,
    weight: Option<usize>,
    filter: Option<Check>,
    axes: Vec<Bound>,
    /// What is wrong with single axes: what does not need them is counted.
    lost: Vec<(usize, Vec<Diagnostic>)>,
    respondents: Respondents,
    event: Option<String>,
    recognised: Option<String>,
    /// What the file itself says of codes, by variable.
    known: Vec<Vec<(String, String)>>,
    wordings: Vec<Option<String>>,
    codes: Vec<u32>,
    chunk: Chunk,
    sums: Sums,
    rows: u32,
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
        let filter = plan.filter.as_ref().and_then(|condition| columns.check(condition, sink));
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
            respondents: export.map(|export| Respondents::new(export, &asked)).unwrap_or_default(),
            event: None,
            recognised: export.and_then(Export::note),
            variables,
            known,
            weight,
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
            || self.respondents.wants(column)
    }

    /// Counts a row.
    ///
    /// # Errors
    /// A diagnostic where a cell cannot be understood.
    pub(crate) fn row(&mut self, reading: Reading<'_>, row: &Row<'_>) -> Result<(), Diagnostic> {
        for (variable, code) in self.variables.iter_mut().zip(&mut self.codes) {
            *code = match reading.label(row, variable.at)? {
                None => EMPTY,
                Some(word) if reading.is_missing(&word) => EMPTY,
                Some(word) => match variable.words.code(&word, row, variable.at) {
                    Some(code) => code,
                    None => return Err(too_many(row.spot(variable.at), "different answers", MOST_WORDS)),
                },
            };
        }
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

/// What the columns of an answer set hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfSet {
    /// Whether an answer was chosen.
    Ticks,
    /// The code of an answer.
    Codes,
}

/// The columns that are asked for, while headers are looked up.
struct Columns<'a, 's> {
    reading: Reading<'s>,
    plan: &'a Plan,
    head: &'a Head,
    export: Option<&'a Export>,
    variables: Vec<Variable>,
    known: Vec<Vec<(String, String)>>,
}

impl Columns<'_, '_> {
    fn find(&mut self, header: &Spanned<String>, sink: &Diagnostics) -> Option<usize> {
        let at = self.head.find(header, sink)?;
        if let Some(found) = self.variables.iter().position(|variable| variable.at == at) {
            return Some(found);
        }
        let question = self.export.and_then(|export| export.question(&header.value));
        self.known.push(question.map(|question| question.labels.clone()).unwrap_or_default());
        self.variables.push(Variable { header: header.value.clone(), at, words: Words::default() });
        Some(self.variables.len() - 1)
    }

    fn check(&mut self, condition: &Condition, sink: &Diagnostics) -> Option<Check> {
        let plan = self.plan;
        Check::new(condition, &mut |header| {
            let variable = self.find(header, sink)?;
            let declared = plan.labels.iter().find(|(name, _)| *name == header.value);
            let labels = declared.map(|(_, labels)| labels);
            Some((variable, self.meaning(labels, &[], variable)))
        })
    }

    /// What the cells of a variable mean: as its author says, or else the file.
    fn meaning(&self, labels: Option<&Labels>, order: &[Spanned<String>], variable: usize) -> Meaning {
        let declared = labels.map(Labels::codes).unwrap_or_default();
        let labels = if declared.is_empty() { self.known[variable].clone() } else { declared };
        Meaning { options: Options::new(order, &labels).ok().flatten(), decimal: self.reading.spec.decimal }
    }

    fn bind(&mut self, axis: &Axis, most: Option<u32>, sink: &Diagnostics) -> Option<Bound> {
        let before = sink.len();
        let filter = axis.filter.as_ref().and_then(|condition| self.check(condition, sink));
        let by = match &axis.by {
            By::Nothing => Some(BoundBy::Nothing),
            By::Cell(header) => self.find(header, sink).map(BoundBy::Cell),
            By::Ticks(ticks) => {
                let wording = self.export.and_then(|export| export.set(&ticks.headers)?.label.clone());
                let (ticks, of_set) = self.members(ticks);
                let found = ticks.headers.iter().map(|(header, _)| self.find(header, sink));
                let found: Vec<Option<usize>> = found.collect();
                let variables: Option<Vec<usize>> = found.into_iter().collect();
                variables.map(|variables| {
                    BoundBy::Ticks(Box::new(BoundTicks {
                        labels: match of_set {
                            Some(OfSet::Codes) => variables.first().map(|first| self.known[*first].clone()),
                            _ => None,
                        },
                        wording,
                        others_are_no: of_set == Some(OfSet::Ticks),
                        ticks,
                        known: vec![Vec::new(); variables.len()],
                        variables,
                        format: self.export.map_or(Format::Plain, |export| export.format),
                        index: Default::default(),
                        sets: Vec::new(),
                        most,
                    }))
                })
            }
            By::Groups(groups) => self.groups(groups, sink),
            By::Cases(cases) => {
                let checks: Vec<Option<Check>> =
                    cases.iter().map(|(_, condition)| self.check(condition, sink)).collect();
                let checks: Option<Vec<Check>> = checks.into_iter().collect();
                checks.map(|checks| BoundBy::Cases(checks, Overlap::default()))
            }
        };
        by.filter(|_| sink.len() == before).map(|by| Bound { filter, by })
    }

    /// The headers of an answer set where one is named instead of them.
    fn members(&self, ticks: &Ticks) -> (Ticks, Option<OfSet>) {
        let set = self.export.and_then(|export| Some((export, export.set(&ticks.headers)?)));
        let Some((export, set)) = set else { return (ticks.clone(), None) };
        let named = ticks.headers.first().map(|(header, _)| &header.span);
        let headers = named.map(|named| export.members(set, named)).unwrap_or_default();
        let of_set = if set.counted.is_some() { OfSet::Ticks } else { OfSet::Codes };
        let chosen = set.counted.iter().cloned().collect();
        (Ticks { headers, chosen, ..ticks.clone() }, Some(of_set))
    }

    fn groups(&mut self, groups: &Groups, sink: &Diagnostics) -> Option<BoundBy> {
        let variable = self.find(&groups.header, sink)?;
        let meaning = self.meaning(Some(&groups.labels), &groups.order, variable);
        Some(BoundBy::Groups(Box::new(BoundGroups {
            groups: groups.clone(),
            variable,
            meaning,
            known: Vec::new(),
            counts: Vec::new(),
            doubled: Vec::new(),
        })))
    }
}
