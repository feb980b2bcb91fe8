//! The key `for-each`: a section or a chart that is there once for each of several questions, breaks or categories.
//!
//! Each copy has one more parameter, called as the key is: `{{ params.question }}`, `{{ params.break }}` or
//! `{{ params.category }}`.

use super::{Kind, Param, Params};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Key, Shape, TEXTS, optional};
use crate::spec::yaml::{Node, Value};

/// So many copies at most: nobody reads more charts of one kind.
const MOST: usize = 200;

/// The word for all questions or breaks that the series files declare.
const ALL: &str = "all";

/// The key of a section or a chart.
pub(in crate::spec) const FOR_EACH: Key = optional(
    "for-each",
    Form::Shape(&EACH),
    "It is there once for each of these. `{{ params.question }}`, `{{ params.break }}` or `{{ params.category }}` is replaced by the one at hand.",
)
.like("{question: [services, buses]}")
.since("0.1");

const EACH: Shape = Shape {
    name: "for-each",
    what: "`for-each`",
    about: "What a section or chart is repeated for: one of the three.",
    keys: &[
        optional("question", TEXTS, "Ids of questions or series, or `all` questions of the data sets."),
        optional("break", TEXTS, "Ids of breaks, or `all` breaks of the data sets."),
        optional("category", TEXTS, "Names of categories or columns."),
    ],
};

/// What the series files declare.
#[derive(Debug, Default)]
pub struct Declared {
    /// The ids of questions.
    pub questions: Vec<String>,
    /// The ids of breaks.
    pub breaks: Vec<String>,
}

/// Reports what is wrong in the form of `for-each`; [`Params::each`] reports what is wrong with the values.
pub(in crate::spec) fn check(node: &Node, sink: &Diagnostics) {
    read(node, sink);
}

/// The name of the parameter of each copy, and its values.
fn read(node: &Node, sink: &Diagnostics) -> Option<(&'static str, Vec<Spanned<String>>)> {
    let before = sink.len();
    let mut fields = Fields::open(node, &EACH, sink)?;
    let all = ["question", "break", "category"].map(|name| (name, fields.texts(name)));
    fields.finish();
    let mut given = all.into_iter().filter_map(|(name, found)| Some((name, found?)));
    let (first, second) = (given.next(), given.next());
    let first = first.filter(|(_, found)| !found.is_empty() && second.is_none());
    if first.is_none() && sink.len() == before {
        let message = "`for-each` names one of `question`, `break` and `category`, with at least one value";
        sink.push(
            Diagnostic::error(Code::MissingKey, node.span.clone(), message)
                .hint("write `for-each: {question: [services, buses]}`"),
        );
    }
    first.filter(|_| sink.len() == before)
}

/// The mapping without the key, and the value of the key.
fn taken(node: &Node) -> Option<(Node, &Node)> {
    let Value::Map(pairs) = &node.value else { return None };
    let (_, each) = pairs.iter().find(|(key, _)| key.name == FOR_EACH.name)?;
    let rest = pairs.iter().filter(|(key, _)| key.name != FOR_EACH.name).cloned().collect();
    Some((Node { value: Value::Map(rest), ..node.clone() }, each))
}

impl Params {
    /// The copies of a section or chart, each with its value and its parameters; `None` where it is there once. One whose
    /// `for-each` is faulty has no copies.
    pub fn each(
        &self,
        node: &Node,
        declared: &Declared,
        sink: &Diagnostics,
    ) -> Option<(Node, Vec<(String, Self)>)> {
        let (rest, each) = taken(node)?;
        // The values of other parameters may fill the list.
        let each = self.fill(each.clone(), &[], sink);
        let copies = read(&each, sink).map(|(name, given)| self.copies(name, given, declared, sink));
        Some((rest, copies.unwrap_or_default()))
    }

    fn copies(
        &self,
        name: &str,
        given: Vec<Spanned<String>>,
        declared: &Declared,
        sink: &Diagnostics,
    ) -> Vec<(String, Self)> {
        let place = given[0].span.clone();
        if self.known.contains_key(name) {
            let message =
                format!("`for-each` gives `{name}` its values, but it is a parameter of the briefing");
            sink.push(
                Diagnostic::error(Code::RepeatedName, place, message).hint("call the parameter otherwise"),
            );
            return Vec::new();
        }
        let is_all = name != "category" && matches!(given.as_slice(), [one] if one.value == ALL);
        let values: Vec<Spanned<String>> = match is_all {
            true => {
                let all = if name == "break" { &declared.breaks } else { &declared.questions };
                all.iter().map(|value| Spanned { value: value.clone(), span: place.clone() }).collect()
            }
            false => given,
        };
        let fault = match values.len() {
            0 => Some((Code::EmptyTable, format!("no series file declares a {name}"), "name them in a list")),
            count if count > MOST => Some((
                Code::TooLarge,
                format!("`for-each` has {count} values, more than the limit of {MOST}"),
                "divide them among several charts",
            )),
            _ => None,
        };
        if let Some((code, message, hint)) = fault {
            sink.push(Diagnostic::error(code, place, message).hint(hint));
            return Vec::new();
        }
        let mut copies: Vec<(String, Self)> = Vec::new();
        for value in values {
            if copies.iter().any(|(known, _)| *known == value.value) {
                let message = format!("`{}` is in the list twice", value.value);
                sink.push(
                    Diagnostic::error(Code::RepeatedName, value.span, message).hint("keep one of them"),
                );
                continue;
            }
            let mut param = Param { kind: Kind::Text, choices: Vec::new(), worth: None };
            param.worth = param.worth(name, &value, sink);
            let mut params = self.clone();
            params.known.insert(name.to_owned(), param);
            copies.push((value.value, params));
        }
        copies
    }
}
