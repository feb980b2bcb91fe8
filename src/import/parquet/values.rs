//! Stored values as cells: what their bytes mean.

use crate::diagnostic::Code;
use std::borrow::Cow;

use super::schema::{Column, Meaning, Physical};
use crate::import::calendar::{date, moment};
use crate::import::table::Value;

/// A value of a page, not yet understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stored {
    Null,
    Flag(bool),
    Int(i64),
    Float(f64),
    /// Bytes of the page, from one to another.
    Bytes(usize, usize),
    /// Bytes that are in no page as they are.
    Own(Vec<u8>),
}

impl Stored {
    /// A plain value of the bytes between two positions of a page.
    pub(super) fn of(physical: Physical, page: &[u8], start: usize, end: usize) -> Option<Self> {
        let bytes = page.get(start..end)?;
        Some(match physical {
            Physical::Int32 => Self::Int(i64::from(i32::from_le_bytes(bytes.try_into().ok()?))),
            Physical::Int64 => Self::Int(i64::from_le_bytes(bytes.try_into().ok()?)),
            Physical::Float => Self::Float(double(f32::from_le_bytes(bytes.try_into().ok()?))),
            Physical::Double => Self::Float(f64::from_le_bytes(bytes.try_into().ok()?)),
            Physical::Boolean => return None,
            Physical::Int96 | Physical::Bytes | Physical::Fixed(_) => Self::Bytes(start, end),
        })
    }

    /// The cell that shows it; `page` holds its bytes.
    pub(super) fn cell<'p>(&'p self, column: &Column, page: &'p [u8]) -> Value<'p> {
        let other = |what: &str| Value::Other(Code::NotANumber, what.to_owned());
        let number = |value: f64| Value::Number { value, percent: false };
        if let (Meaning::Other(what), false) = (column.meaning, *self == Self::Null) {
            return other(what);
        }
        match (self, column.meaning) {
            (Self::Null, _) => Value::Empty,
            (Self::Flag(value), _) => Value::Flag(*value),
            (Self::Int(days), Meaning::Date) => Value::Text(Cow::Owned(date(*days))),
            (Self::Int(parts), Meaning::Timestamp(second)) => Value::Text(Cow::Owned(moment(*parts, second))),
            (Self::Int(value), Meaning::Decimal(power)) => number(scaled(i128::from(*value), power)),
            (Self::Int(value), Meaning::Unsigned) if column.physical == Physical::Int32 => {
                number(f64::from(*value as u32))
            }
            (Self::Int(value), Meaning::Unsigned) => number(*value as u64 as f64),
            (Self::Int(value), _) => number(*value as f64),
            (Self::Float(value), _) => float(*value),
            (Self::Bytes(start, end), meaning) => bytes(page.get(*start..*end).unwrap_or_default(), meaning),
            (Self::Own(own), meaning) => bytes(own, meaning),
        }
    }
}

/// What is no number is what data frames write for a missing one.
fn float(value: f64) -> Value<'static> {
    if value.is_nan() {
        Value::Empty
    } else if value.is_infinite() {
        Value::Other(Code::NotANumber, "the number is not finite".to_owned())
    } else {
        Value::Number { value, percent: false }
    }
}

fn bytes(bytes: &[u8], meaning: Meaning) -> Value<'_> {
    let other = |what: &str| Value::Other(Code::NotANumber, what.to_owned());
    match meaning {
        Meaning::Decimal(power) => match big_endian(bytes) {
            Some(value) => Value::Number { value: scaled(value, power), percent: false },
            None => other("this number has more digits than can be kept"),
        },
        Meaning::Half => match bytes.try_into().map(u16::from_le_bytes) {
            Ok(half) => float(half_float(half)),
            Err(_) => other("this is no number"),
        },
        _ => match std::str::from_utf8(bytes) {
            Ok("") => Value::Empty,
            Ok(text) => Value::Text(Cow::Borrowed(text)),
            Err(_) => other("these bytes are no text"),
        },
    }
}

/// The number that its digits mean: 0.1 stays 0.1 and does not become 0.10000000149.
fn double(value: f32) -> f64 {
    if value.fract() == 0.0 { f64::from(value) } else { value.to_string().parse().unwrap_or(f64::NAN) }
}

fn half_float(half: u16) -> f64 {
    let sign = if half & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(half >> 10 & 31), f64::from(half & 1023));
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        _ => sign * (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}

/// A whole number whose first byte is the highest and holds the sign.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let first = *bytes.first()?;
    let start = if first & 0x80 == 0 { 0 } else { -1 };
    (bytes.len() <= 16).then(|| bytes.iter().fold(start, |value: i128, byte| value << 8 | i128::from(*byte)))
}

fn scaled(value: i128, power: u32) -> f64 {
    value as f64 / 10f64.powi(power as i32)
}

#[cfg(test)]
mod tests {
    use super::{big_endian, double, half_float, scaled};

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(double(0.1), 0.1);
        assert_eq!(double(54.0), 54.0);
        assert_eq!(scaled(5_450, 2), 54.5);
        assert_eq!(
            [&[0x15, 0x4a][..], &[0xff, 0xfe], &[0x80]].map(big_endian),
            [Some(5450), Some(-2), Some(-128)]
        );
        assert_eq!(big_endian(&[1; 17]), None);
        assert_eq!(
            [0x3c00, 0xc000, 0x0001, 0x7c00].map(half_float),
            [1.0, -2.0, 2f64.powi(-24), f64::INFINITY]
        );
    }
}
