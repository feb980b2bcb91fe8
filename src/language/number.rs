//! Numbers, shares and dates as the language writes them.

use super::{Language, fill};
use crate::survey::hidden::Hidden;
use crate::survey::rounding::{is_below_unit, places, shown};
use crate::units::Direction;

/// Narrow no-break space: between thousands and before a percent sign in German (DIN 5008).
const THIN: char = '\u{202f}';

/// How a language writes numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Format {
    /// Between thousands.
    pub(crate) thousands: char,
    /// Before decimals.
    pub(crate) point: char,
    /// The number of digits from which thousands are separated.
    pub(crate) grouped_from: usize,
    /// Whether a space is before the percent sign.
    pub(crate) spaced: bool,
    /// Before the smallest figure, for one that is smaller.
    pub(crate) below: &'static str,
}

/// A number with this many decimals: `1.234,5` in German, `1,234.5` in English. Negative numbers get a true minus
/// sign (U+2212).
pub fn number(value: f64, decimals: usize, language: Language) -> String {
    written(value, decimals, false, language)
}

/// The same with groups of digits from four digits on, in every language: beside figures of five digits.
pub fn grouped(value: f64, decimals: usize, language: Language) -> String {
    written(value, decimals, true, language)
}

/// Whether a number has groups of digits in every language.
pub fn needs_groups(value: f64, decimals: usize) -> bool {
    shown(value, decimals).abs() >= 1e4
}

/// The sign of a negative number. Among words from right to left, without this mark it would be drawn on the other side of
/// its number.
pub(crate) fn minus(language: Language) -> &'static str {
    match language.direction() {
        Direction::LeftToRight => "\u{2212}",
        Direction::RightToLeft => "\u{200e}\u{2212}",
    }
}

fn written(value: f64, decimals: usize, always_grouped: bool, language: Language) -> String {
    let Format { thousands, point, grouped_from, .. } = language.format();
    let digits = digits(shown(value, decimals).abs(), decimals);
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::new();
    // A number that rounds to zero must not print as "-0".
    if shown(value, decimals) < 0.0 {
        text.push_str(minus(language));
    }
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        let is_grouped = whole.len() >= grouped_from || (always_grouped && whole.len() >= 4);
        if index > 0 && left % 3 == 0 && is_grouped {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A rounded figure with a decimal point and all its decimals. Most figures are small multiples of the last
/// decimal, and formatting those as integers takes a tenth of the time of formatting exact binary fractions.
fn digits(rounded: f64, decimals: usize) -> String {
    let one = 10f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
    let units = (rounded * one).round();
    if decimals > 6 || units.is_nan() || units >= 1e12 {
        return format!("{rounded:.decimals$}");
    }
    let (units, one) = (units as u64, one as u64);
    match decimals {
        0 => units.to_string(),
        _ => format!("{}.{:0decimals$}", units / one, units % one),
    }
}

/// A share: `54 %` with a narrow no-break space in German, `54%` in English. One that rounds to zero and is not zero is
/// `< 1 %`.
pub fn percent(value: f64, decimals: usize, language: Language) -> String {
    signed(share(value, decimals, language), language)
}

/// A change in per cent: `−3,2 %`. One that rounds to zero is zero.
pub fn change(value: f64, decimals: usize, language: Language) -> String {
    signed(number(value, decimals, language), language)
}

/// The percent sign as it follows a number.
pub fn percent_sign(language: Language) -> String {
    signed(String::new(), language)
}

/// A share without its percent sign, where the sign is said once.
pub fn share(value: f64, decimals: usize, language: Language) -> String {
    match is_below_unit(value, decimals) {
        true => format!("{}{}", language.format().below, unit(decimals, language)),
        false => number(value, decimals, language),
    }
}

/// A share in a sentence, where a sign of comparison would be out of place: `54 %`, `unter 1 %`.
pub fn share_in_words(value: f64, decimals: usize, with_sign: bool, language: Language) -> String {
    let is_below = is_below_unit(value, decimals);
    let digits = if is_below { unit(decimals, language) } else { number(value, decimals, language) };
    let figure = if with_sign { signed(digits, language) } else { digits };
    if is_below { fill(language.words().under, &[&figure]) } else { figure }
}

/// The smallest figure above zero with these decimals: `1`, `0,1`.
fn unit(decimals: usize, language: Language) -> String {
    number(0.1f64.powi(i32::try_from(decimals).unwrap_or(0)), decimals, language)
}

fn signed(mut digits: String, language: Language) -> String {
    if language.format().spaced {
        digits.push(THIN);
    }
    match language.direction() {
        Direction::LeftToRight => digits.push('%'),
        // The marks keep the sign on the right of its number.
        Direction::RightToLeft => digits.push_str("\u{200e}%\u{200e}"),
    }
    digits
}

/// A level of confidence without its sign: `95`, `99,9`.
pub fn level(level: f64, language: Language) -> String {
    number(level, places(level), language)
}

/// A p-value: `0,012`, and below a thousandth `< 0,001`.
pub fn p_value(p: f64, language: Language) -> String {
    if p < 0.001 { format!("<\u{a0}{}", number(0.001, 3, language)) } else { number(p, 3, language) }
}

/// What is printed in place of a hidden figure or size.
pub fn hidden(why: Hidden, language: Language) -> String {
    match why {
        Hidden::Small(least) => format!("n\u{a0}<\u{a0}{}", number(f64::from(least), 0, language)),
        Hidden::Linked => "•".to_owned(),
    }
}

/// An ISO 8601 day, month or range of them in words: `August bis November 2020`.
pub fn period(iso: &str, language: Language) -> String {
    match iso.split_once('/') {
        None => date(iso, language, true),
        Some((from, to)) => {
            let same_year = from.get(..4) == to.get(..4);
            let (from, to) = (date(from, language, !same_year), date(to, language, true));
            fill(language.words().period, &[&from, &to])
        }
    }
}

/// An ISO 8601 day or month in words; any other text is returned unchanged.
fn date(iso: &str, language: Language, with_year: bool) -> String {
    let parts: Vec<Option<usize>> = iso.split('-').map(|part| part.parse().ok()).collect();
    let words = language.words();
    let name = |names: &[&'static str; 12], number: usize| names.get(number.wrapping_sub(1)).copied();
    let (text, year) = match parts[..] {
        [Some(year), Some(month)] => (name(&words.months, month).map(str::to_owned), year),
        [Some(year), Some(month), Some(day)] => {
            let month = name(&words.months_of_day, month);
            (month.map(|month| fill(words.day, &[&day.to_string(), month])), year)
        }
        _ => return iso.to_owned(),
    };
    match text {
        Some(text) if with_year => fill(words.month_and_year, &[&text, &year.to_string()]),
        Some(text) => text,
        None => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Language, digits, grouped, needs_groups, number, percent, period, share, share_in_words, shown,
    };

    #[test]
    fn german_numbers() {
        assert_eq!(number(1234567.0, 0, Language::German), "1.234.567");
        assert_eq!(number(1234.0, 0, Language::German), "1234");
        assert_eq!(grouped(1234.0, 0, Language::German), "1.234");
        assert!(needs_groups(9999.6, 0) && !needs_groups(9999.4, 0));
        assert_eq!(number(-0.04, 1, Language::German), "0,0");
        assert_eq!(number(-2.5, 1, Language::German), "\u{2212}2,5");
        assert_eq!(percent(54.0, 0, Language::German), "54\u{202f}%");
    }

    #[test]
    fn digits_are_those_of_the_exact_fraction() {
        for value in
            [0.0, 0.1, 0.15, 1.005, 7.0, 33.333_333, 99.95, 12_345.678, 1e9, 123_456_789_012.5, 1e15, 1e300]
        {
            for decimals in 0..=8 {
                let rounded = shown(value, decimals);
                assert_eq!(digits(rounded, decimals), format!("{rounded:.decimals$}"), "{value} {decimals}");
            }
        }
    }

    #[test]
    fn english_numbers() {
        assert_eq!(number(1234.5, 1, Language::English), "1,234.5");
        assert_eq!(percent(54.0, 0, Language::English), "54%");
    }

    #[test]
    fn what_is_not_zero_is_not_printed_as_zero() {
        assert_eq!(percent(0.3, 0, Language::German), "<\u{a0}1\u{202f}%");
        assert_eq!(percent(0.3, 0, Language::English), "<1%");
        assert_eq!(percent(0.04, 1, Language::German), "<\u{a0}0,1\u{202f}%");
        assert_eq!(share(0.3, 0, Language::English), "<1");
        assert_eq!(percent(0.0, 0, Language::English), "0%");
        assert_eq!(percent(0.5, 0, Language::English), "1%");
        assert_eq!(percent(1e-14, 0, Language::English), "0%");
        assert_eq!(share_in_words(0.3, 0, true, Language::German), "unter\u{a0}1\u{202f}%");
        assert_eq!(share_in_words(0.3, 0, false, Language::English), "under\u{a0}1");
    }

    #[test]
    fn periods() {
        assert_eq!(period("2020-08/2020-11", Language::German), "August bis November 2020");
        assert_eq!(period("2020-12-02", Language::German), "2.\u{a0}Dezember 2020");
        assert_eq!(period("2019-12/2020-01", Language::English), "December 2019 to January 2020");
        assert_eq!(period("Herbst 2020", Language::German), "Herbst 2020");
    }
}
