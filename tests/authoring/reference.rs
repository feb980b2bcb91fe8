//! The reference in `docs/reference/` is made from the same tables as the schemas and the pages of `explain`, and current.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use make_briefing::explain::{self, PAGES};
use make_briefing::spec::kinds::Kind;
use make_briefing::spec::schema::{FILES, FUNCTIONS, Form, Shape};

use crate::harness::{ROOT, Scratch, golden};

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
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match form {
        Form::Text => "text".into(),
        Form::Number => "number".into(),
        Form::Count => "whole number from 1 on".into(),
        Form::UpTo(most) => format!("whole number from 0 to {most}"),
        Form::Flag => "`true` or `false`".into(),
        Form::Nothing => "nothing".into(),
        Form::Any => "see right".into(),
        Form::Pattern(_, example) => format!("as in `{example}`"),
        Form::Id => "id".into(),
        Form::Words(list) if list.len() > 12 => "[kind](kinds/README.md)".into(),
        Form::Words(list) => words(list),
        Form::List(item) => format!("list of {}", self::form(item)),
        Form::Names(item) => format!("names with {}", self::form(item)),
        Form::Tagged(_, item) => format!("kind with {}", self::form(item)),
        Form::Shape(shape) => format!("[{0}](#{0})", shape.name),
        Form::Either(forms) => each(forms),
    }
}

/// The shapes in a shape, in the order in which a reader meets them.
fn inner<'a>(form: &'a Form, found: &mut Vec<&'a Shape>) {
    match form {
        Form::List(item) | Form::Names(item) | Form::Tagged(_, item) => inner(item, found),
        Form::Either(forms) => forms.iter().for_each(|form| inner(form, found)),
        Form::Shape(shape) if !found.contains(shape) => {
            found.push(shape);
            shape.keys.iter().for_each(|key| inner(&key.form, found));
        }
        _ => {}
    }
}

fn keys(shape: &Shape, page: &mut String) {
    page.push_str("| key | value | meaning |\n| --- | --- | --- |\n");
    for key in shape.keys {
        let must = if key.required { " (required)" } else { "" };
        // A stroke would end the cell.
        let cells = [form(&key.form), key.about.to_owned()].map(|cell| cell.replace('|', "\\|"));
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
    let mut shapes = Vec::new();
    shape.keys.iter().for_each(|key| inner(&key.form, &mut shapes));
    for shape in shapes {
        let _ = writeln!(page, "\n## {}\n\n{}\n", shape.name, shape.about);
        keys(shape, &mut page);
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
             ```yaml\n{}```\n\nAll keys: [charts/ID.yaml](../chart.md). Series: [gallery](../../../specs/gallery/series).\n",
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

/// The spec without the line for editors.
fn without_note(spec: &str) -> String {
    spec.lines()
        .filter(|line| !line.starts_with("# yaml-language-server"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The functions that the program gives to templates.
fn given() -> BTreeSet<String> {
    let source = fs::read_to_string(Path::new(ROOT).join("src/text/template.rs")).unwrap();
    let calls = source.split("add_function(").skip(1);
    calls.map(|call| call.split('"').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn each_function_of_templates_is_described() {
    let described: BTreeSet<String> = FUNCTIONS.iter().map(|function| function.name.to_owned()).collect();
    assert_eq!(described, given());
    let mut page = made("Functions of templates");
    page.push_str(
        "Titles, subtitles, notes, labels of key figures and Markdown may hold expressions: `{{ pct(\"series\", \"category\") }}`. \
         A net is asked for like a category. A name that does not exist is an error at its place.\n\n\
         | function | prints |\n| --- | --- |\n",
    );
    for function in &FUNCTIONS {
        let _ = writeln!(page, "| `{}({})` | {} |", function.name, function.takes, function.about);
    }
    golden("docs/reference/templates.md", &page);
}

#[test]
fn each_diagnostic_stands_in_the_index() {
    let mut page = made("Diagnostics");
    page.push_str(
        "`make-briefing explain CODE` prints the same pages.\n\n| code | meaning |\n| --- | --- |\n",
    );
    let lines: BTreeMap<&str, &str> =
        PAGES.iter().map(|page| (page.code, explain::summary(page.text))).collect();
    for (code, summary) in lines {
        let _ =
            writeln!(page, "| [`{code}`](../../src/explain/{code}.md) | {} |", summary.replace('|', "\\|"));
    }
    golden("docs/reference/diagnostics.md", &page);
}

#[test]
fn the_index_leads_to_every_page() {
    let mut page = made("Reference");
    page.push_str("What people write:\n\n");
    for (file, shape) in FILES {
        let first = shape.about.split(". ").next().unwrap().trim_end_matches('.');
        let _ = writeln!(page, "- [`{}`]({file}.md): {first}", path(file));
    }
    page.push_str(
        "\nWhat stands in it:\n\n- [Kinds of charts](kinds/README.md)\n- [Functions of templates](templates.md)\n\n\
         What the program says:\n\n- [Diagnostics](diagnostics.md)\n",
    );
    golden("docs/reference/README.md", &page);
    assert!(Scratch::new().run("--help").stdout.contains("briefing.yaml"));
}
