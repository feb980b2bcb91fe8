//! All message formats say the same, and end with the same exit status.

use serde_json::Value;

use crate::harness::{Run, Scratch};
use crate::validator::validate;

const FORMS: [&str; 5] = ["human", "short", "json", "sarif", "github"];

/// One mistake with a second place, one in a file with an awkward name, one without a place.
fn faulty() -> Scratch {
    let scratch = Scratch::project();
    scratch.put(
        "specs/charts/budget.yaml",
        "title: 'Größer, 100 %: mehr'\nseries: budget\nchart: stacked-bar\nhighlight: [mroe]\n",
    );
    scratch.put("specs/charts/a, b.yaml", "title: x\nseries: budget\nchart: bar\n");
    scratch
}

fn run(form: &str) -> Run {
    faulty().run(&format!("--format csv --message-format {form} --only budget --only none"))
}

#[test]
fn every_form_ends_with_the_same_status_and_holds_the_same() {
    let plain = faulty().run("--format csv --only budget --only none");
    for form in FORMS {
        let run = run(form);
        assert_eq!(run.status, plain.status, "{form}");
        let data = matches!(form, "json" | "sarif");
        let text = if data { &run.stdout } else { &run.stderr };
        for part in [
            "unknown-category",
            "mroe",
            "did you mean `more`?",
            "the series is defined here",
            "unknown-chart",
        ] {
            assert!(text.contains(part), "{form} lacks {part}:\n{text}");
        }
        assert!(run.stderr.contains("errors"), "{form} says how many there are");
        assert!(!data || !run.stderr.contains("mroe"), "{form} says it once");
    }
    assert_eq!(plain.stderr, run("human").stderr, "human is what is shown without the option");
}

#[test]
fn nothing_to_say_is_said_in_every_form() {
    for form in FORMS {
        let run = Scratch::project().run(&format!("--quiet --format csv --message-format {form}"));
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{form}");
        match form {
            "sarif" => assert_eq!(parse(&run.stdout)["runs"][0]["results"], serde_json::json!([])),
            _ => assert_eq!(run.stdout, "", "{form}"),
        }
    }
}

#[test]
fn the_summary_leaves_stdout_to_the_data() {
    let run = Scratch::project().run("--format csv --message-format json");
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("1 chart, 2 files"), "{}", run.stderr);
    let human = Scratch::project().run("--format csv");
    assert!(human.stdout.contains("1 chart, 2 files"), "{}", human.stdout);
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn json_has_its_documented_fields() {
    let lines: Vec<Value> = run("json").stdout.lines().map(parse).collect();
    let fault = lines.iter().find(|line| line["code"] == "unknown-category").unwrap();
    let fields: Vec<&str> = fault.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["severity", "code", "file", "line", "column", "end", "message", "hint", "related"]);
    assert_eq!(fault["severity"], "error");
    assert_eq!(fault["file"], "specs/charts/budget.yaml");
    assert_eq!((&fault["line"], &fault["column"]), (&Value::from(4), &Value::from(13)));
    assert_eq!(fault["end"], serde_json::json!({"line": 4, "column": 17}));
    assert_eq!(fault["related"][0]["file"], "specs/series/survey.yaml");
    assert_eq!(fault["related"][0]["line"], 6);
    let argument = lines.iter().find(|line| line["code"] == "unknown-chart").unwrap();
    assert_eq!((&argument["file"], &argument["line"]), (&Value::from("--only"), &Value::Null));
}

/// All that a form says of many mistakes at once, one of each kind that has an example.
fn broken(form: &str) -> Run {
    let scratch = faulty();
    scratch.put("specs/charts/colon.yaml", "title: a: b\n");
    scratch.put("specs/charts/latin.yaml", b"title: \xfc\n");
    scratch
        .put("specs/series/more.yaml", "series:\n  more:\n    type: single\n    values: {a: 640, b: 12 %}\n");
    scratch.run(&format!("--format csv --message-format {form} --only budget --only none"))
}

#[test]
fn every_line_of_json_fits_its_published_schema() {
    let schema = parse(&Scratch::new().run("schema message").stdout);
    let lines: Vec<Value> = broken("json").stdout.lines().map(parse).collect();
    assert!(lines.len() >= 6, "{lines:#?}");
    for line in &lines {
        assert_eq!(validate(&schema, &schema, line, ""), Vec::<String>::new(), "{line}");
    }
    for (key, wrong) in [("severity", "fatal"), ("line", "4"), ("related", "none")] {
        let mut line = lines[0].clone();
        line[key] = wrong.into();
        assert!(!validate(&schema, &schema, &line, "").is_empty(), "{key}");
    }
}

#[test]
fn sarif_fits_the_schema_of_the_standard() {
    let path = std::path::Path::new(crate::harness::ROOT).join("tests/authoring/sarif-schema-2.1.0.json");
    let schema = parse(&std::fs::read_to_string(path).unwrap());
    let silent = Scratch::project().run("--quiet --format csv --message-format sarif");
    for text in [broken("sarif").stdout, silent.stdout] {
        let document = parse(&text);
        assert_eq!(validate(&schema, &schema, &document, ""), Vec::<String>::new());
    }
    let mut wrong = parse(&broken("sarif").stdout);
    wrong["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validate(&schema, &schema, &wrong, "").is_empty());
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let document = parse(&run("sarif").stdout);
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!rules[index]["help"]["text"].as_str().unwrap().is_empty());
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        for location in result["locations"].as_array().unwrap() {
            let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            assert!(!uri.contains([' ', ',', '\\']), "{uri}");
        }
    }
}

#[test]
fn a_workflow_command_is_one_line_with_escaped_properties() {
    let stderr = run("github").stderr;
    let commands: Vec<&str> = stderr.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(commands.len(), stderr.matches("::error ").count());
    let awkward = commands.iter().find(|line| line.contains("title=wrong-id")).unwrap();
    assert!(awkward.contains("file=specs/charts/a%2C b.yaml,"), "{awkward}");
    let fault = commands.iter().find(|line| line.contains("title=unknown-category")).unwrap();
    assert!(fault.contains("line=4,endLine=4,col=13,endColumn=17,title=unknown-category::"), "{fault}");
    assert!(fault.contains("%0Ahelp: did you mean `more`?"), "{fault}");
}

#[test]
fn marks_are_below_their_words_whatever_the_width_of_the_signs_before_them() {
    let scratch = Scratch::project();
    // A letter with its accent apart takes one cell of a terminal, a sign of Chinese two.
    for (name, cells) in [("Burger", 6), ("Bu\u{308}rger", 6), ("市民", 4)] {
        scratch.put(
            "specs/charts/budget.yaml",
            format!("title: More\nseries: budget\nchart: bar\ncolors: {{{name}: seaweed}}\n"),
        );
        let said = scratch.run("check specs").stderr;
        let marks = |line: &&str| line.trim_start_matches([' ', '|']) == "^^^^^^^";
        let mark = said.lines().find(marks).unwrap_or_else(|| panic!("{said}"));
        let before = "colors: {".len() + cells + ": ".len();
        assert_eq!(mark, format!("  | {}^^^^^^^", " ".repeat(before)), "{said}");
    }
}
