//! Decks that people have worked on, brought up to date.

use std::process::Output;

use super::template::package;
use super::*;

const BRIEFING: &str = "title: B\nlanguage: en\nsections:\n  - title: One\n    content:\n      - chart: a\n      - chart: b\n      - chart: t\n      - chart: c\n";

/// A folder of specs with two native charts, a table and a picture; `north` is the figure that changes.
fn specs(north: &str) -> Scratch {
    Scratch::new()
        .with("briefing.yaml", BRIEFING)
        .with(
            "series/q.yaml",
            &format!(
                "\
survey:
  title: S
  base: {{label: all, n: 400, columns: {{North: 200, South: 200}}}}
  source: {{name: Src}}
series:
  q:
    question: Why?
    type: multiple
    values:
      Sure: {{North: {north}, South: 47}}
      Never: {{North: 39, South: 53}}
  other:
    question: And else?
    type: multiple
    values: {{Left: 12, Right: 34}}
"
            ),
        )
        .with("charts/a.yaml", "title: A says\nchart: grouped-bar\nseries: q\n")
        .with("charts/b.yaml", "title: B says\nchart: bar\nseries: other\n")
        .with("charts/t.yaml", "title: T says\nchart: table\nseries: q\n")
        .with("charts/c.yaml", "title: C says\nchart: dumbbell\nseries: q\n")
}

/// The same folder with other figures in its series.
fn specs_with(from: &str, to: &str) -> Scratch {
    let specs = specs("61");
    let series = fs::read_to_string(specs.0.join("series/q.yaml")).unwrap();
    assert!(series.contains(from));
    specs.with("series/q.yaml", &series.replace(from, to))
}

/// Builds the slides; `update` is a deck to bring up to date.
fn run(specs: &Path, update: Option<&[u8]>) -> (Output, BTreeMap<String, Vec<u8>>) {
    let out = Scratch::new();
    let file = out.0.join("edited.pptx");
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-briefing"));
    command.args([specs.as_os_str(), "-o".as_ref(), out.0.join("out").as_os_str()]);
    command.args(["--format", "pptx", "--no-cache"]);
    if let Some(bytes) = update {
        fs::write(&file, bytes).unwrap();
        command.arg("--update").arg(&file);
    }
    let output = command.output().unwrap();
    if let Some(bytes) = update {
        assert_eq!(fs::read(&file).unwrap(), bytes, "the deck that is read stays");
    }
    let deck = fs::read(out.0.join("out/briefing.pptx")).unwrap_or_default();
    let parts = if deck.is_empty() { BTreeMap::new() } else { parts(&deck) };
    (output, parts)
}

fn deck(north: &str) -> BTreeMap<String, Vec<u8>> {
    run(&specs(north).0, None).1
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The path and the text of the part of this kind in which some words are.
fn part_with(deck: &BTreeMap<String, Vec<u8>>, start: &str, words: &str) -> String {
    let found = deck.iter().find(|(path, part)| {
        path.starts_with(start) && path.ends_with(".xml") && String::from_utf8_lossy(part).contains(words)
    });
    found.unwrap_or_else(|| panic!("no {start} has {words}")).0.clone()
}

fn change(deck: &mut BTreeMap<String, Vec<u8>>, path: &str, from: &str, to: &str) {
    let was = text(&deck[path]).to_owned();
    assert!(was.contains(from), "{path} has no {from}: {was}");
    deck.insert(path.to_owned(), was.replace(from, to).into_bytes());
}

/// The names of parts whose bytes are not the same.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    assert!(one.keys().eq(other.keys()), "the parts are others");
    one.iter().filter(|(path, part)| other[*path] != **part).map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_deck_that_says_what_the_briefing_says_stays_byte_for_byte() {
    let before = deck("61");
    let (output, after) = run(&specs("61").0, Some(&package(&before)));
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(differing(&before, &after), Vec::<String>::new());
    assert!(!said(&output).contains("slide-left"), "{}", said(&output));
}

#[test]
fn an_untouched_deck_becomes_the_new_one() {
    let (before, now) = (deck("61"), deck("64"));
    let (output, after) = run(&specs("64").0, Some(&package(&before)));
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(differing(&now, &after), Vec::<String>::new(), "{}", said(&output));
    assert!(said(&output).contains("brought up to date: "), "{}", said(&output));
}

#[test]
fn what_people_added_and_wrote_stays_while_figures_change() {
    let mut before = deck("61");
    let slide = part_with(&before, "ppt/slides/slide", "A says");
    change(&mut before, &slide, "<a:t>A says</a:t>", "<a:t>My own title</a:t>");
    change(
        &mut before,
        &slide,
        "</p:spTree>",
        "<p:sp><p:nvSpPr><p:cNvPr id=\"77\" name=\"Star\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp></p:spTree>",
    );
    let (output, after) = run(&specs("64").0, Some(&package(&before)));
    assert!(text(&after[&slide]).contains("My own title") && text(&after[&slide]).contains("name=\"Star\""));
    let chart = part_with(&after, "ppt/charts/chart", "<c:v>64</c:v>");
    assert!(text(&before[&chart]).contains("<c:v>61</c:v>"));
    // Its title says nothing new in the briefing, so that there is nothing to say about it.
    assert!(!said(&output).contains("title"), "{}", said(&output));
}

#[test]
fn a_title_that_somebody_wrote_and_the_briefing_too_is_named() {
    let mut before = deck("61");
    let slide = part_with(&before, "ppt/slides/slide", "B says");
    change(&mut before, &slide, "<a:t>B says</a:t>", "<a:t>My own title</a:t>");
    let specs = specs("61").with("charts/b.yaml", "title: B says more\nchart: bar\nseries: other\n");
    let (output, after) = run(&specs.0, Some(&package(&before)));
    assert!(text(&after[&slide]).contains("My own title"));
    let said = said(&output);
    assert!(said.contains("warning[slide-left]: the title of the chart `b` on slide"), "{said}");
    assert!(said.contains("somebody has changed it"), "{said}");
}

#[test]
fn a_figure_that_somebody_typed_stays_and_is_named() {
    let mut before = deck("61");
    let chart = part_with(&before, "ppt/charts/chart", "<c:v>61</c:v>");
    change(&mut before, &chart, "<c:v>61</c:v>", "<c:v>99</c:v>");
    let (output, after) = run(&specs("64").0, Some(&package(&before)));
    assert!(text(&after[&chart]).contains("<c:v>99</c:v>"));
    assert!(said(&output).contains("the chart `a` on slide"), "{}", said(&output));
    assert!(said(&output).contains("is left as it is: somebody has changed it"), "{}", said(&output));
}

#[test]
fn a_colour_that_somebody_chose_stays_and_the_figures_change() {
    let mut before = deck("61");
    let chart = part_with(&before, "ppt/charts/chart", "<c:v>61</c:v>");
    change(&mut before, &chart, "<a:schemeClr val=\"accent1\"/>", "<a:srgbClr val=\"C00000\"/>");
    let (output, after) = run(&specs("64").0, Some(&package(&before)));
    let made = text(&after[&chart]);
    assert!(made.contains("C00000") && made.contains("<c:v>64</c:v>"), "{}", said(&output));
    let book = chart.replace("charts/", "embeddings/").replace(".xml", ".xlsx");
    let sheet = parts(&after[&book]);
    assert!(text(&sheet["xl/worksheets/sheet1.xml"]).contains("<v>64</v>"));
}

#[test]
fn a_chart_of_its_own_colours_with_other_rows_is_left_and_named() {
    let mut before = deck("61");
    let chart = part_with(&before, "ppt/charts/chart", "<c:v>12</c:v>");
    change(&mut before, &chart, "<a:schemeClr val=", "<a:schemeClr val=\"accent6\" x=");
    let more = specs_with("Right: 34", "Right: 34, Middle: 5");
    let (output, after) = run(&more.0, Some(&package(&before)));
    assert_eq!(after[&chart], before[&chart]);
    assert!(
        said(&output).contains("somebody has chosen its colours or taken its workbook"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_series_without_a_name_keeps_its_colour_too() {
    let mut before = deck("61");
    let chart = part_with(&before, "ppt/charts/chart", "<c:v>34</c:v>");
    change(&mut before, &chart, "<a:schemeClr val=", "<a:schemeClr val=\"accent6\" x=");
    let more = specs_with("Right: 34", "Right: 35");
    let (output, after) = run(&more.0, Some(&package(&before)));
    let made = text(&after[&chart]);
    assert!(made.contains("<c:v>35</c:v>") && made.contains("accent6"), "{}", said(&output));
}

#[test]
fn charts_that_came_and_went_are_named() {
    let before = deck("61");
    let other =
        specs("61").with("briefing.yaml", &BRIEFING.replace("      - chart: b\n", "      - chart: d\n"));
    let other = other.with("charts/d.yaml", "title: D says\nchart: bar\nseries: other\n");
    fs::remove_file(other.0.join("charts/b.yaml")).unwrap();
    let (output, _) = run(&other.0, Some(&package(&before)));
    let said = said(&output);
    assert!(said.contains("the chart `d` is on no slide"), "{said}");
    assert!(said.contains("the chart `b` on slide"), "{said}");
    assert!(said.contains("is not in the briefing any more"), "{said}");
}

#[test]
fn a_deck_without_our_marks_is_refused() {
    let other = fs::read(repository().join("tests/deck/templates/office.pptx")).unwrap();
    let (output, after) = run(&specs("61").0, Some(&other));
    assert!(after.is_empty());
    assert!(said(&output).contains("has no charts with our marks"), "{}", said(&output));
}

#[test]
fn the_deck_that_is_read_is_never_the_one_that_is_written() {
    let (specs, out) = (specs("61"), Scratch::new());
    let file = out.0.join("briefing.pptx");
    let run = |update: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-briefing"));
        command.args([specs.0.as_os_str(), "-o".as_ref(), out.0.as_os_str()]);
        command.args(["--format", "pptx", "--no-cache"]);
        if update {
            command.arg("--update").arg(&file);
        }
        command.output().unwrap()
    };
    assert!(run(false).status.success());
    let before = fs::read(&file).unwrap();
    let output = run(true);
    assert!(!output.status.success() && said(&output).contains("read-and-written"), "{}", said(&output));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_text_whose_chart_has_none_any_more_is_named() {
    let with_text = |text: &str| {
        let briefing = BRIEFING.replace("      - chart: b\n", &format!("{text}      - chart: b\n"));
        specs("61").with("briefing.yaml", &briefing)
    };
    let before = run(&with_text("      - text: Of all, 34 % say right.\n").0, None).1;
    let (output, _) = run(&with_text("").0, Some(&package(&before)));
    assert!(said(&output).contains("is not in the briefing any more"), "{}", said(&output));
}

#[test]
fn a_line_with_a_figure_that_is_on_no_slide_is_named() {
    let before = deck("61");
    let now = specs_with("n: 400, columns", "n: 412, columns");
    let (output, _) = run(&now.0, Some(&package(&before)));
    assert!(said(&output).contains("no slide says “") && said(&output).contains("412"), "{}", said(&output));
}

#[test]
fn notes_whose_mark_a_program_dropped_are_named_once_they_are_out_of_date() {
    let mut edited = deck("61");
    let notes = part_with(&edited, "ppt/notesSlides/notesSlide", "name=\"notes:a@");
    let name = attributes(text(&edited[&notes]), "cNvPr", "name")
        .into_iter()
        .find(|name| name.starts_with("notes:a"));
    change(&mut edited, &notes, &name.unwrap(), "PlaceHolder 2");
    let (output, _) = run(&specs("61").0, Some(&package(&edited)));
    assert!(!said(&output).contains("lost its mark"), "{}", said(&output));
    let (output, _) = run(&specs("64").0, Some(&package(&edited)));
    let wanted = "the speaker notes of the chart `a` lost its mark";
    assert!(said(&output).contains(wanted), "{}", said(&output));
}

#[test]
fn an_empty_name_that_a_program_left_out_is_no_change() {
    let specs = |figure: &str| {
        let series = format!(
            "survey:\n  title: S\n  base: {{label: all, n: 400}}\n  source: {{name: Src}}\nseries:\n  q:\n    question: Why?\n    type: single\n    values: {{Yes: {figure}, No: 30, Unsure: {}}}\n",
            70 - figure.parse::<u32>().unwrap()
        );
        Scratch::new()
            .with(
                "briefing.yaml",
                "title: B\nlanguage: en\nsections: [{title: One, content: [{chart: a}]}]\n",
            )
            .with("series/q.yaml", &series)
            .with("charts/a.yaml", "title: A says\nchart: stacked-bar\nseries: q\n")
    };
    let (_, mut edited) = run(&specs("50").0, None);
    let chart = part_with(&edited, "ppt/charts/chart", "<c:v></c:v>");
    let text_of = text(&edited[&chart]).replace("<c:pt idx=\"0\"><c:v></c:v></c:pt>", "");
    edited.insert(chart, text_of.into_bytes());
    let (output, _) = run(&specs("51").0, Some(&package(&edited)));
    assert!(!said(&output).contains("is left as it is"), "{}", said(&output));
}
