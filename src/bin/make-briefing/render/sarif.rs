//! One SARIF 2.1.0 document, for GitHub's code scanning and other dashboards.

use super::{extent, harmless, is_file, word};
use make_briefing::diagnostic::{Diagnostic, Span};
use make_briefing::explain;
use make_briefing::explain::Page;
use serde_json::{Map, Value, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// All diagnostics of a run as one document, which is written even without results.
pub(crate) fn sarif(diagnostics: &[Diagnostic]) -> String {
    let mut codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, &codes)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    harmless::json(&format!("{document:#}"))
}

/// The rule of a code, with its page as help.
fn rule(code: &str) -> Value {
    match explain::find(code) {
        Some(Page { code, text, .. }) => json!({
            "id": code.name(),
            "shortDescription": {"text": explain::summary(text)},
            "help": {"text": text, "markdown": text},
        }),
        None => json!({"id": code}),
    }
}

fn result(diagnostic: &Diagnostic, codes: &[&str]) -> Value {
    let text = match &diagnostic.hint {
        Some(hint) => format!("{}\nHelp: {hint}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related = diagnostic.related.iter().map(|(span, label)| {
        let mut location = location(span);
        location.insert("message".into(), json!({"text": label}));
        Value::Object(location)
    });
    let locations = is_file(&diagnostic.span).then(|| Value::Object(location(&diagnostic.span)));
    json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code.name()),
        "level": word(diagnostic.severity),
        "message": {"text": text},
        "locations": locations.into_iter().collect::<Vec<_>>(),
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(span: &Span) -> Map<String, Value> {
    let mut physical = json!({"artifactLocation": {"uri": uri(&span.source.name)}});
    if let Some((start, end)) = extent(span) {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    Map::from_iter([("physicalLocation".to_owned(), physical)])
}

/// A path as a URI reference: relative to the folder that the command ran in, or absolute.
fn uri(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encoded: String = name
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    if name.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("specs/charts/a b.yaml"), "specs/charts/a%20b.yaml");
        assert_eq!(uri("/größe.yaml"), "file:///gr%C3%B6%C3%9Fe.yaml");
    }
}
