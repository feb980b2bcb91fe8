//! The part of JSON Schema (drafts 4 and 7) that the published schemas and SARIF's use; an unknown keyword fails
//! the test.

use serde_json::Value;

/// What a value lacks, each with its path; empty where it fits.
pub(crate) fn validate(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(object) = schema.as_object() else { return faults };
    for (word, wanted) in object {
        let fits = match word.as_str() {
            "$schema" | "id" | "title" | "description" | "examples" | "definitions" | "properties"
            | "default" | "format" | "enumDescriptions" => true,
            "type" => kinds(wanted).iter().any(|kind| is(value, kind)),
            "enum" => wanted
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one == value || one.is_number() && one.as_f64() == value.as_f64()),
            "pattern" => value.as_str().is_none_or(|text| matches(wanted.as_str().unwrap(), text)),
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "minProperties" => {
                value.as_object().is_none_or(|map| map.len() as u64 >= wanted.as_u64().unwrap())
            }
            "maxProperties" => {
                value.as_object().is_none_or(|map| map.len() as u64 <= wanted.as_u64().unwrap())
            }
            "required" => value.as_object().is_none_or(|map| {
                wanted.as_array().unwrap().iter().all(|name| map.contains_key(name.as_str().unwrap()))
            }),
            "anyOf" => {
                wanted.as_array().unwrap().iter().any(|one| validate(root, one, value, path).is_empty())
            }
            "oneOf" => {
                let fitting = wanted.as_array().unwrap().iter();
                fitting.filter(|one| validate(root, one, value, path).is_empty()).count() == 1
            }
            "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= wanted.as_u64().unwrap()),
            "uniqueItems" => {
                value.as_array().is_none_or(|list| (1..list.len()).all(|at| !list[..at].contains(&list[at])))
            }
            "allOf" => {
                wanted.as_array().unwrap().iter().all(|one| validate(root, one, value, path).is_empty())
            }
            "$ref" => {
                let pointer = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                faults.extend(validate(root, root.pointer(pointer).unwrap(), value, path));
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults.extend(validate(root, wanted, item, &format!("{path}/{index}")));
                }
                true
            }
            "propertyNames" => value.as_object().is_none_or(|map| {
                map.keys().all(|name| validate(root, wanted, &Value::from(name.as_str()), path).is_empty())
            }),
            "additionalProperties" => true,
            other => panic!("the validator does not know `{other}`"),
        };
        if !fits {
            faults.push(format!("{path}: {word} {wanted}, but {value}"));
        }
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        let path = format!("{path}/{name}");
        let wanted = schema.pointer("/properties").and_then(|properties| properties.get(name));
        match wanted.or(schema.get("additionalProperties")) {
            Some(Value::Bool(false)) => faults.push(format!("{path}: no such key")),
            Some(wanted) => faults.extend(validate(root, wanted, value, &path)),
            None => {}
        }
    }
    faults
}

fn kinds(wanted: &Value) -> Vec<&str> {
    match wanted {
        Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
        kind => vec![kind.as_str().unwrap()],
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type `{other}`"),
    }
}

/// The patterns in use, without a regular expression engine.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if pattern.starts_with("^#") {
        text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
    } else if pattern.starts_with("^(ar|de|en|") {
        make_briefing::language::Language::from_tag(text).is_some()
    } else if pattern.starts_with("^[a-z]{2,3}(-") {
        matches!(text.split('-').next(), Some(first) if (2..=3).contains(&first.len()))
    } else if pattern.starts_with("^[0-9]{4}-") {
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let is_time = |time: &str| time.len() == 5 && time.split(':').all(digits);
        day.len() == 10
            && day.split('-').all(digits)
            && time.is_some() == pattern.contains('T')
            && time.is_none_or(is_time)
    } else if pattern.starts_with("^[a-z0-9]") {
        make_briefing::spec::is_id(text)
    } else if pattern.starts_with("^[a-z0-9-]+( ") {
        let is_sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b' ');
        text.contains(' ') && text.split(',').all(|name| !name.is_empty() && name.bytes().all(is_sign))
    } else if pattern.starts_with("^https?:") {
        text.starts_with("https://") || text.starts_with("http://")
    } else if pattern.starts_with("^[A-Za-z]+[0-9]+:") {
        let is_cell = |cell: &str| {
            let number = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            number.len() < cell.len() && digits(number)
        };
        text.split_once(':').is_some_and(|(first, last)| is_cell(first) && is_cell(last))
    } else if pattern.starts_with("^[0-9]+:") {
        text.split_once(':').is_some_and(|(first, last)| digits(first) && (last.is_empty() || digits(last)))
    } else if pattern.starts_with("^[0-9]+") {
        text.is_char_boundary(text.len().saturating_sub(2))
            && ["px", "mm", "pt", "in"].contains(&&text[text.len().saturating_sub(2)..])
    } else if pattern == "^[0-9a-f]{64}$" {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    } else {
        panic!("the validator does not know the pattern {pattern}")
    }
}
