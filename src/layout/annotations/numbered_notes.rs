//! Notes without free space near their mark: a number at the mark, and the text below the marks.

use super::obstacles::Obstacles;
use crate::chart::caption::notes::Note;
use crate::layout::context::{LaidOut, LayoutContext, Overlays};
use crate::layout::figure::Badge;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Point, Rect};

pub(super) fn note_style(context: &LayoutContext<'_>) -> TextStyle {
    context.small(TextRole::Note)
}

/// Places the numbers at the targets of the notes, and the texts below the marks.
pub(super) fn place_numbered(
    notes: &[(&Note, Rect)],
    obstacles: &mut Obstacles,
    laid_out: &mut LaidOut,
    overlays: &mut Overlays,
    context: &LayoutContext<'_>,
) {
    let size = context.scale.small;
    let radius = size * 0.64;
    let number = TextStyle {
        style: Style::Semibold,
        size: (size * 0.84).max(context.scale.least),
        color: context.roles.background,
        role: TextRole::Note,
    };
    let area = Rect { height: laid_out.height, ..context.area };
    let mut y = area.bottom() + size * 0.9;
    for (index, (note, target)) in notes.iter().enumerate() {
        let block = context.typesetter.line(&(index + 1).to_string(), number);
        let mut badge = |center: Point, laid_out: &mut LaidOut| {
            let (fill, edge) = (context.roles.text, context.roles.background);
            overlays.badges.push(Badge { center, radius, fill, edge });
            block.place_middle(center, Align::Center, &mut laid_out.labels);
        };
        let center = badge_center(*target, radius, obstacles, area);
        obstacles.add_text(Rect::new(center.x - radius, center.y - radius, radius * 2.0, radius * 2.0));
        badge(center, laid_out);
        let left = context.area.x + radius * 2.0 + size * 0.5;
        let words = context.typesetter.running(&note.text, note_style(context), context.area.right() - left);
        badge(Point::new(context.area.x + radius, y + size * 0.42), laid_out);
        words.place(Point::new(left, y), Align::Left, &mut laid_out.labels);
        y += words.height.max(radius * 2.0) + size * 0.45;
        laid_out.height = y - context.area.y;
    }
}

/// The centre of a number: on its target, at a corner or at a side of it, and beside a target that it would hide.
/// At the edge of the chart it is moved inwards.
fn badge_center(target: Rect, radius: f32, obstacles: &Obstacles, area: Rect) -> Point {
    let (middle, out) = (target.center(), radius * 1.3);
    let on = [
        middle,
        Point::new(target.x + out, middle.y),
        Point::new(target.right() - out, middle.y),
        Point::new(target.right(), target.y),
        Point::new(target.x, target.y),
        Point::new(target.right(), target.bottom()),
    ];
    let off = [
        Point::new(target.right() + out, middle.y),
        Point::new(target.x - out, middle.y),
        Point::new(middle.x, target.y - out),
        Point::new(middle.x, target.bottom() + out),
    ];
    let is_small = target.width.min(target.height) < radius * 2.0;
    let places: Vec<Point> = if is_small { [&off[..], &on].concat() } else { [&on[..], &off].concat() };
    let inside = |at: &Point| {
        let (left, right) = (area.x + radius, (area.right() - radius).max(area.x + radius));
        Point::new(at.x.clamp(left, right), at.y.clamp(area.y, area.bottom().max(area.y)))
    };
    let clear = |at: &Point| {
        obstacles.is_clear_of_texts(Rect::new(at.x - radius, at.y - radius, radius * 2.0, radius * 2.0))
    };
    places.iter().map(inside).find(clear).unwrap_or(middle)
}
