//! What is hidden of a series, so that no figure that rests on too few answers can be read or computed.
//!
//! A column is hidden as a whole: its answers, its nets, what is missing to 100 and its size. So no sum down a column gives
//! anything back, and what is left are sums of columns: a total and its groups, the answers of an item that make up 100,
//! the same question for all respondents in another series. Of each such sum either nothing is hidden, or so much that
//! what a reader can subtract rests on enough answers again: first the small columns (primary suppression), then the
//! smallest columns beside them (complementary suppression), until no sum gives one back.
//!
//! Limits: what adds up is known from the sizes: neighbouring columns, all other columns and, of up to [`FEW`] columns,
//! any of them whose figures fit as well. Columns of different series are linked where one is the total of all columns of
//! the other. How rare an answer is does not count: a share of 0 % in a total says that it is 0 in each of its groups.

use std::collections::BTreeMap;

use super::hidden::Hidden;
use super::rounding;
use super::series::{By, QuestionType, Series, Unit};

/// Of so many columns any may add up to another.
const FEW: usize = 12;

/// Of a series with more sums than these everything is hidden: which of them give something back takes too long to say.
const MOST_RELATIONS: usize = 400;

/// What is hidden of a series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The columns whose figures and size are hidden.
    pub columns: BTreeMap<usize, Hidden>,
    /// The columns whose size alone is hidden: with the size of all it would give that of a small column.
    pub sizes: Vec<usize>,
}

impl Plan {
    /// Hides it: what is hidden counts as not published from here on, so charts, texts, tables and files only know what
    /// is left.
    pub fn apply(&self, series: &mut Series) {
        series.hidden = self.columns.iter().map(|(column, why)| (*column, *why)).collect();
        for column in self.columns.keys() {
            for category in &mut series.categories {
                category.values[*column] = None;
            }
            for given in series.nets.iter_mut().filter_map(|net| net.given.get_mut(*column)) {
                *given = None;
            }
        }
        let linked = self.sizes.iter().map(|column| (*column, Hidden::Linked));
        let hidden: Vec<(String, Hidden)> = series
            .hidden
            .iter()
            .copied()
            .chain(linked)
            .map(|(column, why)| (column_name(series, column).to_owned(), why))
            .collect();
        let Some(base) = &mut series.base else { return };
        base.columns.retain(|(name, _)| hidden.iter().all(|(hidden, _)| hidden != name));
        // Where the base itself is too small, its size is hidden too.
        let is_small =
            |n: &u32| hidden.iter().any(|(_, why)| matches!(why, Hidden::Small(least) if n < least));
        base.n = base.n.filter(|n| !is_small(n));
        base.hidden = hidden;
    }
}

/// A column that may be the total of all columns of another series.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    size: u32,
    figures: Vec<Option<f64>>,
    unit: Unit,
}

/// What all series publish, found by the names of their answers.
#[derive(Debug, Default)]
pub struct Totals<'a>(BTreeMap<Vec<&'a str>, Vec<(&'a str, Total)>>);

impl<'a> Totals<'a> {
    /// The columns of these series.
    pub fn new(all: impl Iterator<Item = &'a Series>) -> Self {
        let mut totals = Self::default();
        for series in all.filter(|series| series.by == By::Group) {
            for (column, size) in sizes(series).into_iter().enumerate() {
                let figures = series.categories.iter().map(|category| category.values[column]).collect();
                let total = size.map(|size| (series.id.as_str(), Total { size, figures, unit: series.unit }));
                totals.0.entry(answers(series)).or_default().extend(total);
            }
        }
        totals
    }

    fn beside<'s>(&'s self, series: &'s Series) -> impl Iterator<Item = &'s Total> {
        let all = self.0.get(&answers(series)).into_iter().flatten();
        all.filter(|(id, total)| *id != series.id && total.unit == series.unit).map(|(_, total)| total)
    }
}

fn answers(series: &Series) -> Vec<&str> {
    series.categories.iter().map(|category| category.name.as_str()).collect()
}

/// Whether a question counts persons, so that it must be known of how many.
fn counts_persons(series: &Series) -> bool {
    series.unit != Unit::Number && series.question_type != QuestionType::Numeric
}

/// The columns of which nobody says how many answers they rest on.
pub fn unsized_columns(series: &Series) -> Vec<usize> {
    if !counts_persons(series) {
        return Vec::new();
    }
    sizes(series).iter().enumerate().filter(|(_, size)| size.is_none()).map(|(column, _)| column).collect()
}

/// How many answers each column rests on. Where single columns have sizes, one without rests on an unknown number, unless
/// it can only be the total; counts that exclude each other add up to their number.
fn sizes(series: &Series) -> Vec<Option<u32>> {
    let width = series.width();
    let Some(base) = series.base.as_ref().filter(|base| base.n.is_some() || !base.columns.is_empty()) else {
        let is_sum = series.unit == Unit::Count && series.by == By::Group && is_exclusive(series);
        let sum = |column: usize| {
            let figures = series.categories.iter().filter_map(|category| category.values[column]);
            is_sum.then(|| figures.sum::<f64>().floor() as u32)
        };
        return (0..width).map(sum).collect();
    };
    let own: Vec<Option<u32>> = (0..width).map(|at| base.own_size(column_name(series, at))).collect();
    if own.iter().all(Option::is_none) || series.by == By::Item {
        return own.into_iter().map(|size| size.or(base.n)).collect();
    }
    let is_only = own.iter().filter(|size| size.is_none()).count() == 1;
    let has_total = own.contains(&base.n);
    let adds_up = base.n.is_some_and(|n| !runs(&own, n, None).is_empty());
    own.into_iter().map(|size| size.or(base.n.filter(|_| is_only && !has_total && adds_up))).collect()
}

fn column_name(series: &Series, column: usize) -> &str {
    series.columns.get(column).map_or("", String::as_str)
}

fn is_exclusive(series: &Series) -> bool {
    matches!(series.question_type, QuestionType::Single | QuestionType::Scale)
}

/// What is to be hidden of a series so that nothing can be read or computed that rests on fewer than `least` answers.
pub fn plan(series: &Series, least: u32, totals: &Totals<'_>) -> Plan {
    let sizes = sizes(series);
    let small = sizes.iter().enumerate().filter(|(_, size)| size.is_some_and(|n| n < least));
    let mut columns: BTreeMap<usize, Hidden> = small.map(|(at, _)| (at, Hidden::Small(least))).collect();
    if columns.is_empty() {
        return Plan::default();
    }
    let relations = relations(series, &sizes, least, &columns, totals);
    complete(&mut columns, &relations, &sizes, least);
    // Sizes add up to the number of all respondents, which stands on the page on the method.
    let mut with_sizes = columns.clone();
    let of_all = size_relations(series, &sizes);
    complete(&mut with_sizes, &of_all, &sizes, least);
    let sizes = with_sizes.into_keys().filter(|column| !columns.contains_key(column)).collect();
    Plan { columns, sizes }
}

/// A sum that a reader can form: the parts add up to the total.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Relation {
    parts: Vec<usize>,
    /// The column that is the total; `None` where it is known from elsewhere.
    total: Option<usize>,
}

/// The sums of the figures of a series.
fn relations(
    series: &Series,
    sizes: &[Option<u32>],
    least: u32,
    small: &BTreeMap<usize, Hidden>,
    totals: &Totals<'_>,
) -> Vec<Relation> {
    let all: Vec<usize> = (0..series.width()).collect();
    if series.by == By::Item {
        let adds_up = is_exclusive(series) && series.unit != Unit::Number && all.len() > 1;
        return adds_up.then_some(Relation { parts: all, total: None }).into_iter().collect();
    }
    let mut found = Vec::new();
    for (total, size) in sizes.iter().enumerate() {
        let Some(size) = *size else { continue };
        let mut parts = runs(sizes, size, Some(total));
        if all.len() <= FEW {
            parts.extend(subsets(series, sizes, least, small, total));
            // Where more columns fit, the fewer are no sum: those that are left out are the rest.
            let is_part =
                |one: &[usize], of: &[usize]| one.len() < of.len() && one.iter().all(|at| of.contains(at));
            let most = parts.clone();
            parts.retain(|one| !most.iter().any(|of| is_part(one, of)));
            parts.sort();
            parts.dedup();
        }
        found.extend(parts.into_iter().map(|parts| Relation { parts, total: Some(total) }));
    }
    let is_whole = |total: &&Total| {
        let parts: Vec<(usize, u32)> = all.iter().filter_map(|at| Some((*at, sizes[*at]?))).collect();
        parts.len() == all.len() && adds_up(series, &parts, total, least)
    };
    if totals.beside(series).any(|total| is_whole(&total)) {
        found.push(Relation { parts: all.clone(), total: None });
    }
    if series.unit == Unit::Count && is_exclusive(series) {
        // The counts of a column add up to its size, and sizes to that of all.
        found.extend(size_relations(series, sizes));
    }
    found.dedup();
    found
}

/// The columns whose sizes add up to the number of all respondents.
fn size_relations(series: &Series, sizes: &[Option<u32>]) -> Vec<Relation> {
    let n = series.base.as_ref().and_then(|base| base.n).filter(|_| series.by == By::Group);
    let parts = n.map(|n| runs(sizes, n, None)).unwrap_or_default();
    parts.into_iter().map(|parts| Relation { parts, total: None }).collect()
}

/// Neighbouring columns, and all columns, whose sizes add up to this; without the column that is the total.
fn runs(sizes: &[Option<u32>], sum: u32, total: Option<usize>) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let (mut start, mut running) = (0, 0u64);
    for (end, size) in sizes.iter().enumerate() {
        let Some(size) = size.filter(|_| Some(end) != total) else {
            (start, running) = (end + 1, 0);
            continue;
        };
        running += u64::from(size);
        while running > u64::from(sum) && start < end {
            running -= u64::from(sizes[start].unwrap_or(0));
            start += 1;
        }
        if running == u64::from(sum) && end > start {
            found.push((start..=end).collect());
        }
    }
    let others: Vec<usize> = (0..sizes.len()).filter(|at| Some(*at) != total).collect();
    let all: Option<u64> = others.iter().map(|at| sizes[*at].map(u64::from)).sum();
    if all == Some(u64::from(sum)) && others.len() > 1 && !found.contains(&others) {
        found.push(others);
    }
    found
}

/// Any columns that add up to this one, a small one among them, where their figures fit.
fn subsets(
    series: &Series,
    sizes: &[Option<u32>],
    least: u32,
    small: &BTreeMap<usize, Hidden>,
    total: usize,
) -> Vec<Vec<usize>> {
    let Some(size) = sizes[total] else { return Vec::new() };
    let figures = series.categories.iter().map(|category| category.values[total]).collect();
    let whole = Total { size, figures, unit: series.unit };
    let others: Vec<(usize, u32)> =
        (0..sizes.len()).filter(|at| *at != total).filter_map(|at| Some((at, sizes[at]?))).collect();
    let chosen = |mask: u32| -> Vec<(usize, u32)> {
        others.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, part)| *part).collect()
    };
    (1..1u32 << others.len())
        .filter(|mask| mask.count_ones() > 1)
        .map(chosen)
        .filter(|parts| parts.iter().any(|(at, _)| small.contains_key(at)))
        .filter(|parts| adds_up(series, parts, &whole, least))
        .map(|parts| parts.into_iter().map(|(at, _)| at).collect())
        .collect()
}

/// Whether parts add up to a total in size and figures. Some respondents may be in no part, as long as they are too few to
/// keep a small part from being seen in the difference.
fn adds_up(series: &Series, parts: &[(usize, u32)], total: &Total, least: u32) -> bool {
    let sum: u64 = parts.iter().map(|(_, size)| u64::from(*size)).sum();
    let Some(gap) = u64::from(total.size).checked_sub(sum).filter(|gap| *gap < u64::from(least)) else {
        return false;
    };
    let weight = |size: u32| if series.unit == Unit::Count { 1.0 } else { f64::from(size) };
    let places = |value: f64| 0.5 / 10f64.powi(i32::try_from(rounding::places(value)).unwrap_or(0));
    series.categories.iter().zip(&total.figures).all(|(category, whole)| {
        let Some(whole) = *whole else { return true };
        let (mut rest, mut slack) = (whole * weight(total.size), 0.0);
        slack += places(whole) * weight(total.size);
        for (column, size) in parts {
            let Some(value) = category.values[*column] else { return true };
            rest -= value * weight(*size);
            slack += places(value) * weight(*size);
        }
        // Counts are exact.
        let slack = if series.unit == Unit::Count { 1e-6 } else { slack };
        let most = match series.unit {
            Unit::Count => gap as f64,
            Unit::Percent => gap as f64 * 100.0,
            Unit::Number if gap == 0 => 0.0,
            Unit::Number => return true,
        };
        (-slack..=most + slack).contains(&rest)
    })
}

/// Hides the smallest columns beside those that are hidden, until no sum gives one back.
fn complete(hidden: &mut BTreeMap<usize, Hidden>, relations: &[Relation], sizes: &[Option<u32>], least: u32) {
    if relations.len() > MOST_RELATIONS {
        (0..sizes.len()).for_each(|column| _ = hidden.entry(column).or_insert(Hidden::Linked));
        return;
    }
    loop {
        let exposed = relations.iter().find_map(|relation| relation.exposed(hidden, sizes, least));
        let next = exposed.or_else(|| {
            // Two sums together may give what neither gives alone.
            let given = computable(hidden, relations)?;
            let beside = relations.iter().filter(|relation| relation.members().any(|at| at == given));
            smallest(beside.flat_map(Relation::members), hidden, sizes)
        });
        match next {
            Some(column) => _ = hidden.insert(column, Hidden::Linked),
            None => return,
        }
    }
}

/// The smallest column that is still shown.
fn smallest(
    columns: impl Iterator<Item = usize>,
    hidden: &BTreeMap<usize, Hidden>,
    sizes: &[Option<u32>],
) -> Option<usize> {
    columns.filter(|column| !hidden.contains_key(column)).min_by_key(|column| (sizes[*column], *column))
}

impl Relation {
    fn members(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().copied().chain(self.total)
    }

    /// The column to hide next, where the sum gives back a hidden one, or several that have too few answers together.
    fn exposed(&self, hidden: &BTreeMap<usize, Hidden>, sizes: &[Option<u32>], least: u32) -> Option<usize> {
        let is_hidden = |column: &usize| hidden.contains_key(column);
        let answers: u64 =
            self.parts.iter().filter(|at| is_hidden(at)).map(|at| u64::from(sizes[*at].unwrap_or(0))).sum();
        let is_total_shown = !self.total.as_ref().is_some_and(is_hidden);
        let gives = match self.members().filter(|at| is_hidden(at)).count() {
            0 => false,
            1 => true,
            _ => is_total_shown && answers < u64::from(least),
        };
        if !gives {
            return None;
        }
        smallest(self.parts.iter().copied(), hidden, sizes)
            .or_else(|| smallest(self.total.into_iter(), hidden, sizes))
    }
}

/// A hidden column that the sums together determine: elimination leaves it alone in a line.
fn computable(hidden: &BTreeMap<usize, Hidden>, relations: &[Relation]) -> Option<usize> {
    let unknown: Vec<usize> = hidden.keys().copied().collect();
    let place = |column: usize| unknown.binary_search(&column).ok();
    let mut lines: Vec<Vec<f64>> = Vec::new();
    for relation in relations {
        let mut line = vec![0.0; unknown.len()];
        relation.parts.iter().filter_map(|at| place(*at)).for_each(|at| line[at] += 1.0);
        relation.total.and_then(place).into_iter().for_each(|at| line[at] -= 1.0);
        if line.iter().any(|factor| *factor != 0.0) {
            lines.push(line);
        }
    }
    let mut done = 0;
    for column in 0..unknown.len() {
        let rest = done..lines.len();
        let Some(pivot) = rest.max_by(|a, b| lines[*a][column].abs().total_cmp(&lines[*b][column].abs()))
        else {
            break;
        };
        if lines[pivot][column].abs() < 1e-9 {
            continue;
        }
        lines.swap(done, pivot);
        let own = lines[done].clone();
        for (_, line) in lines.iter_mut().enumerate().filter(|(at, _)| *at != done) {
            let factor = line[column] / own[column];
            if factor != 0.0 {
                line.iter_mut().zip(&own).for_each(|(value, own)| *value -= factor * own);
            }
        }
        done += 1;
    }
    let alone = |line: &Vec<f64>| {
        let mut factors = line.iter().enumerate().filter(|(_, factor)| factor.abs() > 1e-9);
        let first = factors.next()?;
        factors.next().is_none().then_some(unknown[first.0])
    };
    lines[..done].iter().find_map(alone)
}
