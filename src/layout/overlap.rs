//! Finds texts that overlap, extend beyond the canvas or have a broken word. The kinds avoid this as far as they
//! can; a chart without enough room is refused with a diagnostic.

use super::figure::Figure;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::chart::ChartSpec;
use crate::typeset::text_run::TextRun;
use crate::units::Rect;

/// How far text boxes may overlap or extend beyond the canvas, in units: they include some space around letters.
const TOLERANCE: f32 = 0.5;

/// Why a text has no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRoom {
    /// Two texts overlap.
    Overlap(String, String),
    /// A text extends beyond the edge of the canvas.
    CutOff(String),
    /// A word is broken where hyphenation does not allow it, or a value is wider than its cell.
    BrokenWord(String),
}

/// The first text of a figure that has no room, if any.
pub fn find(figure: &Figure) -> Option<NoRoom> {
    if let Some(text) = figure.too_wide.first() {
        return Some(NoRoom::BrokenWord(text.clone()));
    }
    let canvas = Rect::new(0.0, 0.0, figure.size.width, figure.size.height);
    let runs = figure.header.iter().chain(&figure.labels).chain(&figure.footer);
    let mut boxes: Vec<(Rect, &TextRun)> = runs.map(|run| (run.bounds(), run)).collect();
    if let Some((_, run)) = boxes.iter().find(|(bounds, _)| !canvas.contains(*bounds, TOLERANCE)) {
        return Some(NoRoom::CutOff(run.shaped.text.clone()));
    }
    // Sorted from the top down, a text can only overlap texts that begin above its bottom edge.
    boxes.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    for (index, (bounds, run)) in boxes.iter().enumerate() {
        let near = boxes[index + 1..].iter().take_while(|(other, _)| other.y < bounds.bottom());
        if let Some((_, other)) = near.into_iter().find(|(other, _)| bounds.overlaps(*other, TOLERANCE)) {
            return Some(NoRoom::Overlap(run.shaped.text.clone(), other.shaped.text.clone()));
        }
    }
    None
}

/// The diagnostic for a chart whose texts have no room; `place` says where, such as “on a page”.
pub fn crowded(spec: &ChartSpec, no_room: &NoRoom, place: &str) -> Diagnostic {
    let what = match no_room {
        NoRoom::Overlap(one, other) => format!("“{one}” and “{other}” would overlap"),
        NoRoom::CutOff(one) => format!("“{one}” would be cut off"),
        NoRoom::BrokenWord(one) => format!("“{one}” would be broken in the middle of a word"),
    };
    let message = format!("`{}` has no room for its texts {place}: {what}", spec.kind.value.name());
    let hint = format!("{}; a wider variant has more room", spec.kind.value.facts().crowded);
    Diagnostic::error(Code::Crowded, spec.kind.span.clone(), message).hint(hint)
}
