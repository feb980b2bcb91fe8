//! `diff`: every changed figure is named and no other, from folders, manifests and revisions.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::harness::Scratch;

/// A briefing of these many charts, each with these figures.
fn write(scratch: &Scratch, folder: &str, figures: &[Vec<f64>]) {
    let mut series = String::from("survey: {title: S, base: {label: all, n: 1000}}\nseries:\n");
    for (chart, figures) in figures.iter().enumerate() {
        series += &format!("  s{chart}:\n    type: multiple\n    values:\n");
        for (row, figure) in figures.iter().enumerate() {
            series += &format!("      row {row}: {figure}\n");
        }
        scratch.put(
            &format!("{folder}/charts/c{chart}.yaml"),
            format!("title: Rows\nchart: bar\nseries: s{chart}\n"),
        );
    }
    scratch.put(&format!("{folder}/series/all.yaml"), series);
    scratch
        .put(&format!("{folder}/briefing.yaml"), "title: B\nlanguage: en\nchecks: {unplaced-chart: off}\n");
}

/// The pairs of chart and row that a comparison names.
fn named(comparison: &str) -> BTreeSet<(String, String)> {
    let found: Value = serde_json::from_str(comparison).unwrap();
    let charts = found["changed"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let of_chart = |chart: &Value| {
        let figures = chart["figures"].as_array().unwrap().clone();
        let id = text(&chart["id"]);
        figures.into_iter().map(move |figure| (id.clone(), text(&figure["row"])))
    };
    charts.iter().flat_map(of_chart).collect()
}

/// A generator of numbers with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

#[test]
fn a_thousand_changed_figures_are_named_and_no_other() {
    let mut random = Random(20_201_202);
    let mut changes = 0;
    for _ in 0..5 {
        let scratch = Scratch::new();
        let mut figures: Vec<Vec<f64>> =
            (0..30).map(|_| (0..14).map(|_| random.below(900) as f64 / 10.0).collect()).collect();
        write(&scratch, "old", &figures);
        let mut wanted = BTreeSet::new();
        while wanted.len() < 200 {
            let (chart, row) = (random.below(30), random.below(14));
            // A tenth of a point does not show where shares have no decimals, and is a change all the same.
            if wanted.insert((format!("c{chart}"), format!("row {row}"))) {
                figures[chart][row] += (1 + random.below(99)) as f64 / 10.0;
            }
        }
        write(&scratch, "new", &figures);
        let run = scratch.run("diff old new --format json");
        assert_eq!(named(&run.stdout), wanted, "{}", run.stderr);
        changes += wanted.len();
    }
    assert_eq!(changes, 1000);
}

#[test]
fn a_change_within_the_margin_of_error_is_told_from_one_beyond() {
    let scratch = Scratch::new();
    write(&scratch, "old", &[vec![40.0, 40.0, 7.0]]);
    write(&scratch, "new", &[vec![42.0, 50.0, 7.0]]);
    let text = scratch.run("diff old new").stdout;
    assert!(text.contains("row 0  40% → 42%  n = 1000, within the margin of error"), "{text}");
    assert!(text.contains("row 1  40% → 50%  n = 1000, more than the margin of error"), "{text}");
    assert!(!text.contains("row 2"), "{text}");
}

#[test]
fn a_build_can_fail_on_figures_or_on_claims() {
    let scratch = Scratch::new();
    write(&scratch, "old", &[vec![60.0, 30.0]]);
    write(&scratch, "new", &[vec![45.0, 30.0]]);
    for folder in ["old", "new"] {
        scratch.put(
            &format!("{folder}/charts/c0.yaml"),
            "title: A majority names row 0\nchart: bar\nseries: s0\n",
        );
    }
    assert_eq!(scratch.run("diff old new").status, 0);
    assert_eq!(scratch.run("diff old new --fail-on figures").status, 1);
    let claims = scratch.run("diff old new --fail-on claims");
    assert!(claims.status == 1 && claims.stdout.contains("[claim-mismatch]"), "{}", claims.stdout);
    assert_eq!(scratch.run("diff old old --fail-on figures,claims").status, 0);
    // What was wrong before is no news.
    assert_eq!(scratch.run("diff new new --fail-on claims").status, 0);
}

#[test]
fn charts_wordings_and_bases_are_compared_too() {
    let scratch = Scratch::new();
    write(&scratch, "old", &[vec![60.0], vec![10.0]]);
    write(&scratch, "new", &[vec![60.0]]);
    scratch.put("new/charts/more.yaml", "title: More\nchart: column\nseries: s0\n");
    let old = "survey: {title: S, base: {label: all, n: 1000}}\nseries:\n  s1: {type: multiple, values: {row 0: 10}}\n  s0:\n    type: multiple\n    question: Old?\n    values: {row 0: 60}\n";
    scratch.put("old/series/all.yaml", old);
    scratch.put(
        "new/series/all.yaml",
        old.replace("Old?", "New?").replace("label: all, n: 1000", "label: some, n: 900"),
    );
    let text = scratch.run("diff old new").stdout;
    for line in
        ["question: “Old?” → “New?”", "base: “all” → “some”", "n: “1000” → “900”", "added: more", "gone: c1"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn a_build_is_compared_by_its_manifest() {
    let scratch = Scratch::new();
    write(&scratch, "specs", &[vec![60.0, 30.0]]);
    assert_eq!(scratch.run("specs -q -o published --format svg").status, 0);
    let same = scratch.run("diff published specs --fail-on figures");
    assert!(same.status == 0 && same.stdout.contains("0 charts changed"), "{}", same.stdout);
    write(&scratch, "specs", &[vec![61.0, 30.0]]);
    let text = scratch.run("diff published/manifest.json specs").stdout;
    assert!(text.contains("row 0  60% → 61%") && text.contains("(redrawn)"), "{text}");
    let unknown = scratch.run("diff specs published").stdout;
    assert!(unknown.contains("not checked"), "{unknown}");
}

#[test]
fn what_is_no_edition_is_refused() {
    let scratch = Scratch::new();
    write(&scratch, "specs", &[vec![60.0]]);
    scratch.put("other.json", "{\"version\": 2}");
    for (typed, said) in [
        ("diff nowhere specs", "there is no file or folder `nowhere`"),
        ("diff specs nowhere", "no-specs"),
        ("diff other.json specs", "this is not a manifest"),
        ("diff --output=x specs", "unexpected argument"),
    ] {
        let run = scratch.run(typed);
        assert!(run.status >= 2 && run.stderr.contains(said), "{typed}: {}", run.stderr);
    }
}

#[test]
fn the_old_edition_can_be_a_revision() {
    let scratch = Scratch::new();
    write(&scratch, "specs", &[vec![60.0]]);
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(scratch.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q", "."]);
    git(&["add", "specs"]);
    git(&["commit", "-q", "-m", "one"]);
    write(&scratch, "specs", &[vec![64.0]]);
    for typed in ["diff HEAD", "diff HEAD specs", "diff HEAD:specs specs"] {
        let run = scratch.run(typed);
        assert!(run.status == 0 && run.stdout.contains("60% → 64%"), "{typed}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn texts_of_specs_have_no_meaning_in_reports() {
    let scratch = Scratch::new();
    write(&scratch, "old", &[vec![60.0]]);
    write(&scratch, "new", &[vec![61.0]]);
    scratch
        .put("new/charts/c0.yaml", "title: '<script>alert(1)</script> | @all `x`'\nchart: bar\nseries: s0\n");
    let html = scratch.run("diff old new --format html").stdout;
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("alt=\"Before\"") && html.contains("alt=\"After\""));
    let markdown = scratch.run("diff old new --format markdown").stdout;
    assert!(
        !markdown.contains("<script") && !markdown.contains("@all") && markdown.contains("\\|"),
        "{markdown}"
    );
}

#[test]
fn hidden_figures_stay_hidden() {
    let scratch = Scratch::new();
    for (folder, figure) in [("old", 60), ("new", 20)] {
        write(&scratch, folder, &[vec![60.0]]);
        scratch.put(
            &format!("{folder}/series/all.yaml"),
            format!("survey: {{title: S, base: {{label: all, n: 9}}}}\nseries:\n  s0: {{type: multiple, values: {{row 0: {figure}}}}}\n"),
        );
        scratch.put(
            &format!("{folder}/briefing.yaml"),
            "title: B\nlanguage: en\nchecks: {unplaced-chart: off}\nmin-base: {n: 30, hide: true}\n",
        );
    }
    for form in ["text", "json", "markdown", "html"] {
        let run = scratch.run(&format!("diff old new --format {form}"));
        assert!(!run.stdout.contains("60%") && !run.stdout.contains("20%"), "{form}: {}", run.stdout);
    }
}
