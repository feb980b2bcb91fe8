//! What the extensions of a dictionary say: long names, long texts, levels, characters, labels of long texts.

use std::collections::BTreeMap;

use super::records::Records;
use crate::import::binary::Order;
use crate::import::charset::Charset;

/// The name of a variable, and the bytes of its entries.
type Labelled<'r> = (String, Vec<&'r [u8]>);

/// The pieces of an extension in which everything has its length before it.
struct Pieces<'b> {
    rest: &'b [u8],
    order: Order,
}

impl<'b> Pieces<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn size(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(self.order.u32(bytes)).ok()
    }

    fn text(&mut self) -> Option<&'b [u8]> {
        let length = self.size()?;
        self.take(length)
    }
}

/// The characters of the texts. Files before 2008 name no more than the number of a code page, older ones nothing.
pub(super) fn charset(records: &Records, order: Order) -> Charset {
    if let Some(name) = records.extension(20) {
        return Charset::named(&String::from_utf8_lossy(name));
    }
    let number = records.extension(3).and_then(|numbers| numbers.get(28..32)?.try_into().ok());
    match number.map(|bytes| order.u32(bytes)) {
        // 2 and 3 say "some ASCII", as 0 says nothing: these were written on Windows.
        None | Some(0 | 2 | 3) => Charset::named("windows-1252"),
        Some(number) => Charset::named(&number.to_string()),
    }
}

/// The number that says that there is none, and the lowest and the highest of all.
pub(super) fn limits(records: &Records, order: Order) -> [f64; 3] {
    let stated = records.extension(4).and_then(|bytes| {
        let number = |at: usize| Some(order.f64(bytes.get(at..at + 8)?.try_into().ok()?));
        Some([number(0)?, number(16)?, number(8)?])
    });
    stated.unwrap_or([-f64::MAX, f64::from_bits(0xffef_ffff_ffff_fffe), f64::MAX])
}

/// `SHORT=long name`, divided by tabs.
pub(super) fn long_names(records: &Records, charset: &Charset) -> BTreeMap<String, String> {
    let pair = |part: &[u8]| {
        let (short, long) = halves(part)?;
        Some((charset.label(short).to_lowercase(), charset.label(long)))
    };
    let bytes = records.extension(13).unwrap_or_default();
    bytes.split(|byte| *byte == b'\t').filter_map(pair).collect()
}

/// The widths of texts of more than 255 bytes, by short names.
pub(super) fn long_widths(records: &Records, charset: &Charset) -> BTreeMap<String, usize> {
    let pair = |part: &[u8]| {
        let (short, width) = halves(part)?;
        Some((charset.label(short).to_lowercase(), charset.label(width).parse().ok()?))
    };
    let bytes = records.extension(14).unwrap_or_default();
    bytes.split(|byte| *byte == b'\t').filter_map(pair).collect()
}

fn halves(part: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = part.iter().position(|byte| *byte == b'=')?;
    Some((&part[..at], &part[at + 1..]))
}

/// The levels of all fields: 1 nominal, 2 ordinal, 3 scale. Each has two or three numbers.
pub(super) fn levels(records: &Records, order: Order) -> Vec<u32> {
    let bytes = records.extension(11).unwrap_or_default();
    let numbers: Vec<u32> =
        bytes.chunks_exact(4).filter_map(|four| Some(order.u32(four.try_into().ok()?))).collect();
    let each = match numbers.len() / records.fields.len().max(1) {
        each @ (2 | 3) if each * records.fields.len() == numbers.len() => each,
        _ => return Vec::new(),
    };
    numbers.into_iter().step_by(each).collect()
}

/// The number of cases where it does not fit into the header.
pub(super) fn cases(records: &Records, order: Order) -> Option<u64> {
    let bytes = records.extension(16)?.get(8..16)?.try_into().ok()?;
    i64::try_from(order.u64(bytes)).ok().and_then(|cases| u64::try_from(cases).ok())
}

/// A variable with values and their labels, or none.
type OfTexts<'r> = Vec<(String, Vec<(&'r [u8], &'r [u8])>)>;

/// Labels of texts of more than eight bytes; `None` where they cannot be understood.
pub(super) fn text_labels<'r>(records: &'r Records, order: Order, charset: &Charset) -> Option<OfTexts<'r>> {
    let mut all = Vec::new();
    let mut pieces = Pieces { rest: records.extension(21).unwrap_or_default(), order };
    while !pieces.rest.is_empty() {
        let name = charset.label(pieces.text()?);
        let (_, count) = (pieces.size()?, pieces.size()?);
        let mut labels = Vec::new();
        for _ in 0..count {
            labels.push((pieces.text()?, pieces.text()?));
        }
        all.push((name, labels));
    }
    Some(all)
}

/// Missing values of texts of more than eight bytes; `None` where they cannot be understood.
pub(super) fn text_missing<'r>(
    records: &'r Records,
    order: Order,
    charset: &Charset,
) -> Option<Vec<Labelled<'r>>> {
    let mut all = Vec::new();
    let mut pieces = Pieces { rest: records.extension(22).unwrap_or_default(), order };
    while !pieces.rest.is_empty() {
        let name = charset.label(pieces.text()?);
        let count = usize::from(*pieces.take(1)?.first()?);
        let length = pieces.size()?;
        let values = (0..count).map(|_| pieces.take(length)).collect::<Option<Vec<_>>>()?;
        all.push((name, values));
    }
    Some(all)
}
