//! Shared inputs of all blocks of a document.

use super::paragraph::Setter;
use super::styles::Styles;
use crate::language::{Language, Words, fill};
use crate::scene::Scene;
use crate::story::Chart;
use crate::theme::Theme;
use crate::units::Direction;

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

impl Context<'_> {
    /// A drawing as it is placed on a page. A page that is read from right to left is mirrored when it is finished, and its
    /// drawings keep their sides.
    pub fn for_page(&self, scene: Scene) -> Scene {
        match self.setter.language.direction() {
            Direction::LeftToRight => scene,
            Direction::RightToLeft => scene.mirrored(),
        }
    }
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

impl Numbered<'_> {
    /// The alternative text of its figure. Where a table has all figures, it says which one instead of all figures.
    pub fn alternative(&self, words: &Words, language: Language) -> String {
        let Chart { scene, alt_beside_table: beside, .. } = self.chart;
        if *beside == scene.alt {
            return scene.alt.clone();
        }
        let voice = language.voice();
        let table = match self.chart.appendix {
            true => fill(voice.all_figures, &[&format!("{}\u{a0}{}", words.table, self.table)]),
            false if self.chart.table_below => voice.all_below.to_owned(),
            false => return scene.alt.clone(),
        };
        format!("{beside} {table}.")
    }
}
