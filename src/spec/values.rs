//! Reads single values as text, number, list or colour, and reports values of another type with a hint on what to
//! write.

use super::Spanned;
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::theme::palette::MOST_COLORS;
use crate::units::Color;

/// Reports every key that occurs more than once in a mapping.
pub fn report_repeated(pairs: &[(Key, Node)], sink: &Diagnostics) {
    let mut seen: std::collections::BTreeMap<&str, &Key> = std::collections::BTreeMap::new();
    for (key, _) in pairs {
        if let Some(first) = seen.insert(&key.name, key) {
            sink.push(
                Diagnostic::error(
                    Code::RepeatedKey,
                    key.span.clone(),
                    format!("the key `{}` occurs twice", key.name),
                )
                .hint("remove or rename one of them")
                .related(first.span.clone(), "the first one"),
            );
        }
    }
}

/// The longest text allowed, in bytes: about fifty pages. A longer one is there by mistake and would take minutes
/// to lay out.
const LONGEST_TEXT: usize = 200_000;

/// The node as text; a number or `true` counts as the characters it was written with.
pub fn text(node: &Node, name: &str, sink: &Diagnostics) -> Option<Spanned<String>> {
    let value = match &node.value {
        Value::Text(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => node.written().to_owned(),
        _ => {
            let hint = match node.value {
                Value::Null => "write a text after the colon, or remove the key",
                _ => "write a single text; put it in quotes if it contains `: ` or begins with a bracket",
            };
            sink.push(wrong_type(node, name, "a text").hint(hint));
            return None;
        }
    };
    if value.len() > LONGEST_TEXT {
        let start = Span { end: node.span.start, ..node.span.clone() };
        let message = format!("`{name}` has {} bytes, more than the limit of {LONGEST_TEXT}", value.len());
        sink.push(
            Diagnostic::error(Code::TooLarge, start, message)
                .hint("split the text, or keep it outside of the specs"),
        );
        return None;
    }
    Some(Spanned { value, span: node.span.clone() })
}

/// The largest whole number that an `f64` holds exactly (2^53 - 1): beyond it digits would be lost silently.
pub const LARGEST: f64 = 9_007_199_254_740_991.0;

/// The largest count; it fits into a `u32`.
const MAX_COUNT: f64 = 4e9;

/// A value as a whole number of at least 1.
pub fn count(node: &Node, name: &str, sink: &Diagnostics) -> Option<Spanned<u32>> {
    let found = number(node, name, sink)?;
    if found.value.fract() == 0.0 && (1.0..=MAX_COUNT).contains(&found.value) {
        return Some(Spanned { value: found.value as u32, span: found.span });
    }
    let (what, hint) = match found.value {
        value if value > MAX_COUNT => ("at most 4,000,000,000", "check the digits"),
        value if value < 1.0 => ("at least 1", "write 1 or more, or remove the key"),
        _ => ("a whole number", "write it without decimals, and without a sign between thousands"),
    };
    let message = format!("`{name}` must be {what}");
    sink.push(Diagnostic::error(Code::WrongNumber, found.span, message).hint(hint));
    None
}

/// The node as a finite number.
pub fn number(node: &Node, name: &str, sink: &Diagnostics) -> Option<Spanned<f64>> {
    match &node.value {
        Value::Number(value) if value.is_nan() => {
            let message = format!("`{name}` must be a number, but `{}` is not one", node.written());
            sink.push(
                Diagnostic::error(Code::WrongType, node.span.clone(), message)
                    .hint("leave the value empty if the figure was not published"),
            );
            None
        }
        Value::Number(value) if value.abs() > LARGEST => {
            let message = format!("`{name}` is too large to be stored exactly");
            sink.push(
                Diagnostic::error(Code::WrongNumber, node.span.clone(), message)
                    .hint("state it in thousands or millions, and say so in `label`"),
            );
            None
        }
        // YAML reads `0x10` as sixteen, which no table means.
        Value::Number(_) if node.written().contains(['x', 'o']) => {
            let message = format!("`{name}` must be a decimal number, but here is `{}`", node.written());
            sink.push(
                Diagnostic::error(Code::WrongType, node.span.clone(), message)
                    .hint("write the number in decimal digits"),
            );
            None
        }
        Value::Number(value) => Some(Spanned { value: *value, span: node.span.clone() }),
        _ => {
            sink.push(wrong_type(node, name, "a number").hint(number_hint(node)));
            None
        }
    }
}

/// A hint on how to turn a value into a number.
fn number_hint(node: &Node) -> String {
    let Value::Text(text) = &node.value else {
        return match &node.value {
            Value::List(_) | Value::Map(_) => {
                "write one number, or name the columns if there are several: `{2019: 54, 2020: 58}`"
            }
            _ => "write digits, with a decimal point",
        }
        .into();
    };
    let bare = text.trim_end_matches([' ', '%', '\u{a0}', '\u{202f}']);
    if let Some(whole) = without_thousands(bare) {
        return match bare.split_once(',') {
            // A comma may be meant in either way.
            Some((_, rest)) if rest.len() == 3 => {
                format!(
                    "write `{whole}` if the comma is between thousands, or `{}` if it begins the decimals",
                    bare.replace(',', ".")
                )
            }
            _ => format!("write `{whole}`: no sign between thousands"),
        };
    }
    let parts = bare.rsplit_once([',', '.']);
    if let Some((Some(whole), decimals)) = parts.map(|(whole, decimals)| (without_thousands(whole), decimals))
    {
        return format!("write `{whole}.{decimals}`: no sign between thousands, and a decimal point");
    }
    let plain = bare.replace(',', ".").replace(['_', ' '], "");
    let plain = match plain.trim_start_matches('0') {
        digits if digits.starts_with(|c: char| c.is_ascii_digit()) => digits,
        _ => plain.as_str(),
    };
    let is_number = plain.parse::<f64>().is_ok_and(f64::is_finite);
    match () {
        () if !is_number => "write digits, or leave the value empty if the figure was not published".into(),
        () if bare != text => format!("write `{plain}`: the unit is set by `unit`"),
        () if node.written().starts_with(['"', '\'']) => format!("write `{plain}` without quotes"),
        () => format!("write `{plain}`: only digits and a decimal point"),
    }
}

/// The digits of a figure that has a sign between its thousands, such as `1.234.567` or `12,345`.
pub(crate) fn without_thousands(text: &str) -> Option<String> {
    const SIGNS: [char; 7] = ['.', ',', ' ', '\'', '\u{2019}', '\u{a0}', '\u{202f}'];
    let sign = text.chars().find(|sign| SIGNS.contains(sign))?;
    let mut groups = text.split(sign);
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next()?.trim_start_matches('-');
    let is_grouped = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    (is_grouped && groups.all(|group| group.len() == 3 && is_digits(group))).then(|| text.replace(sign, ""))
}

/// The node as a list of texts; a single text is a list of one.
pub fn texts(node: &Node, name: &str, sink: &Diagnostics) -> Vec<Spanned<String>> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| text(item, name, sink)).collect(),
        Value::Map(_) => {
            sink.push(
                wrong_type(node, name, "a list of texts").hint(format!("write `{name}: [one, another]`")),
            );
            Vec::new()
        }
        _ => text(node, name, sink).into_iter().collect(),
    }
}

/// The node as the pairs of a mapping; repeated keys are reported.
pub fn map<'a>(node: &'a Node, name: &str, sink: &Diagnostics) -> Option<&'a [(Key, Node)]> {
    match &node.value {
        Value::Map(pairs) => {
            report_repeated(pairs, sink);
            Some(pairs)
        }
        _ => {
            let hint = format!("write `{name}: {{name: value, …}}`, or one name per line below it");
            sink.push(wrong_type(node, name, "a mapping").hint(hint));
            None
        }
    }
}

/// The error for a palette of so many colours; `None` where it may have so many.
pub fn too_many_colors(count: usize, span: &Span) -> Option<Diagnostic> {
    let message = format!("a palette of {count} colours is too long: at most {MOST_COLORS} are possible");
    (count > MOST_COLORS).then(|| {
        Diagnostic::error(Code::TooLarge, span.clone(), message)
            .hint("keep the colours that charts are to use: readers tell some ten of them apart")
    })
}

/// A colour written as `#rrggbb`.
pub fn color(node: &Node, name: &str, sink: &Diagnostics) -> Option<Color> {
    let found = text(node, name, sink)?;
    let color = Color::from_hex(&found.value);
    if color.is_none() {
        let message = format!("`{}` is not a colour", found.value);
        sink.push(
            Diagnostic::error(Code::UnknownColor, found.span, message)
                .hint("write six hexadecimal digits in quotes, such as '#0b6e99'"),
        );
    }
    color
}

/// The diagnostic for a value of the wrong type.
pub fn wrong_type(node: &Node, name: &str, wanted: &str) -> Diagnostic {
    let message = format!("`{name}` must be {wanted}, but here is {}", node.value.kind());
    Diagnostic::error(Code::WrongType, node.span.clone(), message)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{number, without_thousands};
    use crate::diagnostic::{Diagnostics, Source};
    use crate::spec::yaml;

    /// The hint on a figure that cannot be read.
    fn hint(figure: &str) -> String {
        let sink = Diagnostics::new();
        let node = yaml::parse(&Arc::new(Source::new("a.yaml", figure))).unwrap();
        assert!(number(&node, "yes", &sink).is_none(), "{figure} is a number");
        sink.into_vec().remove(0).hint.unwrap().into_string()
    }

    #[test]
    fn the_hint_on_a_figure_has_the_figure_as_it_is_written_in_yaml() {
        for (figure, asked) in [
            ("48,5", "`48.5`"),
            ("1.234.567", "`1234567`"),
            ("12 345", "`12345`"),
            ("12'345", "`12345`"),
            ("1.234,5", "`1234.5`"),
            ("1 234,5 %", "`1234.5`"),
            ("40 %", "`40`"),
        ] {
            assert!(hint(figure).contains(asked), "{figure}: {}", hint(figure));
        }
    }

    #[test]
    fn a_comma_before_three_digits_may_be_either() {
        let said = hint("12,345");
        assert!(said.contains("`12345`") && said.contains("`12.345`"), "{said}");
    }

    #[test]
    fn only_groups_of_three_digits_are_thousands() {
        assert_eq!(without_thousands("-1,234,567").as_deref(), Some("-1234567"));
        for text in ["1.23", "1234.567", "0.123", "1,234.567", "12.03.2024", ".123", "a.123"] {
            assert_eq!(without_thousands(text), None, "{text}");
        }
    }
}
