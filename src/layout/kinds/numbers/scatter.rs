//! Scatter plots: the first column on the horizontal axis, the second on the vertical one; each dot has its
//! name beside it or at the end of a leader.

use std::sync::Arc;

use crate::chart::colors::ColorOverrides;
use crate::chart::data::ChartData;
use crate::layout::axes::Axis;
use crate::layout::context::{LaidOut, LayoutContext, MarkBox};
use crate::layout::figure::{Dot, Leader, Plot, Points};
use crate::layout::geometry::enlarged;
use crate::layout::labels::around::{self, Named};
use crate::layout::labels::taken::Taken;
use crate::layout::remarks::Remarks;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Point, Rect, Size};

/// The sizes of names that are tried, in multiples of the small text size.
const SIZES: [f32; 3] = [1.0, 0.87, 0.76];

/// Lays out `scatter`.
pub(crate) fn lay_out(data: &ChartData, overrides: &ColorOverrides, context: &LayoutContext<'_>) -> LaidOut {
    let (area, size) = (context.area, context.scale.label);
    let colors = overrides.rows(data, context.roles);
    let column = |at: usize| data.rows.iter().filter_map(move |row| row.values.get(at).copied().flatten());
    let log = context.log;
    let reach = |at: usize| reach(column(at), if at == 0 { log.0 } else { log.1 });
    let up = Axis::upright(reach(1), log.1, area.height - size * 6.0, context);
    // Each axis prints its ticks as its column prints figures.
    let [across_data, up_data] = [0, 1].map(|at| ChartData {
        style: data.style_of(None, at).cloned().map(Arc::new),
        decimals: data.decimals,
        ..ChartData::bare(data.unit)
    });
    let text_style = TextStyle { style: Style::Semibold, ..context.small(TextRole::Legend) };
    let name = |at: usize| data.columns.get(at).map_or("", |column| column.name.as_str());
    let top = context.typesetter.block(&format!("↑ {}", name(1)), text_style, area.width * 0.6);
    let below = context.typesetter.block(&format!("{} →", name(0)), text_style, area.width * 0.6);
    let left = up.label_width(&up_data, context);
    let head = top.height + size * 0.8;
    let foot = Axis::label_height(context) + below.height + size * 0.7;
    // Many names need a taller field.
    let least = size * if data.rows.len() > 20 { 17.0 } else { 11.0 };
    let height = (area.height - head - foot).max(context.least_height(least));
    let room = (area.width - left).max(size);
    let fitting = |length: f32| Axis::fitting(reach(0), log.0, length, &across_data, context);
    let beyond = |length: f32| fitting(length).overhang(&across_data, context).max(size * 2.0);
    // A shorter axis may have other labels.
    let length = (room - beyond(room - beyond(room)).max(beyond(room))).max(size);
    let across = fitting(length);
    let frame = Rect::new(area.x + left, area.y + head, length, height);

    let mut labels = Vec::new();
    top.place(Point::new(area.x, area.y), Align::Left, &mut labels);
    // Clear of the lowest label of the vertical axis, which extends below the corner.
    let drop = size * 0.3;
    let ticks = labels.len();
    let mut grid = across.horizontal_grid(frame, &across_data, context, &mut labels);
    labels[ticks..].iter_mut().for_each(|run: &mut TextRun| run.at.y += drop);
    grid.extend(up.vertical_grid(frame, &up_data, context, &mut labels));
    let y = frame.bottom() + Axis::label_height(context) + size * 0.2 + drop;
    below.place(Point::new(frame.right(), y), Align::Right, &mut labels);
    let points: Vec<(usize, (f64, f64))> = data
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((at, (row.values.first().copied()??, row.values.get(1).copied()??))))
        .collect();
    let mut plot = Points::empty(frame, across.domain(), up.domain(), false);
    plot.log = log;
    plot.grid = grid;
    let radius = size * 0.32;
    let dot = |(row, at): &(usize, (f64, f64))| Dot {
        at: *at,
        radius,
        fill: colors[*row],
        front: data.rows[*row].highlighted,
    };
    plot.dots = points.iter().map(dot).collect();
    let mut taken = Taken::new(size * 2.0);
    labels.iter().for_each(|run| taken.add(enlarged(run.bounds(), size * 0.1)));
    let field = Rect { height: head + height, ..area };
    // Names are smaller where not all of them have room otherwise.
    let attempt = |share: f32| {
        let text = (context.scale.small * share).max(context.scale.least);
        let name = |(row, _): &(usize, (f64, f64))| {
            let row = &data.rows[*row];
            let style = if row.highlighted { Style::Semibold } else { Style::Regular };
            let text_style = TextStyle { style, size: text, ..context.small(TextRole::Category) };
            context.typesetter.line(&row.name, text_style)
        };
        let blocks: Vec<Block> = points.iter().map(name).collect();
        let named = |((row, at), block): (&(usize, (f64, f64)), &Block)| Named {
            at: plot.position(*at),
            radius,
            size: Size::new(block.width, block.height),
            first: data.rows[*row].highlighted,
        };
        let names: Vec<Named> = points.iter().zip(&blocks).map(named).collect();
        let places = around::place(&names, &taken, field, size);
        (blocks, names, places)
    };
    let mut best = attempt(SIZES[0]);
    for share in &SIZES[1..] {
        let strain = around::strain(&best.2, size);
        if strain == (0, 0) {
            break;
        }
        let smaller = attempt(*share);
        if around::strain(&smaller.2, size) < strain {
            best = smaller;
        }
    }
    let (blocks, names, places) = best;
    let mut remarks = Remarks { log: log.0 || log.1, ..Remarks::default() };
    for ((place, block), (row, _)) in places.into_iter().zip(&blocks).zip(&points) {
        let Some(place) = place else {
            remarks.unnamed.push(data.rows[*row].name.clone());
            continue;
        };
        block.place(Point::new(place.rect.x, place.rect.y), Align::Left, &mut labels);
        if let Some((from, to)) = place.leader {
            plot.leaders.push(Leader { points: vec![from, to], color: context.roles.quiet });
        }
    }
    let mark_boxes = names
        .iter()
        .zip(&points)
        .flat_map(|(name, (row, _))| {
            let side = size * 0.8;
            let rect = Rect::new(name.at.x - side / 2.0, name.at.y - side / 2.0, side, side);
            (0..2).map(move |column| MarkBox { row: *row, column, rect })
        })
        .collect();
    LaidOut { mark_boxes, remarks, ..LaidOut::new(Plot::Points(plot), labels, head + height + foot) }
}

/// The ends of an axis over these values: its round values span the figures. Zero is included where the figures
/// begin close to it.
fn reach(values: impl Iterator<Item = f64>, log: bool) -> (f64, f64) {
    let (least, most) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    if !least.is_finite() {
        return if log { (1.0, 10.0) } else { (0.0, 1.0) };
    }
    if log {
        return (least, most);
    }
    let span = most - least;
    match least {
        least if span <= most.abs().max(least.abs()) * 1e-6 => (least.min(0.0), most.max(0.1)),
        least if (0.0..span * 0.15).contains(&least) => (0.0, most),
        _ => (least - span * 0.03, most + span * 0.02),
    }
}
