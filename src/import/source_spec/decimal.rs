//! Numbers as texts write them: a decimal sign, a sign between thousands where one is declared, a percent sign behind.

/// How numbers are written in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// `.` or `,`.
    pub sign: u8,
    /// Whether the author said so: only then is the other sign read as the one between thousands.
    pub declared: bool,
}

impl Decimal {
    /// The number that a text stands for; a percent sign at its end is no part of it.
    pub fn parse(self, text: &str) -> Option<f64> {
        let text = text.trim().trim_end_matches('%').trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        // Nearly all numbers are plain, and there may be a million of them.
        if self.sign == b'.' && is_plain(text) {
            return text.parse().ok();
        }
        let text = text.replace('\u{2212}', "-");
        let grouping = if self.sign == b',' { '.' } else { ',' };
        let plain = if text.contains(grouping) {
            if !self.declared || !grouped(&text, grouping, char::from(self.sign)) {
                return None;
            }
            text.replace(grouping, "")
        } else {
            text
        };
        let plain = if self.sign == b',' { plain.replace(',', ".") } else { plain };
        plain.parse().ok().filter(|_| is_plain(&plain))
    }
}

/// Whether there are only digits, points and signs: Rust also reads `inf`, `nan` and `1e5`, which no table of a survey
/// means.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'))
}

/// Whether the digits stand in groups of three before the decimal sign.
fn grouped(text: &str, grouping: char, decimal: char) -> bool {
    let whole = text.split(decimal).next().unwrap_or_default().trim_start_matches(['-', '+']);
    let mut groups = whole.split(grouping);
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3) && !text.ends_with(grouping)
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn numbers_as_declared() {
        let point = Decimal { sign: b'.', declared: false };
        let comma = Decimal { sign: b',', declared: true };
        assert_eq!(point.parse(" 12.5 "), Some(12.5));
        assert_eq!(point.parse("54\u{202f}%"), Some(54.0));
        assert_eq!(point.parse("12,5"), None);
        assert_eq!(point.parse("1,234"), None);
        assert_eq!(comma.parse("12,5"), Some(12.5));
        assert_eq!(comma.parse("1.234,5"), Some(1234.5));
        assert_eq!(comma.parse("1.23"), None);
        assert_eq!(comma.parse("\u{2212}3"), Some(-3.0));
        for text in ["inf", "nan", "1e5", "", "-", "k. A."] {
            assert_eq!(point.parse(text), None, "{text}");
        }
    }
}
