//! Cross tables: `heatmap` shades its cells, `table` has bars in them.

use super::bars;
use crate::layout::colors::{Chosen, legible};
use crate::layout::figure::{Cells, Leader, Plot};
use crate::layout::shown::{Row, Shown};
use crate::layout::typeset::{Align, Block, Type};
use crate::layout::{Ground, Laid};
use crate::text::run::{TextRole, TextRun};
use crate::theme;
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// What fills a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) enum Fill {
    /// A shade by the figure: `heatmap`.
    Shade,
    /// A bar by the figure: `table`.
    Bar,
}

/// Lays out `heatmap` and `table`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, fill: Fill, ground: &Ground<'_>) -> Laid {
    let (area, size) = (ground.area, ground.scale.label);
    let names = bars::names(shown, ground);
    let start = area.x + names.width + size * 0.9;
    let width = (area.right() - start) / shown.columns.len().max(1) as f32;
    let heads: Vec<Block> = shown.columns.iter().map(|column| head(&column.name, width, ground)).collect();
    let head_height = heads.iter().map(|block| block.height).fold(0.0, f32::max);
    let head_height = if head_height > size * 0.3 { head_height + size * 0.55 } else { 0.0 };
    let heights: Vec<f32> =
        (0..shown.rows.len()).map(|row| (size * 1.25).max(names.height(row)) + size * 0.7).collect();
    let factor = ground.stretch(head_height + heights.iter().sum::<f32>(), 1.8);

    let mut labels = Vec::new();
    let mut cells = Cells::default();
    for (index, block) in heads.iter().enumerate() {
        let x = start + width * (index as f32 + 0.5);
        let y = area.y + head_height - size * 0.55 - block.height;
        block.place(Point::new(x, y), Align::Center, &mut labels);
    }
    let row_colors = chosen.rows(shown, ground.roles);
    let figures: Vec<f32> = (0..heads.len()).map(|column| figures_width(column, shown, ground)).collect();
    let mut y = area.y + head_height;
    for (index, row) in shown.rows.iter().enumerate() {
        let height = heights[index] * factor;
        names.place(index, area.x, y + height / 2.0, &mut labels);
        for (column, width_of_figures) in figures.iter().enumerate() {
            let cell = Rect::new(start + width * column as f32, y, width, height);
            match fill {
                Fill::Shade => shade((row, column), cell, shown, ground, &mut cells, &mut labels),
                Fill::Bar => {
                    let look = (row_colors[index], *width_of_figures);
                    bar((row, column), cell, look, shown, ground, &mut cells, &mut labels);
                }
            }
        }
        y += height;
        if fill == Fill::Bar {
            let points = vec![Point::new(area.x, y), Point::new(area.right(), y)];
            cells.lines.push(Leader { points, color: ground.roles.grid });
        }
    }
    Laid { plot: Plot::Cells(cells), labels, height: y - area.y }
}

/// All figures of a column end at one line, and their bars begin behind it.
fn figures_width(column: usize, shown: &Shown, ground: &Ground<'_>) -> f32 {
    let print = |row: &Row| shown.print_cell(row, column, ground.typesetter.language);
    let widths = shown.rows.iter().map(|row| ground.typesetter.line(&print(row), ground.value()).width);
    let size = ground.scale.label;
    widths.fold(size * 2.7, f32::max) + size * 0.4
}

fn head(name: &str, width: f32, ground: &Ground<'_>) -> Block {
    let kind = Type { style: Style::Semibold, ..ground.small(TextRole::Legend) };
    ground.typesetter.block(name, kind, width - ground.scale.small * 0.6)
}

fn shade(
    (row, column): (&Row, usize),
    cell: Rect,
    shown: &Shown,
    ground: &Ground<'_>,
    cells: &mut Cells,
    labels: &mut Vec<TextRun>,
) {
    let (roles, value) = (ground.roles, row.values[column]);
    let (least, most) = (shown.min().min(0.0), shown.max());
    let share = value.map_or(0.0, |value| ((value - least) / (most - least).max(1e-9)) as f32);
    let shade = || legible(roles.panel.mix(roles.accent, share), roles);
    let fill = if value.is_some() { shade() } else { roles.background };
    let inner = Rect::new(cell.x + 1.0, cell.y + 1.0, cell.width - 2.0, cell.height - 2.0);
    cells.cells.push((inner, fill));
    let color = if value.is_some() { theme::text_on(fill, roles) } else { roles.quiet };
    let kind = Type { color, ..ground.value() };
    let block = ground.typesetter.line(&shown.print_cell(row, column, ground.typesetter.language), kind);
    block.place_middle(cell.center(), Align::Center, labels);
}

fn bar(
    (row, column): (&Row, usize),
    cell: Rect,
    (color, figures): (Color, f32),
    shown: &Shown,
    ground: &Ground<'_>,
    cells: &mut Cells,
    labels: &mut Vec<TextRun>,
) {
    let (size, value) = (ground.scale.label, row.values[column]);
    let room = cell.width - figures - size * 1.3;
    let kind = Type {
        color: if value.is_some() { ground.roles.text } else { ground.roles.quiet },
        ..ground.value()
    };
    let block = ground.typesetter.line(&shown.print_cell(row, column, ground.typesetter.language), kind);
    let x = cell.x + figures;
    block.place_middle(Point::new(x, cell.center().y), Align::Right, labels);
    if let Some(value) = value.filter(|value| *value > 0.0 && room > size) {
        let length = room * (value / shown.max()) as f32;
        let thick = (cell.height * 0.5).min(size * 1.4);
        cells.cells.push((Rect::new(x + size * 0.5, cell.center().y - thick / 2.0, length, thick), color));
    }
}
