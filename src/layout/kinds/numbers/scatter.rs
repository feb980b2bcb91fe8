//! Scatter plots: the first column on the horizontal axis, the second on the vertical one; dots are named where
//! there is room.

use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::axes::Axis;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Plot, Points};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Point, Rect};

/// Lays out `scatter`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = overrides.rows(data, context.roles);
    let column = |at: usize| data.rows.iter().filter_map(move |row| row.values.get(at).copied().flatten());
    let reach = |at: usize| reach(column(at));
    let up = Axis::new(reach(1).0, reach(1).1, 6);
    let text_style = TextStyle { style: Style::Semibold, ..context.small(TextRole::Legend) };
    let name = |at: usize| data.columns.get(at).map_or("", |column| column.name.as_str());
    let top = context.typesetter.block(&format!("↑ {}", name(1)), text_style, area.width * 0.6);
    let below = context.typesetter.block(&format!("{} →", name(0)), text_style, area.width * 0.6);
    let left = up.label_width(data, context);
    let head = top.height + size * 0.8;
    let foot = Axis::label_height(context) + below.height + size * 0.7;
    let height = (area.height - head - foot).max(size * 11.0);
    let room = (area.width - left).max(size);
    let fitting = |length: f32| Axis::fitting(reach(0).0, reach(0).1, length, data, context);
    let beyond = |length: f32| fitting(length).overhang(data, context).max(size * 2.0);
    // A shorter axis may have other labels.
    let length = (room - beyond(room - beyond(room)).max(beyond(room))).max(size);
    let across = fitting(length);
    let frame = Rect::new(area.x + left, area.y + head, length, height);

    let mut labels = Vec::new();
    top.place(Point::new(area.x, area.y), Align::Left, &mut labels);
    // Clear of the lowest label of the vertical axis, which extends below the corner.
    let drop = size * 0.3;
    let ticks = labels.len();
    let mut grid = across.horizontal_grid(frame, data, context, &mut labels);
    labels[ticks..].iter_mut().for_each(|run: &mut TextRun| run.at.y += drop);
    grid.extend(up.vertical_grid(frame, data, context, &mut labels));
    let y = frame.bottom() + Axis::label_height(context) + size * 0.2 + drop;
    below.place(Point::new(frame.right(), y), Align::Right, &mut labels);
    let mut dots = Vec::new();
    let mut taken: Vec<Rect> = Vec::new();
    for (row, color) in data.rows.iter().zip(&colors) {
        let [Some(x), Some(y)] = [row.values[0], row.values.get(1).copied().flatten()] else { continue };
        dots.push(Dot { at: (x, y), radius: size * 0.36, fill: *color });
        let at =
            Point::new(frame.x + frame.width * across.share(x), frame.bottom() - frame.height * up.share(y));
        taken.push(Rect::new(at.x - size * 0.4, at.y - size * 0.4, size * 0.8, size * 0.8));
    }
    // After the dots, which are looked up by index.
    taken.extend(labels.iter().map(TextRun::bounds));
    for (index, row) in
        data.rows.iter().filter(|row| row.values.iter().take(2).all(Option::is_some)).enumerate()
    {
        let style = if row.highlighted { Style::Semibold } else { Style::Regular };
        let block =
            context.typesetter.line(&row.name, TextStyle { style, ..context.small(TextRole::Category) });
        name_dot(&block, taken[index].center(), area, size, &mut taken, &mut labels);
    }
    let mut plot = Points::empty(frame, across.domain(), up.domain(), false);
    (plot.grid, plot.dots) = (grid, dots);
    let mark_boxes = data
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.values.iter().take(2).all(Option::is_some))
        .zip(&taken)
        .flat_map(|((row, _), rect)| (0..2).map(move |column| MarkBox { row, column, rect: *rect }))
        .collect();
    LaidOut { mark_boxes, ..LaidOut::new(Plot::Points(plot), labels, head + height + foot) }
}

/// The ends of an axis over these values: from zero, unless that would crowd them.
fn reach(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    if !least.is_finite() {
        return (0.0, 1.0);
    }
    let span = most - least;
    match least {
        // Far from zero, values are compared with each other, not with zero.
        least if span > most * 0.05 && least > span * 0.9 => (least - span * 0.1, most),
        _ => (least.min(0.0), most.max(0.1)),
    }
}

/// Places a name right of its dot, left of it, above or below it: the first position that is free. A name without
/// room appears only in the table.
fn name_dot(
    block: &Block,
    dot: Point,
    area: Rect,
    size: f32,
    taken: &mut Vec<Rect>,
    labels: &mut Vec<TextRun>,
) {
    let (width, height, gap) = (block.width, block.height, size * 0.55);
    let places = [
        Rect::new(dot.x + gap, dot.y - height / 2.0, width, height),
        Rect::new(dot.x - gap - width, dot.y - height / 2.0, width, height),
        Rect::new(dot.x - width / 2.0, dot.y - gap - height, width, height),
        Rect::new(dot.x - width / 2.0, dot.y + gap, width, height),
    ];
    let inside = |place: &Rect| place.x >= area.x && place.right() <= area.right() && place.y >= area.y;
    let free = |place: &Rect| taken.iter().all(|other| !place.overlaps(*other, 0.0));
    if let Some(place) = places.into_iter().find(|place| inside(place) && free(place)) {
        block.place(Point::new(place.x, place.y), Align::Left, labels);
        taken.push(place);
    }
}
