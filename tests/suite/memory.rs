//! A build from memory gives the files that a build from the disk gives.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;

use make_briefing::{Files, Request, build, build_in_memory};
use serde_json::Value;

use crate::harness::{Case, Scratch, files};

/// The small valid project that the cases of mistakes are laid over.
fn sound() -> Files {
    files(&Case::new("sound").folder.join("specs")).into_iter().collect()
}

#[test]
fn memory_and_disk_give_the_same_files() {
    let scratch = Scratch::new();
    for (name, bytes) in sound().iter() {
        scratch.put(&format!("specs/{name}"), bytes);
    }
    let (specs, out) = (scratch.path().join("specs"), scratch.path().join("out"));
    let request = Request::default();
    let from_disk = build(&specs, &out, &request, &|_| ControlFlow::Continue(()));
    let (made, from_memory) = build_in_memory(&sound(), &request);
    assert_eq!(from_memory.charts, from_disk.charts);
    assert_eq!(from_memory.pages, from_disk.pages);
    let mut on_disk: BTreeMap<String, Vec<u8>> = files(&out).into_iter().collect();
    on_disk.remove(".make-briefing-files");
    assert_eq!(made.iter().map(|(name, _)| name).collect::<Vec<_>>(), on_disk.keys().collect::<Vec<_>>());
    for (name, bytes) in made.iter().filter(|(name, _)| *name != "manifest.json") {
        assert!(on_disk[name] == bytes, "{name}");
    }
    let manifest: Value = serde_json::from_str(made.text("manifest.json").unwrap()).unwrap();
    let written: Value = serde_json::from_slice(&on_disk["manifest.json"]).unwrap();
    // The keys of cached images are only known where there is a cache.
    let without_keys = |mut value: Value| {
        for file in value["charts"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .flat_map(|chart| chart["files"].as_array_mut().unwrap())
        {
            file.as_object_mut().unwrap().remove("key");
        }
        value
    };
    assert_eq!(without_keys(manifest), without_keys(written));
}

#[test]
fn a_misnamed_briefing_withholds_everything_in_memory_too() {
    let mut specs = sound();
    let briefing = specs.get("briefing.yaml").unwrap().to_vec();
    specs.insert("briefing.yaml.txt", briefing);
    let (made, outcome) = build_in_memory(&specs, &Request::default());
    assert_eq!(made.iter().count(), 0);
    assert_eq!(outcome.status(), 2);
    assert!(outcome.diagnostics.iter().any(|one| one.code == "misnamed-file"));
}

#[test]
fn a_data_file_is_read_from_memory_and_only_from_there() {
    let chart = ("charts/c.yaml", "title: T\nseries: s\nchart: bar\n");
    let series = |file: &str| {
        format!(
            "series:\n  s:\n    question: Q?\n    unit: percent\n    type: single\n    base: {{label: all, n: 100}}\n    data: {{file: {file}}}\n"
        )
    };
    let of = |file: &str| {
        let specs = Files::from([
            chart,
            ("series/s.yaml", &series(file)),
            ("figures.csv", "Answer,Share\nYes,40\nNo,60\n"),
        ]);
        build_in_memory(&specs, &Request::default()).1
    };
    assert_eq!(of("figures.csv").charts, 1, "{:?}", of("figures.csv").diagnostics);
    let here = fs::canonicalize(Case::new("sound").folder.join("specs/briefing.yaml")).unwrap();
    for outside in ["../figures.csv", "none.csv", here.to_str().unwrap()] {
        let found = of(outside);
        assert_eq!((found.charts, found.status()), (0, 2), "{outside}: {:?}", found.diagnostics);
    }
}
