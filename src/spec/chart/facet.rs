//! Small multiples: what gets a panel of its own.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Key, optional, words};
use crate::spec::kinds::Kind;

/// What gets a panel of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Each column, such as a group or a wave.
    Columns,
    /// Each category.
    Categories,
    /// Each category, with all others behind it.
    Among,
}

/// The key of a chart.
pub(super) const FACET: Key =
    optional("facet", Form::Words(&words(&Facet::WORDS)), "Small multiples on one scale.");

impl Facet {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 3] = [
        ("columns", Self::Columns, "a panel for each of the `columns`, such as groups or waves"),
        ("categories", Self::Categories, "a panel for each of the `categories`"),
        (
            "each-among-all",
            Self::Among,
            "a panel for each of the `categories`, with the lines of all others in grey behind it; `line` only",
        ),
    ];

    /// Reads `facet: columns`. Kinds that are small multiples already do not take it.
    pub fn read(
        fields: &mut Fields<'_>,
        kind: Option<&Spanned<Kind>>,
        sink: &Diagnostics,
    ) -> Option<Spanned<Self>> {
        let span = fields.node("facet")?.span.clone();
        let value = fields.choice("facet", &Self::WORDS)?;
        if let Some(kind) = kind.map(|kind| kind.value).filter(|kind| !kind.facts().panels) {
            let message = format!(
                "`facet` does not work with `{}`, which already compares several things side by side",
                kind.name()
            );
            sink.push(
                Diagnostic::error(Code::MisplacedKey, span, message)
                    .hint("remove it, or use a simpler kind such as `chart: bar`"),
            );
            return None;
        }
        if value == Self::Among
            && let Some(kind) = kind.map(|kind| kind.value).filter(|kind| *kind != Kind::Line)
        {
            let message = format!("`each-among-all` works with `line`, not with `{}`", kind.name());
            sink.push(
                Diagnostic::error(Code::MisplacedKey, span, message)
                    .hint("write `facet: categories`, or use `chart: line`"),
            );
            return None;
        }
        Some(Spanned { value, span })
    }
}
