//! Round tick values along an axis.

/// Round tick values that span `from` to `to`, both ends included: at least two, and at most `max_ticks`, or one more
/// where `from` is not a multiple of the step.
///
/// Steps are 1, 2, 2.5 or 5 times a power of ten (after Heckbert, "Nice Numbers for Graph Labels", 1990, with a
/// quarter step, since shares are read in quarters).
pub fn round(from: f64, to: f64, max_ticks: usize) -> Vec<f64> {
    let step = step(from, to, max_ticks);
    let (first, last) = ((from / step).floor(), (to / step - 1e-9).ceil().max((from / step).floor() + 1.0));
    let count = (last - first).round() as usize;
    (0..=count).map(|index| clean((first + index as f64) * step)).collect()
}

/// Round tick values from `from` to `to`, none beyond them, at most `max_ticks`; fewer than two where no step fits.
pub fn within(from: f64, to: f64, max_ticks: usize) -> Vec<f64> {
    let step = step(from, to, max_ticks);
    let (first, last) = ((from / step - 1e-9).ceil(), (to / step + 1e-9).floor());
    let count = (last - first).max(-1.0) as i64;
    (0..=count).map(|index| clean((first + index as f64) * step)).collect()
}

/// The least round step with which `max_ticks` ticks span the values.
fn step(from: f64, to: f64, max_ticks: usize) -> f64 {
    let span = (to - from).max(1e-9);
    let raw = span / (max_ticks.max(2) - 1) as f64;
    let power = 10f64.powf(raw.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|factor| factor * power);
    steps.into_iter().find(|step| *step >= raw * 0.999).unwrap_or(power * 10.0)
}

/// Round tick values of a logarithmic axis that span `from` to `to`, both above zero: 1, 2 and 5 times powers of ten, or
/// every power, second power and so on, so that there are at most `max_ticks` where that is possible.
pub fn logarithmic(from: f64, to: f64, max_ticks: usize) -> Vec<f64> {
    let (from, to) = (from.max(1e-12), to.max(from * 1.000_001).max(1e-12));
    let (first, last) = (from.log10().floor() as i32, to.log10().floor() as i32 + 1);
    let within = |ticks: Vec<f64>| -> Vec<f64> {
        let start = ticks.iter().rposition(|tick| *tick <= from * 1.000_001).unwrap_or(0);
        let end = ticks.iter().position(|tick| *tick >= to * 0.999_999).unwrap_or(ticks.len() - 1);
        ticks[start..=end.max(start)].to_vec()
    };
    let fine = (first..=last).flat_map(|power| [1.0, 2.0, 5.0].map(|factor| factor * 10f64.powi(power)));
    let fine = within(fine.collect());
    if (2..=max_ticks.max(2)).contains(&fine.len()) {
        return fine;
    }
    let every = |step: i32| -> Vec<f64> {
        let start = first.div_euclid(step) * step;
        let count = (last - start + step - 1).div_euclid(step);
        within((0..=count).map(|at| 10f64.powi(start + at * step)).collect())
    };
    (1..=24).map(every).find(|ticks| ticks.len() <= max_ticks.max(2)).unwrap_or(fine)
}

/// Removes the rounding error of binary fractions.
fn clean(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::{logarithmic, round, within};

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
    fn logarithmic_ticks_are_one_two_five_or_powers_of_ten() {
        assert_eq!(logarithmic(3.0, 60.0, 6), [2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
        assert_eq!(logarithmic(0.8, 90_000.0, 7), [0.1, 1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0]);
        assert_eq!(logarithmic(1.0, 1e9, 5), [1.0, 1e3, 1e6, 1e9]);
        assert_eq!(logarithmic(7.0, 7.0, 5), [5.0, 10.0]);
    }

    #[test]
    fn ticks_within_the_figures_leave_none_of_the_axis_empty() {
        assert_eq!(within(0.0, 15.9, 6), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(within(-10.8, 6.9, 6), [-10.0, -5.0, 0.0, 5.0]);
        assert_eq!(within(0.0, 20.0, 6), [0.0, 5.0, 10.0, 15.0, 20.0]);
    }

    #[test]
    fn all_equal_still_has_two() {
        assert!(round(5.0, 5.0, 5).len() >= 2);
    }
}
