//! Annotations of a GitHub workflow: `::error file=…,line=…,col=…,title=…::message`.

use super::harmless::{workflow, workflow_property};
use super::{extent, is_file, notes, word};
use make_briefing::diagnostic::Diagnostic;

/// A diagnostic as a workflow command. Hint and related spans have no field, so they follow the message.
pub(crate) fn github(diagnostic: &Diagnostic) -> String {
    let mut properties: Vec<(&str, String)> = Vec::new();
    if is_file(&diagnostic.span) {
        properties.push(("file", diagnostic.span.source.name.clone()));
    }
    if let Some((start, end)) = extent(&diagnostic.span) {
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        properties.push(("col", start.column.to_string()));
        // GitHub uses `endColumn` only for annotations on a single line.
        if end.line == start.line {
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties.push(("title", diagnostic.code.name().to_owned()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", workflow_property(&value))).collect();
    let notes = notes(diagnostic);
    let lines = std::iter::once(&diagnostic.message).chain(&notes).map(String::as_str);
    format!("::{} {}::{}", word(diagnostic.severity), properties.join(","), workflow(lines))
}

#[cfg(test)]
mod tests {
    use super::github;
    use make_briefing::diagnostic::{Code, Diagnostic, Span};

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        let diagnostic =
            Diagnostic::error(Code::WrongType, Span::unread("a,b:c%.yaml"), "100 % :: of\nall\u{1b}")
                .hint("a, b");
        assert_eq!(
            github(&diagnostic),
            "::error file=a%2Cb%3Ac%25.yaml,title=wrong-type::100 %25 :: of\u{fffd}all\u{fffd}%0Ahelp: a, b"
        );
    }
}
