//! One read-only transaction of a PostgreSQL server.

use std::env;
use std::io::Read;
use std::time::Duration;

use crate::reason::Reason;
use postgres::error::SqlState;
use postgres::types::Type;
use postgres::{Client, Config, Error, NoTls};

/// The rows of a query are held in memory, so they must not be more.
const MOST_BYTES: usize = 1 << 30;
/// Where servers listen on this machine, unless PGHOST says otherwise.
const SOCKET: &str = "/var/run/postgresql";
/// All queries see the state in which the first began. Texts are written the same way whatever the server is set to.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '10min'; \
    SET LOCAL lock_timeout = '30s'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'iso_8601'; \
    SET LOCAL TimeZone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'";
/// Calls that give other rows at another time, or that reach beyond tables.
const UNSURE: [&str; 20] = [
    "now(",
    "random(",
    "clock_timestamp(",
    "statement_timestamp(",
    "transaction_timestamp(",
    "timeofday(",
    "current_date",
    "current_time",
    "current_timestamp",
    "localtime",
    "gen_random_uuid(",
    "pg_sleep",
    "pg_read_",
    "pg_ls_",
    "pg_stat_file",
    "dblink",
    "lo_import",
    "lo_export",
    "nextval(",
    "setseed(",
];

/// A connection with its transaction.
pub(in crate::workspace) struct Session(Client);

impl Session {
    /// Connects as the environment says, and begins.
    pub(in crate::workspace) fn begin() -> Result<Self, Reason> {
        let mut client = config()?.connect(NoTls).map_err(|error| of_connection(&error))?;
        client.batch_execute(BEGIN).map_err(|error| words(&error))?;
        Ok(Self(client))
    }

    /// The rows of a query. One that fails leaves the state for those after it.
    pub(in crate::workspace) fn rows(&mut self, sql: &str) -> Result<Vec<u8>, Reason> {
        let sql = sql.trim().trim_end_matches(';');
        let plain = plain(sql);
        if let Some(call) = UNSURE.into_iter().find(|call| plain.contains(call)) {
            let call = call.trim_end_matches('(');
            return Err(format!(
                "the query calls `{call}`: it reads tables only, and gives the same rows each time; write dates into it"
            )
            .into());
        }
        self.0.batch_execute("SAVEPOINT query").map_err(|error| words(&error))?;
        let found = self.copied(sql, !plain.contains("order by"));
        if found.is_err() {
            self.0.batch_execute("ROLLBACK TO SAVEPOINT query").map_err(|error| words(&error))?;
        }
        found
    }

    /// The rows as `COPY` writes them, below their names and types. Where the query asks for no order they are sorted, since a
    /// server may give the same rows in another order each time.
    fn copied(&mut self, sql: &str, is_sorted: bool) -> Result<Vec<u8>, Reason> {
        let statement = self.0.prepare(sql).map_err(|error| words(&error))?;
        if statement.columns().is_empty() {
            return Err("the query is no `SELECT`: a database is only read".into());
        }
        let mut head = String::new();
        for (at, column) in statement.columns().iter().enumerate() {
            if *column.type_() == Type::BYTEA {
                return Err(format!("column `{}` holds bytes: select text and numbers", column.name()).into());
            }
            let separator = if at == 0 { "" } else { "\t" };
            head.push_str(&format!("{separator}{}", escaped(column.name())));
        }
        head.push('\n');
        let kinds: Vec<&str> = statement.columns().iter().map(|column| kind(column.type_())).collect();
        head.push_str(&kinds.join("\t"));
        head.push('\n');
        let mut rows = Vec::new();
        // A comment at the end of the query must not hide the bracket.
        let copy = format!("COPY ({sql}\n) TO STDOUT (ENCODING 'UTF8')");
        let reader = self.0.copy_out(copy.as_str()).map_err(|error| words(&error))?;
        let read = reader.take(MOST_BYTES as u64 + 1).read_to_end(&mut rows);
        read.map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
            inner.map_or_else(|| "the server ended the connection".into(), words)
        })?;
        if rows.len() > MOST_BYTES {
            return Err("its rows have more than 1 GiB: select what the charts need".into());
        }
        let mut bytes = head.into_bytes();
        match is_sorted {
            false => bytes.append(&mut rows),
            true => {
                let mut lines: Vec<&[u8]> = rows.split_inclusive(|byte| *byte == b'\n').collect();
                lines.sort_unstable();
                bytes.extend(lines.concat());
            }
        }
        Ok(bytes)
    }
}

/// Where the server is and who asks, from the environment.
fn config() -> Result<Config, Reason> {
    let said = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let mut config = Config::new();
    let host = said("PGHOST").unwrap_or_else(|| SOCKET.to_owned());
    let is_here = host.starts_with('/') || host == "localhost" || host == "::1" || host.starts_with("127.");
    if !is_here && said("PGSSLMODE").as_deref() != Some("disable") {
        return Err("the server that PGHOST names is another machine, and make-briefing does not encrypt: open a tunnel to it, \
            as with `ssh -L`, or set PGSSLMODE=disable in a network that you trust"
            .into());
    }
    config.host(&host);
    if let Some(port) = said("PGPORT") {
        config.port(port.parse().map_err(|_| "PGPORT is no number of a port")?);
    }
    config.user(&said("PGUSER").ok_or("PGUSER is not set: the environment says who asks")?);
    if let Some(password) = said("PGPASSWORD") {
        config.password(password);
    }
    if let Some(database) = said("PGDATABASE") {
        config.dbname(&database);
    }
    config.connect_timeout(Duration::from_secs(10)).application_name("make-briefing");
    Ok(config)
}

/// The query in small letters, without white space that says nothing.
fn plain(sql: &str) -> String {
    let words = sql.to_lowercase();
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" (", "(")
}

/// What the cells of a column are.
fn kind(of: &Type) -> &'static str {
    const NUMBERS: [Type; 7] =
        [Type::INT2, Type::INT4, Type::INT8, Type::FLOAT4, Type::FLOAT8, Type::NUMERIC, Type::OID];
    match of {
        of if NUMBERS.contains(of) => "number",
        of if *of == Type::BOOL => "truth",
        _ => "text",
    }
}

/// A name as `COPY` would write it.
fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

/// Why there is no connection. What the server says would name the user.
fn of_connection(error: &Error) -> Reason {
    match error.code() {
        Some(code)
            if *code == SqlState::INVALID_PASSWORD
                || *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION =>
        {
            "the server refuses who asks: check PGUSER and PGPASSWORD".into()
        }
        Some(code) if *code == SqlState::INVALID_CATALOG_NAME => {
            "the server has no such database: check PGDATABASE".into()
        }
        Some(code) => format!("the server refuses the connection ({})", code.code()).into(),
        None => "no server answers, or not without a password: check PGHOST, PGPORT and PGPASSWORD".into(),
    }
}

/// What the server says of a query.
fn words(error: &Error) -> Reason {
    match error.as_db_error() {
        Some(found) if *found.code() == SqlState::QUERY_CANCELED => {
            "the query takes more than ten minutes: join tables with a condition, or make a table of the result".into()
        }
        Some(found) if *found.code() == SqlState::READ_ONLY_SQL_TRANSACTION => {
            "the query would write: a database is only read".into()
        }
        Some(found) => format!("the query fails: {}", found.message()).into(),
        None => "the server ended the connection".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, plain};

    #[test]
    fn queries_are_looked_at_without_their_white_space() {
        assert_eq!(plain("SELECT  NOW ( )\nFROM t"), "select now( ) from t");
        assert_eq!(escaped("a\tb\\"), "a\\tb\\\\");
    }
}
