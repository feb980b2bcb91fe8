//! Small multiples: panels side by side, each a chart of the same kind on the same scale.

use super::colors::Chosen;
use super::figure::Plot;
use super::hatch;
use super::legend::{self, Legend};
use super::references::{self, Mark};
use super::shown::Shown;
use super::typeset::{Align, Type};
use super::{Ground, Laid};
use crate::spec::chart::ChartSpec;
use crate::spec::facet::Facet;
use crate::spec::kind::Kind;
use crate::text::run::TextRole;
use crate::theme::fonts::Style;
use crate::units::{Color, Point, Rect};

/// The least width of a panel, in sizes of its text.
const LEAST: f32 = 15.0;
/// The most panels in a row.
const MOST: usize = 4;

/// A panel: its name and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What it shows of the whole.
    pub name: String,
    /// Its figures, with the extremes of all panels to reach.
    pub shown: Shown,
}

/// The panels of a chart, in the order of its columns or categories.
pub fn panels(shown: &Shown, facet: Facet) -> Vec<Panel> {
    let reach = vec![shown.min(), shown.max()];
    match facet {
        Facet::Columns => (0..shown.columns.len())
            .map(|at| {
                let mut one = Shown { reach: reach.clone(), ..shown.clone() };
                let mut column = one.columns.swap_remove(at);
                let name = std::mem::take(&mut column.name);
                one.columns = vec![column];
                for row in &mut one.rows {
                    row.values = vec![row.values[at]];
                    row.notes = row.notes.get(at).cloned().into_iter().collect();
                }
                Panel { name, shown: one }
            })
            .collect(),
        Facet::Categories => (0..shown.rows.len())
            .map(|at| {
                let mut one = Shown { reach: reach.clone(), ..shown.clone() };
                let mut row = one.rows.swap_remove(at);
                let name = std::mem::take(&mut row.name);
                row.part_of = None;
                one.rows = vec![row];
                Panel { name, shown: one }
            })
            .collect(),
    }
}

/// Lays the panels out in rows of equal columns. `one` lays out a single chart.
pub(super) fn lay(
    spec: &ChartSpec,
    panels: &[Panel],
    marks: &[references::Mark],
    chosen: &Chosen,
    ground: &Ground<'_>,
) -> (Laid, references::Drawn) {
    let size = ground.scale.label;
    let key = key(spec, panels, marks, chosen, ground);
    // What the marks are held against is explained once, not in each panel.
    let marks: Vec<Mark> = marks.iter().map(|mark| Mark { label: String::new(), ..mark.clone() }).collect();
    let mut area = ground.area;
    area.y += key.height;
    area.height = (area.height - key.height).max(0.0);
    let gap = size * 1.6;
    let fit = (((area.width + gap) / (size * LEAST + gap)) as usize).clamp(1, MOST);
    // As many rows as are needed, filled evenly: four panels stand two by two where three fit.
    let lines = panels.len().div_ceil(fit);
    let across = panels.len().div_ceil(lines.max(1)).max(1);
    let width = (area.width - gap * (across - 1) as f32) / across as f32;
    let room = (area.height - gap * (lines.max(1) - 1) as f32) / lines.max(1) as f32;
    let title = Type { style: Style::Semibold, ..ground.label(TextRole::Legend) };
    let (mut plots, mut labels) = (Vec::new(), key.labels);
    let swatches = key.swatches.len();
    let mut drawn = references::Drawn { bands: key.swatches, lines: Vec::new() };
    let mut y = area.y;
    for line in panels.chunks(across) {
        let names: Vec<_> =
            line.iter().map(|panel| ground.typesetter.block(&panel.name, title, width)).collect();
        let head = names.iter().map(|block| block.height).fold(0.0, f32::max) + size * 0.6;
        let mut height = 0.0f32;
        for (index, (panel, name)) in line.iter().zip(names).enumerate() {
            let x = area.x + (width + gap) * index as f32;
            name.place(Point::new(x, y), Align::Left, &mut labels);
            let own = Rect::new(x, y + head, width, (room - head).max(0.0));
            let (mut laid, mut references) = super::lay(
                spec,
                &panel.shown,
                &marks,
                chosen,
                &Ground { area: own, legend: false, ..*ground },
            );
            height = height.max(laid.height);
            labels.append(&mut laid.labels);
            drawn.bands.append(&mut references.bands);
            drawn.lines.append(&mut references.lines);
            plots.push(laid.plot);
        }
        y += head + height + gap;
    }
    if ground.hatched {
        hatch::key(&drawn.bands[..swatches], &mut plots, ground);
    }
    (Laid { plot: Plot::Panels(plots), labels, height: (y - gap - ground.area.y).max(0.0) }, drawn)
}

/// The legend of all panels: columns that are compared in each of them, and references.
fn key(spec: &ChartSpec, panels: &[Panel], marks: &[Mark], chosen: &Chosen, ground: &Ground<'_>) -> Legend {
    let compared = !matches!(spec.kind.value, Kind::Line | Kind::Area | Kind::Slope);
    let columns = panels.first().map_or(&[][..], |panel| &panel.shown.columns);
    let colors = chosen.columns(columns, ground.roles);
    let mut entries: Vec<(String, Color)> = Vec::new();
    if compared && columns.len() > 1 {
        entries.extend(columns.iter().map(|column| column.name.clone()).zip(colors));
    }
    let first = entries.len();
    let named: Vec<&Mark> = marks.iter().filter(|mark| !mark.label.is_empty()).collect();
    let color = |mark: &Mark| if mark.is_line() { ground.roles.text } else { ground.roles.band() };
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
