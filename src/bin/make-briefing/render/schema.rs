//! JSON Schema (draft 7) of specs, for completion and checks in editors.

use make_briefing::spec::schema::{Form, Key, Shape};
use serde_json::{Map, Value, json};

/// What `make_briefing::spec::is_id` accepts.
const ID: &str = "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$";

/// The schema of a file, with a final line break.
pub(crate) fn schema(name: &str, shape: &Shape) -> String {
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
    let mut properties = Map::new();
    for Key { name, form, about, .. } in shape.keys {
        let mut property = value(form, definitions);
        // In draft 7 all keywords beside `$ref` are ignored.
        if property.get("$ref").is_some() {
            property = json!({"allOf": [property]});
        }
        property["description"] = json!(about);
        properties.insert((*name).into(), property);
    }
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

fn value(form: &Form, definitions: &mut Map<String, Value>) -> Value {
    match form {
        Form::Text => json!({"type": ["string", "number", "boolean"]}),
        Form::Number => json!({"type": "number"}),
        Form::Count => json!({"type": "integer", "minimum": 1}),
        Form::UpTo(most) => json!({"type": "integer", "minimum": 0, "maximum": most}),
        Form::Flag => json!({"type": "boolean"}),
        Form::Any => json!({}),
        Form::Nothing => json!({"type": "null"}),
        Form::Pattern(pattern, example) => {
            json!({"type": "string", "pattern": pattern, "examples": [example]})
        }
        // A name such as `2020` is a number in YAML.
        Form::Id => json!({"type": ["string", "number"], "pattern": ID}),
        Form::Words(words) => json!({"enum": words}),
        Form::List(item) => json!({"type": "array", "items": value(item, definitions)}),
        Form::Names(item) => json!({"type": "object", "additionalProperties": value(item, definitions)}),
        Form::Tagged(words, item) => json!({
            "type": "object",
            "propertyNames": {"enum": words},
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
        Form::Either(forms) => {
            json!({"anyOf": forms.iter().map(|form| value(form, definitions)).collect::<Vec<_>>()})
        }
    }
}
