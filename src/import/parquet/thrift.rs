//! The compact protocol of Thrift, in which Parquet states its metadata: bytes to a tree of values.
//!
//! Specification: <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>. Every length is held
//! against what is left of the bytes, so that a small file cannot ask for much memory.

use super::broken::Broken;

/// Structures within structures; metadata of Parquet has six levels.
const DEEPEST: usize = 32;
/// A thousand columns in a hundred row groups have so many values.
const MOST_VALUES: usize = 4_000_000;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Thrift<'b> {
    Bool(bool),
    Int(i64),
    Bytes(&'b [u8]),
    List(Vec<Thrift<'b>>),
    /// Fields by their number.
    Struct(Vec<(i16, Thrift<'b>)>),
    /// A value of a kind that Parquet's metadata does not need.
    Other,
}

impl<'b> Thrift<'b> {
    /// Reads a structure; also gives the number of bytes that it takes.
    pub(super) fn read(bytes: &'b [u8]) -> Result<(Self, usize), Broken> {
        let mut reader = Reader { bytes, at: 0, left: MOST_VALUES };
        let value = reader.structure(0)?;
        Ok((value, reader.at))
    }

    /// A field of a structure.
    pub(super) fn field(&self, number: i16) -> Option<&Self> {
        match self {
            Self::Struct(fields) => fields.iter().find(|(own, _)| *own == number).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A whole number in a field.
    pub(super) fn int(&self, number: i16) -> Option<i64> {
        match self.field(number)? {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// A count or an offset in a field.
    pub(super) fn size(&self, number: i16) -> Option<usize> {
        self.int(number).and_then(|value| usize::try_from(value).ok())
    }

    /// A switch in a field.
    pub(super) fn flag(&self, number: i16) -> Option<bool> {
        match self.field(number)? {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A text in a field.
    pub(super) fn text(&self, number: i16) -> Option<&'b str> {
        match self.field(number)? {
            Self::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The items of a list in a field.
    pub(super) fn list(&self, number: i16) -> &[Self] {
        match self.field(number) {
            Some(Self::List(items)) => items,
            _ => &[],
        }
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    left: usize,
}

impl<'b> Reader<'b> {
    fn byte(&mut self) -> Result<u8, Broken> {
        let byte = self.bytes.get(self.at).copied().ok_or(Broken::TooShort)?;
        self.at += 1;
        Ok(byte)
    }

    fn take(&mut self, length: usize) -> Result<&'b [u8], Broken> {
        let end = self.at.checked_add(length).ok_or(Broken::TooShort)?;
        let taken = self.bytes.get(self.at..end).ok_or(Broken::TooShort)?;
        self.at = end;
        Ok(taken)
    }

    fn unsigned(&mut self) -> Result<u64, Broken> {
        let (value, length) = varint(self.bytes.get(self.at..).unwrap_or_default())?;
        self.at += length;
        Ok(value)
    }

    fn length(&mut self) -> Result<usize, Broken> {
        usize::try_from(self.unsigned()?).map_err(|_| Broken::TooShort)
    }

    fn structure(&mut self, depth: usize) -> Result<Thrift<'b>, Broken> {
        if depth > DEEPEST {
            return Err(Broken::Damaged("its metadata is nested too deeply"));
        }
        let mut fields = Vec::new();
        let mut number = 0i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Ok(Thrift::Struct(fields));
            }
            number = match head >> 4 {
                0 => i16::try_from(zigzag(self.unsigned()?)).unwrap_or(-1),
                step => number.saturating_add(i16::from(step)),
            };
            let value = match head & 0x0f {
                // A switch as a field has its value in its type.
                1 => Thrift::Bool(true),
                2 => Thrift::Bool(false),
                kind => self.value(kind, depth)?,
            };
            fields.push((number, value));
        }
    }

    fn value(&mut self, kind: u8, depth: usize) -> Result<Thrift<'b>, Broken> {
        self.left = self.left.checked_sub(1).ok_or(Broken::Damaged("its metadata has too many values"))?;
        Ok(match kind {
            1 | 2 => Thrift::Bool(self.byte()? == 1),
            3 => Thrift::Int(i64::from(self.byte()? as i8)),
            4..=6 => Thrift::Int(zigzag(self.unsigned()?)),
            7 => {
                self.take(8)?;
                Thrift::Other
            }
            8 => {
                let length = self.length()?;
                Thrift::Bytes(self.take(length)?)
            }
            9 | 10 => self.list(depth)?,
            11 => self.map(depth)?,
            12 => self.structure(depth + 1)?,
            _ => return Err(Broken::Damaged("its metadata cannot be read")),
        })
    }

    fn list(&mut self, depth: usize) -> Result<Thrift<'b>, Broken> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.length()?,
            count => usize::from(count),
        };
        // Each item takes a byte at least.
        if count > self.bytes.len() - self.at {
            return Err(Broken::TooShort);
        }
        let items = (0..count).map(|_| self.value(head & 0x0f, depth + 1));
        Ok(Thrift::List(items.collect::<Result<_, _>>()?))
    }

    /// No metadata of Parquet has maps; they are only passed over.
    fn map(&mut self, depth: usize) -> Result<Thrift<'b>, Broken> {
        let count = self.length()?;
        let kinds = if count > 0 { self.byte()? } else { 0 };
        for _ in 0..count {
            self.value(kinds >> 4, depth + 1)?;
            self.value(kinds & 0x0f, depth + 1)?;
        }
        Ok(Thrift::Other)
    }
}

/// A number of seven bits a byte, and how many bytes it takes.
pub(super) fn varint(bytes: &[u8]) -> Result<(u64, usize), Broken> {
    let mut value = 0u64;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Ok((value, index + 1));
        }
    }
    Err(Broken::TooShort)
}

/// A signed number whose sign is in the last bit.
pub(super) fn zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::{Thrift, varint, zigzag};

    #[test]
    fn numbers_of_seven_bits_a_byte() {
        assert_eq!(varint(&[0xac, 0x02, 0xff]).ok(), Some((300, 2)));
        assert!(varint(&[0x80; 12]).is_err());
        assert_eq!([0, 1, 2, 3, u64::MAX].map(zigzag), [0, -1, 1, -2, i64::MIN]);
    }

    #[test]
    fn a_structure_with_a_list_and_a_switch() {
        // Field 1: 5 as i32; field 2: true; field 4: two texts.
        let bytes = [0x15, 0x0a, 0x11, 0x29, 0x28, 1, b'a', 2, b'b', b'c', 0x00, 0xff];
        let Ok((value, length)) = Thrift::read(&bytes) else { unreachable!() };
        assert_eq!((value.int(1), value.flag(2), length), (Some(5), Some(true), 11));
        assert_eq!(value.list(4), [Thrift::Bytes(b"a"), Thrift::Bytes(b"bc")]);
        for cut in 0..11 {
            assert!(Thrift::read(&bytes[..cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn nothing_hostile_is_believed() {
        // A list of 2^60 items, and structures without end.
        assert!(Thrift::read(&[0x19, 0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]).is_err());
        assert!(Thrift::read(&[0x1c; 10_000]).is_err());
    }
}
