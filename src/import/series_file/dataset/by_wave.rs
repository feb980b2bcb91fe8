//! The figures of a question in several waves, side by side: what was counted of each wave becomes a column.

use std::collections::BTreeSet;

use super::requests::Statistic;
use crate::import::table::imported::{Figures, Sizes};
use crate::survey::base::Size;
use crate::survey::names::{Index, folded};
use crate::survey::precision::Line;
use crate::survey::series::Category;

/// What was counted of a wave: its name, and the figures without any break.
pub(in crate::import::series_file) type OfWave = (String, Figures);

/// The figures of all waves. `name` is the question's, for statistics that have one figure a wave.
pub(super) fn joined(statistic: Statistic, name: &str, waves: Vec<OfWave>) -> Figures {
    let is_item = waves.iter().any(|(_, figures)| figures.categories.len() > 1);
    match statistic {
        // A statistic of several figures has a row for each wave.
        Statistic::Box | Statistic::Interval => rows(waves),
        Statistic::Answers => columns(waves),
        _ if is_item => columns(waves),
        _ => columns(waves.into_iter().map(|(wave, figures)| (wave, renamed(figures, name))).collect()),
    }
}

/// The figures with one row, which has this name.
fn renamed(mut figures: Figures, name: &str) -> Figures {
    for category in &mut figures.categories {
        name.clone_into(&mut category.name);
    }
    figures
}

fn rows(waves: Vec<OfWave>) -> Figures {
    let mut whole = Figures::default();
    let mut sizes = Sizes::default();
    for (wave, mut figures) in waves {
        let size = figures.sizes.take().unwrap_or_default();
        sizes.rows.push((wave.clone(), Size { n: size.n.unwrap_or(0), n_effective: size.n_effective }));
        sizes.n = size.n;
        sizes.n_effective = size.n_effective;
        for category in figures.categories.drain(..).take(1) {
            whole.categories.push(Category { name: wave.clone(), ..category });
        }
        whole.precision.extend(figures.precision.drain(..).take(1));
        whole.columns = figures.columns;
        whole.question = figures.question.or(whole.question);
        whole.read = figures.read;
    }
    whole.sizes = Some(sizes);
    whole
}

fn columns(waves: Vec<OfWave>) -> Figures {
    let mut whole = Figures::default();
    let mut known = BTreeSet::new();
    // The answers of the last wave come first; those that only earlier waves have follow.
    for category in waves.iter().rev().flat_map(|(_, figures)| &figures.categories) {
        if known.insert(folded(&category.name)) {
            whole.categories.push(Category { values: Vec::new(), ..category.clone() });
        }
    }
    let mut places = Vec::new();
    for (_, figures) in &waves {
        let index = Index::new(figures.categories.iter().map(|category| category.name.as_str()));
        let own: Vec<Option<usize>> =
            whole.categories.iter().map(|category| index.get(&category.name)).collect();
        for (category, at) in whole.categories.iter_mut().zip(&own) {
            // Where nobody lists the answers, one that is not there was given by nobody; else it was not offered.
            let none = (!figures.is_listed && !figures.categories.is_empty()).then_some(0.0);
            let value = match at {
                Some(at) => figures.categories[*at].values.first().copied().flatten(),
                None => none,
            };
            category.values.push(value);
        }
        places.push(own);
    }
    let nets = waves.iter().map(|(_, figures)| figures.nets.len()).max().unwrap_or(0);
    let net = |at: usize| {
        let own = |(_, figures): &OfWave| figures.nets.get(at)?.first().copied().flatten();
        waves.iter().map(own).collect()
    };
    whole.nets = (0..nets).map(net).collect();
    whole.precision = precision(&waves, &places, nets);
    let size = |figures: &Figures| {
        let sizes = figures.sizes.clone().unwrap_or_default();
        Size { n: sizes.n.unwrap_or(0), n_effective: sizes.n_effective }
    };
    let sizes: Vec<(String, Size)> =
        waves.iter().map(|(wave, figures)| (wave.clone(), size(figures))).collect();
    // All waves together are no sample of anything.
    whole.sizes = Some(Sizes { n: None, n_effective: None, columns: sizes, rows: Vec::new() });
    whole.is_listed = waves.iter().all(|(_, figures)| figures.is_listed);
    whole.question = waves.iter().rev().find_map(|(_, figures)| figures.question.clone());
    whole.read = waves.last().and_then(|(_, figures)| figures.read.clone());
    whole.columns = waves.into_iter().map(|(wave, _)| wave).collect();
    whole
}

/// How far the figures vary where the design of a sample is known. Waves are samples of their own, without covariance.
fn precision(waves: &[OfWave], places: &[Vec<Option<usize>>], nets: usize) -> Vec<Line> {
    if waves.iter().all(|(_, figures)| figures.precision.is_empty()) {
        return Vec::new();
    }
    let categories = places.first().map_or(0, Vec::len);
    let variance = |wave: usize, row: usize| -> (f64, f64) {
        let figures = &waves[wave].1;
        let own = match row.checked_sub(categories) {
            None => places[wave][row],
            Some(net) => Some(figures.categories.len() + net),
        };
        let line = own.and_then(|own| figures.precision.get(own));
        if let Some(line) = line {
            return (line.variance(0).unwrap_or(f64::NAN), line.freedom.first().copied().unwrap_or(0.0));
        }
        // A wave without a design has the variance of its effective size.
        let share = match row.checked_sub(categories) {
            None => own.and_then(|own| figures.categories[own].values.first().copied().flatten()),
            Some(net) => figures.nets.get(net).and_then(|values| values.first().copied().flatten()),
        };
        let sizes = figures.sizes.as_ref();
        let n = sizes.and_then(|sizes| sizes.n_effective.or(sizes.n.map(f64::from)));
        match share.zip(n).filter(|(_, n)| *n > 1.0) {
            Some((share, n)) if figures.precision.is_empty() => (share * (100.0 - share) / n, n - 1.0),
            _ => (f64::NAN, 0.0),
        }
    };
    let line = |row: usize| {
        let own: Vec<(f64, f64)> = (0..waves.len()).map(|wave| variance(wave, row)).collect();
        let mut covariances = vec![vec![0.0; own.len()]; own.len()];
        own.iter().enumerate().for_each(|(at, (variance, _))| covariances[at][at] = *variance);
        Line { covariances, freedom: own.into_iter().map(|(_, freedom)| freedom).collect() }
    };
    (0..categories + nets).map(line).collect()
}
