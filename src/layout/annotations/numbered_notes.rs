//! Notes without free space near their mark: a number at the mark, and the text below the marks.

use super::obstacles::Obstacles;
use crate::chart::notes::Note;
use crate::layout::context::{LaidOut, LayoutContext, Overlays};
use crate::layout::figure::Badge;
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, TextStyle};
use crate::typeset::text_run::TextRole;
use crate::units::{Point, Rect};

pub(super) fn kind(ground: &LayoutContext<'_>) -> TextStyle {
    ground.small(TextRole::Note)
}

/// Places the numbers at the targets of the notes, and the texts below the marks.
pub(super) fn key(
    notes: &[(&Note, Rect)],
    space: &mut Obstacles,
    laid: &mut LaidOut,
    around: &mut Overlays,
    ground: &LayoutContext<'_>,
) {
    let size = ground.scale.small;
    let radius = size * 0.64;
    let number = TextStyle {
        style: Style::Semibold,
        size: (size * 0.84).max(ground.scale.least),
        color: ground.roles.background,
        role: TextRole::Note,
    };
    let area = Rect { height: laid.height, ..ground.area };
    let mut y = area.bottom() + size * 0.9;
    for (index, (note, target)) in notes.iter().enumerate() {
        let block = ground.typesetter.line(&(index + 1).to_string(), number);
        let mut badge = |center: Point, laid: &mut LaidOut| {
            let (fill, edge) = (ground.roles.text, ground.roles.background);
            around.badges.push(Badge { center, radius, fill, edge });
            block.place_middle(center, Align::Center, &mut laid.labels);
        };
        let center = beside(*target, radius, space, area);
        space.take(Rect::new(center.x - radius, center.y - radius, radius * 2.0, radius * 2.0));
        badge(center, laid);
        let left = ground.area.x + radius * 2.0 + size * 0.5;
        let words = ground.typesetter.running(&note.text, kind(ground), ground.area.right() - left);
        badge(Point::new(ground.area.x + radius, y + size * 0.42), laid);
        words.place(Point::new(left, y), Align::Left, &mut laid.labels);
        y += words.height.max(radius * 2.0) + size * 0.45;
        laid.height = y - ground.area.y;
    }
}

/// The centre of a number: on its target, at a corner or at a side of it, and beside a target that it would hide.
/// At the edge of the chart it is moved inwards.
fn beside(target: Rect, radius: f32, space: &Obstacles, area: Rect) -> Point {
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
    let clear =
        |at: &Point| space.is_clear(Rect::new(at.x - radius, at.y - radius, radius * 2.0, radius * 2.0));
    places.iter().map(inside).find(clear).unwrap_or(middle)
}
