//! The published schemas are up to date and agree with the readers: on the specs of this repository, on these specs
//! with a mistake in each place, and on the examples of keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use make_briefing::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Source};
use make_briefing::schema::FILES;
use make_briefing::spec::briefing::BriefingSpec;
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::keys::{Form, Shape};
use make_briefing::spec::theme_file::ThemeSpec;
use make_briefing::spec::yaml;
use make_briefing::spec::yaml::{Node, Value as Yaml};
use make_briefing::survey::Catalog;
use serde_json::{Value, json};

use crate::harness::{ROOT, Scratch, files, golden};
use crate::validator::validate;

/// A key that no shape has.
const UNKNOWN: &str = "zz-nobody-zz";

/// Folders with specs, sound and faulty ones.
const FOLDERS: [&str; 7] = [
    "specs",
    "src/starter/kits",
    "tests/authoring/project",
    "tests/authoring/every-key",
    "tests/cases",
    "tests/nasty",
    "tests/survey",
];

fn parse(name: &str, text: &str) -> Node {
    yaml::parse(&Arc::new(Source::new(name, text))).unwrap()
}

/// A spec file: its kind, its value, and the folder in which it names other files.
struct Spec {
    name: String,
    kind: &'static str,
    value: Value,
    folder: PathBuf,
}

/// All specs that are YAML.
fn corpus() -> Vec<Spec> {
    let mut found = Vec::new();
    for path in FOLDERS.iter().flat_map(|folder| files(&Path::new(ROOT).join(folder))) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        let Ok(node) = yaml::parse(&Arc::new(Source::new(name.as_str(), text.as_str()))) else { continue };
        let kind = kind(&path);
        let folder = path.ancestors().nth(if matches!(kind, "chart" | "series") { 2 } else { 1 }).unwrap();
        found.push(Spec { name, kind, value: plain(&node), folder: folder.to_owned() });
    }
    assert!(found.len() > 250, "{} files", found.len());
    found
}

/// What the reader of a file says about this value.
fn faults(spec: &Spec, value: &Value) -> Vec<Diagnostic> {
    // JSON is YAML.
    let node = parse(&spec.name, &value.to_string());
    let sink = Diagnostics::new();
    match spec.kind {
        "briefing" => drop(BriefingSpec::read(&node, &sink)),
        "chart" => drop(ChartSpec::read("id", &node, &sink)),
        "series" => {
            let beside = |name: &str| -> Result<_, make_briefing::reason::Reason> {
                let file = fs::File::open(spec.folder.join(name))?;
                Ok(Box::new(file) as Box<dyn make_briefing::import::Content>)
            };
            let books = make_briefing::import::workbook::Books::default();
            let beside = make_briefing::import::Beside::new(&beside, &books);
            make_briefing::import::series_file::read(&node, beside, &mut Catalog::default(), &sink);
        }
        "theme" => drop(ThemeSpec::read(&node, None, &sink)),
        other => panic!("no reader for {other}"),
    }
    sink.into_vec()
}

/// The errors of a value in words.
fn said(spec: &Spec, value: &Value) -> BTreeSet<String> {
    let errors = faults(spec, value).into_iter().filter(|fault| fault.severity == Severity::Error);
    errors.map(|fault| fault.message).collect()
}

/// Notes the shapes and keys that a value has.
fn met<'s>(form: &'s Form, value: &Value, seen: &mut BTreeSet<(&'s str, &'s str)>) {
    match (form, value) {
        (Form::List(item), Value::Array(values)) => values.iter().for_each(|value| met(item, value, seen)),
        (Form::Names(item) | Form::Tagged(_, item), Value::Object(pairs)) => {
            pairs.values().for_each(|value| met(item, value, seen));
        }
        (Form::Shape(shape), Value::Object(pairs)) => {
            for key in shape.keys {
                if let Some(value) = pairs.get(key.name) {
                    seen.insert((shape.name, key.name));
                    met(&key.form, value, seen);
                }
            }
        }
        (Form::Either(forms), value) => forms.iter().for_each(|form| met(form, value, seen)),
        (Form::Named(named), value) => met(named.form, value, seen),
        _ => {}
    }
}

/// All shapes that a file can hold.
fn shapes(shape: &'static Shape, found: &mut BTreeMap<&'static str, &'static Shape>) {
    if found.insert(shape.name, shape).is_none() {
        shape.keys.iter().for_each(|key| forms(&key.form, found));
    }
}

fn forms(form: &'static Form, found: &mut BTreeMap<&'static str, &'static Shape>) {
    match form {
        Form::List(item) | Form::Names(item) | Form::Tagged(_, item) => forms(item, found),
        Form::Either(list) => list.iter().for_each(|form| forms(form, found)),
        Form::Shape(shape) => shapes(shape, found),
        Form::Named(named) => within(named.form, 3, found),
        _ => {}
    }
}

/// The shapes of a form that may hold itself, some levels deep.
fn within(form: &'static Form, levels: usize, found: &mut BTreeMap<&'static str, &'static Shape>) {
    match form {
        Form::Names(item) | Form::List(item) => within(item, levels, found),
        Form::Either(list) => list.iter().for_each(|form| within(form, levels, found)),
        Form::Named(named) if levels > 0 => within(named.form, levels - 1, found),
        Form::Named(_) => {}
        other => forms(other, found),
    }
}

fn file_shape(kind: &str) -> &'static Shape {
    FILES.iter().find(|(name, _)| *name == kind).unwrap().1
}

/// Readers check in debug builds that they ask for all keys of a shape that they open, and for no others. This makes
/// sure that the specs tried here open all shapes, and that no key goes untried.
#[test]
fn every_key_is_in_some_spec_of_the_corpus() {
    let mut seen = BTreeSet::new();
    for spec in corpus() {
        let form: &'static Form = Box::leak(Box::new(Form::Shape(file_shape(spec.kind))));
        met(form, &spec.value, &mut seen);
    }
    let mut all = BTreeMap::new();
    FILES.iter().for_each(|(_, shape)| shapes(shape, &mut all));
    let keys = all.values().flat_map(|shape| shape.keys.iter().map(|key| (shape.name, key.name)));
    let untried: Vec<_> = keys.filter(|key| !seen.contains(key)).collect();
    assert_eq!(untried, []);
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let schemas: BTreeMap<&str, Value> = FILES.iter().map(|(name, _)| (*name, schema(name))).collect();
    let mut taken = 0;
    for spec in corpus() {
        let schema = &schemas[spec.kind];
        let faults = faults(&spec, &spec.value);
        let refused = validate(schema, schema, &spec.value, "");
        // Whether a language, date or id is known is looked up later than the reader runs.
        let is_sound = !spec.name.contains("/errors/");
        if is_sound && faults.iter().all(|fault| fault.severity != Severity::Error) {
            assert_eq!(refused, Vec::<String>::new(), "{}", spec.name);
            taken += 1;
        }
        let found = faults.iter().any(|fault| fault.code == Code::UnknownKey);
        assert!(!found || !refused.is_empty(), "{}: {faults:#?}", spec.name);
    }
    assert!(taken > 200, "the readers take {taken} files");
}

/// Copies of a value, each with one mistake: an unknown key in a mapping, or a value of a form that no key takes. With
/// the path of the mistake.
fn spoilt(value: &Value, path: &str) -> Vec<(String, Value)> {
    let mut copies = Vec::new();
    match value {
        Value::Object(pairs) => {
            let mut wrong = pairs.clone();
            wrong.insert(UNKNOWN.into(), json!([[UNKNOWN]]));
            copies.push((format!("{path}/{UNKNOWN}"), Value::Object(wrong)));
            for (key, inner) in pairs {
                for (at, inner) in spoilt(inner, &format!("{path}/{key}")) {
                    let mut wrong = pairs.clone();
                    wrong.insert(key.clone(), inner);
                    copies.push((at, Value::Object(wrong)));
                }
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                for (at, inner) in spoilt(inner, &format!("{path}/{index}")) {
                    let mut wrong = items.clone();
                    wrong[index] = inner;
                    copies.push((at, Value::Array(wrong)));
                }
            }
        }
        _ => copies.push((path.to_owned(), json!({UNKNOWN: [[UNKNOWN]]}))),
    }
    copies
}

#[test]
fn reader_and_schema_refuse_the_same_mistakes() {
    let schemas: BTreeMap<&str, Value> = FILES.iter().map(|(name, _)| (*name, schema(name))).collect();
    let mut tried = 0;
    // Figures of ten thousand charts are all of one form.
    for spec in corpus().iter().filter(|spec| spec.value.to_string().len() < 3_000) {
        let schema = &schemas[spec.kind];
        let before = said(spec, &spec.value);
        if !before.is_empty() || spec.name.contains("/errors/") {
            continue;
        }
        for (path, wrong) in spoilt(&spec.value, "") {
            let refused = !validate(schema, schema, &wrong, "").is_empty();
            let reported = said(spec, &wrong).difference(&before).next().is_some();
            assert_eq!(refused, reported, "{}: {path}", spec.name);
            tried += 1;
        }
    }
    assert!(tried > 2_000, "{tried} mistakes");
}

#[test]
fn examples_and_defaults_fit_their_keys() {
    let mut tried = 0;
    for (name, shape) in FILES {
        let root = schema(name);
        let mut all = BTreeMap::new();
        shapes(shape, &mut all);
        for one in all.values() {
            let object = if one.name == shape.name { &root } else { &root["definitions"][one.name] };
            for key in one.keys {
                let property = &object["properties"][key.name];
                let values = property.get("examples").and_then(Value::as_array).into_iter().flatten();
                for value in values.chain(property.get("default")) {
                    let faults = validate(&root, property, value, "");
                    assert_eq!(faults, Vec::<String>::new(), "{name}: {} of {}", key.name, one.name);
                    tried += 1;
                }
                let shown = property.get("examples").is_some();
                assert!(key.example.is_none() || shown, "{}: the example is not YAML", key.name);
            }
        }
    }
    assert!(tried > 80, "{tried} values");
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

/// An editor finds the schema by the first line of a file.
#[test]
fn shipped_specs_name_their_schema_in_their_first_line() {
    let mut seen = 0;
    for folder in ["specs", "src/starter/kits"] {
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
            let there = path.parent().unwrap().join(named).exists() || folder.ends_with("starter/kits");
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
