//! Brotli (RFC 7932), which WOFF2 packs fonts with. It only packs, and knows neither contexts nor block types nor the
//! format's dictionary of words: fonts of a page get 9 % larger than with the crate `brotli`, which took 24 seconds to build and
//! adds a megabyte to the program.

mod bits;
mod matches;
mod prefix;

use bits::Bits;
use matches::{Command, Matches};
use prefix::Code;

/// The most bytes of a block: each has prefix codes of its own.
const BLOCK: usize = 1 << 20;

/// The first length of each code of a number of new bytes, and its extra bits.
const NEW: [(usize, u32); 24] = [
    (0, 0),
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 1),
    (8, 1),
    (10, 2),
    (14, 2),
    (18, 3),
    (26, 3),
    (34, 4),
    (50, 4),
    (66, 5),
    (98, 5),
    (130, 6),
    (194, 7),
    (322, 8),
    (578, 9),
    (1090, 10),
    (2114, 12),
    (6210, 14),
    (22594, 24),
];

/// The same for the length of a copy.
const COPIED: [(usize, u32); 24] = [
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 1),
    (12, 1),
    (14, 2),
    (18, 2),
    (22, 3),
    (30, 3),
    (38, 4),
    (54, 4),
    (70, 5),
    (102, 5),
    (134, 6),
    (198, 7),
    (326, 8),
    (582, 9),
    (1094, 10),
    (2118, 24),
];

/// A symbol with its extra bits.
type Symbol = (usize, u32, u32);

/// A command as symbols.
#[derive(Debug)]
struct Written {
    command: Command,
    /// The symbol of both lengths, then the extra bits of each.
    lengths: (usize, [(u32, u32); 2]),
    /// The distance; `None` where the symbol of the lengths says that it is the last one.
    distance: Option<Symbol>,
}

/// Bytes as a Brotli stream.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut out = Bits::default();
    // A window of 22 bits.
    out.put(0b1011, 4);
    let mut matches = Matches::new(bytes);
    let mut last = 4;
    for from in (0..bytes.len()).step_by(BLOCK) {
        let to = (from + BLOCK).min(bytes.len());
        let commands = matches.commands(from, to);
        out.put(0, 1);
        // The length in four or five groups of four bits, of which the fifth must not be zero.
        let groups = if to - from > 1 << 16 { 5 } else { 4 };
        out.put(groups - 4, 2);
        out.put((to - from - 1) as u32, 4 * groups);
        // It is packed; one type of block each for literals, lengths and distances.
        out.put(0, 1 + 3);
        // No direct distances, context mode 0, and one prefix code each for literals and distances.
        out.put(0, 6 + 2 + 2);
        write(&commands, bytes, &mut last, &mut out);
    }
    // The last block is empty.
    out.put(0b11, 2);
    out.finish()
}

fn write(commands: &[Command], bytes: &[u8], last: &mut usize, out: &mut Bits) {
    let (mut literals, mut lengths, mut distances) = ([0; 256], [0; 704], [0; 64]);
    let mut all = Vec::with_capacity(commands.len());
    for command in commands {
        let written = symbols(*command, last);
        new_bytes(command, bytes).iter().for_each(|byte| literals[usize::from(*byte)] += 1);
        lengths[written.lengths.0] += 1;
        if let Some((symbol, ..)) = written.distance {
            distances[symbol] += 1;
        }
        all.push(written);
    }
    let (literals, lengths, distances) = (Code::of(&literals), Code::of(&lengths), Code::of(&distances));
    literals.write(8, out);
    lengths.write(10, out);
    distances.write(6, out);
    for Written { command, lengths: (symbol, extra), distance } in all {
        lengths.put(symbol, out);
        extra.iter().for_each(|(bits, count)| out.put(*bits, *count));
        new_bytes(&command, bytes).iter().for_each(|byte| literals.put(usize::from(*byte), out));
        if let Some((symbol, bits, count)) = distance {
            distances.put(symbol, out);
            out.put(bits, count);
        }
    }
}

fn new_bytes<'b>(command: &Command, bytes: &'b [u8]) -> &'b [u8] {
    &bytes[command.at..command.at + command.new]
}

fn symbols(command: Command, last: &mut usize) -> Written {
    let (new, new_bits, new_count) = symbol(&NEW, command.new);
    // Where a block ends with new bytes, the reader does not look at the copy.
    let (copied, copied_bits, copied_count) = symbol(&COPIED, command.copied.max(2));
    let is_last = command.copied == 0 || command.distance == *last;
    let is_implied = is_last && new < 8 && copied < 16;
    let cell = match (new / 8, copied / 8) {
        (0, 0) if is_implied => 0,
        (0, 1) if is_implied => 1,
        (0, 0) => 2,
        (0, 1) => 3,
        (1, 0) => 4,
        (1, 1) => 5,
        (0, _) => 6,
        (2, 0) => 7,
        (1, _) => 8,
        (2, 1) => 9,
        _ => 10,
    };
    let lengths =
        (cell * 64 + new % 8 * 8 + copied % 8, [(new_bits, new_count), (copied_bits, copied_count)]);
    let distance = match command.copied {
        0 => None,
        _ if is_implied => None,
        _ if is_last => Some((0, 0, 0)),
        _ => Some(distance(command.distance)),
    };
    if command.copied > 0 {
        *last = command.distance;
    }
    Written { command, lengths, distance }
}

/// The code of a length with its extra bits.
fn symbol(table: &[(usize, u32); 24], length: usize) -> Symbol {
    let code = table.partition_point(|(first, _)| *first <= length) - 1;
    let (first, count) = table[code];
    (code, (length - first) as u32, count)
}

/// The code of a distance with its extra bits.
fn distance(distance: usize) -> Symbol {
    let value = distance + 3;
    let count = value.ilog2() - 1;
    let half = value >> count & 1;
    (16 + 2 * (count as usize - 1) + half, (value - ((2 + half) << count)) as u32, count)
}

#[cfg(test)]
mod tests {
    use super::pack;
    use brotli_decompressor::BrotliDecompress;

    /// Bytes that a small generator makes, of this many different values.
    fn noise(count: usize, values: u32) -> Vec<u8> {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % values
        };
        (0..count).map(|_| next() as u8).collect()
    }

    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        BrotliDecompress(&mut &*packed, &mut out).unwrap();
        out
    }

    #[test]
    fn a_reader_gets_back_what_was_packed() {
        let mut texts: Vec<Vec<u8>> = vec![Vec::new(), b"a".to_vec(), b"abab".to_vec(), vec![7; 100_000]];
        for values in [1, 2, 3, 4, 5, 40, 256] {
            texts.extend([3, 100, 70_000].map(|count| noise(count, values)));
        }
        // More than a block, with copies over the border of blocks and from far away.
        let far = noise(600_000, 256);
        texts.push([far.clone(), vec![0; 30_000], far.clone(), far].concat());
        texts.push((0..=255).cycle().take(512).collect());
        for text in texts {
            assert!(unpacked(&pack(&text)) == text, "{} bytes", text.len());
        }
    }

    #[test]
    fn what_repeats_is_packed_and_noise_hardly_grows() {
        let words = "No line of this text is new. ".repeat(1000);
        assert!(pack(words.as_bytes()).len() < 100);
        assert!(pack(&noise(100_000, 256)).len() < 100_500);
    }
}
