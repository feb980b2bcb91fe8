//! Round tick values along an axis.

/// Round tick values that span `from` to `to`, both ends included: at least two, and at most `max_ticks`, or one more
/// where `from` is not a multiple of the step.
///
/// Steps are 1, 2, 2.5 or 5 times a power of ten (after Heckbert, "Nice Numbers for Graph Labels", 1990, with a
/// quarter step, since shares are read in quarters).
pub fn round(from: f64, to: f64, max_ticks: usize) -> Vec<f64> {
    let span = (to - from).max(1e-9);
    let raw = span / (max_ticks.max(2) - 1) as f64;
    let power = 10f64.powf(raw.log10().floor());
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= raw * 0.999);
    let step = step.unwrap_or(power * 10.0);
    let (first, last) = ((from / step).floor(), (to / step - 1e-9).ceil().max((from / step).floor() + 1.0));
    let count = (last - first).round() as usize;
    (0..=count).map(|index| clean((first + index as f64) * step)).collect()
}

/// Removes the rounding error of binary fractions.
fn clean(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn shares_get_quarters_or_fifths() {
        assert_eq!(round(0.0, 100.0, 5), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(round(0.0, 88.0, 6), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    }

    #[test]
    fn the_ends_are_inside() {
        let ticks = round(-13.0, 47.0, 6);
        assert!(ticks[0] <= -13.0 && ticks[ticks.len() - 1] >= 47.0, "{ticks:?}");
    }

    #[test]
    fn all_equal_still_has_two() {
        assert!(round(5.0, 5.0, 5).len() >= 2);
    }
}
