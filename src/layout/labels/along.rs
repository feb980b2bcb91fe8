//! Labels along a line: each as near to its mark as its neighbours allow, in the order of the marks, so that their
//! leaders never cross. What has no room is bundled.

use std::ops::Range;

/// The fewest labels that one bundle replaces: fewer would save no room.
const LEAST_BUNDLE: usize = 3;
/// How many times crowded places are looked for; each round bundles at least one.
const ROUNDS: usize = 32;

/// A label that wants its middle at a position along the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wish {
    /// The position of its mark.
    pub(crate) at: f32,
    /// How much of the line it takes.
    pub(crate) extent: f32,
}

/// The labels of a line and the room that they have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'w> {
    /// The labels in the order of their marks.
    pub(crate) wishes: &'w [Wish],
    /// The least distance between two labels.
    pub(crate) gap: f32,
    /// Where the line begins and ends.
    pub(crate) bounds: (f32, f32),
}

/// The place of a label, or of a bundle of several.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// The labels that it replaces, by their index.
    pub(crate) of: Range<usize>,
    /// Its middle.
    pub(crate) at: f32,
}

impl Line<'_> {
    /// The middles of the labels that keep them apart with the smallest sum of squared displacements; `None` if the
    /// line is too short for them.
    ///
    /// Pools adjacent violators (Ayer et al., 1955): labels that would overlap form a pool around the mean of their
    /// wishes. The bounds clamp the result, which is again the best one.
    pub(crate) fn spread(&self) -> Option<Vec<f32>> {
        let (Some(first), Some(last)) = (self.wishes.first(), self.wishes.last()) else {
            return Some(Vec::new());
        };
        let mut offsets = vec![0.0f32];
        for pair in self.wishes.windows(2) {
            let before = offsets[offsets.len() - 1];
            offsets.push(before + (pair[0].extent + pair[1].extent) / 2.0 + self.gap);
        }
        let low = self.bounds.0 + first.extent / 2.0;
        let high = self.bounds.1 - last.extent / 2.0 - offsets[offsets.len() - 1];
        if low > high + 0.01 {
            return None;
        }
        // Mean and number of the labels of each pool.
        let mut pools: Vec<(f32, usize)> = Vec::new();
        for (wish, offset) in self.wishes.iter().zip(&offsets) {
            let mut pool = (wish.at - offset, 1);
            while let Some(before) = pools.last().copied().filter(|before| before.0 > pool.0) {
                let count = before.1 + pool.1;
                pool = ((before.0 * before.1 as f32 + pool.0 * pool.1 as f32) / count as f32, count);
                pools.pop();
            }
            pools.push(pool);
        }
        let means = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
        Some(means.zip(&offsets).map(|(mean, offset)| mean.max(low).min(high.max(low)) + offset).collect())
    }

    /// Like [`spread`](Self::spread), with bundles where labels have no room or would be further than `most` from
    /// their marks. A bundle takes as much of the line as `bundle`; labels in `kept` stay by themselves. `None` if the
    /// line is too short even so.
    pub(crate) fn arrange(&self, kept: &[bool], bundle: f32, most: f32) -> Option<Vec<Place>> {
        let mut groups: Vec<Range<usize>> = (0..self.wishes.len()).map(|at| at..at + 1).collect();
        for _ in 0..ROUNDS {
            let tried = self.of_groups(&groups, bundle);
            let line = Line { wishes: &tried, ..*self };
            let found = line.spread();
            let crowded = match &found {
                None => 0..groups.len(),
                Some(places) => match line.furthest(places, most) {
                    None => {
                        let place = |(of, at): (Range<usize>, &f32)| Place { of, at: *at };
                        return Some(groups.into_iter().zip(places).map(place).collect());
                    }
                    Some(pool) => pool,
                },
            };
            match self.bundled(&groups, crowded, kept, (bundle, found.is_none()), most) {
                Some(fewer) => groups = fewer,
                // Nothing more can be bundled: labels far from their marks are better than none.
                None => {
                    let places = found?;
                    let place = |(of, at): (Range<usize>, f32)| Place { of, at };
                    return Some(groups.into_iter().zip(places).map(place).collect());
                }
            }
        }
        None
    }

    fn of_groups(&self, groups: &[Range<usize>], bundle: f32) -> Vec<Wish> {
        let wish = |group: &Range<usize>| {
            let of = &self.wishes[group.clone()];
            let at = of.iter().map(|wish| wish.at).sum::<f32>() / of.len() as f32;
            Wish { at, extent: if of.len() == 1 { of[0].extent } else { bundle } }
        };
        groups.iter().map(wish).collect()
    }

    /// The labels that touch each other around the one furthest from its mark, if that is further than `most`.
    fn furthest(&self, places: &[f32], most: f32) -> Option<Range<usize>> {
        let away = |at: usize| (places[at] - self.wishes[at].at).abs();
        let worst = (0..places.len()).max_by(|a, b| away(*a).total_cmp(&away(*b)))?;
        if away(worst) <= most {
            return None;
        }
        let touch = |at: usize| {
            let apart = (self.wishes[at].extent + self.wishes[at + 1].extent) / 2.0 + self.gap;
            places[at + 1] - places[at] < apart + 0.05
        };
        let (mut from, mut to) = (worst, worst + 1);
        while from > 0 && touch(from - 1) {
            from -= 1;
        }
        while to < places.len() && touch(to - 1) {
            to += 1;
        }
        Some(from..to)
    }

    /// The groups with one more bundle within `crowded`: the fewest neighbours that make room enough, where marks
    /// are closest together, or else the longest run of labels that are not kept.
    fn bundled(
        &self,
        groups: &[Range<usize>],
        crowded: Range<usize>,
        kept: &[bool],
        (bundle, is_full): (f32, bool),
        most: f32,
    ) -> Option<Vec<Range<usize>>> {
        let is_kept = |group: &Range<usize>| group.len() == 1 && kept.get(group.start) == Some(&true);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in crowded.clone().filter(|at| !is_kept(&groups[*at])) {
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end = at + 1,
                None => runs.push(at..at + 1),
            }
        }
        // A bundle takes in a single neighbour too.
        let has_bundle = runs.iter().flat_map(Range::clone).any(|at| groups[at].len() > 1);
        let least = if has_bundle { 2 } else { LEAST_BUNDLE };
        let longest = runs.iter().map(Range::len).max().filter(|longest| *longest >= least)?;
        let middle = |at: usize| {
            let group = &groups[at];
            (self.wishes[group.start].at + self.wishes[group.end - 1].at) / 2.0
        };
        // Labels far apart have a reader of their own: unless the line is full, only marks closer than their labels are
        // bundled.
        let is_dense = |window: &Range<usize>| {
            let of = &self.wishes[groups[window.start].start..groups[window.end - 1].end];
            let needed = of.iter().map(|wish| wish.extent + self.gap).sum::<f32>();
            is_full || of[of.len() - 1].at - of[0].at < needed
        };
        let densest = |count: usize| {
            let windows = runs.iter().flat_map(|run| {
                (run.start..run.end)
                    .filter(move |from| from + count <= run.end)
                    .map(move |from| from..from + count)
            });
            let span = |window: &Range<usize>| middle(window.end - 1) - middle(window.start);
            windows.filter(is_dense).min_by(|a, b| span(a).total_cmp(&span(b)))
        };
        let joined = |window: Range<usize>| {
            let mut fewer = groups[..window.start].to_vec();
            fewer.push(groups[window.start].start..groups[window.end - 1].end);
            fewer.extend_from_slice(&groups[window.end..]);
            fewer
        };
        let is_enough = |count: usize| {
            let Some(window) = densest(count) else { return false };
            let fewer = joined(window);
            let wishes = self.of_groups(&fewer, bundle);
            let line = Line { wishes: &wishes, ..*self };
            let end = crowded.end + 1 - count;
            line.spread().is_some_and(|places| {
                (crowded.start..end).all(|at| (places[at] - wishes[at].at).abs() <= most)
            })
        };
        // The room grows with the number of labels in the bundle, so that bisection finds the fewest.
        let (mut least, mut enough) = (least, longest);
        while least < enough {
            let count = usize::midpoint(least, enough);
            if is_enough(count) { enough = count } else { least = count + 1 }
        }
        densest(enough).map(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Wish};

    fn wishes(at: &[f32]) -> Vec<Wish> {
        at.iter().map(|at| Wish { at: *at, extent: 10.0 }).collect()
    }

    #[test]
    fn labels_move_as_little_as_their_neighbours_demand() {
        let wishes = wishes(&[20.0, 22.0, 80.0]);
        let line = Line { wishes: &wishes, gap: 2.0, bounds: (0.0, 100.0) };
        assert_eq!(line.spread().unwrap(), [15.0, 27.0, 80.0]);
        let edge = Line { bounds: (12.0, 100.0), ..line };
        assert_eq!(edge.spread().unwrap(), [17.0, 29.0, 80.0]);
        assert_eq!(Line { bounds: (0.0, 33.0), ..line }.spread(), None);
    }

    #[test]
    fn the_densest_labels_are_bundled_and_counted() {
        let at = [5.0, 50.0, 51.0, 52.0, 53.0, 54.0, 55.0, 90.0];
        let wishes = wishes(&at);
        let line = Line { wishes: &wishes, gap: 0.0, bounds: (0.0, 100.0) };
        let places = line.arrange(&[false; 8], 10.0, 12.0).unwrap();
        assert_eq!(places.iter().map(|place| place.of.len()).sum::<usize>(), at.len());
        let bundles: Vec<_> = places.iter().filter(|place| place.of.len() > 1).collect();
        assert_eq!(bundles.len(), 1, "{places:?}");
        assert!(bundles[0].of.start >= 1 && bundles[0].of.end <= 7, "{bundles:?}");
        for pair in places.windows(2) {
            assert!(pair[1].at - pair[0].at >= 9.99, "{places:?}");
        }
    }

    #[test]
    fn marks_far_apart_are_not_bundled_where_the_line_has_room() {
        let wishes = wishes(&[10.0, 40.0, 70.0, 100.0, 101.0, 102.0]);
        let line = Line { wishes: &wishes, gap: 0.0, bounds: (0.0, 130.0) };
        let kept = [false, false, false, false, true, true];
        let places = line.arrange(&kept, 10.0, 4.0).unwrap();
        assert!(places.iter().all(|place| place.of.len() == 1), "{places:?}");
    }

    #[test]
    fn what_is_kept_is_in_no_bundle() {
        let wishes = wishes(&[50.0, 50.5, 51.0, 51.5, 52.0, 52.5, 53.0]);
        let line = Line { wishes: &wishes, gap: 0.0, bounds: (0.0, 60.0) };
        let kept = [false, false, false, true, false, false, false];
        let places = line.arrange(&kept, 10.0, f32::INFINITY).unwrap();
        assert!(places.iter().any(|place| place.of == (3..4)), "{places:?}");
        assert!(places.iter().any(|place| place.of.len() > 1), "{places:?}");
        assert_eq!(line.arrange(&[true; 7], 10.0, 1.0), None);
    }
}
