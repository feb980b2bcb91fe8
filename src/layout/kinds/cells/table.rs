//! Tables as a desk sets them: figures right-aligned, bars to the scale of their column, texts, arrows and
//! sparklines.

use super::table_widths::{Content, Slot, Widths};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row, RowKind};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox, PanelAlignment};
use crate::layout::figure::{Cells, Leader, Plot, Spark};
use crate::layout::kinds::row_bands::{Band, RowBands, bottom};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect};

/// The most characters of a unit in brackets that is kept on one line of a heading.
const LONGEST_UNIT: usize = 14;

/// Lays out `table`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let widths = Widths::new(data, context);
    let alignment = PanelAlignment { limit: Some(widths.names), ..context.alignment };
    let context = &LayoutContext { alignment, ..*context };
    let mark = if widths.below { size * 1.9 } else { (size * 1.25).max(widths.tallest_text) };
    let bands = RowBands::beside(data, mark, size * 0.7, context);
    let slots = widths.place(area.x + bands.width + size * 0.9, area.right(), context);
    let headings: Vec<Block> =
        slots.iter().map(|slot| heading(&slot.heading, slot.room(), widths.text, context)).collect();
    let tallest = headings.iter().map(|block| block.height).fold(0.0, f32::max);
    let head = if tallest > size * 0.3 { tallest + size * 0.55 } else { 0.0 };
    // The heading of the first group stays clear of the line above it.
    let lead = if data.groups.is_empty() { 0.0 } else { size * 0.5 };
    let factor = bands.stretch(head + lead, 2.6, context);

    let (mut labels, mut plot, mut too_wide) = (Vec::new(), Cells::default(), Vec::new());
    let top = area.y + head;
    for (slot, block) in slots.iter().zip(&headings) {
        let foot = top - size * 0.55 - block.height;
        block.place(
            Point::new(slot.heading_x(block.width), foot),
            slot.heading_align(block.width),
            &mut labels,
        );
        if !block.is_whole() {
            too_wide.push(block.words());
        }
    }
    let rows = bands.place(factor, top + lead, context, &mut labels, &mut plot.lines);
    let cells = CellWriter { data, context, text: widths.text, colors: overrides.rows(data, context.roles) };
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        if row.highlighted {
            let edge = (size * 0.4).min(area.x);
            let stripe = Rect::new(area.x - edge, band.top, area.width + edge * 2.0, band.height);
            plot.cells.push((stripe, context.roles.panel));
        }
        for slot in &slots {
            let cell = cells.write(index, slot, band, widths.below, &mut plot, &mut labels);
            if cell.is_too_wide {
                too_wide.push(data.print_cell(row, slot.column().unwrap_or(0), context.typesetter.language));
            }
            if let Some(column) = slot.column() {
                let rect = Rect::new(slot.left, band.top, slot.width, band.height);
                mark_boxes.push(MarkBox { row: index, column, rect });
            }
        }
        // Between groups there is a line already.
        let has_rule =
            data.rows.get(index + 1).is_none_or(|next| data.groups.is_empty() || next.group == row.group);
        if has_rule {
            plot.lines.push(rule(band.top + band.height, area, context.roles.grid));
        }
    }
    if head > 0.0 {
        plot.lines.push(rule(top, area, context.roles.quiet));
    }
    let end = bottom(&rows, top + lead);
    LaidOut { mark_boxes, too_wide, ..LaidOut::new(Plot::Cells(plot), labels, end - area.y) }
}

/// A heading, on as many lines as it needs.
pub(super) fn heading(text: &str, width: f32, size: f32, context: &LayoutContext<'_>) -> Block {
    let size = (size * 0.88).max(context.scale.least);
    let style = TextStyle { style: Style::Semibold, size, ..context.small(TextRole::Legend) };
    context.typesetter.title(&with_whole_units(text), style, width)
}

/// A heading whose unit in brackets is not broken, where that is short.
pub(super) fn with_whole_units(text: &str) -> String {
    match text.find('(').filter(|at| *at > 0 && text[*at..].chars().count() <= LONGEST_UNIT) {
        Some(at) => format!("{}{}", &text[..at], text[at..].replace(' ', "\u{a0}")),
        None => text.to_owned(),
    }
}

fn rule(y: f32, area: Rect, color: Color) -> Leader {
    Leader { points: vec![Point::new(area.x, y), Point::new(area.right(), y)], color }
}

/// Writes cells in one text size.
struct CellWriter<'a> {
    data: &'a ChartData,
    context: &'a LayoutContext<'a>,
    text: f32,
    colors: Vec<Color>,
}

/// What became of a cell.
struct Written {
    is_too_wide: bool,
}

impl CellWriter<'_> {
    fn write(
        &self,
        row: usize,
        slot: &Slot,
        band: &Band,
        below: bool,
        plot: &mut Cells,
        labels: &mut Vec<TextRun>,
    ) -> Written {
        let of = &self.data.rows[row];
        match slot.content {
            Content::Text(at) => {
                let text = of.texts.get(at).map_or("", String::as_str);
                let block =
                    self.context.typesetter.block(text, text_style(of, self.text, self.context), slot.room());
                block.place_middle(Point::new(slot.start(), band.middle), Align::Left, labels);
                Written { is_too_wide: !block.is_whole() }
            }
            Content::Sparkline => {
                self.sparkline(of, slot, band, plot);
                Written { is_too_wide: false }
            }
            Content::Figure(column) => {
                let (digits, mark) = figure(self.data, of, column, self.text, self.context);
                let has_bar = slot.bar > 0.0;
                let middle = if has_bar && below { band.middle - self.text * 0.35 } else { band.middle };
                let right = slot.figure_right();
                digits.place_middle(Point::new(right, middle), Align::Right, labels);
                mark.place_middle(Point::new(right + self.text * 0.3, middle), Align::Left, labels);
                if let Some(arrow) = arrow(self.data, of, column, self.text, self.context) {
                    let x = right - slot.widest - self.text * 0.3;
                    arrow.place_middle(Point::new(x, middle), Align::Right, labels);
                }
                if let (true, Some(value)) = (has_bar, of.values.get(column).copied().flatten()) {
                    plot.cells.push((slot.bar_rect(value, band, below, self.text), self.colors[row]));
                    plot.lines.extend(slot.zero_line(band, self.context.roles.quiet));
                }
                Written { is_too_wide: digits.width > slot.width }
            }
        }
    }

    /// The line of a row, from the least to the largest of its own figures, with a dot at its end.
    fn sparkline(&self, row: &Row, slot: &Slot, band: &Band, plot: &mut Cells) {
        let Some((_, columns)) = self.data.table.as_ref().and_then(|table| table.sparkline.as_ref()) else {
            return;
        };
        let value = |column: &usize| row.values.get(*column).copied().flatten();
        let values: Vec<f64> = columns.iter().filter_map(value).collect();
        let (least, most) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
            (least.min(*value), most.max(*value))
        });
        let dot = self.text * 0.2;
        let height = (band.height * 0.62).min(self.text * 2.0) - dot * 2.0;
        let length = slot.room() - dot * 2.0;
        let shares = super::table_widths::along(columns, self.data);
        let point = |index: usize, value: f64| {
            let up = if most > least { ((value - least) / (most - least)) as f32 } else { 0.5 };
            let y = band.middle + height * (0.5 - up);
            Point::new(slot.start() + dot + length * shares[index], y)
        };
        let color = if row.highlighted { self.context.roles.accent } else { self.line_color() };
        let mut stretch: Vec<Point> = Vec::new();
        let mut stretches = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            match value(column) {
                Some(value) => stretch.push(point(index, value)),
                None => stretches.push(std::mem::take(&mut stretch)),
            }
        }
        stretches.push(stretch);
        stretches.retain(|points| !points.is_empty());
        let last = stretches.len().saturating_sub(1);
        for (at, points) in stretches.into_iter().enumerate() {
            let end = if at == last || points.len() == 1 { dot } else { 0.0 };
            plot.sparks.push(Spark { points, color, width: self.text * 0.11, end });
        }
    }

    /// The colour of sparklines that are not highlighted.
    fn line_color(&self) -> Color {
        let any = self.data.rows.iter().any(|row| row.highlighted);
        if any { self.context.roles.muted } else { self.context.roles.accent }
    }
}

/// The figure of a cell and its significance mark.
pub(super) fn figure(
    data: &ChartData,
    row: &Row,
    column: usize,
    size: f32,
    context: &LayoutContext<'_>,
) -> (Block, Block) {
    let style = text_style(row, size, context);
    let is_missing = row.values.get(column).copied().flatten().is_none();
    let style = TextStyle {
        color: if is_missing { context.roles.quiet } else { style.color },
        style: if data.columns[column].highlighted { Style::Semibold } else { style.style },
        role: TextRole::Value,
        ..style
    };
    let (digits, mark) = data.print_parts(row, column, context.typesetter.language);
    (context.typesetter.line(&digits, style), context.typesetter.line(&mark, style))
}

/// The arrow before a change.
pub(super) fn arrow(
    data: &ChartData,
    row: &Row,
    column: usize,
    size: f32,
    context: &LayoutContext<'_>,
) -> Option<Block> {
    data.table.as_ref()?.arrows.get(column).filter(|is_change| **is_change)?;
    let value = row.values.get(column).copied().flatten()?;
    let (word, color) = match value {
        up if up > 0.0 => ("▲", context.roles.accent),
        down if down < 0.0 => ("▼", context.roles.quiet),
        _ => return None,
    };
    let style =
        TextStyle { color, size: (size * 0.8).max(context.scale.least), ..context.label(TextRole::Value) };
    Some(context.typesetter.line(word, style))
}

/// Highlighted rows and nets are semibold.
pub(super) fn text_style(row: &Row, size: f32, context: &LayoutContext<'_>) -> TextStyle {
    let strong = row.highlighted || row.kind == RowKind::Net;
    let style = if strong { Style::Semibold } else { Style::Regular };
    TextStyle { style, size, ..context.label(TextRole::Category) }
}
