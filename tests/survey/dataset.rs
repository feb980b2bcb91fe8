//! A data set that is described once: questions, breaks, groups and conditions, and the series that charts ask for.

use make_briefing::diagnostic::{Diagnostic, Severity};
use make_briefing::survey::series::Series;

use crate::folder::Folder;

const ANSWERS: &str = "\
age,region,satisfied,tools,car,bike,w
17,north,1,mail;chat,1,0,1
18,north,2,mail,0,1,2
25,south,1,,1,1,1
40,south,3,chat,0,0,1
70,south,2,mail,,,3
66,,98,mail;chat,1,0,1
";

const SERIES: &str = "\
survey: {base: {label: all respondents}}
dataset: {data: series/answers.csv, empty: [98]}
questions:
  satisfied: {type: scale, labels: {1: good, 2: fair, 3: poor}}
  tools: {type: multiple, separator: ;, nets: {any: [mail, chat]}}
  vehicles: {type: multiple, answers: {car: a car, bike: a bike}}
breaks:
  region: region
  age: {groups: {under 18: ..17, 18-64: 18..64, 65 and older: 65..}}
";

/// A folder with a chart for each of these names.
fn folder(series: &str, asked: &[&str]) -> Folder {
    let folder = Folder::empty().with("series/s.yaml", series).with("series/answers.csv", ANSWERS);
    asked.iter().enumerate().fold(folder, |folder, (at, name)| {
        folder.with(&format!("charts/c{at}.yaml"), format!("title: T\nseries: {name}\nchart: table\n"))
    })
}

#[track_caller]
fn one(series: &str, asked: &str) -> Series {
    let (project, faults) = folder(series, &[asked]).read();
    assert!(faults.is_empty(), "{faults:#?}");
    project.catalog.get(asked).unwrap_or_else(|| panic!("no `{asked}`")).clone()
}

/// What is said about a folder in which one series is asked for, and whether it was made.
fn said(series: &str, asked: &str) -> (Vec<Diagnostic>, bool) {
    let (project, faults) = folder(series, &[asked]).read();
    let is_made = project.catalog.get(asked).is_some();
    (faults, is_made)
}

#[track_caller]
fn refused(series: &str, asked: &str, code: &str, words: &str) {
    let (faults, is_made) = said(series, asked);
    let fault = faults.first().unwrap_or_else(|| panic!("nothing is said"));
    assert_eq!(fault.code.name(), code, "{faults:#?}");
    assert!(format!("{} {:?}", fault.message, fault.hint).contains(words), "{fault:#?}");
    assert!(!is_made && fault.hint.is_some() && faults.len() == 1, "{faults:#?}");
}

/// The columns, then each answer with its figures to one decimal.
fn lines(series: &Series) -> Vec<String> {
    let figure = |value: &Option<f64>| match value {
        Some(value) => format!("{}", (value * 10.0).round() / 10.0),
        None => "-".to_owned(),
    };
    let line = |category: &make_briefing::survey::series::Category| {
        let figures: Vec<String> = category.values.iter().map(figure).collect();
        format!("{}: {}", category.name, figures.join(" "))
    };
    std::iter::once(series.columns.join(" ")).chain(series.categories.iter().map(line)).collect()
}

fn sizes(series: &Series) -> Vec<u32> {
    (0..series.width()).filter_map(|column| series.size(column)).collect()
}

#[test]
fn a_question_in_all() {
    let series = one(SERIES, "satisfied");
    assert_eq!(lines(&series), ["", "good: 40", "fair: 40", "poor: 20"]);
    assert_eq!(series.base.as_ref().unwrap().n, Some(5));
}

#[test]
fn a_question_by_the_answers_of_another_header() {
    let series = one(SERIES, "satisfied by region");
    assert_eq!(series.id, "satisfied-by-region");
    assert_eq!(
        lines(&series),
        ["Gesamt north south", "good: 40 50 33.3", "fair: 40 50 33.3", "poor: 20 0 33.3"]
    );
    assert_eq!(sizes(&series), [5, 2, 3]);
}

#[test]
fn classes_of_numbers_keep_their_order() {
    let series = one(SERIES, "satisfied by age");
    assert_eq!(series.columns, ["Gesamt", "under 18", "18-64", "65 and older"]);
    assert_eq!(sizes(&series), [5, 1, 3, 1]);
}

#[test]
fn two_breaks_stand_side_by_side() {
    let series = one(SERIES, "satisfied by region, age");
    assert_eq!(series.columns, ["Gesamt", "north", "south", "under 18", "18-64", "65 and older"]);
    assert_eq!(sizes(&series), [5, 2, 3, 1, 3, 1]);
}

#[test]
fn several_answers_in_a_cell_count_persons() {
    let series = one(SERIES, "tools");
    assert_eq!(lines(&series), ["", "mail: 80", "chat: 60"]);
    assert_eq!(series.net(&series.nets[0], 0), Some(100.0));
    assert_eq!(series.base.as_ref().unwrap().n, Some(5));
}

#[test]
fn ticked_answers_by_groups() {
    let series = one(SERIES, "vehicles by region");
    assert_eq!(lines(&series), ["Gesamt north south", "a car: 60 50 50", "a bike: 40 50 50"]);
    // The row without a mark is no answer; that without a region is in the total only.
    assert_eq!(sizes(&series), [5, 2, 2]);
}

#[test]
fn weights_give_the_effective_size_of_each_group() {
    let weighted = SERIES.replace("empty: [98]", "empty: [98], weight: w");
    let series = one(&weighted, "satisfied by region");
    let base = series.base.as_ref().unwrap();
    assert_eq!(lines(&series)[1], "good: 25 33.3 20");
    let effective: Vec<Option<f64>> = base.columns.iter().map(|(_, size)| size.n_effective).collect();
    // (1+2+1+1+3)² / (1+4+1+1+9), (1+2)² / (1+4), (1+1+3)² / (1+1+9).
    assert_eq!(effective, [Some(64.0 / 16.0), Some(9.0 / 5.0), Some(25.0 / 11.0)]);
}

#[test]
fn the_filter_of_a_question_is_a_part_of_its_base() {
    let filtered = SERIES.replace("type: scale", "where: {age: {at-least: 18}}, type: scale");
    let series = one(&filtered, "satisfied");
    let base = series.base.as_ref().unwrap();
    assert_eq!((base.n, base.who().as_str()), (Some(4), "all respondents, age ≥ 18"));
}

#[test]
fn conditions_are_combined() {
    let filter = "where: {or: [{age: ..17}, {and: [{region: south}, {not: {satisfied: poor}}]}]}";
    let filtered = SERIES.replace("empty: [98]", &format!("empty: [98], {filter}"));
    let series = one(&filtered, "satisfied");
    assert_eq!(lines(&series), ["", "good: 66.7", "fair: 33.3", "poor: 0"]);
    assert_eq!(
        series.base.as_ref().unwrap().filter.as_deref(),
        Some("age ≤ 17 / (region: south, satisfied ≠ poor)")
    );
}

#[test]
fn a_group_nobody_is_in_has_no_figures() {
    let empty = SERIES.replace("under 18: ..17", "under 10: ..9, 10-17: 10..17");
    let series = one(&empty, "satisfied by age");
    assert_eq!(sizes(&series), [5, 0, 1, 3, 1]);
    assert!(series.categories.iter().all(|category| category.values[1].is_none()));
}

#[test]
fn groups_of_answers_become_the_answers() {
    let grouped =
        SERIES.replace("labels: {1: good", "groups: {content: [good, 2], not: [3]}, labels: {1: good");
    let series = one(&grouped, "satisfied");
    assert_eq!(lines(&series), ["", "content: 80", "not: 20"]);
}

#[test]
fn conditions_make_groups() {
    let cases = SERIES.replace(
        "  region: region\n",
        "  region: region\n  life: {groups: {young in the north: {age: ..30, region: north}, others: {or: [{age: 31..}, {region: south}]}}}\n",
    );
    let series = one(&cases, "satisfied by life");
    assert_eq!(series.columns, ["Gesamt", "young in the north", "others"]);
    assert_eq!(sizes(&series), [5, 2, 3]);
}

#[test]
fn items_with_the_same_answers() {
    let items = SERIES.replace(
        "  vehicles:",
        "  both: {type: single, answers: {car: a car, bike: a bike}, labels: {1: has one, 0: has none}}\n  vehicles:",
    );
    let series = one(&items, "both");
    assert_eq!(lines(&series), ["has one has none", "a car: 60 40", "a bike: 40 60"]);
}

#[test]
fn answers_in_no_group_are_counted_and_said() {
    let open = SERIES.replace("65 and older: 65..", "65-69: 65..69");
    let (faults, is_made) = said(&open, "satisfied by age");
    assert!(is_made && faults.len() == 1, "{faults:#?}");
    assert_eq!((faults[0].code.name(), faults[0].severity), ("no-group", Severity::Warning));
    assert_eq!(faults[0].message, "1 respondent is in no group of `age`: `70` (1)");
    let left_out = open.replace("65-69: 65..69}", "65-69: 65..69}, leave-out: 70");
    assert!(said(&left_out, "satisfied by age").0.is_empty());
    let rest = open.replace("65-69: 65..69}", "65-69: 65..69}, rest: others");
    assert_eq!(one(&rest, "satisfied by age").columns[4], "others");
}

#[test]
fn what_is_refused() {
    let with = |from: &str, to: &str| SERIES.replace(from, to);
    refused(&with("18-64: 18..64", "18-64: 17..64"), "satisfied by age", "repeated-name", "overlap");
    refused(&with("3: poor", "4: poor"), "satisfied", "unknown-category", "`3` (1)");
    refused(
        &with("empty: [98]", "empty: [98], where: {region: nort}"),
        "satisfied",
        "unknown-category",
        "`north`",
    );
    refused(
        &with("empty: [98]", "empty: [98], where: {regoin: north}"),
        "satisfied",
        "unknown-header",
        "`region`",
    );
    refused(
        &with("empty: [98]", "empty: [98], where: {region: 1..2}"),
        "satisfied",
        "not-a-number",
        "`north`",
    );
    refused(&with("type: scale", "where: {age: 90..}, type: scale"), "satisfied", "empty-table", "nobody");
    refused(&with("18..64", "64..18"), "satisfied by age", "empty-range", "18..34");
    refused(&with("type: multiple, separator: ;", "type: multiple"), "tools", "missing-key", "separator");
    refused(
        &with("separator: ;", "separator: ;, max-answers: 1"),
        "tools",
        "too-many-answers",
        "`mail;chat`",
    );
}

#[test]
fn conditions_that_overlap_are_refused_in_questions_too() {
    let cases = "  life: {type: single, groups: {north: {region: north}, young: {age: ..20}}}\n  tools:";
    let series = SERIES.replace("  tools:", cases);
    refused(&series, "life", "repeated-name", "2 of the respondents are in more than one group");
    let series = series.replace("life: {", "life: {answer: age, ");
    refused(&series, "life", "misplaced-key", "remove `answer`");
}

#[test]
fn what_is_faulty_stops_only_what_needs_it() {
    let faulty = SERIES.replace("  region: region\n", "  region: regoin\n");
    let folder = folder(&faulty, &["satisfied by region", "satisfied by age", "satisfied"]);
    let (project, faults) = folder.read();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(project.catalog.is_faulty("satisfied-by-region"));
    assert!(project.catalog.get("satisfied-by-age").is_some() && project.catalog.get("satisfied").is_some());
}

#[test]
fn only_what_charts_ask_for_is_counted() {
    let (project, _) = folder(SERIES, &["satisfied"]).read();
    assert_eq!(project.catalog.ids().collect::<Vec<_>>(), ["satisfied"]);
}

#[test]
fn a_chart_that_asks_for_an_unknown_group_is_told_the_known_ones() {
    let (codes, _) = folder(SERIES, &["satisfied by regin"]).codes();
    assert!(codes.contains(&"unknown-series"), "{codes:?}");
}

#[test]
fn the_total_has_a_name_of_its_own() {
    let named = SERIES.replace("empty: [98]", "empty: [98], total: Everyone");
    assert_eq!(one(&named, "satisfied by region").columns[0], "Everyone");
}

#[test]
fn a_question_by_itself_and_by_groups_has_the_same_total() {
    let (total, by) = (one(SERIES, "satisfied"), one(SERIES, "satisfied by age"));
    for (one, two) in total.categories.iter().zip(&by.categories) {
        assert_eq!(one.values[0], two.values[0]);
    }
}

const NUMBERS: &str = "\
survey: {base: {label: all respondents}}
dataset: {data: series/answers.csv, empty: [98]}
questions:
  age: {type: numeric, question: How old are you?}
  satisfied: {type: scale, labels: {1: good, 2: fair, 3: poor}, best: first}
  marks: {type: scale, answers: {satisfied: satisfaction, car: the car}, order: [0, 1, 2, 3]}
breaks:
  region: region
";

#[test]
fn means_and_quantiles_of_groups_are_categories() {
    // 17, 18, 25, 40, 70, 66; in the north 17 and 18, in the south 25, 40 and 70.
    assert_eq!(lines(&one(NUMBERS, "age mean by region")), ["", "Gesamt: 39.3", "north: 17.5", "south: 45"]);
    assert_eq!(
        lines(&one(NUMBERS, "age median by region")),
        ["", "Gesamt: 32.5", "north: 17.5", "south: 40"]
    );
    assert_eq!(lines(&one(NUMBERS, "age p90")), ["", "Gesamt: 70"]);
    assert_eq!(lines(&one(NUMBERS, "age sd by region"))[2], "north: 0.7");
}

#[test]
fn a_mean_has_its_interval() {
    let series = one(NUMBERS, "age mean-interval");
    // qt(0.975, 5) × 23.71 / √6.
    assert_eq!(lines(&series), ["Mittelwert 95 % ab 95 % bis", "Gesamt: 39.3 14.4 64.2"]);
}

#[test]
fn five_figures_make_a_box() {
    let series = one(NUMBERS, "age box by region");
    assert_eq!(
        lines(&series),
        [
            "Min Q1 Median Q3 Max",
            "Gesamt: 17 18 32.5 66 70",
            "north: 17 17 17.5 18 18",
            "south: 25 25 40 70 70"
        ]
    );
}

#[test]
fn the_good_end_of_a_scale() {
    assert_eq!(
        lines(&one(NUMBERS, "satisfied top-2 by region")),
        ["", "Gesamt: 80", "north: 100", "south: 66.7"]
    );
    assert_eq!(lines(&one(NUMBERS, "satisfied bottom-1")), ["", "Gesamt: 20"]);
    let open = NUMBERS.replace(", best: first", "");
    refused(&open, "satisfied top-2", "missing-key", "`best: first`");
}

#[test]
fn means_of_items() {
    assert_eq!(lines(&one(NUMBERS, "marks mean")), ["", "satisfaction: 1.8", "the car: 0.6"]);
    assert_eq!(
        lines(&one(NUMBERS, "marks mean by region")),
        ["Gesamt north south", "satisfaction: 1.8 1.5 2", "the car: 0.6 0.5 0.5"]
    );
}

#[test]
fn non_response_has_no_mean() {
    let missing = SERIES
        .replace(", empty: [98]", "")
        .replace("3: poor}", "3: poor, 98: don’t know}, missing: [don’t know]");
    assert_eq!(lines(&one(&missing, "satisfied mean")), ["", "Gesamt: 1.8"]);
    assert_eq!(one(&missing, "satisfied").base.unwrap().n, Some(6));
}

#[test]
fn what_has_no_numbers_has_no_mean() {
    let words = SERIES.replace("  tools:", "  region: {type: single}\n  tools:");
    refused(&words, "region mean", "not-a-number", "`north`");
}

/// Twenty-five charts of one table: what used to take a series of its own each.
#[test]
fn twenty_five_charts_take_fewer_than_120_lines() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/survey/dataset");
    let outcome = make_briefing::batch::check_files::check_specs(&folder);
    let errors: Vec<_> =
        outcome.diagnostics.iter().filter(|fault| fault.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let charts = std::fs::read_dir(folder.join("charts")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = charts.collect();
    files.push(folder.join("series/visits.yaml"));
    let lines: usize = files.iter().map(|file| std::fs::read_to_string(file).unwrap().lines().count()).sum();
    assert_eq!((files.len() - 1, lines < 120), (25, true), "{lines} lines");
}

#[test]
fn a_scale_says_in_which_order_its_answers_are() {
    let words = SERIES.replace(
        "satisfied: {type: scale, labels: {1: good, 2: fair, 3: poor}}",
        "satisfied: {type: scale, answer: region}",
    );
    let more = ANSWERS.replace("25,south", "25,east");
    let folder = Folder::empty()
        .with("series/s.yaml", words)
        .with("series/answers.csv", more)
        .with("charts/c.yaml", "title: T\nseries: satisfied\nchart: bar\n");
    let (_, faults) = folder.read();
    assert!(faults.iter().any(|fault| fault.message.contains("in which order")), "{faults:#?}");
}

#[test]
fn codes_of_a_scale_without_labels_are_in_order() {
    let bare = SERIES.replace("labels: {1: good, 2: fair, 3: poor}", "missing: []");
    let series = one(&bare, "satisfied");
    assert_eq!(series.categories.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
}

#[test]
fn codes_with_the_same_label_are_not_counted_together_in_silence() {
    let (faults, is_made) = said(&SERIES.replace("2: fair", "2: good"), "satisfied");
    assert!(is_made && faults.len() == 1 && faults[0].message.contains("same label"), "{faults:#?}");
    assert_eq!(faults[0].severity, Severity::Warning);
}

#[test]
fn respondents_who_all_weigh_nothing_are_no_table() {
    let weightless = ANSWERS.lines().map(|line| match line.starts_with("age") {
        true => format!("{line}\n"),
        false => format!("{},0\n", line.rsplit_once(',').unwrap().0),
    });
    let folder = Folder::empty()
        .with("series/s.yaml", SERIES.replace("empty: [98]", "empty: [98], weight: w"))
        .with("series/answers.csv", weightless.collect::<String>())
        .with("charts/c.yaml", "title: T\nseries: satisfied\nchart: bar\n");
    let (_, faults) = folder.read();
    assert!(faults.iter().any(|fault| fault.message.contains("the weight 0")), "{faults:#?}");
}
