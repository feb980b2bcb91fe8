//! Figures beside dots.

use super::dot::Connector;
use crate::chart::data::{ChartData, Row};
use crate::layout::context::LayoutContext;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Block, TextStyle};
use crate::typeset::text_run::TextRole;

/// Distance of a figure from the middle of its dot, in multiples of the label size.
pub(super) const BESIDE: f32 = 0.7;
/// Least distance of a figure from the middle of the next dot, in multiples of the label size.
const APART: f32 = 0.75;

/// Whether a row has dots between its outer ones, which can be read off the axis too.
pub(super) fn is_read_off(row: &Row, connector: Connector) -> bool {
    row.values.len() > 2 && connector == Connector::Unconnected
}

/// A value label beside a dot.
pub(super) struct End {
    pub(super) column: usize,
    /// The value, or that it was not published.
    pub(super) block: Block,
    /// The value at which its label begins: beyond the row's error bars, if there are any.
    pub(super) reach: f64,
    pub(super) right: bool,
}

/// The value labels of a row: right of a single dot, outside of a pair and of more dots. Of a pair
/// with one figure, the other side says that there is none; so does a row without any, at `start`.
pub(super) fn ends(
    row: &Row,
    data: &ChartData,
    connector: Connector,
    start: f64,
    context: &LayoutContext<'_>,
) -> Vec<End> {
    let found: Vec<(usize, f64)> =
        row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return vec![End { column: 0, block: absent(row, 0, data, context), reach: start, right: true }];
    };
    if is_read_off(row, connector) && found.len() != 1 {
        // Error bars of several columns leave no room.
        let by_value = |a: &&(usize, f64), b: &&(usize, f64)| a.1.total_cmp(&b.1);
        let outer = [found.iter().min_by(by_value), found.iter().max_by(by_value)];
        let [Some(least), Some(most)] = outer.map(|dot| dot.filter(|_| !data.error_bars)) else {
            return Vec::new();
        };
        let end = |(column, value): (usize, f64), right: bool| End {
            column,
            block: value_block((column, value), data, connector, context),
            reach: value,
            right,
        };
        return vec![end(*least, false), end(*most, true)];
    }
    let reach = |value: f64, right: bool| {
        let spans = (0..row.values.len()).filter(|_| data.error_bars).filter_map(|at| row.interval(at));
        spans.fold(value, |far, span| if right { far.max(span.1) } else { far.min(span.0) })
    };
    let end = |(column, value): (usize, f64), right: bool| {
        let block = value_block((column, value), data, connector, context);
        End { column, block, reach: reach(value, right), right }
    };
    match (&found[..], row.values.len()) {
        ([(0, value)], 2) => vec![
            end(*first, false),
            End { column: 1, block: absent(row, 1, data, context), reach: reach(*value, true), right: true },
        ],
        ([(_, value)], 2) => vec![
            End {
                column: 0,
                block: absent(row, 0, data, context),
                reach: reach(*value, false),
                right: false,
            },
            end(*first, true),
        ],
        // The stick of a lollipop comes from zero.
        ([_], _) => vec![end(*first, connector != Connector::Base || first.1 >= 0.0)],
        _ => vec![end(*first, first.1 >= last.1), end(*last, first.1 < last.1)],
    }
}

pub(super) fn value_block(
    (column, value): (usize, f64),
    data: &ChartData,
    connector: Connector,
    context: &LayoutContext<'_>,
) -> Block {
    let usual = TextStyle { size: context.scale.small, ..context.value() };
    // Where one of a pair matters more, the figure of the other steps back: where an arrow begins, and beside a
    // highlighted column.
    let any = data.columns.iter().any(|column| column.highlighted);
    let is_back = match connector {
        Connector::Arrow => column == 0,
        Connector::Line => any && data.columns.get(column).is_some_and(|column| !column.highlighted),
        Connector::Unconnected | Connector::Base => false,
    };
    let text_style = match is_back {
        true => TextStyle { style: Style::Regular, color: context.roles.quiet, ..usual },
        false => usual,
    };
    let language = context.typesetter.language;
    // Beside an axis in percent, figures of several dots need no unit.
    let is_bare = connector != Connector::Base && data.columns.len() > 1 && data.is_in_percent();
    let text =
        if is_bare { data.print_bare(Some(value), language) } else { data.print(Some(value), language) };
    context.typesetter.line(&text, text_style)
}

/// The figures of a row of dots, each above its dot; `None` where two would touch.
pub(super) fn all_above(
    row: &Row,
    x: &dyn Fn(f64) -> f32,
    data: &ChartData,
    context: &LayoutContext<'_>,
) -> Option<Vec<(usize, f64, Block)>> {
    let found = row.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    let mut figures: Vec<(usize, f64, Block)> =
        found.map(|dot| (dot.0, dot.1, value_block(dot, data, Connector::Unconnected, context))).collect();
    figures.sort_by(|a, b| a.1.total_cmp(&b.1));
    let gap = context.scale.small * 0.3;
    let is_apart = |pair: &[(usize, f64, Block)]| {
        x(pair[1].1) - x(pair[0].1) >= (pair[0].2.width + pair[1].2.width) / 2.0 + gap
    };
    figures.windows(2).all(is_apart).then_some(figures)
}

/// What is printed in place of a figure that was not published, or is hidden.
fn absent(row: &Row, column: usize, data: &ChartData, context: &LayoutContext<'_>) -> Block {
    let text_style = TextStyle { color: context.roles.quiet, ..context.small(TextRole::Value) };
    context.typesetter.line(&data.print_cell(row, column, context.typesetter.language), text_style)
}

/// The figures of the dots between the outer ones, each beside its dot where there is room up to the next one; and the
/// ones that have none. `outer` has those that are labelled already, and `x` is the position of a value.
pub(super) fn between(
    found: &[(usize, f64)],
    outer: &[End],
    x: &dyn Fn(f64) -> f32,
    data: &ChartData,
    context: &LayoutContext<'_>,
) -> (Vec<End>, Vec<(usize, f64)>) {
    let size = context.scale.label;
    let mut sorted = found.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (mut labelled, mut unlabelled) = (Vec::new(), Vec::new());
    // Where the label of the dot before ends, if it is right of that dot.
    let mut taken = f32::NEG_INFINITY;
    for (at, (column, value)) in sorted.iter().copied().enumerate() {
        if outer.iter().any(|end| end.column == column) {
            continue;
        }
        let block = value_block((column, value), data, Connector::Unconnected, context);
        let (left, right) =
            (at.checked_sub(1).map(|at| x(sorted[at].1)), sorted.get(at + 1).map(|dot| x(dot.1)));
        let own = x(value);
        let needs = size * (BESIDE + APART) + block.width;
        let is_free = |next: Option<f32>, taken: f32| {
            next.is_some_and(|next| (next - own).abs() >= needs) && own - size * BESIDE - block.width > taken
        };
        let place = match (is_free(right, f32::NEG_INFINITY), is_free(left, taken)) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        let Some(to_right) = place.filter(|_| !data.error_bars) else {
            unlabelled.push((column, value));
            continue;
        };
        if to_right {
            taken = own + size * APART + block.width;
        }
        labelled.push(End { column, block, reach: value, right: to_right });
    }
    (labelled, unlabelled)
}
