//! What is to be counted in one pass over a table of respondents.

use super::axis::Axis;
use super::condition::Condition;
use super::design::Design;
use crate::import::labels::Labels;
use crate::spec::Spanned;

/// What is to be counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// The weights.
    pub(crate) weight: Option<Spanned<String>>,
    /// Whether the author declines the weights that the file names.
    pub(crate) is_unweighted: bool,
    /// How the sample was drawn, where that is known.
    pub(crate) design: Option<Design>,
    /// The rows of the wave that is counted: others are of other samples.
    pub(crate) rows: Option<Condition>,
    /// The respondents that are counted.
    pub(crate) filter: Option<Condition>,
    /// What they are counted by.
    pub(crate) axes: Vec<Axis>,
    /// The most answers that a respondent may have ticked, by axis.
    pub(crate) most_answers: Vec<Option<u32>>,
    /// Which axes are counted against each other: answers, groups.
    pub(crate) tables: Vec<(usize, usize)>,
    /// What codes are called, by header, for those who name them in conditions.
    pub(crate) labels: Vec<(String, Labels)>,
}
