//! The distributions that intervals and tests need: normal and Student's t.
//!
//! - Normal distribution: the series of G. Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software
//!   11(4) (2004), and beyond 6 the continued fraction 26.2.14 of M. Abramowitz and I. A. Stegun, "Handbook of Mathematical
//!   Functions" (1964).
//! - Student's t: by the regularised incomplete beta function, formula 26.7.1 and 26.5.27 of the same handbook; its
//!   continued fraction is 8.17.22 of the NIST Digital Library of Mathematical Functions, evaluated by the method of W. J.
//!   Lentz (1976). The logarithm of the gamma function is the approximation of C. Lanczos (1964) with g = 7.
//! - Quantiles are found by bisection, so they are as exact as the distributions.

/// The normal quantile for 95 %, which nearly all intervals use.
const Z_95: f64 = 1.959_963_984_540_054;

/// How often an interval is halved: enough for all digits of a number below 2⁴⁰.
const HALVINGS: usize = 90;

/// The probability that a standard normal variable is above `x`, for `x` of at least 0.
fn upper_tail(x: f64) -> f64 {
    let density = (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt();
    if x > 6.0 {
        let fraction = (1..=60).rev().fold(x, |below, step| x + f64::from(step) / below);
        return density / fraction;
    }
    let (mut term, mut sum, mut factor) = (x, x, 1.0);
    while term > sum * 1e-17 {
        factor += 2.0;
        term *= x * x / factor;
        sum += term;
    }
    (0.5 - density * sum).max(0.0)
}

/// The probability that a standard normal variable lies beyond `x` on either side.
pub fn two_sided(x: f64) -> f64 {
    2.0 * upper_tail(x.abs())
}

/// How many standard errors an interval with this level, in percent, reaches to each side.
pub fn normal_quantile(level: f64) -> f64 {
    if level == 95.0 {
        return Z_95;
    }
    let outside = 1.0 - level / 100.0;
    halved(|x| two_sided(x) > outside, 40.0)
}

/// The same for Student's t with these degrees of freedom.
pub fn t_quantile(level: f64, freedom: f64) -> f64 {
    let outside = 1.0 - level / 100.0;
    halved(|x| t_two_sided(x, freedom) > outside, 1e6)
}

/// The probability that a variable with Student's t distribution lies beyond `x` on either side.
pub fn t_two_sided(x: f64, freedom: f64) -> f64 {
    incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + x * x))
}

/// Where a falling condition ends between 0 and `most`.
fn halved(is_below: impl Fn(f64) -> bool, most: f64) -> f64 {
    let (mut low, mut high) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The regularised incomplete beta function.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    match x < (a + 1.0) / (a + b + 2.0) {
        true => front * fraction(a, b, x) / a,
        false => 1.0 - front * fraction(b, a, 1.0 - x) / b,
    }
}

/// The continued fraction of the incomplete beta function.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let bounded = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut upper = 1.0;
    let mut lower = 1.0 / bounded(1.0 - (a + b) * x / (a + 1.0));
    let mut product = lower;
    for step in 1..500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut factor = 1.0;
        for part in [even, odd] {
            lower = 1.0 / bounded(1.0 + part * lower);
            upper = bounded(1.0 + part / upper);
            factor = upper * lower;
            product *= factor;
        }
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

fn ln_gamma(x: f64) -> f64 {
    const LANCZOS: [f64; 9] = [
        0.999_999_999_999_809_9,
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let x = x - 1.0;
    let base = x + 7.5;
    let terms = LANCZOS[1..].iter().enumerate().map(|(at, factor)| factor / (x + at as f64 + 1.0));
    let sum = LANCZOS[0] + terms.sum::<f64>();
    0.5 * (2.0 * std::f64::consts::PI).ln() + (x + 0.5) * base.ln() - base + sum.ln()
}

#[cfg(test)]
mod tests {
    use super::{normal_quantile, t_quantile, t_two_sided, two_sided};

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
    }

    /// R: `qnorm(0.5 + level / 200)`.
    #[test]
    fn normal_quantiles() {
        near(normal_quantile(90.0), 1.644_853_626_951_473);
        near(normal_quantile(95.0), 1.959_963_984_540_054);
        near(normal_quantile(99.0), 2.575_829_303_548_901);
        near(normal_quantile(99.9), 3.290_526_731_491_895);
    }

    /// R: `2 * pnorm(-x)`.
    #[test]
    fn normal_tails() {
        near(two_sided(0.0), 1.0);
        near(two_sided(1.0), 0.317_310_507_862_914_1);
        near(two_sided(-2.0), 0.045_500_263_896_358_4);
        assert!((two_sided(7.0) / 2.559_625_087_771_67e-12 - 1.0).abs() < 1e-9);
    }

    /// R: `qt(0.975, df)`.
    #[test]
    fn t_quantiles() {
        near(t_quantile(95.0, 1.0), 12.706_204_736_432_1);
        near(t_quantile(95.0, 10.0), 2.228_138_851_964_94);
        near(t_quantile(99.0, 30.0), 2.749_995_653_567_11);
        assert!((t_quantile(95.0, 1e7) - 1.959_964).abs() < 1e-5);
    }

    /// R: `2 * pt(-2, 5)`.
    #[test]
    fn t_tails() {
        near(t_two_sided(2.0, 5.0), 0.101_939_478_829_63);
        near(t_two_sided(0.0, 5.0), 1.0);
    }
}
