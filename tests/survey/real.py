"""Builds reports of ten charts from five public data sets and compares every figure with pandas:
`python3 tests/survey/real.py PROGRAM FOLDER`.

FOLDER has the files, which are not ours to pass on: `gss.sav` (General Social Survey 1996, an extract), `survey.sav` (students of
Adelaide, of R's MASS), `politics.dta` (political knowledge in Ohio, of A. Hayes), `SAFI.csv` (farmers who irrigate, of Data
Carpentry) and `nhanes.csv` (of R's survey package), which is written as Parquet here. It needs pandas, pyreadstat and pyarrow.
Intervals by the design of nhanes are those of `design.R`; here are its weighted shares and means.
"""

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd
import pyreadstat

PROGRAM = str(Path(sys.argv[1]).resolve())
FOLDER = Path(sys.argv[2])
compared, wrong = 0, []


class Report:
    """A data set with what is asked of it."""

    def __init__(self, name: str, file: str, frame: pd.DataFrame, labels: dict, weight: str | None = None, more: str = ""):
        self.name, self.file, self.frame, self.labels, self.weight, self.more = name, file, frame, labels, weight, more
        self.questions, self.breaks, self.charts = [], [], []

    def question(self, key: str, kind: str, extra: str = "") -> str:
        """Declares a question once; its id."""
        named = key.lower().replace(".", "-").replace("_", "-") + ("-number" if kind == "numeric" else "")
        line = f"  {named}: {{type: {kind}, answer: {key}{extra}, question: as asked, allow: {{small-base: a check}}}}"
        if line not in self.questions:
            self.questions.append(line)
        return named

    def build(self) -> dict:
        with tempfile.TemporaryDirectory() as folder:
            specs = Path(folder)
            (specs / "series").mkdir()
            (specs / "charts").mkdir()
            (specs / "series" / Path(self.file).name).write_bytes((FOLDER / self.file).read_bytes())
            weight = f", weight: {self.weight}" if self.weight else ""
            (specs / "series/s.yaml").write_text(
                "survey: {base: {label: all}, rounding: none, weighting: as published}\n"
                f"dataset: {{data: series/{Path(self.file).name}, total: All{weight}{self.more}}}\n"
                "questions:\n" + "\n".join(self.questions) + "\nbreaks:\n" + "\n".join(self.breaks) + "\n"
            )
            assert len(self.charts) == 10, (self.name, len(self.charts))
            for at, (series, _) in enumerate(self.charts):
                (specs / f"charts/c{at}.yaml").write_text(f"title: T\nseries: {series}\nchart: table\n")
            run = subprocess.run([PROGRAM, folder, "-o", f"{folder}/out", "--format", "pdf,csv", "--no-cache"], capture_output=True, text=True)
            try:
                manifest = json.loads((specs / "out/manifest.json").read_text())
            except FileNotFoundError:
                sys.exit(f"{self.name}: {run.stderr}")
            if "error[" in run.stderr:
                wrong.append(f"{self.name}: {run.stderr[:2000]}")
            return {chart["id"]: chart for chart in manifest["charts"]}

    def check(self):
        charts = self.build()
        for at, (series, wanted) in enumerate(self.charts):
            found = {}
            for value in charts.get(f"c{at}", {}).get("values", []):
                found[(value["row"], value["column"])] = value.get("unrounded", value["value"])
            for place, figure in wanted.items():
                same(f"{self.name} {series} {place}", found.pop(place, None), figure)
            for place, figure in found.items():
                if figure not in (0, None):
                    wrong.append(f"{self.name} {series} {place}: {figure}, of which pandas knows nothing")

    def weights(self) -> pd.Series:
        return self.frame[self.weight] if self.weight else pd.Series(1.0, index=self.frame.index)

    def shares(self, key: str, by: str | None, groups: dict | None) -> dict:
        """The share of each answer in all, and in each group: its name and the rows that it has."""
        answers, weights = self.frame[key], self.weights()
        wanted = {}
        for name, rows in self.columns(by, groups):
            base = weights[rows & answers.notna()].sum()
            for code in answers.dropna().unique():
                label = self.labels.get(key, {}).get(code, plain(code))
                share = 100 * weights[rows & (answers == code)].sum() / base if base > 0 else None
                wanted[(label, name)] = share
        return wanted

    def ticks(self, key: str, separator: str, by, groups) -> dict:
        answers, weights = self.frame[key], self.weights()
        wanted = {}
        words = sorted({word for cell in answers.dropna() for word in cell.split(separator)})
        for name, rows in self.columns(by, groups):
            base = weights[rows & answers.notna()].sum()
            for word in words:
                given = answers.fillna("").map(lambda cell, word=word: word in cell.split(separator))
                wanted[(word, name)] = 100 * weights[rows & given].sum() / base if base > 0 else None
        return wanted

    def means(self, key: str, by, groups) -> dict:
        """A mean has its groups as rows."""
        values, weights = self.frame[key], self.weights()
        wanted = {}
        for name, rows in self.columns(by, groups):
            inside = rows & values.notna()
            total = weights[inside].sum()
            wanted[(name or "All", None)] = (values * weights)[inside].sum() / total if total > 0 else None
        return wanted

    def columns(self, by, groups):
        everyone = pd.Series(True, index=self.frame.index)
        if by is None:
            return [(None, everyone)]
        return [("All", everyone)] + [(name, rows) for name, rows in groups.items()]


def plain(code) -> str:
    return str(int(code)) if isinstance(code, float) and code.is_integer() else str(code)


def same(what: str, ours, theirs):
    global compared
    compared += 1
    if ours is None or theirs is None:
        gap = 0 if (ours is None or ours == 0) and theirs is None else math.inf
    else:
        gap = abs(ours - theirs)
    if gap > 2e-6:
        wrong.append(f"{what}: {ours}, but pandas says {theirs}")


def groups_of(report: Report, key: str) -> dict:
    codes = report.frame[key]
    found = {}
    for code in sorted(codes.dropna().unique()):
        found[report.labels.get(key, {}).get(code, plain(code))] = codes == code
    return found


def ask(report: Report, singles: list, numbers: list, by: str):
    """Shares and means in all and by groups, until there are ten charts."""
    report.breaks.append(f"  {by.lower().replace('.', '-')}: {{answer: {by}}}")
    groups = groups_of(report, by)
    name = by.lower().replace(".", "-")
    for key in singles:
        id_ = report.question(key, "single")
        report.charts.append((f"{id_} by {name}", report.shares(key, by, groups)))
        if len(report.charts) < 6:
            report.charts.append((id_, report.shares(key, None, None)))
    for key in numbers:
        id_ = report.question(key, "numeric")
        report.charts.append((f"{id_} mean by {name}", report.means(key, by, groups)))
    report.charts = report.charts[:10]
    report.check()


def main():
    frame, meta = pyreadstat.read_sav(FOLDER / "gss.sav")
    gss = Report("gss", "gss.sav", frame, meta.variable_value_labels)
    ask(gss, ["marital", "polviews", "attend", "spanking", "fund"], ["age", "sei", "educate"], "female")

    frame, meta = pyreadstat.read_sav(FOLDER / "survey.sav")
    students = Report("students", "survey.sav", frame, meta.variable_value_labels)
    ask(students, ["Exer", "Smoke", "Clap", "Fold"], ["Pulse", "Height", "Age", "Wr.Hnd"], "Sex")

    frame, meta = pyreadstat.read_dta(FOLDER / "politics.dta")
    voters = Report("voters", "politics.dta", frame, meta.variable_value_labels)
    ask(voters, ["party", "polint", "libcon"], ["pknow", "age", "educ", "income", "news"], "sex")

    frame = pd.read_csv(FOLDER / "SAFI.csv", na_values=["NULL"], keep_default_na=True)
    farmers = Report("farmers", "SAFI.csv", frame, {}, more=", empty: ['NULL']")
    villages = groups_of(farmers, "village")
    for key in ["items_owned", "months_lack_food"]:
        id_ = farmers.question(key, "multiple", ", separator: ;")
        farmers.charts.append((f"{id_} by village", farmers.ticks(key, ";", "village", villages)))
    ask(farmers, ["respondent_wall_type", "memb_assoc", "affect_conflicts"], ["no_membrs", "years_liv", "rooms"], "village")

    frame = pd.read_csv(FOLDER / "nhanes.csv")
    frame.to_parquet(FOLDER / "nhanes.parquet")
    nhanes = Report("nhanes", "nhanes.parquet", frame, {}, weight="WTMEC2YR")
    nhanes.breaks.append("  race: race")
    races = groups_of(nhanes, "race")
    for key in ["HI_CHOL", "agecat"]:
        id_ = nhanes.question(key, "single")
        nhanes.charts.append((f"{id_} by race", nhanes.shares(key, "race", races)))
    ask(nhanes, ["HI_CHOL", "agecat", "race"], ["SDMVSTRA", "HI_CHOL", "SDMVPSU"], "RIAGENDR")

    print(f"{compared} figures of five data sets compared, {len(wrong)} differ")
    print("\n".join(wrong[:40]))
    sys.exit(1 if wrong else 0)


main()
