//! The container WOFF2 (W3C Recommendation, 2024). All tables are packed together, as they are.

use super::brotli;
use super::cut::Table;

/// The tags that have numbers; the format knows more, which fonts of pages do not have.
const KNOWN: [&[u8; 4]; 30] = [
    b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"post", b"cvt ", b"fpgm", b"glyf",
    b"loca", b"prep", b"CFF ", b"VORG", b"EBDT", b"EBLC", b"gasp", b"hdmx", b"kern", b"LTSH", b"PCLT",
    b"VDMX", b"vhea", b"vmtx", b"BASE", b"GDEF", b"GPOS", b"GSUB", b"EBSC",
];

/// A tag without a number.
const UNKNOWN: usize = 63;

/// The size of the header in bytes.
const HEADER: usize = 48;

/// A font as a file. A signature would not fit the file any more, so it is left out.
pub(super) fn file(mut tables: Vec<Table>) -> Vec<u8> {
    tables.retain(|(tag, _)| tag != b"DSIG");
    tables.sort_by_key(|(tag, _)| (number(tag), *tag));
    let (mut directory, mut body) = (Vec::new(), Vec::new());
    for (tag, bytes) in &mut tables {
        if tag == b"head" && bytes.len() > 17 {
            // Its flags say that the file has been packed and unpacked.
            bytes[16] |= 1 << 3;
        }
        // Version 3 of glyphs and of their places is that without a transformation, elsewhere it is version 0.
        let version = if matches!(&*tag, b"glyf" | b"loca") { 3 } else { 0 };
        let number = number(tag);
        directory.push((version << 6) | number as u8);
        if number == UNKNOWN {
            directory.extend(&*tag);
        }
        directory.extend(variable(bytes.len() as u32));
        body.extend(&*bytes);
    }
    let packed = brotli::pack(&body);
    let length = (HEADER + directory.len() + packed.len()).next_multiple_of(4);
    let unpacked = 12 + tables.iter().map(|(_, bytes)| 16 + bytes.len().next_multiple_of(4)).sum::<usize>();
    let is_cff = tables.iter().any(|(tag, _)| tag == b"CFF ");
    let mut out = b"wOF2".to_vec();
    out.extend(if is_cff { b"OTTO" } else { b"\0\x01\0\0" });
    out.extend((length as u32).to_be_bytes());
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0, 0]);
    out.extend((unpacked as u32).to_be_bytes());
    out.extend((packed.len() as u32).to_be_bytes());
    // Version 1.0, and neither metadata nor private data.
    out.extend([0, 1, 0, 0]);
    out.extend([0; 20]);
    out.extend(directory);
    out.extend(packed);
    out.resize(length, 0);
    out
}

fn number(tag: &[u8; 4]) -> usize {
    KNOWN.iter().position(|known| *known == tag).unwrap_or(UNKNOWN)
}

/// A number in groups of seven bits, the highest first; all but the last have their top bit set.
fn variable(value: u32) -> Vec<u8> {
    let mut out = vec![(value & 127) as u8];
    let mut rest = value >> 7;
    while rest > 0 {
        out.insert(0, (rest & 127) as u8 | 128);
        rest >>= 7;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn numbers_take_as_few_bytes_as_they_need() {
        assert_eq!(variable(0), [0]);
        assert_eq!(variable(127), [127]);
        assert_eq!(variable(63 + 128), [129, 63]);
        assert_eq!(variable(u32::MAX), [143, 255, 255, 255, 127]);
    }
}
