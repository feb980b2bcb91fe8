//! Which elements may contain which: tables, lists, tables of contents, ruby and warichu (Matterhorn 09-004 to
//! 09-008).

use super::{Element, Kid, Tree};
use crate::pdf::check::report::Report;

/// The allowed children, or parents, of an element type.
struct Rule {
    condition: &'static str,
    kind: &'static [u8],
    kinds: &'static [&'static [u8]],
}

const fn rule(condition: &'static str, kind: &'static [u8], kinds: &'static [&'static [u8]]) -> Rule {
    Rule { condition, kind, kinds }
}

/// Elements whose children may only be elements of these types.
const CHILDREN: [Rule; 11] = [
    rule("09-004", b"Table", &[b"TR", b"THead", b"TBody", b"TFoot", b"Caption"]),
    rule("09-004", b"THead", &[b"TR"]),
    rule("09-004", b"TBody", &[b"TR"]),
    rule("09-004", b"TFoot", &[b"TR"]),
    rule("09-004", b"TR", &[b"TH", b"TD"]),
    rule("09-005", b"L", &[b"LI", b"L", b"Caption"]),
    rule("09-005", b"LI", &[b"Lbl", b"LBody"]),
    rule("09-006", b"TOC", &[b"TOC", b"TOCI", b"Caption"]),
    rule("09-006", b"TOCI", &[b"Lbl", b"Reference", b"NonStruct", b"P", b"TOC"]),
    rule("09-007", b"Ruby", &[b"RB", b"RT", b"RP"]),
    rule("09-008", b"Warichu", &[b"WT", b"WP"]),
];

/// Elements whose parent must be one of these types.
const PARENTS: [Rule; 14] = [
    rule("09-004", b"TR", &[b"Table", b"THead", b"TBody", b"TFoot"]),
    rule("09-004", b"TH", &[b"TR"]),
    rule("09-004", b"TD", &[b"TR"]),
    rule("09-004", b"THead", &[b"Table"]),
    rule("09-004", b"TBody", &[b"Table"]),
    rule("09-004", b"TFoot", &[b"Table"]),
    rule("09-005", b"LI", &[b"L"]),
    rule("09-005", b"LBody", &[b"LI"]),
    rule("09-006", b"TOCI", &[b"TOC"]),
    rule("09-007", b"RB", &[b"Ruby"]),
    rule("09-007", b"RT", &[b"Ruby"]),
    rule("09-007", b"RP", &[b"Ruby"]),
    rule("09-008", b"WT", &[b"Warichu"]),
    rule("09-008", b"WP", &[b"Warichu"]),
];

pub(crate) fn check(tree: &Tree<'_>, report: &mut Report) {
    for element in &tree.elements {
        if let Some(rule) = CHILDREN.iter().find(|rule| rule.kind == element.kind) {
            children(tree, element, rule, report);
        }
        let parent = element.parent.and_then(|parent| tree.elements.get(parent));
        if let Some(rule) = PARENTS.iter().find(|rule| rule.kind == element.kind)
            && !parent.is_some_and(|parent| rule.kinds.contains(&parent.kind))
        {
            let place = parent.map_or_else(|| "the root".to_owned(), |parent| format!("a {}", parent.name()));
            report.fail(
                rule.condition,
                element.page,
                format!("a {} is not allowed inside {place}", element.name()),
            );
        }
    }
}

fn children(tree: &Tree<'_>, element: &Element<'_>, rule: &Rule, report: &mut Report) {
    for kid in tree.kids(element).filter(|kid| !rule.kinds.contains(&kid.kind)) {
        let message = format!("a {} may not contain a {}", element.name(), kid.name());
        report.fail(rule.condition, element.page, message);
    }
    if element.kids.iter().any(|kid| !matches!(kid, Kid::Element(_))) {
        report.fail(rule.condition, element.page, format!("a {} directly contains content", element.name()));
    }
    let last = tree.kids(element).count().saturating_sub(1);
    let mut captions =
        tree.kids(element).enumerate().filter(|(_, kid)| kid.kind == b"Caption").map(|(at, _)| at);
    let in_place = |at: usize| at == 0 || (at == last && element.kind == b"Table");
    if !captions.next().is_none_or(in_place) || captions.next().is_some() {
        report.fail(
            rule.condition,
            element.page,
            format!("a {} has a misplaced or a second caption", element.name()),
        );
    }
}
