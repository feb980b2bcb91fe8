//! Small multiples: panels side by side, each a chart of the same kind on the same scale.

use super::annotations::Annotations;
use super::context::{LaidOut, LayoutContext, MarkBox, Overlays, PanelAlignment};
use super::figure::Plot;
use super::legend::Legend;
use super::remarks::Remarks;
use super::{hatch, legend};
use crate::chart::caption::notes::{Note, Target};
use crate::chart::caption::references::ReferenceMark;
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::spec::chart::ChartSpec;
use crate::spec::chart::facet::Facet;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Color, Point, Rect};

/// Least width of a panel's marks, in multiples of the label size.
const MIN_WIDTH: f32 = 11.0;
/// Least width for kinds with a name below each mark, in multiples of the label size.
const MIN_WIDTH_NAMED: f32 = 15.0;
/// Largest share of the chart's width for row names.
const MAX_NAME_SHARE: f32 = 0.24;
/// Largest number of panels in a row.
const MAX_ACROSS: usize = 4;

/// A panel: its name and its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The name of the column or category that it shows.
    pub name: String,
    /// Its data; `reach` has the extremes of all panels.
    pub data: ChartData,
}

/// How many panels a chart has.
pub fn count(data: &ChartData, facet: Facet) -> usize {
    match facet {
        Facet::Columns => data.columns.len(),
        Facet::Categories | Facet::Among => data.rows.len(),
    }
}

/// The panels of a chart, in the order of its columns or categories.
pub fn panels(data: &ChartData, facet: Facet) -> Vec<Panel> {
    (0..count(data, facet)).filter_map(|at| panel(data, facet, at)).collect()
}

/// A panel by its index, with a copy of only what it shows.
pub fn panel(data: &ChartData, facet: Facet, at: usize) -> Option<Panel> {
    let (mut columns, mut rows) = match facet {
        Facet::Columns => {
            let one = |row: &Row| Row {
                name: row.name.clone(),
                style: row.style.clone(),
                texts: Vec::new(),
                values: vec![row.values.get(at).copied().flatten()],
                exact: vec![row.exact.get(at).copied().flatten()],
                notes: row.notes.get(at).cloned().into_iter().collect(),
                ..*row
            };
            (vec![data.columns.get(at)?.clone()], data.rows.iter().map(one).collect())
        }
        Facet::Categories => (data.columns.clone(), vec![data.rows.get(at)?.clone()]),
        Facet::Among => {
            let own = Row { highlighted: true, ..data.rows.get(at)?.clone() };
            let others = data.rows.iter().enumerate().filter(|(other, _)| *other != at);
            let behind = others.map(|(_, row)| Row { highlighted: false, is_behind: true, ..row.clone() });
            (data.columns.clone(), std::iter::once(own).chain(behind).collect())
        }
    };
    let name = match facet {
        Facet::Columns => std::mem::take(&mut columns[0].name),
        Facet::Categories | Facet::Among => {
            rows[0].part_of = None;
            std::mem::take(&mut rows[0].name)
        }
    };
    let data = ChartData {
        columns,
        rows,
        sources: data.sources.clone(),
        groups: data.groups.clone(),
        reach: vec![data.min(), data.max()],
        style: data.style.clone(),
        table: data.table.clone(),
        change: data.change.clone(),
        emphasis: data.has_emphasis(),
        ..*data
    };
    Some(Panel { name, data })
}

/// Lays out the panels in rows. Their marks share one scale and one length; only the first panel of a row has row
/// names and tick labels.
pub(crate) fn lay_out(
    spec: &ChartSpec,
    panels: &[Panel],
    annotations: Annotations<'_>,
    overrides: &ColorOverrides,
    context: &LayoutContext<'_>,
) -> (LaidOut, Overlays) {
    let size = context.scale.label;
    let legend = shared_legend(spec, panels, annotations.marks, overrides, context);
    // Reference lines are labelled once, in the shared legend.
    let marks: Vec<ReferenceMark> =
        annotations.marks.iter().map(|mark| ReferenceMark { label: String::new(), ..mark.clone() }).collect();
    let lay_out_panel = |panel: &Panel, notes: &[Note], context: &LayoutContext<'_>| {
        let annotations = Annotations { marks: &marks, notes };
        super::lay_out(
            spec,
            &panel.data,
            annotations,
            overrides,
            &LayoutContext { legend: false, ..*context },
        )
    };
    let mut area = context.area;
    area.y += legend.height;
    area.height = (area.height - legend.height).max(0.0);
    let grid = Grid::new(spec, panels, LayoutContext { area, ..*context }, &|panel, context| {
        lay_out_panel(panel, &[], context)
    });
    let title = TextStyle { style: Style::Semibold, ..context.label(TextRole::Legend) };
    let (mut plots, mut labels, mut too_wide) = (Vec::new(), legend.labels, Vec::new());
    let (mut remarks, mut mark_boxes) = (Remarks::default(), Vec::new());
    let swatches = legend.swatches.len();
    let mut overlays = Overlays { bands: legend.swatches, ..Overlays::default() };
    let mut y = area.y;
    for (first, line) in panels.chunks(grid.across).enumerate().map(|(row, line)| (row * grid.across, line)) {
        // The title is aligned with the marks where they begin near the edge of their panel.
        let inset = if grid.insets.0 < grid.width * 0.25 { grid.insets.0 } else { 0.0 };
        let shape = |panel: &Panel| context.typesetter.block(&panel.name, title, grid.width - inset);
        let names: Vec<_> = line.iter().map(shape).collect();
        let head = names.iter().map(|block| block.height).fold(0.0, f32::max) + size * 0.6;
        let mut height = 0.0f32;
        for (index, (panel, name)) in line.iter().zip(names).enumerate() {
            let own = grid.panel(index, area.x, y + head, grid.room - head);
            let notes = notes_of(annotations.notes, spec, first + index);
            let (mut laid_out, panel_overlays) = lay_out_panel(
                panel,
                &notes,
                &LayoutContext { area: own.area, alignment: own.alignment, ..*context },
            );
            height = height.max(laid_out.height);
            let edge = own.area.right() - grid.width;
            let left = left_edge(&laid_out.plot).filter(|_| inset > 0.0).unwrap_or(edge);
            name.place(Point::new(left, y), Align::Left, &mut labels);
            labels.append(&mut laid_out.labels);
            too_wide.append(&mut laid_out.too_wide);
            remarks.append(&mut laid_out.remarks);
            mark_boxes
                .extend(laid_out.mark_boxes.into_iter().filter_map(|own| in_whole(own, spec, first + index)));
            overlays.bands.extend(panel_overlays.bands);
            overlays.lines.extend(panel_overlays.lines);
            overlays.pointers.extend(panel_overlays.pointers);
            overlays.badges.extend(panel_overlays.badges);
            plots.push(laid_out.plot);
        }
        y += head + height + grid.gap;
    }
    if context.hatched {
        hatch::shared_swatches(&overlays.bands[..swatches], &mut plots, context);
    }
    let height = (y - grid.gap - context.area.y).max(0.0);
    let laid_out =
        LaidOut { mark_boxes, too_wide, remarks, ..LaidOut::new(Plot::Panels(plots), labels, height) };
    (laid_out, overlays)
}

/// A mark box of a panel with the row and column of the whole chart; `None` for marks of other panels that lie behind.
fn in_whole(own: MarkBox, spec: &ChartSpec, panel: usize) -> Option<MarkBox> {
    match spec.facet.as_ref()?.value {
        Facet::Columns => Some(MarkBox { column: panel, ..own }),
        Facet::Categories | Facet::Among => (own.row == 0).then_some(MarkBox { row: panel, ..own }),
    }
}

/// The notes of one panel. A note that names no column or category goes to the first panel.
fn notes_of(notes: &[Note], spec: &ChartSpec, panel: usize) -> Vec<Note> {
    let by_columns = spec.facet.as_ref().is_some_and(|facet| facet.value == Facet::Columns);
    let here = |note: &Note| {
        let about = match note.about {
            Target::Spot { row, column, value } if by_columns => (column.unwrap_or(0) == panel)
                .then_some(Target::Spot { row, column: column.map(|_| 0), value }),
            Target::Spot { row, column, value } => {
                (row.unwrap_or(0) == panel).then_some(Target::Spot { row: row.map(|_| 0), column, value })
            }
            range => (panel == 0).then_some(range),
        };
        Some(Note { about: about?, ..note.clone() })
    };
    notes.iter().filter_map(here).collect()
}

/// The grid of panels, which all have marks of one length.
struct Grid {
    /// Panels in a row.
    across: usize,
    /// Width of a panel, without the extra width of the first one in a row.
    width: f32,
    /// Extra width of the first panel in a row, for row names or tick labels.
    first_extra: f32,
    /// Space left and right of the marks.
    insets: (f32, f32),
    /// Largest width of row names.
    limit: f32,
    /// Height of a panel with its title.
    room: f32,
    gap: f32,
}

/// Lays out one panel without notes.
type LayOutPanel<'a> = dyn Fn(&Panel, &LayoutContext<'_>) -> (LaidOut, Overlays) + 'a;

impl Grid {
    fn new(
        spec: &ChartSpec,
        panels: &[Panel],
        context: LayoutContext<'_>,
        lay_out: &LayOutPanel<'_>,
    ) -> Self {
        let (area, size) = (context.area, context.scale.label);
        let facts = spec.kind.value.facts();
        let gap = size * 1.6;
        let limit = area.width * MAX_NAME_SHARE;
        let insets = |panel: &Panel, width: f32, hidden: bool| {
            let alignment = PanelAlignment { limit: Some(limit), hidden, insets: (0.0, 0.0) };
            let own = Rect { width, ..area };
            let (laid_out, _) = lay_out(panel, &LayoutContext { area: own, alignment, ..context });
            frame(&laid_out.plot).map_or((0.0, 0.0), |frame| (frame.x - own.x, own.right() - frame.right()))
        };
        // Panels side by side name their rows once; panels below each other each name their own.
        let named = |width: f32| {
            panels.first().map_or(0.0, |panel| insets(panel, width, false).0 - insets(panel, width, true).0)
        };
        // Names below upright marks need room in each panel.
        let least = size * if facts.upright && !facts.waves { MIN_WIDTH_NAMED } else { MIN_WIDTH };
        let first_extra = named(area.width / 2.0).max(0.0);
        let fit = (((area.width - first_extra + gap) / (least + gap)) as usize).clamp(1, MAX_ACROSS);
        // As few rows as possible, filled evenly: four panels make two rows of two where three would fit.
        let lines = panels.len().div_ceil(fit).max(1);
        let across = panels.len().div_ceil(lines).max(1);
        let width = (area.width - first_extra - gap * (across - 1) as f32) / across as f32;
        let found = panels.iter().map(|panel| insets(panel, width, true));
        let insets = found.fold((0.0f32, 0.0f32), |most, own| (most.0.max(own.0), most.1.max(own.1)));
        let room = (area.height - gap * (lines - 1) as f32) / lines as f32;
        Self { across, width, first_extra, insets, limit, room, gap }
    }

    /// Area and alignment of the panel at this index of its row.
    fn panel(&self, index: usize, x: f32, y: f32, height: f32) -> PanelPlace {
        let is_first = index == 0;
        let more = if is_first { self.first_extra } else { 0.0 };
        let left = x + (self.width + self.gap) * index as f32 + if is_first { 0.0 } else { self.first_extra };
        PanelPlace {
            area: Rect::new(left, y, self.width + more, height.max(0.0)),
            alignment: PanelAlignment {
                limit: Some(self.limit),
                hidden: !is_first,
                insets: (self.insets.0 + more, self.insets.1),
            },
        }
    }
}

/// Area and alignment of one panel.
struct PanelPlace {
    area: Rect,
    alignment: PanelAlignment,
}

/// The left edge of marks with an axis: of their frame or of their grid lines.
fn left_edge(plot: &Plot) -> Option<f32> {
    let grid = match plot {
        Plot::Points(points) if points.values_up => &points.grid[..],
        Plot::Bars(_) | Plot::Points(_) => &[],
        Plot::Ring(_) | Plot::Tiles(_) | Plot::Cells(_) | Plot::Panels(_) => &[],
    };
    let lines = grid.iter().flat_map(|line| &line.points).map(|point| point.x);
    Some(lines.fold(frame(plot)?.x, f32::min))
}

/// The frame of marks with an axis.
pub(super) fn frame(plot: &Plot) -> Option<Rect> {
    match plot {
        Plot::Bars(bars) => Some(bars.frame),
        Plot::Points(points) => Some(points.frame),
        Plot::Ring(_) | Plot::Tiles(_) | Plot::Cells(_) | Plot::Panels(_) => None,
    }
}

/// The legend that all panels share: the columns that each of them compares, and the reference lines.
fn shared_legend(
    spec: &ChartSpec,
    panels: &[Panel],
    marks: &[ReferenceMark],
    overrides: &ColorOverrides,
    context: &LayoutContext<'_>,
) -> Legend {
    let compared = !spec.kind.value.facts().waves;
    let columns = panels.first().map_or(&[][..], |panel| &panel.data.columns);
    let colors = overrides.columns(columns, context.roles);
    let mut entries: Vec<(String, Color)> = Vec::new();
    if compared && columns.len() > 1 {
        entries.extend(columns.iter().map(|column| column.name.clone()).zip(colors));
    }
    let first = entries.len();
    let named: Vec<&ReferenceMark> = marks.iter().filter(|mark| !mark.label.is_empty()).collect();
    let color = |mark: &ReferenceMark| if mark.is_line() { context.roles.text } else { context.roles.band() };
    entries.extend(named.iter().map(|mark| (mark.label.clone(), color(mark))));
    let mut legend = legend::lay_out(&entries, context, context.area.x);
    for ((rect, _), mark) in legend.swatches.iter_mut().skip(first).zip(named) {
        if mark.is_line() {
            let middle = rect.y + rect.height / 2.0;
            *rect = Rect::new(rect.x, middle - 0.5, rect.width, 1.0);
        }
    }
    legend
}
