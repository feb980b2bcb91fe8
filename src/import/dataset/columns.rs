//! The columns of a table that are asked for: headers are looked up, and what they mean is known before the first row.

use super::axis::{Axis, Bound, BoundBy, BoundGroups, BoundTicks, By, Groups, Overlap, Ticks};
use super::check::{Check, Variable};
use super::condition::Condition;
use super::design::{Bound as BoundDesign, Design, Population, Replicated};
use super::meaning::Meaning;
use super::plan::Plan;
use super::units::BoundUnits;
use super::words::Words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::exports::columns::Export;
use crate::import::labels::Labels;
use crate::import::source_spec::format::Format;
use crate::import::table::cell::Reading;
use crate::import::table::header::Head;
use crate::import::tabulate::names::Options;
use crate::spec::Spanned;
use crate::survey::names::folded;

/// What the columns of an answer set hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfSet {
    /// Whether an answer was chosen.
    Ticks,
    /// The code of an answer.
    Codes,
}

/// The columns that are asked for, while headers are looked up.
pub(crate) struct Columns<'a, 's> {
    pub(crate) reading: Reading<'s>,
    pub(crate) plan: &'a Plan,
    pub(crate) head: &'a Head,
    pub(crate) export: Option<&'a Export>,
    /// The headers that were found, with their places in a row.
    found: Vec<(String, usize)>,
    /// What the file itself says of codes, by variable.
    known: Vec<Vec<(String, String)>>,
}

impl<'a, 's> Columns<'a, 's> {
    /// No column is asked for yet.
    pub(crate) fn new(
        reading: Reading<'s>,
        plan: &'a Plan,
        head: &'a Head,
        export: Option<&'a Export>,
    ) -> Self {
        Self { reading, plan, head, export, found: Vec::new(), known: Vec::new() }
    }

    /// The same behind columns that are known already.
    pub(crate) fn after(
        mut self,
        found: impl Iterator<Item = (String, usize)>,
        known: &[Vec<(String, String)>],
    ) -> Self {
        self.found.extend(found);
        self.known.extend_from_slice(known);
        self
    }

    /// How many columns were found.
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// The columns that the filter of all asks for.
    pub(crate) fn asked_by_filter(&self) -> Vec<usize> {
        let mut headers = Vec::new();
        self.plan.filter.iter().for_each(|condition| condition.headers(&mut headers));
        let place = |header: &Spanned<String>| {
            self.found.iter().find(|(name, _)| *name == header.value).map(|(_, at)| *at)
        };
        headers.into_iter().filter_map(place).collect()
    }

    /// The wording of each column, where the file has it.
    pub(crate) fn wordings(&self) -> Vec<Option<String>> {
        self.found.iter().map(|(_, at)| self.export.and_then(|export| export.wording(*at, false))).collect()
    }

    /// The columns, and what the file itself says of their codes.
    pub(crate) fn into_variables(self) -> (Vec<Variable>, Vec<Vec<(String, String)>>) {
        let variable = |(header, at)| Variable { header, at, words: Words::default() };
        (self.found.into_iter().map(variable).collect(), self.known)
    }
}

impl Columns<'_, '_> {
    fn find(&mut self, header: &Spanned<String>, sink: &Diagnostics) -> Option<usize> {
        let at = self.head.find(header, sink)?;
        if let Some(found) = self.found.iter().position(|(_, found)| *found == at) {
            return Some(found);
        }
        let question = self.export.and_then(|export| export.question(&header.value));
        self.known.push(question.map(|question| question.labels.clone()).unwrap_or_default());
        self.found.push((header.value.clone(), at));
        Some(self.found.len() - 1)
    }

    /// Binds a condition.
    pub(crate) fn check(&mut self, condition: &Condition, sink: &Diagnostics) -> Option<Check> {
        let plan = self.plan;
        Check::new(condition, &mut |header| {
            let variable = self.find(header, sink)?;
            let declared = plan.labels.iter().find(|(name, _)| *name == header.value);
            let labels = declared.map(|(_, labels)| labels);
            Some((variable, self.meaning(labels, &[], variable)))
        })
    }

    /// Looks up the headers of a design.
    pub(crate) fn design(&mut self, design: &Design, sink: &Diagnostics) -> Option<BoundDesign> {
        let drawn = match design {
            Design::Drawn(drawn) => drawn,
            Design::Replicated(replicated) => return self.replicates(replicated, sink),
        };
        let strata = drawn.strata.as_ref().map(|header| self.find(header, sink));
        let clusters = drawn.clusters.as_ref().map(|header| self.find(header, sink));
        let population = match &drawn.population {
            Some(Population::Header(header)) => Some((self.head.find(header, sink)?, header.span.clone())),
            Some(Population::All(_)) | None => None,
        };
        let all = match &drawn.population {
            Some(Population::All(size)) => Some(size.value),
            _ => None,
        };
        Some(BoundDesign::Drawn {
            strata: strata.flatten(),
            clusters: clusters.flatten(),
            population,
            all,
            span: drawn.span.clone(),
        })
    }

    fn replicates(&self, replicated: &Replicated, sink: &Diagnostics) -> Option<BoundDesign> {
        let before = sink.len();
        let mut columns: Vec<usize> = Vec::new();
        let own = self.plan.weight.as_ref().map(|weight| folded(&weight.value).into_owned());
        for header in &replicated.weights {
            let Some(beginning) = header.value.strip_suffix('*') else {
                columns.extend(self.head.find(header, sink));
                continue;
            };
            let beginning = folded(beginning).into_owned();
            let begins = |name: &Option<String>| {
                name.as_ref().is_some_and(|name| name.starts_with(&beginning) && own.as_ref() != Some(name))
            };
            let found = (0..self.head.names.len()).filter(|at| begins(&self.head.names[*at]));
            let known = columns.len();
            columns.extend(found);
            if columns.len() == known {
                let message = format!("no header begins with `{beginning}`");
                sink.push(
                    Diagnostic::error(Code::UnknownHeader, header.span.clone(), message)
                        .hint("write how the headers of the replicate weights begin, with a star: `rw_*`"),
                );
            }
        }
        let count = columns.len();
        if sink.len() == before && count < 2 {
            let message = "one replicate weight says nothing of a variance";
            sink.push(
                Diagnostic::error(Code::WrongLength, replicated.span.clone(), message)
                    .hint("name all of them, or how their headers begin: `rw_*`"),
            );
        }
        if sink.len() == before && !replicated.scales.is_empty() && replicated.scales.len() != count {
            let message =
                format!("there are {count} replicate weights, but {} `scales`", replicated.scales.len());
            sink.push(
                Diagnostic::error(Code::WrongLength, replicated.span.clone(), message)
                    .hint("give one scale for each replicate, in the order of their headers"),
            );
        }
        (sink.len() == before).then(|| BoundDesign::Replicated {
            columns,
            scale: replicated.factor(count),
            scales: replicated.scales.clone(),
            freedom: replicated.freedom,
        })
    }

    /// What the cells of a variable mean: as its author says, or else the file.
    fn meaning(&self, labels: Option<&Labels>, order: &[Spanned<String>], variable: usize) -> Meaning {
        let declared = labels.map(Labels::codes).unwrap_or_default();
        let labels = if declared.is_empty() { self.known[variable].clone() } else { declared };
        Meaning { options: Options::new(order, &labels).ok().flatten(), decimal: self.reading.spec.decimal }
    }

    /// Binds an axis.
    pub(crate) fn bind(&mut self, axis: &Axis, most: Option<u32>, sink: &Diagnostics) -> Option<Bound> {
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
            By::Units(headers) => {
                let found: Vec<Option<usize>> =
                    headers.iter().map(|header| self.find(header, sink)).collect();
                let found: Option<Vec<usize>> = found.into_iter().collect();
                found.map(|found| BoundBy::Units(Box::new(BoundUnits::new(found))))
            }
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
