//! What authors of specs see: messages in every format, pages on diagnostics, helpful commands.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets the unexpected should stop there and say so"
)]

mod book;
mod commands;
mod diff;
mod drafts;
mod explain;
mod forms;
mod guides;
mod harness;
mod hostile;
mod kits;
mod links;
mod manifest;
mod phrases;
mod reference;
mod schema;
mod validator;
mod versions;
