//! A program that does nothing: the start-up time of any Rust program.

fn main() {}
