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

/// A file name as make reads it.
fn escaped(name: &str) -> String {
    name.replace('$', "$$").replace('#', "\\#").replace(' ', "\\ ")
}

#[cfg(test)]
mod tests {
    use super::rules;

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
}
