//! Small numbers in runs and packed bits: levels, indices into a dictionary, switches, and lengths and numbers by their
//! differences.
//!
//! Specification: <https://parquet.apache.org/docs/file-format/data-pages/encodings/>. Numbers come out one by one, so that a
//! run of a billion, which takes five bytes, needs no more memory than one of two.

use super::broken::Broken;
use super::thrift::{varint, zigzag};

const SHORT: Broken = Broken::TooShort;

/// The bits from a position on as a number.
fn bits(bytes: &[u8], at: usize, width: u32) -> Option<u64> {
    let mut value = 0u128;
    let (first, shift) = (at / 8, at % 8);
    let count = (shift + width as usize).div_ceil(8);
    for (index, byte) in bytes.get(first..first.checked_add(count)?)?.iter().enumerate() {
        value |= u128::from(*byte) << (8 * index);
    }
    Some(((value >> shift) & ((1u128 << width) - 1)) as u64)
}

/// Runs of one number and groups of packed ones in turn (RLE).
#[derive(Debug, Clone, Default)]
pub(super) struct Runs {
    at: usize,
    end: usize,
    width: u32,
    left: usize,
    run: Run,
}

#[derive(Debug, Clone, Copy, Default)]
enum Run {
    #[default]
    None,
    Same(u32),
    /// The next of packed numbers is at this bit.
    Packed(usize),
}

impl Runs {
    /// Numbers of so many bits between two bytes of a page.
    pub(super) fn new(at: usize, end: usize, width: u32) -> Result<Self, Broken> {
        if width > 32 {
            return Err(Broken::Damaged("a page has numbers of more than 32 bits"));
        }
        Ok(Self { at, end, width, left: 0, run: Run::None })
    }

    /// The next number.
    pub(super) fn next(&mut self, page: &[u8]) -> Result<u32, Broken> {
        let bytes = page.get(..self.end).ok_or(SHORT)?;
        // Each begins with a byte, so that empty ones end somewhere.
        while self.left == 0 {
            self.begin(bytes)?;
        }
        self.left -= 1;
        match &mut self.run {
            Run::None => Err(SHORT),
            Run::Same(value) => Ok(*value),
            Run::Packed(at) => {
                let value = bits(bytes, *at, self.width).ok_or(SHORT)?;
                *at += self.width as usize;
                Ok(value as u32)
            }
        }
    }

    fn begin(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        let (head, length) = varint(bytes.get(self.at..).unwrap_or_default())?;
        self.at += length;
        let count = usize::try_from(head >> 1).map_err(|_| SHORT)?;
        if head & 1 == 0 {
            let value = bits(bytes, self.at * 8, self.width.next_multiple_of(8)).ok_or(SHORT)?;
            self.at += self.width.div_ceil(8) as usize;
            (self.left, self.run) = (count, Run::Same(value as u32));
        } else {
            // Groups of eight; the last one may be cut short where its numbers are not needed.
            let (first, size) = (self.at, count.checked_mul(self.width as usize).ok_or(SHORT)?);
            self.at = self.at.checked_add(size).ok_or(SHORT)?;
            (self.left, self.run) = (count.checked_mul(8).ok_or(SHORT)?, Run::Packed(first * 8));
        }
        Ok(())
    }
}

/// Whole numbers by their differences, packed in blocks (DELTA_BINARY_PACKED).
#[derive(Debug, Clone, Default)]
pub(super) struct Deltas {
    at: usize,
    /// Numbers that are left, of them in this block, and of them in this part of it.
    left: usize,
    part: usize,
    in_block: usize,
    value: i64,
    least: i64,
    per_part: usize,
    parts: usize,
    /// Where the widths of the parts of this block are, and which is next.
    widths: usize,
    next_part: usize,
    bit: usize,
    width: u32,
    started: bool,
}

impl Deltas {
    /// Numbers from a byte of a page on.
    pub(super) fn new(page: &[u8], at: usize) -> Result<Self, Broken> {
        let mut deltas = Self { at, ..Self::default() };
        let block = deltas.unsigned(page)?;
        deltas.parts = deltas.unsigned(page)?;
        deltas.left = deltas.unsigned(page)?;
        deltas.value = zigzag(deltas.unsigned(page)? as u64);
        deltas.per_part = block.checked_div(deltas.parts).unwrap_or(0);
        let sound = deltas.per_part > 0
            && deltas.per_part.is_multiple_of(8)
            && deltas.per_part * deltas.parts == block;
        if sound || deltas.left <= 1 {
            Ok(deltas)
        } else {
            Err(Broken::Damaged("a page has blocks of no size"))
        }
    }

    fn unsigned(&mut self, page: &[u8]) -> Result<usize, Broken> {
        let (value, length) = varint(page.get(self.at..).unwrap_or_default())?;
        self.at += length;
        usize::try_from(value).map_err(|_| SHORT)
    }

    /// No numbers at all.
    pub(super) fn none(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// The next number.
    pub(super) fn next(&mut self, page: &[u8]) -> Result<i64, Broken> {
        self.left = self.left.checked_sub(1).ok_or(SHORT)?;
        if !std::mem::replace(&mut self.started, true) {
            return Ok(self.value);
        }
        if self.part == 0 {
            self.begin_part(page)?;
        }
        self.part -= 1;
        let delta = bits(page, self.bit, self.width).ok_or(SHORT)?;
        self.bit += self.width as usize;
        self.value = self.value.wrapping_add(self.least).wrapping_add(delta as i64);
        Ok(self.value)
    }

    fn begin_part(&mut self, page: &[u8]) -> Result<(), Broken> {
        if self.in_block == 0 {
            self.least = zigzag(self.unsigned(page)? as u64);
            (self.widths, self.next_part, self.in_block) = (self.at, 0, self.parts);
            self.at = self.at.checked_add(self.parts).ok_or(SHORT)?;
        }
        self.width = u32::from(*page.get(self.widths + self.next_part).ok_or(SHORT)?);
        if self.width > 64 {
            return Err(Broken::Damaged("a page has numbers of more than 64 bits"));
        }
        self.in_block -= 1;
        self.next_part += 1;
        (self.part, self.bit) = (self.per_part, self.at.checked_mul(8).ok_or(SHORT)?);
        let size = (self.per_part / 8).checked_mul(self.width as usize).ok_or(SHORT)?;
        self.at = self.at.checked_add(size).ok_or(SHORT)?;
        Ok(())
    }

    /// The byte behind the last number, for what follows: all blocks are passed over.
    pub(super) fn end(mut self, page: &[u8]) -> Result<usize, Broken> {
        // The first number is in the head.
        self.left = self.left.saturating_sub(1);
        while self.left > 0 {
            self.begin_part(page)?;
            self.left = self.left.saturating_sub(self.per_part);
        }
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Deltas, Runs};

    #[test]
    fn runs_and_packed_numbers() {
        // Four sevens, then 0 to 7 packed in three bits.
        let page = [0x08, 7, 0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        let Ok(mut runs) = Runs::new(0, page.len(), 3) else { unreachable!() };
        let found: Vec<_> = (0..13).map_while(|_| runs.next(&page).ok()).collect();
        assert_eq!(found, [7, 7, 7, 7, 0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn numbers_of_no_bits_are_nought() {
        let Ok(mut runs) = Runs::new(0, 1, 0) else { unreachable!() };
        assert_eq!(runs.next(&[0x04]).ok(), Some(0));
    }

    #[test]
    fn differences_of_the_specification() {
        // The second example there: 7, 5, 3, 1, 2, 3, 4, 5 in one block of 128 numbers and four parts.
        let page = [
            0x80,
            0x01,
            0x04,
            0x08,
            0x0e, // head: 128, 4, 8 numbers, first 7
            0x03,
            0x02,
            0x00,
            0x00,
            0x00, // least −2, widths 2 0 0 0
            0b1100_0000,
            0b0011_1111,
            0,
            0,
            0,
            0,
            0,
            0, // 0 0 0 3 3 3 3
            0xaa,
        ];
        let Ok(deltas) = Deltas::new(&page, 0) else { unreachable!() };
        let mut one = deltas.clone();
        let found: Vec<_> = (0..9).map_while(|_| one.next(&page).ok()).collect();
        assert_eq!(found, [7, 5, 3, 1, 2, 3, 4, 5]);
        assert_eq!(deltas.end(&page).ok(), Some(page.len() - 1));
    }

    #[test]
    fn nothing_hostile_is_believed() {
        assert!(Runs::new(0, 1, 33).is_err());
        let head = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        for page in [&[][..], &[0x00], &[0x01], &[0xff, 0xff, 0xff, 0xff, 0x0f], &head] {
            let Ok(mut runs) = Runs::new(0, page.len(), 7) else { unreachable!() };
            assert!(runs.next(page).is_err(), "{page:?}");
            let deltas = Deltas::new(page, 0).and_then(|mut deltas| deltas.next(page));
            assert!(deltas.is_err(), "{page:?}");
        }
    }
}
