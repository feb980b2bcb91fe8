//! Takes the hints out of a font: programs that fit outlines to the pixels of coarse screens. They are almost half of a font that has
//! been cut down to a page. The table `gasp` asks for smooth edges instead, as Google Fonts does for fonts without hints.

use super::cut::Table;

/// The tables that only hints need.
const HINTS: [&[u8; 4]; 6] = [b"cvt ", b"fpgm", b"prep", b"hdmx", b"LTSH", b"VDMX"];

/// Bits of the flags of a component.
const WORDS: u16 = 0x1;
const SCALE: u16 = 0x8;
const MORE: u16 = 0x20;
const TWO_SCALES: u16 = 0x40;
const MATRIX: u16 = 0x80;
const INSTRUCTIONS: u16 = 0x100;

/// The tables without hints; as they are where the glyphs cannot be read.
pub(super) fn without(mut tables: Vec<Table>) -> Vec<Table> {
    let Some((glyphs, places)) = outlines(&tables) else { return tables };
    tables.retain(|(tag, _)| !HINTS.contains(&tag) && tag != b"gasp");
    for (tag, bytes) in &mut tables {
        match &*tag {
            b"glyf" => bytes.clone_from(&glyphs),
            b"loca" => bytes.clone_from(&places),
            _ => {}
        }
    }
    // Version 1; one range up to the largest size: smooth in both directions.
    tables.push((*b"gasp", vec![0, 1, 0, 1, 0xff, 0xff, 0, 0x0f]));
    tables.sort();
    tables
}

/// The tables of the glyphs and of their places, without instructions.
fn outlines(tables: &[Table]) -> Option<(Vec<u8>, Vec<u8>)> {
    let table = |wanted: &[u8; 4]| Some(&*tables.iter().find(|(tag, _)| tag == wanted)?.1);
    let (glyphs, places, head) = (table(b"glyf")?, table(b"loca")?, table(b"head")?);
    let is_long = short(head, 50)? == 1;
    let places: Vec<usize> = match is_long {
        true => places
            .chunks_exact(4)
            .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]) as usize)
            .collect(),
        false => {
            places.chunks_exact(2).map(|two| usize::from(u16::from_be_bytes([two[0], two[1]])) * 2).collect()
        }
    };
    let mut out = Vec::with_capacity(glyphs.len());
    let mut starts = vec![0];
    for ends in places.windows(2) {
        out.extend(outline(glyphs.get(ends[0]..ends[1])?)?);
        out.resize(out.len().next_multiple_of(2), 0);
        starts.push(out.len());
    }
    let bytes = starts.iter().flat_map(|start| match is_long {
        true => (*start as u32).to_be_bytes().to_vec(),
        false => ((*start / 2) as u16).to_be_bytes().to_vec(),
    });
    let bytes = bytes.collect();
    Some((out, bytes))
}

/// A glyph without its instructions.
fn outline(glyph: &[u8]) -> Option<Vec<u8>> {
    if glyph.is_empty() {
        return Some(Vec::new());
    }
    let contours = short(glyph, 0)?;
    if contours < 0x8000 {
        // The number of bytes of instructions is after the last points of all contours.
        let at = 10 + 2 * usize::from(contours);
        let count = usize::from(short(glyph, at)?);
        return Some([glyph.get(..at)?, &[0, 0], glyph.get(at + 2 + count..)?].concat());
    }
    let mut out = glyph.to_vec();
    let mut at = 10;
    loop {
        let flags = short(glyph, at)?;
        out.get_mut(at..at + 2)?.copy_from_slice(&(flags & !INSTRUCTIONS).to_be_bytes());
        at += if flags & WORDS != 0 { 8 } else { 6 };
        at += match flags & (SCALE | TWO_SCALES | MATRIX) {
            0 => 0,
            SCALE => 2,
            TWO_SCALES => 4,
            _ => 8,
        };
        if flags & MORE == 0 {
            out.truncate(at);
            return Some(out);
        }
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{outline, without};

    #[test]
    fn a_simple_glyph_keeps_its_points() {
        // One contour that ends with point 0, three bytes of instructions, one point.
        let glyph = [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 3, 7, 7, 7, 0x37, 9, 9];
        let wanted = [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 0, 0x37, 9, 9];
        assert_eq!(outline(&glyph).unwrap(), wanted);
    }

    #[test]
    fn a_glyph_of_components_keeps_them() {
        let head = [0xff, 0xff, 0, 0, 0, 0, 0, 9, 0, 9];
        let glyph =
            [&head[..], &[0x01, 0x21, 0, 3, 0, 1, 0, 1], &[0x01, 0x08, 0, 4, 1, 1, 64, 0], &[0, 1, 7]]
                .concat();
        let wanted = [&head[..], &[0x00, 0x21, 0, 3, 0, 1, 0, 1], &[0x00, 0x08, 0, 4, 1, 1, 64, 0]].concat();
        assert_eq!(outline(&glyph).unwrap(), wanted);
    }

    #[test]
    fn what_cannot_be_read_stays() {
        let tables = vec![
            (*b"fpgm", vec![1]),
            (*b"glyf", vec![0, 1]),
            (*b"head", vec![0; 54]),
            (*b"loca", vec![0, 0, 0, 1]),
        ];
        assert_eq!(without(tables.clone()), tables);
    }
}
