//! Key figures: tiles with one large number and a line of text each.

use crate::chart::data::{ChartData, Row};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Plot, Tile};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Point, Rect};

/// How much larger numbers may be than usual, the largest first.
const LARGER: [f32; 3] = [1.7, 1.45, 1.2];

/// Lays out `key-figures`.
pub(crate) fn lay_out(data: &ChartData, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let count = data.rows.len().max(1);
    let across = columns(count, area.width / size);
    let down = count.div_ceil(across);
    let gap = size * 0.9;
    let pad = size * 1.1;
    let width = (area.width - gap * (across - 1) as f32) / across as f32;
    let room = (area.height - gap * (down - 1) as f32) / down as f32;
    let tall = |contents: &[(Block, Block)]| {
        contents.iter().map(|(number, words)| number.height + size * 0.45 + words.height).fold(0.0, f32::max)
    };
    let sized = |share: f32| tiles_of(data, context, width - pad * 2.0, context.scale.figure * share);
    // Numbers are larger where tiles would be half empty.
    let larger = LARGER.into_iter().map(sized).find(|contents| tall(contents) + pad * 2.2 <= room);
    let contents = larger.unwrap_or_else(|| sized(1.0));
    let content = tall(&contents);
    let natural = content + pad * 1.7;
    let height = natural.max(room.min(natural * 2.4));

    let mut labels = Vec::new();
    let mut tiles = Vec::new();
    for (index, (number, words)) in contents.iter().enumerate() {
        let x = area.x + (index % across) as f32 * (width + gap);
        let y = area.y + (index / across) as f32 * (height + gap);
        tiles.push(Tile {
            frame: Rect::new(x, y, width, height),
            fill: context.roles.panel,
            edge: context.roles.accent,
        });
        let top = y + (height - content) / 2.0;
        number.place(Point::new(x + pad, top), Align::Left, &mut labels);
        let at = Point::new(x + pad, top + number.height + size * 0.45);
        words.place(at, Align::Left, &mut labels);
    }
    let mark_box = |(row, tile): (usize, &Tile)| MarkBox { row, column: 0, rect: tile.frame };
    let mark_boxes = tiles.iter().enumerate().map(mark_box).collect();
    let height = height * down as f32 + gap * (down - 1) as f32;
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Tiles(tiles), labels, height) }
}

/// How many tiles go side by side: at most four, and one per 14 em of width; in full rows where possible.
fn columns(count: usize, ems: f32) -> usize {
    let most = ((ems / 14.0) as usize).clamp(1, 4);
    (1..=most.min(count))
        .rev()
        .find(|across| count.is_multiple_of(*across) && (*across > 1 || most == 1))
        .unwrap_or(most.min(count))
}

/// Number and text of each tile; all numbers have the size in which the widest fits its tile.
fn tiles_of(data: &ChartData, context: &LayoutContext<'_>, width: f32, full: f32) -> Vec<(Block, Block)> {
    let text_style =
        TextStyle { style: Style::Bold, size: full, color: context.roles.accent, role: TextRole::Value };
    let text = |row: &Row| data.print_in(row, row.values[0], context.typesetter.language);
    let widths = data.rows.iter().map(|row| context.typesetter.line(&text(row), text_style).width);
    let widest = widths.fold(0.01, f32::max);
    let number =
        TextStyle { size: (full * (width / widest).min(1.0)).max(context.scale.label), ..text_style };
    let words = context.label(TextRole::Category);
    let tile = |row: &Row| {
        (context.typesetter.line(&text(row), number), context.typesetter.block(&row.name, words, width))
    };
    data.rows.iter().map(tile).collect()
}
