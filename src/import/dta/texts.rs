//! Long texts of Stata, which are behind the rows: a row holds the variable and row where the text was first written.

use std::collections::BTreeMap;

use super::layout::{Layout, cut};
use super::values::Stored;
use crate::import::binary::{Broken, Bytes, Order};

/// So many bytes of long texts are kept.
const MOST: u64 = 64 << 20;

/// The long texts of a file.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<(u64, u64), String>);

impl Texts {
    /// Reads all long texts.
    pub(super) fn read(bytes: &mut Bytes<'_>, layout: &Layout) -> Result<Self, Broken> {
        let mut texts = Self::default();
        let has_any = layout.fields.iter().any(|field| field.kind == Stored::LongText);
        let Some(at) = layout.texts.filter(|_| has_any) else { return Ok(texts) };
        bytes.seek(at)?;
        let mut size = 0;
        loop {
            match &bytes.array::<3>()? {
                b"GSO" => {}
                b"</s" => return Ok(texts),
                _ => return Err(Broken::Damaged("a long text has no mark", bytes.at())),
            }
            let variable = u64::from(bytes.u32()?);
            let row = if layout.release == 117 { u64::from(bytes.u32()?) } else { bytes.u64()? };
            let (kind, length) = (bytes.u8()?, bytes.u32()?);
            size += u64::from(length);
            if size > MOST {
                return Err(Broken::Large("its long texts have more than 64 MiB together"));
            }
            let content = bytes.take(length as usize)?;
            // 129 marks bytes that are no text.
            if kind == 130
                && let Some(text) = layout.charset.text(&cut(content))
            {
                texts.0.insert((variable, row), text.trim_end().to_owned());
            } else {
                texts.0.insert((variable, row), String::new());
            }
        }
    }

    /// The text that a cell refers to; `None` where it is not in the file.
    pub(super) fn get(&self, cell: &[u8], layout: &Layout) -> Option<&str> {
        let cell: [u8; 8] = cell.try_into().ok()?;
        let place = place(cell, layout.release, layout.order);
        match place {
            (0, 0) => Some(""),
            place => self.0.get(&place).map(String::as_str),
        }
    }
}

/// The variable and the row: of four bytes each, of two and six, or of three and five.
fn place(cell: [u8; 8], release: u16, order: Order) -> (u64, u64) {
    let of_variable = match release {
        117 => 4,
        118 => 2,
        _ => 3,
    };
    let number = |bytes: &[u8]| {
        let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        match order {
            Order::Little => bytes.iter().rev().fold(0, add),
            Order::Big => bytes.iter().fold(0, add),
        }
    };
    (number(&cell[..of_variable]), number(&cell[of_variable..]))
}

#[cfg(test)]
mod tests {
    use super::{Order, place};

    #[test]
    fn references_of_all_releases() {
        assert_eq!(place([1, 0, 0, 0, 2, 0, 0, 0], 117, Order::Little), (1, 2));
        assert_eq!(place([1, 0, 2, 0, 0, 0, 0, 0], 118, Order::Little), (1, 2));
        assert_eq!(place([0, 1, 0, 0, 0, 0, 0, 2], 118, Order::Big), (1, 2));
        assert_eq!(place([1, 0, 0, 2, 0, 0, 0, 0], 119, Order::Little), (1, 2));
    }
}
