//! Names around points: beside their dot where that is free, otherwise at a distance with a leader. A name never lies
//! nearer to another dot than to its own, and leaders cross nothing.

use super::taken::Taken;
use crate::layout::geometry::{enlarged, nearest};
use crate::typeset::blocks::Block;
use crate::units::{Point, Rect};

/// Distance of a name from its dot, in multiples of the label size.
const GAP: f32 = 0.16;
/// Distances of names with a leader, in multiples of the label size.
const RINGS: [f32; 9] = [0.9, 1.4, 2.0, 2.8, 3.8, 5.0, 6.5, 8.5, 11.0];
/// Directions of names with a leader.
const DIRECTIONS: usize = 16;

/// A dot and its name.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// The middle of the dot.
    pub(crate) at: Point,
    /// Its radius.
    pub(crate) radius: f32,
    /// Its name.
    pub(crate) block: Block,
    /// Whether its name finds a place before the others.
    pub(crate) first: bool,
}

/// The place of a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// Its box.
    pub(crate) rect: Rect,
    /// The line to its dot, from the dot.
    pub(crate) leader: Option<(Point, Point)>,
}

impl Named {
    fn dot(&self) -> Rect {
        Rect::new(self.at.x - self.radius, self.at.y - self.radius, self.radius * 2.0, self.radius * 2.0)
    }

    /// The boxes beside the dot: at the right, left, above, below, then at its corners.
    fn beside(&self, size: f32) -> [Rect; 8] {
        let (width, height) = (self.block.width, self.block.height);
        let away = self.radius + size * GAP;
        let corner = self.radius * 0.75 + size * GAP * 0.5;
        let at = |x: f32, y: f32| Rect::new(x, y, width, height);
        let (right, left) = (self.at.x + away, self.at.x - away - width);
        let (above, below) = (self.at.y - away - height, self.at.y + away);
        let (middle, level) = (self.at.x - width / 2.0, self.at.y - height / 2.0);
        let (high, low) = (self.at.y - corner - height, self.at.y + corner);
        [
            at(right, level),
            at(left, level),
            at(middle, above),
            at(middle, below),
            at(self.at.x + corner, high),
            at(self.at.x - corner - width, high),
            at(self.at.x + corner, low),
            at(self.at.x - corner - width, low),
        ]
    }

    /// The boxes at a distance, the nearest first, each with its leader.
    fn apart(&self, size: f32) -> impl Iterator<Item = (Rect, (Point, Point))> + '_ {
        let rings = RINGS.into_iter().flat_map(|ring| (0..DIRECTIONS).map(move |turn| (ring, turn)));
        rings.map(move |(ring, turn)| {
            let (dx, dy) = direction(turn);
            let away = self.radius + size * ring;
            let (width, height) = (self.block.width, self.block.height);
            // The side or corner of the box that faces the dot lies on the ring.
            let x = self.at.x + dx * away - width * (1.0 - dx) / 2.0;
            let y = self.at.y + dy * away - height * (1.0 - dy) / 2.0;
            let rect = Rect::new(x, y, width, height);
            // Letters do not fill the box of their line.
            let letters = Rect::new(x, y + height * 0.18, width, height * 0.64);
            let to = nearest(letters, self.at);
            let length = (to.x - self.at.x).hypot(to.y - self.at.y).max(0.01);
            let from = Point::new(
                self.at.x + (to.x - self.at.x) / length * self.radius,
                self.at.y + (to.y - self.at.y) / length * self.radius,
            );
            (rect, (from, to))
        })
    }
}

/// Unit vectors of the directions, from the right upwards, without trigonometry: every platform has the same.
fn direction(turn: usize) -> (f32, f32) {
    const QUARTER: [(f32, f32); 4] =
        [(1.0, 0.0), (0.923_88, 0.382_683), (0.707_107, 0.707_107), (0.382_683, 0.923_88)];
    let (x, y) = QUARTER[turn % 4];
    match (turn / 4) % 4 {
        0 => (x, -y),
        1 => (-y, -x),
        2 => (-x, y),
        _ => (y, x),
    }
}

/// Finds a place within `area` for each name, in a chart whose other texts and lines are `taken`; `None` where
/// there is none. `size` is the label size.
pub(crate) fn place(names: &[Named], taken: &mut Taken, area: Rect, size: f32) -> Vec<Option<Place>> {
    let mut dots = Taken::new(size);
    for name in names {
        taken.add(enlarged(name.dot(), 0.5));
        dots.add(name.dot());
    }
    // A name nearer to another dot than to its own would be read as the other's.
    let is_own = |rect: Rect| dots.is_free(enlarged(rect, size * GAP * 0.9));
    let choices: Vec<Vec<Rect>> = names
        .iter()
        .map(|name| {
            let inside = |rect: &Rect| area.contains(*rect, 0.0) && is_own(*rect) && taken.is_free(*rect);
            name.beside(size).into_iter().filter(inside).collect()
        })
        .collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| (!names[*at].first, choices[*at].len()));
    let mut places = vec![None; names.len()];
    for at in &order {
        if let Some(rect) = choices[*at].iter().find(|rect| taken.is_free(**rect)) {
            taken.add(*rect);
            places[*at] = Some(Place { rect: *rect, leader: None });
        }
    }
    for at in order {
        let name = &names[at];
        if places[at].is_some() {
            continue;
        }
        let own = enlarged(name.dot(), 0.5);
        let fits = |(rect, (from, to)): &(Rect, (Point, Point))| {
            area.contains(*rect, 0.0)
                && taken.is_free(enlarged(*rect, size * 0.08))
                && taken.is_clear(*from, *to, own)
        };
        if let Some((rect, leader)) = name.apart(size).find(fits) {
            taken.add(rect);
            taken.add_line(leader.0, leader.1);
            places[at] = Some(Place { rect, leader: Some(leader) });
        }
    }
    places
}
