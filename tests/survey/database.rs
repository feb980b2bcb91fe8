//! Figures and answers from databases of SQLite: one query, one state, nothing but reading.

use rusqlite::Connection;

use crate::folder::Folder;

const TABLE: &str = "CREATE TABLE answers (person INTEGER, q1 TEXT, age REAL, w REAL, region TEXT);
    INSERT INTO answers VALUES (1, 'yes', 34, 1.5, 'North'), (2, 'no', 51, 0.5, 'South'), (3, 'yes', NULL, 1, 'South'),
        (4, NULL, 20, 1, 'North');
    CREATE TABLE shares (answer TEXT, y2019 REAL, y2024 REAL);
    INSERT INTO shares VALUES ('agree', 54.25, 61), ('disagree', 45.75, 39);";

/// A database as SQLite writes it, after these statements.
fn database(statements: &str) -> Vec<u8> {
    let folder = Folder::empty().with("empty", "");
    let path = folder.path.join("d.sqlite");
    Connection::open(&path).unwrap().execute_batch(statements).unwrap();
    std::fs::read(path).unwrap()
}

fn asking(data: &str) -> Folder {
    Folder::new(&format!(
        "survey: {{base: {{label: all, n: 4}}}}\nseries:\n  s:\n    type: single\n    question: Do you?\n    data: {data}\n"
    ))
    .with("series/d.sqlite", database(TABLE))
}

/// What a query that cannot be used is told.
fn refused(sql: &str) -> String {
    asking(&format!("{{database: series/d.sqlite, sql: \"{sql}\"}}")).messages()
}

#[test]
fn a_query_gives_figures() {
    let folder = asking("{database: series/d.sqlite, sql: 'SELECT answer, y2024 FROM shares'}");
    let series = folder.series();
    let figures: Vec<_> = series.categories.iter().map(|one| (one.name.as_str(), one.values[0])).collect();
    assert_eq!(figures, [("agree", Some(61.0)), ("disagree", Some(39.0))]);
}

#[test]
fn a_query_gives_respondents_of_a_data_set() {
    let folder = Folder::empty()
        .with("series/d.sqlite", database(TABLE))
        .with(
            "series/s.yaml",
            "survey: {base: {label: all}}\ndataset:\n  data: {database: series/d.sqlite, sql: SELECT * FROM answers WHERE w > 0}\n  weight: w\nquestions:\n  q1: {question: 'Do you?', type: single}\nbreaks: {region: region}\n",
        )
        .with("briefing.yaml", "title: B\nlanguage: en\nsections: [{title: S, charts: [c]}]\n")
        .with("charts/c.yaml", "title: T\nseries: q1 by region\nchart: table\n");
    let (project, faults) = folder.read();
    let series = project.catalog.get("q1 by region").unwrap_or_else(|| panic!("{faults:#?}"));
    // South: 1 of 1.5 says yes.
    assert_eq!(series.columns, ["Total", "North", "South"]);
    let yes = series.categories.iter().find(|one| one.name == "yes").unwrap();
    let rounded: Vec<_> = yes.values.iter().map(|value| value.map(|value| (value * 10.0).round())).collect();
    assert_eq!(rounded, [Some(833.0), Some(1000.0), Some(667.0)]);
}

#[test]
fn a_database_is_only_read() {
    assert!(refused("DELETE FROM shares RETURNING answer, y2024").contains("not authorized"));
    assert!(refused("ATTACH 'other.sqlite' AS other").contains("not authorized"));
    assert!(refused("PRAGMA table_info(shares)").contains("not authorized"));
}

#[test]
fn the_same_file_gives_the_same_rows() {
    assert!(refused("SELECT answer, random() FROM shares").contains("random"));
    for now in [
        r#"date(\"now\")"#,
        r#"strftime(\"%d\")"#,
        "date('now')",
        "date()",
        "datetime ( 'NOW' )",
        "strftime('%Y')",
    ] {
        let said = refused(&format!("SELECT answer, {now} FROM shares"));
        assert!(said.contains("time of the build"), "{now}: {said}");
    }
    let said = refused("SELECT answer, strftime('%Y', '2024-05-01') AS year FROM shares");
    assert!(!said.contains("time of the build"), "{said}");
}

#[test]
fn a_faulty_query_is_shown_at_its_place() {
    let folder = asking("{database: series/d.sqlite, sql: SELECT answer FROM share}");
    let (_, faults) = folder.read();
    let fault = faults.iter().find(|fault| fault.code.name() == "unreadable-data").unwrap();
    assert!(fault.message.contains("no such table: share"), "{}", fault.message);
    assert_eq!(fault.span.line(), 6);
}

#[test]
fn a_missing_query_names_the_tables() {
    let said = asking("series/d.sqlite").messages();
    assert!(said.contains("SELECT * FROM answers") && said.contains("answers, shares"), "{said}");
}

#[test]
fn endless_queries_end() {
    let said =
        refused("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'a', max(i) FROM n");
    assert!(said.contains("too many steps"), "{said}");
}

#[test]
fn what_is_no_database_is_said_to_be_none() {
    let of = |bytes: &[u8]| {
        Folder::new("survey: {base: {label: all}}\nseries:\n  s: {type: single, data: {database: series/d.db, sql: SELECT 1}}\n")
            .with("series/d.db", bytes)
            .messages()
    };
    assert!(of(b"PK\x03\x04").contains("no SQLite database"));
    let whole = database(TABLE);
    for length in [100, 2000, whole.len() - 100] {
        assert!(of(&whole[..length]).contains("unreadable-data"), "{length}");
    }
}

#[test]
fn rows_in_a_second_file_are_not_lost() {
    let folder = asking("{database: series/d.sqlite, sql: 'SELECT answer, y2024 FROM shares'}");
    let open = Connection::open(folder.path.join("series/d.sqlite")).unwrap();
    open.execute_batch("PRAGMA journal_mode = WAL; UPDATE shares SET y2024 = 50;").unwrap();
    let said = folder.messages();
    assert!(said.contains("somebody writes to it"), "{said}");
    // Closed, everything is in the file.
    drop(open);
    assert_eq!(folder.series().categories[0].values, [Some(50.0)]);
}

#[test]
fn bytes_and_large_numbers_lose_nothing() {
    assert!(refused("SELECT answer, x'00ff' AS y FROM shares").contains("holds bytes"));
    let folder = asking("{database: series/d.sqlite, sql: \"SELECT 9007199254740993 AS id, 100\"}");
    assert_eq!(folder.series().categories[0].name, "9007199254740993");
}
