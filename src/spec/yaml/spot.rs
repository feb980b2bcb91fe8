//! Deserializes the parser's events straight into nodes: each value is built once, with only its byte range.

use std::fmt;
use std::sync::Arc;

use super::{Key, Node, Value, to_span};
use crate::diagnostic::Source;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_yaml::Span;

/// The newtype name that makes the parser hand out a value with its location, in the fields that [`Field`] lists.
/// The parser's own `Spanned` uses it too, but also asks for lines, columns and the definition of an alias, which
/// took half of the reading time for many small files.
const SPANNED: &str = "__yaml_spanned";

/// Deserializes the next value of a document into a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct NodeSeed<'s> {
    pub(super) source: &'s Arc<Source>,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_newtype_struct(SPANNED, self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its location")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut value = None;
        while let Some(field) = map.next_key()? {
            match (field, value.take()) {
                (Field::Value, _) => value = Some(map.next_value_seed(ValueSeed(self))?),
                (Field::Referenced, Some(value)) => {
                    let ByteRange(span) = map.next_value()?;
                    return Ok(Node { span: to_span(self.source, &span), value, filled: None });
                }
                (_, before) => {
                    value = before;
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Err(A::Error::custom("the parser gave a value without its location"))
    }
}

/// The fields of a located value and of a location.
enum Field {
    /// The value.
    Value,
    /// The location where the value is used: for an alias, that of the alias itself.
    Referenced,
    /// The byte range of a location.
    Span,
    /// Any other field.
    Other,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(FieldVisitor)
    }
}

struct FieldVisitor;

impl Visitor<'_> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }
    fn visit_str<E>(self, name: &str) -> Result<Field, E> {
        Ok(match name {
            "value" => Field::Value,
            "referenced" => Field::Referenced,
            "span" => Field::Span,
            _ => Field::Other,
        })
    }
}

/// A location of which only the byte range is read.
struct ByteRange(Span);

impl<'de> Deserialize<'de> for ByteRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Location", &["span"], ByteRangeVisitor)
    }
}

struct ByteRangeVisitor;

impl<'de> Visitor<'de> for ByteRangeVisitor {
    type Value = ByteRange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a location")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByteRange, A::Error> {
        while let Some(field) = map.next_key()? {
            match field {
                Field::Span => return map.next_value().map(ByteRange),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Err(A::Error::missing_field("span"))
    }
}

/// Deserializes the value of a node, without its location.
struct ValueSeed<'s>(NodeSeed<'s>);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.0)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some(name) = pairs.next_key_seed(self.0)? {
            map.push((key(name), pairs.next_value_seed(self.0)?));
        }
        Ok(Value::Map(map))
    }
}

fn key(Node { span, value, .. }: Node) -> Key {
    let name = match value {
        Value::Text(text) => text,
        // As written: the key `01` or `2020` is a name, not a number.
        _ => span.source.text.get(span.start..span.end).unwrap_or_default().to_owned(),
    };
    Key { name, span }
}
