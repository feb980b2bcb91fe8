//! Texts and names in HTML.

use crate::markup;

/// A text as content: line breaks that an author wrote are lines of their own.
pub(super) fn escaped(text: &str) -> String {
    markup::on_one_line(text).replace('\u{2028}', "<br>")
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
    use super::anchor;

    #[test]
    fn headings_that_are_the_same_have_anchors_of_their_own() {
        let mut taken = Vec::new();
        assert_eq!(anchor("Größe & Maß", &mut taken), "s-groesse-mass");
        assert_eq!(anchor("Größe & Maß!", &mut taken), "s-groesse-mass-2");
        assert_eq!(anchor("…", &mut taken), "s-s");
    }
}
