//! Headings: start at level 1, skip no level, and are all numbered or all unnumbered (Matterhorn 14).

use std::collections::HashMap;

use super::{Element, Tree};
use crate::pdf::check::report::Report;

pub(crate) fn check(tree: &Tree<'_>, report: &mut Report) {
    let mut last = 0;
    for (heading, level) in tree.elements.iter().filter_map(|element| Some((element, level(element)?))) {
        if last == 0 && level != 1 {
            report.fail("14-002", heading.page, format!("the first heading is of level {level}"));
        } else if level > last + 1 {
            let message = format!("a heading of level {level} follows one of level {last}");
            report.fail("14-003", heading.page, message);
        }
        last = level;
    }
    let mut plain: HashMap<Option<usize>, usize> = HashMap::new();
    for heading in tree.elements.iter().filter(|element| element.kind == b"H" && level(element).is_none()) {
        let count = plain.entry(heading.parent).or_default();
        *count += 1;
        if *count == 2 {
            report.fail("14-006", heading.page, "an element contains two unnumbered headings (H)");
        }
    }
    if last > 0 && !plain.is_empty() {
        report.fail("14-007", None, "numbered (H1 to H6) and unnumbered (H) headings are mixed");
    }
}

/// The level of a numbered heading. A type such as `H7` has a level even if it is mapped to another type.
fn level(element: &Element<'_>) -> Option<u32> {
    let of = |kind: &[u8]| {
        let digits = kind.strip_prefix(b"H")?;
        std::str::from_utf8(digits).ok()?.parse().ok().filter(|level| (1..1000).contains(level))
    };
    of(element.written).or_else(|| of(element.kind))
}
