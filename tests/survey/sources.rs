//! Figures from data files: each format with a valid table, and each mistake with one clear diagnostic.

use crate::folder::{Folder, archive, lines, rewritten};

fn series(data: &str) -> String {
    format!("series:\n  s:\n    type: multiple\n    data: {data}\n")
}

/// A folder with a text table.
fn table(data: &str, bytes: impl AsRef<[u8]>) -> Folder {
    let name = data.split(['{', ',', '}', ' ']).find(|word| word.contains("series/")).unwrap();
    Folder::new(&series(data)).with(name, bytes)
}

#[track_caller]
fn good(folder: &Folder, expected: &[&str]) {
    assert_eq!(lines(&folder.series()), expected);
}

/// The one fault has this code, its message or hint these words.
#[track_caller]
fn bad(folder: &Folder, code: &str, words: &str) {
    let fault = folder.fault();
    let text = format!("{} {}", fault.message, fault.hint.clone().unwrap_or_default());
    assert!(fault.code == code && text.contains(words), "{fault:#?}");
}

#[track_caller]
fn bad_at(folder: &Folder, code: &str, words: &str, line: usize, column: usize) {
    bad(folder, code, words);
    let fault = folder.fault();
    assert_eq!((fault.span.line(), fault.span.column()), (line, column), "{fault:#?}");
}

#[test]
fn a_wide_table() {
    let text = "Antwort,2019,2020\nja,54,58.5\nnein,46,\n";
    good(&table("series/a.csv", text), &["2019 2020", "ja: 54 58.5", "nein: 46 -"]);
    good(&table("{file: series/a.csv, columns: [2020]}", text), &["", "ja: 58.5", "nein: -"]);
    good(
        &table("{file: series/a.csv, columns: [2020, 2019]}", text),
        &["2020 2019", "ja: 58.5 54", "nein: - 46"],
    );
    good(&table("series/a.tsv", text.replace(',', "\t")), &["2019 2020", "ja: 54 58.5", "nein: 46 -"]);
}

#[test]
fn a_german_table_as_excel_writes_it() {
    let bytes = b"Antwort;Anteil\r\n\"weder; noch\";12,5 %\r\n\xfcberhaupt nicht;k. A.\r\n";
    let data = "{file: series/a.csv, delimiter: ';', encoding: windows-1252, decimal: ',', empty: [k. A.]}";
    good(&table(data, bytes), &["", "weder; noch: 12.5", "überhaupt nicht: -"]);
}

#[test]
fn a_long_table() {
    let text = "Frage,Antwort,Jahr,Anteil\nq1,ja,2019,54\nq1,ja,2020,58\nq1,nein,2019,46\nq2,ja,2019,1\n";
    let long = "long: {category: Antwort, column: Jahr, value: Anteil}";
    let data = format!("{{file: series/a.csv, {long}, where: {{Frage: q1}}}}");
    good(&table(&data, text), &["2019 2020", "ja: 54 58", "nein: 46 -"]);
    let data = format!("{{file: series/a.csv, {long}, where: {{Frage: q1}}, columns: [2020]}}");
    good(&table(&data, text), &["2020", "ja: 58"]);
    let data = "{file: series/a.csv, long: {category: Antwort, value: Anteil}, where: {Frage: q2}}";
    good(&table(data, text), &["", "ja: 1"]);
    let data = format!("{{file: series/a.csv, {long}}}");
    bad_at(&table(&data, text), "repeated-figure", "where", 5, 12);
    let data = format!("{{file: series/a.csv, {long}, where: {{Frage: q3}}}}");
    bad(&table(&data, text), "empty-table", "where");
}

#[test]
fn json_as_mapping_and_as_records() {
    good(&table("series/a.json", r#"{"ja": 54, "nein": 46.5}"#), &["", "ja: 54", "nein: 46.5"]);
    let nested = "{\n\t\"ja\": {\"2019\": 54, \"2020\": 58},\n\t\"nein\": {\"2020\": 42}\n}";
    good(&table("series/a.json", nested), &["2019 2020", "ja: 54 58", "nein: - 42"]);
    let records = r#"[{"Antwort": "ja", "2019": 54}, {"Antwort": "nein", "2019": null}]"#;
    good(&table("series/a.json", records), &["", "ja: 54", "nein: -"]);
    bad(&table("series/a.json", r#"{"ja": 54, "#), "json-syntax", "JSON");
    bad(&table("series/a.json", "[1, 2]"), "wrong-type", "a record");
    bad_at(&table("series/a.json", "{\"ja\":\n \"54\"}"), "not-a-number", "stored as text", 2, 2);
    let mixed = r#"{"ja": {"2019": 54}, "nein": 46}"#;
    bad(&table("series/a.json", mixed), "wrong-type", "`nein` has a figure without a column");
    let mixed = r#"{"ja": 54, "egal": null, "nein": {"2019": 46}}"#;
    bad(&table("series/a.json", mixed), "wrong-type", "`nein` has columns, but the first has a figure");
    for repeated in [
        r#"{"ja": 54, "nein": 46, "ja": 50}"#,
        r#"{"ja": {"2019": 54, "2019": 50}, "nein": {"2019": 46}}"#,
        r#"[{"answer": "ja", "v": 54}, {"answer": "nein", "v": 46, "v": 40}]"#,
    ] {
        bad(&table("series/a.json", repeated), "repeated-key", "occurs twice");
    }
}

#[test]
fn faults_of_text_tables() {
    bad_at(&table("series/a.csv", b"a,b\nja,5\n\xfcber,6\n"), "wrong-encoding", "windows-1252", 3, 1);
    bad_at(&table("series/a.csv", "a;b\nja;5\n"), "no-columns", "delimiter: ';'", 1, 1);
    bad_at(&table("series/a.csv", "a,b\nja,5,6\n"), "ragged-row", "3 cells, the header 2", 2, 1);
    bad_at(&table("series/a.csv", "a,b\nja,viel\n"), "not-a-number", "empty: ['viel']", 2, 4);
    bad_at(&table("series/a.csv", "a,b\nja,\"5,4\"\n"), "not-a-number", "decimal: ','", 2, 4);
    bad_at(&table("series/a.csv", "a,b\nja,\"5\n"), "wrong-quotes", "never closed", 2, 4);
    bad_at(&table("series/a.csv", "a,b\nja,154\n"), "share-out-of-range", "154", 2, 4);
    bad_at(&table("series/a.csv", "a,b\nja,5\nja,6\n"), "repeated-name", "`ja`", 3, 1);
    bad_at(&table("series/a.csv", "a,b,b\nja,5,6\n"), "repeated-name", "header `b`", 1, 5);
    bad_at(&table("series/a.csv", "a,b\n,5\n"), "missing-name", "no category", 2, 1);
    bad_at(&table("series/a.csv", "a,b,\nja,5,6\n"), "missing-header", "no header", 2, 6);
    bad_at(&table("series/a.csv", "a,b\nja,0.54\nnein,0.46\n"), "fractions", "scale: 100", 2, 4);
    bad(&table("series/a.csv", ""), "empty-table", "no table");
    bad(&table("series/a.csv", "a,b\n"), "empty-table", "no row follows");
    bad(&table("{file: series/a.csv, columns: [bb]}", "a,b\nja,5\n"), "unknown-header", "`b`");
    bad(&table("{file: series/a.csv, sheet: x}", "a,b\nja,5\n"), "misplaced-key", "sheet");
    bad(&table("series/a.sas7bdat", ""), "unknown-format", "CSV");
    bad_at(&table("series/a.csv", "a,b\n=cmd(),5\n"), "unusable-name", "formula", 2, 1);
    bad_at(&table("series/a.csv", b"a,b\nja,\x005\n"), "wrong-encoding", "NUL", 2, 4);
    bad(&table("series/a.txt", "a,b\nja,5\n"), "unknown-format", "text tables end in");
    let scaled = table("{file: series/a.csv, scale: 100}", "a,b\nja,0.57\nnein,0.43\n");
    good(&scaled, &["", "ja: 57", "nein: 43"]);
    good(&table("{file: series/a.csv, scale: 1}", "a,b\nx,0.5\ny,0.4\n"), &["", "x: 0.5", "y: 0.4"]);
}

#[test]
fn a_table_of_persons_is_no_table_of_figures() {
    let rows = |count: usize| (0..count).map(|row| format!("{row},1\n")).collect::<String>();
    bad(&table("series/a.csv", format!("a,b\n{}", rows(10_001))), "too-large", "10000 categories");
    let long = "{file: series/a.csv, long: {category: c, column: k, value: v}}";
    let square: String = (1..990)
        .flat_map(|one| [(one, one), (one + 2_000, 0)])
        .map(|(a, b)| format!("{a},{b},1\n"))
        .collect();
    bad(&table(long, format!("c,k,v\n{square}")), "too-large", "figures");
    let wide: String = (0..=1_000).map(|column| format!(",k{column}")).collect();
    bad(&table("series/a.csv", format!("a{wide}\n")), "too-large", "1000 columns");
    let persons = "{file: series/a.csv, tabulate: {answer: a, separator: ';'}}";
    bad(&table(persons, format!("a,b\n{}", rows(10_001))), "too-large", "10000 answers");
}

#[test]
fn a_name_is_no_text() {
    let long = "x".repeat(1 << 20);
    bad(&table("series/a.csv", format!("a,b\n{long},1\n")), "unusable-name", "more than 1000");
    bad(&table("series/a.csv", format!("a,b,{long}\nja,1,2\n")), "unusable-name", "more than 1000");
}

/// Nine thousand answers with a column each: a figure in few cells must not ask for all of them.
#[test]
fn records_of_gaps_are_not_filled() {
    let records: Vec<String> = (0..9_000).map(|at| format!("{{\"a\": \"c{at}\", \"v{at}\": 1}}")).collect();
    bad(&table("series/a.json", format!("[{}]", records.join(","))), "too-large", "columns");
}

#[test]
fn digits_that_would_be_lost() {
    let count = |number: &str| {
        let series = "series:\n  s:\n    type: numeric\n    unit: count\n    data: series/a.csv\n";
        Folder::new(series).with("series/a.csv", format!("a,b\nall,{number}\n"))
    };
    good(&count("9007199254740991"), &["", "all: 9007199254740991"]);
    bad_at(&count("9007199254740993"), "wrong-number", "to the last digit", 2, 5);
    let yaml = "series:\n  s: {type: numeric, unit: count, values: {all: 9007199254740993}}\n";
    bad_at(&Folder::new(yaml), "wrong-number", "thousands", 2, 49);
}

#[test]
fn a_text_is_read_once_and_hashed_whole() {
    // The fault stands at the start of a file of several pieces; its hash is that of the whole all the same.
    let text = format!("a,b\nja,viel\n{}", "# ".repeat(400_000));
    let folder = table("series/a.csv", &text);
    let (project, faults) = folder.read();
    assert!(faults.iter().all(|fault| fault.code != "unreadable-data"));
    let hash = make_briefing::workspace::sha256(text.as_bytes());
    assert!(project.inputs.iter().any(|(name, found)| name.ends_with("a.csv") && *found == hash));
}

#[test]
fn a_fault_far_down_a_large_file_shows_its_line() {
    let rows: String = (0..200_000).map(|row| format!("q{row},ja,5\n")).collect();
    let data = "{file: series/a.csv, long: {category: b, value: c}, where: {a: ende}}";
    let folder = table(data, format!("a,b,c\n{rows}ende,ja,viel\n"));
    bad_at(&folder, "not-a-number", "`viel`", 200_002, 9);
    assert_eq!(folder.fault().span.line_text(), "ende,ja,viel");
}

#[test]
fn a_flood_of_faults_is_cut() {
    let text = format!("a,b\n{}", "ja,viel\n".repeat(1000));
    let (_, faults) = table("series/a.csv", text).read();
    assert!(faults.len() < 20, "{}", faults.len());
}

#[test]
fn files_stay_in_the_folder() {
    bad(&Folder::new(&series("../a.csv")), "unreadable-data", "leads out");
    bad(&Folder::new(&series("/etc/passwd.csv")), "unreadable-data", "leads out");
    bad(&Folder::new(&series("series/none.csv")), "unreadable-data", "no such file");
    let both = "series:\n  s:\n    type: single\n    values: {a: 1}\n    data: series/a.csv\n";
    bad(&Folder::new(both).with("series/a.csv", "a,b\nja,5\n"), "misplaced-key", "`values` and `data`");
}

#[test]
fn percent_cells_of_workbooks_are_shares_of_100() {
    let expected =
        ["2019 2020", "im Einsatz: 16 20.5", "geplant oder diskutiert: 61 57", "kein Thema: 20 12"];
    for (name, scale) in [("umfrage.xlsx", ""), ("umfrage.ods", ""), ("umfrage.xls", "")] {
        let data = format!("{{file: series/{name}, sheet: umfrage, range: A3:C6, skip: [Summe]{scale}}}");
        let folder = Folder::new(&series(&data)).fixture(name);
        // The columns 2019 and 2020 are numbers in the workbook and names here.
        good(&folder, &expected);
    }
}

#[test]
fn a_range_and_its_columns() {
    let data = "{file: series/umfrage.xlsx, range: A3:C6, category: Antwort, columns: [2020], skip: [Summe]}";
    let folder = Folder::new(&series(data)).fixture("umfrage.xlsx");
    good(&folder, &["", "im Einsatz: 20.5", "geplant oder diskutiert: 57", "kein Thema: 12"]);
}

#[test]
fn faults_of_workbooks() {
    let book = |name: &str, more: &str| {
        Folder::new(&series(&format!("{{file: series/{name}{more}}}"))).fixture(name)
    };
    for name in ["umfrage.xlsx", "umfrage.ods", "umfrage.xls"] {
        bad(&book(name, ", sheet: umfrge"), "unknown-sheet", "did you mean `umfrage`");
        bad(&book(name, ", range: E1:F9"), "empty-range", "sheet `umfrage`, range E1:F9");
        bad(
            &book(name, ", range: A4:C6, columns: [2020]"),
            "header-is-figure",
            "begin the range one row earlier",
        );
        bad(&book(name, ", range: A3:C6, columns: [2021]"), "unknown-header", "`2021`");
    }
    bad(&book("umfrage.xlsx", ""), "no-columns", "cell A1");
    bad(&book("umfrage.xlsx", ", range: C3-A1"), "wrong-range", "A3:C12");
    bad(&book("formula.xlsx", ", range: A3:C7, scale: 1"), "formula-without-value", "cell B7");
    bad(&book("merged-figure.xlsx", ", range: A3:B6"), "merged-cell", "cell B5: this cell is merged with B4");
    bad(&book("merged-name.xlsx", ", range: A3:C6"), "repeated-name", "cell A5");
    bad(&book("two-names.xlsx", ", sheet: umfrage"), "repeated-sheet", "two sheets");
    bad(&book("two-names.xlsx", ""), "unnamed-sheet", "2 sheets");
}

/// The workbook that LibreOffice has laid out, computed and saved: `tests/survey/fixtures/README.md`.
fn office(ending: &str, more: &str) -> Folder {
    let name = format!("kreuztabelle.{ending}");
    Folder::new(&series(&format!("{{file: series/{name}, {more}}}"))).fixture(&name)
}

#[test]
fn an_office_workbook_with_formulas_percent_cells_and_merged_heads() {
    for (ending, scale) in [("xlsx", ""), ("ods", ""), ("xls", "")] {
        let shares = office(ending, &format!("sheet: Anteile, range: A4:E9{scale}")).series();
        // The head of the third column is broken into two lines.
        assert_eq!(
            shares.columns,
            ["unter 5.000", "5.000 bis 20.000", "über 20.000", "Insgesamt"],
            "{ending}"
        );
        let all: Vec<f64> = shares.categories.iter().filter_map(|one| one.values[3]).collect();
        let expected = [50.0, 81.0, 349.0, 125.0, 18.0].map(|count| 100.0 * count / 623.0);
        for (share, expected) in all.iter().zip(expected) {
            assert!((share - expected).abs() < 1e-9, "{ending}: {share}");
        }
        let counts = office(ending, "sheet: Fallzahlen, range: A4:E10, columns: [Insgesamt]");
        let counts = counts.with(
            "series/s.yaml",
            format!("series:\n  s: {{type: numeric, unit: count, data: {{file: series/kreuztabelle.{ending}, sheet: Fallzahlen, range: A4:E10, base-row: n, columns: [Insgesamt]}}}}\n"),
        );
        let counted = ["", "ja, zentral: 50", "ja, in einzelnen Bereichen: 81", "in Entwicklung: 349"];
        assert_eq!(lines(&counts.series())[..4], counted, "{ending}");
        let battery = format!("sheet: Batterie, category: Dienst, columns: [im Einsatz, geplant]{scale}");
        good(
            &office(ending, &battery),
            &[
                "im Einsatz geplant",
                "E-Akte: 16 61",
                "E-Rechnung: 20 64",
                "Bürger-App: 12 56",
                "Online-Anträge: 19 62",
            ],
        );
        let area = format!(
            "sheet: Batterie, long: {{category: Dienst, value: geplant}}, where: {{Bereich: Dienste}}{scale}"
        );
        good(&office(ending, &area), &["", "Bürger-App: 56", "Online-Anträge: 62"]);
    }
}

#[test]
fn what_goes_wrong_in_an_office_workbook_is_said_with_its_cell() {
    for ending in ["xlsx", "ods", "xls"] {
        let cell = |more: &str| {
            let (_, faults) = office(ending, &format!("sheet: Fehler, columns: [{more}]")).read();
            format!("{}: {} {}", faults[0].code, faults[0].message, faults[0].hint.as_deref().unwrap_or(""))
        };
        assert!(cell("geteilt").starts_with("cell-error: "), "{}", cell("geteilt"));
        assert!(cell("geteilt").contains("cell B2: the cell shows the error #DIV/0!"), "{}", cell("geteilt"));
        assert!(cell("Text").contains("cell C2: `54` is no number it is stored as text"), "{}", cell("Text"));
        assert!(cell("Datum").contains("cell D2: this is a date or time"), "{}", cell("Datum"));
        assert!(cell("Wahr").contains("cell E2: this is a truth value"), "{}", cell("Wahr"));
        bad(&office(ending, "sheet: Anteile"), "repeated-name", "this is a title and no header");
        // The hidden sheet is read where it is named, and does not count where none is.
        good(&office(ending, "sheet: versteckt, scale: 1"), &["", "ja: 5"]);
        bad(&office(ending, "range: A1:B2"), "unnamed-sheet", "4 sheets");
    }
}

#[test]
fn damaged_and_encrypted_workbooks() {
    let book = |name: &str, bytes: &[u8]| {
        Folder::new(&series(&format!("series/{name}"))).with(&format!("series/{name}"), bytes)
    };
    for name in ["a.xlsx", "a.xls", "a.ods"] {
        bad(&book(name, b"no workbook"), "unreadable-workbook", "give it the ending `.csv`");
        bad(&book(name, b"<html><table>"), "unreadable-workbook", "web page");
        bad(&book(name, b""), "unreadable-workbook", "it is empty");
    }
    for name in ["geschuetzt.xlsx", "geschuetzt.ods", "geschuetzt.xls"] {
        let folder = Folder::new(&series(&format!("series/{name}"))).fixture(name);
        bad(&folder, "encrypted-file", "password");
    }
    let fixture = |name: &str| {
        std::fs::read(format!("{}/tests/survey/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    for (name, is, ending) in [
        ("a.xlsx", "umfrage.xls", "`.xls`"),
        ("a.ods", "umfrage.xlsx", "`.xlsx`"),
        ("a.xls", "umfrage.ods", "`.ods`"),
    ] {
        bad(&book(name, &fixture(is)), "unreadable-workbook", &format!("give it the ending {ending}"));
    }
    let manifest = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let bytes = archive(&[("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", "")]);
    bad(&book("a.ods", &bytes), "encrypted-file", "password");
}

#[test]
fn a_workbook_cut_short_at_any_byte_is_reported() {
    let whole =
        std::fs::read(format!("{}/tests/survey/fixtures/umfrage.xls", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for length in (0..whole.len()).step_by(997) {
        let folder = Folder::new(&series("series/a.xls")).with("series/a.xls", &whole[..length]);
        let (_, faults) = folder.read();
        assert!(!faults.is_empty(), "{length}");
    }
}

/// Some of the cells of an OpenDocument sheet may stand for millions.
#[test]
fn cells_that_are_repeated_a_million_times_are_counted_and_not_made() {
    let sheet = |row: &str, cell: &str| {
        let content = format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row {row}><table:table-cell office:value-type=\"float\" office:value=\"5\" {cell}/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
        );
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>"),
            ("content.xml", &content),
        ])
    };
    let read = |bytes| Folder::new(&series("series/a.ods")).with("series/a.ods", bytes);
    for (rows, columns) in [(1_048_576u32, 16_384u32), (1_000_000, 5), (u32::MAX, u32::MAX)] {
        let row = format!("table:number-rows-repeated=\"{rows}\"");
        let cell = format!("table:number-columns-repeated=\"{columns}\"");
        bad(&read(sheet(&row, &cell)), "too-large", "4000000 cells");
    }
    bad(&read(sheet("", "")), "no-columns", "cell A1");
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_refused() {
    let zeros = "\0".repeat(300 << 20);
    let bytes = archive(&[("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bytes.len() < 4 << 20);
    let folder = Folder::new(&series("series/a.xlsx")).with("series/a.xlsx", bytes);
    bad(&folder, "too-large", "256 MiB");
}

#[test]
fn cells_of_other_xml_are_read_right_or_refused() {
    for name in ["umfrage.xlsx", "umfrage.ods"] {
        let read = |from: &str, to: &str| {
            let file = format!("series/{name}");
            let data =
                format!("{{file: {file}, range: A3:C6, category: Antwort, columns: [2020], skip: [Summe]}}");
            Folder::new(&series(&data)).with(&file, rewritten(name, from, to))
        };
        let wanted = ["", "im Einsatz: 20.5", "geplant oder diskutiert: 57", "kein Thema: 12"];
        good(&read("kein Thema", "k&#101;in &#x54;hema"), &wanted);
        bad(&read("kein Thema", "<![CDATA[kein]]> Thema"), "unreadable-workbook", "CDATA");
    }
}

#[test]
fn json_is_read_piece_by_piece() {
    let blanks = " ".repeat(1 << 20);
    good(
        &table("series/a.json", format!("{blanks}{{{blanks}\"ja\": 54,{blanks}\"nein\": 46}}")),
        &["", "ja: 54", "nein: 46"],
    );
    let text = "x".repeat(5 << 20);
    bad_at(&table("series/a.json", format!("{{\"ja\": 54,\n \"{text}\": 46}}")), "too-large", "4 MiB", 2, 2);
    let records: Vec<String> = (0..40_000).map(|at| format!("{{\"a\": \"{}\", \"b\": 1}}", at % 4)).collect();
    let data = "{file: series/a.json, tabulate: {answer: a, separator: ';'}}";
    let wanted = ["", "0: 25", "1: 25", "2: 25", "3: 25"];
    good(&table(data, format!("[{}]", records.join(",\n"))), &wanted);
    // The faulty cell is far behind the first piece, in the middle of the only line.
    let name = "y".repeat(50);
    let mut records: Vec<String> =
        (0..9_000).map(|at| format!("{{\"a\": \"{at}{name}\", \"b\": 1}}")).collect();
    records[8_000] = "{\"a\": \"here\", \"b\": \"many\"}".to_owned();
    let line = format!("[{}]", records.join(", "));
    let column = line.find("\"many\"").unwrap() + 1;
    bad_at(&table("series/a.json", line), "not-a-number", "many", 1, column);
}

#[test]
fn json_is_no_yaml() {
    let faults = [
        ("{ja: 54}", "double quotes", 2),
        ("{'ja': 54}", "double quotes", 2),
        (r#"{"ja": 54,}"#, "nothing follows this comma", 10),
        (r#"{"ja": .5}"#, "such as `0.5`", 8),
        (r#"{"ja": 54} {"nein": 46}"#, "one table", 12),
        (r#"{"ja": 54 "nein": 46}"#, "a comma or `}`", 11),
        (r#"{"ja" 54}"#, "a colon", 7),
        (r#"{"ja": "\x"}"#, "no character", 9),
        (r#"{"ja": 54} # Anteile"#, "one table", 12),
        (r#"{"ja": 54"#, "the file ends here", 10),
    ];
    for (text, words, column) in faults {
        bad_at(&table("series/a.json", text), "json-syntax", words, 1, column);
    }
    bad(&table("series/a.json", r#"{"ja": NaN, "nein": 46}"#), "not-a-number", "NaN");
    bad(&table("series/a.json", ""), "wrong-type", "nothing");
    bad(&table("series/a.json", "54"), "wrong-type", "a number");
    bad(&table("series/a.json", format!("{{\"ja\": {}", "[".repeat(1_000))), "too-large", "nested");
    good(
        &table("{file: series/a.json, empty: [NaN]}", r#"{"ja": NaN, "nein": 46}"#),
        &["", "ja: -", "nein: 46"],
    );
}
