//! The main test binary: `tests/README.md` says what is where and how goldens are rewritten.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod around;
mod brand;
mod briefing;
mod charts;
mod check_command;
mod counted_once;
mod cycles;
mod designs;
mod desk;
mod determinism;
mod direction;
mod errors;
mod export;
mod faults;
mod file_kinds;
mod foreign;
mod harness;
mod incremental;
mod kept;
mod kinds;
mod layers;
mod links;
mod locked;
mod looks;
mod memory;
mod notes;
mod pack;
mod pages;
mod params;
mod patterns;
mod pdf_check;
mod pdf_faults;
mod pdf_reader;
mod pdf_writer;
mod printed;
mod protected;
mod repeats;
mod reports;
mod scales;
mod sizes;
mod slides;
mod streams;
mod stress;
mod structure;
mod truth;
mod wide_tables;
mod withheld;
