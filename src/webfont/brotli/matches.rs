//! Finds what has been there before: a text becomes commands, each some new bytes and a copy of earlier ones.

/// The size of the window: distances are less than this.
pub(super) const WINDOW: usize = (1 << 22) - 16;

/// Earlier places that are looked at for each byte.
const MOST_LOOKS: usize = 96;

/// The shortest copy that is looked for.
const SHORTEST: usize = 4;

/// A number of bits in the hash of four bytes.
const HASH: u32 = 15;

/// New bytes, then a copy. The last command of a block may have no copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Command {
    /// Where the new bytes begin.
    pub(super) at: usize,
    /// Their number.
    pub(super) new: usize,
    /// The length of the copy.
    pub(super) copied: usize,
    /// How far back it begins.
    pub(super) distance: usize,
}

/// A copy that could be made, and what it is worth.
#[derive(Debug, Clone, Copy)]
struct Match {
    length: usize,
    distance: usize,
    worth: usize,
}

/// A text with an index of the places behind.
#[derive(Debug)]
pub(super) struct Matches<'a> {
    text: &'a [u8],
    /// The last place with each hash, and before each place the one before; each plus one.
    heads: Vec<u32>,
    before: Vec<u32>,
    indexed: usize,
    /// The distance of the last copy, which takes few bits.
    last: usize,
}

impl<'a> Matches<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { text, heads: vec![0; 1 << HASH], before: vec![0; text.len()], indexed: 0, last: 4 }
    }

    /// The commands that make the text from `at` to `end`.
    pub(super) fn commands(&mut self, mut at: usize, end: usize) -> Vec<Command> {
        let (mut out, mut first) = (Vec::new(), at);
        while at < end {
            let Some(mut found) = self.best(at, end) else {
                at += 1;
                continue;
            };
            // A byte later there may be a longer one.
            while let Some(later) = self.best(at + 1, end).filter(|later| later.worth > found.worth + 170) {
                found = later;
                at += 1;
            }
            out.push(Command { at: first, new: at - first, copied: found.length, distance: found.distance });
            self.last = found.distance;
            at += found.length;
            first = at;
        }
        if first < end {
            out.push(Command { at: first, new: end - first, copied: 0, distance: 0 });
        }
        out
    }

    /// The best copy for this place.
    fn best(&mut self, at: usize, end: usize) -> Option<Match> {
        if at + SHORTEST > end {
            return None;
        }
        while self.indexed < at {
            self.index(self.indexed);
            self.indexed += 1;
        }
        let mut best: Option<Match> = None;
        let mut consider = |distance: usize, cost: usize| {
            let length = self.same(at - distance, at, end);
            let worth = (length * 135 + 2000).saturating_sub(cost);
            if length >= SHORTEST && best.is_none_or(|best| worth > best.worth) {
                best = Some(Match { length, distance, worth });
            }
        };
        if self.last <= at {
            consider(self.last, 0);
        }
        let mut place = self.heads[self.hash(at)?] as usize;
        for _ in 0..MOST_LOOKS {
            let Some(earlier) = place.checked_sub(1).filter(|earlier| at - earlier <= WINDOW) else { break };
            consider(at - earlier, 60 + 30 * (at - earlier).ilog2() as usize);
            place = self.before[earlier] as usize;
        }
        best
    }

    fn index(&mut self, at: usize) {
        if let Some(hash) = self.hash(at) {
            self.before[at] = std::mem::replace(&mut self.heads[hash], at as u32 + 1);
        }
    }

    fn hash(&self, at: usize) -> Option<usize> {
        let word = u32::from_le_bytes(self.text.get(at..at + 4)?.try_into().ok()?);
        Some((word.wrapping_mul(0x9e37_79b1) >> (32 - HASH)) as usize)
    }

    /// How many bytes are the same from two places on.
    fn same(&self, earlier: usize, at: usize, end: usize) -> usize {
        self.text[at..end].iter().zip(&self.text[earlier..]).take_while(|(a, b)| a == b).count()
    }
}
