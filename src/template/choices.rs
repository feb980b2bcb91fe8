//! Sentences with an alternative for where a figure is hidden: `[[ In Bern {{ pct(…) }} agree. || Too few people answered. ]]`.

use std::borrow::Cow;

/// A sentence and its alternatives, between these.
const OPEN: &str = "[[";
const CLOSE: &str = "]]";

/// What is between a sentence and its alternative.
const OR: &str = "||";

/// The text in which each sentence with alternatives is the first one that `is_hidden` does not reject; of those that are all
/// rejected the last one, so that its fault is reported.
pub(super) fn chosen<'t>(text: &'t str, is_hidden: &dyn Fn(&str) -> bool) -> Cow<'t, str> {
    if !(text.contains(OPEN) && text.contains(OR)) {
        return Cow::Borrowed(text);
    }
    let (mut done, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(start) = rest.find(OPEN) {
        let inside = &rest[start + OPEN.len()..];
        let Some(end) = closing(inside).filter(|end| divided(&inside[..*end]).len() > 1) else {
            done.push_str(&rest[..start + OPEN.len()]);
            rest = inside;
            continue;
        };
        done.push_str(&rest[..start]);
        let sentences = divided(&inside[..end]);
        let shown = sentences.iter().find(|sentence| !is_hidden(sentence)).or(sentences.last());
        done.push_str(shown.map_or("", |sentence| sentence.trim()));
        rest = &inside[end + CLOSE.len()..];
    }
    done.push_str(rest);
    Cow::Owned(done)
}

/// Where such signs come first outside of expressions: lists of categories have brackets, too.
fn outside(text: &str, signs: &str) -> Option<usize> {
    let (mut at, mut is_inside) = (0, false);
    while at < text.len() {
        let rest = &text[at..];
        match is_inside {
            false if rest.starts_with(signs) => return Some(at),
            false if rest.starts_with("{{") => is_inside = true,
            true if rest.starts_with("}}") => is_inside = false,
            _ => {}
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn closing(text: &str) -> Option<usize> {
    outside(text, CLOSE)
}

fn divided(text: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(at) = outside(rest, OR) {
        parts.push(&rest[..at]);
        rest = &rest[at + OR.len()..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn a_sentence_without_hidden_figures_is_shown() {
        let is_hidden = |sentence: &str| sentence.contains("{{ x }}");
        for (text, shown) in [
            ("A. [[ B {{ x }}. || C. ]] D.", "A. C. D."),
            ("A. [[ B {{ y }}. || C. ]] D.", "A. B {{ y }}. D."),
            ("[[ {{ x }} || {{ x }} 2 || E ]]", "E"),
            ("[[ {{ x }} || {{ x }} 2 ]]", "{{ x }} 2"),
            ("[[ {{ net(\"s\", [[\"a || b\"]]) }} || C ]]", "{{ net(\"s\", [[\"a || b\"]]) }}"),
            ("[[no choice]] a || b", "[[no choice]] a || b"),
            ("[[ open || end", "[[ open || end"),
        ] {
            assert_eq!(chosen(text, &is_hidden), shown);
        }
    }
}
