//! The rows of queries to a PostgreSQL server, all of one state: one connection and one transaction for a build, which reads and
//! nothing else. What the server gives is kept as bytes, so that it is hashed and read as a file is.
//!
//! Server, user and password come from the environment alone, as `psql` takes them, and no message names them.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use super::postgres::Session;
use crate::reason::Reason;

/// How the name of such a source begins; its query follows.
pub const SCHEME: &str = "postgresql:";

/// The state of a server that all queries of a build see.
#[derive(Default)]
pub struct Snapshot(Mutex<State>);

#[derive(Default)]
struct State {
    session: Option<Session>,
    /// The rows of each query, or why the server gave none.
    known: BTreeMap<String, Result<Arc<[u8]>, Reason>>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Snapshot")
    }
}

impl Snapshot {
    /// The rows of a query: a line of names, a line of types, then a line for each row, as `COPY` writes them.
    ///
    /// # Errors
    /// Why there are none, without any name of server or user.
    pub fn rows(&self, sql: &str) -> io::Result<Arc<[u8]>> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = state.known.get(sql) {
            return known.clone().map_err(io::Error::other);
        }
        let found = state.ask(sql);
        state.known.insert(sql.to_owned(), found.clone());
        found.map_err(io::Error::other)
    }
}

impl State {
    fn ask(&mut self, sql: &str) -> Result<Arc<[u8]>, Reason> {
        let session = match &mut self.session {
            Some(session) => session,
            none => none.insert(Session::begin()?),
        };
        session.rows(sql).map(Arc::from)
    }
}
