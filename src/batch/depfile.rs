//! What the outputs were made from, as a rule for make and ninja.

/// One rule: all outputs depend on all inputs. Each input is also a target of its own without a rule, so that make goes
/// on where one of them is gone.
pub(super) fn rules<'n>(
    outputs: impl Iterator<Item = String>,
    inputs: impl Iterator<Item = &'n str>,
) -> String {
    let mut outputs: Vec<String> = outputs.map(|name| escaped(&name)).collect();
    let mut inputs: Vec<String> = inputs.map(escaped).collect();
    // In an order of their own, since a run that changes nothing knows them in another.
    outputs.sort();
    inputs.sort();
    let lines = |names: &[String]| names.join(" \\\n  ");
    let mut text = format!("{}: \\\n  {}\n", lines(&outputs), lines(&inputs));
    for input in &inputs {
        text.push_str(&format!("\n{input}:\n"));
    }
    text
}

/// Whether a text is such a rule and nothing else: what a person writes for make is not.
pub(super) fn is_rules(text: &str) -> bool {
    let Some((_, rest)) = text.split_once(": \\\n  ") else { return false };
    let Some((inputs, targets)) = rest.split_once("\n\n") else { return rest == "\n" };
    let expected: Vec<String> = inputs.split(" \\\n  ").map(|input| format!("{input}:\n")).collect();
    targets == expected.join("\n")
}

/// A file name as make reads it.
fn escaped(name: &str) -> String {
    name.replace('$', "$$").replace('#', "\\#").replace(' ', "\\ ")
}

#[cfg(test)]
mod tests {
    use super::{is_rules, rules};

    #[test]
    fn names_are_written_as_make_reads_them() {
        let text = rules(
            ["out/a b.pdf".into(), "out/c".into()].into_iter(),
            ["specs/x#1.yaml", "specs/$"].into_iter(),
        );
        assert_eq!(
            text,
            "out/a\\ b.pdf \\\n  out/c: \\\n  specs/$$ \\\n  specs/x\\#1.yaml\n\nspecs/$$:\n\nspecs/x\\#1.yaml:\n"
        );
    }

    #[test]
    fn only_what_was_written_here_is_taken_for_rules() {
        for inputs in [&[][..], &["a"], &["specs/a b", "specs/$", "x"]] {
            let text = rules(["out/a.pdf".into(), "out/b".into()].into_iter(), inputs.iter().copied());
            assert!(is_rules(&text), "{text}");
            assert!(!is_rules(&format!("{text}\nclean:\n\trm -r out\n")), "{text}");
        }
        for foreign in
            ["", "all: a\n", "a.o: \\\n  a.c\n", "a.o: a.c \\\n  b.h\n\na.c:\n\nb.h:\n", "title: \\\n  x"]
        {
            assert!(!is_rules(foreign), "{foreign}");
        }
    }
}
