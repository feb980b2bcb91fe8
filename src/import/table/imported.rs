//! What a table says of a series, whatever form it has.

use crate::survey::series::Category;

/// What a table says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// The columns; empty where there is only one.
    pub columns: Vec<String>,
    /// The rows.
    pub categories: Vec<Category>,
    /// How many answers were counted, where the table holds answers.
    pub sizes: Option<Sizes>,
    /// The figures of the nets that were asked for, by net and column, where persons were counted.
    pub nets: Vec<Vec<Option<f64>>>,
}

/// How many answers were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    /// In all.
    pub n: u32,
    /// What is left of that after weighting.
    pub n_effective: Option<u32>,
    /// In single columns.
    pub columns: Vec<(String, u32)>,
}
