//! How far figures vary by the design of their sample: variances, and covariances of columns that share clusters or respondents.
//!
//! The degrees of freedom of a column are its clusters less its strata (E. L. Korn and B. I. Graubard, "Analysis of Health
//! Surveys" (1999), section 5.2). The effective size of a share is p (1 − p) / Var(p): E. L. Korn and B. I. Graubard,
//! "Confidence intervals for proportions with small expected number of positive counts estimated from survey data", Survey
//! Methodology 24 (1998). Two columns are tested by t = (p − q) / √(Var(p) + Var(q) − 2 Cov(p, q)).

use super::distributions::{t_quantile, t_two_sided};

/// How far the figures of one row vary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// The covariances of its columns, each with each, in squared units of the figures.
    pub covariances: Vec<Vec<f64>>,
    /// The degrees of freedom of each column.
    pub freedom: Vec<f64>,
}

impl Line {
    /// The variance of a figure; `None` where its sample does not tell.
    pub fn variance(&self, column: usize) -> Option<f64> {
        let variance = *self.covariances.get(column)?.get(column)?;
        (variance.is_finite() && variance >= 0.0).then_some(variance)
    }

    /// The degrees of freedom of a column; `None` where it has too few clusters for any interval.
    pub fn freedom(&self, column: usize) -> Option<f64> {
        self.freedom.get(column).copied().filter(|freedom| *freedom >= 1.0)
    }

    /// How many standard errors an interval of this level, in percent, reaches to each side.
    pub fn quantile(&self, column: usize, level: f64) -> Option<f64> {
        Some(t_quantile(level, self.freedom(column)?))
    }

    /// The effective size of a share in percent; `None` for 0 % and 100 %, whose variance says nothing.
    pub fn effective(&self, column: usize, share: f64) -> Option<f64> {
        let variance = self.variance(column).filter(|variance| *variance > 0.0)?;
        Some(share * (100.0 - share) / variance).filter(|n| *n > 0.0)
    }

    /// The standard error of the difference of two columns and its degrees of freedom, the fewer of the two.
    pub fn of_difference(&self, one: usize, other: usize) -> Option<(f64, f64)> {
        let joint = *self.covariances.get(one)?.get(other)?;
        let (first, second) = (self.variance(one)?, self.variance(other)?);
        let variance = first + second - 2.0 * joint;
        let freedom = self.freedom(one)?.min(self.freedom(other)?);
        // Sums that cancel out leave less than this of either variance.
        (variance > 1e-12 * first.max(second)).then(|| (variance.sqrt(), freedom))
    }

    /// How probable a difference of this size or more between two columns is where there is none.
    pub fn p_value(&self, (one, other): (usize, usize), gap: f64) -> Option<f64> {
        let (error, freedom) = self.of_difference(one, other)?;
        Some(t_two_sided(gap / error, freedom))
    }
}

/// The effective size of a column: that of its shares on average, each with the weight of its variance.
pub fn effective_of_column<'l>(
    lines: impl Iterator<Item = (&'l Line, Option<f64>)>,
    column: usize,
) -> Option<f64> {
    let (mut simple, mut designed) = (0.0, 0.0);
    for (line, share) in lines {
        if let (Some(share), Some(variance)) = (share, line.variance(column)) {
            simple += share * (100.0 - share);
            designed += variance;
        }
    }
    (designed > 0.0 && simple > 0.0).then(|| simple / designed)
}

#[cfg(test)]
mod tests {
    use super::{Line, effective_of_column};

    fn line() -> Line {
        Line { covariances: vec![vec![4.0, 1.0], vec![1.0, 9.0]], freedom: vec![20.0, 10.0] }
    }

    #[test]
    fn shares_are_worth_what_their_variance_says() {
        assert_eq!(line().effective(0, 50.0), Some(625.0));
        assert_eq!(line().effective(0, 0.0), None);
        assert_eq!(effective_of_column([(&line(), Some(50.0))].into_iter(), 0), Some(625.0));
    }

    /// R: `2 * pt(-6 / sqrt(11), 10)`.
    #[test]
    fn columns_that_share_clusters_are_tested_with_their_covariance() {
        let p = line().p_value((0, 1), 6.0);
        assert!(p.is_some_and(|p| (p - 0.100_555_016_683_55).abs() < 1e-9), "{p:?}");
    }

    #[test]
    fn without_degrees_of_freedom_there_is_no_interval() {
        let none = Line { freedom: vec![0.0, 10.0], ..line() };
        assert_eq!(none.quantile(0, 95.0), None);
        assert_eq!(none.p_value((0, 1), 6.0), None);
    }
}
