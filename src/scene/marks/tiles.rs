//! The ground of key figures.

use super::{area, fill_rects};
use crate::layout::figure::Tile;
use crate::scene::draw::DrawError;
use crate::scene::item::Item;
use crate::units::{Rect, Size};

/// Width of the bar at a tile's left edge, in units.
const EDGE: f32 = 3.0;

/// Draws the tiles.
pub fn draw(tiles: &[Tile], size: Size, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let area = area(size, items);
    let grounds = tiles.iter().map(|tile| (tile.frame, tile.fill));
    let edges = tiles.iter().map(|tile| (Rect { width: EDGE, ..tile.frame }, tile.edge));
    fill_rects(&area, grounds.chain(edges).collect::<Vec<_>>())
}
