//! The threads of a run, as many as the system allows.

use std::num::NonZero;

use rayon::ThreadPoolBuilder;

/// No machine gains from more threads.
const MOST: usize = 512;

/// Runs `work` on `jobs` threads, by default one per core, and on fewer where the system refuses so many. Where it
/// refuses any, the calling thread does all the work.
pub(crate) fn run<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut count = jobs.unwrap_or_else(cores).clamp(1, MOST);
    while count > 0 {
        match ThreadPoolBuilder::new().num_threads(count).build() {
            Ok(pool) => return pool.install(work),
            Err(_) => count /= 2,
        }
    }
    // Without a pool of its own the thread would start the global one, which panics where it gets no threads.
    match ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(work),
        // This thread belongs to a pool already.
        Err(_) => work(),
    }
}
