//! Ctrl-C, and what a CI service sends when a job is cancelled: the first time the run is asked to stop, the second time the
//! program ends at once. While nothing is being written it ends at once the first time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The status of a program that was stopped by Ctrl-C, as shells give it.
pub(crate) const INTERRUPTED: u8 = 130;

/// Whether somebody has asked the program to stop.
#[derive(Debug)]
pub(crate) struct Interrupt {
    asked: Arc<AtomicBool>,
    /// Whether the program ends the first time it is asked: it may hang in a call that no signal ends.
    may_end: Arc<AtomicBool>,
}

impl Interrupt {
    /// Watches from now on. Where the system does not allow that, the program ends at once as any other.
    pub(crate) fn watch() -> Self {
        let (asked, may_end) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        for signal in [SIGINT, SIGTERM] {
            // In this order: what ends the program looks at whether it was asked before.
            let _ = flag::register_conditional_shutdown(signal, i32::from(INTERRUPTED), may_end.clone());
            let _ = flag::register_conditional_shutdown(signal, 128 + signal, asked.clone());
            let _ = flag::register(signal, asked.clone());
        }
        Self { asked, may_end }
    }

    /// Says whether anything would be lost if the program ended at once.
    pub(crate) fn may_end(&self, may: bool) {
        self.may_end.store(may, Ordering::SeqCst);
    }

    /// Whether it was asked to.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
