//! The parts of a whole and the list that names them, beside or below the drawing.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row, RowKind};
use crate::layout::context::LayoutContext;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// The parts of a whole.
pub(super) struct Parts {
    /// Indices of the rows that are parts. Nets are left out: their parts would be drawn twice.
    pub(super) rows: Vec<usize>,
    /// Their values; a missing value counts as 0.
    pub(super) values: Vec<f64>,
    /// Their colours.
    pub(super) colors: Vec<Color>,
    /// The whole: 100, or the sum of the parts if that is more.
    pub(super) whole: f64,
}

/// A square for the drawing, with the list of its parts.
pub(super) struct Listed {
    /// The square.
    pub(super) frame: Rect,
    /// The swatches of the list.
    pub(super) swatches: Vec<(Rect, Color)>,
    /// Height of drawing and list.
    pub(super) height: f32,
}

/// The value of a part and its name, one below the other.
struct Entry {
    value: Block,
    name: Block,
}

impl Entry {
    fn new(row: &Row, shown: &ChartData, ground: &LayoutContext<'_>, width: f32) -> Self {
        let color = if row.is_muted() { ground.roles.quiet } else { ground.roles.text };
        let number = TextStyle { size: ground.scale.label * 1.3, color, ..ground.value() };
        let name = TextStyle { color, ..ground.label(TextRole::Category) };
        Self {
            value: ground.typesetter.line(&shown.print(row.values[0], ground.typesetter.language), number),
            name: ground.typesetter.block(&row.name, name, width),
        }
    }

    fn width(&self) -> f32 {
        self.value.width.max(self.name.width)
    }

    fn height(&self, ground: &LayoutContext<'_>) -> f32 {
        self.value.height + self.name.height + ground.scale.label * 0.2
    }

    /// Places value and name at the right of the swatch, whose rectangle it returns.
    fn place(&self, at: Point, ground: &LayoutContext<'_>, labels: &mut Vec<TextRun>) -> Rect {
        let size = ground.scale.label;
        let x = at.x + indent(ground);
        self.value.place(Point::new(x, at.y), Align::Left, labels);
        let below = at.y + self.value.height + size * 0.2;
        self.name.place(Point::new(x, below), Align::Left, labels);
        Rect::new(at.x, at.y + size * 0.3, side(ground), side(ground))
    }
}

/// Edge length of a swatch.
fn side(ground: &LayoutContext<'_>) -> f32 {
    ground.scale.label * 0.85
}

/// Distance from the left edge of a swatch to its text.
fn indent(ground: &LayoutContext<'_>) -> f32 {
    side(ground) * 1.7
}

impl Parts {
    /// The rows of a chart as parts.
    pub(super) fn new(shown: &ChartData, chosen: &ColorOverrides, ground: &LayoutContext<'_>) -> Self {
        let rows: Vec<usize> =
            (0..shown.rows.len()).filter(|at| shown.rows[*at].kind != RowKind::Net).collect();
        let parts: Vec<&Row> = rows.iter().map(|at| &shown.rows[*at]).collect();
        let names: Vec<(String, bool, bool)> =
            parts.iter().map(|row| (row.name.clone(), row.highlighted, row.is_muted())).collect();
        let colors = chosen.parts(&names, ground.roles);
        let values: Vec<f64> = parts.iter().map(|row| row.values[0].unwrap_or(0.0).max(0.0)).collect();
        let whole = values.iter().sum::<f64>().max(100.0);
        Self { rows, values, colors, whole }
    }

    /// The main part: the highlighted one, otherwise the largest.
    pub(super) fn main<'s>(&self, shown: &'s ChartData) -> Option<&'s Row> {
        let largest = (0..self.values.len()).max_by(|a, b| self.values[*a].total_cmp(&self.values[*b]));
        let rows = || self.rows.iter().map(|at| &shown.rows[*at]);
        rows().find(|row| row.highlighted).or_else(|| rows().nth(largest?))
    }

    /// Arranges drawing and list so that the drawing is as large as possible: side by side or below each other,
    /// centred together.
    pub(super) fn arrange(
        &self,
        shown: &ChartData,
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Listed {
        let (area, size) = (ground.area, ground.scale.label);
        let entries = |width: f32| -> Vec<Entry> {
            let entry = |at: &usize| Entry::new(&shown.rows[*at], shown, ground, width - indent(ground));
            self.rows.iter().map(entry).collect()
        };
        // In a narrow area a list beside the drawing would break words.
        if area.width < size * 18.0 {
            let side = area.width * 0.7;
            let frame = Rect::new(area.x, area.y, side, side);
            return self.column(
                frame,
                Point::new(area.x, frame.bottom() + size),
                &entries(area.width),
                ground,
                labels,
            );
        }
        let gap = size * 3.0;
        let beside = area.height.clamp(size * 13.5, size * 20.0).min(area.width * 0.45);
        let list = entries((area.width - beside - gap).min(size * 19.0));
        let list_width = list.iter().map(Entry::width).fold(0.0, f32::max) + indent(ground);
        let (row, row_width) = (entries(size * 12.0), |row: &[Entry]| {
            row.iter().map(|entry| entry.width() + indent(ground) + gap * 0.8).sum::<f32>() - gap * 0.8
        });
        let row_height = row.iter().map(|entry| entry.height(ground)).fold(0.0, f32::max);
        let below = (area.height - row_height - size * 1.6).min(area.width * 0.8);
        if below > beside * 1.15 && row_width(&row) <= area.width {
            let left = area.x + (area.width - below) / 2.0;
            let frame = Rect::new(left, area.y, below, below);
            let at = Point::new(area.x + (area.width - row_width(&row)) / 2.0, frame.bottom() + size * 1.6);
            return self.row(frame, at, &row, gap * 0.8, ground, labels);
        }
        let height = list.iter().map(|entry| entry.height(ground) + size * 0.9).sum::<f32>() - size * 0.9;
        let left = area.x + ((area.width - beside - gap - list_width) / 2.0).max(0.0);
        let top = area.y + ((area.height - beside) / 2.0).max(0.0);
        let frame = Rect::new(left, top, beside, beside);
        let at = Point::new(frame.right() + gap, (frame.center().y - height / 2.0).max(area.y));
        self.column(frame, at, &list, ground, labels)
    }

    /// The list as a column from `at` down.
    fn column(
        &self,
        frame: Rect,
        at: Point,
        entries: &[Entry],
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Listed {
        let mut y = at.y;
        let mut swatches = Vec::new();
        let mut end = at.y;
        for (entry, color) in entries.iter().zip(&self.colors) {
            swatches.push((entry.place(Point::new(at.x, y), ground, labels), *color));
            end = y + entry.height(ground);
            y = end + ground.scale.label * 0.9;
        }
        Listed { frame, swatches, height: frame.bottom().max(end) - ground.area.y }
    }

    /// The list as a row from `at` to the right.
    fn row(
        &self,
        frame: Rect,
        at: Point,
        entries: &[Entry],
        gap: f32,
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> Listed {
        let mut x = at.x;
        let mut swatches = Vec::new();
        for (entry, color) in entries.iter().zip(&self.colors) {
            swatches.push((entry.place(Point::new(x, at.y), ground, labels), *color));
            x += entry.width() + indent(ground) + gap;
        }
        let tallest = entries.iter().map(|entry| entry.height(ground)).fold(0.0, f32::max);
        Listed { frame, swatches, height: at.y + tallest - ground.area.y }
    }

    /// The rows from `at` down, one per line: swatch, value, name; nets come before their parts. Returns the
    /// swatches and the height.
    pub(super) fn lines(
        &self,
        at: Point,
        width: f32,
        shown: &ChartData,
        ground: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<(Rect, Color)>, f32) {
        let size = ground.scale.label;
        let (swatch, value_width) = (side(ground), size * 3.6);
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
            let kind = TextStyle { style, ..ground.label(TextRole::Category) };
            let name = ground.typesetter.block(&row.name, kind, width - (x - at.x) - size * 0.6);
            value.place(Point::new(x, y), Align::Right, labels);
            name.place(Point::new(x + size * 0.6, y), Align::Left, labels);
            y += name.height + size * 0.5;
        }
        (swatches, y - at.y)
    }
}
