//! Where pages begin: of all divisions of a document, the one that leaves the least of its pages empty and parts the least
//! of what belongs together.

/// What stands on one page, whatever happens: a line of text, a row of a table, a figure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Atom {
    /// Distance to the atom before; there is none at the top of a page.
    pub gap: f32,
    /// How much that may grow to fill the page.
    pub give: f32,
    /// Its height.
    pub height: f32,
    /// How much taller it may become to fill the page.
    pub grow: f32,
    /// The height of what is repeated above it where a page begins with it, such as the head of a table.
    pub resume: f32,
    /// The height that has to be left on its page from its top on, unless the page begins with it.
    pub room: f32,
    /// What it costs to begin a page with it, as a multiple of a page.
    pub cost: f32,
}

/// The cost of a page break between two things that must not be parted.
pub const NEVER: f32 = 1000.0;

/// The cost of a page whose content does not fit.
const OVERFULL: f32 = 1e6;

/// The most that is empty at the foot of a page without being noticed, as a share of it.
const UNNOTICED: f32 = 0.04;

/// The cost of a page that is empty beyond that: of a quarter of one, almost four pages, so that it is better to part a
/// text from its figure than to leave much more.
const EMPTY: f32 = 60.0;

/// The cost of a page that takes all that can be added.
const PULL: f32 = 0.15;

/// A page this much too full is full.
const ROUNDING: f32 = 0.5;

/// The first atom of every page but the first. The last page may be as empty as it comes.
pub fn divide(atoms: &[Atom], height: f32) -> Vec<usize> {
    // The cost of the cheapest division of the atoms before each one, and where its last page begins.
    let mut best: Vec<(f32, usize)> = vec![(0.0, 0)];
    for end in 1..=atoms.len() {
        let mut cheapest = (f32::INFINITY, end - 1);
        let mut page = Extent::default();
        let mut below = None;
        for start in (0..end).rev() {
            page.add_above(&atoms[start], below);
            let cost = best[start].0 + page.cost(&atoms[start], atoms.get(end), height);
            if cost < cheapest.0 {
                cheapest = (cost, start);
            }
            if page.height > height + ROUNDING {
                break;
            }
            below = Some(&atoms[start]);
        }
        best.push(cheapest);
    }
    let mut starts = Vec::new();
    let mut at = best.last().map_or(0, |(_, start)| *start);
    while at > 0 {
        starts.push(at);
        at = best[at].1;
    }
    starts.reverse();
    starts
}

/// What stands on a page, from its first atom to its last.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    height: f32,
    /// How much can be added.
    slack: f32,
    /// The lowest height that an atom asks for below its top.
    reach: f32,
}

impl Extent {
    /// Puts an atom above the others.
    fn add_above(&mut self, atom: &Atom, below: Option<&Atom>) {
        if let Some(below) = below {
            self.reach = self.reach.max(below.room) + below.gap;
            self.height += below.gap;
            self.slack += below.give;
        }
        self.reach += atom.height;
        self.height += atom.height;
        self.slack += atom.grow;
    }

    /// What a page of this height costs that begins with `first`, and the break before `next`; the last page costs nothing
    /// for being empty.
    fn cost(&self, first: &Atom, next: Option<&Atom>, height: f32) -> f32 {
        let full = self.height + first.resume;
        let excess = full.max(self.reach + first.resume) - height - ROUNDING;
        if excess > 0.0 {
            return OVERFULL * (1.0 + excess);
        }
        let Some(next) = next else { return 1.0 };
        let (empty, slack) = ((height - full).max(0.0) / height, self.slack / height);
        let pulled = if slack > 0.0 { (empty / slack).min(1.0) } else { 0.0 };
        let left = (empty - slack - UNNOTICED).max(0.0);
        1.0 + PULL * pulled * pulled + EMPTY * left * left + next.cost
    }
}

/// How much of what can be added to the atoms of a page is added to fill it, as shares: gaps first, since nobody compares
/// them, then the atoms themselves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fill {
    /// The share of what gaps may grow.
    pub give: f32,
    /// The share of what atoms may.
    pub grow: f32,
}

impl Fill {
    /// What fills a page of this height.
    pub fn new(atoms: &[Atom], height: f32) -> Self {
        let Some((first, others)) = atoms.split_first() else { return Self::default() };
        let natural = first.resume + atoms.iter().map(|atom| atom.height).sum::<f32>();
        let mut left = height - natural - others.iter().map(|atom| atom.gap).sum::<f32>();
        let mut share = |of: f32| {
            let share = if of > 0.0 { (left / of).clamp(0.0, 1.0) } else { 0.0 };
            left -= share * of;
            share
        };
        let give = share(others.iter().map(|atom| atom.give).sum());
        Self { give, grow: share(atoms.iter().map(|atom| atom.grow).sum()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Atom, Extent, Fill, NEVER, divide};

    const PAGE: f32 = 100.0;

    fn solid(height: f32) -> Atom {
        Atom { height, ..Atom::default() }
    }

    #[test]
    fn what_fits_stays_on_one_page() {
        assert_eq!(divide(&[solid(50.0), solid(50.0)], PAGE), [0; 0]);
        assert_eq!(divide(&[], PAGE), [0; 0]);
    }

    #[test]
    fn no_page_begins_with_what_must_not_be_parted() {
        // The heading would fit below the figure, what follows it would not.
        let atoms = [solid(60.0), solid(10.0), Atom { cost: NEVER, ..solid(70.0) }];
        assert_eq!(divide(&atoms, PAGE), [1]);
    }

    #[test]
    fn a_text_goes_with_its_figure_unless_that_leaves_half_a_page_empty() {
        let text = solid(20.0);
        let figure = |height| Atom { cost: 3.0, ..solid(height) };
        assert_eq!(divide(&[solid(78.0), text, figure(60.0), solid(100.0)], PAGE), [1, 3]);
        assert_eq!(divide(&[solid(40.0), text, figure(80.0), solid(100.0)], PAGE), [2, 3]);
    }

    #[test]
    fn gaps_at_the_top_and_what_a_table_repeats_count() {
        let gap = Atom { gap: 30.0, ..solid(50.0) };
        assert_eq!(divide(&[gap, gap], PAGE), [1]);
        let row = Atom { resume: 10.0, ..solid(30.0) };
        assert_eq!(divide(&[row; 7], PAGE), [3, 6]);
        assert_eq!(divide(&[Atom { resume: 15.0, ..row }; 6], PAGE), [2, 4]);
    }

    #[test]
    fn what_asks_for_room_begins_a_page_where_there_is_less() {
        let heading = Atom { room: 30.0, ..solid(10.0) };
        assert_eq!(divide(&[solid(75.0), heading, solid(10.0)], PAGE), [1]);
        assert_eq!(divide(&[solid(70.0), heading, solid(10.0)], PAGE), [0; 0]);
    }

    #[test]
    fn what_fits_on_no_page_gets_one() {
        assert_eq!(divide(&[solid(20.0), solid(300.0), solid(20.0)], PAGE), [1, 2]);
        let glued = Atom { cost: NEVER, ..solid(60.0) };
        assert_eq!(divide(&[solid(60.0), glued], PAGE), [1]);
    }

    #[test]
    fn no_other_division_is_cheaper() {
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..300 {
            let atoms: Vec<Atom> = (0..9)
                .map(|_| Atom {
                    gap: next(3) as f32 * 5.0,
                    give: next(2) as f32 * 5.0,
                    height: 5.0 + next(50) as f32,
                    grow: next(3) as f32 * 5.0,
                    resume: next(2) as f32 * 4.0,
                    room: next(3) as f32 * 10.0,
                    cost: [0.0, 1.0, 3.0, NEVER][next(4) as usize],
                })
                .collect();
            let cost = |starts: &[usize]| cost(&atoms, starts);
            let all = (0_u32..1 << 8).map(|bits| (1..9).filter(|at| bits >> (at - 1) & 1 == 1).collect());
            let least = all.map(|starts: Vec<usize>| cost(&starts)).fold(f32::INFINITY, f32::min);
            let found = cost(&divide(&atoms, PAGE));
            assert!(found <= least * 1.0001, "{found} instead of {least}: {atoms:#?}");
        }
    }

    fn cost(atoms: &[Atom], starts: &[usize]) -> f32 {
        let ends = starts.iter().copied().chain([atoms.len()]);
        [0].iter()
            .chain(starts)
            .zip(ends)
            .map(|(start, end)| {
                let mut page = Extent::default();
                for at in (*start..end).rev() {
                    page.add_above(&atoms[at], atoms[at + 1..end].first());
                }
                page.cost(&atoms[*start], atoms.get(end), PAGE)
            })
            .sum()
    }

    #[test]
    fn gaps_grow_before_figures_do() {
        let atoms = [Atom { grow: 20.0, ..solid(40.0) }, Atom { give: 10.0, gap: 5.0, ..solid(40.0) }];
        assert_eq!(Fill::new(&atoms, 85.0), Fill { give: 0.0, grow: 0.0 });
        assert_eq!(Fill::new(&atoms, 90.0), Fill { give: 0.5, grow: 0.0 });
        assert_eq!(Fill::new(&atoms, 100.0), Fill { give: 1.0, grow: 0.25 });
        assert_eq!(Fill::new(&atoms, 200.0), Fill { give: 1.0, grow: 1.0 });
    }
}
