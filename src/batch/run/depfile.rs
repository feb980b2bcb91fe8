//! Dependency file for make and ninja: the outputs depend on the inputs.

use crate::diagnostic::{Code, Diagnostic};

/// One rule: all outputs depend on all inputs. Each input is also a target without a recipe, so that make does not
/// fail when an input has been deleted (as with `gcc -MP`).
///
/// # Errors
/// A file name that make cannot read.
pub(in crate::batch) fn rules<'n>(
    outputs: impl Iterator<Item = String>,
    inputs: impl Iterator<Item = &'n str>,
) -> Result<String, Diagnostic> {
    let mut outputs: Vec<String> = outputs.map(|name| escaped(&name)).collect::<Result<_, _>>()?;
    let mut inputs: Vec<String> = inputs.map(escaped).collect::<Result<_, _>>()?;
    // Sorted: an up-to-date build lists them in another order than a full one.
    outputs.sort();
    inputs.sort();
    let lines = |names: &[String]| names.join(" \\\n  ");
    let mut text = format!("{}: \\\n  {}\n", lines(&outputs), lines(&inputs));
    for input in &inputs {
        text.push_str(&format!("\n{input}:\n"));
    }
    Ok(text)
}

/// Whether a text is exactly what [`rules`] writes, not a makefile that somebody wrote by hand.
pub(in crate::batch) fn is_rules(text: &str) -> bool {
    let Some((_, rest)) = text.split_once(": \\\n  ") else { return false };
    let Some((inputs, targets)) = rest.split_once("\n\n") else { return rest == "\n" };
    let expected: Vec<String> = inputs.split(" \\\n  ").map(|input| format!("{input}:\n")).collect();
    targets == expected.join("\n")
}

/// Characters that make reads as part of a rule, a command, a pattern or an assignment, and that make and ninja do
/// not escape in the same way.
const SYNTAX: [char; 12] = ['\\', ':', ';', '=', '%', '*', '?', '[', ']', '|', '&', '`'];

/// A file name, escaped for make.
fn escaped(name: &str) -> Result<String, Diagnostic> {
    // make accepts a drive such as `C:/`.
    let path = match name.as_bytes() {
        [drive, b':', b'/', ..] if cfg!(windows) && drive.is_ascii_alphabetic() => &name[2..],
        _ => name,
    };
    let is_syntax = |c: char| c.is_control() || SYNTAX.contains(&c);
    if path.contains(is_syntax) || name.starts_with('~') || name.ends_with(')') {
        let message = "`--deps` cannot list this file: make would misread its name";
        return Err(Diagnostic::error(Code::UnusableName, crate::diagnostic::Span::unread(name), message)
            .hint(
                "use only letters, digits, spaces, hyphens and dots in its name, or build without `--deps`",
            ));
    }
    Ok(name.replace('$', "$$").replace('#', "\\#").replace(' ', "\\ "))
}

#[cfg(test)]
mod tests {
    use super::{is_rules, rules};
    use crate::diagnostic::Code;

    #[test]
    fn names_are_escaped_for_make() {
        let text = rules(
            ["out/a b.pdf".into(), "out/c".into()].into_iter(),
            ["specs/x#1.yaml", "specs/$"].into_iter(),
        );
        assert_eq!(
            text.unwrap_or_default(),
            "out/a\\ b.pdf \\\n  out/c: \\\n  specs/$$ \\\n  specs/x\\#1.yaml\n\nspecs/$$:\n\nspecs/x\\#1.yaml:\n"
        );
    }

    #[test]
    fn only_generated_rules_are_recognised() {
        for inputs in [&[][..], &["a"], &["specs/a b", "specs/$", "x"]] {
            let text =
                rules(["out/a.pdf".into(), "out/b".into()].into_iter(), inputs.iter().copied()).unwrap();
            assert!(is_rules(&text), "{text}");
            assert!(!is_rules(&format!("{text}\nclean:\n\trm -r out\n")), "{text}");
        }
        for foreign in
            ["", "all: a\n", "a.o: \\\n  a.c\n", "a.o: a.c \\\n  b.h\n\na.c:\n\nb.h:\n", "title: \\\n  x"]
        {
            assert!(!is_rules(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_name_that_make_would_misread_is_refused() {
        for name in [
            "a\nall: ; id",
            "a;id",
            "a=b",
            "a%b",
            "a:b",
            "*.yaml",
            "a[1]",
            "a?",
            "a|b",
            "a&",
            "~a",
            "a\tb",
            "lib(a)",
            "a\\",
            "`id`",
        ] {
            let error = rules(["out/a".to_owned()].into_iter(), [name].into_iter()).err();
            assert_eq!(error.map(|error| error.code), Some(Code::UnusableName), "{name:?}");
            assert!(rules([name.to_owned()].into_iter(), ["a"].into_iter()).is_err(), "{name:?}");
        }
        for name in ["Größe 1.xlsx", "a-b_c.d,e+f@g", "Daten (2024).xlsx", "$(shell id)x"] {
            assert!(rules(["out/a".to_owned()].into_iter(), [name].into_iter()).is_ok(), "{name:?}");
        }
    }
}
