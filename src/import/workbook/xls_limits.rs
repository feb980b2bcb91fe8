//! What a workbook of the old Excel format would unpack to. Two cells at opposite corners of a sheet ask for sixteen million,
//! a sheet may say that it has four billion, a small file may name many sheets or the same one many times, a text may be
//! the value of many cells, formulas name sheets by number, and a chain of sectors that returns to itself never ends.
//!
//! The records of the stream `Workbook` are described in [MS-XLS].

use super::compound_file::{Container, u16_at, u32_at};
use super::xml_limits::too_much;
use super::{MOST_BYTES, too_large, too_many_cells, xls_strings};
use crate::import::magic::{damaged, encrypted};
use crate::import::refusal::Unreadable;
use crate::import::table::MOST_CELLS;

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

/// What the sheets ask for.
#[derive(Default)]
struct Asked {
    /// Cells of the areas around the values of all sheets.
    cells: u64,
    /// Records of cells: of one cell there may be many.
    records: u64,
    /// Bytes of the texts that cells name.
    texts: u64,
    /// Bytes of formulas as they are written out, and bytes that are moved to write them.
    formulas: (u64, u64),
    /// Characters of each text of the workbook.
    lengths: Vec<u32>,
    /// Bytes of the longest name of a sheet or range, which formulas name by number.
    longest_name: u64,
}

/// Records that continue the table of texts; each is moved for the next.
const MOST_CONTINUED: usize = 40_000;
/// Bytes that are moved within formulas to write them out: some seconds.
const MOST_MOVED: u64 = 20_000_000_000;
/// The least bytes of a token that names a sheet or range, and the most that it adds to the name.
const NAME_TOKEN: (u64, u64) = (5, 20);

/// The areas around the values of all sheets that the stream names at its beginning, added up.
fn rectangles(stream: &[u8]) -> Result<u64, Unreadable> {
    let mut asked = Asked::default();
    let (mut sheets, mut continued, mut walked, mut at) = (Vec::new(), 0usize, 0usize, 0usize);
    while let Some((kind, data, next)) = record(stream, at) {
        at = next;
        match kind {
            // FILEPASS: what follows is encrypted, so that its sizes mean nothing.
            0x002f => return Err(encrypted()),
            // BOUNDSHEET: where a sheet begins, and its name.
            0x0085 => {
                sheets.push(u32_at(data, 0).map_or(usize::MAX, |start| start as usize));
                asked.longest_name = asked.longest_name.max(3 * u64::from(*data.get(6).unwrap_or(&0)));
            }
            // LBL: the name of a range.
            0x0018 => asked.longest_name = asked.longest_name.max(3 * u64::from(*data.get(3).unwrap_or(&0))),
            // SST: the texts. CONTINUE records follow.
            0x00fc => {
                let mut pieces = Vec::new();
                while let Some((0x003c, piece, next)) = record(stream, at) {
                    pieces.push(piece);
                    at = next;
                }
                continued += pieces.len();
                if continued > MOST_CONTINUED {
                    return Err(too_much("a table of texts in too many pieces"));
                }
                asked.lengths = xls_strings::lengths(data, pieces);
            }
            // EOF.
            0x000a => break,
            _ => {}
        }
    }
    for start in sheets {
        let (cells, end) = asked.sheet(stream, start)?;
        asked.cells = asked.cells.saturating_add(cells);
        walked = walked.saturating_add(end.saturating_sub(start));
        if walked / OVERLAP > stream.len() {
            return Err(damaged("it names the same sheet again and again"));
        }
    }
    Ok(asked.cells)
}

impl Asked {
    /// The area around the values of the sheet that begins here, and where it ends.
    fn sheet(&mut self, stream: &[u8], start: usize) -> Result<(u64, usize), Unreadable> {
        let mut area: Option<[u64; 4]> = None;
        let (mut at, mut depth, mut has_size) = (start, 0u32, false);
        while let Some((kind, data, next)) = record(stream, at) {
            at = next;
            let cell = |index: usize| u16_at(data, index).map(u64::from);
            let columns = match kind {
                // BOF and EOF enclose the sheet and each picture in it, which may hold records of cells.
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
                // DIMENSIONS: calamine allocates the whole range at once, for each of them.
                0x0200 if std::mem::replace(&mut has_size, true) => {
                    return Err(damaged("a sheet says twice how large it is"));
                }
                0x0200 => {
                    is_possible(data)?;
                    None
                }
                // NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK, FORMULA: a cell each. STRING: the result of a formula.
                0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x00fd | 0x027e | 0x0006 => Some((cell(2), cell(2))),
                0x0207 => {
                    self.records += 1;
                    None
                }
                // MULRK: several beside each other.
                0x00bd => Some((cell(2), cell(data.len().saturating_sub(2)))),
                _ => None,
            };
            let Some((Some(first), Some(last))) = columns else { continue };
            let row = cell(0).unwrap_or(0);
            let (first, last) = (first.min(last), first.max(last));
            self.count(kind, data, last - first + 1)?;
            let [top, left, bottom, right] = area.unwrap_or([row, first, row, last]);
            area = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
        }
        Ok((area.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1)), at))
    }

    /// Counts a record of cells.
    fn count(&mut self, kind: u16, data: &[u8], cells: u64) -> Result<(), Unreadable> {
        self.records += cells;
        match kind {
            // LABELSST: the number of a text, of at most three bytes a character.
            0x00fd => {
                let text = u32_at(data, 6).and_then(|index| self.lengths.get(index as usize));
                self.texts += 3 * u64::from(text.copied().unwrap_or(0));
            }
            // FORMULA: tokens in the order in which they are computed, which are written between each other.
            0x0006 => {
                let tokens = data.len() as u64;
                let written = tokens + tokens / NAME_TOKEN.0 * (self.longest_name + NAME_TOKEN.1);
                self.formulas.0 += written;
                self.formulas.1 += tokens * written;
            }
            _ => {}
        }
        if self.records > 2 * MOST_CELLS {
            return Err(too_many_cells());
        }
        if self.texts > MOST_BYTES {
            return Err(too_large("has cells with texts of"));
        }
        match self.formulas.0 > 2 * MOST_BYTES || self.formulas.1 > MOST_MOVED {
            true => Err(too_much("formulas that are too long")),
            false => Ok(()),
        }
    }
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

    /// A workbook of one sheet whose table of texts has one text of so many characters, with these records before it.
    fn with_text(characters: u16, before: &[Vec<u8>], cells: &[u8]) -> Vec<u8> {
        let mut text = vec![0u16; 4];
        text.push(characters);
        let mut data: Vec<u8> = text.iter().flat_map(|word| word.to_le_bytes()).collect();
        data.push(0);
        data.resize(data.len() + usize::from(characters), b'a');
        let table = [&0x00fcu16.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), &data].concat();
        let head = [record(0x0809, &[]), before.concat(), table].concat();
        let start = (head.len() + 12 + 4) as u32;
        let link = record(0x0085, &[start as u16, (start >> 16) as u16, 0, 0]);
        [head, link, record(0x000a, &[]), sheet(&[cells.to_vec()])].concat()
    }

    #[test]
    fn one_text_in_many_cells() {
        let cell = record(0x00fd, &[0, 0, 0, 0, 0]);
        assert_eq!(rectangles(&with_text(100, &[], &cell.repeat(1_000))), Ok(1));
        assert_eq!(rectangles(&with_text(60_000, &[], &cell.repeat(1_000))), Ok(1));
        let refusal = rectangles(&with_text(60_000, &[], &cell.repeat(2_000)));
        assert_eq!(refusal.map_err(|refusal| refusal.code), Err(Code::TooLarge));
    }

    #[test]
    fn formulas_that_name_a_sheet_again_and_again() {
        let formula = record(0x0006, &[0; 4_000]);
        let name = record(0x0018, &[0, 0xff00, 0, 0, 0, 0, 0]);
        assert_eq!(rectangles(&with_text(1, &[], &formula.repeat(30))), Ok(1));
        let refusal = rectangles(&with_text(1, &[name], &formula.repeat(2_000)));
        assert_eq!(refusal.map_err(|refusal| refusal.code), Err(Code::TooLarge));
    }

    #[test]
    fn many_records_of_one_cell_and_two_sizes_of_one_sheet() {
        let cells = record(0x0203, &[0, 0, 0]).repeat(8_000_001);
        assert!(rectangles(&with_text(1, &[], &cells)).is_err());
        let size = record(0x0200, &[0, 0, 9, 0, 0, 9, 0]);
        assert!(rectangles(&with_text(1, &[], &size)).is_ok());
        assert!(rectangles(&with_text(1, &[], &size.repeat(2))).is_err());
        let pieces = record(0x003c, &[]).repeat(40_001);
        let table = [record(0x00fc, &[0; 4]), pieces, record(0x000a, &[])].concat();
        assert!(rectangles(&table).is_err());
    }

    #[test]
    fn what_is_no_container_has_no_cells() {
        for bytes in [&b""[..], b"\xd0\xcf\x11\xe0", &[0xff; 2000], &[9; 2000]] {
            assert_eq!(cells(bytes), Ok(0));
        }
    }
}
