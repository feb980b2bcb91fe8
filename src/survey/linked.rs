//! Disclosure control over many reports of the same specs, before any is written: what one report hides must not be the
//! difference between the others and a total.
//!
//! Reports are the rows of a grid, groups of respondents its columns, and totals over both count as known. Each cell with too
//! few respondents is a corner of a rectangle whose four corners are hidden (the hypercube method, in two dimensions): what is
//! moved along its edges changes no total, so that a hidden number may lie anywhere in an interval that is at least as wide as
//! the smallest base. Totals of reports with the same value of a parameter count as known too, such as those of a region.
//!
//! What is chosen is not the least that would do: a solver would hide fewer cells. Nor is it known which totals are published;
//! all are taken to be.

use std::collections::{BTreeMap, BTreeSet};

use super::disclosure;
use super::least::{self, Least};
use super::series::{Series, Unit};

/// So many other reports are tried for a rectangle, the smallest first.
const MOST_TRIED: usize = 300;

/// How many respondents each column of a series has, and how many of them gave each answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The id of the series.
    pub id: String,
    /// The names of its columns; one empty name where it has none.
    pub columns: Vec<String>,
    /// The respondents of each column.
    pub sizes: Vec<Option<u32>>,
    /// Those who gave each answer, by column.
    pub counts: Vec<Vec<f64>>,
    /// Whether each respondent gave one answer, so that the answers add up to the respondents.
    pub is_exclusive: bool,
    /// The columns that must not be shown for what they are themselves.
    pub small: Vec<usize>,
    /// Columns that add up to another one, or to all respondents.
    pub sums: Vec<Vec<usize>>,
}

impl Measured {
    /// Measures a series whose figures are all there.
    pub(super) fn of(series: &Series, rules: Least) -> Self {
        let columns = match series.columns.is_empty() {
            true => vec![String::new()],
            false => series.columns.clone(),
        };
        let sizes = disclosure::sizes(series);
        let counts = |column: usize| {
            let size = sizes.get(column).copied().flatten().map_or(0.0, f64::from);
            let worth = if series.unit == Unit::Percent { size / 100.0 } else { 1.0 };
            let answers = series.categories.iter().map(|one| one.values.get(column).copied().flatten());
            answers.map(|value| value.unwrap_or(0.0) * worth).collect()
        };
        Self {
            id: series.id.clone(),
            is_exclusive: disclosure::is_exclusive(series) && series.unit.counts(),
            counts: (0..columns.len()).map(counts).collect(),
            small: least::small(series, &sizes, rules).into_keys().collect(),
            sums: disclosure::sums(series, &sizes, rules.n),
            columns,
            sizes,
        }
    }
}

/// A report as it would be published if nothing were hidden.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unhidden {
    /// The values of its parameters.
    pub settings: Vec<(String, String)>,
    /// Its series.
    pub series: Vec<Measured>,
}

/// Series with their columns that are to be hidden.
pub type Withheld = BTreeSet<(String, String)>;

/// The series of all reports that have the same columns.
struct Grid<'m> {
    columns: &'m [String],
    /// The report of each row, and its series.
    rows: Vec<(usize, Vec<&'m Measured>)>,
    sums: Vec<Vec<usize>>,
    /// What is hidden, and of that what is hidden since it is small.
    hidden: Vec<Vec<bool>>,
    small: Vec<(usize, usize)>,
    /// The rows that are hidden as a whole.
    whole: BTreeSet<usize>,
}

/// What each report must hide so that nothing that rests on fewer than `least` respondents can be computed from all of them.
pub fn withheld(reports: &[Unhidden], least: u32) -> Vec<Withheld> {
    let classes = classes(reports);
    let divided = divided(reports);
    let mut families: BTreeMap<&[String], BTreeMap<usize, Vec<&Measured>>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for series in report.series.iter().filter(|series| divided.contains(series.id.as_str())) {
            families.entry(&series.columns).or_default().entry(at).or_default().push(series);
        }
    }
    // A column that one series of a report hides, all of its series hide.
    let mut columns: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); reports.len()];
    let mut whole: BTreeSet<usize> = BTreeSet::new();
    for (names, rows) in families {
        let mut grid = Grid::new(names, rows.into_iter().collect());
        if grid.small.is_empty() {
            continue;
        }
        whole.extend(grid.hide_reports(&classes, least));
        grid.hide_rectangles(&classes, least);
        for ((report, _), hidden) in grid.rows.iter().zip(&grid.hidden) {
            let names = names.iter().zip(hidden).filter(|(_, hidden)| **hidden);
            columns[*report].extend(names.map(|(name, _)| name.as_str()));
        }
    }
    let of = |(at, report): (usize, &Unhidden)| {
        let columns = &columns[at];
        let pairs =
            report.series.iter().flat_map(|series| series.columns.iter().map(|name| (&series.id, name)));
        let pairs = pairs.filter(|(_, name)| whole.contains(&at) || columns.contains(name.as_str()));
        pairs.map(|(id, name)| (id.clone(), name.clone())).collect()
    };
    reports.iter().enumerate().map(of).collect()
}

/// The series in which the reports divide respondents among them. Where all reports show the same, there is nothing to subtract.
fn divided(reports: &[Unhidden]) -> BTreeSet<&str> {
    let mut first: BTreeMap<&str, &[Option<u32>]> = BTreeMap::new();
    let mut divided = BTreeSet::new();
    for series in reports.iter().flat_map(|report| &report.series) {
        let before = first.entry(&series.id).or_insert(&series.sizes);
        if **before != *series.sizes {
            divided.insert(series.id.as_str());
        }
    }
    divided
}

/// Sets of reports whose totals may be known: all, and those with the same value of a parameter.
fn classes(reports: &[Unhidden]) -> Vec<Vec<usize>> {
    let mut by_value: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for (name, value) in &report.settings {
            by_value.entry((name, value)).or_default().push(at);
        }
    }
    let all = (0..reports.len()).collect();
    std::iter::once(all).chain(by_value.into_values()).filter(|class: &Vec<usize>| class.len() > 1).collect()
}

impl<'m> Grid<'m> {
    fn new(columns: &'m [String], rows: Vec<(usize, Vec<&'m Measured>)>) -> Self {
        let sums: BTreeSet<Vec<usize>> = rows
            .iter()
            .flat_map(|(_, series)| series.iter().flat_map(|one| one.sums.iter().cloned()))
            .collect();
        let mut small = Vec::new();
        let mut hidden = vec![vec![false; columns.len()]; rows.len()];
        for (row, (_, series)) in rows.iter().enumerate() {
            for (column, hidden) in hidden[row].iter_mut().enumerate() {
                if series.iter().any(|one| one.small.contains(&column)) {
                    small.push((row, column));
                    *hidden = true;
                }
            }
        }
        Self { columns, rows, sums: sums.into_iter().collect(), hidden, small, whole: BTreeSet::new() }
    }

    fn size(&self, row: usize, column: usize) -> u32 {
        self.rows[row].1.iter().filter_map(|one| one.sizes[column]).max().unwrap_or(0)
    }

    /// Whether a column is that of all respondents of a report.
    fn is_total(&self, column: usize) -> bool {
        self.sums.iter().all(|sum| !sum.contains(&column))
    }

    /// The rows of a class, without one of them.
    fn others(&self, class: &[usize], row: usize) -> Vec<usize> {
        let is_in = |at: &usize| class.binary_search(&self.rows[*at].0).is_ok();
        match is_in(&row) {
            true => (0..self.rows.len()).filter(|at| *at != row).filter(is_in).collect(),
            false => Vec::new(),
        }
    }

    /// Hides reports that are too small as a whole, and with each the smallest others, so that together they are large enough.
    /// Returns their places among all reports.
    fn hide_reports(&mut self, classes: &[Vec<usize>], least: u32) -> Vec<usize> {
        let mut whole: BTreeSet<usize> =
            self.small.iter().filter(|(_, column)| self.is_total(*column)).map(|(row, _)| *row).collect();
        let largest = |grid: &Self, row: usize| {
            (0..grid.columns.len()).map(|column| grid.size(row, column)).max().unwrap_or(0)
        };
        for row in whole.clone() {
            for class in classes {
                let mut others = self.others(class, row);
                others.sort_by_key(|other| (!whole.contains(other), largest(self, *other), *other));
                let mut together = vec![0u32; self.columns.len()];
                for other in others {
                    if together.iter().all(|size| *size >= least) {
                        break;
                    }
                    for (column, size) in together.iter_mut().enumerate() {
                        *size = size.saturating_add(self.size(other, column));
                    }
                    whole.insert(other);
                }
            }
        }
        for row in &whole {
            self.hidden[*row].fill(true);
        }
        self.whole = whole;
        self.whole.iter().map(|row| self.rows[*row].0).collect()
    }

    /// Hides three more corners for each small cell, in each class that it is in.
    fn hide_rectangles(&mut self, classes: &[Vec<usize>], least: u32) {
        let small = self.small.clone();
        for (row, column) in
            small.into_iter().filter(|(row, _)| !self.whole.contains(row)).collect::<Vec<_>>()
        {
            for sum in self.sums.clone().into_iter().filter(|sum| sum.contains(&column)) {
                for class in classes {
                    let mut others = self.others(class, row);
                    if others.is_empty() {
                        continue;
                    }
                    others.sort_by_key(|other| {
                        (!self.hidden[*other][column], self.size(*other, column), *other)
                    });
                    let corners = others.iter().flat_map(|other| sum.iter().map(move |next| (*other, *next)));
                    let corners = corners.filter(|(_, next)| *next != column).take(MOST_TRIED * sum.len());
                    let best = corners
                        .filter_map(|(other, next)| {
                            Some((self.cost((row, column), (other, next), least)?, other, next))
                        })
                        .min();
                    match best {
                        Some((_, other, next)) => {
                            for (at, of) in [(row, next), (other, column), (other, next)] {
                                self.hidden[at][of] = true;
                            }
                        }
                        // There is no rectangle that is wide enough: none of these groups is shown.
                        None => {
                            for at in others.into_iter().chain([row]) {
                                sum.iter().for_each(|of| self.hidden[at][*of] = true);
                            }
                        }
                    }
                }
            }
        }
    }

    /// How many respondents a rectangle hides in addition; `None` where it leaves a hidden number in an interval that is too
    /// narrow. Answers that nobody gave on two corners cost as much as a small base, since there the interval is narrow.
    fn cost(&self, one: (usize, usize), two: (usize, usize), least: u32) -> Option<u64> {
        let corners = [(one.0, two.1), (two.0, one.1), two];
        if self.width(one, two) < f64::from(least) {
            return None;
        }
        let shown = corners.iter().filter(|(row, column)| !self.hidden[*row][*column]);
        let hides: u64 = shown.map(|(row, column)| u64::from(self.size(*row, *column))).sum();
        Some(hides + self.narrow(one, two) * u64::from(least))
    }

    /// How wide the interval of a hidden number is. Who gave which answer counts as known of all that is shown, so each answer
    /// moves along the edges by itself: of two corners on one side the smaller gives way.
    fn width(&self, one: (usize, usize), two: (usize, usize)) -> f64 {
        let size = |row: usize, column: usize| f64::from(self.size(row, column));
        let gives = |own: f64, beside: f64, below: f64, across: f64| beside.min(below) + own.min(across);
        let by_size = gives(size(one.0, one.1), size(one.0, two.1), size(two.0, one.1), size(two.0, two.1));
        let by_answers = self.rows[one.0].1.iter().filter(|own| own.is_exclusive).filter_map(|own| {
            let other = self.rows[two.0].1.iter().find(|other| other.id == own.id)?;
            let answers = own.counts[one.1].len().min(other.counts[one.1].len());
            let answer = |at: usize| {
                gives(
                    own.counts[one.1][at],
                    own.counts[two.1][at],
                    other.counts[one.1][at],
                    other.counts[two.1][at],
                )
            };
            // Who gave no answer is one more.
            let rest = |measured: &Measured, column: usize| {
                let size = measured.sizes[column].map_or(0.0, f64::from);
                (size - measured.counts[column].iter().sum::<f64>()).max(0.0)
            };
            let silent = gives(rest(own, one.1), rest(own, two.1), rest(other, one.1), rest(other, two.1));
            Some((0..answers).map(answer).sum::<f64>() + silent)
        });
        // Shares of weighted answers are no numbers of respondents, but close to them.
        by_answers.fold(by_size, f64::min) + 1e-6
    }

    /// How many answers a rectangle does not protect.
    fn narrow(&self, one: (usize, usize), two: (usize, usize)) -> u64 {
        let pairs = self.rows[one.0].1.iter().filter_map(|own| {
            let other = self.rows[two.0].1.iter().find(|other| other.id == own.id)?;
            Some((&own.counts, &other.counts))
        });
        let narrow = |(own, other): (&Vec<Vec<f64>>, &Vec<Vec<f64>>)| {
            let corners = own[one.1].iter().zip(&own[two.1]).zip(other[one.1].iter().zip(&other[two.1]));
            corners.filter(|((a, b), (c, d))| b.min(**c) + a.min(**d) < 1.0).count() as u64
        };
        pairs.map(narrow).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Measured, Unhidden, withheld};

    /// Reports of one question by two groups and all, with their sizes.
    fn reports(sizes: &[[u32; 2]]) -> Vec<Unhidden> {
        let report = |[young, old]: &[u32; 2]| Unhidden {
            settings: Vec::new(),
            series: vec![Measured {
                id: "q".into(),
                is_exclusive: true,
                columns: ["all", "young", "old"].map(str::to_owned).to_vec(),
                sizes: vec![Some(young + old), Some(*young), Some(*old)],
                counts: [young + old, *young, *old].map(|n| vec![f64::from(n)]).to_vec(),
                small: (0..3).filter(|at| [young + old, *young, *old][*at] < 30).collect(),
                sums: vec![vec![1, 2]],
            }],
        };
        sizes.iter().map(report).collect()
    }

    /// What each report hides, as letters.
    fn hidden(sizes: &[[u32; 2]]) -> Vec<String> {
        let letters = withheld(&reports(sizes), 30).into_iter().map(|hidden| {
            let mut letters: Vec<&str> = hidden.iter().map(|(_, column)| &column[..1]).collect();
            letters.sort_unstable();
            letters.concat()
        });
        letters.collect()
    }

    #[test]
    fn where_nothing_is_small_nothing_is_hidden() {
        assert_eq!(hidden(&[[40, 50], [60, 70], [80, 90]]), ["", "", ""]);
    }

    #[test]
    fn a_small_group_is_the_corner_of_a_rectangle() {
        assert_eq!(hidden(&[[10, 50], [60, 70], [80, 90]]), ["oy", "oy", ""]);
    }

    #[test]
    fn a_corner_that_protects_too_little_is_not_chosen() {
        assert_eq!(hidden(&[[10, 50], [12, 400], [80, 90]]), ["oy", "oy", "oy"]);
    }

    #[test]
    fn a_report_that_is_too_small_hides_the_smallest_other_with_it() {
        assert_eq!(hidden(&[[5, 6], [60, 70], [80, 90]]), ["aoy", "aoy", ""]);
    }

    #[test]
    fn totals_of_a_region_count_as_known() {
        let mut four = reports(&[[10, 50], [35, 40], [80, 90], [90, 95]]);
        for (report, region) in four.iter_mut().zip(["a", "b", "a", "b"]) {
            report.settings.push(("region".into(), region.into()));
        }
        let hides: Vec<bool> = withheld(&four, 30).iter().map(|hidden| !hidden.is_empty()).collect();
        assert!(hides[0] && hides[2], "the other report of its region hides with it: {hides:?}");
    }
}
