//! Links in a specs folder: one that leads out of it is refused unread, and links in circles end.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use make_briefing::workspace::watching::Seen;

use crate::harness::{Case, Run, Scratch, run};

const SECRET: &str = "title: what nobody may read\n";

/// A small briefing with a file beside its specs folder.
fn project() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put("secret.yaml", SECRET);
    folder
}

/// Builds after `name` in the specs folder was replaced by a link to `target`.
fn with_link(name: &str, target: &str) -> (Scratch, Run) {
    let folder = project();
    let link = folder.path().join("specs").join(name);
    match link.is_dir() {
        true => fs::rename(&link, folder.path().join("moved")).unwrap(),
        false => drop(fs::remove_file(&link)),
    }
    symlink(folder.path().join(target), link).unwrap();
    let said = run(folder.path(), &["--quiet"]);
    (folder, said)
}

#[track_caller]
fn refused(said: &Run, name: &str) {
    assert_ne!(said.status, 0);
    assert!(said.stderr.contains(&format!("specs/{name}")), "{}", said.stderr);
    assert!(said.stderr.contains("the link leads out of the specs folder"), "{}", said.stderr);
    assert!(!said.stderr.contains("nobody may read"), "{}", said.stderr);
}

#[test]
fn a_chart_that_leads_out_is_refused_and_the_others_are_built() {
    let (folder, said) = with_link("charts/more.yaml", "secret.yaml");
    refused(&said, "charts/more.yaml");
    assert!(folder.path().join("out/charts/budget.svg").exists());
}

#[test]
fn a_briefing_that_leads_out_publishes_nothing() {
    let (folder, said) = with_link("briefing.yaml", "secret.yaml");
    refused(&said, "briefing.yaml");
    assert!(!folder.path().join("out/charts/budget.svg").exists());
}

#[test]
fn a_table_of_reports_that_leads_out_is_not_quoted() {
    let folder = project();
    symlink(folder.path().join("secret.yaml"), folder.path().join("specs/reports.csv")).unwrap();
    refused(&run(folder.path(), &["reports", "--quiet"]), "reports.csv");
}

#[test]
fn a_folder_of_series_that_leads_out_is_not_read() {
    let (folder, said) = with_link("series", "moved");
    refused(&said, "series");
    assert!(!folder.path().join("out/charts/budget.svg").exists());
}

#[test]
fn a_data_file_that_leads_out_is_refused() {
    let folder = project();
    folder.put("secret.csv", "answer,share\nwhat nobody may read,12\n");
    folder.put("specs/series/more.yaml", "series:\n  more: {type: multiple, data: series/more.csv}\n");
    symlink(folder.path().join("secret.csv"), folder.path().join("specs/series/more.csv")).unwrap();
    refused(&run(folder.path(), &["--quiet"]), "series/more.yaml");
}

#[test]
fn a_link_within_the_folder_is_followed() {
    let folder = project();
    symlink("budget.yaml", folder.path().join("specs/charts/again.yaml")).unwrap();
    let said = run(folder.path(), &["--quiet", "--only", "again"]);
    assert!(folder.path().join("out/charts/again.svg").exists(), "{}", said.stderr);
}

#[test]
fn links_in_circles_are_walked_once() {
    let folder = project();
    let specs = folder.path().join("specs");
    for name in ["round", "about"] {
        symlink(".", specs.join(name)).unwrap();
    }
    let seen = Seen::default().changes(&Seen::now(&specs, Path::new("elsewhere")));
    let briefings = seen.iter().filter(|path| path.ends_with("briefing.yaml")).count();
    assert_eq!(briefings, 1, "{seen:#?}");
}
