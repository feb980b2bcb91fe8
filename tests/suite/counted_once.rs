//! Many reports count from one reading of their table; each figure is as if its report had been alone.

use std::fs;

use crate::harness::{Scratch, files, run};

const BRIEFING: &str = "title: Services in {{ params.town }}
language: en
params: {town: {default: Town 0}, size: {default: small}}
sections: [{title: One, charts: [own, age, ticks, mean, size, place, mine, rest]}]
";

/// Rows of weighted answers, some of which are empty; answers come in another order in each town.
fn rows() -> Vec<[String; 8]> {
    let row = |at: usize| {
        let town = (at * 7 + at / 5) % 5;
        [
            format!("Town {town}"),
            ["small", "large"][town % 2].to_owned(),
            (18 + at * 13 % 60).to_string(),
            format!("{}", 0.3 + (at * 31 % 97) as f64 / 50.0),
            ["good", "poor", "bad", ""][(at / 3 + town) % 4].to_owned(),
            (at % 2).to_string(),
            (at / 2 % 2).to_string(),
            (at % 11).to_string(),
        ]
    };
    (0..600).map(row).collect()
}

const HEADER: [&str; 8] = ["town", "size", "age", "weight", "services", "bus", "tram", "marks"];

fn series(data: &str, set: &str, filter: &str) -> String {
    format!(
        "survey: {{title: S, population: P, fieldwork: 2026-01, weighting: By age., base: {{label: people}}}}
dataset: {{data: {data}, weight: weight{filter}}}
questions:
  services{set}: {{label: Services, question: How?, answer: services, type: single}}
  used{set}: {{label: Used, question: What?, type: multiple, answers: {{bus: Bus, tram: Tram}}}}
  marks{set}: {{label: Marks, question: How many?, answer: marks, type: numeric}}
breaks:
  age: {{groups: {{young: ..39, old: 40..}}}}
  place: {{groups: {{'{{{{ params.town }}}}': {{town: '{{{{ params.town }}}}'}}, Others: {{town: {{not: '{{{{ params.town }}}}'}}}}}}}}
"
    )
}

fn folder(data: &str) -> Scratch {
    let folder = Scratch::new();
    folder.put("specs/briefing.yaml", BRIEFING);
    let town = "'{{ params.town }}'";
    folder.put("specs/series/own.yaml", series(data, "", &format!(", where: {{town: {town}}}")));
    folder.put("specs/series/size.yaml", series(data, "-size", ", where: {size: '{{ params.size }}'}"));
    folder
        .put("specs/series/rest.yaml", series(data, "-rest", &format!(", where: {{town: {{not: {town}}}}}")));
    folder.put("specs/series/all.yaml", series(data, "-all", ""));
    for (id, series) in [
        ("own", "services"),
        ("age", "services by age"),
        ("ticks", "used"),
        ("mean", "marks-mean"),
        ("size", "services-size by age"),
        ("place", "services-all by place"),
        ("mine", "services"),
        ("rest", "services-rest"),
    ] {
        folder.put(&format!("specs/charts/{id}.yaml"), format!("title: T\nseries: {series}\nchart: table\n"));
    }
    let reports = (0..5).map(|at| format!("t-{at},Town {at},{}\n", ["small", "large"][at % 2]));
    folder.put("specs/reports.csv", format!("id,town,size\n{}", reports.collect::<String>()));
    folder
}

fn as_csv(folder: &Scratch) {
    let lines: Vec<String> = rows().iter().map(|row| row.join(",")).collect();
    folder.put("specs/series/a.csv", format!("{}\n{}\n", HEADER.join(","), lines.join("\n")));
}

fn as_json(folder: &Scratch) {
    let value = |text: &String| match text.parse::<f64>() {
        Ok(_) => text.clone(),
        Err(_) if text.is_empty() => "null".to_owned(),
        Err(_) => format!("{text:?}"),
    };
    let row = |row: &[String; 8]| {
        let pairs = HEADER.iter().zip(row).map(|(name, text)| format!("{name:?}: {}", value(text)));
        format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
    };
    let rows: Vec<String> = rows().iter().map(row).collect();
    folder.put("specs/series/a.json", format!("[{}]", rows.join(",\n")));
}

/// Builds all reports at once, and each alone; gives back the folder, for whoever looks at the figures.
fn same_as_alone(data: &str, write: fn(&Scratch)) -> Scratch {
    let folder = folder(data);
    write(&folder);
    let together = run(folder.path(), &["reports", "specs", "-o", "out", "--format", "csv"]);
    assert_eq!(together.status, 0, "{}", together.stderr);
    for at in 0..5 {
        let (town, size) = (format!("town=Town {at}"), format!("size={}", ["small", "large"][at % 2]));
        let out = format!("alone-{at}");
        let alone = ["specs", "-o", &out, "--format", "csv", "--set", &town, "--set", &size];
        assert_eq!(run(folder.path(), &alone).status, 0);
        let results = |out: &str| -> Vec<(String, Vec<u8>)> {
            let all = files(&folder.path().join(out)).into_iter();
            all.filter(|(name, _)| !name.contains(".cache/")).collect()
        };
        assert_eq!(results(&format!("out/t-{at}")), results(&out), "{data}, report {at}");
    }
    folder
}

/// The figures of a column of a chart before they were rounded, by its name; of the only column without one.
fn column(folder: &Scratch, report: usize, chart: &str, name: &str) -> Vec<(String, f64)> {
    let text = fs::read_to_string(folder.path().join(format!("out/t-{report}/manifest.json"))).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let found = manifest["charts"].as_array().unwrap().iter().find(|one| one["id"] == chart).unwrap();
    let values = found["values"].as_array().unwrap().iter();
    let own = values.filter(|value| name.is_empty() || value["column"] == name);
    let mut own: Vec<(String, f64)> = own
        .filter(|value| value["kind"] == "category")
        .map(|value| (value["row"].to_string(), value["unrounded"].as_f64().unwrap()))
        .collect();
    own.sort_by(|one, two| one.0.cmp(&two.0));
    own
}

/// "This town" and "the others" are added up of counts by town: as if each had been counted by itself.
#[test]
fn each_report_counts_the_rows_of_a_text_as_if_it_were_alone() {
    let folder = same_as_alone("series/a.csv", as_csv);
    for report in 0..5 {
        for (name, chart) in [(format!("Town {report}"), "mine"), ("Others".to_owned(), "rest")] {
            let (together, apart) =
                (column(&folder, report, "place", &name), column(&folder, report, chart, ""));
            assert!(together.len() == 3 && together.len() == apart.len(), "{together:?} {apart:?}");
            for (one, two) in together.iter().zip(&apart) {
                assert!(one.0 == two.0 && (one.1 - two.1).abs() < 1e-9, "{report} {name}: {one:?} {two:?}");
            }
        }
    }
}

#[test]
fn each_report_counts_the_rows_of_typed_cells_as_if_it_were_alone() {
    same_as_alone("series/a.json", as_json);
}
