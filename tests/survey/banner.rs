//! Many questions below each other in one table, by the same groups.

use crate::folder::Folder;

const ANSWERS: &str = "\
trust,mail,chat,minutes,age,w
1,1,0,5,20,1
1,1,1,10,30,2
2,0,1,15,60,1
2,,,20,70,1
,1,0,,40,1
";

const SERIES: &str = "\
survey: {base: {label: all respondents}, weighting: By age.}
dataset: {data: series/answers.csv, weight: w}
questions:
  trust: {label: Trust, type: single, labels: {1: yes, 2: no}, question: 'Do you?', allow: {small-base: a test}}
  tools: {label: Tools, type: multiple, answers: {mail: mail, chat: chat}, where: {age: ..60}, question: 'Which?', allow: {small-base: a test}}
  minutes: {label: Minutes, type: numeric, allow: {small-base: a test}}
breaks: {age: {groups: {under 50: ..49, 50 and older: 50..}}}
";

const CHART: &str = "title: T\nseries: trust by age\nchart: {table: {questions: [tools, minutes mean]}}\n";

fn folder(chart: &str) -> Folder {
    Folder::empty()
        .with("series/s.yaml", SERIES)
        .with("series/answers.csv", ANSWERS)
        .with(
            "briefing.yaml",
            "title: B\nlanguage: en\ndate: 2024-01-01\nsections: [{title: S, charts: [c]}]\n",
        )
        .with("charts/c.yaml", chart)
}

#[test]
fn each_question_has_its_answers_and_its_own_number_of_respondents() {
    let folder = folder(CHART);
    let csv = std::fs::read_to_string(folder.built().join("charts/c.csv")).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    for line in [
        "Trust: n,",
        "Trust: yes,",
        "Trust: no,",
        "Tools (age ≤ 60): n,",
        "Tools (age ≤ 60): mail,",
        "Minutes: n,",
        "Minutes: mean,",
    ] {
        assert!(lines.iter().any(|found| found.starts_with(line)), "{line}: {csv}");
    }
    let last_three = |name: &str| -> Vec<f64> {
        let line = lines.iter().find(|line| line.starts_with(name)).unwrap();
        let cells: Vec<&str> = line.split(',').collect();
        cells[cells.len() - 3..].iter().map(|cell| cell.parse().unwrap()).collect()
    };
    assert_eq!(last_three("Trust: n,"), [4.0, 2.0, 2.0], "{csv}");
    assert_eq!(last_three("Tools (age ≤ 60): n,"), [4.0, 3.0, 1.0], "{csv}");
    // (5 + 2 · 10 + 15 + 20) / 5, (5 + 20) / 3, (15 + 20) / 2
    let means = last_three("Minutes: mean,");
    assert!(
        (means[0] - 12.0).abs() < 0.51 && (means[1] - 8.3).abs() < 0.51 && (means[2] - 17.5).abs() < 0.51,
        "{csv}"
    );
}

#[test]
fn figures_lead_back_to_the_question_that_they_are_of() {
    let folder = folder(CHART);
    let manifest = std::fs::read_to_string(folder.built().join("manifest.json")).unwrap();
    assert!(manifest.contains("\"series\": \"tools-by-age\""), "{manifest}");
}

#[test]
fn a_question_that_is_not_there_is_named() {
    let said = folder(&CHART.replace("tools,", "tolls,")).messages();
    assert!(said.contains("tolls-by-age"), "{said}");
}

#[test]
fn keys_for_the_answers_of_one_question_are_refused() {
    let said = folder(&format!("{CHART}sort: value\n")).messages();
    assert!(said.contains("`sort` does not go with `questions`"), "{said}");
}
