//! Fonts for pages and images that show live text: the glyphs of the characters in use, as WOFF2 in a `data:` address or as a file.

mod brotli;
mod cut;
mod hints;
mod woff2;

use std::collections::BTreeSet;

use crate::theme::fonts::Face;

/// The `data:` address of a font with these characters; `None` where it has none of them, or cannot be cut down.
pub fn address(face: &Face<'_>, chars: &BTreeSet<char>) -> Option<String> {
    Some(format!("data:font/woff2;base64,{}", base64(&file(face, chars)?)))
}

/// A WOFF2 file with these characters; `None` where the font has none of them, or cannot be cut down.
pub fn file(face: &Face<'_>, chars: &BTreeSet<char>) -> Option<Vec<u8>> {
    let tables = if chars.iter().any(|c| is_complex(*c) && face.covers(*c)) {
        // Letters that change with their neighbours need the font's own rules, which name glyphs by number.
        cut::tables(face.bytes)?
    } else {
        cut::subset(face, chars)?
    };
    Some(woff2::file(hints::without(tables)))
}

/// Whether a script joins or reorders its letters: Hebrew to Ethiopic, and their presentation forms.
fn is_complex(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x10ff | 0x1780..=0x18af | 0xfb1d..=0xfdff | 0xfe70..=0xfeff)
}

/// Base 64 with padding (RFC 4648).
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base_64_fills_up_the_last_group() {
        let of = |text: &str| base64(text.as_bytes());
        assert_eq!(
            [of(""), of("f"), of("fo"), of("foo"), of("foob")],
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }
}
