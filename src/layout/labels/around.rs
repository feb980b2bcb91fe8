//! Names around points: beside their dot where that is free, otherwise at a distance with a leader. A name never lies
//! nearer to another dot than to its own, and leaders cross nothing.

use std::f32::consts::FRAC_1_SQRT_2;

use super::taken::Taken;
use crate::layout::geometry::{enlarged, nearest};
use crate::units::{Point, Rect, Size};

/// Distance of a name from its dot, in multiples of the label size.
const GAP: f32 = 0.16;
/// Distances of names with a leader, in multiples of the label size.
const RINGS: [f32; 9] = [0.9, 1.4, 2.0, 2.8, 3.8, 5.0, 6.5, 8.5, 11.0];
/// Directions of names with a leader.
const DIRECTIONS: usize = 32;
/// A leader that is longer, in multiples of the label size, is looked at again.
const LONG: f32 = 2.6;
/// How many more orders are tried for shorter leaders.
const FOR_SHORTER: usize = 5;
/// How many orders are tried where names have no place.
const ROUNDS: usize = 24;
/// With more dots than this, one order is tried.
const MANY: usize = 150;

/// A dot and its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    /// The middle of the dot.
    pub(crate) at: Point,
    /// Its radius.
    pub(crate) radius: f32,
    /// The size of its name.
    pub(crate) size: Size,
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

impl Place {
    /// The length of its leader.
    fn length(&self) -> f32 {
        self.leader.map_or(0.0, |(from, to)| (to.x - from.x).hypot(to.y - from.y))
    }
}

impl Named {
    fn dot(&self) -> Rect {
        Rect::new(self.at.x - self.radius, self.at.y - self.radius, self.radius * 2.0, self.radius * 2.0)
    }

    /// The boxes beside the dot: at the right, left, above, below, then at its corners.
    fn beside(&self, size: f32) -> [Rect; 8] {
        let (width, height) = (self.size.width, self.size.height);
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
            let (width, height) = (self.size.width, self.size.height);
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
    const QUARTER: [(f32, f32); 8] = [
        (1.0, 0.0),
        (0.980_785, 0.195_09),
        (0.923_88, 0.382_683),
        (0.831_47, 0.555_57),
        (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        (0.555_57, 0.831_47),
        (0.382_683, 0.923_88),
        (0.195_09, 0.980_785),
    ];
    let (x, y) = QUARTER[turn % 8];
    match (turn / 8) % 4 {
        0 => (x, -y),
        1 => (-y, -x),
        2 => (-x, y),
        _ => (y, x),
    }
}

/// Finds a place within `area` for each name, in a chart whose other texts and lines are `taken`; `None` where
/// there is none. `size` is the label size.
///
/// Names are placed one after another, those with the fewest free places first. Names without a place, or with a long
/// leader, go to the front of the next round (squeaky wheel optimization, after Joslin and Clements, 1999); the best round counts.
pub(crate) fn place(names: &[Named], taken: &Taken, area: Rect, size: f32) -> Vec<Option<Place>> {
    let (mut taken, mut dots) = (taken.clone(), Taken::new(size));
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
    let mut best = vec![None; names.len()];
    let rounds = if names.len() > MANY { 1 } else { ROUNDS };
    for round in 0..rounds {
        let places = place_in_order(&order, names, &choices, taken.clone(), area, size);
        if cost(&places, size) < cost(&best, size) || best.is_empty() {
            best.clone_from(&places);
        }
        let (missing, long) = strain(&places, size);
        if missing == 0 && (long == 0 || round >= FOR_SHORTER) {
            break;
        }
        order.sort_by_key(|at| {
            (!names[*at].first, places[*at].is_some_and(|place| place.length() <= size * LONG))
        });
    }
    best
}

/// How many names have no place, and how much room and attention leaders take: long ones more than short ones.
fn cost(places: &[Option<Place>], size: f32) -> (usize, f32) {
    let missing = places.iter().filter(|place| place.is_none()).count();
    let leaders = places.iter().flatten().filter(|place| place.leader.is_some());
    (missing, leaders.map(|place| 1.0 + (place.length() / size).powi(2)).sum())
}

/// How many names have no place, and how many have a long leader.
pub(crate) fn strain(places: &[Option<Place>], size: f32) -> (usize, usize) {
    let is_long = |place: &&Place| place.length() > size * LONG;
    (places.iter().filter(|place| place.is_none()).count(), places.iter().flatten().filter(is_long).count())
}

/// Places each name beside its dot, or else as near as possible with a leader.
fn place_in_order(
    order: &[usize],
    names: &[Named],
    choices: &[Vec<Rect>],
    mut taken: Taken,
    area: Rect,
    size: f32,
) -> Vec<Option<Place>> {
    let mut places = vec![None; names.len()];
    for at in order {
        let name = &names[*at];
        if let Some(rect) = choices[*at].iter().find(|rect| taken.is_free(**rect)) {
            taken.add(*rect);
            places[*at] = Some(Place { rect: *rect, leader: None });
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
            places[*at] = Some(Place { rect, leader: Some(leader) });
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{Named, Place, Point, Rect, Size, Taken, place};
    use crate::layout::geometry::crosses;

    /// Numbers that look random and are the same everywhere (a linear congruential generator).
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, most: f32) -> f32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 40) as f32 / (1u64 << 24) as f32 * most
        }
    }

    fn field(seed: u64, count: usize) -> (Vec<Named>, Rect) {
        let mut dice = Dice(seed);
        let named = |at: usize| Named {
            at: Point::new(60.0 + dice.below(600.0), 30.0 + dice.below(300.0)),
            radius: 5.0,
            size: Size::new(30.0 + dice.below(60.0), 14.0),
            first: at == 0,
        };
        ((0..count).map(named).collect(), Rect::new(0.0, 0.0, 720.0, 360.0))
    }

    fn turn(a: Point, b: Point, c: Point) -> f32 {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    #[test]
    fn names_overlap_nothing_and_leaders_cross_nothing() {
        for seed in 0..60 {
            let (names, area) = field(seed, 4 + seed as usize);
            let places = place(&names, &Taken::new(30.0), area, 15.0);
            let found: Vec<(usize, Place)> =
                places.iter().enumerate().filter_map(|(at, place)| Some((at, (*place)?))).collect();
            assert!(places[0].is_some(), "seed {seed}: the first name has a place");
            for (at, one) in &found {
                assert!(area.contains(one.rect, 0.1));
                for (other_at, dot) in names.iter().enumerate() {
                    assert!(!one.rect.overlaps(dot.dot(), 0.0), "seed {seed}: {at} covers dot {other_at}");
                    if let Some((from, to)) = one.leader.filter(|_| other_at != *at) {
                        assert!(!crosses(from, to, dot.dot()), "seed {seed}: leader {at} at dot {other_at}");
                    }
                }
                for (other_at, other) in found.iter().filter(|(other, _)| other > at) {
                    assert!(!one.rect.overlaps(other.rect, 0.0), "seed {seed}: {at} on {other_at}");
                    if let (Some(a), Some(b)) = (one.leader, other.leader) {
                        let apart = turn(a.0, a.1, b.0) * turn(a.0, a.1, b.1) > 0.0
                            || turn(b.0, b.1, a.0) * turn(b.0, b.1, a.1) > 0.0;
                        assert!(apart, "seed {seed}: leaders {at} and {other_at}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_name_without_leader_is_nearest_to_its_own_dot() {
        let away = |rect: Rect, dot: Rect| {
            let x = (dot.x - rect.right()).max(rect.x - dot.right()).max(0.0);
            let y = (dot.y - rect.bottom()).max(rect.y - dot.bottom()).max(0.0);
            x.max(y)
        };
        for seed in 100..140 {
            let (names, area) = field(seed, 40);
            let places = place(&names, &Taken::new(30.0), area, 15.0);
            for (at, place) in places.iter().enumerate() {
                let Some(Place { rect, leader: None }) = place else { continue };
                let own = away(*rect, names[at].dot());
                for (other, name) in names.iter().enumerate().filter(|(other, _)| *other != at) {
                    assert!(away(*rect, name.dot()) >= own * 0.85, "seed {seed}: {at} is at dot {other}");
                }
            }
        }
    }

    #[test]
    fn thirty_names_all_find_a_place() {
        for seed in 200..220 {
            let (names, area) = field(seed, 30);
            let places = place(&names, &Taken::new(30.0), area, 15.0);
            let missing = places.iter().filter(|place| place.is_none()).count();
            assert_eq!(missing, 0, "seed {seed}");
        }
    }
}
