//! The cases of a file of SPSS one by one: as they are, in bytes for small numbers, or those in blocks of zlib.

use super::header::{Compression, Header};
use super::values::Numbers;
use crate::import::binary::{Broken, Bytes, Order};

/// A block of a compressed file may have this many bytes; SPSS writes 4,190,208.
const LONGEST_BLOCK: usize = 64 << 20;

/// The cases of a file.
pub(super) struct Cases<'c> {
    input: Input<'c>,
    is_plain: bool,
    bias: f64,
    numbers: Numbers,
    /// The eight codes at hand, and how many of them are used.
    codes: [u8; 8],
    used: usize,
}

/// Bytes of the file, or what is unpacked of its blocks.
struct Input<'c> {
    bytes: Bytes<'c>,
    blocks: Option<Blocks>,
}

struct Blocks {
    /// The blocks still to be read, each with its offset, length and unpacked length. The last one is next.
    next: Vec<(u64, usize, usize)>,
    open: Vec<u8>,
    used: usize,
}

impl<'c> Cases<'c> {
    /// The cases behind a dictionary.
    pub(super) fn new(mut bytes: Bytes<'c>, header: &Header, numbers: Numbers) -> Result<Self, Broken> {
        let blocks = match header.compression {
            Compression::Zlib => Some(blocks(&mut bytes)?),
            Compression::None | Compression::Codes => None,
        };
        Ok(Self {
            input: Input { bytes, blocks },
            is_plain: header.compression == Compression::None,
            bias: header.bias,
            numbers,
            codes: [0; 8],
            used: 8,
        })
    }

    /// Reads the next case; says whether there was one.
    pub(super) fn next(&mut self, case: &mut [u8]) -> Result<bool, Broken> {
        if self.is_plain {
            let left = self.input.bytes.left();
            // Some programs write a line end behind the last case.
            if left == 0 || (left < 8 && case.len() >= 8) {
                return Ok(false);
            }
            self.input.bytes.fill(case)?;
            return Ok(true);
        }
        for (at, slot) in case.chunks_exact_mut(8).enumerate() {
            if !self.slot(slot)? {
                return match at {
                    0 => Ok(false),
                    _ => Err(Broken::Short(self.input.bytes.at())),
                };
            }
        }
        Ok(true)
    }

    /// Reads eight bytes; says whether there were any more.
    fn slot(&mut self, slot: &mut [u8]) -> Result<bool, Broken> {
        loop {
            if self.used == 8 {
                if self.input.is_over()? {
                    return Ok(false);
                }
                self.input.fill(&mut self.codes)?;
                self.used = 0;
            }
            let code = self.codes[self.used];
            self.used += 1;
            match code {
                0 => continue,
                252 => {
                    // Nothing comes behind the mark of the end.
                    self.used -= 1;
                    return Ok(false);
                }
                253 => self.input.fill(slot)?,
                254 => slot.fill(b' '),
                255 => slot.copy_from_slice(&self.stored(self.numbers.none)),
                code => slot.copy_from_slice(&self.stored(f64::from(code) - self.bias)),
            }
            return Ok(true);
        }
    }

    fn stored(&self, value: f64) -> [u8; 8] {
        match self.numbers.order {
            Order::Little => value.to_le_bytes(),
            Order::Big => value.to_be_bytes(),
        }
    }
}

impl Input<'_> {
    fn is_over(&mut self) -> Result<bool, Broken> {
        match &self.blocks {
            None => Ok(self.bytes.left() == 0),
            Some(blocks) => Ok(blocks.used == blocks.open.len() && blocks.next.is_empty()),
        }
    }

    fn fill(&mut self, target: &mut [u8]) -> Result<(), Broken> {
        let Some(blocks) = &mut self.blocks else { return self.bytes.fill(target) };
        let mut filled = 0;
        while filled < target.len() {
            if blocks.used == blocks.open.len() {
                blocks.unpack(&mut self.bytes)?;
            }
            let count = (blocks.open.len() - blocks.used).min(target.len() - filled);
            target[filled..filled + count].copy_from_slice(&blocks.open[blocks.used..blocks.used + count]);
            blocks.used += count;
            filled += count;
        }
        Ok(())
    }
}

impl Blocks {
    fn unpack(&mut self, bytes: &mut Bytes<'_>) -> Result<(), Broken> {
        let (at, packed, size) = self.next.pop().ok_or(Broken::Short(bytes.at()))?;
        bytes.seek(at)?;
        let packed = bytes.take(packed)?;
        // zlib makes at most 1,032 bytes of one.
        if size == 0 || size > packed.len().saturating_mul(1_032) {
            return Err(Broken::Damaged("a block states an impossible size", bytes.at()));
        }
        self.open.resize(size, 0);
        let found = libdeflater::Decompressor::new().zlib_decompress(&packed, &mut self.open);
        self.used = 0;
        match found {
            Ok(found) if found == size => Ok(()),
            _ => Err(Broken::Damaged("a block cannot be unpacked", bytes.at())),
        }
    }
}

/// The list of blocks at the end of the file.
fn blocks(bytes: &mut Bytes<'_>) -> Result<Blocks, Broken> {
    let (own, stated) = (bytes.at(), bytes.u64()?);
    if stated != own {
        return Err(Broken::Damaged("the head of its blocks is not where it says", bytes.at()));
    }
    let list = bytes.u64()?;
    bytes.seek(list)?;
    // The bias again, and a zero.
    bytes.skip(16)?;
    let (_, count) = (bytes.size()?, bytes.size()?);
    let mut next = Vec::new();
    for _ in 0..count {
        let (_, at) = (bytes.u64()?, bytes.u64()?);
        let (size, packed) = (bytes.size()?, bytes.size()?);
        if size > LONGEST_BLOCK {
            return Err(Broken::Large("a block of it has more than 64 MiB"));
        }
        next.push((at, packed, size));
    }
    next.reverse();
    Ok(Blocks { next, open: Vec::new(), used: 0 })
}
