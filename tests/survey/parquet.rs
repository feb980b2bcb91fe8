//! Parquet files of pyarrow, polars, DuckDB and pandas, in all their encodings and compressions; unsupported and
//! damaged files. `fixtures/parquet.py` has written them.

use std::collections::BTreeMap;
use std::fs;

use crate::folder::{Folder, lines};

const WRITERS: [&str; 4] = ["pyarrow", "delta", "polars", "duckdb"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/survey/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn folder(kind: &str, file: &str, data: &str) -> Folder {
    let series = format!(
        "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    {kind}\n    data: {{file: series/{file}{data}}}\n"
    );
    Folder::new(&series)
}

fn answers(writer: &str, kind: &str, tabulate: &str) -> Folder {
    let file = format!("antworten-{writer}.parquet");
    folder(kind, &file, &format!(", tabulate: {tabulate}")).fixture(&file)
}

/// The answer of a person, by the rule of the script.
fn answer(person: u32) -> Option<&'static str> {
    [Some("stimme zu"), Some("teils, teils"), Some("stimme nicht zu"), None]
        [(person * person % 7 % 4) as usize]
}

#[test]
fn answers_with_weights_by_wave() {
    let mut sums: BTreeMap<(&str, u32), f64> = BTreeMap::new();
    for person in 0..600 {
        if let Some(answer) = answer(person) {
            *sums.entry((answer, 2019 + person % 3)).or_default() += 0.5 + f64::from(person % 4) / 4.0;
        }
    }
    for writer in WRITERS {
        let series = answers(
            writer,
            "type: single\n    unit: count",
            "{answer: antwort, column: welle, weight: gewicht}",
        )
        .series();
        assert_eq!(series.columns, ["2019", "2020", "2021"], "{writer}");
        assert_eq!(series.categories.len(), 3, "{writer}");
        for category in &series.categories {
            for (column, value) in (2019..).zip(&category.values) {
                assert_eq!(*value, sums.get(&(category.name.as_str(), column)).copied(), "{writer}");
            }
        }
        let asked = (0..600).filter(|person| answer(*person).is_some()).count();
        assert_eq!(series.base.unwrap().n, Some(asked as u32), "{writer}");
    }
}

#[test]
fn truth_values_and_joined_answers_of_several() {
    let asked = (0..600).filter(|person| person % 11 != 0);
    let share = |part: usize| format!("{}", 100.0 * part as f64 / asked.clone().count() as f64);
    let (money, time) = (
        share(asked.clone().filter(|p| p % 2 == 0).count()),
        share(asked.clone().filter(|p| p % 3 == 0).count()),
    );
    for writer in WRITERS {
        let marked = answers(writer, "type: multiple", "{answers: {geld: Geld, zeit: Zeit}}").series();
        assert_eq!(lines(&marked), ["", &format!("Geld: {money}"), &format!("Zeit: {time}")], "{writer}");
        let joined = answers(writer, "type: multiple", "{answer: wege, separator: ';', base: all}").series();
        let [half, third] = [50.0, 100.0 * 200.0 / 600.0];
        assert_eq!(lines(&joined), ["", &format!("Post: {half}"), &format!("Netz: {third}")], "{writer}");
        let days = answers(writer, "type: single", "tag").series();
        assert_eq!(lines(&days)[1..3], ["2020-08-01: 20", "2020-08-02: 20"], "{writer}");
    }
}

#[test]
fn figures_of_all_kinds_of_numbers() {
    let wide = |columns: &str| {
        let data = format!(", columns: [{columns}]");
        folder("type: multiple", "werte-pandas.parquet", &data).fixture("werte-pandas.parquet")
    };
    assert_eq!(
        lines(&wide("2019, 2020, einfach, genau").series()),
        [
            "2019 2020 einfach genau",
            "ja: 54 57.5 0.1 33.3",
            "nein: 40 42.5 99.9 66.65",
            "weiß nicht: 6 - 0 -"
        ]
    );
    let (_, faults) = wide("Stand").read();
    let place = "`series/werte-pandas.parquet`, column `Stand`, row 1: `2020-12-02` is no number";
    assert!(faults[0].message.starts_with(place) && faults.len() == 3, "{faults:#?}");
    let fault = wide("Liste").fault_of("unreadable-parquet");
    assert!(fault.contains("column `Liste` holds lists"), "{fault}");
    let fault = wide("2021").fault_of("unknown-header");
    assert!(fault.contains("`2021`"), "{fault}");
}

#[test]
fn long_tables() {
    let data = ", long: {category: antwort, column: welle, value: gewicht}, where: {id: kommune-004}";
    let series =
        folder("type: multiple", "antworten-polars.parquet", data).fixture("antworten-polars.parquet");
    assert_eq!(lines(&series.series()), ["2020", "stimme nicht zu: 0.5"]);
}

#[test]
fn what_is_refused() {
    let fault = folder("type: single", "brotli.parquet", ", tabulate: antwort")
        .fixture("brotli.parquet")
        .fault_of("unreadable-parquet");
    assert!(fault.contains("compressed with Brotli") && fault.contains("compression='zstd'"), "{fault}");
    for (bytes, words) in [
        (&b""[..], "no Parquet file"),
        (b"PAR1", "only the start of one"),
        (b"a,b\n1,2\n", "no Parquet file"),
        (b"PAR1\x00\x00\x00\x00\xff\xff\x00\x00PAR1", "ends too early"),
    ] {
        let folder = folder("type: single", "a.parquet", "").with("series/a.parquet", bytes);
        let fault = folder.fault_of("unreadable-parquet");
        assert!(fault.contains(words), "{fault}");
    }
    let key = folder("type: single", "a.parquet", "").with("series/a.parquet", b"PARE\0\0\0\0PARE");
    key.fault_of("encrypted-file");
    let decimal = folder("type: single", "brotli.parquet", ", decimal: ','").fixture("brotli.parquet");
    let (_, faults) = decimal.read();
    assert!(faults.iter().any(|fault| fault.code == "misplaced-key"), "{faults:#?}");
}

/// The bytes of a file with one of them turned over, or without its end: it is read or refused, whatever is wrong.
#[test]
fn no_damage_does_harm() {
    for name in [
        "antworten-pyarrow.parquet",
        "antworten-delta.parquet",
        "antworten-duckdb.parquet",
        "antworten-polars.parquet",
    ] {
        let whole = fixture(name);
        let data = ", tabulate: {answer: antwort, column: welle, weight: gewicht}";
        let mut refused = 0;
        for at in (0..whole.len()).step_by(31) {
            for damage in [|byte: u8| !byte, |byte: u8| byte ^ 1] {
                let mut bytes = whole.clone();
                bytes[at] = damage(bytes[at]);
                let (_, faults) =
                    folder("type: single", name, data).with(&format!("series/{name}"), bytes).read();
                refused += usize::from(!faults.is_empty());
            }
        }
        assert!(refused > 20, "{name}: only {refused} damages were found");
        for length in (0..whole.len()).step_by(101) {
            let cut = &whole[..length];
            let (_, faults) = folder("type: single", name, data).with(&format!("series/{name}"), cut).read();
            assert!(!faults.is_empty(), "{name}: {length}");
        }
    }
}

/// A file of a hundred bytes may say that it holds 2^40 rows of one value.
#[test]
fn rows_without_end_are_not_counted() {
    let mut bytes = fixture("brotli.parquet");
    // Field 3 of the metadata and of its one group: 600 rows, as a zigzag varint.
    let rows = bytes.windows(3).position(|bytes| bytes == [0x16, 0xb0, 0x09]).unwrap();
    bytes.splice(rows + 1..rows + 3, [0xff, 0xff, 0xff, 0xff, 0x1f]);
    let length = bytes.len() - 8;
    let footer = u32::from_le_bytes(bytes[length..length + 4].try_into().unwrap()) + 3;
    bytes[length..length + 4].copy_from_slice(&footer.to_le_bytes());
    let (_, faults) =
        folder("type: single", "a.parquet", ", tabulate: antwort").with("series/a.parquet", bytes).read();
    assert_eq!(faults.len(), 1, "{faults:#?}");
}
