//! The number formats of office programs for the figures of a chart, so that a cell or label shows what we print.

use super::print::suffix;
use super::{ChartData, Row};
use crate::language::{Language, number};
use crate::spec::chart::numbers::{Magnitude, NumberStyle};
use crate::survey::series::Unit;

/// The format of a row's figures, with their unit.
pub fn of(shown: &ChartData, row: Option<&Row>, language: Language) -> String {
    let unit = row.and_then(|row| row.own).unwrap_or((shown.unit, shown.decimals));
    code(row.and_then(|row| row.style.as_deref()).or(shown.style.as_deref()), unit, language)
}

/// The format of a figure of a row and a column.
pub fn of_cell(shown: &ChartData, row: &Row, column: usize, language: Language) -> String {
    let unit = shown.unit_of(Some(row), column);
    code(shown.style_of(Some(row), column), unit, language)
}

/// The format without the unit, for marks of a chart that says the unit once.
pub fn bare(shown: &ChartData, language: Language) -> String {
    code(shown.style.as_deref(), (Unit::Number, shown.decimals), language)
}

/// The bare format for figures whose sign only says to which side of a scale they belong.
pub fn unsigned(shown: &ChartData, language: Language) -> String {
    let code = bare(shown, language);
    format!("{code};{code}")
}

fn code(style: Option<&NumberStyle>, (unit, decimals): (Unit, usize), language: Language) -> String {
    let digits = |decimals: usize| match decimals {
        0 => "#,##0".to_owned(),
        _ => format!("#,##0.{}", "0".repeat(decimals)),
    };
    let Some(style) = style else {
        let suffix = if unit.has_percent_sign() { number::percent_sign(language) } else { String::new() };
        return digits(decimals) + &quoted(&suffix);
    };
    let words = language.words();
    // Each comma after the digits divides by a thousand.
    let (scale, magnitude) = match style.magnitude {
        Magnitude::Ones => ("", ""),
        Magnitude::Thousands => (",", words.thousands),
        Magnitude::Millions => (",,", words.millions),
        Magnitude::Billions => (",,,", words.billions),
    };
    let gap = if magnitude.is_empty() { "" } else { "\u{a0}" };
    let suffix = format!("{gap}{magnitude}{}", suffix(style, unit, language));
    let digits = digits(style.decimals.unwrap_or(decimals));
    let plain = format!("{}{digits}{scale}{}", quoted(&style.prefix), quoted(&suffix));
    if style.plus { format!("+{plain};\u{2212}{plain};{plain}") } else { plain }
}

/// Text that a format shows as it is.
fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "\"\\\"\"")) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{ChartData, Language, Unit, of};
    use crate::spec::chart::numbers::{Magnitude, NumberStyle};

    #[test]
    fn a_share_keeps_its_decimals_and_its_sign() {
        let shown = ChartData { decimals: 1, ..ChartData::bare(Unit::Percent) };
        assert_eq!(of(&shown, None, Language::English), "#,##0.0\"%\"");
    }

    #[test]
    fn a_magnitude_divides_by_commas() {
        let style = NumberStyle {
            magnitude: Magnitude::Millions,
            decimals: Some(1),
            suffix: " €".into(),
            plus: true,
            ..NumberStyle::default()
        };
        let shown = ChartData { style: Some(Arc::new(style)), ..ChartData::bare(Unit::Number) };
        let plain = "#,##0.0,,\"\u{a0}Mio.\u{a0}€\"";
        assert_eq!(of(&shown, None, Language::German), format!("+{plain};\u{2212}{plain};{plain}"));
    }
}
