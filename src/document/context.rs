//! What every part of a document is handed.

use super::paragraph::Setter;
use super::styles::Styles;
use crate::language::Words;
use crate::story::Chart;
use crate::theme::Theme;

/// What every part of a document needs to set itself.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Sets text.
    pub setter: Setter<'a>,
    /// The styles.
    pub styles: &'a Styles,
    /// The look.
    pub theme: &'a Theme,
    /// The program's own words.
    pub words: &'a Words,
}

/// A chart with its number in the document.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    /// The number, from 1.
    pub number: usize,
    /// The chart.
    pub chart: &'a Chart,
}
