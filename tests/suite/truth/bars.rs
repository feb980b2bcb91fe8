//! Invariants of bars and segments.

use make_briefing::chart::data::RowKind;
use make_briefing::scene::item::{TextRole, TextRun};
use make_briefing::units::Rect;

use super::judge::{Judge, Wrong};

impl Judge<'_> {
    /// The figures in the order in which they are drawn; `None` where the kind has no bars.
    pub(super) fn figures(&self) -> Option<Vec<Option<f64>>> {
        let rows = self.shown.rows.iter();
        match self.kind {
            "donut" | "key-figures" | "bar-below-zero" => None,
            // Subgroups are bars of their own.
            "stacked-groups" => {
                let parts: Vec<_> = rows.filter(|row| row.kind != RowKind::Net).collect();
                let columns = 0..self.shown.columns.len();
                Some(columns.flat_map(|column| parts.iter().map(move |row| row.values[column])).collect())
            }
            // A net would be drawn twice: once by itself and once as its parts.
            kind if kind.starts_with("stacked") => {
                Some(rows.filter(|row| row.kind != RowKind::Net).flat_map(|row| row.values.clone()).collect())
            }
            _ => Some(rows.flat_map(|row| row.values.clone()).collect()),
        }
    }

    /// The bars of the figures that have one, in the same order.
    pub(super) fn bars(&self, figures: &[Option<f64>]) -> Vec<(usize, Rect)> {
        // A picture by itself has a flag above its title.
        let flag = usize::from(self.scene.background.is_some());
        let drawn = figures.iter().enumerate().filter(|(_, value)| value.is_some_and(|value| value > 0.0));
        drawn.map(|(index, _)| index).zip(self.rects().skip(flag).map(|(rect, _)| rect)).collect()
    }

    pub(super) fn length(&self, bar: Rect) -> f32 {
        if self.kind.starts_with("column") { bar.height } else { bar.width }
    }

    /// Lengths are to each other as the figures are.
    pub(super) fn marks_to_scale(&self) -> Vec<Wrong> {
        let Some(figures) = self.figures() else { return Vec::new() };
        let bars = self.bars(&figures);
        let wanted = figures.iter().flatten().filter(|value| **value > 0.0).count();
        if bars.len() < wanted {
            return vec![("bar missing", format!("{} of {wanted} are drawn", bars.len()))];
        }
        let longest = bars.iter().map(|(_, bar)| self.length(*bar)).fold(0.0, f32::max);
        let most = figures.iter().flatten().copied().fold(0.0, f64::max);
        bars.iter()
            .filter_map(|(index, bar)| {
                let right = longest * (figures[*index].unwrap_or(0.0) / most) as f32;
                let drawn = self.length(*bar);
                ((drawn - right).abs() > 0.1).then(|| {
                    ("bar not to scale", format!("{drawn} instead of {right} for {:?}", figures[*index]))
                })
            })
            .collect()
    }

    /// Behind the end of a bar, above a column: on its middle, at most one em away, and on no other mark.
    pub(super) fn values_beside_their_marks(&self) -> Vec<Wrong> {
        let upright = self.kind.starts_with("column");
        let Some(figures) = self.figures().filter(|_| !self.kind.starts_with("stacked")) else {
            return Vec::new();
        };
        let values: Vec<&TextRun> = self.of(TextRole::Value).collect();
        let mut wrong = Vec::new();
        for (index, bar) in self.bars(&figures) {
            let Some(run) = values.get(index) else { continue };
            let (text, end) = (run.bounds(), bar);
            let (aside, away) = match upright {
                true => (text.center().x - end.center().x, end.y - text.bottom()),
                false => (text.center().y - end.center().y, text.x - end.right()),
            };
            // Beyond the end of its error bar, however long that is.
            let most = if self.kind.ends_with("-intervals") { f32::INFINITY } else { run.size };
            if aside.abs() > run.size * 0.3 || !(0.0..most).contains(&away) {
                wrong.push((
                    "value not at its mark",
                    format!("{:?}: {aside} aside, {away} away", run.shaped.text),
                ));
            }
        }
        for run in values {
            if self.rects().any(|(rect, _)| rect.overlaps(run.bounds(), 0.5)) {
                wrong.push(("value on a mark", format!("{:?}", run.shaped.text)));
            }
        }
        wrong
    }
}
