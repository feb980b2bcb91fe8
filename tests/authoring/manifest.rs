//! `manifest.json`: its published schema, the sources of its figures, and the errors of failed charts.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{ROOT, Run, Scratch};
use crate::validator::validate;

/// The manifest of a build of these specs; the run that made it.
fn manifest(specs: &str) -> (Value, Run) {
    let scratch = Scratch::new();
    let specs = Path::new(ROOT).join(specs);
    let run = scratch.run(&format!("{} --quiet --format svg,png,csv", specs.display()));
    let text = fs::read_to_string(scratch.path().join("out/manifest.json")).unwrap();
    (serde_json::from_str(&text).unwrap(), run)
}

#[track_caller]
fn assert_valid(manifest: &Value) {
    let schema: Value = serde_json::from_str(&Scratch::new().run("schema manifest").stdout).unwrap();
    assert_eq!(validate(&schema, &schema, manifest, ""), Vec::<String>::new());
}

#[test]
fn each_manifest_has_the_published_form() {
    for specs in ["specs", "specs/gallery", "tests/nasty"] {
        let (manifest, run) = manifest(specs);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(!manifest["charts"].as_array().unwrap().is_empty());
        assert_valid(&manifest);
    }
}

/// The line of a file of the specs.
fn line<'t>(text: &'t str, value: &Value) -> &'t str {
    text.lines().nth(value["line"].as_u64().unwrap() as usize - 1).unwrap()
}

#[test]
fn each_figure_leads_to_the_line_that_it_stands_in() {
    let (manifest, _) = manifest("specs");
    let series = fs::read_to_string(Path::new(ROOT).join("specs/series/digitalisierung-2020.yaml")).unwrap();
    let mut seen = 0;
    for chart in manifest["charts"].as_array().unwrap() {
        for value in chart["values"].as_array().unwrap() {
            let from = &value["from"];
            assert_eq!(from.is_null(), value["kind"] == "remainder", "{value}");
            if from.is_null() {
                continue;
            }
            assert_eq!(from["file"], "series/digitalisierung-2020.yaml");
            let line = line(&series, from);
            let figure = value["value"].as_f64().unwrap().to_string();
            // A net is put together from others.
            assert!(line.contains(&figure) || line.contains("in Entwicklung: ["), "{value}: {line}");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} figures");
}

#[test]
fn a_chart_that_failed_says_why() {
    let scratch = Scratch::project();
    scratch.put("specs/charts/lost.yaml", "title: More\nseries: bugdet\nchart: bar\n");
    scratch.put("specs/charts/torn.yaml", "title: [\n");
    assert_eq!(scratch.run("--quiet --format svg").status, 2);
    let text = fs::read_to_string(scratch.path().join("out/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    assert_valid(&manifest);
    let failed = manifest["failed"].as_array().unwrap();
    let said: Vec<_> = failed
        .iter()
        .map(|chart| {
            let fault = &chart["faults"][0];
            (chart["id"].as_str().unwrap(), fault["code"].as_str().unwrap(), fault["file"].as_str().unwrap())
        })
        .collect();
    let expected =
        [("lost", "unknown-series", "charts/lost.yaml"), ("torn", "yaml-syntax", "charts/torn.yaml")];
    assert_eq!(said, expected);
    assert_eq!(failed[0]["faults"][0]["line"], 2);
}
