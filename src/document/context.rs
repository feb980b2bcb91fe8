//! Shared inputs of all blocks of a document.

use super::paragraph::Setter;
use super::styles::Styles;
use crate::language::Words;
use crate::story::Chart;
use crate::theme::Theme;

/// What every block needs to be set.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Sets text.
    pub setter: Setter<'a>,
    /// The styles.
    pub styles: &'a Styles,
    /// Colours, page and logo.
    pub theme: &'a Theme,
    /// Fixed phrases in the language of the document.
    pub words: &'a Words,
}

/// A chart with its number in the document.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    /// The number, from 1.
    pub number: usize,
    /// The number of the table that holds its data.
    pub table: usize,
    /// The chart.
    pub chart: &'a Chart,
}
