//! The key `breaks` of a series file: which groups of respondents stand side by side.

use super::questions::{Cells, Question};
use super::{EMPTY, ORDER};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::dataset::axis::{By, Groups};
use crate::import::dataset::recode::{self, GROUPS, Grouped, LEAVE_OUT, REST};
use crate::import::labels::{Labels, Shared};
use crate::import::series_file::keys as series;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Preset, Shape, optional};
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, is_id, values};

/// Finds the question of a name, with the name of its header.
type FindQuestion<'f, 'q> = dyn Fn(&Spanned<String>) -> Option<(Spanned<String>, &'q Question<'q>)> + 'f;

/// An entry of `breaks`.
pub(in crate::import::series_file) const BREAK: Shape = Shape {
    name: "break",
    what: "a break",
    about: "Groups of respondents, which are the columns of a series. The text alone is a header or the id of a question.",
    keys: &[
        optional(
            "answer",
            Form::Text,
            "The header of the groups, or the id of a question whose answers they are.",
        )
        .or(Preset::Described("the id of the break"))
        .like("region"),
        series::LABELS,
        ORDER,
        EMPTY,
        GROUPS,
        LEAVE_OUT,
        REST,
    ],
};

/// Groups of respondents.
#[derive(Debug)]
pub(in crate::import::series_file) struct Break {
    /// Its id.
    pub(in crate::import::series_file) id: Spanned<String>,
    /// What the groups are made of.
    pub(in crate::import::series_file) by: By,
}

/// Reads a break; `None` where it is faulty.
pub(in crate::import::series_file) fn read(
    key: &Key,
    node: &Node,
    shared: &Shared,
    questions: &[Question<'_>],
    sink: &Diagnostics,
) -> Option<Break> {
    let before = sink.len();
    let id = Spanned { value: key.name.clone(), span: key.span.clone() };
    if !is_id(&key.name) || key.name.contains("-by-") || key.name.contains("-and-") {
        let message = format!("`{}` cannot be the id of a break", key.name);
        sink.push(
            Diagnostic::error(Code::WrongId, key.span.clone(), message)
                .hint("use small letters a-z, digits and hyphens only, and neither `-by-` nor `-and-`"),
        );
    }
    let of_question = |header: &Spanned<String>| {
        let question = questions.iter().find(|question| question.key.name == header.value)?;
        match &question.cells {
            Cells::One(header, None) => Some((header.clone(), question)),
            _ => None,
        }
    };
    if let Value::Text(_) = node.value {
        let header = values::text(node, &key.name, sink)?;
        return (sink.len() == before).then_some(Break { id, by: plain(header, &of_question) });
    }
    let mut fields = Fields::open(node, &BREAK, sink)?;
    let written = fields.text("answer");
    let labels = shared.labels(&mut fields, sink);
    let order = fields.texts("order").unwrap_or_default();
    let empty: Vec<String> =
        fields.texts("empty").unwrap_or_default().into_iter().map(|word| word.value).collect();
    let grouped = recode::read(&mut fields, sink);
    if let (Some(Some(Grouped::Cases(_))), Some(header)) = (&grouped, &written) {
        let message = "`answer` does not go with groups that are conditions: they name their headers";
        sink.push(Diagnostic::error(Code::MisplacedKey, header.span.clone(), message).hint("remove the key"));
    }
    fields.finish();
    if sink.len() > before {
        return None;
    }
    let header = written.unwrap_or_else(|| id.clone());
    let by = match grouped? {
        Some(Grouped::Cases(cases)) => By::Cases(cases),
        grouped => {
            let recode = match grouped {
                Some(Grouped::Answers(recode)) => Some(recode),
                _ => None,
            };
            match (plain(header, &of_question), labels?) {
                (By::Groups(known), labels) => By::Groups(Groups {
                    labels: if labels.pairs.is_empty() { known.labels } else { labels },
                    order: if order.is_empty() { known.order } else { order },
                    empty: if empty.is_empty() { known.empty } else { empty },
                    recode: recode.or(known.recode),
                    header: known.header,
                }),
                (by, _) => by,
            }
        }
    };
    Some(Break { id, by })
}

/// The answers under a header, or those of a question with its labels.
fn plain<'q>(header: Spanned<String>, of_question: &FindQuestion<'_, 'q>) -> By {
    match of_question(&header) {
        Some((header, question)) => By::Groups(Groups {
            header,
            labels: question.labels.clone(),
            order: question.order.clone(),
            empty: question.empty.clone(),
            recode: match &question.groups {
                Some(Grouped::Answers(recode)) => Some(recode.clone()),
                _ => None,
            },
        }),
        None => By::Groups(Groups {
            header,
            labels: Labels::default(),
            order: Vec::new(),
            empty: Vec::new(),
            recode: None,
        }),
    }
}
