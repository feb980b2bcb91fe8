//! Figures as they are printed and as they are read aloud: with their unit, and with the marks that the author asks for.

use crate::language::{Language, number, voice};
use crate::spec::chart::numbers::{Magnitude, NumberStyle};
use crate::survey::series::Unit;

/// The word for a magnitude after these digits.
type Name = fn(Magnitude, &str, Language) -> &'static str;

/// How the digits of a number are written: this many decimals, in the language.
pub(crate) type Digits = fn(f64, usize, Language) -> String;

/// A figure as it is printed; a missing one as "n/a" in the language.
pub(crate) fn print(
    value: Option<f64>,
    unit: (Unit, usize),
    style: Option<&NumberStyle>,
    (digits, language): (Digits, Language),
) -> String {
    match value {
        None => language.words().no_answer.to_owned(),
        Some(value) => {
            written(value, unit, style.map(|style| (style, abbreviated as Name)), (digits, language))
        }
    }
}

/// A figure as it is read aloud.
pub(crate) fn spoken(
    value: Option<f64>,
    unit: (Unit, usize),
    style: Option<&NumberStyle>,
    language: Language,
) -> String {
    match value {
        None => language.voice().no_answer.to_owned(),
        Some(value) => {
            let text =
                written(value, unit, style.map(|style| (style, in_full as Name)), (number::number, language));
            voice::figure(&text, language)
        }
    }
}

fn written(
    value: f64,
    (unit, decimals): (Unit, usize),
    style: Option<(&NumberStyle, Name)>,
    (digits, language): (Digits, Language),
) -> String {
    match (style, unit) {
        (Some(styled_by), _) => styled(value, styled_by, (unit, decimals), (digits, language)),
        (None, Unit::Percent) => number::percent(value, decimals, language),
        (None, Unit::Change) => number::change(value, decimals, language),
        (None, Unit::Count | Unit::Number) => digits(value, decimals, language),
    }
}

fn abbreviated(magnitude: Magnitude, _: &str, language: Language) -> &'static str {
    let words = language.words();
    match magnitude {
        Magnitude::Ones => "",
        Magnitude::Thousands => words.thousands,
        Magnitude::Millions => words.millions,
        Magnitude::Billions => words.billions,
    }
}

fn in_full(magnitude: Magnitude, digits: &str, language: Language) -> &'static str {
    let [thousand, million, billion] = language.voice().magnitudes;
    let (one, several) = match magnitude {
        Magnitude::Ones => ("", ""),
        Magnitude::Thousands => thousand,
        Magnitude::Millions => million,
        Magnitude::Billions => billion,
    };
    if digits == "1" { one } else { several }
}

/// A figure with the marks and in the magnitude that the author asks for.
fn styled(
    value: f64,
    (style, name): (&NumberStyle, Name),
    (unit, decimals): (Unit, usize),
    (write, language): (Digits, Language),
) -> String {
    let decimals = style.decimals.unwrap_or(decimals);
    let digits = match (unit, style.magnitude) {
        (Unit::Percent, Magnitude::Ones) => number::share(value, decimals, language),
        (_, magnitude) => write(value / magnitude.divisor(), decimals, language),
    };
    let magnitude = name(style.magnitude, &digits, language);
    // The sign comes before all: −€5, +€5.
    let minus = number::minus(language);
    let (sign, digits) = match digits.strip_prefix(minus) {
        Some(rest) => (minus, rest),
        None if style.plus && value > 0.0 && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) => {
            ("+", &*digits)
        }
        None => ("", &*digits),
    };
    let gap = if magnitude.is_empty() { "" } else { "\u{a0}" };
    let suffix = suffix(style, unit, language);
    format!("{sign}{}{digits}{gap}{magnitude}{suffix}", style.prefix)
}

/// What is printed after a figure. A share keeps its percent sign, unless the author names another unit.
pub(crate) fn suffix(style: &NumberStyle, unit: Unit, language: Language) -> String {
    let says_unit =
        !style.prefix.is_empty() || !style.suffix.is_empty() || style.magnitude != Magnitude::Ones;
    match unit.has_percent_sign() && !says_unit {
        true => number::percent_sign(language),
        false => style.suffix.replace(' ', "\u{a0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Magnitude, NumberStyle, Unit};
    use crate::chart::data::ChartData;
    use std::sync::Arc;

    fn printed(value: f64, style: NumberStyle, language: Language) -> String {
        let data = ChartData { style: Some(Arc::new(style)), ..ChartData::bare(Unit::Number) };
        data.print(Some(value), language)
    }

    #[test]
    fn a_share_with_more_decimals_keeps_its_percent_sign() {
        let printed = |unit, value| {
            let style = NumberStyle { decimals: Some(1), plus: true, ..NumberStyle::default() };
            let data = ChartData { style: Some(Arc::new(style)), ..ChartData::bare(unit) };
            data.print(Some(value), Language::German)
        };
        assert_eq!(printed(Unit::Percent, 3.0), "+3,0\u{202f}%");
        assert_eq!(printed(Unit::Change, -3.25), "\u{2212}3,3\u{202f}%");
        assert_eq!(printed(Unit::Number, 3.0), "+3,0");
    }

    #[test]
    fn a_change_below_zero_has_a_true_minus() {
        let data = ChartData { decimals: 1, ..ChartData::bare(Unit::Change) };
        assert_eq!(data.print(Some(-0.4), Language::English), "\u{2212}0.4%");
    }

    #[test]
    fn figures_have_the_marks_that_are_asked_for() {
        let billions = NumberStyle {
            magnitude: Magnitude::Billions,
            decimals: Some(1),
            suffix: " €".into(),
            ..NumberStyle::default()
        };
        assert_eq!(printed(159.4e9, billions, Language::German), "159,4\u{a0}Mrd.\u{a0}€");
        let euro = NumberStyle { prefix: "€".into(), plus: true, ..NumberStyle::default() };
        assert_eq!(printed(-5.0, euro.clone(), Language::English), "\u{2212}€5");
        assert_eq!(printed(5.0, euro.clone(), Language::English), "+€5");
        assert_eq!(printed(0.0, euro, Language::English), "€0");
    }

    #[test]
    fn a_voice_says_words_for_signs_and_abbreviations() {
        let spoken = |value, style: &NumberStyle, language| {
            super::spoken(Some(value), (Unit::Number, 0), Some(style), language)
        };
        let billions = NumberStyle { magnitude: Magnitude::Billions, ..NumberStyle::default() };
        assert_eq!(spoken(1e9, &billions, Language::German), "1\u{a0}Milliarde");
        assert_eq!(spoken(-2e9, &billions, Language::German), "minus 2\u{a0}Milliarden");
        assert_eq!(spoken(2e9, &billions, Language::English), "2\u{a0}billion");
    }
}
