//! Specs that were written for an earlier version still build, and say the same.

use std::path::Path;

use crate::harness::{ROOT, Scratch};

/// `tests/cases/versions/` has the specs of each version as its repository had them.
#[test]
fn specs_of_0_1_still_build() {
    for folder in ["briefing", "gallery"] {
        let specs = Path::new(ROOT).join("tests/cases/versions/0.1").join(folder);
        let scratch = Scratch::new();
        let run = scratch.run(&format!("check {} --message-format short", specs.display()));
        assert_eq!(run.status, 0, "{folder}: {}{}", run.stdout, run.stderr);
        // Rules on what a chart claims may learn; everything else is as it was.
        let said: Vec<&str> = run.stderr.lines().chain(run.stdout.lines()).collect();
        let is_new = |line: &&&str| line.contains(": warning[") && !line.contains("[claim-mismatch]");
        assert!(!said.iter().any(|line| is_new(&line)), "{folder}: {said:?}");
    }
}
