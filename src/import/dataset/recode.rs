//! Groups of answers, declared as data: classes of numbers and answers put together.

use super::condition::{CONDITION, Condition, Part, parts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Key as Entry, TEXTS, optional};
use crate::spec::yaml::{Key, Node, Value};

/// There may be so many groups.
const MOST_GROUPS: usize = 200;

/// The keys of questions and breaks that put answers into groups.
pub(crate) const GROUPS: Entry = optional(
    "groups",
    Form::Names(&Form::Either(&[TEXTS, CONDITION])),
    "Groups of answers, each with its codes, labels or ranges of numbers; both ends of `18..34` belong to the range. In `breaks`, a group may also be a condition.",
)
.like("{18-34: 18..34, 35 and older: 35..}");

/// The answers that are in no group on purpose.
pub(crate) const LEAVE_OUT: Entry = optional(
    "leave-out",
    TEXTS,
    "Codes, labels or ranges that are left out of `groups` on purpose. Without it, answers in no group are reported.",
);

/// The group of all other answers.
pub(crate) const REST: Entry = optional("rest", Form::Text, "The name of a group for all other answers.");

/// Groups of answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recode {
    /// The groups in order, each with its answers.
    pub(crate) groups: Vec<(Spanned<String>, Vec<Part>)>,
    /// Answers that are in none on purpose.
    pub(crate) left_out: Vec<Part>,
    /// The name of the group of all others.
    pub(crate) rest: Option<Spanned<String>>,
}

/// Groups of answers under one header, or of whatever conditions ask for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Grouped {
    /// Of one header.
    Answers(Recode),
    /// Conditions.
    Cases(Vec<(Spanned<String>, Condition)>),
}

impl Recode {
    /// The names of the groups, that of the rest last.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.groups.iter().map(|(name, _)| name);
        names.chain(&self.rest).map(|name| name.value.clone()).collect()
    }
}

/// Reads `groups`, `leave-out` and `rest`; the outer `None` where they are faulty.
pub(crate) fn read(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Option<Grouped>> {
    let before = sink.len();
    let entry = fields.entry("groups").map(|(key, _)| key.span.clone());
    let pairs = fields.map("groups").unwrap_or_default();
    let left_out =
        fields.node("leave-out").and_then(|node| parts(node, "leave-out", sink)).unwrap_or_default();
    let rest = fields.text("rest");
    if let Some((key, _)) = pairs.get(MOST_GROUPS) {
        let message = format!("there are more than {MOST_GROUPS} groups");
        sink.push(
            Diagnostic::error(Code::TooLarge, key.span.clone(), message)
                .hint("no chart shows so many: put answers together"),
        );
        return None;
    }
    if pairs.is_empty() {
        for key in ["leave-out", "rest"] {
            if let Some((key, _)) = fields.entry(key) {
                let message = format!("`{}` goes with `groups`, which is not there", key.name);
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message)
                        .hint("add `groups: {name: [answers]}`, or remove the key"),
                );
            }
        }
        if let Some(span) = entry.filter(|_| sink.len() == before) {
            sink.push(
                Diagnostic::error(Code::MissingKey, span, "`groups` names no group")
                    .hint("write `groups: {18-34: 18..34, 35 and older: 35..}`"),
            );
        }
        return (sink.len() == before).then_some(None);
    }
    let is_case = |(_, node): &(Key, Node)| matches!(node.value, Value::Map(_));
    let name = |key: &Key| Spanned { value: key.name.clone(), span: key.span.clone() };
    let grouped = if pairs.iter().any(is_case) {
        for key in ["leave-out", "rest"] {
            if let Some((key, _)) = fields.entry(key) {
                let message = format!("`{}` does not go with groups that are conditions", key.name);
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message)
                        .hint("make one more group, such as `others: {not: {…}}`"),
                );
            }
        }
        let case = |(key, node): &(Key, Node)| Some((name(key), Condition::read(node, &key.name, sink)?));
        let cases: Vec<_> = pairs.iter().filter_map(case).collect();
        Grouped::Cases(cases)
    } else {
        let group = |(key, node): &(Key, Node)| Some((name(key), parts(node, &key.name, sink)?));
        let groups: Vec<_> = pairs.iter().filter_map(group).collect();
        overlaps(&groups, sink);
        Grouped::Answers(Recode { groups, left_out, rest })
    };
    (sink.len() == before).then_some(Some(grouped))
}

/// Two groups must not have the same answer or share a number: a respondent would be counted twice or in the wrong one.
fn overlaps(groups: &[(Spanned<String>, Vec<Part>)], sink: &Diagnostics) {
    for (at, (name, parts)) in groups.iter().enumerate() {
        for (other, others) in &groups[..at] {
            let same = |one: &Part, two: &Part| match (one, two) {
                (Part::Range(one), Part::Range(two)) => one.value.meets(&two.value),
                (Part::Range(range), Part::Word(word) | Part::Value(word))
                | (Part::Word(word) | Part::Value(word), Part::Range(range)) => {
                    word.value.parse().is_ok_and(|number| range.value.holds(number))
                }
                (Part::Word(one) | Part::Value(one), Part::Word(two) | Part::Value(two)) => {
                    one.value == two.value
                }
            };
            if parts.iter().any(|one| others.iter().any(|two| same(one, two))) {
                let message = format!("the groups `{}` and `{}` overlap", other.value, name.value);
                sink.push(
                    Diagnostic::error(Code::RepeatedName, name.span.clone(), message)
                        .hint("both ends belong to a range: write `18..34` and `35..49`")
                        .related(other.span.clone(), "the first one"),
                );
                break;
            }
        }
    }
}
