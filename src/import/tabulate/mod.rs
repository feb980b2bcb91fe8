//! From answers, one row per respondent, to shares or counts of each answer: counted in one pass, weighted where asked for.

pub(super) mod answers;
mod codes;
mod doubts;
pub(super) mod names;
pub(crate) mod respondents;

use std::borrow::Cow;

use super::exports::columns::Export;
use super::source_spec::tabulate::Tabulate;
use super::table::cell::{Reading, too_many, unusable};
use super::table::header::Head;
use super::table::imported::{Figures, Sizes};
use super::table::{Row, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::survey::base::Tally;
use crate::survey::read_from::ReadFrom;
use crate::survey::series::{Category, MOST_COLUMNS, Spot};
use answers::{Form, Seen};
use codes::Codes;
use names::Names;
use respondents::Respondents;

/// So many sums are kept, one for each answer in each column.
const MOST_SUMS: usize = 1_000_000;

/// Sums by row and column, as large as they need to be.
#[derive(Debug, Default)]
struct Sums(Vec<Vec<f64>>);

impl Sums {
    fn add(&mut self, row: usize, column: usize, weight: f64) {
        if self.0.len() <= row {
            self.0.resize(row + 1, Vec::new());
        }
        let line = &mut self.0[row];
        if line.len() <= column {
            line.resize(column + 1, 0.0);
        }
        line[column] += weight;
    }

    fn get(&self, row: usize, column: usize) -> f64 {
        self.0.get(row).and_then(|line| line.get(column)).copied().unwrap_or(0.0)
    }
}

/// What was counted so far.
pub(super) struct Tables {
    seen: Seen,
    columns: Names,
    sums: Sums,
    /// Respondents who gave at least one answer of a net.
    nets: Sums,
    tallies: Vec<Tally>,
    /// The answers of the row at hand.
    chosen: Vec<usize>,
    /// Of those who were counted, how many did not reach the end of the questionnaire.
    unfinished: u32,
    /// The event of a study that the first row that counts belongs to.
    event: Vec<String>,
}

impl Tables {
    pub(super) fn new(plan: &Plan<'_>) -> Self {
        Self {
            seen: plan.form.seen(),
            columns: Names::default(),
            sums: Sums::default(),
            nets: Sums::default(),
            tallies: Vec::new(),
            chosen: Vec::new(),
            unfinished: 0,
            event: Vec::new(),
        }
    }

    /// Shares or counts by answer and column, or why there are none.
    pub(super) fn finish(mut self, reading: Reading<'_>, plan: &Plan<'_>) -> Result<Figures, Diagnostic> {
        if let Some(fault) = plan.form.doubt(&mut self.seen) {
            return Err(fault);
        }
        if self.tallies.is_empty() {
            return Err(reading.nothing("no row holds an answer"));
        }
        if self.seen.names.list.len() * self.columns.list.len() > MOST_SUMS {
            return Err(too_many(
                Spot { span: reading.spec.file.span.clone(), cell: None },
                "answers by column",
                MOST_SUMS,
            ));
        }
        if let Some(at) = self.tallies.iter().position(|tally| reading.percent && tally.weights <= 0.0) {
            let column = &self.columns.list[at];
            let of = if column.is_empty() { String::new() } else { format!(" of `{column}`") };
            let message = format!("the weights{of} add up to 0: no share can be computed");
            let place = reading.spec.file.span.clone();
            return Err(Diagnostic::error(Code::WrongNumber, place, message)
                .hint("correct the weights, or leave these rows out with `where: {header: value}`"));
        }
        // Groups that have codes come in the order of these.
        let mut order: Vec<usize> = (0..self.tallies.len()).collect();
        order.sort_by_key(|at| plan.groups.place(&self.columns.list[*at]));
        let names: Vec<String> = order.iter().map(|at| self.columns.list[*at].clone()).collect();
        let tallies: Vec<Tally> = order.iter().map(|at| self.tallies[*at]).collect();
        let share = |sum: f64, column: usize| {
            // The sum of the same weights in another order differs in the last bits.
            Some(if reading.percent { (100.0 * sum / self.tallies[column].weights).min(100.0) } else { sum })
        };
        let line = |sums: &Sums, row: usize| {
            order.iter().map(|column| share(sums.get(row, *column), *column)).collect()
        };
        let category = |(at, name): (usize, &String)| Category {
            name: name.clone(),
            span: reading.spec.file.span.clone(),
            values: line(&self.sums, at),
            spots: Vec::new(),
        };
        let categories = self.seen.names.list.iter().enumerate().map(category).collect();
        let nets = (0..reading.nets.len()).map(|net| line(&self.nets, net)).collect();
        let sizes = sizes(&names, &tallies, plan.weight.is_some());
        let columns = if plan.column.is_some() { names } else { Vec::new() };
        let read = ReadFrom {
            recognised: plan.recognised.clone(),
            respondents: sizes.n,
            unfinished: self.unfinished,
            answered_only: !plan.everyone,
            ..ReadFrom::default()
        };
        let question = plan.question.clone();
        let (sizes, read) = (Some(sizes), Some(read));
        Ok(Figures { columns, categories, sizes, nets, question, read, ..Figures::default() })
    }
}

fn sizes(columns: &[String], tallies: &[Tally], weighted: bool) -> Sizes {
    let mut all = Tally::default();
    tallies.iter().for_each(|tally| all.join(tally));
    let named = columns.iter().filter(|name| !name.is_empty()).cloned();
    let all = all.size(weighted);
    Sizes {
        n: Some(all.n),
        n_effective: all.n_effective,
        columns: named.zip(tallies.iter().map(|tally| tally.size(weighted))).collect(),
        ..Sizes::default()
    }
}

/// Which cell of a row means what.
pub(super) struct Plan<'s> {
    form: Form<'s>,
    column: Option<usize>,
    weight: Option<usize>,
    everyone: bool,
    filters: Vec<(usize, Cow<'s, str>, Codes)>,
    /// What the codes of groups or waves are called.
    groups: Codes,
    respondents: Respondents,
    /// The wording of the question, where the file has it.
    question: Option<String>,
    /// What the file was recognised as.
    recognised: Option<String>,
}

impl<'s> Plan<'s> {
    pub(super) fn new(
        reading: Reading<'s>,
        tabulate: &'s Tabulate,
        head: &Head,
        export: Option<&Export>,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let before = sink.len();
        let form = Form::new(reading, tabulate, head, export, sink);
        let find = |word: &Option<Spanned<String>>| head.find(word.as_ref()?, sink);
        let (column, weight) = (find(&tabulate.column), find(&tabulate.weight));
        let filters = reading.filters(head, sink);
        if sink.len() > before {
            return None;
        }
        let form = form?;
        let asked: Vec<usize> = filters.iter().map(|(at, _)| *at).chain(column).collect();
        let picked = |(at, word): (usize, Cow<'s, str>)| {
            let header = head.names.get(at).and_then(|name| name.as_deref()).unwrap_or_default();
            (at, word, Codes::groups(export, header))
        };
        let groups = tabulate.column.as_ref().map(|header| Codes::groups(export, &header.value));
        Some(Self {
            column,
            weight,
            everyone: tabulate.everyone,
            groups: groups.unwrap_or_default(),
            respondents: export.map(|export| Respondents::new(export, &asked)).unwrap_or_default(),
            question: export.and_then(|export| form.wording(export)),
            recognised: export.and_then(Export::note),
            filters: filters.into_iter().map(picked).collect(),
            form,
        })
    }

    /// Whether the cells of a column are looked at.
    pub(super) fn wants(&self, column: usize) -> bool {
        self.form.wants(column)
            || [self.column, self.weight].contains(&Some(column))
            || self.filters.iter().any(|(index, ..)| *index == column)
            || self.respondents.wants(column)
    }

    /// Counts a row. A respondent without an answer is not counted unless all are.
    pub(super) fn row(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        tables: &mut Tables,
    ) -> Result<(), Diagnostic> {
        for (at, wanted, codes) in &self.filters {
            if !reading.label(row, *at)?.is_some_and(|word| codes.means(&word, wanted)) {
                return Ok(());
            }
        }
        tables.chosen.clear();
        let answered = self.form.read(reading, row, &mut tables.seen, &mut tables.chosen)?;
        if !answered && !self.everyone {
            return Ok(());
        }
        let column = match self.column {
            Some(at) => match reading.label(row, at)?.filter(|word| !reading.is_missing(word)) {
                Some(column) if self.groups.is_missing(&column) => return Ok(()),
                Some(column) => match self.groups.label(&column) {
                    Some(label) => Cow::Borrowed(label),
                    None => column,
                },
                None => return Ok(()),
            },
            None => Cow::Borrowed(""),
        };
        self.respondents.check(row, &mut tables.event)?;
        tables.unfinished += u32::from(self.respondents.is_unfinished(row));
        let weight = match self.weight {
            Some(at) => weight(reading, row, at)?,
            None => 1.0,
        };
        let most = MOST_COLUMNS.min(MOST_SUMS / tables.seen.names.list.len().max(1));
        let Some(column) = tables.columns.of(&column).filter(|column| *column < most) else {
            return Err(too_many(row.spot(self.column.unwrap_or(0)), "columns", most));
        };
        if tables.tallies.len() <= column {
            tables.tallies.resize(column + 1, Tally::default());
        }
        tables.tallies[column].add(weight);
        for answer in &tables.chosen {
            tables.sums.add(*answer, column, weight);
        }
        for (index, net) in reading.nets.iter().enumerate() {
            let named = |answer: &usize| net.contains(&tables.seen.names.list[*answer]);
            if tables.chosen.iter().any(named) {
                tables.nets.add(index, column, weight);
            }
        }
        Ok(())
    }
}

pub(super) fn weight(reading: Reading<'_>, row: &Row<'_>, at: usize) -> Result<f64, Diagnostic> {
    let cell = &row.cells[at];
    let weight = match &cell.value {
        Value::Number { value, .. } => Some(*value),
        Value::Text(text) if !reading.typed => reading.spec.decimal.parse(text),
        Value::Other(code, message) => return Err(unusable(row, at, *code, message)),
        _ => None,
    };
    weight.filter(|weight| (0.0..1e9).contains(weight)).ok_or_else(|| {
        let message = match cell.name() {
            Some(words) => format!("`{words}` is no weight"),
            None => "this person has no weight".to_owned(),
        };
        row.fault(Code::NotANumber, at, &message)
            .hint("a weight is a number of at least 0; `decimal: ','` declares a decimal comma")
    })
}
