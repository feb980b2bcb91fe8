//! When two names are the same: in any Unicode form, with any spaces.

use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A name in composed characters (NFC) with single plain spaces: names that are the same so are the same.
pub fn folded(name: &str) -> Cow<'_, str> {
    // Nearly all names are plain, and there may be a million of them.
    if is_plain(name) {
        return Cow::Borrowed(name.trim());
    }
    let spaced = !name.contains("  ") && !name.chars().any(|sign| sign.is_whitespace() && sign != ' ');
    if spaced && is_nfc(name) {
        return Cow::Borrowed(name.trim());
    }
    let composed: String = name.nfc().collect();
    Cow::Owned(composed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a row or column is called like a total.
pub(crate) fn means_total(name: &str) -> bool {
    [
        "insgesamt",
        "gesamt",
        "summe",
        "total",
        "alle",
        "all",
        "sum",
        "zusammen",
        "σ",
        "sigma",
        "gesamtsumme",
        "100 %",
        "100%",
        // Pivot tables.
        "gesamtergebnis",
        "summe ergebnis",
        "total ergebnis",
        "grand total",
        "total result",
        "total général",
        "totaal",
        "totale",
    ]
    .contains(&bare(name).to_lowercase().as_str())
}

/// A name without what refers to a note at its end: `ja*`, `weiß nicht *)`, `2023 [note 1]`, `Basis:`.
pub(crate) fn bare(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let marks = ['*', '†', '¹', '²', '³', '⁴', '⁵', ':'];
        let mut rest = name.trim_end_matches(marks).trim_end();
        rest = rest.strip_suffix("*)").unwrap_or(rest);
        if let Some((before, inside)) = rest.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
            let inside = inside.trim_start_matches("note").trim();
            if inside.len() <= 2 && inside.chars().all(|sign| sign.is_ascii_alphanumeric()) {
                rest = before;
            }
        }
        // `1)`, but neither `(1)` nor `18)`.
        if let Some(before) =
            rest.strip_suffix(')').map(|text| text.trim_end_matches(|sign: char| sign.is_ascii_digit()))
            && before.ends_with(' ')
            && before.len() + 2 == rest.len()
        {
            rest = before;
        }
        let rest = rest.trim_end();
        if rest == name || rest.is_empty() {
            return name;
        }
        name = rest;
    }
}

/// Whether a row or column is called like a net.
pub(crate) fn means_net(name: &str) -> bool {
    let lower = bare(name).to_lowercase();
    let name = lower.as_str();
    let top = ["top", "bottom", "oberste", "unterste"].iter().any(|word| {
        name.split_once(word).is_some_and(|(before, rest)| {
            let rest = rest.trim_start_matches([' ', '-', '\u{2013}', '\u{2011}']);
            before.trim().is_empty()
                && (rest.starts_with(|sign: char| sign.is_ascii_digit())
                    || rest.starts_with("box")
                    || rest.starts_with("two"))
        })
    });
    let words = [
        "netto",
        "(net)",
        "net:",
        "nett:",
        "summe",
        "subtotal",
        "zwischensumme",
        "t2b",
        "b2b",
        "t3b",
        "b3b",
        "zusammengefasst",
        "combined",
    ];
    top || words.iter().any(|word| name.contains(word))
        || name == "net"
        || name.starts_with("net ")
        || name.ends_with(" net")
}

/// Whether a name is of ASCII with single plain spaces.
fn is_plain(name: &str) -> bool {
    let mut before = 0;
    name.bytes().all(|byte| {
        let twice = byte == b' ' && before == b' ';
        before = byte;
        byte.is_ascii() && byte >= b' ' && !twice
    })
}

/// Names by what they are when folded, to find many of them.
#[derive(Debug, Default)]
pub struct Index<'n>(BTreeMap<Cow<'n, str>, usize>);

impl<'n> Index<'n> {
    /// The places of these names; of the same name twice, the first place.
    pub fn new(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut index = Self::default();
        for (place, name) in names.into_iter().enumerate() {
            index.0.entry(folded(name)).or_insert(place);
        }
        index
    }

    /// The place of a name.
    pub fn get(&self, name: &str) -> Option<usize> {
        self.0.get(&*folded(name)).copied()
    }
}

/// Whether two names are the same.
pub fn same(one: &str, other: &str) -> bool {
    one == other || !differ_at_once(one, other) && folded(one) == folded(other)
}

/// Whether names differ in a letter or digit that nothing could compose with another sign or leave out. Most names that are
/// compared do, and finding that out costs no more than comparing bytes.
fn differ_at_once(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let is_alone = |bytes: &[u8]| {
        bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) && bytes.get(at + 1).is_none_or(u8::is_ascii)
    };
    is_alone(one) && is_alone(other)
}

#[cfg(test)]
mod tests {
    use super::{Index, bare, folded, same};

    #[test]
    fn what_refers_to_a_note_is_no_part_of_a_name() {
        for (name, without) in [
            ("weiß nicht *)", "weiß nicht"),
            ("2023 [note 1]", "2023"),
            ("Basis¹:", "Basis"),
            ("Geld 1)", "Geld"),
            ("60 (18)", "60 (18)"),
            ("Klasse [a]", "Klasse"),
            ("*", "*"),
        ] {
            assert_eq!(bare(name), without);
        }
    }

    #[test]
    fn spaces_and_unicode_forms_make_no_difference() {
        assert_eq!(folded(" Anteil\u{a0} 2025\n"), "Anteil 2025");
        assert_eq!(folded("Bu\u{308}rger"), "Bürger");
        assert!(same("Ämter", "A\u{308}mter"));
        assert!(same("Anteil  2023", "Anteil\u{202f}2023"));
        assert!(!same("Anteil", "anteil"));
        assert!(!same("6-9", "6\u{2013}9"));
        assert!(!same("answer 1", "answer 2"));
        assert!(same("answer  1", "answer 1"));
        assert!(same("Ku\u{308}che", "Küche"));
        assert!(same("Zu\u{308}", "Zü"));
    }

    #[test]
    fn an_index_finds_the_first_of_the_same_names() {
        let index = Index::new(["Ämter", "A\u{308}mter", "Anteil  2023"]);
        assert_eq!((index.get("A\u{308}mter"), index.get("Anteil\u{a0}2023")), (Some(0), Some(2)));
        assert_eq!(index.get("amter"), None);
    }
}
