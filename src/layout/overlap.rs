//! What a drawing must never do: set a text over another, or beyond its edge. Kinds avoid it as far as they can; where
//! there is no room at all the chart is refused instead.

use super::figure::Figure;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::chart::ChartSpec;
use crate::typeset::text_run::TextRun;
use crate::units::Rect;

/// How far boxes may overlap or stand out, in units: the space around letters.
const SLACK: f32 = 0.5;

/// Texts that have no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRoom {
    /// Two that would stand over each other.
    Over(String, String),
    /// One that would be cut at the edge.
    Beyond(String),
    /// One whose words would be cut where no word divides.
    Cut(String),
}

/// The first texts of a figure that have no room.
pub fn find(figure: &Figure) -> Option<NoRoom> {
    if let Some(text) = figure.cut.first() {
        return Some(NoRoom::Cut(text.clone()));
    }
    let canvas = Rect::new(0.0, 0.0, figure.size.width, figure.size.height);
    let runs = figure.header.iter().chain(&figure.labels).chain(&figure.footer);
    let mut boxes: Vec<(Rect, &TextRun)> = runs.map(|run| (run.bounds(), run)).collect();
    if let Some((_, run)) = boxes.iter().find(|(bounds, _)| !canvas.contains(*bounds, SLACK)) {
        return Some(NoRoom::Beyond(run.shaped.text.clone()));
    }
    // From the top down, a text needs to be held only against those that begin above its end.
    boxes.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    for (index, (bounds, run)) in boxes.iter().enumerate() {
        let near = boxes[index + 1..].iter().take_while(|(other, _)| other.y < bounds.bottom());
        if let Some((_, other)) = near.into_iter().find(|(other, _)| bounds.overlaps(*other, SLACK)) {
            return Some(NoRoom::Over(run.shaped.text.clone(), other.shaped.text.clone()));
        }
    }
    None
}

/// A chart whose texts have no room where it is to stand.
pub fn crowded(spec: &ChartSpec, crowded: &NoRoom, place: &str) -> Diagnostic {
    let what = match crowded {
        NoRoom::Over(one, other) => format!("“{one}” and “{other}” would stand over each other"),
        NoRoom::Beyond(one) => format!("“{one}” would be cut off"),
        NoRoom::Cut(one) => format!("“{one}” would be cut in the middle of a word"),
    };
    let message = format!("`{}` has no room for its texts {place}: {what}", spec.kind.value.name());
    let hint = format!("{}; a wider variant has more room", spec.kind.value.facts().crowded);
    Diagnostic::error(Code::Crowded, spec.kind.span.clone(), message).hint(hint)
}
