//! Warnings as the record of a run keeps them, with the lines that they point to.
//!
//! Lines are kept once, however many warnings point to them: a line may be long, and have thousands of warnings.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Cause, Diagnostic, Severity, Source, Span};
use crate::explain;
use serde_json::{Value, json};

/// The lines that warnings point to. Two spans share them where file and lines are the same.
#[derive(Default)]
struct Lines<'w> {
    places: BTreeMap<(&'w str, usize, usize), usize>,
    texts: Vec<Value>,
}

impl<'w> Lines<'w> {
    fn span(&mut self, span: &'w Span) -> Value {
        let (lines, start) = span.lines();
        let texts = &mut self.texts;
        let at = *self.places.entry((&span.source.name, start, lines.len())).or_insert_with(|| {
            let before = if start == 0 { span.source.first_column } else { 0 };
            texts.push(json!([span.source.name, lines, span.line(), before]));
            texts.len() - 1
        });
        json!([at, span.start - start, span.end.saturating_sub(start)])
    }

    fn warning(&mut self, warning: &'w Diagnostic) -> Value {
        let cause = match warning.cause {
            Cause::Check => "check",
            Cause::Spec => "spec",
            Cause::Output => "output",
        };
        let related: Vec<Value> =
            warning.related.iter().map(|(span, label)| json!([self.span(span), label])).collect();
        json!({
            "code": warning.code.name(),
            "cause": cause,
            "place": self.span(&warning.span),
            "message": warning.message,
            "hint": warning.hint,
            "related": related,
        })
    }
}

/// The warnings, and apart from them the lines.
pub(super) fn written(warnings: &[Diagnostic]) -> Value {
    let mut lines = Lines::default();
    let all: Vec<Value> = warnings.iter().map(|warning| lines.warning(warning)).collect();
    json!({"lines": lines.texts, "all": all})
}

/// The warnings of a record; `None` if it has another form.
pub(super) fn read(value: &Value) -> Option<Vec<Diagnostic>> {
    let source = |line: &Value| {
        let first = line[2].as_u64()? as usize;
        let before = line[3].as_u64()? as usize;
        Some(Arc::new(Source::lines(line[0].as_str()?, line[1].as_str()?, first).behind(before)))
    };
    let lines: Vec<Arc<Source>> = value["lines"].as_array()?.iter().map(source).collect::<Option<_>>()?;
    value["all"].as_array()?.iter().map(|warning| one(warning, &lines)).collect()
}

fn one(value: &Value, lines: &[Arc<Source>]) -> Option<Diagnostic> {
    let cause = match value["cause"].as_str()? {
        "check" => Cause::Check,
        "spec" => Cause::Spec,
        "output" => Cause::Output,
        _ => return None,
    };
    let span = |value: &Value| {
        let number = |index: usize| value[index].as_u64().map(|number| number as usize);
        Some(Span { source: lines.get(number(0)?)?.clone(), start: number(1)?, end: number(2)? })
    };
    let related = value["related"].as_array()?.iter();
    Some(Diagnostic {
        severity: Severity::Warning,
        cause,
        code: explain::find(value["code"].as_str()?)?.code,
        span: span(&value["place"])?,
        message: value["message"].as_str()?.to_owned(),
        hint: value["hint"].as_str().map(Into::into),
        related: related
            .map(|pair| Some((span(&pair[0])?, pair[1].as_str()?.to_owned())))
            .collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{read, written};
    use crate::diagnostic::{Code, Diagnostic, Source, Span};
    use std::sync::Arc;

    #[test]
    fn a_line_is_kept_once_for_all_warnings_on_it() {
        let source = Arc::new(Source::new("a.yaml", "first\nalpha beta gamma\n"));
        let of = |start, end| {
            let span = Span { source: source.clone(), start, end };
            Diagnostic::warning(Code::TypedNumber, span, "no such figure")
        };
        let kept = written(&[of(6, 11), of(12, 16)]);
        assert_eq!(kept["lines"].as_array().map(Vec::len), Some(1));
        let again = read(&kept).unwrap_or_default();
        let places: Vec<_> = again.iter().map(|one| (one.span.line(), one.span.column())).collect();
        assert_eq!(places, [(2, 1), (2, 7)]);
        assert_eq!(again[1].span.line_text(), "alpha beta gamma");
    }
}
