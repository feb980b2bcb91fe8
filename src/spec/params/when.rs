//! The key `when`: for which values of parameters a section or a chart is there.

use super::{Param, Params, Worth};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Key, Shape, TEXTS, optional};
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};

/// The key of a section or a chart.
pub(in crate::spec) const WHEN: Key = optional(
    "when",
    Form::Names(&Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Shape(&COMPARED)])),
    "For which values of parameters it is there: all conditions must hold. A section that is left out takes its charts with it.",
)
.like("{size: [large, very large]}")
.since("0.1");

const COMPARED: Shape = Shape {
    name: "when-compared",
    what: "a comparison",
    about: "What the value of a parameter is compared with.",
    keys: &[
        optional("not", TEXTS, "None of these values."),
        optional("at-least", Form::Number, "The least number."),
        optional("at-most", Form::Number, "The largest number."),
    ],
};

/// What a value is compared with.
struct Compared {
    /// It is one of these, where there are any.
    one_of: Option<Vec<Spanned<String>>>,
    /// It is none of these.
    without: Vec<Spanned<String>>,
    least: Option<Spanned<f64>>,
    most: Option<Spanned<f64>>,
}

impl Compared {
    fn read(name: &str, node: &Node, sink: &Diagnostics) -> Option<Self> {
        let Value::Map(_) = node.value else {
            let one_of = Some(values::texts(node, name, sink));
            return Some(Self { one_of, without: Vec::new(), least: None, most: None });
        };
        let mut fields = Fields::open(node, &COMPARED, sink)?;
        let without = fields.texts("not").unwrap_or_default();
        let (least, most) = (fields.number("at-least"), fields.number("at-most"));
        fields.finish();
        Some(Self { one_of: None, without, least, most })
    }
}

/// Reports what is wrong in the form of `when`; [`Params::is_wanted`] reports what is wrong with names and values.
pub(in crate::spec) fn check(node: &Node, sink: &Diagnostics) {
    for (key, node) in values::map(node, WHEN.name, sink).unwrap_or_default() {
        Compared::read(&key.name, node, sink);
    }
}

impl Params {
    /// Whether the `when` of a mapping holds, or there is none.
    pub fn is_wanted(&self, node: &Node, sink: &Diagnostics) -> bool {
        let Value::Map(pairs) = &node.value else { return true };
        let when = pairs.iter().find(|(key, _)| key.name == WHEN.name).map(|(_, node)| node);
        when.is_none_or(|node| node.value == Value::Null || self.is_met(node, sink))
    }

    /// Whether all conditions hold. One that is faulty counts as met: what it belongs to is read, and the fault reported.
    pub(super) fn is_met(&self, node: &Node, sink: &Diagnostics) -> bool {
        let unheard = Diagnostics::new();
        let mut met = true;
        for (key, wanted) in values::map(node, WHEN.name, &unheard).unwrap_or_default() {
            let Some(param) = self.known.get(&key.name) else {
                sink.push(self.unknown(&key.name, key.span.clone()));
                continue;
            };
            if let (Some(worth), Some(wanted)) = (&param.worth, Compared::read(&key.name, wanted, &unheard)) {
                met &= compare(&key.name, param, worth, &wanted, sink);
            }
        }
        met || !unheard.is_empty()
    }
}

fn compare(name: &str, param: &Param, worth: &Worth, wanted: &Compared, sink: &Diagnostics) -> bool {
    let Compared { one_of, without, least, most } = wanted;
    if let (None, Some(end)) = (worth.number, least.iter().chain(most).next()) {
        let message = format!("`{name}` is not a number, so it is neither more nor less");
        sink.push(
            Diagnostic::error(Code::WrongParam, end.span.clone(), message)
                .hint(format!("declare it with `type: number`, or list values: `{name}: [a, b]`")),
        );
    }
    for word in one_of.iter().flatten().chain(without) {
        if !param.choices.is_empty() && !param.choices.contains(&word.value) {
            let message = format!("`{name}` is never `{}`", word.value);
            sink.push(
                Diagnostic::error(Code::WrongParam, word.span.clone(), message)
                    .hint(suggest(&word.value, param.choices.iter().map(String::as_str))),
            );
        }
    }
    let is_this = |word: &Spanned<String>| {
        let same = worth.number.zip(word.value.parse::<f64>().ok()).is_some_and(|(one, two)| one == two);
        same || word.value == worth.text
    };
    let inside = |number: f64| {
        least.as_ref().is_none_or(|least| number >= least.value)
            && most.as_ref().is_none_or(|most| number <= most.value)
    };
    one_of.as_ref().is_none_or(|words| words.iter().any(is_this))
        && !without.iter().any(is_this)
        && worth.number.is_none_or(inside)
}
