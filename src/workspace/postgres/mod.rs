//! A session with a PostgreSQL server, if the program was built with one.

#[cfg(feature = "postgres")]
mod session;

#[cfg(not(feature = "postgres"))]
use crate::reason::Reason;

#[cfg(feature = "postgres")]
pub(super) use session::Session;

/// The session of a program that was built without.
#[cfg(not(feature = "postgres"))]
pub(super) struct Session;

#[cfg(not(feature = "postgres"))]
impl Session {
    pub(super) fn begin() -> Result<Self, Reason> {
        Err("this build of make-briefing asks no servers; take a released program, or build with `--features postgres`".into())
    }

    pub(super) fn rows(&mut self, _: &str) -> Result<Vec<u8>, Reason> {
        Err("no server was asked".into())
    }
}
