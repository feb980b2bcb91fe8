//! `min-base` of a briefing: which shares rest on too few respondents, and whether they are hidden.

use super::fields::Fields;
use super::keys::{Form, Key, Preset, Shape, optional, required};
use super::values;
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};

/// The smallest base of shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinBase {
    /// The number of respondents.
    pub n: u32,
    /// Whether shares of fewer respondents are hidden instead of reported.
    pub hide: bool,
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
    ],
};

impl MinBase {
    /// The number of respondents below which shares are reported if no briefing sets another.
    pub const DEFAULT: u32 = 30;

    /// Reads the key of a briefing.
    pub(super) fn of(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Self> {
        let node = non_empty(fields, MIN_BASE.name, "a number, or `{n: 30, hide: true}`,", sink)?;
        Self::read(node, sink)
    }

    /// Reads `min-base: 50` or `min-base: {n: 50, hide: true}`.
    fn read(node: &Node, sink: &Diagnostics) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return values::count(node, "min-base", sink).map(|n| Self { n: n.value, hide: false });
        }
        let mut fields = Fields::open(node, &SHAPE, sink)?;
        let n = fields.count("n").map(|n| n.value);
        let hide = non_empty(&mut fields, "hide", "`true` or `false`", sink);
        let hide = hide.is_some() && fields.flag_or_default("hide");
        fields.finish();
        Some(Self { n: n?, hide })
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
