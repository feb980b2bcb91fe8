//! The one rounding that charts, tables, texts and data files share.

/// A figure as it is shown: rounded half away from zero to `decimals` places.
///
/// The figure is first cleaned of the noise that binary fractions carry, so that 0.15 shown with one decimal is 0.2.
pub fn shown(value: f64, decimals: usize) -> f64 {
    let factor = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled = value * factor;
    let clean = (scaled * 1e6).round() / 1e6;
    clean.round() / factor
}

#[cfg(test)]
mod tests {
    use super::shown;

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
}
