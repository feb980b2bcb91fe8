//! How the cells of a sheet of the old Excel format look: number formats, hidden rows and columns. calamine does not tell; the
//! records are those of [MS-XLS].

use std::collections::BTreeMap;

use super::compound_file::{Container, u16_at, u32_at};
use super::hidden::Hidden;
use super::xls_limits::record;
use crate::import::number_format::NumberFormat;

/// Looks of the cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct OdsStyles {
    pub(super) hidden: Hidden,
    /// Row, column and format of cells with numbers, in rising order.
    cells: Vec<((u16, u16), u16)>,
    /// The format of each style of cells.
    styles: Vec<u16>,
    formats: BTreeMap<u16, NumberFormat>,
}

/// Formats that no file writes down, as far as they matter to a figure.
const BUILT_IN: [(u16, &str); 7] = [
    (9, "0%"),
    (10, "0.00%"),
    (14, "mm-dd-yy"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (22, "m/d/yy h:mm"),
];

impl OdsStyles {
    /// The format of a cell with a number.
    pub(super) fn format(&self, row: u32, column: u32) -> Option<&NumberFormat> {
        let at = (u16::try_from(row).ok()?, u16::try_from(column).ok()?);
        let index = self.cells.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        self.formats.get(self.styles.get(usize::from(self.cells[index].1))?)
    }
}

/// The looks of a sheet; those of plain cells where the file cannot be understood.
pub(super) fn looks(bytes: &[u8], sheet: &str) -> OdsStyles {
    let stream = Container::open(bytes).and_then(|container| container.workbook()).unwrap_or_default();
    let formats = BUILT_IN.iter().map(|(id, code)| (*id, NumberFormat::parse(code))).collect();
    let mut looks = OdsStyles { formats, ..OdsStyles::default() };
    let (mut at, mut start) = (0, None);
    while let Some((kind, data, next)) = record(&stream, at) {
        at = next;
        match kind {
            // FORMAT: a number, and the code.
            0x041e => {
                let code =
                    data.get(5..).map(|text| letters(text, u16_at(data, 2).unwrap_or(0), data[4] & 1 == 1));
                if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                    looks.formats.insert(id, NumberFormat::parse(&code));
                }
            }
            // XF: a style of cells, with the number of its format.
            0x00e0 => looks.styles.push(u16_at(data, 2).unwrap_or(0)),
            // BOUNDSHEET: where a sheet begins, and its name.
            0x0085 if name(data).as_deref() == Some(sheet) => start = u32_at(data, 0),
            // EOF.
            0x000a => break,
            _ => {}
        }
    }
    if let Some(start) = start {
        looks.sheet(&stream, start as usize);
    }
    looks
}

/// The name of a sheet: its length, whether its characters have two bytes, the characters.
fn name(data: &[u8]) -> Option<String> {
    let length = u16::from(*data.get(6)?);
    let wide = *data.get(7)? & 1 == 1;
    Some(letters(data.get(8..)?, length, wide))
}

/// So many characters, of one byte or two each.
fn letters(text: &[u8], length: u16, wide: bool) -> String {
    let length = usize::from(length);
    match wide {
        true => {
            let units: Vec<u16> = (0..length).map_while(|at| u16_at(text, 2 * at)).collect();
            String::from_utf16_lossy(&units)
        }
        false => text.iter().take(length).map(|byte| char::from(*byte)).collect(),
    }
}

impl OdsStyles {
    /// Reads the records of a sheet that begins here.
    fn sheet(&mut self, stream: &[u8], start: usize) {
        let (mut at, mut depth) = (start, 0u32);
        while let Some((kind, data, next)) = record(stream, at) {
            at = next;
            let word = |at: usize| u16_at(data, at);
            match kind {
                // BOF and EOF stand around the sheet and around each picture in it.
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                _ if depth > 1 => {}
                // ROW: the bit `fDyZero` of its options.
                0x0208 if word(12).is_some_and(|options| options & 0x20 != 0) => {
                    self.hidden.rows.extend(word(0).map(|row| (u32::from(row), u32::from(row))));
                }
                // COLINFO: first and last column, and the bit `fHidden`.
                0x007d if word(8).is_some_and(|options| options & 1 != 0) => {
                    let ends = word(0).zip(word(2));
                    self.hidden.columns.extend(ends.map(|(first, last)| (first.into(), last.into())));
                }
                // NUMBER, RK, FORMULA: row, column, style.
                0x0203 | 0x027e | 0x0006 => {
                    let cell = word(0).zip(word(2)).zip(word(4));
                    self.cells.extend(cell);
                }
                // MULRK: row and first column, then a style and a number for each.
                0x00bd => {
                    let styles = (4..data.len().saturating_sub(2)).step_by(6).filter_map(word);
                    if let Some((row, first)) = word(0).zip(word(2)) {
                        self.cells
                            .extend((first..).zip(styles).map(|(column, style)| ((row, column), style)));
                    }
                }
                _ => {}
            }
        }
        self.hidden = std::mem::take(&mut self.hidden).sorted();
        self.cells.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, OdsStyles};

    #[test]
    fn records_of_formats_and_of_hidden_rows_and_columns() {
        let record = |kind: u16, data: &[u16]| {
            let head = [kind, data.len() as u16 * 2];
            head.iter().chain(data).flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>()
        };
        let stream = [
            record(0x0809, &[]),
            record(0x007d, &[1, 2, 0, 0, 1, 0]),
            record(0x007d, &[3, 3, 0, 0, 0, 0]),
            record(0x0208, &[4, 0, 3, 0, 0, 0, 0x20, 0]),
            record(0x0208, &[5, 0, 3, 0, 0, 0, 0x100, 0]),
            record(0x0203, &[4, 0, 1, 0, 0, 0, 0]),
            record(0x00bd, &[5, 1, 0, 0, 0, 1, 0, 0, 2]),
            record(0x000a, &[]),
        ]
        .concat();
        let formats = [(9, NumberFormat::parse("0%"))].into();
        let mut looks = OdsStyles { formats, styles: vec![0, 9], ..OdsStyles::default() };
        looks.sheet(&stream, 0);
        assert_eq!((&looks.hidden.rows, &looks.hidden.columns), (&vec![(4, 4)], &vec![(1, 2)]));
        let is_percent =
            |row: u32, column: u32| looks.format(row, column).is_some_and(|format| format.multiplies(0.5));
        assert!(is_percent(4, 0) && !is_percent(5, 1) && is_percent(5, 2) && !is_percent(9, 9));
    }
}
