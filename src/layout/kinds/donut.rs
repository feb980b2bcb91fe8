//! A ring or disc of a few parts: all parts named beside it, in a ring the main value in the middle.

use crate::layout::colors::Chosen;
use crate::layout::figure::{Plot, Ring};
use crate::layout::shown::{Row, RowKind, Shown};
use crate::layout::typeset::{Align, Block, Type};
use crate::layout::{Ground, Laid};
use crate::text::run::{TextRole, TextRun};
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// Radius of a ring's hole as a share of its radius.
const HOLE: f32 = 0.62;

/// The parts of a whole.
pub(super) struct Parts {
    rows: Vec<Row>,
    /// Their figures.
    pub(super) values: Vec<f64>,
    /// Their colours.
    pub(super) colors: Vec<Color>,
    /// What they are parts of: 100, or their sum where that is more.
    pub(super) whole: f64,
}

impl Parts {
    /// The rows of a chart as parts; nets are left out, since a part must not be drawn twice.
    pub(super) fn new(shown: &Shown, chosen: &Chosen, ground: &Ground<'_>) -> Self {
        let rows: Vec<Row> = shown.rows.iter().filter(|row| row.kind != RowKind::Net).cloned().collect();
        let names: Vec<(String, bool, bool)> =
            rows.iter().map(|row| (row.name.clone(), row.highlighted, row.is_muted())).collect();
        let colors = chosen.parts(&names, ground.roles);
        let values: Vec<f64> = rows.iter().map(|row| row.values[0].unwrap_or(0.0).max(0.0)).collect();
        let whole = values.iter().sum::<f64>().max(100.0);
        Self { rows, values, colors, whole }
    }

    /// The square that the picture fills; picture and list stand together in the middle of the width.
    pub(super) fn frame(&self, ground: &Ground<'_>) -> Rect {
        let (area, size) = (ground.area, ground.scale.label);
        if is_narrow(ground) {
            return Rect::new(area.x, area.y, area.width * 0.7, area.width * 0.7);
        }
        let side = area.height.clamp(size * 13.5, size * 17.5).min(area.width * 0.45);
        let left = area.x + ((area.width - side - size * 3.0 - list_width(ground, side)) / 2.0).max(0.0);
        Rect::new(left, area.y + ((area.height - side) / 2.0).max(0.0), side, side)
    }

    /// The parts with value and name beside the picture; gives the swatches and the height of all.
    pub(super) fn list(
        &self,
        frame: Rect,
        shown: &Shown,
        ground: &Ground<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<(Rect, Color)>, f32) {
        let size = ground.scale.label;
        let below = is_narrow(ground);
        let x = if below { ground.area.x } else { frame.right() + size * 3.0 };
        let swatch = size * 0.85;
        let width = list_width(ground, frame.width) - swatch * 1.7;
        let entries: Vec<(Block, Block)> =
            self.rows.iter().map(|row| entry(row, shown, ground, width)).collect();
        let gap = size * 0.9;
        let tall = |(value, name): &(Block, Block)| value.height + name.height + size * 0.2 + gap;
        let height = entries.iter().map(tall).sum::<f32>() - gap;
        let beside = (frame.center().y - height / 2.0).max(ground.area.y);
        let mut y = if below { frame.bottom() + size } else { beside };
        let end = y + height;
        let mut swatches = Vec::new();
        for (pair, color) in entries.iter().zip(&self.colors) {
            let (value, name) = pair;
            swatches.push((Rect::new(x, y + size * 0.3, swatch, swatch), *color));
            value.place(Point::new(x + swatch * 1.7, y), Align::Left, labels);
            name.place(Point::new(x + swatch * 1.7, y + value.height + size * 0.2), Align::Left, labels);
            y += tall(pair);
        }
        (swatches, frame.bottom().max(end) - ground.area.y)
    }

    /// The rows one a line from `at` on: swatch, value, name, nets before their parts; gives the swatches and the height.
    pub(super) fn lines(
        &self,
        at: Point,
        width: f32,
        shown: &Shown,
        ground: &Ground<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<(Rect, Color)>, f32) {
        let size = ground.scale.label;
        let (swatch, value_width) = (size * 0.85, size * 3.6);
        let mut colors = self.colors.iter();
        let mut swatches = Vec::new();
        let mut y = at.y;
        for row in &shown.rows {
            let net = row.kind == RowKind::Net;
            if let Some(color) = if net { None } else { colors.next() } {
                swatches.push((Rect::new(at.x, y + size * 0.05, swatch, swatch), *color));
            }
            let text = shown.print(row.values[0], ground.typesetter.language);
            let value = ground.typesetter.line(&text, ground.value());
            let x = at.x + swatch * 1.7 + value_width;
            let style = if net { Style::Semibold } else { Style::Regular };
            let kind = Type { style, ..ground.label(TextRole::Category) };
            let name = ground.typesetter.block(&row.name, kind, width - (x - at.x) - size * 0.6);
            value.place(Point::new(x, y), Align::Right, labels);
            name.place(Point::new(x + size * 0.6, y), Align::Left, labels);
            y += name.height + size * 0.5;
        }
        (swatches, y - at.y)
    }

    fn main(&self) -> Option<&Row> {
        let largest = (0..self.values.len()).max_by(|a, b| self.values[*a].total_cmp(&self.values[*b]));
        self.rows.iter().find(|row| row.highlighted).or_else(|| self.rows.get(largest?))
    }
}

/// Lays out `donut` and, without a hole, `pie`.
pub(in crate::layout) fn lay(shown: &Shown, chosen: &Chosen, disc: bool, ground: &Ground<'_>) -> Laid {
    let parts = Parts::new(shown, chosen, ground);
    let frame = parts.frame(ground);
    let mut labels = Vec::new();
    if let Some(row) = parts.main().filter(|_| !disc) {
        let kind = Type { style: Style::Bold, size: frame.width * 0.2, ..ground.value() };
        let block = ground.typesetter.line(&shown.print(row.values[0], ground.typesetter.language), kind);
        block.place_middle(frame.center(), Align::Center, &mut labels);
    }
    let (swatches, height) = parts.list(frame, shown, ground, &mut labels);
    let whole = parts.whole;
    Laid {
        plot: Plot::Ring(Ring {
            frame,
            hole: if disc { 0.0 } else { HOLE },
            parts: parts.values.iter().map(|value| value / whole).zip(parts.colors).collect(),
            gap: ground.roles.background,
            swatches,
        }),
        labels,
        height,
    }
}

/// Whether words beside the picture would be cut to pieces, so that they stand below it.
fn is_narrow(ground: &Ground<'_>) -> bool {
    ground.area.width < ground.scale.label * 18.0
}

fn list_width(ground: &Ground<'_>, side: f32) -> f32 {
    let size = ground.scale.label;
    if is_narrow(ground) {
        return ground.area.width;
    }
    (ground.area.width - side - size * 3.0).min(size * 19.0)
}

fn entry(row: &Row, shown: &Shown, ground: &Ground<'_>, width: f32) -> (Block, Block) {
    let rest = row.is_muted();
    let color = if rest { ground.roles.quiet } else { ground.roles.text };
    let number = Type { size: ground.scale.label * 1.3, color, ..ground.value() };
    let name = Type { color, ..ground.label(TextRole::Category) };
    (
        ground.typesetter.line(&shown.print(row.values[0], ground.typesetter.language), number),
        ground.typesetter.block(&row.name, name, width),
    )
}
