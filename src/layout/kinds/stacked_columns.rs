//! Upright bars, divided: one a row of the table, with a legend above.

use super::stacks::Table;
use crate::layout::colors::Chosen;
use crate::layout::figure::{Bar, Bars, Direction, Plot};
use crate::layout::shown::Shown;
use crate::layout::typeset::{Align, Block, Type};
use crate::layout::{Ground, Laid, legend};
use crate::spec::chart::Labels;
use crate::text::run::TextRole;
use crate::theme;
use crate::units::{Color, Point, Rect};

/// Lays out `stacked-column`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, show: Labels, ground: &Ground<'_>) -> Laid {
    let table = Table::new(shown);
    let (area, size, rows) = (ground.area, ground.scale.label, &table.shown.rows);
    let colors = chosen.parts(&table.parts, ground.roles);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|part| part.0.clone()).zip(colors.iter().copied()).collect();
    let legend = legend::lay(&entries, ground, area.x);
    let whole = table.whole();
    let band = area.width / rows.len().max(1) as f32;
    let kind = ground.label(TextRole::Category);
    let names: Vec<Block> =
        rows.iter().map(|row| ground.typesetter.block(&row.name, kind, band - size * 0.6)).collect();
    let foot = names.iter().map(|block| block.height).fold(0.0, f32::max) + size * 0.6;
    let height = (area.height - legend.height - foot).max(size * 14.0);
    let thick = (band * 0.66).min(size * 8.0);
    let bottom = area.y + legend.height + height;

    let mut labels = legend.labels;
    let mut bars = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let middle = band * (index as f32 + 0.5);
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let across = (middle - thick / 2.0, middle + thick / 2.0);
            bars.push(Bar { across, span: (from, from + value), fill: colors[part], parted: from > 0.0 });
            let kind = Type { color: theme::text_on(colors[part], ground.roles), ..ground.value() };
            let text = shown.print(Some(value), ground.typesetter.language);
            let block = ground.typesetter.line(&text, kind);
            let room = height * (value / whole) as f32;
            if block.height <= room
                && block.width <= thick
                && show.hide_below.is_none_or(|least| value >= least)
            {
                let y = bottom - height * ((from + value / 2.0) / whole) as f32;
                block.place_middle(Point::new(area.x + middle, y), Align::Center, &mut labels);
            }
            from += value;
        }
        names[index].place(Point::new(area.x + middle, bottom + size * 0.5), Align::Center, &mut labels);
    }
    Laid {
        plot: Plot::Bars(Bars {
            ground: ground.roles.background,
            frame: Rect::new(area.x, area.y + legend.height, area.width, height),
            direction: Direction::Up,
            hatches: Vec::new(),
            swatch_hatches: Vec::new(),
            domain: (0.0, whole),
            grid: Vec::new(),
            bars,
            baseline: Some(ground.roles.quiet),
            swatches: legend.swatches,
            leaders: Vec::new(),
            whiskers: Vec::new(),
        }),
        labels,
        height: legend.height + height + foot,
    }
}
