//! Range plots: a band from the lowest to the highest figure of a row, and a dot for the one between them.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::axes::{self, Axis};
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Plot, Points, Polyline, along};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::layout::legend;
use crate::layout::remarks::Remarks;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::units::{Color, Point, Rect};

/// Lays out `range`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = overrides.rows(data, context.roles);
    let light = |color: Color| color.mix(context.roles.background, 0.62);
    let bands = RowBands::new(data, size * 2.3, size * 0.5 * context.spacing.rows, context);
    let ends = TextStyle {
        style: Style::Regular,
        color: context.roles.quiet,
        size: context.scale.small,
        ..context.value()
    };
    let inner = TextStyle { size: context.scale.small, ..context.value() };
    let print = |row: usize, column: usize, style: TextStyle| {
        let text = data.print_cell(&data.rows[row], column, context.typesetter.language);
        context.typesetter.line(&text, style)
    };
    let shape = |row| [print(row, 0, ends), print(row, 1, inner), print(row, 2, ends)];
    let values: Vec<[Block; 3]> = (0..data.rows.len()).map(shape).collect();
    let widest = |at: usize| values.iter().map(|blocks| blocks[at].width).fold(0.0, f32::max);
    let beside = if bands.width > 0.0 { bands.width + size * 0.8 } else { 0.0 };
    let pad = size * 0.8;
    let sides = widest(0).max(widest(2));
    let start = area.x + beside + sides + pad;
    let log = context.log.0;
    let (from, to) = axes::ends(data, log, context);
    let most = (area.right() - start - sides - pad).max(size);
    let axis = Axis::fitting((from, to), log, most, data, context);
    let length = (most - (axis.overhang(data, context) - sides - pad).max(0.0)).max(size);

    let name = |at: usize| data.columns.get(at).map_or("", |column| column.name.as_str());
    let color = colors.first().copied().unwrap_or(context.roles.accent);
    let entries = [(format!("{} – {}", name(0), name(2)), light(color)), (name(1).to_owned(), color)];
    let legend = legend::lay_out(&entries, context, area.x);
    let tail = Axis::label_height(context);
    let factor = bands.stretch(legend.height + tail, 2.4, context);
    let (mut labels, mut separators) = (legend.labels, Vec::new());
    let top = area.y + legend.height;
    let rows = bands.place(factor, top, context, &mut labels, &mut separators);
    let end = bottom(&rows, top);
    // The figure above a dot must not touch the row before. In low rows, and where names are above their rows, it is on the
    // band beside its dot.
    let least = size * 1.45 + context.scale.small * 1.3;
    let is_low = bands.above || rows.iter().any(|band| band.height < least);
    let thick = size * if is_low { 0.95 } else { 0.62 };
    let frame = Rect::new(start, top, length, end - top);
    let mut plot = Points::empty(frame, axis.domain(), (0.0, f64::from(frame.height)), false);
    plot.log = (log, false);
    plot.swatches = legend.swatches;
    plot.grid = axis.horizontal_grid(frame, data, context, &mut labels);
    plot.grid.extend(separators);
    let (mut mark_boxes, mut remarks) = (Vec::new(), Remarks { log, ..Remarks::default() });
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        let across = f64::from(frame.bottom() - band.middle);
        let value = |at: usize| row.values.get(at).copied().flatten();
        let is_turned = value(0).zip(value(2)).is_some_and(|(low, high)| low > high);
        let (left, right) = if is_turned { (2, 0) } else { (0, 2) };
        let x = |value: f64| frame.x + frame.width * along(value, axis.domain(), log);
        if let (Some(low), Some(high)) = (value(0), value(2)) {
            plot.lines.push(Polyline {
                points: vec![(low, across), (high, across)],
                color: light(colors[index]),
                width: thick,
                arrow: false,
                dash: None,
                front: false,
            });
        }
        for (column, block) in values[index].iter().enumerate() {
            let Some(found) = value(column) else { continue };
            let at = plot.position((found, across));
            let text = match column {
                1 if is_low => {
                    let ends = (value(left).map_or(frame.x, x), value(right).map_or(frame.right(), x));
                    match beside_dot(at.x, ends, block.width, size) {
                        Some(middle) => {
                            block.place_middle(Point::new(middle, at.y), Align::Center, &mut labels)
                        }
                        None => {
                            remarks.unlabelled.push(found);
                            Rect::new(at.x, at.y, 0.0, 0.0)
                        }
                    }
                }
                end if end == left => {
                    block.place_middle(Point::new(at.x - size * 0.5, at.y), Align::Right, &mut labels)
                }
                1 => {
                    let y = at.y - size * 0.55 - block.height;
                    block.place(Point::new(at.x, y), Align::Center, &mut labels)
                }
                end => {
                    debug_assert_eq!(end, right, "a row has two ends");
                    block.place_middle(Point::new(at.x + size * 0.5, at.y), Align::Left, &mut labels)
                }
            };
            // An end without the other one has no band, but a dot.
            let is_alone = column != 1 && value(2 - column).is_none();
            if column == 1 || is_alone {
                let radius = size * if is_alone { 0.28 } else { 0.4 };
                let fill = if is_alone { light(colors[index]) } else { colors[index] };
                plot.dots.push(Dot { at: (found, across), radius, fill, front: row.highlighted });
            }
            let mark = Rect::new(at.x - size * 0.4, at.y - size * 0.4, size * 0.8, size * 0.8);
            // The figure above the dot must not move the middle of the row.
            let rect = if column == 1 { mark } else { mark.union(text) };
            mark_boxes.push(MarkBox { row: index, column, rect });
        }
        if row.values.iter().all(Option::is_none) {
            values[index][1].place_middle(Point::new(start, band.middle), Align::Left, &mut labels);
        }
    }
    LaidOut { mark_boxes, remarks, ..LaidOut::new(Plot::Points(plot), labels, end - area.y + tail) }
}

/// The middle of a figure of this width on the band beside its dot, on the side with more room; `None` where neither has
/// enough, or the dot is beside the band.
fn beside_dot(dot: f32, (low, high): (f32, f32), width: f32, size: f32) -> Option<f32> {
    let away = size * 0.55;
    if low > dot || high < dot {
        return None;
    }
    let (before, after) = (dot - low, high - dot);
    let fits = before.max(after) >= away + width + size * 0.2;
    let middle = away + width / 2.0;
    fits.then_some(if after >= before { dot + middle } else { dot - middle })
}
