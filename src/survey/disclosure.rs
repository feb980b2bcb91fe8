//! Disclosure control: hides parts of a series so that no figure based on too few answers can be read or computed.
//!
//! A column is hidden as a whole: its answers, nets, remainder and size. So no sum down a column reveals anything,
//! and only sums across columns matter: a total and its groups, the answers of an item that make up 100, the same
//! question for all respondents in another series. Of each such sum, either nothing is hidden, or so much that
//! whatever a reader can subtract rests on enough answers: first the small columns (primary suppression), then the
//! smallest of the other columns (complementary suppression), until no sum reveals a hidden column.
//!
//! Limits: sums are recognised by the column sizes, among adjacent columns, all other columns and, with up to
//! 12 columns, any subset whose figures fit as well. Columns of different series are linked if
//! one is the total of all columns of the other. How rare an answer is does not matter: a share of 0 % in a total
//! implies 0 % in each of its groups.

use std::collections::BTreeMap;

use super::base::Base;
use super::hidden::Hidden;
use super::least::{Least, small};
use super::rounding;
use super::series::{By, QuestionType, Series, Unit};

/// With up to this many columns, every subset is tested for adding up to another column.
const MAX_SUBSET_COLUMNS: usize = 12;

/// A series with more sums than this is hidden entirely: finding out which of them reveal a column would take too
/// long.
const MAX_RELATIONS: usize = 400;

/// What to hide of a series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The columns whose figures and size are hidden.
    pub columns: BTreeMap<usize, Hidden>,
    /// The columns of which only the size is hidden: with the total size, it would reveal that of a small column.
    pub sizes: Vec<usize>,
}

impl Plan {
    /// Removes the hidden figures from the series: from here on they count as unpublished for charts, texts,
    /// tables and files alike.
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
        // If the base itself is too small, its size is hidden too.
        let is_small =
            |n: &u32| hidden.iter().any(|(_, why)| matches!(why, Hidden::Small(least) if n < least));
        // So it is where nothing of the series is shown.
        let is_shown = (0..series.columns.len().max(1)).any(|column| !self.columns.contains_key(&column));
        base.n = base.n.filter(|n| is_shown && !is_small(n));
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

/// Candidate totals by the names of their answers, each with the id of its series.
#[derive(Debug, Default)]
pub struct Totals<'a>(BTreeMap<Vec<&'a str>, Vec<(&'a str, Total)>>);

impl<'a> Totals<'a> {
    /// Collects the columns of these series.
    pub fn new(all: impl Iterator<Item = &'a Series>) -> Self {
        let mut totals = Self::default();
        for series in all.filter(|series| series.by == By::Group) {
            for (column, size) in sizes(series).into_iter().enumerate() {
                let figures = series.categories.iter().map(|category| category.values[column]).collect();
                let total = size.map(|size| (series.id.as_str(), Total { size, figures, unit: series.unit }));
                totals.0.entry(answer_names(series)).or_default().extend(total);
            }
        }
        totals
    }

    /// Columns of other series with the same answers and unit.
    fn of_others<'s>(&'s self, series: &'s Series) -> impl Iterator<Item = &'s Total> {
        let all = self.0.get(&answer_names(series)).into_iter().flatten();
        all.filter(|(id, total)| *id != series.id && total.unit == series.unit).map(|(_, total)| total)
    }
}

fn answer_names(series: &Series) -> Vec<&str> {
    series.categories.iter().map(|category| category.name.as_str()).collect()
}

/// Whether the figures count respondents, so that the base size must be known.
pub(super) fn counts_respondents(series: &Series) -> bool {
    series.unit.counts() && series.question_type != QuestionType::Numeric
}

/// The columns with an unknown base size.
pub fn unsized_columns(series: &Series) -> Vec<usize> {
    if !counts_respondents(series) {
        return Vec::new();
    }
    sizes(series).iter().enumerate().filter(|(_, size)| size.is_none()).map(|(column, _)| column).collect()
}

/// The base size of each column. If some columns have a size of their own, the size of a column without one is
/// unknown, unless it can only be the total. Without a base, counts of exclusive answers add up to the size.
pub(super) fn sizes(series: &Series) -> Vec<Option<u32>> {
    let width = series.width();
    // The largest item: a small one is reported, see `small_items`.
    if series.by == By::Item
        && let Some(most) = series.base.as_ref().and_then(|base| items(series, base))
    {
        return vec![Some(most); width];
    }
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

/// The size of the largest item, if all items have one.
fn items(series: &Series, base: &Base) -> Option<u32> {
    if base.rows.is_empty() {
        return None;
    }
    let sizes = series.categories.iter().map(|item| base.row_size(&item.name).or(base.n));
    sizes.collect::<Option<Vec<u32>>>()?.into_iter().max()
}

/// The items that rest on fewer than `least` answers: columns can be hidden, items cannot.
pub fn small_items(series: &Series, least: u32) -> Vec<&str> {
    let Some(base) = series.base.as_ref().filter(|_| counts_respondents(series)) else { return Vec::new() };
    let names = series.categories.iter().map(|item| item.name.as_str());
    names.filter(|name| base.row_size(name).is_some_and(|n| n < least)).collect()
}

pub(super) fn column_name(series: &Series, column: usize) -> &str {
    series.columns.get(column).map_or("", String::as_str)
}

pub(super) fn is_exclusive(series: &Series) -> bool {
    matches!(series.question_type, QuestionType::Single | QuestionType::Scale)
}

/// Sets of columns that add up to another column, or to all respondents, but for fewer than `least` who are in none of them.
pub(super) fn sums(series: &Series, sizes: &[Option<u32>], least: u32) -> Vec<Vec<usize>> {
    if series.by == By::Item {
        return Vec::new();
    }
    let mut found: Vec<Vec<usize>> =
        size_relations(series, sizes).into_iter().map(|relation| relation.parts).collect();
    for (total, size) in sizes.iter().enumerate() {
        found.extend(size.iter().flat_map(|size| runs(sizes, *size, Some(total))));
    }
    // Some may be in no group: then columns behind that of all respondents nearly add up to it.
    let all = sizes.first().copied().flatten().unwrap_or(0);
    let (mut parts, mut together) = (Vec::new(), 0u32);
    for (column, size) in sizes.iter().enumerate().skip(1) {
        let size = size.unwrap_or(0);
        if !parts.is_empty() && together.saturating_add(size) > all {
            found.push(std::mem::take(&mut parts));
            together = 0;
        }
        parts.push(column);
        together = together.saturating_add(size);
    }
    found.push(parts);
    let sum = |parts: &[usize]| parts.iter().filter_map(|at| sizes[*at]).map(u64::from).sum::<u64>();
    let is_sum = |parts: &[usize]| {
        let sum = sum(parts);
        let whole = |n: u32| sum <= u64::from(n) && u64::from(n) < sum + u64::from(least.max(1));
        let n = series.base.as_ref().and_then(|base| base.n);
        sizes.iter().flatten().copied().chain(n).any(whole)
    };
    found.retain(|parts| parts.len() > 1 && is_sum(parts));
    found.sort();
    found.dedup();
    found
}

/// Decides what to hide of a series so that nothing that the rules protect can be read or computed. `withheld` names
/// columns that other reports would reveal.
pub fn plan(series: &Series, rules: Least, totals: &Totals<'_>, withheld: &[&str]) -> Plan {
    let (sizes, least) = (sizes(series), rules.n);
    let mut columns = small(series, &sizes, rules);
    for column in (0..series.width()).filter(|at| withheld.contains(&column_name(series, *at))) {
        columns.entry(column).or_insert(Hidden::Linked);
    }
    if columns.is_empty() {
        return Plan::default();
    }
    let relations = relations(series, &sizes, least, &columns, totals);
    complete(&mut columns, &relations, &sizes, least);
    // Sizes add up to the number of all respondents, which the section on the method prints.
    let mut with_sizes = columns.clone();
    let size_sums = size_relations(series, &sizes);
    complete(&mut with_sizes, &size_sums, &sizes, least);
    let sizes = with_sizes.into_keys().filter(|column| !columns.contains_key(column)).collect();
    Plan { columns, sizes }
}

/// A sum that a reader can form: the parts add up to the total.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Relation {
    parts: Vec<usize>,
    /// The total column; `None` if the total is known from elsewhere.
    total: Option<usize>,
}

/// The sums among the columns of a series.
fn relations(
    series: &Series,
    sizes: &[Option<u32>],
    least: u32,
    small: &BTreeMap<usize, Hidden>,
    totals: &Totals<'_>,
) -> Vec<Relation> {
    let all: Vec<usize> = (0..series.width()).collect();
    if series.by == By::Item {
        let adds_up = is_exclusive(series) && series.unit.counts() && all.len() > 1;
        return adds_up.then_some(Relation { parts: all, total: None }).into_iter().collect();
    }
    let mut found = Vec::new();
    for (total, size) in sizes.iter().enumerate() {
        let Some(size) = *size else { continue };
        let mut parts = runs(sizes, size, Some(total));
        if all.len() <= MAX_SUBSET_COLUMNS {
            parts.extend(subsets(series, sizes, least, small, total));
            // Only the largest sets are sums: a subset fits within the tolerance but lacks some of the parts.
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
    if totals.of_others(series).any(|total| is_whole(&total)) {
        found.push(Relation { parts: all.clone(), total: None });
    }
    if series.unit == Unit::Count && is_exclusive(series) {
        // The counts of a column add up to its size, and the sizes to the total size.
        found.extend(size_relations(series, sizes));
    }
    found.dedup();
    found
}

/// Sets of columns whose sizes add up to the number of all respondents.
fn size_relations(series: &Series, sizes: &[Option<u32>]) -> Vec<Relation> {
    let n = series.base.as_ref().and_then(|base| base.n).filter(|_| series.by == By::Group);
    let parts = n.map(|n| runs(sizes, n, None)).unwrap_or_default();
    parts.into_iter().map(|parts| Relation { parts, total: None }).collect()
}

/// Runs of adjacent columns, and all columns together, whose sizes add up to `sum`; the total column is excluded.
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

/// Subsets of columns, with a small one among them, that add up to the total column in size and figures.
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

/// Whether parts add up to a total in size and figures. Some respondents may be in no part, as long as they are
/// too few (fewer than `least`) to mask a small part in the difference.
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
            Unit::Number | Unit::Change if gap == 0 => 0.0,
            Unit::Number | Unit::Change => return true,
        };
        (-slack..=most + slack).contains(&rest)
    })
}

/// Complementary suppression: hides the smallest visible columns until no sum reveals a hidden one.
fn complete(hidden: &mut BTreeMap<usize, Hidden>, relations: &[Relation], sizes: &[Option<u32>], least: u32) {
    if relations.len() > MAX_RELATIONS {
        (0..sizes.len()).for_each(|column| _ = hidden.entry(column).or_insert(Hidden::Linked));
        return;
    }
    loop {
        let exposed = relations.iter().find_map(|relation| relation.exposed(hidden, sizes, least));
        let next = exposed.or_else(|| {
            // Two sums together may reveal what neither reveals alone.
            let revealed = computable(hidden, relations)?;
            let involved = relations.iter().filter(|relation| relation.members().any(|at| at == revealed));
            smallest(involved.flat_map(Relation::members), hidden, sizes)
        });
        match next {
            Some(column) => _ = hidden.insert(column, Hidden::Linked),
            None => return,
        }
    }
}

/// The smallest column that is still visible.
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

    /// The column to hide next, if the sum reveals a hidden one, or several that together rest on too few answers.
    fn exposed(&self, hidden: &BTreeMap<usize, Hidden>, sizes: &[Option<u32>], least: u32) -> Option<usize> {
        let is_hidden = |column: &usize| hidden.contains_key(column);
        let answers: u64 =
            self.parts.iter().filter(|at| is_hidden(at)).map(|at| u64::from(sizes[*at].unwrap_or(0))).sum();
        let is_total_shown = !self.total.as_ref().is_some_and(is_hidden);
        let reveals = match self.members().filter(|at| is_hidden(at)).count() {
            0 => false,
            1 => true,
            _ => is_total_shown && answers < u64::from(least),
        };
        if !reveals {
            return None;
        }
        smallest(self.parts.iter().copied(), hidden, sizes)
            .or_else(|| smallest(self.total.into_iter(), hidden, sizes))
    }
}

/// A hidden column that the sums together determine: Gaussian elimination leaves it alone in a row.
fn computable(hidden: &BTreeMap<usize, Hidden>, relations: &[Relation]) -> Option<usize> {
    let unknown: Vec<usize> = hidden.keys().copied().collect();
    let index_of = |column: usize| unknown.binary_search(&column).ok();
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for relation in relations {
        let mut row = vec![0.0; unknown.len()];
        relation.parts.iter().filter_map(|at| index_of(*at)).for_each(|at| row[at] += 1.0);
        relation.total.and_then(index_of).into_iter().for_each(|at| row[at] -= 1.0);
        if row.iter().any(|factor| *factor != 0.0) {
            rows.push(row);
        }
    }
    let mut done = 0;
    for column in 0..unknown.len() {
        let rest = done..rows.len();
        let Some(pivot) = rest.max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))
        else {
            break;
        };
        if rows[pivot][column].abs() < 1e-9 {
            continue;
        }
        rows.swap(done, pivot);
        let own = rows[done].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != done) {
            let factor = row[column] / own[column];
            if factor != 0.0 {
                row.iter_mut().zip(&own).for_each(|(value, own)| *value -= factor * own);
            }
        }
        done += 1;
    }
    let alone = |row: &Vec<f64>| {
        let mut factors = row.iter().enumerate().filter(|(_, factor)| factor.abs() > 1e-9);
        let first = factors.next()?;
        factors.next().is_none().then_some(unknown[first.0])
    };
    rows[..done].iter().find_map(alone)
}
