//! Text and attribute values in XML.

use crate::markup;
use crate::units::Color;

/// The declaration that every part begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text between tags or in an attribute, whose line breaks and tabs stay what they are.
pub fn escape(text: &str) -> String {
    let escaped = markup::escaped(text);
    match escaped.contains(['\n', '\t', '\r']) {
        true => escaped.replace('\r', "").replace('\n', "&#10;").replace('\t', "&#9;"),
        false => escaped,
    }
}

/// A colour as six hexadecimal digits, as DrawingML and SpreadsheetML write it.
pub fn rgb(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn marks_are_escaped_and_control_characters_left_out() {
        assert_eq!(escape("a<b & \"c\"\u{1}\u{b}\n"), "a&lt;b &amp; &quot;c&quot;&#10;");
    }
}
