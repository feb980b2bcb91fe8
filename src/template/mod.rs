//! Texts bound to figures: `{{ pct("series", "category") }}` and its kin.
//!
//! Functions: `pct` (with the percent sign), `share` (the bare figure), `phrase` (in words), `n` (the base's size),
//! `diff` (percentage points between two categories of a series), `net` (several categories together), `rank` (the place
//! of a category) and `top` (the names of the highest). Filter: `upper_first`, for the first word of a sentence.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::language::{Language, number, phrase};
use crate::spec::Spanned;
use crate::spec::schema::{FUNCTIONS, Function};
use crate::survey::lookup::Unknown;
use crate::survey::series::{QuestionType, Series, Unit};
use crate::survey::{Catalog, lookup};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

/// Fills templates from a catalog.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    catalog: Arc<Catalog>,
}

impl Templates {
    /// Templates over these series, in this language.
    pub fn new(catalog: Arc<Catalog>, language: Language) -> Self {
        // Without the filters and functions of its own: some of them print without end.
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
            phrase::words(found.value, language).map(str::to_owned).ok_or_else(|| {
                let share = found.print(language, true);
                refuse(&format!("no phrase is honest for {share}; use `pct` here"))
            })
        });
        let figures = catalog.clone();
        environment.add_function(
            "diff",
            move |series: &str, one: &str, other: &str, column: Option<&str>| {
                let one = figure(&figures, series, one, column)?;
                let other = figure(&figures, series, other, column)?;
                Ok::<_, Error>(number::number((one.value - other.value).abs(), one.decimals, language))
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
                let message = format!("the size of `{named}` is hidden, as `min-base` asks for");
                return Err(refuse(&format!("{message}; take the sentence out")));
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

    /// The text with its templates filled in. On a fault the diagnostic is added and the text is given back as it is.
    pub fn fill(&self, text: &Spanned<String>, sink: &Diagnostics) -> String {
        if !text.value.contains("{{") && !text.value.contains("{%") {
            return text.value.clone();
        }
        if let Some(line) = text.value.lines().position(|line| line.contains("{%")) {
            sink.push(no_statements(text, line + 1));
            return text.value.clone();
        }
        match self.render(&text.value) {
            Ok(filled) => filled,
            Err(error) => {
                sink.extend(self.diagnose(text, &error));
                text.value.clone()
            }
        }
    }

    /// The text with its expressions filled in. Nothing is computed in texts, and no text grows without end.
    fn render(&self, text: &str) -> Result<String, Error> {
        if let Some(sign) = expressions(text).find_map(operator) {
            return Err(refuse(&format!(
                "a text does not compute, but here is `{sign}`; write `{{{{ net(…) }}}}` for a sum, `{{{{ diff(…) }}}}` for a difference"
            )));
        }
        // The engine counts columns, and this far.
        if text.lines().any(|line| line.len() >= usize::from(u16::MAX)) {
            return Err(refuse(
                "a line with expressions is longer than 65,000 bytes; divide it into paragraphs",
            ));
        }
        let mut printed = Limited(Vec::new());
        self.environment.template_from_str(text)?.render_captured_to((), &mut printed)?;
        String::from_utf8(printed.0).map_err(|_| refuse("the text is no text"))
    }
}

impl Templates {
    /// What is wrong with each expression of a text. They do not depend on each other, so each is tried alone.
    fn diagnose(&self, text: &Spanned<String>, error: &Error) -> Vec<Diagnostic> {
        let source = &text.span.source;
        let written = source.text.get(text.span.start..text.span.end).unwrap_or_default();
        let (mut from, mut faults, mut any) = (0, Vec::new(), false);
        for expression in expressions(&text.value) {
            let failed = self.render(expression).err();
            any |= failed.is_some();
            // Where a long line was folded, it stands otherwise in the file; its line is marked then.
            let found = written.get(from..).and_then(|rest| rest.find(expression)).map(|at| from + at);
            let place = match found {
                Some(start) => {
                    from = start + expression.len();
                    let start = text.span.start + start;
                    Span { source: source.clone(), start, end: start + expression.len() }
                }
                None => template_place(text, error.line().unwrap_or(1)),
            };
            faults.extend(failed.and_then(|error| self.fault(expression, place, &error)));
        }
        if !any {
            let place = error.line().map_or_else(|| text.span.clone(), |line| template_place(text, line));
            faults.extend(self.fault(&text.value, place, error));
        }
        faults
    }

    /// The diagnostic on an expression; none where a series is faulty, which is said where it is written.
    fn fault(&self, expression: &str, place: Span, error: &Error) -> Option<Diagnostic> {
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
                (message, "name fewer answers, or divide the text".to_owned())
            }
            (None, ErrorKind::MissingArgument) => ("an argument is missing".to_owned(), usage(expression)),
            (None, _) if message == "value is not a string" => {
                ("a name stands here without quotes".to_owned(), usage(expression))
            }
            (None, ErrorKind::SyntaxError) if unquoted(expression, is_curly_quote) => (
                "a name stands here in curly quotes".to_owned(),
                format!("straight quotes are needed: {}", usage(expression)),
            ),
            (None, ErrorKind::SyntaxError)
                if unquoted(expression, |c| c.is_alphabetic() && !c.is_ascii()) =>
            {
                ("a name stands here without quotes".to_owned(), usage(expression))
            }
            (None, ErrorKind::SyntaxError) if message.contains("expected end of variable block") => {
                let message = "the template does not end where its expression does".to_owned();
                (message, "write `}}` behind it".to_owned())
            }
            (None, _) => (message, "write as in `{{ pct(\"series\", \"category\") }}`".to_owned()),
        };
        let place = word_in(place, &message);
        let fault = Diagnostic::error(Code::Template, place, message);
        let series = quoted(expression).next().and_then(|id| self.catalog.get(id));
        let fault = match series.filter(|_| error.kind() == ErrorKind::InvalidOperation) {
            Some(series) => fault.related(series.span.clone(), "the series is defined here"),
            None => fault,
        };
        Some(fault.hint(hint))
    }
}

/// The longest text that is printed, in bytes; a longer one would be set for minutes.
const LONGEST: usize = 200_000;

/// What is printed, up to the longest text.
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

/// The first sign of an expression, outside of words in quotes, that would compute something.
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

/// Stands for the message where a series is faulty.
const FAULTY: &str = "this series is faulty";

/// The function that is meant by the first word of an expression.
fn suggest_name<'a>(expression: &str, functions: impl Iterator<Item = &'a Function> + Clone) -> String {
    suggest(called(expression), functions.map(|function| function.name))
}

/// The function that an expression begins with.
fn called(expression: &str) -> &str {
    let word = expression.trim_start_matches(['{', ' ', '-']);
    let end = word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len());
    &word[..end]
}

/// Whether such a character stands outside of the quotes of an expression.
fn unquoted(expression: &str, is_such: impl Fn(char) -> bool + Copy) -> bool {
    expression.split(['"', '\'']).step_by(2).any(|part| part.contains(is_such))
}

/// What word processors make of quotes.
fn is_curly_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»')
}

/// How the function of an expression is asked.
fn usage(expression: &str) -> String {
    let function = FUNCTIONS.iter().find(|function| function.name == called(expression));
    function.map_or_else(
        || "write as in `{{ pct(\"series\", \"category\") }}`".to_owned(),
        |Function { name, takes, .. }| format!("write `{{{{ {name}({takes}) }}}}`, each name in quotes"),
    )
}

/// The words in quotes of an expression.
fn quoted(expression: &str) -> impl Iterator<Item = &str> {
    expression.split(['"', '\'']).skip(1).step_by(2)
}

/// The word that a message names, within the place of its expression.
fn word_in(place: Span, message: &str) -> Span {
    let word = message.split('`').nth(1).unwrap_or_default();
    let text = place.source.text.get(place.start..place.end).unwrap_or_default();
    let found = ['"', '\''].iter().find_map(|quote| Some(text.find(&format!("{quote}{word}{quote}"))? + 1));
    match found.filter(|_| !word.is_empty()) {
        Some(at) => {
            let start = place.start + at;
            Span { start, end: start + word.len(), ..place }
        }
        None => place,
    }
}

/// The expressions of a text with their braces; one that is not closed goes to the end of its line.
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
    decimals: usize,
    unit: Unit,
}

impl Found {
    fn print(&self, language: Language, with_unit: bool) -> String {
        if with_unit && self.unit == Unit::Percent {
            number::percent(self.value, self.decimals, language)
        } else {
            number::number(self.value, self.decimals, language)
        }
    }
}

fn figure(catalog: &Catalog, series: &str, category: &str, column: Option<&str>) -> Result<Found, Error> {
    let series = find(catalog, series)?;
    let found = lookup::figure(series, category, column).map_err(|unknown| refuse(&explain(&unknown)))?;
    Ok(Found { value: found.value, decimals: series.decimals(), unit: series.unit })
}

fn find<'c>(catalog: &'c Catalog, id: &str) -> Result<&'c Series, Error> {
    lookup::series(catalog, id).map_err(|unknown| match catalog.is_faulty(id) {
        true => refuse(FAULTY),
        false => refuse(&explain(&unknown)),
    })
}

/// Several categories together, added up before rounding.
fn net(catalog: &Catalog, series: &str, categories: &[String], column: Option<&str>) -> Result<Found, Error> {
    let series = find(catalog, series)?;
    if series.question_type == QuestionType::Multiple {
        let message = "several answers were allowed, so a net would count persons twice";
        return Err(refuse(&format!("{message}; name a published net instead")));
    }
    let column = lookup::column(series, column).map_err(|unknown| refuse(&explain(&unknown)))?;
    if categories.is_empty() {
        return Err(refuse("this net takes no category; name those that belong together"));
    }
    let (mut value, mut counted) = (0.0, BTreeSet::new());
    for name in categories {
        if !counted.insert(name) {
            return Err(refuse(&format!("`{name}` stands here twice and would count twice; name it once")));
        }
        let name_of = series.columns.get(column).map(String::as_str);
        lookup::figure(series, name, name_of).map_err(|unknown| refuse(&explain(&unknown)))?;
        let index = series.category(name);
        let index =
            index.ok_or_else(|| refuse(&format!("`{name}` is no category; name categories, not nets")))?;
        value += series.categories[index].values[column].unwrap_or(0.0);
    }
    Ok(Found { value, decimals: series.decimals(), unit: series.unit })
}

/// The answers of a column with their figures, highest first; what is no answer is left out.
fn ranked<'a>(
    catalog: &'a Catalog,
    series: &str,
    column: Option<&str>,
) -> Result<Vec<(&'a str, f64)>, Error> {
    let series = find(catalog, series)?;
    let column = lookup::column(series, column).map_err(|unknown| refuse(&explain(&unknown)))?;
    let answers = series.categories.iter().filter(|category| !series.missing.contains(&category.name));
    let mut ranked: Vec<(&str, f64)> =
        answers.filter_map(|category| Some((category.name.as_str(), category.values[column]?))).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    Ok(ranked)
}

/// The place of a category, counted from 1; equal figures share the better place.
fn rank(catalog: &Catalog, series: &str, category: &str, column: Option<&str>) -> Result<usize, Error> {
    let own = figure(catalog, series, category, column)?.value;
    Ok(1 + ranked(catalog, series, column)?.iter().filter(|(_, value)| *value > own).count())
}

/// The names of the highest figures. A tie at the end is a fault: which of them stood there would be chance.
fn top(catalog: &Catalog, series: &str, count: usize, column: Option<&str>) -> Result<Vec<String>, Error> {
    let ranked = ranked(catalog, series, column)?;
    if count == 0 || count > ranked.len() {
        return Err(refuse(&format!("`{series}` has {} answers; `top` takes 1 to that many", ranked.len())));
    }
    if let Some(next) = ranked.get(count).filter(|next| next.1 == ranked[count - 1].1) {
        let (one, other) = (ranked[count - 1].0, next.0);
        return Err(refuse(&format!("`{one}` and `{other}` are equally frequent; take one more or less")));
    }
    Ok(ranked[..count].iter().map(|(name, _)| (*name).to_owned()).collect())
}

/// `a`, `a und b`, `a, b und c`.
pub fn list(names: &[String], language: Language) -> String {
    let and = match language {
        Language::German => "und",
        Language::English => "and",
    };
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The first letter in upper case and the rest as it is: `capitalize` would write "Drei viertel".
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn explain(unknown: &Unknown) -> String {
    if unknown.candidates.is_empty() && !unknown.word.is_empty() {
        return format!(
            "{unknown}; it was not published, or is hidden: it rests on too few answers, or others that do could be computed from it"
        );
    }
    format!("{unknown}; {}", suggest(&unknown.word, unknown.candidates.iter().map(String::as_str)))
}

fn refuse(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_owned())
}

/// Statements could loop and grow for ever, and a text that decides what it says cannot be proofread.
fn no_statements(text: &Spanned<String>, line: usize) -> Diagnostic {
    let message = "a text may hold expressions `{{ … }}`, but no statements `{% … %}`";
    Diagnostic::error(Code::Template, template_place(text, line), message)
        .hint("write as in `{{ pct(\"series\", \"category\") }}`")
}

/// The `line`-th line of the text, searched for in its file from where the text begins.
fn template_place(text: &Spanned<String>, line: usize) -> Span {
    let wanted = text.value.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let source = &text.span.source;
    let from = text.span.start.min(source.text.len());
    match source.text.get(from..).and_then(|rest| rest.find(wanted)).filter(|_| !wanted.is_empty()) {
        Some(offset) => {
            let start = from + offset;
            Span { source: source.clone(), start, end: start + wanted.len() }
        }
        None => text.span.clone(),
    }
}
