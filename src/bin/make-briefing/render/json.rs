//! One JSON object a line, for programs.
//!
//! The fields are part of the version: `severity` (`error` or `warning`), `code`, `file`, `line`, `column`,
//! `end` (`line`, `column`), `message`, `hint`, and `related`, a list of places with `file`, `line`, `column`, `end` and
//! `message`. Lines and columns count from 1, columns count characters, `end` stands behind the last one. All fields are
//! always there; what is not known is `null`. New fields may be added.

use make_briefing::diagnostic::{Diagnostic, Place};
use serde_json::{Map, Value, json};

use super::{Position, extent, word};

/// A diagnostic as one JSON object on one line.
pub(crate) fn json(fault: &Diagnostic) -> String {
    let mut object = Map::new();
    object.insert("severity".into(), word(fault.severity).into());
    object.insert("code".into(), fault.code.into());
    object.extend(location(&fault.place));
    object.insert("message".into(), fault.message.as_str().into());
    object.insert("hint".into(), fault.hint.as_deref().into());
    object.insert("related".into(), fault.related.iter().map(related).collect());
    Value::Object(object).to_string()
}

fn related((place, label): &(Place, String)) -> Value {
    let mut object = location(place);
    object.insert("message".into(), label.as_str().into());
    Value::Object(object)
}

fn location(place: &Place) -> Map<String, Value> {
    let (start, end) = extent(place).unzip();
    let mut object = Map::new();
    object.insert("file".into(), place.source.name.as_str().into());
    object.insert("line".into(), start.map(|at| at.line).into());
    object.insert("column".into(), start.map(|at| at.column).into());
    object.insert(
        "end".into(),
        end.map(|Position { line, column }| json!({"line": line, "column": column})).into(),
    );
    object
}
