//! Texts and names in HTML.

/// A text as content or attribute value: whatever an author writes, no element comes of it. Control characters, which
/// HTML forbids, become spaces.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{2028}' => out.push_str("<br>"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text as an attribute value, on one line.
pub(super) fn attribute(text: &str) -> String {
    escaped(&text.replace('\u{2028}', " "))
}

/// An anchor from a heading: its words in small letters, digits and hyphens, so that it stays the same when other
/// sections come or go. `taken` has those before it.
pub(super) fn anchor(title: &str, taken: &mut Vec<String>) -> String {
    let mut name = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'ä' => name.push_str("ae"),
            'ö' => name.push_str("oe"),
            'ü' => name.push_str("ue"),
            'ß' => name.push_str("ss"),
            c if c.is_alphanumeric() => name.push(c),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    let base = if name.is_empty() { "s" } else { name };
    let mut unique = format!("s-{base}");
    let mut count = 1;
    while taken.contains(&unique) {
        count += 1;
        unique = format!("s-{base}-{count}");
    }
    taken.push(unique.clone());
    unique
}

#[cfg(test)]
mod tests {
    use super::{anchor, escaped};

    #[test]
    fn no_text_becomes_an_element() {
        assert_eq!(escaped("<b a=\"1\">&</b>"), "&lt;b a=&quot;1&quot;&gt;&amp;&lt;/b&gt;");
    }

    #[test]
    fn headings_that_are_the_same_have_anchors_of_their_own() {
        let mut taken = Vec::new();
        assert_eq!(anchor("Größe & Maß", &mut taken), "s-groesse-mass");
        assert_eq!(anchor("Größe & Maß!", &mut taken), "s-groesse-mass-2");
        assert_eq!(anchor("…", &mut taken), "s-s");
    }
}
