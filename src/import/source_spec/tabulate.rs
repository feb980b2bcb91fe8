//! The key `tabulate` of `data`: which headers hold the answers to be counted.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Key as Entry, Preset, Shape, TEXTS, optional, words};
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
    /// Whether the author declines the weights that the file names.
    pub is_unweighted: bool,
    /// Whether a respondent without an answer is one of those that shares are computed of.
    pub everyone: bool,
    /// Answers in a respondent's own words, which are counted together and never shown.
    pub other: Option<Other>,
}

/// Where answers in a respondent's own words are.
#[derive(Debug, Clone)]
pub enum Other {
    /// Among the others: whatever is not among the listed answers, counted under this name.
    Unlisted(Spanned<String>),
    /// Under a header of their own, counted under a name.
    Column(Spanned<String>, String),
}

/// Where the answers of a respondent are, and in what form.
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
    /// Where the author names the first header.
    pub fn place(&self) -> &Span {
        match self {
            Self::Cell { header, .. } => &header.span,
            Self::Columns { first, .. } => first,
        }
    }
}

/// The bases of shares; the flag says whether all rows belong to it.
const BASES: [Choice<bool>; 2] = [("answered", false, "those who answered"), ("all", true, "all rows")];

/// The key `tabulate` of `data`.
pub(super) const TABULATE: Shape = Shape {
    name: "tabulate",
    what: "`tabulate`",
    about: "The headers of a table with one row per respondent. Either `answer` or `answers` is required.",
    keys: &[
        optional("answer", Form::Text, "The header of the answers, one cell per respondent.").like("q5"),
        optional(
            "separator",
            Form::Text,
            "The separator of several answers in that cell (`type: multiple`).",
        )
        .like("';'"),
        optional(
            "order",
            TEXTS,
            "The possible answers in that column, in order. Any other answer is then an error.",
        )
        .or(Preset::Described("the order in which they first appear")),
        optional(
            "answers",
            Form::Either(&[Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "For multiple response with one column per answer: the headers, a mapping of headers to the names of the answers, or the name of an answer set of the file, such as `[$reasons]`.",
        )
        .like("{q5_1: bus, q5_2: train}"),
        optional("chosen", TEXTS, "Cell texts in those columns that mean that the answer was chosen.")
            .or(Preset::Described("`1`, `true`, the answer itself and the ticks of the format")),
        optional(
            "not-chosen",
            TEXTS,
            "Cell texts that mean that it was not chosen. An empty cell is neither; a row of empty cells counts as not answered.",
        )
        .or(Preset::Described("`0`, `false` and those of the format")),
        optional(
            "other",
            Form::Either(&[Form::Text, Form::Names(&Form::Text)]),
            "Answers in respondents' own words are counted under this name and never shown: `Other` for answers that are not listed, a mapping for texts under a header of their own.",
        )
        .like("{q5_other: Other}"),
        optional("base", Form::Words(&words(&BASES)), "The base of shares.").or(Preset::Word(BASES[0].0)),
        optional("column", Form::Text, "The header of the respondents' group or wave."),
        WEIGHT,
    ],
};

/// The header of the weights.
pub(crate) const WEIGHT: Entry = optional(
    "weight",
    Form::Text,
    "The header of the weights, or `none` where all respondents count alike although the file names weights.",
);

/// The header of the weights, and whether the author declines any.
pub(crate) fn weight(fields: &mut Fields<'_>) -> (Option<Spanned<String>>, bool) {
    let weight = fields.text("weight");
    let is_declined = weight.as_ref().is_some_and(|weight| weight.value == "none");
    (weight.filter(|_| !is_declined), is_declined)
}

/// Reads `tabulate: header` or `tabulate: {answers: …, …}`.
pub(crate) fn tabulate(node: &Node, sink: &Diagnostics) -> Option<Tabulate> {
    if let Value::Text(_) = &node.value {
        let header = values::text(node, "tabulate", sink)?;
        let answers = Answers::Cell { header, separator: None, order: Vec::new() };
        return Some(Tabulate {
            answers,
            column: None,
            weight: None,
            is_unweighted: false,
            everyone: false,
            other: None,
        });
    }
    let mut fields = Fields::open(node, &TABULATE, sink)?;
    let answers = answers(&mut fields, sink);
    let column = fields.text("column");
    let (weight, is_unweighted) = weight(&mut fields);
    let everyone = fields.choice_or_default("base", &BASES);
    let other = fields.node("other").and_then(|node| other(node, answers.as_ref(), sink));
    fields.finish();
    Some(Tabulate { answers: answers?, column, weight, is_unweighted, everyone, other })
}

/// `other: name` for what is not among the listed answers, `other: {header: name}` for a column of texts.
fn other(node: &Node, answers: Option<&Answers>, sink: &Diagnostics) -> Option<Other> {
    let by_header =
        "write `other: {q5_other: Other}`: the header above the texts, and the name they count under";
    match (&node.value, answers) {
        (Value::Map(_), _) => match values::map(node, "other", sink)? {
            [(key, node)] => {
                let name = values::text(node, "other", sink)?.value;
                Some(Other::Column(Spanned { value: key.name.clone(), span: key.span.clone() }, name))
            }
            _ => {
                sink.push(values::wrong_type(node, "other", "one header with one name").hint(by_header));
                None
            }
        },
        (_, Some(Answers::Columns { .. })) => {
            sink.push(values::wrong_type(node, "other", "a header with a name").hint(by_header));
            None
        }
        _ => values::text(node, "other", sink).map(Other::Unlisted),
    }
}

/// `answer` names one header, `answers` several; each has keys of its own.
fn answers(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Answers> {
    let several = fields.node("answers");
    let one = match several {
        None => fields.text_required_here("answer"),
        Some(_) => fields.text("answer"),
    };
    let separator = fields.text("separator");
    if let Some(empty) = separator.as_ref().filter(|separator| separator.value.is_empty()) {
        sink.push(
            Diagnostic::error(Code::UnknownWord, empty.span.clone(), "`separator` cannot be empty")
                .hint("write what separates two answers, such as `';'`"),
        );
        return None;
    }
    let order = order(fields, sink);
    let [chosen, not_chosen] = ["chosen", "not-chosen"].map(|key| fields.texts(key));
    let misplaced = |keys: &[&'static str], fields: &mut Fields<'_>, sink: &Diagnostics, why: &str| {
        for key in keys {
            if let Some((key, _)) = fields.entry(key) {
                let message = format!("`{}` does not go with {why}", key.name);
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message).hint("remove the key"),
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

/// The listed answers. Who writes codes with their labels means `labels`.
fn order(fields: &mut Fields<'_>, sink: &Diagnostics) -> Vec<Spanned<String>> {
    match fields.node("order") {
        Some(node) if matches!(node.value, Value::Map(_)) => {
            sink.push(values::wrong_type(node, "order", "a list of answers").hint(
                "codes get labels, and their order, from `labels: {1: very good, 2: good}` of the series",
            ));
            Vec::new()
        }
        _ => fields.texts("order").unwrap_or_default(),
    }
}

/// `[header, header]`, or `{header: name of the answer}`.
pub(crate) fn headers(node: &Node, sink: &Diagnostics) -> Option<Vec<(Spanned<String>, String)>> {
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
