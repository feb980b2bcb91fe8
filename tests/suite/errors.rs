//! Each folder of `tests/cases/errors` is one mistake, laid over the valid project in `tests/cases/sound`.
//!
//! `stderr.txt` is the whole transcript: the command, its messages, its exit status and the files that it wrote.

use std::fs;
use std::path::Path;

use crate::harness::{Case, ROOT, Run, Scratch, files, report, run};
use crate::pdf_reader::Reader;

/// A mistake in a folder of its own, with the sound project under it.
fn laid_out(case: &Case) -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.overlay(&case.folder);
    let _ = fs::remove_file(folder.path().join("stderr.txt"));
    folder
}

/// The first line of the golden says what is typed; without one it is the command alone.
fn typed(case: &Case) -> String {
    let golden = case.read("stderr.txt").unwrap_or_default();
    let first = golden.lines().next().and_then(|line| line.strip_prefix("$ ")).unwrap_or("make-briefing");
    first.to_owned()
}

fn transcript(case: &Case) -> String {
    let folder = laid_out(case);
    let typed = typed(case);
    let before = files(folder.path());
    let arguments: Vec<&str> = typed.split(' ').skip(1).collect();
    let Run { status, stderr, .. } = run(folder.path(), &arguments);
    let written: Vec<String> = files(folder.path())
        .into_iter()
        .filter(|file| !before.contains(file))
        .map(|(name, _)| name)
        .collect();
    let written = if written.is_empty() { "nothing".into() } else { written.join(", ") };
    format!("$ {typed}\n{stderr}\nexit status: {status}\nwritten: {written}\n")
}

#[test]
fn every_mistake_is_answered_as_in_its_golden_transcript() {
    let cases = Case::all("errors");
    assert!(cases.len() >= 30, "the mistakes are gone");
    let faults: Vec<String> =
        cases.iter().filter_map(|case| case.compare("stderr.txt", &transcript(case)).err()).collect();
    report(&faults);
}

#[test]
fn no_transcript_names_a_folder_of_the_machine_or_a_panic() {
    for case in Case::all("errors") {
        let text = case.read("stderr.txt").unwrap_or_default();
        for word in [env!("CARGO_TARGET_TMPDIR"), "scratch-", "/tmp", "panicked", "error[internal]"] {
            assert!(!text.contains(word), "{}: {word}", case.name);
        }
    }
}

#[test]
fn every_error_says_where() {
    for case in Case::all("errors") {
        let text = case.read("stderr.txt").unwrap_or_default();
        for message in text.split("\n\n").filter(|part| part.contains("error[") || part.contains("warning["))
        {
            assert!(message.contains("--> "), "{}: no place\n{message}", case.name);
        }
    }
}

#[test]
fn every_error_says_what_to_do() {
    for case in Case::all("errors") {
        let text = case.read("stderr.txt").unwrap_or_default();
        for message in text.split("\n\n").filter(|part| part.contains("error[") || part.contains("warning["))
        {
            assert!(message.contains("= help: "), "{}: no hint\n{message}", case.name);
        }
    }
}

#[test]
fn the_sound_project_is_sound() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    let Run { status, stderr, .. } = run(folder.path(), &["--quiet"]);
    assert_eq!((status, stderr.as_str()), (0, ""));
}

#[test]
fn one_broken_chart_leaves_a_mark_in_the_briefing_and_the_others_whole() {
    let folder = laid_out(&Case::new("errors/one-broken-chart"));
    assert_eq!(run(folder.path(), &[]).status, 2);
    let pdf = Reader::open(&folder.path().join("out/briefing.pdf"));
    let text = pdf.text();
    assert!(text.contains("Mehr als die Hälfte will das Budget erhöhen"), "the sound chart");
    assert!(text.contains("Diese Abbildung konnte nicht erstellt werden."), "the mark");
    assert!(text.contains("Chart „dienste“"), "the mark's name");
    assert!(folder.path().join("out/charts/budget.svg").exists());
    assert!(!folder.path().join("out/charts/dienste.svg").exists());
}

#[test]
fn a_long_word_in_a_text_is_no_reason_to_fail() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    let briefing = fs::read_to_string(folder.path().join("specs/briefing.yaml")).unwrap();
    let long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";
    folder.put("specs/briefing.yaml", briefing.replace("Mehr Geld", long));
    let Run { status, stderr, .. } = run(folder.path(), &["--quiet"]);
    assert_eq!((status, stderr.as_str()), (0, ""));
}

/// What the sound project says once one of its files is replaced.
fn said_of(file: &str, content: &str) -> (Scratch, String) {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put(file, content);
    let said = run(folder.path(), &["--quiet"]).stderr;
    (folder, said)
}

#[test]
fn a_misspelt_key_does_not_hide_a_misspelt_series() {
    let chart = "title: Mehr Geld\nseries: buget\nchart: bar\nhilight: [erhöhen]\n";
    let (_, said) = said_of("specs/charts/budget.yaml", chart);
    assert!(said.contains("`hilight`") && said.contains("`buget`"), "{said}");
}

#[test]
fn a_faulty_series_is_reported_once_and_not_as_missing() {
    let survey = Case::new("sound").read("specs/series/survey.yaml").unwrap();
    let (_, said) = said_of("specs/series/survey.yaml", &survey.replace("erhöhen: 54", "erhöhen: 540"));
    assert!(said.contains("share-out-of-range") && !said.contains("unknown-series"), "{said}");
}

#[test]
fn a_chart_that_cannot_be_read_is_not_reported_as_missing() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.overlay(&Case::new("errors/not-utf8").folder);
    let said = run(folder.path(), &["--quiet"]).stderr;
    assert!(said.contains("not-utf8") && !said.contains("unknown-chart"), "{said}");
    assert!(folder.path().join("out/briefing.pdf").exists(), "the briefing marks the place");
}

#[test]
fn a_chart_that_is_reported_as_not_drawn_leaves_no_image() {
    let (folder, said) = said_of("specs/charts/budget.yaml", "title: Mehr 🎉\nseries: budget\nchart: bar\n");
    assert!(said.contains("not drawn: budget"), "{said}");
    assert!(!folder.path().join("out/charts/budget.png").exists());
}

#[test]
fn a_character_without_glyph_in_a_text_is_reported_at_its_place() {
    let briefing = Case::new("sound").read("specs/briefing.yaml").unwrap();
    let (_, said) = said_of("specs/briefing.yaml", &briefing.replace("Mehr Geld", "🎉 Mehr Geld"));
    assert!(said.contains("missing-glyph") && said.contains("specs/briefing.yaml:7:"), "{said}");
}

#[test]
fn a_font_that_may_not_be_embedded_stops_the_document_at_the_line_of_the_theme() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put("specs/theme.yaml", "fonts:\n  regular: locked.ttf\n");
    let mut font = fs::read(Path::new(ROOT).join("fonts/SourceSans3-Regular.ttf")).unwrap();
    // A record of the table of tables: tag, sum, offset, length; `fsType` is the fifth number of OS/2, 2 is "restricted".
    let record = font.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) as usize;
    font[offset + 8..offset + 10].copy_from_slice(&2u16.to_be_bytes());
    folder.put("specs/locked.ttf", font);
    let Run { status, stderr, .. } = run(folder.path(), &["--message-format", "short"]);
    let line =
        "specs/theme.yaml:2:12: error[unusable-font]: `locked.ttf` has licence bits that forbid embedding";
    assert!(stderr.contains(line), "{stderr}");
    assert_eq!(status, 2);
    assert!(!folder.path().join("out/briefing.pdf").exists());
}

#[test]
fn fonts_are_counted_before_they_are_read() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put("specs/own.ttf", fs::read(Path::new(ROOT).join("fonts/SourceSans3-Regular.ttf")).unwrap());
    let said = |count: usize| {
        folder.put(
            "specs/theme.yaml",
            format!("fonts:\n  fallback: [{}]\n", vec!["own.ttf"; count].join(", ")),
        );
        run(folder.path(), &["check", "specs", "--message-format", "short"])
    };
    let Run { status, stderr, .. } = said(253);
    assert!(
        stderr.contains("error[unusable-font]: 253 fallback fonts are too many: at most 252"),
        "{stderr}"
    );
    assert_eq!(status, 2);
    assert_eq!(said(2).status, 0);
}

#[test]
fn a_logo_that_would_be_drawn_otherwise_is_refused() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put("specs/theme.yaml", "logo: logo.svg\n");
    // What it names is there, and is not read.
    folder.put(
        "specs/other.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path id='a' d='M0 0H9V9Z'/></svg>",
    );
    for (body, words) in [
        ("<path fill-rule='evenodd' d='M0 0H9V9H0ZM2 2H7V7H2Z'/>", "has `fill-rule: evenodd` on a path"),
        (
            "<rect width='9' height='9'/><image href='other.svg' width='9' height='9'/>",
            "contains an image: <image> on line 1",
        ),
        ("<rect width='9' height='9'/><use href='other.svg#a'/>", "links to another file: <use> on line 1"),
    ] {
        folder.put(
            "specs/logo.svg",
            format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{body}</svg>"),
        );
        let Run { status, stderr, .. } = run(folder.path(), &["check", "specs", "--message-format", "short"]);
        assert!(stderr.contains(&format!("error[unusable-logo]: the logo {words}")), "{stderr}");
        assert_eq!(status, 2);
    }
}

#[test]
fn what_a_screen_reader_needs_stops_the_document_where_it_is_missing() {
    for mistake in ["missing-language", "empty-briefing-title", "heading-gap", "unknown-language"] {
        let text = Case::new(&format!("errors/{mistake}")).read("stderr.txt").unwrap();
        assert!(text.contains("--> specs/briefing.yaml:"), "{mistake}: {text}");
        assert!(!text.contains("out/briefing.pdf"), "{mistake}: written all the same");
    }
    // A picture without alternative text is left out; the rest of the briefing is whole.
    let text = Case::new("errors/empty-alternative-text").read("stderr.txt").unwrap();
    assert!(text.contains("--> specs/charts/budget.yaml:") && text.contains("not drawn: budget"), "{text}");
}

#[test]
fn a_table_in_markdown_is_set_as_a_table_and_one_without_names_refused() {
    let briefing = Case::new("sound").read("specs/briefing.yaml").unwrap();
    let table = "|\n          | a | b |\n          | - | - |\n          | 1 | 2 |\n\n          Mehr Geld";
    let (_, said) = said_of("specs/briefing.yaml", &briefing.replace("Mehr Geld", table));
    assert!(!said.contains("unknown-markdown"), "{said}");
    let (_, said) =
        said_of("specs/briefing.yaml", &briefing.replace("Mehr Geld", &table.replace("| b |", "|  |")));
    assert!(said.contains("a table with a column without a name is not supported"), "{said}");
}

#[test]
fn a_category_is_shown_once() {
    let chart = "title: Mehr Geld\nseries: budget\nchart: stacked-bar\ncategories: [erhöhen, erhöhen]\n";
    let (_, said) = said_of("specs/charts/budget.yaml", chart);
    assert!(said.contains("error[repeated-name]: the category `erhöhen` is listed twice"), "{said}");
}

#[test]
fn a_setting_without_effect_is_refused() {
    let chart = "title: Mehr Geld\nseries: budget\nchart: {bar: {labels: {hide-below: 40}}}\n";
    let (_, said) = said_of("specs/charts/budget.yaml", chart);
    assert!(said.contains("error[misplaced-key]: `bar` has no setting `labels`"), "{said}");
}
