//! `import` proposes series that a build reads to the same figures, and says what it was not sure of.

use std::process::Command;

use crate::book::{Book, workbook};
use crate::folder::Folder;

/// What the program said, and whether it succeeded.
struct Said {
    out: String,
    err: String,
    status: i32,
}

fn run(arguments: &[&str]) -> Said {
    let run = Command::new(env!("CARGO_BIN_EXE_make-briefing")).args(arguments).output().unwrap();
    Said {
        out: String::from_utf8(run.stdout).unwrap(),
        err: String::from_utf8(run.stderr).unwrap(),
        status: run.status.code().unwrap(),
    }
}

/// What is proposed for a file.
fn printed(name: &str, bytes: impl AsRef<[u8]>) -> Said {
    let folder = Folder::empty().with(name, bytes);
    let file = folder.path.join(name);
    let specs = folder.path.join("none");
    run(&["import", "--print", file.to_str().unwrap(), "--specs", specs.to_str().unwrap()])
}

/// Imports a file with charts, and builds what is proposed.
fn built(name: &str, bytes: impl AsRef<[u8]>) -> (Folder, Said) {
    let folder = Folder::empty().with(name, bytes);
    let (file, specs, out) = (folder.path.join(name), folder.path.join("specs"), folder.path.join("out"));
    let (file, specs, out) = (file.to_str().unwrap(), specs.to_str().unwrap(), out.to_str().unwrap());
    let said = run(&["import", file, "--charts", "--specs", specs]);
    assert_eq!(said.status, 0, "{}", said.err);
    let build = run(&[specs, "--output", out, "--format", "csv,svg"]);
    assert_eq!(build.status, 0, "{}\n{}", build.err, said.out);
    (folder, said)
}

fn csv_of(folder: &Folder, id: &str) -> String {
    std::fs::read_to_string(folder.path.join(format!("out/charts/{id}.csv"))).unwrap()
}

const CONTENTS: &str = "Bürgerbefragung Musterstadt 2025\nTabellenband\n\nNr.|Titel\nF1|Zufriedenheit";

const SATISFACTION: &str = "Zufriedenheit mit der Verwaltung
F1. Wie zufrieden sind Sie mit der Stadtverwaltung?
Basis: alle Befragten

|Gesamt|Geschlecht||Alter||
||Männer|Frauen|18-29|30-59|60+
Basis|1004|490|514|180|520|304
sehr zufrieden|#1:0.2|#1:0.18|#1:0.22|#1:0.25|#1:0.19|#1:0.18
eher zufrieden|#1:0.45|#1:0.44|#1:0.46|#1:0.4|#1:0.46|#1:0.47
eher unzufrieden|#1:0.21|#1:0.22|#1:0.2|#1:0.22|#1:0.21|#1:0.2
sehr unzufrieden|#1:0.09|#1:0.11|#1:0.07|#1:0.08|#1:0.09|#1:0.1
weiß nicht / k. A.|#1:0.05|#1:0.05|#1:0.05|#1:0.05|#1:0.05|#1:0.05
Top-2 (netto)|#1:0.65|#1:0.62|#1:0.68|#1:0.65|#1:0.65|#1:0.65

Quelle: Stadt Musterstadt";

const OBSTACLES: &str = "Hindernisse
F2. Was hindert Sie an Online-Diensten?
Mehrfachnennungen möglich

Antwort|Gesamt|Männer|Frauen
keine Zeit|40|41|39
weiß nicht, was es gibt|37|30|44
keine eID|33|30|36
Befragte (n)|1004|490|514
* Rundungsdifferenzen möglich";

fn banner() -> Vec<u8> {
    let satisfaction = Book {
        lines: SATISFACTION,
        formats: &["0%"],
        merged: &["B5:B6", "C5:D5", "E5:G5"],
        ..Book::default()
    };
    let contents = Book { lines: CONTENTS, formats: &["0%"], ..Book::default() };
    let obstacles = Book { lines: OBSTACLES, ..Book::default() };
    workbook(&[("Inhalt", &contents), ("F1", &satisfaction), ("F2", &obstacles)])
}

#[test]
fn a_banner_sheet_becomes_a_series_with_wording_base_nets_and_non_response() {
    let said = printed("band.xlsx", banner());
    for line in [
        "  title: 'Bürgerbefragung Musterstadt 2025'",
        "  source: {name: 'Stadt Musterstadt'}",
        "    label: 'Zufriedenheit mit der Verwaltung'",
        "    question: 'Wie zufrieden sind Sie mit der Stadtverwaltung?'",
        "    type: scale    # the shares of each column add up to 100, and the answers are a scale",
        "      range: A5:G13",
        "      header: 2",
        "      base-row: 'Basis'",
        "      'Top-2 (netto)': ['sehr zufrieden', 'eher zufrieden']",
        "    missing: ['weiß nicht / k. A.']",
        "    type: multiple    # a line says that several answers were allowed",
        "      base-row: 'Befragte (n)'",
    ] {
        assert!(said.out.lines().any(|found| found == line), "{line}\n{}", said.out);
    }
    assert!(!said.out.contains("values:"), "{}", said.out);
}

#[test]
fn an_answer_that_begins_like_non_response_is_an_answer() {
    let said = printed("band.xlsx", banner());
    assert!(!said.out.contains("'weiß nicht, was es gibt'"), "{}", said.out);
}

#[test]
fn what_is_proposed_is_built_with_the_figures_of_the_cells() {
    let (folder, _) = built("band.xlsx", banner());
    let figures = csv_of(&folder, "f1");
    assert!(figures.contains("sehr zufrieden,Antwort,20,18,22,25,19,18"), "{figures}");
    let figures = csv_of(&folder, "f2");
    assert!(figures.contains("keine eID,33,30,36"), "{figures}");
}

#[test]
fn a_german_text_needs_no_declaration_by_hand() {
    let text = "Frage 4: Wie oft nutzen Sie den Bus?\n\nAntwort;2019;2021\ntäglich;10,5;11,0\nwöchentlich;30,0;29,5\nselten;40,0;41,0\nnie;19,5;18,5\nBasis;1.000;1.010\n";
    let latin: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
    let (folder, _) = built("bus.csv", latin);
    assert!(csv_of(&folder, "f4").contains("wöchentlich,30.0,29.5"));
}

#[test]
fn several_tables_on_a_sheet_are_several_series() {
    let lines = "Table 1: Trust
Q1. How much do you trust the council?
Base: all respondents (n=1,250)

|Total|Men|Women
||A|B
Unweighted base|1250|600|650
Weighted base|1250|610.5|639.5
A great deal|'12%|'14% B|'10%
A fair amount|'43%|'40%|'46% A
Not very much|'30%|'31%|'29%
None at all|'10%|'10%|'10%
Don't know|'5%|'5%|'5%
NET: Trust|'55%|'54%|'56%

Source: Example Institute

Table 2: Devices
Q2. Which devices do you use? Select all that apply.

|2019|2021|2023
Phone|70|80|88
Laptop|60|62|61
Tablet|30|-|35
n|1000|1010|1250";
    let book = Book { lines, ..Book::default() };
    let (folder, said) = built("tables.xlsx", book.bytes());
    assert!(csv_of(&folder, "q1").contains("A great deal,Antwort,12,14,10"));
    assert!(csv_of(&folder, "q2").contains("Phone,70,80,88"));
    assert!(said.err.contains("`-` is read as a figure that was not published"), "{}", said.err);
    assert!(said.err.contains("n is taken from `Unweighted base`"), "{}", said.err);
}

#[test]
fn items_with_their_answers_in_columns_are_told_from_groups() {
    let lines = "F6. Wie bewerten Sie die folgenden Dienste?
Angaben in Prozent

Dienst|sehr gut|eher gut|eher schlecht|sehr schlecht|weiß nicht
Bus|10|40|30|15|5
Bahn|15|45|25|10|5
Rad|20|30|30|18|2";
    let said = printed("items.xlsx", Book { lines, ..Book::default() }.bytes());
    assert!(said.out.contains("    by: item"), "{}", said.out);
    assert!(said.out.contains("    missing: ['weiß nicht']"), "{}", said.out);
}

#[test]
fn counts_and_shares_that_take_turns_are_read_as_shares() {
    let lines = "Frage 7: Haben Sie ein Auto?

|Gesamt|Stadt|Land
Basis|500|300|200
ja|300|150|150
|'60,0%|'50,0%|'75,0%
nein|200|150|50
|'40,0%|'50,0%|'25,0%
Summe|500|300|200
|'100,0%|'100,0%|'100,0%";
    let (folder, said) = built("auto.xlsx", Book { lines, ..Book::default() }.bytes());
    assert!(csv_of(&folder, "f7").contains("ja,60,50,75"), "{}", csv_of(&folder, "f7"));
    assert!(said.err.contains("`Summe` at the end of the table is not read"), "{}", said.err);
}

#[test]
fn a_row_called_like_a_net_that_is_no_sum_is_left_out_and_said() {
    let lines = "F8. Was nutzen Sie? (Mehrfachnennungen, Angaben in %)

|Gesamt|Stadt
Bus|40|50
Bahn|35|45
Rad|30|20
Netto ÖPNV|52|66";
    let said = printed("netto.xlsx", Book { lines, ..Book::default() }.bytes());
    assert!(said.out.contains("skip: ['Netto ÖPNV']"), "{}", said.out);
    assert!(said.err.contains("`Netto ÖPNV` is called like a net, but"), "{}", said.err);
}

#[test]
fn a_total_row_called_like_a_column_does_not_take_the_column_away() {
    let lines = "F9. Welche Partei?\n\n|Gesamt|Ost|West\nA|60|50|70\nB|40|50|30\nGesamt|100|100|100";
    let (folder, _) = built("total.xlsx", Book { lines, ..Book::default() }.bytes());
    assert!(csv_of(&folder, "f9").contains("A,60,50,70"), "{}", csv_of(&folder, "f9"));
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let (folder, _) = built("band.xlsx", banner());
    let series = folder.path.join("specs/series/band.yaml");
    std::fs::write(&series, "mine").unwrap();
    let (file, specs) = (folder.path.join("band.xlsx"), folder.path.join("specs"));
    let said = run(&["import", file.to_str().unwrap(), "--specs", specs.to_str().unwrap()]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(said.err.contains("this file exists already"), "{}", said.err);
    assert_eq!(std::fs::read_to_string(&series).unwrap(), "mine");
}

#[test]
fn a_table_without_names_of_columns_is_said_and_not_guessed() {
    let said = printed("bare.csv", "yes,40\nno,60\n");
    assert_eq!(said.out, "", "{}", said.out);
    assert!(said.err.contains("no row names the columns"), "{}", said.err);
}

#[test]
fn a_workbook_becomes_a_briefing_in_two_commands() {
    let folder = Folder::empty().with("band.xlsx", banner());
    let path = |name: &str| folder.path.join(name).to_str().unwrap().to_owned();
    let said = run(&["new", &path("specs"), "--from", &path("band.xlsx")]);
    assert_eq!(said.status, 0, "{}", said.err);
    let build = run(&[&path("specs"), "--output", &path("out")]);
    assert_eq!(build.status, 0, "{}", build.err);
    assert!(folder.path.join("out/briefing.pdf").exists());
}

/// Codes of respondents look like figures, and as figures they would be wrong.
#[test]
fn a_row_per_respondent_is_not_taken_for_figures() {
    let rows: String = (0..240).map(|row| format!("{},{},{}\n", 1000 + row, row % 5 + 1, row % 2)).collect();
    let said = printed("answers.csv", format!("id,q1,q2\n{rows}"));
    assert!(said.out.contains("dataset:") && !said.out.contains("series:"), "{}{}", said.out, said.err);
}

#[test]
fn what_a_dash_means_is_told_by_the_legend_or_by_the_sums() {
    let table = |dash: &str, rest: &str| {
        let lines = format!(
            "Q3. Which device? Shares in percent\n\n|2023|2024\nPhone|70|80\nTablet|30|20\nPager|{dash}|{dash}\n{rest}"
        );
        printed("devices.xlsx", Book { lines: &lines, ..Book::default() }.bytes())
    };
    let said = table("-", "");
    assert!(said.out.contains("zero: ['-']"), "{}", said.out);
    assert!(said.err.contains("add up to 100 without it"), "{}", said.err);
    let said = table("-", "- not available");
    assert!(said.out.contains("empty: ['-']"), "{}", said.out);
    let said = table(".", "");
    assert!(said.out.contains("empty: ['.']"), "{}", said.out);
}

#[test]
fn a_table_of_a_german_office_has_zeros_and_secrets() {
    let lines = "Erwerbstätige in 1 000

|2020|2021
Selbstständige|'4 093|'3 934
Mithelfende|'/|'–
Beamte|'2 010|'1 997
Quelle: Statistisches Bundesamt (Destatis)";
    let (folder, said) = built("amt.xlsx", Book { lines, ..Book::default() }.bytes());
    assert!(csv_of(&folder, "erwerbstaetige-in-1-000").contains("Mithelfende,,0"));
    assert!(said.err.contains("German statistical offices write it so"), "{}", said.err);
}
