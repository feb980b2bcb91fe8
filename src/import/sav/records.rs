//! The dictionary of a file of SPSS as its records state it, before names and texts are understood.
//!
//! Described by the PSPP project: <https://www.gnu.org/software/pspp/pspp-dev/html_node/System-File-Format.html>.

use std::collections::BTreeMap;

use super::header::Header;
use crate::import::binary::{Broken, Bytes};

/// A variable of so many bytes of text, or a number, in one or more slots of eight bytes.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The first slot of it.
    pub(super) slot: usize,
    /// The number of bytes of a text; 0 for a number.
    pub(super) width: usize,
    pub(super) name: Vec<u8>,
    pub(super) label: Option<Vec<u8>>,
    /// How it is printed, by the number of the format.
    pub(super) format: u8,
    /// Single values that are missing.
    pub(super) missing: Vec<[u8; 8]>,
    /// The lowest and the highest of a range that is missing.
    pub(super) range: Option<([u8; 8], [u8; 8])>,
}

/// Labels of values, and the slots of the variables that have them.
#[derive(Debug)]
pub(super) struct LabelSet {
    pub(super) labels: Vec<([u8; 8], Vec<u8>)>,
    pub(super) slots: Vec<usize>,
}

/// All records.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) header: Header,
    pub(super) fields: Vec<Field>,
    pub(super) labels: Vec<LabelSet>,
    /// Extensions by their number, in the order of the file.
    pub(super) extensions: BTreeMap<i32, Vec<Vec<u8>>>,
    /// The number of slots of a case.
    pub(super) slots: usize,
}

/// Labels on all variables together: one set of labels may belong to thousands of variables.
const MOST_LABELS: usize = 4_000_000;

impl Records {
    /// Reads all records up to the cases.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self, Broken> {
        let header = Header::read(bytes)?;
        let mut records =
            Self { header, fields: Vec::new(), labels: Vec::new(), extensions: BTreeMap::new(), slots: 0 };
        let mut count = 0usize;
        loop {
            match bytes.i32()? {
                2 => records.field(bytes)?,
                3 => {
                    let set = label_set(bytes)?;
                    count = count.saturating_add(set.labels.len().saturating_mul(set.slots.len()));
                    if count > MOST_LABELS {
                        return Err(Broken::Large("its variables have more than 4,000,000 labels together"));
                    }
                    records.labels.push(set);
                }
                6 => {
                    let lines = bytes.size()? as u64;
                    bytes.skip(lines.saturating_mul(80))?;
                }
                7 => {
                    let (kind, size, number) = (bytes.i32()?, bytes.size()?, bytes.size()?);
                    let data = bytes.take(size.saturating_mul(number))?;
                    records.extensions.entry(kind).or_default().push(data);
                }
                999 => {
                    bytes.skip(4)?;
                    break;
                }
                _ => {
                    return Err(Broken::Damaged(
                        "its dictionary has a record of an unknown kind",
                        bytes.at(),
                    ));
                }
            }
        }
        match records.fields.is_empty() {
            true => Err(Broken::Damaged("it has no variables", bytes.at())),
            false => Ok(records),
        }
    }

    /// The first extension of a kind.
    pub(super) fn extension(&self, kind: i32) -> Option<&[u8]> {
        self.extensions.get(&kind)?.first().map(Vec::as_slice)
    }

    /// A variable, or one of the slots that a long text takes beside its first.
    fn field(&mut self, bytes: &mut Bytes<'_>) -> Result<(), Broken> {
        let (width, has_label, missing) = (bytes.i32()?, bytes.i32()?, bytes.i32()?);
        let print = bytes.u32()?;
        bytes.skip(4)?;
        let name = bytes.take(8)?;
        let label = match has_label {
            0 => None,
            _ => {
                let length = bytes.size()?;
                let mut label = bytes.take(length.next_multiple_of(4))?;
                label.truncate(length);
                Some(label)
            }
        };
        let (is_range, single) = match missing {
            0..=3 => (false, missing),
            -2 => (true, 0),
            -3 => (true, 1),
            _ => {
                return Err(Broken::Damaged(
                    "a variable has an impossible number of missing values",
                    bytes.at(),
                ));
            }
        };
        let range = if is_range { Some((bytes.array()?, bytes.array()?)) } else { None };
        let missing = (0..single).map(|_| bytes.array()).collect::<Result<Vec<_>, _>>()?;
        let slot = self.slots;
        self.slots += 1;
        if width == -1 {
            // It continues the text before it.
            let fits = self.fields.last().is_some_and(|field| slot < field.slot + field.width.div_ceil(8));
            return match fits {
                true => Ok(()),
                false => Err(Broken::Damaged("a text has more slots than its width needs", bytes.at())),
            };
        }
        let is_whole =
            self.fields.last().is_none_or(|field| slot == field.slot + field.width.div_ceil(8).max(1));
        let width = usize::try_from(width).ok().filter(|width| *width < 256 && is_whole);
        let width = width.ok_or(Broken::Damaged("a variable has an impossible width", bytes.at()))?;
        let format = (print >> 16 & 0xff) as u8;
        self.fields.push(Field { slot, width, name, label, format, missing, range });
        Ok(())
    }
}

/// Record 3 with its labels, and record 4 behind it with its variables.
fn label_set(bytes: &mut Bytes<'_>) -> Result<LabelSet, Broken> {
    let count = bytes.size()?;
    let mut labels = Vec::new();
    for _ in 0..count {
        let value = bytes.array()?;
        let length = usize::from(bytes.u8()?);
        // Length and label fill slots of eight bytes.
        let mut label = bytes.take((length + 1).next_multiple_of(8) - 1)?;
        label.truncate(length);
        labels.push((value, label));
    }
    if bytes.i32()? != 4 {
        return Err(Broken::Damaged("labels belong to no variables", bytes.at()));
    }
    let count = bytes.size()?;
    let mut slots = Vec::new();
    for _ in 0..count {
        let slot = bytes.size()?.checked_sub(1);
        slots.push(slot.ok_or(Broken::Damaged("labels belong to an impossible variable", bytes.at()))?);
    }
    Ok(LabelSet { labels, slots })
}
