//! Whether a cell shows the number that it stores, or a word or limit in its place: `(<10)`, `unter 10`, `k. A.`

/// Words of limits, before or behind the figure.
const LIMITS: [&str; 12] = [
    "unter",
    "weniger",
    "höchstens",
    "bis",
    "über",
    "mehr",
    "mindestens",
    "under",
    "below",
    "less",
    "fewer",
    "over",
];

/// What a shown number may be multiplied with: as stored, as percent, in thousands, millions and billions.
const SCALES: [f64; 6] = [1.0, 100.0, 1e-3, 1e-6, 1e-9, 0.01];

/// Whether a text says that a figure is beyond a limit.
pub(super) fn is_limit(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_alphabetic());
    text.contains(['<', '>', '≤', '≥']) || words.any(|word| LIMITS.contains(&word))
}

/// Whether a shown text holds this number, however it is rounded, scaled and grouped.
pub(super) fn shows(text: &str, number: f64) -> bool {
    if is_limit(text) {
        return false;
    }
    let is_of_number = |sign: char| {
        sign.is_ascii_digit() || matches!(sign, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')
    };
    // A plain space divides thousands too: `12 345`.
    let text = text.replace(' ', "\u{a0}");
    let mut figures = text
        .split(|sign: char| !is_of_number(sign))
        .map(|part| part.trim_matches(|sign: char| !sign.is_ascii_digit()))
        .filter(|part| !part.is_empty());
    let (Some(figure), None) = (figures.next(), figures.next()) else {
        // `1,2E+01` is one number in two parts.
        let plain = text.replace(',', ".");
        return plain.parse::<f64>().is_ok_and(|shown| (shown - number).abs() <= 0.06 * number.abs());
    };
    readings(figure).any(|(shown, last)| {
        SCALES.iter().any(|scale| (shown - (number * scale).abs()).abs() <= 0.5 * last + 1e-9 * shown.abs())
    })
}

/// The numbers that a text can be, each with the size of its last digit: the last point or comma may be the decimal sign,
/// or divide thousands.
fn readings(figure: &str) -> impl Iterator<Item = (f64, f64)> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let whole = digits(figure).parse().ok().map(|value: f64| (value, 1.0));
    let decimal = figure.rfind(['.', ',']).and_then(|at| {
        let (before, behind) = (digits(&figure[..at]), digits(&figure[at + 1..]));
        let last = 10f64.powi(-i32::try_from(behind.len()).ok()?);
        Some((format!("{before}.{behind}").parse().ok()?, last))
    });
    whole.into_iter().chain(decimal)
}

#[cfg(test)]
mod tests {
    use super::shows;

    #[test]
    fn a_number_is_seen_in_what_its_cell_shows() {
        for (text, number) in [
            ("54", 54.0),
            ("54 %", 0.54),
            ("53,7 %", 0.5368),
            ("1.234,5", 1234.46),
            ("1 234", 1234.0),
            ("1’234", 1234.0),
            ("12", 12_345.0),
            ("12,3 Mio.", 12_345_678.0),
            ("n = 623", 623.0),
            ("(5)", -5.0),
            ("5,00 €", 5.0),
            ("1,20E+01", 12.0),
            ("0", 0.0),
        ] {
            assert!(shows(text, number), "{text}");
        }
    }

    #[test]
    fn a_limit_a_range_or_another_number_is_not_the_number() {
        for text in
            ["(<10)", "unter 10", "unter 3", "weniger als 5 Fälle", "3-5", "10", "k. A.", "≥ 3", "", "•"]
        {
            assert!(!shows(text, 3.0), "{text}");
        }
    }
}
