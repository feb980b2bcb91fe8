//! Names the program by what it is built from, for those who keep what it made: `MAKE_BRIEFING_SOURCES`.

use std::error::Error;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "fonts"] {
        println!("cargo:rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files)?;
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    files.sort();
    let mut hash = Fnv(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
    for file in files {
        hash.write(file.to_string_lossy().replace('\\', "/").as_bytes());
        hash.write(&fs::read(&file).unwrap_or_default());
    }
    println!("cargo:rustc-env=MAKE_BRIEFING_SOURCES={:032x}", hash.0);
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// FNV-1a of 128 bits: it tells sources apart, it does not guard against anyone.
struct Fnv(u128);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    fn finish(&self) -> u64 {
        self.0 as u64
    }
}
