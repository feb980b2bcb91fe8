//! Medians, in milliseconds.

use std::hint::black_box;
use std::time::Instant;

/// Runs the work once to warm up, then `runs` times.
pub(crate) fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> f64 {
    black_box(work());
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1000.0
    };
    middle((0..runs).map(time).collect())
}

/// The middle one of these figures.
pub(crate) fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
