//! What to do about a text where a figure is due: what fits this text, and never to call a figure missing.

use crate::import::source_spec::decimal::Decimal;

/// Units that are written behind or before a figure.
const UNITS: [&str; 22] = [
    "€",
    "$",
    "£",
    "EUR",
    "Euro",
    "CHF",
    "USD",
    "Mio.",
    "Mio",
    "Tsd.",
    "Tsd",
    "Mrd.",
    "km",
    "kg",
    "pp",
    "PP",
    "Pp.",
    "Prozent",
    "Prozentpunkte",
    "%-Punkte",
    "percent",
    "Std.",
];
/// Words before a figure that is not exact.
const ABOUT: [&str; 9] = ["ca.", "ca", "rd.", "rund", "etwa", "circa", "approx.", "about", "around"];
/// Words before a limit.
const LIMITS: [&str; 10] = [
    "unter",
    "über",
    "mehr als",
    "weniger als",
    "mindestens",
    "under",
    "over",
    "less than",
    "more than",
    "at least",
];

/// The hint for a text that is no number as its author declared numbers; `typed` where the file tells numbers from texts.
pub(crate) fn on_number(text: &str, decimal: Decimal, typed: bool) -> String {
    if typed && !decimal.declared && decimal.parse(text).is_some() {
        return format!(
            "it is stored as text: declare `decimal: '{}'` to read such texts, or store it as a number",
            char::from(decimal.sign)
        );
    }
    if let Some(declaration) = decimal.declaration(text) {
        let stored = if typed { "it is stored as text: " } else { "" };
        return format!("{stored}{declaration}");
    }
    let number = |part: &str| decimal.parse(part).is_some() || decimal.declaration(part).is_some();
    if let Some(hint) = in_other_signs(text, &number) {
        return hint;
    }
    if !text.contains(|sign: char| sign.is_ascii_digit()) {
        return on_sign(text);
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && number(inner)
    {
        return "a figure in brackets has a meaning: declare it with `flags: {'()': uncertain}`".to_owned();
    }
    if let Some(hint) = date_or_range(text, &number).or_else(|| inexact(text, &number)) {
        return hint;
    }
    on_mark(text, decimal, &number).unwrap_or_else(|| {
        "write the number in digits, or name the columns that hold figures with `columns: […]`".to_owned()
    })
}

/// The hint for a number with digits of another script, a dash for a minus sign, a fraction, an exponent or a letter.
fn in_other_signs(text: &str, number: &dyn Fn(&str) -> bool) -> Option<String> {
    let plain: String = text.chars().map(plain_sign).collect();
    let plain = plain.trim();
    if plain != text && number(plain) {
        let what = match text.chars().find(|sign| plain_sign(*sign) != *sign) {
            Some(sign) if plain_sign(sign) == '-' => "a dash is no minus sign",
            _ => "these are not the digits and signs 0 to 9, `.` and `,`",
        };
        return Some(format!("{what}: write `{plain}`"));
    }
    // Programs of bookkeeping write the sign behind the number.
    if let Some(bare) = plain.strip_suffix('-').filter(|bare| number(bare)) {
        let bare = bare.trim_end_matches([',', '.']);
        return Some(match bare.len() + 1 == plain.len() {
            true => format!("the minus sign is behind the number: write `-{bare}`"),
            false => format!("write `{bare}`"),
        });
    }
    let (at, sign) = text.char_indices().find(|(_, sign)| fraction(*sign).is_some())?;
    let part = fraction(sign)?;
    let whole = text[..at].trim();
    let value = if whole.is_empty() { 0.0 } else { whole.parse::<f64>().ok()? };
    text[at + sign.len_utf8()..]
        .trim()
        .is_empty()
        .then(|| format!("write the fraction as a decimal: `{}`", value + (part * 1000.0).round() / 1000.0))
}

/// A sign as ASCII has it: digits of other scripts, wide signs, dashes for minus signs.
fn plain_sign(sign: char) -> char {
    // The zeros of scripts that are met in tables: Arabic, Persian, Devanagari, Bengali, Thai, full width.
    const ZEROS: [u32; 6] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];
    let code = u32::from(sign);
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
        return char::from_digit(code - zero, 10).unwrap_or(sign);
    }
    match sign {
        '٫' | '．' => '.',
        '٬' | '，' => ',',
        '٪' | '％' => '%',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff0b}' => '+',
        _ => sign,
    }
}

fn fraction(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅛' => 0.125,
        _ => return None,
    })
}

/// The hint for a date, or for two numbers that are a range or a fraction.
fn date_or_range(text: &str, number: &dyn Fn(&str) -> bool) -> Option<String> {
    if let Some((base, exponent)) = text.split_once(['e', 'E'])
        && number(base)
        && let Some(value) = exponent.parse::<i32>().ok().filter(|exponent| exponent.abs() < 16)
        && let Ok(base) = base.trim().replace(',', ".").parse::<f64>()
    {
        return Some(format!("write the number without an exponent: `{}`", base * 10f64.powi(value)));
    }
    let is_part =
        |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.trim_end_matches('.').split(['.', '/', '-']).collect();
    let ends_in_point = text.ends_with('.');
    if parts.iter().all(|part| is_part(part)) && (parts.len() == 3 || parts.len() == 2 && ends_in_point) {
        return Some("this is a date: spreadsheet programs make one of numbers such as `12.3`. Type the number anew into a cell that is formatted as a number".to_owned());
    }
    let dash = |sign: char| matches!(sign, '-' | '\u{2013}' | '\u{2014}');
    let range =
        text.split_once(dash).or_else(|| text.split_once(" bis ")).or_else(|| text.split_once(" to "));
    if let Some((first, last)) = range.filter(|(first, last)| number(first.trim()) && number(last.trim())) {
        return Some(format!(
            "this is a range and no figure: write one figure, such as the middle of {} and {}, and say so in `notes`",
            first.trim(),
            last.trim()
        ));
    }
    let of = [" von ", " of ", "/"].iter().find_map(|word| text.split_once(word))?;
    let (part, whole) = (of.0.trim().parse::<f64>().ok()?, of.1.trim().parse::<f64>().ok()?);
    (whole > 0.0).then(|| {
        format!(
            "this is a part of a whole: write the share, `{}` for percent",
            (part / whole * 1000.0).round() / 10.0
        )
    })
}

/// The hint for a figure that is only about right, or beyond a limit.
fn inexact(text: &str, number: &dyn Fn(&str) -> bool) -> Option<String> {
    let lower = text.to_lowercase();
    let behind = |words: &[&str]| {
        words.iter().find_map(|word| {
            let rest = lower.strip_prefix(word)?.trim();
            number(rest).then(|| rest.to_owned())
        })
    };
    if let Some(figure) = behind(&["~", "≈", "±"]).or_else(|| behind(&ABOUT)) {
        return Some(format!("this figure is not exact: write `{figure}`, and say so in `notes`"));
    }
    let is_open = text.strip_suffix('+').is_some_and(|rest| number(rest.trim()));
    (is_open || behind(&["<", ">", "≤", "≥"]).is_some() || behind(&LIMITS).is_some()).then(|| {
        format!(
            "this is a limit and no exact figure: write the figure, or declare `empty: ['{text}']` to show it as not published"
        )
    })
}

/// The hint for what is before or behind a number: a unit, a flag of a statistical office, a footnote, a letter for a digit.
fn on_mark(text: &str, decimal: Decimal, number: &dyn Fn(&str) -> bool) -> Option<String> {
    let digit = |sign: char| sign.is_ascii_digit();
    let meant: String = text
        .chars()
        .map(|sign| match sign {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            sign => sign,
        })
        .collect();
    if number(&meant) && !text.contains(' ') {
        return Some(format!("a letter is in the place of a digit: write `{meant}`"));
    }
    let first = text.find(digit)?;
    let before = text[..first].trim();
    if UNITS.contains(&before) && number(text[first..].trim()) {
        return Some(format!(
            "`{before}` is a unit: name it in `label`, and let the cell hold the number alone"
        ));
    }
    let end = text.rfind(digit).map_or(0, |at| at + 1);
    let (figure, mark) = (text[..end].trim(), text[end..].trim());
    if !number(figure) || mark.is_empty() {
        return None;
    }
    let declaration = match decimal.parse(figure) {
        Some(_) => String::new(),
        None => decimal.declaration(figure).map_or(String::new(), |said| format!("{said}, and ")),
    };
    Some(match UNITS.contains(&mark) {
        true => {
            format!(
                "{declaration}`{mark}` is a unit: name it in `label`, and let the cell hold the number alone"
            )
        }
        false => {
            format!("{declaration}declare the mark behind the figure: `flags: ['{mark}']` keeps it as a note")
        }
    })
}

/// The hint for a sign or word in the place of a figure. Offices do not agree: a dash is 0 in German tables (DIN 55301),
/// and not applicable or not available in others.
fn on_sign(text: &str) -> String {
    let missing = format!("declare `empty: ['{text}']` for a missing figure");
    match text {
        "-" | "–" | "—" | "−" | "--" => format!(
            "in tables of German offices a dash is exactly 0: declare `zero: ['{text}']`; where it says that the figure is not there, {missing}"
        ),
        "." | ".." | "..." | "…" | "/" | ":" | "x" | "X" | "*" => format!(
            "statistical offices write `{text}` where a figure is unknown, secret, unsafe or still to come, never for 0: {missing}"
        ),
        _ => format!("leave the cell empty, or {missing}"),
    }
}

#[cfg(test)]
mod tests {
    use super::on_number;
    use crate::import::source_spec::decimal::Decimal;

    #[test]
    fn the_advice_fits_the_text_and_never_calls_a_figure_missing() {
        for (text, advice) in [
            ("54,3", "`decimal: ','`"),
            ("12 345", "`thousands: space`"),
            ("54.3 b", "`flags: ['b']`"),
            ("45,7*", "declare `decimal: ','`, and declare the mark behind the figure: `flags: ['*']`"),
            ("(54,3)", "`flags: {'()'"),
            ("12 €", "is a unit"),
            ("€ 12", "is a unit"),
            ("1.234,5 €", "declare `decimal: ','` and `thousands: '.'`, and `€` is a unit"),
            ("n/a", "`empty: ['n/a']`"),
            ("k. A.", "`empty: ['k. A.']`"),
            ("–", "a dash is exactly 0: declare `zero: ['–']`"),
            ("/", "never for 0: declare `empty: ['/']`"),
            ("<0,5", "this is a limit"),
            ("unter 5", "this is a limit"),
            ("40+", "this is a limit"),
            ("~ 40", "not exact: write `40`"),
            ("ca. 40", "not exact: write `40`"),
            ("40-45", "a range and no figure"),
            ("40 bis 45", "a range and no figure"),
            ("12.03.", "this is a date"),
            ("12.03.2024", "this is a date"),
            ("1e3", "`1000`"),
            ("1,5E+02", "`150`"),
            ("½", "as a decimal: `0.5`"),
            ("2½", "as a decimal: `2.5`"),
            ("５４．３", "write `54.3`"),
            ("٥٤٫٣", "write `54.3`"),
            ("–5", "a dash is no minus sign: write `-5`"),
            ("5-", "behind the number: write `-5`"),
            ("5,-", "write `5`"),
            ("4O", "a letter is in the place of a digit: write `40`"),
            ("3 von 4", "write the share, `75`"),
            ("2 apples and 3 pears", "write the number in digits"),
        ] {
            let said = on_number(text, Decimal::UNDECLARED, false);
            assert!(said.contains(advice), "{text}: {said}");
            let missing = said.contains("for a missing figure");
            assert_eq!(missing, ["n/a", "k. A.", "–", "/"].contains(&text), "{text}: {said}");
        }
        assert!(
            on_number("54", Decimal::UNDECLARED, true).contains("stored as text: declare `decimal: '.'`")
        );
    }
}
