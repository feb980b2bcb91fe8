//! The threads of a run, as many as the system allows.

use std::num::NonZero;

use crate::workspace;
use rayon::ThreadPoolBuilder;

/// No machine gains from more threads.
const MOST: usize = 512;

/// What the program needs of a limited address space, and what each thread takes of it for its stack and its own heap.
const PROGRAM: u64 = 96 << 20;
const THREAD: u64 = 64 << 20;

/// How many threads such an address space has room for.
fn room(bytes: u64) -> usize {
    usize::try_from(bytes.saturating_sub(PROGRAM) / THREAD).unwrap_or(MOST).clamp(1, MOST)
}

/// Runs `work` on `jobs` threads, by default one per core, and on fewer where the system refuses so many or gives little memory. Where it
/// refuses any, the calling thread does all the work.
pub(crate) fn run<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let most = workspace::address_space().map_or(MOST, room);
    let mut count = jobs.unwrap_or_else(cores).clamp(1, most);
    if most == 1 {
        // The calling thread has its stack and heap already.
        count = 0;
    }
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

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn little_memory_has_room_for_one_thread() {
        assert_eq!([0, 80 << 20, 200 << 20, 1 << 30, u64::MAX].map(room), [1, 1, 1, 14, 512]);
    }
}
