//! From the parser's events straight to nodes: each value is made once, and only what its place needs is asked for.

use std::fmt;
use std::sync::Arc;

use super::{Key, Node, Value, between};
use crate::diagnostic::Source;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_yaml::Span;

/// The name under which the parser hands out a value with its place, in the fields that [`Part`] names. Its own
/// `Spanned` asks for the same in the same way, and besides for lines, columns and where an alias was defined: for many
/// small files that was half of all reading.
const WITH_PLACE: &str = "__yaml_spanned";

/// A spot in a document that is about to be read: yields its node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'s> {
    pub(super) source: &'s Arc<Source>,
}

impl<'de> DeserializeSeed<'de> for Spot<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_newtype_struct(WITH_PLACE, self)
    }
}

impl<'de> Visitor<'de> for Spot<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut value = None;
        while let Some(part) = map.next_key()? {
            match (part, value.take()) {
                (Part::Value, _) => value = Some(map.next_value_seed(Content(self))?),
                (Part::Referenced, Some(value)) => {
                    let Site(span) = map.next_value()?;
                    return Ok(Node { span: between(self.source, &span), value });
                }
                (_, before) => {
                    value = before;
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Err(A::Error::custom("a value came without its place"))
    }
}

/// What the parser tells of a value and of its place.
enum Part {
    /// The value.
    Value,
    /// The place where it stands: of an alias, not where its value was written.
    Referenced,
    /// Of a place, the range.
    Span,
    /// Anything else.
    Other,
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(PartVisitor)
    }
}

struct PartVisitor;

impl Visitor<'_> for PartVisitor {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a part")
    }
    fn visit_str<E>(self, name: &str) -> Result<Part, E> {
        Ok(match name {
            "value" => Part::Value,
            "referenced" => Part::Referenced,
            "span" => Part::Span,
            _ => Part::Other,
        })
    }
}

/// A place of which only the range is read.
struct Site(Span);

impl<'de> Deserialize<'de> for Site {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Location", &["span"], SiteVisitor)
    }
}

struct SiteVisitor;

impl<'de> Visitor<'de> for SiteVisitor {
    type Value = Site;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Site, A::Error> {
        while let Some(part) = map.next_key()? {
            match part {
                Part::Span => return map.next_value().map(Site),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Err(A::Error::missing_field("span"))
    }
}

/// The value at a spot.
struct Content<'s>(Spot<'s>);

impl<'de> DeserializeSeed<'de> for Content<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Content<'_> {
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

fn key(Node { span: place, value }: Node) -> Key {
    let name = match value {
        Value::Text(text) => text,
        // As written: the key `01` or `2020` is a name, not a number.
        _ => place.source.text.get(place.start..place.end).unwrap_or_default().to_owned(),
    };
    Key { name, span: place }
}
