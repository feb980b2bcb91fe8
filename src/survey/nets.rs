//! The nets of a series: categories combined under a name of their own.

use std::collections::BTreeMap;

use super::names::Index;
use super::rounding;
use super::series::{Category, Net, QuestionType, Series, Unit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Key as Entry, Preset, Shape, TEXTS, optional, required};
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, values};

/// A net as it is written, before its categories are looked up.
pub(crate) struct Written<'n> {
    key: &'n Key,
    parts: Vec<Spanned<String>>,
    given: Option<&'n Node>,
}

impl Written<'_> {
    /// Whether it combines the answers of items, not items: its parts are columns.
    fn is_of_answers(&self, columns: &Index<'_>, categories: &Index<'_>) -> bool {
        let any_of = |known: &Index<'_>| self.parts.iter().any(|part| known.get(&part.value).is_some());
        any_of(columns) && !any_of(categories)
    }

    /// The names of its parts.
    pub(crate) fn names(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.value.clone()).collect()
    }
}

/// The nets that combine the answers of items, and the others.
pub(crate) fn of_answers<'w, 'n>(
    written: &'w [Written<'n>],
    columns: &[String],
    categories: &[Category],
) -> (Vec<&'w Written<'n>>, Vec<&'w Written<'n>>) {
    let (columns, categories) = (index_of(columns), index(categories));
    written.iter().partition(|net| net.is_of_answers(&columns, &categories))
}

/// A figure; an empty value was not published.
pub(crate) const FIGURE: Form = Form::Either(&[Form::Number, Form::Nothing]);

/// The key of a series.
pub(crate) const NETS: Entry = optional(
    "nets",
    Form::Names(&Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Shape(&NET)])),
    "Nets: categories, or with `by: item` the answers of the items, combined under a name of their own.",
)
.like("{in use or planned: [in use, planned]}");

const NET: Shape = Shape {
    name: "net",
    what: "a net",
    about: "Combined categories, with the figure that was published for them.",
    keys: &[
        required("parts", TEXTS, "The categories or answers of the net."),
        optional(
            "value",
            Form::Either(&[Form::Number, Form::Names(&FIGURE)]),
            "The published figure, or one for each column; of a net of answers, one for each item.",
        )
        .or(Preset::Described("the sum of the parts")),
    ],
};

/// Reads `nets: {a net: [a, b], another: {parts: [c, d], value: 57}}`.
pub(crate) fn read<'n>(fields: &mut Fields<'n>, sink: &'n Diagnostics) -> Vec<Written<'n>> {
    let pairs = fields.map("nets").unwrap_or_default();
    pairs.iter().filter_map(|(key, node)| written(key, node, sink)).collect()
}

fn written<'n>(key: &'n Key, node: &'n Node, sink: &'n Diagnostics) -> Option<Written<'n>> {
    let before = sink.len();
    let (parts, given) = match &node.value {
        Value::Map(_) => {
            let mut fields = Fields::open(node, &NET, sink)?;
            let parts = fields.texts("parts").unwrap_or_default();
            let given = fields.node("value");
            fields.finish();
            (parts, given)
        }
        _ => (values::texts(node, &key.name, sink), None),
    };
    if parts.is_empty() && sink.len() == before {
        let message = format!("the net `{}` has no categories", key.name);
        sink.push(
            Diagnostic::error(Code::MissingKey, key.span.clone(), message)
                .hint("name at least two categories: `[first, second]`"),
        );
    }
    let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    for part in &parts {
        let first = *seen.entry(&part.value).or_insert(part);
        if !std::ptr::eq(first, part) {
            let message = format!("`{}` is listed twice in the net and would count twice", part.value);
            sink.push(
                Diagnostic::error(Code::RepeatedName, part.span.clone(), message)
                    .hint("remove one of the two")
                    .related(first.span.clone(), "the first one"),
            );
        }
    }
    Some(Written { key, parts, given })
}

/// Looks up the categories of the nets. `counted` holds the figures of nets that were tabulated from responses.
pub(crate) fn resolve(
    written: &[&Written<'_>],
    columns: &[String],
    categories: &[Category],
    counted: Vec<Vec<Option<f64>>>,
    sink: &Diagnostics,
) -> Vec<Net> {
    let mut counted = counted.into_iter();
    let known = index(categories);
    let resolve = |net: &&Written<'_>| {
        check_name(net, &known, categories, sink);
        let counted = counted.next();
        let given = net.given.map(|node| given(node, &net.key.name, ("column", columns), sink));
        Net {
            name: net.key.name.clone(),
            span: net.key.span.clone(),
            parts: net.parts.iter().filter_map(|part| place(part, &known, categories, sink)).collect(),
            given: given.or(counted).unwrap_or_default(),
        }
    };
    written.iter().map(resolve).collect()
}

/// Looks up the answers of nets that every item has. A published figure is given for each item.
pub(crate) fn resolve_answers(
    written: &[&Written<'_>],
    columns: &[String],
    categories: &[Category],
    sink: &Diagnostics,
) -> Vec<Net> {
    let items: Vec<String> = categories.iter().map(|category| category.name.clone()).collect();
    let (known, answers) = (index(categories), index_of(columns));
    let part = |part: &Spanned<String>| {
        let found = answers.get(&part.value);
        if found.is_none() {
            let message = format!("there is no answer `{}`", part.value);
            let hint = suggest(&part.value, columns.iter().map(String::as_str));
            sink.push(Diagnostic::error(Code::UnknownColumn, part.span.clone(), message).hint(hint));
        }
        found
    };
    let resolve = |net: &&Written<'_>| {
        check_name(net, &known, categories, sink);
        if answers.get(&net.key.name).is_some() {
            let message = format!("`{}` is also an answer", net.key.name);
            sink.push(
                Diagnostic::error(Code::RepeatedName, net.key.span.clone(), message)
                    .hint("give the net a name of its own"),
            );
        }
        Net {
            name: net.key.name.clone(),
            span: net.key.span.clone(),
            parts: net.parts.iter().filter_map(part).collect(),
            given: net
                .given
                .map(|node| given(node, &net.key.name, ("item", &items), sink))
                .unwrap_or_default(),
        }
    };
    written.iter().map(resolve).collect()
}

/// Nets of shares must be shares: a given figure, and the sum of the parts, must lie between 0 and 100. Rounding
/// may account for half a point per part. If several answers were allowed, the rule `multiple-as-whole` reports
/// that a sum of parts is not a share.
pub(crate) fn check(series: &Series, sink: &Diagnostics) {
    if series.unit != Unit::Percent {
        return;
    }
    let several = series.question_type == QuestionType::Multiple;
    for (net, column) in series.nets.iter().flat_map(|net| (0..series.width()).map(move |at| (net, at))) {
        let of = series.columns.get(column).map_or_else(String::new, |name| format!(" in `{name}`"));
        let (given, sum) = (net.given(column), series.net_sum(net, column));
        if let Some(given) = given.filter(|given| !rounding::is_share(*given)) {
            let message =
                format!("the net `{}` is given as {given}{of}: shares lie between 0 and 100", net.name);
            sink.push(
                Diagnostic::error(Code::ShareOutOfRange, net.span.clone(), message)
                    .hint("correct the figure, or set `unit: count` or `unit: number`"),
            );
        }
        let most = 100.0 + 0.5 * net.parts.len() as f64;
        if let Some(sum) = sum.filter(|sum| !several && given.is_none() && *sum > most) {
            // Floating noise: 33.4 + 33.3 + 33.3 must not print sixteen digits.
            let sum = (sum * 1e6).round() / 1e6;
            let message = format!("the parts of the net `{}` add up to {sum}{of}, more than 100", net.name);
            sink.push(
                Diagnostic::error(Code::PartsAbove100, net.span.clone(), message)
                    .hint("combine only answers that exclude each other, or give the published share: `{parts: […], value: …}`"),
            );
        }
    }
}

fn index(categories: &[Category]) -> Index<'_> {
    Index::new(categories.iter().map(|category| category.name.as_str()))
}

fn index_of(columns: &[String]) -> Index<'_> {
    Index::new(columns.iter().map(String::as_str))
}

fn check_name(net: &Written<'_>, known: &Index<'_>, categories: &[Category], sink: &Diagnostics) {
    if let Some(category) = known.get(&net.key.name).map(|at| &categories[at]) {
        let message = format!("`{}` is also a category", net.key.name);
        sink.push(
            Diagnostic::error(Code::RepeatedName, net.key.span.clone(), message)
                .hint("give the net a name of its own")
                .related(category.span.clone(), "the category"),
        );
    }
}

fn place(
    part: &Spanned<String>,
    known: &Index<'_>,
    categories: &[Category],
    sink: &Diagnostics,
) -> Option<usize> {
    let found = known.get(&part.value);
    // Without categories, another error was reported already.
    if found.is_none() && !categories.is_empty() {
        let message = format!("there is no category `{}`", part.value);
        let hint = suggest(&part.value, categories.iter().map(|category| category.name.as_str()));
        sink.push(Diagnostic::error(Code::UnknownCategory, part.span.clone(), message).hint(hint));
    }
    found
}

/// `57`, or `{2019: 57, 2020: 60}` if the series has columns.
fn given(
    node: &Node,
    name: &str,
    (what, columns): (&str, &[String]),
    sink: &Diagnostics,
) -> Vec<Option<f64>> {
    let mut values = vec![None; columns.len().max(1)];
    if columns.is_empty() {
        values[0] = values::number(node, "value", sink).map(|found| found.value);
        return values;
    }
    let Value::Map(cells) = &node.value else {
        sink.push(
            values::wrong_type(node, "value", &format!("a mapping of {what}s to numbers"))
                .hint(format!("`{name}` has the {what}s {}", columns.join(", "))),
        );
        return values;
    };
    values::report_repeated(cells, sink);
    let known = index_of(columns);
    for (key, node) in cells {
        match known.get(&key.name) {
            Some(at) => values[at] = values::number(node, &key.name, sink).map(|found| found.value),
            None => {
                let message = format!("there is no {what} `{}`", key.name);
                let hint = suggest(&key.name, columns.iter().map(String::as_str));
                sink.push(Diagnostic::error(Code::UnknownColumn, key.span.clone(), message).hint(hint));
            }
        }
    }
    values
}
