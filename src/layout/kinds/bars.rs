//! Horizontal bars, one or a few a category, with the value at each bar's end.

use crate::layout::colors::Chosen;
use crate::layout::figure::{Bar, Bars, Direction, Plot, Whisker};
use crate::layout::shown::{Row, RowKind, Shown};
use crate::layout::typeset::{Align, Block, Type};
use crate::layout::{Ground, Laid, legend};
use crate::text::run::{TextRole, TextRun};
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// The most of the width that names may take.
const NAME_SHARE: f32 = 0.42;

/// The names of rows, set and measured.
pub(super) struct Names {
    blocks: Vec<(Block, f32)>,
    /// Width of the widest name with its indent.
    pub(super) width: f32,
}

/// Sets the rows' names: highlighted ones and nets in semibold, parts of a net indented.
pub(super) fn names(shown: &Shown, ground: &Ground<'_>) -> Names {
    let limit = ground.area.width * NAME_SHARE;
    let blocks: Vec<(Block, f32)> = shown.rows.iter().map(|row| name(row, ground, limit)).collect();
    let width = blocks.iter().map(|(block, indent)| block.width + indent).fold(0.0, f32::max);
    Names { blocks, width }
}

fn name(row: &Row, ground: &Ground<'_>, limit: f32) -> (Block, f32) {
    let strong = row.highlighted || row.kind == RowKind::Net;
    let indent = if row.part_of.is_some() { ground.scale.label } else { 0.0 };
    let kind = Type {
        style: if strong { Style::Semibold } else { Style::Regular },
        color: if row.is_muted() { ground.roles.quiet } else { ground.roles.text },
        ..ground.label(TextRole::Category)
    };
    (ground.typesetter.block(&row.name, kind, limit - indent), indent)
}

impl Names {
    /// The height of a row's name.
    pub(super) fn height(&self, row: usize) -> f32 {
        self.blocks[row].0.height
    }

    /// Places a row's name with its middle at `y`.
    pub(super) fn place(&self, row: usize, x: f32, y: f32, into: &mut Vec<TextRun>) {
        let (block, indent) = &self.blocks[row];
        block.place_middle(Point::new(x + indent, y), Align::Left, into);
    }
}

/// Lays out `bar` and `grouped-bar`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    let area = ground.area;
    let size = ground.scale.label;
    let per_row = shown.columns.len();
    let column_colors = chosen.columns(&shown.columns, ground.roles);
    let row_colors = chosen.rows(shown, ground.roles);
    let names = names(shown, ground);
    let values: Vec<Vec<Block>> = shown.rows.iter().map(|row| set_values(row, shown, ground)).collect();
    let value_width = values.iter().flatten().map(|block| block.width).fold(0.0, f32::max);
    let least = shown.min().min(0.0);
    // Bars to the left of zero have their values at their left.
    let before_zero = if least < 0.0 { value_width + size * 0.5 } else { 0.0 };
    let start = area.x + names.width + size * 0.8 + before_zero;
    let length = (area.right() - start - value_width - size * 0.5).max(size);
    let most = shown.max();
    let x_of = |value: f64| start + length * ((value - least) / (most - least)) as f32;

    let entries: Vec<(String, Color)> = shown
        .columns
        .iter()
        .zip(&column_colors)
        .filter(|(column, _)| per_row > 1 || !column.name.is_empty())
        .map(|(column, color)| (column.name.clone(), *color))
        .collect();
    let legend = legend::lay(&entries, ground, start);

    let natural = if per_row > 1 { size * 1.12 } else { size * 1.3 };
    // Many rows stand closer: the eye needs less help to keep them apart than room to see them all.
    let gap = size
        * match (per_row > 1, shown.rows.len() > 20) {
            (true, false) => 0.85,
            (false, false) => 0.62,
            (_, true) => 0.3,
        };
    let heights = |thick: f32, gap: f32| -> Vec<f32> {
        (0..shown.rows.len()).map(|row| (thick * per_row as f32).max(names.height(row)) + gap).collect()
    };
    let total: f32 = legend.height + heights(natural, gap).iter().sum::<f32>();
    let factor = ground.stretch(total, if per_row > 1 { 2.4 } else { 2.6 });
    let (thick, gap) = (natural * factor, gap * factor);

    let mut labels = legend.labels;
    let mut bars = Vec::new();
    let mut whiskers = Vec::new();
    let mut y = legend.height;
    for (index, (row, height)) in shown.rows.iter().zip(heights(thick, gap)).enumerate() {
        let middle = y + height / 2.0;
        names.place(index, area.x, area.y + middle, &mut labels);
        let top = middle - thick * per_row as f32 / 2.0;
        for (column, value) in row.values.iter().enumerate() {
            let across = (top + thick * column as f32, top + thick * (column + 1) as f32);
            let fill = if per_row > 1 { column_colors[column] } else { row_colors[index] };
            let end = value.unwrap_or(0.0);
            bars.push(Bar { across, span: (0.0, end), fill, parted: column > 0 });
            let (gap, align) =
                if end < 0.0 { (-size * 0.4, Align::Right) } else { (size * 0.4, Align::Left) };
            let mut reach = end;
            if let Some(span) = row.interval(column).filter(|_| shown.error_bars) {
                reach = span.1;
                whiskers.push(Whisker {
                    across: f64::from(across.0 + across.1) / 2.0,
                    span,
                    cap: (thick * 0.22).min(size * 0.35),
                    color: ground.roles.text,
                    edge: ground.roles.background,
                });
            }
            let at = Point::new(x_of(reach) + gap, area.y + (across.0 + across.1) / 2.0);
            values[index][column].place_middle(at, align, &mut labels);
        }
        y += height;
    }
    Laid {
        plot: Plot::Bars(Bars {
            ground: ground.roles.background,
            frame: Rect::new(start, area.y, length, y),
            direction: Direction::Right,
            hatches: Vec::new(),
            swatch_hatches: Vec::new(),
            domain: (least, most),
            grid: Vec::new(),
            bars,
            baseline: (least < 0.0).then_some(ground.roles.quiet),
            swatches: legend.swatches,
            leaders: Vec::new(),
            whiskers,
        }),
        labels,
        height: y,
    }
}

fn set_values(row: &Row, shown: &Shown, ground: &Ground<'_>) -> Vec<Block> {
    let print = |(column, value): (usize, &Option<f64>)| {
        let kind = match value {
            None => Type { color: ground.roles.quiet, style: Style::Regular, ..ground.value() },
            Some(_) => ground.value(),
        };
        ground.typesetter.line(&shown.print_cell(row, column, ground.typesetter.language), kind)
    };
    row.values.iter().enumerate().map(print).collect()
}
