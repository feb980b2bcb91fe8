//! Each lint rule with a case in which it fires and one in which it does not.

use crate::folder::Folder;

const SERIES: &str = "survey:
  base: {label: all, n: 623}
series:
  s:
    question: Which?
    type: single
    values: {yes: 54, no: 40, don’t know: 6}
";
const CHART: &str = "title: T\nseries: s\nchart: bar\n";
const BRIEFING: &str = "title: B\nlanguage: en\nsections: [{title: One, charts: [c]}]\n";

/// What a check reports on these files; the level of the rule is its own or, where it is off, `warn`.
fn codes(rule: &str, series: &str, chart: &str, briefing: &str) -> Vec<&'static str> {
    let off = ["unused-series", "wording-missing"].contains(&rule);
    let checks = if off { format!("checks: {{{rule}: warn}}\n") } else { String::new() };
    let folder = Folder::new(series).with("charts/c.yaml", chart);
    folder.with("briefing.yaml", format!("{briefing}{checks}")).codes().0
}

/// The rule fires, alone, on what is wrong, and not on what is right.
#[track_caller]
fn rule(rule: &str, wrong: (&str, &str, &str), right: (&str, &str, &str)) {
    assert_eq!(codes(rule, wrong.0, wrong.1, wrong.2), [rule]);
    assert_eq!(codes(rule, right.0, right.1, right.2), [""; 0]);
}

#[track_caller]
fn series_rule(code: &str, wrong: &str, right: &str) {
    rule(code, (wrong, CHART, BRIEFING), (right, CHART, BRIEFING));
}

#[track_caller]
fn chart_rule(code: &str, series: &str, wrong: &str, right: &str) {
    rule(code, (series, wrong, BRIEFING), (series, right, BRIEFING));
}

#[track_caller]
fn text_rule(code: &str, wrong: &str, right: &str) {
    let text =
        |words: &str| format!("title: B\nlanguage: en\nsections: [{{title: '{words}', charts: [c]}}]\n");
    rule(code, (SERIES, CHART, &text(wrong)), (SERIES, CHART, &text(right)));
    let title = |words: &str| format!("title: '{words}'\nseries: s\nchart: bar\n");
    chart_rule(code, SERIES, &title(wrong), &title(right));
}

#[test]
fn a_share_needs_a_base() {
    series_rule("base-missing", &SERIES.replace("  base: {label: all, n: 623}", "  title: S"), SERIES);
    let count = SERIES
        .replace("  base: {label: all, n: 623}", "  title: S")
        .replace("type: single", "type: numeric\n    unit: count");
    series_rule("base-missing", &SERIES.replace("  base: {label: all, n: 623}", "  title: S"), &count);
}

#[test]
fn a_small_base() {
    series_rule("small-base", &SERIES.replace("623", "29"), &SERIES.replace("623", "30"));
    let (wrong, right) = (format!("{BRIEFING}min-base: 700\n"), format!("{BRIEFING}min-base: 600\n"));
    rule("small-base", (SERIES, CHART, &wrong), (SERIES, CHART, &right));
}

#[test]
fn parts_of_a_whole() {
    let short = SERIES.replace("no: 40", "no: 30");
    series_rule("parts-not-100", &short, &format!("{short}    remainder: not reported\n"));
    series_rule("parts-not-100", &short, &SERIES.replace("no: 40", "no: 39"));
    series_rule("parts-not-100", &short, &short.replace("single", "multiple"));
}

#[test]
fn a_published_net() {
    let net = |value: &str| format!("{SERIES}    nets: {{both: {{parts: [yes, no], value: {value}}}}}\n");
    series_rule("net-not-sum", &net("90"), &net("95"));
    // Each column has its own figure, and hiding one does not touch the others.
    let waves = |later: &str| {
        format!(
            "survey:
  base: {{label: all, n: 623}}
series:
  s:
    question: Which?
    type: multiple
    base: {{label: all, n: 623, columns: {{2019: 20, 2020: 600}}}}
    values: {{a: {{2019: 40, 2020: 50}}, b: {{2019: 20, 2020: 30}}}}
    nets: {{both: {{parts: [a, b], value: {{2019: 45, 2020: {later}}}}}}}
    allow: {{small-base: all towns of that year}}
"
        )
    };
    let chart = "title: T\nseries: s\nchart: table\n";
    rule("net-not-sum", (&waves("49"), chart, BRIEFING), (&waves("60"), chart, BRIEFING));
    let folder = Folder::new(&waves("60")).with("charts/c.yaml", chart);
    let series =
        folder.with("briefing.yaml", format!("{BRIEFING}min-base: {{n: 30, hide: true}}\n")).series();
    assert_eq!([0, 1].map(|column| series.net(&series.nets[0], column)), [None, Some(60.0)]);
}

#[test]
fn wording() {
    series_rule("wording-missing", &SERIES.replace("    question: Which?\n", ""), SERIES);
}

#[test]
fn waves() {
    let wave = |question: &str, base: &str| {
        format!(
            "{SERIES}    wave-of: old\n  old:\n    question: {question}\n    type: multiple\n    values: {{a: 1}}\n{base}"
        )
    };
    let same = wave("Which?", "");
    series_rule("wording-changed", &wave("What?", ""), &same);
    series_rule("base-changed", &wave("Which?", "    base: {label: towns, n: 500}\n"), &same);
    series_rule(
        "base-changed",
        &wave("Which?", "    base: {label: towns, n: 500}\n"),
        &wave("Which?", "    base: {label: all, n: 500}\n"),
    );
    series_rule("unknown-series", &format!("{SERIES}    wave-of: none\n"), SERIES);
}

#[test]
fn answers_that_are_none() {
    let series = format!("{SERIES}    missing: [don’t know]\n");
    let (wrong, right) =
        (format!("{CHART}categories: ['yes', 'no']\n"), format!("{CHART}categories: ['yes', don’t know]\n"));
    chart_rule("dont-know-dropped", &series, &wrong, &right);
    chart_rule("dont-know-dropped", &series, &wrong, CHART);
}

#[test]
fn a_scale_keeps_its_order() {
    let scale = SERIES.replace("type: single", "type: scale");
    chart_rule("scale-order", &scale, &format!("{CHART}sort: value\n"), &format!("{CHART}sort: data\n"));
    rule(
        "scale-order",
        (&scale, &format!("{CHART}sort: value\n"), BRIEFING),
        (SERIES, &format!("{CHART}sort: value\n"), BRIEFING),
    );
}

#[test]
fn parts_of_a_disc() {
    let four = SERIES.replace("no: 40", "no: 30, both: 10");
    chart_rule(
        "too-many-parts",
        &four,
        "title: T\nseries: s\nchart: donut\n",
        "title: T\nseries: s\nchart: pie\n",
    );
}

#[test]
fn a_difference_that_may_be_chance() {
    let close = SERIES.replace("yes: 54, no: 40", "Red: 48, Blue: 46");
    let title = |words: &str| format!("title: {words}\nseries: s\nchart: bar\n");
    let wrong = title("More people like Red than Blue");
    chart_rule("difference-in-title", &close, &wrong, &title("People like Red as much as Blue"));
    let clear = SERIES.replace("yes: 54, no: 40", "Red: 54, Blue: 40");
    rule("difference-in-title", (&close, &wrong, BRIEFING), (&clear, &wrong, BRIEFING));
    // The same gap among many more persons, and among many persons of a clustered sample.
    let large = close.replace("623", "62300");
    rule("difference-in-title", (&close, &wrong, BRIEFING), (&large, &wrong, BRIEFING));
    let clustered = close.replace("n: 623", "n: 62300, n-effective: 623");
    let clustered = clustered.replace("survey:", "survey:\n  weighting: none, but drawn by county");
    rule("difference-in-title", (&clustered, &wrong, BRIEFING), (&large, &wrong, BRIEFING));
}

#[test]
fn colours_that_are_read() {
    let theme = |color: &str| {
        let folder = Folder::new(SERIES).with("theme.yaml", format!("colors: {{quiet: '{color}'}}\n"));
        folder.with("briefing.yaml", BRIEFING).codes().0
    };
    assert_eq!(theme("#9aa5ad"), ["contrast"]);
    assert_eq!(theme("#52606b"), [""; 0]);
    let chart = |one: &str, other: &str| format!("{CHART}colors: {{'yes': '{one}', 'no': '{other}'}}\n");
    chart_rule("contrast", SERIES, &chart("#e0e8ee", "#d5dce1"), &chart("#00647d", "#d5dce1"));
    chart_rule("contrast", SERIES, &chart("#e0e8ee", "#d5dce1"), &chart("#00647d", "#0a5a70"));
}

#[test]
fn colours_that_a_colour_blind_reader_tells_apart() {
    let chart = |one: &str, other: &str| format!("{CHART}colors: {{'yes': '{one}', 'no': '{other}'}}\n");
    chart_rule("colour-vision", SERIES, &chart("#b8553a", "#7a7a30"), &chart("#b8553a", "#2b2b5e"));
    // Two that nobody tells apart are alike on purpose.
    chart_rule("colour-vision", SERIES, &chart("#b8553a", "#7a7a30"), &chart("#00647d", "#0a5a70"));
}

#[test]
fn series_that_nobody_uses() {
    let two = format!("{SERIES}  other:\n    type: multiple\n    values: {{a: 1}}\n");
    series_rule("unused-series", &two, SERIES);
    let printed = BRIEFING.replace("One", "'{{ pct(\"other\", \"a\") }}'");
    rule("unused-series", (&two, CHART, BRIEFING), (&two, CHART, &printed));
}

#[test]
fn numbers_typed_by_hand() {
    text_rule("typed-number", "58 % say yes", "54 % say yes");
    // A rounded figure is no wrong one.
    text_rule("typed-number", "Almost 60 % say yes", "Almost 55 % say yes");
    text_rule(
        "typed-number",
        "Almost 60 % say yes",
        "{{ pct(\"s\", \"yes\") }} say yes, 14 percentage points more",
    );
    text_rule("typed-number", "5 percentage points more say yes", "14 percentage points more say yes");
    text_rule("typed-number", "In 632 towns", "In 623 towns");
    text_rule("typed-number", "In {{ n(\"s\") }} of 640 towns", "In {{ n(\"s\") }} of 10,800 towns");
    text_rule("typed-number", "Of 100 towns, 52 say yes", "Of 100 towns, 54 say yes");
    text_rule(
        "typed-number",
        "In 632 towns",
        "In 2020, on 24 November, 4 years after the 2nd wave (page 17)",
    );
}

#[test]
fn numbers_of_counts_lines_and_names() {
    let counts = "survey: {base: {label: all, n: 623}}
series:
  s:
    type: numeric
    unit: count
    values: {'below 5,000 inhabitants': {2019: 1200000, 2020: 1250}, larger: {2019: 310, 2020: 313}}
";
    let chart = |words: &str| {
        format!(
            "title: {words}\nseries: s\nchart: line\nreferences: {{value: 400, label: 'Goal: 400 towns'}}\n"
        )
    };
    chart_rule("typed-number", counts, &chart("1.3 million forms"), &chart("1.2 million forms"));
    chart_rule("typed-number", counts, &chart("1,240 forms"), &chart("1,250 forms"));
    chart_rule("typed-number", counts, &chart("Towns of 6,000 people"), &chart("Towns of 5,000 people"));
    chart_rule("typed-number", counts, &chart("Forms").replace("Goal: 400", "Goal: 500"), &chart("Forms"));
    let tiles = |label: &str| {
        format!(
            "title: T\nchart: key-figures\nfigures: [{{series: s, category: larger, column: 2020, label: {label}}}]\n"
        )
    };
    chart_rule("typed-number", counts, &tiles("of 700 towns"), &tiles("of 623 towns"));
}

#[test]
fn numbers_in_notes_and_headings() {
    let note = |words: &str| format!("{CHART}annotations: {{text: '{words}', category: 'yes'}}\n");
    chart_rule("typed-number", SERIES, &note("55 % in all towns"), &note("54 % in all towns"));
    chart_rule("typed-number", SERIES, &note("632 towns"), &note("{{ n(\"s\") }} towns"));
    // A note may say where it stands.
    let goal = |value: u32| format!("{CHART}annotations: {{text: Goal of 80 %, value: {value}}}\n");
    chart_rule("typed-number", SERIES, &goal(70), &goal(80));
    let heading = |words: &str| format!("{CHART}groups: {{{words}: ['yes']}}\n");
    chart_rule(
        "typed-number",
        SERIES,
        &heading("More than 55 %"),
        &heading("More than 50 %").replace("50", "40"),
    );
    chart_rule("phrase-mismatch", SERIES, &note("Three quarters (54 %)"), &note("Just over half (54 %)"));
}

#[test]
fn phrases_beside_figures() {
    text_rule("phrase-mismatch", "Three quarters (54 %) say yes", "Just over half (54 %) say yes");
    text_rule(
        "phrase-mismatch",
        "Two thirds ({{ pct(\"s\", \"yes\") }}) say yes",
        "{{ phrase(\"s\", \"yes\") }} ({{ pct(\"s\", \"yes\") }}) say yes",
    );
    let folder =
        Folder::new(SERIES).with("charts/c.yaml", CHART.replace("title: T", "title: Three quarters (54 %)"));
    assert_eq!(folder.with("briefing.yaml", BRIEFING).codes(), (vec!["phrase-mismatch"], 1));
}

#[test]
fn levels_and_exceptions() {
    let small = SERIES.replace("623", "12");
    let with =
        |checks: &str| Folder::new(&small).with("briefing.yaml", format!("{BRIEFING}{checks}")).codes();
    assert_eq!(with(""), (vec!["small-base"], 0));
    assert_eq!(with("checks: {small-base: error}\n"), (vec!["small-base"], 1));
    assert_eq!(with("checks: {small-base: off}\n"), (vec![], 0));
    assert_eq!(with("checks: {smal-base: off}\n").0, ["small-base", "unknown-rule"]);
    assert_eq!(with("checks: {small-base: of}\n").0, ["small-base", "unknown-word"]);
    let allowed = format!("{small}    allow: {{small-base: all towns of the county}}\n");
    series_rule("small-base", &small, &allowed);
    series_rule("missing-key", &format!("{SERIES}    allow: {{small-base: ''}}\n"), SERIES);
    let chart = format!("{CHART}sort: value\n");
    chart_rule(
        "scale-order",
        &SERIES.replace("single", "scale"),
        &chart,
        &format!("{chart}allow: {{scale-order: few steps}}\n"),
    );
}

#[test]
fn the_shipped_specs_are_clean() {
    for folder in ["specs", "specs/gallery"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let outcome = make_briefing::batch::check_files::check_specs(&path);
        assert!(outcome.diagnostics.is_empty(), "{folder}: {:#?}", outcome.diagnostics);
    }
}

#[test]
fn several_answers_are_no_whole() {
    let multiple = SERIES.replace("single", "multiple");
    series_rule("multiple-as-whole", &format!("{multiple}    remainder: rest\n"), &multiple);
    let net = |net: &str| format!("{multiple}    nets: {{both: {net}}}\n");
    series_rule("multiple-as-whole", &net("[yes, no]"), &net("{parts: [yes, no], value: 80}"));
    let title = |words: &str| format!("title: {words}\nseries: s\nchart: bar\n");
    chart_rule(
        "multiple-as-whole",
        &multiple,
        &title("Of 100% in all, most say yes"),
        &title("Shares do not add up to 100%"),
    );
    chart_rule("multiple-as-whole", &multiple, &title("Shares of 100 %"), &title("Shares"));
    // Stacks, rings and discs of such a question are no advice, but an error.
    for kind in ["stacked-bar", "stacked-column", "donut", "pie", "waffle", "diverging-bar"] {
        let chart = format!("title: T\nseries: s\nchart: {kind}\n");
        assert_eq!(codes("", &multiple, &chart, BRIEFING), ["unsuitable-kind"], "{kind}");
    }
}

#[test]
fn an_axis_from_zero() {
    let waves = "survey: {base: {label: all, n: 623}}\nseries:\n  s:\n    type: multiple\n    values: {a: {2019: 43, 2020: 47}}\n";
    let line = "title: T\nseries: s\nchart: line\n";
    chart_rule("truncated-axis", waves, &format!("{line}axis: {{from: 40}}\n"), line);
    chart_rule(
        "truncated-axis",
        waves,
        &format!("{line}axis: {{from: 40}}\n"),
        &format!("{line}axis: {{from: 0}}\n"),
    );
    let bars = "title: T\nseries: s\nchart: grouped-bar\naxis: {from: 40}\n";
    assert_eq!(codes("", waves, bars, BRIEFING), ["misplaced-key"]);
}

#[test]
fn steps_of_a_scale_listed_out_of_order() {
    let scale = SERIES.replace("single", "scale").replace("no: 40, don’t know: 6", "perhaps: 40, no: 6");
    let sorted = |list: &str| format!("{CHART}sort: [{list}]\n");
    chart_rule("scale-order", &scale, &sorted("perhaps, 'yes', 'no'"), &sorted("'no', perhaps, 'yes'"));
}

#[test]
fn few_answers_of_a_subgroup_are_reported_or_hidden() {
    let groups = "survey: {base: {label: all, n: 623}}
series:
  s:
    type: multiple
    base: {label: all, n: 623, columns: {small: 25, large: 598}}
    values: {a: {small: 40, large: 50}, b: {small: 20, large: 30}}
";
    let chart = "title: T\nseries: s\nchart: grouped-bar\n";
    let hide = |n: u32| format!("{BRIEFING}min-base: {{n: {n}, hide: true}}\n");
    rule("small-base", (groups, chart, BRIEFING), (groups, chart, &hide(30)));
    let folder = |briefing: &str| {
        Folder::new(groups).with("charts/c.yaml", chart).with("briefing.yaml", briefing).read().0
    };
    let values = |briefing: &str| folder(briefing).catalog.get("s").unwrap().categories[0].values.clone();
    assert_eq!(values(&hide(25)), [Some(40.0), Some(50.0)]);
    assert_eq!(values(&hide(26)), [None, Some(50.0)]);
    // A text that names the hidden figure says why it is not there, and a chart of nothing is refused.
    let named = "title: 'A {{ pct(\"s\", \"a\", \"small\") }}'\nseries: s\nchart: grouped-bar\n";
    assert_eq!(codes("", groups, named, &hide(30)), ["template"]);
    assert_eq!(codes("", groups, chart, &hide(1000)), ["unsuitable-kind"]);
}

#[test]
fn don_t_know_and_remainder_stand_beside_a_scale() {
    let scale = |rest: &str| {
        format!(
            "survey: {{base: {{label: all, n: 623}}}}
series:
  s:
    type: scale
    values: {{yes: 40, perhaps: 20, no: 30, don’t know: 10}}
    missing: [don’t know]
{rest}"
        )
    };
    let chart = "title: T\nseries: s\nchart: diverging-bar\n";
    assert_eq!(codes("", &scale(""), chart, BRIEFING), [""; 0]);
    let both = scale("    remainder: not reported\n").replace("know: 10}", "know: 6}");
    assert_eq!(codes("", &both, chart, BRIEFING), [""; 0]);
}
