//! What a workbook of the old Excel format would unpack to. Two cells at opposite corners of a sheet ask for sixteen million,
//! a sheet may say that it has four billion, a small file may name many sheets or the same one many times, and a chain of
//! sectors that returns to itself never ends.
//!
//! The records of the stream `Workbook` are described in [MS-XLS].

use super::compound_file::{Container, u16_at, u32_at};
use crate::import::magic::{damaged, encrypted};
use crate::import::refusal::Unreadable;

/// No sheet of the format is larger.
const MOST_ROWS: u32 = 65_536;
/// No sheet of the format is wider.
const MOST_COLUMNS: u16 = 256;

/// How many cells the sheets have, each as a rectangle around its values; 0 where the file cannot be understood, which
/// whoever reads it will say.
///
/// # Errors
/// A [`Unreadable`] where whoever reads it would not come to an end, or ask for more memory than there is.
pub(super) fn cells(bytes: &[u8]) -> Result<u64, Unreadable> {
    let Some(container) = Container::open(bytes) else { return Ok(0) };
    if container.is_endless() {
        return Err(damaged("its parts follow each other without end"));
    }
    rectangles(&container.workbook().unwrap_or_default())
}

/// Sheets do not lie in each other. Where one has lost its end, it goes on to that of the file; but so many have not.
const OVERLAP: usize = 16;

/// A record: its kind, its data, and where the next one begins.
pub(super) type Record<'s> = (u16, &'s [u8], usize);

pub(super) fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let kind = u16_at(stream, at)?;
    let length = usize::from(u16_at(stream, at + 2).unwrap_or(0));
    Some((kind, stream.get(at + 4..at + 4 + length).unwrap_or_default(), at + 4 + length))
}

/// The areas around the values of all sheets that the stream names at its beginning, added up.
fn rectangles(stream: &[u8]) -> Result<u64, Unreadable> {
    let (mut all, mut walked, mut at) = (0u64, 0usize, 0usize);
    while let Some((kind, data, next)) = record(stream, at) {
        at = next;
        match kind {
            // FILEPASS: what follows is encrypted, so that its sizes mean nothing.
            0x002f => return Err(encrypted()),
            // BOUNDSHEET: where a sheet begins.
            0x0085 => {
                let start = u32_at(data, 0).map_or(usize::MAX, |start| start as usize);
                let (cells, end) = rectangle(stream, start)?;
                all = all.saturating_add(cells);
                walked = walked.saturating_add(end.saturating_sub(start));
                if walked / OVERLAP > stream.len() {
                    return Err(damaged("it names the same sheet again and again"));
                }
            }
            // EOF.
            0x000a => break,
            _ => {}
        }
    }
    Ok(all)
}

/// The area around the values of the sheet that begins here, and where it ends.
fn rectangle(stream: &[u8], start: usize) -> Result<(u64, usize), Unreadable> {
    let mut area: Option<[u64; 4]> = None;
    let (mut at, mut depth) = (start, 0u32);
    while let Some((kind, data, next)) = record(stream, at) {
        at = next;
        let cell = |index: usize| u16_at(data, index).map(u64::from);
        let columns = match kind {
            // BOF and EOF stand around the sheet and around each picture in it, which may hold records of cells.
            0x0809 => {
                depth += 1;
                None
            }
            0x000a if depth <= 1 => break,
            0x000a => {
                depth -= 1;
                None
            }
            _ if depth > 1 => None,
            // DIMENSIONS: whoever reads the sheet makes room for all of it at once.
            0x0200 => {
                is_possible(data)?;
                None
            }
            // NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK, FORMULA: a cell each.
            0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x00fd | 0x027e | 0x0006 => Some((cell(2), cell(2))),
            // MULRK: several beside each other.
            0x00bd => Some((cell(2), cell(data.len().saturating_sub(2)))),
            _ => None,
        };
        let Some((Some(first), Some(last))) = columns else { continue };
        let row = cell(0).unwrap_or(0);
        let (first, last) = (first.min(last), first.max(last));
        let [top, left, bottom, right] = area.unwrap_or([row, first, row, last]);
        area = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
    }
    Ok((area.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1)), at))
}

/// The first row and column of a sheet, and those behind its last.
fn is_possible(dimensions: &[u8]) -> Result<(), Unreadable> {
    // In older files the rows have two bytes each.
    let (rows, columns) = match dimensions.len() {
        10 => ((u16_at(dimensions, 0).map(u32::from), u16_at(dimensions, 2).map(u32::from)), 6),
        _ => ((u32_at(dimensions, 0), u32_at(dimensions, 4)), 10),
    };
    let ((Some(first), Some(last)), Some(right)) = (rows, u16_at(dimensions, columns)) else { return Ok(()) };
    match last <= MOST_ROWS && right <= MOST_COLUMNS && (first <= last || last == 0) {
        true => Ok(()),
        false => Err(damaged("a sheet says that it is larger than any can be")),
    }
}

#[cfg(test)]
mod tests {
    use super::{cells, rectangles};
    use crate::diagnostic::Code;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let head = [kind, data.len() as u16 * 2];
        head.iter().chain(data).flat_map(|word| word.to_le_bytes()).collect()
    }

    /// The beginning of a file that has sheets of this content, each so many times.
    fn workbook(sheets: &[(&[u8], usize)]) -> Vec<u8> {
        let count: usize = sheets.iter().map(|(_, times)| times).sum();
        let mut start = 4 + 12 * count + 4;
        let mut head = record(0x0809, &[]);
        for (sheet, times) in sheets {
            for _ in 0..*times {
                head.extend(record(0x0085, &[start as u16, 0, 0, 0]));
            }
            start += sheet.len();
        }
        head.extend(record(0x000a, &[]));
        sheets.iter().for_each(|(sheet, _)| head.extend_from_slice(sheet));
        head
    }

    fn sheet(records: &[Vec<u8>]) -> Vec<u8> {
        [record(0x0809, &[0x0600, 0x10]), records.concat(), record(0x000a, &[])].concat()
    }

    #[test]
    fn two_cells_at_opposite_corners() {
        let corners = sheet(&[record(0x0203, &[0, 0, 0]), record(0x0203, &[65_535, 255, 0])]);
        assert_eq!(rectangles(&workbook(&[(&corners, 1)])), Ok(65_536 * 256));
        assert_eq!(rectangles(&workbook(&[(&corners, 1), (&corners, 1)])), Ok(2 * 65_536 * 256));
        let several = sheet(&[record(0x00bd, &[3, 2, 0, 0, 9])]);
        assert_eq!(rectangles(&workbook(&[(&several, 1)])), Ok(8), "from column 2 to column 9");
    }

    #[test]
    fn what_is_encrypted_by_any_method_is_not_measured() {
        let corners = sheet(&[record(0x0203, &[0, 0, 0]), record(0x0203, &[65_535, 255, 0])]);
        for method in [0, 1] {
            let password = [record(0x002f, &[method]), workbook(&[(&corners, 1)])].concat();
            assert_eq!(rectangles(&password).map_err(|refusal| refusal.code), Err(Code::EncryptedFile));
        }
    }

    #[test]
    fn a_picture_in_a_sheet_has_no_cells() {
        let picture = sheet(&[record(0x0203, &[9_999, 99, 0])]);
        let around = sheet(&[record(0x0203, &[0, 0, 0]), picture, record(0x0203, &[1, 1, 0])]);
        assert_eq!(rectangles(&workbook(&[(&around, 1)])), Ok(4));
    }

    #[test]
    fn a_sheet_is_no_larger_than_the_format_allows() {
        let says = |words: &[u16]| rectangles(&workbook(&[(&sheet(&[record(0x0200, words)]), 1)]));
        assert_eq!(says(&[0, 0, 0, 1, 0, 256, 0]), Ok(0), "65,536 rows and 256 columns");
        assert_eq!(says(&[5, 0, 0, 0, 0, 0, 0]), Ok(0), "nothing");
        assert_eq!(says(&[0, 65_535, 0, 255, 0]), Ok(0), "an older file");
        assert!(says(&[0, 0, 0, 0x5000, 0, 1, 0]).is_err(), "a third of a billion rows");
        assert!(says(&[0, 0, 1, 0, 0, 0xffff, 0]).is_err(), "65,535 columns");
        assert!(says(&[9, 0, 3, 0, 0, 1, 0]).is_err(), "it ends before it begins");
    }

    #[test]
    fn a_sheet_that_is_named_many_times_is_refused() {
        let long = sheet(&vec![record(0x0203, &[1, 1, 0]); 100]);
        assert_eq!(rectangles(&workbook(&[(&long, 1)])), Ok(1));
        assert!(rectangles(&workbook(&[(&long, 40)])).is_err());
    }

    #[test]
    fn what_is_no_container_has_no_cells() {
        for bytes in [&b""[..], b"\xd0\xcf\x11\xe0", &[0xff; 2000], &[9; 2000]] {
            assert_eq!(cells(bytes), Ok(0));
        }
    }
}
