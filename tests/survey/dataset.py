"""Compares what a data set is counted to with what pandas counts: `python3 tests/survey/dataset.py PROGRAM [FIGURES]`.

Each round makes a random table of respondents with weights and empty cells, asks for answers, means, quantiles and standard
deviations by groups, and compares every figure, n and effective n of the manifest. It needs pandas and numpy.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd


def table(chance: random.Random) -> pd.DataFrame:
    rows = chance.randint(30, 2000)
    frame = {"w": [round(chance.uniform(0.1, 4.0), chance.randint(0, 6)) for _ in range(rows)]}
    for name in ["q1", "q2", "q3", "region", "sex"]:
        codes = list(range(1, chance.randint(2, 7) + 1))
        empty = chance.choice([0.0, 0.05, 0.3])
        odds = [chance.random() + 0.05 for _ in codes]
        frame[name] = [None if chance.random() < empty else chance.choices(codes, odds)[0] for _ in range(rows)]
    frame["age"] = [None if chance.random() < 0.05 else chance.randint(14, 90) for _ in range(rows)]
    for name in ["t1", "t2", "t3"]:
        share = chance.random()
        frame[name] = [None if chance.random() < 0.2 else int(chance.random() < share) for _ in range(rows)]
    return pd.DataFrame(frame).astype({name: "Int64" for name in frame if name != "w"})


def quantile(values: pd.Series, weights: pd.Series, part: float) -> float | None:
    order = np.argsort(values.to_numpy(), kind="stable")
    values, weights = values.to_numpy()[order], weights.to_numpy()[order]
    values, weights = values[weights > 0], weights[weights > 0]
    if len(values) == 0:
        return None
    sums = np.cumsum(weights)
    target, near = part * sums[-1], sums[-1] * 1e-12
    at = int(np.argmax(sums >= target - near))
    if abs(sums[at] - target) <= near and at + 1 < len(values):
        return (values[at] + values[at + 1]) / 2
    return values[at]


def size(part: pd.DataFrame) -> tuple[int, float | None]:
    squares = float((part.w**2).sum())
    return len(part), float(part.w.sum()) ** 2 / squares if squares > 0 else None


class Comparison:
    def __init__(self) -> None:
        self.figures = self.wrong = 0

    def same(self, what: str, ours: float | None, theirs: float | None) -> None:
        self.figures += 1
        if ours is None or theirs is None or (isinstance(theirs, float) and math.isnan(theirs)):
            is_same = ours is None and (theirs is None or math.isnan(theirs))
        else:
            is_same = math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)
        if not is_same:
            self.wrong += 1
            print(f"{what}: {ours}, but pandas says {theirs}")


SERIES = """survey: {base: {label: all}, rounding: none}
dataset: {data: series/a.csv, weight: w, total: All, where: {w: 0.000001..}}
questions:
  q1: {type: single, order: [%s]}
  q2: {type: single, order: [%s]}
  q3: {type: single, order: [%s], where: {age: {at-least: 18}}}
  age: {type: numeric}
  ticks: {type: multiple, answers: {t1: t1, t2: t2, t3: t3}}
breaks:
  region: {order: [%s]}
  sex: {order: [%s]}
  class: {answer: age, groups: {young: ..29, middle: 30..59, old: 60..}}
"""
STATISTICS = ["mean", "median", "p90", "sd"]


def one(program: str, seed: int, comparison: Comparison) -> None:
    chance = random.Random(seed)
    frame = table(chance)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ["specs/series", "specs/charts"]:
            (folder / name).mkdir(parents=True)
        frame.to_csv(folder / "specs/series/a.csv", index=False)
        frame = frame[frame.w >= 0.000001]
        lists = [", ".join(str(code) for code in sorted(frame[name].dropna().unique())) for name in ["q1", "q2", "q3", "region", "sex"]]
        (folder / "specs/series/a.yaml").write_text(SERIES % tuple(lists))
        breaks = ["region", "sex", "class"]
        asked = [f"{question}-by-{group}" for question in ["q1", "q2", "q3", "ticks"] for group in breaks]
        asked += [f"age-{word}-by-{group}" for word in STATISTICS for group in breaks]
        for name in asked:
            (folder / f"specs/charts/{name}.yaml").write_text(f"title: T\nseries: {name}\nchart: table\n")
        run = subprocess.run(
            [program, str(folder / "specs"), "-o", str(folder / "out"), "--format", "csv"], capture_output=True, text=True
        )
        manifest = json.loads((folder / "out/manifest.json").read_text())
    charts = {chart["id"]: chart for chart in manifest["charts"]}
    for name in asked:
        if name not in charts:
            comparison.same(f"{seed} {name}: {run.stderr[:800]}", None, 1.0)
            continue
        compare(frame, name, charts[name], f"{seed} {name}", comparison)


def groups(frame: pd.DataFrame, group: str) -> dict[str, pd.DataFrame]:
    if group == "class":
        age = frame.age
        kept = {"young": age <= 29, "middle": (age >= 30) & (age <= 59), "old": age >= 60}
        parts = {name: frame[where.fillna(False).astype(bool)] for name, where in kept.items()}
    else:
        parts = {str(code): frame[(frame[group] == code).fillna(False).astype(bool)] for code in sorted(frame[group].dropna().unique())}
    return {"All": frame, **parts}


def compare(frame: pd.DataFrame, name: str, chart: dict, what: str, comparison: Comparison) -> None:
    left, group = name.split("-by-")
    question, _, word = left.partition("-")
    values = {(value["row"], value.get("column")): value.get("unrounded", value["value"]) for value in chart["values"] if value["kind"] == "category"}
    base = chart["series"][0]["base"]
    sizes = dict(base.get("columns") or {})
    effective = dict(base.get("effective-sizes") or {})
    for column, part in groups(frame, group).items():
        if question == "ticks":
            part = part[part[["t1", "t2", "t3"]].notna().any(axis=1)]
        elif question == "q3":
            part = part[(part.age >= 18).fillna(False).astype(bool)]
        if question != "ticks":
            part = part[part[question].notna()]
        n, worth = size(part)
        if word:
            row = [value for (row, _), value in values.items() if row == column]
            numbers = part[question].astype(float)
            total = float(part.w.sum())
            mean = float((numbers * part.w).sum()) / total if total > 0 else None
            theirs = {
                "mean": lambda: mean,
                "median": lambda: quantile(numbers, part.w, 0.5),
                "p90": lambda: quantile(numbers, part.w, 0.9),
                "sd": lambda: math.sqrt(float((part.w * (numbers - mean) ** 2).sum()) / total * n / (n - 1)) if n > 1 else None,
            }[word]()
            comparison.same(f"{what} {column}", row[0] if row else None, theirs)
            continue
        comparison.same(f"{what} {column}: n", sizes.get(column), n)
        if n > 0:
            # The manifest has it as a whole number.
            comparison.same(f"{what} {column}: effective n", effective.get(column), math.floor(worth + 0.5))
        if question == "ticks":
            shares = {tick: (part[tick] == 1).fillna(False).astype(bool) for tick in ["t1", "t2", "t3"]}
        else:
            codes = sorted(frame[question].dropna().unique())
            shares = {str(code): (part[question] == code).fillna(False).astype(bool) for code in codes}
        for answer, given in shares.items():
            share = 100 * float(part.w[given].sum()) / float(part.w.sum()) if n else None
            comparison.same(f"{what} {column} {answer}", values.get((answer, column)), share)


def main() -> None:
    program, wanted = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    comparison, seed = Comparison(), 0
    while comparison.figures < wanted:
        one(program, seed, comparison)
        seed += 1
    print(f"{comparison.figures} figures of {seed} data sets compared, {comparison.wrong} differ")
    sys.exit(1 if comparison.wrong else 0)


main()
