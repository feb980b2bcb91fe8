//! Reads an XMP packet into plain properties.

use crate::reason::Reason;
use roxmltree::{Document, Node, ParsingOptions};

pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const XMP: &str = "http://ns.adobe.com/xap/1.0/";
pub(super) const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
pub(super) const PDFA_ID: &str = "http://www.aiim.org/pdfa/ns/id/";
pub(super) const PDFUA_ID: &str = "http://www.aiim.org/pdfua/ns/id/";
pub(super) const EXTENSION: &str = "http://www.aiim.org/pdfa/ns/extension/";
const SCHEMA: &str = "http://www.aiim.org/pdfa/ns/schema#";
const PROPERTY: &str = "http://www.aiim.org/pdfa/ns/property#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Limits memory: real packets have some dozens of nodes.
const MOST_NODES: u32 = 100_000;

/// The type of a property's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Text.
    Text,
    /// An unordered list.
    Bag,
    /// An ordered list.
    Seq,
    /// The same in several languages.
    Alt,
    /// Anything else.
    Structure,
}

/// A property of the document.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) form: Form,
    /// The values, each with its language if given. Text has exactly one.
    pub(super) values: Vec<(Option<String>, String)>,
}

/// An extension schema: it describes properties that PDF/A does not define.
#[derive(Debug, Default)]
pub(super) struct Extension {
    /// The namespace, then the names of its properties.
    pub(super) namespace: String,
    pub(super) names: Vec<String>,
    /// Required parts that are missing.
    pub(super) missing: Vec<&'static str>,
}

/// The content of an XMP packet.
#[derive(Debug, Default)]
pub(super) struct Packet {
    pub(super) properties: Vec<Property>,
    pub(super) extensions: Vec<Extension>,
}

impl Packet {
    /// Parses a packet.
    ///
    /// # Errors
    /// Invalid XML, or no RDF in it.
    pub(super) fn read(text: &str) -> Result<Self, Reason> {
        let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let text = text.trim_start_matches('\u{feff}');
        let document = Document::parse_with_options(text, options).map_err(|error| error.to_string())?;
        let rdf = document
            .descendants()
            .find(|node| node.has_tag_name((RDF, "RDF")))
            .ok_or("the packet has no rdf:RDF")?;
        let mut packet = Self::default();
        for description in rdf.children().filter(|node| node.has_tag_name((RDF, "Description"))) {
            packet.describe(description);
        }
        Ok(packet)
    }

    fn describe(&mut self, description: Node<'_, '_>) {
        let attributes =
            description.attributes().filter(|one| !matches!(one.namespace(), None | Some(RDF | XML)));
        self.properties.extend(attributes.map(|one| Property {
            namespace: one.namespace().unwrap_or_default().to_owned(),
            name: one.name().to_owned(),
            form: Form::Text,
            values: vec![(None, one.value().to_owned())],
        }));
        for node in description.children().filter(Node::is_element) {
            if node.has_tag_name((EXTENSION, "schemas")) {
                self.extensions.extend(items(node).map(extension));
            }
            self.properties.push(property(node));
        }
    }

    pub(super) fn property(&self, namespace: &str, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.namespace == namespace && property.name == name)
    }

    /// The value of a property: the `x-default` one, or else the first.
    pub(super) fn value(&self, namespace: &str, name: &str) -> Option<&str> {
        let values = &self.property(namespace, name)?.values;
        let default = values.iter().find(|(language, _)| language.as_deref() == Some("x-default"));
        default.or_else(|| values.first()).map(|(_, value)| value.as_str())
    }
}

fn property(node: Node<'_, '_>) -> Property {
    let list = node.children().find(Node::is_element);
    let form = match list.map(|list| list.tag_name()) {
        None => Form::Text,
        Some(tag) if tag.namespace() == Some(RDF) => match tag.name() {
            "Bag" => Form::Bag,
            "Seq" => Form::Seq,
            "Alt" => Form::Alt,
            _ => Form::Structure,
        },
        Some(_) => Form::Structure,
    };
    let values = match form {
        Form::Text => vec![(None, words(node))],
        Form::Structure => Vec::new(),
        _ => {
            items(node).map(|item| (item.attribute((XML, "lang")).map(str::to_owned), words(item))).collect()
        }
    };
    let tag = node.tag_name();
    Property {
        namespace: tag.namespace().unwrap_or_default().to_owned(),
        name: tag.name().to_owned(),
        form,
        values,
    }
}

fn words(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().trim().to_owned()
}

/// The `rdf:li` items of the list in a node.
fn items<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    let lists = node.children().filter(Node::is_element);
    lists.flat_map(|list| list.children()).filter(|item| item.has_tag_name((RDF, "li")))
}

/// The element of this name inside an item, which may be wrapped in an `rdf:Description`.
fn part<'a, 'i>(item: Node<'a, 'i>, namespace: &str, name: &str) -> Option<Node<'a, 'i>> {
    let inner = item.children().filter(|node| node.has_tag_name((RDF, "Description")));
    std::iter::once(item)
        .chain(inner)
        .flat_map(|node| node.children())
        .find(|node| node.has_tag_name((namespace, name)))
}

fn extension(item: Node<'_, '_>) -> Extension {
    let mut extension = Extension::default();
    let needed = ["schema", "namespaceURI", "prefix", "property"];
    extension.missing.extend(needed.into_iter().filter(|name| part(item, SCHEMA, name).is_none()));
    extension.namespace = part(item, SCHEMA, "namespaceURI").map(words).unwrap_or_default();
    for property in part(item, SCHEMA, "property").into_iter().flat_map(items) {
        extension.names.extend(part(property, PROPERTY, "name").map(words));
        let needed = ["name", "valueType", "category", "description"];
        extension.missing.extend(needed.into_iter().filter(|name| part(property, PROPERTY, name).is_none()));
    }
    extension
}
