"""Attacks what many reports publish: solves for every hidden group by linear programming.

    python3 tests/attack/attack.py target/release/make-briefing 30

Builds reports of random surveys, and reads their published manifests and nothing else. A hidden number of respondents must
lie in an interval at least as wide as `min-base`, whatever can be computed from totals, groups and other reports. If what is
hidden only because it would reveal something is published, the same attack must succeed, or it proves nothing.
"""
import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from scipy.optimize import linprog

LEAST = 30
BREAKS = ["age", "sex", "work"]


def survey(folder, dice):
    """Writes the specs of a random survey; returns the number of respondents of each unit and group."""
    units = [f"u{at}" for at in range(dice.randrange(4, 9))]
    groups = {name: [f"{name}{at}" for at in range(dice.randrange(2, 4))] for name in BREAKS}
    (folder / "series").mkdir(parents=True)
    (folder / "charts").mkdir()
    truth = {}
    with open(folder / "series/answers.csv", "w") as file:
        file.write("unit,answer," + ",".join(BREAKS) + "\n")
        for unit in units:
            rare = {name: dice.random() * 0.12 if dice.random() < 0.25 else 1 / len(groups[name]) for name in BREAKS}
            for _ in range(dice.choice([20, 150, 300, 500])):
                row = []
                for name in BREAKS:
                    first, *rest = groups[name]
                    group = first if dice.random() < rare[name] else dice.choice(rest)
                    truth[unit, name, group] = truth.get((unit, name, group), 0) + 1
                    row.append(group)
                file.write(f"{unit},{dice.randrange(1, 4)},{','.join(row)}\n")
    (folder / "briefing.yaml").write_text(
        f"title: Attack\nlanguage: en\nparams: {{unit: {{default: u0}}}}\nmin-base: {{n: {LEAST}, hide: true}}\n"
        "sections: [{title: One, charts: [%s]}]\n" % ", ".join(f"{set}-{name}" for set in ["own", "all"] for name in BREAKS)
    )
    breaks = "".join(f"  {name}: {{answer: {name}, order: [{', '.join(groups[name])}]}}\n" for name in BREAKS)
    for set, where in [("own", "  where: {unit: '{{ params.unit }}'}\n"), ("all", "")]:
        (folder / f"series/{set}.yaml").write_text(
            f"survey: {{title: T, population: P, fieldwork: 2026-01, weighting: Not weighted., base: {{label: people}}}}\n"
            f"dataset:\n  data: series/answers.csv\n{where}questions:\n"
            f"  {set}: {{label: Q, question: Q?, answer: answer, type: single, order: [1, 2, 3]}}\nbreaks:\n{breaks}"
        )
        for name in BREAKS:
            (folder / f"charts/{set}-{name}.yaml").write_text(f"title: T\nseries: {set} by {name}\nchart: table\n")
    with open(folder / "reports.csv", "w") as file:
        csv.writer(file, lineterminator="\n").writerows([["id", "unit"]] + [[unit, unit] for unit in units])
    return units, groups, truth


def published(folder, units):
    """The numbers of respondents in the manifests: by unit, break and group; of units; of groups over all units."""
    cells, ofunit, ofgroup, hidden = {}, {}, {}, {}
    for unit in units:
        manifest = json.loads((folder / unit / "manifest.json").read_text())
        for chart in manifest["charts"]:
            name = chart["id"].split("-")[1]
            for series in chart["series"]:
                base = series["base"]
                columns = {column: n for column, n in base["columns"].items() if column != "Total"}
                if chart["id"].startswith("all"):
                    ofgroup.update({(name, column): n for column, n in columns.items()})
                    continue
                cells.update({(unit, name, column): n for column, n in columns.items()})
                hidden.update({(unit, name, column): why for column, why in base.get("hidden", {}).items()})
                if base["n"] is not None:
                    ofunit[unit] = base["n"]
    return cells, ofunit, ofgroup, hidden


def narrowest(units, groups, known, ofunit, ofgroup, targets):
    """The width of the interval in which each target must lie, by its cell."""
    unknown = [(unit, name, group) for unit in units for name in BREAKS for group in groups[name]]
    unknown = [cell for cell in unknown if cell not in known]
    # A unit whose size is not published is as unknown as a cell.
    unknown += [(unit, None, None) for unit in units if unit not in ofunit]
    place = {cell: at for at, cell in enumerate(unknown)}
    left, right = [], []
    for unit in units:
        for name in BREAKS:
            row, rest = [0] * len(unknown), ofunit.get(unit, 0)
            for group in groups[name]:
                cell = (unit, name, group)
                if cell in place:
                    row[place[cell]] = 1
                else:
                    rest -= known[cell]
            if unit not in ofunit:
                row[place[unit, None, None]] = -1
            left.append(row)
            right.append(rest)
    for (name, group), n in ofgroup.items():
        row, rest = [0] * len(unknown), n
        for unit in units:
            cell = (unit, name, group)
            if cell in place:
                row[place[cell]] = 1
            else:
                rest -= known[cell]
        left.append(row)
        right.append(rest)
    widths = {}
    for target in targets:
        goal = [0] * len(unknown)
        goal[place[target]] = 1
        ends = []
        for sign in [1, -1]:
            found = linprog([sign * one for one in goal], A_eq=left, b_eq=right, bounds=(0, 10_000), method="highs")
            if found.status != 0:
                sys.exit(f"the numbers that are published contradict each other: {found.message}")
            ends.append(sign * found.fun)
        widths[target] = ends[1] - ends[0]
    return widths


def main():
    program, rounds = sys.argv[1], int(sys.argv[2])
    attacked = broken = tried = 0
    for seed in range(rounds * 4):
        if tried == rounds:
            break
        dice = random.Random(seed)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            units, groups, truth = survey(folder / "specs", dice)
            build = [program, "reports", folder / "specs", "-o", folder / "out", "--format", "csv", "--quiet", "--no-cache"]
            said = subprocess.run(build, capture_output=True, text=True)
            known, ofunit, ofgroup, hidden = published(folder / "out", units)
        cells = [(unit, name, group) for unit in units for name in BREAKS for group in groups[name]]
        missing = [cell for cell in cells if cell not in known and cell[:2] and truth.get(cell, 0) > 0]
        small = [cell for cell in missing if truth[cell] < LEAST]
        shown = [cell for cell in known if 0 < known[cell] < LEAST]
        if shown:
            sys.exit(f"seed {seed}: small groups are shown: {shown}\n{said.stderr}")
        if not small:
            continue
        tried += 1
        for cell, width in narrowest(units, groups, known, ofunit, ofgroup, small).items():
            attacked += 1
            if width < LEAST - 1e-6:
                sys.exit(f"seed {seed}: {cell} lies in an interval of {width:.0f} respondents")
        # Without what is hidden for the sake of others.
        more = {cell: truth[cell] for cell in missing if truth[cell] >= LEAST}
        sizes = {unit: sum(truth.get((unit, BREAKS[0], group), 0) for group in groups[BREAKS[0]]) for unit in units}
        sizes = {unit: n for unit, n in sizes.items() if n >= LEAST}
        widths = narrowest(units, groups, known | more, sizes, ofgroup, small)
        broken += any(width < LEAST for width in widths.values())
    print(f"{tried} surveys, {attacked} hidden numbers: none in an interval below {LEAST};", end=" ")
    print(f"without complementary suppression the attack succeeds in {broken}")
    if broken == 0 or tried < rounds:
        sys.exit("an attack that never succeeds proves nothing")


main()
