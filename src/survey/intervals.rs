//! Confidence intervals and margins of error at 95 %, under simple random sampling.
//!
//! - [`wilson`]: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
//!   American Statistical Association 22 (1927), in the form of R. G. Newcombe, "Two-sided confidence intervals for the
//!   single proportion", Statistics in Medicine 17 (1998), method 3. Unlike p ± 1.96 √(p(1−p)/n) it stays within 0 and
//!   100 and holds for small samples and shares near the ends.
//! - [`difference`]: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics
//!   in Medicine 17 (1998), method 10: the Wilson intervals of both shares, squared and added.
//! - [`margin_of_difference`]: the variance of a difference of two shares of one sample, L. Kish, "Survey Sampling"
//!   (1965), section 12.4: (p + q − (p − q)²) / n if each respondent is in at most one of the two.
//!
//! Weighting and clustering make the effective sample smaller than n: if a base gives `n-effective`, that is used.

/// The 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The lower and upper bound, in percent, of the Wilson interval of a share in percent among `n` respondents.
pub fn wilson(share: f64, n: f64) -> (f64, f64) {
    let p = share / 100.0;
    let center = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).max(0.0).sqrt();
    let scale = 100.0 / (1.0 + Z * Z / n);
    // Intervals of 0 % and 100 % end exactly there; floating-point sums miss the bound slightly.
    let end = |value: f64| (value * 1e9).round() / 1e9;
    (end((center - half) * scale).max(0.0), end((center + half) * scale).min(100.0))
}

/// The interval of `one − other` in percentage points; each argument is the share (percent) and size of a group.
///
/// The groups must not overlap.
pub fn difference(one: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    let ((p, n), (q, m)) = (one, other);
    let ((p_low, p_high), (q_low, q_high)) = (wilson(p, n), wilson(q, m));
    let gap = p - q;
    (gap - (p - p_low).hypot(q_high - q), gap + (p_high - p).hypot(q - q_low))
}

/// Whether `one` is significantly greater or less than `other`, as for [`difference`]; `None` if neither.
pub fn significant(one: (f64, f64), other: (f64, f64)) -> Option<std::cmp::Ordering> {
    let (low, high) = difference(one, other);
    match (low > 0.0, high < 0.0) {
        (true, _) => Some(std::cmp::Ordering::Greater),
        (_, true) => Some(std::cmp::Ordering::Less),
        _ => None,
    }
}

/// The margin of error in percentage points: half the width of the widest interval, that of 50 %, 1.96 √(0.25 / n).
pub fn margin(n: f64) -> f64 {
    100.0 * Z * (0.25 / n).sqrt()
}

/// The margin of error, in percentage points, of the difference between two shares (percent) of one sample.
///
/// If several answers were allowed (`exclusive` is false), the overlap is unknown and the widest possible margin is
/// returned.
pub fn margin_of_difference(one: f64, other: f64, n: f64, exclusive: bool) -> f64 {
    let (p, q) = (one / 100.0, other / 100.0);
    let sum = if exclusive { p + q } else { (p + q).min(2.0 - p - q) };
    let variance = (sum - (p - q) * (p - q)).max(0.0) / n;
    100.0 * Z * variance.sqrt()
}

/// The least margin of error, in percentage points, that the difference between two shares of one sample can have
/// where several answers were allowed: all who gave the rarer answer also gave the other, so that the variance is
/// (|p − q| − (p − q)²) / n.
pub fn least_margin_of_difference(one: f64, other: f64, n: f64) -> f64 {
    let gap = (one - other).abs() / 100.0;
    100.0 * Z * ((gap - gap * gap).max(0.0) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::{difference, least_margin_of_difference, margin, margin_of_difference, significant, wilson};

    /// Table I of Newcombe (1998), method 3.
    #[test]
    fn known_intervals() {
        for (count, n, low, high) in [
            (81.0, 263.0, 25.53, 36.62),
            (15.0, 148.0, 6.24, 16.05),
            (0.0, 20.0, 0.0, 16.11),
            (1.0, 29.0, 0.61, 17.18),
        ] {
            let (found_low, found_high) = wilson(100.0 * count / n, n);
            assert!((found_low - low).abs() < 0.006, "{count}/{n}: {found_low}");
            assert!((found_high - high).abs() < 0.006, "{count}/{n}: {found_high}");
        }
    }

    #[test]
    fn intervals_hold_their_share_and_stay_in_bounds() {
        for n in [1.0, 7.0, 30.0, 623.0, 1e6] {
            for share in 0..=100 {
                let share = f64::from(share);
                let (low, high) = wilson(share, n);
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
            let (found_low, found_high) = difference(share(one), share(other));
            assert!((found_low / 100.0 - low).abs() < 0.0001, "{one:?} {other:?}: {found_low}");
            assert!((found_high / 100.0 - high).abs() < 0.0001, "{one:?} {other:?}: {found_high}");
        }
    }

    #[test]
    fn significance_has_a_direction() {
        use std::cmp::Ordering::{Greater, Less};
        assert_eq!(significant((80.0, 70.0), (60.0, 80.0)), Some(Greater));
        assert_eq!(significant((60.0, 80.0), (80.0, 70.0)), Some(Less));
        assert_eq!(significant((52.0, 70.0), (48.0, 80.0)), None);
        // The same gap in larger groups.
        assert_eq!(significant((52.0, 7000.0), (48.0, 8000.0)), Some(Greater));
    }

    #[test]
    fn margin_of_623() {
        assert!((margin(623.0) - 3.926).abs() < 0.001);
    }

    #[test]
    fn margins_of_differences() {
        // 1.96 √((0.41 + 0.37 − 0.04²) / 623) = 6.93 points.
        assert!((margin_of_difference(41.0, 37.0, 623.0, true) - 6.928).abs() < 0.01);
        // 75 and 58 overlap by at least 33: 1.96 √((2 − 1.33 − 0.17²) / 623) = 6.29 points.
        assert!((margin_of_difference(75.0, 58.0, 623.0, false) - 6.288).abs() < 0.01);
        assert_eq!(margin_of_difference(100.0, 0.0, 10.0, true), 0.0);
        // 1.96 √((0.01 − 0.0001) / 200) = 1.38 points: 31 before 30 may be chance even if the answers overlap fully.
        assert!((least_margin_of_difference(31.0, 30.0, 200.0) - 1.379).abs() < 0.001);
    }
}
