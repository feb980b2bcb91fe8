//! The first 176 bytes of a file of SPSS.

use crate::import::binary::{Broken, Bytes, Order};

/// How the cases are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    /// As they are.
    None,
    /// A byte for each small number.
    Codes,
    /// The same in blocks of zlib.
    Zlib,
}

/// What the file says of itself before its dictionary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) compression: Compression,
    /// The slot of the weight, counted from 0.
    pub(super) weight: Option<usize>,
    /// The number of cases, where it was known when the file was begun.
    pub(super) cases: Option<u64>,
    /// What is taken from a byte to get its number.
    pub(super) bias: f64,
}

impl Header {
    /// Reads the header, and finds the order of the bytes.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Self, Broken> {
        const AGAIN: &str = "save it as `.sav` in SPSS or PSPP, or export it as CSV";
        let mark: [u8; 4] = bytes.array()?;
        let program: [u8; 60] = bytes.array()?;
        if program.windows(12).take(16).any(|part| part == b"ENCRYPTEDSAV") {
            return Err(Broken::Encrypted);
        }
        if !matches!(&mark, b"$FL2" | b"$FL3") {
            let what = match &mark {
                b"PK\x03\x04" => "it is a zip archive or a workbook, no file of SPSS",
                b"<sta" => "it is a file of Stata: its name should end in `.dta`",
                _ => "it is no `.sav` file of SPSS",
            };
            return Err(Broken::Other(what.to_owned(), AGAIN));
        }
        let layout: [u8; 4] = bytes.array()?;
        bytes.order = match (u32::from_le_bytes(layout), u32::from_be_bytes(layout)) {
            (2 | 3, _) => Order::Little,
            (_, 2 | 3) => Order::Big,
            _ => return Err(Broken::Damaged("the order of its bytes cannot be told", bytes.at())),
        };
        // The number of slots of a case is wrong in files of some programs: the dictionary tells it.
        bytes.i32()?;
        let compression = match bytes.i32()? {
            0 => Compression::None,
            1 => Compression::Codes,
            2 => Compression::Zlib,
            _ => return Err(Broken::Damaged("it is compressed in an unknown way", bytes.at())),
        };
        let weight = usize::try_from(bytes.i32()?).unwrap_or(0).checked_sub(1);
        let cases = u64::try_from(bytes.i32()?).ok();
        let bias = bytes.f64()?;
        // Date, time, the name of the file, and three bytes to fill up.
        bytes.skip(9 + 8 + 64 + 3)?;
        Ok(Self { compression, weight, cases, bias })
    }
}
