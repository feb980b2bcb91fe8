//! JSON Schema (draft 7) of spec files.

use std::sync::Arc;

use crate::diagnostic::Source;
use crate::spec::keys::{Form, Key, Preset, Shape, Word};
use crate::spec::yaml::{self, Node, Value as Yaml};
use serde_json::{Map, Value, json};

/// What [`crate::spec::is_id`] accepts.
const ID: &str = "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$";

/// The JSON Schema of the kind of file called `name`, with a final line break.
pub fn json_schema(name: &str, shape: &Shape) -> String {
    let mut definitions = Map::new();
    let root = object(shape, &mut definitions);
    let mut document = Map::new();
    document.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    document.insert("title".into(), json!(format!("make-briefing: {name}")));
    document.extend(root);
    if !definitions.is_empty() {
        definitions.sort_keys();
        document.insert("definitions".into(), Value::Object(definitions));
    }
    format!("{:#}\n", Value::Object(document))
}

/// The definition of a shape. Unknown keys are errors, as they are for the reader.
fn object(shape: &Shape, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let properties = shape.keys.iter().map(|key| (key.name.to_owned(), property(key, definitions))).collect();
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut object = Map::new();
    object.insert("description".into(), json!(shape.about));
    object.insert("type".into(), json!("object"));
    object.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    object.insert("additionalProperties".into(), json!(false));
    object
}

fn property(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut property = value(&key.form, definitions);
    // In draft 7 all keywords beside `$ref` are ignored.
    if property.get("$ref").is_some() {
        property = json!({"allOf": [property]});
    }
    let mut description = key.description();
    match key.default {
        None => {}
        Some(Preset::Word(word)) => property["default"] = json!(word),
        // The shortest digits that mean this number: as `f64` it would have others behind them.
        Some(Preset::Number(number)) => property["default"] = number.to_string().parse().unwrap_or_default(),
        Some(Preset::Count(count)) => property["default"] = json!(count),
        Some(Preset::Flag(flag)) => property["default"] = json!(flag),
        Some(Preset::Described(words)) => description.push_str(&format!(" Default: {words}.")),
    }
    if let Some(node) = key.example.and_then(parse) {
        property["examples"] = json!([plain(&node)]);
    }
    property["description"] = json!(description);
    property
}

/// An example as a tree of nodes; an entry whose example is not YAML fails the test on examples.
fn parse(example: &str) -> Option<Node> {
    yaml::parse(&Arc::new(Source::new("example", example))).ok()
}

/// A YAML value in JSON.
fn plain(node: &Node) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => json!(value),
        Yaml::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => json!(*value as i64),
        Yaml::Number(value) => json!(value),
        Yaml::Text(text) => json!(text),
        Yaml::List(items) => items.iter().map(plain).collect(),
        Yaml::Map(pairs) => {
            Value::Object(pairs.iter().map(|(key, node)| (key.name.clone(), plain(node))).collect())
        }
    }
}

/// One of several words, each with its meaning. A word of digits is a number in YAML unless it has quotes.
fn choice(words: &[Word]) -> Value {
    let numbers = words.iter().filter_map(|word| word.word.parse::<u32>().ok());
    let values: Vec<Value> =
        words.iter().map(|word| json!(word.word)).chain(numbers.map(Value::from)).collect();
    let mut choice = json!({"enum": values});
    if values.len() == words.len() && words.iter().any(|word| !word.about.is_empty()) {
        choice["enumDescriptions"] = words.iter().map(|word| word.about).collect();
    }
    choice
}

fn value(form: &Form, definitions: &mut Map<String, Value>) -> Value {
    match form {
        Form::Text => json!({"type": ["string", "number", "boolean"]}),
        Form::Number => json!({"type": "number"}),
        Form::Between(limits) => {
            json!({"type": "number", "minimum": limits.least, "maximum": limits.most})
        }
        Form::Count => json!({"type": "integer", "minimum": 1}),
        Form::Flag => json!({"type": "boolean"}),
        Form::Nothing => json!({"type": "null"}),
        Form::Pattern(pattern, example) => {
            json!({"type": "string", "pattern": pattern, "examples": [example]})
        }
        Form::Color => {
            json!({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#00647d"]})
        }
        // A name such as `2020` is a number in YAML.
        Form::Id => json!({"type": ["string", "number"], "pattern": ID}),
        Form::Words(words) => choice(words),
        Form::List(item) => json!({"type": "array", "items": value(item, definitions)}),
        Form::Names(item) => json!({"type": "object", "additionalProperties": value(item, definitions)}),
        Form::Tagged(words, item) => json!({
            "type": "object",
            "propertyNames": choice(words),
            "additionalProperties": value(item, definitions),
            "minProperties": 1,
            "maxProperties": 1,
        }),
        Form::Shape(shape) => {
            if !definitions.contains_key(shape.name) {
                let object = object(shape, definitions);
                definitions.insert(shape.name.into(), Value::Object(object));
            }
            json!({"$ref": format!("#/definitions/{}", shape.name)})
        }
        Form::Named(named) => {
            if !definitions.contains_key(named.name) {
                // It may hold itself.
                definitions.insert(named.name.into(), Value::Null);
                let mut form = value(named.form, definitions);
                form["description"] = json!(named.about);
                definitions.insert(named.name.into(), form);
            }
            json!({"$ref": format!("#/definitions/{}", named.name)})
        }
        Form::Either(forms) => {
            json!({"anyOf": forms.iter().map(|form| value(form, definitions)).collect::<Vec<_>>()})
        }
    }
}
