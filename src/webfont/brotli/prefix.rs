//! Prefix codes (RFC 7932, section 3): frequent symbols take few bits.

use super::bits::Bits;

/// The longest code of a symbol.
const LONGEST: u8 = 15;

/// The longest code of a length of codes.
const LONGEST_OF_LENGTHS: u8 = 5;

/// The order in which the lengths of the codes of lengths are written.
const ORDER: [usize; 18] = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// The fixed code of these lengths, 0 to 5: bits and their number.
const FIXED: [(u32, u32); 6] = [(0, 2), (7, 4), (3, 3), (2, 2), (1, 2), (15, 4)];

/// A prefix code.
#[derive(Debug)]
pub(super) struct Code {
    /// The number of bits of each symbol; 0 where it does not occur, or is the only one.
    lengths: Vec<u8>,
    bits: Vec<u32>,
    used: Vec<usize>,
}

impl Code {
    /// The code for symbols that occur this often.
    pub(super) fn of(counts: &[u32]) -> Self {
        Self::limited(counts, LONGEST)
    }

    fn limited(counts: &[u32], longest: u8) -> Self {
        let used: Vec<usize> = (0..counts.len()).filter(|symbol| counts[*symbol] > 0).collect();
        let lengths = lengths(counts, &used, longest);
        Self { bits: canonical(&lengths), lengths, used }
    }

    /// Writes a symbol.
    pub(super) fn put(&self, symbol: usize, out: &mut Bits) {
        out.put(self.bits[symbol], u32::from(self.lengths[symbol]));
    }

    /// Writes the code itself; `width` is the number of bits that any symbol of the alphabet fits into.
    pub(super) fn write(&self, width: u32, out: &mut Bits) {
        if self.used.len() <= 4 {
            self.write_few(width, out);
        } else {
            self.write_lengths(out);
        }
    }

    /// Up to four symbols are named, the most frequent first. A code without symbols names one that never comes.
    fn write_few(&self, width: u32, out: &mut Bits) {
        let mut symbols = self.used.clone();
        symbols.sort_by_key(|symbol| (self.lengths[*symbol], *symbol));
        if symbols.is_empty() {
            symbols.push(0);
        }
        out.put(1, 2);
        out.put(symbols.len() as u32 - 1, 2);
        for symbol in &symbols {
            out.put(*symbol as u32, width);
        }
        if symbols.len() == 4 {
            out.put(u32::from(self.lengths[symbols[0]] == 1), 1);
        }
    }

    /// The lengths of all symbols, which have a prefix code of their own.
    fn write_lengths(&self, out: &mut Bits) {
        let tokens = tokens(&self.lengths);
        let mut counts = [0; 18];
        tokens.iter().for_each(|(symbol, _)| counts[*symbol] += 1);
        let mut code = Self::limited(&counts, LONGEST_OF_LENGTHS);
        let is_single = code.used.len() == 1;
        if is_single {
            code.lengths[code.used[0]] = LONGEST_OF_LENGTHS;
        }
        let given = ORDER.map(|symbol| usize::from(code.lengths[symbol]));
        let skipped = match given {
            [0, 0, 0, ..] => 3,
            [0, 0, ..] => 2,
            _ => 0,
        };
        // A reader stops where the code is complete; that of a single symbol never is.
        let end = if is_single { 18 } else { 18 - given.iter().rev().take_while(|one| **one == 0).count() };
        out.put(skipped as u32, 2);
        for length in &given[skipped..end] {
            let (bits, count) = FIXED[*length];
            out.put(bits, count);
        }
        if is_single {
            code.lengths.fill(0);
        }
        for (symbol, extra) in tokens {
            code.put(symbol, out);
            match symbol {
                16 => out.put(extra, 2),
                17 => out.put(extra, 3),
                _ => {}
            }
        }
    }
}

/// The lengths of Huffman's code for the symbols in use. Where one is too long, rare symbols are taken for less rare.
fn lengths(counts: &[u32], used: &[usize], longest: u8) -> Vec<u8> {
    let mut lengths = vec![0; counts.len()];
    let count = used.len();
    if count < 2 {
        return lengths;
    }
    let mut least = 1;
    loop {
        let mut leaves: Vec<(u64, usize)> =
            used.iter().map(|symbol| (u64::from(counts[*symbol]).max(least), *symbol)).collect();
        leaves.sort_unstable();
        let mut weights: Vec<u64> = leaves.iter().map(|(weight, _)| *weight).collect();
        let mut parents = vec![0; 2 * count - 1];
        // Leaves and inner nodes are two queues, each from light to heavy.
        let (mut leaf, mut inner) = (0, count);
        for next in count..2 * count - 1 {
            let mut weight = 0;
            for _ in 0..2 {
                let is_leaf = leaf < count && (inner >= next || weights[leaf] <= weights[inner]);
                let from = if is_leaf { &mut leaf } else { &mut inner };
                weight += weights[*from];
                parents[*from] = next;
                *from += 1;
            }
            weights.push(weight);
        }
        let mut depths = vec![0u8; 2 * count - 1];
        for node in (0..2 * count - 2).rev() {
            depths[node] = depths[parents[node]].saturating_add(1);
        }
        if depths.iter().all(|depth| *depth <= longest) {
            leaves.iter().zip(&depths).for_each(|((_, symbol), depth)| lengths[*symbol] = *depth);
            return lengths;
        }
        least *= 2;
    }
}

/// The codes of these lengths: by length, then by symbol, the highest bit first.
fn canonical(lengths: &[u8]) -> Vec<u32> {
    let mut bits = vec![0; lengths.len()];
    let mut next = 0u32;
    for length in 1..=LONGEST {
        next <<= 1;
        for (symbol, _) in lengths.iter().enumerate().filter(|(_, own)| **own == length) {
            bits[symbol] = next.reverse_bits() >> (32 - u32::from(length));
            next += 1;
        }
    }
    bits
}

/// Lengths, with runs of the same one in short: 16 repeats the last that is not zero, 17 a zero; with extra bits.
fn tokens(lengths: &[u8]) -> Vec<(usize, u32)> {
    // The reader starts with this one as the last.
    let mut before = 8;
    let end = lengths.iter().rposition(|length| *length > 0).map_or(0, |last| last + 1);
    let mut out = Vec::new();
    for run in lengths[..end].chunk_by(|a, b| a == b) {
        let (length, mut count) = (run[0], run.len());
        if length > 0 && length != before {
            out.push((usize::from(length), 0));
            before = length;
            count -= 1;
        }
        let (token, shift) = if length == 0 { (17, 3) } else { (16, 2) };
        if count < 3 {
            out.extend(std::iter::repeat_n((usize::from(length), 0), count));
            continue;
        }
        // Several such tokens in a row are the digits of the number, the highest first.
        let at = out.len();
        let mut rest = count - 3;
        loop {
            out.insert(at, (token, (rest & ((1 << shift) - 1)) as u32));
            rest >>= shift;
            if rest == 0 {
                break;
            }
            rest -= 1;
        }
    }
    out
}
