//! Stored values of Stata as cells: numbers with 27 missing values, dates by their format, texts.

use std::borrow::Cow;

use super::layout::{Field, Layout, cut};
use super::texts::Texts;
use crate::diagnostic::Code;
use crate::import::binary::Order;
use crate::import::calendar::{date, moment, quarter};
use crate::import::table::Value;
use crate::import::variables::Kind;

/// Days from 1 January 1960, where Stata begins to count, to 1970.
const DAYS_BEFORE_1970: i64 = 3_653;

/// How the values of a variable are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// A text of so many bytes.
    Text(usize),
    /// A reference to a long text.
    LongText,
    /// Whole numbers of one, two and four bytes.
    Byte,
    Int,
    Long,
    Float,
    Double,
}

impl Stored {
    /// By the number that the releases from 117 on have for it.
    pub(super) fn of(number: u16) -> Option<Self> {
        Some(match number {
            1..=2045 => Self::Text(usize::from(number)),
            32_768 => Self::LongText,
            65_526 => Self::Double,
            65_527 => Self::Float,
            65_528 => Self::Long,
            65_529 => Self::Int,
            65_530 => Self::Byte,
            _ => return None,
        })
    }

    /// The bytes of a value.
    pub(super) fn width(self) -> usize {
        match self {
            Self::Text(width) => width,
            Self::Byte => 1,
            Self::Int => 2,
            Self::Long | Self::Float => 4,
            Self::LongText | Self::Double => 8,
        }
    }

    /// Whether it holds texts.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Text(_) | Self::LongText)
    }

    /// A number, or the letter of a missing value: 0 for `.`, 1 for `.a` to 26 for `.z`.
    fn number(self, bytes: &[u8], order: Order) -> Option<Result<f64, u8>> {
        let whole = |value: i64, first: i64| match u8::try_from(value - first) {
            Ok(letter @ 0..=26) => Err(letter),
            _ => Ok(value as f64),
        };
        Some(match self {
            Self::Text(_) | Self::LongText => return None,
            Self::Byte => whole(i64::from(i8::from_le_bytes(bytes.try_into().ok()?)), 101),
            Self::Int => whole(i64::from(order.u16(bytes.try_into().ok()?) as i16), 32_741),
            Self::Long => whole(i64::from(order.u32(bytes.try_into().ok()?) as i32), LONG_MISSING),
            Self::Float => {
                let bits = order.u32(bytes.try_into().ok()?);
                match bits.checked_sub(0x7f00_0000) {
                    Some(beyond @ 0..=0xd000) if beyond % 0x800 == 0 => Err((beyond / 0x800) as u8),
                    _ => Ok(f64::from(f32::from_bits(bits))),
                }
            }
            Self::Double => {
                let bits = order.u64(bytes.try_into().ok()?);
                match bits.checked_sub(0x7fe0_0000_0000_0000) {
                    Some(beyond @ 0..=0x1a_0000_0000_0000) if beyond % 0x100_0000_0000 == 0 => {
                        Err((beyond / 0x100_0000_0000) as u8)
                    }
                    _ => Ok(f64::from_bits(bits)),
                }
            }
        })
    }
}

/// The number that stands for `.` among whole numbers of four bytes.
const LONG_MISSING: i64 = 2_147_483_621;

/// The word of a code that has a label: its digits, or its letter where it is a missing value.
pub(super) fn code(value: i32) -> String {
    match u8::try_from(i64::from(value) - LONG_MISSING) {
        Ok(letter @ 0..=26) => letter_word(letter),
        _ => value.to_string(),
    }
}

/// `.`, or `.a` to `.z`.
fn letter_word(letter: u8) -> String {
    match letter {
        0 => ".".to_owned(),
        letter => format!(".{}", char::from(b'a' + letter - 1)),
    }
}

/// What a number means, by its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Number,
    Day,
    Moment,
    Week,
    Month,
    Quarter,
    HalfYear,
}

impl Shown {
    /// By the format. Moments with leap seconds and business days stay numbers: neither is a date by itself.
    pub(super) fn of(format: &str) -> Self {
        let format = format.trim_start_matches('%').trim_start_matches('-');
        match format.as_bytes() {
            [b't', b'd', ..] | [b'd', ..] => Self::Day,
            [b't', b'c', ..] => Self::Moment,
            [b't', b'w', ..] => Self::Week,
            [b't', b'm', ..] => Self::Month,
            [b't', b'q', ..] => Self::Quarter,
            [b't', b'h', ..] => Self::HalfYear,
            _ => Self::Number,
        }
    }

    /// What its cells hold.
    pub(super) fn kind(self) -> Kind {
        Kind::of(self == Self::Number)
    }

    /// The date of a number in ISO 8601. A week of Stata begins on the weekday of 1 January and is no week of ISO 8601, so it
    /// is shown by its first day.
    pub(super) fn word(self, value: f64) -> String {
        let whole = value.floor() as i64;
        let parts = match self {
            Self::Week => 52,
            Self::Month => 12,
            Self::Quarter => 4,
            _ => 2,
        };
        let (year, part) = (1960 + whole.div_euclid(parts), whole.rem_euclid(parts));
        match self {
            Self::Number => value.to_string(),
            Self::Day => date(whole.saturating_sub(DAYS_BEFORE_1970)),
            Self::Moment => moment(whole.saturating_sub(DAYS_BEFORE_1970 * 86_400_000), 1_000),
            Self::Week => date(first_of(year) + 7 * part),
            Self::Month => format!("{year:04}-{:02}", part + 1),
            Self::Quarter => quarter(year, 3 * part + 1),
            Self::HalfYear => format!("{year:04}-H{}", part + 1),
        }
    }
}

/// The day of 1 January of a year, counted from 1970.
fn first_of(year: i64) -> i64 {
    let before = year - 1;
    let days = before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    days - 719_162
}

/// The cell of a value.
pub(super) fn cell<'r>(bytes: &'r [u8], field: &Field, layout: &'r Layout, texts: &'r Texts) -> Value<'r> {
    const NO_TEXT: &str = "these bytes are no text in the characters of the file";
    if field.kind == Stored::LongText {
        return match texts.get(bytes, layout) {
            Some("") => Value::Empty,
            Some(text) => Value::Text(Cow::Borrowed(text)),
            None => {
                Value::Other(Code::NotANumber, "the long text of this cell is not in the file".to_owned())
            }
        };
    }
    match field.kind.number(bytes, layout.order) {
        Some(Ok(value)) if !value.is_finite() => {
            Value::Other(Code::NotANumber, "the number is not finite".to_owned())
        }
        Some(Ok(value)) if field.shown == Shown::Number => Value::Number { value, percent: false },
        Some(Ok(value)) => Value::Text(Cow::Owned(field.shown.word(value))),
        Some(Err(0)) => Value::Empty,
        Some(Err(letter)) => Value::Text(Cow::Owned(letter_word(letter))),
        None => match layout.charset.text(&cut(bytes.to_vec())) {
            Some(text) if text.trim().is_empty() => Value::Empty,
            Some(text) => Value::Text(Cow::Owned(text.trim_end().to_owned())),
            None => Value::Other(Code::NotANumber, NO_TEXT.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Shown, Stored, code, first_of};

    #[test]
    fn missing_values_have_letters() {
        let number = |kind: Stored, bytes: &[u8]| kind.number(bytes, Order::Little);
        assert_eq!(number(Stored::Byte, &[100]), Some(Ok(100.0)));
        assert_eq!(number(Stored::Byte, &[101]), Some(Err(0)));
        assert_eq!(number(Stored::Byte, &[127]), Some(Err(26)));
        assert_eq!(number(Stored::Byte, &[0xff]), Some(Ok(-1.0)));
        assert_eq!(number(Stored::Int, &32_742i16.to_le_bytes()), Some(Err(1)));
        assert_eq!(number(Stored::Float, &0x7f00_0800u32.to_le_bytes()), Some(Err(1)));
        assert_eq!(number(Stored::Double, &0x7fe0_1a00_0000_0000u64.to_le_bytes()), Some(Err(26)));
        assert_eq!(number(Stored::Double, &1.5f64.to_le_bytes()), Some(Ok(1.5)));
        assert_eq!(code(2_147_483_622), ".a");
        assert_eq!(code(-3), "-3");
    }

    #[test]
    fn numbers_with_the_format_of_a_date() {
        let word = |format: &str, value: f64| Shown::of(format).word(value);
        assert_eq!(word("%td", 22_128.0), "2020-08-01");
        assert_eq!(word("%-tdD_m_Y", -1.0), "1959-12-31");
        assert_eq!(word("%tm", 727.0), "2020-08");
        assert_eq!(word("%tq", 242.0), "2020-Q3");
        assert_eq!(word("%th", 121.0), "2020-H2");
        assert_eq!(word("%tw", 3_120.0), "2020-01-01");
        assert_eq!(word("%tc", 0.0), "1960-01-01");
        assert_eq!(word("%9.0g", 2.0), "2");
        assert_eq!(first_of(1970), 0);
    }
}
