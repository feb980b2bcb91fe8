//! A series that is proposed, and how it is written: every figure by the cells where it is, every doubt as a comment
//! at the place that it is about.

use std::fmt::Write;

use crate::diagnostic::some_of;

/// A series that is proposed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// Where its table is, in words.
    pub(super) place: String,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) question: Option<String>,
    /// The value of `type`, and why.
    pub(super) kind: &'static str,
    pub(super) why: String,
    pub(super) unit: &'static str,
    pub(super) by_item: bool,
    /// Who was asked, where a line beside the table says so.
    pub(super) base: Option<(String, Option<u32>)>,
    /// The keys of `data` with their values as YAML.
    pub(super) data: Vec<(&'static str, String)>,
    pub(super) labels: Vec<(String, String)>,
    pub(super) nets: Vec<(String, Vec<String>)>,
    pub(super) missing: Vec<String>,
    pub(super) notes: Option<String>,
    pub(super) doubts: Vec<String>,
}

/// How the entry of a series or of a question begins.
pub(super) struct Head<'t> {
    pub(super) doubts: &'t [String],
    pub(super) id: &'t str,
    pub(super) label: &'t str,
    pub(super) question: Option<&'t str>,
    pub(super) kind: &'static str,
    pub(super) why: &'t str,
}

impl Head<'_> {
    /// Its doubts, its id and its first keys.
    pub(super) fn write(&self, text: &mut String) {
        for doubt in self.doubts {
            let _ = writeln!(text, "  # Not sure: {}", one_line(doubt));
        }
        let _ = writeln!(text, "  {}:", self.id);
        let _ = writeln!(text, "    label: {}", quoted(self.label));
        if let Some(question) = self.question {
            let _ = writeln!(text, "    question: {}", quoted(question));
        }
        let _ = writeln!(text, "    type: {}    # {}", self.kind, one_line(self.why));
    }
}

impl Draft {
    /// The entry of a series file.
    pub(super) fn yaml(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "  # {}", self.place);
        let head = Head {
            doubts: &self.doubts,
            id: &self.id,
            label: &self.label,
            question: self.question.as_deref(),
            kind: self.kind,
            why: &self.why,
        };
        head.write(&mut text);
        if self.unit != "percent" {
            let _ = writeln!(text, "    unit: {}", self.unit);
        }
        if self.by_item {
            text.push_str(
                "    by: item    # each row is a question of its own, the columns are its answers\n",
            );
        }
        match &self.base {
            Some((label, Some(n))) => {
                let _ = writeln!(text, "    base: {{label: {}, n: {n}}}", quoted(label));
            }
            Some((label, None)) => {
                let _ = writeln!(text, "    base: {{label: {}}}", quoted(label));
            }
            None => {}
        }
        text.push_str("    data:\n");
        for (key, value) in &self.data {
            let _ = writeln!(text, "      {key}: {value}");
        }
        if !self.labels.is_empty() {
            text.push_str("    labels:\n");
            for (old, new) in &self.labels {
                let _ = writeln!(text, "      {}: {}", quoted(old), quoted(new));
            }
        }
        if !self.nets.is_empty() {
            text.push_str("    nets:\n");
            for (name, parts) in &self.nets {
                let _ = writeln!(text, "      {}: {}", quoted(name), list(parts));
            }
        }
        if !self.missing.is_empty() {
            let _ = writeln!(text, "    missing: {}", list(&self.missing));
        }
        if let Some(notes) = &self.notes {
            let _ = writeln!(text, "    notes: {}", quoted(notes));
        }
        text
    }
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split(|sign: char| sign.is_whitespace() || sign.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text as a single-quoted YAML scalar on one line.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\'', "''"))
}

/// Texts as a YAML list on one line.
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// Some names for a sentence.
pub(super) fn named(names: &[String]) -> String {
    some_of(names.iter().map(|name| format!("`{}`", one_line(name))), 5)
}

/// An id of what a text says: small letters, digits and hyphens, at most 40 of them.
pub(super) fn slug(text: &str) -> String {
    let mut id = String::new();
    for sign in text.chars().flat_map(char::to_lowercase) {
        match sign {
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            'é' | 'è' | 'ê' => id.push('e'),
            'à' | 'á' | 'â' => id.push('a'),
            sign if sign.is_ascii_alphanumeric() => id.push(sign),
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    if id.len() > 40 {
        let cut = id[..40].rfind('-').filter(|at| *at > 15).unwrap_or(40);
        id.truncate(cut);
    }
    id.trim_matches('-').to_owned()
}

/// The name of a file in words.
pub(super) fn title_of(name: &str) -> String {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    one_line(&stem.replace(['_', '-'], " "))
}

#[cfg(test)]
mod tests {
    use super::{Draft, list, quoted, slug};

    #[test]
    fn names_become_ids_and_texts_stay_on_one_line() {
        assert_eq!(slug("F3 Zufriedenheit (Ämter)"), "f3-zufriedenheit-aemter");
        assert_eq!(slug("…"), "");
        assert!(slug(&"sehr langer Name ".repeat(9)).len() <= 40);
        assert_eq!(quoted("a 'b'\n c: # d"), "'a ''b'' c: # d'");
        assert_eq!(list(&["a", "b"]), "['a', 'b']");
    }

    #[test]
    fn a_doubt_cannot_break_out_of_its_comment() {
        let draft = Draft { doubts: vec!["a\nseries: x".into()], ..Draft::default() };
        assert!(draft.yaml().contains("# Not sure: a series: x\n"));
    }
}
