//! A program that does nothing: what the loader takes for any program in Rust.

fn main() {}
