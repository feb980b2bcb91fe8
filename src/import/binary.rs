//! Binary files read from front to back: numbers in either byte order, and why such a file cannot be read.
//!
//! No piece is longer than what is left of the file, so a file cannot ask for more memory than its own size.

use std::io::{BufReader, Read, SeekFrom};

use super::Content;
use super::refusal::Unreadable;
use crate::diagnostic::Code;

/// No piece of a dictionary is longer.
const LONGEST: usize = 64 << 20;

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// The lowest, as on nearly all machines of today.
    #[default]
    Little,
    /// The highest.
    Big,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Broken {
    /// It ends at this byte, where more is announced.
    Short(u64),
    /// Something before this byte cannot be.
    Damaged(&'static str, u64),
    /// It states a size that no survey has.
    Large(&'static str),
    /// It is protected with a password.
    Encrypted,
    /// It is of another kind or version, with what to do.
    Other(String, &'static str),
    /// The system says so.
    Io(std::io::Error),
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl Broken {
    /// The refusal, which names the place in the file.
    pub(super) fn refusal(self) -> Unreadable {
        const AGAIN: &str = "open it in the program that wrote it and save it again, or export it as CSV";
        let unreadable = |message: String, hint| Unreadable::new(Code::UnreadableDataset, message, hint);
        match self {
            Self::Short(at) => unreadable(
                format!("the file ends too early, at byte {at}"),
                "copy it again from where it came: a part of it is missing",
            ),
            Self::Damaged(what, at) => unreadable(format!("{what}, before byte {at}"), AGAIN),
            Self::Other(what, hint) => unreadable(what, hint),
            Self::Io(error) => unreadable(format!("the file cannot be read: {error}"), AGAIN),
            Self::Large(what) => {
                Unreadable::new(Code::TooLarge, what, "keep only the variables and rows that are needed")
            }
            Self::Encrypted => Unreadable::new(
                Code::EncryptedFile,
                "the file is protected with a password",
                "save it without one",
            ),
        }
    }
}

/// The bytes of a file, one piece after the other.
pub(super) struct Bytes<'c> {
    content: BufReader<&'c mut dyn Content>,
    at: u64,
    size: u64,
    /// The order of the bytes of a number.
    pub(super) order: Order,
}

impl<'c> Bytes<'c> {
    /// A file from its first byte on.
    pub(super) fn new(content: &'c mut dyn Content) -> Result<Self, Broken> {
        let size = content.seek(SeekFrom::End(0))?;
        content.seek(SeekFrom::Start(0))?;
        Ok(Self { content: BufReader::with_capacity(1 << 16, content), at: 0, size, order: Order::Little })
    }

    /// The number of bytes before the next one.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// The number of bytes that are left.
    pub(super) fn left(&self) -> u64 {
        self.size.saturating_sub(self.at)
    }

    /// Goes to a byte.
    pub(super) fn seek(&mut self, at: u64) -> Result<(), Broken> {
        if at > self.size {
            return Err(Broken::Short(self.size));
        }
        // A short way is gone within what is read already.
        let step = i64::try_from(at).unwrap_or(i64::MAX) - i64::try_from(self.at).unwrap_or(0);
        self.content.seek_relative(step)?;
        self.at = at;
        Ok(())
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, count: u64) -> Result<(), Broken> {
        self.seek(self.at.saturating_add(count))
    }

    /// Fills a buffer.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> Result<(), Broken> {
        if buffer.len() as u64 > self.left() {
            return Err(Broken::Short(self.size));
        }
        self.content.read_exact(buffer)?;
        self.at += buffer.len() as u64;
        Ok(())
    }

    /// So many bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<Vec<u8>, Broken> {
        if count as u64 > self.left() {
            return Err(Broken::Short(self.size));
        }
        if count > LONGEST {
            return Err(Broken::Large("a part of its dictionary is longer than 64 MiB"));
        }
        let mut bytes = vec![0; count];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// As many bytes as fit into an array.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A whole number of one byte.
    pub(super) fn u8(&mut self) -> Result<u8, Broken> {
        Ok(self.array::<1>()?[0])
    }

    /// A whole number of four bytes without a sign.
    pub(super) fn u32(&mut self) -> Result<u32, Broken> {
        Ok(self.order.u32(self.array()?))
    }

    /// A whole number of four bytes.
    pub(super) fn i32(&mut self) -> Result<i32, Broken> {
        Ok(self.u32()? as i32)
    }

    /// A size of four bytes, which has no sign.
    pub(super) fn size(&mut self) -> Result<usize, Broken> {
        let size = self.i32()?;
        usize::try_from(size).map_err(|_| Broken::Damaged("a size is below 0", self.at))
    }

    /// A whole number of eight bytes without a sign.
    pub(super) fn u64(&mut self) -> Result<u64, Broken> {
        Ok(self.order.u64(self.array()?))
    }

    /// A number.
    pub(super) fn f64(&mut self) -> Result<f64, Broken> {
        Ok(f64::from_bits(self.u64()?))
    }
}

impl Order {
    /// A whole number of two bytes.
    pub(super) fn u16(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        }
    }

    /// A whole number of four bytes.
    pub(super) fn u32(self, bytes: [u8; 4]) -> u32 {
        match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        }
    }

    /// A whole number of eight bytes.
    pub(super) fn u64(self, bytes: [u8; 8]) -> u64 {
        match self {
            Self::Little => u64::from_le_bytes(bytes),
            Self::Big => u64::from_be_bytes(bytes),
        }
    }

    /// A number.
    pub(super) fn f64(self, bytes: [u8; 8]) -> f64 {
        f64::from_bits(self.u64(bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Broken, Bytes, Order};

    #[test]
    fn numbers_in_both_orders() {
        let mut content = Cursor::new(vec![1, 2, 3, 4, 1, 2, 3, 4]);
        let Ok(mut bytes) = Bytes::new(&mut content) else { unreachable!() };
        assert_eq!(bytes.u32().ok(), Some(0x0403_0201));
        bytes.order = Order::Big;
        assert_eq!(bytes.u32().ok(), Some(0x0102_0304));
        assert_eq!(bytes.left(), 0);
    }

    #[test]
    fn nothing_longer_than_the_file_is_taken() {
        let mut content = Cursor::new(vec![0; 8]);
        let Ok(mut bytes) = Bytes::new(&mut content) else { unreachable!() };
        assert!(matches!(bytes.take(usize::MAX), Err(Broken::Short(8))));
        assert!(matches!(bytes.seek(9), Err(Broken::Short(8))));
        assert!(bytes.take(8).is_ok());
    }
}
