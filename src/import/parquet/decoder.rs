//! The values of a page one by one, however they are encoded.
//!
//! Specification: <https://parquet.apache.org/docs/file-format/data-pages/encodings/>.

use super::broken::Broken;
use super::runs::{Deltas, Runs};
use super::schema::Physical;
use super::values::Stored;

/// The longest text that is put together from the one before it.
const LONGEST: usize = 1 << 20;

const SHORT: Broken = Broken::TooShort;

/// What each place of a page holds.
pub(super) enum Decoder {
    /// One value after the other.
    Plain(usize),
    /// Truth values, a bit each.
    Bits(usize),
    /// Truth values in runs.
    Flags(Runs),
    /// Places in the dictionary, which the column holds.
    Indices(Runs),
    /// Whole numbers by their differences.
    Numbers(Deltas),
    /// Texts behind their lengths.
    Lengths(Deltas, usize),
    /// Texts by what they share with the one before.
    Prefixes { shared: Deltas, lengths: Deltas, at: usize, last: Vec<u8> },
    /// First all first bytes, then all second ones: from here on, so many values, this one next.
    Split { start: usize, count: usize, next: usize },
}

impl Default for Decoder {
    fn default() -> Self {
        Self::Plain(0)
    }
}

impl Decoder {
    /// Plain values from a byte on.
    pub(super) fn plain(physical: Physical, at: usize) -> Self {
        if physical == Physical::Boolean { Self::Bits(at * 8) } else { Self::Plain(at) }
    }

    /// Values from a byte of a page on.
    pub(super) fn new(encoding: i64, physical: Physical, page: &[u8], at: usize) -> Result<Self, Broken> {
        let is_whole = matches!(physical, Physical::Int32 | Physical::Int64);
        let is_text = matches!(physical, Physical::Bytes | Physical::Fixed(_));
        Ok(match encoding {
            0 => Self::plain(physical, at),
            2 | 8 => {
                // A page of missing values alone has no width either.
                let width = page.get(at).copied().unwrap_or(0);
                Self::Indices(Runs::new(at + 1, page.len().max(at + 1), u32::from(width))?)
            }
            3 if physical == Physical::Boolean => Self::Flags(Runs::new(at + 4, page.len().max(at + 4), 1)?),
            5 if is_whole => Self::Numbers(numbers(page, at)?),
            6 if physical == Physical::Bytes => {
                let lengths = numbers(page, at)?;
                let at = lengths.clone().end(page)?;
                Self::Lengths(lengths, at)
            }
            7 if is_text => {
                let shared = numbers(page, at)?;
                let lengths = numbers(page, shared.clone().end(page)?)?;
                let at = lengths.clone().end(page)?;
                Self::Prefixes { shared, lengths, at, last: Vec::new() }
            }
            9 if physical.size().is_some() => {
                let size = physical.size().unwrap_or(1).max(1);
                Self::Split { start: at, count: (page.len() - at.min(page.len())) / size, next: 0 }
            }
            _ => return Err(Broken::Encoding),
        })
    }

    /// The next value.
    pub(super) fn next(&mut self, page: &[u8], physical: Physical) -> Result<Stored, Broken> {
        match self {
            Self::Plain(at) => {
                let (start, size) = match physical.size() {
                    Some(size) => (*at, size),
                    None => {
                        let head = page.get(*at..*at + 4).and_then(|bytes| bytes.try_into().ok());
                        (*at + 4, u32::from_le_bytes(head.ok_or(SHORT)?) as usize)
                    }
                };
                let end = start.checked_add(size).ok_or(SHORT)?;
                *at = end;
                Stored::of(physical, page, start, end).ok_or(SHORT)
            }
            Self::Bits(at) => {
                let byte = page.get(*at / 8).ok_or(SHORT)?;
                let flag = byte >> (*at % 8) & 1 == 1;
                *at += 1;
                Ok(Stored::Flag(flag))
            }
            Self::Flags(runs) => Ok(Stored::Flag(runs.next(page)? == 1)),
            Self::Indices(_) => Err(Broken::Damaged("its dictionary has a dictionary")),
            Self::Numbers(deltas) => {
                let value = deltas.next(page)?;
                // Differences of 32 bits run over within them.
                Ok(Stored::Int(if physical == Physical::Int32 { i64::from(value as i32) } else { value }))
            }
            Self::Lengths(lengths, at) => {
                let (start, end) = (*at, end_of(*at, lengths.next(page)?, page)?);
                *at = end;
                Ok(Stored::Bytes(start, end))
            }
            Self::Prefixes { shared, lengths, at, last } => {
                let kept = usize::try_from(shared.next(page)?).ok().filter(|kept| *kept <= last.len());
                let end = end_of(*at, lengths.next(page)?, page)?;
                last.truncate(kept.ok_or(SHORT)?);
                last.extend_from_slice(page.get(*at..end).ok_or(SHORT)?);
                *at = end;
                if last.len() > LONGEST { Err(Broken::TooLarge) } else { Ok(Stored::Own(last.clone())) }
            }
            Self::Split { start, count, next } => {
                let size = physical.size().unwrap_or(1);
                if *next >= *count {
                    return Err(SHORT);
                }
                let byte = |index: usize| page.get(*start + index * *count + *next).copied();
                let bytes: Vec<u8> = (0..size).map_while(byte).collect();
                *next += 1;
                match physical {
                    Physical::Fixed(_) | Physical::Int96 => Ok(Stored::Own(bytes)),
                    _ => Stored::of(physical, &bytes, 0, size).ok_or(SHORT),
                }
            }
        }
    }
}

/// Numbers by their differences; a page of missing values alone may be empty.
fn numbers(page: &[u8], at: usize) -> Result<Deltas, Broken> {
    if at >= page.len() { Ok(Deltas::none(at)) } else { Deltas::new(page, at) }
}

fn end_of(start: usize, length: i64, page: &[u8]) -> Result<usize, Broken> {
    let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
    end.filter(|end| *end <= page.len()).ok_or(SHORT)
}
