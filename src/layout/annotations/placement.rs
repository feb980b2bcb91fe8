//! Places notes: each in free space near its target, with a line to the target where they are not adjacent.

use super::numbered_notes::{note_style, place_numbered};
use super::obstacles::Obstacles;
use crate::chart::caption::notes::{Note, Target};
use crate::layout::context::{LaidOut, LayoutContext, Overlays};
use crate::layout::figure::{Direction, Dot, Plot, Pointer};
use crate::layout::geometry::{crosses, enlarged, nearest};
use crate::typeset::blocks::{Align, Block};
use crate::units::{Point, Rect};

/// Widths to wrap a note at, in multiples of its text size; the first looks best.
const WIDTHS: [f32; 4] = [15.0, 10.0, 22.0, 7.5];
/// Grid step of the search for free space, in multiples of the text size.
const STEP: f32 = 0.75;
/// Up to this distance a note needs no line to its target, in multiples of the text size.
const NO_LINE: f32 = 1.15;
/// Least distance of a note from its target, in multiples of the text size.
const MIN_GAP: f32 = 0.35;
/// Largest cost of a position, in multiples of the text size; and the same of a note about a highlighted line, whose arrow
/// may be longer.
const MAX_COST: f32 = 13.0;
const MAX_COST_HIGHLIGHTED: f32 = 26.0;
/// Least length of a line to the target, in multiples of the text size.
const MIN_LINE: f32 = 1.8;

/// A position for a note.
struct Position {
    block: Block,
    rect: Rect,
    pointer: Option<(Point, Point)>,
    cost: f32,
}

/// The constraints of a note, besides the obstacles.
#[derive(Debug, Clone, Copy)]
struct Bounds<'a> {
    /// The area that it must stay within.
    area: Rect,
    /// The marks that it is not about.
    others: &'a [Rect],
    /// Whether the marks that it is not about are grey, and it is about a highlighted one.
    muted_others: bool,
    /// Ranges behind the marks; a text does not lie across their edges.
    bands: &'a [Rect],
}

/// Places the notes of a chart or panel. Ranges are drawn behind the marks.
pub(crate) fn place(
    laid_out: &mut LaidOut,
    notes: &[Note],
    overlays: &mut Overlays,
    context: &LayoutContext<'_>,
) {
    if notes.is_empty() {
        return;
    }
    let mut obstacles = Obstacles::of(laid_out, context);
    for line in &overlays.lines {
        line.points.windows(2).for_each(|pair| obstacles.add_line(pair[0], pair[1]));
    }
    let area = Rect { height: laid_out.height, ..context.area };
    let about = notes.iter().filter_map(|note| Some((note, target(&note.about, laid_out, context)?)));
    let about: Vec<(&Note, Rect)> = about.collect();
    for (_, target) in about.iter().filter(|(note, _)| !matches!(note.about, Target::Spot { .. })) {
        let bottom = target.bottom().min(area.bottom());
        let visible = Rect { height: bottom - target.y, ..*target };
        overlays.bands.push((visible, context.roles.band()));
    }
    let bands: Vec<Rect> = overlays.bands.iter().map(|(rect, _)| *rect).collect();
    let mut numbered = Vec::new();
    for (note, target) in about {
        let others = others(&note.about, laid_out);
        let muted_others = is_about_highlighted(note, &laid_out.plot, target);
        let bounds = Bounds { area, others: &others, muted_others, bands: &bands };
        match search(note, target, bounds, &obstacles, context) {
            Some(found) => {
                found.block.place(Point::new(found.rect.x, found.rect.y), Align::Left, &mut laid_out.labels);
                obstacles.add_text(found.rect);
                if let Some((from, to)) = found.pointer {
                    obstacles.add_pointer(from, to);
                    overlays.pointers.push(Pointer {
                        from,
                        to,
                        color: context.roles.text,
                        halo: context.roles.background,
                        head: if note.arrow { context.scale.small * 0.6 } else { 0.0 },
                    });
                }
            }
            None => numbered.push((note, target)),
        }
    }
    place_numbered(&numbered, &mut obstacles, laid_out, overlays, context);
}

/// The bounding box of a note's target.
fn target(about: &Target, laid_out: &LaidOut, context: &LayoutContext<'_>) -> Option<Rect> {
    let boxes = |keep: &dyn Fn(usize, usize) -> bool| {
        let kept = laid_out.mark_boxes.iter().filter(|mark_box| keep(mark_box.row, mark_box.column));
        kept.map(|mark_box| mark_box.rect).reduce(Rect::union)
    };
    let (frame, upright) = match &laid_out.plot {
        Plot::Bars(bars) => (bars.frame, bars.direction == Direction::Up),
        Plot::Points(points) => (points.frame, points.values_up),
        Plot::Ring(_) | Plot::Tiles(_) | Plot::Cells(_) | Plot::Panels(_) => (context.area, false),
    };
    let band = |marks: Rect, across: bool| {
        // Half the distance to the next marks, up to a limit.
        let gaps = laid_out.mark_boxes.iter().map(|mark_box| {
            let (from, to) = (mark_box.rect, marks);
            if across {
                (from.x - to.right()).max(to.x - from.right())
            } else {
                (from.y - to.bottom()).max(to.y - from.bottom())
            }
        });
        let gap = gaps.filter(|gap| *gap >= -0.01).fold(f32::INFINITY, f32::min);
        let pad = (gap / 2.0).clamp(0.0, context.scale.label * 0.4);
        match across {
            true => Rect::new(marks.x - pad, frame.y, marks.width + pad * 2.0, frame.height),
            false => Rect::new(context.area.x, marks.y - pad, context.area.width, marks.height + pad * 2.0),
        }
    };
    match *about {
        Target::Rows(from, to) => Some(band(boxes(&|row, _| (from..=to).contains(&row))?, upright)),
        Target::Columns(from, to) => Some(band(boxes(&|_, column| (from..=to).contains(&column))?, true)),
        Target::Spot { row, column, value } => {
            let fits = |wanted: Option<usize>, at: usize| wanted.is_none_or(|wanted| wanted == at);
            let marks = boxes(&|at, other| fits(row, at) && fits(column, other));
            let Some(value) = value else {
                return match (&laid_out.plot, row, column) {
                    // A note about a whole line points at its end.
                    (Plot::Points(points), Some(row), None) if points.values_up => laid_out
                        .mark_boxes
                        .iter()
                        .rfind(|mark_box| mark_box.row == row)
                        .map(|mark_box| mark_box.rect),
                    _ => marks,
                };
            };
            let along = match &laid_out.plot {
                Plot::Bars(bars) => bars.along(value),
                Plot::Points(points) if upright => points.position((0.0, value)).y,
                Plot::Points(points) => points.position((value, 0.0)).x,
                Plot::Ring(_) | Plot::Tiles(_) | Plot::Cells(_) | Plot::Panels(_) => return marks,
            };
            let named = (row.is_some() || column.is_some()).then_some(marks).flatten();
            let at = match (upright, named) {
                (true, Some(marks)) => Point::new(marks.center().x, along),
                (true, None) => Point::new(frame.right(), along),
                (false, Some(marks)) => Point::new(along, marks.center().y),
                (false, None) => Point::new(along, frame.bottom()),
            };
            Some(Rect::new(at.x - 1.0, at.y - 1.0, 2.0, 2.0))
        }
    }
}

/// Whether a note is about a line in front of others.
fn is_about_highlighted(note: &Note, plot: &Plot, target: Rect) -> bool {
    let Plot::Points(points) = plot else { return false };
    let is_spot = matches!(note.about, Target::Spot { .. });
    let at_target = |dot: &Dot| {
        let at = points.position(dot.at);
        enlarged(target, 0.5).contains(Rect::new(at.x, at.y, 0.0, 0.0), 0.0)
    };
    is_spot && points.values_up && points.dots.iter().any(|dot| dot.front && at_target(dot))
}

/// The boxes of all other marks, for a note about one mark.
fn others(about: &Target, laid_out: &LaidOut) -> Vec<Rect> {
    let Target::Spot { row, column, value: None } = *about else { return Vec::new() };
    let is_other = |wanted: Option<usize>, at: usize| wanted.is_some_and(|wanted| wanted != at);
    let others = laid_out
        .mark_boxes
        .iter()
        .filter(|mark_box| is_other(row, mark_box.row) || is_other(column, mark_box.column));
    others.map(|mark_box| mark_box.rect).collect()
}

/// Whether readers would take a text without a line for a note about another mark: one that is as near, or one in
/// whose row the text lies.
fn belongs_elsewhere(text: Rect, target: Rect, others: &[Rect], size: f32) -> bool {
    let near = (distance(text, target) * 1.3).max(size * MIN_GAP * 2.0);
    let is_level = |mark: Rect| (mark.y..=mark.bottom()).contains(&text.center().y);
    let takes = |other: &Rect| {
        let is_in_row = is_level(*other) && !is_level(target);
        distance(text, *other) < if is_in_row { near.max(size * 4.0) } else { near }
    };
    others.iter().any(takes)
}

/// The free position with the lowest cost: near the target, with a short line that crosses nothing, in lines of a
/// good length.
fn search(
    note: &Note,
    target: Rect,
    bounds: Bounds<'_>,
    obstacles: &Obstacles,
    context: &LayoutContext<'_>,
) -> Option<Position> {
    let size = context.scale.small;
    let mut best: Option<Position> = None;
    let mut widths: Vec<f32> = Vec::new();
    let most = if bounds.muted_others { MAX_COST_HIGHLIGHTED } else { MAX_COST };
    // A text on a range may be as wide as the range.
    let inside =
        matches!(note.about, Target::Rows(..) | Target::Columns(..)).then_some(target.width / size - 0.8);
    for (rank, width) in WIDTHS.iter().chain(&inside).enumerate() {
        let block = context.typesetter.block(&note.text, note_style(context), size * width);
        if !block.is_whole() || widths.contains(&block.width) {
            continue;
        }
        widths.push(block.width);
        let wrap_cost = (block.lines().max(1) - 1) as f32 * 0.5 + rank as f32 * 0.4;
        for rect in candidates(&block, target, bounds.area, size) {
            let Some((cost, needs_line)) = cost(note, rect, target, size) else { continue };
            if !needs_line && belongs_elsewhere(rect, target, bounds.others, size) {
                continue;
            }
            let over_edge =
                bounds.bands.iter().filter(|band| rect.overlaps(**band, 0.0) && !band.contains(rect, 0.0));
            let mut cost = cost + size * (wrap_cost + 3.0 * over_edge.count() as f32);
            let is_worse =
                |cost: f32| cost > size * most || best.as_ref().is_some_and(|best| best.cost <= cost);
            if is_worse(cost) || !obstacles.is_free(rect) {
                continue;
            }
            let pointer = needs_line.then(|| ends(rect, target, size));
            if let Some((from, to)) = pointer {
                let (texts, marks) = obstacles.count_crossed(from, to, target);
                if texts > 0 || obstacles.crosses_leader(from, to) {
                    continue;
                }
                // Grey lines are only there to compare with: an arrow to the highlighted one may cross them.
                cost += size * if bounds.muted_others { 2.0 } else { 6.0 } * marks as f32;
            }
            if !is_worse(cost) {
                best = Some(Position { block: block.clone(), rect, pointer, cost });
            }
        }
    }
    best
}

/// The cost of a position and whether it needs a line; `None` for a position that is not allowed.
fn cost(note: &Note, text: Rect, target: Rect, size: f32) -> Option<(f32, bool)> {
    let gap = distance(text, target);
    let (dx, dy) = ((text.center().x - target.center().x).abs(), (text.center().y - target.center().y).abs());
    let beside = text.x > target.right() || text.right() < target.x;
    // Beside a mark a text should be level with the mark's middle; above or below it may be off-centre.
    let aside = if beside { dy } else { dx * 0.3 };
    match note.about {
        Target::Spot { row: None, column: None, .. } => {
            (gap >= size * MIN_LINE).then_some((gap + dx * 0.5, true))
        }
        // The text itself marks the value.
        Target::Spot { value: Some(_), .. } if !note.arrow && dx + dy < 0.5 => Some((0.0, false)),
        Target::Spot { .. } if !note.arrow && (size * MIN_GAP..=size * NO_LINE).contains(&gap) => {
            Some((gap + aside * 0.4, false))
        }
        Target::Spot { .. } => (gap >= size * MIN_LINE).then_some((gap + size * 1.5 + aside * 0.15, true)),
        _ if target.contains(text, 0.0) => {
            let inside = (text.y - target.y).min(text.x - target.x);
            (inside >= size * 0.3).then_some(((text.y - target.y) * 0.1 + dx * 0.1, false))
        }
        _ if gap >= size * MIN_LINE => Some((gap + size * 5.0, true)),
        _ if gap >= size * MIN_GAP => Some((gap + size * 3.0, false)).filter(|_| gap <= size * NO_LINE),
        _ => None,
    }
}

/// Candidate positions of a text: next to its target, then on a grid over the whole chart.
fn candidates(block: &Block, target: Rect, area: Rect, size: f32) -> Vec<Rect> {
    let (width, height, gap) = (block.width, block.height, size * 0.8);
    let at = |x: f32, y: f32| Rect::new(x, y, width, height);
    let middle = target.center();
    let mut places = vec![
        at(target.right() + gap, middle.y - height / 2.0),
        at(target.x - gap - width, middle.y - height / 2.0),
        at(middle.x - width / 2.0, target.y - gap * 0.6 - height),
        at(middle.x - width / 2.0, target.bottom() + gap * 0.6),
        at(middle.x - width / 2.0, middle.y - height / 2.0),
        at(middle.x - width / 2.0, target.y + size * 0.4),
    ];
    let (columns, rows) = (
        ((area.width - width) / (size * STEP)).max(0.0) as usize,
        ((area.height - height) / (size * STEP)).max(0.0) as usize,
    );
    let grid = (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row as f32, column as f32)));
    places.extend(grid.map(|(row, column)| at(area.x + column * size * STEP, area.y + row * size * STEP)));
    places.retain(|place| area.contains(*place, 0.01));
    places
}

/// The distance of two boxes; 0 where they touch.
fn distance(one: Rect, other: Rect) -> f32 {
    let x = (other.x - one.right()).max(one.x - other.right()).max(0.0);
    let y = (other.y - one.bottom()).max(one.y - other.bottom()).max(0.0);
    x.hypot(y)
}

/// A position between two edges, half a letter away from both where there is room.
fn inwards(at: f32, from: f32, to: f32, size: f32) -> f32 {
    let pad = (size * 0.5).min((to - from) / 2.0);
    at.clamp(from + pad, to - pad)
}

/// The ends of a line to the target: the middle of the text's nearest side and the nearest point of the target.
fn ends(text: Rect, target: Rect, size: f32) -> (Point, Point) {
    let outer = enlarged(text, size * 0.2);
    let middle = outer.center();
    let sides = [
        Point::new(outer.x, middle.y),
        Point::new(outer.right(), middle.y),
        Point::new(middle.x, outer.y),
        Point::new(middle.x, outer.bottom()),
    ];
    let mark = enlarged(target, size * 0.15);
    // A line that begins in the middle of a side may run through its own text; then it begins beside the target.
    let (x, y) = (
        inwards(target.center().x, text.x, text.right(), size),
        inwards(target.center().y, text.y, text.bottom(), size),
    );
    let opposite = [
        Point::new(x, outer.y),
        Point::new(x, outer.bottom()),
        Point::new(outer.x, y),
        Point::new(outer.right(), y),
    ];
    let to_mark = |from: Point| (from, nearest(mark, from));
    let length = |(from, to): &(Point, Point)| (to.x - from.x).hypot(to.y - from.y);
    let shortest = |from: [Point; 4]| {
        let pairs = from.map(to_mark);
        pairs.into_iter().fold(pairs[0], |best, pair| if length(&pair) < length(&best) { pair } else { best })
    };
    let middle = shortest(sides);
    // Where it has left the text, it keeps a distance from it.
    let (from, to) = middle;
    let left = (size * 0.8 / length(&middle).max(size)).min(1.0);
    let beyond = Point::new(from.x + (to.x - from.x) * left, from.y + (to.y - from.y) * left);
    let is_along =
        crosses(from, to, enlarged(text, size * 0.15)) || crosses(beyond, to, enlarged(text, size * 0.4));
    if is_along { shortest(opposite) } else { middle }
}
