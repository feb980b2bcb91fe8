//! `new --kit`: each kit, in each language, is a whole folder that builds without a word.

use std::fs;
use std::path::Path;

use make_briefing::starter::kits::{self, Kit, KitLanguage};

use crate::harness::{ROOT, Scratch, files};

const KITS: [(&str, Kit); 4] =
    [("survey", Kit::Survey), ("microdata", Kit::Microdata), ("reports", Kit::Reports), ("deck", Kit::Deck)];
const LANGUAGES: [(&str, KitLanguage); 2] = [("en", KitLanguage::En), ("de", KitLanguage::De)];

#[test]
fn every_kit_builds_without_a_warning() {
    for (kit, _) in KITS {
        for (language, _) in LANGUAGES {
            let scratch = Scratch::new();
            let said = scratch.run(&format!("new start --kit {kit} --lang {language}"));
            assert_eq!(said.status, 0, "{kit} {language}: {}", said.stderr);
            let next = said.stdout.lines().chain(said.stderr.lines());
            let next = next.filter_map(|line| line.trim().strip_prefix("make-briefing ")).next_back();
            let next = next.unwrap_or_else(|| panic!("{kit} {language}: no next step"));
            let built = scratch.run(&format!("{next} -o out --deny-warnings"));
            assert_eq!(built.status, 0, "{kit} {language}: {}", built.stderr);
            let made = files(&scratch.path().join("out"));
            assert!(made.iter().any(|file| file.ends_with("briefing.pdf")), "{kit} {language}: {made:?}");
        }
    }
}

/// A file that nobody lists would never reach a user.
#[test]
fn every_file_of_a_kit_is_written() {
    for (name, kit) in KITS {
        for (tongue, language) in LANGUAGES {
            let folder = Path::new(ROOT).join("src/starter/kits").join(name).join(tongue);
            let mut listed: Vec<_> =
                kits::files(kit, language).iter().map(|(file, _)| folder.join(file)).collect();
            listed.sort();
            let mut there = files(&folder);
            there.sort();
            assert_eq!(listed, there, "{name} {tongue}");
        }
    }
}

#[test]
fn a_kit_and_a_workbook_exclude_each_other() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("tables.csv"), "answer,share\nyes,60\nno,40\n").unwrap();
    let said = scratch.run("new start --from tables.csv --kit deck");
    assert_ne!(said.status, 0);
    assert!(said.stderr.contains("--kit"), "{}", said.stderr);
}
