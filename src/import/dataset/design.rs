//! How a sample was drawn, as its rows say: strata, clusters and the size of the population, or replicate weights.

use std::collections::HashMap;

use super::check::Variable;
use super::words::EMPTY;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::import::table::cell::Reading;
use crate::import::table::{Row, Value};
use crate::import::tabulate::weight;
use crate::spec::Spanned;

/// So many numbers are kept of the rows of a design: codes, weights and replicate weights.
const MOST_KEPT: usize = 100_000_000;

/// How the sample was drawn.
#[derive(Debug, Clone)]
pub(crate) enum Design {
    /// In strata, by clusters; without clusters each respondent is one.
    Drawn(Drawn),
    /// As the weights of replicates say.
    Replicated(Replicated),
}

/// A sample of strata and clusters.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    /// Where the key is, for faults of the whole.
    pub(crate) span: Span,
    /// The header of the strata.
    pub(crate) strata: Option<Spanned<String>>,
    /// The header of the clusters, which are counted by stratum.
    pub(crate) clusters: Option<Spanned<String>>,
    /// How many clusters or respondents could have been drawn.
    pub(crate) population: Option<Population>,
}

/// The number of clusters in the population, or of units in a sample without clusters.
#[derive(Debug, Clone)]
pub(crate) enum Population {
    /// In all.
    All(Spanned<f64>),
    /// In the stratum of each row, under a header.
    Header(Spanned<String>),
}

/// Replicate weights and how variances come of them.
#[derive(Debug, Clone)]
pub(crate) struct Replicated {
    /// Where the key is, for faults of the whole.
    pub(crate) span: Span,
    /// Their headers; a star at the end takes all that begin like this.
    pub(crate) weights: Vec<Spanned<String>>,
    /// What the sum of squares is multiplied by.
    pub(crate) scale: Scale,
    /// What the square of each replicate is multiplied by; empty where nothing.
    pub(crate) scales: Vec<f64>,
    /// The degrees of freedom, where they are declared.
    pub(crate) freedom: Option<f64>,
}

/// What the sum of squared differences is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scale {
    /// As the author says.
    Declared(f64),
    /// 1 / (R (1 − f)²) of R replicates with Fay's factor f.
    Balanced(f64),
    /// (R − 1) / R where each replicate leaves out one of R clusters; 1 where each has a scale of its own.
    Jackknife,
    /// 1 / (R − 1).
    Bootstrap,
}

impl Replicated {
    /// What the sum of squares of so many replicates is multiplied by.
    pub(crate) fn factor(&self, count: usize) -> f64 {
        let r = count as f64;
        match self.scale {
            Scale::Declared(scale) => scale,
            Scale::Balanced(fay) => 1.0 / (r * (1.0 - fay) * (1.0 - fay)),
            Scale::Jackknife if self.scales.is_empty() => (r - 1.0) / r,
            Scale::Jackknife => 1.0,
            Scale::Bootstrap => 1.0 / (r - 1.0),
        }
    }
}

/// A design whose headers were found.
pub(crate) enum Bound {
    /// Strata and clusters by their place among the variables, the population by its column.
    Drawn {
        strata: Option<usize>,
        clusters: Option<usize>,
        population: Option<(usize, Span)>,
        all: Option<f64>,
        span: Span,
    },
    /// Replicate weights by their columns.
    Replicated { columns: Vec<usize>, scale: f64, scales: Vec<f64>, freedom: Option<f64> },
}

/// What is known of the rows of a design.
pub(crate) struct Sample {
    pub(crate) bound: Bound,
    /// The clusters of each stratum, counted over all rows, also those that a filter leaves out.
    pub(crate) strata: Vec<Stratum>,
    units: HashMap<(u32, u32), u32>,
    by_code: HashMap<u32, u32>,
    count: u32,
    /// The rows that are counted.
    pub(crate) rows: Rows,
    numbers: usize,
}

/// A stratum.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stratum {
    /// What it is called.
    pub(crate) name: String,
    /// How many clusters it has.
    pub(crate) clusters: u32,
    /// How many it has in the population.
    pub(crate) population: Option<f64>,
}

/// Rows that are counted, as codes.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The stratum and cluster of each.
    pub(crate) places: Vec<(u32, u32)>,
    /// Their weights.
    pub(crate) weights: Vec<f64>,
    /// Their replicate weights, by replicate.
    pub(crate) replicates: Vec<Vec<f64>>,
    /// Their codes, by axis.
    pub(crate) axes: Vec<Vec<u32>>,
}

impl Sample {
    pub(crate) fn new(bound: Bound, axes: usize) -> Self {
        let replicates = match &bound {
            Bound::Drawn { .. } => 0,
            Bound::Replicated { columns, .. } => columns.len(),
        };
        let rows = Rows {
            replicates: vec![Vec::new(); replicates],
            axes: vec![Vec::new(); axes],
            ..Rows::default()
        };
        Self {
            bound,
            strata: Vec::new(),
            units: HashMap::new(),
            by_code: HashMap::new(),
            count: 0,
            rows,
            numbers: 0,
        }
    }

    /// Whether a column is looked at, beside the variables.
    pub(crate) fn wants(&self, column: usize) -> bool {
        match &self.bound {
            Bound::Drawn { population, .. } => population.as_ref().is_some_and(|(at, _)| *at == column),
            Bound::Replicated { columns, .. } => columns.contains(&column),
        }
    }

    /// The stratum and cluster of a row; all rows are asked, whether they are counted or not.
    pub(crate) fn place(
        &mut self,
        reading: Reading<'_>,
        codes: &[u32],
        variables: &[Variable],
        row: &Row<'_>,
    ) -> Result<(u32, u32), Diagnostic> {
        let Bound::Drawn { strata, clusters, population, all, .. } = &self.bound else { return Ok((0, 0)) };
        let known = |variable: &Option<usize>, what: &str| match variable {
            Some(variable) if codes[*variable] == EMPTY => {
                let message = format!("this respondent has no {what}");
                let at = variables[*variable].at;
                Err(row.fault(Code::MissingName, at, &message).hint(
                    "each respondent of the sample belongs to one: fill the cell, or leave the row out of the file",
                ))
            }
            Some(variable) => Ok(codes[*variable]),
            None => Ok(EMPTY),
        };
        let (stratum_code, cluster_code) = (known(strata, "stratum")?, known(clusters, "cluster")?);
        let next = self.strata.len() as u32;
        let stratum = *self.by_code.entry(stratum_code).or_insert(next);
        if stratum == next {
            let name = strata.map_or("", |variable| variables[variable].words.word(stratum_code));
            self.strata.push(Stratum { name: name.to_owned(), clusters: 0, population: *all });
        }
        let entry = &mut self.strata[stratum as usize];
        if let Some((at, _)) = population {
            let size = match &row.cells.get(*at).map(|cell| &cell.value) {
                Some(Value::Number { value, .. }) => Some(*value),
                Some(Value::Text(text)) if !reading.typed => reading.spec.decimal.parse(text),
                _ => None,
            };
            let Some(size) = size.filter(|size| *size >= 1.0) else {
                return Err(row.fault(Code::NotANumber, *at, "this is no size of a population").hint(
                    "write the number of clusters in the stratum of this row, or of units in a sample without clusters",
                ));
            };
            match entry.population {
                Some(known) if known != size => {
                    let message = format!("the stratum `{}` has two sizes, {known} and {size}", entry.name);
                    return Err(row
                        .fault(Code::WrongNumber, *at, &message)
                        .hint("all rows of a stratum name the same size of its population"));
                }
                _ => entry.population = Some(size),
            }
        }
        let count = self.count;
        let unit = match clusters {
            Some(_) => *self.units.entry((stratum, cluster_code)).or_insert(count),
            None => count,
        };
        if unit == count {
            self.count = self.count.saturating_add(1);
            entry.clusters += 1;
        }
        Ok((stratum, unit))
    }

    /// Keeps a row that is counted.
    pub(crate) fn keep(
        &mut self,
        reading: Reading<'_>,
        place: (u32, u32),
        own: f64,
        row: &Row<'_>,
    ) -> Result<(), Diagnostic> {
        if let Bound::Replicated { columns, .. } = &self.bound {
            for (at, weights) in columns.iter().zip(&mut self.rows.replicates) {
                weights.push(weight(reading, row, *at)?);
            }
        }
        self.numbers += self.rows.replicates.len() + self.rows.axes.len() + 2;
        if self.numbers > MOST_KEPT {
            let message = "the design needs more than 100,000,000 numbers of these respondents";
            return Err(row
                .fault(Code::TooLarge, 0, message)
                .hint("ask for fewer series at once, or take fewer replicate weights"));
        }
        self.rows.places.push(place);
        self.rows.weights.push(own);
        Ok(())
    }

    /// What is wrong with the strata, now that all rows are known.
    pub(crate) fn faults(&self) -> Vec<Diagnostic> {
        let Bound::Drawn { span, population, .. } = &self.bound else { return Vec::new() };
        let span = population.as_ref().map_or(span, |(_, span)| span);
        let mut faults = Vec::new();
        let too_small = self
            .strata
            .iter()
            .find(|stratum| stratum.population.is_some_and(|all| all < f64::from(stratum.clusters)));
        if let Some(stratum) = too_small {
            let of = if stratum.name.is_empty() {
                "the sample".to_owned()
            } else {
                format!("the stratum `{}`", stratum.name)
            };
            let message = format!(
                "{of} has {} clusters, more than its population of {}",
                stratum.clusters,
                stratum.population.unwrap_or_default()
            );
            faults.push(Diagnostic::error(Code::WrongNumber, span.clone(), message).hint(
                "`population-size` is the number of clusters that could have been drawn, or of units where there are no clusters",
            ));
        }
        let is_whole =
            |stratum: &Stratum| stratum.population.is_some_and(|all| all <= f64::from(stratum.clusters));
        let single: Vec<&Stratum> =
            self.strata.iter().filter(|stratum| stratum.clusters < 2 && !is_whole(stratum)).collect();
        if let Some(first) = single.first() {
            let message = match (single.len(), first.name.is_empty()) {
                (_, true) => "the sample has one cluster only".to_owned(),
                (1, _) => format!("the stratum `{}` has one cluster only", first.name),
                (count, _) => format!("{count} strata have one cluster only, such as `{}`", first.name),
            };
            faults.push(
                Diagnostic::error(Code::SingleCluster, span.clone(), format!("{message}: nothing says how far others differ"))
                    .hint("put such a stratum together with the one most like it; if all of its clusters were drawn, say so with `population-size`"),
            );
        }
        faults
    }
}
