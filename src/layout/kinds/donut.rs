//! A ring of two or three parts: the main value in its middle, all parts named beside it.

use crate::layout::colors::Chosen;
use crate::layout::figure::{Plot, Ring};
use crate::layout::shown::{Row, RowKind, Shown};
use crate::layout::typeset::{Align, Block, Type};
use crate::layout::{Ground, Laid};
use crate::text::run::TextRole;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// Lays out `donut`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Laid {
    let (area, size) = (ground.area, ground.scale.label);
    let rows: Vec<&Row> = shown.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let parts: Vec<(String, bool, bool)> =
        rows.iter().map(|row| (row.name.clone(), row.highlighted, row.kind == RowKind::Remainder)).collect();
    let colors = chosen.parts(&parts, ground.roles);
    let values: Vec<f64> = rows.iter().map(|row| row.values[0].unwrap_or(0.0).max(0.0)).collect();
    let whole = values.iter().sum::<f64>().max(100.0);

    let side = area.height.clamp(size * 13.5, size * 17.5).min(area.width * 0.45);
    // Ring and list stand together in the middle of the width.
    let list_width = (area.width - side - size * 3.0).min(size * 19.0);
    let left = area.x + ((area.width - side - size * 3.0 - list_width) / 2.0).max(0.0);
    let top = area.y + ((area.height - side) / 2.0).max(0.0);
    let frame = Rect::new(left, top, side, side);

    let mut labels = Vec::new();
    let main = rows.iter().position(|row| row.highlighted).unwrap_or_else(|| largest(&values));
    if let Some(row) = rows.get(main) {
        let kind = Type { style: Style::Bold, size: side * 0.2, ..ground.value() };
        let block = ground.typesetter.line(&shown.print(row.values[0], ground.typesetter.language), kind);
        block.place_middle(frame.center(), Align::Center, &mut labels);
    }

    let x = frame.right() + size * 3.0;
    let swatch = size * 0.85;
    let entries: Vec<(Block, Block)> =
        rows.iter().map(|row| entry(row, shown, ground, list_width - swatch * 1.7)).collect();
    let gap = size * 0.9;
    let height: f32 = entries.iter().map(|(value, name)| value.height + name.height + size * 0.2 + gap).sum();
    let mut y = frame.center().y - (height - gap) / 2.0;
    let mut swatches = Vec::new();
    for ((value, name), color) in entries.iter().zip(&colors) {
        swatches.push((Rect::new(x, y + size * 0.3, swatch, swatch), *color));
        value.place(Point::new(x + swatch * 1.7, y), Align::Left, &mut labels);
        name.place(Point::new(x + swatch * 1.7, y + value.height + size * 0.2), Align::Left, &mut labels);
        y += value.height + name.height + size * 0.2 + gap;
    }
    Laid {
        plot: Plot::Ring(Ring {
            frame,
            hole: 0.62,
            parts: values.iter().map(|value| value / whole).zip(colors).collect(),
            gap: ground.roles.background,
            swatches,
        }),
        labels,
        height: (frame.bottom().max(y - gap) - area.y).max(height - gap),
    }
}

fn largest(values: &[f64]) -> usize {
    (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or(0)
}

fn entry(row: &Row, shown: &Shown, ground: &Ground<'_>, width: f32) -> (Block, Block) {
    let rest = row.kind == RowKind::Remainder;
    let color = if rest { ground.roles.quiet } else { ground.roles.text };
    let number = Type { size: ground.scale.label * 1.3, color, ..ground.value() };
    let name = Type { color, ..ground.label(TextRole::Category) };
    (
        ground.typesetter.line(&shown.print(row.values[0], ground.typesetter.language), number),
        ground.typesetter.block(&row.name, name, width),
    )
}
