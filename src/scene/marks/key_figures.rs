//! The background of key figures.

use super::{Sheet, fill_rects};
use crate::layout::figure::Tile;
use crate::scene::item::Item;
use crate::scene::recorder::DrawError;
use crate::units::Rect;

/// Width of the bar at a tile's left edge, in units.
const EDGE: f32 = 3.0;

/// Draws the tiles and the bars at their left edges.
pub fn draw(tiles: &[Tile], sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let area = sheet.area(items);
    let backgrounds = tiles.iter().map(|tile| (tile.frame, tile.fill));
    let edges = tiles.iter().map(|tile| (Rect { width: EDGE, ..tile.frame }, tile.edge));
    fill_rects(&area, backgrounds.chain(edges).collect::<Vec<_>>())
}
