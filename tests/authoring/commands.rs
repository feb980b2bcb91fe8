//! The subcommands other than building.

use std::fs;

use make_briefing::diagnostic::Diagnostics;
use make_briefing::project::Project;

use crate::harness::{ROOT, Scratch, copy};

#[test]
fn a_new_folder_builds_without_a_word() {
    let scratch = Scratch::new();
    let new = scratch.run("new start");
    assert_eq!((new.status, new.stderr.as_str()), (0, ""));
    assert!(new.stdout.ends_with("make-briefing start\n"), "{}", new.stdout);
    let build = scratch.run("start --quiet --deny-warnings");
    assert_eq!((build.status, build.stderr.as_str()), (0, ""));
    assert!(scratch.path().join("out/briefing.pdf").exists());
}

#[test]
fn quiet_commands_say_nothing_but_what_was_asked_for() {
    let scratch = Scratch::project();
    for typed in ["new start --quiet", "--quiet new other", "check specs -q", "-q --format csv"] {
        let run = scratch.run(typed);
        assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""), "{typed}");
    }
    let chart = scratch.run("new chart hurdles --series reasons -q");
    assert_eq!((chart.status, chart.stdout.as_str()), (0, ""));
    assert!(scratch.run("list -q").stdout.starts_with("CHART"));
    assert!(scratch.run("--color never explain -q").stdout.contains("unknown-key"));
}

#[test]
fn what_would_be_ignored_is_refused() {
    let scratch = Scratch::project();
    for (typed, said) in [
        ("-o out check specs", "`--output` is an argument for building"),
        ("specs list", "`SPECS` is an argument for building"),
        ("chek", "did you mean `make-briefing check`?"),
        ("chek specs", "a similar subcommand exists: 'check'"),
        ("nowhere", "`make-briefing new FOLDER` starts one"),
        ("specs/nowhere", "as in `make-briefing .`"),
        ("list nowhere", "`make-briefing new FOLDER` starts one"),
    ] {
        let run = scratch.run(typed);
        assert!(run.status == 2 && run.stderr.contains(said), "{typed}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{typed}");
    }
}

/// Where the folder is not there, or the series is there and broken, nobody is told to choose another series.
#[test]
fn a_chart_of_a_series_that_could_not_be_read() {
    let scratch = Scratch::project();
    let nowhere = scratch.run("new chart money --series budget --specs nowhere");
    assert!(nowhere.status == 2 && nowhere.stderr.contains("no-specs"), "{}", nowhere.stderr);
    scratch.put("specs/series/more.yaml", "series:\n  more: {type: single, values: {a: many}}\n");
    let broken = scratch.run("new chart more --series more");
    assert!(broken.status == 2 && broken.stderr.contains("wrong-type"), "{}", broken.stderr);
    for run in [nowhere, broken] {
        assert!(
            !run.stderr.contains("choose") && !run.stderr.contains("there is no series"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let scratch = Scratch::new();
    scratch.put("start/notes.txt", "mine");
    let new = scratch.run("new start");
    assert_eq!(new.status, 2);
    assert!(new.stderr.contains("error[not-empty]"), "{}", new.stderr);
    assert_eq!(fs::read_dir(scratch.path().join("start")).unwrap().count(), 1);
}

/// Every series there is gets a chart, and every chart can be drawn.
#[test]
fn a_new_chart_suits_its_series() {
    for folder in ["specs", "specs/gallery", "tests/authoring/project"] {
        let scratch = Scratch::new();
        copy(&std::path::Path::new(ROOT).join(folder), &scratch.path().join("specs"));
        let project = Project::read(&scratch.path().join("specs"), &Diagnostics::new());
        let mut only = Vec::new();
        for (index, series) in project.catalog.iter().enumerate() {
            let new = scratch.run(&format!("new chart new-{index} --series {}", series.id));
            assert_eq!((new.status, new.stderr.as_str()), (0, ""), "{folder}: {}", series.id);
            only.push(format!("new-{index}"));
        }
        let build = scratch
            .run(&format!("--quiet --format csv,svg --message-format short --only {}", only.join(",")));
        let faults: Vec<&str> = build.stderr.lines().filter(|line| line.contains("error[")).collect();
        assert_eq!((build.status, faults), (0, Vec::new()), "{folder}");
    }
}

#[test]
fn a_new_chart_names_the_kind_and_the_next_step() {
    let scratch = Scratch::project();
    let new = scratch.run("new chart hurdles --series reasons");
    assert!(new.stdout.contains("specs/charts/hurdles.yaml: bar, because several answers"), "{}", new.stdout);
    assert!(new.stdout.contains("`- chart: hurdles`"), "{}", new.stdout);
    assert_eq!(scratch.run("new chart hurdles --series reasons").status, 2, "the chart is there");
    let wrong = scratch.run("new chart more --series reason");
    assert!(wrong.stderr.contains("did you mean `reasons`?"), "{}", wrong.stderr);
    assert_eq!(scratch.run("new chart ../more --series reasons").status, 2, "an id is no path");
}

#[test]
fn a_list_says_who_uses_what() {
    let list = Scratch::project().run("list");
    assert_eq!((list.status, list.stderr.as_str()), (0, ""));
    let expected = "\
CHART   KIND         SERIES  SECTION
budget  stacked-bar  budget  Money

SERIES    TYPE      CHARTS  TEXTS
budget    single    budget
reasons   multiple  (none)
services  single    (none)
";
    assert_eq!(list.stdout, expected);
}

#[test]
fn a_list_shows_what_is_wrong() {
    let scratch = Scratch::project();
    scratch.put("specs/charts/budget.yaml", "title: x\n");
    let list = scratch.run("list");
    assert_eq!(list.status, 2);
    assert!(list.stdout.contains("budget  (error)"), "{}", list.stdout);
    assert!(list.stderr.contains("error[missing-key]"), "{}", list.stderr);
}

#[test]
fn scripts_and_the_manual_page_know_the_commands() {
    let scratch = Scratch::new();
    for arguments in ["completions bash", "completions fish", "completions zsh", "man"] {
        let run = scratch.run(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments}");
        assert!(run.stdout.contains("explain"), "{arguments}");
    }
}

#[test]
fn each_command_has_a_manual_page_of_its_own() {
    let scratch = Scratch::new();
    for (command, said) in [("check", "Matterhorn"), ("new", "FOLDER"), ("schema", "JSON Schema")] {
        let run = scratch.run(&format!("man {command}"));
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{command}");
        assert!(run.stdout.contains(said) && run.stdout.starts_with(".ie"), "{command}: {}", run.stdout);
    }
    assert!(scratch.run("man chek").stderr.contains("did you mean `check`?"));
}

#[test]
fn a_bare_command_still_builds() {
    let scratch = Scratch::project();
    assert_eq!(scratch.run("--quiet --format csv").status, 0);
    assert_eq!(scratch.run("specs --quiet --format csv").status, 0);
    assert_eq!(scratch.run("nowhere --quiet").status, 2);
}
