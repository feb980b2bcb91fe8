//! Numbers that are in a table as text: `54,3`, `54 %`, `54 b`, `n=1.004`. Which decimal sign is meant is found in all
//! texts of a table together, since `1.234` alone says nothing.

use crate::import::source_spec::decimal::Decimal;

/// A number that was written as text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    pub(super) value: f64,
    pub(super) percent: bool,
    /// What is behind it, such as a letter of significance.
    pub(super) mark: Option<String>,
    /// Whether it says that it is a number of respondents.
    pub(super) is_size: bool,
}

/// Reads numbers with one decimal sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign(u8);

/// What the texts say of the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    /// Texts that are numbers with a decimal comma only, and with a decimal point only.
    comma: usize,
    point: usize,
    /// Texts that are numbers under both, but not the same ones.
    either: usize,
}

impl Evidence {
    pub(super) fn add(&mut self, text: &str) {
        if !text.contains([',', '.']) {
            return;
        }
        match (
            Sign(b',').read(text).map(|number| number.value),
            Sign(b'.').read(text).map(|number| number.value),
        ) {
            (Some(comma), Some(point)) if comma != point => self.either += 1,
            (Some(_), None) => self.comma += 1,
            (None, Some(_)) => self.point += 1,
            _ => {}
        }
    }

    /// The sign that fits, and whether that is sure.
    pub(super) fn sign(self, german: bool) -> (Sign, bool) {
        match self.comma.cmp(&self.point) {
            std::cmp::Ordering::Greater => (Sign(b','), self.point == 0),
            std::cmp::Ordering::Less => (Sign(b'.'), self.comma == 0),
            std::cmp::Ordering::Equal => {
                let sign = if german { b',' } else { b'.' };
                (Sign(sign), self.comma == 0 && self.either == 0)
            }
        }
    }
}

impl Sign {
    /// The word of the key `decimal`.
    pub(super) fn word(self) -> &'static str {
        if self.0 == b',' { "','" } else { "'.'" }
    }

    /// The number that a text is.
    pub(super) fn read(self, text: &str) -> Option<Written> {
        let text = text.trim();
        if text.len() > 40 || !text.contains(|sign: char| sign.is_ascii_digit()) {
            return None;
        }
        let decimal = Decimal { sign: self.0, declared: true, thousands: None };
        let percent = text.ends_with('%');
        if let Some(value) = decimal.parse(text) {
            return Some(Written { value, percent, mark: None, is_size: false });
        }
        let bare = text.trim_start_matches('(').trim_end_matches(')').trim();
        if let Some(rest) = bare.strip_prefix(['n', 'N']).map(|rest| rest.trim_start())
            && let Some(rest) = rest.strip_prefix('=')
        {
            let value = decimal.parse(rest)?;
            return Some(Written { value, percent: false, mark: None, is_size: true });
        }
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            let value = decimal.parse(inner)?;
            return Some(Written {
                value,
                percent: inner.trim().ends_with('%'),
                mark: Some("()".into()),
                is_size: false,
            });
        }
        let digits = text.rfind(|sign: char| sign.is_ascii_digit() || sign == '%')? + 1;
        let (figure, mark) = (text[..digits].trim(), text[digits..].trim());
        if !is_mark(mark) {
            return None;
        }
        let value = decimal.parse(figure)?;
        Some(Written { value, percent: figure.ends_with('%'), mark: Some(mark.to_owned()), is_size: false })
    }
}

/// Whether a text behind a figure is a mark: letters of columns that differ, stars, raised digits.
fn is_mark(mark: &str) -> bool {
    let letters = mark.split([',', ' ', '/']).filter(|part| !part.is_empty());
    let are_letters = letters.clone().next().is_some()
        && letters.clone().all(|part| {
            let short = part.chars().count() <= if part.chars().all(char::is_uppercase) { 8 } else { 1 };
            short && part.chars().all(|sign| sign.is_ascii_alphabetic())
        });
    let is_sign =
        (1..=3).contains(&mark.chars().count()) && mark.chars().all(|sign| "*†‡¹²³⁴⁵⁶⁷⁸⁹↑↓▲▼".contains(sign));
    (are_letters && mark.len() <= 12) || is_sign
}

/// Whether a text stands where a figure is missing.
pub(super) fn is_hole(text: &str) -> bool {
    let text = text.trim();
    let words = [
        "-", "–", "—", "−", ".", "..", "...", "…", "/", ":", "x", "X", "*", "**", "k. A.", "k.A.", "n/a",
        "N/A", "n.a.", "n. a.", "na", "NA", "n. v.", "n.v.", "#", "()", "--", "[c]", "[x]", "[z]", "[u]",
        "[w]", "[low]", "(…)", "(...)", "·", "•",
    ];
    words.contains(&text) || is_limit(text)
}

/// Whether a text says that a figure is beyond a limit: `< 0,5`, `(<5)`, `unter 5`.
pub(super) fn is_limit(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']).trim().to_lowercase();
    let signs = ["<", ">", "≤", "≥", "~", "≈"];
    let words = ["unter ", "weniger als ", "under ", "below ", "less than ", "fewer than ", "moins de "];
    let rest = signs.iter().chain(&words).find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| {
        let is_of_number =
            |sign: char| sign.is_ascii_digit() || matches!(sign, ' ' | ',' | '.' | '%' | '\u{a0}');
        !rest.is_empty() && rest.chars().all(is_of_number)
    })
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Sign, is_hole};

    #[test]
    fn numbers_with_what_stands_behind_them() {
        let read = |text: &str| {
            Sign(b',')
                .read(text)
                .map(|number| (number.value, number.mark.unwrap_or_default(), number.percent))
        };
        assert_eq!(read("54,3"), Some((54.3, String::new(), false)));
        assert_eq!(read("54 %"), Some((54.0, String::new(), true)));
        assert_eq!(read("54 BC"), Some((54.0, "BC".into(), false)));
        assert_eq!(read("54% B,C"), Some((54.0, "B,C".into(), true)));
        assert_eq!(read("(54)"), Some((54.0, "()".into(), false)));
        assert_eq!(read("n = 1.004").map(|found| found.0), Some(1004.0));
        for text in ["18-29", "18 bis 29", "60+", "Q1 2020", "2. Welle", "3 von 4", "unter 20"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(
            is_hole("(<5)") && is_hole("unter 5") && is_hole("less than 10") && !is_hole("unter 20 Jahre")
        );
        assert!(is_hole("k. A.") && is_hole("< 0,5 %") && !is_hole("Bus") && !is_hole("< 20 Jahre"));
    }

    #[test]
    fn the_decimal_sign_is_found_in_all_texts_together() {
        let sign = |texts: &[&str], german| {
            let mut evidence = Evidence::default();
            texts.iter().for_each(|text| evidence.add(text));
            let (sign, sure) = evidence.sign(german);
            (sign.word(), sure)
        };
        assert_eq!(sign(&["54,3", "1.234"], false), ("','", true));
        assert_eq!(sign(&["54.3", "12"], true), ("'.'", true));
        assert_eq!(sign(&["1.234", "2.345"], true), ("','", false));
        assert_eq!(sign(&["54", "12"], true), ("','", true));
    }
}
