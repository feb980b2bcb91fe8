//! Drafts and embargoes: what a press office has before the public does.

use std::fs;

use crate::harness::Scratch;

/// The small project, with lines added to its briefing.
fn with(lines: &str) -> Scratch {
    let scratch = Scratch::project();
    let file = scratch.path().join("specs/briefing.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(file, format!("{text}{lines}\n")).unwrap();
    scratch
}

fn built(scratch: &Scratch, arguments: &str) -> Vec<String> {
    let run = scratch.run(arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let folder = fs::read_dir(scratch.path().join("out")).unwrap();
    let mut names: Vec<String> =
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.starts_with("briefing"));
    names.sort();
    names
}

#[test]
fn the_names_of_a_draft_say_so_until_it_is_released() {
    let scratch = with("status: draft");
    let draft = built(&scratch, "--format pdf,html");
    assert_eq!(draft, ["briefing-draft.html", "briefing-draft.pdf"]);
    let page = fs::read_to_string(scratch.path().join("out/briefing-draft.html")).unwrap();
    assert!(page.contains("Draft, not for publication"));
    // The files of the draft go when the final ones come.
    assert_eq!(built(&scratch, "--format pdf,html --release"), ["briefing.html", "briefing.pdf"]);
    let page = fs::read_to_string(scratch.path().join("out/briefing.html")).unwrap();
    assert!(!page.contains("Draft, not for publication"));
}

#[test]
fn a_draft_conforms_to_the_standards_under_its_watermark() {
    let scratch = with("status: draft");
    built(&scratch, "--format pdf");
    let check = scratch.run("check out/briefing-draft.pdf");
    assert_eq!(check.status, 0, "{}", check.stderr);
}

#[test]
fn the_end_of_an_embargo_is_printed_as_it_is_written() {
    let scratch = with("embargo: 2031-03-02T06:00");
    assert_eq!(built(&scratch, "--format html"), ["briefing.html"]);
    let page = fs::read_to_string(scratch.path().join("out/briefing.html")).unwrap();
    assert!(page.contains("Embargoed until 2\u{a0}March 2031, 06:00"));
}

#[test]
fn an_embargo_that_is_no_date_is_an_error_at_its_place() {
    for wrong in ["2031-02-30", "2031-03-02T24:00", "next Monday", "2031-03-02 06:00"] {
        let run = with(&format!("embargo: {wrong}")).run("--message-format short");
        assert!(run.stderr.contains("error[wrong-date]"), "{wrong}: {}", run.stderr);
    }
}

#[test]
fn an_unknown_status_builds_nothing_that_could_be_published() {
    let scratch = with("status: darft");
    let run = scratch.run("--message-format short");
    assert_ne!(run.status, 0);
    assert!(!scratch.path().join("out/briefing.pdf").exists(), "{}", run.stderr);
}
