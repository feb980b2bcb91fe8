//! The schemas describe exactly the keys that the readers accept, the published schemas are up to date, and
//! shipped specs are valid.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use make_briefing::diagnostic::{Diagnostic, Diagnostics, Source};
use make_briefing::spec::briefing::BriefingSpec;
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::schema::{FILES, Form, Shape};
use make_briefing::spec::theme_file::ThemeSpec;
use make_briefing::spec::yaml;
use make_briefing::spec::yaml::{Node, Value as Yaml};
use make_briefing::survey::Catalog;
use serde_json::{Map, Value, json};

use crate::harness::{ROOT, Scratch, files, golden};
use crate::validator::validate;

/// A key and a word that nothing knows.
const UNKNOWN: &str = "zz-nobody-zz";

fn parse(name: &str, text: &str) -> Node {
    yaml::parse(&Arc::new(Source::new(name, text))).unwrap()
}

/// What the reader of a file has to say about this value.
fn faults(file: &str, value: &Value) -> Vec<Diagnostic> {
    // JSON is YAML.
    let node = parse(file, &value.to_string());
    let sink = Diagnostics::new();
    match file {
        "briefing" => drop(BriefingSpec::read(&node, &sink)),
        "chart" => drop(ChartSpec::read("id", &node, &sink)),
        "series" => {
            let none = |_: &str| Err(String::from("there is no file"));
            make_briefing::import::series_file::read(&node, &none, &mut Catalog::default(), &sink);
        }
        "theme" => drop(ThemeSpec::read(&node, None, &sink)),
        other => panic!("no reader for {other}"),
    }
    sink.into_vec()
}

/// A value of this form that the readers take, with every key that is described; `word` stands for a choice.
fn sample(form: &Form, extra: bool, word: Option<&str>) -> Value {
    match form {
        Form::Text => json!("words"),
        Form::Number => json!(5),
        Form::Count => json!(20),
        Form::UpTo(most) => json!(most),
        Form::Flag => json!(true),
        Form::Any => json!("figures.csv"),
        Form::Nothing => Value::Null,
        Form::Pattern(_, example) => json!(example),
        Form::Id => json!("budget"),
        Form::Words(words) => json!(word.unwrap_or(words[0])),
        // A palette needs two colours.
        Form::List(item @ Form::Pattern(..)) => {
            json!([sample(item, extra, word), sample(item, extra, word)])
        }
        Form::List(item) => json!([sample(item, extra, word)]),
        Form::Names(item) => json!({"name": sample(item, extra, word)}),
        // The chart's kind that takes `figures`.
        Form::Tagged(_, item) => json!({"key-figures": sample(item, extra, word)}),
        Form::Shape(shape) => sample_shape(shape, extra, word),
        Form::Either(forms) => {
            let rich =
                forms.iter().find(|form| matches!(form, Form::Shape(_) | Form::Tagged(..) | Form::Names(_)));
            sample(rich.unwrap_or(&forms[0]), extra, word)
        }
    }
}

fn sample_shape(shape: &Shape, extra: bool, word: Option<&str>) -> Value {
    let mut object: Map<String, Value> =
        shape.keys.iter().map(|key| (key.name.to_owned(), sample(&key.form, extra, word))).collect();
    // The readers hold these two to each other: a net names a category, and a piece is a text or a chart.
    if shape.name == "series" {
        let mut net = object["nets"]["name"].take();
        net["parts"] = json!("name");
        object["nets"] = json!({"net": net});
        object["missing"] = json!("name");
        object["pin-last"] = json!("name");
        object["neutral"] = json!("name");
        // A scale has a neutral point, but takes one answer.
        if !extra && word.is_none() {
            object["type"] = json!("scale");
            object.remove("max-answers");
            // The only category cannot be no answer.
            object.remove("missing");
        }
        // Figures stand in the file or in one beside it, not in both.
        object.remove("data");
        // They name what stands in such a file.
        object.remove("labels");
    }
    // The smallest type that print is read in.
    if shape.name == "type" {
        object["page"] = json!(9.5);
    }
    // What the file is missing for is another matter: its mapping is read before the file.
    if shape.name == "series-file" && (extra || word.is_some()) {
        let mut inner = BTreeMap::new();
        shapes(shape, &mut inner);
        let data = sample_shape(inner["data"], extra, word);
        object["series"]["beside"] = json!({"type": "single", "data": data});
    }
    // Key figures have no axis to hold them against anything, and stand in tiles already.
    if shape.name == "chart" && !extra {
        for key in ["axis", "numbers", "references", "facet", "annotations", "groups"] {
            object.remove(key);
        }
    }
    // Tiles have no settings.
    if shape.name == "settings" && !extra {
        object.clear();
    }
    if shape.name == "block" && !extra {
        object.remove("chart");
    }
    if extra {
        object.insert(UNKNOWN.into(), json!(1));
    }
    Value::Object(object)
}

/// All shapes that a file can hold.
fn shapes<'a>(shape: &'a Shape, found: &mut BTreeMap<&'a str, &'a Shape>) {
    found.insert(shape.name, shape);
    for key in shape.keys {
        forms(&key.form, found);
    }
}

fn forms<'a>(form: &'a Form, found: &mut BTreeMap<&'a str, &'a Shape>) {
    match form {
        Form::List(item) | Form::Names(item) | Form::Tagged(_, item) => forms(item, found),
        Form::Either(list) => list.iter().for_each(|form| forms(form, found)),
        Form::Shape(shape) => shapes(shape, found),
        _ => {}
    }
}

/// The words in backticks of a hint that lists what is possible.
fn listed(fault: &Diagnostic) -> BTreeSet<&str> {
    let hint = fault.hint.as_deref().unwrap_or_default();
    let list = hint.strip_prefix("possible here: ").unwrap_or_else(|| panic!("{hint}: {}", fault.message));
    list.split(", ").map(|word| word.trim_matches('`')).collect()
}

#[test]
fn the_readers_take_what_is_described() {
    for (file, shape) in FILES {
        assert_eq!(faults(file, &sample_shape(shape, false, None)), Vec::new(), "{file}");
    }
}

#[test]
fn what_the_readers_take_is_described() {
    for (file, shape) in FILES {
        let mut all = BTreeMap::new();
        shapes(shape, &mut all);
        let found = faults(file, &sample_shape(shape, true, None));
        for shape in all.values() {
            let message = format!("{} has no key `{UNKNOWN}`", shape.what);
            let fault = found.iter().find(|fault| fault.message == message);
            let fault = fault.unwrap_or_else(|| panic!("{file}: no reader opens {}", shape.what));
            let described: BTreeSet<&str> = shape.keys.iter().map(|key| key.name).collect();
            assert_eq!(listed(fault), described, "{file}: keys of {}", shape.what);
        }
    }
}

#[test]
fn the_words_of_a_choice_are_those_that_the_readers_take() {
    let mut compared = 0;
    for (file, shape) in FILES {
        let mut all = BTreeMap::new();
        shapes(shape, &mut all);
        let choices: Vec<(&str, &[&str])> = all
            .values()
            .flat_map(|shape| shape.keys)
            .filter_map(|key| match key.form {
                Form::Words(words) => Some((key.name, words)),
                Form::Either([Form::Words(words), ..]) => Some((key.name, *words)),
                _ => None,
            })
            .collect();
        for fault in faults(file, &sample_shape(shape, false, Some(UNKNOWN))) {
            let Some((name, _)) = fault.message.split_once(" cannot be `") else { continue };
            let name = name.trim_matches('`');
            let (_, words) = choices.iter().find(|(key, _)| *key == name).unwrap();
            assert_eq!(listed(&fault), words.iter().copied().collect(), "{file}: {name}");
            compared += 1;
        }
    }
    assert!(compared >= 6, "only {compared} choices were met");
}

fn schema(name: &str) -> Value {
    let run = Scratch::new().run(&format!("schema {name}"));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn the_published_schemas_are_current() {
    for name in FILES.map(|(name, _)| name).into_iter().chain(["message"]) {
        let run = Scratch::new().run(&format!("schema {name}"));
        golden(&format!("specs/schema/{name}.json"), &run.stdout);
    }
}

/// A YAML value as the validator takes it.
fn plain(node: &Node) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => json!(value),
        Yaml::Number(value) => json!(value),
        Yaml::Text(text) => json!(text),
        Yaml::List(items) => items.iter().map(plain).collect(),
        Yaml::Map(pairs) => {
            Value::Object(pairs.iter().map(|(key, node)| (key.name.clone(), plain(node))).collect())
        }
    }
}

/// Which kind of file this is, by where it stands.
fn kind(path: &Path) -> &'static str {
    let parent = path.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
    match (parent, path.file_stem().unwrap().to_str().unwrap()) {
        ("charts", _) => "chart",
        ("series", _) => "series",
        (_, "theme") => "theme",
        _ => "briefing",
    }
}

#[test]
fn shipped_specs_fit_the_schemas() {
    let schemas: BTreeMap<&str, Value> = FILES.iter().map(|(name, _)| (*name, schema(name))).collect();
    let mut seen = 0;
    for folder in ["specs", "src/starter/specs", "tests/authoring/project"] {
        for path in files(&Path::new(ROOT).join(folder)) {
            if path.extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let node = parse(&path.to_string_lossy(), &text);
            let schema = &schemas[kind(&path)];
            let faults = validate(schema, schema, &plain(&node), "");
            assert_eq!(faults, Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} files");
}

/// An editor finds the schema by the first line of a file.
#[test]
fn shipped_specs_name_their_schema_in_their_first_line() {
    let mut seen = 0;
    for folder in ["specs", "src/starter/specs"] {
        let root = Path::new(ROOT).join(folder);
        for path in files(&root) {
            if path.extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let named = text.lines().next().unwrap().strip_prefix("# yaml-language-server: $schema=");
            let named = named.unwrap_or_else(|| panic!("{}: no schema", path.display()));
            assert!(named.ends_with(&format!("schema/{}.json", kind(&path))), "{}: {named}", path.display());
            // `new` writes the schemas of a folder that it starts.
            let there = path.parent().unwrap().join(named).exists() || folder.ends_with("starter/specs");
            assert!(there, "{}: there is no {named}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} files");
}

#[test]
fn a_schema_refuses_what_the_reader_refuses() {
    let chart = schema("chart");
    for wrong in [
        "{title: x, series: budget}",
        "{title: x, series: budget, chart: bars}",
        "{title: x, series: budget, chart: bar, hilight: [a]}",
        "{title: x, series: Budget, chart: bar}",
        "{title: x, series: budget, chart: bar, question: often}",
        "{title: x, series: budget, chart: {bar: {labels: {hide-below: much}}}}",
        "{title: x, series: budget, chart: bar, variants: [{name: own, width: 80}]}",
        "{title: [x], series: budget, chart: bar}",
    ] {
        assert!(!validate(&chart, &chart, &plain(&parse("chart", wrong)), "").is_empty(), "{wrong}");
    }
}
