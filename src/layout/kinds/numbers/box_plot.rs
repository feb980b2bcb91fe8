//! Box plots from five values per category: minimum, first quartile, median, third quartile, maximum.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::axes::Axis;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Plot, Points, Polyline};
use crate::layout::kinds::row_bands::{RowBands, bottom};
use crate::typeset::blocks::{Align, TextStyle};
use crate::units::{Point, Rect};

/// Lays out `box`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = overrides.rows(data, context.roles);
    let bands = RowBands::new(data, size * 2.6, size * 0.7 * context.spacing.rows, context);
    let beside = if bands.width > 0.0 { bands.width + size * 1.2 } else { size };
    let start = area.x + beside;
    let room = (area.right() - start).max(size);
    let fitting =
        |length: f32| Axis::fitting((data.min().min(0.0), data.max()), false, length, data, context);
    let length = (room - fitting(room).overhang(data, context).max(size * 1.5)).max(size);
    let axis = fitting(length);
    let tail = Axis::label_height(context);
    let factor = bands.stretch(tail, 3.0, context);

    let (mut labels, mut separators) = (Vec::new(), Vec::new());
    let rows = bands.place(factor, area.y, context, &mut labels, &mut separators);
    let end = bottom(&rows, area.y);
    let frame = Rect::new(start, area.y, length, end - area.y);
    let mut plot = Points::empty(frame, axis.domain(), (0.0, f64::from(frame.height)), false);
    plot.grid = axis.horizontal_grid(frame, data, context, &mut labels);
    plot.grid.extend(separators);
    let mut mark_boxes = Vec::new();
    for (index, (row, band)) in data.rows.iter().zip(&rows).enumerate() {
        let [Some(low), Some(first), Some(median), Some(third), Some(high)] = row.values[..] else {
            continue;
        };
        // The value of the median goes above the box, so the box is a little below the middle.
        let half = (band.mark * 0.24).min(size * 1.2);
        let middle = band.middle + size * 0.3;
        let (across, thick) = (f64::from(frame.bottom() - middle), f64::from(half));
        let line = |from: (f64, f64), to: (f64, f64), width: f32| Polyline {
            points: vec![from, to],
            color: context.roles.text,
            width,
            arrow: false,
            dash: None,
            front: false,
        };
        plot.lines.push(line((low, across), (first, across), 0.8));
        plot.lines.push(line((third, across), (high, across), 0.8));
        let corners = [(first, -thick), (third, -thick), (third, thick), (first, thick)];
        plot.areas.push((corners.map(|(x, dy)| (x, across + dy)).to_vec(), colors[index]));
        plot.lines.push(Polyline {
            color: context.roles.background,
            ..line((median, across - thick), (median, across + thick), 2.0)
        });
        let text = data.print(Some(median), context.typesetter.language);
        let block =
            context.typesetter.line(&text, TextStyle { size: context.scale.small, ..context.value() });
        // If names are above the marks, a wide label near an end of the axis is moved inwards.
        let reach = (area.x + block.width / 2.0, area.right() - block.width / 2.0);
        let x = (frame.x + frame.width * axis.share(median)).min(reach.1).max(reach.0);
        let at = Point::new(x, middle - half - size * 0.15 - block.height);
        let label = block.place(at, Align::Center, &mut labels);
        for (column, value) in [low, first, median, third, high].into_iter().enumerate() {
            let at = plot.position((value, across));
            let own = Rect::new(at.x - 1.0, middle - half, 2.0, half * 2.0);
            let rect = if column == 2 { own.union(label) } else { own };
            mark_boxes.push(MarkBox { row: index, column, rect });
        }
    }
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Points(plot), labels, end - area.y + tail) }
}
