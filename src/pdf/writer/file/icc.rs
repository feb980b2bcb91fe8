//! An sRGB colour profile (IEC 61966-2-1) in under 600 bytes, computed from the values of the standard.
//!
//! Format: ICC.1:2010 (version 4.2). Primaries are adapted to D50, the white point of the profile connection
//! space.

/// The white point of the profile connection space, as XYZ.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];

/// The sRGB primaries red, green and blue as XYZ, adapted to D50 by the Bradford transform.
const PRIMARIES: [[f64; 3]; 3] =
    [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]];

/// The Bradford transform from D65, the white point of sRGB, to D50, row by row.
const ADAPTATION: [f64; 9] =
    [1.04788, 0.02292, -0.05020, 0.02959, 0.99048, -0.01706, -0.00925, 0.01508, 0.75168];

/// The sRGB transfer function: gamma, a, b, c, d of `(a·x + b)^gamma` for x ≥ d, `c·x` below.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];

const HEADER_LENGTH: usize = 128;

/// The bytes of the profile.
pub(super) fn srgb() -> Vec<u8> {
    let [red, green, blue] = PRIMARIES;
    let curve = parametric_curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", localized("sRGB")),
        (b"cprt", localized("No copyright, use freely")),
        (b"wtpt", xyz(D50)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
        (b"rXYZ", xyz(red)),
        (b"gXYZ", xyz(green)),
        (b"bXYZ", xyz(blue)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let start = HEADER_LENGTH + 4 + 12 * tags.len();
    let mut table = word(tags.len()).to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut last: (usize, &[u8]) = (0, &[]);
    for (signature, bytes) in &tags {
        // The three equal curves share one block of data.
        let offset = if last.1 == bytes.as_slice() { last.0 } else { start + data.len() };
        if offset == start + data.len() {
            data.extend(bytes);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        last = (offset, bytes);
        table.extend(*signature);
        table.extend(word(offset));
        table.extend(word(bytes.len()));
    }
    [header(start + data.len()), table, data].concat()
}

fn header(size: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(HEADER_LENGTH);
    header.extend(word(size));
    header.extend([0; 4]);
    header.extend([4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // A profile must have a date. A constant keeps files reproducible: 2010-01-01, the year of the format's
    // version.
    header.extend([2010u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(D50.into_iter().flat_map(fixed));
    header.resize(HEADER_LENGTH, 0);
    header
}

fn word(value: usize) -> [u8; 4] {
    (value as u32).to_be_bytes()
}

/// An s15Fixed16Number.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut bytes = [kind.as_slice(), &[0; 4]].concat();
    bytes.extend(values.iter().copied().flat_map(fixed));
    bytes
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    numbers(b"XYZ ", &values)
}

fn parametric_curve() -> Vec<u8> {
    let mut bytes = b"para\0\0\0\0\0\x03\0\0".to_vec();
    bytes.extend(CURVE.into_iter().flat_map(fixed));
    bytes
}

fn localized(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    bytes.extend(word(utf16.len()));
    bytes.extend(word(28));
    bytes.extend(utf16);
    bytes
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_profile_is_small_and_states_its_own_size() {
        let profile = super::srgb();
        assert!(profile.len() < 600, "{} bytes", profile.len());
        assert_eq!(profile[..4], (profile.len() as u32).to_be_bytes());
        assert_eq!(&profile[36..40], b"acsp");
    }
}
