//! What people meet when they write specs: messages in every form, pages on diagnostics, the commands that help.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets the unexpected should stop there and say so"
)]

mod commands;
mod explain;
mod forms;
mod guides;
mod harness;
mod hostile;
mod manifest;
mod phrases;
mod reference;
mod schema;
mod validator;
