//! Optimal page breaking: of all possible breaks, finds those with the least cost for empty space and for
//! splitting what belongs together. Dynamic programming over the atoms; each looks back at most one page.

/// An unbreakable unit of the flow: a line of text, a row of a table, a figure. Lengths are in points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Atom {
    /// Distance to the atom before; dropped at the top of a page.
    pub gap: f32,
    /// How much the gap may stretch to fill the page.
    pub stretch: f32,
    /// Its height.
    pub height: f32,
    /// How much taller it may become to fill the page.
    pub grow: f32,
    /// The height of what is repeated above it if it starts a page, such as the head of a table.
    pub resume: f32,
    /// The room needed on its page from its top on, unless it starts the page.
    pub room: f32,
    /// The cost of a page break before it, as a multiple of the cost of a page.
    pub cost: f32,
    /// The height of the footnotes that it brings to the foot of its page.
    pub foot: f32,
}

/// What a page has room for, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The height between the margins.
    pub height: f32,
    /// What the rule above footnotes takes on a page that has any.
    pub rule: f32,
    /// Whether other content follows on the last page.
    pub continued: bool,
}

impl Area {
    /// The height left for the text above these footnotes.
    fn above(&self, foot: f32) -> f32 {
        if foot > 0.0 { self.height - self.rule - foot } else { self.height }
    }
}

/// The cost of a page break between two atoms that are kept together.
pub const NEVER: f32 = 1000.0;

/// The cost of a page whose content does not fit.
const OVERFULL: f32 = 1e6;

/// Empty space at the foot of a page that goes unnoticed, as a share of the page height.
const UNNOTICED: f32 = 0.04;

/// The cost of empty space beyond that, times its squared share of the page. A quarter of a page costs almost four
/// pages, so that a break between a text and its figure is better than much more empty space.
const EMPTY: f32 = 60.0;

/// The share of a page below which it looks forgotten, as one with a single table does.
const LONELY: f32 = 0.4;

/// The cost of what such a page lacks of that share, squared.
const FORGOTTEN: f32 = 450.0;

/// The cost of stretching a page to its limit.
const PULL: f32 = 0.15;

/// A page may exceed its height by this much, since sums of heights are rounded.
const ROUNDING: f32 = 0.5;

/// The indices of the atoms that start a page, except the first. Empty space on the last page costs nothing unless the
/// page is almost empty.
pub fn break_pages(atoms: &[Atom], area: Area) -> Vec<usize> {
    // For each prefix of the atoms: the least cost of breaking it into pages, and the start of its last page.
    let mut best: Vec<(f32, usize)> = vec![(0.0, 0)];
    for end in 1..=atoms.len() {
        let mut cheapest = (f32::INFINITY, end - 1);
        let mut page = Extent::default();
        let mut below = None;
        for start in (0..end).rev() {
            page.add_above(&atoms[start], below);
            let cost = best[start].0 + page.cost(&atoms[start], atoms.get(end), area);
            if cost < cheapest.0 {
                cheapest = (cost, start);
            }
            if page.height > area.height + ROUNDING {
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

/// The extent of a run of atoms on one page.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    height: f32,
    /// How much can be added to fill the page.
    slack: f32,
    /// The lowest position, from the top of the page, that an atom asks to be left free.
    reach: f32,
    /// The height of its footnotes.
    foot: f32,
}

impl Extent {
    /// Adds an atom above the others.
    fn add_above(&mut self, atom: &Atom, below: Option<&Atom>) {
        if let Some(below) = below {
            self.reach = self.reach.max(below.room) + below.gap;
            self.height += below.gap;
            self.slack += below.stretch;
        }
        self.reach += atom.height;
        self.height += atom.height;
        self.slack += atom.grow;
        self.foot += atom.foot;
    }

    /// The cost of a page that starts with `first`, with the break before `next`. On the last page (no `next`) empty
    /// space has no cost, unless the page is almost empty.
    fn cost(&self, first: &Atom, next: Option<&Atom>, area: Area) -> f32 {
        let height = area.above(self.foot);
        let full = self.height + first.resume;
        let excess = full.max(self.reach + first.resume) - height - ROUNDING;
        if excess > 0.0 {
            return OVERFULL * (1.0 + excess);
        }
        let lacking = (LONELY - full / height).max(0.0);
        let forgotten = FORGOTTEN * lacking * lacking;
        let Some(next) = next else { return if area.continued { 1.0 } else { 1.0 + forgotten } };
        let (empty, slack) = ((height - full).max(0.0) / height, self.slack / height);
        let pulled = if slack > 0.0 { (empty / slack).min(1.0) } else { 0.0 };
        let left = (empty - slack - UNNOTICED).max(0.0);
        1.0 + PULL * pulled * pulled + EMPTY * left * left + forgotten + next.cost
    }
}

/// How far a page is stretched to fill it, as shares of what is possible: gaps first, since readers do not compare
/// them, then the atoms themselves.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fill {
    /// The share by which gaps stretch.
    pub stretch: f32,
    /// The share by which atoms grow.
    pub grow: f32,
}

impl Fill {
    /// The shares that fill a page.
    pub fn new(atoms: &[Atom], area: Area) -> Self {
        let Some((first, others)) = atoms.split_first() else { return Self::default() };
        let height = area.above(atoms.iter().map(|atom| atom.foot).sum());
        let natural = first.resume + atoms.iter().map(|atom| atom.height).sum::<f32>();
        let mut left = height - natural - others.iter().map(|atom| atom.gap).sum::<f32>();
        let mut share = |of: f32| {
            let share = if of > 0.0 { (left / of).clamp(0.0, 1.0) } else { 0.0 };
            left -= share * of;
            share
        };
        let stretch = share(others.iter().map(|atom| atom.stretch).sum());
        Self { stretch, grow: share(atoms.iter().map(|atom| atom.grow).sum()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Atom, Extent, Fill, NEVER, break_pages};

    const PAGE: Area = Area { height: 100.0, rule: 4.0, continued: false };

    fn solid(height: f32) -> Atom {
        Atom { height, ..Atom::default() }
    }

    #[test]
    fn what_fits_stays_on_one_page() {
        assert_eq!(break_pages(&[solid(50.0), solid(50.0)], PAGE), [0; 0]);
        assert_eq!(break_pages(&[], PAGE), [0; 0]);
    }

    #[test]
    fn no_break_comes_between_atoms_that_are_kept_together() {
        // The heading would fit below the figure, but not what follows it.
        let atoms = [solid(60.0), solid(10.0), Atom { cost: NEVER, ..solid(70.0) }];
        assert_eq!(break_pages(&atoms, PAGE), [1]);
    }

    #[test]
    fn a_text_goes_with_its_figure_unless_that_leaves_half_a_page_empty() {
        let text = solid(20.0);
        let figure = |height| Atom { cost: 3.0, ..solid(height) };
        assert_eq!(break_pages(&[solid(78.0), text, figure(60.0), solid(100.0)], PAGE), [1, 3]);
        assert_eq!(break_pages(&[solid(40.0), text, figure(80.0), solid(100.0)], PAGE), [2, 3]);
    }

    #[test]
    fn gaps_at_the_top_and_what_a_table_repeats_count() {
        let gap = Atom { gap: 30.0, ..solid(50.0) };
        assert_eq!(break_pages(&[gap, gap], PAGE), [1]);
        let row = Atom { resume: 10.0, ..solid(30.0) };
        assert_eq!(break_pages(&[row; 7], PAGE), [3, 6]);
        assert_eq!(break_pages(&[Atom { resume: 15.0, ..row }; 6], PAGE), [2, 4]);
    }

    #[test]
    fn an_atom_that_lacks_the_room_it_needs_starts_a_page() {
        let heading = Atom { room: 30.0, ..solid(10.0) };
        assert_eq!(break_pages(&[solid(75.0), heading, solid(10.0)], PAGE), [1]);
        assert_eq!(break_pages(&[solid(70.0), heading, solid(10.0)], PAGE), [0; 0]);
    }

    #[test]
    fn footnotes_take_room_on_the_page_of_their_mark() {
        let marked = Atom { foot: 20.0, ..solid(30.0) };
        // 30 + 30 + 20 and the rule fit; with another line they would not.
        assert_eq!(break_pages(&[marked, solid(30.0), solid(30.0)], PAGE), [2]);
        assert_eq!(break_pages(&[marked, solid(30.0), solid(10.0)], PAGE), [0; 0]);
    }

    #[test]
    fn no_page_holds_a_line_alone_where_others_can_join_it() {
        // All but the last line would fit on the first page.
        assert_eq!(break_pages(&[solid(10.0); 11], PAGE), [7]);
    }

    #[test]
    fn an_atom_taller_than_a_page_gets_one_of_its_own() {
        assert_eq!(break_pages(&[solid(20.0), solid(300.0), solid(20.0)], PAGE), [1, 2]);
        let glued = Atom { cost: NEVER, ..solid(60.0) };
        assert_eq!(break_pages(&[solid(60.0), glued], PAGE), [1]);
    }

    #[test]
    fn no_other_breaks_are_cheaper() {
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..300 {
            let atoms: Vec<Atom> = (0..9)
                .map(|_| Atom {
                    gap: next(3) as f32 * 5.0,
                    stretch: next(2) as f32 * 5.0,
                    height: 5.0 + next(50) as f32,
                    grow: next(3) as f32 * 5.0,
                    resume: next(2) as f32 * 4.0,
                    room: next(3) as f32 * 10.0,
                    cost: [0.0, 1.0, 3.0, NEVER][next(4) as usize],
                    foot: if next(4) == 0 { 8.0 } else { 0.0 },
                })
                .collect();
            let cost = |starts: &[usize]| cost(&atoms, starts);
            let all = (0_u32..1 << 8).map(|bits| (1..9).filter(|at| bits >> (at - 1) & 1 == 1).collect());
            let least = all.map(|starts: Vec<usize>| cost(&starts)).fold(f32::INFINITY, f32::min);
            let found = cost(&break_pages(&atoms, PAGE));
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
        let atoms = [Atom { grow: 20.0, ..solid(40.0) }, Atom { stretch: 10.0, gap: 5.0, ..solid(40.0) }];
        let filling = |height: f32| Fill::new(&atoms, Area { height, ..PAGE });
        assert_eq!(filling(85.0), Fill { stretch: 0.0, grow: 0.0 });
        assert_eq!(filling(90.0), Fill { stretch: 0.5, grow: 0.0 });
        assert_eq!(filling(100.0), Fill { stretch: 1.0, grow: 0.25 });
        assert_eq!(filling(200.0), Fill { stretch: 1.0, grow: 1.0 });
    }
}
