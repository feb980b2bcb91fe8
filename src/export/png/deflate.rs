//! Writes literals and matches as a deflate block with dynamic Huffman codes (RFC 1951, 3.2).

/// An LZ77 token: a literal byte, or a match with earlier bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token(u32);

impl Token {
    /// The longest match, in bytes.
    pub(super) const MAX_MATCH: usize = 258;
    /// The shortest match, in bytes.
    pub(super) const MIN_MATCH: usize = 3;
    /// The largest distance of a match, in bytes.
    pub(super) const MAX_DISTANCE: usize = 32_768;

    /// A literal byte.
    pub(super) fn literal(byte: u8) -> Self {
        Self(u32::from(byte))
    }

    /// A match of `length` bytes, `distance` bytes back; both within the limits above.
    pub(super) fn back_reference(length: usize, distance: usize) -> Self {
        Self((length as u32) << 16 | (distance - 1) as u32)
    }

    /// Length and distance minus one of a match; `None` for a literal.
    fn parts(self) -> Option<(u32, u32)> {
        let length = self.0 >> 16;
        (length > 0).then_some((length, self.0 & 0xffff))
    }
}

/// Sizes of the three alphabets: literals, end of block and lengths; distances; code lengths.
const SYMBOLS: [usize; 3] = [286, 30, 19];
/// Longest code of each alphabet, in bits.
const LIMITS: [u8; 3] = [15, 15, 7];
/// The symbol that ends a block.
const END: usize = 256;
/// The order in which the lengths of the code length code are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Appends all tokens as one final block.
pub(super) fn block(tokens: &[Token], out: &mut Vec<u8>) {
    let (mut literals, mut distances) = ([0; SYMBOLS[0]], [0; SYMBOLS[1]]);
    literals[END] = 1;
    for token in tokens {
        match token.parts() {
            None => literals[token.0 as usize] += 1,
            Some((length, distance)) => {
                literals[LENGTHS[length as usize].symbol] += 1;
                distances[distance_symbol(distance).symbol] += 1;
            }
        }
    }
    let (literals, distances) = (Code::new(&literals, LIMITS[0]), Code::new(&distances, LIMITS[1]));
    // Most tokens take less than two bytes.
    out.reserve(2 * tokens.len());
    let mut bits = Bits { out, pending: 0, count: 0 };
    bits.put(0b101, 3);
    write_codes(&literals, &distances, &mut bits);
    for token in tokens {
        match token.parts() {
            None => bits.symbol(&literals, token.0 as usize),
            Some((length, distance)) => {
                bits.split(&literals, LENGTHS[length as usize]);
                bits.split(&distances, distance_symbol(distance));
            }
        }
    }
    bits.symbol(&literals, END);
    bits.end();
}

/// Writes the code lengths of both alphabets, run-length encoded (RFC 1951, 3.2.7).
fn write_codes(literals: &Code, distances: &Code, bits: &mut Bits<'_>) {
    let (first, second) = (literals.written_count(END + 1), distances.written_count(1));
    let lengths: Vec<u8> =
        literals.lengths[..first].iter().chain(&distances.lengths[..second]).copied().collect();
    let run_lengths = run_lengths(&lengths);
    let mut counts = [0; SYMBOLS[2]];
    run_lengths.iter().for_each(|run| counts[run.symbol] += 1);
    let code = Code::new(&counts, LIMITS[2]);
    let written =
        ORDER.iter().rposition(|symbol| code.lengths[*symbol] > 0).map_or(4, |last| (last + 1).max(4));
    bits.put((first - 257) as u32, 5);
    bits.put((second - 1) as u32, 5);
    bits.put((written - 4) as u32, 4);
    ORDER[..written].iter().for_each(|symbol| bits.put(u32::from(code.lengths[*symbol]), 3));
    run_lengths.into_iter().for_each(|run| bits.split(&code, run));
}

/// A symbol and its extra bits, which select one of the values that share the symbol.
#[derive(Debug, Clone, Copy)]
struct Split {
    symbol: usize,
    extra: u32,
    bits: u32,
}

/// The symbol of each length.
static LENGTHS: [Split; Token::MAX_MATCH + 1] = {
    let mut lengths = [Split { symbol: 0, extra: 0, bits: 0 }; Token::MAX_MATCH + 1];
    let mut length = Token::MIN_MATCH;
    while length <= Token::MAX_MATCH {
        lengths[length] = length_symbol((length - Token::MIN_MATCH) as u32);
        length += 1;
    }
    lengths
};

/// Four symbols for each power of two (RFC 1951, 3.2.5); `above` is the length minus the shortest one.
const fn length_symbol(above: u32) -> Split {
    match above {
        0..8 => Split { symbol: 257 + above as usize, extra: 0, bits: 0 },
        255 => Split { symbol: 285, extra: 0, bits: 0 },
        _ => {
            let bits = above.ilog2() - 2;
            Split { symbol: (257 + 4 * (bits + 1) + (above >> bits & 3)) as usize, extra: above, bits }
        }
    }
}

/// Two symbols for each power of two; `distance` is the distance minus one.
fn distance_symbol(distance: u32) -> Split {
    if distance < 4 {
        return Split { symbol: distance as usize, extra: 0, bits: 0 };
    }
    let bits = distance.ilog2() - 1;
    Split { symbol: (2 * (bits + 1) + (distance >> bits & 1)) as usize, extra: distance, bits }
}

/// Run-length encodes code lengths: symbol 16 repeats the last length, 17 and 18 are runs of zeros.
fn run_lengths(lengths: &[u8]) -> Vec<Split> {
    let mut run_lengths = Vec::new();
    for run in lengths.chunk_by(|a, b| a == b) {
        let (length, mut left) = (usize::from(run[0]), run.len() as u32);
        if length > 0 {
            run_lengths.push(Split { symbol: length, extra: 0, bits: 0 });
            left -= 1;
        }
        while left > 0 {
            let (least, most, symbol, bits) = match (length, left) {
                (0, 11..) => (11, 138, 18, 7),
                (0, 3..) => (3, 10, 17, 3),
                (_, 3..) => (3, 6, 16, 2),
                _ => (1, 1, length, 0),
            };
            let taken = left.min(most);
            run_lengths.push(Split { symbol, extra: taken - least, bits });
            left -= taken;
        }
    }
    run_lengths
}

/// A Huffman code: for each symbol the length of its code, 0 if unused, and its bits, first bit lowest.
#[derive(Debug)]
struct Code {
    lengths: Vec<u8>,
    bits: Vec<u16>,
}

impl Code {
    /// The Huffman code for symbols of these frequencies, with no code longer than `limit` bits.
    fn new(counts: &[u32], limit: u8) -> Self {
        let mut symbols: Vec<usize> = (0..counts.len()).filter(|symbol| counts[*symbol] > 0).collect();
        // Some decoders require a complete code, which takes two symbols.
        for symbol in 0.. {
            if symbols.len() >= 2 {
                break;
            }
            if !symbols.contains(&symbol) {
                symbols.push(symbol);
            }
        }
        symbols.sort_by_key(|symbol| (counts[*symbol], *symbol));
        let weights: Vec<u64> = symbols.iter().map(|symbol| u64::from(counts[*symbol].max(1))).collect();
        let mut lengths = vec![0; counts.len()];
        // The rarest symbols get the longest codes.
        let per_length = limited(&depths(&weights), limit);
        let mut rarest = symbols.into_iter();
        for (length, count) in per_length.into_iter().enumerate().rev() {
            rarest.by_ref().take(count).for_each(|symbol| lengths[symbol] = length as u8);
        }
        let bits = canonical(&lengths);
        Self { lengths, bits }
    }

    /// How many code lengths are written: up to the last one in use, at least `least`.
    fn written_count(&self, least: usize) -> usize {
        self.lengths.iter().rposition(|length| *length > 0).map_or(least, |last| (last + 1).max(least))
    }
}

/// The depth of each leaf of a Huffman tree; `weights` are in ascending order. The two lightest nodes are joined
/// until one is left: leaves wait in one queue and joined nodes, which only get heavier, in another.
fn depths(weights: &[u64]) -> Vec<usize> {
    let leaves = weights.len();
    let mut nodes = weights.to_vec();
    let mut parents = vec![0; 2 * leaves - 1];
    let (mut leaf, mut joined) = (0, leaves);
    while nodes.len() < 2 * leaves - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let takes_leaf = leaf < leaves && (joined == nodes.len() || nodes[leaf] <= nodes[joined]);
            let next = if takes_leaf { &mut leaf } else { &mut joined };
            weight += nodes[*next];
            parents[*next] = nodes.len();
            *next += 1;
        }
        nodes.push(weight);
    }
    // Parents come after their children, so a walk back from the root knows each parent's depth.
    let mut depths = vec![0; nodes.len()];
    for node in (0..nodes.len() - 1).rev() {
        depths[node] = depths[parents[node]] + 1;
    }
    depths.truncate(leaves);
    depths
}

/// How many codes have each length, none above the limit: where some were shortened, others are lengthened until
/// the code is complete again (its Kraft sum is 1).
fn limited(depths: &[usize], limit: u8) -> Vec<usize> {
    let limit = usize::from(limit);
    let mut counts = vec![0; limit + 1];
    depths.iter().for_each(|depth| counts[(*depth).min(limit)] += 1);
    let sum =
        |counts: &[usize]| -> usize { (1..=limit).map(|length| counts[length] << (limit - length)).sum() };
    while sum(&counts) > 1 << limit {
        counts[limit] -= 1;
        if let Some(shorter) = (1..limit).rev().find(|length| counts[*length] > 0) {
            counts[shorter] -= 1;
            counts[shorter + 1] += 2;
        }
    }
    counts
}

/// The canonical codes of these lengths (RFC 1951, 3.2.2), bit-reversed: a code's first bit is written first.
fn canonical(lengths: &[u8]) -> Vec<u16> {
    let mut next = [0_u16; 16];
    for length in 1..16 {
        let shorter =
            lengths.iter().filter(|found| usize::from(**found) == length - 1 && **found > 0).count();
        next[length] = (next[length - 1] + shorter as u16) << 1;
    }
    let code = |length: &u8| {
        let code = &mut next[usize::from(*length)];
        let reversed = if *length > 0 { code.reverse_bits() >> (16 - *length) } else { 0 };
        *code += 1;
        reversed
    };
    lengths.iter().map(code).collect()
}

/// A bit writer: the first bit goes to the lowest position.
struct Bits<'a> {
    out: &'a mut Vec<u8>,
    pending: u64,
    count: u32,
}

impl Bits<'_> {
    /// Appends the lowest `count` bits.
    fn put(&mut self, bits: u32, count: u32) {
        self.pending |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.out.extend_from_slice(&(self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.count -= 32;
        }
    }

    fn symbol(&mut self, code: &Code, symbol: usize) {
        self.put(u32::from(code.bits[symbol]), u32::from(code.lengths[symbol]));
    }

    fn split(&mut self, code: &Code, Split { symbol, extra, bits }: Split) {
        let length = u32::from(code.lengths[symbol]);
        let extra = extra & ((1 << bits) - 1);
        // A code has at most 15 bits, and its extra bits are at most 13.
        self.put(u32::from(code.bits[symbol]) | extra << length, length + bits);
    }

    fn end(self) {
        self.out.extend_from_slice(&self.pending.to_le_bytes()[..self.count.div_ceil(8) as usize]);
    }
}
