//! Small multiples: panels side by side, each a chart of the same kind on the same scale.

use super::annotations::Annotations;
use super::context::{LaidOut, LayoutContext, Overlays, PanelAlignment};
use super::figure::Plot;
use super::legend::Legend;
use super::{hatch, legend};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::{ChartData, Row};
use crate::chart::notes::{Note, Target};
use crate::chart::references::ReferenceMark;
use crate::spec::chart::ChartSpec;
use crate::spec::facet::Facet;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Color, Point, Rect};

/// Least width of a panel's marks, in multiples of the label size.
const LEAST: f32 = 11.0;
/// Least width for kinds with a name below each mark, in multiples of the label size.
const WIDE: f32 = 15.0;
/// Largest share of the chart's width for row names.
const NAMES: f32 = 0.24;
/// Largest number of panels in a row.
const MOST: usize = 4;

/// A panel: its name and its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The name of the column or category that it shows.
    pub name: String,
    /// Its data; `reach` has the extremes of all panels.
    pub shown: ChartData,
}

/// How many panels a chart has.
pub fn count(shown: &ChartData, facet: Facet) -> usize {
    match facet {
        Facet::Columns => shown.columns.len(),
        Facet::Categories => shown.rows.len(),
    }
}

/// The panels of a chart, in the order of its columns or categories.
pub fn panels(shown: &ChartData, facet: Facet) -> Vec<Panel> {
    (0..count(shown, facet)).filter_map(|at| panel(shown, facet, at)).collect()
}

/// A panel by its index, with a copy of only what it shows.
pub fn panel(shown: &ChartData, facet: Facet, at: usize) -> Option<Panel> {
    let (mut columns, mut rows) = match facet {
        Facet::Columns => {
            let one = |row: &Row| Row {
                name: row.name.clone(),
                values: vec![row.values.get(at).copied().flatten()],
                notes: row.notes.get(at).cloned().into_iter().collect(),
                ..*row
            };
            (vec![shown.columns.get(at)?.clone()], shown.rows.iter().map(one).collect())
        }
        Facet::Categories => (shown.columns.clone(), vec![shown.rows.get(at)?.clone()]),
    };
    let name = match facet {
        Facet::Columns => std::mem::take(&mut columns[0].name),
        Facet::Categories => {
            rows[0].part_of = None;
            std::mem::take(&mut rows[0].name)
        }
    };
    let shown = ChartData {
        columns,
        rows,
        sources: shown.sources.clone(),
        groups: shown.groups.clone(),
        reach: vec![shown.min(), shown.max()],
        ..*shown
    };
    Some(Panel { name, shown })
}

/// Lays out the panels in rows. Their marks share one scale and one length; only the first panel of a row has row
/// names and tick labels.
pub(crate) fn lay(
    spec: &ChartSpec,
    panels: &[Panel],
    held: Annotations<'_>,
    chosen: &ColorOverrides,
    ground: &LayoutContext<'_>,
) -> (LaidOut, Overlays) {
    let size = ground.scale.label;
    let key = key(spec, panels, held.marks, chosen, ground);
    // Reference lines are labelled once, in the shared legend.
    let marks: Vec<ReferenceMark> =
        held.marks.iter().map(|mark| ReferenceMark { label: String::new(), ..mark.clone() }).collect();
    let lay_one = |panel: &Panel, notes: &[Note], ground: &LayoutContext<'_>| {
        let held = Annotations { marks: &marks, notes };
        super::lay(spec, &panel.shown, held, chosen, &LayoutContext { legend: false, ..*ground })
    };
    let mut area = ground.area;
    area.y += key.height;
    area.height = (area.height - key.height).max(0.0);
    let grid = Grid::new(spec, panels, LayoutContext { area, ..*ground }, &|panel, ground| {
        lay_one(panel, &[], ground)
    });
    let title = TextStyle { style: Style::Semibold, ..ground.label(TextRole::Legend) };
    let (mut plots, mut labels, mut cut) = (Vec::new(), key.labels, Vec::new());
    let swatches = key.swatches.len();
    let mut around = Overlays { bands: key.swatches, ..Overlays::default() };
    let mut y = area.y;
    for (first, line) in panels.chunks(grid.across).enumerate().map(|(row, line)| (row * grid.across, line)) {
        // The title is aligned with the marks where they begin near the edge of their panel.
        let inset = if grid.insets.0 < grid.width * 0.25 { grid.insets.0 } else { 0.0 };
        let set = |panel: &Panel| ground.typesetter.block(&panel.name, title, grid.width - inset);
        let names: Vec<_> = line.iter().map(set).collect();
        let head = names.iter().map(|block| block.height).fold(0.0, f32::max) + size * 0.6;
        let mut height = 0.0f32;
        for (index, (panel, name)) in line.iter().zip(names).enumerate() {
            let own = grid.panel(index, area.x, y + head, grid.room - head);
            let notes = notes_of(held.notes, spec, first + index);
            let (mut laid, drawn) =
                lay_one(panel, &notes, &LayoutContext { area: own.area, side: own.side, ..*ground });
            height = height.max(laid.height);
            let edge = own.area.right() - grid.width;
            let left = left_edge(&laid.plot).filter(|_| inset > 0.0).unwrap_or(edge);
            name.place(Point::new(left, y), Align::Left, &mut labels);
            labels.append(&mut laid.labels);
            cut.append(&mut laid.cut);
            around.bands.extend(drawn.bands);
            around.lines.extend(drawn.lines);
            around.pointers.extend(drawn.pointers);
            around.badges.extend(drawn.badges);
            plots.push(laid.plot);
        }
        y += head + height + grid.gap;
    }
    if ground.hatched {
        hatch::key(&around.bands[..swatches], &mut plots, ground);
    }
    let height = (y - grid.gap - ground.area.y).max(0.0);
    (LaidOut { cut, ..LaidOut::new(Plot::Panels(plots), labels, height) }, around)
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
    side: f32,
    /// Space left and right of the marks.
    insets: (f32, f32),
    /// Largest width of row names.
    limit: f32,
    /// Height of a panel with its title.
    room: f32,
    gap: f32,
}

/// Lays out one panel without notes.
type LayOne<'a> = dyn Fn(&Panel, &LayoutContext<'_>) -> (LaidOut, Overlays) + 'a;

impl Grid {
    fn new(spec: &ChartSpec, panels: &[Panel], ground: LayoutContext<'_>, lay: &LayOne<'_>) -> Self {
        let (area, size) = (ground.area, ground.scale.label);
        let facts = spec.kind.value.facts();
        let gap = size * 1.6;
        let limit = area.width * NAMES;
        let insets = |panel: &Panel, width: f32, hidden: bool| {
            let side = PanelAlignment { limit: Some(limit), hidden, insets: (0.0, 0.0) };
            let own = Rect { width, ..area };
            let (laid, _) = lay(panel, &LayoutContext { area: own, side, ..ground });
            frame(&laid.plot).map_or((0.0, 0.0), |frame| (frame.x - own.x, own.right() - frame.right()))
        };
        // Panels side by side name their rows once; panels below each other each name their own.
        let named = |width: f32| {
            panels.first().map_or(0.0, |panel| insets(panel, width, false).0 - insets(panel, width, true).0)
        };
        // Names below upright marks need room in each panel.
        let least = size * if facts.upright && !facts.waves { WIDE } else { LEAST };
        let side = named(area.width / 2.0).max(0.0);
        let fit = (((area.width - side + gap) / (least + gap)) as usize).clamp(1, MOST);
        // As few rows as possible, filled evenly: four panels make two rows of two where three would fit.
        let lines = panels.len().div_ceil(fit).max(1);
        let across = panels.len().div_ceil(lines).max(1);
        let width = (area.width - side - gap * (across - 1) as f32) / across as f32;
        let found = panels.iter().map(|panel| insets(panel, width, true));
        let insets = found.fold((0.0f32, 0.0f32), |most, own| (most.0.max(own.0), most.1.max(own.1)));
        let room = (area.height - gap * (lines - 1) as f32) / lines as f32;
        Self { across, width, side, insets, limit, room, gap }
    }

    /// Area and alignment of the panel at this index of its row.
    fn panel(&self, index: usize, x: f32, y: f32, height: f32) -> Own {
        let is_first = index == 0;
        let more = if is_first { self.side } else { 0.0 };
        let left = x + (self.width + self.gap) * index as f32 + if is_first { 0.0 } else { self.side };
        Own {
            area: Rect::new(left, y, self.width + more, height.max(0.0)),
            side: PanelAlignment {
                limit: Some(self.limit),
                hidden: !is_first,
                insets: (self.insets.0 + more, self.insets.1),
            },
        }
    }
}

/// Area and alignment of one panel.
struct Own {
    area: Rect,
    side: PanelAlignment,
}

/// The left edge of marks with an axis: of their frame or of their grid lines.
fn left_edge(plot: &Plot) -> Option<f32> {
    let grid = match plot {
        Plot::Points(points) if points.values_up => &points.grid[..],
        _ => &[],
    };
    let lines = grid.iter().flat_map(|line| &line.points).map(|point| point.x);
    Some(lines.fold(frame(plot)?.x, f32::min))
}

/// The frame of marks with an axis.
fn frame(plot: &Plot) -> Option<Rect> {
    match plot {
        Plot::Bars(bars) => Some(bars.frame),
        Plot::Points(points) => Some(points.frame),
        _ => None,
    }
}

/// The legend that all panels share: the columns that each of them compares, and the reference lines.
fn key(
    spec: &ChartSpec,
    panels: &[Panel],
    marks: &[ReferenceMark],
    chosen: &ColorOverrides,
    ground: &LayoutContext<'_>,
) -> Legend {
    let compared = !spec.kind.value.facts().waves;
    let columns = panels.first().map_or(&[][..], |panel| &panel.shown.columns);
    let colors = chosen.columns(columns, ground.roles);
    let mut entries: Vec<(String, Color)> = Vec::new();
    if compared && columns.len() > 1 {
        entries.extend(columns.iter().map(|column| column.name.clone()).zip(colors));
    }
    let first = entries.len();
    let named: Vec<&ReferenceMark> = marks.iter().filter(|mark| !mark.label.is_empty()).collect();
    let color = |mark: &ReferenceMark| if mark.is_line() { ground.roles.text } else { ground.roles.band() };
    entries.extend(named.iter().map(|mark| (mark.label.clone(), color(mark))));
    let mut legend = legend::lay(&entries, ground, ground.area.x);
    for ((rect, _), mark) in legend.swatches.iter_mut().skip(first).zip(named) {
        if mark.is_line() {
            let middle = rect.y + rect.height / 2.0;
            *rect = Rect::new(rect.x, middle - 0.5, rect.width, 1.0);
        }
    }
    legend
}
