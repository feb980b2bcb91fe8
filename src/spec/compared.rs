//! The key `significance` of a chart: what is tested against each other.

use super::Spanned;
use super::keys::Choice;
use super::values::wrong_type;
use super::yaml::{Node, Value};
use crate::diagnostic::Diagnostics;

/// What is tested against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The columns of each row: groups or waves.
    Columns,
    /// The rows of each column: answers of the same respondents.
    Answers,
}

impl Compared {
    /// The words used in specs, beside `true` and `false`.
    pub const WORDS: [Choice<Self>; 2] = [
        ("columns", Self::Columns, "the columns of each row, as with `true`"),
        ("answers", Self::Answers, "the answers of each column"),
    ];

    /// Reads the key; `None` where nothing is tested.
    pub(super) fn read(node: &Node, sink: &Diagnostics) -> Option<Spanned<Self>> {
        let value = match &node.value {
            Value::Bool(true) => Self::Columns,
            Value::Bool(false) => return None,
            Value::Text(text) if Self::WORDS.iter().any(|(word, ..)| word == text) => {
                Self::WORDS.iter().find(|(word, ..)| word == text)?.1
            }
            _ => {
                sink.push(
                    wrong_type(node, "significance", "`true`, `false` or `answers`")
                        .hint("write `significance: true` to compare columns, `significance: answers` to compare answers"),
                );
                return None;
            }
        };
        Some(Spanned { value, span: node.span.clone() })
    }
}
