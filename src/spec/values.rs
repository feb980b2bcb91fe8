//! Single values of a specs file as texts, numbers, lists and colours; what they are not is reported with what to write.

use super::Spanned;
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::units::Color;

/// Reports every key that stands twice in a mapping.
pub fn report_repeated(pairs: &[(Key, Node)], sink: &Diagnostics) {
    let mut seen: std::collections::BTreeMap<&str, &Key> = std::collections::BTreeMap::new();
    for (key, _) in pairs {
        if let Some(first) = seen.insert(&key.name, key) {
            sink.push(
                Diagnostic::error(
                    Code::RepeatedKey,
                    key.span.clone(),
                    format!("`{}` stands here twice", key.name),
                )
                .hint("remove one of the two, or rename it")
                .related(first.span.clone(), "the first one"),
            );
        }
    }
}

/// The longest text in bytes, some fifty pages: what is longer came into the file by mistake, and would be set for minutes.
const LONGEST_TEXT: usize = 200_000;

/// The node as a text; a number counts as the characters it was written with.
pub fn text(node: &Node, name: &str, sink: &Diagnostics) -> Option<Spanned<String>> {
    let value = match &node.value {
        Value::Text(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => {
            node.span.source.text.get(node.span.start..node.span.end).unwrap_or_default().to_owned()
        }
        _ => {
            let hint = match node.value {
                Value::Null => "write a few words behind the colon, or take the key out",
                _ => "write one text; one that holds `: ` or begins with a bracket needs quotes",
            };
            sink.push(wrong_type(node, name, "a text").hint(hint));
            return None;
        }
    };
    if value.len() > LONGEST_TEXT {
        let place = Span { end: node.span.start, ..node.span.clone() };
        let message = format!("`{name}` is a text of {} bytes, more than {LONGEST_TEXT}", value.len());
        sink.push(
            Diagnostic::error(Code::TooLarge, place, message)
                .hint("divide it, or keep such texts in a file of their own"),
        );
        return None;
    }
    Some(Spanned { value, span: node.span.clone() })
}

/// The largest number that no other whole number is taken for: beyond it digits would be lost silently.
pub const LARGEST: f64 = 9_007_199_254_740_991.0;

/// The most that can be counted.
const MOST: f64 = 4e9;

/// A value as a whole number of at least 1.
pub fn count(node: &Node, name: &str, sink: &Diagnostics) -> Option<Spanned<u32>> {
    let found = number(node, name, sink)?;
    if found.value.fract() == 0.0 && (1.0..=MOST).contains(&found.value) {
        return Some(Spanned { value: found.value as u32, span: found.span });
    }
    let (what, hint) = match found.value {
        value if value > MOST => ("at most 4,000,000,000", "check the digits"),
        value if value < 1.0 => ("at least 1", "write 1 or more, or leave the key out"),
        _ => ("a whole number", "write it without a fraction"),
    };
    let message = format!("`{name}` must be {what}");
    sink.push(Diagnostic::error(Code::WrongNumber, found.span, message).hint(hint));
    None
}

/// The node as a finite number.
pub fn number(node: &Node, name: &str, sink: &Diagnostics) -> Option<Spanned<f64>> {
    match &node.value {
        Value::Number(value) if value.is_nan() => {
            let message = format!("`{name}` must be a number, and `{}` is none", written(node));
            sink.push(
                Diagnostic::error(Code::WrongType, node.span.clone(), message)
                    .hint("leave the value empty where the figure was not published"),
            );
            None
        }
        Value::Number(value) if value.abs() > LARGEST => {
            let message = format!("`{name}` is too large a number to be kept to the last digit");
            sink.push(
                Diagnostic::error(Code::WrongNumber, node.span.clone(), message)
                    .hint("state it in thousands or millions, and say so in `label`"),
            );
            None
        }
        // `0x10` is sixteen in YAML, which no table means.
        Value::Number(_) if written(node).contains(['x', 'o']) => {
            let message = format!("`{name}` must be a number in digits, but here is `{}`", written(node));
            sink.push(
                Diagnostic::error(Code::WrongType, node.span.clone(), message)
                    .hint("write it in decimal digits"),
            );
            None
        }
        Value::Number(value) => Some(Spanned { value: *value, span: node.span.clone() }),
        _ => {
            sink.push(wrong_type(node, name, "a number").hint(mend_number(node)));
            None
        }
    }
}

/// The characters that a value is written with.
fn written(node: &Node) -> &str {
    node.span.source.text.get(node.span.start..node.span.end).unwrap_or_default()
}

/// What makes a number of a value that is none.
fn mend_number(node: &Node) -> String {
    let Value::Text(text) = &node.value else {
        return match &node.value {
            Value::List(_) | Value::Map(_) => {
                "write one number; where there are several columns, each is named: `{2019: 54, 2020: 58}`"
            }
            _ => "write digits, with a decimal point",
        }
        .into();
    };
    let bare = text.trim_end_matches([' ', '%', '\u{a0}', '\u{202f}']);
    let plain = bare.replace(',', ".").replace(['_', ' '], "");
    let plain = match plain.trim_start_matches('0') {
        digits if digits.starts_with(|c: char| c.is_ascii_digit()) => digits,
        _ => plain.as_str(),
    };
    let is_number = plain.parse::<f64>().is_ok_and(f64::is_finite);
    match () {
        () if !is_number => "write digits; leave the value empty where the figure was not published".into(),
        () if bare != text => format!("write `{plain}`: the unit is set by `unit`"),
        () if written(node).starts_with(['"', '\'']) => format!("write `{plain}` without quotes"),
        () => format!("write `{plain}`: digits alone, with a decimal point"),
    }
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

/// The node as the pairs of a mapping, repeated keys reported.
pub fn map<'a>(node: &'a Node, name: &str, sink: &Diagnostics) -> Option<&'a [(Key, Node)]> {
    match &node.value {
        Value::Map(pairs) => {
            report_repeated(pairs, sink);
            Some(pairs)
        }
        _ => {
            let hint = format!("write `{name}: {{name: value, …}}`, or the names on lines below it");
            sink.push(wrong_type(node, name, "a mapping").hint(hint));
            None
        }
    }
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
