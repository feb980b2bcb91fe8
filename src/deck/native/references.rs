//! Reference lines across bars and lines: the room for their labels.

use super::room::{self, SIZE};
use super::{Form, NativeChart, Place, Shown};
use crate::theme;

/// The share of the axis that a figure beside a bar takes, with a little space before it.
const FIGURE: (f64, f64) = (-0.004, 0.075);

impl NativeChart {
    /// Adds the reference lines; `None` where they have no place in a chart of this form.
    pub(super) fn with_references(&mut self, shown: Shown<'_>) -> Option<()> {
        let references = shown.references();
        match self.form {
            _ if references.is_empty() => {}
            // Lines have them already.
            Form::Line => {}
            Form::Bars { upright: true, .. } => {
                self.references = references;
                self.labels_beside_columns()?;
            }
            // LibreOffice loses the place of lines across several bars for each name.
            Form::Bars { upright: false, .. } if self.series.len() == 1 => {
                self.references = references;
                self.fix_ends();
                self.labels_inside(shown);
            }
            _ => return None,
        }
        Some(())
    }

    /// The least and the greatest figure.
    pub(super) fn reach(&self) -> (f64, f64) {
        let figures = self.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        let errors = self.series.iter().flat_map(|series| series.errors.iter().flatten());
        let all = figures.chain(errors.flat_map(|(low, high)| [*low, *high]));
        let all = all.chain(self.references.iter().map(|line| line.value));
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
            (least.min(value), most.max(value))
        })
    }

    /// Sets the ends of the axis where they are free: the bars and the lines across them must have the same.
    fn fix_ends(&mut self) {
        let (least, most) = self.reach();
        let (least, most) = (least.min(0.0), most.max(0.0));
        // Labels are outside of the bars.
        let room = 0.1 * (most - least);
        let step = 10f64.powf(room.max(f64::MIN_POSITIVE).log10().floor());
        let round = |end: f64| {
            let rounded = (end / step).round() * step;
            format!("{rounded:.9e}").parse().unwrap_or(rounded)
        };
        let below = if least < 0.0 { round(least - room) } else { 0.0 };
        self.ends = (self.ends.0.or(Some(below)), self.ends.1.or(Some(round(most + room))));
    }

    /// Puts figures that a line would cross into their bars.
    fn labels_inside(&mut self, shown: Shown<'_>) {
        let (Some(least), Some(most)) = self.ends else { return };
        let span = most - least;
        for series in &mut self.series {
            for (at, value) in series.values.iter().enumerate() {
                let Some(value) = value else { continue };
                let sign = if *value < 0.0 { -1.0 } else { 1.0 };
                let is_crossed = self.references.iter().any(|line| {
                    let ahead = (line.value - value) * sign / span;
                    (FIGURE.0..FIGURE.1).contains(&ahead)
                });
                if is_crossed && value.abs() > span * FIGURE.1 * 1.5 {
                    let fill = series.points.get(&at).copied().unwrap_or(series.fill);
                    series.inside.push(at);
                    series.label_colors.insert(at, theme::text_on(fill, shown.roles));
                }
            }
        }
    }

    /// Labels of lines across columns are right of the last column.
    fn labels_beside_columns(&mut self) -> Option<()> {
        let (width, height) = self.size;
        let longest = self.references.iter().map(|line| room::width(&line.label, SIZE)).fold(0.0, f32::max);
        if longest > width * 0.3 {
            return None;
        }
        let right = longest + 16.0;
        let names = self.categories.iter().map(String::as_str);
        let (size, lines) = room::below(names, (width - right, height));
        let below = lines as f32 * room::line(size) + 8.0;
        let top = room::line(SIZE) * if self.has_legend { 2.4 } else { 1.2 };
        let plot = Place {
            x: 0.0,
            y: top / height,
            width: (width - right) / width,
            height: (height - top - below) / height,
        };
        // The line ends in the middle of the last column.
        let by = plot.width / self.categories.len().max(1) as f32 / 2.0;
        self.references.iter_mut().for_each(|line| line.offset = (by, 0.0));
        self.plot = Some(plot);
        Some(())
    }
}
