//! Tables as institutes and statistical offices hand them out: headers of several rows, base rows, notes, hidden rows,
//! formats, flags. Each is read to the right figures, or answered with one diagnostic that leads to them.

use make_briefing::diagnostic::Severity;

use crate::book::Book;
use crate::folder::{Folder, archive, lines};

impl Book<'_> {
    fn folder(&self, more: &str) -> Folder {
        series("multiple", "a.xlsx", more).with("series/a.xlsx", self.bytes())
    }
}

fn book(lines: &str) -> Book<'_> {
    Book { lines, ..Book::default() }
}

fn yaml(kind: &str, file: &str, more: &str) -> String {
    let data = format!("{{file: series/{file}{}{more}}}", if more.is_empty() { "" } else { ", " });
    format!("series:\n  s:\n    type: {kind}\n    base: {{label: all}}\n    data: {data}\n")
}

fn series(kind: &str, file: &str, more: &str) -> Folder {
    Folder::new(&yaml(kind, file, more))
}

fn text(more: &str, lines: &str) -> Folder {
    series(
        "multiple",
        "a.csv",
        &format!("delimiter: ';', decimal: ','{}{more}", if more.is_empty() { "" } else { ", " }),
    )
    .with("series/a.csv", lines)
}

#[track_caller]
fn good(folder: &Folder, expected: &[&str]) {
    assert_eq!(lines(&folder.series()), expected);
}

/// The one diagnostic has this code, and its message or hint these words.
#[track_caller]
fn said(folder: &Folder, code: &str, words: &[&str]) {
    let text = folder.fault_of(code);
    for word in words {
        assert!(text.contains(word), "`{word}` in {text}");
    }
}

/// The figures are read with one warning.
#[track_caller]
fn warned(folder: &Folder, code: &str, words: &[&str], expected: &[&str]) {
    said(folder, code, words);
    let (project, faults) = folder.read();
    assert_eq!(faults[0].severity, Severity::Warning);
    assert_eq!(lines(project.catalog.get("s").unwrap()), expected);
}

#[track_caller]
fn read(folder: &Folder, sentence: &str) {
    let (project, _) = folder.read();
    assert_eq!(project.catalog.get("s").unwrap().read_from.as_ref().unwrap().to_string(), sentence);
}

const BANNER: &str = "F1. Wie zufrieden?\n\n|Gesamt|Wohnort|\n||Stadt|Land\nBasis (ungewichtet)|1506|900|606\nja|#1:0.6|#1:0.7|#1:0.5\nnein|#1:0.4|#1:0.3|#1:0.5\nQuelle: Institut";

#[test]
fn the_table_of_an_institute_is_read_in_full() {
    let table = Book { lines: BANNER, formats: &["0.0%"], merged: &["C3:D3", "B3:B4"], ..Book::default() };
    let folder = table.folder("range: A3:D7, header: 2, base-row: Basis (ungewichtet)");
    good(&folder, &["Gesamt Wohnort / Stadt Wohnort / Land", "ja: 60 70 50", "nein: 40 30 50"]);
    let base = folder.series().base.unwrap();
    assert_eq!(base.n, Some(1506));
    assert_eq!((base.size("Wohnort / Stadt"), base.size("Wohnort / Land")), (Some(900), Some(606)));
    read(&folder, "A3:D7: 2 answers in 3 columns, n from row 5");
    good(
        &table.folder("range: A3:D7, header: 2, skip: [Basis (ungewichtet)], columns: [Wohnort / Land]"),
        &["", "ja: 50", "nein: 50"],
    );
    // Each step that is missing is named by itself.
    said(&table.folder("range: A3:D7"), "header-rows", &["cell C3", "`Wohnort`", "`header: 2`"]);
    said(
        &table.folder("range: A3:D7, header: 2"),
        "undeclared-base-row",
        &["cell A5", "base-row: 'Basis (ungewichtet)'"],
    );
    said(&table.folder("range: A3:D7, header: 2, base-row: Basis"), "undeclared-base-row", &["cell A5"]);
}

#[test]
fn rows_of_a_header_are_joined_without_merged_cells_too() {
    let tiers = ";2023;;2025;\nAntwort;Ost;West;Ost;West\nja;40;50;45;55\nnein;60;50;55;45\n";
    let joined = ["2023 / Ost 2023 / West 2025 / Ost 2025 / West", "ja: 40 50 45 55", "nein: 60 50 55 45"];
    good(&text("header: 2", tiers), &joined);
    good(&text("header: 2, columns: [2025 / West]", tiers), &["", "ja: 55", "nein: 45"]);
    let (_, faults) = text("rows: '2:4'", tiers).read();
    assert!(faults.iter().all(|fault| fault.code == "repeated-name"), "{faults:#?}");
    assert!(faults[0].hint.as_ref().unwrap().contains("`header: 2`"));
    said(&text("", tiers), "header-rows", &["words where figures are due", "`header: 2`"]);
    let numbers = Book {
        lines: "Antwort|2023||2025|\n|Ost|West|Ost|West\nja|40|50|45|55\nnein|60|50|55|45",
        merged: &["B1:C1", "D1:E1", "A1:A2"],
        ..Book::default()
    };
    good(&numbers.folder("header: 2"), &joined);
}

#[test]
fn a_header_that_is_a_figure_is_no_header() {
    let table = book("Hemmnis|Anteil\nGeld|61\nPersonal|54\nZeit|31");
    said(&table.folder("range: A2:B4"), "header-is-figure", &["cell B2", "`61`", "one row earlier"]);
    good(&table.folder(""), &["", "Geld: 61", "Personal: 54", "Zeit: 31"]);
    said(&text("", "Geld;61,5\nZeit;31,2\n"), "header-is-figure", &["`61,5`"]);
    // Years are names, and so are numbers that run on; others are where their author says so.
    good(&text("", "a;2023;2025\nja;5;6\n"), &["2023 2025", "ja: 5 6"]);
    good(&text("", "a;1;2;3\nja;5;6;7\n"), &["1 2 3", "ja: 5 6 7"]);
    said(&text("", "a;10;50\nja;5;6\n"), "header-is-figure", &["`header: 1`"]);
    good(&text("header: 1", "a;10;50\nja;5;6\n"), &["10 50", "ja: 5 6"]);
}

#[test]
fn figures_beside_a_range_are_said() {
    let table = book("a|2023|2025\nja|50|51\nnein|30|31\nvielleicht|4|5\nInsgesamt|84|87");
    warned(
        &table.folder("range: A1:C3"),
        "range-edge",
        &["cell A4", "row 4 right below", "`vielleicht`"],
        &["2023 2025", "ja: 50 51", "nein: 30 31"],
    );
    good(&table.folder("range: A1:C3, skip: [vielleicht]"), &["2023 2025", "ja: 50 51", "nein: 30 31"]);
    // An empty row does not end every table.
    let divided = book("a|2023|2025\nja|50|51\nnein|30|31\n\nvielleicht|4|5");
    let beyond = ["cell A5", "row 5 behind the empty row below the range has figures too: `vielleicht`"];
    warned(
        &divided.folder("range: A1:C3"),
        "range-edge",
        &beyond,
        &["2023 2025", "ja: 50 51", "nein: 30 31"],
    );
    let other = book("a|2023|2025\nja|50|51\n\nNächste Frage|2023|2025\nja|1|2");
    good(&other.folder("range: A1:C2"), &["2023 2025", "ja: 50 51"]);
    let whole = ["2023 2025", "ja: 50 51", "nein: 30 31", "vielleicht: 4 5"];
    warned(
        &table.folder("range: A1:C4"),
        "range-edge",
        &["row 5 right below the range holds a total: `Insgesamt`"],
        &whole,
    );
    good(&table.folder("range: A1:C4, skip: [Insgesamt]"), &whole);
    let sized = book("a|2023|2025\nja|50|51\nnein|30|31\n\nBasis|1004|998");
    let base = ["row 5 behind the empty row below the range says how many answered", "base-row: 'Basis'"];
    warned(&sized.folder("range: A1:C3"), "range-edge", &base, &["2023 2025", "ja: 50 51", "nein: 30 31"]);
    warned(
        &table.folder("range: A1:B4, skip: [Insgesamt]"),
        "range-edge",
        &["column C", "`2025`"],
        &["", "ja: 50", "nein: 30", "vielleicht: 4"],
    );
    good(
        &table.folder("range: A1:B4, columns: [2023], skip: [Insgesamt]"),
        &["", "ja: 50", "nein: 30", "vielleicht: 4"],
    );
    warned(&text("rows: '1:2'", "a;b\nja;5\nnein;6\n"), "range-edge", &["row 3", "`nein`"], &["", "ja: 5"]);
    // A row or column of figures without a name is one too.
    let bare = book("a|2023|\nja|50|9\nnein|30|8\n|80|17");
    let read = ["", "ja: 50", "nein: 30"];
    let (project, faults) = bare.folder("range: A1:B3").read();
    assert_eq!(lines(project.catalog.get("s").unwrap()), read);
    assert!(
        faults[0].message.contains("row 4 right below the range has figures too, but no name"),
        "{faults:?}"
    );
    assert!(
        faults[1].message.contains("column C beside the range has figures too, but no header"),
        "{faults:?}"
    );
    let before = book("Nr|a|2023\n1|ja|50\n2|nein|30");
    warned(&before.folder("range: B1:C3"), "range-edge", &["column A", "`Nr`"], &read);
    let above = book("Insgesamt|80\nja|50\nnein|30");
    warned(
        &above.folder("range: A2:B3, header: 1"),
        "range-edge",
        &["row 1 right above the range holds a total"],
        &["", "nein: 30"],
    );
    // Letters of significance below a row do not end the table.
    let letters = "a;m;w\nja;50;40\n;B;\nnein;30;35\n;;A\nvielleicht;20;25\n";
    warned(
        &text("rows: '1:4'", letters),
        "range-edge",
        &["row 6", "`vielleicht`"],
        &["m w", "ja: 50 40", "nein: 30 35"],
    );
}

#[test]
fn notes_below_a_table_are_left_out_and_said_once() {
    let table = book(
        "Tabelle 3\n\nAntwort|2025\nGeld 1)|61\nPersonal²|54\nInsgesamt|100\n____\n1) nur große\nQuelle: Amt",
    );
    let folder = table.folder("rows: '3:', skip: [Insgesamt]");
    warned(
        &folder,
        "notes-below",
        &["cell A7", "`____`", "`Quelle: Amt`"],
        &["", "Geld 1): 61", "Personal²: 54"],
    );
    read(
        &folder,
        "A3:B5: 2 answers in 1 column, row 6 left out: skipped by name, rows 7 to 9 left out: notes",
    );
    said(&table.folder("range: A3:B6"), "total-row", &["cell B6", "skip: ['Insgesamt']"]);
    said(&table.folder(""), "no-columns", &["`rows: '3:'`"]);
    warned(&text("", "a;b\nja;5\nQuelle: Amt\n"), "notes-below", &["`Quelle: Amt`"], &["", "ja: 5"]);
    // An answer whose figure was not published is no note.
    good(&text("", "a;b\nja;5\nnein;\n"), &["", "ja: 5", "nein: -"]);
}

#[test]
fn a_heading_inside_a_table_is_said() {
    let table = "a;b\nMänner;\nja, voll;5\nFrauen;\nnein, gar nicht;6\n";
    let (project, faults) = text("", table).read();
    assert_eq!(faults.iter().map(|fault| fault.code.name()).collect::<Vec<_>>(), ["row-without-figures"; 2]);
    assert_eq!(lines(project.catalog.get("s").unwrap()).len(), 5);
    good(&text("skip: [Männer, Frauen]", table), &["", "ja, voll: 5", "nein, gar nicht: 6"]);
    said(
        &text("skip: [Maenner, Frauen, Männer]", table),
        "unknown-category",
        &["no row is called `Maenner`"],
    );
}

#[test]
fn one_of_several_tables_is_read_where_it_is_named() {
    let both = "a;2023;2025\nja;50;51\n\na;2023;2025\nnein;3;4\n";
    said(&text("", both), "several-tables", &["another table begins here", "rows: "]);
    good(&text("rows: '4:5'", both), &["2023 2025", "nein: 3 4"]);
    read(&text("rows: '4:5'", both), "lines 4 to 5: 1 answer in 2 columns");
    good(&text("range: A1:C2", both), &["2023 2025", "ja: 50 51"]);
    said(&book("a|b|c\nja|5|6\n\nd|e|f\nnein|7|8").folder(""), "several-tables", &["cell A4"]);
}

#[test]
fn hidden_rows_and_columns_are_never_read_unseen() {
    let table = Book {
        lines: "a|2023|2025\nGeld|40|50\n!Test|99|99\nZeit|20|25",
        hidden_column: Some(2),
        ..Book::default()
    };
    said(&table.folder(""), "hidden-cells", &["cell B1", "`2023`", "hidden: skip"]);
    said(&table.folder("columns: [2025]"), "hidden-cells", &["cell A3", "`Test`"]);
    let folder = table.folder("hidden: skip");
    good(&folder, &["", "Geld: 50", "Zeit: 25"]);
    read(&folder, "A1:C4: 2 answers in 1 column, row 3 left out: hidden, column `2023` left out: hidden");
    good(&table.folder("hidden: read"), &["2023 2025", "Geld: 40 50", "Test: 99 99", "Zeit: 20 25"]);
    // Respondents in hidden rows are counted by nobody who checks.
    let persons = Book { lines: "id|q\n1|ja\n!2|nein\n3|ja", ..Book::default() };
    let count = |more: &str| {
        series("single", "a.xlsx", &format!("tabulate: q{more}")).with("series/a.xlsx", persons.bytes())
    };
    said(&count(""), "hidden-cells", &["cell A3"]);
    good(&count(", hidden: skip"), &["", "ja: 100"]);
    read(&count(", hidden: skip"), "A1:B4: 1 answer in 1 column, 2 respondents counted");
}

/// Hidden rows and columns of OpenDocument, and merged headers that are numbers.
#[test]
fn opendocument_tells_the_same() {
    let cell = |value: &str| match value.parse::<f64>() {
        Ok(number) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
        ),
        Err(_) => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{value}</text:p></table:table-cell>"
        ),
    };
    let row = |more: &str, cells: &[&str]| {
        format!(
            "<table:table-row {more}>{}</table:table-row>",
            cells.iter().map(|value| cell(value)).collect::<String>()
        )
    };
    let spanned = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"2025\" table:number-columns-spanned=\"2\"><text:p>2025</text:p></table:table-cell><table:covered-table-cell/></table:table-row>";
    let rows = [
        spanned.to_owned(),
        row("", &["", "Ost", "West"]),
        row("", &["ja", "5", "6"]),
        row("table:visibility=\"collapse\"", &["Test", "9", "9"]),
        row("", &["nein", "7", "8"]),
    ];
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let bytes = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>"),
        ("content.xml", &content),
    ]);
    let table =
        |more: &str| series("multiple", "a.ods", &format!("header: 2{more}")).with("series/a.ods", &bytes);
    said(&table(""), "hidden-cells", &["cell C2", "`2025 / West`"]);
    good(&table(", hidden: skip"), &["", "ja: 5", "nein: 7"]);
    good(&table(", hidden: read"), &["2025 / Ost 2025 / West", "ja: 5 6", "Test: 9 9", "nein: 7 8"]);
}

#[test]
fn a_percent_sign_that_is_text_multiplies_nothing() {
    let table = |format: &'static str| {
        let formats = [format];
        Book { lines: "a|b\nBrand|#1:0.4\nDiebstahl|#1:0.7", formats: &formats, ..Book::default() }.folder("")
    };
    good(&table("0%"), &["", "Brand: 40", "Diebstahl: 70"]);
    good(&table("0.0\" %\""), &["", "Brand: 0.4", "Diebstahl: 0.7"]);
    good(&table("0.0\\%"), &["", "Brand: 0.4", "Diebstahl: 0.7"]);
    // A number that nobody sees was perhaps not to be published.
    said(&table("[<0.5]\"< 0.5 %\";0"), "hidden-cells", &["cell B2", "shows `< 0.5 %` and stores 0.4"]);
    // What the cell shows decides nothing here, so both are said.
    said(&table("0.00;-0.0;\"0 %\""), "fractions", &["cell B2", "shows `0.40` and stores 0.4"]);
    let high = Book { lines: "a|b\nBrand|#1:1.4", formats: &["0%"], ..Book::default() };
    said(&high.folder(""), "share-out-of-range", &["140", "shows `140%` and stores 1.4"]);
}

#[test]
fn names_that_became_dates_are_found_and_waves_are_read() {
    let ages = Book {
        lines: "Alter|Anteil\n#1:45817|12\n#2:41913|20\n15-19|31",
        formats: &["D. MMM", "MMM YY"],
        ..Book::default()
    };
    said(
        &ages.folder(""),
        "name-is-date",
        &["cell A2", "shown as `9. Jun`", "probably `6-9` was typed", "labels: {'2025-06-09': '6-9'}"],
    );
    let labels = "    labels: {2025-06-09: 6-9, 2014-10: 10-14}\n";
    let named = format!("{}{labels}", yaml("multiple", "a.xlsx", ""));
    let named = Folder::new(&named).with("series/a.xlsx", ages.bytes());
    good(&named, &["", "6-9: 12", "10-14: 20", "15-19: 31"]);
    let waves = Book { lines: "a|#1:44986|#1:45717\nja|40|50", formats: &["MMM YYYY"], ..Book::default() };
    good(&waves.folder(""), &["2023-03 2025-03", "ja: 40 50"]);
    let mixed = Book { lines: "a|#1:45817|10-14\nja|40|50", formats: &["D. MMM"], ..Book::default() };
    said(&mixed.folder(""), "name-is-date", &["cell B1", "`2025-06-09`"]);
    said(&text("", "Alter;b\n09. Jun;12\nOkt 14;20\n15-19;31\n"), "name-is-date", &["`09. Jun`", "`6-9`"]);
    good(&text("", "Monat;b\nMai 24;12\nJun 24;20\n"), &["", "Mai 24: 12", "Jun 24: 20"]);
}

#[test]
fn rows_become_columns() {
    let table = "Jahr;zufrieden;unzufrieden\n2015;40;50\n2017;44,5;46\n";
    good(&text("transpose: true", table), &["2015 2017", "zufrieden: 40 44.5", "unzufrieden: 50 46"]);
    let long = format!("{table}2019;50;40\n");
    let (_, faults) = text("", &long).read();
    assert_eq!(faults.iter().map(|fault| fault.code.name()).collect::<Vec<_>>(), ["years-as-answers"]);
    assert!(faults[0].hint.as_ref().unwrap().contains("transpose: true"));
    let folder =
        Book { lines: "Jahr|ja|nein\n2015|40|x\n2017|44|6", ..Book::default() }.folder("transpose: true");
    said(&folder, "not-a-number", &["cell C2", "`x`"]);
    let hidden = Book { lines: "Jahr|ja|nein\n!2015|40|5\n2017|44|6", ..Book::default() };
    said(&hidden.folder("transpose: true"), "hidden-cells", &["`2015`"]);
    good(&hidden.folder("transpose: true, hidden: skip"), &["", "ja: 44", "nein: 6"]);
    let wide = format!("a{}\n{}", ";b".repeat(1_000), format!("1{}\n", ";5".repeat(1_000)).repeat(300));
    said(&text("transpose: true", &wide), "too-large", &["200000 cells"]);
}

#[test]
fn counts_and_shares_in_turns() {
    let table = "a;alle;Stadt\nja;600;300\n;60 %;50 %\nnein;400;300\n;40 %;50 %\n";
    good(&text("turns: [count, percent]", table), &["alle Stadt", "ja: 60 50", "nein: 40 50"]);
    let counts = text("turns: [count, percent]", table).with(
        "series/s.yaml",
        "series:\n  s:\n    type: numeric\n    unit: count\n    base: {label: all}\n    data: {file: series/a.csv, delimiter: ';', turns: [count, percent]}\n",
    );
    good(&counts, &["alle Stadt", "ja: 600 300", "nein: 400 300"]);
    said(&text("turns: [count, percent]", "a;b\nja;600\nnein;400\n"), "wrong-turns", &["`nein` begins here"]);
    said(&text("turns: [count, percent]", "a;b\nja;600\n;60\nnein;400\n"), "wrong-turns", &["1 of 2 rows"]);
}

#[test]
fn flags_are_kept_as_a_note() {
    let table = "geo\t2019\t2020\nDE\t54.3 b\t51.2 e\nFR\t44.3\t41.2 bp\nIT\t: u\t31.2*\n";
    let folder = |flags: &str| {
        series("multiple", "a.tsv", &format!("empty: ':', flags: {flags}")).with("series/a.tsv", table)
    };
    let read = folder("{b: Bruch, e: geschätzt, p: vorläufig, u: unsicher, '*': gerundet}").series();
    assert_eq!(lines(&read), ["2019 2020", "DE: 54.3 51.2", "FR: 44.3 41.2", "IT: - 31.2"]);
    let notes = read.notes.unwrap();
    for note in [
        "Bruch: DE 2019, FR 2020",
        "geschätzt: DE 2020",
        "vorläufig: FR 2020",
        "unsicher: IT 2019",
        "gerundet: IT 2020",
    ] {
        assert!(notes.contains(note), "{notes}");
    }
    said(&folder("[e, b, p, u]"), "not-a-number", &["`31.2*`", "flags: ['*']"]);
    good(&text("flags: {'()': unsicher}", "a;b\nja;(54,3)\n"), &["", "ja: 54.3"]);
}

#[test]
fn thousands_as_people_write_them() {
    let table = "a;b\npoint;1.234\nspace;12 345\napostrophe;1'234\nnarrow;1\u{202f}234\nnobreak;1\u{a0}234\nthin;1\u{2009}234\nminus;\u{2212}5\n";
    let count = |more: &str| {
        let data = format!("{{file: series/a.csv, delimiter: ';'{more}}}");
        Folder::new(&format!(
            "series:\n  s:\n    type: numeric\n    unit: number\n    base: {{label: all}}\n    data: {data}\n"
        ))
        .with("series/a.csv", table)
    };
    let read = count(", decimal: ','").series();
    let figures: Vec<f64> = read.categories.iter().filter_map(|category| category.values[0]).collect();
    assert_eq!(figures, [1234.0, 12345.0, 1234.0, 1234.0, 1234.0, 1234.0, -5.0]);
    let (_, faults) = count(", thousands: space").read();
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code.name()).collect();
    assert_eq!(codes, ["not-a-number"], "{faults:#?}");
    assert!(faults[0].hint.as_ref().unwrap().contains("thousands"), "{faults:#?}");
}

#[test]
fn texts_of_workbooks_are_read_as_declared() {
    let table = book("a|b\nja|54,3 %\nnein|38,8%\nweiß nicht|6,9\nspäter|'54");
    good(&table.folder("decimal: ','"), &["", "ja: 54.3", "nein: 38.8", "weiß nicht: 6.9", "später: 54"]);
    let (_, faults) = table.folder("").read();
    assert!(faults.iter().all(|fault| fault.code == "not-a-number"), "{faults:#?}");
    let hint = |at: usize| faults[at].hint.clone().unwrap();
    assert!(hint(0).contains("stored as text") && hint(0).contains("`decimal: ','`"), "{}", hint(0));
    let limit = book("a|b\nTakt|53,4 %\nPreis|<0,5\nRest|46.1");
    said(&limit.folder("decimal: ','"), "not-a-number", &["`<0,5`", "this is a limit"]);
    good(&limit.folder("decimal: ',', empty: '<0,5'"), &["", "Takt: 53.4", "Preis: -", "Rest: 46.1"]);
}

#[test]
fn names_meet_in_any_unicode_form_and_with_any_space() {
    let table = book("Antwort  (Frage 3)|Anteil\u{a0}2025|Anteil  2023\nBu\u{308}ro |54|50\nRathaus|46|40");
    let folder = table.folder("category: 'Antwort (Frage 3)', columns: ['Anteil 2025', 'Anteil 2023']");
    good(&folder, &["Anteil 2025 Anteil 2023", "Büro: 54 50", "Rathaus: 46 40"]);
    let chart = folder.with(
        "charts/c.yaml",
        "title: T\nseries: s\nchart: bar\ncolumns: [Anteil 2025]\nhighlight: [Bu\u{308}ro]\n",
    );
    chart.built();
    for (word, difference) in [("anteil 2025", "capital letters"), ("Anteil\u{200b} 2025", "cannot be seen")]
    {
        said(
            &table.folder(&format!("columns: ['{word}']")),
            "unknown-header",
            &["did you mean `Anteil 2025`?", difference],
        );
    }
    said(&text("columns: [6–9]", "a;6-9\nja;5\n"), "unknown-header", &["its hyphen or dash"]);
}

#[test]
fn labels_rename_categories_and_columns() {
    let yaml = |data: &str| {
        format!(
            "series:\n  s:\n    type: single\n    base: {{label: all}}\n    missing: [weiß nicht]\n    nets: {{Zustimmung: [sehr, eher]}}\n    data: {data}\n"
        )
    };
    let table = "code;w1\n1;40\n2;30\n9;30\n";
    let labels = "labels: {1: sehr, 2: eher, 9: weiß nicht, w1: '2025'}";
    let data = "{file: series/a.csv, delimiter: ';'}";
    let own = yaml(&format!("{data}\n    {labels}"));
    let folder = Folder::new(&own).with("series/a.csv", table);
    let read = folder.series();
    assert_eq!(lines(&read), ["", "sehr: 40", "eher: 30", "weiß nicht: 30"]);
    assert_eq!((read.missing, read.nets[0].parts.clone()), (vec!["weiß nicht".to_owned()], vec![0, 1]));
    let wrong = Folder::new(&own.replace("w1:", "w2:")).with("series/a.csv", table);
    said(&wrong, "unknown-category", &["`w2`", "possible here"]);
    // Labels that several series share need not all be met in each of them.
    let shared = format!("labels: {{all: {{1: sehr, 2: eher, 5: nie, 9: weiß nicht}}}}\n{}", yaml(data));
    let folder = Folder::new(&format!("{shared}    labels: all\n")).with("series/a.csv", table);
    good(&folder, &["", "sehr: 40", "eher: 30", "weiß nicht: 30"]);
}

#[test]
fn the_marks_that_programs_leave_in_texts() {
    let plain = ["2023 2025", "ja: 54.3 61.2", "nein: 45.7 38.8"];
    good(&text("", "sep=;\nAntwort;2023;2025\nja;54,3;61,2\nnein;45,7;38,8\n"), &plain);
    good(&text("", "Antwort;2023;2025\nja;54,3;61,2;\nnein;45,7;38,8;\n"), &plain);
    good(&text("", "Antwort;2023;2025;;\nja;54,3;61,2;;\nnein;45,7;38,8;;\n;;;;\n"), &plain);
    said(&text("", "Antwort;2023;2025\nja;54,3;61,2;9\n"), "ragged-row", &["4 cells"]);
}

#[test]
fn the_list_and_the_manifest_say_what_was_read() {
    let table = Book { lines: BANNER, formats: &["0%"], merged: &["C3:D3", "B3:B4"], ..Book::default() };
    let folder = table.folder("range: A3:D7, header: 2, base-row: Basis (ungewichtet)");
    let run = folder.run(&["list", "--data", "."]);
    let sentence = "A3:D7: 2 answers in 3 columns, n from row 5";
    let expected =
        format!("SERIES  FILE                        READ\ns       series/a.xlsx, sheet `Tab`  {sentence}\n");
    assert_eq!(run.stdout, expected);
    let folder = folder.with("charts/c.yaml", "title: T\nseries: s\nchart: bar\ncolumns: [Gesamt]\n");
    let manifest = std::fs::read_to_string(folder.built().join("manifest.json")).unwrap();
    assert!(
        manifest.contains(&format!("\"read\": \"series/a.xlsx, sheet `Tab`, {sentence}\"")),
        "{manifest}"
    );
}

#[test]
fn a_row_that_is_left_out_does_not_take_a_column_of_its_name_away() {
    let table = "x;Gesamt;Ost\nja;60;50\nnein;40;50\nGesamt;100;100\n";
    said(
        &text("skip: [Gesamt]", table),
        "repeated-name",
        &["`Gesamt` is a row and a column", "`skip: {rows: ['Gesamt']}`"],
    );
    good(&text("skip: {rows: [Gesamt]}", table), &["Gesamt Ost", "ja: 60 50", "nein: 40 50"]);
    good(&text("skip: {rows: [Gesamt], columns: [Gesamt]}", table), &["", "ja: 50", "nein: 50"]);
    said(&text("skip: {rows: [Gesamt], columns: [West]}", table), "unknown-header", &["`West`"]);
    said(&text("skip: {rows: [Summe]}", table), "unknown-category", &["`Summe`"]);
}

/// German offices write a dash for 0, others for a figure that is not there: whoever knows says which.
#[test]
fn a_dash_is_zero_or_missing_as_it_is_declared() {
    let table = "x;2023;2024\nja;60;50\nnein;-;.\n";
    said(&text("", table), "not-a-number", &["`zero: ['-']`", "`empty: ['-']`"]);
    good(&text("zero: ['-'], empty: ['.']", table), &["2023 2024", "ja: 60 50", "nein: 0 -"]);
}
