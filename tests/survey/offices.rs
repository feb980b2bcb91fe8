//! Files of statistical offices: figures by dimensions, of which a chart shows two.

use crate::folder::{Folder, lines};

fn office(file: &str, data: &str, text: &str) -> Folder {
    let series = format!(
        "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: numeric\n    unit: number\n    data: {{file: series/{file}, {data}}}\n"
    );
    Folder::new(&series).with(&format!("series/{file}"), text)
}

const EUROSTAT: &str = "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \n\
    A,PC,DE\t50.1 \t54.3 b\t: \n\
    A,PC,FR\t: c\t61.0 \t62.5 p\n\
    A,NR,DE\t100 \t110 \t120 \n";

#[test]
fn a_tsv_of_eurostat_with_flags_and_gaps() {
    let data = "category: geo, column: TIME_PERIOD, pick: {unit: PC}";
    let series = office("e.tsv", data, EUROSTAT).series();
    assert_eq!(lines(&series), ["2022 2023 2024", "DE: 50.1 54.3 -", "FR: - 61 62.5"]);
    assert_eq!(series.notes.as_deref(), Some("b: DE 2023; p: FR 2024"));
    // Picked values stand in the order in which they are picked.
    let data = "format: eurostat-tsv, category: geo, column: TIME_PERIOD, pick: {unit: PC, geo: [FR, DE], TIME_PERIOD: ['2023']}";
    let series = office("e.tsv", data, EUROSTAT).series();
    assert_eq!(lines(&series), ["2023", "FR: 61", "DE: 54.3"]);
    // One column needs no dimension.
    let series = office("e.tsv", "category: geo, pick: {unit: PC, TIME_PERIOD: '2023'}", EUROSTAT).series();
    assert_eq!(lines(&series), ["", "DE: 54.3", "FR: 61"]);
}

#[test]
fn codes_of_an_office_get_labels_and_its_flags_a_meaning() {
    let labelled = |labels: &str, more: &str| {
        let data = format!("category: geo, column: TIME_PERIOD, pick: {{unit: PC, geo: [FR, DE]}}{more}");
        let series = format!(
            "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: numeric\n    unit: number\n    labels: {labels}\n    data: {{file: series/e.tsv, {data}}}\n"
        );
        Folder::new(&series).with("series/e.tsv", EUROSTAT)
    };
    let flags = ", flags: {b: break in series}, columns: ['2023', '2024']";
    let series = labelled("{DE: Deutschland, FR: Frankreich}", "").series();
    assert_eq!(lines(&series), ["2022 2023 2024", "Frankreich: - 61 62.5", "Deutschland: 50.1 54.3 -"]);
    // Whoever names columns says that the file is no export, unless it is named.
    let named = format!("{flags}, format: eurostat-tsv");
    let series = labelled("{DE: Deutschland, '2023': last year}", &named).series();
    assert_eq!(lines(&series), ["last year 2024", "FR: 61 62.5", "Deutschland: 54.3 -"]);
    assert_eq!(series.notes.as_deref(), Some("break in series: Deutschland last year; p: FR 2024"));
    let said = labelled("{AT: Österreich}", "").fault_of("unknown-category");
    assert!(said.contains("`AT`"), "{said}");
    // Two countries cannot become one.
    labelled("{DE: Land, FR: Land}", "").fault_of("repeated-figure");
}

#[test]
fn keys_of_other_tables_are_refused_in_files_of_offices() {
    for (key, value) in [("where", "{geo: DE}"), ("header", "2"), ("skip", "FR"), ("transpose", "true")] {
        let data = format!("category: geo, column: TIME_PERIOD, pick: {{unit: PC}}, {key}: {value}");
        let said = office("e.tsv", &data, EUROSTAT).fault_of("misplaced-key");
        assert!(said.contains(&format!("`{key}`")) && said.contains("a TSV file of Eurostat"), "{said}");
    }
}

#[test]
fn a_dimension_that_is_left_open_is_listed_with_its_values() {
    let said = office("e.tsv", "category: geo, column: TIME_PERIOD", EUROSTAT).fault_of("open-dimension");
    assert!(said.contains("`unit` has `NR`, `PC`") && said.contains("pick: {unit: 'NR'}"), "{said}");
    // Even where no two figures meet: France in percent beside Germany in persons is no comparison.
    let apart = EUROSTAT.replace("A,PC,DE\t50.1 \t54.3 b\t: \n", "");
    office("e.tsv", "category: geo, column: TIME_PERIOD", &apart).fault_of("open-dimension");
    let said = office("e.tsv", "category: geo, pick: {unit: PC}", EUROSTAT).fault_of("open-dimension");
    assert!(said.contains("`TIME_PERIOD` has `2022`, `2023`, `2024`"), "{said}");
}

#[test]
fn words_that_the_file_does_not_have() {
    let said = office("e.tsv", "category: geo, column: TIME_PERIOD, pick: {unit: PCT}", EUROSTAT)
        .fault_of("unknown-category");
    assert!(said.contains("`unit` has no value `PCT`"), "{said}");
    let said = office("e.tsv", "category: region, column: TIME_PERIOD", EUROSTAT).fault_of("unknown-header");
    assert!(said.contains("`freq`, `unit`, `geo`, `TIME_PERIOD`"), "{said}");
    let said = office("e.tsv", "pick: {unit: PC}", EUROSTAT).fault_of("missing-key");
    assert!(said.contains("which one are the categories?"), "{said}");
    let said =
        office("e.csv", "format: eurostat-tsv, category: geo", "geo,2024\nDE,1\n").fault_of("not-an-export");
    assert!(said.contains("TIME_PERIOD"), "{said}");
}

#[test]
fn a_file_that_is_cut_short() {
    let data = "category: geo, column: TIME_PERIOD, pick: {unit: PC}";
    office("e.tsv", data, "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,PC,DE\t50.1 \n")
        .fault_of("ragged-row");
    office("e.tsv", data, "freq,unit,geo\\TIME_PERIOD\t2022 \nA,DE\t50.1 \n").fault_of("ragged-row");
    let said =
        office("e.tsv", data, "freq,unit,geo\\TIME_PERIOD\t2022 \nA,PC,DE\t50,1 \n").fault_of("not-a-number");
    assert!(said.contains("`.` before decimals"), "{said}");
}

#[test]
fn sdmx_csv_with_codes_and_with_labels() {
    let codes = "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n\
        ESTAT:X(1.0),01/10/25,A,PC,DE,2023,54.3,b,\nESTAT:X(1.0),01/10/25,A,PC,DE,2024,:,,\nESTAT:X(1.0),01/10/25,A,PC,FR,2024,62.5,,\n";
    let series = office("s.csv", "category: geo, column: TIME_PERIOD", codes).series();
    assert_eq!(lines(&series), ["2023 2024", "DE: 54.3 -", "FR: - 62.5"]);
    assert_eq!(series.notes.as_deref(), Some("b: DE 2023"));
    let both = "STRUCTURE,geo:Geopolitical entity,TIME_PERIOD:Time,OBS_VALUE\nx,DE:Germany,2024,54.3\nx,FR:France,2024,62.5\n";
    let series = office(
        "s.csv",
        "category: geo, pick: {geo: [FR, DE]}",
        both.replace("TIME_PERIOD:Time", "TIME_PERIOD").as_str(),
    );
    assert_eq!(
        lines(&series.series()),
        ["", "FR: 62.5", "DE: 54.3"].map(|line| line.replace("FR", "France").replace("DE", "Germany"))
    );
    // Comments do not matter.
    let comments = "geo,TIME_PERIOD,OBS_VALUE,COMMENT\nDE,2024,54.3,one\nFR,2024,62.5,two\n";
    let said = office("s.csv", "category: geo", comments).fault_of("open-dimension");
    assert!(said.contains("`COMMENT`"), "{said}");
    let series = office("s.csv", "category: geo, pick: {COMMENT: '*'}", comments).series();
    assert_eq!(lines(&series), ["", "DE: 54.3", "FR: 62.5"]);
    // A table whose author says how to read it is read so.
    let long = office("s.csv", "long: {category: geo, value: OBS_VALUE}", comments).series();
    assert_eq!(lines(&long), ["", "DE: 54.3", "FR: 62.5"]);
}

#[test]
fn flat_files_of_genesis_of_both_generations() {
    let new = "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label;value_q\n\
        12411;Bevölkerung;JAHR;Jahr;2023;DLAND;Bundesländer;08;Baden-Württemberg;45,7;%;QUO1;Quote;p\n\
        12411;Bevölkerung;JAHR;Jahr;2023;DLAND;Bundesländer;09;Bayern;-;%;QUO1;Quote;\n\
        12411;Bevölkerung;JAHR;Jahr;2024;DLAND;Bundesländer;09;Bayern;.;%;QUO1;Quote;\n\
        12411;Bevölkerung;JAHR;Jahr;2023;DLAND;Bundesländer;09;Bayern;1234567;Anzahl;BEV1;Personen;\n";
    let data = "category: Bundesländer, column: Jahr, pick: {measure: QUO1}";
    let series = office("g.csv", data, new).series();
    // A dash is exactly nothing, a point an unknown figure.
    assert_eq!(lines(&series), ["2023 2024", "Baden-Württemberg: 45.7 -", "Bayern: 0 -"]);
    assert_eq!(series.notes.as_deref(), Some("p: Baden-Württemberg 2023"));
    let said = office("g.csv", "category: DLAND, column: JAHR", new).fault_of("open-dimension");
    assert!(said.contains("`Personen`, `Quote`") && said.contains("`unit` has `%`, `Anzahl`"), "{said}");

    let old = "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;1_Auspraegung_Label;     FLC006__Gebietsflaeche__qkm\n\
        11111;Gebietsstand;STAG;Stichtag;31.12.2022;DLAND;Bundesländer;08;Baden-Württemberg;35747,85\n\
        11111;Gebietsstand;STAG;Stichtag;31.12.2022;DLAND;Bundesländer;;Insgesamt;357595,99\n";
    let series = office("g.csv", "category: Bundesländer", old).series();
    assert_eq!(lines(&series), ["", "Baden-Württemberg: 35747.85", "Insgesamt: 357595.99"]);
}

const GENESIS: &str = "GENESIS-Tabelle: 11111-0001\n\
    Gebietsfläche: Bundesländer, Stichtag;;\n\
    Feststellung des Gebietsstands;;\n\
    Gebietsfläche (qkm);;\n\
    ;Stichtag;Stichtag\n\
    ;31.12.2022;31.12.2023\n\
    Bayern;70541,58;(70541,6)\n\
    Insgesamt;357595,99;.\n\
    __________\n\
    Berlin (1995): Gebietsstand 2001;\n\
    © Statistisches Bundesamt (Destatis), 2024\n\
    Stand: 22.04.2024 / 21:32:50\n";

#[test]
fn a_table_of_genesis_between_its_titles_and_its_notes() {
    let data = "category: 'rows 1', column: 'header 2'";
    let expected = ["31.12.2022 31.12.2023", "Bayern: 70541.58 70541.6", "Insgesamt: 357595.99 -"];
    let series = office("g.csv", data, GENESIS).series();
    assert_eq!(lines(&series), expected);
    assert_eq!(series.notes.as_deref(), Some("(): Bayern 31.12.2023"));
    assert_eq!(
        series.read_from.unwrap().to_string(),
        "a table of GENESIS with 6 rows above its figures, lines 1 to 8: 2 answers in 2 columns, rows 9 to 12 left out: notes"
    );
    // One dimension down and one across need no names.
    assert_eq!(lines(&office("g.csv", "format: genesis-table", GENESIS).series()), expected);
    let sections = GENESIS.replace("Insgesamt;", "weiblich;;\nInsgesamt;");
    let said = office("g.csv", "format: genesis-table", &sections).fault_of("open-dimension");
    assert!(said.contains("flat file"), "{said}");
}

#[test]
fn shares_stay_shares() {
    let series = "survey: {base: {label: all}}\nseries:\n  s:\n    type: multiple\n    data: {file: series/e.tsv, category: geo, column: TIME_PERIOD, pick: {unit: NR}}\n";
    let said = Folder::new(series).with("series/e.tsv", EUROSTAT).fault_of("share-out-of-range");
    assert!(said.contains("110"), "{said}");
}
