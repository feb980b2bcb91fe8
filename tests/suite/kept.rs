//! What is kept for the next build is believed only with proof: whatever is damaged, swapped or missing, the next
//! build writes the files of a clean one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Case, Scratch, files, run};

/// Damages in the ordinary run of this test, and in the one that is left to `.ci/deep`.
const FEW: usize = 240;
const MANY: usize = 10_000;

/// Pseudo-random numbers, the same on every machine (Steele, Lea and Flood: SplitMix64, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

/// A briefing of three charts, built with all that is kept for the next build.
struct Built {
    folder: Scratch,
    /// The files of a clean build.
    clean: Vec<(String, Vec<u8>)>,
    /// All that is kept, with its content: entries of the cache, record, list of files.
    kept: Vec<(PathBuf, Vec<u8>)>,
}

impl Built {
    fn new() -> Self {
        let folder = Scratch::new();
        folder.overlay(&Case::new("sound").folder);
        let chart = fs::read_to_string(folder.path().join("specs/charts/budget.yaml")).unwrap();
        for name in ["second", "third"] {
            let text = chart.replacen("title: ", &format!("title: The {name} "), 1);
            folder.put(&format!("specs/charts/{name}.yaml"), text);
        }
        let first = run(folder.path(), &["--format", "svg,csv"]);
        assert_eq!(first.status, 0, "{}", first.stderr);
        let mut built = Self { clean: files(&folder.path().join("out")), kept: Vec::new(), folder };
        let out = built.out();
        let mut paths = vec![out.join(".make-briefing-files")];
        collect(&out.join(".cache"), &mut paths);
        built.kept = paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        assert!(built.kept.len() > 4, "entries, a record and a list: {:?}", built.kept.len());
        built
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// Builds again: the files must be those of a clean build. Then all is as it was.
    #[track_caller]
    fn assert_clean(&self, what: &str) {
        let again = run(self.folder.path(), &["--format", "svg,csv"]);
        assert_eq!(again.status, 0, "{what}: {}", again.stderr);
        let found = files(&self.out());
        let differing: Vec<_> =
            self.clean.iter().filter(|file| !found.contains(file)).map(|(name, _)| name).collect();
        assert!(differing.is_empty() && found.len() == self.clean.len(), "{what}: {differing:?}");
        for (path, bytes) in &self.kept {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Removes a result, so that what is kept is needed to make it again.
    fn lose_a_result(&self, at: usize) {
        fs::remove_file(self.out().join(&self.clean[at % self.clean.len()].0)).unwrap();
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { collect(&path, into) } else { into.push(path) }
    }
}

fn flip_bits(times: usize, seed: u64) {
    let built = Built::new();
    let mut random = Random(seed);
    for time in 0..times {
        let (path, bytes) = &built.kept[time % built.kept.len()];
        let (at, bit) = (random.below(bytes.len()), random.below(8));
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << bit;
        fs::write(path, damaged).unwrap();
        // With all results in place the run may end early, without one it needs the cache.
        if random.below(4) > 0 {
            built.lose_a_result(random.below(99));
        }
        built.assert_clean(&format!("bit {bit} of byte {at} of {}", path.display()));
    }
}

#[test]
fn a_flipped_bit_in_what_is_kept_changes_no_result() {
    flip_bits(FEW, 1);
}

#[test]
#[ignore = "takes half an hour; `.ci/deep` runs it"]
fn ten_thousand_flipped_bits_change_no_result() {
    flip_bits(MANY, 2);
}

/// Each digit of the hashes in the record and in the list, since these reach the manifest and decide what is ours.
#[test]
fn a_changed_digit_is_no_longer_believed() {
    let built = Built::new();
    let texts = built.kept.iter().filter(|(path, _)| {
        path.extension().is_some_and(|ending| ending == "json") || path.ends_with(".make-briefing-files")
    });
    for (path, bytes) in texts {
        for at in (0..bytes.len()).step_by(bytes.len() / 40).filter(|at| bytes[*at].is_ascii_digit()) {
            let mut damaged = bytes.clone();
            damaged[at] = if bytes[at] == b'9' { b'8' } else { bytes[at] + 1 };
            fs::write(path, damaged).unwrap();
            built.lose_a_result(at);
            built.assert_clean(&format!("digit {at} of {}", path.display()));
        }
    }
}

#[test]
fn swapped_and_shortened_entries_are_no_longer_believed() {
    let built = Built::new();
    let entries: Vec<_> = built.kept.iter().filter(|(path, _)| path.extension().is_none()).collect();
    let entries: Vec<_> =
        entries.into_iter().filter(|(path, _)| !path.ends_with(".make-briefing-files")).collect();
    let (svgs, cache): (Vec<usize>, _) =
        ((0..built.clean.len()).filter(|at| built.clean[*at].0.ends_with(".svg")).collect(), &entries);
    let lose_all = || svgs.iter().for_each(|at| built.lose_a_result(*at));
    for (first, second) in
        cache.iter().enumerate().flat_map(|(at, one)| cache[..at].iter().map(move |other| (one, other)))
    {
        fs::write(&first.0, &second.1).unwrap();
        fs::write(&second.0, &first.1).unwrap();
        lose_all();
        built.assert_clean("two entries swapped");
    }
    for (path, bytes) in &built.kept {
        for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            fs::write(path, &bytes[..length]).unwrap();
            lose_all();
            built.assert_clean(&format!("{length} bytes of {}", path.display()));
        }
        fs::remove_file(path).unwrap();
        lose_all();
        built.assert_clean(&format!("without {}", path.display()));
    }
}

#[test]
fn a_run_whose_results_are_gone_or_changed_is_not_up_to_date() {
    let built = Built::new();
    for (name, bytes) in &built.clean {
        let path = built.out().join(name);
        fs::remove_file(&path).unwrap();
        built.assert_clean(&format!("without {name}"));
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        fs::write(&path, changed).unwrap();
        built.assert_clean(&format!("with another {name}"));
    }
}
