//! What a table says of a series, whatever form it has.

use crate::survey::base::Size;
use crate::survey::intervals::Group;
use crate::survey::overlap::Pairs;
use crate::survey::precision::Line;
use crate::survey::read_from::ReadFrom;
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
    /// The figures of the nets that were asked for, by net and column, where respondents were counted.
    pub nets: Vec<Vec<Option<f64>>>,
    /// The wording of the question, where the file has it.
    pub question: Option<String>,
    /// The flags of figures, as a note.
    pub notes: Option<String>,
    /// Whether the answers were listed, so that those which nobody gave are among the categories.
    pub is_listed: bool,
    /// What the columns hold, where answers were counted by groups.
    pub groups: Vec<Group>,
    /// How far they vary by the design of the sample, by row: one for each category, then one for each net.
    pub precision: Vec<Line>,
    /// What pairs of answers have in common, by column.
    pub pairs: Vec<Pairs>,
    /// Which cells they were read from.
    pub read: Option<ReadFrom>,
}

/// How many answers were counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sizes {
    /// In all, where that is known.
    pub n: Option<u32>,
    /// What is left of that after weighting.
    pub n_effective: Option<f64>,
    /// In single columns.
    pub columns: Vec<(String, Size)>,
    /// Of single items, where each category is a question of its own.
    pub rows: Vec<(String, Size)>,
}
