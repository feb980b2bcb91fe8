//! Stored values of SPSS as cells: what a format makes of a number, and where a text stands.

use std::borrow::Cow;

use crate::diagnostic::Code;
use crate::import::binary::Order;
use crate::import::calendar::{civil, date, moment, quarter, time};
use crate::import::charset::Charset;
use crate::import::table::Value;
use crate::import::variables::Kind;

/// Days from 14 October 1582, where SPSS begins to count seconds, to 1970.
const DAYS_BEFORE_1970: i64 = 141_428;

/// What a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Number,
    Day,
    Moment,
    Time,
    Month,
    Quarter,
}

impl Shown {
    /// By the number of the print format. A week of SPSS begins on the weekday of 1 January and is no week of ISO 8601, so it
    /// is shown by its first day.
    pub(super) fn of(format: u8) -> Self {
        match format {
            20 | 23 | 24 | 30 | 38 | 39 => Self::Day,
            22 | 41 => Self::Moment,
            21 | 25 | 40 => Self::Time,
            28 => Self::Month,
            29 => Self::Quarter,
            _ => Self::Number,
        }
    }

    pub(super) fn kind(self) -> Kind {
        Kind::of(self == Self::Number)
    }

    /// The word of a number: its digits, or its date in ISO 8601.
    pub(super) fn word(self, value: f64) -> String {
        let seconds = value.floor() as i64;
        let day = seconds.div_euclid(86_400) - DAYS_BEFORE_1970;
        let (year, month, _) = civil(day);
        match self {
            Self::Number => value.to_string(),
            Self::Day => date(day),
            Self::Moment => moment(seconds.saturating_sub(DAYS_BEFORE_1970 * 86_400), 1),
            Self::Time => time(seconds),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Quarter => quarter(year, month),
        }
    }
}

/// Where the value of a variable stands in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A number at this byte.
    Number(usize, Shown),
    /// Pieces of a text: their first byte and their length.
    Text(Vec<(usize, usize)>),
}

/// How the numbers of a file are stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numbers {
    pub(super) order: Order,
    /// The number that says that there is none.
    pub(super) none: f64,
}

impl Numbers {
    /// A number, unless it says that there is none.
    pub(super) fn read(self, bytes: &[u8]) -> Option<f64> {
        let value = self.order.f64(bytes.try_into().ok()?);
        (value != self.none && !value.is_nan()).then_some(value)
    }
}

impl Place {
    /// The cell of a case. The codes that are missing dates are known as numbers only.
    pub(super) fn cell<'c>(&self, case: &'c [u8], numbers: Numbers, charset: &Charset) -> Value<'c> {
        match self {
            Self::Number(at, shown) => {
                let value = case.get(*at..*at + 8).and_then(|bytes| numbers.read(bytes));
                match (value, shown) {
                    (None, _) => Value::Empty,
                    (Some(value), _) if !value.is_finite() => {
                        Value::Other(Code::NotANumber, "the number is not finite".to_owned())
                    }
                    (Some(value), Shown::Number) => Value::Number { value, percent: false },
                    (Some(value), shown) => Value::Text(Cow::Owned(shown.word(value))),
                }
            }
            Self::Text(pieces) => {
                let text = match pieces.as_slice() {
                    [(start, length)] => {
                        word(case.get(*start..*start + *length).unwrap_or_default(), charset)
                    }
                    pieces => {
                        let parts =
                            pieces.iter().filter_map(|(start, length)| case.get(*start..*start + *length));
                        let whole = parts.collect::<Vec<_>>().concat();
                        word(&whole, charset).map(|text| Cow::Owned(text.into_owned()))
                    }
                };
                match text {
                    Some(text) if text.is_empty() => Value::Empty,
                    Some(text) => Value::Text(text),
                    None => Value::Other(
                        Code::NotANumber,
                        "these bytes are no text in the characters that the file declares".to_owned(),
                    ),
                }
            }
        }
    }
}

/// A text without the blanks that fill its width.
pub(super) fn word<'b>(bytes: &'b [u8], charset: &Charset) -> Option<Cow<'b, str>> {
    let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
    charset.text(&bytes[..end])
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn numbers_with_the_format_of_a_date() {
        // 1 August 2020, 13:30.
        let value = 13_815_667_800.0;
        let word = |format| Shown::of(format).word(value);
        assert_eq!(word(20), "2020-08-01");
        assert_eq!(word(22), "2020-08-01T13:30:00");
        assert_eq!(word(28), "2020-08");
        assert_eq!(word(29), "2020-Q3");
        assert_eq!(Shown::of(21).word(5_400.0), "01:30:00");
        assert_eq!(Shown::of(5).word(1.0), "1");
    }
}
