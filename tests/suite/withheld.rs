//! Hiding fails closed: specs are read with either extension and in any letter case, no file that looks like a
//! spec is skipped, and nothing is published where it is not certain what to hide.

use std::fs;

use crate::harness::{Case, Run, Scratch, files, run};

const CHART: &str = "title: T\nseries: s\nchart: grouped-bar\n";
const SERIES: &str = "survey:
  base: {label: towns, n: 600}
series:
  s:
    type: multiple
    question: Q
    base: {label: towns, n: 600, columns: {big: 588, tiny: 12}}
    values:
      a: {big: 41.7, tiny: 7.9}
      b: {big: 61.3, tiny: 93.1}
";
const BRIEFING: &str = "title: B
language: en
min-base: {n: 30, hide: true}
sections: [{title: One, charts: [c]}]
";

/// A folder with these files instead of the usual names.
fn laid_out(briefing: &str, chart: &str, series: &str) -> Scratch {
    let folder = Scratch::new();
    folder.put(&format!("specs/{briefing}"), BRIEFING);
    folder.put(&format!("specs/{chart}"), CHART);
    folder.put(&format!("specs/{series}"), SERIES);
    folder
}

fn build(folder: &Scratch) -> Run {
    run(folder.path(), &["specs", "--format", "csv,svg,pdf"])
}

/// The names of all files that were published, and the text of those that hold figures as text.
fn published(folder: &Scratch) -> String {
    let out = files(folder.path()).into_iter().filter(|(name, _)| name.starts_with("out/"));
    let text = |(name, bytes): (String, Vec<u8>)| match name.ends_with(".csv") || name.ends_with(".json") {
        true => format!("{name}\n{}\n", String::from_utf8_lossy(&bytes)),
        false => format!("{name}\n"),
    };
    out.map(text).collect()
}

#[test]
fn every_role_is_read_by_both_endings_in_any_letter_case() {
    for (briefing, chart, series) in [
        ("briefing.yml", "charts/c.yml", "series/s.yml"),
        ("Briefing.YAML", "Charts/c.YAML", "SERIES/s.YML"),
        ("BRIEFING.YML", "charts/c.Yaml", "series/s.yaml"),
    ] {
        let folder = laid_out(briefing, chart, series);
        let said = build(&folder);
        let text = published(&folder);
        assert!(said.status == 0 && text.contains("41.7"), "{briefing}: {}\n{text}", said.stderr);
        assert!(!text.contains("7.9") && text.contains("n\u{a0}<\u{a0}30"), "{briefing}");
    }
    let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
    folder.put("specs/Theme.YML", "colors: {accent: '#123456'}\n");
    folder.put("specs/_Brand.YAML", "meta: {name: House}\n");
    let said = build(&folder);
    let inputs = fs::read_to_string(folder.path().join("out/manifest.json")).unwrap_or_default();
    assert!(inputs.contains("Theme.YML") && inputs.contains("_Brand.YAML"), "{}", said.stderr);
}

#[test]
fn a_file_that_may_be_the_briefing_stops_everything() {
    for name in [
        "breifing.yaml",
        "briefing.yaml.txt",
        "Briefing .yaml",
        "briefing .yml",
        "briefing.ymal",
        "briefing.yaml ",
        "briefing",
        "briefing.txt",
        "briefings.yml",
        "briefing.json",
        ".briefing.yaml",
        "notes.yaml",
    ] {
        let folder = laid_out(name, "charts/c.yaml", "series/s.yaml");
        let Run { status, stderr, .. } = build(&folder);
        assert_eq!(status, 2, "{name}: {stderr}");
        assert!(
            stderr.contains("error[misnamed-file]") && stderr.contains("error[withheld]"),
            "{name}: {stderr}"
        );
        assert!(name == "notes.yaml" || stderr.contains("did you mean `briefing.yaml`?"), "{name}: {stderr}");
        assert_eq!(published(&folder), "", "{name}");
    }
}

#[test]
fn a_briefing_in_a_folder_of_its_own_stops_everything() {
    let folder = laid_out("text/briefing.yml", "charts/c.yaml", "series/s.yaml");
    let Run { status, stderr, .. } = build(&folder);
    assert!(status == 2 && stderr.contains("error[withheld]"), "{stderr}");
    assert!(stderr.contains("this briefing is not read: it is not beside the folder `charts`"), "{stderr}");
    assert_eq!(published(&folder), "");
    // A folder with charts of its own is another briefing.
    let folder = laid_out("other/briefing.yml", "charts/c.yaml", "series/s.yaml");
    folder.put("specs/other/charts/c.yaml", CHART);
    folder.put("specs/briefing.yaml", BRIEFING);
    assert_eq!(build(&folder).status, 0);
}

#[test]
fn min_base_in_the_wrong_place_stops_everything() {
    for key in ["min-base", "min_base", "Min-Base"] {
        let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
        let misplaced = format!(
            "title: B\nlanguage: en\nsections: [{{title: One, {key}: {{n: 30, hide: true}}, charts: [c]}}]\n"
        );
        folder.put("specs/briefing.yaml", misplaced);
        let Run { status, stderr, .. } = build(&folder);
        assert!(status == 2 && stderr.contains("error[withheld]"), "{key}: {stderr}");
        assert_eq!(published(&folder), "", "{key}");
    }
}

#[test]
fn two_files_for_one_role_are_an_error() {
    for (second, stops) in
        [("briefing.yml", true), ("BRIEFING.yaml", true), ("theme.yml", false), ("_brand.yml", false)]
    {
        let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
        folder.put("specs/theme.yaml", "colors: {accent: '#123456'}\n");
        folder.put("specs/_brand.yaml", "meta: {name: House}\n");
        folder.put(&format!("specs/{second}"), "title: Other\nlanguage: en\n");
        let Run { status, stderr, .. } = build(&folder);
        assert!(status == 2 && stderr.contains("error[repeated-file]"), "{second}: {stderr}");
        assert_eq!(published(&folder).is_empty(), stops, "{second}: {stderr}");
        assert!(!published(&folder).contains("7.9"), "{second}");
    }
    let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
    folder.put("specs/Charts/d.yaml", CHART);
    assert!(build(&folder).stderr.contains("error[repeated-file]"));
}

#[test]
fn no_file_that_looks_like_a_spec_is_passed_over() {
    for (name, words) in [
        ("themes.yaml", "did you mean `theme.yaml`?"),
        ("brand.yml", "did you mean `_brand.yml`?"),
        ("theme.yaml.txt", "did you mean `theme.yaml`?"),
        ("chart/d.yaml", "did you mean `charts/`?"),
        ("serie/d.yml", "did you mean `series/`?"),
        ("charts/old/d.yaml", "are not read"),
        ("charts/d.yaml.txt", "rename it to `d.yaml`"),
        ("series/d.ymal", "rename it to `d.yaml`"),
        ("series/a/b/d.YAML", "are not read"),
    ] {
        let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
        folder.put(&format!("specs/{name}"), CHART);
        let Run { status, stderr, .. } = build(&folder);
        assert!(status == 2 && stderr.contains("error[misnamed-file]"), "{name}: {stderr}");
        assert!(stderr.contains(words), "{name}: {stderr}");
        assert!(!published(&folder).contains("7.9"), "{name}");
    }
}

#[test]
fn what_is_no_spec_may_lie_beside_the_specs() {
    let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
    for name in [
        "README.md",
        "briefing.md",
        "briefing.pdf",
        "logo.svg",
        "fonts/regular.ttf",
        "data/table.csv",
        "briefing.yaml~",
        "charts/c.yaml.bak",
        "series/figures.csv",
        "series/answers.xml",
        "older/briefing.yaml",
        ".github/workflow.yml",
        "house.yml",
    ] {
        folder.put(&format!("specs/{name}"), "x: y\n");
    }
    folder.put("specs/theme.yaml", "brand: house.yml\n");
    folder.put("specs/house.yml", "meta: {name: House}\n");
    let said = build(&folder);
    assert!(said.status == 0 && !said.stderr.contains("error"), "{}", said.stderr);
}

#[test]
fn a_briefing_of_which_it_is_not_certain_what_it_hides_publishes_nothing() {
    let line = "min-base: {n: 30, hide: true}\n";
    for wrong in [
        BRIEFING.replace("sections:", "foo: \"unclosed\nsections:"),
        BRIEFING.replace("n: 30", "n: thirty"),
        BRIEFING.replace("n: 30", "n: -30"),
        BRIEFING.replace("n: 30", "m: 30"),
        BRIEFING.replace("hide: true", "hide: yes please"),
        BRIEFING.replace("hide: true", "hide:"),
        BRIEFING.replace("hide: true", "hidden: true"),
        BRIEFING.replace(line, "min-base:\n"),
        BRIEFING.replace(line, "min-base: thirty\n"),
        BRIEFING.replace(line, "min-base: [30]\n"),
        BRIEFING.replace("min-base", "min_base"),
        BRIEFING.replace("min-base", "Mindestbasis"),
        format!("{BRIEFING}min-base: 5\n"),
        format!("{line}- {line}"),
        String::new(),
        "just words".into(),
    ] {
        let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
        folder.put("specs/briefing.yaml", &wrong);
        for arguments in [&["specs", "--format", "csv,pdf"][..], &["specs", "--only", "c", "--format", "csv"]]
        {
            let Run { status, stderr, .. } = run(folder.path(), arguments);
            assert!(status == 2 && stderr.contains("error[withheld]"), "{wrong}: {stderr}");
            assert_eq!(published(&folder), "", "{wrong}");
        }
        let check = run(folder.path(), &["check", "specs"]);
        assert!(check.status == 2 && check.stderr.contains("error[withheld]"), "{wrong}: {}", check.stderr);
    }
    let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
    folder.put("specs/briefing.yaml", b"title: \xff\n");
    let Run { stderr, .. } = build(&folder);
    assert!(stderr.contains("error[not-utf8]") && stderr.contains("error[withheld]"), "{stderr}");
    assert_eq!(published(&folder), "");
}

#[test]
fn what_was_built_before_stays_and_what_does_not_hide_stops_nothing_else() {
    let folder = laid_out("briefing.yaml", "charts/c.yaml", "series/s.yaml");
    assert_eq!(build(&folder).status, 0);
    let before = published(&folder);
    folder.put("specs/briefing.yaml", BRIEFING.replace("hide: true", "hide: ture"));
    assert_eq!(build(&folder).status, 2);
    assert_eq!(published(&folder), before);
    // A date that is wrong hides nothing.
    folder.put("specs/briefing.yaml", format!("{BRIEFING}date: yesterday\n"));
    let said = build(&folder);
    assert!(said.status == 2 && !said.stderr.contains("withheld"), "{}", said.stderr);
    assert!(published(&folder).contains("41.7") && !published(&folder).contains("7.9"));
}

#[test]
fn a_filter_that_cannot_be_read_stops_its_series_alone() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put(
        "specs/series/a.csv",
        "answer,who,share\nyes,all,11.75\nno,all,88.25\nyes,test,99.5\nno,test,0.5\n",
    );
    for wrong in [
        "where: test",
        "where: {whom: all}",
        "wher: {who: all}",
        "where: {who: [all]}",
        "empty: {a: b}",
        "scale: 7",
        "where: {who: al}",
    ] {
        folder.put(
            "specs/series/a.yaml",
            format!(
                "survey: {{base: {{label: x, n: 100}}}}\nseries:\n  a:\n    type: single\n    question: Q\n    data: {{file: series/a.csv, columns: [share], {wrong}}}\n"
            ),
        );
        folder.put("specs/charts/a.yaml", "title: T\nseries: a\nchart: bar\n");
        let Run { status, stderr, .. } = run(folder.path(), &["--format", "csv"]);
        let names: Vec<String> = files(folder.path()).into_iter().map(|(name, _)| name).collect();
        assert!(status == 2 && stderr.contains("not drawn: a"), "{wrong}: {stderr}");
        assert!(names.contains(&"out/charts/budget.csv".to_owned()), "{wrong}: {stderr}");
        assert!(!names.contains(&"out/charts/a.csv".to_owned()), "{wrong}: {stderr}");
    }
}
