//! Texts in XML and HTML: whatever an author writes, no element comes of it.

/// A text as content or attribute value. Characters that XML 1.0 cannot hold are left out; tabs and line breaks stay.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The same on one line: tabs, line breaks and other control characters become spaces.
pub fn on_one_line(text: &str) -> String {
    escaped(&text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::{escaped, on_one_line};

    #[test]
    fn no_text_becomes_an_element() {
        assert_eq!(escaped("<b a=\"1\">&</b>"), "&lt;b a=&quot;1&quot;&gt;&amp;&lt;/b&gt;");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped("a\u{1}b\u{b}\u{ffff}c\nd"), "abc\nd");
        assert_eq!(on_one_line("a\tb\nc"), "a b c");
    }
}
