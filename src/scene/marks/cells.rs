//! Cells of a table, a heat map or a waffle.

use super::{Sheet, fill_rects, hatch, stroke_lines};
use crate::layout::figure::Cells;
use crate::scene::item::Item;
use crate::scene::recorder::DrawError;

/// Draws the cells with their hatching and the lines over them.
pub fn draw(plot: &Cells, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    fill_rects(&sheet.area(items), plot.cells.iter().copied())?;
    hatch(&plot.hatches, sheet.strokes.pattern, items);
    stroke_lines(&sheet.area(items), &plot.lines, sheet.strokes.grid)
}
