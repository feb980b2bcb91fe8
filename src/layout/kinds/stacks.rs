//! Bars of 100 %, divided into parts: one a row with a legend above, or a single one with direct labels.

use super::{bars, single_stack};
use crate::data::series::{By, Unit};
use crate::layout::colors::Chosen;
use crate::layout::figure::{Bar, Bars, Direction, Plot};
use crate::layout::shown::{Column, Row, RowKind, Shown};
use crate::layout::typeset::{Align, Type};
use crate::layout::{Ground, Laid, legend};
use crate::spec::chart::Labels;
use crate::text::run::TextRole;
use crate::theme;
use crate::units::{Color, Point, Rect};

/// A part of each bar: its name, whether it is highlighted, whether it is the remainder.
pub(super) type Part = (String, bool, bool);

/// Lays out `stacked-bar`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, show: Labels, ground: &Ground<'_>) -> Laid {
    if shown.columns.len() == 1 {
        return single_stack::lay(shown, chosen, ground);
    }
    let table = Table::new(shown);
    rows(&table, shown, chosen, show, ground)
}

/// The bars and their parts, whichever way the series lies.
pub(super) struct Table {
    pub(super) shown: Shown,
    pub(super) parts: Vec<Part>,
}

impl Table {
    /// Rows are bars and columns parts where each category is an item; the other way round for subgroups.
    pub(super) fn new(shown: &Shown) -> Self {
        let by_item = shown.sources.iter().all(|series| series.by == By::Item);
        let shown = if by_item { shown.clone() } else { turned(shown) };
        let parts = shown
            .columns
            .iter()
            .map(|column| (column.name.clone(), column.highlighted, column.remainder))
            .collect();
        Self { shown, parts }
    }

    /// What a bar is divided into: 100 for shares, the largest sum for other figures.
    pub(super) fn whole(&self) -> f64 {
        let sums = self.shown.rows.iter().map(|row| row.values.iter().flatten().sum::<f64>());
        let most = sums.fold(0.1, f64::max);
        if self.shown.unit == Unit::Percent { most.max(100.0) } else { most }
    }
}

/// Rows and columns exchanged; nets are left out, since a part must not be drawn twice.
fn turned(shown: &Shown) -> Shown {
    let kept: Vec<&Row> = shown.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let columns = kept
        .iter()
        .map(|row| Column {
            name: row.name.clone(),
            highlighted: row.highlighted,
            remainder: row.is_muted(),
            missing: row.kind == RowKind::Missing,
            small: None,
            n: None,
        })
        .collect();
    let rows = shown
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| Row {
            name: column.name.clone(),
            values: kept.iter().map(|row| row.values[index]).collect(),
            kind: RowKind::Category,
            highlighted: column.highlighted,
            part_of: None,
            own: None,
            notes: Vec::new(),
        })
        .collect();
    Shown { columns, rows, ..shown.clone() }
}

fn rows(table: &Table, source: &Shown, chosen: &Chosen, show: Labels, ground: &Ground<'_>) -> Laid {
    let (area, size, shown) = (ground.area, ground.scale.label, &table.shown);
    let whole = table.whole();
    let colors = chosen.parts(&table.parts, ground.roles);
    let names = bars::names(shown, ground);
    let start = area.x + names.width + size * 0.8;
    let length = (area.right() - start).max(size);
    let entries: Vec<(String, Color)> =
        table.parts.iter().map(|(name, ..)| name.clone()).zip(colors.iter().copied()).collect();
    let legend = legend::lay(&entries, ground, area.x);

    let (natural, gap) = (size * 1.9, size * 0.75);
    let heights = |thick: f32, gap: f32| -> Vec<f32> {
        (0..shown.rows.len()).map(|row| thick.max(names.height(row)) + gap).collect()
    };
    let total: f32 = legend.height + heights(natural, gap).iter().sum::<f32>();
    let factor = ground.stretch(total, 2.0);
    let (thick, gap) = (natural * factor, gap * factor);

    let mut labels = legend.labels;
    let mut bars = Vec::new();
    let mut y = legend.height;
    for (index, (row, height)) in shown.rows.iter().zip(heights(thick, gap)).enumerate() {
        let middle = y + height / 2.0;
        names.place(index, area.x, area.y + middle, &mut labels);
        let mut from = 0.0;
        for (part, value) in row.values.iter().enumerate() {
            let Some(value) = value.filter(|value| *value > 0.0) else { continue };
            let across = (middle - thick / 2.0, middle + thick / 2.0);
            bars.push(Bar { across, span: (from, from + value), fill: colors[part], parted: from > 0.0 });
            let kind = Type { color: theme::text_on(colors[part], ground.roles), ..ground.value() };
            let text = source.print(Some(value), ground.typesetter.language);
            let block = ground.typesetter.line(&text, kind);
            let room = length * (value / whole) as f32 - size * 0.4;
            if block.width <= room && show.hide_below.is_none_or(|least| value >= least) {
                let x = start + length * ((from + value / 2.0) / whole) as f32;
                block.place_middle(Point::new(x, area.y + middle), Align::Center, &mut labels);
            }
            from += value;
        }
        if row.values.iter().all(Option::is_none) {
            let quiet = Type { color: ground.roles.quiet, ..ground.label(TextRole::Value) };
            let block = ground.typesetter.line(&absent(&row.name, source, ground), quiet);
            block.place_middle(Point::new(start, area.y + middle), Align::Left, &mut labels);
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
            domain: (0.0, whole),
            grid: Vec::new(),
            bars,
            baseline: None,
            swatches: legend.swatches,
            leaders: Vec::new(),
            whiskers: Vec::new(),
        }),
        labels,
        height: y,
    }
}

/// What stands in place of a bar without figures; its column was turned into a row.
fn absent(name: &str, source: &Shown, ground: &Ground<'_>) -> String {
    let empty = Row {
        name: name.to_owned(),
        values: Vec::new(),
        kind: RowKind::Category,
        highlighted: false,
        part_of: None,
        own: None,
        notes: Vec::new(),
    };
    let column = source.columns.iter().position(|column| column.name == name).unwrap_or(0);
    source.print_cell(&empty, column, ground.typesetter.language)
}
