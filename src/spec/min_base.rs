//! `min-base` of a briefing: which shares rest on too few respondents, and whether they are hidden.

use super::fields::Fields;
use super::keys::{Form, Key, Preset, Shape, optional, required};
use super::values;
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};

/// The smallest base of shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MinBase {
    /// The number of respondents.
    pub n: u32,
    /// Whether shares of fewer respondents are hidden instead of reported.
    pub hide: bool,
    /// Groups in which fewer respondents gave an answer are hidden as well.
    pub cell: u32,
    /// Reports of fewer respondents in all are hidden as a whole.
    pub report: u32,
    /// The largest part of a group's weights that one respondent may have, in per cent; 0 where that does not matter.
    pub dominance: f64,
}

/// The key of a briefing.
pub(super) const MIN_BASE: Key = optional(
    "min-base",
    Form::Either(&[Form::Count, Form::Shape(&SHAPE)]),
    "The smallest base. Shares of fewer respondents are reported, or hidden.",
)
.or(Preset::Count(MinBase::DEFAULT))
.like("{n: 50, hide: true}");

const SHAPE: Shape = Shape {
    name: "min-base",
    what: "`min-base`",
    about: "The smallest base of shares.",
    keys: &[
        required("n", Form::Count, "The number of respondents."),
        optional(
            "hide",
            Form::Flag,
            "Whether to replace figures with a smaller base by `n < 30`, and figures that they could be computed from by `•`.",
        )
        .or(Preset::Flag(false)),
        optional(
            "cell",
            Form::Count,
            "With `hide`: also hides groups in which some, but fewer than so many respondents gave an answer.",
        )
        .since("0.1"),
        optional("report", Form::Count, "With `hide`: hides all of a report of fewer respondents.").since("0.1"),
        optional(
            "dominance",
            Form::between(1.0, 100.0, "per cent"),
            "With `hide`: also hides groups in which one respondent may have more than this part of the weights.",
        )
        .since("0.1"),
    ],
};

impl MinBase {
    /// The number of respondents below which shares are reported if no briefing sets another.
    pub const DEFAULT: u32 = 30;

    /// Reads the key of a briefing.
    pub(super) fn from_briefing(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Self> {
        let node = non_empty(fields, MIN_BASE.name, "a number, or `{n: 30, hide: true}`,", sink)?;
        Self::read(node, sink)
    }

    /// Reads `min-base: 50` or `min-base: {n: 50, hide: true}`.
    fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return values::count(node, "min-base", sink).map(|n| Self::of(n.value));
        }
        let mut fields = Fields::open(node, &SHAPE, sink)?;
        let n = fields.count("n").map(|n| n.value);
        let hide = non_empty(&mut fields, "hide", "`true` or `false`", sink);
        let hide = hide.is_some() && fields.flag_or_default("hide");
        let (cell, report) = (fields.count("cell"), fields.count("report"));
        let dominance = fields.number("dominance");
        for key in ["cell", "report", "dominance"] {
            if let Some((key, _)) = fields.entry(key).filter(|_| !hide) {
                let message = format!("`{}` says what is hidden, but nothing is", key.name);
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message)
                        .hint("add `hide: true`, or remove the key"),
                );
            }
        }
        fields.finish();
        Some(Self {
            hide,
            cell: cell.map_or(0, |cell| cell.value),
            report: report.map_or(0, |report| report.value),
            dominance: dominance.map_or(0.0, |dominance| dominance.value),
            ..Self::of(n?)
        })
    }

    /// Shares of fewer respondents are reported.
    fn of(n: u32) -> Self {
        Self { n, hide: false, cell: 0, report: 0, dominance: 0.0 }
    }
}

/// The value of a key that hides figures. An empty value is an error, since it must not be read as "show
/// everything".
fn non_empty<'n>(
    fields: &mut Fields<'n>,
    key: &'static str,
    wanted: &str,
    sink: &Diagnostics,
) -> Option<&'n Node> {
    let (key, node) = fields.entry(key)?;
    if node.value == Value::Null {
        let message = format!("`{}` is empty", key.name);
        sink.push(
            Diagnostic::error(Code::MissingKey, key.span.clone(), message)
                .hint(format!("write {wanted} after it, or remove the key")),
        );
        return None;
    }
    Some(node)
}

/// Whether a diagnostic reports `min-base`, however it is spelt, in a place that has no such key.
pub(super) fn is_misplaced(fault: &Diagnostic) -> bool {
    let written = fault.span.source.text.get(fault.span.start..fault.span.end).unwrap_or_default();
    fault.code == Code::UnknownKey && nearest(written, ["min-base"]).is_some()
}
