//! Many rows in two columns side by side, on one scale: for an image that would be too tall with all of them below
//! each other.

use super::annotations::Annotations;
use super::canvas::Canvas;
use super::context::{LaidOut, LayoutContext, MarkBox, Overlays, PanelAlignment};
use super::facets;
use super::figure::Plot;
use super::legend;
use super::remarks::Remarks;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::chart::time::Times;
use crate::spec::chart::ChartSpec;
use crate::spec::kinds::Kind;
use crate::units::Rect;

/// Fewer rows are not set in two columns.
const LEAST_ROWS: usize = 8;
/// The space between the columns, in multiples of the label size.
const GAP: f32 = 2.2;
/// Largest share of the width of a column for names.
const NAME_SHARE: f32 = 0.5;
/// Steps of the bisection for the height of rows.
const HALVINGS: usize = 8;
/// The tallest rows, as a multiple of the usual ones.
const TALLEST: f32 = 3.6;

/// The rows of the left and the right column; `None` where one column is asked for, or where the rows cannot be
/// taken apart.
pub(super) fn halves(
    spec: &ChartSpec,
    data: &ChartData,
    annotations: Annotations<'_>,
    canvas: &Canvas,
) -> Option<[ChartData; 2]> {
    let by_row = matches!(spec.kind.value, Kind::Bar | Kind::Dot | Kind::Lollipop) && data.columns.len() == 1;
    // A note may be about rows of both columns.
    if canvas.row_columns < 2 || !by_row || data.rows.len() < LEAST_ROWS || !annotations.notes.is_empty() {
        return None;
    }
    // A reader follows time without a jump: rows that are points in time are taken apart only where nothing else fits.
    let is_time = || Times::of(data.rows.iter().map(|row| row.name.as_str())).is_some();
    if !canvas.is_smallest && is_time() {
        return None;
    }
    let at = split(data)?;
    let part = |rows: &[Row], first: usize| {
        let mut part = ChartData {
            rows: rows.to_vec(),
            reach: vec![data.min(), data.max()],
            emphasis: data.has_emphasis(),
            ..data.clone()
        };
        part.rows.iter_mut().for_each(|row| row.part_of = row.part_of.map(|net| net - first));
        part.columns.iter_mut().for_each(|column| column.name.clear());
        part
    };
    Some([part(&data.rows[..at], 0), part(&data.rows[at..], at)])
}

/// Where the right column begins: at half of the rows, but between groups and never between a net and its parts.
fn split(data: &ChartData) -> Option<usize> {
    let count = data.rows.len();
    let is_apart = |at: usize| {
        let crosses = |row: &Row| row.part_of.is_some_and(|net| net < at);
        !data.rows[at..].iter().any(crosses)
            && data.rows[..at].iter().all(|row| row.part_of.is_none_or(|net| net < at))
    };
    let begins_group = |at: usize| data.rows[at].group != data.rows[at - 1].group;
    let middle = count.div_ceil(2);
    let away = |at: &usize| (at.abs_diff(middle), *at < middle);
    let of_groups = (1..count).filter(|at| begins_group(*at) && is_apart(*at)).min_by_key(away);
    // Two columns of very different length save no height.
    of_groups
        .filter(|at| at.abs_diff(middle) <= count / 5)
        .or_else(|| (1..count).filter(|at| is_apart(*at)).min_by_key(away))
}

/// Lays out both columns. Their marks share one scale and one length, and their rows one height.
pub(super) fn lay_out(
    spec: &ChartSpec,
    data: &ChartData,
    halves: &[ChartData; 2],
    annotations: Annotations<'_>,
    overrides: &ColorOverrides,
    context: &LayoutContext<'_>,
) -> (LaidOut, Overlays) {
    let (area, size) = (context.area, context.scale.label);
    let name = data.columns.first().map_or("", |column| &column.name);
    let legend = legend::of_one(name, &overrides.rows(data, context.roles), context, area.x);
    let gap = size * GAP;
    let width = ((area.width - gap) / 2.0).max(size);
    let top = area.y + legend.height;
    let room = (area.height - legend.height).max(0.0);
    let place = |index: usize, insets: (f32, f32), stretch: (f32, f32)| LayoutContext {
        area: Rect::new(area.x + (width + gap) * index as f32, top, width, room),
        alignment: PanelAlignment { limit: Some(width * NAME_SHARE), hidden: false, insets },
        legend: false,
        stretch,
        ..*context
    };
    let column = |index: usize, context: &LayoutContext<'_>| {
        super::lay_out(spec, &halves[index], annotations, overrides, context)
    };
    let own_insets = |index: usize| {
        let context = place(index, (0.0, 0.0), context.stretch);
        let (laid_out, _) = column(index, &context);
        facets::frame(&laid_out.plot)
            .map_or((0.0, 0.0), |frame| (frame.x - context.area.x, context.area.right() - frame.right()))
    };
    let (left, right) = (own_insets(0), own_insets(1));
    let insets = (left.0.max(right.0), left.1.max(right.1));
    let at = |factor: f32| [0, 1].map(|index| column(index, &place(index, insets, (factor, factor))));
    let height = |columns: &[(LaidOut, Overlays); 2]| columns[0].0.height.max(columns[1].0.height);
    let (mut low, mut high) = (context.stretch.0, TALLEST.min(context.stretch.1));
    for _ in 0..HALVINGS {
        let middle = f32::midpoint(low, high);
        if height(&at(middle)) <= room { low = middle } else { high = middle }
    }
    let columns = at(low);
    let height = legend.height + height(&columns);
    let (mut plots, mut labels, mut too_wide) = (Vec::new(), legend.labels, Vec::new());
    let mut remarks = Remarks::default();
    let mut overlays = Overlays { bands: legend.swatches, ..Overlays::default() };
    let (mut mark_boxes, mut first) = (Vec::new(), 0);
    for ((mut laid_out, own), half) in columns.into_iter().zip(halves) {
        mark_boxes.extend(laid_out.mark_boxes.iter().map(|own| MarkBox { row: own.row + first, ..*own }));
        first += half.rows.len();
        labels.append(&mut laid_out.labels);
        too_wide.append(&mut laid_out.too_wide);
        remarks.append(&mut laid_out.remarks);
        overlays.bands.extend(own.bands);
        overlays.lines.extend(own.lines);
        plots.push(laid_out.plot);
    }
    let laid_out =
        LaidOut { mark_boxes, too_wide, remarks, ..LaidOut::new(Plot::Panels(plots), labels, height) };
    (laid_out, overlays)
}
