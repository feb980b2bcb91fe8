//! The compressions of Parquet's pages.
//!
//! Snappy and LZ4 are a page each and written here; gzip comes from libdeflate, which writes images and PDF anyway, Zstandard
//! from ruzstd.

use super::broken::Broken;

/// How the pages of a column are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Plain,
    Snappy,
    Gzip,
    Zstd,
    Lz4,
    /// One that is not built in, by its name.
    Unknown(&'static str),
}

impl Codec {
    /// The codec with this number in the metadata.
    pub(super) fn of(number: i64) -> Self {
        match number {
            0 => Self::Plain,
            1 => Self::Snappy,
            2 => Self::Gzip,
            3 => Self::Unknown("LZO"),
            4 => Self::Unknown("Brotli"),
            // Its frames are those of Hadoop, and every program writes LZ4_RAW by now.
            5 => Self::Unknown("the old form of LZ4"),
            6 => Self::Zstd,
            7 => Self::Lz4,
            _ => Self::Unknown("an unknown method"),
        }
    }

    /// The bytes of a page, which must be `size`.
    pub(super) fn unpack(self, bytes: Vec<u8>, size: usize) -> Result<Vec<u8>, Broken> {
        let unpacked = match self {
            Self::Plain => Some(bytes),
            Self::Snappy => snappy(&bytes, size),
            Self::Lz4 => lz4(&bytes, size),
            Self::Gzip => {
                let mut page = vec![0; size];
                let found = libdeflater::Decompressor::new().gzip_decompress(&bytes, &mut page);
                found.ok().filter(|found| *found == size).map(|_| page)
            }
            Self::Zstd => {
                let mut page = vec![0; size];
                let found = ruzstd::decoding::FrameDecoder::new().decode_all(&bytes, &mut page);
                found.ok().filter(|found| *found == size).map(|_| page)
            }
            Self::Unknown(name) => return Err(Broken::Codec(name)),
        };
        unpacked
            .filter(|page| page.len() == size)
            .ok_or(Broken::Damaged("a page cannot be unpacked, or is not as long as it says"))
    }
}

/// Snappy without frames: <https://github.com/google/snappy/blob/main/format_description.txt>.
fn snappy(bytes: &[u8], size: usize) -> Option<Vec<u8>> {
    let (length, mut at) = super::thrift::varint(bytes).ok()?;
    if usize::try_from(length).ok()? != size {
        return None;
    }
    let mut page = Vec::with_capacity(size);
    while at < bytes.len() {
        let tag = usize::from(bytes[at]);
        at += 1;
        let little_endian = |at: usize, count: usize| {
            let digits = bytes.get(at..at + count)?;
            Some(digits.iter().rev().fold(0usize, |value, digit| value << 8 | usize::from(*digit)))
        };
        let (length, offset) = match tag & 3 {
            0 => {
                let mut length = tag >> 2;
                if length >= 60 {
                    let count = length - 59;
                    length = little_endian(at, count)?;
                    at += count;
                }
                let literal = bytes.get(at..at.checked_add(length)?.checked_add(1)?)?;
                at += literal.len();
                page.extend_from_slice(literal);
                (0, 0)
            }
            1 => {
                at += 1;
                ((tag >> 2 & 7) + 4, (tag >> 5) << 8 | little_endian(at - 1, 1)?)
            }
            2 => {
                at += 2;
                ((tag >> 2) + 1, little_endian(at - 2, 2)?)
            }
            _ => {
                at += 4;
                ((tag >> 2) + 1, little_endian(at - 4, 4)?)
            }
        };
        repeat(&mut page, offset, length)?;
        if page.len() > size {
            return None;
        }
    }
    Some(page)
}

/// A block of LZ4: <https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md>.
fn lz4(bytes: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut page = Vec::with_capacity(size);
    let mut at = 0;
    loop {
        let token = usize::from(*bytes.get(at)?);
        at += 1;
        let more = |start: usize, at: &mut usize| {
            let mut length = start;
            if start == 15 {
                loop {
                    let byte = *bytes.get(*at)?;
                    *at += 1;
                    length += usize::from(byte);
                    if byte < 255 {
                        break;
                    }
                }
            }
            Some(length)
        };
        let length = more(token >> 4, &mut at)?;
        let literal = bytes.get(at..at.checked_add(length)?)?;
        at += length;
        page.extend_from_slice(literal);
        // The last sequence is a literal alone.
        if at == bytes.len() {
            return Some(page);
        }
        let offset = usize::from(*bytes.get(at)?) | usize::from(*bytes.get(at + 1)?) << 8;
        at += 2;
        let length = more(token & 15, &mut at)? + 4;
        if page.len() + length > size {
            return None;
        }
        repeat(&mut page, offset, length)?;
    }
}

/// Writes again what stands `offset` bytes before the end; the copy may run into itself.
fn repeat(page: &mut Vec<u8>, offset: usize, length: usize) -> Option<()> {
    if length == 0 {
        return Some(());
    }
    let from = page.len().checked_sub(offset).filter(|_| offset > 0)?;
    if length <= offset {
        page.extend_from_within(from..from + length);
    } else {
        (from..from + length).for_each(|at| page.push(page[at]));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Codec, lz4, snappy};

    #[test]
    fn snappy_of_literals_and_copies() {
        // "abcabcabcabc": a literal of three, then nine bytes from three before.
        assert_eq!(snappy(&[12, 0x08, b'a', b'b', b'c', 0x15, 3], 12).as_deref(), Some(&b"abcabcabcabc"[..]));
        assert_eq!(snappy(&[12, 0x08, b'a', b'b', b'c', 0x15, 4], 12), None, "before the start");
        assert_eq!(snappy(&[12, 0x08, b'a'], 12), None, "too short");
        assert_eq!(snappy(&[4, 0x08, b'a', b'b', b'c', 0x15, 3], 4), None, "more than was said");
    }

    #[test]
    fn lz4_of_literals_and_copies() {
        assert_eq!(lz4(&[0x35, b'a', b'b', b'c', 3, 0, 0x00], 12).as_deref(), Some(&b"abcabcabcabc"[..]));
        assert_eq!(lz4(&[0x35, b'a', b'b', b'c', 0, 0, 0x00], 12), None, "from nowhere");
        assert_eq!(lz4(&[0x35, b'a', b'b', b'c', 3, 0, 0x00], 11), None, "more than was said");
        assert_eq!(lz4(&[0xff], 12), None);
    }

    #[test]
    fn damaged_pages_are_refused() {
        for codec in [Codec::Snappy, Codec::Gzip, Codec::Zstd, Codec::Lz4, Codec::Unknown("LZO")] {
            for bytes in [&b""[..], b"\x00", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", &[7; 100]] {
                assert!(codec.unpack(bytes.to_vec(), 1000).is_err(), "{codec:?}");
            }
        }
    }
}
