//! Actions, triggered by clicks or by opening the file (ISO 19005-2, 6.5).

use std::collections::HashSet;

use super::reader::{File, address, dict_of, is_listed, shown};
use super::report::Report;
use lopdf::{Dictionary, Object};

/// Actions that PDF/A forbids.
const FORBIDDEN: &str = "Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript \
    SetState NOP";

/// The named actions that PDF/A allows.
const NAMED: &str = "NextPage PrevPage FirstPage LastPage";

/// Checks an action and the chain of actions that follow it.
pub(super) fn check(file: &File, action: Option<&Object>, page: Option<usize>, report: &mut Report) {
    let (mut stack, mut seen) = (Vec::from_iter(action), HashSet::new());
    while let Some(object) = stack.pop() {
        let Some(action) = file.resolve(object).and_then(dict_of) else { continue };
        if !seen.insert(address(action)) {
            continue;
        }
        // Actions with a `Type` that are objects of their own are also checked with all objects.
        kind(file, action, page, report);
        stack.extend(file.one_or_many(action, "Next"));
    }
}

/// Checks whether one action is allowed.
pub(super) fn kind(file: &File, action: &Dictionary, page: Option<usize>, report: &mut Report) {
    let kind = file.name(action, "S").unwrap_or_default();
    if is_listed(FORBIDDEN, kind) {
        report.fail("A2:6.5.1", page, format!("an action of the type {} is not allowed", shown(kind)));
    }
    if kind == b"Named" && file.name(action, "N").is_none_or(|name| !is_listed(NAMED, name)) {
        report.fail(
            "A2:6.5.1",
            page,
            "a named action is not one of NextPage, PrevPage, FirstPage and LastPage",
        );
    }
}

/// Checks that an object has no additional actions, which events trigger.
pub(super) fn no_additional_actions(
    dict: &Dictionary,
    owner: &str,
    page: Option<usize>,
    report: &mut Report,
) {
    if dict.has(b"AA") {
        report.fail("A2:6.5.2", page, format!("{owner} has additional actions, triggered by events (AA)"));
    }
}
