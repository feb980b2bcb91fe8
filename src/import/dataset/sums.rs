//! Sums of the chunks of a table: while one thread reads the next rows, others sum those before. Chunks are joined in their
//! order, so the figures are the same with one thread and with many.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::tally::{Chunk, Sum, Table};

/// So many chunks may wait to be summed; then their reader helps.
const MOST_AHEAD: usize = 8;

/// The tables of a pass while they are summed.
pub(crate) struct Sums {
    /// Which axes each table is made of: answers, groups.
    pairs: Arc<Vec<(usize, usize)>>,
    tables: Vec<Table>,
    /// Sums of chunks that came before those of their turn.
    early: BTreeMap<usize, Vec<Vec<Sum>>>,
    /// How many chunks were handed in, and how many are in the tables.
    begun: usize,
    joined: usize,
    sender: Sender<(usize, Vec<Vec<Sum>>)>,
    receiver: Receiver<(usize, Vec<Vec<Sum>>)>,
}

/// The sums of a chunk, by table.
fn sums(chunk: &Chunk, pairs: &[(usize, usize)]) -> Vec<Vec<Sum>> {
    pairs.iter().map(|(answers, groups)| chunk.sums(*answers, *groups)).collect()
}

impl Sums {
    /// Empty tables of these axes.
    pub(crate) fn new(pairs: &[(usize, usize)]) -> Self {
        let (sender, receiver) = channel();
        Self {
            pairs: Arc::new(pairs.to_vec()),
            tables: vec![Table::default(); pairs.len()],
            early: BTreeMap::new(),
            begun: 0,
            joined: 0,
            sender,
            receiver,
        }
    }

    /// Adds a chunk, which is summed by another thread if there is one.
    pub(crate) fn add(&mut self, chunk: Chunk) {
        let index = self.begun;
        self.begun += 1;
        if rayon::current_thread_index().is_none() {
            return self.take(index, sums(&chunk, &self.pairs));
        }
        let (pairs, sender) = (self.pairs.clone(), self.sender.clone());
        rayon::spawn(move || {
            // Nobody waits for the sums of a pass that was given up.
            let _ = sender.send((index, sums(&chunk, &pairs)));
        });
        self.wait(MOST_AHEAD);
    }

    /// Waits until at most so many chunks are not summed yet.
    fn wait(&mut self, most: usize) {
        loop {
            while let Ok((index, sums)) = self.receiver.try_recv() {
                self.take(index, sums);
            }
            if self.begun - self.joined <= most {
                return;
            }
            if rayon::yield_now() != Some(rayon::Yield::Executed) {
                std::thread::yield_now();
            }
        }
    }

    fn take(&mut self, index: usize, sums: Vec<Vec<Sum>>) {
        self.early.insert(index, sums);
        while let Some(sums) = self.early.remove(&self.joined) {
            self.tables.iter_mut().zip(sums).for_each(|(table, sums)| table.join(sums));
            self.joined += 1;
        }
    }

    /// The tables of all chunks.
    pub(crate) fn finish(mut self, last: Chunk) -> Vec<Table> {
        let sums = sums(&last, &self.pairs);
        self.begun += 1;
        self.take(self.begun - 1, sums);
        self.wait(0);
        self.tables
    }
}

#[cfg(test)]
mod tests {
    use super::{Chunk, Sums};

    /// Rows in many chunks, with weights whose sum depends on its order.
    fn chunks() -> Vec<Chunk> {
        let chunk = |at: u32| Chunk {
            axes: vec![
                (0..500).map(|row| (row * 7 + at) % 5).collect(),
                (0..500).map(|row| row % 3).collect(),
            ],
            weights: (0..500).map(|row| 1.0 / f64::from(1 + (row * 31 + at) % 97)).collect(),
            rows: 500,
        };
        (0..60).map(chunk).collect()
    }

    fn weights(threads: usize) -> Vec<u64> {
        let sum = || {
            let mut sums = Sums::new(&[(0, 1)]);
            chunks().into_iter().for_each(|chunk| sums.add(chunk));
            let tables = sums.finish(Chunk { axes: vec![Vec::new(); 2], ..Chunk::default() });
            let cells = (0..3).flat_map(|group| (0..5).map(move |code| (group, code)));
            cells.map(|(group, code)| tables[0].get(group, code).weights.to_bits()).collect()
        };
        match threads {
            0 => sum(),
            threads => match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
                Ok(pool) => pool.install(sum),
                Err(error) => unreachable!("{error}"),
            },
        }
    }

    #[test]
    fn sums_are_the_same_with_any_number_of_threads() {
        let alone = weights(0);
        assert!(alone.iter().all(|bits| f64::from_bits(*bits) > 0.0));
        for threads in [1, 2, 5] {
            assert_eq!(weights(threads), alone, "{threads} threads");
        }
    }
}
