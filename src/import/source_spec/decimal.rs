//! Numbers as texts write them: a decimal sign, signs between thousands, a percent sign behind.

use crate::spec::keys::{Choice, word_of};

/// How numbers are written in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// `.` or `,`.
    pub sign: u8,
    /// Whether the author said so: only then are signs between thousands read.
    pub declared: bool,
    /// What is between thousands, where the author said so; else the other of point and comma, spaces and
    /// apostrophes, but only one of them in a number.
    pub thousands: Option<Thousands>,
}

/// The sign between thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thousands {
    /// A point.
    Point,
    /// A comma.
    Comma,
    /// A plain, thin, no-break or figure space.
    Space,
    /// An apostrophe, straight or curved.
    Apostrophe,
    /// Nothing.
    Nothing,
}

impl Thousands {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 5] = [
        (".", Self::Point, ""),
        (",", Self::Comma, ""),
        ("space", Self::Space, "any kind of space"),
        ("'", Self::Apostrophe, ""),
        ("none", Self::Nothing, ""),
    ];

    /// What a sign between digits is.
    fn of(sign: char) -> Option<Self> {
        Some(match sign {
            '.' => Self::Point,
            ',' => Self::Comma,
            ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => Self::Space,
            '\'' | '\u{2019}' => Self::Apostrophe,
            _ => return None,
        })
    }

    /// The word that declares it.
    pub fn word(self) -> &'static str {
        word_of(&Self::WORDS, &self)
    }
}

/// What figures are multiplied with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Cells in percent format by 100, others not.
    AsShown,
    /// As they are stored.
    One,
    /// All by 100.
    Hundred,
}

impl Scale {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 2] = [
        ("1", Self::One, "figures are used as stored"),
        ("100", Self::Hundred, "shares are stored as parts of 1"),
    ];
}

impl Decimal {
    /// Numbers with a point and nothing between thousands, as programs write them.
    pub const UNDECLARED: Self = Self { sign: b'.', declared: false, thousands: None };

    /// The number that a text stands for; a percent sign at its end is no part of it.
    pub fn parse(self, text: &str) -> Option<f64> {
        let text =
            text.trim().trim_end_matches('%').trim_end_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
        // Nearly all numbers are plain, and there may be a million of them.
        if self.sign == b'.' && is_plain(text) && self.thousands != Some(Thousands::Point) {
            return text.parse().ok();
        }
        let text = text.replace('\u{2212}', "-");
        let decimal = char::from(self.sign);
        let (whole, decimals) = text.split_once(decimal).map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
        let plain = self.ungrouped(whole)?;
        let plain = decimals.map_or(plain.clone(), |decimals| format!("{plain}.{decimals}"));
        plain.parse().ok().filter(|_| is_plain(&plain))
    }

    /// The digits before the decimal sign without what divides thousands; `None` where they are no number.
    fn ungrouped(self, whole: &str) -> Option<String> {
        let digits = whole.trim_start_matches(['-', '+']);
        let Some(sign) = digits.chars().find(|sign| !sign.is_ascii_digit()) else {
            return Some(whole.to_owned());
        };
        let kind = Thousands::of(sign)?;
        let is_meant = match self.thousands {
            Some(thousands) => thousands == kind,
            None => self.declared,
        };
        let mut groups = digits.split(|sign| Thousands::of(sign) == Some(kind));
        let first = groups.next().map_or(0, str::len);
        let by_three =
            groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
        (is_meant && (1..=3).contains(&first) && by_three)
            .then(|| whole.chars().filter(|sign| Thousands::of(*sign) != Some(kind)).collect())
    }

    /// What would have to be declared so that this text is a number.
    pub fn declaration(self, text: &str) -> Option<String> {
        for sign in [self.sign, if self.sign == b',' { b'.' } else { b',' }] {
            let said = format!("decimal: '{}'", char::from(sign));
            let declared = Self { sign, declared: true, thousands: None };
            let plain = Self { thousands: Some(Thousands::Nothing), ..declared };
            if plain.parse(text).is_some() && (sign != self.sign || !self.declared) {
                return Some(format!("declare `{said}`"));
            }
            if declared.parse(text).is_some() {
                let between = text.trim().trim_start_matches(['-', '+', '\u{2212}']).chars();
                let kind = between.filter(|sign| !sign.is_ascii_digit()).find_map(Thousands::of)?;
                return Some(format!("declare `{said}` and `thousands: {}`", quoted(kind)));
            }
        }
        None
    }
}

fn quoted(kind: Thousands) -> String {
    match kind {
        Thousands::Apostrophe => "\"'\"".to_owned(),
        Thousands::Space | Thousands::Nothing => kind.word().to_owned(),
        Thousands::Point | Thousands::Comma => format!("'{}'", kind.word()),
    }
}

/// Whether there are only digits, points and signs: Rust also reads `inf`, `nan` and `1e5`, which no table of a survey
/// means.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'))
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Thousands};

    #[test]
    fn numbers_as_declared() {
        let point = Decimal::UNDECLARED;
        let comma = Decimal { sign: b',', declared: true, thousands: None };
        assert_eq!(point.parse(" 12.5 "), Some(12.5));
        assert_eq!(point.parse("54\u{202f}%"), Some(54.0));
        assert_eq!(point.parse("12,5"), None);
        assert_eq!(point.parse("1,234"), None);
        assert_eq!(point.parse("12 345"), None);
        assert_eq!(comma.parse("12,5"), Some(12.5));
        assert_eq!(comma.parse("1.234,5"), Some(1234.5));
        assert_eq!(comma.parse("1.23"), None);
        assert_eq!(comma.parse("1.234.56"), None);
        assert_eq!(comma.parse("\u{2212}3"), Some(-3.0));
        for text in
            ["12 345", "12\u{a0}345", "12\u{2009}345", "12\u{202f}345", "12'345", "12\u{2019}345", "12.345"]
        {
            assert_eq!(comma.parse(text), Some(12345.0), "{text}");
        }
        for text in ["12 34", "1 234'567", "1234 567", "12 345 b", ", 5", "5,-"] {
            assert_eq!(comma.parse(text), None, "{text}");
        }
        for text in ["inf", "nan", "1e5", "", "-", "k. A."] {
            assert_eq!(point.parse(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_declared_sign_divides_thousands() {
        let space = Decimal { sign: b'.', declared: false, thousands: Some(Thousands::Space) };
        assert_eq!(space.parse("12 345.5"), Some(12345.5));
        assert_eq!(space.parse("12,345"), None);
        let nothing = Decimal { sign: b',', declared: true, thousands: Some(Thousands::Nothing) };
        assert_eq!(nothing.parse("1.234"), None);
        assert_eq!(nothing.parse("1234,5"), Some(1234.5));
    }

    #[test]
    fn what_fits_a_text_is_proposed() {
        let said = |text: &str| Decimal::UNDECLARED.declaration(text).unwrap_or_default();
        assert_eq!(said("54,3"), "declare `decimal: ','`");
        assert_eq!(said("12 345"), "declare `decimal: '.'` and `thousands: space`");
        assert_eq!(said("1'234"), "declare `decimal: '.'` and `thousands: \"'\"`");
        assert_eq!(said("1.234,5"), "declare `decimal: ','` and `thousands: '.'`");
        assert_eq!(said("viel"), "");
    }
}
