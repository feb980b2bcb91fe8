//! What to do about a text where a figure is due: what fits this text, and never to call a figure missing.

use crate::import::source_spec::decimal::Decimal;

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
    if !text.contains(|sign: char| sign.is_ascii_digit()) {
        return on_sign(text);
    }
    let number = |part: &str| decimal.parse(part).is_some() || decimal.declaration(part).is_some();
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && number(inner)
    {
        return "a figure in brackets has a meaning: declare it with `flags: {'()': uncertain}`".to_owned();
    }
    if text.starts_with(['<', '>', '≤', '≥', '~', '≈']) {
        return format!(
            "this is a limit and no exact figure: write the figure, or declare `empty: ['{text}']` to show it as not published"
        );
    }
    // The mark behind the last digit: a flag of a statistical office, a footnote, a unit.
    let digits = text.rfind(|sign: char| sign.is_ascii_digit()).map_or(0, |at| at + 1);
    let (figure, mark) = (text[..digits].trim(), text[digits..].trim());
    if number(figure) && !mark.is_empty() {
        let decimal = decimal.parse(figure).map_or_else(
            || decimal.declaration(figure).map_or(String::new(), |said| format!("{said}, and ")),
            |_| String::new(),
        );
        let unit = matches!(
            mark,
            "€" | "$" | "£" | "EUR" | "Mio." | "Tsd." | "Mrd." | "km" | "kg" | "pp" | "Prozent"
        );
        return match unit {
            true => format!(
                "{decimal}`{mark}` is a unit: name it in `label`, and let the cell hold the number alone"
            ),
            false => {
                format!("{decimal}declare the mark behind the figure: `flags: ['{mark}']` keeps it as a note")
            }
        };
    }
    "write the number in digits, or name the columns that hold figures with `columns: […]`".to_owned()
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
            ("n/a", "`empty: ['n/a']`"),
            ("–", "a dash is exactly 0: declare `zero: ['–']`"),
            ("/", "never for 0: declare `empty: ['/']`"),
            ("<0,5", "this is a limit"),
            ("2 of 3", "write the number in digits"),
        ] {
            let said = on_number(text, Decimal::UNDECLARED, false);
            assert!(said.contains(advice), "{text}: {said}");
            let missing = said.contains("for a missing figure");
            assert_eq!(missing, ["n/a", "–", "/"].contains(&text), "{text}: {said}");
        }
        assert!(
            on_number("54", Decimal::UNDECLARED, true).contains("stored as text: declare `decimal: '.'`")
        );
    }
}
