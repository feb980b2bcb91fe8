//! The rows of a drawing as zlib data (RFC 1950).
//!
//! A general compressor searches for matches at every byte. In a drawing most are known beforehand: most rows
//! repeat the row above, which the filter "up" turns into zeros, and most other bytes repeat the byte to the left.
//! Only where neither holds, at the edges of letters, are the row above and a hash table of earlier positions
//! searched. That takes a third of the time of libdeflate, and a tenth more bytes.

use super::deflate::{Token, block};
use libdeflater::adler32;

/// The filter "up" (PNG, 9.2): a row is written as the difference from the row above.
const UP: u8 = 2;

/// Entries of the hash table, as a power of two.
const TABLE_BITS: u32 = 13;

/// How many positions within a match are hashed; a longer match is not the edge of a letter.
const MAX_HASHED: usize = 24;

/// Compresses rows of `stride` bytes each. Each begins with its filter byte, which is 0 for none.
pub(super) fn zlib(mut rows: Vec<u8>, stride: usize) -> Vec<u8> {
    mark_repeated(&mut rows, stride);
    let mut matcher =
        Matcher { rows: &rows, stride, tokens: Vec::new(), last_seen: vec![0; 1 << TABLE_BITS] };
    (0..rows.len()).step_by(stride).for_each(|start| matcher.row(start));
    // The zlib header: deflate with a window of 32 KiB, and check bits.
    let mut out = vec![0x78, 0x9c];
    block(&matcher.tokens, &mut out);
    out.extend_from_slice(&adler32(&rows).to_be_bytes());
    out
}

/// Applies the filter to each row that repeats the row above. From the last row up, so that the row above is still
/// unfiltered.
fn mark_repeated(rows: &mut [u8], stride: usize) {
    for start in (stride..rows.len()).step_by(stride).rev() {
        let (above, row) = rows.split_at_mut(start);
        let row = &mut row[..stride];
        if *row == above[start - stride..] {
            row.fill(0);
            row[0] = UP;
        }
    }
}

/// The best match at a position.
#[derive(Debug, Clone, Copy, Default)]
struct Match {
    length: usize,
    distance: usize,
    /// Estimated saving in bits.
    gain: i64,
}

struct Matcher<'a> {
    rows: &'a [u8],
    stride: usize,
    tokens: Vec<Token>,
    /// Last position of four bytes with this hash, plus one; 0 for none.
    last_seen: Vec<u32>,
}

impl Matcher<'_> {
    fn row(&mut self, start: usize) {
        let end = start + self.stride;
        let mut at = start;
        if self.rows[start] == UP && self.stride >= 2 + Token::MIN_MATCH {
            // A match with the zero just before has a short distance, and so fewer bits than a longer match with
            // an earlier row.
            self.tokens.extend([Token::literal(UP), Token::literal(0)]);
            self.push_match(self.stride - 2, 1);
            at = end;
        }
        while at < end {
            let Match { length, distance, .. } = self.best_match(at, end);
            if length >= Token::MIN_MATCH {
                self.push_match(length, distance);
                for inside in at + 1..at + length.min(MAX_HASHED) {
                    self.insert(inside);
                }
                at += length;
            } else {
                self.tokens.push(Token::literal(self.rows[at]));
                at += 1;
            }
        }
    }

    /// The match that saves most: with the byte to the left, with the row above, or at the last position with the
    /// same hash.
    fn best_match(&mut self, at: usize, end: usize) -> Match {
        let last = self.insert(at);
        let left = self.better(Match::default(), at, end, 1);
        // No other match of a long run of one colour has a shorter distance.
        if left.length > MAX_HASHED {
            return left;
        }
        let best = self.better(left, at, end, self.stride);
        last.map_or(best, |last| self.better(best, at, end, at - last))
    }

    /// The better one of `best` and the match at this distance.
    fn better(&self, best: Match, at: usize, end: usize, distance: usize) -> Match {
        if distance > at || distance > Token::MAX_DISTANCE {
            return best;
        }
        let length = common_prefix(&self.rows[at - distance..], &self.rows[at..end]);
        let gain = 3 * length as i64 - 7 - i64::from(distance.ilog2());
        if gain > best.gain { Match { length, distance, gain } } else { best }
    }

    /// Adds a position to the hash table; returns the last position with the same hash.
    fn insert(&mut self, at: usize) -> Option<usize> {
        let next = self.rows[at..].first_chunk::<4>()?;
        let hash = u32::from_le_bytes(*next).wrapping_mul(0x9e37_79b1) >> (32 - TABLE_BITS);
        let last = std::mem::replace(&mut self.last_seen[hash as usize], at as u32 + 1);
        last.checked_sub(1).map(|last| last as usize)
    }

    /// Adds a match, split at the longest length; no piece may be shorter than the shortest.
    fn push_match(&mut self, length: usize, distance: usize) {
        let mut left = length;
        while left > 0 {
            let short_rest = left > Token::MAX_MATCH && left < Token::MAX_MATCH + Token::MIN_MATCH;
            let length = if short_rest { left - Token::MIN_MATCH } else { left.min(Token::MAX_MATCH) };
            self.tokens.push(Token::back_reference(length, distance));
            left -= length;
        }
    }
}

/// Length of the prefix that both share, compared eight bytes at a time; `one` is at least as long as `other`.
fn common_prefix(one: &[u8], other: &[u8]) -> usize {
    let one = &one[..other.len()];
    let mut at = 0;
    while let (Some(a), Some(b)) = (eight_bytes(one, at), eight_bytes(other, at)) {
        let differing = a ^ b;
        if differing != 0 {
            return at + differing.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = one[at..].iter().zip(&other[at..]);
    at + rest.take_while(|(a, b)| a == b).count()
}

fn eight_bytes(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use libdeflater::Decompressor;

    use super::{UP, zlib};

    /// The rows as a PNG decoder reads them.
    #[track_caller]
    fn read(rows: &[u8], stride: usize) -> Vec<u8> {
        let mut read = vec![0; rows.len()];
        let length = Decompressor::new().zlib_decompress(&zlib(rows.to_vec(), stride), &mut read).unwrap();
        assert_eq!(length, rows.len());
        for start in (0..rows.len()).step_by(stride) {
            if read[start] == UP {
                read.copy_within(start - stride..start, start);
            }
        }
        read
    }

    /// Random rows of few colours, some of them repeated.
    fn drawing(stride: usize, height: usize, colors: u32, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        let mut rows: Vec<u8> = Vec::new();
        for row in 0..height {
            if row > 0 && random() % 3 > 0 {
                rows.extend_from_within((row - 1) * stride..);
                continue;
            }
            rows.push(0);
            while rows.len() < (row + 1) * stride {
                let (color, run) = (random() % colors, random() % 300 * (random() % 2) + 1);
                let room = (row + 1) * stride - rows.len();
                rows.extend(std::iter::repeat_n(color as u8, (run as usize).min(room)));
            }
        }
        rows
    }

    #[test]
    fn what_is_written_is_read_back() {
        for (seed, stride) in
            [2, 3, 4, 5, 6, 9, 258, 259, 260, 261, 401, 1601, 32_001].into_iter().enumerate()
        {
            for colors in [1, 2, 7, 256] {
                let rows = drawing(stride, 1 + 9000 / stride, colors, seed as u32);
                assert!(read(&rows, stride) == rows, "stride {stride}, {colors} colours");
            }
        }
    }

    #[test]
    fn an_empty_sheet_is_next_to_nothing() {
        assert!(zlib(vec![0; 1601 * 900], 1601).len() < 3000);
    }

    #[test]
    fn codes_that_would_grow_too_long_are_cut_short() {
        // Frequencies like Fibonacci's numbers make the deepest tree: 22 levels, and codes have at most 15 bits.
        let mut rows = Vec::new();
        let (mut one, mut other) = (1_usize, 1_usize);
        for color in 1..23_u8 {
            // Noise between the bytes, so that they become literals.
            rows.extend((0..one).flat_map(|at| [color, (at * 7 % 251) as u8]));
            (one, other) = (other, one + other);
        }
        let mut framed = vec![0];
        framed.append(&mut rows);
        let stride = framed.len();
        assert!(read(&framed, stride) == framed);
    }
}
