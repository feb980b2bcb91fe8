//! Notes on a chart: each in a free place near what it is about, with a line to it; where there is none, a number there and
//! the words below the marks.

use super::figure::{Badge, Direction, Plot, Pointer};
use super::geometry::{grown, nearest};
use super::shown::Shown;
use super::space::Space;
use super::typeset::{Align, Block, Type};
use super::{Around, Ground, Laid};
use crate::diagnostic::{Diagnostic, suggest};
use crate::spec::Located;
use crate::spec::annotation::{About, Annotation};
use crate::spec::chart::ChartSpec;
use crate::text::run::TextRole;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// A note with its words filled in and its names looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The words.
    pub text: String,
    /// What they are about.
    pub about: Target,
    /// Whether the line to it ends in an arrow.
    pub arrow: bool,
}

/// What a note is about, by indices of rows and columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// A figure, all figures of a row or column, or a value there.
    Spot {
        /// The row.
        row: Option<usize>,
        /// The column.
        column: Option<usize>,
        /// The value, where it is not the figure's own.
        value: Option<f64>,
    },
    /// All rows from one to another.
    Rows(usize, usize),
    /// All columns from one to another.
    Columns(usize, usize),
}

impl Note {
    /// Looks up what a note is about; the faults say what is not there.
    pub fn new(
        written: &Annotation,
        text: String,
        spec: &ChartSpec,
        shown: &Shown,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let about = match &written.about {
            About::Spot { category, column, value } => {
                let row = category.as_ref().map(|name| row(name, shown, faults));
                let column = column.as_ref().map(|name| self::column(name, shown, faults));
                if row == Some(None) || column == Some(None) {
                    return None;
                }
                let (row, column) = (row.flatten(), column.flatten());
                if let Some(value) = value
                    && !spec.kind.value.facts().axis.is_marked()
                {
                    let message = format!("`{}` has no axis to find a value on", spec.kind.value.name());
                    faults.push(
                        Diagnostic::error("misplaced-key", value.place.clone(), message)
                            .hint("name a `category`, and a `column` where there are several"),
                    );
                    return None;
                }
                Target::Spot { row, column, value: value.as_ref().map(|value| value.value) }
            }
            About::Range(from, to) => range(from, to, spec, shown, faults)?,
        };
        if is_empty(&about, shown) {
            let message = "there is no mark that this note could stand at: the figure was not published";
            faults.push(
                Diagnostic::error("no-mark", written.place.clone(), message)
                    .hint("take it out, or give it a `value` of its own"),
            );
            return None;
        }
        Some(Self { text, about, arrow: written.arrow })
    }
}

/// Whether nothing is drawn of what a note is about.
fn is_empty(about: &Target, shown: &Shown) -> bool {
    let Target::Spot { row, column, value: None } = about else { return false };
    let rows = shown.rows.iter().enumerate().filter(|(at, _)| row.is_none_or(|row| row == *at));
    let mut values = rows.flat_map(|(_, row)| row.values.iter().enumerate());
    !values.any(|(at, value)| column.is_none_or(|column| column == at) && value.is_some())
}

fn row(name: &Located<String>, shown: &Shown, faults: &mut Vec<Diagnostic>) -> Option<usize> {
    let names = || shown.rows.iter().map(|row| row.name.as_str());
    look_up(name, names().collect(), ("unknown-category", "category"), faults)
}

fn column(name: &Located<String>, shown: &Shown, faults: &mut Vec<Diagnostic>) -> Option<usize> {
    let names = || shown.columns.iter().map(|column| column.name.as_str());
    look_up(name, names().collect(), ("unknown-column", "column"), faults)
}

fn look_up(
    name: &Located<String>,
    names: Vec<&str>,
    (code, what): (&'static str, &str),
    faults: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let found = names.iter().position(|known| *known == name.value);
    if found.is_none() {
        let message = format!("this chart shows no {what} `{}`", name.value);
        faults.push(Diagnostic::error(code, name.place.clone(), message).hint(suggest(&name.value, names)));
    }
    found
}

/// A range of columns along an axis, or of categories.
fn range(
    from: &Located<String>,
    to: &Located<String>,
    spec: &ChartSpec,
    shown: &Shown,
    faults: &mut Vec<Diagnostic>,
) -> Option<Target> {
    let facts = spec.kind.value.facts();
    if !facts.spans {
        let message = format!("`{}` has no range that could be marked", facts.name);
        faults.push(
            Diagnostic::error("misplaced-key", from.place.clone(), message)
                .hint("write the note at one `category`, or say it in `notes`"),
        );
        return None;
    }
    let is_value = |name: &Located<String>| name.value.parse::<f64>().is_ok();
    let of_rows = shown.rows.iter().any(|row| row.name == from.value);
    if is_value(from) && is_value(to) && facts.axis.is_marked() && !facts.waves && !of_rows {
        let message = "a range of values is no range of categories";
        faults.push(
            Diagnostic::error("misplaced-key", from.place.clone(), message)
                .hint("write it as `references: {from: …, to: …, label: …}`"),
        );
        return None;
    }
    let find = if facts.waves { column } else { row };
    let (first, last) = (find(from, shown, faults), find(to, shown, faults));
    let (first, last) = (first?, last?);
    let ends = (first.min(last), first.max(last));
    Some(if facts.waves { Target::Columns(ends.0, ends.1) } else { Target::Rows(ends.0, ends.1) })
}

/// Widths that the words are set in, in sizes of their type: the first suits best.
const WIDTHS: [f32; 4] = [15.0, 10.0, 22.0, 7.5];
/// The step in which free places are looked for, in sizes of type.
const STEP: f32 = 0.75;
/// Notes no farther than this from what they are about need no line, in sizes of type.
const NEAR: f32 = 1.15;
/// Nearer than this they would stick to it.
const TIGHT: f32 = 0.35;
/// A place that costs more than this is none.
const DEAR: f32 = 13.0;
/// How long the line of an arrow is at least, in sizes of type.
const SHAFT: f32 = 1.8;

/// A place for a note.
struct Found {
    block: Block,
    rect: Rect,
    pointer: Option<(Point, Point)>,
    cost: f32,
}

/// Places the notes of a chart or panel. Ranges are drawn behind the marks.
pub(super) fn place(laid: &mut Laid, notes: &[Note], around: &mut Around, ground: &Ground<'_>) {
    if notes.is_empty() {
        return;
    }
    let mut space = Space::of(laid, ground);
    for line in &around.lines {
        line.points.windows(2).for_each(|pair| space.take_line(pair[0], pair[1]));
    }
    let area = Rect { height: laid.height, ..ground.area };
    let mut keyed = Vec::new();
    for note in notes {
        let Some(target) = target(&note.about, laid, ground) else { continue };
        let is_range = !matches!(note.about, Target::Spot { .. });
        if is_range {
            around.bands.push((target, ground.roles.band()));
        }
        match search(note, target, area, &space, ground) {
            Some(found) => {
                found.block.place(Point::new(found.rect.x, found.rect.y), Align::Left, &mut laid.labels);
                space.take(found.rect);
                if let Some((from, to)) = found.pointer {
                    space.take_line(from, to);
                    around.pointers.push(Pointer {
                        from,
                        to,
                        color: ground.roles.text,
                        edge: ground.roles.background,
                        head: if note.arrow { ground.scale.small * 0.6 } else { 0.0 },
                    });
                }
            }
            None => keyed.push((note, target)),
        }
    }
    key(&keyed, &mut space, laid, around, ground);
}

fn kind(ground: &Ground<'_>) -> Type {
    ground.small(TextRole::Note)
}

/// The box of what a note is about.
fn target(about: &Target, laid: &Laid, ground: &Ground<'_>) -> Option<Rect> {
    let boxes = |keep: &dyn Fn(usize, usize) -> bool| {
        let kept = laid.spots.iter().filter(|spot| keep(spot.row, spot.column));
        kept.map(|spot| spot.rect).reduce(Rect::union)
    };
    let (frame, upright) = match &laid.plot {
        Plot::Bars(bars) => (bars.frame, bars.direction == Direction::Up),
        Plot::Points(points) => (points.frame, points.values_up),
        _ => (ground.area, false),
    };
    let pad = ground.scale.label * 0.4;
    let band = |marks: Rect, across: bool| match across {
        true => Rect::new(marks.x - pad, frame.y, marks.width + pad * 2.0, frame.height),
        false => Rect::new(ground.area.x, marks.y - pad, ground.area.width, marks.height + pad * 2.0),
    };
    match *about {
        Target::Rows(from, to) => Some(band(boxes(&|row, _| (from..=to).contains(&row))?, upright)),
        Target::Columns(from, to) => Some(band(boxes(&|_, column| (from..=to).contains(&column))?, true)),
        Target::Spot { row, column, value } => {
            let fits = |wanted: Option<usize>, at: usize| wanted.is_none_or(|wanted| wanted == at);
            let marks = boxes(&|at, other| fits(row, at) && fits(column, other));
            let Some(value) = value else {
                return match (&laid.plot, row, column) {
                    // A line is spoken of at its end.
                    (Plot::Points(points), Some(row), None) if points.values_up => {
                        laid.spots.iter().rfind(|spot| spot.row == row).map(|spot| spot.rect)
                    }
                    _ => marks,
                };
            };
            let along = match &laid.plot {
                Plot::Bars(bars) => bars.along(value),
                Plot::Points(points) if upright => points.place((0.0, value)).y,
                Plot::Points(points) => points.place((value, 0.0)).x,
                _ => return marks,
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

/// The free place that costs least: near, with a short line that crosses nothing, in lines of a good length.
fn search(note: &Note, target: Rect, area: Rect, space: &Space, ground: &Ground<'_>) -> Option<Found> {
    let size = ground.scale.small;
    let mut best: Option<Found> = None;
    let mut widths: Vec<f32> = Vec::new();
    for (rank, width) in WIDTHS.iter().enumerate() {
        let block = ground.typesetter.block(&note.text, kind(ground), size * width);
        if !block.is_whole() || widths.contains(&block.width) {
            continue;
        }
        widths.push(block.width);
        let look = (block.lines().max(1) - 1) as f32 * 0.5 + rank as f32 * 0.4;
        for rect in places(&block, target, area, size) {
            let Some((cost, needs_line)) = cost(note, rect, target, size) else { continue };
            let mut cost = cost + size * look;
            let is_worse =
                |cost: f32| cost > size * DEAR || best.as_ref().is_some_and(|best| best.cost <= cost);
            if is_worse(cost) || !space.is_free(rect) {
                continue;
            }
            let pointer = needs_line.then(|| ends(rect, target, size));
            if let Some((from, to)) = pointer {
                let (texts, marks) = space.crossed(from, to, target);
                if texts > 0 {
                    continue;
                }
                cost += size * 6.0 * marks as f32;
            }
            if !is_worse(cost) {
                best = Some(Found { block: block.clone(), rect, pointer, cost });
            }
        }
    }
    best
}

/// What a place costs, and whether it needs a line; `None` where a text must not stand so.
fn cost(note: &Note, text: Rect, target: Rect, size: f32) -> Option<(f32, bool)> {
    let gap = distance(text, target);
    let (dx, dy) = ((text.center().x - target.center().x).abs(), (text.center().y - target.center().y).abs());
    let beside = text.x > target.right() || text.right() < target.x;
    // Beside a mark a text stands on its middle, above and below it not far from it.
    let aside = if beside { dy } else { dx * 0.3 };
    match note.about {
        Target::Spot { row: None, column: None, .. } => {
            (gap >= size * SHAFT).then_some((gap + dx * 0.5, true))
        }
        // The words themselves stand at a value.
        Target::Spot { value: Some(_), .. } if !note.arrow && dx + dy < 0.5 => Some((0.0, false)),
        Target::Spot { .. } if !note.arrow && (size * TIGHT..=size * NEAR).contains(&gap) => {
            Some((gap + aside * 0.4, false))
        }
        Target::Spot { .. } => (gap >= size * SHAFT).then_some((gap + size * 1.5 + aside * 0.15, true)),
        _ if target.contains(text, 0.0) => {
            let inside = (text.y - target.y).min(text.x - target.x);
            (inside >= size * 0.3).then_some(((text.y - target.y) * 0.1 + dx * 0.1, false))
        }
        _ if gap >= size * SHAFT => Some((gap + size * 5.0, true)),
        _ if gap >= size * TIGHT => Some((gap + size * 3.0, false)).filter(|_| gap <= size * NEAR),
        _ => None,
    }
}

/// Places for a text: beside, above and below what it is about, then on a grid over the whole chart.
fn places(block: &Block, target: Rect, area: Rect, size: f32) -> Vec<Rect> {
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

/// From the middle of the text's nearest side to the nearest point of what it is about.
fn ends(text: Rect, target: Rect, size: f32) -> (Point, Point) {
    let around = grown(text, size * 0.2);
    let middle = around.center();
    let sides = [
        Point::new(around.x, middle.y),
        Point::new(around.right(), middle.y),
        Point::new(middle.x, around.y),
        Point::new(middle.x, around.bottom()),
    ];
    let mark = grown(target, size * 0.15);
    let pairs = sides.map(|from| (from, nearest(mark, from)));
    let length = |(from, to): &(Point, Point)| (to.x - from.x).hypot(to.y - from.y);
    let first = pairs[0];
    pairs.into_iter().fold(first, |best, pair| if length(&pair) < length(&best) { pair } else { best })
}

/// Numbers at what the notes are about, and the words below the marks.
fn key(
    notes: &[(&Note, Rect)],
    space: &mut Space,
    laid: &mut Laid,
    around: &mut Around,
    ground: &Ground<'_>,
) {
    let size = ground.scale.small;
    let radius = size * 0.64;
    let number = Type {
        style: Style::Semibold,
        size: (size * 0.84).max(ground.scale.least),
        color: ground.roles.background,
        role: TextRole::Note,
    };
    let mut y = ground.area.y + laid.height + size * 0.9;
    for (index, (note, target)) in notes.iter().enumerate() {
        let block = ground.typesetter.line(&(index + 1).to_string(), number);
        let mut badge = |center: Point, laid: &mut Laid| {
            let (fill, edge) = (ground.roles.text, ground.roles.background);
            around.badges.push(Badge { center, radius, fill, edge });
            block.place_middle(center, Align::Center, &mut laid.labels);
        };
        let center = beside(*target, radius, space);
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

/// Where a number can stand: on what it is about, at a corner of it or at one of its sides; on no mark that it would hide.
fn beside(target: Rect, radius: f32, space: &Space) -> Point {
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
    let ordered = if is_small { off.iter().chain(&on) } else { on.iter().chain(&off) };
    let clear =
        |at: &&Point| space.is_clear(Rect::new(at.x - radius, at.y - radius, radius * 2.0, radius * 2.0));
    ordered.clone().find(clear).copied().unwrap_or(middle)
}
