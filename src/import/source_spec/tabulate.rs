//! The key `tabulate` of `data`: which headers hold the answers to be counted.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::spec::fields::Fields;
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, values};

/// Which headers hold what.
#[derive(Debug, Clone)]
pub struct Tabulate {
    /// The answers.
    pub answers: Answers,
    /// The subgroups or waves, where the answers are broken down.
    pub column: Option<Spanned<String>>,
    /// The weights.
    pub weight: Option<Spanned<String>>,
    /// Whether a person without an answer is one of those that shares are computed of.
    pub everyone: bool,
}

/// Where the answers of a person stand, and in what form.
#[derive(Debug, Clone)]
pub enum Answers {
    /// Under one header.
    Cell {
        /// The header.
        header: Spanned<String>,
        /// What divides the answers of one person, where several were allowed.
        separator: Option<String>,
        /// The answers in their order; without it the order in which they first appear.
        order: Vec<Spanned<String>>,
    },
    /// Under a header each: the cell says whether the answer was chosen.
    Columns {
        /// Where they are named.
        first: Span,
        /// The headers, each with the name of its answer.
        headers: Vec<(Spanned<String>, String)>,
        /// Words that say that it was; without them `1`, `true` and the answer itself.
        chosen: Vec<String>,
        /// Words that say that it was not; without them `0` and `false`.
        not_chosen: Vec<String>,
    },
}

impl Answers {
    /// The answers that are named beforehand, in their order.
    pub fn listed(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Cell { order, .. } => Box::new(order.iter().map(|word| word.value.as_str())),
            Self::Columns { headers, .. } => Box::new(headers.iter().map(|(_, name)| name.as_str())),
        }
    }

    /// Where the author names the first header.
    pub fn place(&self) -> &Span {
        match self {
            Self::Cell { header, .. } => &header.span,
            Self::Columns { first, .. } => first,
        }
    }

    /// Whether a person may have given several.
    pub fn are_several(&self) -> bool {
        !matches!(self, Self::Cell { separator: None, .. })
    }
}

/// Reads `tabulate: header` or `tabulate: {answers: …, …}`.
pub(crate) fn tabulate(node: &Node, sink: &Diagnostics) -> Option<Tabulate> {
    if let Value::Text(_) = &node.value {
        let header = values::text(node, "tabulate", sink)?;
        let answers = Answers::Cell { header, separator: None, order: Vec::new() };
        return Some(Tabulate { answers, column: None, weight: None, everyone: false });
    }
    let mut fields = Fields::open(node, "`tabulate`", sink)?;
    let answers = answers(&mut fields, sink);
    let column = fields.text("column");
    let weight = fields.text("weight");
    let everyone = fields.choice("base", &[("answered", false), ("all", true)]).unwrap_or(false);
    fields.finish();
    Some(Tabulate { answers: answers?, column, weight, everyone })
}

/// `answer` names one header, `answers` several; each has keys of its own.
fn answers(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Answers> {
    let several = fields.node("answers");
    let one = match several {
        None => fields.required("answer"),
        Some(_) => fields.text("answer"),
    };
    let separator = fields.text("separator");
    if let Some(empty) = separator.as_ref().filter(|separator| separator.value.is_empty()) {
        sink.push(
            Diagnostic::error(Code::UnknownWord, empty.span.clone(), "`separator` cannot be empty")
                .hint("write what stands between two answers of a person, such as `';'`"),
        );
        return None;
    }
    let order = fields.texts("order").unwrap_or_default();
    let [chosen, not_chosen] = ["chosen", "not-chosen"].map(|key| fields.texts(key));
    let misplaced = |keys: &[&'static str], fields: &mut Fields<'_>, sink: &Diagnostics, why: &str| {
        for key in keys {
            if let Some((key, _)) = fields.entry(key) {
                let message = format!("`{}` does not go with {why}", key.name);
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message).hint("take the key out"),
                );
            }
        }
    };
    let plain = |words: Option<Vec<Spanned<String>>>| {
        words.unwrap_or_default().into_iter().map(|word| word.value).collect()
    };
    match several {
        Some(node) => {
            misplaced(&["answer", "separator", "order"], fields, sink, "`answers`, a header for each answer");
            let headers = headers(node, sink)?;
            Some(Answers::Columns {
                first: node.span.clone(),
                headers,
                chosen: plain(chosen),
                not_chosen: plain(not_chosen),
            })
        }
        None => {
            misplaced(&["chosen", "not-chosen"], fields, sink, "`answer`, one header with all answers");
            let separator = separator.map(|separator| separator.value);
            Some(Answers::Cell { header: one?, separator, order })
        }
    }
}

/// `[header, header]`, or `{header: name of the answer}`.
fn headers(node: &Node, sink: &Diagnostics) -> Option<Vec<(Spanned<String>, String)>> {
    let pairs = match &node.value {
        Value::Map(_) => {
            let pairs = values::map(node, "answers", sink).unwrap_or_default();
            let pair = |(key, node): &(Key, Node)| {
                let name = values::text(node, &key.name, sink)?;
                Some((Spanned { value: key.name.clone(), span: key.span.clone() }, name.value))
            };
            pairs.iter().filter_map(pair).collect()
        }
        _ => {
            let words = values::texts(node, "answers", sink);
            words.into_iter().map(|word| (word.clone(), word.value)).collect::<Vec<_>>()
        }
    };
    let twice = (1..pairs.len()).find(|at| pairs[..*at].iter().any(|(_, name)| *name == pairs[*at].1));
    if let Some(at) = twice {
        let message = format!("two answers are called `{}`", pairs[at].1);
        sink.push(
            Diagnostic::error(Code::RepeatedName, pairs[at].0.span.clone(), message)
                .hint("give each answer a name of its own"),
        );
    }
    (!pairs.is_empty()).then_some(pairs)
}
