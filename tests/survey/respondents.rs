//! `import` makes a data set of a table with a row for each respondent: questions with their types, labels and wording, as
//! survey tools and statistics programs write them.

use std::process::Command;

use crate::folder::Folder;

/// What is proposed for a file, and what is said about it.
#[track_caller]
fn proposed(name: &str, bytes: impl AsRef<[u8]>) -> (String, String) {
    let folder = Folder::empty().with(name, bytes);
    let file = folder.path.join(name);
    let specs = folder.path.join("none");
    let arguments = ["import", "--print", file.to_str().unwrap(), "--specs", specs.to_str().unwrap()];
    let run = Command::new(env!("CARGO_BIN_EXE_make-briefing")).args(arguments).output().unwrap();
    (String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap())
}

#[track_caller]
fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

/// The figures of a chart that is proposed, once it is built.
#[track_caller]
fn figures(name: &str, bytes: impl AsRef<[u8]>, chart: &str) -> String {
    let folder = Folder::empty().with(name, bytes);
    let path = |name: &str| folder.path.join(name).to_str().unwrap().to_owned();
    let run = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_make-briefing")).args(arguments).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    run(&["import", &path(name), "--charts", "--specs", &path("specs")]);
    run(&[&path("specs"), "--output", &path("out"), "--format", "csv"]);
    std::fs::read_to_string(folder.path.join(format!("out/charts/{chart}.csv"))).unwrap()
}

const LIMESURVEY: &str = "\"id. Response ID\";\"submitdate. Date submitted\";\"lastpage. Last page\";\"Q1. How satisfied are you?\";\"Q5[SQ001]. Which do you use? [Bus]\";\"Q5[SQ002]. Which do you use? [Bike]\";\"Q5[other]. Which do you use? [Other]\";\"age. Your age\";\"G1[a]. How important? [Price]\";\"G1[b]. How important? [Speed]\"
1;2025-03-01;3;very satisfied;Yes;No;;34;high;high
2;2025-03-01;3;fairly satisfied;Yes;Yes;on foot;51;low;high
3;;1;very satisfied;No;Yes;N/A;22;high;N/A
4;2025-03-01;3;No answer;No;No;;67;low;low
";

#[test]
fn an_export_of_limesurvey_becomes_questions() {
    let (out, said) = proposed("lime.csv", LIMESURVEY);
    has(
        &out,
        &[
            "dataset:\n  data:\n    file: 'series/lime.csv'\n    delimiter: ';'",
            "    label: 'How satisfied are you?'",
            "    missing: ['No answer']",
            "    type: multiple    # each answer has a column that is ticked",
            "      'Q5[SQ001]': 'Bus'",
            "    type: numeric    # the answers are numbers\n    answer: 'age'",
            "      'G1[a]': 'Price'",
        ],
    );
    has(&said, &["under `Q5[other]`", "what the survey tool noted: `id`"]);
    let counted = figures("lime.csv", LIMESURVEY, "g1");
    has(&counted, &["Price,50", "Speed,66.7"]);
    has(&figures("lime.csv", LIMESURVEY, "q5"), &["Bus,50", "Bike,50"]);
}

/// A header row that is counted is an answer that nobody gave.
#[test]
fn header_rows_of_an_export_are_no_answers_of_a_data_set() {
    let text = "StartDate,Finished,Q1\nStart Date,Finished,How good?\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"finished\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n2025-03-01,True,good\n2025-03-01,True,bad\n2025-03-01,True,good\n";
    let counted = figures("qualtrics.csv", text, "q1");
    has(&counted, &["good,66.7", "bad,33.3"]);
    assert!(!counted.contains("How good?"), "{counted}");
}

#[test]
fn ticks_of_soscisurvey_and_codes_without_labels() {
    let text = "CASE;QUESTNNR;STARTED;AB01;AB02_01;AB02_02\n1;base;2025-03-01 10:00:00;1;2;1\n2;base;2025-03-01 10:00:00;2;2;2\n3;base;2025-03-01 10:00:00;-9;1;2\n";
    has(&figures("sosci.csv", text, "ab02"), &["AB02_01,66.7", "AB02_02,66.7"]);
    has(&figures("sosci.csv", text, "ab01"), &["1,50", "2,50"]);
    let (_, said) = proposed("sosci.csv", text);
    has(&said, &["`ab01`: the file has codes and does not say what they mean"]);
}

#[test]
fn forms_have_several_answers_in_a_cell_and_grids() {
    let days = ["Monday", "Monday, Tuesday", "Tuesday, Friday", "Friday", "Monday, Tuesday, Friday"];
    let rows: String = (0..20)
        .map(|at| {
            format!("2024/03/01 9:12:{at:02} AM,\"{}\",good,{}\n", days[at % 5], ["good", "bad"][at % 2])
        })
        .collect();
    let text = format!("Timestamp,Which days?,How good? [Staff],How good? [Price]\n{rows}");
    let (out, _) = proposed("form.csv", &text);
    has(&out, &["    separator: ','", "      'How good? [Staff]': 'Staff'"]);
    has(&figures("form.csv", &text, "which-days"), &["Monday,60", "Tuesday,60", "Friday,60"]);
}

#[test]
fn a_table_without_a_tool_has_its_weight_and_its_words() {
    let rows: String = (0..120)
        .map(|at| {
            let (answer, region, weight) =
                (["yes", "no"][at % 2], ["North", "South"][at / 60], [0.75, 1.25][at % 2]);
            format!("{},{answer},{region},{weight},words of {at}\n", 1000 + at)
        })
        .collect();
    let text = format!("id,q2,region,weight,remark\n{rows}");
    let (out, said) = proposed("plain.csv", &text);
    has(&out, &["  weight: 'weight'", "breaks:", "  region: region"]);
    has(&said, &["respondents' own words: `remark`", "`weight` is taken for the weight"]);
    has(&figures("plain.csv", &text, "q2"), &["yes,37.5", "no,62.5"]);
}

#[test]
fn a_file_of_spss_says_what_its_variables_are() {
    let bytes = include_bytes!("fixtures/answers.sav");
    let (out, _) = proposed("answers.sav", bytes);
    has(
        &out,
        &[
            "    label: 'Wie zufrieden sind Sie?'\n    type: scale    # the labels are a scale",
            "    answer: 'land'",
        ],
    );
    has(&figures("answers.sav", bytes, "land"), &["Deutschland,50", "Frankreich,50"]);
}

#[test]
fn figures_of_offices_are_proposed_by_dimensions() {
    let eurostat = "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \t2024 \nA,PC,DE\t50.1 \t54.3 b\t: \nA,PC,FR\t: c\t61.0 \t62.5 p\nA,NR,DE\t100 \t110 \t120 \n";
    let (out, said) = proposed("e.tsv", eurostat);
    has(&out, &["category: 'geo'", "column: 'TIME_PERIOD'", "pick: {'unit': 'PC'}"]);
    has(&said, &["of `unit`, `PC` is taken; there are also `NR`"]);
    has(&figures("e.tsv", eurostat, "e"), &["DE,50.1,54.3,"]);
    let genesis = "GENESIS-Tabelle: 12411-0010\nBevölkerung: Bundesländer;;\n;31.12.2022;31.12.2023\nBayern;13369393;13435062\nBremen;684864;-\n__________\n© Statistisches Bundesamt\n";
    has(
        &figures("g.csv", genesis, "bevoelkerung-bundeslaender"),
        &["Bayern,13369393,13435062", "Bremen,684864,0"],
    );
}

#[test]
fn a_row_for_each_figure_is_no_respondent() {
    let rows: String = ["Austria", "Belgium", "Cyprus", "Denmark", "Estonia"]
        .iter()
        .flat_map(|country| (2010..2020).map(move |year| format!("{country},{year},{}.5\n", year - 1990)))
        .collect();
    let (out, _) = proposed("long.csv", format!("country,year,value\n{rows}"));
    has(&out, &["long: {category: 'country', column: 'year', value: 'value'}"]);
}

#[test]
fn the_older_form_of_qualtrics_has_two_header_rows() {
    let answers = "R_1,,,0,1,1,1,\nR_2,,,0,1,2,1,1\nR_3,,,0,1,2,,1\nR_4,,,0,1,2,1,";
    let file = format!(
        "V1,V2,V3,V7,V10,Q1,Q2_1,Q2_2\nResponseID,ResponseSet,Name,Status,Finished,How are you?,Which do you use?-Bus,Which do you use?-Tram\n{answers}\n"
    );
    has(&figures("q.csv", &file, "q1"), &["2,75", "1,25"]);
    has(&figures("q.csv", &file, "q2"), &["Bus,75", "Tram,50"]);
    has(&proposed("q.csv", &file).1, &["what the survey tool noted: `ResponseID`, `ResponseSet`, `Name`"]);
}

#[test]
fn of_several_events_one_is_read_and_who_somebody_is_is_left_out() {
    let file = "record_id,redcap_event_name,first_name,telephone_1,sex,use___1,use___2,visit_complete\n1,start_arm_1,Ann,0123,1,1,0,2\n1,end_arm_1,,,,0,1,2\n2,start_arm_1,Bob,0456,2,1,1,2\n2,end_arm_1,,,,1,1,2\n";
    let (series, said) = proposed("r.csv", file);
    has(&series, &["  where: {redcap_event_name: 'start_arm_1'}"]);
    assert!(!series.contains("first_name") && !series.contains("telephone"), "{series}");
    has(
        &said,
        &["answers of `start_arm_1` are read, and not those of `end_arm_1`", "personal data: `first_name`"],
    );
    has(&figures("r.csv", file, "use"), &["1,100", "2,50"]);
}

#[test]
fn tests_of_the_questionnaire_are_not_counted() {
    let mut rows = String::from("CASE\tSERIAL\tQUESTNNR\tMODE\tSTARTED\tAB01\n");
    for at in 0..40 {
        let mode = if at < 3 { "debug" } else { "interview" };
        rows += &format!("{at}\t\tbase\t{mode}\t2024-03-01 10:00:00\t{}\n", at % 2 + 1);
    }
    let (out, said) = proposed("sosci.tsv", rows);
    has(&out, &["where: {MODE: ['interview']}", "answer: 'AB01'"]);
    has(&said, &["3 rows are tests of the questionnaire or spam and are not counted: `MODE` is `debug`"]);
}

#[test]
fn an_export_of_surveymonkey_is_known_without_its_own_columns() {
    let mut rows = String::from(
        "RespondentID,Seen any?,Which have you seen?,,Gender\n,Response,First film,Second film,Response\n",
    );
    for at in 0..45 {
        let film = if at % 3 == 0 { "First film," } else { ",Second film" };
        rows += &format!(
            "{},{},{film},{}\n",
            3_292_879_998_u64 + at,
            ["Yes", "No"][at as usize % 2],
            ["Male", "Female"][at as usize % 2]
        );
    }
    let (out, _) = proposed("films.csv", rows);
    has(&out, &["'Which have you seen? / First film': 'First film'", "type: multiple", "answer: 'Gender'"]);
}

#[test]
fn options_behind_the_wording_are_one_question() {
    let mut rows = String::from(
        "RespondentID,Celebrates?,Which pies do you serve? - Apple,Which pies do you serve? - Cherry\n",
    );
    for at in 0..45 {
        let pies = ["Apple,", ",Cherry", "Apple,Cherry"][at % 3];
        rows += &format!("{at},Yes,{pies}\n");
    }
    let (out, _) = proposed("pies.csv", rows);
    has(&out, &["'Which pies do you serve? - Apple': 'Apple'", "type: multiple"]);
}

#[test]
fn a_questionnaire_is_no_table_of_answers() {
    use crate::book::{Book, workbook};
    let survey = Book { lines: "type|name|label\nselect_one yn|q1|Why?", ..Book::default() };
    let choices = Book { lines: "list_name|name|label\nyn|1|yes\nyn|2|no", ..Book::default() };
    let (_, said) = proposed("form.xlsx", workbook(&[("survey", &survey), ("choices", &choices)]));
    has(&said, &["is a questionnaire (XLSForm) and holds no answers: name it as `dictionary`"]);
}

#[test]
fn a_file_of_stata_is_proposed_too() {
    let path = format!("{}/tests/survey/fixtures/answers-118.dta", env!("CARGO_MANIFEST_DIR"));
    let (out, said) = proposed("answers.dta", std::fs::read(path).unwrap());
    assert!(out.contains("dataset:"), "{out}\n{said}");
}

#[test]
fn labels_of_dimensions_may_have_columns_of_their_own() {
    let rows = "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,GEO,Country,TIME_PERIOD,Time,OBS_VALUE,Value,OBS_STATUS,Status\n\
        dataflow,X,Use,I,DE,Germany,2022,,91.6,,,\n\
        dataflow,X,Use,I,FR,France,2022,,92.0,,,\n\
        dataflow,X,Use,I,DE,Germany,2023,,92.5,,b,break\n\
        dataflow,X,Use,I,FR,France,2023,,93.0,,,\n";
    let figures = figures("use.csv", rows, "use");
    has(&figures, &["Germany", "92.5"]);
}
