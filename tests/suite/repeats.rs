//! `for-each`: charts and sections that are there once for each question, break or category.

use crate::harness::{Run, Scratch, run};

const SERIES: &str =
    "survey: {title: S, population: P, fieldwork: 2026-01, base: {label: people}, weighting: None.}
dataset: {data: series/a.csv}
questions:
  services: {label: Services, question: How good?, answer: services, type: single}
  buses: {label: Buses, question: Do you?, answer: buses, type: single}
breaks: {age: {answer: age}, region: region}
";

fn folder(briefing: &str, chart: &str) -> Scratch {
    let folder = Scratch::new();
    folder.put("specs/briefing.yaml", format!("title: T\nlanguage: en\n{briefing}"));
    folder.put("specs/charts/c.yaml", chart);
    folder.put("specs/series/s.yaml", SERIES);
    let row = |at: usize| {
        let pick = |words: [&'static str; 2], of: usize| words[at / of % 2];
        let (services, buses) = (pick(["good", "bad"], 1), pick(["yes", "no"], 2));
        format!("{services},{buses},{},{}\n", pick(["young", "old"], 3), pick(["north", "south"], 5))
    };
    folder.put(
        "specs/series/a.csv",
        format!("services,buses,age,region\n{}", (0..400).map(row).collect::<String>()),
    );
    folder
}

fn build(folder: &Scratch) -> Run {
    run(folder.path(), &["specs", "--format", "csv,html", "--no-cache"])
}

/// The names of the charts of which there are figures.
fn charts(folder: &Scratch) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("out/charts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const EACH_QUESTION: &str = "for-each: {question: all}\ntitle: 'About {{ params.question }}'\nseries: '{{ params.question }}'\nchart: bar\n";

#[test]
fn a_chart_is_there_for_each_question() {
    let folder = folder("sections: [{title: One, charts: [c]}]\n", EACH_QUESTION);
    let said = build(&folder);
    assert_eq!(said.status, 0, "{}", said.stderr);
    assert_eq!(charts(&folder), ["c-buses.csv", "c-services.csv"]);
    let page = std::fs::read_to_string(folder.path().join("out/briefing.html")).unwrap();
    let place = |title: &str| page.find(title).unwrap_or_else(|| panic!("{title} is not there"));
    assert!(place("About services") < place("About buses"), "they come in the order of the series file");
}

#[test]
fn a_section_is_there_for_each_break_with_charts_and_texts_of_its_own() {
    let briefing = "sections:
  - for-each: {break: [age, region]}
    title: By {{ params.break }}
    text: |
      {{ pct(\"services\", \"good\") }} in all, by {{ params.break }} below.
    charts: ['c-{{ params.break }}']
";
    let chart = "for-each: {break: [age, region]}\ntitle: 'By {{ params.break }}'\nseries: 'services by {{ params.break }}'\nchart: grouped-bar\n";
    let folder = folder(briefing, chart);
    let said = build(&folder);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let page = std::fs::read_to_string(folder.path().join("out/briefing.html")).unwrap();
    assert!(page.contains("by age below") && page.contains("by region below"), "{page}");
    assert_eq!(charts(&folder), ["c-age.csv", "c-region.csv"]);
}

#[test]
fn a_chart_is_there_for_each_category() {
    let chart = "for-each: {category: [north, south]}\ntitle: 'In the {{ params.category }}'\nseries: services by region\ncolumns: ['{{ params.category }}']\nchart: bar\n";
    let folder = folder("sections: [{title: One, charts: [c]}]\n", chart);
    let said = build(&folder);
    assert_eq!(said.status, 0, "{}", said.stderr);
    assert_eq!(charts(&folder), ["c-north.csv", "c-south.csv"]);
}

#[test]
fn what_cannot_be_repeated_is_said_once() {
    for (each, message) in [
        ("{}", "`for-each` names one of `question`, `break` and `category`, with at least one value"),
        ("{question: [services], break: [age]}", "`for-each` names one of"),
        ("{question: [services, services]}", "`services` is in the list twice"),
        ("{category: ['{x}']}", "the value of `category` contains `{`"),
        ("{questions: [services]}", "`for-each` has no key `questions`"),
    ] {
        let chart = EACH_QUESTION.replace("{question: all}", each);
        let said = build(&folder("sections: [{title: One, charts: [c]}]\n", &chart));
        assert_eq!((said.status, said.stderr.matches(message).count()), (2, 1), "{each}: {}", said.stderr);
    }
}

#[test]
fn a_parameter_of_the_briefing_and_a_file_of_the_same_id_are_not_hidden_by_copies() {
    let briefing = "params: {question: {default: x}}\nsections: [{title: One, charts: [c]}]\n";
    let said = build(&folder(briefing, EACH_QUESTION));
    assert!(said.stderr.contains("it is a parameter of the briefing"), "{}", said.stderr);
    let folder = folder("sections: [{title: One, charts: [c]}]\n", EACH_QUESTION);
    folder.put("specs/charts/c-buses.yaml", "title: Another\nseries: buses\nchart: bar\n");
    let said = build(&folder);
    assert!(said.stderr.contains("`c-buses`"), "{}", said.stderr);
}
