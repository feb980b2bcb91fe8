//! A data set as a series file describes it, before it is read.

use crate::import::dataset::condition::Condition;
use crate::spec::yaml::{Key, Node};
use crate::survey::waves::Wave;

/// A data set as it is described: once, or once for each wave.
pub(in crate::import::series_file) struct Edition {
    /// The wave, if the survey has some.
    pub(in crate::import::series_file) wave: Option<Wave>,
    /// Its rows in a file of several waves.
    pub(in crate::import::series_file) rows: Option<Condition>,
    /// The ids of questions that it did not ask.
    pub(in crate::import::series_file) not_asked: Vec<String>,
    /// The key `dataset`, with what the wave says of it.
    pub(in crate::import::series_file) dataset: Node,
    /// The questions, with what the wave says of them.
    pub(in crate::import::series_file) questions: Vec<(Key, Node)>,
    /// The breaks.
    pub(in crate::import::series_file) breaks: Vec<(Key, Node)>,
}
