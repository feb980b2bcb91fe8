//! Every link in the Markdown files leads to an existing file, and to an existing heading where it names one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{ROOT, files};

/// The Markdown files that people read.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(ROOT);
    let mut found: Vec<PathBuf> = ["docs", "specs", "src", "tests", "fonts"]
        .iter()
        .flat_map(|folder| files(&root.join(folder)))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| !path.components().any(|part| part.as_os_str() == "target"))
        .filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("LICENSE")))
        .collect();
    found.extend(
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root.join(name)),
    );
    found
}

/// The lines outside of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

/// The targets of links and pictures, those in code within a line aside.
fn targets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        let plain: String = line.split('`').step_by(2).collect::<Vec<_>>().join("x");
        found.extend(plain.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
    }
    found
}

/// A heading as it is named in an address, by the rules of GitHub.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut followed = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for target in targets(&text) {
            if target.contains("://") || target.starts_with("mailto:") || target.starts_with('…') {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let file = match file {
                "" => document.clone(),
                file => document.parent().unwrap().join(file),
            };
            assert!(file.exists(), "{}: there is no {target}", document.display());
            if !heading.is_empty() {
                let there = fs::read_to_string(&file).unwrap();
                let known =
                    prose(&there).filter(|line| line.starts_with('#')).any(|line| anchor(line) == heading);
                assert!(known, "{}: {target} has no such heading", document.display());
            }
            followed += 1;
        }
    }
    assert!(followed > 250, "only {followed} links");
}
