//! `import --update` binds a corrected delivery anew: what moved, what changed and what is lost is said, and nothing is
//! written where a series finds no place.

use std::fs;
use std::process::Command;

use crate::book::{Book, workbook};
use crate::folder::Folder;

const FIRST: &str = "F1. Wie zufrieden?\n\n|Gesamt|Ost\nBasis|1000|400\nsehr|60|50\nkaum|40|50\n\nF2. Wie wichtig?\n\n|Gesamt|Ost\nBasis|1000|400\nsehr|70|65\nkaum|30|35";

/// A folder whose series come from the first delivery, with a second one beside it.
fn delivered(second: &[u8]) -> Folder {
    let book = Book { lines: FIRST, ..Book::default() };
    let folder = Folder::empty().with("t.xlsx", workbook(&[("A", &book)])).with("new/t.xlsx", second);
    let said = run(&folder, &["import", "t.xlsx"]);
    assert_eq!(said.1, 0, "{}", said.0);
    folder
}

/// What is said, and the exit status.
fn run(folder: &Folder, arguments: &[&str]) -> (String, i32) {
    let run = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args(arguments)
        .current_dir(&folder.path)
        .output()
        .unwrap();
    let said = [run.stdout, run.stderr].concat();
    (String::from_utf8(said).unwrap(), run.status.code().unwrap())
}

fn series_file(folder: &Folder) -> String {
    fs::read_to_string(folder.path.join("specs/series/t.yaml")).unwrap()
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn tables_that_moved_are_found_by_their_wording() {
    // Two lines above, an answer more in the first table, and the tables in the other order.
    let lines = "Korrigierte Fassung\n\nF2. Wie wichtig?\n\n|Gesamt|Ost\nBasis|1000|400\nsehr|71|65\nkaum|29|35\n\nF1. Wie zufrieden?\n\n|Gesamt|Ost\nBasis|1003|400\nsehr|60|50\nkaum|35|45\nnicht|5|5";
    let folder = delivered(&workbook(&[("A", &Book { lines, ..Book::default() })]));
    let written = series_file(&folder).replace("    type: scale", "    # mine\n    type: scale");
    fs::write(folder.path.join("specs/series/t.yaml"), &written).unwrap();
    let (said, status) = run(&folder, &["import", "--update", "new/t.xlsx"]);
    assert_eq!(status, 0, "{said}");
    has(
        &said,
        &[
            "moved: `f1`: sheet `A`, A3:C6 → sheet `A`, A12:C16",
            "moved: `f2`: sheet `A`, A10:C13 → sheet `A`, A5:C8",
            "changed: `f2`: sehr, Gesamt: 70 → 71",
            "changed: `f1`: n of Gesamt: 1000 → 1003",
            "new: `f1`: `nicht`",
        ],
    );
    let after = series_file(&folder);
    has(&after, &["range: A12:C16", "range: A5:C8"]);
    assert_eq!(after.replace("A12:C16", "A3:C6").replace("A5:C8", "A10:C13"), written);
    // Both series can be read where they are now.
    for id in ["f1", "f2"] {
        let chart = format!("title: 'T {id}'\nseries: {id}\nchart: table\n");
        fs::create_dir_all(folder.path.join("specs/charts")).unwrap();
        fs::write(folder.path.join(format!("specs/charts/{id}.yaml")), chart).unwrap();
    }
    let build = run(&folder, &["specs", "--output", "out", "--format", "csv"]);
    assert_eq!(build.1, 0, "{}", build.0);
}

#[test]
fn a_sheet_that_has_another_name_is_found() {
    let folder = delivered(&workbook(&[("A (neu)", &Book { lines: FIRST, ..Book::default() })]));
    let (said, status) = run(&folder, &["import", "--update", "new/t.xlsx"]);
    assert_eq!(status, 0, "{said}");
    has(&series_file(&folder), &["sheet: 'A (neu)'"]);
}

#[test]
fn nothing_is_written_where_a_series_finds_no_place() {
    let lines = "F1. Wie zufrieden?\n\n|Gesamt|Ost\nBasis|1000|400\nsehr|60|50\nkaum|40|50";
    let folder = delivered(&workbook(&[(
        "A",
        &Book { lines: "F3. Wer?\n\n|West|Nord\nA|1|2\nB|3|4", ..Book::default() },
    )]));
    let before = (series_file(&folder), fs::read(folder.path.join("specs/series/t.xlsx")).unwrap());
    let (said, status) = run(&folder, &["import", "--update", "new/t.xlsx"]);
    assert_eq!(status, 1, "{said}");
    has(&said, &["not bound: `f1`", "not bound: `f2`", "nothing was written"]);
    assert_eq!(before, (series_file(&folder), fs::read(folder.path.join("specs/series/t.xlsx")).unwrap()));
    // One table that is missing is enough: its series would show another one.
    let folder = delivered(&workbook(&[("A", &Book { lines, ..Book::default() })]));
    let (said, status) = run(&folder, &["import", "--update", "new/t.xlsx"]);
    assert_eq!((status, said.contains("not bound: `f2`")), (1, true), "{said}");
}

#[test]
fn names_that_are_lost_are_listed() {
    let lines = FIRST.replace("kaum|40|50", "kaum bis nie|40|50");
    let folder = delivered(&workbook(&[("A", &Book { lines: &lines, ..Book::default() })]));
    let (said, status) = run(&folder, &["import", "--update", "--print", "new/t.xlsx"]);
    assert_eq!(status, 0, "{said}");
    has(&said, &["lost: `f1`: `kaum`", "new: `f1`: `kaum bis nie`"]);
    assert!(!said.contains("wrote"), "{said}");
}

#[test]
fn the_file_itself_is_no_correction_of_itself() {
    let folder = delivered(b"");
    let (said, status) = run(&folder, &["import", "--update", "specs/series/t.xlsx"]);
    assert_eq!((status, said.contains("no other version of it")), (1, true), "{said}");
    let (said, status) = run(&folder, &["import", "--update", "new/t.xlsx", "--specs", "none"]);
    assert_eq!(status, 1, "{said}");
}

#[test]
fn a_question_that_lost_an_answer_is_found_by_its_own_wording() {
    let first = "F1. Wie zufrieden?\n\n|Gesamt|Ost\nBasis|1000|400\nsehr|60|50\nkaum|30|40\nnie|10|10\n\nF2. Wie wichtig?\n\n|Gesamt|Ost\nBasis|1000|400\nsehr|70|65\nkaum|20|25\nnie|10|10";
    let second = first.replacen("nie|10|10\n", "", 1);
    let book = |lines| workbook(&[("A", &Book { lines, ..Book::default() })]);
    let folder = Folder::empty().with("t.xlsx", book(first)).with("new/t.xlsx", book(&second));
    assert_eq!(run(&folder, &["import", "t.xlsx"]).1, 0);
    let (said, status) = run(&folder, &["import", "--update", "new/t.xlsx"]);
    assert_eq!(status, 0, "{said}");
    has(&said, &["lost: `f1`: `nie`", "moved: `f2`"]);
}
