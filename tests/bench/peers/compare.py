"""Runs every tool in turns, each run a new process, and prints medians and ratios as Markdown."""

import os
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
    """Wall seconds, processor seconds and peak memory in MB of one run into an empty folder."""
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


def peer(script, out, count, formats):
    return [sys.executable, str(HERE / script), str(out), str(count), formats]


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
    print(f"\n| {head} | seconds | charts a second | processor seconds | times as much | peak MB | MB written |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, (wall, cpu, memory) in medians.items():
        ratio = cpu / medians[best][1]
        size = sizes[name]
        print(f"| {name} | {wall:.2f} | {count / wall:.0f} | {cpu:.2f} | {ratio:.1f} | {memory:.0f} | {size:.1f} |")


def main(program, rounds, tables):
    program = str(Path(program).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        out = scratch / "out"
        for count in (100, 1000):
            charts.write_specs(scratch / f"specs-{count}", count)

        def own(count, *more):
            return [program, "--quiet", "-o", str(out), str(scratch / f"specs-{count}"), *more]

        first = "make-briefing"
        everything = {
            first: own(100, "--format", IMAGES),
            "make-briefing, `-j 1`": own(100, "--format", IMAGES, "-j", "1"),
            "Typst": peer("draw_typst.py", out, 100, IMAGES),
            "vl-convert": peer("draw_vl.py", out, 100, IMAGES),
            "matplotlib": peer("draw_mpl.py", out, 100, IMAGES),
        }
        document = {
            first: own(100, "--format", "pdf"),
            "make-briefing, `-j 1`": own(100, "--format", "pdf", "-j", "1"),
            "Typst": peer("draw_typst.py", out, 100, "pdf"),
            "vl-convert": peer("draw_vl.py", out, 100, "pdf"),
            "matplotlib": peer("draw_mpl.py", out, 100, "pdf"),
        }
        growth = {
            "make-briefing, 100 charts": own(100, "--format", IMAGES),
            "make-briefing, 1,000 charts": own(1000, "--format", IMAGES),
            "Typst, 100 charts": peer("draw_typst.py", out, 100, IMAGES),
            "Typst, 1,000 charts": peer("draw_typst.py", out, 1000, IMAGES),
        }
        if "images" in tables:
            table("100 charts: SVG, PNG 1600 × 900 and PDF", *in_turns(everything, rounds, out), 100, first)
        if "document" in tables:
            table("100 charts: PDF alone", *in_turns(document, rounds, out), 100, first)
        if "growth" in tables:
            medians, sizes = in_turns(growth, max(1, rounds // 2), out)
            print("\n| growth | seconds | processor seconds | processor ms a chart | peak MB | MB written |")
            print("| --- | ---: | ---: | ---: | ---: | ---: |")
            for name, (wall, cpu, memory) in medians.items():
                share = 1000 * cpu / (1000 if "1,000" in name else 100)
                print(f"| {name} | {wall:.2f} | {cpu:.2f} | {share:.1f} | {memory:.0f} | {sizes[name]:.1f} |")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:] or ["images", "document", "growth"])
