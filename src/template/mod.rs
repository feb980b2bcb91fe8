//! Templates that bind texts to figures, such as `{{ pct("series", "category") }}`.
//!
//! Functions: `pct` (with the percent sign), `share` (the bare figure), `phrase` (in words), `n` (the base's
//! size), `diff` (percentage points between two categories of a series), `change` (since another wave), `significant`
//! (whether two columns differ), `net` (the sum of several categories),
//! `rank` (the rank of a category) and `top` (the names of the highest categories). Filter: `upper_first`, for the
//! first word of a sentence.

mod changes;
mod choices;
mod functions;
mod ranks;

use std::collections::BTreeSet;
use std::error::Error as _;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::language::{Language, list, number, phrase};
use crate::spec::Spanned;
use crate::survey::lookup::Unknown;
use crate::survey::series::{By, QuestionType, Series, Unit};
use crate::survey::{Catalog, lookup};
use changes::{change, compare, significant};
pub use functions::{FILTERS, FUNCTIONS, Function};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use ranks::{rank, top};

/// Fills templates with figures from a catalog.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    catalog: Arc<Catalog>,
}

impl Templates {
    /// Templates over these series, in this language.
    pub fn new(catalog: Arc<Catalog>, language: Language) -> Self {
        // Without minijinja's own filters and functions: some of them can print without end.
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_recursion_limit(50);
        let figures = catalog.clone();
        environment.add_function("pct", move |series: &str, category: &str, column: Option<&str>| {
            figure(&figures, series, category, column).map(|found| found.print(language, true))
        });
        let figures = catalog.clone();
        environment.add_function("share", move |series: &str, category: &str, column: Option<&str>| {
            figure(&figures, series, category, column).map(|found| found.print(language, false))
        });
        let figures = catalog.clone();
        environment.add_function("phrase", move |series: &str, category: &str, column: Option<&str>| {
            let found = figure(&figures, series, category, column)?;
            if !language.has_sentences() {
                return Err(refuse(&format!(
                    "there are phrases in German and English only, not in `{}`; use `pct` here",
                    language.tag()
                )));
            }
            phrase::words(found.exact, language).map(str::to_owned).ok_or_else(|| {
                let share = found.print(language, true);
                refuse(&format!("no phrase describes {share} accurately; use `pct` here"))
            })
        });
        let figures = catalog.clone();
        environment.add_function(
            "diff",
            move |series: &str, one: &str, other: &str, column: Option<&str>| {
                let one = figure(&figures, series, one, column)?;
                let other = figure(&figures, series, other, column)?;
                Ok::<_, Error>(number::number((one.exact - other.exact).abs(), one.decimals, language))
            },
        );
        let figures = catalog.clone();
        environment.add_function(
            "net",
            move |series: &str, categories: Vec<String>, column: Option<&str>| {
                net(&figures, series, &categories, column).map(|found| found.print(language, true))
            },
        );
        let figures = catalog.clone();
        environment.add_function("change", move |series: &str, category: &str, from: &str, to: &str| {
            change(&figures, series, category, (from, to), language)
        });
        let figures = catalog.clone();
        environment.add_function("significant", move |series: &str, category: &str, from: &str, to: &str| {
            significant(&figures, series, category, (from, to), language)
        });
        let figures = catalog.clone();
        environment.add_function(
            "compare",
            move |series: &str, one: &str, other: &str, column: Option<&str>| {
                compare(&figures, series, (one, other), column, language)
            },
        );
        let figures = catalog.clone();
        environment.add_function("rank", move |series: &str, category: &str, column: Option<&str>| {
            rank(&figures, series, category, column)
        });
        let figures = catalog.clone();
        environment.add_function("top", move |series: &str, count: Option<usize>, column: Option<&str>| {
            top(&figures, series, count.unwrap_or(1), column).map(|names| list(&names, language))
        });
        environment.add_filter("upper_first", upper_first);
        let figures = catalog.clone();
        environment.add_function("n", move |series: &str, column: Option<&str>| {
            let found = find(&figures, series)?;
            let named = column.unwrap_or_default();
            if found.base.as_ref().is_some_and(|base| base.why_hidden(named).is_some()) {
                let message = format!("the size of `{named}` is hidden by `min-base`");
                return Err(refuse(&format!("{message}; {INSTEAD}")).with_source(Hidden));
            }
            let n = found.base.as_ref().and_then(|base| match column {
                Some(column) => base.size(column),
                None => base.n,
            });
            let n = n.ok_or_else(|| refuse(&format!("the base of `{series}` has no published size")))?;
            Ok::<_, Error>(number::number(f64::from(n), 0, language))
        });
        Self { environment, catalog }
    }

    /// Fills in the templates of a text. On an error, reports it and returns the text unchanged.
    pub fn fill(&self, text: &Spanned<String>, sink: &Diagnostics) -> String {
        if !text.value.contains("{{") && !text.value.contains("{%") {
            return text.value.clone();
        }
        if let Some(line) = text.value.lines().position(|line| line.contains("{%")) {
            sink.push(no_statements(text, line + 1));
            return text.value.clone();
        }
        let chosen = choices::chosen(&text.value, &|sentence| {
            self.render(sentence)
                .is_err_and(|error| error.source().is_some_and(|source| source.is::<Hidden>()))
        });
        match self.render(&chosen) {
            Ok(filled) => filled,
            Err(error) => {
                sink.extend(self.diagnose((text, &chosen), &error));
                text.value.clone()
            }
        }
    }

    /// Evaluates the expressions of a text. Arithmetic is refused, and the length of the result is limited.
    fn render(&self, text: &str) -> Result<String, Error> {
        if let Some(sign) = expressions(text).find_map(operator) {
            return Err(refuse(&format!(
                "templates cannot compute, but this one contains `{sign}`; use `{{{{ net(…) }}}}` for a sum, `{{{{ diff(…) }}}}` for a difference"
            )));
        }
        // minijinja counts columns in 16 bits.
        if text.lines().any(|line| line.len() >= usize::from(u16::MAX)) {
            return Err(refuse(
                "a line with expressions is longer than 65,000 bytes; split it into paragraphs",
            ));
        }
        let mut printed = Limited(Vec::new());
        self.environment.template_from_str(text)?.render_captured_to((), &mut printed)?;
        String::from_utf8(printed.0).map_err(|_| refuse("the text is not UTF-8"))
    }
}

impl Templates {
    /// The errors of all expressions of a text. Expressions are independent, so each is evaluated alone.
    fn diagnose(&self, (text, chosen): (&Spanned<String>, &str), error: &Error) -> Vec<Diagnostic> {
        let source = &text.span.source;
        let written = source.text.get(text.span.start..text.span.end).unwrap_or_default();
        let (mut from, mut diagnostics, mut any) = (0, Vec::new(), false);
        for expression in expressions(chosen) {
            let failed = self.render(expression).err();
            any |= failed.is_some();
            // YAML may have folded a long line, so that it reads differently in the file; then the whole line is
            // marked.
            let found = written.get(from..).and_then(|rest| rest.find(expression)).map(|at| from + at);
            let span = match found {
                Some(start) => {
                    from = start + expression.len();
                    let start = text.span.start + start;
                    Span { source: source.clone(), start, end: start + expression.len() }
                }
                None => line_span(text, error.line().unwrap_or(1)),
            };
            diagnostics.extend(failed.and_then(|error| self.diagnostic(expression, span, &error)));
        }
        if !any {
            let span = error.line().map_or_else(|| text.span.clone(), |line| line_span(text, line));
            diagnostics.extend(self.diagnostic(chosen, span, error));
        }
        diagnostics
    }

    /// The diagnostic on an expression; `None` if its series has errors, which are reported where it is defined.
    fn diagnostic(&self, expression: &str, span: Span, error: &Error) -> Option<Diagnostic> {
        let message = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        if message == FAULTY {
            return None;
        }
        let (message, hint) = match (message.split_once("; "), error.kind()) {
            (Some((message, hint)), _) => (message.to_owned(), hint.to_owned()),
            (None, ErrorKind::UnknownFunction) => (message, suggest_name(expression, FUNCTIONS.iter())),
            (None, ErrorKind::UnknownFilter) => (message, "the only filter is `upper_first`".to_owned()),
            (None, ErrorKind::WriteFailure) => {
                let message = format!("the text becomes longer than {LONGEST} bytes");
                (message, "name fewer answers, or split the text".to_owned())
            }
            (None, ErrorKind::MissingArgument) => ("an argument is missing".to_owned(), usage(expression)),
            (None, _) if message == "value is not a string" => {
                ("a name is not in quotes".to_owned(), usage(expression))
            }
            (None, ErrorKind::SyntaxError) if unquoted(expression, is_curly_quote) => (
                "a name is in curly quotes".to_owned(),
                format!("use straight quotes: {}", usage(expression)),
            ),
            (None, ErrorKind::SyntaxError)
                if unquoted(expression, |c| c.is_alphabetic() && !c.is_ascii()) =>
            {
                ("a name is not in quotes".to_owned(), usage(expression))
            }
            (None, ErrorKind::SyntaxError) if message.contains("expected end of variable block") => {
                let message = "the template is not closed after its expression".to_owned();
                (message, "write `}}` after it".to_owned())
            }
            (None, _) => (message, EXAMPLE.to_owned()),
        };
        let span = word_span(span, &message);
        let diagnostic = Diagnostic::error(Code::Template, span, message);
        let series = quoted(expression).next().and_then(|id| self.catalog.get(id));
        let diagnostic = match series.filter(|_| error.kind() == ErrorKind::InvalidOperation) {
            Some(series) => diagnostic.related(series.span.clone(), "the series is defined here"),
            None => diagnostic,
        };
        Some(diagnostic.hint(hint))
    }
}

/// The hint where nothing more specific is known.
const EXAMPLE: &str = "write it like `{{ pct(\"series\", \"category\") }}`";

/// The longest filled text in bytes; typesetting a longer one would take minutes.
const LONGEST: usize = 200_000;

/// An output buffer that fails beyond [`LONGEST`] bytes.
struct Limited(Vec<u8>);

impl std::io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(std::io::Error::other("too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The first arithmetic or comparison operator of an expression outside quotes.
fn operator(expression: &str) -> Option<char> {
    let mut quote = None;
    expression.chars().find(|c| match quote {
        Some(open) => {
            if *c == open {
                quote = None;
            }
            false
        }
        None => {
            if matches!(c, '"' | '\'') {
                quote = Some(*c);
            }
            matches!(c, '*' | '+' | '~' | '/' | '<' | '>')
        }
    })
}

/// Marks an error whose cause is reported elsewhere: the series itself has errors.
const FAULTY: &str = "this series is faulty";

/// Suggests the function that the first word of an expression may mean.
fn suggest_name<'a>(expression: &str, functions: impl Iterator<Item = &'a Function> + Clone) -> String {
    suggest(called(expression), functions.map(|function| function.name))
}

/// The function name at the start of an expression.
fn called(expression: &str) -> &str {
    let word = expression.trim_start_matches(['{', ' ', '-']);
    let end = word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len());
    &word[..end]
}

/// Whether such a character occurs outside the quotes of an expression.
fn unquoted(expression: &str, is_such: impl Fn(char) -> bool + Copy) -> bool {
    expression.split(['"', '\'']).step_by(2).any(|part| part.contains(is_such))
}

/// Quotes as word processors write them.
fn is_curly_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»')
}

/// A hint on how to call the function of an expression.
fn usage(expression: &str) -> String {
    let function = FUNCTIONS.iter().find(|function| function.name == called(expression));
    function.map_or_else(
        || EXAMPLE.to_owned(),
        |Function { name, takes, .. }| format!("write `{{{{ {name}({takes}) }}}}`, each name in quotes"),
    )
}

/// The quoted words of an expression.
fn quoted(expression: &str) -> impl Iterator<Item = &str> {
    expression.split(['"', '\'']).skip(1).step_by(2)
}

/// The span of the word that a message names, within the span of its expression.
fn word_span(span: Span, message: &str) -> Span {
    let word = message.split('`').nth(1).unwrap_or_default();
    let text = span.source.text.get(span.start..span.end).unwrap_or_default();
    let found = ['"', '\''].iter().find_map(|quote| Some(text.find(&format!("{quote}{word}{quote}"))? + 1));
    match found.filter(|_| !word.is_empty()) {
        Some(at) => {
            let start = span.start + at;
            Span { start, end: start + word.len(), ..span }
        }
        None => span,
    }
}

/// The expressions of a text with their braces; an unclosed one extends to the end of its line.
fn expressions(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let found = &rest[rest.find("{{")?..];
        let line = found.lines().next().unwrap_or(found).len();
        let end = found.find("}}").map_or(line, |end| end + 2);
        rest = &found[end..];
        Some(&found[..end])
    })
}

/// A figure that was looked up, ready to print.
struct Found {
    value: f64,
    exact: f64,
    decimals: usize,
    unit: Unit,
}

impl Found {
    fn print(&self, language: Language, with_unit: bool) -> String {
        match self.unit {
            Unit::Percent => number::share_in_words(self.value, self.decimals, with_unit, language),
            Unit::Change if with_unit => number::change(self.value, self.decimals, language),
            _ => number::number(self.value, self.decimals, language),
        }
    }
}

fn figure(catalog: &Catalog, series: &str, category: &str, column: Option<&str>) -> Result<Found, Error> {
    let series = find(catalog, series)?;
    let found = lookup::figure(series, category, column).map_err(|unknown| missing(&unknown))?;
    Ok(Found { value: found.value, exact: found.exact, decimals: series.decimals(), unit: series.unit })
}

fn find<'c>(catalog: &'c Catalog, id: &str) -> Result<&'c Series, Error> {
    lookup::series(catalog, id).map_err(|unknown| match catalog.is_faulty(id) {
        true => refuse(FAULTY),
        false => missing(&unknown),
    })
}

/// The sum of several categories, added up before rounding.
fn net(catalog: &Catalog, series: &str, categories: &[String], column: Option<&str>) -> Result<Found, Error> {
    let series = find(catalog, series)?;
    if series.question_type == QuestionType::Multiple {
        let message = "several answers were allowed, so a net would count respondents twice";
        return Err(refuse(&format!("{message}; use a published net instead")));
    }
    if series.by == By::Item && series.unit == Unit::Percent {
        return net_of_item(series, categories, column);
    }
    let column = lookup::column(series, column).map_err(|unknown| missing(&unknown))?;
    if categories.is_empty() {
        return Err(refuse("this net has no categories; name those that it combines"));
    }
    let (mut value, mut counted) = (0.0, BTreeSet::new());
    for name in categories {
        if !counted.insert(name) {
            return Err(refuse(&format!("`{name}` is listed twice and would count twice; name it once")));
        }
        let name_of = series.columns.get(column).map(String::as_str);
        lookup::figure(series, name, name_of).map_err(|unknown| missing(&unknown))?;
        let index = series.category(name);
        let index =
            index.ok_or_else(|| refuse(&format!("`{name}` is not a category; name categories, not nets")))?;
        value += series.categories[index].values[column].unwrap_or(0.0);
    }
    Ok(Found { value, exact: value, decimals: series.decimals(), unit: series.unit })
}

/// The sum of several answers to an item. Items are questions of their own, so their shares do not add up.
fn net_of_item(series: &Series, answers: &[String], item: Option<&str>) -> Result<Found, Error> {
    let Some(item) = item else {
        return Err(refuse(
            "the item is missing; name it last: `net(\"series\", [\"agree\", \"rather agree\"], \"item\")`",
        ));
    };
    if answers.is_empty() {
        return Err(refuse("this net has no answers; name those that it combines"));
    }
    if series.category(item).is_none() && answers.iter().all(|name| series.category(name).is_some()) {
        let message = "each category is a question of its own, so their shares do not add up";
        return Err(refuse(&format!("{message}; name answers first, then the item")));
    }
    let (mut value, mut counted) = (0.0, BTreeSet::new());
    for name in answers {
        if !counted.insert(name) {
            return Err(refuse(&format!("`{name}` is listed twice and would count twice; name it once")));
        }
        if series.column(name).is_none() {
            let hint = suggest(name, series.columns.iter().map(String::as_str));
            return Err(refuse(&format!("`{name}` is not an answer of the items; {hint}")));
        }
        let found = lookup::figure(series, item, Some(name)).map_err(|unknown| missing(&unknown))?;
        value += found.exact;
    }
    Ok(Found { value, exact: value, decimals: series.decimals(), unit: series.unit })
}

/// The first letter in upper case and the rest as it is: `capitalize` would write "Drei viertel".
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn explain(unknown: &Unknown) -> String {
    if unknown.is_unpublished() {
        return format!(
            "{unknown}; it was not published, or it is hidden: it rests on too few answers, or would reveal a figure that does; {INSTEAD}"
        );
    }
    format!("{unknown}; {}", suggest(&unknown.word, unknown.candidates.iter().map(String::as_str)))
}

/// The error for a name or figure that is not there.
fn missing(unknown: &Unknown) -> Error {
    let error = refuse(&explain(unknown));
    match unknown.is_unpublished() {
        true => error.with_source(Hidden),
        false => error,
    }
}

/// What to do about a figure that is hidden.
const INSTEAD: &str = "remove the sentence, or write `[[ sentence || another sentence ]]`";

/// Marks an error whose cause is that a figure was not published, or is hidden.
#[derive(Debug)]
struct Hidden;

impl std::fmt::Display for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the figure is hidden")
    }
}

impl std::error::Error for Hidden {}

fn refuse(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}

/// Statements are refused: they could loop forever, and a text that decides what it says cannot be proofread.
fn no_statements(text: &Spanned<String>, line: usize) -> Diagnostic {
    let message = "a text may contain expressions `{{ … }}`, but no statements `{% … %}`";
    Diagnostic::error(Code::Template, line_span(text, line), message).hint(EXAMPLE)
}

/// The span of a line of the text (counted from 1); that of the text if the line is written otherwise in its file.
fn line_span(text: &Spanned<String>, line: usize) -> Span {
    let wanted = text.value.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    text.span.part(wanted).unwrap_or_else(|| text.span.clone())
}
