//! Statistics of a question: means, quantiles, boxes of a scale and the like, in all, by groups and by items.

use super::Dataset;
use super::answers::Answers;
use super::precise::{Group, Precise, designed_row};
use super::questions::{Cells, Question};
use super::requests::{Place, Statistic};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::dataset::axis::BoundBy;
use crate::import::dataset::counting::Counted;
use crate::import::dataset::meaning::Meaning;
use crate::import::dataset::numbers::Numbers;
use crate::import::dataset::recode::Grouped;
use crate::import::table::imported::{Figures, Sizes};
use crate::import::tabulate::names::Options;
use crate::survey::Spoken;
use crate::survey::base::{Size, Tally};
use crate::survey::distributions::t_quantile;
use crate::survey::precision::Line;
use crate::survey::series::Category;

/// What statistics are computed from.
pub(super) struct Source<'a> {
    pub(super) dataset: &'a Dataset<'a>,
    pub(super) question: &'a Question<'a>,
    pub(super) counted: &'a Counted,
    pub(super) place: &'a Place,
    /// The answers of each axis, for statistics that need no numbers.
    pub(super) coded: &'a [Answers],
    /// The columns: name, table and group.
    pub(super) columns: &'a [(String, usize, u32)],
    pub(super) spoken: &'a Spoken,
    /// The level of intervals in percent.
    pub(super) level: f64,
    /// How far figures vary, where the design of the sample is known.
    pub(super) precise: Option<&'a Precise<'a>>,
}

/// The figures of a cell, with those whom they rest on, and how far a share varies by the design of the sample.
type Cell = (Vec<Option<f64>>, Size, Option<Line>);

impl Source<'_> {
    /// The figures of a statistic; `None`, with diagnostics, where it cannot be computed.
    pub(super) fn figures(&self, statistic: Statistic, sink: &Diagnostics) -> Option<Figures> {
        let names = self.names(statistic);
        let mut lines: Vec<Vec<Cell>> = Vec::new();
        for (item, axis) in self.place.axes.iter().enumerate() {
            let scores = if statistic.needs_numbers() { self.scores(*axis, sink)? } else { Vec::new() };
            let cell = |column: &(String, usize, u32)| self.cell(statistic, item, column, &scores, sink);
            lines.push(self.columns.iter().map(cell).collect::<Option<_>>()?);
        }
        let span = &self.question.key.span;
        let category = |name: &str, values: Vec<Option<f64>>| Category {
            name: name.to_owned(),
            span: span.clone(),
            values,
            spots: Vec::new(),
        };
        let groups = || self.columns.iter().map(|(name, ..)| name.as_str());
        let items: Vec<&str> = match &self.question.cells {
            Cells::Items(items) => items.iter().map(|(_, name)| name.as_str()).collect(),
            _ => Vec::new(),
        };
        if items.is_empty() {
            let line = lines.pop()?;
            let n = line.first().map(|(_, size, _)| *size).unwrap_or_default();
            let rows = groups().map(str::to_owned).zip(line.iter().map(|(_, size, _)| *size)).collect();
            let precision = line.iter().filter_map(|(_, _, line)| line.clone()).collect();
            return Some(Figures {
                categories: groups().zip(line).map(|(name, (values, ..))| category(name, values)).collect(),
                precision,
                columns: names,
                sizes: Some(Sizes { n: Some(n.n), n_effective: n.n_effective, columns: Vec::new(), rows }),
                ..Figures::default()
            });
        }
        let most = |column: usize| {
            let sizes = lines.iter().filter_map(|line| line.get(column)).map(|(_, size, _)| *size);
            sizes.max_by_key(|size| size.n).unwrap_or_default()
        };
        let n = most(0);
        if self.columns.len() == 1 {
            let rows = items.iter().map(|name| (*name).to_owned());
            let rows = rows.zip(lines.iter().filter_map(|line| Some(line.first()?.1))).collect();
            let firsts = lines.iter().filter_map(|line| line.first());
            let precision = firsts.filter_map(|(_, _, line)| line.clone()).collect();
            let values = lines.into_iter().filter_map(|line| Some(line.into_iter().next()?.0));
            return Some(Figures {
                categories: items.iter().zip(values).map(|(name, values)| category(name, values)).collect(),
                precision,
                columns: names,
                sizes: Some(Sizes { n: Some(n.n), n_effective: n.n_effective, columns: Vec::new(), rows }),
                ..Figures::default()
            });
        }
        if !names.is_empty() {
            let message = format!("`{}` has several figures for each item and group", self.question.key.name);
            sink.push(
                Diagnostic::error(Code::OpenDimension, span.clone(), message)
                    .hint("leave the break away, or ask for one figure, such as the mean"),
            );
            return None;
        }
        let columns: Vec<String> = groups().map(str::to_owned).collect();
        let sizes = columns.iter().cloned().enumerate().map(|(at, name)| (name, most(at))).collect();
        let values = lines.into_iter().map(|line| {
            line.into_iter().map(|(values, ..)| values.into_iter().next().flatten()).collect::<Vec<_>>()
        });
        Some(Figures {
            categories: items.iter().zip(values).map(|(name, values)| category(name, values)).collect(),
            sizes: Some(Sizes { n: Some(n.n), n_effective: n.n_effective, columns: sizes, rows: Vec::new() }),
            columns,
            ..Figures::default()
        })
    }

    /// The names of its figures, where there are several.
    fn names(&self, statistic: Statistic) -> Vec<String> {
        match statistic {
            Statistic::Box => ["Min", "Q1", "Median", "Q3", "Max"].map(str::to_owned).to_vec(),
            Statistic::Interval => self.spoken.of_mean(self.level),
            _ => Vec::new(),
        }
    }

    fn cell(
        &self,
        statistic: Statistic,
        item: usize,
        (_, of_table, group): &(String, usize, u32),
        scores: &[Option<f64>],
        sink: &Diagnostics,
    ) -> Option<Cell> {
        let of_table = *of_table;
        let table = &self.counted.tables[self.place.tables[item][of_table]];
        let weighted = self.dataset.weight.is_some();
        if let Statistic::Top(count) | Statistic::Bottom(count) = statistic {
            let tally = |code: u32| table.get(*group, code);
            return self.boxes((statistic, count), (item, (of_table, *group)), &tally, sink);
        }
        let given = scores.iter().zip(0u32..).filter_map(|(score, code)| Some(((*score)?, code)));
        let numbers = Numbers::new(given.map(|(score, code)| (score, table.get(*group, code))));
        let one = |value: Option<f64>| vec![value];
        let needs_error = matches!(statistic, Statistic::Mean | Statistic::Interval);
        let line = self
            .precise
            .filter(|_| needs_error)
            .map(|precise| precise.mean(item, scores.iter().copied(), (of_table, *group)));
        let values = match statistic {
            Statistic::Mean => one(numbers.mean()),
            Statistic::Deviation => one(numbers.deviation()),
            Statistic::Quantile(percent) => one(numbers.quantile(f64::from(percent) / 100.0)),
            Statistic::Box => [0.0, 0.25, 0.5, 0.75, 1.0].map(|part| numbers.quantile(part)).to_vec(),
            Statistic::Interval => {
                let (mean, all) = (numbers.mean(), self.counted.read.respondents.unwrap_or_default());
                let half = match &line {
                    Some(line) => {
                        line.variance(0).zip(line.quantile(0, self.level)).map(|(v, t)| t * v.sqrt())
                    }
                    None => {
                        let freedom = f64::from(numbers.base().persons) - 1.0;
                        numbers.error(all).map(|error| t_quantile(self.level, freedom) * error)
                    }
                };
                let end = |sign: f64| Some(mean? + sign * half?);
                vec![mean, end(-1.0), end(1.0)]
            }
            Statistic::Promoters => {
                let is_wrong = |value: f64| value.fract() != 0.0 || !(0.0..=10.0).contains(&value);
                if let Some(wrong) = numbers.first(is_wrong) {
                    let message = format!(
                        "`{}` holds {wrong}: a net promoter score counts 0 to 10",
                        self.question.key.name
                    );
                    sink.push(
                        Diagnostic::error(Code::WrongNumber, self.question.key.span.clone(), message).hint(
                            "declare codes that are no answer with `empty: [98]`, or take another statistic",
                        ),
                    );
                    return None;
                }
                let share = |from: f64, to: f64| numbers.share(|value| (from..=to).contains(&value));
                one(share(9.0, 10.0).zip(share(0.0, 6.0)).map(|(promote, detract)| promote - detract))
            }
            Statistic::Answers | Statistic::Top(_) | Statistic::Bottom(_) => Vec::new(),
        };
        let mut size = numbers.base().size(weighted);
        if let (Some(variance), Some(deviation)) =
            (line.as_ref().and_then(|line| line.variance(0)), numbers.deviation())
            && variance > 0.0
            && deviation > 0.0
        {
            size.n_effective = Some(deviation * deviation / variance);
        }
        Some((values, size, None))
    }

    /// The share of the first or last answers of a scale.
    fn boxes(
        &self,
        (statistic, count): (Statistic, usize),
        (item, group): (usize, Group),
        tally: &dyn Fn(u32) -> Tally,
        sink: &Diagnostics,
    ) -> Option<Cell> {
        let answers = &self.coded[item];
        let place = self.question.key.span.clone();
        let id = &self.question.key.name;
        let Some(best_first) = self.question.best_first else {
            let message = format!("`{id}` does not say which end of its scale is the best");
            sink.push(
                Diagnostic::error(Code::MissingKey, place, message)
                    .hint("add `best: first` or `best: last` to the question"),
            );
            return None;
        };
        if !answers.is_listed {
            let message = format!("`{id}` does not list its answers in order");
            sink.push(
                Diagnostic::error(Code::MissingKey, place, message)
                    .hint("list them with `labels: {1: very good, …}` or `order: […]`"),
            );
            return None;
        }
        let valid: Vec<usize> =
            (0..answers.names.len()).filter(|at| !self.is_missing(&answers.names[*at])).collect();
        if count >= valid.len() {
            let message = format!("`{id}` has {} answers, so {count} of them say nothing", valid.len());
            sink.push(
                Diagnostic::error(Code::WrongNumber, place, message).hint("ask for fewer, such as `top-2`"),
            );
            return None;
        }
        let from_start = best_first == matches!(statistic, Statistic::Top(_));
        let meant = if from_start { &valid[..count] } else { &valid[valid.len() - count..] };
        let (mut base, mut sum) = (Tally::default(), 0.0);
        for (given, code) in answers.of.iter().zip(0u32..) {
            let Some([answer]) = given.as_deref().map(|given| [given.first().copied().unwrap_or(usize::MAX)])
            else {
                continue;
            };
            if !valid.contains(&answer) {
                continue;
            }
            base.join(&tally(code));
            if meant.contains(&answer) {
                sum += tally(code).weights;
            }
        }
        let share = (base.weights > 0.0).then(|| (100.0 * sum / base.weights).min(100.0));
        let size = base.size(self.dataset.weight.is_some());
        let line = self.precise.map(|precise| {
            let value = |given: &Option<Vec<usize>>| match given.as_deref()? {
                [answer, ..] if valid.contains(answer) => {
                    Some(if meant.contains(answer) { 100.0 } else { 0.0 })
                }
                _ => None,
            };
            precise.mean(item, answers.of.iter().map(value), group)
        });
        let size = line.as_ref().map_or(size, |line| designed_row(size, line, &[share]));
        Some((vec![share], size, line))
    }

    fn is_missing(&self, name: &str) -> bool {
        self.question.missing.iter().any(|missing| crate::survey::names::same(missing, name))
    }

    /// The number of each code; `None` where it is no answer.
    fn scores(&self, axis: usize, sink: &Diagnostics) -> Option<Vec<Option<f64>>> {
        let place = &self.question.key.span;
        let BoundBy::Cell(variable) = &self.counted.axes[axis].as_ref()?.by else {
            let message =
                format!("`{}` has no numbers: each answer has a header or condition", self.question.key.name);
            sink.push(
                Diagnostic::error(Code::NotANumber, place.clone(), message)
                    .hint("ask for its answers instead of a statistic"),
            );
            return None;
        };
        let declared = self.question.labels.codes();
        let labels = if declared.is_empty() { self.counted.known[*variable].clone() } else { declared };
        let options = Options::new(&[], &labels).ok().flatten();
        let meaning = Meaning { options, decimal: self.dataset.source.decimal };
        let left_out = match &self.question.groups {
            Some(Grouped::Answers(recode)) => recode.left_out.as_slice(),
            _ => &[],
        };
        let words = &self.counted.variables[*variable].words;
        let table = &self.counted.tables[self.place.tables.first()?[0]];
        let own = self.place.axes.iter().position(|known| *known == axis).map(|at| self.place.tables[at][0]);
        let table = own.map_or(table, |own| &self.counted.tables[own]);
        let mut scores = vec![None];
        let mut wrong: Vec<(String, u32)> = Vec::new();
        for (code, word) in words.iter() {
            let n = table.get(0, code).persons;
            let label = labels
                .iter()
                .find(|(known, label)| meaning.is(word, known) || known == word || label == word);
            let is_none = n == 0
                || self.question.empty.iter().any(|empty| empty == word)
                || meaning.is_one_of(word, left_out)
                || self.is_missing(word)
                || label.is_some_and(|(_, label)| self.is_missing(label));
            let score = || meaning.number(word).or_else(|| meaning.number(&label?.0));
            scores.push(match is_none {
                true => None,
                false => {
                    let score = score();
                    if score.is_none() {
                        wrong.push((word.to_owned(), n));
                    }
                    score
                }
            });
        }
        if let Some((first, _)) = wrong.first() {
            let message = format!(
                "`{}` holds {} answers that are no numbers, such as `{first}`",
                self.question.key.name,
                wrong.len()
            );
            sink.push(
                Diagnostic::error(Code::NotANumber, place.clone(), message)
                    .hint("declare `labels: {1: …, 2: …}` with numbers as codes, and `empty` for words that are no answer"),
            );
            return None;
        }
        Some(scores)
    }
}
