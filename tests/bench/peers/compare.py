"""Runs every tool in turns, each run a new process, and prints medians and ratios as Markdown."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import charts

HERE = Path(__file__).resolve().parent
IMAGES = "svg,png,pdf"


def timed(command, out):
    """Wall seconds, processor seconds and peak memory in MB of one run; `out` is emptied before, if it is given."""
    if out:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{command} failed:\n{message.decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def in_turns(runs, rounds, out):
    """The median of each run's figures, and the size of what it wrote."""
    seen = {name: [] for name in runs}
    sizes = {}
    for turn in range(rounds):
        for name, command in runs.items():
            print(f"round {turn + 1} of {rounds}: {name}", file=sys.stderr)
            seen[name].append(timed(command, out))
            sizes[name] = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
    medians = {name: [statistics.median(column) for column in zip(*found)] for name, found in seen.items()}
    return medians, sizes


def table(head, medians, sizes, count, best):
    print(f"\n| {head} | seconds | charts a second | times as long | processor seconds | peak MB | MB written |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (wall, cpu, memory) in medians.items():
        ratio, size = wall / medians[best][0], sizes[name]
        print(f"| {name} | {wall:.3f} | {count / wall:.0f} | {ratio:.1f} | {cpu:.2f} | {memory:.0f} | {size:.1f} |")


class Own:
    """make-briefing, with the specs that it builds."""

    def __init__(self, program, scratch):
        self.program, self.scratch, self.out = program, scratch, scratch / "out"

    def specs(self, count):
        folder = self.scratch / f"specs-{count}"
        if not folder.exists():
            charts.write_specs(folder, count)
        return folder

    def build(self, count, *more):
        return [self.program, "--quiet", "-o", str(self.out), str(self.specs(count)), *more]


def images(own, rounds, plotters):
    peer = lambda script: [sys.executable, str(HERE / script), str(own.out), "100", IMAGES]
    runs = {
        "make-briefing": own.build(100, "--no-cache", "--format", IMAGES),
        "make-briefing, `-j 1`": own.build(100, "--no-cache", "--format", IMAGES, "-j", "1"),
        "plotters and rayon, without PDF": [plotters, str(own.out), "100"],
        "Typst": peer("draw_typst.py"),
        "vl-convert": peer("draw_vl.py"),
        "matplotlib": peer("draw_mpl.py"),
    }
    head = "100 charts: SVG, PNG 1600 × 900 and PDF"
    table(head, *in_turns(runs, rounds, own.out), 100, "make-briefing")


def document(own, rounds):
    typst = lambda script, *more: [sys.executable, str(HERE / script), str(own.out), "100", *more]
    runs = {
        "make-briefing": own.build(100, "--no-cache", "--format", "pdf"),
        "make-briefing, `-j 1`": own.build(100, "--no-cache", "--format", "pdf", "-j", "1"),
        "Typst, the same document": typst("draw_typst_briefing.py"),
        "Typst, the charts alone": typst("draw_typst.py", "pdf"),
    }
    table("100 charts: PDF alone", *in_turns(runs, 4 * rounds, own.out), 100, "make-briefing")


def again(own, rounds):
    """A first build, and builds after it: nothing is emptied between them."""
    specs = own.specs(100)
    build, series = own.build(100), sorted((specs / "series").iterdir())[0]
    text = series.read_text(encoding="utf-8")
    seen = {name: [] for name in ("first build", "nothing changed", "one series changed", "inputs hashed")}
    files = [str(file) for file in sorted(specs.rglob("*.yaml"))]
    for turn in range(4 * rounds):
        print(f"round {turn + 1} of {4 * rounds}: builds again", file=sys.stderr)
        seen["first build"].append(timed(build, own.out))
        seen["nothing changed"].append(timed(build, None))
        series.write_text(re.sub(r"Kein Bedarf: \d+", f"Kein Bedarf: {turn % 5 + 1}", text, count=1), encoding="utf-8")
        seen["one series changed"].append(timed(build, None))
        series.write_text(text, encoding="utf-8")
        seen["inputs hashed"].append(timed(["sha256sum", *files], None))
    print("\n| 100 charts: SVG, PNG, CSV and PDF | ms | % of a first build |\n| --- | ---: | ---: |")
    first = statistics.median(wall for wall, _, _ in seen["first build"])
    for name, found in seen.items():
        wall = statistics.median(wall for wall, _, _ in found)
        print(f"| {name} | {1000 * wall:.1f} | {100 * wall / first:.1f} |")


def start(own, rounds, nothing):
    """The program's start, beside `true` and beside a program in Rust that does nothing."""
    runs = {"`true`": ["true"], "a Rust program that does nothing": [nothing], "`--version`": [own.program, "--version"]}
    print(f"{200 * rounds} rounds: start", file=sys.stderr)
    seen = {name: [] for name in runs}
    for _ in range(200 * rounds):
        for name, command in runs.items():
            seen[name].append(timed(command, None)[0])
    medians = {name: statistics.median(found) for name, found in seen.items()}
    print("\n| start | ms | times `true` |\n| --- | ---: | ---: |")
    for name, wall in medians.items():
        print(f"| {name} | {1000 * wall:.2f} | {wall / medians['`true`']:.2f} |")


def growth(own, rounds):
    few = max(1, rounds // 2)
    runs = {
        (form, count): own.build(count, "--no-cache", "--format", form)
        for form, counts in ((IMAGES, (100, 1000)), ("svg", (100, 1000, 10_000)))
        for count in counts
    }
    medians, _ = in_turns(runs, few, own.out)
    print("\n| growth | seconds | processor ms a chart | peak MB |\n| --- | ---: | ---: | ---: |")
    for (form, count), (wall, cpu, memory) in medians.items():
        print(f"| {count:,} charts: {form} | {wall:.2f} | {1000 * cpu / count:.2f} | {memory:.0f} |")


def main(program, plotters, rounds, tables):
    with tempfile.TemporaryDirectory() as scratch:
        own = Own(str(Path(program).resolve()), Path(scratch))
        if "images" in tables:
            images(own, rounds, plotters)
        if "document" in tables:
            document(own, rounds)
        if "again" in tables:
            again(own, rounds)
        if "start" in tables:
            start(own, rounds, str(Path(plotters).with_name("nothing")))
        if "growth" in tables:
            growth(own, rounds)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:] or ["images", "document", "again", "start", "growth"])
