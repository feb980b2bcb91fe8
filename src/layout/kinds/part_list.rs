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
pub(super) struct PartList {
    /// The square.
    pub(super) frame: Rect,
    /// The swatches of the list.
    pub(super) swatches: Vec<(Rect, Color)>,
    /// Height of drawing and list.
    pub(super) height: f32,
}

/// The value of a part and its name, one below the other.
pub(super) struct Entry {
    value: Block,
    name: Block,
}

impl Entry {
    /// Shapes value and name; the name is wrapped at this width.
    pub(super) fn new(row: &Row, data: &ChartData, context: &LayoutContext<'_>, width: f32) -> Self {
        let color = if row.is_muted() { context.roles.quiet } else { context.roles.text };
        let number = TextStyle { size: context.scale.label * 1.3, color, ..context.value() };
        let name = TextStyle { color, ..context.label(TextRole::Category) };
        Self {
            value: context.typesetter.line(&data.print(row.values[0], context.typesetter.language), number),
            name: context.typesetter.block(&row.name, name, width),
        }
    }

    /// Width of the wider of both.
    pub(super) fn width(&self) -> f32 {
        self.value.width.max(self.name.width)
    }

    /// Height of both.
    pub(super) fn height(&self, context: &LayoutContext<'_>) -> f32 {
        self.value.height + self.name.height + context.scale.label * 0.2
    }

    /// Whether no word is broken.
    pub(super) fn is_whole(&self) -> bool {
        self.name.is_whole()
    }

    /// The middle of the value below the upper edge.
    pub(super) fn value_middle(&self) -> f32 {
        self.value.height * 0.5
    }

    /// Places value and name, aligned at their left or right edge.
    pub(super) fn place_beside(
        &self,
        at: Point,
        align: Align,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) {
        self.value.place(at, align, labels);
        let below = at.y + self.value.height + context.scale.label * 0.2;
        self.name.place(Point::new(at.x, below), align, labels);
    }

    /// Places value and name at the right of the swatch, whose rectangle it returns.
    fn place(&self, at: Point, context: &LayoutContext<'_>, labels: &mut Vec<TextRun>) -> Rect {
        let size = context.scale.label;
        let x = at.x + indent(context);
        self.value.place(Point::new(x, at.y), Align::Left, labels);
        let below = at.y + self.value.height + size * 0.2;
        self.name.place(Point::new(x, below), Align::Left, labels);
        Rect::new(at.x, at.y + size * 0.3, swatch_size(context), swatch_size(context))
    }
}

/// Edge length of a swatch.
fn swatch_size(context: &LayoutContext<'_>) -> f32 {
    context.scale.label * 0.85
}

/// Distance from the left edge of a swatch to its text.
fn indent(context: &LayoutContext<'_>) -> f32 {
    swatch_size(context) * 1.7
}

impl Parts {
    /// The rows of a chart as parts.
    pub(super) fn new(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> Self {
        let rows: Vec<usize> =
            (0..data.rows.len()).filter(|at| data.rows[*at].kind != RowKind::Net).collect();
        let parts: Vec<&Row> = rows.iter().map(|at| &data.rows[*at]).collect();
        let names: Vec<(String, bool, bool)> =
            parts.iter().map(|row| (row.name.clone(), row.highlighted, row.is_muted())).collect();
        let colors = overrides.parts(&names, data, context.roles);
        let values: Vec<f64> = parts.iter().map(|row| row.values[0].unwrap_or(0.0).max(0.0)).collect();
        let whole = values.iter().sum::<f64>().max(100.0);
        Self { rows, values, colors, whole }
    }

    /// The main part: the highlighted one, otherwise the largest.
    pub(super) fn main<'s>(&self, data: &'s ChartData) -> Option<&'s Row> {
        let largest = (0..self.values.len()).max_by(|a, b| self.values[*a].total_cmp(&self.values[*b]));
        let rows = || self.rows.iter().map(|at| &data.rows[*at]);
        rows().find(|row| row.highlighted).or_else(|| rows().nth(largest?))
    }

    /// Arranges drawing and list so that the drawing is as large as possible: side by side or below each other,
    /// centred together.
    pub(super) fn arrange(
        &self,
        data: &ChartData,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> PartList {
        let (area, size) = (context.area, context.scale.label);
        let entries = |width: f32| -> Vec<Entry> {
            let entry = |at: &usize| Entry::new(&data.rows[*at], data, context, width - indent(context));
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
                context,
                labels,
            );
        }
        let gap = size * 3.0;
        let beside = area.height.clamp(size * 13.5, size * 20.0).min(area.width * 0.45);
        let list = entries((area.width - beside - gap).min(size * 19.0));
        let list_width = list.iter().map(Entry::width).fold(0.0, f32::max) + indent(context);
        let (row, row_width) = (entries(size * 12.0), |row: &[Entry]| {
            row.iter().map(|entry| entry.width() + indent(context) + gap * 0.8).sum::<f32>() - gap * 0.8
        });
        let row_height = row.iter().map(|entry| entry.height(context)).fold(0.0, f32::max);
        let below = (area.height - row_height - size * 1.6).min(area.width * 0.8);
        if below > beside * 1.15 && row_width(&row) <= area.width {
            let left = area.x + (area.width - below) / 2.0;
            let frame = Rect::new(left, area.y, below, below);
            let at = Point::new(area.x + (area.width - row_width(&row)) / 2.0, frame.bottom() + size * 1.6);
            return self.row(frame, at, &row, gap * 0.8, context, labels);
        }
        let height = list.iter().map(|entry| entry.height(context) + size * 0.9).sum::<f32>() - size * 0.9;
        let left = area.x + ((area.width - beside - gap - list_width) / 2.0).max(0.0);
        let top = area.y + ((area.height - beside) / 2.0).max(0.0);
        let frame = Rect::new(left, top, beside, beside);
        let at = Point::new(frame.right() + gap, (frame.center().y - height / 2.0).max(area.y));
        self.column(frame, at, &list, context, labels)
    }

    /// The list as a column from `at` down.
    fn column(
        &self,
        frame: Rect,
        at: Point,
        entries: &[Entry],
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> PartList {
        let mut y = at.y;
        let mut swatches = Vec::new();
        let mut end = at.y;
        for (entry, color) in entries.iter().zip(&self.colors) {
            swatches.push((entry.place(Point::new(at.x, y), context, labels), *color));
            end = y + entry.height(context);
            y = end + context.scale.label * 0.9;
        }
        PartList { frame, swatches, height: frame.bottom().max(end) - context.area.y }
    }

    /// The list as a row from `at` to the right.
    fn row(
        &self,
        frame: Rect,
        at: Point,
        entries: &[Entry],
        gap: f32,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> PartList {
        let mut x = at.x;
        let mut swatches = Vec::new();
        for (entry, color) in entries.iter().zip(&self.colors) {
            swatches.push((entry.place(Point::new(x, at.y), context, labels), *color));
            x += entry.width() + indent(context) + gap;
        }
        let tallest = entries.iter().map(|entry| entry.height(context)).fold(0.0, f32::max);
        PartList { frame, swatches, height: at.y + tallest - context.area.y }
    }

    /// The rows from `at` down, one per line: swatch, value, name; nets come before their parts. Returns the
    /// swatches and the height.
    pub(super) fn lines(
        &self,
        at: Point,
        width: f32,
        data: &ChartData,
        context: &LayoutContext<'_>,
        labels: &mut Vec<TextRun>,
    ) -> (Vec<(Rect, Color)>, f32) {
        let size = context.scale.label;
        let (swatch, value_width) = (swatch_size(context), size * 3.6);
        let mut colors = self.colors.iter();
        let mut swatches = Vec::new();
        let mut y = at.y;
        for row in &data.rows {
            let net = row.kind == RowKind::Net;
            if let Some(color) = if net { None } else { colors.next() } {
                swatches.push((Rect::new(at.x, y + size * 0.05, swatch, swatch), *color));
            }
            let text = data.print(row.values[0], context.typesetter.language);
            let value = context.typesetter.line(&text, context.value());
            let x = at.x + swatch * 1.7 + value_width;
            let style = if net { Style::Semibold } else { Style::Regular };
            let text_style = TextStyle { style, ..context.label(TextRole::Category) };
            let name = context.typesetter.block(&row.name, text_style, width - (x - at.x) - size * 0.6);
            value.place(Point::new(x, y), Align::Right, labels);
            name.place(Point::new(x + size * 0.6, y), Align::Left, labels);
            y += name.height + size * 0.5;
        }
        (swatches, y - at.y)
    }
}
