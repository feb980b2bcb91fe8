//! Module layers: a module imports only what the table allows, and each external crate is used by one module.

use std::fs;
use std::path::Path;

use crate::harness::{ROOT, files};

/// The parts from left to right, each with the parts that it may use.
const PARTS: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("reason", &[]),
    ("markup", &[]),
    ("diagnostic", &[]),
    ("explain", &["diagnostic"]),
    ("theme", &["units", "reason", "diagnostic"]),
    ("spec", &["units", "diagnostic", "theme"]),
    ("survey", &["diagnostic", "spec"]),
    ("language", &["units", "spec", "survey"]),
    ("office", &["units", "reason", "markup"]),
    ("import", &["reason", "diagnostic", "spec", "survey"]),
    ("schema", &["diagnostic", "spec", "import"]),
    ("workspace", &["reason", "diagnostic"]),
    ("typeset", &["units", "theme", "language"]),
    ("template", &["diagnostic", "spec", "survey", "language"]),
    ("chart", &["units", "diagnostic", "theme", "spec", "survey", "language", "typeset", "template"]),
    ("lint", &["units", "diagnostic", "theme", "spec", "survey", "language", "template", "chart"]),
    ("layout", &["units", "diagnostic", "theme", "spec", "survey", "language", "typeset", "chart"]),
    ("scene", &["units", "typeset", "layout"]),
    ("webfont", &["theme"]),
    ("export", &["units", "markup", "theme", "typeset", "scene", "webfont"]),
    (
        "project",
        &[
            "units",
            "reason",
            "diagnostic",
            "theme",
            "spec",
            "survey",
            "language",
            "import",
            "workspace",
            "typeset",
        ],
    ),
    (
        "story",
        &[
            "units",
            "diagnostic",
            "theme",
            "spec",
            "survey",
            "language",
            "typeset",
            "template",
            "chart",
            "scene",
            "project",
        ],
    ),
    (
        "deck",
        &[
            "units",
            "reason",
            "theme",
            "spec",
            "survey",
            "language",
            "workspace",
            "chart",
            "layout",
            "scene",
            "export",
            "office",
            "story",
        ],
    ),
    ("sheets", &["survey", "language", "chart", "office", "story"]),
    ("document", &["units", "theme", "language", "typeset", "scene", "story"]),
    ("web", &["units", "markup", "theme", "language", "typeset", "scene", "webfont", "export", "story"]),
    ("pdf", &["units", "reason", "markup", "theme", "typeset", "scene", "story", "document"]),
    (
        "batch",
        &[
            "units",
            "reason",
            "diagnostic",
            "explain",
            "theme",
            "spec",
            "survey",
            "language",
            "import",
            "workspace",
            "typeset",
            "template",
            "chart",
            "lint",
            "layout",
            "scene",
            "export",
            "project",
            "story",
            "office",
            "deck",
            "sheets",
            "document",
            "web",
            "pdf",
        ],
    ),
    ("reports", &["markup", "diagnostic", "spec", "survey", "import", "workspace", "batch"]),
    ("diff", &["markup", "survey"]),
    ("starter", &["survey"]),
    ("propose", &["reason", "diagnostic", "spec", "survey", "import", "starter"]),
];

/// Each outside crate with the files or folders that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("blake3", &["batch/kept/", "workspace/store.rs"]),
    ("calamine", &["import/workbook/book.rs", "import/workbook/mod.rs", "import/workbook/sheets.rs"]),
    ("clap", &["bin/"]),
    ("clap_complete", &["bin/"]),
    ("clap_mangen", &["bin/"]),
    ("hyper", &["bin/"]),
    ("hyper_util", &["bin/"]),
    ("encoding_rs", &["import/charset.rs", "import/text_window.rs"]),
    ("hypher", &["language/", "typeset/"]),
    ("libdeflater", &["import/parquet/", "import/sav/cases.rs", "export/png/", "office/archive.rs", "pdf/"]),
    ("lopdf", &["pdf/"]),
    ("md5", &["pdf/"]),
    ("serde_json", &["batch/kept/", "batch/manifest.rs", "bin/", "diff/", "import/", "reports/", "schema/"]),
    ("signal_hook", &["bin/"]),
    ("sha2", &["workspace", "web/head.rs"]),
    ("minijinja", &["template/"]),
    ("plotters", &["scene/"]),
    ("plotters_backend", &["scene/"]),
    ("png", &["export/png/"]),
    ("postgres", &["workspace/postgres/"]),
    ("printpdf", &["pdf/"]),
    ("pulldown_cmark", &["story/markdown.rs"]),
    ("quick_xml", &["import/workbook/"]),
    ("rayon", &["import/dataset/sums.rs", "batch/", "pdf/", "project/"]),
    (
        "roxmltree",
        &[
            "pdf/check/",
            "theme/logo.rs",
            "office/opened.rs",
            "deck/template/",
            "deck/marks.rs",
            "deck/update/",
        ],
    ),
    ("rusqlite", &["import/sqlite.rs"]),
    ("rustybuzz", &["theme/font_limits.rs", "theme/fonts.rs", "typeset/shaping.rs"]),
    ("ruzstd", &["import/parquet/"]),
    ("serde", &["spec/yaml"]),
    ("serde_yaml", &["spec/yaml"]),
    ("strsim", &["diagnostic/mod.rs"]),
    ("subsetter", &["pdf/", "webfont/"]),
    ("tiny_skia", &["export/png/"]),
    ("tokio", &["bin/"]),
    ("ttf_parser", &["pdf/check/", "theme/fonts.rs"]),
    ("unicode_bidi", &["typeset/direction.rs"]),
    ("unicode_linebreak", &["typeset/wrap.rs"]),
    ("unicode_normalization", &["survey/names.rs"]),
    ("unicode_width", &["bin/"]),
    ("usvg", &["theme/logo.rs"]),
    (
        "zip",
        &[
            "import/workbook/mod.rs",
            "import/workbook/xlsx_hidden.rs",
            "import/workbook/xlsx_parts.rs",
            "office/",
        ],
    ),
];

/// The parts of the standard library that touch the world.
const WORLD: &[(&str, &[&str])] = &[
    ("std::fs", &["workspace"]),
    // The preview, for browsers on this machine.
    ("std::net", &["bin/make-briefing/preview/server.rs"]),
    ("std::env", &["bin/", "workspace/postgres/"]),
    // What is kept for the next build grows old; nothing of that reaches a result.
    ("std::time", &["bin/", "workspace"]),
    // Only `git` is run, to take out the files of a revision, and the browser is opened.
    ("std::process::Command", &["bin/make-briefing/preview/mod.rs", "bin/make-briefing/revision.rs"]),
    // Also the time of day before a line of `watch`.
    ("SystemTime", &["bin/make-briefing/console.rs", "workspace"]),
    ("println!", &[]),
    ("stdout()", &["bin/"]),
];

/// Places that step over a line today, each with the reason why it stands here.
const KNOWN: &[(&str, &str, &str)] = &[(
    "pdf/writer/fonts/mod.rs",
    "rustybuzz",
    "asks the shaper for a glyph's advance by itself; `theme::fonts::Face` has no function for that yet",
)];

/// A source file: its path below `src/`, the code that ships without comments and tests, and all its lines.
pub(crate) struct Module {
    pub(crate) path: String,
    pub(crate) code: String,
    lines: Vec<String>,
}

pub(crate) fn modules() -> Vec<Module> {
    files(&Path::new(ROOT).join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = shipped.lines().map(without_comment).collect::<Vec<_>>().join("\n");
            Module { path, code, lines: text.lines().map(str::to_owned).collect() }
        })
        .collect()
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    line.split(" // ").next().unwrap_or_default()
}

impl Module {
    /// The part that the file belongs to: its first folder, or its own name.
    pub(crate) fn part(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// The words that follow `prefix` in the code, such as the parts after `crate::`.
    fn words_after<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.code.match_indices(prefix).filter_map(move |(at, _)| {
            let before = self.code[..at].chars().next_back();
            let rest = &self.code[at + prefix.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_').then(|| &rest[..end])
        })
    }

    /// Whether a path of the code begins with this crate.
    fn names_crate(&self, name: &str) -> bool {
        // A module or an import of ours may bear the same name as a crate.
        let ours = self.code.lines().any(|line| {
            let line = line.trim_start();
            line.contains(&format!("mod {name};"))
                || line.contains(&format!("::{name}::"))
                || (line.contains("use crate::") || line.contains("use super::"))
                    && line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
        });
        let paths = self.code.match_indices(&format!("{name}::")).any(|(at, _)| {
            let before = &self.code[..at];
            !before.ends_with("::") && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        });
        paths && !ours
    }

    /// How many `super::` lead from this file out of its part.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").matches('/').count() + 1
    }

    fn may(&self, doors: &[&str]) -> bool {
        doors.iter().any(|door| self.path.starts_with(door))
    }
}

/// Fails unless the faults are exactly those in [`KNOWN`] for these names.
fn expect_known(faults: &[(String, String)], concerned: &dyn Fn(&str) -> bool) {
    let known = |(path, name): &(String, String)| KNOWN.iter().any(|(p, n, _)| p == path && n == name);
    let new: Vec<String> = faults
        .iter()
        .filter(|fault| !known(fault))
        .map(|(path, name)| format!("src/{path} must not use `{name}`"))
        .collect();
    assert!(new.is_empty(), "{}", new.join("\n"));
    for (path, name, _) in KNOWN.iter().filter(|(_, name, _)| concerned(name)) {
        let there = faults.iter().any(|(p, n)| p == path && n == name);
        assert!(there, "src/{path} does not use `{name}` any more: take it out of KNOWN");
    }
}

#[test]
fn the_table_itself_runs_from_left_to_right() {
    for (index, (part, uses)) in PARTS.iter().enumerate() {
        for used in *uses {
            let left = PARTS[..index].iter().any(|(name, _)| name == used);
            assert!(left, "`{part}` may not use `{used}`: it stands to its right");
        }
    }
}

#[test]
fn a_part_uses_only_what_stands_to_its_left() {
    let mut faults = Vec::new();
    for module in modules().iter().filter(|module| module.part() != "bin") {
        if module.path == "lib.rs" {
            continue;
        }
        let part = module.part();
        let (_, uses) = PARTS
            .iter()
            .find(|(name, _)| *name == part)
            .unwrap_or_else(|| panic!("`{part}` is no part of the table: give it its place"));
        for used in module.words_after("crate::") {
            assert!(!used.is_empty(), "src/{}: name one part in each `use crate::…`", module.path);
            if used != part && !uses.contains(&used) {
                faults.push((module.path.clone(), used.to_owned()));
            }
        }
        let out = "super::".repeat(module.depth());
        assert!(!module.code.contains(&out), "src/{}: write `crate::` to leave a part", module.path);
    }
    expect_known(&faults, &|name| PARTS.iter().any(|(part, _)| *part == name));
}

#[test]
fn the_binary_uses_nothing_but_the_public_library() {
    let lib = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    for module in modules().iter().filter(|module| module.part() == "bin") {
        for used in module.words_after("make_briefing::") {
            assert!(lib.contains(&format!("pub mod {used};")), "src/{}: {used}", module.path);
        }
        for used in module.words_after("crate::") {
            let own = |name: &str| Path::new(ROOT).join("src/bin/make-briefing").join(name).exists();
            assert!(
                own(&format!("{used}.rs")) || own(&format!("{used}/mod.rs")),
                "src/{}: `crate::{used}` is no module of the binary",
                module.path
            );
        }
    }
}

#[test]
fn an_outside_crate_has_one_door() {
    let mut faults = Vec::new();
    for module in modules() {
        for (name, doors) in DOORS.iter().copied() {
            if module.names_crate(name) && !module.may(doors) {
                faults.push((module.path.clone(), name.to_owned()));
            }
        }
    }
    expect_known(&faults, &|name| DOORS.iter().any(|(door, _)| *door == name));
}

#[test]
fn every_dependency_stands_in_the_table_of_doors() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap();
    let table = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let name = match name.trim() {
            "md-5" => "md5".to_owned(),
            other => other.replace('-', "_"),
        };
        let door = DOORS.iter().any(|(door, _)| *door == name);
        assert!(door, "`{name}` has no door: add the part that may use it to DOORS");
    }
}

#[test]
fn files_clock_and_terminal_have_one_door() {
    let mut faults = Vec::new();
    for module in modules() {
        for (name, doors) in WORLD.iter().copied() {
            if module.code.contains(name) && !module.may(doors) {
                faults.push((module.path.clone(), name.to_owned()));
            }
        }
    }
    expect_known(&faults, &|name| WORLD.iter().any(|(door, _)| *door == name));
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    for module in modules() {
        let first = module.lines.first().map(String::as_str).unwrap_or_default();
        assert!(first.starts_with("//! "), "src/{} opens without a note on what it is for", module.path);
        assert!(module.lines.len() <= 500, "src/{} has {} lines", module.path, module.lines.len());
    }
}
