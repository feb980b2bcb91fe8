"""Times one pass over a large table of respondents: `python3 tests/bench/dataset.py PROGRAM [ROWS]`.

60 questions by 6 groups, with weights. It prints seconds and the largest memory of the program; the check writes no files,
so that nearly all of it is reading and counting.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTIONS, GROUPS = 60, 6


def main() -> None:
    program, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        specs = Path(place)
        (specs / "series").mkdir()
        (specs / "charts").mkdir()
        names = [f"q{at}" for at in range(QUESTIONS)] + [f"g{at}" for at in range(GROUPS)]
        # The rows repeat after a while: what is timed does not depend on it.
        some = [
            ",".join([str(chance.randint(1, 5)) for _ in names] + [f"{chance.uniform(0.2, 3):.4f}"]) for _ in range(5000)
        ]
        with (specs / "series/a.csv").open("w") as file:
            file.write(",".join([*names, "w"]) + "\n")
            for at in range(0, rows, len(some)):
                file.write("\n".join(some[: rows - at]) + "\n")
        groups = [f"g{at}" for at in range(GROUPS)]
        lines = ["survey: {base: {label: all}}", "dataset: {data: series/a.csv, weight: w}", "questions:"]
        lines += [f"  q{at}: {{type: single, order: [1, 2, 3, 4, 5]}}" for at in range(QUESTIONS)]
        lines += ["breaks:"] + [f"  {name}: {{order: [1, 2, 3, 4, 5]}}" for name in groups]
        (specs / "series/a.yaml").write_text("\n".join(lines) + "\n")
        (specs / "briefing.yaml").write_text("title: T\nlanguage: en\nsections: []\nchecks: {unplaced-chart: off}\n")
        for question in range(QUESTIONS):
            text = f"title: T\nseries: q{question} by {', '.join(groups)}\nchart: table\n"
            (specs / f"charts/c{question}.yaml").write_text(text)
        size = (specs / "series/a.csv").stat().st_size / 1e6
        begun = time.monotonic()
        run = subprocess.run([program, "check", str(specs)], capture_output=True, text=True)
        seconds = time.monotonic() - begun
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{rows} rows, {size:.0f} MB: {seconds:.2f} s, {memory:.0f} MB, status {run.returncode}")
        print(run.stderr[-400:] + run.stdout[-200:])


main()
