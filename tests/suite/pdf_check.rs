//! The PDF check: valid files have no findings, each fault is reported under its number, and damaged files cause
//! no panic.

use std::collections::BTreeSet;

use lopdf::{Document as Pdf, Object};
use make_briefing::pdf::check::{CONDITIONS, Scope, UNREADABLE, check, standards_of};
use make_briefing::pdf::standards::{Accessible, Archive, Standards};
use make_briefing::pdf::writer::{Attachment, Options, PdfError, write_with};
use make_briefing::theme::fonts::{FontFiles, FontSet};

use crate::harness::{ROOT, Scratch, run};
use crate::pdf_faults::{ANNOTATIONS, ATTACHMENTS, CONTENT, FILE, FONTS, Fault, PDF_2, STRUCTURE};
use crate::pdf_writer::nasty;

const UA1: Option<Accessible> = Some(Accessible::Ua1);
const A3A: Standards = Standards { archive: Some(Archive::A3a), accessible: UA1 };
const NEWER: Standards = Standards { archive: Some(Archive::A4f), accessible: Some(Accessible::Ua2) };
const UA: Standards = Standards { archive: None, accessible: UA1 };
const A2A: Standards = Standards { archive: Some(Archive::A2a), accessible: None };

/// A document that holds everything at once, as a file.
fn sound(standards: Standards) -> Vec<u8> {
    let attachments = ["b.csv", "a.csv"].map(|name| Attachment {
        name: name.into(),
        description: "Größere Budgets".into(),
        media_type: "text/csv",
        bytes: b"Antwort,Anteil\nja,54\n".to_vec(),
    });
    let attachments = attachments.into_iter().filter(|_| standards.attaches()).collect();
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    write_with(&nasty(&fonts), &fonts, &Options { standards, attachments }).unwrap()
}

/// What the check says: each condition with its message.
fn findings(bytes: &[u8], standards: Standards) -> Vec<String> {
    check(bytes, standards).into_iter().map(|one| format!("{}: {one}", one.condition)).collect()
}

fn conditions(bytes: &[u8], standards: Standards) -> BTreeSet<&'static str> {
    check(bytes, standards).into_iter().map(|one| one.condition).collect()
}

/// The file with a fault in it; lopdf writes it anew.
fn broken(bytes: &[u8], put: impl FnOnce(&mut Pdf)) -> Vec<u8> {
    let mut pdf = Pdf::load_mem(bytes).unwrap();
    put(&mut pdf);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn all_faults() -> impl Iterator<Item = (&'static Fault, Standards)> {
    let usual = [FILE, STRUCTURE, CONTENT, FONTS, ANNOTATIONS].into_iter().flatten();
    usual
        .map(|fault| (fault, Standards::default()))
        .chain(ATTACHMENTS.iter().map(|fault| (fault, A3A)))
        .chain(PDF_2.iter().map(|fault| (fault, NEWER)))
}

#[test]
fn sound_files_have_no_findings() {
    for standards in [Standards::default(), A3A, NEWER, UA, A2A] {
        let bytes = sound(standards);
        assert_eq!(findings(&bytes, standards), [""; 0], "{standards}");
        assert_eq!(findings(&broken(&bytes, |_| {}), standards), [""; 0], "{standards}, written anew");
    }
}

#[test]
fn each_fault_is_found_under_its_conditions_and_no_others() {
    let (usual, attached, newer) = (sound(Standards::default()), sound(A3A), sound(NEWER));
    let mut wrong = Vec::new();
    for (fault, standards) in all_faults() {
        let whole = match standards {
            A3A => &attached,
            NEWER => &newer,
            _ => &usual,
        };
        let bytes = broken(whole, fault.put);
        let expected: BTreeSet<&str> = fault.breaks.iter().copied().collect();
        if conditions(&bytes, standards) != expected {
            wrong.push(format!("{}\n  {expected:?}\n  {:#?}", fault.what, findings(&bytes, standards)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_condition_has_a_fault_that_breaks_it() {
    let mut tested: BTreeSet<&str> = all_faults().flat_map(|(fault, _)| fault.breaks).copied().collect();
    // Faults of the bytes, which lopdf would not write.
    tested.extend([UNREADABLE, "A2:6.1.9"]);
    let known: BTreeSet<&str> = CONDITIONS.iter().map(|condition| condition.id).collect();
    assert_eq!(tested, known);
    assert_eq!(known.len(), CONDITIONS.len(), "an id stands in the table twice");
}

#[test]
fn faults_of_the_bytes_are_found() {
    let bytes = broken(&sound(Standards::default()), |_| {});
    let swapped = |from: &[u8], to: &[u8]| {
        let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
        [&bytes[..at], to, &bytes[at + from.len()..]].concat()
    };
    let cases = [
        (swapped(b"%PDF-1.7", b"%PDF-1.9"), "A2:6.1.2"),
        (swapped(b" obj\n", b" obj "), "A2:6.1.9"),
        ([&bytes[..], b"\n% more"].concat(), "A2:6.1.3"),
        (b"no PDF".to_vec(), UNREADABLE),
        (Vec::new(), UNREADABLE),
    ];
    for (bytes, condition) in cases {
        assert_eq!(conditions(&bytes, Standards::default()), BTreeSet::from([condition]));
    }
}

#[test]
fn a_stream_that_is_shorter_or_longer_than_it_says_is_found() {
    let bytes = broken(&sound(Standards::default()), |_| {});
    let find = |from: usize, word: &[u8]| {
        from + bytes[from..].windows(word.len()).position(|window| window == word).unwrap()
    };
    let zipped = find(0, b"/FlateDecode");
    let start = bytes[..zipped].windows(4).rposition(|window| window == b" obj").unwrap();
    let at = find(start, b"/Length ") + 8;
    let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length: usize = std::str::from_utf8(&bytes[at..at + digits]).unwrap().parse().unwrap();
    for wrong in [length - 1, length + 1] {
        let written = format!("{wrong:0digits$}");
        let bytes = [&bytes[..at], written.as_bytes(), &bytes[at + digits..]].concat();
        let found = conditions(&bytes, Standards::default());
        assert!(found.contains("A2:6.1.7.1"), "{wrong} instead of {length}: {found:?}");
    }
}

#[test]
fn only_the_standards_that_are_asked_for_count() {
    let bytes = broken(&sound(Standards::default()), |pdf| {
        let catalog = pdf.catalog_mut().unwrap();
        catalog.remove(b"ViewerPreferences");
        catalog.remove(b"OutputIntents");
        catalog.remove(b"MarkInfo");
    });
    assert_eq!(conditions(&bytes, UA), BTreeSet::from(["07-001", "UA1:6.2"]));
    assert_eq!(conditions(&bytes, A2A), BTreeSet::from(["A2:6.2.4.3", "UA1:6.2"]));
    let scope = |id: &str| CONDITIONS.iter().find(|condition| condition.id == id).unwrap().scope;
    assert_eq!(
        [scope("07-001"), scope("A2:6.2.4.3"), scope("UA1:6.2")],
        [Scope::Ua, Scope::Archive, Scope::Both]
    );
}

#[test]
fn a_file_is_held_to_the_part_that_it_claims() {
    assert_eq!(standards_of(&sound(A3A)), A3A);
    assert_eq!(standards_of(&sound(NEWER)), NEWER);
    for other in [sound(Standards::default()), sound(UA), Vec::new()] {
        assert_eq!(standards_of(&other), Standards::default());
    }
    assert_eq!(conditions(&sound(A3A), Standards::default()), BTreeSet::from(["A2:6.6.4", "A2:6.8"]));
}

#[test]
fn pdf_a_2_refuses_attachments() {
    let files = FontFiles::default();
    let fonts = FontSet::new(&files).unwrap();
    let file = |name: &str| Attachment {
        name: name.into(),
        description: String::new(),
        media_type: "text/csv",
        bytes: Vec::new(),
    };
    let written = |standards, names: &[&str]| {
        let attachments = names.iter().map(|name| file(name)).collect();
        write_with(&nasty(&fonts), &fonts, &Options { standards, attachments }).map(|_| ())
    };
    let refused = |name: &str| Err(vec![PdfError::Attachment(name.into())]);
    assert_eq!(written(Standards::default(), &["a"]), refused("a"));
    assert_eq!(written(A3A, &["a", "b", "a"]), refused("a"));
    assert_eq!(written(A3A, &[""]), refused(""));
}

#[test]
fn letters_larger_than_the_page_are_compared_with_nothing() {
    // Each would be in more than a million cells of the grid in which neighbours are looked for.
    let bytes = broken(&sound(Standards::default()), |pdf| {
        let id = pdf.get_page_contents(pdf.get_pages()[&1])[0];
        let stream = pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        stream.decompress().unwrap();
        let text = "BT /T0 60000 Tf 1 0 0 1 -9000 -9000 Tm <00040006> Tj ET\n".repeat(5_000);
        stream.set_plain_content([&stream.content[..], b"\n", text.as_bytes()].concat());
    });
    assert_eq!(conditions(&bytes, Standards::default()), BTreeSet::from(["01-005", "PAGE:outside"]));
}

#[test]
fn many_faults_of_a_kind_are_counted() {
    let bytes = broken(&sound(Standards::default()), |pdf| {
        let names = vec![Object::Name(vec![b'a'; 200]); 50];
        pdf.catalog_mut().unwrap().set("X", names);
    });
    let findings = findings(&bytes, Standards::default());
    assert_eq!(findings.len(), 21);
    assert_eq!(findings[20], "A2:6.1.13: and 30 more of this kind");
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn no_damage_makes_the_check_fail() {
    let mut dice = Dice(1);
    for bytes in [sound(A3A), broken(&sound(A3A), |_| {})] {
        for _ in 0..60 {
            let end = dice.below(bytes.len());
            assert!(!check(&bytes[..end], A3A).is_empty());
        }
        for _ in 0..120 {
            let mut damaged = bytes.clone();
            for _ in 0..=dice.below(8) {
                let at = dice.below(damaged.len());
                damaged[at] = dice.below(256) as u8;
            }
            check(&damaged, A3A);
        }
    }
}

#[test]
fn no_object_of_a_wrong_type_makes_the_check_fail() {
    let mut dice = Dice(2);
    let bytes = broken(&sound(A3A), |_| {});
    let pdf = Pdf::load_mem(&bytes).unwrap();
    let ids: Vec<_> = pdf.objects.keys().copied().collect();
    for _ in 0..300 {
        let mut damaged = pdf.clone();
        for _ in 0..=dice.below(4) {
            let other = Object::Reference(ids[dice.below(ids.len())]);
            let values = [
                Object::Null,
                Object::Integer(-1),
                Object::Integer(i64::MAX),
                Object::Real(f32::MAX),
                Object::string_literal(""),
                Object::Name(b"Nix".to_vec()),
                Object::Array(vec![other.clone(); 3]),
                other,
            ];
            let value = values[dice.below(values.len())].clone();
            let object = damaged.objects.get_mut(&ids[dice.below(ids.len())]).unwrap();
            let dict = match object {
                Object::Stream(stream) => Some(&mut stream.dict),
                Object::Dictionary(dict) => Some(dict),
                _ => None,
            };
            match dict.filter(|dict| !dict.is_empty()) {
                Some(dict) => {
                    let at = dice.below(dict.len());
                    *dict.iter_mut().nth(at).unwrap().1 = value;
                }
                None => *object = value,
            }
        }
        let mut bytes = Vec::new();
        if damaged.save_to(&mut bytes).is_ok() {
            check(&bytes, A3A);
        }
    }
}

#[test]
fn the_shipped_briefing_and_the_gallery_conform_to_the_newer_standards() {
    for specs in ["specs", "specs/gallery"] {
        let scratch = Scratch::new();
        let out = scratch.path().join("out").display().to_string();
        let newer = ["--format", "pdf", "--pdf-standard", "ua-2,a-4f", "--no-cache"];
        let said = run(ROOT.as_ref(), &[&[specs, "-o", &out], &newer[..]].concat());
        assert_eq!(said.status, 0, "{specs}: {}", said.stderr);
    }
}
