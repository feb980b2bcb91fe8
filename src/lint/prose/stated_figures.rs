//! Which numbers the series state: a text may use these without a template.

use super::numerals;
use super::numerals::Numeral;
use crate::language::Language;
use crate::survey::rounding;
use crate::survey::series::{Series, Unit};

/// Differences are looked for in series of up to this many figures; with more, nearly every number is one.
const MAX_COMPARED: usize = 200;

/// Numbers so many times the largest base count a population.
const POPULATION: f64 = 5.0;

/// The numbers that a text may contain.
pub(super) struct Stated<'a> {
    series: &'a [&'a Series],
    /// The values of reference lines and of annotations.
    drawn: &'a [f64],
    /// The numbers within names, such as the 5,000 of a class of towns.
    named: Vec<f64>,
    /// The language of the text.
    pub(super) language: Language,
}

impl<'a> Stated<'a> {
    /// The numbers of these series and of what is drawn at a value.
    pub(super) fn new(series: &'a [&'a Series], drawn: &'a [f64], language: Language) -> Self {
        let names = series.iter().flat_map(|series| names(series));
        let digits = names.filter(|name| name.contains(|c: char| c.is_ascii_digit()));
        let named = digits.flat_map(|name| numerals::values(name, language)).collect();
        Self { series, drawn, named, language }
    }

    /// Whether a share is stated. "100 %" always is: it is the whole, not a figure.
    pub(super) fn share(&self, value: f64, decimals: usize) -> bool {
        let drawn = self.drawn.iter().any(|line| same(*line, value, decimals));
        value == 100.0 || drawn || self.series.iter().any(|series| states_share(series, value, decimals))
    }

    /// Whether a number other than a share is stated.
    pub(super) fn numeral(&self, one: &Numeral) -> bool {
        let Numeral { value, decimals, scale, .. } = *one;
        if one.is_distance {
            return self.series.iter().any(|series| states_distance(series, value, decimals));
        }
        // A number far above every base is no base: in texts about shares, it is a population.
        let largest = self.series.iter().flat_map(|series| sizes(series)).fold(0.0, f64::max);
        let shares = self.series.iter().all(|series| series.unit == Unit::Percent);
        if shares && largest > 0.0 && value * scale >= POPULATION * largest {
            return true;
        }
        let others = self.drawn.iter().chain(&self.named).copied();
        let figures = || self.series.iter().flat_map(|series| sizes(series).chain(figures(series)));
        others.chain(figures()).any(|figure| same(figure / scale, value, decimals))
    }
}

/// Whether a series has this figure, rounded as it is written.
fn states_share(series: &Series, value: f64, decimals: usize) -> bool {
    figures(series).any(|figure| same(figure, value, decimals))
}

/// Whether two figures of a series differ by this value, before or after rounding.
fn states_distance(series: &Series, value: f64, decimals: usize) -> bool {
    let all: Vec<f64> = figures(series).take(MAX_COMPARED + 1).collect();
    let places = series.decimals();
    let is_distance = |one: f64, other: f64| {
        let shown = rounding::shown(one, places) - rounding::shown(other, places);
        same(one - other, value, decimals) || same(shown, value, decimals)
    };
    all.len() <= MAX_COMPARED && all.iter().any(|one| all.iter().any(|other| is_distance(*one, *other)))
}

/// The names of a series that a text may mention: those of its answers, columns and bases, and its own.
fn names(series: &Series) -> impl Iterator<Item = &str> {
    let survey = &series.survey;
    let bases = series
        .base
        .iter()
        .chain(&survey.base)
        .flat_map(|base| [Some(base.label.as_str()), base.filter.as_deref()].into_iter().flatten());
    let others = [series.label.as_str(), survey.title.as_str()].into_iter();
    let others = others.chain(series.question.as_deref()).chain(survey.population.as_deref());
    let answers = series.categories.iter().map(|category| category.name.as_str());
    answers
        .chain(series.columns.iter().map(String::as_str))
        .chain(series.nets.iter().map(|net| net.name.as_str()))
        .chain(series.remainder.as_deref())
        .chain(bases)
        .chain(others)
        .filter(|name| !name.is_empty())
}

fn same(figure: f64, value: f64, decimals: usize) -> bool {
    (rounding::shown(figure, decimals) - value).abs() < 1e-9
}

fn figures(series: &Series) -> impl Iterator<Item = f64> {
    let columns = 0..series.width();
    let nets =
        series.nets.iter().flat_map(move |net| columns.clone().filter_map(|column| series.net(net, column)));
    let items = 0..series.categories.len();
    let answers = series
        .answer_nets
        .iter()
        .flat_map(move |net| items.clone().filter_map(|item| series.answer_net(net, item)));
    let rests = (0..series.wholes()).filter_map(|line| series.missing_to_100(line));
    series
        .categories
        .iter()
        .flat_map(|category| category.values.iter().flatten())
        .copied()
        .chain(nets)
        .chain(answers)
        .chain(rests)
}

fn sizes(series: &Series) -> impl Iterator<Item = f64> {
    let bases = series.base.iter().chain(&series.survey.base);
    bases.flat_map(|base| {
        let sizes = || base.columns.iter().chain(&base.rows).map(|(_, size)| size);
        let effective = sizes().filter_map(|size| size.n_effective).chain(base.n_effective);
        // The groups together, where the whole has no size of its own.
        let sum =
            base.n.is_none().then(|| base.columns.iter().map(|(_, size)| f64::from(size.n)).sum::<f64>());
        let n = base.n.into_iter().chain(sizes().map(|size| size.n)).map(f64::from).chain(sum);
        n.chain(effective.map(f64::round)).collect::<Vec<_>>()
    })
}
