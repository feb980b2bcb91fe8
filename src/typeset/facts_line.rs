//! Facts side by side in one line, such as base and rounding in a chart's footer. Lines break between facts.

/// The separator of two facts on a line.
pub const BETWEEN: &str = "\u{2002}|\u{2002}";

/// Breaks a line between facts, with as many on each line as fit. A fact longer than a line is left for the caller
/// to wrap.
pub fn fill(line: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let mut facts = line.split(BETWEEN);
    let mut current = facts.next().unwrap_or_default().to_owned();
    let mut text = String::new();
    for fact in facts {
        let longer = format!("{current}{BETWEEN}{fact}");
        if fits(&longer) {
            current = longer;
        } else {
            text.push_str(&current);
            text.push('\n');
            current = fact.to_owned();
        }
    }
    text + &current
}

#[cfg(test)]
mod tests {
    use super::{BETWEEN, fill};

    #[test]
    fn a_line_ends_between_two_facts() {
        let line = ["Base: all", "Several answers", "Rounded"].join(BETWEEN);
        assert_eq!(fill(&line, &|_| true), line);
        let short = |line: &str| line.chars().count() < 32;
        assert_eq!(fill(&line, &short), format!("Base: all{BETWEEN}Several answers\nRounded"));
        assert_eq!(fill(&line, &|_| false), "Base: all\nSeveral answers\nRounded");
    }
}
