//! Confidence intervals, tests and margins of error. `z` is the normal quantile of the level, `n` the effective sample size.
//!
//! - [`wilson`]: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
//!   American Statistical Association 22 (1927), in the form of R. G. Newcombe, "Two-sided confidence intervals for the
//!   single proportion", Statistics in Medicine 17 (1998), method 3. Unlike p ± 1.96 √(p(1−p)/n) it stays within 0 and
//!   100 and holds for small samples and shares near the ends.
//! - [`difference`]: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics
//!   in Medicine 17 (1998), method 10: the Wilson intervals of both shares, squared and added. Where the samples overlap
//!   or are the same, with the correlation of the two shares: G. Y. Zou and A. Donner, "Construction of confidence limits
//!   about effect measures: a general approach", Statistics in Medicine 27 (2008), section 2.
//! - [`p_value`]: one less the highest level at which that interval does not hold zero, so intervals and tests never
//!   contradict each other.
//! - [`margin_of_difference`]: the variance of a difference of two shares of one sample, L. Kish, "Survey Sampling"
//!   (1965), section 12.4: (p + q − (p − q)²) / n if each respondent is in at most one of the two.

use std::cmp::Ordering;

use super::distributions::two_sided;

/// Beyond so many standard errors, chance is ruled out as far as numbers go.
const MOST_Z: f64 = 38.0;

/// The lower and upper bound, in percent, of the Wilson interval of a share in percent among `n` respondents.
pub fn wilson(share: f64, n: f64, z: f64) -> (f64, f64) {
    let p = share / 100.0;
    let center = p + z * z / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).max(0.0).sqrt();
    let scale = 100.0 / (1.0 + z * z / n);
    // Intervals of 0 % and 100 % end exactly there; floating-point sums miss the bound slightly.
    let end = |value: f64| (value * 1e9).round() / 1e9;
    (end((center - half) * scale).max(0.0), end((center + half) * scale).min(100.0))
}

/// How the respondents of two shares belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Samples {
    /// Nobody is in both.
    Apart,
    /// The first are some of the second: a group and the total, with its part of the total.
    Part(f64),
    /// The second are some of the first.
    Whole(f64),
    /// The same respondents gave both, in two waves of a panel or to one question, with the correlation of their answers.
    Panel(f64),
}

/// What a column that was counted holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Group {
    /// All respondents.
    All,
    /// A group of a break, by the place of the break, with the share of all respondents that it is by their weights.
    Of(usize, f64),
}

impl Samples {
    /// The correlation of two shares, each with the size of its group. A group that is a part of the total has the
    /// covariance f · Var(p) with it, since the total is f · p + (1 − f) · rest.
    fn correlation(self, one: (f64, f64), other: (f64, f64)) -> f64 {
        let of_part = |part: f64, (p, n): (f64, f64), (q, m): (f64, f64)| {
            let variance = |share: f64, n: f64| share * (100.0 - share) / n;
            let whole = variance(q, m);
            // Without variance in the total there is none in the group.
            if whole > 0.0 { part * (variance(p, n) / whole).sqrt() } else { part.sqrt() }
        };
        let found = match self {
            Self::Apart => 0.0,
            Self::Part(part) => of_part(part, one, other),
            Self::Whole(part) => of_part(part, other, one),
            Self::Panel(correlation) => correlation,
        };
        found.clamp(-1.0, 1.0)
    }
}

/// The interval of `one − other` in percentage points; each argument is the share (percent) and size of a group.
pub fn difference(one: (f64, f64), other: (f64, f64), samples: Samples, z: f64) -> (f64, f64) {
    let ((p, n), (q, m)) = (one, other);
    let ((p_low, p_high), (q_low, q_high)) = (wilson(p, n, z), wilson(q, m, z));
    let r = samples.correlation(one, other);
    let joint = |a: f64, b: f64| (a * a + b * b - 2.0 * r * a * b).max(0.0).sqrt();
    let gap = p - q;
    (gap - joint(p - p_low, q_high - q), gap + joint(p_high - p, q - q_low))
}

/// Whether `one` is significantly greater or less than `other`, as for [`difference`]; `None` if neither.
pub fn significant(one: (f64, f64), other: (f64, f64), samples: Samples, z: f64) -> Option<Ordering> {
    let (low, high) = difference(one, other, samples, z);
    match (low > 0.0, high < 0.0) {
        (true, _) => Some(Ordering::Greater),
        (_, true) => Some(Ordering::Less),
        _ => None,
    }
}

/// How probable a difference of this size or more is where there is none.
pub fn p_value(one: (f64, f64), other: (f64, f64), samples: Samples) -> f64 {
    let (mut low, mut high) = (0.0, MOST_Z);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        match significant(one, other, samples, middle) {
            Some(_) => low = middle,
            None => high = middle,
        }
    }
    two_sided(0.5 * (low + high))
}

/// The margin of error in percentage points: half the width of the widest interval, that of 50 %, z √(0.25 / n).
pub fn margin(n: f64, z: f64) -> f64 {
    100.0 * z * (0.25 / n).sqrt()
}

/// The margin of error, in percentage points, of the difference between two shares (percent) of one sample.
///
/// If several answers were allowed (`exclusive` is false), the overlap is unknown and the widest possible margin is
/// returned.
pub fn margin_of_difference(one: f64, other: f64, n: f64, exclusive: bool, z: f64) -> f64 {
    let (p, q) = (one / 100.0, other / 100.0);
    let sum = if exclusive { p + q } else { (p + q).min(2.0 - p - q) };
    let variance = (sum - (p - q) * (p - q)).max(0.0) / n;
    100.0 * z * variance.sqrt()
}

/// The least margin of error, in percentage points, that the difference between two shares of one sample can have
/// where several answers were allowed: all who gave the rarer answer also gave the other, so that the variance is
/// (|p − q| − (p − q)²) / n.
pub fn least_margin_of_difference(one: f64, other: f64, n: f64, z: f64) -> f64 {
    let gap = (one - other).abs() / 100.0;
    100.0 * z * ((gap - gap * gap).max(0.0) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{
        Samples, difference, least_margin_of_difference, margin, margin_of_difference, p_value, significant,
        wilson,
    };

    const Z: f64 = 1.959_963_984_540_054;
    const APART: Samples = Samples::Apart;

    /// Table I of Newcombe (1998), method 3.
    #[test]
    fn known_intervals() {
        for (count, n, low, high) in [
            (81.0, 263.0, 25.53, 36.62),
            (15.0, 148.0, 6.24, 16.05),
            (0.0, 20.0, 0.0, 16.11),
            (1.0, 29.0, 0.61, 17.18),
        ] {
            let (found_low, found_high) = wilson(100.0 * count / n, n, Z);
            assert!((found_low - low).abs() < 0.006, "{count}/{n}: {found_low}");
            assert!((found_high - high).abs() < 0.006, "{count}/{n}: {found_high}");
        }
    }

    #[test]
    fn intervals_hold_their_share_and_stay_in_bounds() {
        for n in [1.0, 7.0, 30.0, 623.0, 1e6] {
            for share in 0..=100 {
                let share = f64::from(share);
                let (low, high) = wilson(share, n, Z);
                assert!((0.0..=share).contains(&low) && (share..=100.0).contains(&high), "{share} of {n}");
            }
        }
    }

    /// Table II of Newcombe (1998) on differences, method 10.
    #[test]
    fn known_intervals_of_differences() {
        for (one, other, low, high) in [
            ((56.0, 70.0), (48.0, 80.0), 0.0524, 0.3339),
            ((9.0, 10.0), (3.0, 10.0), 0.1705, 0.8090),
            ((6.0, 7.0), (2.0, 7.0), 0.0582, 0.8062),
            ((5.0, 56.0), (0.0, 29.0), -0.0381, 0.1926),
            ((0.0, 10.0), (0.0, 20.0), -0.1611, 0.2775),
            ((10.0, 10.0), (0.0, 10.0), 0.6075, 1.0),
        ] {
            let share = |(count, n): (f64, f64)| (100.0 * count / n, n);
            let (found_low, found_high) = difference(share(one), share(other), APART, Z);
            assert!((found_low / 100.0 - low).abs() < 0.0001, "{one:?} {other:?}: {found_low}");
            assert!((found_high / 100.0 - high).abs() < 0.0001, "{one:?} {other:?}: {found_high}");
        }
    }

    #[test]
    fn significance_has_a_direction() {
        use std::cmp::Ordering::{Greater, Less};
        assert_eq!(significant((80.0, 70.0), (60.0, 80.0), APART, Z), Some(Greater));
        assert_eq!(significant((60.0, 80.0), (80.0, 70.0), APART, Z), Some(Less));
        assert_eq!(significant((52.0, 70.0), (48.0, 80.0), APART, Z), None);
        // The same gap in larger groups.
        assert_eq!(significant((52.0, 7000.0), (48.0, 8000.0), APART, Z), Some(Greater));
    }

    #[test]
    fn margin_of_623() {
        assert!((margin(623.0, Z) - 3.926).abs() < 0.001);
    }

    #[test]
    fn margins_of_differences() {
        // 1.96 √((0.41 + 0.37 − 0.04²) / 623) = 6.93 points.
        assert!((margin_of_difference(41.0, 37.0, 623.0, true, Z) - 6.928).abs() < 0.01);
        // 75 and 58 overlap by at least 33: 1.96 √((2 − 1.33 − 0.17²) / 623) = 6.29 points.
        assert!((margin_of_difference(75.0, 58.0, 623.0, false, Z) - 6.288).abs() < 0.01);
        assert_eq!(margin_of_difference(100.0, 0.0, 10.0, true, Z), 0.0);
        // 1.96 √((0.01 − 0.0001) / 200) = 1.38 points: 31 before 30 may be chance even if the answers overlap fully.
        assert!((least_margin_of_difference(31.0, 30.0, 200.0, Z) - 1.379).abs() < 0.001);
    }

    /// A test and an interval say the same at every level.
    #[test]
    fn a_difference_is_significant_where_its_p_value_says_so() {
        for (one, other) in
            [((46.6, 1000.0), (50.4, 1000.0)), ((46.6, 1000.0), (52.0, 1000.0)), ((3.0, 80.0), (9.0, 90.0))]
        {
            let p = p_value(one, other, APART);
            assert_eq!(significant(one, other, APART, Z).is_some(), p < 0.05, "{one:?} {other:?}: {p}");
        }
        assert!((p_value((50.0, 100.0), (50.0, 100.0), APART) - 1.0).abs() < 1e-9);
    }

    /// By hand: the group has 400 of 1000 and 50 %, the total 46 %, so the rest has 43.33 %. The
    /// variance of 0.6 · (50 − 43.33) is 0.36 · (0.25/400 + 0.2456/600): ± 3.76 points.
    #[test]
    fn a_group_is_compared_with_the_total_that_holds_it() {
        let (low, high) = difference((50.0, 400.0), (46.0, 1000.0), Samples::Part(0.4), Z);
        assert!((0.5 * (high - low) - 3.78).abs() < 0.05, "{low} {high}");
        assert!(low > 0.0);
        let (low, _) = difference((50.0, 400.0), (46.0, 1000.0), APART, Z);
        assert!(low < 0.0, "as independent groups: {low}");
    }

    #[test]
    fn answers_of_the_same_persons_differ_less_by_chance() {
        let change = |samples| significant((55.0, 500.0), (50.0, 500.0), samples, Z);
        assert_eq!(change(APART), None);
        assert_eq!(change(Samples::Panel(0.6)), Some(std::cmp::Ordering::Greater));
    }
}
