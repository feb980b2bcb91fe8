//! Workbooks of a few kilobytes that ask for gigabytes or minutes are refused in good time.

use std::time::{Duration, Instant};

use crate::folder::{Folder, archive, rewritten, rewritten_all};

/// What is said about a fixture with other text in its parts, within seconds.
#[track_caller]
fn refused(name: &str, from: &str, to: &str, code: &str, words: &str) {
    let begun = Instant::now();
    let file = format!("series/{name}");
    let series = format!(
        "series:\n  s:\n    type: multiple\n    data: {{file: {file}, range: A3:C6, category: Antwort, columns: [2020], skip: [Summe]}}\n"
    );
    let said = Folder::new(&series).with(&file, rewritten(name, from, to)).fault_of(code);
    assert!(said.contains(words), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(600), "{:?}", begun.elapsed());
}

#[test]
fn texts_that_a_workbook_only_promises() {
    for count in ["9000000", "4000000000", "18446744073709551615"] {
        refused(
            "umfrage.xlsx",
            "uniqueCount=\"7\"",
            &format!("uniqueCount=\"{count}\""),
            "too-large",
            "8000000 texts",
        );
    }
}

#[test]
fn one_long_text_in_many_cells() {
    let text = "a".repeat(200_000);
    let cells: String = (7..2_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\" t=\"s\"><v>4</v></c></row>"))
        .collect();
    let file = "series/umfrage.xlsx";
    let data = format!("series:\n  s: {{type: multiple, data: {{file: {file}, header: 3}}}}\n");
    let both = rewritten_all(
        "umfrage.xlsx",
        &[("geplant oder diskutiert", &text), ("</sheetData>", &format!("{cells}</sheetData>"))],
    );
    let said = Folder::new(&data).with(file, both).fault_of("too-large");
    assert!(said.contains("has cells with texts of more than 256 MiB"), "{said}");
}

#[test]
fn a_shared_formula_with_a_huge_number() {
    let formula = "<f t=\"shared\" ref=\"C6:C6\" si=\"900000000000\">1</f><v>0.12</v>";
    let file = "series/umfrage.xlsx";
    let data = format!(
        "series:\n  s:\n    type: multiple\n    data: {{file: {file}, range: A3:C6, category: Antwort, columns: [2020], skip: [Summe]}}\n"
    );
    let series = Folder::new(&data).with(file, rewritten("umfrage.xlsx", "<v>0.12</v>", formula)).series();
    assert_eq!(series.categories[2].values, [Some(12.0)], "its stored result is read");
}

#[test]
fn fonts_that_are_copied_into_each_of_many_styles() {
    let font = format!("<font><name val=\"{}\"/></font></fonts>", "a".repeat(100_000));
    let styles = format!("{}</cellXfs>", "<xf numFmtId=\"0\" fontId=\"4\"/>".repeat(20_000));
    let both = rewritten_all("umfrage.xlsx", &[("</fonts>", &font), ("</cellXfs>", &styles)]);
    let said = Folder::new("series:\n  s: {type: multiple, data: series/a.xlsx}\n")
        .with("series/a.xlsx", both)
        .fault_of("too-large");
    assert!(said.contains("too large for so many styles"), "{said}");
    let styles = format!("{}</cellXfs>", "<xf/>".repeat(200_001));
    refused("umfrage.xlsx", "</cellXfs>", &styles, "too-large", "more than 200000 elements `xf`");
    let sheets = format!("{}</sheets>", "<sheet name=\"a\" r:id=\"rId2\"/>".repeat(200_001));
    refused("umfrage.xlsx", "</sheets>", &sheets, "too-large", "elements `sheet`");
}

#[test]
fn cells_that_are_merged_again_and_again() {
    let merged = format!(
        "</sheetData><mergeCells>{}</mergeCells>",
        "<mergeCell ref=\"A3:XFD1048576\"/>".repeat(1_000)
    );
    refused("umfrage.xlsx", "</sheetData>", &merged, "unreadable-workbook", "merged again and again");
}

#[test]
fn elements_in_each_other_and_long_texts() {
    let nested = format!("<sheetData>{}", "<a>".repeat(100_000));
    refused("umfrage.xlsx", "<sheetData>", &nested, "too-large", "elements in each other");
    let long = format!("<t>{}", "a".repeat(5 << 20));
    refused(
        "umfrage.xlsx",
        "<t xml:space=\"preserve\">kein",
        &long,
        "too-large",
        "a text of more than 4 MiB",
    );
    let nested = format!("<office:spreadsheet>{}", "<table:a>".repeat(100_000));
    refused("umfrage.ods", "<office:spreadsheet>", &nested, "too-large", "elements in each other");
}

#[test]
fn repeated_spaces_and_cells_of_an_open_document() {
    for count in ["300000000", "2000000000", "18446744073709551615"] {
        let spaces = format!("<text:s text:c=\"{count}\"/>kein");
        refused("umfrage.ods", "kein", &spaces, "too-large", "unpacks to more than 256 MiB");
    }
    // Long texts that are repeated, and empty cells that are made because one follows.
    let long = format!(
        "<table:table-cell table:number-columns-repeated=\"9000\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>",
        "a".repeat(100_000)
    );
    refused("umfrage.ods", "</table:table-row>", &long, "too-large", "unpacks to more than 256 MiB");
    let row = "<table:table-row><table:table-cell table:number-columns-repeated=\"16000\"/><table:table-cell/></table:table-row>";
    let rows = format!("{}</table:table>", row.repeat(1_000));
    refused("umfrage.ods", "</table:table>", &rows, "too-large", "more than 4000000 cells");
    // A formula without a type makes cells, too.
    let cell = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:formula=\"1\" table:number-columns-repeated=\"16000\"/></table:table-row>";
    refused(
        "umfrage.ods",
        "</table:table>",
        &format!("{cell}</table:table>"),
        "too-large",
        "more than 4000000 cells",
    );
    let tables = format!("{}</office:spreadsheet>", "<table:table table:name=\"a\"/>".repeat(10_001));
    refused("umfrage.ods", "</office:spreadsheet>", &tables, "too-large", "more than 10000 sheets");
}

#[test]
fn a_table_without_an_end_is_not_waited_for() {
    refused("umfrage.ods", "</table:table>", "", "unreadable-workbook", "cannot be read");
    let notes = "<office:annotation><text:p>kein";
    refused("umfrage.ods", "<text:p>kein", notes, "unreadable-workbook", "cannot be read");
    refused(
        "umfrage.ods",
        "</office:spreadsheet></office:body></office:document-content>",
        "",
        "unreadable-workbook",
        "cut short",
    );
}

#[test]
fn a_workbook_with_too_many_parts() {
    let names: Vec<String> = (0..20_001).map(|number| format!("xl/{number}")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let said = Folder::new("series:\n  s: {type: multiple, data: series/a.xlsx}\n")
        .with("series/a.xlsx", archive(&parts))
        .fault_of("too-large");
    assert!(said.contains("more than 20000 parts"), "{said}");
}
