//! What a workbook of the old Excel format would unpack to. Two cells at opposite corners of a sheet ask for sixteen million,
//! a small file may have many sheets, and a chain of sectors that returns to itself never ends.
//!
//! Formats: [MS-CFB] for the container, [MS-XLS] for the records of its stream `Workbook`.

/// How many cells the sheets have, each as a rectangle around its values; 0 where the file cannot be understood, which
/// whoever reads it will say; `None` where its sectors follow each other without end.
pub(super) fn cells(bytes: &[u8]) -> Option<u64> {
    let Some(container) = Container::open(bytes) else { return Some(0) };
    if container.is_endless() {
        return None;
    }
    Some(rectangles(&container.workbook().unwrap_or_default()))
}

/// The area around the values of each sheet, added up.
fn rectangles(stream: &[u8]) -> u64 {
    let (mut all, mut at) = (0u64, 0usize);
    let mut area: Option<[u64; 4]> = None;
    while let Some(kind) = u16_at(stream, at) {
        let length = usize::from(u16_at(stream, at + 2).unwrap_or(0));
        let data = stream.get(at + 4..at + 4 + length).unwrap_or_default();
        at += 4 + length;
        let cell = |index: usize| u16_at(data, index).map(u64::from);
        let columns = match kind {
            // FILEPASS: what follows is encrypted and means nothing.
            0x002f => return 0,
            // BOF and EOF stand around each sheet.
            0x0809 | 0x000a => {
                all = area.take().map_or(all, |[top, left, bottom, right]| {
                    all.saturating_add((bottom - top + 1) * (right - left + 1))
                });
                None
            }
            // NUMBER, LABEL, BOOLERR, RSTRING, LABELSST, RK, FORMULA: a cell each.
            0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x00fd | 0x027e | 0x0006 => Some((cell(2), cell(2))),
            // MULRK: several beside each other.
            0x00bd => Some((cell(2), cell(length.saturating_sub(2)))),
            _ => None,
        };
        let Some((Some(first), Some(last))) = columns else { continue };
        let row = cell(0).unwrap_or(0);
        let (first, last) = (first.min(last), first.max(last));
        let [top, left, bottom, right] = area.unwrap_or([row, first, row, last]);
        area = Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
    }
    all
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A compound file: sectors in chains.
struct Container<'b> {
    bytes: &'b [u8],
    /// The size of a sector.
    size: usize,
    /// The sector that follows each.
    next: Vec<u32>,
    /// Whether it names more chains than its sectors can have.
    is_overfull: bool,
}

impl<'b> Container<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let size = 1usize << u16_at(bytes, 0x1e).filter(|shift| matches!(shift, 9 | 12))?;
        let mut container = Self { bytes, size, next: Vec::new(), is_overfull: false };
        // Each sector that holds chains has the followers of so many sectors.
        let (sectors, each) = (bytes.len() / size, size / 4);
        let most = sectors / each + 1;
        let is_there = |table: &u32| (*table as usize) < sectors;
        // The first 109 of these sectors are named in the head, more in sectors of their own.
        let head = (0..109).filter_map(|index| u32_at(bytes, 0x4c + 4 * index));
        let mut tables: Vec<u32> = head.filter(is_there).collect();
        let mut more = u32_at(bytes, 0x44)?;
        let mut lists = 0;
        while let Some(sector) = container.sector(more).filter(|_| tables.len() <= most && lists <= sectors) {
            let (names, last) = sector.split_at(size - 4);
            tables.extend(names.chunks_exact(4).filter_map(|name| u32_at(name, 0)).filter(is_there));
            more = u32_at(last, 0)?;
            lists += 1;
        }
        container.is_overfull = tables.len() > most || lists > sectors;
        for table in tables.into_iter().take(most) {
            if let Some(sector) = container.sector(table) {
                container.next.extend(sector.chunks_exact(4).filter_map(|next| u32_at(next, 0)));
            }
        }
        Some(container)
    }

    /// Whether a chain returns to a sector that it has passed.
    fn is_endless(&self) -> bool {
        // The chain that each sector was passed by, counted from 1.
        let mut passed = vec![0u32; self.next.len()];
        let returns = |(first, chain): (usize, u32), passed: &mut Vec<u32>| {
            let mut at = first;
            while let Some(by) = passed.get_mut(at) {
                if *by != 0 {
                    return *by == chain;
                }
                *by = chain;
                at = self.next[at] as usize;
            }
            false
        };
        self.is_overfull || (0..self.next.len()).zip(1..).any(|first| returns(first, &mut passed))
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.size)?;
        self.bytes.get(start..start.checked_add(self.size)?)
    }

    /// A chain of sectors as one piece; it cannot be longer than the file.
    fn chain(&self, first: u32) -> Vec<u8> {
        let mut stream = Vec::new();
        let mut number = first;
        while let Some(sector) = self.sector(number).filter(|_| stream.len() <= self.bytes.len()) {
            stream.extend_from_slice(sector);
            match self.next.get(number as usize) {
                Some(next) => number = *next,
                None => break,
            }
        }
        stream
    }

    fn workbook(&self) -> Option<Vec<u8>> {
        let folder = self.chain(u32_at(self.bytes, 0x30)?);
        let entry = |wanted: &str| {
            folder.chunks_exact(128).find(|entry| {
                let name: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_le_bytes).collect();
                entry.starts_with(&name) && entry[name.len()..].starts_with(&[0, 0])
            })
        };
        let book = entry("Workbook").or_else(|| entry("Book"))?;
        let (first, length) = (u32_at(book, 116)?, u32_at(book, 120)? as usize);
        if length >= u32_at(self.bytes, 0x38)? as usize {
            return Some(self.chain(first));
        }
        // Small streams share one of their own, in sectors of 64 bytes.
        let small = self.chain(u32_at(entry("Root Entry")?, 116)?);
        let next = self.chain(u32_at(self.bytes, 0x3c)?);
        let (mut stream, mut number) = (Vec::new(), first as usize);
        while let Some(sector) = small.get(number * 64..number * 64 + 64).filter(|_| stream.len() < length) {
            stream.extend_from_slice(sector);
            match u32_at(&next, number * 4) {
                Some(following) => number = following as usize,
                None => break,
            }
        }
        Some(stream)
    }
}

#[cfg(test)]
mod tests {
    use super::{cells, rectangles};

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let head = [kind, data.len() as u16 * 2];
        head.iter().chain(data).flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn two_cells_at_opposite_corners() {
        let bof = record(0x0809, &[0x0600, 0x10]);
        let corners =
            [record(0x0203, &[0, 0, 0]), record(0x0203, &[65_535, 255, 0]), record(0x000a, &[])].concat();
        assert_eq!(rectangles(&[bof.clone(), corners.clone()].concat()), 65_536 * 256);
        let twice = [bof.clone(), corners.clone(), bof.clone(), corners.clone()].concat();
        assert_eq!(rectangles(&twice), 2 * 65_536 * 256);
        let password = record(0x002f, &[1]);
        assert_eq!(rectangles(&[bof, password, corners].concat()), 0, "an encrypted file");
        assert_eq!(rectangles(&record(0x00bd, &[3, 2, 0, 0, 9])), 0, "a sheet ends with its own record");
    }

    #[test]
    fn what_is_no_container_has_no_cells() {
        for bytes in [&b""[..], b"\xd0\xcf\x11\xe0", &[0xff; 2000], &[9; 2000]] {
            assert_eq!(cells(bytes), Some(0));
        }
    }

    /// A head that names one sector of chains, and that sector.
    fn container(followers: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0xff; 512];
        bytes[0x1e..0x20].copy_from_slice(&9u16.to_le_bytes());
        bytes[0x4c..0x50].copy_from_slice(&0u32.to_le_bytes());
        let all = followers.iter().copied().chain(std::iter::repeat(u32::MAX)).take(128);
        bytes.extend(all.flat_map(u32::to_le_bytes));
        bytes.resize(8 * 512, 0);
        bytes
    }

    #[test]
    fn a_chain_that_returns_to_itself_is_found() {
        assert_eq!(cells(&container(&[u32::MAX, 2, 3, 4, 0xffff_fffe])), Some(0));
        assert_eq!(cells(&container(&[u32::MAX, 4, 2, 2, 0xffff_fffe])), None, "a sector after itself");
        assert_eq!(cells(&container(&[u32::MAX, 2, 3, 1])), None, "the first after the last");
        let mut again = container(&[u32::MAX]);
        again[0x50..0x60].fill(0);
        assert_eq!(cells(&again), None, "the same chains many times");
    }
}
