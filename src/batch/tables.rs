//! Writes `briefing.xlsx` from the story and the charts.

use std::collections::BTreeMap;

use super::{ChartInputs, Request};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Language;
use crate::sheets::{self, Setting, Source};
use crate::story::Story;

/// The name of the file.
pub(super) const FILE: &str = "briefing.xlsx";

/// The bytes of the workbook.
///
/// # Errors
/// A diagnostic where the file would be too large.
pub(super) fn bytes(
    story: &Story,
    language: Language,
    drawings: &[(&str, Option<ChartInputs<'_>>)],
    request: &Request,
) -> Result<Vec<u8>, Diagnostic> {
    let mut sources: BTreeMap<&str, Source<'_>> = BTreeMap::new();
    for (id, inputs) in drawings {
        sources.extend(inputs.as_ref().map(|inputs| (*id, (&inputs.shown, &inputs.caption))));
    }
    sheets::write(story, &sources, Setting { language, unrounded: request.unrounded })
        .map_err(|error| Diagnostic::output(Code::Unwritable, FILE, error.to_string()))
}
