//! Many reports: each is as a build of its own gives it, faults of one leave the others alone, and shares from several
//! machines join to the same bytes.

use std::fs;

use crate::harness::{Run, Scratch, command, files, finish, run, shipped};
use crate::params::SERIES;

const BRIEFING: &str = "title: Towns of {{ params.region }}
language: en
params:
  region: {type: choice, values: [north, south]}
  name: {default: All towns}
sections: [{title: One, charts: [c]}]
";
const CHART: &str = "title: 'Towns: {{ params.name }}'
series: answers
chart: grouped-bar
highlight: '{{ params.region }}'
";

/// A folder with a table of so many reports.
fn folder(count: usize) -> Scratch {
    let folder = Scratch::new();
    folder.put("specs/briefing.yaml", BRIEFING);
    folder.put("specs/charts/c.yaml", CHART);
    folder.put("specs/series/s.yaml", SERIES);
    let row = |at: usize| format!("town-{at},{},\"Town, no. {at}\"\n", ["north", "south"][at % 2]);
    folder.put("specs/reports.csv", format!("id,region,name\n{}", (1..=count).map(row).collect::<String>()));
    folder
}

fn reports(folder: &Scratch, more: &[&str]) -> Run {
    let mut arguments = vec!["reports", "specs", "--format", "csv,html"];
    arguments.extend(more);
    run(folder.path(), &arguments)
}

/// All files of an output folder.
fn results(folder: &Scratch, out: &str) -> Vec<(String, Vec<u8>)> {
    files(&folder.path().join(out)).into_iter().filter(|(name, _)| !name.contains(".cache/")).collect()
}

#[test]
fn each_report_is_as_a_build_of_its_own() {
    let folder = folder(3);
    let said = reports(&folder, &[]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let alone = [
        "specs",
        "--format",
        "csv,html",
        "-o",
        "alone",
        "--set",
        "region=south",
        "--set",
        "name=Town, no. 1",
    ];
    assert_eq!(run(folder.path(), &alone).status, 0);
    assert_eq!(results(&folder, "out/town-1"), results(&folder, "alone"));
    let index = fs::read_to_string(folder.path().join("out/index.csv")).unwrap();
    assert!(index.lines().count() == 4 && index.contains("town-3/briefing.html"), "{index}");
    let page = fs::read_to_string(folder.path().join("out/index.html")).unwrap();
    assert!(page.contains("<a href=\"town-2/briefing.html\">town-2</a>"), "{page}");
}

/// The reports read the table of respondents together; each figure is as if it had been alone.
#[test]
fn reports_that_count_from_one_table_are_as_builds_of_their_own() {
    let folder = Scratch::new();
    folder.overlay(&shipped().join("municipalities"));
    let table = fs::read_to_string(folder.path().join("reports.csv")).unwrap();
    let few: Vec<&str> = table.lines().take(6).collect();
    folder.put("reports.csv", few.join("\n"));
    let arguments = ["reports", ".", "-o", "out", "--format", "csv,html"];
    let said = run(folder.path(), &arguments);
    assert_eq!((said.status, said.stderr.contains("warning")), (0, false), "{}", said.stderr);
    for row in &few[1..] {
        let cells: Vec<&str> = row.split(',').collect();
        let (town, size) = (format!("town={}", cells[1]), format!("size={}", cells[2]));
        let alone = [".", "-o", cells[0], "--format", "csv,html", "--set", &town, "--set", &size];
        assert_eq!(run(folder.path(), &alone).status, 0);
        assert_eq!(results(&folder, &format!("out/{}", cells[0])), results(&folder, cells[0]), "{row}");
    }
}

#[test]
fn reports_that_are_as_they_were_are_not_built_again() {
    let folder = folder(3);
    reports(&folder, &[]);
    let before = results(&folder, "out");
    let again = reports(&folder, &[]);
    assert!(again.stdout.contains("3 reports, 3 unchanged"), "{}", again.stdout);
    assert_eq!(results(&folder, "out"), before);
}

#[test]
fn a_faulty_report_is_recorded_and_the_others_go_on() {
    let folder = folder(2);
    let table = fs::read_to_string(folder.path().join("specs/reports.csv")).unwrap();
    folder.put("specs/reports.csv", format!("{table}lost,east,East\n"));
    let said = reports(&folder, &[]);
    assert_eq!(said.status, 2);
    assert!(
        said.stderr.contains("specs/reports.csv:4:6") && said.stderr.contains("(report `lost`)"),
        "{}",
        said.stderr
    );
    assert!(folder.path().join("out/town-2/briefing.html").exists());
    let index = fs::read_to_string(folder.path().join("out/index.json")).unwrap();
    assert!(index.contains("\"code\":\"wrong-param\"") && index.contains("\"id\":\"lost\""), "{index}");
}

#[test]
fn a_table_that_is_in_doubt_builds_nothing() {
    let folder = folder(2);
    for (table, said) in [
        ("id,region\na,north\na,south\n", "two reports have the id `a`"),
        ("id,region\n../a,north\n", "`../a` cannot be the id of a report"),
        ("id,region\ncon,north\n", "`con` cannot be the id of a report"),
        ("id,regoin\na,north\n", "there is no parameter `regoin`"),
        ("region\nnorth\n", "the table has no column `id`"),
        ("id,region\na,north,Bern\n", "this row has 3 cells, but the header has 2"),
        ("id,region\n", "the table lists no reports"),
        ("id,region,region\na,north,north\n", "the column `region` occurs twice"),
    ] {
        folder.put("specs/reports.csv", table);
        let found = reports(&folder, &[]);
        assert!(found.status == 2 && found.stderr.contains(said), "{table}: {}", found.stderr);
        assert!(!folder.path().join("out").exists(), "{table}");
    }
}

#[test]
fn folders_of_reports_that_left_the_table_are_named_and_left_alone() {
    let folder = folder(3);
    reports(&folder, &[]);
    let table = fs::read_to_string(folder.path().join("specs/reports.csv")).unwrap();
    folder.put("specs/reports.csv", table.lines().take(3).collect::<Vec<_>>().join("\n"));
    for said in [reports(&folder, &[]), run(folder.path(), &["reports", "merge", "specs"])] {
        let message = "no longer in the table, but still in the output folder: town-3;";
        assert!(said.stderr.contains(message), "{}", said.stderr);
    }
    assert!(folder.path().join("out/town-3/briefing.html").exists());
}

#[test]
fn the_table_can_be_of_any_source() {
    let folder = folder(2);
    let said = reports(&folder, &[]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    folder.put(
        "list.json",
        r#"[{"id": "town-1", "region": "south", "name": "Town, no. 1"}, {"id": "town-2", "region": "north", "name": "Town, no. 2"}]"#,
    );
    let said = reports(&folder, &["--params", "list.json", "-o", "other"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    assert_eq!(results(&folder, "out/town-1"), results(&folder, "other/town-1"));
    folder.put("list.json", r#"[{"id": "town-1", "town": "south"}]"#);
    let said = reports(&folder, &["--params", "list.json", "-o", "third"]);
    assert!(said.stderr.contains("there is no parameter `town`"), "{}", said.stderr);
}

#[test]
fn shares_of_several_machines_join_to_the_same_bytes() {
    let folder = folder(7);
    assert_eq!(reports(&folder, &["-o", "whole"]).status, 0);
    for count in [1, 3, 8] {
        let out = format!("shares-{count}");
        for number in 1..=count {
            let share = format!("{number}/{count}");
            assert_eq!(reports(&folder, &["-o", &out, "--shard", &share]).status, 0, "{share}");
        }
        let merged = run(folder.path(), &["reports", "merge", "specs", "-o", &out]);
        assert_eq!(merged.status, 0, "{}", merged.stderr);
        assert_eq!(results(&folder, &out), results(&folder, "whole"), "{count} shares");
    }
}

#[test]
fn the_task_of_a_job_array_says_which_share() {
    let folder = folder(5);
    for task in ["1", "2"] {
        let mut share = command(folder.path(), &["reports", "specs", "--format", "csv"]);
        share
            .env("SLURM_ARRAY_TASK_ID", task)
            .env("SLURM_ARRAY_TASK_MIN", "1")
            .env("SLURM_ARRAY_TASK_COUNT", "2");
        let said = finish(&mut share);
        assert!(said.status == 0 && said.stderr.contains(&format!("share {task}/2")), "{}", said.stderr);
    }
    assert_eq!(run(folder.path(), &["reports", "merge", "specs"]).status, 0);
}

#[test]
fn merging_finds_what_is_missing_changed_or_of_other_sources() {
    let folder = folder(4);
    let merge = || run(folder.path(), &["reports", "merge", "specs"]);
    reports(&folder, &["--shard", "1/2"]);
    let said = merge();
    assert!(said.status != 0 && said.stderr.contains("is missing"), "{}", said.stderr);
    assert!(!folder.path().join("out/index.html").exists());
    reports(&folder, &["--shard", "2/2"]);
    assert_eq!(merge().status, 0);
    folder.put("out/town-1/charts/c.csv", "changed");
    assert!(merge().stderr.contains("the report `town-1` lacks `charts/c.csv`"), "{}", merge().stderr);
    folder.put("specs/series/s.yaml", SERIES.replace("41", "42"));
    assert!(merge().stderr.contains("was built from another `specs/series/s.yaml`"), "{}", merge().stderr);
}
