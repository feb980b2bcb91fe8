//! Answers on a scale to both sides of its neutral point; off-scale answers, such as “don't know”, go to the
//! right.

use super::stacked_bar::Table;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::chart::likert::LikertScale;
use crate::layout::context::{LaidOut, LayoutContext};
use crate::layout::figure::{Bar, Bars, Direction, Leader, Plot};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::labels::{inside, remarks};
use crate::layout::legend;
use crate::spec::chart::settings::Settings;
use crate::theme;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Color, Point, Rect};

/// In areas narrower than this the names go above the bars, in multiples of the label size.
const NARROW: f32 = 34.0;

/// Lays out `diverging-bar`.
pub(crate) fn lay_out(
    data: &ChartData,
    overrides: &ColorOverrides,
    settings: &Settings,
    context: &LayoutContext<'_>,
) -> LaidOut {
    let table = Table::new(data);
    let (area, size, rows) = (context.area, context.scale.label, &table.data.rows);
    let names: Vec<&str> = table.parts.iter().map(|part| part.0.as_str()).collect();
    let scale = LikertScale::of(data, settings);
    let colors = overrides.scale(&names, &scale, context.roles);
    let (mark, gap) = (size * 1.9, size * 0.75 * context.spacing.rows);
    let bands = match area.width < size * NARROW {
        true => RowBands::above(&table.data, mark, gap, context),
        false => RowBands::new(&table.data, mark, gap, context),
    };
    let start = if bands.width > 0.0 { area.x + bands.width + size * 1.4 } else { area.x };
    let row_ends: Vec<Ends> = rows.iter().map(|row| Ends::new(row, &scale, data, context)).collect();
    let headings: Vec<Block> = scale.beside.iter().map(|part| heading(names[*part], context)).collect();
    let fit = Fit::new(&row_ends, &headings, area.right() - start, size);
    let zero = start + fit.left;
    let right = zero + fit.right;

    // Off-scale answers have a heading of their own instead of a legend entry.
    let entries: Vec<(String, Color)> =
        scale.parts().map(|part| (names[part].to_owned(), colors[part])).collect();
    let limit = if headings.is_empty() { area.width } else { right - area.x };
    let legend_ground = LayoutContext { area: Rect { width: limit, ..area }, ..*context };
    let legend = legend::lay_out(&entries, &legend_ground, area.x);
    let header_height = headings.iter().map(|block| block.height + size * 0.9).fold(legend.height, f32::max);
    let factor = bands.stretch(header_height, 3.2, context);

    let (mut labels, mut grid) = (legend.labels, Vec::new());
    let top = area.y + header_height;
    let placed = bands.place(factor, top, context, &mut labels, &mut grid);
    let end = bottom(&placed, top);
    let reach = row_ends
        .iter()
        .fold((1.0f64, 1.0f64), |most, row| (most.0.max(row.sides.0), most.1.max(row.sides.1)));
    let frame = Rect::new(
        zero - reach.0 as f32 * fit.unit,
        area.y,
        (reach.0 + reach.1) as f32 * fit.unit,
        end - area.y,
    );
    let mut plot = Bars::empty(frame, Direction::Right, (-reach.0, reach.1), context.roles.background);
    plot.swatches = legend.swatches;
    let line = vec![Point::new(zero, top), Point::new(zero, end)];
    grid.push(Leader { points: line, color: context.roles.text });
    plot.grid = grid;
    let mut x = right;
    let columns: Vec<f32> = headings
        .iter()
        .zip(&fit.off_scale)
        .map(|(block, width)| {
            let at = Point::new(x + size, top - size * 0.9 - block.height);
            block.place(at, Align::Left, &mut labels);
            x += size + width;
            at.x
        })
        .collect();
    let mut mark_boxes = Vec::new();
    let mut remarks = remarks::unit(data, context);
    for (index, (ends, band)) in row_ends.iter().zip(&placed).enumerate() {
        let middle = band.middle - area.y;
        let across = (middle - band.mark / 2.0, middle + band.mark / 2.0);
        let mut from = -ends.sides.0;
        for part in scale.parts() {
            let value = rows[index].values[part].unwrap_or(0.0);
            let separated = from > -ends.sides.0;
            let bar = Bar { across, span: (from, from + value), fill: colors[part], separated };
            let rect = plot.rect(&bar);
            let color = theme::text_on(colors[part], context.roles);
            let style = TextStyle { size: context.scale.small, ..context.value() };
            let text = data.print_bare(Some(value), context.typesetter.language);
            match inside::fitting(&text, (style, color), rect, context) {
                Some(block) => {
                    block.place_middle(rect.center(), Align::Center, &mut labels);
                }
                None if value > 0.0 => remarks.unlabelled.push(value),
                None => {}
            }
            mark_boxes.push(table.mark_box(index, part, rect));
            plot.bars.push(bar);
            from += value;
        }
        let beyond = |side: f64| side as f32 * fit.unit + size * 0.5;
        if let Some((left, right)) = &ends.nets {
            let at = Point::new(zero - beyond(ends.sides.0), band.middle);
            left.place_middle(at, Align::Right, &mut labels);
            let at = Point::new(zero + beyond(ends.sides.1), band.middle);
            right.place_middle(at, Align::Left, &mut labels);
        }
        for ((value, block), (part, x)) in ends.off_scale.iter().zip(scale.beside.iter().zip(&columns)) {
            let rect = Rect::new(*x, area.y + across.0, *value as f32 * fit.unit, band.mark);
            plot.off_scale.push((rect, colors[*part]));
            let at = Point::new(rect.right() + size * 0.4, band.middle);
            let text = block.place_middle(at, Align::Left, &mut labels);
            mark_boxes.push(table.mark_box(index, *part, rect.union(text)));
        }
    }
    LaidOut { mark_boxes, remarks, ..LaidOut::new(Plot::Bars(plot), labels, end - area.y) }
}

fn heading(name: &str, context: &LayoutContext<'_>) -> Block {
    let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Legend) };
    context.typesetter.block(name, text_style, context.scale.small * 6.5)
}

/// The labels of a row, and how far its bars reach.
struct Ends {
    /// Length of the bars left and right of the neutral point, in values.
    sides: (f64, f64),
    /// The nets of both sides, if a side has more than one answer.
    nets: Option<(Block, Block)>,
    /// Value and label of each off-scale answer.
    off_scale: Vec<(f64, Block)>,
}

impl Ends {
    fn new(row: &Row, scale: &LikertScale, data: &ChartData, context: &LayoutContext<'_>) -> Self {
        let print = |value: Option<f64>| {
            context.typesetter.line(&data.print_bare(value, context.typesetter.language), context.value())
        };
        let nets = scale.nets(&row.values);
        Self {
            sides: scale.sides(&row.values),
            nets: scale.has_nets().then(|| (print(Some(nets.0)), print(Some(nets.1)))),
            off_scale: scale
                .beside
                .iter()
                .map(|part| (row.values[*part].unwrap_or(0.0), print(row.values[*part])))
                .collect(),
        }
    }
}

/// One scale for all bars, on the answer scale and off it, so that they can be compared.
struct Fit {
    unit: f32,
    /// Width left of the neutral point.
    left: f32,
    /// Width right of it.
    right: f32,
    /// Widths of the columns of off-scale answers.
    off_scale: Vec<f32>,
}

impl Fit {
    /// The largest scale with which bars and labels fit the width, found by bisection.
    fn new(rows: &[Ends], headings: &[Block], room: f32, size: f32) -> Self {
        let mut fit = Self::with(0.0, rows, headings, size);
        let (mut least, mut most) = (0.0f32, room);
        for _ in 0..24 {
            let unit = f32::midpoint(least, most);
            let next = Self::with(unit, rows, headings, size);
            if next.width(size) <= room {
                (least, fit) = (unit, next);
            } else {
                most = unit;
            }
        }
        fit
    }

    fn with(unit: f32, rows: &[Ends], headings: &[Block], size: f32) -> Self {
        let end = |side: f64, net: Option<&Block>| {
            side as f32 * unit + net.map_or(0.0, |block| block.width + size * 0.5)
        };
        let most = |reach: &dyn Fn(&Ends) -> f32| rows.iter().map(reach).fold(0.0, f32::max);
        let left = most(&|row| end(row.sides.0, row.nets.as_ref().map(|nets| &nets.0)));
        let right = most(&|row| end(row.sides.1, row.nets.as_ref().map(|nets| &nets.1)));
        let width = |(at, heading): (usize, &Block)| {
            let widest = most(&|row| {
                let (value, block) = &row.off_scale[at];
                *value as f32 * unit + size * 0.4 + block.width
            });
            widest.max(heading.width)
        };
        Self { unit, left, right, off_scale: headings.iter().enumerate().map(width).collect() }
    }

    fn width(&self, size: f32) -> f32 {
        self.left + self.right + self.off_scale.iter().map(|width| width + size).sum::<f32>()
    }
}
