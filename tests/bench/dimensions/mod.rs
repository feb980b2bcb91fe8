//! What a run costs as one thing grows: each dimension in three sizes, as whole runs of the program.
//!
//! A run is paid for in processor time, which does not depend on what else the machine does. The last column is the
//! exponent between the two larger sizes: 1.0 is linear, 2.0 is quadratic.

mod cost;
mod inputs;
mod specs;

use std::fs;
use std::path::Path;

use cost::Cost;
use specs::{Task, dimensions};

/// An exponent above which a dimension is marked: n log n has at most 1.15 at these sizes, the rest is noise.
const LINEAR: f64 = 1.25;

/// Prints a line for each dimension whose name has the wanted words in it.
pub(crate) fn print(folder: &Path, wanted: &str) {
    println!(
        "{:<32} {:>8} {:>9} {:>9} {:>9} {:>7} {:>6} {:>6}",
        "what grows", "to", "ms ×1", "ms ×4", "ms ×16", "MB", "time", "memory"
    );
    for (name, least, task) in dimensions().into_iter().filter(|(name, _, _)| name.contains(wanted)) {
        let costs: Vec<Cost> = [1, 4, 16].iter().map(|times| run(folder, &task(least * times))).collect();
        let [first, second, third] = costs[..] else { continue };
        let (time, memory) = (exponent(second.ms, third.ms), exponent(second.mb, third.mb));
        let mark = if time > LINEAR || memory > LINEAR { "  <" } else { "" };
        println!(
            "{name:<32} {:>8} {:>9.0} {:>9.0} {:>9.0} {:>7.0} {time:>6.2} {memory:>6.2}{mark}",
            16 * least,
            first.ms,
            second.ms,
            third.ms,
            third.mb
        );
    }
}

/// By which power of the size a cost grows when the size is four times as large.
fn exponent(before: f64, after: f64) -> f64 {
    (after / before.max(1.0)).max(1.0).log(4.0)
}

fn run(folder: &Path, task: &Task) -> Cost {
    let _ = fs::remove_dir_all(folder);
    for (name, bytes) in &task.files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for before in &task.before {
        cost::of(folder, before);
    }
    cost::of(folder, &task.args)
}
