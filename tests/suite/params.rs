//! Parameters: one folder of specs gives many reports, and a value is data wherever it is filled in.

use std::fs;

use crate::harness::{Run, Scratch, run};

const BRIEFING: &str = "title: Towns of {{ params.region }}
language: en
params:
  region: {type: choice, values: [north, south], default: north}
  name: {default: All towns}
  size: {type: number, default: 10}
sections:
  - title: One
    text: 'For **{{ params.name }}**: {{ pct(\"answers\", \"yes\", params.region) }} said yes.'
    charts: [c]
  - title: Two
    charts: [d]
    when: {size: {at-least: 20}}
";
const CHART: &str = "title: 'Towns: {{ params.name }}'
series: answers
chart: grouped-bar
highlight: '{{ params.region }}'
notes: 'In {{ params.region }}'
";
const LATE: &str = "title: Only for large ones\nseries: answers\nchart: grouped-bar\n";
/// A survey of towns by region.
pub(crate) const SERIES: &str = "survey:
  base: {label: towns, n: 600}
series:
  answers:
    type: single
    question: Q
    base: {label: towns, n: 600, columns: {north: 300, south: 300}}
    values:
      'yes': {north: 41, south: 30}
      'no': {north: 59, south: 70}
";

fn folder() -> Scratch {
    let folder = Scratch::new();
    folder.put("specs/briefing.yaml", BRIEFING);
    folder.put("specs/charts/c.yaml", CHART);
    folder.put("specs/charts/d.yaml", LATE);
    folder.put("specs/series/s.yaml", SERIES);
    folder
}

fn build(folder: &Scratch, settings: &[&str]) -> Run {
    let mut arguments = vec!["specs", "--format", "html,csv"];
    settings.iter().for_each(|setting| arguments.extend(["--set", setting]));
    run(folder.path(), &arguments)
}

fn page(folder: &Scratch) -> String {
    fs::read_to_string(folder.path().join("out/briefing.html")).unwrap_or_default()
}

#[test]
fn defaults_apply_where_nothing_is_set() {
    let folder = folder();
    let said = build(&folder, &[]);
    assert_eq!((said.status, said.stderr.contains("warning")), (0, false), "{}", said.stderr);
    let page = page(&folder);
    assert!(page.contains("Towns of north") && page.contains("41% said yes"), "{page}");
    assert!(!page.contains("Only for large ones"), "`when` leaves the section out");
    assert!(!folder.path().join("out/charts/d.csv").exists(), "and its chart with it");
}

#[test]
fn a_value_goes_into_titles_templates_and_conditions() {
    let folder = folder();
    let said = build(&folder, &["region=south", "size=20", "name=Bern"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let page = page(&folder);
    assert!(page.contains("Towns of south") && page.contains("Towns: Bern") && page.contains("30% said yes"));
    assert!(page.contains("Only for large ones"));
}

#[test]
fn another_value_is_another_build_and_the_same_is_none() {
    let folder = folder();
    build(&folder, &["name=Bern"]);
    build(&folder, &["name=Thun"]);
    assert!(page(&folder).contains("Towns: Thun") && !page(&folder).contains("Towns: Bern"));
    assert!(build(&folder, &["name=Thun"]).stdout.contains("unchanged"));
}

#[test]
fn a_value_is_neither_yaml_nor_a_template_nor_markdown_nor_html() {
    let folder = folder();
    let said = build(&folder, &["name=*a* [b](https://c.d) <b> \" ': x: [1] # y"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let page = page(&folder);
    assert!(page.contains("*a* [b](https://c.d) &lt;b&gt;"), "signs mean themselves");
    assert!(!page.contains("href=\"https://c.d\""));
    for value in ["name={{ n(\"answers\") }}", "name={% raw %}", "name=a\nb"] {
        let said = build(&folder, &[value]);
        assert!(said.status == 2 && said.stderr.contains("wrong-param"), "{value}: {}", said.stderr);
    }
}

#[test]
fn whatever_is_wrong_with_parameters_withholds_the_build() {
    let folder = folder();
    for (settings, code) in [
        (["region=east"], "wrong-param"),
        (["size=large"], "wrong-param"),
        (["name="], "wrong-param"),
        (["nmae=Bern"], "unknown-param"),
    ] {
        let said = build(&folder, &settings);
        assert!(said.status == 2 && said.stderr.contains(code), "{settings:?}: {}", said.stderr);
        assert!(!folder.path().join("out/briefing.html").exists(), "{settings:?}");
    }
    folder.put("specs/charts/c.yaml", CHART.replace("params.region", "params.regoin"));
    let said = build(&folder, &[]);
    assert!(said.stderr.contains("charts/c.yaml:4:16"), "{}", said.stderr);
    assert!(said.stderr.contains("did you mean `region`?") && said.status == 2, "{}", said.stderr);
    assert!(!folder.path().join("out/briefing.html").exists());
}

#[test]
fn a_fault_of_a_value_points_to_the_place_where_it_is_filled_in() {
    let folder = folder();
    folder.put(
        "specs/charts/c.yaml",
        CHART.replace("'{{ params.region }}'\nnotes", "'{{ params.name }}'\nnotes"),
    );
    let said = build(&folder, &["name=west"]);
    assert!(said.stderr.contains("charts/c.yaml:4:"), "{}", said.stderr);
    assert!(said.stderr.contains("`west`"), "{}", said.stderr);
}
