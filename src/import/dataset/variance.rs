//! Variances of shares and means by the design of the sample.
//!
//! - Strata and clusters: Taylor linearisation of the ratio Σ w y / Σ w, D. A. Binder, "On the variances of asymptotically
//!   normal estimators from complex surveys", International Statistical Review 51 (1983), with the first stage as if drawn with
//!   replacement, or with the finite population correction 1 − n/N of its stratum. Groups are domains: clusters without anyone
//!   of a group count among the clusters of their stratum. W. G. Cochran, "Sampling Techniques" (1977), section 5A.
//! - Replicate weights: scale · Σ scale_r · (θ_r − θ)², around the figure itself. K. M. Wolter, "Introduction to Variance
//!   Estimation" (2007), chapters 3 to 5.

use super::design::{Bound, Sample};
use super::tally::OUT;
use crate::survey::precision::Line;

/// The covariances of columns, each with each.
type Covariances = Vec<Vec<f64>>;

/// What is asked of each row: the values of its code, which are a figure's parts; `None` where it is outside.
pub(crate) struct Asked<'a> {
    /// The axis of the answers.
    pub(crate) answers: usize,
    /// The values of each code, one for each row of the table.
    pub(crate) of: &'a [Option<Vec<f64>>],
    /// How many values a code has.
    pub(crate) lines: usize,
    /// The columns: an axis of groups and a group.
    pub(crate) columns: &'a [(usize, u32)],
}

/// Sums of a column: weights, and weighted values by line.
#[derive(Debug, Clone)]
struct Ratio {
    weights: f64,
    values: Vec<f64>,
}

impl Ratio {
    fn of(&self, line: usize) -> f64 {
        self.values[line] / self.weights
    }
}

impl Sample {
    /// How far these figures vary.
    pub(crate) fn lines(&self, asked: &Asked<'_>) -> Vec<Line> {
        match &self.bound {
            Bound::Drawn { .. } => self.linearised(asked),
            Bound::Replicated { scale, scales, freedom, .. } => {
                self.replicated(asked, (*scale, scales), *freedom)
            }
        }
    }

    /// The values of a row, if it is asked.
    fn values<'a>(&self, asked: &Asked<'a>, row: usize) -> Option<&'a [f64]> {
        let code = self.rows.axes[asked.answers][row];
        if code == OUT {
            return None;
        }
        asked.of.get(code as usize)?.as_deref()
    }

    /// The columns that a row belongs to.
    fn columns(&self, asked: &Asked<'_>, row: usize, into: &mut Vec<usize>) {
        into.clear();
        let is_in = |(axis, group): &(usize, u32)| self.rows.axes[*axis][row] == *group;
        into.extend((0..asked.columns.len()).filter(|column| is_in(&asked.columns[*column])));
    }

    /// The sums of all columns with these weights.
    fn ratios(&self, asked: &Asked<'_>, weights: &[f64]) -> Vec<Ratio> {
        let empty = Ratio { weights: 0.0, values: vec![0.0; asked.lines] };
        let mut ratios = vec![empty; asked.columns.len()];
        let mut inside = Vec::new();
        for (row, weight) in weights.iter().enumerate() {
            let Some(values) = self.values(asked, row) else { continue };
            self.columns(asked, row, &mut inside);
            for column in &inside {
                let ratio = &mut ratios[*column];
                ratio.weights += weight;
                for (sum, value) in ratio.values.iter_mut().zip(values) {
                    *sum += weight * value;
                }
            }
        }
        ratios
    }

    fn linearised(&self, asked: &Asked<'_>) -> Vec<Line> {
        let ratios = self.ratios(asked, &self.rows.weights);
        let mut order: Vec<usize> = (0..self.rows.places.len()).collect();
        order.sort_by_key(|row| self.rows.places[*row]);
        let mut sums = Sums::new(asked.lines, asked.columns.len());
        let mut inside = Vec::new();
        let mut at: Option<(u32, u32)> = None;
        for row in order {
            let place = self.rows.places[row];
            if at != Some(place) {
                sums.end_cluster();
                if let Some((stratum, _)) = at.filter(|(stratum, _)| *stratum != place.0) {
                    sums.end_stratum(self.factor(stratum));
                }
                at = Some(place);
            }
            let (Some(values), weight) = (self.values(asked, row), self.rows.weights[row]) else { continue };
            if weight <= 0.0 {
                continue;
            }
            self.columns(asked, row, &mut inside);
            for column in &inside {
                sums.add(*column, weight, values, &ratios[*column]);
            }
        }
        sums.end_cluster();
        if let Some((stratum, _)) = at {
            sums.end_stratum(self.factor(stratum));
        }
        sums.finish()
    }

    /// The clusters of a stratum, and what their variance is multiplied by.
    fn factor(&self, stratum: u32) -> (f64, f64) {
        let found = &self.strata[stratum as usize];
        let n = f64::from(found.clusters);
        let correction = found.population.map_or(1.0, |all| (1.0 - n / all).max(0.0));
        (n, if n > 1.0 { correction * n / (n - 1.0) } else { 0.0 })
    }

    fn replicated(
        &self,
        asked: &Asked<'_>,
        (scale, scales): (f64, &[f64]),
        freedom: Option<f64>,
    ) -> Vec<Line> {
        let whole = self.ratios(asked, &self.rows.weights);
        let width = asked.columns.len();
        let mut rows: Vec<Covariances> = vec![vec![vec![0.0; width]; width]; asked.lines];
        for (at, weights) in self.rows.replicates.iter().enumerate() {
            let replicate = self.ratios(asked, weights);
            let factor = scale * scales.get(at).copied().unwrap_or(1.0);
            for (line, covariances) in rows.iter_mut().enumerate() {
                let away: Vec<f64> = (0..width).map(|c| replicate[c].of(line) - whole[c].of(line)).collect();
                for (one, row) in covariances.iter_mut().enumerate() {
                    row.iter_mut().zip(&away).for_each(|(sum, other)| *sum += factor * away[one] * other);
                }
            }
        }
        let freedom = freedom.unwrap_or_else(|| self.rank() - 1.0);
        let line = |covariances| Line { covariances, freedom: vec![freedom; width] };
        rows.into_iter().map(line).collect()
    }

    /// The rank of the replicate weights: how many of them are independent. Rows of a cluster have the same, up to their own
    /// weight, so few rows tell it.
    fn rank(&self) -> f64 {
        const MOST_STEPS: usize = 400_000_000;
        let width = self.rows.replicates.len();
        let mut basis: Vec<(usize, Vec<f64>)> = Vec::new();
        let mut steps = 0;
        for row in 0..self.rows.weights.len() {
            let mut line: Vec<f64> = self.rows.replicates.iter().map(|weights| weights[row]).collect();
            let largest = line.iter().fold(0.0f64, |most, value| most.max(value.abs()));
            if largest == 0.0 {
                continue;
            }
            line.iter_mut().for_each(|value| *value /= largest);
            for (pivot, known) in &basis {
                let factor = line[*pivot];
                if factor != 0.0 {
                    line.iter_mut().zip(known).for_each(|(value, known)| *value -= factor * known);
                }
                line[*pivot] = 0.0;
            }
            steps += (basis.len() + 1) * width;
            let (pivot, most) = line.iter().enumerate().fold((0, 0.0f64), |(place, most), (at, value)| {
                if value.abs() > most { (at, value.abs()) } else { (place, most) }
            });
            if most > 1e-5 {
                let divisor = line[pivot];
                line.iter_mut().for_each(|value| *value /= divisor);
                basis.push((pivot, line));
            }
            if basis.len() == width || steps > MOST_STEPS {
                break;
            }
        }
        basis.len() as f64
    }
}

/// Sums of linearised values, cluster by cluster and stratum by stratum.
struct Sums {
    /// Of the cluster at hand, by column and line.
    cluster: Vec<Vec<f64>>,
    touched: Vec<usize>,
    /// Of the stratum at hand: the sums of its clusters, and of their products.
    sums: Vec<Vec<f64>>,
    products: Vec<Covariances>,
    /// Of the whole.
    rows: Vec<Covariances>,
    /// The clusters and strata that each column has anyone in.
    clusters: Vec<u32>,
    strata: Vec<u32>,
    is_in_stratum: Vec<bool>,
}

impl Sums {
    fn new(lines: usize, columns: usize) -> Self {
        let square = vec![vec![vec![0.0; columns]; columns]; lines];
        Self {
            cluster: vec![vec![0.0; lines]; columns],
            touched: Vec::new(),
            sums: vec![vec![0.0; lines]; columns],
            products: square.clone(),
            rows: square,
            clusters: vec![0; columns],
            strata: vec![0; columns],
            is_in_stratum: vec![false; columns],
        }
    }

    fn add(&mut self, column: usize, weight: f64, values: &[f64], ratio: &Ratio) {
        if !self.touched.contains(&column) {
            self.touched.push(column);
        }
        for (line, (sum, value)) in self.cluster[column].iter_mut().zip(values).enumerate() {
            *sum += weight * (value - ratio.of(line)) / ratio.weights;
        }
    }

    fn end_cluster(&mut self) {
        for (line, products) in self.products.iter_mut().enumerate() {
            for one in &self.touched {
                let value = self.cluster[*one][line];
                self.sums[*one][line] += value;
                for other in &self.touched {
                    products[*one][*other] += value * self.cluster[*other][line];
                }
            }
        }
        for column in self.touched.drain(..) {
            self.clusters[column] += 1;
            self.is_in_stratum[column] = true;
            self.cluster[column].fill(0.0);
        }
    }

    fn end_stratum(&mut self, (n, factor): (f64, f64)) {
        let inside: Vec<usize> = (0..self.sums.len()).filter(|column| self.is_in_stratum[*column]).collect();
        for (line, (row, products)) in self.rows.iter_mut().zip(&mut self.products).enumerate() {
            for one in &inside {
                for other in &inside {
                    let centre = self.sums[*one][line] * self.sums[*other][line] / n;
                    row[*one][*other] += factor * (products[*one][*other] - centre);
                }
            }
            inside.iter().for_each(|one| products[*one].fill(0.0));
        }
        for one in inside {
            self.strata[one] += 1;
            self.sums[one].fill(0.0);
            self.is_in_stratum[one] = false;
        }
    }

    fn finish(self) -> Vec<Line> {
        let freedom = self.clusters.iter().zip(&self.strata);
        let freedom: Vec<f64> =
            freedom.map(|(clusters, strata)| f64::from(*clusters) - f64::from(*strata)).collect();
        let line = |covariances| Line { covariances, freedom: freedom.clone() };
        self.rows.into_iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Bound, Sample};
    use crate::diagnostic::Span;
    use crate::import::dataset::design::Stratum;

    /// Rows of stratum, cluster, weight and an answer of 0 or 1.
    fn sample(rows: &[(u32, u32, f64, u32)], population: Option<f64>) -> Sample {
        let span = Span::unread("s");
        let bound = Bound::Drawn { strata: None, clusters: None, population: None, all: population, span };
        let mut sample = Sample::new(bound, 2);
        let strata = rows.iter().map(|row| row.0 + 1).max().unwrap_or(0);
        for stratum in 0..strata {
            let mut clusters: Vec<u32> =
                rows.iter().filter(|row| row.0 == stratum).map(|row| row.1).collect();
            clusters.dedup();
            sample.strata.push(Stratum { name: String::new(), clusters: clusters.len() as u32, population });
        }
        sample.rows.places = rows.iter().map(|row| (row.0, row.1)).collect();
        sample.rows.weights = rows.iter().map(|row| row.2).collect();
        sample.rows.axes = vec![vec![0; rows.len()], rows.iter().map(|row| row.3).collect()];
        sample
    }

    fn variance(sample: &Sample) -> (f64, f64) {
        let of = [Some(vec![0.0]), Some(vec![1.0])];
        let lines = sample.lines(&Asked { answers: 1, of: &of, lines: 1, columns: &[(0, 0)] });
        (lines[0].covariances[0][0], lines[0].freedom[0])
    }

    /// Each respondent a cluster: the variance of the books, p (1 − p) / (n − 1).
    #[test]
    fn a_simple_sample() {
        let rows: Vec<_> = (0..10).map(|row| (0, row, 1.0, u32::from(row < 3))).collect();
        let (found, freedom) = variance(&sample(&rows, None));
        assert!((found - 0.21 / 9.0).abs() < 1e-15, "{found}");
        assert_eq!(freedom, 9.0);
        let (found, _) = variance(&sample(&rows, Some(20.0)));
        assert!((found - 0.21 / 18.0).abs() < 1e-15, "half of all were asked: {found}");
    }

    /// Two clusters who each agree among themselves: the variance is that of two respondents.
    #[test]
    fn clusters_that_agree_are_worth_one_respondent_each() {
        let rows: Vec<_> = (0..10).map(|row| (0, row / 5, 1.0, u32::from(row < 5))).collect();
        let (found, freedom) = variance(&sample(&rows, None));
        assert!((found - 0.25).abs() < 1e-15, "{found}");
        assert_eq!(freedom, 1.0);
    }
}
