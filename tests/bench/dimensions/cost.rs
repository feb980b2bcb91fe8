//! Processor time and memory of one run of the program.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) ms: f64,
    pub(crate) mb: f64,
}

/// Runs the program in a folder. What it prints goes into files there, since a terminal would be measured too.
pub(crate) fn of(folder: &Path, args: &[&str]) -> Cost {
    let (start, before) = (Instant::now(), children_ms());
    let mut child = Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(fs::File::create(folder.join("stdout")).unwrap())
        .stderr(fs::File::create(folder.join("stderr")).unwrap())
        .spawn()
        .unwrap();
    let mut mb = 0.0_f64;
    while child.try_wait().unwrap().is_none() {
        mb = mb.max(peak_mb(child.id()).unwrap_or_default());
        sleep(Duration::from_millis(1));
    }
    let spent = before.zip(children_ms()).map(|(before, after)| after - before);
    Cost { ms: spent.unwrap_or_else(|| start.elapsed().as_secs_f64() * 1000.0), mb }
}

/// Processor time of all runs so far, where the system tells it.
fn children_ms() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // After the name in brackets: user and system time of children are the fourteenth and fifteenth, in hundredths.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let of = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some(10.0 * (of(13)? + of(14)?))
}

fn peak_mb(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}
