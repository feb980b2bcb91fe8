//! The reference in `docs/reference/` is generated from the same tables as the schemas and the `explain` pages, and is up
//! to date.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use make_briefing::diagnostic::{Code, Diagnostics, Source, Span};
use make_briefing::explain;
use make_briefing::explain::{PAGES, Page};
use make_briefing::language::Language;
use make_briefing::lint::{Level, RULES};
use make_briefing::schema::FILES;
use make_briefing::spec::keys::{
    FIRST, Form, Key, Limits, MOST_EXPLAINED, Named, Preset, Shape, Word, word_of,
};
use make_briefing::spec::kinds::Kind;
use make_briefing::spec::{Spanned, yaml};
use make_briefing::survey::Catalog;
use make_briefing::template::{FILTERS, FUNCTIONS, Function, Templates};

use crate::harness::{ROOT, Scratch, files, golden};

/// Where a kind of file lies, for its heading.
fn path(file: &str) -> &'static str {
    match file {
        "briefing" => "briefing.yaml",
        "chart" => "charts/ID.yaml",
        "series" => "series/NAME.yaml",
        "theme" => "theme.yaml",
        other => panic!("no file of the kind {other}"),
    }
}

/// What a value looks like, in a few words.
fn form(form: &Form) -> String {
    let each = |forms: &[Form]| forms.iter().map(self::form).collect::<Vec<_>>().join(" or ");
    let words =
        |words: &[Word]| words.iter().map(|word| format!("`{}`", word.word)).collect::<Vec<_>>().join(", ");
    match form {
        Form::Text => "text".into(),
        Form::Number => "number".into(),
        Form::Count => "whole number from 1 on".into(),
        Form::Between(Limits { least, most, .. }) => format!("number from {least} to {most}"),
        Form::Flag => "`true` or `false`".into(),
        Form::Nothing => "nothing".into(),
        Form::Pattern(_, example) => format!("as in `{example}`"),
        Form::Color => "colour `'#rrggbb'`".into(),
        Form::Id => "id".into(),
        Form::Words(list) if list.len() > MOST_EXPLAINED => "[kind](kinds/README.md)".into(),
        Form::Words(list) => words(list),
        Form::List(item) => format!("list of {}", self::form(item)),
        Form::Names(item) => format!("names with {}", self::form(item)),
        Form::Tagged(_, item) => format!("kind with {}", self::form(item)),
        Form::Shape(shape) => format!("[{0}](#{0})", shape.name),
        Form::Either(forms) => each(forms),
        Form::Named(named) => format!("[{0}](#{0})", named.name),
    }
}

/// The shapes in a shape, in the order in which a reader meets them.
fn inner<'a>(form: &'a Form, found: &mut Vec<&'a Shape>, named: &mut Vec<Named>) {
    match form {
        Form::List(item) | Form::Names(item) | Form::Tagged(_, item) => inner(item, found, named),
        Form::Either(forms) => forms.iter().for_each(|form| inner(form, found, named)),
        Form::Shape(shape) if !found.contains(shape) => {
            found.push(shape);
            shape.keys.iter().for_each(|key| inner(&key.form, found, named));
        }
        Form::Named(own) if !named.contains(own) => {
            named.push(*own);
            inner(own.form, found, named);
        }
        _ => {}
    }
}

/// What a key means, what applies without it, and since when it is read.
fn meaning(key: &Key) -> String {
    let mut meaning = key.description();
    let default = key.default.map(|default| match default {
        Preset::Word(word) => format!("`{word}`"),
        Preset::Number(number) => format!("`{number}`"),
        Preset::Count(count) => format!("`{count}`"),
        Preset::Flag(flag) => format!("`{flag}`"),
        Preset::Described(words) => words.to_owned(),
    });
    if let Some(default) = default {
        let _ = write!(meaning, " Default: {default}.");
    }
    if key.since != FIRST {
        let _ = write!(meaning, " Since version {}.", key.since);
    }
    meaning
}

fn keys(shape: &Shape, page: &mut String) {
    page.push_str("| key | value | meaning |\n| --- | --- | --- |\n");
    for key in shape.keys {
        let must = if key.required { " (required)" } else { "" };
        let example = key.example.map_or(String::new(), |example| format!(", as in `{example}`"));
        // A stroke would end the cell.
        let cells = [form(&key.form) + &example, meaning(key)].map(|cell| cell.replace('|', "\\|"));
        let _ = writeln!(page, "| `{}`{must} | {} | {} |", key.name, cells[0], cells[1]);
    }
}

/// Every page says that it is made, and how.
fn made(title: &str) -> String {
    format!(
        "# {title}\n\n<!-- Made by `UPDATE_GOLDEN=1 cargo test --test authoring`: change `src/`, not this file. -->\n\n"
    )
}

fn file_page(file: &str, shape: &Shape) -> String {
    let mut page = made(&format!("`{}`", path(file)));
    let _ = writeln!(page, "{}\n", shape.about);
    keys(shape, &mut page);
    let (mut shapes, mut named) = (Vec::new(), Vec::new());
    shape.keys.iter().for_each(|key| inner(&key.form, &mut shapes, &mut named));
    for shape in shapes {
        let _ = writeln!(page, "\n## {}\n\n{}\n", shape.name, shape.about);
        keys(shape, &mut page);
    }
    for Named { name, about, form: value } in named {
        let _ = writeln!(page, "\n## {name}\n\n{about}\n\nIt is written as {}.", form(value));
    }
    page
}

#[test]
fn each_kind_of_file_has_a_current_page() {
    for (file, shape) in FILES {
        golden(&format!("docs/reference/{file}.md"), &file_page(file, shape));
    }
}

#[test]
fn each_kind_of_chart_has_a_current_page_with_its_picture_and_spec() {
    let known: BTreeSet<&str> = Kind::NAMES.iter().copied().collect();
    let mut index = made("Kinds of charts");
    index.push_str("| kind | what it shows |\n| --- | --- |\n");
    for kind in Kind::ALL.iter().map(|kind| kind.facts()) {
        let spec =
            fs::read_to_string(Path::new(ROOT).join(format!("specs/gallery/charts/{}.yaml", kind.name)));
        let spec = spec.unwrap_or_else(|error| panic!("{}: {error}", kind.name));
        assert!(
            Path::new(ROOT).join(format!("docs/pictures/kinds/{}.png", kind.name)).exists(),
            "{}",
            kind.name
        );
        let mut page = made(&format!("`{}`", kind.name));
        let _ = write!(
            page,
            "{}\n\n![An example of the kind {}](../../pictures/kinds/{}.png)\n\n**Take it for:** {}\n\n**Take another for:** {}\n\n\
             ```yaml\n{}```\n\nAll keys: [charts/ID.yaml](../chart.md). Series: `specs/gallery/series`.\n",
            kind.about,
            kind.name,
            kind.name,
            kind.when,
            kind.not,
            without_note(&spec)
        );
        golden(&format!("docs/reference/kinds/{}.md", kind.name), &page);
        let _ = writeln!(index, "| [`{0}`]({0}.md) | {1} |", kind.name, kind.about);
        for other in kind.not.split('`').skip(1).step_by(2) {
            assert!(known.contains(other), "{}: there is no kind {other}", kind.name);
        }
    }
    golden("docs/reference/kinds/README.md", &index);
}

/// What goes with many kinds is shown by charts of the gallery that are not named like a kind.
#[test]
fn what_goes_with_many_kinds_has_a_current_page_with_pictures_and_specs() {
    let mut page = made("What goes with many kinds");
    page.push_str("Groups, notes, references, panels and picked categories, on invented figures.\n");
    let mut files: Vec<_> = fs::read_dir(Path::new(ROOT).join("specs/gallery/charts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let id = file.file_stem().unwrap().to_string_lossy().into_owned();
        if Kind::NAMES.contains(&id.as_str()) {
            continue;
        }
        assert!(Path::new(ROOT).join(format!("docs/pictures/kinds/{id}.png")).exists(), "{id}");
        let spec = without_note(&fs::read_to_string(&file).unwrap());
        let _ = write!(
            page,
            "\n## `{id}`\n\n![The chart {id} of the gallery](../pictures/kinds/{id}.png)\n\n```yaml\n{spec}```\n"
        );
    }
    page.push_str("\nAll keys: [charts/ID.yaml](chart.md). Series: `specs/gallery/series`.\n");
    golden("docs/reference/gallery.md", &page);
}

/// The spec without the line for editors.
fn without_note(spec: &str) -> String {
    spec.lines()
        .filter(|line| !line.starts_with("# yaml-language-server"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The functions, or filters, that the program gives to templates.
fn given(adder: &str) -> BTreeSet<String> {
    let source = fs::read_to_string(Path::new(ROOT).join("src/template/mod.rs")).unwrap();
    let calls = source.split(adder).skip(1);
    calls.map(|call| call.split('"').nth(1).unwrap().to_owned()).collect()
}

/// The survey that the examples of functions ask.
const SURVEY: &str = "survey:
  base: {label: all towns, n: 1204}
series:
  budget:
    type: single
    values: {more: 54.3, same: 33.9, less: 11.8}
  hurdles:
    type: multiple
    values: {staff: 58, money: 75, law: 12, time: 31}
  strategy:
    type: single
    base: {label: all towns, columns: {2019: 580, 2020: 1204}}
    values: {'yes': {2019: 12, 2020: 16}, planned: {2019: 58, 2020: 61}, 'no': {2019: 30, 2020: 23}}
    nets: {not no: ['yes', planned]}
";

/// What the program prints for an expression, in both languages.
fn printed(expression: &str) -> [String; 2] {
    let node = yaml::parse(&Arc::new(Source::new("survey.yaml", SURVEY))).unwrap();
    let (mut catalog, sink) = (Catalog::default(), Diagnostics::new());
    let books = make_briefing::import::workbook::Books::default();
    let beside = make_briefing::import::Beside::new(&|_| Err("".into()), &books);
    make_briefing::import::series_file::read(&node, beside, &mut catalog, &sink);
    let catalog = Arc::new(catalog);
    let place = Span::file(Arc::new(Source::new("text.yaml", expression)));
    let text = Spanned { value: expression.to_owned(), span: place };
    let printed = [Language::English, Language::German]
        .map(|language| Templates::new(catalog.clone(), language).fill(&text, &sink));
    assert!(sink.is_empty(), "{sink:#?}");
    printed
}

fn function_page(function: &Function, is_filter: bool) -> String {
    let mut page = made(&format!("`{}`", function.name));
    let call = match is_filter {
        true => function.takes.to_owned(),
        false => format!("{}({})", function.name, function.takes),
    };
    let _ = write!(page, "    {call}\n\n{}\n\n{}\n\n", function.about, function.mind);
    page.push_str("| in a text | in English | in German |\n| --- | --- | --- |\n");
    for example in function.examples {
        let [english, german] = printed(example);
        let _ = writeln!(page, "| `{}` | {english} | {german} |", example.replace('|', "\\|"));
    }
    page.push_str("\nThe survey of the examples: [functions](README.md). Names must be spelt exactly as in the series; an unknown name is reported as [`template`](../diagnostics/template.md).\n");
    page
}

#[test]
fn each_function_of_templates_has_a_current_page() {
    for (list, adder) in [(&FUNCTIONS[..], "add_function("), (&FILTERS[..], "add_filter(")] {
        let described: BTreeSet<String> = list.iter().map(|function| function.name.to_owned()).collect();
        assert_eq!(described, given(adder));
    }
    let mut index = made("Functions of templates");
    index.push_str(
        "Titles, subtitles, notes, labels of key figures and Markdown may hold expressions: `{{ pct(\"series\", \"category\") }}`. \
         A net is asked for like a category. A name that does not exist is an error at its place.\n\n\
         | function | prints |\n| --- | --- |\n",
    );
    for (function, is_filter) in
        FUNCTIONS.iter().map(|one| (one, false)).chain(FILTERS.iter().map(|one| (one, true)))
    {
        let call = match is_filter {
            true => function.takes.replace('|', "\\|"),
            false => format!("{}({})", function.name, function.takes),
        };
        let _ = writeln!(index, "| [`{call}`]({}.md) | {} |", function.name, function.about);
        let page = function_page(function, is_filter);
        golden(&format!("docs/reference/functions/{}.md", function.name), &page);
    }
    let _ = write!(index, "\nThe examples on these pages ask this survey:\n\n```yaml\n{SURVEY}```\n");
    golden("docs/reference/functions/README.md", &index);
}

/// The level of a rule of the lint, where the code is one.
fn level(code: Code) -> Option<&'static str> {
    let rule = RULES.iter().find(|rule| rule.code == code)?;
    Some(word_of(&Level::WORDS, &rule.level))
}

/// The page of `explain`, with what the program says to its example.
fn diagnostic_page(page: &Page) -> String {
    let title = page.text.lines().next().unwrap().trim_start_matches("# ");
    let body = page.text.split_once('\n').unwrap().1.trim();
    let mut text = made(title);
    if let Some(level) = level(page.code) {
        let _ = writeln!(
            text,
            "A rule of the lint: `{level}` unless `checks` in [briefing.yaml](../briefing.md) says otherwise.\n"
        );
    }
    let answer =
        fs::read_to_string(Path::new(ROOT).join(format!("tests/authoring/answers/{}.txt", page.code)));
    match (body.split_once("\nRight:\n"), answer) {
        (Some((wrong, right)), Ok(answer)) => {
            let answer = answer.trim_end();
            let _ = write!(
                text,
                "{}\n\nThe program says:\n\n```text\n{answer}\n```\n\nRight:\n{right}\n",
                wrong.trim_end()
            );
        }
        _ => {
            let _ = writeln!(text, "{body}");
        }
    }
    text
}

#[test]
fn each_diagnostic_has_a_current_page() {
    let mut index = made("Diagnostics");
    index.push_str(
        "`make-briefing explain CODE` prints the same pages. What has a level is a rule of the lint.\n\n",
    );
    index.push_str("| code | level | meaning |\n| --- | --- | --- |\n");
    let mut pages: Vec<String> = vec!["README.md".into()];
    for page in PAGES {
        let summary = explain::summary(page.text).replace('|', "\\|");
        let level = level(page.code).unwrap_or("");
        let _ = writeln!(index, "| [`{0}`]({0}.md) | {level} | {summary} |", page.code);
        golden(&format!("docs/reference/diagnostics/{}.md", page.code), &diagnostic_page(page));
        pages.push(format!("{}.md", page.code));
    }
    golden("docs/reference/diagnostics/README.md", &index);
    // Pages of codes that are gone go with them.
    let there = files(&Path::new(ROOT).join("docs/reference/diagnostics"));
    let there: BTreeSet<String> =
        there.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(there, pages.into_iter().collect());
}

#[test]
fn the_index_leads_to_every_page() {
    let mut page = made("Reference");
    page.push_str("Specs:\n\n");
    for (file, shape) in FILES {
        let first = shape.about.split(". ").next().unwrap().trim_end_matches('.');
        let _ = writeln!(page, "- [`{}`]({file}.md): {first}", path(file));
    }
    page.push_str(
        "\nParts of specs:\n\n- [Kinds of charts](kinds/README.md)\n- [Options of many kinds](gallery.md)\n- [Functions of templates](functions/README.md)\n\n\
         Messages:\n\n- [Diagnostics](diagnostics/README.md)\n",
    );
    golden("docs/reference/README.md", &page);
    assert!(Scratch::new().run("--help").stdout.contains("briefing.yaml"));
}
