//! The guides in `docs/` are correct: the test writes their files, runs their commands and builds their examples.

use std::fs;
use std::path::Path;

use crate::harness::{ROOT, Scratch};

/// A fenced piece of a guide.
enum Piece {
    /// A file by its name from the specs folder on.
    File(String, String),
    /// Lines that are typed.
    Commands(Vec<String>),
}

fn pieces(guide: &str) -> Vec<Piece> {
    let text = fs::read_to_string(Path::new(ROOT).join("docs").join(guide)).unwrap();
    let mut pieces = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(label) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match label.split_once(' ') {
            Some(("yaml" | "csv", name)) => {
                pieces.push(Piece::File(name.to_owned(), format!("{}\n", body.join("\n"))));
            }
            _ if label == "console" => {
                let typed = body.iter().map(|line| line.strip_prefix("$ ").unwrap().to_owned());
                pieces.push(Piece::Commands(typed.collect()));
            }
            _ => assert_eq!(label, "text", "{guide}: a piece that nobody tries"),
        }
    }
    pieces
}

/// Types a command in a folder; everything it says is in what is handed back.
fn typed(scratch: &Scratch, command: &str) -> String {
    let words: Vec<&str> = command.split(' ').collect();
    match words[..] {
        ["make-briefing", ..] => {
            let run = scratch.run(command.strip_prefix("make-briefing ").unwrap());
            assert_eq!(run.status, 0, "{command}\n{}", run.stderr);
            format!("{}{}", run.stdout, run.stderr)
        }
        ["cp", from, to] => {
            let name = scratch.path().join(to).join(from);
            fs::copy(scratch.path().join(from), name).unwrap();
            String::new()
        }
        ["rm", ref files @ ..] => {
            files.iter().for_each(|file| fs::remove_file(scratch.path().join(file)).unwrap());
            String::new()
        }
        _ => panic!("{command}: nobody knows how to run this"),
    }
}

/// A tutorial: its page, its workbook, the folder that it makes, and what differs in it.
struct Tutorial {
    page: &'static str,
    workbook: &'static str,
    folder: &'static str,
    /// A line of the CSV of the second chart.
    figures: (&'static str, &'static str),
    /// An answer, and how the page misspells it.
    misspelt: (&'static str, &'static str),
}

const TUTORIALS: [Tutorial; 2] = [
    Tutorial {
        page: "tutorial.md",
        workbook: "citizens.xlsx",
        folder: "citizens",
        figures: ("out/charts/q4.csv", "I have no eID,37,19"),
        misspelt: ("[I have no eID]", "[I have no e-ID]"),
    },
    Tutorial {
        page: "tutorial.de.md",
        workbook: "buerger.xlsx",
        folder: "buerger",
        figures: ("out/charts/f4.csv", "Ich habe keine eID,37,19"),
        misspelt: ("[Ich habe keine eID]", "[Ich habe keine e-ID]"),
    },
];

impl Tutorial {
    fn text(&self) -> String {
        fs::read_to_string(Path::new(ROOT).join("docs").join(self.page)).unwrap()
    }

    fn workbook(&self) -> Vec<u8> {
        fs::read(Path::new(ROOT).join("docs/tutorial").join(self.workbook)).unwrap()
    }
}

#[test]
fn the_tutorials_lead_from_a_workbook_to_a_sound_pdf() {
    for tutorial in TUTORIALS {
        let scratch = Scratch::new();
        scratch.put(tutorial.workbook, tutorial.workbook());
        let mut said = String::new();
        for piece in pieces(tutorial.page) {
            match piece {
                Piece::File(name, text) => scratch.put(&format!("{}/{name}", tutorial.folder), text),
                Piece::Commands(commands) => {
                    commands.iter().for_each(|command| said.push_str(&typed(&scratch, command)));
                }
            }
        }
        assert!(!said.contains("warning["), "{said}");
        assert!(said.ends_with("out/briefing.pdf: conforms to PDF/UA-1 and PDF/A-2a\n"), "{said}");
        let (file, line) = tutorial.figures;
        let figures = fs::read_to_string(scratch.path().join(file)).unwrap();
        assert!(figures.contains(line), "{figures}");
        // What the import was not sure of is what the guide shows.
        for line in tutorial.text().lines().filter(|line| line.starts_with("not sure: ")) {
            assert!(said.contains(line), "{line}\n{said}");
        }
    }
}

#[test]
fn the_mistakes_of_the_tutorials_are_answered_as_they_say() {
    for tutorial in TUTORIALS {
        let scratch = Scratch::new();
        scratch.put(&format!("{}/series/{}", tutorial.folder, tutorial.workbook), tutorial.workbook());
        let (right, wrong) = tutorial.misspelt;
        for piece in pieces(tutorial.page) {
            if let Piece::File(name, text) = piece {
                let text = if name.starts_with("charts/") { text.replace(right, wrong) } else { text };
                scratch.put(&format!("{}/{name}", tutorial.folder), text);
            }
        }
        let run = scratch.run(&format!("{} -o out --format csv", tutorial.folder));
        let guide = tutorial.text();
        let shown = guide.split("```text\n").find(|text| text.starts_with("error[")).unwrap();
        for line in shown.split("```").next().unwrap().lines() {
            assert!(run.stderr.contains(line.trim()), "{line}\n{}", run.stderr);
        }
    }
}

#[test]
fn the_examples_of_the_migration_page_build() {
    let scratch = Scratch::new();
    let mut charts = 0;
    for piece in pieces("migration.md") {
        let Piece::File(name, text) = piece else { panic!("no commands are needed") };
        charts += usize::from(name.starts_with("charts/"));
        scratch.put(&format!("specs/{name}"), text);
    }
    let run = scratch.run("--format csv,svg");
    assert_eq!((run.status, charts), (0, 4), "{}", run.stderr);
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
}

#[test]
fn the_guide_on_raw_data_builds_as_it_says() {
    let scratch = Scratch::new();
    let answers = fs::read(Path::new(ROOT).join("docs/raw-data/answers.csv")).unwrap();
    scratch.put("library/series/answers.csv", answers);
    let mut said = String::new();
    for piece in pieces("raw-data.md") {
        match piece {
            Piece::File(name, text) => scratch.put(&format!("library/{name}"), text),
            Piece::Commands(commands) => {
                commands.iter().for_each(|command| said.push_str(&typed(&scratch, command)));
            }
        }
    }
    assert!(!said.contains("warning["), "{said}");
    let figures = fs::read_to_string(scratch.path().join("out/charts/waiting.csv")).unwrap();
    assert!(figures.contains("65 and older"), "{figures}");
}

#[test]
fn the_page_on_statistics_builds_its_example() {
    let scratch = Scratch::new();
    let mut said = String::new();
    for piece in pieces("statistics.md") {
        match piece {
            Piece::File(name, text) => scratch.put(&format!("library/{name}"), text),
            Piece::Commands(commands) => {
                commands.iter().for_each(|command| said.push_str(&typed(&scratch, command)));
            }
        }
    }
    assert!(!said.contains("warning[") && !said.contains("error["), "{said}");
    let manifest = fs::read_to_string(scratch.path().join("out/manifest.json")).unwrap();
    let ends: String = manifest.split_whitespace().collect();
    assert!(ends.contains("\"interval\":[12.5,87.5]"), "{manifest}");
}
