//! Splits the parts of a Likert scale at its centre: left of it, across it, right of it, or off the scale.

use std::sync::Arc;

use super::data::{ChartData, RowKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::language::stance;
use crate::spec::chart::settings::{Center, Neutral, Settings};
use crate::survey::positive::End;
use crate::survey::series::{By, Series};

/// The parts of a scale by their index, as they lie from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikertScale {
    /// Parts left of the centre.
    pub left: Vec<usize>,
    /// The part across the centre.
    pub neutral: Option<usize>,
    /// Parts right of the centre.
    pub right: Vec<usize>,
    /// Parts drawn off the scale, such as non-response, in their order.
    pub beside: Vec<usize>,
    /// Whether agreement lies to the left, where the series begins with it.
    pub positive_left: bool,
}

impl LikertScale {
    /// The scale of a chart, by its settings and its series. Without a named neutral point, the middle part of an
    /// odd number is neutral.
    pub fn of(shown: &ChartData, settings: &Settings) -> Self {
        Self::new(&parts(shown), shown.sources.first().map(Arc::as_ref), settings)
    }

    /// Like [`of`](Self::of), from part names; the flag marks non-response.
    pub fn new(parts: &[(&str, bool)], series: Option<&Series>, settings: &Settings) -> Self {
        let named = series.and_then(|series| series.neutral.as_deref());
        let on: Vec<usize> = (0..parts.len()).filter(|at| !parts[*at].1).collect();
        let off = (0..parts.len()).filter(|at| parts[*at].1);
        let find = |name: &str| on.iter().position(|at| parts[*at].0 == name);
        let middle = || (named.is_none() && on.len() % 2 == 1).then_some(on.len() / 2);
        let (before, neutral) = match &settings.center {
            Some(Center::Part(name)) => {
                let at = find(&name.value);
                (at.unwrap_or(on.len() / 2), at)
            }
            Some(Center::Behind(behind)) => {
                let whole = (behind.value.max(0.0).floor() as usize).min(on.len());
                (whole, (behind.value.fract() > 0.0 && whole < on.len()).then_some(whole))
            }
            None => {
                let at = named.and_then(find).or_else(middle);
                (at.unwrap_or(on.len() / 2), at)
            }
        };
        let first = before + usize::from(neutral.is_some());
        let names: Vec<&str> = on.iter().map(|at| parts[*at].0).collect();
        let positive_left = series.is_some_and(|series| is_positive_first(&names, series) == Some(true));
        let neutral = neutral.map(|at| on[at]);
        let is_beside = settings.neutral == Some(Neutral::Beside);
        let aside = neutral.filter(|_| is_beside);
        Self {
            left: on[..before].to_vec(),
            neutral: neutral.filter(|_| !is_beside),
            right: on[first..].to_vec(),
            beside: aside.into_iter().chain(off).collect(),
            positive_left,
        }
    }

    /// The parts on the positive side.
    pub fn positive(&self) -> &[usize] {
        if self.positive_left { &self.left } else { &self.right }
    }

    /// The parts on the scale, from left to right.
    pub fn parts(&self) -> impl Iterator<Item = usize> {
        self.left.iter().copied().chain(self.neutral).chain(self.right.iter().copied())
    }

    /// How far a row extends to the left and the right of the centre.
    pub fn sides(&self, values: &[Option<f64>]) -> (f64, f64) {
        let half = self.neutral.and_then(|at| values[at]).unwrap_or(0.0) / 2.0;
        let nets = self.nets(values);
        (nets.0 + half, nets.1 + half)
    }

    /// The sums of both sides, without the neutral part.
    pub fn nets(&self, values: &[Option<f64>]) -> (f64, f64) {
        let sum = |parts: &[usize]| parts.iter().filter_map(|at| values[*at]).sum::<f64>();
        (sum(&self.left), sum(&self.right))
    }

    /// Whether a side has more than one part, so that its sum is worth printing.
    pub fn has_nets(&self) -> bool {
        self.left.len() > 1 || self.right.len() > 1
    }
}

/// Whether the first of the shown answers is at the positive end: the author says so, or else the words do. `None`
/// where neither does.
pub fn is_positive_first(shown: &[&str], series: &Series) -> Option<bool> {
    let answers = answers(series);
    let place = |name: &&str| answers.iter().position(|answer| answer == name);
    let listed = shown.first().and_then(place).zip(shown.last().and_then(place));
    let is_reversed = listed.is_some_and(|(first, last)| first > last);
    let first = match series.positive {
        Some(end) => Some(end == End::First),
        None => stance::good_end_first(&answers),
    };
    first.map(|first| first != is_reversed)
}

/// The answers of a scale in the order of the series, without non-response and others.
pub fn answers(series: &Series) -> Vec<&str> {
    let names: Vec<&String> = match series.by {
        By::Item => series.columns.iter().collect(),
        By::Group => series.categories.iter().map(|category| &category.name).collect(),
    };
    let aside = |name: &&String| series.missing.contains(name) || series.pin_last.contains(name);
    names.into_iter().filter(|name| !aside(name)).map(String::as_str).collect()
}

/// The parts of a scale by name; the flag marks non-response and remainder.
pub fn parts(shown: &ChartData) -> Vec<(&str, bool)> {
    if shown.is_by_item() {
        return shown.columns.iter().map(|column| (column.name.as_str(), column.remainder)).collect();
    }
    let rows = shown.rows.iter().filter(|row| row.kind != RowKind::Net);
    rows.map(|row| (row.name.as_str(), row.is_muted())).collect()
}

/// Reports a centre that is not on the scale.
pub fn check(shown: &ChartData, settings: &Settings, sink: &Diagnostics) {
    let names: Vec<&str> = parts(shown).into_iter().filter(|(_, rest)| !rest).map(|(name, _)| name).collect();
    match &settings.center {
        Some(Center::Part(name)) if !names.contains(&name.value.as_str()) => {
            let message = format!("`{}` is not an answer of the scale", name.value);
            let hint = suggest(&name.value, names);
            sink.push(Diagnostic::error(Code::UnknownCategory, name.span.clone(), message).hint(hint));
        }
        Some(Center::Behind(behind)) if !(0.0..=names.len() as f64).contains(&behind.value) => {
            let message = format!("`center` lies beyond the {} answers of the scale", names.len());
            sink.push(
                Diagnostic::error(Code::WrongNumber, behind.span.clone(), message)
                    .hint("give the number of answers left of the centre; `2.5` splits the third"),
            );
        }
        _ => {}
    }
}
