//! Fills the values of parameters into the tree of a file.

use super::{Params, Worth};
use crate::diagnostic::{Diagnostics, Span};
use crate::spec::yaml::{Node, Value};

/// What a placeholder begins with.
const PREFIX: &str = "params.";

impl Params {
    /// The tree with its placeholders filled. Under the keys in `markdown`, signs of a value mean themselves.
    pub fn fill(&self, node: Node, markdown: &[&str], sink: &Diagnostics) -> Node {
        match node.span.source.text.contains(PREFIX) {
            true => Filling { params: self, markdown, sink }.node(node, false),
            false => node,
        }
    }
}

struct Filling<'a> {
    params: &'a Params,
    markdown: &'a [&'a str],
    sink: &'a Diagnostics,
}

impl Filling<'_> {
    fn node(&self, node: Node, is_markdown: bool) -> Node {
        let Node { span, value, filled } = node;
        match value {
            Value::Text(text) if text.contains("{{") && text.contains(PREFIX) => {
                let alone = inside(text.trim()).filter(|_| !is_markdown).and_then(placeholder);
                match alone.and_then(|name| self.worth(name, &span)) {
                    Some(Worth { text, number: Some(number) }) => {
                        Node { span, value: Value::Number(*number), filled: Some(text.as_str().into()) }
                    }
                    Some(Worth { text, number: None }) => {
                        Node { span, value: Value::Text(text.clone()), filled: Some(text.as_str().into()) }
                    }
                    None if alone.is_some() => Node { span, value: Value::Text(text), filled },
                    None => {
                        let value = Value::Text(self.text(&text, &span, is_markdown));
                        Node { span, value, filled }
                    }
                }
            }
            Value::List(items) => {
                let items = items.into_iter().map(|item| self.node(item, is_markdown)).collect();
                Node { span, value: Value::List(items), filled }
            }
            Value::Map(pairs) => {
                let pair = |(mut key, node): (crate::spec::yaml::Key, Node)| {
                    let is_markdown = self.markdown.contains(&key.name.as_str());
                    if key.name.contains("{{") {
                        key.name = self.text(&key.name, &key.span, false);
                    }
                    (key, self.node(node, is_markdown))
                };
                Node { span, value: Value::Map(pairs.into_iter().map(pair).collect()), filled }
            }
            value => Node { span, value, filled },
        }
    }

    /// A text with its placeholders filled: alone in braces, the value; in an expression, the value as a quoted name.
    fn text(&self, text: &str, span: &Span, is_markdown: bool) -> String {
        let (mut done, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(start) = rest.find("{{") {
            let Some(end) = rest[start..].find("}}").map(|end| start + end + 2) else { break };
            let (before, expression) = (&rest[..start], &rest[start..end]);
            done.push_str(before);
            let alone = inside(expression).and_then(placeholder);
            match alone.map(|name| self.worth(name, span)) {
                Some(Some(worth)) if is_markdown => done.push_str(&escaped(&worth.text)),
                Some(Some(worth)) => done.push_str(&worth.text),
                Some(None) => done.push_str(expression),
                None => done.push_str(&self.expression(expression, span)),
            }
            rest = &rest[end..];
        }
        done.push_str(rest);
        done
    }

    /// An expression whose placeholders are quoted names now.
    fn expression(&self, expression: &str, span: &Span) -> String {
        let (mut done, mut quote, mut rest) = (String::new(), None, expression);
        while let Some(sign) = rest.chars().next() {
            let begins = quote.is_none()
                && rest.starts_with(PREFIX)
                && !done.ends_with(|before: char| before.is_alphanumeric() || "._".contains(before));
            if begins {
                let name = name_at(&rest[PREFIX.len()..]);
                match self.worth(name, span) {
                    Some(worth) => done.push_str(&quoted(&worth.text)),
                    None => done.push_str(&rest[..PREFIX.len() + name.len()]),
                }
                rest = &rest[PREFIX.len() + name.len()..];
                continue;
            }
            match quote {
                Some(open) if open == sign => quote = None,
                None if matches!(sign, '"' | '\'') => quote = Some(sign),
                _ => {}
            }
            done.push(sign);
            rest = &rest[sign.len_utf8()..];
        }
        done
    }

    /// The value of a name. A name that is not declared is reported where it is used.
    fn worth(&self, name: &str, span: &Span) -> Option<&Worth> {
        match self.params.known.get(name) {
            Some(param) => param.worth.as_ref(),
            None => {
                let place = span.part(&format!("{PREFIX}{name}")).unwrap_or_else(|| span.clone());
                self.sink.push(self.params.unknown(name, place));
                None
            }
        }
    }
}

/// What is between the braces of a text that is one expression.
fn inside(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("{{")?.strip_suffix("}}")?;
    (!inside.contains("}}")).then(|| inside.trim())
}

/// The name in `params.NAME`, if the expression is nothing else.
fn placeholder(expression: &str) -> Option<&str> {
    expression.strip_prefix(PREFIX).filter(|name| !name.is_empty() && name_at(name).len() == name.len())
}

/// The name at the start of a text.
fn name_at(text: &str) -> &str {
    let end = text.find(|sign: char| !(sign.is_alphanumeric() || "-_".contains(sign)));
    &text[..end.unwrap_or(text.len())]
}

/// A value as a string of the template language.
fn quoted(value: &str) -> String {
    let sign = |sign: char| match sign {
        '"' | '\'' | '\\' => format!("\\u{:04x}", u32::from(sign)),
        sign => sign.to_string(),
    };
    format!("\"{}\"", value.chars().map(sign).collect::<String>())
}

/// A value in which no sign of Markdown means anything.
fn escaped(value: &str) -> String {
    let mut done = String::with_capacity(value.len());
    let numbered = value.find(|sign: char| !sign.is_ascii_digit()).filter(|at| *at > 0);
    for (at, sign) in value.char_indices() {
        let is_item = (at == 0 && "-+=".contains(sign)) || (numbered == Some(at) && ".)".contains(sign));
        if is_item || "\\`*_[]<>#&|~!:".contains(sign) {
            done.push('\\');
        }
        done.push(sign);
    }
    done
}
