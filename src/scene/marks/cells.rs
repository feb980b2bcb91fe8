//! Cells of a table, a heat map or a waffle.

use super::{area, fill_rects, stroke_lines};
use crate::layout::figure::Cells;
use crate::scene::draw::DrawError;
use crate::scene::item::Item;
use crate::units::Size;

/// Draws the cells and the lines over them.
pub fn draw(plot: &Cells, size: Size, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let area = area(size, items);
    fill_rects(&area, plot.cells.iter().copied())?;
    stroke_lines(&area, &plot.lines, 0.6)
}
