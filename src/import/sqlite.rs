//! Databases of SQLite: the rows that one `SELECT` gives.
//!
//! The file is read once into memory and opened there, read-only, so that every row is of the same state and nothing beside
//! it is touched. A query may read tables and nothing else, and gives the same rows for the same file: what depends on the
//! clock or on chance is refused.

use std::io::{Read, SeekFrom};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};

use super::reader::Reader;
use super::source_spec::SourceSpec;
use super::table::{At, Cell, Origin, Row, Value};
use super::{Beside, Content};
use crate::diagnostic::{Code, Diagnostic, Span};

/// The first bytes of every such file.
const MARK: &[u8; 16] = b"SQLite format 3\0";
/// The header of a file.
const HEADER: usize = 100;
/// The bytes of the header that say how the file is written, and read.
const JOURNAL: std::ops::Range<usize> = 18..20;
/// A database is held in memory, so it must not be larger.
const MOST_BYTES: u64 = 1 << 30;
/// A query may take so many steps of SQLite, thousands of them at a time: what takes more is most likely a join without a
/// condition.
const MOST_STEPS: u32 = 400_000;
/// Whole numbers up to this one are numbers of figures too.
const LARGEST_WHOLE: u64 = 1 << 53;
/// So many tables are named where the query is missing.
const MOST_NAMED: usize = 12;

/// Reads the rows of the query that a source names.
///
/// # Errors
/// A [`Diagnostic`] at the query, or at the file.
pub(super) fn read(
    content: &mut dyn Content,
    spec: &SourceSpec,
    beside: Beside<'_>,
    reader: &mut Reader<'_>,
) -> Result<(), Diagnostic> {
    let connection = open(content, spec, beside)?;
    let Some(sql) = &spec.sql else { return Err(without_query(&connection, spec)) };
    if let Some(word) = of_clock(&sql.value) {
        let message = format!(
            "the query asks for the time of the build with `{word}`: it would give other rows each time"
        );
        return Err(fault(&sql.span, message, "write the date into the query"));
    }
    let asked = |error: rusqlite::Error| {
        fault(&sql.span, format!("the query fails: {}", words(&error)), hint(&error))
    };
    let mut statement = connection.prepare(&sql.value).map_err(asked)?;
    if !statement.readonly() || statement.column_count() == 0 {
        return Err(fault(
            &sql.span,
            "the query is no `SELECT`".into(),
            "write one `SELECT`: a database is only read",
        ));
    }
    rows(&mut statement, spec, reader).map_err(|error| match error {
        Fault::Query(error) => asked(error),
        Fault::Cell(message) => {
            fault(&sql.span, message, "select text and numbers, as with `CAST(… AS TEXT)`")
        }
    })
}

/// What stops the rows of a query.
enum Fault {
    Query(rusqlite::Error),
    Cell(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Query(error)
    }
}

/// Hands on the rows of a query, with the names of its columns as the header.
fn rows(statement: &mut Statement<'_>, spec: &SourceSpec, reader: &mut Reader<'_>) -> Result<(), Fault> {
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let (file, named) = (spec.file.value.as_str(), &spec.file.span);
    let origin = || Origin::Columns { file, names: &names, named };
    let head = names.iter().zip(0..);
    let head = head.map(|(name, column)| Cell::new(Value::Text(name.as_str().into()), At::Cell(0, column)));
    if !reader.take(&Row { cells: head.collect(), origin: origin(), hidden: false }) {
        return Ok(());
    }
    let mut rows = statement.query([])?;
    let mut number = 0u32;
    while let Some(row) = rows.next()? {
        number = number.saturating_add(1);
        let mut cells = Vec::with_capacity(names.len());
        for (index, column) in (0..names.len()).zip(0..) {
            let value = value(row.get_ref(index)?).map_err(|what| {
                Fault::Cell(format!("column `{}` holds {what} in row {number}", names[index]))
            })?;
            cells.push(Cell::new(value, At::Cell(number, column)));
        }
        if !reader.take(&Row { cells, origin: origin(), hidden: false }) {
            break;
        }
    }
    Ok(())
}

/// A value as a cell; what it is, where it can be none.
fn value(found: ValueRef<'_>) -> Result<Value<'_>, &'static str> {
    Ok(match found {
        ValueRef::Null => Value::Empty,
        // An id of twenty digits is a word: as a number it would lose its end.
        ValueRef::Integer(whole) if whole.unsigned_abs() > LARGEST_WHOLE => {
            Value::Text(whole.to_string().into())
        }
        ValueRef::Integer(whole) => Value::Number { value: whole as f64, percent: false },
        ValueRef::Real(value) => Value::Number { value, percent: false },
        ValueRef::Text(bytes) => {
            Value::Text(std::str::from_utf8(bytes).map_err(|_| "text that is not UTF-8")?.into())
        }
        ValueRef::Blob(_) => return Err("bytes (a `BLOB`)"),
    })
}

/// Opens a copy of the file in memory.
fn open(content: &mut dyn Content, spec: &SourceSpec, beside: Beside<'_>) -> Result<Connection, Diagnostic> {
    let at = &spec.file.span;
    let name = &spec.file.value;
    let unreadable = |what: String| format!("`{name}` cannot be read: {what}");
    let io =
        |error: std::io::Error| fault(at, unreadable(error.to_string()), "copy it again from where it came");
    let size = content.seek(SeekFrom::End(0)).map_err(io)?;
    content.seek(SeekFrom::Start(0)).map_err(io)?;
    if size > MOST_BYTES {
        let hint = "export what the charts need, as CSV or Parquet";
        return Err(fault(at, unreadable("it is larger than 1 GiB".into()), hint));
    }
    let mut header = [0; HEADER];
    let is_whole = content.read_exact(&mut header).is_ok();
    if !is_whole || &header[..MARK.len()] != MARK {
        let hint = "name a file of SQLite, or export the table as CSV";
        return Err(fault(at, unreadable("it is no SQLite database, or an encrypted one".into()), hint));
    }
    // The header says how long the file is, at least since 2010.
    let page = match u64::from(u16::from_be_bytes([header[16], header[17]])) {
        1 => 1 << 16,
        page => page,
    };
    let pages = u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    if size < pages.saturating_mul(page) {
        let hint = "copy it again from where it came: a part of it is missing";
        return Err(fault(at, unreadable("it is shorter than it says".into()), hint));
    }
    // Rows that were written last may be in a second file, which a copy in memory would not see.
    for ending in ["-wal", "-journal"] {
        let rest = beside.open(&format!("{name}{ending}")).ok();
        if rest.and_then(|mut rest| rest.seek(SeekFrom::End(0)).ok()).is_some_and(|size| size > 0) {
            let message = unreadable(format!("somebody writes to it: changes are in `{name}{ending}`"));
            return Err(fault(
                at,
                message,
                "close the program that writes, or read a copy: `VACUUM INTO 'copy.sqlite'`",
            ));
        }
    }
    header[JOURNAL].fill(1);
    let mut connection =
        Connection::open_in_memory().map_err(|error| fault(at, unreadable(words(&error)), ""))?;
    let whole = (&header[..]).chain(content);
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let loaded = connection.deserialize_read_exact("main", whole, size, true);
    let mut steps = 0;
    loaded
        .and_then(|()| {
            connection.progress_handler(
                1_000,
                Some(move || {
                    steps += 1;
                    steps > MOST_STEPS
                }),
            )
        })
        .and_then(|()| connection.authorizer(Some(permitted)))
        .map_err(|error| {
            fault(at, unreadable(words(&error)), "open it with `sqlite3` and run `PRAGMA integrity_check`")
        })?;
    Ok(connection)
}

/// What a query may do: read tables of the file, with functions that give the same for the same rows.
fn permitted(asked: AuthContext<'_>) -> Authorization {
    const UNSURE: [&str; 9] = [
        "random",
        "randomblob",
        "load_extension",
        "changes",
        "total_changes",
        "last_insert_rowid",
        "current_date",
        "current_time",
        "current_timestamp",
    ];
    match asked.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } => {
            let name = function_name.to_ascii_lowercase();
            if UNSURE.contains(&name.as_str()) { Authorization::Deny } else { Authorization::Allow }
        }
        _ => Authorization::Deny,
    }
}

/// The call in a query that gives the time of the build.
fn of_clock(sql: &str) -> Option<&'static str> {
    // Where no column has such a name, SQLite takes a name in quotes for a text.
    let plain: String = sql.to_lowercase().replace('"', "'").split_whitespace().collect();
    const CALLS: [&str; 5] = ["'now'", "date()", "time()", "julianday()", "unixepoch()"];
    // With a form alone, it is the form of now.
    let form_alone = || {
        plain.split("strftime(").skip(1).any(|rest| {
            let form = rest.strip_prefix('\'').and_then(|rest| rest.split_once('\''));
            form.is_some_and(|(_, after)| after.starts_with(')'))
        })
    };
    CALLS.into_iter().find(|call| plain.contains(call)).or_else(|| form_alone().then_some("strftime"))
}

/// The tables that there are, where nobody says what to read of them.
fn without_query(connection: &Connection, spec: &SourceSpec) -> Diagnostic {
    let names = || -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let mut statement = connection.prepare(sql)?;
        let names = statement.query_map([], |row| row.get(0))?;
        names.take(MOST_NAMED).collect()
    };
    let message = format!("`{}` is a database: which rows are meant?", spec.file.value);
    let hint = match names().unwrap_or_default().as_slice() {
        [] => "add `sql: SELECT …`".to_owned(),
        names => format!("add `sql: SELECT * FROM {}`; it has the tables {}", names[0], names.join(", ")),
    };
    Diagnostic::error(Code::UnreadableData, spec.file.span.clone(), message).hint(hint)
}

fn fault(at: &Span, message: String, hint: &str) -> Diagnostic {
    Diagnostic::error(Code::UnreadableData, at.clone(), message).hint(hint)
}

/// What SQLite says, without the query, which is shown beside it.
fn words(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        rusqlite::Error::SqliteFailure(_, Some(words)) => words.clone(),
        rusqlite::Error::SqliteFailure(code, None) => code.to_string(),
        other => other.to_string(),
    }
}

/// What to do about an error of SQLite.
fn hint(error: &rusqlite::Error) -> &'static str {
    use rusqlite::ErrorCode::{AuthorizationForStatementDenied, DatabaseCorrupt, OperationInterrupted};
    match error.sqlite_error_code() {
        Some(AuthorizationForStatementDenied) => {
            "a query reads tables of its file, and gives the same rows each time: no `ATTACH`, no `PRAGMA`, no `random()`"
        }
        Some(OperationInterrupted) => {
            "it takes too many steps: join tables with a condition, or make a table of the result"
        }
        Some(DatabaseCorrupt) => "open the file with `sqlite3` and run `PRAGMA integrity_check`",
        _ => "try it with `sqlite3` on the same file",
    }
}
