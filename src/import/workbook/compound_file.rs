//! The container of old Office files: sectors that follow each other in chains ([MS-CFB]). It is read to see what whoever
//! reads the workbook would meet.

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Streams that are shorter share the sectors of one. The head names the same number.
const SMALL: usize = 4096;

/// A compound file: sectors in chains.
pub(super) struct Container<'b> {
    bytes: &'b [u8],
    /// The size of a sector.
    size: usize,
    /// The sector that follows each.
    next: Vec<u32>,
    /// Whether it names more chains than its sectors can have.
    is_overfull: bool,
}

impl<'b> Container<'b> {
    /// The chains of a file, if it is one of this form.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
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
    pub(super) fn is_endless(&self) -> bool {
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

    /// The stream with the records of a workbook.
    pub(super) fn workbook(&self) -> Option<Vec<u8>> {
        let folder = self.chain(u32_at(self.bytes, 0x30)?);
        // In any letter case, as calamine finds it.
        let entry = |wanted: &str| {
            folder.chunks_exact(128).find(|entry| {
                let name: Vec<u8> = wanted.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
                entry[..name.len()].eq_ignore_ascii_case(&name)
            })
        };
        let book = entry("Workbook").or_else(|| entry("Book"))?;
        let (first, length) = (u32_at(book, 116)?, u32_at(book, 120)? as usize);
        if length >= SMALL {
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
    use super::Container;

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
        let is_endless = |bytes: &[u8]| Container::open(bytes).map(|container| container.is_endless());
        assert_eq!(is_endless(&container(&[u32::MAX, 2, 3, 4, 0xffff_fffe])), Some(false));
        assert_eq!(is_endless(&container(&[u32::MAX, 4, 2, 2, 0xffff_fffe])), Some(true), "one after itself");
        assert_eq!(is_endless(&container(&[u32::MAX, 2, 3, 1])), Some(true), "the first after the last");
        let mut again = container(&[u32::MAX]);
        again[0x50..0x60].fill(0);
        assert_eq!(is_endless(&again), Some(true), "the same chains many times");
    }
}
