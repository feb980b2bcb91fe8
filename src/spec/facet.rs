//! Small multiples: what stands in a panel of its own.

use super::Spanned;
use super::fields::Fields;
use super::kinds::Kind;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// What stands in a panel of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Each column, such as a group or a wave.
    Columns,
    /// Each category.
    Categories,
}

impl Facet {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 2] =
        [("columns", Self::Columns), ("categories", Self::Categories)];

    /// Reads `facet: columns`: of all kinds but those that show several series at once.
    pub fn read(
        fields: &mut Fields<'_>,
        kind: Option<&Spanned<Kind>>,
        sink: &Diagnostics,
    ) -> Option<Spanned<Self>> {
        let place = fields.node("facet")?.span.clone();
        let value = fields.choice("facet", &Self::WORDS)?;
        if let Some(kind) = kind.map(|kind| kind.value).filter(|kind| !kind.facts().panels) {
            let message = format!(
                "`facet` does not go with `{}`, which shows several things beside each other already",
                kind.name()
            );
            sink.push(
                Diagnostic::error(Code::MisplacedKey, place, message)
                    .hint("remove it, or use a simpler kind such as `chart: bar`"),
            );
            return None;
        }
        Some(Spanned { value, span: place })
    }
}
