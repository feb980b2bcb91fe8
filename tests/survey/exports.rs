//! Exports of survey tools: recognised by their marks, read by name, refused where they are something else. Header rows
//! are never answers, and what the file says of its questions is taken from it.

use crate::folder::{Folder, lines};

/// A series `s` of one file.
fn export(kind: &str, data: &str, text: &str, more: &str) -> Folder {
    let series = format!(
        "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: {kind}\n    unit: count\n    data: {{file: series/x.csv, {data}}}\n{more}"
    );
    Folder::new(&series).with("series/x.csv", text)
}

/// Names and counts of the series, its n, and the wording that was found.
#[track_caller]
fn counts(folder: &Folder, expected: &[&str], n: u32, question: Option<&str>) {
    let series = folder.series();
    assert_eq!(lines(&series)[1..], *expected);
    assert_eq!(series.base.as_ref().unwrap().n, Some(n));
    assert_eq!(series.question.as_deref(), question);
}

const QUALTRICS: &str = r#"StartDate,Status,Finished,ResponseId,Q1,Q5_1,Q5_2,Q5_2_TEXT
Start Date,Response Type,Finished,Response ID,"How good, all in all?",Which? - Selected Choice - Bus,Which? - Selected Choice - Other,Which? - Other - Text
"{""ImportId"":""startDate"",""timeZone"":""Z""}","{""ImportId"":""status""}","{""ImportId"":""finished""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID5"",""choiceId"":""1""}","{""ImportId"":""QID5"",""choiceId"":""2""}","{""ImportId"":""QID5_2_TEXT""}"
2025-03-01 10:00:00,IP Address,True,R_1,good,Bus,,
2025-03-01 10:01:00,IP Address,True,R_2,bad,,Other,on foot
2025-03-01 10:02:00,IP Address,False,R_3,good,,,
"#;

#[test]
fn three_header_rows_of_qualtrics_are_no_answers() {
    let single = export("single", "tabulate: {answer: Q1}", QUALTRICS, "");
    counts(&single, &["good: 2", "bad: 1"], 3, Some("How good, all in all?"));
    assert_eq!(
        single.series().read_from.unwrap().to_string(),
        "an export of Qualtrics with 3 header rows, lines 1 to 6: 2 answers in 1 column, 3 respondents counted, of whom 1 did not finish"
    );
    let named =
        export("single", "format: qualtrics, tabulate: {answer: Q1}", QUALTRICS, "    question: How?\n");
    counts(&named, &["good: 2", "bad: 1"], 3, Some("How?"));
    // A question with a column for each option goes by its own code.
    let ticks = export("multiple", "tabulate: {answers: Q5}", QUALTRICS, "");
    counts(&ticks, &["Bus: 1", "Other: 1"], 2, Some("Which?"));
}

#[test]
fn previews_of_qualtrics_are_counted_only_by_whoever_asks_for_them() {
    let text = QUALTRICS.replace("IP Address,False", "Survey Preview,False");
    let said = export("single", "tabulate: {answer: Q1}", &text, "").fault_of("test-answers");
    assert!(said.contains("`Survey Preview`") && said.contains("where: {Status: …}"), "{said}");
    let real = export("single", "tabulate: {answer: Q1}, where: {Status: IP Address}", &text, "");
    counts(&real, &["good: 1", "bad: 1"], 2, Some("How good, all in all?"));
}

#[test]
fn a_file_that_lost_its_marks_is_not_what_it_is_called() {
    let text = "ResponseId,Q1\nR_1,good\n";
    let said =
        export("single", "format: qualtrics, tabulate: {answer: Q1}", text, "").fault_of("not-an-export");
    assert!(said.contains("third row") && said.contains("plain"), "{said}");
    // Another tool's export is no better.
    let said = export("single", "format: limesurvey, tabulate: {answer: Q1}", QUALTRICS, "")
        .fault_of("not-an-export");
    assert!(said.contains("`submitdate`"), "{said}");
    // With `plain` its second and third row are answers, as the author says.
    let plain = export("single", "format: plain, tabulate: {answer: Q1}", QUALTRICS, "");
    assert_eq!(plain.series().base.unwrap().n, Some(5));
}

#[test]
fn answers_are_not_figures_and_figures_are_no_answers() {
    let said = export("single", "format: qualtrics", QUALTRICS, "").fault_of("misplaced-key");
    assert!(said.contains("`tabulate` counts"), "{said}");
    let said =
        export("single", "format: sdmx-csv, tabulate: {answer: Q1}", QUALTRICS, "").fault_of("misplaced-key");
    assert!(said.contains("figures by dimensions"), "{said}");
    let said = export("single", "dictionary: series/x.csv", QUALTRICS, "").fault_of("misplaced-key");
    assert!(said.contains("`dictionary`"), "{said}");
}

#[test]
fn limesurvey_in_its_three_kinds_of_headings() {
    let codes = "id;submitdate;lastpage;startlanguage;Q1;Q5[SQ001];Q5[SQ002];Q5[other]\n\
        1;2025-03-01;3;de;A1;Y;;\n2;2025-03-01;3;de;A2;Y;Y;zu Fuß\n3;;1;de;A1;;;N/A\n";
    // The delimiter is that of the marks.
    let single = export("single", "tabulate: {answer: Q1}", codes, "    labels: {A1: gut, A2: schlecht}\n");
    counts(&single, &["gut: 2", "schlecht: 1"], 3, None);
    let ticks =
        export("multiple", "tabulate: {answers: Q5}", codes, "    labels: {SQ001: Bus, SQ002: Rad}\n");
    counts(&ticks, &["Bus: 2", "Rad: 1", "other: 1"], 2, None);
    let other = "tabulate: {answers: Q5, other: {'Q5[other]': Sonstiges}}";
    counts(&export("multiple", other, codes, ""), &["SQ001: 2", "SQ002: 1", "Sonstiges: 1"], 2, None);

    let both = "\"id. Response ID\",\"submitdate. Date submitted\",\"lastpage. Last page\",\"Q1. How good?\",\"Q5[SQ001]. Which? [Bus]\",\"Q5[SQ002]. Which? [Bike]\"\n\
        1,2025-03-01,3,good,Yes,No\n2,2025-03-01,3,bad,No,No\n";
    counts(
        &export("single", "tabulate: {answer: Q1}", both, ""),
        &["good: 1", "bad: 1"],
        2,
        Some("How good?"),
    );
    counts(
        &export("multiple", "tabulate: {answers: Q5}", both, ""),
        &["Bus: 1", "Bike: 0"],
        2,
        Some("Which?"),
    );
    // Who wrote the whole header before still finds it.
    counts(
        &export("single", "tabulate: {answer: 'Q1. How good?'}", both, ""),
        &["good: 1", "bad: 1"],
        2,
        Some("How good?"),
    );

    let texts = "Response ID,Date submitted,Last page,Start language,How good?,Which? [Bus],Which? [Bike]\n\
        1,2025-03-01,3,en,good,Yes,No\n";
    counts(
        &export("multiple", "tabulate: {answers: 'Which?'}", texts, ""),
        &["Bus: 1", "Bike: 0"],
        1,
        Some("Which?"),
    );
}

#[test]
fn surveymonkey_spreads_a_single_choice_over_ticks() {
    let text = "Respondent ID,Collector ID,Start Date,How do you come?,,,Why?\n\
        ,,,By bus,By bike,Other (please specify),Open-Ended Response\n\
        11,1,03/01/2025,By bus,,,near\n12,1,03/01/2025,,By bike,,\n13,1,03/01/2025,,,my neighbour Jane Doe drives me,\n";
    let single = export("single", "tabulate: {answers: 'How do you come?'}", text, "");
    counts(&single, &["By bus: 1", "By bike: 1", "Other (please specify): 1"], 3, Some("How do you come?"));
    // What respondents wrote is no answer that a chart could show.
    assert!(!format!("{:?}", lines(&single.series())).contains("Jane"));
    let named = "tabulate: {answers: 'How do you come?', other: {'How do you come? / Other (please specify)': Other}}";
    counts(
        &export("single", named, text, ""),
        &["By bus: 1", "By bike: 1", "Other: 1"],
        3,
        Some("How do you come?"),
    );
    // Two answers of one respondent contradict a single choice.
    let twice = text.replace("11,1,03/01/2025,By bus,,", "11,1,03/01/2025,By bus,By bike,");
    let said =
        export("single", "tabulate: {answers: 'How do you come?'}", &twice, "").fault_of("too-many-answers");
    assert!(said.contains("took one: `By bus`, `By bike`") && said.contains("type: multiple"), "{said}");
}

#[test]
fn soscisurvey_writes_1_for_not_chosen() {
    let text = "CASE\tSERIAL\tREF\tQUESTNNR\tMODE\tSTARTED\tAB01\tAB02\tAB02_01\tAB02_02\tFINISHED\n\
        Interview-Nummer (fortlaufend)\tSeriennummer\tReferenz\tFragebogen\tModus\tBeginn\tZufriedenheit\tMedien: Anzahl\tMedien: Zeitung\tMedien: Radio\tabgeschlossen\n\
        21\t\t\tbase\tinterview\t2025-03-01 10:00:00\t1\t1\t2\t1\t1\n\
        22\t\t\tbase\tinterview\t2025-03-01 10:00:00\t2\t2\t2\t2\t1\n\
        23\t\t\tbase\tinterview\t2025-03-01 10:00:00\t-9\t0\t1\t1\t0\n";
    let ticks = export("multiple", "tabulate: {answers: AB02}", text, "");
    counts(&ticks, &["Zeitung: 2", "Radio: 1"], 3, Some("Medien"));
    // -9 says that the question was not answered.
    let values = "VAR;RESPONSE;MEANING\nAB01;1;zufrieden\nAB01;2;unzufrieden\n";
    let single = export("single", "dictionary: series/values.csv, tabulate: {answer: AB01}", text, "")
        .with("series/values.csv", values);
    counts(&single, &["zufrieden: 1", "unzufrieden: 1"], 2, Some("Zufriedenheit"));
}

#[test]
fn kobo_with_codes_in_one_cell_and_in_columns() {
    let text = "start;travel/q1;travel/q5;travel/q5/bus;travel/q5/bike;_id;_uuid;_submission_time\n\
        2025-03-01;y;bus bike;1;1;1;a;2025-03-01\n2025-03-01;n;bus;1;0;2;b;2025-03-01\n";
    let dictionary = "question;code;label;wording\nq5;bus;By bus;How do you come?\nq5;bike;By bike;\nq1;y;yes;Again?\nq1;n;no;\n";
    let with = |data: &str, kind: &str| {
        export(kind, &format!("dictionary: series/form.csv, {data}"), text, "")
            .with("series/form.csv", dictionary)
    };
    let columns = with("tabulate: {answers: travel/q5}", "multiple");
    counts(&columns, &["By bus: 2", "By bike: 1"], 2, Some("How do you come?"));
    let cell = with("format: kobo, tabulate: {answer: travel/q5}", "multiple");
    counts(&cell, &["By bus: 2", "By bike: 1"], 2, Some("How do you come?"));
    counts(&with("tabulate: {answer: travel/q1}", "single"), &["yes: 1", "no: 1"], 2, Some("Again?"));
    // Codes of groups are called as the dictionary says too.
    let groups = with("tabulate: {answer: travel/q1, column: travel/q1}", "single").series();
    assert_eq!(lines(&groups), ["yes no", "yes: 1 0", "no: 0 1"]);
}

#[test]
fn redcap_with_its_data_dictionary() {
    let text = "record_id,redcap_event_name,q1,q5___1,q5___2,survey_complete\n\
        1,first_arm_1,1,1,0,2\n2,first_arm_1,2,1,1,2\n";
    let dictionary = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"\n\
        q1,survey,,radio,How good?,\"1, Good, all in all | 2, Bad\"\nq5,survey,,checkbox,Which?,\"1, Bus | 2, Bike\"\n";
    let with = |kind: &str, data: &str, text: &str| {
        export(kind, &format!("dictionary: series/dd.csv, {data}"), text, "")
            .with("series/dd.csv", dictionary)
    };
    let single = with("single", "tabulate: {answer: q1}", text);
    counts(&single, &["Good, all in all: 1", "Bad: 1"], 2, Some("How good?"));
    counts(&with("multiple", "tabulate: {answers: q5}", text), &["Bus: 2", "Bike: 1"], 2, Some("Which?"));
    // A code that the dictionary does not have.
    let said = with("single", "tabulate: {answer: q1}", &text.replace("arm_1,2,", "arm_1,7,"))
        .fault_of("unknown-category");
    assert!(said.contains("`7`"), "{said}");
    // A person with a row for each event is one person.
    let twice = format!("{text}1,second_arm_1,2,0,0,2\n");
    let said = with("single", "tabulate: {answer: q1}", &twice).fault_of("open-dimension");
    assert!(said.contains("redcap_event_name"), "{said}");
    let picked = with("single", "tabulate: {answer: q1}, where: {redcap_event_name: first_arm_1}", &twice);
    counts(&picked, &["Good, all in all: 1", "Bad: 1"], 2, Some("How good?"));
}

#[test]
fn labels_of_redcap_instead_of_codes() {
    let text = "Record ID,Which? (choice=Bus),Which? (choice=Bike),Complete?\n1,Checked,Unchecked,Complete\n2,Checked,Checked,Complete\n";
    counts(
        &export("multiple", "tabulate: {answers: 'Which?'}", text, ""),
        &["Bus: 2", "Bike: 1"],
        2,
        Some("Which?"),
    );
}

#[test]
fn forms_of_google_and_microsoft() {
    let google = "Zeitstempel,Wie kommen Sie?\n01.03.2025 09:12:33,\"Bus, auch nachts, Rad\"\n01.03.2025 09:13:00,Rad\n";
    let listed = "tabulate: {answer: 'Wie kommen Sie?', separator: ',', order: ['Bus, auch nachts', Rad]}";
    counts(
        &export("multiple", listed, google, ""),
        &["Bus, auch nachts: 1", "Rad: 2"],
        2,
        Some("Wie kommen Sie?"),
    );
    // A respondent's own words are counted, not shown.
    let own = google.replace("33,\"Bus", "33,\"ich lasse mich fahren, Bus");
    let other = "tabulate: {answer: 'Wie kommen Sie?', separator: ',', order: ['Bus, auch nachts', Rad], other: Anderes}";
    counts(
        &export("multiple", other, &own, ""),
        &["Bus, auch nachts: 1", "Rad: 2", "Anderes: 1"],
        2,
        Some("Wie kommen Sie?"),
    );
    let microsoft = "ID,Start time,Completion time,Email,Name,How do you come?\n\
        1,3/1/25 9:00:00,3/1/25 9:01:00,anonymous,,Bus;Bike;\n2,3/1/25 9:00:00,3/1/25 9:01:00,anonymous,,Bus;\n";
    let named = "format: microsoft-forms, tabulate: {answer: How do you come?}";
    counts(&export("multiple", named, microsoft, ""), &["Bus: 2", "Bike: 1"], 2, Some("How do you come?"));
    let said =
        export("multiple", "tabulate: {answer: How do you come?}", microsoft, "").fault_of("misplaced-key");
    assert!(said.contains("separator"), "{said}");
}

/// Ten answers with an option that holds the separator, beside others.
fn with_commas() -> String {
    let row =
        ["Server (ODL, NSX), Skripte", "Skripte", "\"Nein, das nutzen wir nicht\"", "Server (ODL, NSX)"];
    let lines = (0..12).map(|at| format!("{at};{}\n", row[at % 4].trim_matches('"')));
    format!("id;tools\n{}", lines.collect::<String>())
}

#[test]
fn options_with_commas_do_not_fall_apart() {
    let data = |order: &str| format!("delimiter: ';', tabulate: {{answer: tools, separator: ','{order}}}");
    let listed = data(", order: ['Server (ODL, NSX)', Skripte, 'Nein, das nutzen wir nicht']");
    counts(
        &export("multiple", &listed, &with_commas(), ""),
        &["Server (ODL, NSX): 6", "Skripte: 6", "Nein, das nutzen wir nicht: 3"],
        12,
        None,
    );
    let said = export("multiple", &data(""), &with_commas(), "").fault_of("split-option");
    assert!(
        said.contains("`Server (ODL, NSX)`") && said.contains("order: ['Server (ODL, NSX)', …]"),
        "{said}"
    );
    let no_brackets = with_commas().replace("(ODL, NSX)", "ODL");
    let said = export("multiple", &data(""), &no_brackets, "").fault_of("split-option");
    assert!(said.contains("`Nein, das nutzen wir nicht` always comes together (3 times)"), "{said}");
    // All pieces that are no option, in one fault, with how often they came.
    let short = data(", order: [Skripte]");
    let said = export("multiple", &short, &no_brackets, "").fault_of("unknown-category");
    assert!(said.contains("`Server ODL` (6), `Nein` (3), `das nutzen wir nicht` (3)"), "{said}");
}

#[test]
fn answers_that_come_together_by_chance_are_two() {
    // Twice is no proof, and apart is none at all.
    let text = "id;ways\n1;bus, bike\n2;bus, bike\n3;bus\n4;tram\n";
    let data = "delimiter: ';', tabulate: {answer: ways, separator: ','}";
    counts(&export("multiple", data, text, ""), &["bus: 3", "bike: 2", "tram: 1"], 4, None);
}

#[test]
fn codes_get_labels_once_for_many_questions() {
    let series = "survey: {base: {label: all}}\nlabels:\n  school: {1: sehr gut, 2: gut, 3: schlecht, 9: weiß nicht}\nseries:\n  s:\n    type: scale\n    labels: school\n    missing: [weiß nicht]\n    unit: count\n    data: {file: series/x.csv, tabulate: q1}\n  t:\n    type: scale\n    labels: school\n    data: {file: series/x.csv, tabulate: {answer: q2, order: [schlecht, gut]}}\n";
    let text = "id,q1,q2\n1,2,3\n2,1.0,2\n3,9,2\n";
    let folder = Folder::new(series).with("series/x.csv", text);
    counts(&folder, &["sehr gut: 1", "gut: 1", "schlecht: 0", "weiß nicht: 1"], 3, None);
    let (project, _) = folder.read();
    let names: Vec<String> =
        project.catalog.get("t").unwrap().categories.iter().map(|one| one.name.clone()).collect();
    assert_eq!(names, ["schlecht", "gut", "sehr gut", "weiß nicht"]);

    let wrong = Folder::new(&series.replace("labels: school\n    missing", "labels: schol\n    missing"))
        .with("series/x.csv", text);
    assert!(wrong.fault_of("unknown-word").contains("did you mean `school`?"));
    let more = Folder::new(series).with("series/x.csv", "id,q1,q2\n1,7,3\n2,7,2\n3,8,2\n");
    let said = more.fault_of("unknown-category");
    assert!(said.contains("`7` (2), `8` (1)"), "{said}");
    let order = export("scale", "tabulate: {answer: q1, order: {1: gut}}", text, "").fault_of("wrong-type");
    assert!(order.contains("`labels: {1: very good, 2: good}`"), "{order}");
}

#[test]
fn labels_name_what_stands_in_a_file() {
    let folder =
        Folder::new("series:\n  s: {type: single, base: {label: all}, labels: {1: yes}, values: {a: 50}}\n");
    assert!(folder.fault_of("misplaced-key").contains("`labels`"));
}

#[test]
fn texts_beside_the_answer_are_counted_and_never_shown() {
    let text = "id,q1,q1_text\n1,bus,\n2,,my secret\n3,bus,also seldom by tram\n";
    let data = "tabulate: {answer: q1, other: {q1_text: Other}}";
    let folder = export("single", data, text, "");
    counts(&folder, &["bus: 2", "Other: 1"], 3, None);
    let out = folder.built();
    for file in std::fs::read_dir(out.join("charts")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"secret"));
    }
    let said = export("single", "tabulate: {answer: q1, other: Other}", text, "").fault_of("misplaced-key");
    assert!(said.contains("no list"), "{said}");
}

#[test]
fn dictionaries_of_an_unknown_form() {
    let folder =
        |name: &str| export("single", &format!("dictionary: {name}, tabulate: q1"), "id,q1\n1,a\n", "");
    let said = folder("series/x.csv").fault_of("unknown-format");
    assert!(said.contains("XLSForm"), "{said}");
    folder("series/none.csv").fault_of("unreadable-data");
    assert!(
        folder("series/form.pdf").with("series/form.pdf", "x").fault_of("unknown-format").contains(".pdf")
    );
}

#[test]
fn a_plain_table_with_a_dictionary() {
    let folder = export("single", "dictionary: series/d.csv, tabulate: q1", "id,q1\n1,a\n2,b\n", "").with(
        "series/d.csv",
        "question,code,label,wording\nq1,a,Apples,Which fruit?\nq1,b,Pears,\nq1,c,Plums,\n",
    );
    counts(&folder, &["Apples: 1", "Pears: 1", "Plums: 0"], 2, Some("Which fruit?"));
}

/// A workbook of Excel with these sheets, whose cells are texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    use std::fmt::Write as _;
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links) = (String::new(), String::new());
    for (number, (name, rows)) in (1..).zip(sheets) {
        let _ = write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        let _ = write!(
            links,
            "<Relationship Id=\"r{number}\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let mut text = format!("<worksheet xmlns=\"{main}\"><sheetData>");
        for (row, cells) in (1..).zip(*rows) {
            let _ = write!(text, "<row r=\"{row}\">");
            for (column, cell) in ('A'..='Z').zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                let _ = write!(text, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>");
            }
            text.push_str("</row>");
        }
        part(&format!("xl/worksheets/sheet{number}.xml"), &format!("{text}</sheetData></worksheet>"));
    }
    part(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>{list}</sheets></workbook>"),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships xmlns=\"{package}\">{links}</Relationships>"),
    );
    part(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
    );
    writer.finish().unwrap().into_inner()
}

#[test]
fn labels_of_an_xlsform_in_its_workbook() {
    let form = workbook(&[
        ("settings", &[&["form_title"], &["Travel"]]),
        (
            "survey",
            &[
                &["type", "name", "label::Deutsch (de)", "label::English (en)"],
                &["begin_group", "travel", "Wege", "Travel"],
                &["select_multiple ways", "q5", "Wie kommen Sie?", "How do you come?"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label::Deutsch (de)", "label::English (en)"],
                &["ways", "bus", "Mit dem Bus", "By bus"],
                &["ways", "bike", "Mit dem Rad", "By bike"],
                &["ways", "foot", "Zu Fuß", "On foot"],
            ],
        ),
    ]);
    let text = "SubmissionDate,travel/q5,meta-instanceID,KEY\n2025-03-01,bus bike,a,a\n2025-03-01,bus,b,b\n";
    let data = "format: kobo, dictionary: series/form.xlsx, tabulate: {answer: travel/q5}";
    let folder = export("multiple", data, text, "").with("series/form.xlsx", form);
    counts(&folder, &["Mit dem Bus: 2", "Mit dem Rad: 1", "Zu Fuß: 0"], 2, Some("Wie kommen Sie?"));
}

#[test]
fn header_rows_in_a_workbook() {
    let rows: &[&[&str]] = &[
        &["Respondent ID", "Collector ID", "How do you come?", ""],
        &["", "", "By bus", "By bike"],
        &["11", "1", "By bus", ""],
        &["12", "1", "By bus", "By bike"],
    ];
    let series = "survey: {base: {label: all}}\nseries:\n  s:\n    type: multiple\n    unit: count\n    data: {file: series/x.xlsx, format: surveymonkey, tabulate: {answers: 'How do you come?'}}\n";
    let folder = Folder::new(series).with("series/x.xlsx", workbook(&[("Sheet", rows)]));
    counts(&folder, &["By bus: 2", "By bike: 1"], 2, Some("How do you come?"));
    let forms: &[&[&str]] = &[
        &["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Wie?"],
        &["1", "45000.5", "45000.6", "", "", "Bus"],
    ];
    let single = "survey: {base: {label: all}}\nseries:\n  s: {type: single, unit: count, data: {file: series/x.xlsx, tabulate: Wie?}}\n";
    let folder = Folder::new(single).with("series/x.xlsx", workbook(&[("Sheet", forms)]));
    counts(&folder, &["Bus: 1"], 1, Some("Wie?"));
    let said = Folder::new(&single.replace("tabulate: Wie?", "format: limesurvey, tabulate: Wie?"))
        .with("series/x.xlsx", workbook(&[("Sheet", forms)]))
        .fault_of("not-an-export");
    assert!(said.contains("LimeSurvey"), "{said}");
}

#[test]
fn an_export_below_titles_is_recognised_in_its_range() {
    let titled = format!("Exported by Jane,,,,,,,\n,,,,,,,\n{QUALTRICS}");
    let folder = export("single", "rows: '3:', tabulate: {answer: Q1}", &titled, "");
    counts(&folder, &["good: 2", "bad: 1"], 3, Some("How good, all in all?"));
    let sentence = folder.series().read_from.unwrap().to_string();
    assert!(
        sentence.starts_with("an export of Qualtrics with 3 header rows, lines 3 to 8: 2 answers"),
        "{sentence}"
    );
    // A line for Excel is no row either.
    let signed = format!("sep=,\n{QUALTRICS}");
    let folder = export("multiple", "delimiter: ';', tabulate: {answers: Q5}", &signed, "");
    counts(&folder, &["Bus: 1", "Other: 1"], 2, Some("Which?"));
    let wide: &[&[&str]] = &[
        &["x", "", "", "", "", ""],
        &["", "id", "submitdate", "lastpage", "startlanguage", "Q1"],
        &["", "1", "2025-03-01", "3", "de", "A1"],
        &["", "2", "", "1", "de", "A2"],
    ];
    let series = "survey: {base: {label: all}}\nseries:\n  s:\n    type: single\n    unit: count\n    data: {file: series/x.xlsx, range: B2:F4, format: limesurvey, tabulate: Q1}\n";
    let folder = Folder::new(series).with("series/x.xlsx", workbook(&[("Sheet", wide)]));
    counts(&folder, &["A1: 1", "A2: 1"], 2, None);
    let sentence = folder.series().read_from.unwrap().to_string();
    assert_eq!(
        sentence,
        "an export of LimeSurvey with 1 header row, B2:F4: 2 answers in 1 column, 2 respondents counted, of whom 1 did not finish"
    );
}

#[test]
fn keys_of_plain_tables_are_refused_in_exports() {
    let said = export("single", "header: 3, tabulate: {answer: Q1}", QUALTRICS, "").fault_of("misplaced-key");
    assert!(said.contains("`header`") && said.contains("an export of Qualtrics"), "{said}");
    // Who says that the file is plain is obeyed: its wording stands in the headers then.
    let plain = "format: plain, header: 2, tabulate: {answer: 'Q1 / How good, all in all?'}";
    assert_eq!(export("single", plain, QUALTRICS, "").series().base.unwrap().n, Some(4));
    let said =
        export("single", "column: Q5_1, tabulate: {answer: Q1}", QUALTRICS, "").fault_of("misplaced-key");
    assert!(said.contains("`column`"), "{said}");
    let said = export("single", "pick: {unit: PC}", "a,b\nja,1\n", "").fault_of("misplaced-key");
    assert!(said.contains("`unit` would be a dimension"), "{said}");
}

#[test]
fn a_list_and_the_manifest_say_what_a_file_was_recognised_as() {
    let folder = export("single", "tabulate: {answer: Q1}", QUALTRICS, "");
    let list = folder.run(&["list", "--data", "."]);
    let list = list.stdout;
    assert!(list.contains("\ns       series/x.csv  an export of Qualtrics with 3 header rows"), "{list}");
    let manifest = std::fs::read_to_string(folder.built().join("manifest.json")).unwrap();
    assert!(
        manifest.contains("\"read\": \"series/x.csv, an export of Qualtrics with 3 header rows"),
        "{manifest}"
    );
}
