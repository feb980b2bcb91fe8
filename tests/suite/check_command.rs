//! `make-briefing check FILE.pdf`: its output for a valid file, for invalid ones, and for files that are not PDFs.

use std::fs;

use lopdf::{Document as Pdf, Object};

use crate::harness::{Case, Run, Scratch, report, run};

/// The sound project with its PDF.
fn built() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    let said = run(folder.path(), &["--quiet", "--format", "pdf"]);
    assert_eq!((said.status, said.stderr.as_str()), (0, ""));
    folder
}

/// The whole answer to a command line.
fn transcript(folder: &Scratch, typed: &str) -> String {
    let arguments: Vec<&str> = typed.split(' ').skip(1).collect();
    let Run { status, stdout, stderr } = run(folder.path(), &arguments);
    format!("$ {typed}\n{stderr}{stdout}\nexit status: {status}\n")
}

/// Takes away what a blind reader needs: the title of the window, and what a picture shows.
fn break_file(pdf: &mut Pdf) {
    let catalog = pdf.catalog_mut().unwrap();
    catalog.remove(b"ViewerPreferences");
    for object in pdf.objects.values_mut() {
        if let Object::Dictionary(element) = object
            && element.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"Figure")
        {
            element.remove(b"Alt");
        }
    }
}

#[test]
fn files_are_judged_as_in_their_golden_transcripts() {
    let folder = built();
    let mut broken = Pdf::load(folder.path().join("out/briefing.pdf")).unwrap();
    break_file(&mut broken);
    broken.save(folder.path().join("broken.pdf")).unwrap();
    folder.put("notes.pdf", "No PDF at all\n");
    let case = Case::new("check");
    let faults: Vec<String> = [
        ("sound.txt", "make-briefing check out/briefing.pdf"),
        ("broken.txt", "make-briefing check broken.pdf"),
        ("broken-short.txt", "make-briefing check broken.pdf --message-format short"),
        ("broken-archive.txt", "make-briefing check broken.pdf --pdf-standard a-2a"),
        ("no-pdf.txt", "make-briefing check notes.pdf"),
        ("no-file.txt", "make-briefing check gone.pdf"),
    ]
    .into_iter()
    .filter_map(|(golden, typed)| case.compare(golden, &transcript(&folder, typed)).err())
    .collect();
    report(&faults);
}

#[test]
fn a_check_changes_nothing() {
    let folder = built();
    let before = fs::read(folder.path().join("out/briefing.pdf")).unwrap();
    assert_eq!(run(folder.path(), &["check", "out/briefing.pdf"]).status, 0);
    assert_eq!(fs::read(folder.path().join("out/briefing.pdf")).unwrap(), before);
}
