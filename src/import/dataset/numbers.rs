//! Figures of numbers that respondents gave: means, quantiles and their errors, from how often each number was given.
//!
//! Quantiles are the inverse of the weighted distribution; where it has a step exactly at the quantile, the two numbers
//! beside the step are averaged (definition 2 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The
//! American Statistician 50 (1996)). So a weight of 2 is as good as two respondents.

use crate::survey::base::Tally;

/// Numbers with those who gave them, the smallest first.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    given: Vec<(f64, Tally)>,
    base: Tally,
}

impl Numbers {
    /// Numbers that some gave; those whom nobody counts for are left out.
    pub(crate) fn new(given: impl IntoIterator<Item = (f64, Tally)>) -> Self {
        let mut given: Vec<(f64, Tally)> = given.into_iter().filter(|(_, tally)| tally.persons > 0).collect();
        given.sort_by(|(one, _), (two, _)| one.total_cmp(two));
        let mut base = Tally::default();
        given.iter().for_each(|(_, tally)| base.join(tally));
        Self { given, base }
    }

    /// Those who gave a number.
    pub(crate) fn base(&self) -> &Tally {
        &self.base
    }

    fn counting(&self) -> impl Iterator<Item = (f64, f64)> {
        self.given
            .iter()
            .filter(|(_, tally)| tally.weights > 0.0)
            .map(|(value, tally)| (*value, tally.weights))
    }

    /// The mean.
    pub(crate) fn mean(&self) -> Option<f64> {
        let sum = self.counting().fold(0.0, |sum, (value, weight)| sum + value * weight);
        (self.base.weights > 0.0).then(|| sum / self.base.weights)
    }

    /// The standard deviation, as of a sample: n / (n − 1) times the weighted mean of the squares.
    pub(crate) fn deviation(&self) -> Option<f64> {
        let mean = self.mean()?;
        let n = f64::from(self.base.persons);
        let squares: f64 =
            self.counting().map(|(value, weight)| weight * (value - mean) * (value - mean)).sum();
        (n > 1.0).then(|| (squares / self.base.weights * n / (n - 1.0)).sqrt())
    }

    /// The standard error of the mean among `all` respondents of the sample, by Taylor linearisation with the weights as
    /// they are: √(n / (n − 1) Σ w² (x − x̄)²) / Σ w. T. Lumley, "Complex Surveys" (2010), section 2.2.
    pub(crate) fn error(&self, all: u32) -> Option<f64> {
        let mean = self.mean()?;
        let all = f64::from(all);
        let square = |(value, tally): &(f64, Tally)| tally.squares * (value - mean) * (value - mean);
        let squares: f64 = self.given.iter().map(square).sum();
        (all > 1.0 && self.base.persons > 1).then(|| (squares * all / (all - 1.0)).sqrt() / self.base.weights)
    }

    /// The number that this part of the respondents is below or at; 0 is the smallest, 1 the largest.
    pub(crate) fn quantile(&self, part: f64) -> Option<f64> {
        let all: f64 = self.counting().map(|(_, weight)| weight).sum();
        let (target, near) = (part * all, all * 1e-12);
        let mut below = 0.0;
        let mut at_step = None;
        for (value, weight) in self.counting() {
            if let Some(before) = at_step {
                return Some((before + value) / 2.0);
            }
            below += weight;
            if below > target + near {
                return Some(value);
            }
            if below >= target - near && part > 0.0 {
                at_step = Some(value);
            }
        }
        at_step.or_else(|| self.counting().last().map(|(value, _)| value))
    }

    /// The share of those whose numbers satisfy a condition, in percent.
    pub(crate) fn share(&self, is_meant: impl Fn(f64) -> bool) -> Option<f64> {
        let meant = self.counting().filter(|(value, _)| is_meant(*value));
        let sum = meant.fold(0.0, |sum, (_, weight)| sum + weight);
        (self.base.weights > 0.0).then(|| 100.0 * sum / self.base.weights)
    }

    /// The first number that satisfies a condition.
    pub(crate) fn first(&self, is_meant: impl Fn(f64) -> bool) -> Option<f64> {
        self.given.iter().map(|(value, _)| *value).find(|value| is_meant(*value))
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbers, Tally};

    fn numbers(given: &[(f64, f64)]) -> Numbers {
        Numbers::new(given.iter().map(|(value, weight)| {
            let mut tally = Tally::default();
            tally.add(*weight);
            (*value, tally)
        }))
    }

    #[test]
    fn quantiles_of_persons_who_all_count_alike() {
        let four = numbers(&[(4.0, 1.0), (1.0, 1.0), (3.0, 1.0), (2.0, 1.0)]);
        let quantiles = [0.0, 0.25, 0.5, 0.6, 0.75, 1.0].map(|part| four.quantile(part));
        assert_eq!(quantiles, [1.0, 1.5, 2.5, 3.0, 3.5, 4.0].map(Some));
        assert_eq!(numbers(&[]).quantile(0.5), None);
    }

    #[test]
    fn a_weight_of_two_is_as_good_as_two_persons() {
        let (weighted, twice) =
            (numbers(&[(1.0, 1.0), (5.0, 2.0)]), numbers(&[(1.0, 1.0), (5.0, 1.0), (5.0, 1.0)]));
        for part in [0.1, 1.0 / 3.0, 0.5, 0.9] {
            assert_eq!(weighted.quantile(part), twice.quantile(part), "{part}");
        }
        assert_eq!(weighted.mean(), twice.mean());
    }

    #[test]
    fn the_error_of_an_unweighted_mean_is_that_of_the_books() {
        let three = numbers(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]);
        assert_eq!(three.deviation(), Some(1.0));
        assert!(three.error(3).is_some_and(|error| (error - 1.0 / 3f64.sqrt()).abs() < 1e-12));
    }
}
