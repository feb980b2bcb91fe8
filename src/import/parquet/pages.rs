//! The values of a column in a group of rows, page by page: one page is held at a time, and a dictionary where there is one.

use super::broken::Broken;
use super::decoder::Decoder;
use super::runs::Runs;
use super::schema::{Chunk, Column};
use super::thrift::Thrift;
use super::values::Stored;
use crate::import::Content;
use crate::import::table::Value;

/// The head of a page holds the least and the largest of its values, which may be long texts.
const LONGEST_HEAD: usize = 1 << 20;
/// A dictionary may have this many bytes; writers stop at one or two million.
const LARGEST_DICTIONARY: usize = 64 << 20;

const DAMAGED: Broken = Broken::Damaged("a page does not hold what it says");

/// The values of a column while they are read.
pub(super) struct Pages<'m> {
    column: &'m Column,
    chunk: Chunk,
    /// Where the next page begins.
    at: u64,
    /// Values behind this page.
    more: u64,
    dictionary: Dictionary,
    page: Vec<u8>,
    /// For each value whether it is there.
    levels: Option<Runs>,
    decoder: Decoder,
    /// Values of this page that are still to come.
    left: usize,
    current: Current,
}

#[derive(Default)]
struct Dictionary {
    page: Vec<u8>,
    values: Vec<Stored>,
}

enum Current {
    Own(Stored),
    /// A value of the dictionary.
    Index(usize),
}

/// What the head of a page says.
struct Head {
    kind: i64,
    unpacked: usize,
    packed: usize,
    values: usize,
    encoding: i64,
    /// The sum of its packed bytes, where the writer gave one.
    checksum: Option<u32>,
    /// The lengths of both kinds of levels, where they are before the packed bytes, and whether the rest is packed.
    second: Option<(usize, usize, bool)>,
}

impl<'m> Pages<'m> {
    /// The values from the start of a group on.
    pub(super) fn new(column: &'m Column, chunk: Chunk) -> Self {
        Self {
            column,
            chunk,
            at: chunk.start,
            more: chunk.values,
            dictionary: Dictionary::default(),
            page: Vec::new(),
            levels: None,
            decoder: Decoder::default(),
            left: 0,
            current: Current::Own(Stored::Null),
        }
    }

    /// Whether the next value is in another page.
    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// The bytes that are held.
    pub(super) fn held(&self) -> usize {
        self.page.len() + self.dictionary.page.len() + self.dictionary.values.len() * size_of::<Stored>()
    }

    /// Steps to the next value; a new page may have `room` bytes.
    pub(super) fn advance(&mut self, content: &mut dyn Content, room: usize) -> Result<(), Broken> {
        while self.left == 0 {
            self.next_page(content, room)?;
        }
        self.left -= 1;
        let is_there = match &mut self.levels {
            Some(levels) => levels.next(&self.page)? == 1,
            None => true,
        };
        self.current = match &mut self.decoder {
            _ if !is_there => Current::Own(Stored::Null),
            Decoder::Indices(runs) => Current::Index(runs.next(&self.page)? as usize),
            decoder => Current::Own(decoder.next(&self.page, self.column.physical)?),
        };
        match self.current {
            Current::Index(index) if index >= self.dictionary.values.len() => Err(DAMAGED),
            _ => Ok(()),
        }
    }

    /// The value at hand as a cell.
    pub(super) fn cell(&self) -> Value<'_> {
        match &self.current {
            Current::Own(stored) => stored.cell(self.column, &self.page),
            Current::Index(index) => match self.dictionary.values.get(*index) {
                Some(stored) => stored.cell(self.column, &self.dictionary.page),
                None => Value::Empty,
            },
        }
    }

    fn next_page(&mut self, content: &mut dyn Content, room: usize) -> Result<(), Broken> {
        let end = self.chunk.start.checked_add(self.chunk.size).ok_or(DAMAGED)?;
        let (head, length) = self.head(content, end)?;
        let start = self.at + length as u64;
        self.at = start.checked_add(head.packed as u64).filter(|at| *at <= end).ok_or(DAMAGED)?;
        if !matches!(head.kind, 0 | 2 | 3) {
            return Ok(());
        }
        let most = if head.kind == 2 { LARGEST_DICTIONARY.min(room) } else { room };
        if head.unpacked > most {
            return Err(Broken::TooLarge);
        }
        // What is held of the page before goes first.
        self.page = Vec::new();
        let mut packed = super::bytes(content, start, head.packed as u64)?;
        if packed.len() < head.packed {
            return Err(Broken::TooShort);
        }
        if head.checksum.is_some_and(|sum| sum != libdeflater::crc32(&packed)) {
            return Err(Broken::Damaged("a page is not the one that was written: its checksum differs"));
        }
        let codec = self.chunk.codec;
        match head.second {
            // The levels are before the packed bytes.
            Some((repetition, definition, is_packed)) => {
                let levels = repetition.checked_add(definition).filter(|levels| *levels <= packed.len());
                let levels = levels.ok_or(DAMAGED)?;
                let rest = packed.split_off(levels);
                let size = head.unpacked.checked_sub(levels).ok_or(DAMAGED)?;
                let unpacked = if is_packed && size > 0 { codec.unpack(rest, size)? } else { rest };
                packed.extend(unpacked);
                self.page = packed;
                self.open(&head, Some((repetition, levels)))
            }
            None => {
                let page = codec.unpack(packed, head.unpacked)?;
                if head.kind == 2 {
                    return self.keep_dictionary(page, head.values);
                }
                self.page = page;
                self.open(&head, None)
            }
        }
    }

    /// Reads the head of the page that begins here.
    fn head(&mut self, content: &mut dyn Content, end: u64) -> Result<(Head, usize), Broken> {
        let mut size = 1 << 12;
        loop {
            let bytes = super::bytes(content, self.at, end.saturating_sub(self.at).min(size))?;
            match Thrift::read(&bytes) {
                Ok((head, length)) => return Ok((Head::of(&head).ok_or(DAMAGED)?, length)),
                Err(Broken::TooShort) if bytes.len() as u64 == size && (size as usize) < LONGEST_HEAD => {
                    size *= 16;
                }
                Err(broken) => return Err(broken),
            }
        }
    }

    fn keep_dictionary(&mut self, page: Vec<u8>, count: usize) -> Result<(), Broken> {
        let mut decoder = Decoder::plain(self.column.physical, 0);
        // Each value takes a byte at least, so that no more are read than there are.
        let values: Result<Vec<_>, _> =
            (0..count.min(page.len())).map(|_| decoder.next(&page, self.column.physical)).collect();
        self.dictionary = Dictionary { values: values?, page };
        Ok(())
    }

    /// Begins a page of values; `levels` says where they are, if not before the values in the page itself.
    fn open(&mut self, head: &Head, levels: Option<(usize, usize)>) -> Result<(), Broken> {
        self.more = self.more.checked_sub(head.values as u64).ok_or(DAMAGED)?;
        let mut at = levels.map_or(0, |(_, end)| end);
        self.levels = match (self.column.optional, levels) {
            (false, _) => None,
            (true, Some((start, end))) => Some(Runs::new(start, end, 1)?),
            (true, None) => {
                let length = self.page.get(..4).and_then(|bytes| bytes.try_into().ok()).ok_or(DAMAGED)?;
                let end = 4usize.checked_add(u32::from_le_bytes(length) as usize);
                at = end.filter(|end| *end <= self.page.len()).ok_or(DAMAGED)?;
                Some(Runs::new(4, at, 1)?)
            }
        };
        self.decoder = Decoder::new(head.encoding, self.column.physical, &self.page, at)?;
        self.left = head.values;
        Ok(())
    }
}

impl Head {
    fn of(head: &Thrift<'_>) -> Option<Self> {
        let kind = head.int(1)?;
        let (detail, second) = match kind {
            0 => (head.field(5)?, false),
            2 => (head.field(7)?, false),
            3 => (head.field(8)?, true),
            _ => (head, false),
        };
        Some(Self {
            kind,
            unpacked: head.size(2)?,
            packed: head.size(3)?,
            // A signed number by the format, of which the bits count.
            checksum: head.int(4).map(|sum| sum as u32),
            values: detail.size(1)?,
            encoding: detail.int(if second { 4 } else { 2 })?,
            second: match second {
                true => Some((detail.size(6)?, detail.size(5)?, detail.flag(7).unwrap_or(true))),
                false => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::Pages;
    use crate::import::parquet::codec::Codec;
    use crate::import::parquet::schema::{Chunk, Column, Meaning, Physical};

    /// A page of two plain numbers, with this checksum where there is one; each number of the head is written zigzag.
    fn page(checksum: Option<u32>) -> (Vec<u8>, Vec<u8>) {
        let values: Vec<u8> = [54i32, 46].into_iter().flat_map(i32::to_le_bytes).collect();
        let mut head = vec![0x15, 0, 0x15, 16, 0x15, 16];
        if let Some(sum) = checksum {
            head.push(0x15);
            let sum = sum.cast_signed();
            let mut left = ((sum << 1) ^ (sum >> 31)).cast_unsigned();
            while left >= 0x80 {
                head.push((left & 0x7f) as u8 | 0x80);
                left >>= 7;
            }
            head.push(left as u8);
        }
        // The detail is field 5, which follows on 3 or 4.
        head.push(if checksum.is_some() { 0x1c } else { 0x2c });
        head.extend([0x15, 4, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0]);
        (head, values)
    }

    fn is_read(checksum: Option<u32>, flipped: Option<usize>) -> bool {
        let (head, mut values) = page(checksum);
        if let Some(bit) = flipped {
            values[bit / 8] ^= 1 << (bit % 8);
        }
        let content = [head, values].concat();
        let column = Column {
            name: "v".into(),
            physical: Physical::Int32,
            meaning: Meaning::Plain,
            optional: false,
            leaf: Some(0),
        };
        let chunk = Chunk { start: 0, size: content.len() as u64, values: 2, codec: Codec::Plain };
        Pages::new(&column, chunk).advance(&mut Cursor::new(content), 1 << 20).is_ok()
    }

    #[test]
    fn a_page_is_believed_only_with_its_checksum() {
        let sum = libdeflater::crc32(&page(None).1);
        assert!(is_read(Some(sum), None) && is_read(None, None));
        assert!(!is_read(Some(sum ^ 1), None));
        for bit in 0..64 {
            assert!(!is_read(Some(sum), Some(bit)), "bit {bit}");
        }
    }
}
