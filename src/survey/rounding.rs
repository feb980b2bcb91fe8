//! Rounding, shared by charts, tables, texts and data files.

use crate::spec::keys::Choice;

/// How the figures of a survey are rounded to the decimals shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Not at all: all decimals of the figures are shown.
    None,
    /// Each figure by itself, half away from zero.
    #[default]
    HalfUp,
    /// The parts of a whole together, so that they add up to it.
    LargestRemainder,
}

impl Rounding {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 3] = [
        ("none", Self::None, "shows all decimals"),
        ("half-up", Self::HalfUp, "rounds each figure by itself"),
        ("largest-remainder", Self::LargestRemainder, "rounds the parts of a whole so that they add up"),
    ];
}

/// A figure as it is shown: rounded half away from zero to `decimals` decimals.
///
/// Noise of binary fractions is removed first, so that 0.15 shown with one decimal is 0.2.
pub fn shown(value: f64, decimals: usize) -> f64 {
    let factor = factor(decimals);
    clean(value * factor).round() / factor
}

/// Whether a figure is a share: 0 to 100, but for the noise in the last bits of a sum.
pub fn is_share(value: f64) -> bool {
    (-1e-9..=100.0 + 1e-9).contains(&value)
}

/// Whether a share is shown as zero although it is not zero. Noise of sums is zero.
pub fn is_below_unit(value: f64, decimals: usize) -> bool {
    value > 1e-9 && shown(value, decimals) == 0.0
}

/// The parts of a whole, rounded down or up to the next unit of the last decimal so that they add up to `total`.
///
/// The largest remainder method (Hare–Niemeyer): every part is rounded down, then the missing units go to the
/// largest remainders; of equal remainders, to the first. If the sum of the parts is further from `total` than
/// rounding can explain, something else is wrong, and each part is rounded by itself.
pub fn largest_remainder(parts: &[f64], total: f64, decimals: usize) -> Vec<f64> {
    let factor = factor(decimals);
    let scaled: Vec<f64> = parts.iter().map(|part| clean(part * factor)).collect();
    let mut units: Vec<f64> = scaled.iter().map(|part| part.floor()).collect();
    let missing = (clean(total * factor) - units.iter().sum::<f64>()).round();
    if !(0.0..=parts.len() as f64).contains(&missing) {
        return parts.iter().map(|part| shown(*part, decimals)).collect();
    }
    let mut order: Vec<usize> = (0..parts.len()).collect();
    // A stable sort: among equal remainders the first stays first.
    order.sort_by(|a, b| (scaled[*b] - units[*b]).total_cmp(&(scaled[*a] - units[*a])));
    for index in order.into_iter().take(missing as usize) {
        units[index] += 1.0;
    }
    units.into_iter().map(|part| part / factor).collect()
}

/// The number of decimals of a figure, at most six.
pub fn places(value: f64) -> usize {
    (0..6).find(|decimals| (shown(value, *decimals) - value).abs() < 1e-9).unwrap_or(6)
}

fn factor(decimals: usize) -> f64 {
    10f64.powi(i32::try_from(decimals).unwrap_or(0))
}

/// Removes floating-point noise in the last bits.
fn clean(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::{largest_remainder, places, shown};

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(shown(0.5, 0), 1.0);
        assert_eq!(shown(2.5, 0), 3.0);
        assert_eq!(shown(-2.5, 0), -3.0);
    }

    #[test]
    fn binary_noise_does_not_decide() {
        assert_eq!(shown(0.15, 1), 0.2);
        assert_eq!(shown(1.005, 2), 1.01);
        assert_eq!(shown(56.499_999, 0), 56.0);
    }

    #[test]
    fn places_that_a_figure_has() {
        assert_eq!([54.0, 54.5, 0.25, 100.0 / 3.0].map(places), [0, 1, 2, 6]);
    }

    #[test]
    fn largest_remainders_get_the_missing_units() {
        assert_eq!(largest_remainder(&[33.4, 33.3, 33.3], 100.0, 0), [34.0, 33.0, 33.0]);
        assert_eq!(largest_remainder(&[45.6, 30.7, 23.7], 100.0, 0), [45.0, 31.0, 24.0]);
        assert_eq!(largest_remainder(&[16.666, 16.667, 66.667], 100.0, 1), [16.6, 16.7, 66.7]);
        // Equal remainders: the first.
        assert_eq!(largest_remainder(&[12.5, 12.5, 75.0], 100.0, 0), [13.0, 12.0, 75.0]);
        // More than rounding is missing: each by itself.
        assert_eq!(largest_remainder(&[20.6, 30.4], 100.0, 0), [21.0, 30.0]);
    }

    /// A deterministic random number generator (the LCG of Knuth's MMIX).
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self) -> f64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 11) as f64 / (1u64 << 53) as f64
        }
    }

    /// Ten thousand sets of parts: the sum holds, no part moves by a unit, no larger part falls below a smaller one.
    #[test]
    fn parts_add_up_stay_close_and_keep_their_order() {
        let mut dice = Dice(623);
        for round in 0..10_000 {
            let count = 2 + (dice.roll() * 14.0) as usize;
            let raw: Vec<f64> = (0..count).map(|_| dice.roll().powi(3)).collect();
            let sum: f64 = raw.iter().sum();
            let parts: Vec<f64> = raw.iter().map(|part| 100.0 * part / sum).collect();
            let decimals = round % 3;
            let unit = 0.1f64.powi(decimals as i32);
            let rounded = largest_remainder(&parts, 100.0, decimals);
            let total: f64 = rounded.iter().sum();
            assert!((total - 100.0).abs() < 1e-6, "{parts:?} add up to {total}");
            for (part, shown) in parts.iter().zip(&rounded) {
                assert!((part - shown).abs() < unit + 1e-6, "{part} became {shown}");
            }
            for (one, shown_one) in parts.iter().zip(&rounded) {
                for (other, shown_other) in parts.iter().zip(&rounded) {
                    assert!(one <= other || shown_one >= shown_other, "{one} and {other} changed places");
                }
            }
        }
    }
}
