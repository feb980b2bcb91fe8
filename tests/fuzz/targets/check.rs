//! Files for `make-briefing check`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::pdf::check;

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    drop(check::check(bytes, check::standards_of(bytes)));
});
