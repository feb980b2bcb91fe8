//! What a click or the opening of the file sets off (ISO 19005-2, 6.5).

use std::collections::HashSet;

use super::reader::{File, address, dict_of, is_listed, shown};
use super::report::Report;
use lopdf::{Dictionary, Object};

/// Actions that PDF/A forbids.
const FORBIDDEN: &str = "Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript \
    SetState NOP";

/// The named actions that PDF/A allows.
const NAMED: &str = "NextPage PrevPage FirstPage LastPage";

/// Looks at an action and at those that follow it.
pub(super) fn check(file: &File, action: Option<&Object>, page: Option<usize>, report: &mut Report) {
    let (mut stack, mut seen) = (Vec::from_iter(action), HashSet::new());
    while let Some(object) = stack.pop() {
        let Some(action) = file.resolve(object).and_then(dict_of) else { continue };
        if !seen.insert(address(action)) {
            continue;
        }
        // An action that says its type is met among all objects, unless it stands inside another object.
        kind(file, action, page, report);
        stack.extend(file.one_or_many(action, "Next"));
    }
}

/// Whether this one action is allowed.
pub(super) fn kind(file: &File, action: &Dictionary, page: Option<usize>, report: &mut Report) {
    let kind = file.name(action, "S").unwrap_or_default();
    if is_listed(FORBIDDEN, kind) {
        report.fail("A2:6.5.1", page, format!("an action is of the type {}", shown(kind)));
    }
    if kind == b"Named" && file.name(action, "N").is_none_or(|name| !is_listed(NAMED, name)) {
        report.fail("A2:6.5.1", page, "a named action is none of the four for turning pages");
    }
}

/// Whether something has actions that events set off.
pub(super) fn no_events(dict: &Dictionary, owner: &str, page: Option<usize>, report: &mut Report) {
    if dict.has(b"AA") {
        report.fail("A2:6.5.2", page, format!("{owner} has actions that events set off (AA)"));
    }
}
