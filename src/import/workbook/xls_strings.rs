//! How long the texts of an old Excel file are. Cells name them by number, so one long text can be the value of any
//! number of cells.
//!
//! The table of texts (SST) is a record that goes on in records of the kind CONTINUE, also within a text; the record
//! then begins with a byte that says how wide its characters are ([MS-XLS] 2.5.293).

use super::compound_file::{u16_at, u32_at};

/// The data of a record and of those that continue it.
struct Pieces<'s> {
    data: &'s [u8],
    more: std::vec::IntoIter<&'s [u8]>,
}

impl Pieces<'_> {
    fn next(&mut self) -> Option<()> {
        self.data = self.more.next()?;
        Some(())
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            if self.data.is_empty() {
                self.next()?;
                continue;
            }
            let step = bytes.min(self.data.len());
            self.data = &self.data[step..];
            bytes -= step;
        }
        Some(())
    }

    /// Passes a text, and gives back how many characters it has.
    fn text(&mut self) -> Option<u32> {
        let characters = u16_at(self.data, 0)?;
        let flags = *self.data.get(2)?;
        self.data = &self.data[3..];
        let (mut runs, mut extra) = (0, 0);
        if flags & 8 != 0 {
            runs = usize::from(u16_at(self.data, 0)?) * 4;
            self.data = &self.data[2..];
        }
        if flags & 4 != 0 {
            extra = u32_at(self.data, 0)? as usize;
            self.data = &self.data[4..];
        }
        let (mut left, mut is_wide) = (usize::from(characters), flags & 1 == 1);
        while left > 0 {
            let width = if is_wide { 2 } else { 1 };
            let here = left.min(self.data.len() / width);
            self.data = &self.data[here * width..];
            left -= here;
            if left > 0 {
                self.next()?;
                is_wide = self.data.first()? & 1 == 1;
                self.data = &self.data[1..];
            }
        }
        self.skip(runs)?;
        self.skip(extra)?;
        Some(characters.into())
    }
}

/// The characters of each text of the table, up to the first that cannot be understood, where whoever reads it stops.
pub(super) fn lengths(record: &[u8], continued: Vec<&[u8]>) -> Vec<u32> {
    let mut pieces = Pieces { data: record.get(8..).unwrap_or_default(), more: continued.into_iter() };
    let mut lengths = Vec::new();
    while !pieces.data.is_empty() || pieces.next().is_some() {
        if pieces.data.is_empty() {
            lengths.push(0);
            continue;
        }
        match pieces.text() {
            Some(length) => lengths.push(length),
            None => break,
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::lengths;

    #[test]
    fn texts_go_on_in_the_next_record() {
        let head = [0; 8];
        let table =
            [&head[..], b"\x03\x00\x00abc", b"\x02\x00\x01a\0b\0", b"\x01\x00\x08\x01\x00a1234"].concat();
        assert_eq!(lengths(&table, Vec::new()), [3, 2, 1]);
        let begun = [&head[..], b"\x05\x00\x00ab"].concat();
        assert_eq!(lengths(&begun, vec![b"\x01c\0d\0", b"\x00e\x01\x00\x00x"]), [5, 1]);
        assert_eq!(lengths(&begun, vec![b"\x00c"]), [0; 0], "it ends within a text");
        assert_eq!(lengths(&[1, 2], Vec::new()), [0; 0]);
    }
}
