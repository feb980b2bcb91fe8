//! Data sets of Stata, with a series that counts one of their variables.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    make_briefing_fuzz::read_series("dta", "tabulate: q1", bytes);
});
