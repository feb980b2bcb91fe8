//! Files that are given to `make-briefing check`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::document::pdf::check;

fuzz_target!(|bytes: &[u8]| {
    drop(check::check(bytes, check::standards_of(bytes)));
});
