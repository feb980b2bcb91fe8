//! How far the figures of a series vary by the design of the sample, in the rows and columns of the series.

use super::answers::Answers;
use super::questions::Question;
use super::requests::Place;
use crate::import::dataset::design::Sample;
use crate::import::dataset::variance::Asked;
use crate::survey::base::Size;
use crate::survey::precision::{Line, effective_of_column};
use crate::survey::series::Category;

/// A design, and where the answers of a question are in it.
pub(super) struct Precise<'a> {
    pub(super) sample: &'a Sample,
    pub(super) question: &'a Question<'a>,
    pub(super) place: &'a Place,
}

/// A column: its table among those of the answers, and its group.
pub(super) type Group = (usize, u32);

impl Precise<'_> {
    fn columns(&self, groups: &[Group]) -> Vec<(usize, u32)> {
        let axis = |table: usize| match table {
            0 => 0,
            table => self.place.breaks[table - 1],
        };
        groups.iter().map(|(table, group)| (axis(*table), *group)).collect()
    }

    /// A line for each answer, then one for each net.
    pub(super) fn shares(&self, item: usize, answers: &Answers, groups: &[Group]) -> Vec<Line> {
        let nets = &self.question.nets;
        let count = answers.names.len();
        let values = |given: &Option<Vec<usize>>| match given {
            None => self.question.everyone.then(|| vec![0.0; count + nets.len()]),
            Some(given) => {
                let mut values = vec![0.0; count + nets.len()];
                for answer in given {
                    values[*answer] = 100.0;
                    for (net, value) in nets.iter().zip(&mut values[count..]) {
                        if net.contains(&answers.names[*answer]) {
                            *value = 100.0;
                        }
                    }
                }
                Some(values)
            }
        };
        let of: Vec<Option<Vec<f64>>> = answers.of.iter().map(values).collect();
        let columns = self.columns(groups);
        self.sample.lines(&Asked {
            answers: self.place.axes[item],
            of: &of,
            lines: count + nets.len(),
            columns: &columns,
        })
    }

    /// A line for each of these values of each code.
    pub(super) fn of_values(
        &self,
        item: usize,
        of: &[Option<Vec<f64>>],
        lines: usize,
        groups: &[Group],
    ) -> Vec<Line> {
        let columns = self.columns(groups);
        self.sample.lines(&Asked { answers: self.place.axes[item], of, lines, columns: &columns })
    }

    /// An item whose answers are its columns.
    pub(super) fn item(&self, item: usize, answers: &Answers, columns: &[String]) -> Line {
        let lines = self.shares(item, answers, &[(0, 0)]);
        let freedom = lines.first().and_then(|line| line.freedom.first()).copied().unwrap_or_default();
        let mut covariances = vec![vec![0.0; columns.len()]; columns.len()];
        for (at, column) in columns.iter().enumerate() {
            let answer = answers.names.iter().position(|name| name == column);
            let variance = answer.and_then(|answer| lines.get(answer)?.variance(0));
            covariances[at][at] = variance.unwrap_or_default();
        }
        Line { covariances, freedom: vec![freedom; columns.len()] }
    }

    /// The line of one number for each respondent: its mean in a group.
    pub(super) fn mean(&self, item: usize, scores: impl Iterator<Item = Option<f64>>, group: Group) -> Line {
        let of: Vec<Option<Vec<f64>>> = scores.map(|score| score.map(|score| vec![score])).collect();
        let columns = self.columns(&[group]);
        let asked = Asked { answers: self.place.axes[item], of: &of, lines: 1, columns: &columns };
        self.sample.lines(&asked).into_iter().next().unwrap_or_default()
    }
}

/// The size of a column, with the effective size that the design gives its shares on average.
pub(super) fn designed(size: Size, column: usize, lines: &[Line], categories: &[Category]) -> Size {
    let shares = categories.iter().map(|category| category.values.get(column).copied().flatten());
    let n_effective = effective_of_column(lines.iter().zip(shares), column).or(size.n_effective);
    Size { n_effective, ..size }
}

/// The same for a row whose columns are its answers.
pub(super) fn designed_row(size: Size, line: &Line, values: &[Option<f64>]) -> Size {
    let (mut simple, mut variances) = (0.0, 0.0);
    for (column, value) in values.iter().enumerate() {
        if let (Some(share), Some(variance)) = (value, line.variance(column)) {
            simple += share * (100.0 - share);
            variances += variance;
        }
    }
    let n_effective = (variances > 0.0 && simple > 0.0).then(|| simple / variances);
    Size { n_effective: n_effective.or(size.n_effective), ..size }
}
