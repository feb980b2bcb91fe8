//! Handles Ctrl-C (SIGINT) and SIGTERM, which CI services send to cancelled jobs. The first signal asks the run to
//! stop, a second one ends the program at once. While nothing is being written, the first signal already does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGABRT, SIGINT, SIGTERM};
use signal_hook::flag;

/// Exit status after Ctrl-C, by the convention of shells.
pub(crate) const INTERRUPTED: u8 = 130;

/// Ends the program with an exit status of its own where it would be aborted: Rust aborts where it gets no memory, after it
/// has said so.
pub(crate) fn exit_instead_of_abort(status: u8) {
    let always = Arc::new(AtomicBool::new(true));
    let _ = flag::register_conditional_shutdown(SIGABRT, i32::from(status), always);
}

/// Whether a signal has asked the program to stop.
#[derive(Debug)]
pub(crate) struct Interrupt {
    asked: Arc<AtomicBool>,
    /// Whether the first signal ends the program at once: it may be blocked in a call that a signal does not
    /// interrupt.
    may_end: Arc<AtomicBool>,
}

impl Interrupt {
    /// Installs the signal handlers. Where that fails, signals end the program at once as usual.
    pub(crate) fn watch() -> Self {
        let (asked, may_end) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        for signal in [SIGINT, SIGTERM] {
            // The order matters: the handler that ends the program must see whether an earlier signal set `asked`.
            let _ = flag::register_conditional_shutdown(signal, i32::from(INTERRUPTED), may_end.clone());
            let _ = flag::register_conditional_shutdown(signal, 128 + signal, asked.clone());
            let _ = flag::register(signal, asked.clone());
        }
        Self { asked, may_end }
    }

    /// Sets whether the first signal may end the program at once.
    pub(crate) fn may_end(&self, may: bool) {
        self.may_end.store(may, Ordering::SeqCst);
    }

    /// Whether a signal has arrived.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
