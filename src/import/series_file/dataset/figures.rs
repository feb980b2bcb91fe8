//! From counts to the figures of a series: shares or counts by answer and group, with the size of each group.

use super::Dataset;
use super::answers::{self, Answers};
use super::pairs;
use super::precise::{Precise, designed, designed_row};
use super::questions::{Cells, Question};
use super::requests::{Place, Request, Statistic};
use super::statistics::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::dataset::axis::{BoundBy, BoundGroups, By, Overlap};
use crate::import::dataset::check::Check;
use crate::import::dataset::condition::Condition;
use crate::import::dataset::counting::Counted;
use crate::import::dataset::recode::Grouped;
use crate::import::table::imported::{Figures, Sizes};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::survey::Spoken;
use crate::survey::base::{Size, Tally};
use crate::survey::intervals::Group;
use crate::survey::read_from::ReadFrom;
use crate::survey::series::{Category, MOST_CATEGORIES, MOST_CELLS, MOST_COLUMNS, Unit};

/// A column of a series: its name, and where its counts are.
struct Column {
    name: String,
    /// The table, among those of an axis of answers.
    table: usize,
    group: u32,
}

/// The figures of a request; `None`, with diagnostics, where they cannot be had.
pub(super) fn figures(
    dataset: &Dataset<'_>,
    request: &Request,
    place: &Place,
    counted: &Counted,
    (spoken, level): (&Spoken, f64),
    sink: &Diagnostics,
) -> Option<Figures> {
    let question = &dataset.questions[request.question];
    let before = sink.len();
    lost(place, counted, sink);
    let mut columns = vec![Column { name: spoken.total.clone(), table: 0, group: 0 }];
    for (at, axis) in place.breaks.iter().enumerate() {
        let names = groups(dataset, request.breaks[at], *axis, counted, sink);
        let named = names.into_iter().flatten();
        columns.extend(named.map(|(group, name)| Column { name, table: at + 1, group }));
    }
    if let Some(filter) = place.axes.first().and_then(|axis| counted.axes[*axis].as_ref()?.filter.as_ref()) {
        sink.extend(filter.faults(&counted.variables));
    }
    for axis in &place.axes {
        if let (Some(Grouped::Cases(cases)), Some(BoundBy::Cases(checks, overlap))) =
            (&question.groups, counted.axes[*axis].as_ref().map(|axis| &axis.by))
        {
            sink.extend(of_cases(checks, overlap, cases, counted));
        }
    }
    if sink.has_errors_since(before) {
        return None;
    }
    let read = |answers: usize, columns: usize| Some(ReadFrom { answers, columns, ..counted.read.clone() });
    let weighted = dataset.weight.is_some();
    let code = || -> Option<Vec<Answers>> {
        place
            .axes
            .iter()
            .zip(&place.tables)
            .map(|(axis, tables)| {
                let count = |code: u32| counted.tables[tables[0]].get(0, code).persons;
                answers::answers(question, *axis, counted, dataset.source.decimal, &count, sink)
            })
            .collect()
    };
    let percent = unit(question) == Unit::Percent;
    let precise = counted.sample.as_ref().map(|sample| Precise { sample, question, place });
    let make = Make { question, counted, percent, weighted, precise: precise.as_ref().filter(|_| percent) };
    let mut figures = match &question.cells {
        _ if request.statistic != Statistic::Answers => {
            let coded = if request.statistic.needs_numbers() { Vec::new() } else { code()? };
            let columns: Vec<(String, usize, u32)> =
                columns.into_iter().map(|column| (column.name, column.table, column.group)).collect();
            let (coded, columns) = (coded.as_slice(), columns.as_slice());
            Source {
                dataset,
                question,
                counted,
                place,
                coded,
                columns,
                spoken,
                level,
                precise: precise.as_ref(),
            }
            .figures(request.statistic, sink)?
        }
        Cells::Items(items) => {
            if !request.breaks.is_empty() {
                let message = format!(
                    "`{}` has an answer for each item already: by groups it would have three dimensions",
                    question.key.name
                );
                sink.push(
                    Diagnostic::error(Code::OpenDimension, question.key.span.clone(), message)
                        .hint("show one item by groups: declare it as a question of its own"),
                );
                return None;
            }
            make.items(items, &code()?, place)
        }
        _ => make.one(code()?.first()?, &columns, &place.tables[0]),
    };
    let (height, width) = (figures.categories.len(), figures.columns.len());
    if height > MOST_CATEGORIES || width > MOST_COLUMNS || height * width.max(1) > MOST_CELLS {
        let message =
            format!("`{}` has {height} answers in {width} columns: no chart shows them", request.id);
        sink.push(
            Diagnostic::error(Code::TooLarge, question.key.span.clone(), message)
                .hint("put answers together with `groups: {18-34: 18..34}`"),
        );
        return None;
    }
    if figures.sizes.as_ref().is_some_and(|sizes| sizes.n == Some(0)) {
        let message = format!("nobody answered `{}`", question.key.name);
        sink.push(
            Diagnostic::error(Code::EmptyTable, question.key.span.clone(), message)
                .hint("check `answer`, `where` and `empty`: no row is left"),
        );
        return None;
    }
    let has_none = || figures.categories.iter().all(|category| category.values.iter().all(Option::is_none));
    if weighted && has_none() {
        let message = format!("all who answered `{}` have the weight 0", question.key.name);
        sink.push(
            Diagnostic::error(Code::EmptyTable, question.key.span.clone(), message)
                .hint("check `weight` of the data set: it names the header of the weights"),
        );
        return None;
    }
    figures.read = read(height, width.max(1));
    figures.question = place.axes.first().and_then(|axis| wording(*axis, counted));
    Some(figures)
}

/// The unit of a question, which is declared for its series.
fn unit(question: &Question<'_>) -> Unit {
    let quiet = Diagnostics::new();
    let fields = Fields::open(question.node, &super::questions::QUESTION, &quiet);
    fields.and_then(|mut fields| fields.choice("unit", &Unit::WORDS)).unwrap_or(Unit::Percent)
}

/// The wording of a question, where the file has it.
fn wording(axis: usize, counted: &Counted) -> Option<String> {
    match &counted.axes[axis].as_ref()?.by {
        BoundBy::Cell(variable) => counted.wordings[*variable].clone(),
        BoundBy::Ticks(ticks) => ticks.wording.clone(),
        _ => None,
    }
}

/// Reports what is wrong with the axes of a request.
fn lost(place: &Place, counted: &Counted, sink: &Diagnostics) {
    for (axis, faults) in &counted.lost {
        if place.axes.contains(axis) || place.breaks.contains(axis) {
            faults.iter().for_each(|fault| sink.push(fault.clone()));
        }
    }
}

/// The groups of a break with their codes.
fn groups(
    dataset: &Dataset<'_>,
    at: usize,
    axis: usize,
    counted: &Counted,
    sink: &Diagnostics,
) -> Option<Vec<(u32, String)>> {
    let found = &dataset.breaks[at];
    let numbered = |names: Vec<String>| (1..).zip(names).collect::<Vec<(u32, String)>>();
    match (&counted.axes[axis].as_ref()?.by, &found.by) {
        (BoundBy::Groups(groups), _) => of_answers(groups, counted, sink),
        (BoundBy::Cases(checks, overlap), By::Cases(cases)) => {
            sink.extend(of_cases(checks, overlap, cases, counted));
            Some(numbered(cases.iter().map(|(name, _)| name.value.clone()).collect()))
        }
        _ => None,
    }
}

/// What is wrong with groups that are conditions: answers that nobody has, and respondents for whom two of them hold.
fn of_cases(
    checks: &[Check],
    overlap: &Overlap,
    cases: &[(Spanned<String>, Condition)],
    counted: &Counted,
) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> =
        checks.iter().flat_map(|check| check.faults(&counted.variables)).collect();
    if let Some((first, second)) = overlap.first {
        let (one, two) = (&cases[first].0, &cases[second].0);
        let message = format!(
            "{} of the respondents are in more than one group, as in `{}` and `{}`",
            overlap.count, one.value, two.value
        );
        faults.push(
            Diagnostic::error(Code::RepeatedName, two.span.clone(), message)
                .hint("make the conditions exclude each other: each respondent belongs to one group")
                .related(one.span.clone(), "the first one"),
        );
    }
    faults
}

/// Groups that are answers, or made of answers.
fn of_answers(found: &BoundGroups, counted: &Counted, sink: &Diagnostics) -> Option<Vec<(u32, String)>> {
    let words = &counted.variables[found.variable].words;
    let counts = || found.counts.iter().zip(0u32..).filter(|(count, _)| **count > 0);
    let is_empty = |code: u32| code == 0 || found.groups.empty.iter().any(|empty| empty == words.word(code));
    let without = || {
        counts()
            .filter(|(_, code)| found.known.get(*code as usize) == Some(&0) && !is_empty(*code))
            .map(|(count, code)| (words.word(code).to_owned(), *count))
    };
    if let Some(recode) = &found.groups.recode {
        let header = &counted.variables[found.variable].header;
        sink.extend(answers::faults(header, recode, &found.meaning, words));
        for (code, first, second) in &found.doubled {
            sink.push(answers::doubled(words.word(*code), recode, *first, *second));
        }
        let is_doubled = |word: &str| found.doubled.iter().any(|(code, ..)| words.word(*code) == word);
        let is_left = |word: &str| found.meaning.is_one_of(word, &recode.left_out);
        let none: Vec<(String, u32)> =
            without().filter(|(word, _)| !is_left(word) && !is_doubled(word)).collect();
        sink.extend(answers::ungrouped(header, recode, none));
        return Some((1..).zip(recode.names()).collect());
    }
    match &found.meaning.options {
        Some(options) => {
            let none: Vec<(String, u32)> = without().collect();
            if !none.is_empty() {
                let place = found.groups.header.span.clone();
                sink.push(answers::unlisted(none, place, &options.names.list));
                return None;
            }
            Some((1..).zip(options.names.list.iter().cloned()).collect())
        }
        None => {
            let named = counts().filter(|(_, code)| !is_empty(*code));
            Some(named.map(|(_, code)| (code, words.word(code).to_owned())).collect())
        }
    }
}

/// What the columns hold: all respondents, then the groups of each break.
fn held(columns: &[Column], bases: &[Tally]) -> Vec<Group> {
    let all = bases.first().map_or(0.0, |base| base.weights);
    let group = |(column, base): (&Column, &Tally)| match column.table {
        0 => Group::All,
        table => Group::Of(table, if all > 0.0 { (base.weights / all).min(1.0) } else { 0.0 }),
    };
    columns.iter().zip(bases).map(group).collect()
}

/// How counts become figures.
struct Make<'a> {
    question: &'a Question<'a>,
    counted: &'a Counted,
    percent: bool,
    weighted: bool,
    /// How far shares vary, where the design of the sample is known.
    precise: Option<&'a Precise<'a>>,
}

impl Make<'_> {
    /// What is counted of a group, by code.
    fn tallies(&self, answers: &Answers, table: usize, group: u32) -> Vec<Tally> {
        (0..answers.of.len() as u32).map(|code| self.counted.tables[table].get(group, code)).collect()
    }

    /// The base of a group.
    fn base(&self, answers: &Answers, tallies: &[Tally]) -> Tally {
        let mut base = Tally::default();
        for (tally, answer) in tallies.iter().zip(&answers.of) {
            if self.question.everyone || answer.is_some() {
                base.join(tally);
            }
        }
        base
    }

    /// The figure of those whose answers satisfy a condition.
    fn figure(
        &self,
        answers: &Answers,
        tallies: &[Tally],
        base: &Tally,
        is_meant: &dyn Fn(&[usize]) -> bool,
    ) -> Option<f64> {
        if base.persons == 0 || (self.percent && base.weights <= 0.0) {
            return None;
        }
        let given = tallies.iter().zip(&answers.of);
        let meant = given.filter(|(_, answer)| answer.as_deref().is_some_and(is_meant));
        // An empty `sum` is -0.
        let sum = meant.fold(0.0, |sum, (tally, _)| sum + tally.weights);
        // The sum of the same weights in another order differs in the last bits.
        Some(if self.percent { (100.0 * sum / base.weights).min(100.0) } else { sum })
    }

    /// A question by groups.
    fn one(&self, answers: &Answers, columns: &[Column], tables: &[usize]) -> Figures {
        let tallies: Vec<Vec<Tally>> =
            columns.iter().map(|column| self.tallies(answers, tables[column.table], column.group)).collect();
        let bases: Vec<Tally> = tallies.iter().map(|tallies| self.base(answers, tallies)).collect();
        let line = |is_meant: &dyn Fn(&[usize]) -> bool| -> Vec<Option<f64>> {
            let both = tallies.iter().zip(&bases);
            both.map(|(tallies, base)| self.figure(answers, tallies, base, is_meant)).collect()
        };
        let category = |(at, name): (usize, &String)| Category {
            name: name.clone(),
            span: self.question.key.span.clone(),
            values: line(&|given| given.contains(&at)),
            spots: Vec::new(),
        };
        let net = |parts: &Vec<String>| {
            line(&|given| given.iter().any(|answer| parts.contains(&answers.names[*answer])))
        };
        let by_groups = columns.len() > 1;
        let named = |by_groups: bool| match by_groups {
            true => columns.iter().map(|column| column.name.clone()).collect(),
            false => Vec::new(),
        };
        let names: Vec<String> = named(by_groups);
        let groups: Vec<(usize, u32)> = columns.iter().map(|column| (column.table, column.group)).collect();
        let categories: Vec<Category> = answers.names.iter().enumerate().map(category).collect();
        let precision = self.precise.map_or_else(Vec::new, |precise| precise.shares(0, answers, &groups));
        let pairs = match self.percent {
            true => pairs::of(self.question, answers, (&tallies, &bases), (self.precise, &groups)),
            false => Vec::new(),
        };
        let size =
            |(at, base): (usize, &Tally)| designed(base.size(self.weighted), at, &precision, &categories);
        let own: Vec<Size> = bases.iter().enumerate().map(size).collect();
        let first = own.first().copied().unwrap_or_default();
        let sizes = names.iter().cloned().zip(own).collect();
        let is_several = !matches!(self.question.cells, Cells::One(_, None));
        Figures {
            categories,
            nets: if is_several { self.question.nets.iter().map(net).collect() } else { Vec::new() },
            sizes: Some(Sizes {
                n: Some(first.n),
                n_effective: first.n_effective,
                columns: sizes,
                rows: Vec::new(),
            }),
            is_listed: answers.is_listed,
            groups: if by_groups { held(columns, &bases) } else { Vec::new() },
            precision,
            pairs,
            columns: names,
            ..Figures::default()
        }
    }

    /// Items with the same answers.
    fn items(
        &self,
        items: &[(crate::spec::Spanned<String>, String)],
        coded: &[Answers],
        place: &Place,
    ) -> Figures {
        let mut columns: Vec<String> = Vec::new();
        for name in coded.iter().flat_map(|answers| &answers.names) {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        let mut sizes: Vec<Size> = Vec::new();
        let (mut categories, mut precision) = (Vec::new(), Vec::new());
        for (item, (((header, name), answers), tables)) in
            items.iter().zip(coded).zip(&place.tables).enumerate()
        {
            let tallies = self.tallies(answers, tables[0], 0);
            let base = self.base(answers, &tallies);
            let figure = |column: &String| {
                let at = answers.names.iter().position(|name| name == column);
                self.figure(answers, &tallies, &base, &|given| at.is_some_and(|at| given.contains(&at)))
            };
            let values: Vec<Option<f64>> = columns.iter().map(figure).collect();
            let line = self.precise.map(|precise| precise.item(item, answers, &columns));
            sizes.push(match &line {
                Some(line) => designed_row(base.size(self.weighted), line, &values),
                None => base.size(self.weighted),
            });
            precision.extend(line);
            categories.push(Category {
                name: name.clone(),
                span: header.span.clone(),
                values,
                spots: Vec::new(),
            });
        }
        let most = sizes.iter().max_by_key(|size| size.n).copied().unwrap_or_default();
        let rows = items.iter().map(|(_, name)| name.clone()).zip(sizes).collect();
        let sizes = Some(Sizes { n: Some(most.n), n_effective: most.n_effective, columns: Vec::new(), rows });
        Figures { columns, categories, sizes, precision, ..Figures::default() }
    }
}
