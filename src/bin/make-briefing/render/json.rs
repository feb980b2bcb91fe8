//! One JSON object a line, for programs.
//!
//! The fields are part of the version, and described by [`schema`]. Lines and columns count from 1, columns count
//! characters, `end` stands behind the last one. All fields are always there; what is not known is `null`. New fields may be
//! added.

use super::{Position, extent, harmless, word};
use make_briefing::diagnostic::{Diagnostic, Span};
use serde_json::{Map, Value, json};

/// A diagnostic as one JSON object on one line.
pub(crate) fn json(fault: &Diagnostic) -> String {
    let mut object = Map::new();
    object.insert("severity".into(), word(fault.severity).into());
    object.insert("code".into(), fault.code.name().into());
    object.extend(location(&fault.span));
    object.insert("message".into(), fault.message.as_str().into());
    object.insert("hint".into(), fault.hint.as_deref().into());
    object.insert("related".into(), fault.related.iter().map(related).collect());
    harmless::json(&Value::Object(object).to_string())
}

fn related((place, label): &(Span, String)) -> Value {
    let mut object = location(place);
    object.insert("message".into(), label.as_str().into());
    Value::Object(object)
}

fn location(place: &Span) -> Map<String, Value> {
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

/// JSON Schema of such an object, with its end of line.
pub(crate) fn schema() -> String {
    let place = |about: &str| {
        json!({
            "file": {"type": "string", "description": "The file, or an option of the command line such as `--only`."},
            "line": {"type": ["integer", "null"], "minimum": 1, "description": "The first line, counted from 1."},
            "column": {"type": ["integer", "null"], "minimum": 1, "description": "The first character of it, counted from 1."},
            "end": {
                "description": "Behind the last character.",
                "anyOf": [{"type": "null"}, {"$ref": "#/definitions/position"}],
            },
            "message": {"type": "string", "description": about},
        })
    };
    let counted = json!({"type": "integer", "minimum": 1});
    let position = json!({
        "description": "A line and a column.",
        "type": "object",
        "properties": {"line": counted, "column": counted},
        "required": ["line", "column"],
    });
    let related = json!({
        "description": "Another place that belongs to it.",
        "type": "object",
        "properties": place("What it has to do with it."),
        "required": ["file", "line", "column", "end", "message"],
    });
    let mut properties = json!({
        "severity": {"enum": ["error", "warning"], "description": "How much it weighs."},
        "code": {
            "type": "string",
            "description": "What kind of diagnostic it is: `make-briefing explain CODE` says more.",
        },
    });
    properties["hint"] = json!({"type": ["string", "null"], "description": "What to do about it."});
    properties["related"] = json!({"type": "array", "items": {"$ref": "#/definitions/related"}});
    if let (Some(all), Value::Object(place)) = (properties.as_object_mut(), place("What is wrong.")) {
        all.extend(place);
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "make-briefing: message",
        "description": "A diagnostic of `--message-format json`: one object a line.",
        "type": "object",
        "properties": properties,
        "required": ["severity", "code", "file", "line", "column", "end", "message", "hint", "related"],
        "definitions": {"position": position, "related": related},
    });
    format!("{schema:#}\n")
}
