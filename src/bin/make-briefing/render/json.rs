//! One JSON object per line, for programs.
//!
//! The fields are a stable format that [`schema`] describes. Lines and columns count from 1, columns count
//! characters, `end` is exclusive. All fields are always present; unknown values are `null`. New fields may be
//! added.

use super::{Position, extent, harmless, word};
use make_briefing::diagnostic::{Diagnostic, Span};
use serde_json::{Map, Value, json};

/// A diagnostic as one JSON object on one line.
pub(crate) fn json(diagnostic: &Diagnostic) -> String {
    let mut object = Map::new();
    object.insert("severity".into(), word(diagnostic.severity).into());
    object.insert("code".into(), diagnostic.code.name().into());
    object.extend(location(&diagnostic.span));
    object.insert("message".into(), diagnostic.message.as_str().into());
    object.insert("hint".into(), diagnostic.hint.as_deref().into());
    object.insert("related".into(), diagnostic.related.iter().map(related).collect());
    harmless::json(&Value::Object(object).to_string())
}

fn related((span, label): &(Span, String)) -> Value {
    let mut object = location(span);
    object.insert("message".into(), label.as_str().into());
    Value::Object(object)
}

fn location(span: &Span) -> Map<String, Value> {
    let (start, end) = extent(span).unzip();
    let mut object = Map::new();
    object.insert("file".into(), span.source.name.as_str().into());
    object.insert("line".into(), start.map(|at| at.line).into());
    object.insert("column".into(), start.map(|at| at.column).into());
    object.insert(
        "end".into(),
        end.map(|Position { line, column }| json!({"line": line, "column": column})).into(),
    );
    object
}

/// JSON Schema of such an object, with a final line break.
pub(crate) fn schema() -> String {
    let fields = |about: &str| {
        json!({
            "file": {"type": "string", "description": "The file, or a command line option such as `--only`."},
            "line": {"type": ["integer", "null"], "minimum": 1, "description": "The first line, counted from 1."},
            "column": {"type": ["integer", "null"], "minimum": 1, "description": "The column of the first character, counted from 1."},
            "end": {
                "description": "The position after the last character.",
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
        "description": "A related position.",
        "type": "object",
        "properties": fields("How it is related."),
        "required": ["file", "line", "column", "end", "message"],
    });
    let mut properties = json!({
        "severity": {"enum": ["error", "warning"], "description": "An error fails the run, a warning only with `--deny-warnings`."},
        "code": {
            "type": "string",
            "description": "The diagnostic code: `make-briefing explain CODE` says more.",
        },
    });
    properties["hint"] = json!({"type": ["string", "null"], "description": "How to fix it."});
    properties["related"] = json!({"type": "array", "items": {"$ref": "#/definitions/related"}});
    if let (Some(all), Value::Object(own)) = (properties.as_object_mut(), fields("What is wrong.")) {
        all.extend(own);
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "make-briefing: message",
        "description": "A diagnostic of `--message-format json`: one object per line.",
        "type": "object",
        "properties": properties,
        "required": ["severity", "code", "file", "line", "column", "end", "message", "hint", "related"],
        "definitions": {"position": position, "related": related},
    });
    format!("{schema:#}\n")
}
