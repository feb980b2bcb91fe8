//! Statistics rest on unrounded figures and on the respondents whom a figure counts.

use crate::folder::Folder;

const BRIEFING: &str = "title: B\nlanguage: en\nsections: [{title: One, charts: [c]}]\n";

fn folder(series: &str, chart: &str) -> Folder {
    Folder::new(series).with("charts/c.yaml", chart).with("briefing.yaml", BRIEFING)
}

struct Built {
    csv: String,
    chart: serde_json::Value,
}

impl Built {
    fn alt(&self) -> &str {
        self.chart["alt"].as_str().unwrap()
    }

    fn title(&self) -> &str {
        self.chart["title"].as_str().unwrap()
    }
}

fn built(series: &str, chart: &str) -> Built {
    of(&folder(series, chart))
}

fn of(folder: &Folder) -> Built {
    let out = folder.built();
    let csv = std::fs::read_to_string(out.join("charts/c.csv")).unwrap();
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    Built { csv, chart: manifest["charts"][0].clone() }
}

/// Two groups of 1000. 46.6 of women and 50.4 of men answer yes; rounded together, these become 46 and 51.
const ROUNDED: &str = "survey:
  base: {label: adults, n: 2000, columns: {women: 1000, men: 1000}}
  rounding: largest-remainder
  decimals: 0
series:
  q:
    question: Q
    type: single
    values:
      'yes': {women: 46.6, men: 50.4}
      'no': {women: 26.7, men: 24.3}
      other: {women: 26.7, men: 25.3}
";

#[test]
fn a_difference_is_tested_before_rounding() {
    let built = built(ROUNDED, "title: T\nseries: q\nchart: grouped-bar\nsignificance: true\n");
    assert!(built.alt().contains("women: 46%, men: 51% (p\u{a0}=\u{a0}0.089);"), "{}", built.alt());
}

#[test]
fn intervals_are_those_of_the_unrounded_share() {
    // Wilson, n = 1000: 46.6 % lies between 43.5 and 49.7, 50.4 % between 47.3 and 53.5; of 51 it would be 54.1.
    let built = built(ROUNDED, "title: T\nseries: q\nchart: grouped-bar\nintervals: table\n");
    assert_eq!(built.csv.lines().nth(1), Some("yes,46,44,50,51,47,53"));
}

const PARTS: &str = "survey: {base: {label: towns, n: 623}, rounding: largest-remainder, decimals: 0}
series:
  q: {type: single, question: Q, values: {money: 51.2, time: 37.8, staff: 11.0}}
";

#[test]
fn ranks_go_by_unrounded_figures() {
    let chart = "title: '{{ rank(\"q\", \"money\") }} {{ rank(\"q\", \"time\") }} {{ rank(\"q\", \"staff\") }}'\nseries: q\nchart: bar\n";
    assert_eq!(built(PARTS, chart).title(), "1 2 3");
}

#[test]
fn differences_in_texts_go_by_unrounded_figures() {
    let series =
        PARTS.replace("money: 51.2, time: 37.8, staff: 11.0", "money: 50.6, time: 37.7, staff: 11.7");
    // 50.6 − 37.7 = 12.9, although 50 and 38 are printed.
    let chart = "title: '{{ diff(\"q\", \"money\", \"time\") }}'\nseries: q\nchart: bar\n";
    assert_eq!(built(&series, chart).title(), "13");
}

const ALIKE: &str = "survey: {base: {label: towns, n: 623}, decimals: 0}
series:
  q: {type: multiple, question: Q, values: {money: 45.4, time: 44.6, staff: 11.0}}
";

#[test]
fn answers_that_are_printed_alike_share_their_rank() {
    let chart = "title: '{{ rank(\"q\", \"time\") }} {{ rank(\"q\", \"staff\") }}'\nseries: q\nchart: bar\n";
    assert_eq!(built(ALIKE, chart).title(), "1 3");
}

#[test]
fn the_first_of_two_that_are_printed_alike_is_not_named_alone() {
    let chart = "title: '{{ top(\"q\") }}'\nseries: q\nchart: bar\n";
    let fault = folder(ALIKE, chart).messages();
    assert!(fault.contains("`money` and `time` are printed with the same figure"), "{fault}");
}

const ITEMS: &str = "survey: {base: {label: all, n: 1000}}
series:
  q:
    question: Q
    type: single
    by: item
    base: {label: users, rows: {Pool: 400, Library: {n: 100, n-effective: 64}}}
    values:
      Pool: {good: 50, bad: 50}
      Library: {good: 50, bad: 50}
";

#[test]
fn each_item_has_the_interval_of_its_own_size() {
    // Wilson at 50 %: n = 400 gives 45.1 to 54.9, n = 64 gives 38.1 to 61.9.
    let built = built(ITEMS, "title: T\nseries: q\nchart: stacked-bar\nintervals: table\n");
    assert_eq!(built.csv.lines().nth(1), Some("Pool,50,45,55,50,45,55"));
    assert_eq!(built.csv.lines().nth(2), Some("Library,50,38,62,50,38,62"));
    assert!(
        built.alt().contains("Base: users, number of respondents: Pool: 400, Library: 100."),
        "{}",
        built.alt()
    );
    assert_eq!(built.chart["series"][0]["base"]["rows"]["Pool"], 400);
}

#[test]
fn a_small_item_is_never_shown_where_small_bases_are_hidden() {
    let briefing = format!("{BRIEFING}min-base: {{n: 200, hide: true}}\n");
    let chart = "title: T\nseries: q\nchart: stacked-bar\n";
    let fault = Folder::new(ITEMS).with("charts/c.yaml", chart).with("briefing.yaml", briefing).messages();
    assert!(fault.contains("`Library` in `q` rests on fewer than 200 answers"), "{fault}");
}

#[test]
fn sizes_of_items_need_items() {
    let series = ITEMS.replace("    by: item\n", "");
    let fault = Folder::new(&series).fault_of("misplaced-key");
    assert!(fault.contains("`rows` gives the sizes of items"), "{fault}");
}

/// A file with weights: the young vary more than the old.
const ANSWERS: &str =
    "age,a,w\nyoung,yes,1\nyoung,no,3\nyoung,no,1\nyoung,yes,3\nold,yes,2\nold,no,2\nold,no,2\nold,yes,2\n";

fn weighted(base: &str) -> make_briefing::survey::base::Base {
    let series = format!(
        "survey: {{base: {base}}}\nseries:\n  s:\n    type: single\n    question: Q\n    data: {{file: series/a.csv, tabulate: {{answer: a, column: age, weight: w}}}}\n"
    );
    Folder::new(&series).with("series/a.csv", ANSWERS).series().base.unwrap()
}

#[test]
fn weights_count_in_the_group_that_has_them() {
    let base = weighted("{label: all}");
    // (1 + 3 + 1 + 3)² / (1 + 9 + 1 + 9) = 3.2; equal weights cost nothing.
    assert_eq!((base.effective("young"), base.effective("old")), (Some(3.2), Some(4.0)));
}

#[test]
fn a_declared_effective_size_is_kept() {
    // Of 64 / 9 = 7.1 by the weights, 3.55 are left: half of that holds in each group too.
    let base = weighted("{label: all, n: 8, n-effective: 4}");
    assert_eq!(base.n_effective, Some(4.0));
    let halved = 4.0 / (16.0 * 16.0 / 36.0);
    assert_eq!(base.effective("young"), Some(3.2 * halved));
}

#[test]
fn a_declared_effective_size_of_a_group_wins() {
    let base = weighted("{label: all, columns: {young: {n: 4, n-effective: 2}}}");
    assert_eq!(base.effective("young"), Some(2.0));
}

#[test]
fn a_sum_of_weights_in_the_last_bits_above_100_is_100() {
    let series = "survey: {base: {label: all}}\nseries:\n  s:\n    type: single\n    question: Q\n    data: {file: series/a.csv, tabulate: {answer: a, weight: w}}\n";
    let folder =
        Folder::new(series).with("series/a.csv", "a,w\nNo,2.0045\nNo,0.9597\nNo,0.1\nNo,0.2\nNo,0.7\n");
    assert_eq!(folder.series().categories[0].values, [Some(100.0)]);
}

#[test]
fn a_word_that_is_empty_is_no_group() {
    let series = "survey: {base: {label: all}}\nseries:\n  s:\n    type: single\n    question: Q\n    data: {file: series/a.csv, empty: [NA], tabulate: {answer: a, column: g}}\n";
    let folder = Folder::new(series).with("series/a.csv", "a,g\nyes,m\nno,f\nyes,NA\n");
    assert_eq!(folder.series().columns, ["m", "f"]);
}

/// A share of 0.3 is no zero.
const SMALL: &str = "survey: {base: {label: all, n: 1004}, decimals: 0}
series:
  q: {type: multiple, question: Q, values: {for: 99.7, against: 0.3, none: 0}}
";

#[test]
fn less_than_one_per_cent_is_not_zero() {
    let chart = "title: '{{ pct(\"q\", \"against\") }}, {{ pct(\"q\", \"none\") }}'\nseries: q\nchart: bar\n";
    let built = built(SMALL, chart);
    assert_eq!(built.title(), "under\u{a0}1%, 0%");
    assert!(built.alt().contains("for: 100%; against: under 1%; none: 0%"), "{}", built.alt());
    assert_eq!(built.csv, "Answer,Share\nfor,100\nagainst,0.3\nnone,0\n");
    assert_eq!(built.chart["values"][1]["value"], 0.3);
}

#[test]
fn parts_rounded_together_are_not_zero_either() {
    let series = "survey: {base: {label: all, n: 1004}, decimals: 0, rounding: largest-remainder}
series:
  q: {type: single, question: Q, values: {for: 60.4, against: 39.3, spoilt: 0.3}}
";
    let built = built(series, "title: T\nseries: q\nchart: bar\n");
    assert!(built.alt().contains("spoilt: under 1%"), "{}", built.alt());
}

#[test]
fn pinned_answers_keep_the_order_in_which_they_are_pinned() {
    let series = "survey: {base: {label: all, n: 1000}}
series:
  q: {type: multiple, question: Q, pin-last: [Others, None], values: {Price: 40, Others: 4, None: 9}}
";
    let built = built(series, "title: T\nseries: q\nchart: bar\n");
    assert_eq!(built.csv, "Answer,Share\nPrice,40\nOthers,4\nNone,9\n");
}

/// Three groups; only A and C differ by themselves.
const GROUPS: &str = "survey:
  base: {label: all, n: 650, columns: {A: 300, B: 300, C: 300, D: 20}}
  confidence: {correction: none, min-base: 30}
series:
  q:
    question: Q
    type: multiple
    values: {'yes': {A: 40, B: 45, C: 49, D: 90}}
";

#[test]
fn letters_name_the_columns_that_are_exceeded_and_small_groups_are_left_out() {
    let built = built(GROUPS, "title: T\nseries: q\nchart: grouped-bar\nsignificance: true\n");
    assert!(
        built.alt().contains("C (C): 49% (significantly higher than A (A)), D (D): 90%."),
        "{}",
        built.alt()
    );
    let pdf = printed(GROUPS, "title: T\nseries: q\nchart: grouped-bar\nsignificance: true\n");
    assert!(pdf.contains("Not compared because of fewer than 30 respondents: D (D)"), "{pdf}");
    let tests = built.chart["values"][2]["tests"].as_array().unwrap();
    assert_eq!(tests.len(), 2, "each column but the small one: {tests:?}");
}

#[test]
fn a_correction_counts_all_tests_of_a_row() {
    let series = GROUPS.replace("correction: none", "correction: bonferroni");
    let built = built(&series, "title: T\nseries: q\nchart: grouped-bar\nsignificance: true\n");
    assert!(built.alt().contains("C (C): 49%, D (D): 90%"), "{}", built.alt());
}

/// A group of 400 in a total of 1000.
const TOTAL: &str = "survey: {base: {label: all, n: 1000, columns: {Total: 1000, Women: 400}}}
series:
  q: {question: Q, type: multiple, values: {'yes': {Total: 46, Women: 50}}}
";

#[test]
fn a_group_is_compared_with_the_total_that_holds_it() {
    let chart = "title: T\nseries: q\nchart: grouped-bar\nsignificance: true\n";
    assert!(built(TOTAL, chart).alt().contains("Women: 50% (significantly higher than Total"));
    // Two samples that share nobody could differ so by chance.
    let apart = TOTAL.replace("Total", "Men");
    assert!(!built(&apart, chart).alt().contains("significantly higher"));
}

#[test]
fn waves_of_a_panel_are_compared_as_answers_of_the_same_persons() {
    let series = "survey: {base: {label: all, n: 500, columns: {2021: 500, 2023: 500}}}
series:
  q: {question: Q, type: multiple, panel: 0.6, values: {'yes': {2021: 50, 2023: 55}}}
";
    let chart = "title: T\nseries: q\nchart: grouped-bar\nsignificance: true\n";
    assert!(built(series, chart).alt().contains("significantly higher"));
    assert!(!built(&series.replace(" panel: 0.6,", ""), chart).alt().contains("significantly higher"));
}

#[test]
fn the_level_of_intervals_is_declared() {
    let series = ITEMS.replace("n: 1000}}", "n: 1000}, confidence: {level: 99}}");
    // Wilson at 50 %, n = 400, z = 2.576: 43.6 to 56.4.
    let built = built(&series, "title: T\nseries: q\nchart: stacked-bar\nintervals: table\n");
    assert_eq!(built.csv.lines().nth(1), Some("Pool,50,44,56,50,44,56"));
}

#[test]
fn a_census_and_a_self_selected_sample_have_no_intervals() {
    for sampling in ["census", "self-selected"] {
        let series = ROUNDED.replace("  decimals: 0", &format!("  decimals: 0\n  sampling: {sampling}"));
        let messages =
            folder(&series, "title: T\nseries: q\nchart: grouped-bar\nintervals: table\n").messages();
        assert!(messages.contains("`q` has no intervals and tests"), "{messages}");
    }
}

/// The words of the PDF of a briefing.
fn printed(series: &str, chart: &str) -> String {
    crate::model::text(&folder(series, chart).built().join("briefing.pdf"))
}

#[test]
fn the_method_page_says_what_the_sample_allows() {
    let chart = "title: T\nseries: q\nchart: grouped-bar\n";
    let with = |sampling: &str| {
        let series = ROUNDED.replace("survey:\n", &format!("survey:\n  title: S\n  sampling: {sampling}\n"));
        printed(&series, chart)
    };
    // 1.96 √(0.25 / 2000) = 2.2 points, and 3.1 in groups of 1000.
    let drawn = with("probability");
    assert!(
        drawn.contains("up to ±2.2 percentage points") && drawn.contains("up to ±3.1 in the smallest group"),
        "{drawn}"
    );
    assert!(with("quota").contains("strictly valid for probability samples only"));
    for sampling in ["census", "self-selected"] {
        assert!(!with(sampling).contains("percentage points"), "{sampling}");
    }
    assert!(with("census").contains("no sampling error"));
}

/// Weights of 1 and 3 in turn: 400 respondents are worth 800² / 2000 = 320, so 1.96 √(0.25 / 320) = 5.5 points.
#[test]
fn the_method_page_knows_the_margin_of_counted_respondents() {
    let rows: String = (0..400).map(|at| format!("{},{}\n", at % 4 % 3, 1 + 2 * (at % 2))).collect();
    let series = "survey: {title: S, sampling: probability, weighting: By age., base: {label: all}}\n\
        dataset: {data: series/a.csv, weight: w}\nquestions:\n  q: {question: 'Do you?', type: single}\n";
    let folder =
        folder(series, "title: T\nseries: q\nchart: bar\n").with("series/a.csv", format!("q,w\n{rows}"));
    let printed = crate::model::text(&folder.built().join("briefing.pdf"));
    assert!(printed.contains("up to ±5.5 percentage points"), "{printed}");
    assert!(printed.contains("design effect 1.25"), "{printed}");
}
